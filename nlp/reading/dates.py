"""Dates as offices write them, day before month."""

from __future__ import annotations

import re
from datetime import date, datetime

_SPOKEN = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng\s+|[/.-])\s*(\d{1,2})\s*(?:năm\s+|[/.-])\s*(\d{4})", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEARS = range(1990, 2101)


def parse_date(value: object) -> date | None:
    """Read a cell that holds a date and perhaps a time.

    Parameters
    ----------
    value : object
        A date, a datetime, or text: ISO 8601, ``05/09/2026 14:32`` (day first), ``ngày 5 tháng 9
        năm 2026``.

    Returns
    -------
    date or None
        None when the value is no date, or none between 1990 and 2100.
    """
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        text = str(value).strip() if value is not None else ""
        if not text or len(text) > 60:
            return None
        parsed = find_date(text) or _parse_text(text)
        if parsed is None:
            return None
        found = parsed
    return found if found.year in _YEARS else None


def find_date(text: str) -> date | None:
    """Return the first full date inside a sentence, or None."""
    for pattern in (_SPOKEN, _NUMERIC):
        for match in pattern.finditer(text):
            day, month, year = (int(part) for part in match.groups())
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found.year in _YEARS:
                return found
    return None


def _parse_text(text: str) -> date | None:
    # dateutil would read 2026-09-05 as 9 May when told that days come first.
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    if not re.search(r"\d{4}|\d{1,2}\D\d{1,2}\D\d{2}", text):
        return None
    from dateutil import parser

    try:
        return parser.parse(text, dayfirst=True).date()
    except (ValueError, OverflowError):
        return None
