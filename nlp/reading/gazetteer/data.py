"""Vietnam's provinces, districts and communes before and after the reform of July 2025.

The data files of the package vietnamadminunits are read, and nothing of it is imported: its
import costs most of a second (shapely, geopy), and its parser settles ambiguous names by guess.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nlp.reading.gazetteer.keys import name_keys, split_words
from nlp.reading.gazetteer.units import District, Gazetteer, Named, Ward

# "xahuonggian", "thitranchu": how an older name of a commune begins in the data.
_TWO_WORDS = ("thitran", "thixa", "thanhpho", "dackhu")
_WARD_KINDS = {"xa": "xa", "phuong": "phuong", "thitran": "thitran", "tt": "thitran"}
_DISTRICT_KINDS = {
    "huien": "huien",
    "quan": "quan",
    "thixa": "thixa",
    "tx": "thixa",
    "thanhpho": "thanhpho",
    "tp": "thanhpho",
}
# Provinces as written beside their official names.
_PROVINCE_NAMES = {
    "HCM": "Hồ Chí Minh",
    "HN": "Hà Nội",
    "BRVT": "Bà Rịa - Vũng Tàu",
    "Đắk Lăk": "Đắk Lắk",
    "Đắk Lắc": "Đắk Lắk",
    "Đắk Lak": "Đắk Lắk",
    "Bắc Cạn": "Bắc Kạn",
    "Thừa Thiên Huế": "Huế",
    "TT Huế": "Huế",
}


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, built once from the data of vietnamadminunits (about half a second).

    Raises
    ------
    ModuleNotFoundError
        The package is not installed.
    """
    folder = _data_folder()
    with closing(sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        new = base.execute(
            "select province, ward, provinceCode, wardCode, provinceKey, wardKey from admin_units"
        ).fetchall()
        old = base.execute(
            "select province, district, ward, provinceCode,"
            " districtCode, wardCode, provinceKey, districtKey, wardKey, districtAlias, wardAlias"
            " from admin_units_legacy"
        ).fetchall()
    return _build(new, old, _successors(folder), _read_json(folder / "parser_legacy.json"))


def _data_folder() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("vietnamadminunits", name="vietnamadminunits")
    return Path(spec.origin).with_name("data")


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _successors(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Return keys of (province, ward) after the reform by an old commune's key."""
    data = _read_json(folder / "converter_2025.json")
    found: dict[str, list[tuple[str, str]]] = {}
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, parts in wards.items():
            for part in parts:
                found.setdefault(part, []).append((province, ward))
    for province, divided in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, wards in divided.items():
            found.setdefault(part, []).extend((province, w["newWardKey"]) for w in wards)
    return found


def _build(
    new: list[sqlite3.Row],
    old: list[sqlite3.Row],
    successors: dict[str, list[tuple[str, str]]],
    parser: Any,
) -> Gazetteer:
    made = Gazetteer()
    by_key = {(row["provinceKey"], row["wardKey"]): row for row in new}
    for row in new:
        made.names[row["provinceCode"]] = row["province"]
        made.names[row["wardCode"]] = row["ward"]
        made.ward_province[row["wardCode"]] = row["provinceCode"]
    parts: dict[str, tuple[set[str], set[str]]] = {}
    old_provinces: dict[str, set[str]] = {}
    districts: dict[str, District] = {}
    aliases: dict[str, list[str]] = {}
    codes: dict[tuple[str, str], str] = {}
    within: dict[str, set[str]] = {}
    for row in old:
        province, district = row["provinceCode"], row["districtCode"]
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        after = [by_key[found] for found in successors[key]]
        for ward in after:
            inside = parts.setdefault(ward["wardCode"], (set(), set()))
            inside[0].add(province)
            inside[1].add(district)
            within.setdefault(district, set()).add(ward["wardCode"])
            made.province_after[province] = ward["provinceCode"]
        old_provinces.setdefault(row["province"], set()).add(province)
        if district not in districts:
            kind = _split_kind(row["district"])[0]
            districts[district] = District(district, province, kind, row["district"])
            made.district_names[district] = row["district"]
            aliases[district] = json.loads(row["districtAlias"] or "[]")
            codes[row["provinceKey"], row["districtKey"]] = district
        if row["wardCode"]:
            _add_ward(made, row, _old_ward(row, after))
    made.district_wards = {code: frozenset(wards) for code, wards in within.items()}
    for code, unit in districts.items():
        short = _add(made.districts, unit)
        for key, kinds in _typed_aliases(aliases[code], _DISTRICT_KINDS, short):
            accents = made.districts[short][-1].accents if key == short else ""
            made.districts.setdefault(key, []).append(Named(unit, kinds, accents))
    _add_divided(made, parser["DICT_PROVINCE_DISTRICT_DIVIDED"], codes, districts)
    for row in new:
        provinces, inside_districts = map(frozenset, parts.get(row["wardCode"], (set(), set())))
        code, kind = row["wardCode"], _split_kind(row["ward"])[0]
        _add(
            made.wards,
            Ward(code, row["ward"], kind, True, provinces, inside_districts, (code,)),
        )
    _add_provinces(made, old_provinces)
    return made


def _old_ward(row: sqlite3.Row, after: list[sqlite3.Row]) -> Ward:
    kind = _split_kind(row["ward"])[0]
    codes = tuple(sorted({ward["wardCode"] for ward in after}))
    province, district = frozenset((row["provinceCode"],)), frozenset((row["districtCode"],))
    return Ward(row["wardCode"], row["ward"], kind, False, province, district, codes)


def _add_ward(made: Gazetteer, row: sqlite3.Row, ward: Ward) -> None:
    short = _add(made.wards, ward)
    for key, kinds in _typed_aliases(json.loads(row["wardAlias"] or "[]"), _WARD_KINDS, short):
        accents = made.wards[short][-1].accents if key == short else ""
        # The same name as a commune of another kind, whose marks are known, or an older name.
        made.wards.setdefault(key, []).append(Named(ward, kinds, accents))


def _add(index: dict[str, list[Named]], unit: Ward | District) -> str:
    folded, accents = name_keys(_split_kind(unit.name)[1])
    index.setdefault(folded, []).append(Named(unit, frozenset((unit.kind,)), accents))
    return folded


def _split_kind(name: str) -> tuple[str, list[str]]:
    """Return the folded kind and the words of the name: "Thị trấn Kép" is a thitran Kép.

    The data has a column of kinds too, which is wrong for some communes.
    """
    words = split_words(name)
    length = 2 if name_keys(words[:2])[0] in _TWO_WORDS else 1
    return name_keys(words[:length])[0], words[length:]


def _typed_aliases(
    aliases: list[str], kinds: dict[str, str], short: str = ""
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield older names and the kinds they go with; the data has each with and without."""
    bare = {alias.replace("y", "i") for alias in aliases}
    typed: dict[str, set[str]] = {}
    for alias in bare:
        for prefix, kind in kinds.items():
            rest = alias[len(prefix) :]
            if (
                alias.startswith(prefix)
                and rest
                and (rest in bare or rest == short or rest.isdigit())
            ):
                typed.setdefault(_number(rest), set()).add(kind)
    yield from ((key, frozenset(found)) for key, found in sorted(typed.items()))


def _number(key: str) -> str:
    return key.lstrip("0") if key.isdigit() else key


def _add_divided(
    made: Gazetteer,
    divided: Any,
    codes: dict[tuple[str, str], str],
    districts: dict[str, District],
) -> None:
    """Add the districts that took over a part of one that was divided before the reform."""
    for province, whole in divided.items():
        for entry in whole.values():
            keywords = entry["dividedDistrictKeywords"]
            for key, kinds in _typed_aliases(keywords, _DISTRICT_KINDS):
                for part in entry["districts"]:
                    unit = districts[codes[province, part]]
                    made.districts.setdefault(key, []).append(Named(unit, kinds, ""))


def _add_provinces(made: Gazetteer, old: dict[str, set[str]]) -> None:
    """Add each province name with the old provinces that it may stand for."""
    spans = dict(old)
    for code, name in made.names.items():
        if len(code) == 2:
            held = {was for was, after in made.province_after.items() if after == code}
            spans[name] = spans.get(name, set()) | held
    for name, held in spans.items():
        kind, words = _split_kind(name)
        folded, accents = name_keys(words)
        found = Named(frozenset(held), frozenset((kind,)), accents)
        made.provinces.setdefault(folded, []).append(found)
    for variant, name in _PROVINCE_NAMES.items():
        folded, accents = name_keys(split_words(variant))
        official = made.provinces[name_keys(split_words(name))[0]]
        for named in list(official):
            found = Named(named.unit, named.kinds, accents)
            made.provinces.setdefault(folded, []).append(found)
