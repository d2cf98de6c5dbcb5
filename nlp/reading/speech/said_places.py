"""Places that somebody says: names of communes and what is above them are those of the gazetteer.

Speech has no capitals, or a machine's, and no word ends a name: "xã năm căn có" and "xã vùng cao"
look alike. What is known tells them apart; of hamlets there is no list, so what never is the name
of one is data (``rules.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys, split_words
from nlp.reading.rules import load_rules

_COMMUNES = frozenset(["xã", "phường", "thị trấn", "đặc khu"])
_WIDER = frozenset(["huyện", "quận", "thị xã", "thành phố", "tp", "tỉnh"])
_AREAS = ("khu phố", "khu dân cư", "khu vực", "khu tập thể", "khu", "tiểu khu", "tổ dân phố", "tổ")
_VILLAGES = ("thôn", "xóm", "ấp", "bản", "buôn", "làng", "phum", "khóm", "khối phố", "khối", "đội")
HAMLET_KINDS = frozenset([*_AREAS, *_VILLAGES, "hẻm", "ngõ", "kiệt", "chung cư"])
_KINDS = _COMMUNES | _WIDER | HAMLET_KINDS
_MOST_KIND, _MOST_NAME = 3, 5
# "thôn bản vai": a name that begins with another kind.
_TWICE = frozenset(["bản", "làng", "buôn"])
# A name goes on behind a match by so many letters at the most.
_BEYOND = 40
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Where somebody lives, without the kind of the place: "em ở nhơn trạch".
_AT = re.compile(
    r"(?<!quê )(?<!gốc )(?<!làm )(?<!quê tôi )(?<!quê tui )(?<!quê em )(?<!quê con )(?<!quê cháu )"
    r"\b(?:ở|ngụ)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_FEWEST_WITHOUT_KIND = 2
# So many letters before tell whether there are capitals: from so many words with one on.
_AROUND = 400
_FEWEST_CAPITALS = 3
_CAPITAL_INSIDE = re.compile(r"(?<=[^\W\d_] )[^\W\d_a-zà-ỹ]\w*")
# Only these have numbers for names.
_NUMBERED = HAMLET_KINDS | {"phường", "quận"}


class Unit(NamedTuple):
    """A kind of place with its name, from `begin` to `end` in a text."""

    begin: int
    end: int
    is_known: bool
    is_hamlet: bool


class SaidPlace(NamedTuple):
    """A place as said.

    Attributes
    ----------
    text : str
        Empty where nothing is left of it.
    n_known, n_units : int
        How many of its units the gazetteer knows, and how many it has.
    is_hamlet : bool
        Whether its first unit is one.
    """

    text: str
    n_known: int
    n_units: int
    is_hamlet: bool


def mend_place(text: str, begin: int, end: int, *, of_meeting: bool = False) -> SaidPlace:
    """Return the place that seems to be named in a part of a text.

    Names of communes and above end where the gazetteer says; units whose name is none are left out.

    Parameters
    ----------
    text : str
    begin, end : int
        Of the part. A name may go on behind it.
    of_meeting : bool
        Whether the name of a commune or wider must be a known one or have capitals, and that of a
        hamlet have capitals where the text has.
    """
    part = text[begin : end + _BEYOND]
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(part)]
    units: list[Unit | None] = []
    capitals = _has_capitals(text[max(0, begin - _AROUND) : end + _BEYOND])
    i = 0
    while i < len(words) and words[i][1] < end - begin:
        size = _kind_at(words, i)
        if not size:
            i += 1
            continue
        kind = " ".join(w for w, _, _ in words[i : i + size]).lower()
        first = i + size
        near = words[first : first + _MOST_NAME + 1]
        size = 0 if kind in HAMLET_KINDS else known_name(part, near[:_MOST_NAME], kind)
        if size and capitals and _goes_on(part, near, size):
            size = 0
        stop = first + size
        if not size:
            stop = first + (kind in HAMLET_KINDS and _is_twice(words, first))
            while stop < len(words) and words[stop][1] < end - begin and not _kind_at(words, stop):
                stop += 1
        name = [word for word, _, _ in words[first:stop]]
        if size or _is_name(name, kind, capitals=capitals, strict=of_meeting):
            units.append(Unit(words[i][1], words[stop - 1][2], bool(size), kind in HAMLET_KINDS))
        else:
            units.append(None)
        i = max(stop, i + 1)
    best = max(_runs(units), key=len)
    if not best:
        return SaidPlace("", 0, 0, False)
    known = sum(unit.is_known for unit in best)
    return SaidPlace(part[best[0].begin : best[-1].end], known, len(best), best[0].is_hamlet)


def home_without_kind(text: str) -> str:
    """Return the commune or district where somebody says he lives, without its kind.

    A province is rather where he comes from.

    Parameters
    ----------
    text : str
        How he introduces himself.

    Returns
    -------
    str
        Empty where he names none that is known by a name of two words or more.
    """
    gazetteer, none = load_gazetteer(), load_rules().speech["no_names"]
    for match in _AT.finditer(text):
        words = split_words(text[match.end() : match.end() + _BEYOND])[:_MOST_NAME]
        for size in range(len(words), _FEWEST_WITHOUT_KIND - 1, -1):
            folded, accents = name_keys(words[:size])
            named = [*gazetteer.wards.get(folded, ()), *gazetteer.districts.get(folded, ())]
            # The names of 10,000 communes of before the reform are words for anything.
            known = any(one.accents == accents and getattr(one.unit, "new", True) for one in named)
            province = any(one.accents == accents for one in gazetteer.provinces.get(folded, ()))
            begins = " ".join(words[:_FEWEST_WITHOUT_KIND]).lower()
            name = " ".join(words[:size])
            if known and not province and begins not in none and text.startswith(name, match.end()):
                return name
    return ""


def _goes_on(text: str, words: Sequence[tuple[str, int, int]], size: int) -> bool:
    """Tell whether a name goes on with a capital behind its known words."""
    if len(words) <= size or text[words[size - 1][2] : words[size][1]].strip():
        return False
    return words[size][0][0].isupper() and not _kind_at(words, size)


def known_name(text: str, words: Sequence[tuple[str, int, int]], kind: str) -> int:
    """Return how many words are the longest name that the gazetteer has; 0 where none is.

    Parameters
    ----------
    text : str
    words : sequence of (str, int, int)
        With where each begins and ends in the text.
    kind : str
        In lower case, a commune's or wider.
    """
    gazetteer = load_gazetteer()
    wider = [gazetteer.districts, gazetteer.provinces]
    tables = [gazetteer.wards] if kind in _COMMUNES else wider
    found = 0
    for size in range(1, len(words) + 1):
        if size > 1 and text[words[size - 2][2] : words[size - 1][1]].strip(" -–"):
            break
        name = [part for word, _, _ in words[:size] for part in split_words(word)]
        folded, accents = name_keys(name)
        named = [one for table in tables for one in table.get(folded, ())]
        if any(one.accents == accents for one in named):
            found = size
    return found


def _kind_at(words: Sequence[tuple[str, int, int]], i: int) -> int:
    """Return of how many words the kind of a place is that stands there."""
    for size in range(_MOST_KIND, 0, -1):
        if " ".join(w for w, _, _ in words[i : i + size]).lower() in _KINDS:
            return size
    return 0


def _is_twice(words: Sequence[tuple[str, int, int]], i: int) -> bool:
    return i < len(words) and words[i][0].lower() in _TWICE


def _has_capitals(text: str) -> bool:
    """Tell whether names are told apart by capitals, and not the beginnings of sentences alone."""
    capitals = len(_CAPITAL_INSIDE.findall(text))
    return capitals >= _FEWEST_CAPITALS and text != text.upper()


def _is_name(name: Sequence[str], kind: str, *, capitals: bool, strict: bool) -> bool:
    """Tell whether words may be a place's name that no list has."""
    if not name:
        return False
    first = name[0].lower()
    if any(c.isdigit() for c in first):
        return True
    if first in load_rules().counts:
        return not strict or kind in _NUMBERED
    if capitals and name[0][0].isupper():
        return True
    none = load_rules().speech["no_names"]
    if first in none or " ".join(name[:2]).lower() in none:
        return False
    return not strict or (kind in HAMLET_KINDS and not capitals)


def _runs(units: Iterable[Unit | None]) -> list[list[Unit]]:
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit is None:
            runs.append([])
        else:
            runs[-1].append(unit)
    return runs
