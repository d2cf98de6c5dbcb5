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
_HAMLETS = frozenset([*_AREAS, *_VILLAGES, "hẻm", "ngõ", "kiệt", "chung cư"])
_KINDS = _COMMUNES | _WIDER | _HAMLETS
_MOST_KIND, _MOST_NAME = 3, 5
# "thôn bản vai": a name that begins with another kind.
_TWICE = frozenset(["bản", "làng", "buôn"])
# A name goes on behind a match by so many letters at the most.
_BEYOND = 40
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Where somebody lives, without the kind of the place: "em ở nhơn trạch".
_AT = re.compile(r"(?<!quê )(?<!gốc )\b(?:ở|ngụ)\s+(?=[^\W\d_])", re.IGNORECASE)
_FEWEST_WITHOUT_KIND = 2
# So many letters before tell whether there are capitals: from so many words with one on.
_AROUND = 400
_FEWEST_CAPITALS = 3


class Unit(NamedTuple):
    """A kind of place with its name, from `begin` to `end` in a text."""

    begin: int
    end: int
    is_known: bool


class SaidPlace(NamedTuple):
    """A place as said.

    Attributes
    ----------
    text : str
        Empty where nothing is left of it.
    n_known, n_units : int
        How many of its units the gazetteer knows, and how many it has.
    """

    text: str
    n_known: int
    n_units: int


def mend_place(text: str, begin: int, end: int, *, of_meeting: bool = False) -> SaidPlace:
    """Return the place that seems to be named in a part of a text.

    Names of communes and above end where the gazetteer says; units whose name is none are left out.

    Parameters
    ----------
    text : str
    begin, end : int
        Of the part. A name may go on behind it.
    of_meeting : bool
        Whether a name in small letters must be a known one if it is a commune's or wider.
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
        size = 0 if kind in _HAMLETS else known_name(part, words[first : first + _MOST_NAME], kind)
        stop = first + size
        if not size:
            stop = first + (
                kind in _HAMLETS and _kind_at(words, first) == 1 and _is_twice(words, first)
            )
            while stop < len(words) and words[stop][1] < end - begin and not _kind_at(words, stop):
                stop += 1
        name = [word for word, _, _ in words[first:stop]]
        strict = of_meeting and kind not in _HAMLETS
        if size or _is_name(name, capitals=capitals, strict=strict):
            units.append(Unit(words[i][1], words[stop - 1][2], bool(size)))
        else:
            units.append(None)
        i = max(stop, i + 1)
    best: list[Unit] = []
    for run in _runs(units):
        if len(run) > len(best):
            best = run
    if not best:
        return SaidPlace("", 0, 0)
    known = sum(unit.is_known for unit in best)
    return SaidPlace(part[best[0].begin : best[-1].end], known, len(best))


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
    for match in _AT.finditer(text):
        part = text[match.end() : match.end() + _BEYOND]
        words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(part)][:_MOST_NAME]
        size = known_name(part, words, "")
        name = [word for word, _, _ in words[:size]]
        begins = " ".join(name[:2]).lower()
        if (
            size >= _FEWEST_WITHOUT_KIND
            and begins not in load_rules().speech["no_names"]
            and name_keys(name)[0] not in load_gazetteer().provinces
        ):
            return part[: words[size - 1][2]]
    return ""


def known_name(text: str, words: Sequence[tuple[str, int, int]], kind: str) -> int:
    """Return how many words are the longest name that the gazetteer has; 0 where none is.

    Parameters
    ----------
    text : str
    words : sequence of (str, int, int)
        With where each begins and ends in the text.
    kind : str
        In lower case; empty for a commune or a district of any kind.
    """
    gazetteer = load_gazetteer()
    wider = [gazetteer.districts, gazetteer.provinces]
    tables = {"": [gazetteer.wards, gazetteer.districts]}.get(
        kind, [gazetteer.wards] if kind in _COMMUNES else wider
    )
    found = 0
    for size in range(1, len(words) + 1):
        if size > 1 and text[words[size - 2][2] : words[size - 1][1]].strip(" -–"):
            break
        name = [part for word, _, _ in words[:size] for part in split_words(word)]
        folded, accents = name_keys(name)
        named = [one for table in tables for one in table.get(folded, ())]
        if any(one.accents == accents or (size > 1 and not one.accents) for one in named):
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
    """Tell whether names are told apart by capitals."""
    firsts = [word[0] for word in split_words(text) if word[0].isalpha()]
    capitals = sum(c.isupper() for c in firsts)
    return _FEWEST_CAPITALS <= capitals < len(firsts) and text != text.upper()


def _is_name(name: Sequence[str], *, capitals: bool, strict: bool) -> bool:
    """Tell whether words may be a place's name that no list has."""
    if not name:
        return False
    first = name[0].lower()
    none = load_rules().speech["no_names"]
    if first in none or " ".join(name[:2]).lower() in none:
        return False
    if first in load_rules().counts or first == "số" or any(c.isdigit() for c in first):
        return not strict or any(c.isdigit() for c in first)
    if capitals:
        return name[0][0].isupper()
    return not strict


def _runs(units: Iterable[Unit | None]) -> list[list[Unit]]:
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit is None:
            runs.append([])
        else:
            runs[-1].append(unit)
    return runs
