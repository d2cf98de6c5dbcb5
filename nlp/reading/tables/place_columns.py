"""Places that stand in several columns: a house or hamlet, its commune, district and province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.tables.column_headings import role_of

_WORD = re.compile(r"[a-z]+")
# From the finest on; what is no other is of these.
_LEVELS = ("address", "hamlet", "commune", "district", "province")
_HAMLET, _COMMUNE = 1, 2
# Beside a column of files it tells where in them a row stood: a table that we have written.
_POSITION, _SOURCE = "vi tri", "tep nguon"
# How places of the levels above a hamlet begin.
_KIND_LEVELS = {
    **dict.fromkeys(("xã", "phường", "thị trấn", "tt", "đặc khu"), _COMMUNE),
    **dict.fromkeys(("huyện", "quận", "thị xã"), _COMMUNE + 1),
    **dict.fromkeys(("tỉnh", "thành phố", "tp"), _COMMUNE + 2),
    **dict.fromkeys(("thôn", "xóm", "ấp", "bản", "buôn", "làng", "khóm", "khu phố", "tổ"), _HAMLET),
}
_KINDS = tuple(_KIND_LEVELS)
# Of the filled cells so many are places where a column holds them.
_PLACES = 0.7
# Ticks, and what programs write for them.
_MARKS = frozenset(("x", "v", "có", "không", "true", "false", "yes", "no"))
_COMMUNES = ("xa", "phuong", "p", "thi tran", "tt", "dac khu")
_UNITS = (*_COMMUNES, "huyen", "quan", "q", "tinh")


def place_columns(
    names: Sequence[str], place: int, free: Collection[int], cells: Sequence[Sequence[str]]
) -> tuple[int, ...]:
    """Return the columns that tell a place together, the finest first.

    Parameters
    ----------
    names : sequence of str
        Headings.
    place : int
        Index of the column that is known to hold places.
    free : collection of int
        Indices of the columns that hold nothing else.
    cells : sequence of sequence of str
        Of each column; they tell where its heading does not.

    Returns
    -------
    tuple of int
        With `place`; one column a level.
    """
    found: dict[int, int] = {}
    heads = list(map(fold, names))
    for index in sorted(free):
        level = _level(names[index])
        level = _level_of_cells(names[index], cells[index]) if level is None else level
        if level is not None and not (heads[index] == _POSITION and _SOURCE in heads):
            found.setdefault(level, index)
    own = _level(names[place])
    own = _level_of_cells("", cells[place]) if own is None else own
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
    filled = [part for part in map(str.strip, parts) if any(map(str.isalnum, part))]
    told = [part for part in filled if plain(part) not in _MARKS]
    joined = ""
    for part in told:
        if len(told) > 1 and _is_none(part, wider=bool(joined)):
            continue
        joined = _joined(joined, part) if joined else part
    return joined


def holds_places(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column are places and nothing more.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip(" .") for cell in cells if cell.strip()]
    return sum(map(_is_place, filled)) >= _PLACES * len(filled) > 0


def _is_place(cell: str) -> bool:
    """Tell whether behind a place nothing but wider ones stand, as written without their kinds."""
    place = find_place(cell)
    behind = cell[len(place) :].split() if place and cell.startswith(place) else ["x"]
    return all(word.strip("(),-–")[:1].isupper() for word in behind if word.strip("(),-–"))


def _joined(place: str, part: str) -> str:
    """Add a part to a place that may name it; "Chợ Kim Long" is no commune Kim Long."""
    told, wider = fold(place), fold(part)
    kind = begins_with(wider, _COMMUNES)
    if wider in map(str.strip, told.split(",")):
        return place
    if begins_with(plain(part), load_rules().places) is None:
        # "Số 5, xã Tam Đa" beside "Tam Đa"
        named = rf"(?:^|[\s,])(?:{'|'.join(_UNITS)})(?:\.\s?|\s){re.escape(wider)}(?:$|,)"
        return place if re.search(named, told) else f"{place}, {part}"
    if re.search(rf"(?:^|\W){re.escape(wider)}$", told):
        return place
    above, comma, last = place.rpartition(",")
    if kind and fold(last) == wider[len(kind) :].strip(" ."):
        # "Tam Đa" beside "xã Tam Đa"
        return f"{above}{comma} {part}".strip()
    return f"{place}, {part}"


def _is_none(part: str, *, wider: bool) -> bool:
    """Tell whether a cell names something else than a place.

    Parameters
    ----------
    part : str
    wider : bool
        A place stands before it, so it is of a unit, and no address in words of one's own.
    """
    rules, words = load_rules(), part.split()
    kind = begins_with(plain(part), rules.places)
    if kind == "tổ":
        # "Tổ Kinh tế", "tổ công tác" are of an office.
        team = begins_with(fold(part), rules.place_columns["others"])
        return bool(team) or _is_phrase(words[1:])
    if kind or not wider or not _is_phrase(words):
        return False
    units, key = load_gazetteer(), name_keys(words)[0]
    return not any(key in known for known in (units.provinces, units.districts, units.wards))


def _is_phrase(words: Sequence[str]) -> bool:
    """Tell whether words are none of a name, which has capitals in all of them or in none."""
    lower = [word for word in words[1:] if word.islower() and word.isalpha()]
    return len(words) > 1 and words[0][:1].isupper() and len(lower) == len(words) - 1


def _level_of_cells(name: str, cells: Sequence[str]) -> int | None:
    """Return the level of a column of places whose heading isn't known, None where it is none."""
    if role_of(fold(name)) not in (None, "place") or not holds_places(cells):
        return None
    kinds = [begins_with(plain(cell), _KINDS) for cell in cells]
    if sum(map(bool, kinds)) < _PLACES * len(cells):
        return None
    return _KIND_LEVELS[Counter(filter(None, kinds)).most_common(1)[0][0]]


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
