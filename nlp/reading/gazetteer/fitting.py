"""The units that the parts of a place may name, each with the parts around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nlp.reading.gazetteer.names import Part, PlaceParser
from nlp.reading.gazetteer.units import District, Named


@dataclass(frozen=True)
class Roles:
    """Which part of a place is its commune, its district and its province."""

    ward: Part | None = None
    district: Part | None = None
    province: Part | None = None


def provinces_named(parser: PlaceParser, part: Part | None, plain: bool) -> frozenset[str] | None:
    """Return the codes before the reform of the provinces that a part may name; None for none."""
    if part is None:
        return None
    found = parser.candidates("province", part, plain)
    if part.level == "city":
        found = [named for named in found if "thanhpho" in named.kinds]
    return frozenset().union(*(named.unit for named in found))


def districts_named(parser: PlaceParser, roles: Roles, plain: bool) -> list[District] | None:
    """Return the districts that the part of that role may name; None where no part has it."""
    part = roles.district
    if part is None:
        return None
    found = parser.candidates("district", part, plain)
    if part.level == "city" and (roles.province is None or roles.province.level != "province"):
        provinces = parser.candidates("province", part, plain)
        # "TP Huế" is the province of that name before it is its main town.
        if any("thanhpho" in named.kinds for named in provinces):
            return []
    if part.kind:
        # A district of another kind was raised since: huyện Việt Yên, thị xã Từ Sơn.
        same = [named for named in found if part.kind in named.kinds]
        found = same or [named for named in found if named.accents]
    else:
        found = [named for named in found if named.accents]
    if roles.ward is None:
        # What was cut off a district is of interest for its communes only.
        found = [named for named in found if named.accents] or found
    return list(dict.fromkeys(named.unit for named in found))


def wards_named(
    parser: PlaceParser,
    part: Part,
    districts: list[District] | None,
    provinces: frozenset[str] | None,
    old_format: bool,
    plain: bool,
) -> Iterable[Named]:
    """Return the communes that a part may name within districts and provinces.

    Parameters
    ----------
    parser : PlaceParser
    part : Part
    districts : list of District or None
    provinces : frozenset of str or None
        None where none are written.
    old_format : bool
        A district is written that is not said to be a former one.
    plain : bool
        Written without diacritics.

    Returns
    -------
    iterable of Named
        Each once.
    """
    found = parser.candidates("ward", part, plain)
    if provinces is not None:
        found = [named for named in found if named.unit.provinces & provinces]
    if districts is not None:
        codes = {district.code for district in districts}
        found = [named for named in found if named.unit.districts & codes]
    if part.former:
        found = [named for named in found if not named.unit.new]
    if part.kind:
        same = [named for named in found if part.kind in named.kinds]
        # Within one district a commune of another kind is the same one, raised since.
        found = same or (found if districts and len(districts) == 1 else [])
    else:
        found = [named for named in found if named.accents]
    if districts is not None:
        found = [named for named in found if named.accents] or found
        if old_format:
            found = [named for named in found if not named.unit.new] or found
    return dict.fromkeys(found)
