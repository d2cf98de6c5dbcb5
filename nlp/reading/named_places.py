"""Places as a sentence names them: the kind of a unit with its name behind it."""

from __future__ import annotations

import itertools
import re
from functools import cache

from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys
from nlp.reading.person_names import is_name
from nlp.reading.rules import fold, load_rules, plain

# More capitals than these in a row are an abbreviation.
_LETTERS = 3
# Of communes and districts, never without the stop.
_SHORT_KIND = re.compile(r"(?:[xX]|[hH]|[tT][xXtT])\.(?=$|[^\W\d_a-zà-ỹ]\w)")
# Shortened kinds that are written with their number as one word.
_GLUED = re.compile(r"(?:kp|tdp)\d{1,2}[.!?]?", re.IGNORECASE)
# A place is told by so many units at the most, from the hamlet to the province.
_MOST_UNITS = 6
# "CỘNG HÒA XÃ HỘI CHỦ NGHĨA ..." has a word for communes in it, and names none.
_STATE = (1, "xa", "hoi", "chu")
# Nor have papers that are called so: "Biên bản Hội nghị".
_PAPERS = frozenset((first, "bản") for first in ("biên", "văn", "phiên"))
_VOWEL = re.compile(r"[aeiouy]")
# Who heads a hamlet stands before its kind, and a full name of a person has so many words.
_HEADED_BY = re.compile(r"(?:\A|\W)(?:trưởng|phó|bí thư|chi bộ)\Z", re.IGNORECASE)
_FULL_NAME = 3


def find_place(text: str) -> str:
    """Return the first run of named places in a sentence, as written, or an empty string.

    Parameters
    ----------
    text : str
        Such as ``"Họp thôn Nội, xã Tam Đa, ngày 12/3/2026"``.

    Returns
    -------
    str
        Such as ``"thôn Nội, xã Tam Đa"``.
    """
    found: list[str] = []
    for part in re.split(r"[,;:()–]|\s-\s", text):
        place = _place_of_part(part.split())
        if place:
            found.append(place)
        elif found:
            break
    return ", ".join(found)


@cache
def _kinds() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(kind.split()) for kind in load_rules().places)


@cache
def place_openings() -> frozenset[str]:
    """Return the first words of the kinds of places ("thôn", "thị" of "thị trấn")."""
    return frozenset(kind[0] for kind in _kinds())


def _place_of_part(words: list[str], units: int = _MOST_UNITS) -> str:
    for start, word in enumerate(words):
        # "x.Ia Băng", "x. Ia Băng"
        if (short := _SHORT_KIND.match(word)) and (
            short.end() < len(word) or words[start + 1 : start + 2]
        ):
            rest = words[start + 1 : start + 6]
            name = [] if word[-1] in ".;!?" and short.end() < len(word) else _name_of_place(rest)
            if name or short.end() < len(word):
                return " ".join([word, *name]).strip(" .")
    kinds, openings = _kinds(), place_openings()
    low = tuple(word.lower().rstrip(".") for word in words)
    glued = next((i for i, word in enumerate(words) if _GLUED.fullmatch(word)), -1)
    if glued >= 0 and openings.isdisjoint(low[:glued]):
        # "KP7", "KP7 phường Tân Sơn"
        ends = words[glued][-1] in ".!?" or units <= 1
        more = "" if ends else _place_of_part(words[glued + 1 :], units - 1)
        begins = more and words[glued + 1] == more.split()[0]
        return f"{words[glued]} {more}" if begins else words[glued].rstrip(".!?")
    starts = (start for start, word in enumerate(low) if word in openings)
    for start, length in itertools.product(starts, (3, 2, 1)):
        if low[start : start + length] not in kinds:
            continue
        after = start + length
        last = words[start:after][-1]
        if last.endswith(".") and _VOWEL.search(fold(last)):
            # "tại 6 thôn. Kết quả": only what is shortened has a stop ("TP. Vinh").
            continue
        name = _name_of_place(words[after : after + 6])
        if (
            name
            and not _is_no_name(low[start:after], name)
            and not _is_head(words[:start], name)
            and (length, *map(fold, words[start : after + 2])) != _STATE
            and low[max(start - 1, 0) : after] not in _PAPERS
        ):
            rest = words[after + len(name) :]
            # "thôn Phú Gia xã Triệu Lộc": no comma between them.
            goes_on = units > 1 and rest and (plain(rest[0]).rstrip("."),) in kinds
            more = _place_of_part(rest, units - 1) if goes_on else ""
            return " ".join([*words[start:after], *name, *more.split()]).strip(" .")
    return ""


def _is_no_name(kind: tuple[str, ...], name: list[str]) -> bool:
    """Tell whether words behind the kind of a place are none ("KHỐI SÁU", "tổ TK&VV")."""
    first = name[0].strip(".,")
    if kind == ("khối",):
        # Of a school.
        return plain(first) in load_rules().counts
    short = first.isupper() and len(first) > _LETTERS and not any(map(str.isdigit, first))
    return kind in (("tổ",), ("đội",)) and ("&" in first or (short and not kind[0].isupper()))


def _is_head(before: list[str], name: list[str]) -> bool:
    """Tell whether words behind the kind of a place name its head ("trưởng ấp Lâm Quốc Tuấn")."""
    named = len(name) >= _FULL_NAME and plain(name[0]) in load_rules().family_names
    if not named or not _HEADED_BY.search(" ".join(before[-2:])):
        return False
    # Of hamlets that are called after somebody communes are as well ("thôn Lê Hồng Phong").
    return name_keys(name)[0] not in load_gazetteer().wards


def _name_of_place(words: list[str]) -> list[str]:
    name: list[str] = []
    for word in words:
        if not is_name(word):
            break
        name.append(word)
        # A sentence ends there; "P." and "TX." are shortened.
        if word[-1] in ".!?" and len(word) > 3:
            break
    return name
