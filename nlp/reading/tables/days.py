"""The day of a row: its own, or that of its section or of the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from nlp.reading.dates import find_short_day, find_year, parse_date, parse_digits
from nlp.reading.tables.layout import cell_text
from nlp.reading.tables.sessions import is_month, opening_day, section_day, section_year


class Days:
    """Tells the days of the rows of a list, one by one.

    Parameters
    ----------
    day : datetime.date or None
        For rows that have none.
    titles : iterable of str
        Lines above the list.
    month_first : bool
        Cells of days are written so (see `nlp.reading.dates.are_month_first`).
    """

    def __init__(
        self, day: date | None, titles: Iterable[str], *, month_first: bool = False
    ) -> None:
        titles = list(titles)
        self._month_first = month_first
        years = (find_year(title) for title in titles)
        self._year = day.year if day else next(filter(None, years), None)
        # Entries of a book are later than the day on which it was opened.
        self._opened = next(filter(None, map(opening_day, titles)), None)
        self._day = None if day == self._opened else day
        # Of the section ("THÁNG 6 NĂM 2025").
        self._section_year: int | None = None
        self._section_day: date | None = None

    def begin_section(self, heading: str, *, placed: bool) -> None:
        """Note the heading of a section.

        Parameters
        ----------
        heading : str
        placed : bool
            It is of another place: "II. XÃ TAM ĐA" ends what was said on the day above, "Đất đai"
            is a part of it.
        """
        day = section_day(heading)
        self._section_day = day if placed or day else self._section_day
        self._section_year = section_year(heading) or self._section_year

    def of(self, cell: Any) -> date | None:
        """Return the day of a row; where it has no year, the last one up to the document's.

        Parameters
        ----------
        cell
            Of the column of days.
        """
        day = parse_date(cell, month_first=self._month_first) or parse_digits(cell_text(cell))
        if day is None and is_month(cell_text(cell)):
            return None
        if day is None and self._section_year is not None and isinstance(cell, str):
            day = find_short_day(cell, self._section_year)
        elif day is None and self._opened is not None and isinstance(cell, str):
            day = find_short_day(cell, self._opened.year)
            if day is not None and day < self._opened:
                day = find_short_day(cell, self._opened.year + 1)
        elif day is None and self._year is not None and isinstance(cell, str):
            day = find_short_day(cell, self._year)
            if day is not None and self._day is not None and day > self._day:
                day = find_short_day(cell, self._year - 1)
        return day or self._section_day or self._day
