"""Who writes a letter, from where and when: from what stands before and behind its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.reading.dates import find_day, find_short_day, find_year
from nlp.reading.letters.cuts import (
    SENDER,
    Letter,
    Part,
    counted_headings,
    cut_gap,
    dated_headings,
    rank_of,
    until_reply,
    unwrapped,
)
from nlp.reading.letters.homes import (
    addressed_commune,
    home_of,
    issued_at,
    labelled_home,
    told_home,
    with_commune,
)
from nlp.reading.letters.names import (
    QUOTED,
    group_at,
    group_named,
    introduced,
    labelled,
    signer,
    stands_for_all,
)
from nlp.reading.letters.signatures import is_anonymous, signed
from nlp.reading.rules import fold

_DATED_WORDS = 16
# Among so many first lines the heading of a letter may say whose it is.
_HEADING = 3
_FROM = re.compile(r"^\W*(?:tu|from)\s*:|.*@")
_RECEIVED = re.compile(
    r"^\W*ngay\s*:|\b(?:den|nhan|so den|cong van|but phe|dau|buu|mo (?:thung|hom)"
    r"|nop|vao so|chuyen|xuat|in)"
    r"\b"
)
_OTHER_DAY = re.compile(
    r"\b(?:quyet dinh|thong bao|ve viec|v/v|can cu|van ban|cccd|cmnd|sinh|cap ngay|so dinh danh"
    r"|tai lieu|ban sao|anh chup|kem theo)\b"
)
_SENT = re.compile(
    r"^\W*(?:date|sent|ngay (?:gio )?gui|gui luc|thoi gian|luc|ngay viet)[^:\d]{0,12}:"
)
_SHORT_DAY = re.compile(r"\b(?:ngay|hom) \d{1,2}[/.-]\d{1,2}\b")
# "Ngày 20/10/2025, các hộ họp và thống nhất đề nghị ...": there is no other day of the letter.
_MET = re.compile(
    r"\bngay [\d/. -]{8,12}(?: nam \d{4})?,? (?:cac ho|chung toi|ba con|tap the|toan the|nhan dan)"
    r"(?: \w+){0,4} (?:hop|thong nhat|ban bac)\b"
)
_OURSELVES = ("chung", "tui", "bon")
# So many of what begins like letters must tell who writes.
_SHARE = 0.5
_COUNTED, _TITLED, _GREETING = 1, 4, 5
_GREETED = (_COUNTED, 3, _TITLED, _GREETING)


@dataclass(frozen=True)
class Writer:
    """Whose a letter is.

    Attributes
    ----------
    name, place : str
        As written, empty where the letter does not tell.
    day : date or None
    sure : bool
        Where it begins is known, so that what it does not tell stands nowhere.
    told : bool
        The letter tells who writes, before what it says, and is not only signed.
    to : str
        The commune or ward whose offices the letter is to.
    """

    name: str
    place: str
    day: date | None
    sure: bool = False
    told: bool = True
    to: str = ""


def writers(parts: Sequence[Part], *, sure: bool = True) -> dict[int, Writer]:
    """Return whose letter each line with an opinion is in.

    Parameters
    ----------
    parts : sequence of Part
        Of a document, in their order.
    sure : bool
        The document is of letters; else nothing is found unless most of it reads so.

    Returns
    -------
    dict of int to Writer
        By the number of the line; without the lines of opinions above the first letter.
    """
    letters: list[Letter] = []
    of: dict[int, int] = {}
    gap: list[Part] = []
    before: list[str] = []
    said = {part.line for part in parts if part.kind == "said"}
    headings = counted_headings([p.text for p in parts if p.line not in said])
    headings |= dated_headings([part.text for part in parts])
    for part in [*parts, Part(-1, "", "said")]:
        if part.kind != "said":
            gap.append(part)
            continue
        start, end = cut_gap(gap, headings)
        if letters:
            letters[-1].tail += [p.text for p in until_reply(gap[:end])]
        else:
            # "Mở hòm thư ngày 14/01/2026": above all letters.
            before = [p.text for p in gap[: start or 0]]
        if part.line >= 0 and (start is not None or not letters):
            head = [p.text for p in gap[start or 0 :] if p.kind == "other"]
            letters.append(Letter(head, started=start is not None))
        of.setdefault(part.line, len(letters) - 1)
        gap = []
    if not sure and sum(map(_is_letter, letters)) < max(1, _SHARE * len(letters)):
        return {}
    common = _day(Letter(before)) if len(letters) > 1 else None
    whose = list(map(writer_of, letters))
    years = {find_year(text) for text in before} | {one.day.year for one in whose if one.day}
    years -= {None}
    year = years.pop() if len(years) == 1 else None
    found = [
        replace(
            one,
            day=one.day or _short_day(letter, year) or common,
            sure=letter.started and len(letters) > 1,
        )
        for letter, one in zip(letters, whose)
    ]
    return {line: found[index] for line, index in of.items() if line >= 0}


def _is_letter(letter: Letter) -> bool:
    """Tell whether somebody is greeted and somebody tells who writes."""
    ranks = [rank_of(text) for text in letter.head]
    greeted = any(rank in _GREETED for rank in ranks)
    # Below "ĐƠN KIẾN NGHỊ" a cooperative speaks for itself, as in a report others may.
    titled = _TITLED in ranks and _GREETING in ranks
    return greeted and any(
        introduced(text)[0]
        or labelled(text)[0]
        or (group_named(text) and (titled or fold(text).startswith(_OURSELVES)))
        for text in letter.head
    )


def writer_of(letter: Letter) -> Writer:
    """Return whose a letter is, by what stands before and behind its body.

    Parameters
    ----------
    letter : Letter
    """
    name, group, field, place = "", "", "", ""
    for text in unwrapped(letter.head):
        found, rest = ("", "") if name else introduced(text)
        if found:
            name, place = found, place or home_of(rest)
        if not field:
            field, rest = labelled(text)
            place = place or (home_of(rest) if field else "")
        if not name and not found and (signs := stands_for_all(text)):
            name, place = signs, place or group_at(group_named(text))[1] or home_of(text)
        if not (found or group or name) and (several := group_named(text)):
            group = several
            place = place or home_of(text[text.find(several) :])
            group, place = (group, place) if place else group_at(group)
    home = next((p for t in letter.head if (p := labelled_home(t))), "")
    form = field and not any(_FROM.match(fold(text)) for text in letter.head)
    own = field if form else name or group or field
    signs, signs_home = signed(letter.tail, letter.head[:_HEADING])
    signs_home = next((p for t in letter.tail if (p := labelled_home(t))), "") or signs_home
    if not own and is_anonymous([*letter.head, *letter.tail]):
        to = addressed_commune(letter.head)
        return Writer("", home or place or signs_home, _day(letter), to=to)
    place = home or place
    place = place or next((p for t in unwrapped(letter.head) if (p := told_home(t))), "")
    place = place or signs_home
    place = place or issued_at([*letter.head, *letter.tail])
    place = with_commune(place, letter.head)
    to = addressed_commune(letter.head)
    return Writer(own or signs or signer(letter.tail), place, _day(letter), told=bool(own), to=to)


def _day(letter: Letter) -> date | None:
    """Return the day of a letter: its own, else when it came in."""
    own: list[date] = []
    came: list[date] = []
    mailed = any(SENDER.match(fold(text)) for text in letter.head)
    for text in (*letter.head, *letter.tail):
        day = find_day(text)
        if day is None:
            continue
        folded = fold(text)
        sent = (
            _SENT.match(folded) or QUOTED.match(folded) or (mailed and folded.startswith("ngay:"))
        )
        if sent and text in letter.head:
            return day
        if _OTHER_DAY.search(folded):
            continue
        if _RECEIVED.search(folded):
            came.append(day)
        elif len(text.split()) <= _DATED_WORDS or rank_of(text) == _COUNTED:
            own.append(day)
    met = (find_day(text) for text in letter.head if _MET.search(fold(text)))
    return next(iter([*own, *came, *filter(None, met)]), None)


def _short_day(letter: Letter, year: int | None) -> date | None:
    """Return the day that a letter came in, told without the year of all the letters."""
    if year is None:
        return None
    came = [t for t in letter.head if _RECEIVED.search(fold(t)) and _SHORT_DAY.search(fold(t))]
    short = (text for text in came if len(text.split()) <= _DATED_WORDS)
    return next((day for text in short if (day := find_short_day(text, year))), None)
