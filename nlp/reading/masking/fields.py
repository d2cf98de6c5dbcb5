"""What a column is called, and what a cell holds, where programs nest fields in fields."""

from __future__ import annotations

import json
import re
from typing import Any

from nlp.reading.encoding import normalize
from nlp.reading.masking.words import fold, personal_headings
from nlp.reading.tables.field_names import field_heading

_SIGN = re.compile(r"[\[\]{}]")
# "Họ tên người gửi", "ho_ten_chu_ho"; who works in an office is no private person.
_PERSON = re.compile(
    r"(?:ho (?:va )?ten|ten nguoi)(?![a-z])(?!.*(?:can bo|lanh dao|chuyen vien|xu ly|tiep nhan))"
)
# No program nests deeper, and what does is masked as text.
_DEEPEST = 60


def column_kind(column: str) -> tuple[str, str | None]:
    """Return the folded heading of a column, and the kind of personal data below it.

    Parameters
    ----------
    column : str
        Such as ``"Họ và tên"``, ``"input_name"``, ``"owner.fullName"``.
    """
    name = normalize(column)
    heading = fold(name).removeprefix("input_")
    if (kind := _kind_below(heading)) is not None:
        return heading, kind
    name = name.removeprefix("input_")
    heading, own = fold(field_heading(name)[1]), fold(field_heading(name.rpartition(".")[2])[1])
    # "category.name" is none of a person.
    return heading, _kind_below(heading if own == "name" else own)


def _kind_below(heading: str) -> str | None:
    """Return the kind of personal data below a folded heading, also behind "SĐT:" or "Email *"."""
    named = "name" if _PERSON.match(heading.replace("_", " ")) else None
    return personal_headings().get(heading.strip(" :*"), named)


def held_json(cell: str) -> Any:
    """Return the object or list that a cell holds as JSON, None where it holds none."""
    if cell[:1] not in ("{", "[") or _depth(cell) > _DEEPEST:
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _depth(cell: str) -> int:
    depth = most = 0
    for sign in _SIGN.findall(cell):
        depth += 1 if sign in "[{" else -1
        most = max(most, depth)
    return most
