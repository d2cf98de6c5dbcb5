"""Which part of a document a line stands in, and the headings that open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.classed import Classed
from nlp.reading.dates import find_day
from nlp.reading.facts import facts_of
from nlp.reading.headings import (
    SHORT,
    announces_opinions,
    is_capital_heading,
    is_group,
    is_part_heading,
    part_of,
)
from nlp.reading.heads import Head
from nlp.reading.likeness import likeness
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.roster import Roster
from nlp.reading.rules import any_of, begins_with, fold, load_rules
from nlp.reading.speakers import speaks_for_people

# Parts that hold no opinion, and what a line in them is.
CLOSED = ("form", "attendance", "agenda", "answers", "conclusion", "signature")
KINDS = {"answers": "answer", "conclusion": "official"}
# Behind one of these a heading names who answers ("HUYỆN TRẢ LỜI"), where it says so.
_OFFICES = (
    *("huyen", "xa", "phuong", "tinh", "thanh pho", "quan", "thi xa", "truong", "cac co quan"),
    *("co quan", "lanh dao", "nganh", "cac nganh", "cap uy", "chinh quyen", "nha truong"),
    *("ban giam hieu", "cong doan", "doanh nghiep", "ben cong ty", "to dai bieu"),
)
# How sure the model must be that a line is neither opinion nor reply.
OTHER = 0.85
_HEADING = 10
_NO_OPINION = 0.3


@dataclass
class State:
    """Where the reading of a document stands."""

    part: str = "opinions"
    # The part was opened by a heading, and not by a label on the line.
    headed: bool = False
    day: date | None = None
    place: str = ""
    section_place: str = ""
    begun: bool = False
    collecting: bool = False
    answering: bool = False
    official: bool = False
    # An official's name stood on a line of its own, so the items below are the answer.
    below: bool = False
    # A heading of a meeting stands above and no item of it yet.
    opening: bool = False
    # A line that counts what is below it stands above.
    counted: bool = False
    # An opinion is the last thing that somebody said.
    asked: bool = False
    roster: Roster = field(default_factory=Roster)


class Parts:
    """Keeps in which part of a document its lines stand.

    Parameters
    ----------
    lines : sequence of Line
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.facts = facts_of(lines)
        self._state = State(part="form" if self.facts.form else "opinions")
        self._state.day, self._state.place = self.facts.day, self.facts.place

    def _made(
        self, line: Line, kind: str, reason: str, head: Head | None = None, rest: str | None = None
    ) -> Classed:
        state = self._state
        place = state.section_place or state.place
        body = head.rest if head is not None else line.body
        return Classed(line, kind, reason, head, body if rest is None else rest, state.day, place)

    def _heading(self, line: Line, head: Head | None, after: Line | None) -> Classed | None:
        """Class the headings of a document's parts."""
        state = self._state
        body = line.body
        capitals = not line.item and is_capital_heading(body, begun=state.begun)
        parted = is_part_heading(line)
        short = len(body) <= SHORT and head is None
        top = not (state.begun or line.item) and state.part == "opinions"
        place = top and find_place(body) == body
        if state.begun and capitals and part_of(body) is None and not parted and _is_office(body):
            state.part = "signature"
            return self._made(line, "signature", "signature")
        announces = short and body.endswith(":") and not (line.item and asks(body))
        group = short and line.item and is_group(line, after)
        follows = announces_opinions(line.text) and head is None
        marked = parted or place or capitals or (line.heading and short)
        bare = head is None and after is not None and self._is_bare_heading(line)
        if not (marked or announces or follows or group or bare):
            return None
        part = part_of(body)
        if follows:
            part = "opinions"
        if part is None and (parted or announces) and _says_of_office(body):
            part = "answers"
        title = state.part == "form" and (capitals or line.heading) and not parted and part is None
        if part in ("form", "signature") or (title and not line.heading):
            return self._made(line, "form", "title")
        if title and begins_with(fold(body), load_rules().forms):
            return self._made(line, "form", "title")
        if part is None and announces and state.part in CLOSED:
            return self._made(line, KINDS.get(state.part, state.part), f"part_{state.part}")
        state.day = find_day(body) or state.day
        named = find_place(body)
        state.section_place = named if named and len(named) >= len(body) - 2 else ""
        self._enter(part or "opinions", headed=True)
        return self._made(line, "heading", f"heading_{part or 'topic'}")

    def _is_bare_heading(self, line: Line) -> bool:
        """Tell whether a short line among sentences has no full stop and says nothing."""
        listed = self.facts.listed and not (self.facts.form or line.indented)
        if not (self.facts.sentences or listed) or line.item or line.soft:
            return False
        words = len(line.body.split())
        if not (self._state.begun or listed):
            return False
        stopped = line.body[-1] in '.!?…;,:"”)'
        if stopped or words > _HEADING or not line.body[:1].isupper():
            return False
        if part_of(line.body) is not None:
            return True
        shares = likeness(line.body)
        other = shares["other"] > OTHER or (listed and shares["opinion"] < _NO_OPINION)
        return not asks(line.body) and other

    def _enter(self, part: str, *, headed: bool) -> None:
        state = self._state
        state.part, state.headed = part, headed
        state.collecting = state.answering = state.official = state.opening = False


def _says_of_office(text: str) -> bool:
    """Tell whether a heading names an office that speaks ("Chủ tịch xã nói", "UBND đáp")."""
    rules = load_rules()
    says = any_of(rules.speech_verbs + rules.reply_verbs).search(text[-25:])
    folded = fold(text)
    office = begins_with(folded, rules.officials) or begins_with(folded, _OFFICES)
    return office is not None and says is not None


def _is_office(text: str) -> bool:
    """Tell whether a line in capitals names the office of whoever signs."""
    named = begins_with(fold(text), load_rules().officials) is not None
    return (named or speaks_for_people(text)) and len(text.split()) <= 8
