"""A place and its official codes, and the names that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.errors import Lang
from nlp.reading.gazetteer.data import load_gazetteer

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
