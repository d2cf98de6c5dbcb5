"""Places that are numbers below the heading of their kind: "3" under "Tổ"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.encoding import normalize
from nlp.reading.rules import fold, load_rules, plain

# "3", "03", "12A"
_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?")


def with_kind(heading: str, cell: str) -> str:
    """Return a number with the kind of place that its column is headed by, else the cell as it is.

    Parameters
    ----------
    heading : str
        Such as ``"Tổ dân phố"``, or ``"to_dan_pho"`` of a program.
    cell : str
    """
    number = cell.strip()
    kind = _numbered_kind(heading) if _NUMBER.fullmatch(number) else ""
    return f"{kind} {number}" if kind else cell


def holds_numbered_places(heading: str, cells: Sequence[str]) -> bool:
    """Tell whether a column holds nothing but numbers below the heading of a kind of place.

    Parameters
    ----------
    heading : str
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbers = all(map(_NUMBER.fullmatch, filled))
    return bool(filled) and numbers and _numbered_kind(heading) != ""


def _numbered_kind(heading: str) -> str:
    kinds = load_rules().place_columns["numbered"]
    # The heading of a group may stand before it.
    bare = normalize(heading.rpartition(" – ")[2].replace("_", " ")).strip(" .:")
    if plain(bare) in kinds:
        return bare
    return next((kind for kind in kinds if fold(kind) == plain(bare)), "")
