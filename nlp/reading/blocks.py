"""Lines of minutes, notes and lists in, classed lines out, each with the rule that classed it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.chairing import invites_to_speak
from nlp.reading.classed import Classed
from nlp.reading.headings import (
    SHORT,
    is_answer,
    is_form_line,
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
from nlp.reading.likeness import is_remark, likeness, reads_like
from nlp.reading.lines import Line
from nlp.reading.lists import judged_lists
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.parts import CLOSED, KINDS, OTHER, Parts
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import is_official, who

_PROMISES = re.compile(
    r"\b(?:trả lời bằng văn bản|xin trả lời|xin tiếp thu|xin ghi nhận|xin khất)\b", re.IGNORECASE
)
_LONG = 8
# How sure the model must be where it speaks against what stands around a line.
_REPLY = 0.75
_OPINION = 0.75
# Signs that something is done, below what was asked.
_DONE = frozenset(f"bullet {sign}" for sign in ("✅", "✔", "☑", "✓", "✔️", "☑️"))
_AGREES = re.compile(
    r"\b(?:không (?:có )?ý(?: kiến)? (?:gì|nào|thêm|khác|bổ sung)|không (?:có|nêu) ý kiến\W*$)",
    re.IGNORECASE,
)


class Classifier(Parts):
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
        super().__init__(lines)
        self._replies, self._others = judged_lists(lines)

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
            if not state.begun:
                # "Chủ trì: ông ..., Chủ tịch UBND. Cùng dự: bà ..., Phòng Kinh tế"
                state.roster.add(classed.line.text)
        elif classed.kind in ("attendance", "form"):
            state.roster.add(classed.line.text)
            state.roster.add_side(classed.line.text)

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
        if not any(map(str.isalpha, line.text)):
            # The number of a page, a rule.
            return self._made(line, "form", "form_line")
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
            state.opening = not self.facts.chat
            return self._made(line, "heading", "meeting")
        label = label_of(line.body)
        closed = state.part in CLOSED or state.opening
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
        if is_official(head.text, listed=line.item and self._state.part not in CLOSED):
            return True
        if self._state.roster.holds(head.name):
            return True
        if begins_with(plain(head.rest), load_rules().to_the_people):
            return True
        # Whoever answers in the words of an office speaks for it, below what somebody asked.
        return self._state.asked and not line.item and likeness(head.rest)["reply"] > _REPLY

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
        if state.part in CLOSED:
            rest = question or (head.rest if head is not None else "")
            item = state.part == "form" and line.item and not self.facts.opens_later
            # What a label on the line opened holds no longer than the line reads like it.
            soft = state.part == "form" or (
                state.part in ("attendance", "agenda") and not state.headed
            )
            told = soft and not opens and self._reads_opinion(line)
            if not (item or told or (opens and self._may_open(rest, head))):
                kind = KINDS.get(state.part, state.part)
                return self._made(line, kind, f"part_{state.part}", head)
            self._enter("opinions", headed=False)
        if question is not None:
            asker = bracket_head(question, asked=True)
            return self._made(line, "opinion", "question", asker, question)
        said = head.rest if head is not None else line.body
        if (head is None or ":" not in line.body) and invites_to_speak(line.body):
            return self._made(line, "official", "chairs", head)
        if head is not None and head.kept:
            said = said.removeprefix(head.text)
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
        beside = self._marked_only and not state.collecting
        if beside and not (line.item and reads_like(line.body) == "opinion"):
            return self._made(line, "form", "beside_table")
        # Items below an official's name are the answer, where speakers are named at their heads.
        listed = self.facts.has_turns and line.mark.startswith("list")
        bulleted = state.official and (listed or (state.below and line.item))
        if state.answering and (bulleted or line.soft or not (line.item or state.collecting)):
            return self._made(line, "answer", "goes_on_answer")
        if line.item and line in self._others:
            return self._made(line, "form", "reads_other")
        if line.item and state.begun and line in self._replies:
            return self._made(line, "answer", "reads_reply")
        if line.item:
            return self._made(line, "opinion", "item")
        if not (self.facts.plain or line.soft or counted):
            shares = likeness(line.body)
            sure = _REPLY if not state.collecting else OTHER
            if state.begun and shares["reply"] > sure and not asks(line.body):
                state.answering = True
                return self._made(line, "answer", "reads_reply")
            if shares["other"] > OTHER and not state.collecting:
                return self._made(line, "form", "reads_other")
        return self._made(line, "opinion", "goes_on" if state.collecting else "line")

    def _reads_opinion(self, line: Line) -> bool:
        """Tell whether a line of the form reads like what somebody said, so the form has ended."""
        return len(line.body.split()) > _LONG and likeness(line.body)["opinion"] > _OPINION
