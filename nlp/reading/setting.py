"""Where and when each line of a document stands: its head, and the headings of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.form_fields import asked_day, is_answer_head
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys, split_words
from nlp.reading.headings import SHORT, label_of, meeting_date
from nlp.reading.letterhead import RANKS, capital_place, place_level, without_beside
from nlp.reading.lines import Line
from nlp.reading.naming import CAPITAL
from nlp.reading.rules import fold
from nlp.reading.speakers import find_place, is_name
from nlp.reading.told_places import heading_place

# So many lines at the most are the head of a document.
_HEAD = 14
# So many days back, a day without a year is of the next one.
_BACK = 180
_REFERENCE = re.compile(
    r"^(?:thuc hien|can cu|theo|kem theo|so\b|kinh gui|noi nhan|cong van den|ngay\s*:|chuyen\b)"
)
_MEETS = re.compile(
    r"^(?:hom nay|vao hoi|hoi\b|thoi gian|buoi\b|ngay\s+\d.{4,30}?(?:,|\s[-–])\s*(?:tai|tru so)\b)"
)
_DATELINE = re.compile(r"^[^\d,:]{2,40},\s*(?:ngày|mồng|mùng)?\s*\d", re.IGNORECASE)
# Lines about who was there name where they come from, and not where the document is from.
_WHO = re.compile(
    r"^(?:co mat|du hop|dai bieu|thanh phan|chu tri|chu toa|nguoi (?:tiep|ghi|truc)|phia|khach moi)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](\d\d)(?!\d)")
_DAY_WORDS = re.compile(
    r"^\W*(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|cn|chủ\s+nhật|sáng|trưa|chiều|tối"
    r"|đêm|ngày|họp(?:\s+(?:bản|thôn|xóm|ấp|tổ|nhanh))?|hôm|ca|buổi|date\s*:|(?:mon|tue|wed|thu|fri"
    r"|sat|sun)(?=,))[\s,.:–-]+){0,4}",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(r"^(?:ngay|date\b|thoi gian)[^:]{0,24}:")
_COUNTED = re.compile(r"^(?:phieu|thu|don|luot|so|ma|bien nhan|buu)\b.{0,40}?\d")
# "P." and "TX." are shortened, and end nothing.
_PART_END = re.compile(r"[,;:()]|\s[–-]\s|(?<!\b[PpQqHhXx])(?<!\b[Tt][PpTtXx])\.\s")
# "ban Yên, xã Môn Sơn": the kind without its mark.
_BARE_HAMLET = re.compile(
    rf"(?:^|[,:–-]\s+)((?:ban|thon|xom|ap|buon|lang|khom|to)\s+{CAPITAL}\w*(?:\s+{CAPITAL}\w*)*),\s*$"
)
_SEVERAL = re.compile(r"\b(?:các|hai|ba|bốn|năm|0\d)\s+$", re.IGNORECASE)
# What a place names that only holds the meeting.
_VENUE = re.compile(r"\b(?:tai|tru so|hoi truong|nha van hoa|hoi quan|dinh)\b")


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
    first = next((i for i, yes in enumerate(said) if yes), len(lines))
    head = list(lines[: min(first, _HEAD)])
    place, day = document_place(head), _document_day(head) or _first_day(lines, said)
    year = day.year if day else _year(head)
    found: list[Setting] = []
    section = ""
    meetings = sum(meeting_date(line, None) is not None for line in lines) > 1
    for index, line in enumerate(lines):
        if said[index]:
            section = heading_place(line.body.partition(":")[0]) or section
        else:
            issued = index < first and _DATELINE.match(line.text)
            new = None if issued else _section_day(line, day, year)
            day = new or day
            year = new.year if new else year
            opens = meetings and meeting_date(line, None) is not None
            if index >= first or line.heading or line.mark or opens:
                section = _section_place(line, section, dated=new is not None)
        found.append(Setting(section or place, day, section))
    return found


def _document_day(head: Sequence[Line]) -> date | None:
    """Return the day of a meeting, else that beside the place of issue, else the first."""
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
    text = line.body
    if len(text) > 2 * SHORT or line.mark in ("number 2", "number 3"):
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
    if year is None or not re.match(r"\d", text[start:]):
        return None
    near = find_short_day(text[start : start + 24], year)
    if near is None or len(text) > SHORT:
        return None
    if last is not None and (last - near).days > _BACK:
        return find_short_day(text[start : start + 24], year + 1)
    return near


def _section_place(line: Line, above: str, *, dated: bool) -> str:
    """Return the place that a heading is, else that of the heading above."""
    body = line.body.strip(" .:-–—*")
    if len(body) > SHORT or not body:
        return above
    place = find_place(body)
    if place and len(place) >= len(body) - 2:
        return place
    if headed := heading_place(body):
        return headed
    if dated and meeting_date(line, None) is not None:
        return place
    ends = line.heading or line.mark in ("roman", "alpha", "section")
    return "" if ends and label_of(body) is None else above


def document_place(head: Sequence[Line]) -> str:
    """Return where a document is from, from its head, finer places first, as written.

    Parameters
    ----------
    head : sequence of Line

    Returns
    -------
    str
        Such as ``"thôn Nội, xã Tam Đa, tỉnh Bắc Ninh"``, empty where nothing tells.
    """
    runs: list[tuple[str, bool]] = []
    venues: set[str] = set()
    for line in head:
        folded = fold(line.text)
        if _WHO.match(folded) or folded.startswith(("kinh gui", "noi nhan", "-", "cong hoa")):
            continue
        run = place_run(line.text)
        if run and _SEVERAL.search(line.text[: max(line.text.find(run), 0)]):
            # "tiếp xúc cử tri ba phường A, B và C"
            continue
        if run and not runs:
            # "Ghi nhanh, xã Mường La (Sơn La), trưởng bản Nà Lo": the notes are of the hamlet.
            finer = find_place(line.text[line.text.find(run) + len(run) :])
            if finer and place_level(finer) == len(RANKS) and place_level(run) < place_level(finer):
                run = f"{finer}, {run}"
        if run and _VENUE.search(folded[: max(folded.find(fold(run)), 0)]):
            venues.add(run)
        if run:
            runs.append((run, len(run) >= len(line.text) - 2))
    if not runs:
        return ""
    named = [run for run, _ in runs[:2] if run.isupper()]
    below_it = len(named) == 2 and place_level(named[0]) < place_level(named[1]) < len(RANKS)
    if below_it and not runs[0][1]:
        # "HỘI NÔNG DÂN TỈNH A" above "HỘI NÔNG DÂN HUYỆN B": it is of the second.
        runs = runs[1:]
    base, alone = runs[0]
    if alone and len(runs) > 1 and runs[1][1]:
        # A line of a place below another: "XÃ TAM ĐA", "THÔN NỘI".
        wider, below = sorted((base, runs[1][0]), key=place_level)[:2]
        if place_level(wider) != place_level(below):
            return f"{below}, {wider}"
    if place_level(base) == 0:
        return base
    if place_level(base) == len(RANKS) and "," not in base and len(runs) > 1 and runs[1][1]:
        return f"{base}, {runs[1][0]}"
    for run, _ in runs[1:]:
        if run in venues:
            continue
        # The place of issue again, with the wider ones behind it.
        at = fold(run).find(fold(base))
        if at >= 0 and len(run) > at + len(base):
            return run[at:]
    return base


def place_run(text: str) -> str:
    """Return the first run of places in a text, with the province behind it, as written.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Such as ``"ấp Đại Đức, xã Nhị Long, Trà Vinh"``.
    """
    text = without_beside(text)
    if text.isupper():
        # In capitals every word may be of a name.
        text = capital_place(text)
    first = find_place(text)
    if not first:
        return ""
    begin = text.find(first.split(", ")[0])
    if begin < 0:
        return first
    end = begin + len(first.split(", ")[0])
    if bare := _BARE_HAMLET.search(text[:begin]):
        begin = bare.start(1)
    while match := re.match(r"\s*[,–-]\s*(?=\S)|\s*\(", text[end:]):
        rest = text[end + match.end() :]
        part = _PART_END.split(rest, maxsplit=1)[0].strip(" .")
        last = re.split(r"[,(]", text[begin:end])[-1].split()[-3:]
        # "Bà Rịa - Vũng Tàu", "Xuân Hương - Đà Lạt"
        double = match[0].strip() in ("-", "–") and _is_unit([*last[-2:], *part.split()])
        if not (part and (double or find_place(part) == part or _is_province(part))):
            break
        end += match.end() + len(part)
    found = text[begin:end].strip(' ."”')
    return f"{found})" if "(" in found and ")" not in found else found


def _is_province(part: str) -> bool:
    words = split_words(re.sub(r"^TP\.?\s?", "", part))
    if not 0 < len(words) <= 4 or not all(map(is_name, words)):
        return False
    return name_keys(words)[0] in load_gazetteer().provinces


def _is_unit(words: Sequence[str]) -> bool:
    gazetteer, key = load_gazetteer(), name_keys(words)[0]
    return key in gazetteer.provinces or key in gazetteer.wards
