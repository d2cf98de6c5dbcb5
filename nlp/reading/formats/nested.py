"""Records with fields inside fields in, flat ones out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# Objects that are deeper or wider are maps of something, kept as they are.
_DEPTH, _WIDTH = 5, 60


def plain_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record whose fields hold single values, where that can be.

    Parameters
    ----------
    record : mapping of str

    Returns
    -------
    dict of str
        ``{"citizen": {"name": "Hà"}}`` has the field ``"citizen.name"``; text that is given in
        spans of one style, as Telegram does, is one. Lists of other things are left.
    """
    if not any(isinstance(value, (dict, list)) for value in record.values()):
        return dict(record)
    found: dict[str, Any] = {}
    for name, value in record.items():
        fields = dict(_fields(name, value, _DEPTH))
        # A field with such a name is there already.
        told = fields.keys() & (found.keys() | record.keys() - {name})
        found |= {name: value} if told else fields
    return found


def _fields(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if _is_spans(value):
        yield name, "".join(one if isinstance(one, str) else one["text"] for one in value)
    elif not isinstance(value, dict) or not 0 < len(value) <= _WIDTH or not depth:
        yield name, value
    elif len(value) == 1 and next(iter(value))[:1] == "$":
        # How a data base writes a type: {"$date": "2026-03-01"}
        yield from _fields(name, next(iter(value.values())), depth - 1)
    else:
        for own, held in value.items():
            yield from _fields(f"{name}.{own}", held, depth - 1)


def _is_spans(value: Any) -> bool:
    if not isinstance(value, list) or not any(isinstance(one, dict) for one in value):
        return False
    return all(
        isinstance(one, str)
        or (isinstance(one, dict) and "type" in one and isinstance(one.get("text"), str))
        for one in value
    )
