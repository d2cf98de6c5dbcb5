"""Columns of addresses, where a number in front is that of a house."""

from __future__ import annotations

import re
from collections.abc import Callable

# "Số 8, tổ 5", "12/5, tổ 5": neither a day nor another place stands before the comma.
_NUMBERED = re.compile(
    r"\s{0,4}(?:số|so)[ .:]{1,2}(?=\d)|(?=\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?){0,4} ?,)", re.IGNORECASE
)
_HOUSE = "số nhà "
# Columns of addresses, folded.
_ADDRESS = re.compile(
    r"place$|(?:address|dia[ _]chi|noi[ _](?:o|cu[ _]tru|dang[ _]ky)|cho[ _]o|hktt|ho[ _]khau"
    r"|(?:thuong|tam)[ _]tru)(?![a-z])"
)


def is_address(heading: str) -> bool:
    """Tell whether a column holds addresses, by its folded heading."""
    return _ADDRESS.match(heading) is not None


def masked_address(cell: str, mask: Callable[[str], str]) -> str:
    """Return a cell of a column of addresses, masked.

    Parameters
    ----------
    cell : str
        Such as ``"12/5, tổ 3"``.
    mask : callable
        Takes a text, and returns it masked.
    """
    numbered = _NUMBERED.match(cell)
    if numbered:
        return numbered[0] + mask(_HOUSE + cell[numbered.end() :]).removeprefix(_HOUSE)
    if not cell[:1].isdigit():
        return mask(cell)
    lives = "Ở " if cell.isupper() else "ở "
    return mask(lives + cell).removeprefix(lives)
