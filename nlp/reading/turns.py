"""Classed lines in, opinions out: who says what, where one matter ends, which answer is to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.classed import Classed
from nlp.reading.heads import Head
from nlp.reading.matters import answered, begins_matter, split_matters, without_count
from nlp.reading.prose import split_report, take_attribution
from nlp.reading.rows import Block
from nlp.reading.rules import any_of, fold, load_rules
from nlp.reading.speakers import announces_count

_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp)\b", re.IGNORECASE)
# So many paragraphs of a matter are compared with the one below.
_LOOK_BACK = 3
# Fewer words before a colon only head the items below.
_LEAD = 4
_WHICH = re.compile(
    r"(?:Ý|ý|Câu|câu|Ý kiến|Câu hỏi|Nội dung|Vấn đề)\s+(?:số\s+|thứ\s+)?(\d)\s*[:.]"
)


@dataclass
class Opinion:
    """An opinion, with what is known of it.

    Attributes
    ----------
    position, text, speaker, place : str
    day : date or None
    reason : str
        The rule that found it.
    answers : list of str
    within : str
        The commune that a hamlet is in, as the part of the document names it.
    """

    position: str
    text: str
    speaker: str
    place: str
    day: date | None
    reason: str
    answers: list[str] = field(default_factory=list)
    within: str = ""


@dataclass
class _Turn:
    """What one speaker says without a break; each piece a matter of its own or a paragraph."""

    speaker: str
    place: str
    day: date | None
    mark: str
    named: bool
    # It began with a line that ends in a colon, so the items below are its own.
    under_lead: bool = False
    # (position, text, begins a matter, reason)
    pieces: list[tuple[str, str, bool, str]] = field(default_factory=list)


class Turns:
    """Puts the lines of a document together to opinions.

    Parameters
    ----------
    form : bool
        It is minutes, where an item goes on over the lines below it.
    report : bool
        It is prose that strings opinions together.
    ascribed : bool
        Most opinions end in brackets with whose they are.
    """

    def __init__(self, *, form: bool, report: bool, ascribed: bool = False) -> None:
        self._form = form
        self._report = report
        self._ascribed = ascribed
        self.opinions: list[Opinion] = []
        # What only says who speaks, or how many matters follow.
        self.left: list[Block] = []
        self._turn: _Turn | None = None
        # Opinions of the last turn, which an answer below is to, and its speaker.
        self._asked: list[Opinion] = []
        self._speakers: list[tuple[str, str]] = []
        self._headed_items: set[str] = set()

    def read(self, classed: Sequence[Classed]) -> list[Opinion]:
        """Return the opinions of a document in their order."""
        marks = Counter(c.line.mark for c in classed if c.line.item and c.kind == "opinion")
        headed = Counter(c.line.mark for c in classed if c.head is not None)
        # Where speakers are numbered, a number without one goes on the turn above.
        self._headed_items = {m for m, n in marks.items() if self._form and headed[m] >= 0.5 * n}
        answer: list[str] = []
        for item in classed:
            if item.kind == "answer":
                self._close()
                if answer and item.reason not in ("goes_on_answer", "quotation"):
                    self._answer(answer)
                    answer = []
                answer.append(item.rest if item.reason != "quotation" else item.line.body)
                continue
            if answer:
                self._answer(answer)
                answer = []
            if item.kind == "opinion":
                self._take(item)
            elif item.kind not in ("total", "form") or item.reason.startswith("title"):
                self._close()
                self._asked = []
        self._answer(answer)
        self._close()
        return self.opinions

    def _take(self, item: Classed) -> None:
        line, head, turn = item.line, item.head, self._turn
        if head is not None:
            self._close()
            self._turn = self._begin(item, head)
            if announces_count(head.rest):
                self.left.append(Block(line.position, "greeting", "announced", line.text))
            elif head.rest:
                said = without_count(head.rest)
                self._turn.pieces.append((line.position, said, True, item.reason))
            else:
                self.left.append(Block(line.position, "heading", item.reason, line.text))
            return
        if turn is not None and item.reason == "question":
            if turn.pieces and not turn.named:
                turn = None
        elif (turn is not None and line.item and not self._belongs(turn, item)) or (
            turn is not None and not line.item and not self._goes_on(turn, item)
        ):
            turn = None
        if turn is None:
            self._close()
            turn = self._turn = _Turn("", item.place, item.day, line.mark, False)
        begins = self._begins(turn, item)
        turn.under_lead = turn.under_lead or item.rest.endswith(":")
        reason = item.reason if begins else "goes_on"
        turn.pieces.append((line.position, without_count(item.rest), begins, reason))

    def _begin(self, item: Classed, head: Head) -> _Turn:
        speaker, place = head.name, head.place
        for known, where in reversed(self._speakers[-20:]):
            # "Bà Ngọ" is the "Bà Trần Thị Ngọ" who spoke before.
            if len(speaker.split()) == 2 and _same_person(speaker, known):
                speaker, place = known, place or where
                break
        self._speakers.append((speaker, place))
        whole = place
        if place and item.place and not _COMMUNE.search(place) and item.place not in place:
            whole = f"{place}, {item.place}" if item.line.mark and not self._form else place
        return _Turn(speaker, whole or item.place, item.day, item.line.mark, True)

    def _belongs(self, turn: _Turn, item: Classed) -> bool:
        """Tell whether an item goes with the turn above it."""
        mark = item.line.mark
        if mark == "count":
            return False
        if turn.named:
            return mark != turn.mark or (mark in self._headed_items)
        return turn.under_lead and mark != turn.mark

    def _goes_on(self, turn: _Turn, item: Classed) -> bool:
        # Whoever is named speaks on, and so does an item of minutes; a list has one opinion a line.
        asked = bool(turn.pieces) and turn.pieces[0][3] == "question"
        if item.line.soft or turn.named or (self._form and (bool(turn.mark) or asked)):
            return True
        return item.rest[:1].islower() and item.line.indented

    def _begins(self, turn: _Turn, item: Classed) -> bool:
        """Tell whether a line begins a matter of its own."""
        if not turn.pieces or item.reason == "question":
            return True
        if item.line.item:
            lead = next(text for _, text, begins, _ in reversed(turn.pieces) if begins)
            if lead.endswith(":") and not announces_count(lead) and item.line.mark != turn.mark:
                if len(lead.split()) > _LEAD:
                    return False
                # "Đề nghị:" heads the items below it.
                self._leave_lead(turn, lead)
                return True
            if item.line.mark == turn.mark:
                return begins_matter(item.rest, _last_matter(turn))
            return True
        if item.line.soft:
            return False
        return begins_matter(item.rest, _last_matter(turn))

    def _leave_lead(self, turn: _Turn, lead: str) -> None:
        """Leave out words that only head the items below them."""
        for position, text, _, _ in turn.pieces:
            if text == lead:
                self.left.append(Block(position, "heading", "heading_opinions", text))
        turn.pieces = [piece for piece in turn.pieces if piece[1] != lead]

    def _close(self) -> None:
        """Hand on the turn that is open."""
        turn, self._turn = self._turn, None
        if turn is None or not turn.pieces:
            return
        groups: list[list[tuple[str, str, bool, str]]] = []
        for piece in turn.pieces:
            if piece[2] or not groups:
                groups.append([piece])
            else:
                groups[-1].append(piece)
        made: list[Opinion] = []
        for position, text, reason in _cut(groups):
            made += self._opinions(turn, position, text, reason)
        self._asked = made
        self.opinions += made

    def _opinions(self, turn: _Turn, position: str, text: str, reason: str) -> list[Opinion]:
        clauses = split_report(text) if self._report and not turn.named else [text]
        made: list[Opinion] = []
        for number, clause in enumerate(clauses, 1):
            where = position if number == 1 else f"{position}.{number}"
            said, speaker, place = clause, turn.speaker, turn.place
            if not turn.named:
                last = self.opinions[-1].place if self.opinions else ""
                before = made[-1].place if made else last
                said, who, home = take_attribution(clause, before, bare=self._ascribed)
                speaker, place = who or speaker, home or place
            why = "clause" if len(clauses) > 1 else reason
            made.append(Opinion(where, said, speaker, place, turn.day, why))
        return made

    def _answer(self, parts: list[str]) -> None:
        """Put an answer to the opinions that it is to."""
        asked = self._asked
        text = " ".join(parts)
        if not parts or not asked or any_of(load_rules().to_all).search(fold(text)):
            return
        named = [_WHICH.match(part) for part in parts]
        if len(asked) > 1 and any(named):
            index = -1
            for part, match in zip(parts, named):
                # A line without a number goes on the one above it.
                index = int(match[1]) - 1 if match else index
                for opinion in [asked[index]] if 0 <= index < len(asked) else []:
                    opinion.answers.append(part)
        elif len(asked) == len(parts) > 1:
            for opinion, part in zip(asked, parts):
                opinion.answers.append(part)
        else:
            for index in answered(text, [opinion.text for opinion in asked]):
                asked[index].answers.append(text)


def _holds(paragraph: str, text: str) -> bool:
    return text[:60] in paragraph or paragraph[:60] in text


def _last_matter(turn: _Turn) -> str:
    """Return the end of a turn's last matter, some paragraphs at the most."""
    pieces = turn.pieces[-_LOOK_BACK:]
    start = max((i for i, piece in enumerate(pieces) if piece[2]), default=0)
    return " ".join(text for _, text, _, _ in pieces[start:])


def _cut(groups: list[list[tuple[str, str, bool, str]]]) -> list[tuple[str, str, str]]:
    """Cut the matters of a turn where its speaker counts them off."""
    joined = "\n".join("\n".join(text for _, text, _, _ in group) for group in groups)
    counted = len(split_matters(joined)) > 1
    cut: list[tuple[str, str, str]] = []
    if not counted:
        for group in groups:
            text = "\n".join(part for _, part, _, _ in group)
            cut.append((group[0][0], text, group[0][3]))
        return cut
    # Marks may stand in several paragraphs, so the turn is cut as a whole and then placed again.
    places = [(part, position) for group in groups for position, part, _, _ in group]
    position, count, first = places[0][1], 0, 0
    for text in split_matters(joined):
        at = next((i for i in range(first, len(places)) if _holds(places[i][0], text)), None)
        first = first if at is None else at
        found = places[first][1]
        count = count + 1 if found == position and cut else 1
        position = found
        cut.append((position if count == 1 else f"{position}#{count}", text, "counted"))
    return cut


def _same_person(short: str, full: str) -> bool:
    title, given = short.lower().split()
    words = full.lower().split()
    return len(words) > 2 and words[0] == title and words[-1] == given
