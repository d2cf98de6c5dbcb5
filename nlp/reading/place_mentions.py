"""Places named in running text: the head of a document, or what somebody says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.encoding import normalize
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.names import PlaceParser

# Kinds in full, or as headings shorten them; "khu" and "tổ" begin too many other things.
_KIND = (
    r"(?i:thôn|xóm|ấp|bản|buôn|khóm|khu phố|tổ dân phố|tdp|xã|phường|thị trấn|đặc khu"
    r"|huyện|quận|thị xã|tx\.?|thành phố|tp\.?|tỉnh)"
)
_CAPITAL = f"[{CAPITALS}]"
_WORD = rf"{_CAPITAL}[\w'’]*"
_MENTION = re.compile(rf"(?<!\w){_KIND}\s*(?:{_WORD}(?:\s+{_WORD})*|(?<=\s)\d{{1,2}}(?!\w))")
# Kinds that name a sheet; without a number "Bản ..." and "Tổ ..." name other things.
_SHEET = re.compile(
    r"(?i:xã|x\.|phường|p\.|thị trấn|tt\.|đặc khu|thôn|xóm|ấp|khu phố|tổ dân phố"
    r"|huyện|quận|khóm|buôn|tdp|kp)\s*\S"
    r"|(?i:tổ|khối|khu|đội|bản)\s*\d"
)
# "Bắc Ninh, ngày 17 tháng 9 năm 2026" at the head of a letter or minutes.
_DATELINE = re.compile(rf"(?:^|\s)(?P<name>{_WORD}(?:\s+{_WORD}){{0,3}}),\s+ngày\s+[\d.…]")
# No name is longer; to tell where one ends takes the cube of its words.
_LONGEST = 300
# "Hợp tác xã Dịch vụ ..." names no commune.
_COOPERATIVE = re.compile(r"\b(hợp tác) xã\b", re.IGNORECASE)


def without_cooperatives(text: str) -> str:
    """Return a text, as long as before, in which no cooperative looks like a commune.

    Parameters
    ----------
    text : str
    """
    return _COOPERATIVE.sub(r"\1 __", text)


def find_mentions(text: str) -> list[str]:
    """Return the places that a text names with their kind, as written.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Such as ``["thôn Nội", "xã Tam Đa"]``; each once, in their order.
    """
    text = unicodedata.normalize("NFC", text)
    return list(dict.fromkeys(normalize(found.group()) for found in _MENTION.finditer(text)))


def find_datelines(lines: Iterable[str]) -> list[str]:
    """Return the names before a date, as at the head of a letter: ``["Bắc Ninh"]``."""
    found = (_DATELINE.search(normalize(line)) for line in lines)
    return [match["name"] for match in found if match]


def agreed_place(mentions: Iterable[str], datelines: Iterable[str] = ()) -> str:
    """Return the place that the head of a document gives it, as written.

    Parameters
    ----------
    mentions : iterable of str
        Places named in the head with their kind.
    datelines : iterable of str
        Names before a date ("Bắc Ninh, ngày ..."); they count where one names a province and no
        province is mentioned.

    Returns
    -------
    str
        Such as ``"XÃ TAM ĐA, HUYỆN YÊN PHONG"``; a level at which two places are named is left
        out, as the places of those who were invited are.
    """
    parser = PlaceParser(load_gazetteer())
    named: dict[str, dict[str, str]] = {"ward": {}, "district": {}, "province": {}}
    for mention in mentions:
        for part in parser.parse(mention)[0]:
            level = part.level
            if level == "city":
                cities = parser.candidates("province", part, plain=False)
                whole = any("thanhpho" in found.kinds for found in cities)
                level = "province" if whole else "district"
            if part.known and level in named:
                named[level].setdefault(part.folded, part.written)
    if not named["province"]:
        for name in datelines:
            # "Trước, ngày 12/3/2026 ..." names no place at all.
            for part in parser.parse(f"tỉnh {name}")[0][:1]:
                if part.known:
                    named["province"].setdefault(part.folded, part.written)
    return ", ".join(next(iter(found.values())) for found in named.values() if len(found) == 1)


def head_place(lines: Sequence[str]) -> str:
    """Return the place that the lines at the head of a document give it, empty where none does."""
    mentions = [place for line in lines for place in find_mentions(normalize(line))]
    mentions = [place for place in mentions if len(place) <= _LONGEST]
    datelines = find_datelines(lines)
    return agreed_place(mentions, datelines) if mentions or datelines else ""


def sheet_place(name: str) -> str:
    """Return the place that a sheet is called by ("X. Mèo Vạc"), empty where it is none.

    Parameters
    ----------
    name : str
        A commune or district has to be in the gazetteer: "P. Tổng hợp" is an office.
    """
    name = normalize(name)
    if not _SHEET.match(name):
        return ""
    parts, _ = PlaceParser(load_gazetteer()).parse(name)
    whole = len(parts) == 1 and parts[0].written == name
    return name if whole and (parts[0].known or parts[0].level == "hamlet") else ""
