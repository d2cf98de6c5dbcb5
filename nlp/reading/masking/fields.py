"""What a column is called, and what a cell holds, where programs nest fields in fields."""

from __future__ import annotations

import json
import re
from typing import Any

from nlp.reading.encoding import normalize
from nlp.reading.masking.words import fold, name_words, personal_headings
from nlp.reading.tables.field_names import field_heading

_SIGN = re.compile(r"[\[\]{}]")
_RECORD = re.compile(r"\s*\[?\s*\{\s*['\"]")
# "Họ tên người gửi", "ho_ten_chu_ho"; who works in an office is no private person.
_PERSON = re.compile(
    r"(?:ho (?:va )?ten|ten nguoi)(?![a-z])(?!.*(?:can bo|lanh dao|chuyen vien|xu ly|tiep nhan))"
)
# Headings that tell nothing of whom or what: "Tên", and what stands for none at all.
_NAME, _NO_HEADING = "ten", re.compile(r"[A-Z]{1,2}")
# So far a cell is looked at; two words of a name have fewer signs.
_LONGEST = 40
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
    kinds, written = personal_headings(), heading.strip(" :*")
    spaced = written.replace("_", " ")
    named = "name" if _PERSON.match(spaced) else None
    return kinds.get(written) or kinds.get(spaced) or named


def is_given_name(column: str, cell: str) -> bool:
    """Tell whether a cell is a given name beside the column of the surnames.

    Lists have "Họ và tên" over two columns, of which the second has no heading of its own, or
    "Họ đệm" beside "Tên".

    Parameters
    ----------
    column, cell : str
        Such as ``"Tên"`` and ``"Thu An"``.
    """
    if not 0 < len(words := cell[:_LONGEST].split()) < 3:
        return False
    named = fold(normalize(column)) == _NAME
    if len(words) > 1 + named or not (named or _NO_HEADING.fullmatch(column)):
        return False
    bare = cell.isascii()
    lists = name_words(bare=bare)
    first, last = words[0].lower(), words[-1].lower()
    capitals = all(word[:1].isupper() for word in words)
    return capitals and last in lists.given and first in lists.given | lists.middles


def held_json(cell: str) -> Any:
    """Return the object or list that a cell holds as JSON, None where it holds none."""
    if cell.lstrip()[:1] not in ("{", "[") or _depth(cell) > _DEEPEST:
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def begins_record(cell: str) -> bool:
    """Tell whether a cell begins like a record, as Python writes one: ``{'name': 'Hà'}``."""
    return _RECORD.match(cell) is not None


def _depth(cell: str) -> int:
    depth = most = 0
    for sign in _SIGN.findall(cell):
        depth += 1 if sign in "[{" else -1
        most = max(most, depth)
    return most
