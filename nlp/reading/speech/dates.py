"""Dates as people say them: "mùng bảy tháng ba năm hai nghìn không trăm hai mươi sáu"."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SIZES = {"mươi": 10, "mười": 10, "chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}
_WORD = "|".join([*_DIGITS, *_SIZES, "linh", "lẻ", "giêng", "chạp", r"\d+"])
_NUMBER = rf"(?:(?:{_WORD})\b\s*)"
_DATE = re.compile(
    rf"\b(?P<day>{_NUMBER}{{1,3}})tháng\s+(?P<month>{_NUMBER}{{1,2}}?)"
    rf"(?:năm\s+|(?=hai\s+(?:nghìn|ngàn|không)\s))(?P<year>{_NUMBER}{{1,7}})",
    re.IGNORECASE,
)
# "Năm hai lăm" and "thứ năm mười hai tháng ba": a weekday before a day is no part of it.
_WEEKDAY = re.compile(r"\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy)\s+(?:ngày\s+)?", re.IGNORECASE)
_CENTURY = range(20, 40)
# "Năm hai mươi hai tuổi" is no year.
_COUNTED = re.compile(r"\s*(?:tuổi|hộ|người|nhà|cái|con)\b", re.IGNORECASE)
_FILED = re.compile(
    r"(?<!\d)(?:(?P<y>20\d\d)(?P<sep>[-_. ]?)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)"
    r"|(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>20\d\d)"
    r"|(?P<d2>[0-3]?\d)(?P<apart>[ .-])(?P<m2>[01]?\d)(?P=apart)(?P<y2>20\d\d|[23]\d)"
    r"|(?P<d3>[0-3]\d)(?P<m3>[01]\d)(?P<y3>[23]\d)(?=_|\b))(?!\d)"
)
_DAYS = ("d", "day", "d2", "d3")
_MONTHS = {"giêng": 1, "chạp": 12}


def number_of(text: str) -> int | None:
    """Return the number that number words mean, None where they mean none.

    Digits said one by one are one number ("hai không hai lăm" is 2025).

    Parameters
    ----------
    text : str
    """
    words = [w for w in text.lower().split() if w not in ("linh", "lẻ")]
    if not words:
        return None
    if all(word.isdigit() for word in words):
        return int("".join(words)[:9])
    if not any(word in _SIZES for word in words):
        if any(word not in _DIGITS for word in words):
            return None
        return int("".join(str(_DIGITS[word]) for word in words)[:9])
    total, part = 0, 0
    for index, word in enumerate(words):
        if word in ("nghìn", "ngàn"):
            total, part = (total + max(part, 1)) * 1000, 0
        elif word == "trăm":
            total, part = total + part * 100, 0
        elif word in ("mươi", "mười", "chục"):
            total, part = total + max(part, 1) * 10, 0
        elif word in _DIGITS:
            tens = index and words[index - 1] in _DIGITS and words[index - 1] != "không"
            part = part * 10 + _DIGITS[word] if tens else _DIGITS[word]
        else:
            return None
    return total + part


def find_day_said(text: str) -> date | None:
    """Return the first whole date that is said in a text.

    Parameters
    ----------
    text : str
    """
    text = _WEEKDAY.sub("", text)
    for match in _DATE.finditer(text):
        month_said = match["month"].strip().lower()
        month = _MONTHS.get(month_said) or number_of(month_said)
        day, year = number_of(match["day"]), number_of(match["year"])
        if day is None or month is None or year is None or _COUNTED.match(text, match.end()):
            continue
        # "Năm hai lăm" leaves the century out; "hai nghìn hai lăm", the hundreds.
        year += 2000 * (year in _CENTURY)
        if not 1900 <= year <= 2200:
            continue
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def find_day_filed(name: str) -> date | None:
    """Return the first date in the name of a recording, such as ``REC_20251018_0801.m4a``.

    Parameters
    ----------
    name : str
    """
    for match in _FILED.finditer(name):
        year, month, day = (
            next(int(match[name]) for name in names if match[name])
            for names in (("y", "year", "y2", "y3"), ("m", "month", "m2", "m3"), _DAYS)
        )
        try:
            return date(year if year > 99 else 2000 + year, month, day)
        except ValueError:
            continue
    return None
