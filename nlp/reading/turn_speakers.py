"""Who has spoken in a document so far, and whose the next opinion is."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.reading.attribution import AS_ABOVE, WORDS_BEFORE_VERB, names_person, subject, whose
from nlp.reading.form_fields import labelled_field
from nlp.reading.groups import COMPANY
from nlp.reading.homes import homes_of
from nlp.reading.lines import PART_MARKS, Line
from nlp.reading.naming import EDGES
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.whose import Whose

_MEETINGS = ("hop", "cuoc hop", "buoi hop", "hoi nghi", "buoi tiep xuc", "buoi doi thoai")
# Who speaks is told so many lines above at the most.
_NEAR_LINES = 5


class Speakers:
    """Keeps who has spoken, and tells whose an opinion is."""

    def __init__(self) -> None:
        self._pending: Whose | None = None
        self._pending_line = 0
        self._fields: set[str] = set()
        # What is pending comes from the fields of a form.
        self._form = False
        self._last = Whose()
        self._goes_on = False
        self._mark = ""
        self._line = -1
        self._known: list[Whose] = []
        self._turn = 0

    def see(self, line: Line, index: int, *, marked: bool) -> None:
        """Take a line in which nobody says anything; it may say who speaks below it.

        Parameters
        ----------
        line : Line
        index : int
        marked : bool
            It is labelled as whose the next opinion is.
        """
        named = labelled_field(line)
        if named is not None:
            role, value = named
            if self._pending is None or role in self._fields or not self._form:
                self._pending, self._fields = Whose(), set()
            self._form = True
            self._fields.add(role)
            self._field(role, value)
            self._pending_line = index
        elif begins_with(fold(line.body), _MEETINGS) and not COMPANY.match(line.body):
            self.leave()
            return
        elif len(line.text.split()) <= WORDS_BEFORE_VERB and (marked or names_person(line.body)):
            text = line.text if line.mark == "letter" and len(line.body.split()) < 3 else line.body
            dated = re.sub(r"^\d[\d/.]*\s*[–-]\s*", "", text)
            found = whose(dated)
            held = self._pending if index - self._pending_line <= _NEAR_LINES else None
            if held and found.name and _same_given(found.name, held.name):
                # "Bà Đoàn Thị Liễu, ấp 3", and below it "Bà Liễu nói ba việc:".
                found = held
            if held and held.name and not found.place and not _has_name(found.name):
                # "Hộ 1: bà Lê Thị Sáu, tổ 7", and below it "Gia đình có ý kiến:".
                found = held
            if found:
                self._pending, self._pending_line = found, index
                self._form, self._fields = False, {"speaker"}
        else:
            if line.heading or line.mark in PART_MARKS:
                self._pending, self._fields, self._form = None, set(), False
            self._goes_on = False
            return
        self._mark = line.mark
        self._goes_on = False

    def _field(self, role: str, value: str) -> None:
        assert self._pending is not None
        before = self._pending
        if role == "place":
            place = homes_of(value, "")
            whole = not place or not value.startswith(place)
            self._pending = replace(before, place=value.strip(" .;") if whole else place)
            return
        found = whose(value)
        self._pending = replace(found, place=before.place or found.place)

    def of(
        self, text: str, line: Line, index: int, lead: str, *, led: bool, behind: str
    ) -> tuple[str, str, int]:
        """Return who says something, from where, and the number of the turn.

        Parameters
        ----------
        text : str
            The opinion.
        line : Line
        index : int
            Where it begins.
        lead, behind : str
            What stands before and behind it in its line.
        led : bool
            The lead is labelled as whose it is.

        Returns
        -------
        name, place : str
        turn : int
        """
        before = Whose()
        if lead and (led or names_person(lead) or AS_ABOVE.match(lead.strip(EDGES))):
            before = whose(lead)
        after = whose(behind, behind=True) if behind else Whose()
        pending = self._pending
        if pending is not None and not self._form and index - self._pending_line > _NEAR_LINES:
            pending = None
        if not self._form:
            # What the fields of a form say holds to the next form.
            self._pending = None
        if pending and before.name and _same_given(before.name, pending.name):
            # "Trường hợp ông Lò Văn Pọm, bản Nà Hạ", and below it "Ông Pọm trình bày:".
            before = Whose()
        own = before or after or pending or Whose()
        headed = bool(own)
        own = own or subject(text)
        told = bool(own)
        # Another item of the list in which names stand is another's.
        other = line.item and line.mark == self._mark and index != self._line
        inherits = self._goes_on and not other
        self._line = index
        if not told and inherits:
            own = Whose(same_person=True)
        found = self._resolved(own)
        if not own.same_person and not (found.name and found == self._last):
            self._turn += 1
        if told and pending is None and not own.same_person:
            self._mark = line.mark
        self._last = found
        self._known.append(found)
        # What stands behind is of one opinion alone.
        self._goes_on = (headed and not (after and not before)) or own.same_person
        return found.name, found.place, self._turn

    def sent(self, sender: Whose) -> tuple[str, str, int]:
        """Take who sent a message in a chat, which the stamp before it tells.

        Parameters
        ----------
        sender : Whose

        Returns
        -------
        name, place : str
        turn : int
        """
        self._turn += sender != self._last
        self._last, self._pending, self._goes_on = sender, None, False
        self._known.append(sender)
        return sender.name, sender.place, self._turn

    def close(self) -> None:
        """An answer ends the turn."""
        self._goes_on = False

    def leave(self) -> None:
        """Another entry of a book begins: who came before speaks no longer."""
        self._pending, self._fields, self._form = None, set(), False
        self._goes_on = False

    def _resolved(self, own: Whose) -> Whose:
        if own.same_person:
            return replace(self._last, place=own.place or self._last.place)
        name, place = own.name, own.place
        if own.same_place or (own.shared and self._last.place.startswith(f"{place}, ")):
            # "cùng xã" below "thôn Nội, xã Tam Đa", and "cùng thôn Nội".
            place = _from_kind(self._last.place, own.shared)
        if name and _is_short(name) and not place:
            for known in reversed(self._known[-30:]):
                full = len(known.name.split()) > 2 and not _is_short(known.name)
                if full and _given(known.name) == _given(name):
                    return known
        return Whose(name, place)


def _has_name(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split()[1:])


def _from_kind(place: str, kind: str) -> str:
    """Return a run of places from the one of a kind on ("xã Tam Đa" of "thôn Nội, xã Tam Đa")."""
    parts = place.split(", ")
    at = next((i for i, part in enumerate(parts) if fold(part).split()[:1] == [kind]), 0)
    return ", ".join(parts[at:])


def _same_given(short: str, full: str) -> bool:
    return _is_short(short) and len(full.split()) > 2 and _given(short) in full.split()


def _is_short(name: str) -> bool:
    """Tell whether a name is a title and a given name ("cử tri Hằng", "Bà Liễu")."""
    words = name.split()
    title = begins_with(plain(name), load_rules().titles)
    return len(words) == 2 or (title is not None and len(words) == len(title.split()) + 1 > 1)


def _given(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]
