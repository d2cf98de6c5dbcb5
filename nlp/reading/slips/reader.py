"""Slips in, opinions out: who wrote each, what, and what the office answers to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.document_place import document_place
from nlp.reading.headings import is_signature
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line
from nlp.reading.matters import asks, content_words, split_matters, without_count, without_mark
from nlp.reading.rows import Block
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.slips.bundle import Bundle, Slip, bundle_of
from nlp.reading.slips.gathered import answer_to, deal_out
from nlp.reading.slips.labels import has_box, is_wish, pieces, pieces_of_one, writes_nothing
from nlp.reading.speakers import announces_count, find_place
from nlp.reading.tables.cells import is_home, told
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.trimming import without_link
from nlp.reading.turns import Opinion

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_AGE = re.compile(
    r"[\s,;–-]+(?:\d{1,3}\s*tuổi|(?:sn|sinh(?: năm)?)\s*:?\s*\d{4})\b.*", re.IGNORECASE
)
_DASH = re.compile(r"\s+[–—-]\s+")
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b")
# A wish that shares so many words with what stands above is of the same matter, and one that
# tells of a state in so many words before it asks is of its own.
_TIES = 2
_STATE_WORDS = 6
_SENTENCE = re.compile(r"[.!?…:]\s+\S")
_BEGINS = re.compile(r"(?<=[.!?…;])(?=\s+\S)|(?=\n)")
_WANTS = re.compile(r"\b(?:nên|đề nghị|kiến nghị|yêu cầu|xin|mong)\b", re.IGNORECASE)
_MATTER_WORDS = 6
_TOTAL = re.compile(r"\W*(?:tong|cong)\b.*\d")


@dataclass
class _Matter:
    """What was written to one question: paragraphs, each with its place in the document."""

    label: str
    groups: list[list[tuple[str, str]]] = field(default_factory=list)


@dataclass
class _Filled:
    """A slip as it was filled in."""

    number: str
    speaker: str = ""
    place: str = ""
    day: date | None = None
    matters: list[_Matter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)


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
        for line in self._bundle.above:
            kind = "heading" if line.text.isupper() or line.heading else "form"
            self._leave(line, kind, "slip_form")
        filled = [self._filled(slip) for slip in self._bundle.slips]
        self._below({slip.number: slip for slip in filled})
        return [opinion for slip in filled for opinion in slip.opinions], self.left

    def _leave(self, line: Line, kind: str, reason: str) -> None:
        self.left.append(Block(line.position, kind, reason, line.text))

    def _filled(self, slip: Slip) -> _Filled:
        found = _Filled(slip.number)
        self._leave(slip.head, "form", "slip_head")
        for part in filter(None, map(str.strip, slip.rest.split("|"))):
            label, value = pieces_of_one(part)
            role = self._labels.role(label) if label else None
            if role in ("speaker", "place", "date"):
                self._take(found, role, part if role == "date" else value)
            elif role is None:
                self._unlabelled(found, part)
        role = ""
        for line in slip.lines:
            role = self._line(found, line, role)
        self._close(found)
        return found

    def _unlabelled(self, slip: _Filled, head: str) -> None:
        """Take what stands behind the number of a slip: "Phiếu 03 – Ông Khuê – Ấp 4"."""
        for part in _DASH.split(head):
            if (day := self._day_in(part)) is not None:
                slip.day = day
            elif (slip.speaker and find_place(part)) or is_home(part):
                slip.place = slip.place or part.strip()
            elif not slip.speaker:
                slip.speaker = _person(part)

    def _take(self, slip: _Filled, role: str, value: str) -> None:
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

    def _line(self, slip: _Filled, line: Line, last: str) -> str:
        """Take a line of a slip; return what the label above the next line asks for."""
        if self._labels.is_label(line.body):
            role = self._labels.role(line.body) or "other"
            if role == "matter":
                slip.matters.append(_Matter(line.body))
            self._leave(line, "answer" if role == "answer" else "form", "slip_label")
            return role
        found = [
            (self._labels.role(label) if label else None, label, value)
            for label, value in pieces(line)
        ]
        if not found or found[0][0] is None:
            return self._below_label(slip, line, last)
        for asked, label, value in found:
            if asked is None:
                continue
            last = asked
            if asked == "matter":
                slip.matters.append(_Matter(label))
                self._write(slip, line, value, new=True)
            elif asked == "answer":
                slip.answers.append(value)
            elif asked in ("speaker", "place", "date"):
                self._take(slip, asked, f"{label}: {value}" if asked == "date" else value)
        if last != "matter":
            self._leave(line, "answer" if last == "answer" else "form", "slip_label")
        return last

    def _below_label(self, slip: _Filled, line: Line, last: str) -> str:
        """Take a line without a label."""
        if has_box(line.text):
            self._leave(line, "form", "slip_label")
        elif last == "answer":
            slip.answers.append(line.body)
            self._leave(line, "answer", "goes_on_answer")
        elif last == "matter" and slip.matters:
            self._write(slip, line, line.body, new=line.item)
        elif (
            not last
            and reads_like(line.body) == "opinion"
            and (len(line.body.split()) >= _MATTER_WORDS)
        ):
            # A slip without questions, on which somebody simply wrote.
            slip.matters.append(_Matter(""))
            self._write(slip, line, line.body, new=True)
            return "matter"
        else:
            self._leave(line, "form", "slip_label")
        return last

    def _write(self, slip: _Filled, line: Line, text: str, *, new: bool) -> None:
        groups = slip.matters[-1].groups
        if not text or writes_nothing(text):
            self._leave(line, "form", "slip_nothing")
        elif new or not groups:
            groups.append([(line.position, text)])
        else:
            groups[-1].append((line.position, text))

    def _close(self, slip: _Filled) -> None:
        """Make the opinions of a slip, and deal out what the office wrote on it."""
        written: list[list[tuple[str, str]]] = []
        for matter in slip.matters:
            groups = matter.groups
            if len(groups) > 1 and announces_count(groups[0][0][1]):
                groups = groups[1:]
            goes_on = len(groups) == 1 and is_wish(matter.label) and bool(written)
            if goes_on and _same_matter(written[-1], groups[0]):
                written[-1] = written[-1] + groups[0]
            else:
                written += groups
        place = slip.place or self._place
        within = self._place if _COMMUNE.search(fold(self._place)) else ""
        count: dict[str, int] = {}
        for paragraphs in written:
            position = paragraphs[0][0]
            for text in _matters("\n".join(text for _, text in paragraphs)):
                count[position] = number = count.get(position, 0) + 1
                slip.opinions.append(
                    Opinion(
                        position if number == 1 else f"{position}#{number}",
                        text,
                        slip.speaker,
                        place,
                        slip.day or self._day,
                        "slip",
                        within=within,
                    )
                )
        if answer := "\n".join(filter(None, slip.answers)):
            _give(slip, answer)

    def _below(self, slips: dict[str, _Filled]) -> None:
        """Read what stands below the slips."""
        signing = False
        for line in self._bundle.below:
            found = None if signing else answer_to(line, list(slips))
            if found is not None:
                for number in found.numbers:
                    _give(slips[number], found.text, found.hint)
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


def _give(slip: _Filled, answer: str, hint: str = "") -> None:
    parts = deal_out(answer, [opinion.text for opinion in slip.opinions], hint)
    for opinion, part in zip(slip.opinions, parts):
        if part and told(part):
            opinion.answers.append(part)


def _person(text: str) -> str:
    return told(_AGE.sub("", _BRACKETS.sub("", text)).strip(" .,;"))


def _matters(text: str) -> list[str]:
    """Return the matters that somebody counts off in what he wrote, or adds ("Ngoài ra, ...")."""
    found: list[str] = []
    for part in split_matters(without_count(text)):
        own = [""]
        for piece in _BEGINS.split(part):
            sentence = piece.strip()
            adds = begins_with(plain(sentence), load_rules().new_matter + load_rules().linking)
            long = min(len(sentence.split()), len(own[-1].split())) >= _MATTER_WORDS
            linked = adds in load_rules().linking and without_link(sentence) == sentence
            if adds and long and not linked:
                own.append(sentence)
            else:
                own[-1] = f"{own[-1]}{piece}"
        found += [bare_text(without_mark(without_link(one.strip()))).text for one in own]
    return found


def _same_matter(above: Sequence[tuple[str, str]], wish: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a wish is about what was written to the question above it.

    "Mở thêm quầy" names no matter of its own, while "đèn để sáng cả đêm tốn điện, nên tắt" does.
    """
    text = "\n".join(part for _, part in wish)
    before = " ".join(part for _, part in above)
    if len(content_words(text) & content_words(before)) >= _TIES:
        return True
    asked = _WANTS.search(text)
    lead = text[: asked.start()].split() if asked else []
    several = _SENTENCE.search(text) is not None and asks(text)
    return len(lead) < _STATE_WORDS and not several
