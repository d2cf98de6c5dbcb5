"""Vietnam's provinces, districts and communes, found by the keys of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class District:
    """A district as it was right before the reform."""

    code: str
    province: str
    kind: str
    name: str


@dataclass(frozen=True)
class Ward:
    """A commune, ward or township, before (``new`` is False) or after the reform.

    Attributes
    ----------
    code : str
    name : str
        With its kind: ``Phường Mão Điền``.
    kind : str
        Folded: ``xa``, ``phuong``, ``thitran``, ``dackhu``.
    new : bool
    provinces : frozenset of str
        Codes of provinces before the reform that it lay in.
    districts : frozenset of str
        Codes of districts that it lay in.
    after : tuple of str
        Codes of the wards after the reform that it became or became part of.
    """

    code: str
    name: str
    kind: str
    new: bool
    provinces: frozenset[str]
    districts: frozenset[str]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A unit under one of its names.

    Attributes
    ----------
    kinds : frozenset of str
        Kinds that go with this name; empty where any may.
    accents : str
        Accented key; empty for a name that the data has without marks only.
    """

    unit: Any
    kinds: frozenset[str]
    accents: str


@dataclass
class Gazetteer:
    """All units, found by the folded key of a name.

    Attributes
    ----------
    wards : dict of str to list of Named
        Units are `Ward`, before and after the reform.
    districts : dict of str to list of Named
        Units are `District`.
    provinces : dict of str to list of Named
        Units are frozensets of codes from before the reform: ``bacninh`` names both the old
        province and the one of today, which holds two old ones.
    province_after : dict of str to str
        Code before the reform to code after it.
    names : dict of str to str
        Names of provinces and wards by their codes after the reform.
    ward_province : dict of str to str
        Province code of a ward after the reform.
    district_names : dict of str to str
    district_wards : dict of str to frozenset of str
        Wards after the reform that hold some of a district.
    """

    wards: dict[str, list[Named]] = field(default_factory=dict)
    districts: dict[str, list[Named]] = field(default_factory=dict)
    provinces: dict[str, list[Named]] = field(default_factory=dict)
    province_after: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ward_province: dict[str, str] = field(default_factory=dict)
    district_names: dict[str, str] = field(default_factory=dict)
    district_wards: dict[str, frozenset[str]] = field(default_factory=dict)
