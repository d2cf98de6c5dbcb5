"""Which columns of a frame tell where an opinion is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.cells import cleaned, require_columns
from nlp.hotspots.nodes import Bools

if TYPE_CHECKING:
    import pandas as pd

PLACE_COLUMNS = ("province", "district", "ward", "hamlet")
CODE_COLUMNS = ("province_code", "ward_code")
# Levels of a place that the code of a province doesn't tell.
_BELOW_PROVINCE = ("hamlet", "ward", "district")
# Hamlets of one commune are looked at where each has so many opinions on average.
_HAMLET_OPINIONS = 5


def place_columns(frame: pd.DataFrame, place: str | Sequence[str]) -> tuple[str, ...]:
    """Return which columns name the place, coarse to fine.

    Parameters
    ----------
    frame : DataFrame
    place : str or sequence of str
        Those asked for; `PLACE_COLUMNS` leaves the choice to what the frame holds.

    Raises
    ------
    YkienError
        None of them is there.
    """
    asked = (place,) if isinstance(place, str) else tuple(place)
    found = tuple(column for column in asked if column in frame)
    if found or asked != PLACE_COLUMNS:
        if not found:
            require_columns(frame, [", ".join(asked)])
        return found
    codes = tuple(column for column in CODE_COLUMNS if column in frame)
    if "place" not in frame:
        if not codes:
            require_columns(frame, [", ".join(asked)])
        return codes
    # Where most places have no code, going by codes would lose them.
    coded = _are_coded(frame, codes)
    named = (cleaned(frame["place"]) != "").to_numpy(dtype=bool)
    by_code = coded.any() and 2 * coded.sum() >= named.sum()
    return codes if by_code and not _is_of_one_commune(frame) else ("place",)


def _are_coded(frame: pd.DataFrame, codes: Sequence[str]) -> Bools:
    """Tell which rows have the code of their place, not only of the province that it lies in."""
    coded: Bools = np.zeros(len(frame), dtype=bool)
    for column in codes:
        known = (cleaned(frame[column]) != "").to_numpy(dtype=bool)
        if column == "province_code" and "ward_code" in codes and "place_level" in frame:
            level = cleaned(frame["place_level"])
            known = known & ~level.isin(_BELOW_PROVINCE).to_numpy(dtype=bool)
        coded |= known
    return coded


def _is_of_one_commune(frame: pd.DataFrame) -> bool:
    """Tell whether a table is of one commune, whose hamlets are the places to look at.

    A hamlet has no code. Where each opinion names a place of its own, there is nothing to compare.
    """
    if not {"ward_code", "place_level"} <= set(frame.columns):
        return False
    if cleaned(frame["ward_code"]).loc[lambda codes: codes != ""].nunique() != 1:
        return False
    hamlets = cleaned(frame["place"])[(cleaned(frame["place_level"]) == "hamlet").to_numpy()]
    few = 2 <= hamlets.nunique() <= len(hamlets) / _HAMLET_OPINIONS
    return few and 2 * len(hamlets) >= len(frame)
