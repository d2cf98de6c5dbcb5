"""Where and when each line of a document stands: its head, and the headings of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.document_place import document_place
from nlp.reading.form_fields import asked_day, is_answer_head
from nlp.reading.headings import SHORT, label_of, meeting_date
from nlp.reading.lines import Line
from nlp.reading.messages.offices import place_of_offices
from nlp.reading.named_places import find_place
from nlp.reading.numbering import codes_of
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.stamps import messages_of
from nlp.reading.told_places import heading_place

# So many lines at the most are the head of a document.
_HEAD = 14
# So many days back, a day without a year is of the next one.
_BACK = 180
# A line of notes that begins with a day is of that day, where it is so many days on at the most.
_NEXT = 60
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}/\d{1,2}(?:/\d{2})?)\s*"
    # but not "3/4 số hộ trong xóm"
    r"(?!(?:số|tổng|diện tích|chiều dài|người|trẻ|học sinh|hộ(?!\s+(?:ông|bà)))\b)"
    r"(?:[:,–-]|\.\s|[^\W\d_])"
)
# A whole day may be of any time; before a sentence ("3/4/2025 tôi nộp đơn") it is of what is told.
_WHOLE_DAY_FIRST = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}\s*[:,–-](?!\s*\d)")
_REFERENCE = re.compile(
    r"^(?:thuc hien|can cu|theo|kem theo|so\b|kinh gui|noi nhan|cong van den|ngay\s*:|chuyen\b)"
)
_MEETS = re.compile(
    r"^(?:hom nay|vao hoi|hoi\b|thoi gian|buoi\b|ngay\s+\d.{4,30}?(?:,|\s[-–])\s*(?:tai|tru so)\b)"
)
_DATELINE = re.compile(r"^[^\d,:]{2,40},\s*(?:ngày|mồng|mùng)?\s*\d", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](\d\d)(?!\d)")
_DAY_WORDS = re.compile(
    r"^\W*(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|cn|chủ\s+nhật|sáng|trưa|chiều|tối"
    r"|đêm|ngày|họp(?:\s+(?:bản|thôn|xóm|ấp|tổ|buôn|làng|khu|dân|chi bộ|chi hội|nhanh))?|hôm"
    r"|ca|buổi|date\s*:|(?:mon|tue|wed|thu|fri"
    r"|sat|sun)(?=,))[\s,.:–-]+){0,4}",
    re.IGNORECASE,
)
# "Ngày 14" alone is of the month of the day before, or of the next.
_DAY_ALONE = re.compile(r"^\W*ngày\s+(\d{1,2})\W*$", re.IGNORECASE)
# "2 / 3" at the foot of a page; a day has no spaces in it.
_PAGE = re.compile(r"\W*(?:trang\s+(\d{1,3})\s*/\s*|(\d{1,3})\s+/\s+)\d{1,3}\W*", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^(?:ngay|date\b|thoi gian)[^:]{0,24}:")
_COUNTED = re.compile(r"^(?:phieu|thu|don|luot|so|ma|bien nhan|buu)\b.{0,40}?\d")


@dataclass(frozen=True)
class Setting:
    """Where and when a line stands.

    Attributes
    ----------
    place : str
        Of the part of the document, else of the document, as written.
    day : date or None
    section : str
        The place of the part alone.
    """

    place: str
    day: date | None
    section: str = ""


def settings_of(lines: Sequence[Line], said: Sequence[bool]) -> list[Setting]:
    """Return where and when the lines of a document stand.

    Parameters
    ----------
    lines : sequence of Line
    said : sequence of bool
        Whether somebody says something in a line, so that it is no heading.

    Returns
    -------
    list of Setting
        One for each line.
    """
    messages = messages_of([line.raw for line in lines])
    chat = next((i for i, one in enumerate(messages) if one is not None), 0)
    # What is said in a chat tells nothing of where the chat is.
    first = chat or next((i for i, yes in enumerate(said) if yes), len(lines))
    head = list(lines[: min(first, _HEAD)])
    place = document_place(head) or place_of_offices(one.sender for one in messages if one)
    day = document_day(head) or _first_day(lines, said)
    year = day.year if day else _year(head)
    found: list[Setting] = []
    section = ""
    codes = codes_of(lines)
    meetings = sum(meeting_date(line, None) is not None for line in lines) > 1
    for index, line in enumerate(lines):
        if (message := messages[index]) is not None:
            day = message.day or _section_day(line, day, year) or day
        elif said[index]:
            section = heading_place(line.body.partition(":")[0]) or section
            day = (None if index in codes else _opening_day(line, day, year)) or day
            year = year or (day.year if day else None)
        else:
            issued = index < first and _DATELINE.match(line.text)
            no_day = bool(issued) or _PAGE.fullmatch(line.text) is not None
            no_day = no_day or (index in codes and find_day(line.text) is None)
            new = None if no_day else _section_day(line, day, year)
            day = new or day
            year = new.year if new else year
            opens = meetings and meeting_date(line, None) is not None
            if index >= first or line.heading or line.mark or opens:
                section = _section_place(line, section, dated=new is not None)
        found.append(Setting(section or place, day, section))
    return found


def document_day(head: Sequence[Line]) -> date | None:
    """Return the day of a meeting, else that beside the place of issue, else the first.

    Parameters
    ----------
    head : sequence of Line
        The first lines of a document.
    """
    days = [
        (line, day)
        for line in head
        if not _REFERENCE.match(fold(line.text)) and (day := find_day(line.text)) is not None
    ]
    for pattern, text in ((_MEETS, fold), (_DATELINE, str)):
        for line, day in days:
            if pattern.match(text(line.text)):
                return day
    return days[0][1] if days else None


def _first_day(lines: Sequence[Line], said: Sequence[bool]) -> date | None:
    """Return the first day in a line that nobody says."""
    free = [line for line, yes in zip(lines, said) if not yes]
    return next((day for line in [*free, *lines[:3]] if (day := find_day(line.text))), None)


def _year(head: Sequence[Line]) -> int | None:
    for line in head:
        if match := _YEAR.search(line.text):
            return int(match[0])
        if match := _SHORT_YEAR.search(line.text):
            return 2000 + int(match[1])
    return None


def _section_day(line: Line, last: date | None, year: int | None) -> date | None:
    """Return the day that a heading gives what stands below it, None where it gives none."""
    # "18.11 đi các nhà" looks numbered.
    text = line.text if line.mark == "number 2" else line.body
    if len(text) > 2 * SHORT or line.mark == "number 3":
        return None
    if is_answer_head(text):
        return None
    if (asked := asked_day(line)) is not None:
        return asked
    meeting = meeting_date(line, last)
    if meeting is not None:
        return meeting
    folded = fold(text)
    whole = find_day(text)
    opens = _DAY_WORDS.match(text)
    start = opens.end() if opens else 0
    if whole is not None:
        named = bool(_DATE_LABEL.match(folded) or _COUNTED.match(folded))
        named = named or (_DATELINE.match(text) is not None and len(text) <= SHORT // 2)
        return whole if named or re.match(r"\d", text[start:]) else None
    if last is not None and (alone := _DAY_ALONE.match(text)) is not None:
        return _next_of_month(last, int(alone[1]))
    if year is None or not re.match(r"\d", text[start:]):
        return None
    near = find_short_day(text[start : start + 24], year)
    if near is None or len(text) > SHORT:
        return None
    if last is not None and (last - near).days > _BACK:
        return find_short_day(text[start : start + 24], year + 1)
    return near


def _next_of_month(last: date, number: int) -> date | None:
    """Return the first day of this number on or after another, None where no month has it."""
    days = (last + timedelta(days=n) for n in range(_NEXT))
    return next((day for day in days if day.day == number), None)


def _opening_day(line: Line, last: date | None, year: int | None) -> date | None:
    """Return the day with which a line of notes begins that goes on with something said."""
    if line.mark or line.arrow:
        return None
    words = _DAY_WORDS.match(line.text)
    start = words.end() if words else 0
    if (whole := _WHOLE_DAY_FIRST.match(line.text, start)) is not None:
        return find_day(whole[0])
    opens = _DAY_FIRST.match(line.text, start)
    day = find_short_day(opens["day"], year or 0) if opens else None
    on = day is not None and (last is None or 0 < (day - last).days <= _NEXT)
    return day if on else None


def _section_place(line: Line, above: str, *, dated: bool) -> str:
    """Return the place that a heading is, else that of the heading above."""
    body = line.body.strip(" .:-–—*")
    if len(body) > SHORT or not body:
        return above
    place = find_place(body)
    if place and len(place) >= len(body) - 2:
        # "Phường Sầm Sơn CSKH" is an account that writes.
        office = any_of(load_rules().messages["inside_names"]).search(plain(body))
        return above if office else place
    if headed := heading_place(body):
        return headed
    group = begins_with(plain(body), load_rules().groups)
    whose = body[len(group) :].strip() if group else ""
    if whose and find_place(whose) == whose:
        # "3.2. Cử tri xã Hiếu Trung"
        return whose
    if dated and meeting_date(line, None) is not None:
        return place
    ends = line.heading or line.mark in ("roman", "alpha", "section")
    return "" if ends and label_of(body) is None else above
