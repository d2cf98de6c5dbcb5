"""Which records an object of JSON holds: in a list, each by its key, or as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.reading.formats.nested import plain_record
from nlp.reading.rules import fold, load_rules
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.field_names import field_heading

# An answer of a server may hold its records in so many objects, one in the other.
_HOLDERS = 3
# Records by their keys, and the field that takes the key where a record has none of that name.
_FEWEST_KEYED, _KEY = 2, "key"


def records_in(data: dict[str, Any]) -> list[Any]:
    """Return the records that an object of JSON holds; itself where it is one.

    Parameters
    ----------
    data : dict of str
        It may hold them as a list, each by its key, or as columns, within others.
    """
    if rows := _rows_of_columns(data):
        return rows
    for _ in range(_HOLDERS):
        # {"result": {"items": [...]}}
        within = [value for value in data.values() if isinstance(value, dict)]
        held = [one for one in within if any(isinstance(value, list) for value in one.values())]
        held = held or [one for one in within if any(isinstance(v, dict) for v in one.values())]
        if _is_record(data) or len(held) != 1 or any(isinstance(v, list) for v in data.values()):
            break
        data = held[0]
    if keyed := _by_key(data):
        return keyed
    lists = [value for value in data.values() if isinstance(value, list)]
    lists += [keyed for value in data.values() if (keyed := _by_key(value))]
    lists = [value for value in lists if any(isinstance(one, dict) for one in value)]
    telling = [value for value in lists if any(map(_says, value))]
    found = telling or ([] if _says(data) else lists)
    return found[0] if len(found) == 1 else [data]


def _rows_of_columns(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the records of an object that holds columns, each with its cells by their numbers.

    Empty where it is no such object, as pandas writes a table: ``{"noi_dung": {"0": "Mất nước",
    "1": "Cầu sập"}, "xa": {"0": "Tam Đa", "1": "Yên Phong"}}``.
    """
    columns = list(data.values())
    numbers = columns[0].keys() if columns and isinstance(columns[0], dict) else ()
    if not numbers or not all(number.isdecimal() for number in numbers):
        return []
    if not all(isinstance(column, dict) and column.keys() == numbers for column in columns):
        return []
    return [{name: column[number] for name, column in data.items()} for number in numbers]


def _by_key(data: Any) -> list[dict[str, Any]]:
    """Return the records of an object that holds each by its key, as data bases on the net do.

    Empty where it is no such object: {"citizen": {...}, "response": {...}} is one record.
    """
    several = isinstance(data, dict) and len(data) >= _FEWEST_KEYED
    if not several or not all(map(_says, data.values())) or any(map(_role, data)):
        return []
    return [{_KEY: key, **record} for key, record in data.items()]


def _is_record(data: dict[str, Any]) -> bool:
    """Tell whether an object tells who says what: {"message": "success"} is of a server."""
    words = load_rules().messages["sender"]
    told = any(
        _role(name) in ("speaker", "place", "phone") or _heading(name) in words
        for name in plain_record(data)
    )
    return told and _says(data)


def _heading(name: str) -> str:
    return fold(field_heading(name)[1]).replace("_", " ")


def _role(name: str) -> str | None:
    return role_of(_heading(name))


def _says(record: Any) -> bool:
    """Tell whether a record has a field that is known to hold what somebody says."""
    fields = plain_record(record) if isinstance(record, dict) else ()
    messages = load_rules().messages["text"]
    return any(_role(name) == "text" or _heading(name) in messages for name in fields)
