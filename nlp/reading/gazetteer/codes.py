"""A place and its official codes, and the names that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.errors import Lang
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.names import Part
from nlp.reading.gazetteer.readings import Reading, hamlet_of

PlaceLevel = Literal["hamlet", "ward", "district", "province", ""]


@dataclass(frozen=True)
class Place:
    """A place and its official codes; a code that isn't certain is empty.

    Attributes
    ----------
    written : str
    province_code : str
        After the reform, two digits.
    ward_code : str
        Commune after the reform, five digits.
    legacy_code : str
        Commune before the reform, five digits; empty where the name may be that of a commune
        after the reform, which holds several.
    level : {"hamlet", "ward", "district", "province", ""}
        The smallest unit that is written.
    hamlet : str
        As written.
    ambiguous : bool
        More than one unit may be meant, or the commune was divided by the reform.
    candidates : int
        How many; 0 where nothing is known.
    """

    written: str
    province_code: str = ""
    ward_code: str = ""
    legacy_code: str = ""
    level: PlaceLevel = ""
    hamlet: str = ""
    ambiguous: bool = False
    candidates: int = 0


def coded_place(
    place: str, parts: Sequence[Part], readings: Sequence[Reading], *, settled: bool
) -> Place:
    """Return a place with the codes that its readings have in common.

    Parameters
    ----------
    place : str
        As written.
    parts : sequence of Part
    readings : sequence of Reading
        One or more.
    settled : bool
        They mean one unit for certain.

    Returns
    -------
    Place
    """
    gazetteer = load_gazetteer()
    after = gazetteer.province_after
    hamlet = hamlet_of(parts)
    levels = {reading.level for reading in readings}
    clear = len(levels) == 1 and (settled or any(part.kind for part in parts))
    level: PlaceLevel = "hamlet" if hamlet else (levels.pop() if clear else "")
    provinces = {after[code] for reading in readings for code in reading.provinces}
    keys = {reading.key() for reading in readings if reading.level != "ward" or reading.ward}
    wards = {reading.ward for reading in readings if reading.ward is not None}
    codes: tuple[str, ...] = ()
    if settled and wards:
        codes = next(iter(wards)).after
    elif (settled or not keys) and len(within := {r.district for r in readings}) == 1:
        # Also of a commune that was no more at the reform: all of the district is one ward.
        district = within.pop()
        codes = tuple(gazetteer.district_wards[district.code]) if district else ()
        codes = codes if len(codes) == 1 else ()
    legacy = {ward.code for ward in wards}
    one = len(legacy) == 1 and not any(ward.new for ward in wards)
    candidates = len(codes) if len(codes) > 1 else len(keys)
    return Place(
        place,
        provinces.pop() if len(provinces) == 1 else "",
        codes[0] if len(codes) == 1 else "",
        legacy.pop() if settled and one else "",
        level,
        hamlet,
        candidates > 1 or (not settled and bool(keys)),
        candidates,
    )


def place_name(code: str, lang: Lang = "vi") -> str:
    """Return the official name of a province or commune by its code after the reform.

    Parameters
    ----------
    code : str
        Two digits or five.
    lang : {"vi", "en"}
        English gives the name without its kind.

    Returns
    -------
    str
        Such as ``"Phường Mão Điền"`` or ``"Tỉnh Bắc Ninh"``; empty for an unknown code.
    """
    name = load_gazetteer().names.get(code, "")
    return name if lang == "vi" else _bare(name)


def _bare(name: str) -> str:
    for kind in ("Thành phố ", "Thị trấn ", "Đặc khu ", "Phường ", "Tỉnh ", "Xã "):
        name = name.removeprefix(kind)
    return name
