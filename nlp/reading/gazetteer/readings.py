"""What a place's parts may name together: all readings that fit, and no guess among them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nlp.reading.gazetteer.fitting import (
    Roles,
    districts_named,
    provinces_named,
    wards_named,
)
from nlp.reading.gazetteer.names import Part, PlaceParser
from nlp.reading.gazetteer.units import District, Ward

ReadingLevel = Literal["ward", "district", "province"]
# Names without a kind beyond this many in one place are passed over.
_MAX_BARE = 3


@dataclass(frozen=True)
class Reading:
    """One way to understand a place.

    Attributes
    ----------
    level : ReadingLevel
        ``ward``, ``district`` or ``province``.
    ward : Ward or None
        None at the other levels, and where the commune written is unknown there.
    district : District or None
    provinces : frozenset of str
        Codes before the reform; several where the province is one of today.
    score : int
        How many names without a kind it explains.
    anchored : bool
        A district or province is written along with the commune, or is the place.
    sure : bool
        False for a former name of which the letters alone are known, without its district.
    old_format : bool
        A district is written that is not said to be a former one, as before the reform.
    passed_over : bool
        A district's or province's name without a kind is written that does not go with it, or
        another district.
    """

    level: ReadingLevel
    ward: Ward | None
    district: District | None
    provinces: frozenset[str]
    score: int
    anchored: bool
    sure: bool = True
    old_format: bool = False
    passed_over: bool = False

    def key(self) -> tuple[str, ...]:
        """Return what the reading says, whichever way it came about."""
        if self.ward is not None:
            return ("ward", *self.ward.after)
        if self.district is not None and self.level == "district":
            return ("district", self.district.code)
        return (self.level, *sorted(self.provinces))

    def districts(self) -> frozenset[str]:
        """Return the codes of the districts that it lies in; none for a province."""
        if self.ward is not None:
            return self.ward.districts
        return frozenset((self.district.code,)) if self.district else frozenset()


def is_settled(readings: Sequence[Reading]) -> bool:
    """Tell whether all readings mean one unit, a known one."""
    known = all(reading.ward is not None or reading.level != "ward" for reading in readings)
    return known and len({reading.key() for reading in readings}) == 1


def find_readings(parser: PlaceParser, parts: Sequence[Part], plain: bool) -> list[Reading]:
    """Return the readings of a place that explain the most of its names.

    Parameters
    ----------
    parser : PlaceParser
    parts : sequence of Part
    plain : bool
        Written without diacritics.

    Returns
    -------
    list of Reading
        Empty where nothing is known, or where two communes, or two provinces and nothing else,
        are written that do not agree. Of two districts those of both, or of the one that has the
        commune.
    """
    parts = _once_each(parser, parts, plain)
    if _are_provinces_apart(parser, parts, plain):
        return []
    districts = [part for part in parts if _is_district(parser, part, plain)]
    if len(districts) > 1:
        return _in_districts(parser, parts, districts, plain)
    wards = [part for part in parts if part.level == "ward"]
    if len({(part.kind, part.folded) for part in wards}) > 1:
        return _agreeing(parser, parts, wards, plain)
    found: list[Reading] = []
    for roles, score in _roles(parts):
        found += _fitting(parser, roles, score, plain)
    resolved = [r for r in found if r.ward is not None or r.level != "ward"]
    found = resolved or found
    best = max((reading.score for reading in found), default=0)
    loose = [part for part in parts if part.level == ""][:_MAX_BARE]
    if best < len(loose) and any(_names_above(parser, part, plain) for part in loose):
        found = [r if r.anchored else replace(r, passed_over=True) for r in found]
    return list(dict.fromkeys(r for r in found if r.score == best))


def _once_each(parser: PlaceParser, parts: Sequence[Part], plain: bool) -> Sequence[Part]:
    """Leave out the city that a province is part of now: "tỉnh Bình Dương (nay là TP.HCM)"."""
    written = [part for part in parts if part.level == "province"]
    held = {n.unit for part in written for n in parser.candidates("province", part, plain)}

    def again(part: Part) -> bool:
        if part.level != "city" or parser.candidates("district", part, plain):
            return False
        units = (n.unit for n in parser.candidates("province", part, plain))
        return any(unit & other for unit in units for other in held)

    return [part for part in parts if not again(part)] if held else parts


def _are_provinces_apart(parser: PlaceParser, parts: Sequence[Part], plain: bool) -> bool:
    """Tell whether "tỉnh A, tỉnh B" is written; of "tỉnh A (nay là tỉnh B)" B holds A."""
    named = [part for part in parts if part.level not in ("hamlet", "street")]
    if any(part.level != "province" for part in named):
        return False
    found = (parser.candidates("province", part, plain) for part in named)
    held = [frozenset().union(*(one.unit for one in units)) for units in found if units]
    return len(held) > 1 and not frozenset.intersection(*held)


def _is_district(parser: PlaceParser, part: Part, plain: bool) -> bool:
    known = part.level == "city" and districts_named(parser, Roles(district=part), plain)
    return part.level == "district" or bool(known)


def _in_districts(
    parser: PlaceParser, parts: Sequence[Part], districts: Sequence[Part], plain: bool
) -> list[Reading]:
    """Read "huyện A, huyện B"; and "thị xã A (nay là thành phố A)", where both are one."""
    others = [part for part in parts if part not in districts]
    units = [set(districts_named(parser, Roles(district=one), plain) or ()) for one in districts]
    if set.intersection(*units):
        least = min(range(len(units)), key=lambda at: len(units[at]))
        return find_readings(parser, [*others, districts[least]], plain)
    each = [(one, find_readings(parser, [*others, one], plain)) for one in districts]
    for former in (False, True):
        readings = [r for one, found in each if one.former == former for r in found]
        if communes := [reading for reading in readings if reading.ward is not None]:
            return list(dict.fromkeys(communes))
    if not all(units):
        return []
    now = [(one, found) for one, found in each if not one.former] or each
    apart = len(now) > 1
    return list(dict.fromkeys(replace(r, passed_over=apart) for _, found in now for r in found))


def _names_above(parser: PlaceParser, part: Part, plain: bool) -> bool:
    levels: tuple[ReadingLevel, ...] = ("district", "province")
    return any(n.accents for level in levels for n in parser.candidates(level, part, plain))


def _agreeing(
    parser: PlaceParser, parts: Sequence[Part], wards: Sequence[Part], plain: bool
) -> list[Reading]:
    """Read "xã A (nay là xã B)": both names must lead to one ward, or none is known."""
    others = [part for part in parts if part.level != "ward"]
    each = [find_readings(parser, [*others, ward], plain) for ward in wards]
    shared = set.intersection(*({r.key() for r in readings if r.ward} for readings in each))
    wider = [
        replace(reading, level="ward", district=None)
        for reading in find_readings(parser, others, plain)
        if reading.ward is None
    ]
    return [reading for reading in each[0] if reading.key() in shared] or list(dict.fromkeys(wider))


def _roles(parts: Sequence[Part]) -> Iterator[tuple[Roles, int]]:
    """Yield the ways to give names without a clear level one."""
    fixed: dict[str, Part] = {}
    for part in parts:
        if part.level in ("ward", "district", "province"):
            fixed.setdefault(part.level, part)
    loose = [part for part in parts if part.level in ("", "city")][:_MAX_BARE]
    choices: list[tuple[str, ...]] = [
        ("district", "province") if part.level == "city" else ("", "ward", "district", "province")
        for part in loose
    ]
    for chosen in itertools.product(*choices):
        taken = [role for role in chosen if role]
        if len(set(taken)) < len(taken) or any(role in fixed for role in taken):
            continue
        roles = dict(fixed)
        roles.update({role: part for role, part in zip(chosen, loose) if role})
        if roles:
            yield Roles(**roles), len(taken)


def _fitting(parser: PlaceParser, roles: Roles, score: int, plain: bool) -> Iterator[Reading]:
    provinces = provinces_named(parser, roles.province, plain)
    districts = districts_named(parser, roles, plain)
    if provinces is not None and districts is not None:
        districts = [d for d in districts if d.province in provinces]
    if provinces == frozenset() or (districts == [] and roles.ward is None):
        return
    anchored = bool(provinces or districts)
    if roles.ward is not None:
        old_format = roles.district is not None and not roles.district.former
        units = list(wards_named(parser, roles.ward, districts, provinces, old_format, plain))
        for named in units:
            unit: Ward = named.unit
            yield Reading(
                "ward",
                unit,
                None,
                unit.provinces,
                score,
                anchored,
                bool(named.accents) or plain or districts is not None,
                old_format,
            )
        if not units and roles.ward.level == "ward":
            # The commune is unknown there, the district or province stands.
            within = provinces or frozenset(d.province for d in districts or [])
            only = districts[0] if districts and len(districts) == 1 else None
            yield Reading("ward", None, only, within, score, anchored)
    elif districts:
        for district in districts:
            scope = frozenset((district.province,))
            former = roles.district is not None and roles.district.former
            yield Reading("district", None, district, scope, score, True, True, not former)
    elif provinces:
        yield Reading("province", None, None, provinces, score, True)


def hamlet_of(parts: Sequence[Part]) -> str:
    """Return the hamlet as written; a village goes before a group of houses in it."""
    hamlets = [part for part in parts if part.level == "hamlet"]
    villages = [part for part in hamlets if part.kind == "thon"]
    return next((part.written for part in villages or hamlets), "")
