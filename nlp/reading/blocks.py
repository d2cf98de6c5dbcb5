"""Lines of minutes, notes and lists in, classed lines out, each with the rule that classed it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.classed import Classed
from nlp.reading.dates import find_date
from nlp.reading.facts import facts_of
from nlp.reading.headings import (
    SHORT,
    announces_opinions,
    is_answer,
    is_capital_heading,
    is_form_line,
    is_group,
    is_part_heading,
    is_signature,
    label_of,
    meeting_date,
    part_of,
    question_label,
    remark_kind,
    tells_presence,
)
from nlp.reading.heads import Head, bracket_head, find_head, stands_alone
from nlp.reading.likeness import is_remark, likeness
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.roster import Roster
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import (
    find_place,
    is_official,
    person_length,
    speaks_for_people,
    who,
)

# Parts that hold no opinion, and what a line in them is.
_CLOSED = ("form", "attendance", "agenda", "answers", "conclusion", "signature")
_KINDS = {"answers": "answer", "conclusion": "official"}
_PROMISES = re.compile(
    r"\b(?:trả lời bằng văn bản|xin trả lời|xin tiếp thu|xin ghi nhận|xin khất)\b", re.IGNORECASE
)
_LONG = 8
# How sure the model must be where it speaks against what stands around a line.
_REPLY = 0.75
_OPINION = 0.75
_OTHER = 0.85
# Signs that something is done, below what was asked.
_DONE = frozenset(f"bullet {sign}" for sign in ("✅", "✔", "☑", "✓", "✔️", "☑️"))
_HEADING = 10
_NO_OPINION = 0.3
# So many items in a row are judged together, by a lead of so much in the mean.
_RUN = 3
_RUN_LEAD = 0.15
_CLEAR, _UNCLEAR = 0.6, 0.2
_AGREES = re.compile(
    r"\b(?:không (?:có )?ý kiến (?:gì|nào|thêm|khác|bổ sung)|không có ý kiến$)", re.IGNORECASE
)


@dataclass
class _State:
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


class Classifier:
    """Classes the lines of one document in their order.

    Parameters
    ----------
    lines : sequence of Line
    marked_only : bool
        Leave out lines without number, bullet or speaker, as those around a table.
    """

    def __init__(self, lines: Sequence[Line], *, marked_only: bool = False) -> None:
        self._lines = lines
        self._marked_only = marked_only
        self.facts = facts_of(lines)
        self._replies, self._others = _runs(lines)
        self._state = _State(part="form" if self.facts.form else "opinions")
        self._state.day, self._state.place = self.facts.day, self.facts.place

    def classify(self) -> list[Classed]:
        """Return the lines, classed."""
        found = []
        following: list[Line | None] = [*self._lines[1:], None]
        for index, (line, after) in enumerate(zip(self._lines, following)):
            if index in self.facts.entries:
                classed = self._entry(line)
            else:
                classed = self._classify(line, after)
            self._follow(classed)
            found.append(classed)
        return found

    def _follow(self, classed: Classed) -> None:
        state = self._state
        if classed.kind == "opinion":
            state.begun = state.collecting = state.asked = True
            state.answering = state.official = state.opening = False
        elif classed.kind in ("answer", "official"):
            state.collecting = state.asked = False
        elif classed.kind in ("attendance", "form"):
            state.roster.add(classed.line.text)
            state.roster.add_side(classed.line.text)

    def _made(
        self, line: Line, kind: str, reason: str, head: Head | None = None, rest: str | None = None
    ) -> Classed:
        state = self._state
        place = state.section_place or state.place
        body = head.rest if head is not None else line.body
        return Classed(line, kind, reason, head, body if rest is None else rest, state.day, place)

    def _entry(self, line: Line) -> Classed:
        """Class a line that counts the opinion below it, and may name whose it is."""
        self._state.counted = True
        self._enter("opinions", headed=True)
        inside = re.search(r"\(([^()]+)\)", line.text)
        words = inside[1].split() if inside else []
        start = next((i for i in range(len(words)) if person_length(words[i:]) > 1), None)
        name, place = who(" ".join(words[start:])) if start is not None else ("", "")
        return self._made(line, "opinion", "entry_head", Head(line.text, name, place, ""))

    def _classify(self, line: Line, after: Line | None) -> Classed:
        head = find_head(line.body, item=line.item)
        if head is None and after is not None and question_label(after.body) is not None:
            head = stands_alone(line.body)
        if head is not None and not head.rest and plain(head.name) in load_rules().groups:
            # "Cử tri phát biểu:" heads a part.
            head = None
        if self.facts.plain and head is not None and is_official(head.text, listed=True):
            head = None
        for rule in (self._set_off, self._of_the_document, self._answer):
            if (classed := rule(line, head)) is not None:
                return classed
        if (classed := self._heading(line, head, after)) is not None:
            return classed
        return self._said(line, head)

    def _set_off(self, line: Line, head: Head | None) -> Classed | None:
        """Class a line that its form sets off: a quotation, an arrow, a signature."""
        state = self._state
        if state.part == "signature":
            long = head is not None and len(head.rest.split()) >= _LONG
            opens = is_part_heading(line) or (
                line.text.isupper() and part_of(line.body) == "opinions"
            )
            if not long and not opens and len(line.text) <= SHORT:
                return self._made(line, "signature", "signature_below")
            state.part = "opinions"
        kind = remark_kind(line)
        if kind is not None and (state.begun if kind == "total" else not self.facts.plain):
            return self._made(line, kind, f"remark_{kind}")
        if state.begun and line.quoted:
            state.answering = True
            return self._made(line, "answer", "quotation")
        if state.begun and line.indented and line.mark in _DONE and not head:
            state.answering = True
            return self._made(line, "answer", "arrow", None, line.body)
        if state.begun and line.arrow:
            state.answering = True
            return self._made(line, "answer", "arrow")
        closing = state.part == "conclusion"
        if state.begun and is_signature(line, form=self.facts.form, closing=closing):
            state.part = "signature"
            return self._made(line, "signature", "signature")
        return None

    def _of_the_document(self, line: Line, head: Head | None) -> Classed | None:
        """Class headings of meetings, and labelled lines of the form."""
        state = self._state
        day = meeting_date(line, state.day)
        if day is not None and head is None and (not self.facts.form or state.part != "form"):
            state.day, state.place = day, find_place(line.text) or state.place
            state.section_place = ""
            self._enter("opinions", headed=True)
            state.opening = True
            return self._made(line, "heading", "meeting")
        label = label_of(line.body)
        closed = state.part in _CLOSED or state.opening
        if (
            label in ("attendance", "agenda", "form", "opinions")
            and closed
            and not self.facts.plain
        ):
            if state.part in ("answers", "conclusion") or (state.headed and not state.opening):
                return None
            if label == "opinions" and question_label(line.body) is not None and state.begun:
                return None
            state.roster.add(line.text)
            kind = "agenda" if label == "opinions" else label
            if not state.opening:
                self._enter(kind, headed=False)
            return self._made(line, kind, f"label_{kind}")
        if state.begun and is_remark(line.text):
            return self._made(line, "form", "remark_form")
        if state.opening and not line.item and head is None:
            return self._made(line, "heading", "meeting_remark")
        return None

    def _answer(self, line: Line, head: Head | None) -> Classed | None:
        """Class answers and what officials say."""
        state = self._state
        if self.facts.plain:
            return None
        body, marked = line.body, line.heading or is_part_heading(line)
        if is_answer(body, marked=marked) and state.part not in ("form", "attendance", "agenda"):
            state.answering, state.official = True, False
            if marked:
                part = "conclusion" if part_of(body) == "conclusion" else "answers"
                self._enter(part, headed=True)
                return self._made(line, "heading", f"heading_{part}")
            label, colon, after = body.partition(":")
            rest = after.strip() if colon and len(label.split()) <= _LONG else body
            return self._made(line, "answer", "label_answer", None, rest)
        official = head is not None and self._is_official(line, head)
        if official and head is not None:
            if state.part in ("attendance", "agenda") and (
                state.headed or len(head.rest.split()) < _LONG
            ):
                return None
            if state.part == "form" and not self.facts.has_turns and len(head.rest.split()) < _LONG:
                return None
            state.answering = state.official = True
            state.below = not head.rest
            return self._made(line, "answer" if state.begun else "official", "official", head)
        if head is None and not line.item and state.begun and _PROMISES.search(body):
            return self._made(line, "official", "official_act")
        acts = any_of(load_rules().official_acts)
        if head is None and not line.item and self.facts.form and state.part != "form":
            folded = fold(body)
            folded = re.sub(r"^(?:d/c|dc|dong chi|ong|ba)\s+", "", folded)
            named = begins_with(folded, load_rules().officials)
            if named and len(named) > 5 and acts.search(" ".join(folded.split()[: _LONG + 4])):
                return self._made(line, "official", "official_act")
        return None

    def _is_official(self, line: Line, head: Head) -> bool:
        if is_official(head.text, listed=line.item and self._state.part not in _CLOSED):
            return True
        if self._state.roster.holds(head.name):
            return True
        if begins_with(plain(head.rest), load_rules().to_the_people):
            return True
        # Whoever answers in the words of an office speaks for it, below what somebody asked.
        return self._state.asked and not line.item and likeness(head.rest)["reply"] > _REPLY

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
        if part is None and announces and state.part in _CLOSED:
            return self._made(line, _KINDS.get(state.part, state.part), f"part_{state.part}")
        state.day = find_date(body) or state.day
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
        other = shares["other"] > _OTHER or (listed and shares["opinion"] < _NO_OPINION)
        return not asks(line.body) and other

    def _enter(self, part: str, *, headed: bool) -> None:
        state = self._state
        state.part, state.headed = part, headed
        state.collecting = state.answering = state.official = state.opening = False

    def _may_open(self, rest: str, head: Head | None) -> bool:
        """Tell whether somebody's turn opens a part with opinions inside one that holds none."""
        state = self._state
        if tells_presence(rest) or begins_with(fold(rest), load_rules().officials):
            return False
        if not state.headed or state.part == "form":
            return True
        kept = head is not None and (head.kept or is_official(head.text))
        return state.part != "answers" and not kept and len(rest.split()) > 2 * _LONG

    def _said(self, line: Line, head: Head | None) -> Classed:
        """Class what is left: opinions, and what goes on the part of the document."""
        state = self._state
        counted, state.counted = state.counted, False
        question = question_label(line.body)
        opens = head is not None or question is not None
        if state.part in _CLOSED:
            rest = question or (head.rest if head is not None else "")
            item = state.part == "form" and line.item and not self.facts.opens_later
            # What a label on the line opened holds no longer than the line reads like it.
            soft = state.part == "form" or (
                state.part in ("attendance", "agenda") and not state.headed
            )
            told = soft and not opens and self._reads_opinion(line)
            if not (item or told or (opens and self._may_open(rest, head))):
                kind = _KINDS.get(state.part, state.part)
                return self._made(line, kind, f"part_{state.part}", head)
            self._enter("opinions", headed=False)
        if question is not None:
            return self._made(line, "opinion", "question", bracket_head(question), question)
        said = head.rest if head is not None else line.body
        if _AGREES.search(said) and len(said.split()) <= 2 * _LONG:
            return self._made(line, "greeting", "nothing_to_add", head)
        if head is not None and tells_presence(head.rest):
            return self._made(line, "attendance", "remark_attendance", head)
        if head is not None:
            return self._made(line, "opinion", "speaker", head)
        if not line.item and is_form_line(line.text, begun=state.begun):
            return self._made(line, "form", "form_line")
        title = self.facts.sentences and not (state.begun or line.item or line.soft)
        if title and line.body[-1] not in '.!?…;:"”':
            return self._made(line, "form", "title")
        if self._marked_only and not (line.item or state.collecting):
            return self._made(line, "form", "beside_table")
        # Items below an official's name are the answer, where speakers are named at their heads.
        listed = self.facts.has_turns and line.mark.startswith("list")
        bulleted = state.official and (listed or (state.below and line.item))
        if state.answering and (bulleted or line.soft or not (line.item or state.collecting)):
            return self._made(line, "answer", "goes_on_answer")
        if line.item and line.position in self._others:
            return self._made(line, "form", "reads_other")
        if line.item and state.begun and line.position in self._replies:
            return self._made(line, "answer", "reads_reply")
        if line.item:
            return self._made(line, "opinion", "item")
        if not (self.facts.plain or line.soft or counted):
            shares = likeness(line.body)
            sure = _REPLY if not state.collecting else _OTHER
            if state.begun and shares["reply"] > sure and not asks(line.body):
                state.answering = True
                return self._made(line, "answer", "reads_reply")
            if shares["other"] > _OTHER and not state.collecting:
                return self._made(line, "form", "reads_other")
        return self._made(line, "opinion", "goes_on" if state.collecting else "line")

    def _reads_opinion(self, line: Line) -> bool:
        """Tell whether a line of the form reads like what somebody said, so the form has ended."""
        return len(line.body.split()) > _LONG and likeness(line.body)["opinion"] > _OPINION


def _runs(lines: Sequence[Line]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the positions of items that read like replies, and like neither, taken together.

    One item alone may read like one by chance; the items of a list are of one kind. A list that
    reads like neither is left out only where another of the same mark reads like opinions.
    """
    replies: set[str] = set()
    runs: list[tuple[str, float, list[Line]]] = []
    for mark, run in itertools.groupby(lines, key=lambda line: line.mark if line.item else ""):
        items = list(run)
        if not mark:
            continue
        shares = [likeness(line.body) for line in items]
        runs.append((mark, sum(s["opinion"] for s in shares) / len(items), items))
        lead = sum(s["reply"] - s["opinion"] for s in shares)
        if len(items) >= _RUN and lead > _RUN_LEAD * len(items):
            replies |= {line.position for line in items}
    clear = {mark for mark, share, items in runs if share > _CLEAR and len(items) > 1}
    others = {
        line.position
        for mark, share, items in runs
        if mark in clear and len(items) > 1 and share < _UNCLEAR
        for line in items
    }
    return frozenset(replies), frozenset(others)


def _says_of_office(text: str) -> bool:
    """Tell whether a heading names an office that speaks ("Chủ tịch xã nói", "UBND đáp")."""
    rules = load_rules()
    says = any_of(rules.speech_verbs + rules.reply_verbs).search(text[-25:])
    return begins_with(fold(text), rules.officials) is not None and says is not None


def _is_office(text: str) -> bool:
    """Tell whether a line in capitals names the office of whoever signs."""
    named = begins_with(fold(text), load_rules().officials) is not None
    return (named or speaks_for_people(text)) and len(text.split()) <= 8
