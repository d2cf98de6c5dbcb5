"""Rows numbered I, II or A, B: whether they head sections of a list or are its opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from nlp.reading.encoding import normalize
from nlp.reading.rules import fold
from nlp.reading.tables.cells import heads_rows, section_place
from nlp.reading.tables.contents import holds_subjects

Row = TypeVar("Row")


class _Held(NamedTuple, Generic[Row]):
    """A row that waits, with its number and text where it may head a section."""

    row: Row
    number: str
    text: str


_ROMAN = re.compile(r"[IVX]{1,5}[.)]?")
_LETTER = re.compile(r"[A-H][.)]?")
_WORDS = 20
# Blank rows and totals behind a row that waits; below more of them it heads nothing.
_MOST_HELD = 50
# "(5 ý kiến)" behind the heading of a section
_REMARK = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")
_COUNTED = re.compile(r"\(\s*\d[^()]*\)\s*$")
# "Lĩnh vực đất đai" says no matter.
_NAMED = re.compile(r"(?:lĩnh vực|nhóm (?:vấn đề|ý kiến|kiến nghị|lĩnh vực))\b", re.IGNORECASE)


def numbering(cell: str) -> str:
    """Return ``"I"`` for a Roman number, ``"A"`` for a letter that counts, else ``""``.

    Parameters
    ----------
    cell : str
        Such as ``"II."`` or ``"B"``.
    """
    if _ROMAN.fullmatch(cell):
        return "I"
    return "A" if _LETTER.fullmatch(cell) else ""


def without_remark(text: str) -> str:
    """Return a heading without what stands in brackets behind it.

    Parameters
    ----------
    text : str
    """
    return _REMARK.sub("", text)


class Sections(Generic[Row]):
    """Learns from the rows of a list what each way of numbering stands for.

    A row such as ``II | Đất đai`` heads a section where a row numbered otherwise follows before
    the next one of its kind; until then it is held back. What no such row follows is an opinion,
    and so are all others that are numbered like it, unless sections were numbered so before.
    """

    def __init__(self) -> None:
        self._heading: set[str] = set()
        self._counting: set[str] = set()
        # Opinions among sections: nothing of another number follows them.
        self._said: set[str] = set()
        self._held: list[_Held[Row]] = []

    def heads(self, number: str, text: str) -> bool:
        """Tell whether a row of nothing but a number and a text is known to head a section.

        Parameters
        ----------
        number : str
            Its `numbering`.
        text : str
        """
        known = number in self._heading and text not in self._said
        return self._may_head(number, text) and (known or is_title(text))

    def waits(self, number: str, text: str) -> bool:
        """Tell whether the rows below must tell if such a row heads a section.

        Parameters
        ----------
        number : str
        text : str
        """
        return self._may_head(number, text) and not is_title(text)

    def _may_head(self, number: str, text: str) -> bool:
        return bool(number) and number not in self._counting and self.is_short(text)

    @staticmethod
    def is_short(text: str) -> bool:
        """Tell whether a text reads like the heading of a section.

        Parameters
        ----------
        text : str
        """
        return heads_rows(text, most=_WORDS)

    def found(self, number: str) -> None:
        """Take note that a numbering is that of sections.

        Parameters
        ----------
        number : str
        """
        self._heading.add(number)

    def hold(self, row: Row, number: str = "", text: str = "") -> list[Row]:
        """Keep a row until a row below tells; return what is told by now.

        Parameters
        ----------
        row : Row
        number, text : str
            Of one that may head a section; any other waits only behind such a one.
        """
        if not (number or self._held):
            return [row]
        if len(self._held) >= _MOST_HELD:
            return [*self.end(), row]
        told: list[Row] = []
        same = [held for held in self._held if held.number == number]
        # "I | Thủy lợi", "II | Y tế": a section may be empty.
        if number and same and not all(is_subject(one) for one in (text, same[-1].text)):
            told = self._settled(number)
        self._held.append(_Held(row, number, text))
        return told

    def follow(self, row: Row, number: str, *, counts: bool) -> list[Row]:
        """Return the rows that were held back and an opinion that follows them.

        Parameters
        ----------
        row : Row
        number : str
            Its numbering: those that are numbered like it are opinions too.
        counts : bool
            Even where such numbers were of sections up to here.
        """
        if number and number in self._waiting():
            return [*self._settled(number), row]
        self._heading |= self._waiting()
        if number and (counts or number not in self._heading):
            self._counting.add(number)
        return [*self._flush(), row]

    def end(self) -> list[Row]:
        """Return the rows that were held back: nothing follows them, so they are opinions."""
        self._are_opinions(self._held)
        return self._flush()

    def _waiting(self) -> set[str]:
        return {held.number for held in self._held if held.number}

    def _settled(self, number: str) -> list[Row]:
        """Take rows of a numbering for opinions; what stands above the first of them heads them."""
        first = [held.number for held in self._held].index(number)
        self._heading |= {held.number for held in self._held[:first] if held.number}
        self._are_opinions(self._held[first:])
        return self._flush()

    def _are_opinions(self, rows: Sequence[_Held[Row]]) -> None:
        for held in rows:
            if held.number in self._heading and not is_subject(held.text):
                self._said.add(held.text)
            elif held.number and held.number not in self._heading:
                self._counting.add(held.number)

    def _flush(self) -> list[Row]:
        rows = [held.row for held in self._held]
        self._held = []
        return rows


def is_title(text: str) -> bool:
    """Tell whether a text is a topic that is called so, a place, or has a count behind it.

    Parameters
    ----------
    text : str
    """
    bare = without_remark(text).strip()
    if bare.isupper() or _NAMED.match(normalize(bare)) or _COUNTED.search(text):
        return True
    place = section_place(bare)
    return bool(place) and fold(place) == fold(bare)


def is_subject(text: str) -> bool:
    """Tell whether a text is the name of a topic.

    Parameters
    ----------
    text : str
    """
    return holds_subjects([without_remark(text)])
