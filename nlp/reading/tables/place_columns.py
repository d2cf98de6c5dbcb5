"""Places that stand in several columns: a house or hamlet, its commune, district and province."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nlp.reading.rules import begins_with, fold, load_rules, plain

_WORD = re.compile(r"[a-z]+")
# From the finest on; what is no other is of these.
_LEVELS = ("address", "hamlet", "commune", "district", "province")
_HAMLET, _COMMUNE = 1, 2


def place_columns(names: Sequence[str], place: int, free: Collection[int]) -> tuple[int, ...]:
    """Return the columns that tell a place together, the finest first.

    Parameters
    ----------
    names : sequence of str
        Headings.
    place : int
        Index of the column that is known to hold places.
    free : collection of int
        Indices of the columns that hold nothing else.

    Returns
    -------
    tuple of int
        With `place`; one column a level.
    """
    found: dict[int, int] = {}
    for index in sorted(free):
        level = _level(names[index])
        if level is not None:
            found.setdefault(level, index)
    own = _level(names[place])
    if own is None:
        # "Nơi ở" beside "Phường, xã" holds what is finer.
        own = _HAMLET if _COMMUNE in found else _COMMUNE
    found[own] = place
    return tuple(found[level] for level in sorted(found))


def joined_place(parts: Sequence[str]) -> str:
    """Return the cells of `place_columns` as one place; what one says already isn't repeated.

    Parameters
    ----------
    parts : sequence of str
        The finest first.
    """
    joined = ""
    for part in map(str.strip, parts):
        if any(map(str.isalnum, part)) and not (joined and _tells(joined, part)):
            joined = f"{joined}, {part}" if joined else part
    return joined


def _tells(place: str, part: str) -> bool:
    """Tell whether a place names a part of it already; "Chợ Kim Long" is no commune Kim Long."""
    told, wider = fold(place), fold(part)
    kind = begins_with(plain(part), load_rules().places)
    return wider in map(str.strip, told.split(",")) or (bool(kind) and told.endswith(wider))


def _level(name: str) -> int | None:
    head = fold(name).replace("_", " ").strip(" .:")
    words = load_rules().place_columns
    for level, kind in enumerate(_LEVELS):
        if level > _HAMLET:
            # "Phường/xã", "Xã, thị trấn": units of one level and nothing else.
            said = set(_WORD.findall(head))
            if said & set(words[kind]) and said <= {*words[kind], *words[f"{kind}_words"]}:
                return level
        elif begins_with(head, words[kind]) and not begins_with(head, words["others"]):
            return level
    return None
