"""What rows of a list say by pointing at the row above: "nt" ("as above"), or cells left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from nlp.reading.rules import fold
from nlp.reading.tables.cells import is_ditto, is_same
from nlp.reading.tables.layout import Layout, cell_text
from nlp.reading.tables.unsaid import told

_NUMBERS = frozenset(("stt", "tt", "so tt", "so thu tu", "thu tu", "no"))
_CLOCK = re.compile(r"\d\s?[:h]\s?\d\d")


class Above:
    """Remembers what the rows above say, row by row.

    Parameters
    ----------
    layout : Layout
    """

    def __init__(self, layout: Layout) -> None:
        roles, texts = layout.roles, layout.texts
        self._text_at = texts[0] if len(texts) == 1 else None
        self._speaker, self._date = roles.get("speaker"), roles.get("date")
        self._phone = roles.get("phone")
        place = roles.get("place")
        self._places = layout.places or (() if place is None else (place,))
        self._told = {i for role, i in roles.items() if role != "text"} | set(self._places)
        numbers = (i for i, name in enumerate(layout.names) if fold(name).strip(" .") in _NUMBERS)
        self._number = next((i for i in numbers if i not in self._told), None)
        persons = [i for i in (self._speaker, *self._places) if i is not None]
        # Who, where and when, from the left; the first of who and where heads a group of rows.
        self._whose = sorted({*persons, *([] if self._date is None else [self._date])})
        self._head = min(persons, default=None)
        self._numbers_groups = True
        self._group: list[Any] | None = None
        self._last: dict[int, Any] = {}
        # The opinion of the row above, and who has said it where.
        self._text: Any = None
        self._said_by = ("", [""])

    def end_part(self) -> None:
        """Take note of a heading, a total or a blank row: the rows below it go on nothing above."""
        self._group, self._text = None, None

    def undone(self, cells: list[Any]) -> list[Any]:
        """Put what "nt" or a blank stands for in its place, where it tells who, where or when.

        Parameters
        ----------
        cells : list
            Of one row; it is changed.
        """
        goes_on = self.goes_on(cells)
        speaker = _at(cells, self._speaker)
        same = is_same(speaker)
        for index in (i for i in self._told if i < len(cells)):
            said = _at(cells, index)
            if is_same(said) or (same and index in self._places and not said):
                cells[index] = self._last.get(index, cells[index])
            elif said or index not in self._whose or (speaker and not same):
                # Of a row that is blank throughout, "nt" below it says nothing.
                self._last[index] = cells[index]
        if goes_on:
            self._pass_down(cells)
        elif self._number is not None:
            self._group = list(cells)
        return cells

    def goes_on(self, cells: Sequence[Any]) -> bool:
        """Tell whether a row without a number is of the group that the numbered row above begins.

        Numbers count groups as long as whatever heads one has a number.

        Parameters
        ----------
        cells : sequence
            As they stand in the list.
        """
        if self._number is None or self._head is None or _at(cells, self._number):
            return False
        if _at(cells, self._head):
            self._numbers_groups = False
        # Another telephone is another person's.
        own = bool(_at(cells, self._phone))
        return self._numbers_groups and self._group is not None and not own

    def _pass_down(self, cells: list[Any]) -> None:
        group = self._group or []
        for index in self._whose:
            if _at(cells, index):
                # What stands behind it is of this row alone.
                return
            if index < min(len(cells), len(group)):
                cells[index] = group[index]
        if self._phone is not None and self._phone < min(len(cells), len(group)):
            cells[self._phone] = group[self._phone]

    def said_again(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return a row with the opinion that its "như trên" stands for, if somebody else says it.

        Where the same person says it, or nothing tells who does, it is no further opinion.

        Parameters
        ----------
        cells : sequence
            As they stand in the list, before `undone`.
        """
        text = _at(cells, self._text_at)
        if self._text_at is None or not text:
            return cells
        said_by = self._said_by_row(cells)
        if not is_ditto(text):
            self._text, self._said_by = cells[self._text_at], said_by
            return cells
        # Forms and hotlines note the minute; in them it points at the citizen's own words.
        if self._text is None or self._has_clock(cells) or not _is_other(said_by, self._said_by):
            return cells
        self._said_by = said_by
        return [self._text if i == self._text_at else value for i, value in enumerate(cells)]

    def _said_by_row(self, cells: Sequence[Any]) -> tuple[str, list[str]]:
        """Return who and where a row tells, as the row above does where it points there."""
        speaker, *places = (self._own(cells, i) for i in (self._speaker, *self._places))
        return speaker, places

    def _own(self, cells: Sequence[Any], index: int | None) -> str:
        said = _at(cells, index)
        if index is not None and is_same(said):
            said = cell_text(self._last.get(index)).strip()
        return fold(told(said))

    def _has_clock(self, cells: Sequence[Any]) -> bool:
        when = cells[self._date] if self._date is not None and self._date < len(cells) else None
        if isinstance(when, datetime):
            return when.time() != time.min
        return _CLOCK.search(cell_text(when)) is not None


def _is_other(one: tuple[str, list[str]], last: tuple[str, list[str]]) -> bool:
    if one[0] or last[0]:
        return bool(one[0]) and one[0] != last[0]
    return any(one[1]) and one[1] != last[1]


def _at(cells: Sequence[Any], index: int | None) -> str:
    return cell_text(cells[index]).strip() if index is not None and index < len(cells) else ""
