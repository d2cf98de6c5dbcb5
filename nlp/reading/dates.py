"""Dates as offices write them, day before month."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

_SPOKEN = re.compile(
    r"ngày\s+(\d{1,2})\s*(?:tháng\s+|[/.-])\s*(\d{1,2})\s*(?:năm\s+|[/.-])\s*(\d{4})", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<![\dTt])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
# "8 thg 2, 2026", "1 Nov 2025" and "15 tháng 01 năm 2026", as programs and people write them.
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})\s+(?:thg\.?|tháng)\s*(\d{1,2})\s*(?:(?:,|năm)\s*)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})[a-z]*\.?,?\s+(\d{{4}})", re.I)
# "Wed, Sep 17, 2025"
_AMERICAN = re.compile(
    rf"\b({'|'.join(map(str.title, _MONTHS))})(?:[a-z]*\.? (\d{{1,2}}), |\.? (\d{{1,2}}) )"
    r"(\d{4})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR_TITLE = re.compile(
    r"\b(?:năm|quý\s+(?:[IV]{1,3}|[1-4])\s*[/-])\s*(20\d\d)(?!\d)"
    r"|(?<!\d)(?:0?[1-9]|1[0-2])[/.-](20\d\d)(?![/\d])"
    # "THÁNG GIÊNG 2024", "Tháng 3-2025"
    r"|\btháng\s+(?:\d{1,2}|giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?"
    r"|chạp)[\s/-]+(20\d\d)(?![/\d])",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s*[/.-]\s*|\s+(?:tháng|thg)\s+)(\d{1,2})(?:\s*[/.]\s*(\d{2}))?(?![/.-]?\d|\s*(?:[hg](?![^\W\d_])|:))",
    re.IGNORECASE,
)
# "Từ ngày 22/4 đến ngày 3/5/2024": when something went on, not the day of a document.
_PERIOD = re.compile(
    # but not "Từ 8 giờ 00 đến 11 giờ 15 ngày 15/11/2025"
    # nor "Từ 8h00' đến 11h", "Từ 8 giờ sáng đến 11 giờ"
    r"\btừ\s+(?!\d{1,2}\s*(?:giờ|[hg:])\s*(?:\d\d\s*)?(?:phút\b|p\b|['’′´])?\s*"
    r"(?:sáng|trưa|chiều|tối)?\s*(?:đến|tới)\s)"
    r"(?:ngày\s+)?\d.{0,30}?\s(?:đến|tới)\s.{0,30}?(?<!\d)\d{4}(?!\d)",
    re.IGNORECASE,
)
_TIME = r"(?:[T\s]+\d{1,2}[:hg]\d{0,2}.*)?"
_YEAR_BEHIND = re.compile(rf"(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{4}}|\d{{2}}){_TIME}")
# Year first, or day first; nothing is guessed of a date without a day or a year.
_FORMS = (
    (re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}"), "ymd"),
    (_YEAR_BEHIND, "dmy"),
    (
        re.compile(
            rf"(\d{{1,2}})[-\s]*(?:thg|tháng|th)\.?\s*(\d{{1,2}})[-,\s]+(\d{{4}}|\d{{2}}){_TIME}"
        ),
        "dmy",
    ),
)
# "2026-09-04T18:30:00.000Z", as programs write a moment; it may be the next day in Viet Nam.
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)
VIET_NAM = timezone(timedelta(hours=7))
# "05-Apr-23", as a spreadsheet shows it
_SHOWN = re.compile(
    rf"(\d{{1,2}})[-\s]({'|'.join(_MONTHS)})[a-z]*\.?[-,\s]+(\d{{4}}|\d{{2}}){_TIME}", re.I
)
# What is left of a day where a file has no formats: a serial number, or all of it in digits.
_SERIAL_TEXT = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
# Days since 30 December 1899, as spreadsheets count; from 1990 on.
_SERIAL = range(32_874, 73_416)
_YEARS = range(1990, 2101)
_MONTHS_A_YEAR = 12


def parse_date(value: object, *, month_first: bool = False) -> date | None:
    """Read a cell that holds a date and perhaps a time.

    Parameters
    ----------
    value : object
        A date, a datetime, a spreadsheet's serial number, or text: ISO 8601, ``05/09/2026 14:32``
        (day first), ``ngày 5 tháng 9 năm 2026``. With a time zone it is a moment, and the day is
        the one that it was in Viet Nam.
    month_first : bool
        Text with the year behind is month before day, ``12/25/2023`` (see `are_month_first`).

    Returns
    -------
    date or None
        None when the value is no date, or none between 1990 and 2100.
    """
    if isinstance(value, datetime):
        found = _day_here(value)
    elif isinstance(value, date):
        found = value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value) or int(value) not in _SERIAL:
            return None
        found = date(1899, 12, 30) + timedelta(days=int(value))
    else:
        text = str(value).strip() if value is not None else ""
        if not text or len(text) > 60:
            return None
        parsed = _parse_text(text, month_first) or find_date(text)
        if parsed is None:
            return None
        found = parsed
    return found if found.year in _YEARS else None


def are_month_first(cells: Iterable[str]) -> bool:
    """Tell whether days of a column are written month first, as programs set to English do.

    Parameters
    ----------
    cells : iterable of str
        One that can only be month first ("12/25/2023") tells, unless another can only be day first.
    """
    found = [match for cell in cells if (match := _YEAR_BEHIND.fullmatch(cell.strip()))]
    first, second = (max((int(m[part]) for m in found), default=0) for part in (1, 2))
    return first <= _MONTHS_A_YEAR < second


def parse_digits(text: str) -> date | None:
    """Read a cell of a column of dates that has digits alone.

    Parameters
    ----------
    text : str
        Such as ``"45231"`` (a spreadsheet's serial number) or ``"20231101"``.
    """
    serial, digits = _SERIAL_TEXT.fullmatch(text.strip()), _DIGITS.fullmatch(text.strip())
    if serial:
        return parse_date(int(serial[1]))
    return _made(int(digits[1]), int(digits[2]), int(digits[3])) if digits else None


def find_date(text: str) -> date | None:
    """Return the first full date inside a sentence, or None."""
    for pattern in (_SPOKEN, _NUMERIC):
        for match in pattern.finditer(text):
            day, month, year = (int(part) for part in match.groups())
            found = _made(year, month, day)
            if found is not None:
                return found
    return None


def find_day(text: str) -> date | None:
    """Return the first full date in a line of a document that is not of a period, or None."""
    text = _PERIOD.sub("", text)
    found = find_date(text)
    if found is not None:
        return found
    match = _NAMED.search(text)
    if match is not None:
        return _made(int(match[3]), int(match[2]), int(match[1]))
    match = _ENGLISH.search(text)
    if match is not None:
        return _made(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    match = _AMERICAN.search(text)
    if match is not None:
        day = int(match[2] or match[3])
        return _made(int(match[4]), _MONTHS.index(match[1].lower()) + 1, day)
    match = _ISO.search(text)
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def find_short_day(text: str, year: int) -> date | None:
    """Return the first date in a text whose year is left out or has two digits, or None.

    Parameters
    ----------
    text : str
        Such as ``"12/3 – ra xóm"`` or ``"28/2/26, hội quán"``.
    year : int
        Of the document, where the text has none.
    """
    match = _SHORT.search(text)
    if match is None:
        return None
    return _made(2000 + int(match[3]) if match[3] else year, int(match[2]), int(match[1]))


def find_year(text: str) -> int | None:
    """Return the year that a title names, or None.

    Parameters
    ----------
    text : str
        Such as ``"Tháng 4 năm 2024"``, ``"quý I/2026"`` or ``"từ 02/01 đến 31/3/2026"``; the
        number of a decree ("05/2019/QĐ-UBND") is none.
    """
    match = _YEAR_TITLE.search(text)
    return int(match[1] or match[2] or match[3]) if match else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _day_here(moment: datetime) -> date:
    # Beyond the years that count, a shift may leave the calendar.
    if moment.tzinfo is not None and moment.year in _YEARS:
        moment = moment.astimezone(VIET_NAM)
    return moment.date()


def _parse_text(text: str, month_first: bool) -> date | None:
    moment = _MOMENT.fullmatch(text)
    if moment:
        # An hour of 24 or a zone that there is none: the day alone is read, below.
        with suppress(ValueError):
            return _day_here(datetime.fromisoformat("".join(moment.groups()).upper()))
    for pattern, order in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            written = "mdy" if month_first and pattern is _YEAR_BEHIND else order
            parts = dict(zip(written, (int(part) for part in match.groups())))
            year = parts["y"] + (2000 if parts["y"] < 100 else 0)
            try:
                return date(year, parts["m"], parts["d"])
            except ValueError:
                return None
    match = _SHOWN.fullmatch(text)
    if match is None:
        return None
    year = int(match[3])
    return _made(year + 2000 * (year < 100), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
