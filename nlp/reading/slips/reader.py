"""Reads a bundle of slips: what each line of one says, and what stands above and below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.document_place import document_place
from nlp.reading.headings import is_signature
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.rows import Block
from nlp.reading.rules import fold
from nlp.reading.sequence.reading import read_labelled
from nlp.reading.slips.bundle import Bundle, Slip, bundle_of
from nlp.reading.slips.filled import Filled, Matter
from nlp.reading.slips.gathered import answer_to
from nlp.reading.slips.labels import (
    beside_boxes,
    has_box,
    pieces,
    pieces_of_one,
    writes_nothing,
)
from nlp.reading.tables.cells import is_home
from nlp.reading.tables.unsaid import told
from nlp.reading.turns import Opinion

# A run of spaces or commas is looked at once: time would grow with the square of its length.
_BRACKETS = re.compile(r"(?<!\s)\s*\([^()]*\)")
_AGE = re.compile(
    r"(?<![\s,;–-])[\s,;–-]+(?:\d{1,3}\s*tuổi|(?:sn|sinh(?: năm)?)\s*:?\s*\d{4})\b.*", re.IGNORECASE
)
_DASH = re.compile(r"(?<!\s)\s+[–—-]\s+")
_MATTER_WORDS = 6
# So many opinions above or below the slips are of a meeting.
_FEWEST_OTHERS = 3
# "Người góp ý (ký, ghi rõ họ tên)"
_SIGNS = re.compile(
    r"\W*(?:người|chữ ký|đại diện|chủ hộ|hộ)\b[^()]{0,40}\(\s*ký\b[^()]*\)\W*"
    r"|\W*\(?(?:đã )?ký(?: tên|,| và| ghi)[^()]{0,30}\)?\W*",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\W*(?:tong|cong)\b.*\d")


def read_slips(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions of a bundle of slips, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    return _Reader(bundle_of(lines)).read()


class _Reader:
    """Reads the slips of a bundle one by one."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle, self._labels = bundle, bundle.labels
        days = (find_day(line.text) for line in bundle.above)
        self._day = next(filter(None, days), None)
        self._place = document_place(bundle.above)
        self.left: list[Block] = []

    def read(self) -> tuple[list[Opinion], list[Block]]:
        others = self._other_part(self._bundle.above)
        for line in () if others else self._bundle.above:
            kind = "heading" if line.text.isupper() or line.heading else "form"
            self._leave(line, kind, "slip_form")
        filled = [self._filled(slip) for slip in self._bundle.slips]
        # Where each hamlet counts from one, a number alone tells no slip.
        count = Counter(slip.number for slip in filled)
        others += self._below({slip.number: slip for slip in filled if count[slip.number] == 1})
        return [*others, *(opinion for slip in filled for opinion in slip.opinions)], self.left

    def _other_part(self, lines: Sequence[Line]) -> list[Opinion]:
        """Return the opinions of minutes above or below the slips; none where there are none."""
        if sum(map(_is_opinion, (line.body for line in lines))) < _FEWEST_OTHERS:
            return []
        found, left = read_labelled(lines)
        if found:
            self.left += left
        return [replace(opinion, day=opinion.day or self._day) for opinion in found]

    def _leave(self, line: Line, kind: str, reason: str) -> None:
        self.left.append(Block(line.position, kind, reason, line.text))

    def _filled(self, slip: Slip) -> Filled:
        found = Filled(slip.number)
        self._leave(slip.head, "form", "slip_head")
        for part in filter(None, map(str.strip, slip.rest.split("|"))):
            label, value = pieces_of_one(part)
            role = self._labels.role(label) if label else None
            if role in ("speaker", "place", "date"):
                self._take(found, role, part if role == "date" else value)
            elif role == "matter" and not writes_nothing(value):
                found.matters.append(Matter(label))
                self._write(found, slip.head, value, new=True)
            elif role == "answer":
                found.answers.append(value)
            elif role is None and _is_opinion(part):
                found.matters.append(Matter(""))
                self._write(found, slip.head, part, new=True)
            elif role is None:
                self._unlabelled(found, part)
        role = ""
        for line in slip.lines:
            role = self._line(found, line, role)
        found.split(self._place, self._day)
        return found

    def _unlabelled(self, slip: Filled, head: str) -> None:
        """Take what stands behind the number of a slip: "Phiếu 03 – Ông Khuê – Ấp 4"."""
        for part in _DASH.split(head):
            if (day := self._day_in(part)) is not None:
                slip.day = day
            elif (slip.speaker and find_place(part)) or is_home(part):
                slip.place = slip.place or part.strip()
            elif not slip.speaker:
                slip.speaker = _person(part)

    def _take(self, slip: Filled, role: str, value: str) -> None:
        if role == "date":
            slip.day = self._day_in(value) or slip.day
        elif role == "place":
            slip.place = slip.place or told(_BRACKETS.sub("", value)).strip(" .,;")
        elif not slip.speaker:
            name, *behind = _DASH.split(value)
            # "Bà Thoa – kế toán" says who she is, and not where she lives.
            homes = [part for part in behind if find_place(part) or part[:1].isdigit()]
            slip.speaker = _person(name if homes else value)
            slip.place = slip.place or ", ".join(homes)

    def _day_in(self, text: str) -> date | None:
        day = find_day(text)
        if day is None and self._day is not None:
            return find_short_day(text, self._day.year)
        return day

    def _line(self, slip: Filled, line: Line, last: str) -> str:
        """Take a line of a slip; return what the label above the next line asks for."""
        if self._labels.is_label(line.body):
            role = self._labels.role(line.body) or "other"
            if role == "matter":
                slip.matters.append(Matter(line.body))
            self._leave(line, "answer" if role == "answer" else "form", "slip_label")
            return role
        found = [
            (self._labels.role(label) if label else None, label, value)
            for label, value in pieces(line)
        ]
        if not found or found[0][0] is None:
            return self._below_label(slip, line, last)
        beside: list[str] = []
        for asked, label, value in found:
            if asked is None:
                said = f"{label}: {value}" if label else value
                if _is_opinion(said):
                    slip.matters.append(Matter(""))
                    self._write(slip, line, said, new=True)
                else:
                    beside.append(said)
                continue
            last = asked
            if asked == "tick":
                self._beside(slip, line)
            elif asked == "matter" or (asked != "answer" and _is_opinion(value) and asks(value)):
                # Some write what they want wherever there is room.
                slip.matters.append(Matter(label))
                self._write(slip, line, value, new=True)
            elif asked == "answer":
                slip.answers.append(value)
            elif asked in ("speaker", "place", "date"):
                self._take(slip, asked, f"{label}: {value}" if asked == "date" else value)
        if last != "matter":
            self._leave(line, "answer" if last == "answer" else "form", "slip_label")
        elif beside:
            self._leave(replace(line, text=" | ".join(beside)), "form", "slip_label")
        return last

    def _below_label(self, slip: Filled, line: Line, last: str) -> str:
        """Take a line without a label."""
        if has_box(line.text):
            self._beside(slip, line)
            self._leave(line, "form", "slip_label")
        elif _SIGNS.fullmatch(line.text):
            self._leave(line, "signature", "slip_label")
            return ""
        elif last == "answer":
            slip.answers.append(line.body)
            self._leave(line, "answer", "goes_on_answer")
        elif last == "matter" and slip.matters:
            self._write(slip, line, line.body, new=line.item)
        elif last != "answer" and _is_opinion(line.body) and not self._labels.is_printed(line.body):
            # A slip or a part of it without questions, on which somebody simply wrote.
            slip.matters.append(Matter(""))
            self._write(slip, line, line.body, new=True)
            return "matter"
        else:
            self._leave(line, "form", "slip_label")
        return last

    def _beside(self, slip: Filled, line: Line) -> None:
        """Take the reason that somebody wrote beside a box."""
        said = beside_boxes(line.text)
        if said and not self._labels.is_printed(said):
            slip.matters.append(Matter(""))
            self._write(slip, line, said, new=True)

    def _write(self, slip: Filled, line: Line, text: str, *, new: bool) -> None:
        groups = slip.matters[-1].groups
        if not text or writes_nothing(text):
            self._leave(line, "form", "slip_nothing")
        elif new or not groups:
            groups.append([(line.position, text)])
        else:
            groups[-1].append((line.position, text))

    def _below(self, slips: dict[str, Filled]) -> list[Opinion]:
        """Read what stands below the slips; return the opinions that are on none of them."""
        signing = False
        more = [line for line in self._bundle.below if answer_to(line, slips) is None]
        others = self._other_part(more)
        told_apart = {line.position for line in more} if others else set()
        for line in self._bundle.below:
            if line.position in told_apart:
                continue
            found = None if signing else answer_to(line, slips)
            if found is not None:
                for number in found.numbers:
                    slips[number].give(found.text, found.hint)
                self._leave(line, "answer", "slip_answer")
                continue
            signing = signing or is_signature(line, form=True, closing=True)
            if signing:
                kind = "signature"
            elif _TOTAL.match(fold(line.text)):
                kind = "total"
            else:
                kind = "heading" if line.text[-1] not in ".!?;" else "official"
            self._leave(line, kind, "slip_below")
        return others


def _is_opinion(text: str) -> bool:
    return len(text.split()) >= _MATTER_WORDS and reads_like(text) == "opinion"


def _person(text: str) -> str:
    return told(_AGE.sub("", _BRACKETS.sub("", text)).strip(" .,;"))
