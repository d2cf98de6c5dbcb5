"""Names of fields as programs give them, read as headings: "citizen.fullName" is a full name."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import role_of

# "citizen.name"; "S.T.T" is an abbreviation.
_NESTED = re.compile(r"[^\W\d]\w+(?:\.[^\W\d]\w+){1,8}")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What every kind of thing has; what it is called tells nothing where the kind does.
_CALLED = frozenset(("name", "ten", "title", "label", "value", "display name", "text"))


@lru_cache(maxsize=4096)
def field_heading(name: str) -> tuple[str, str]:
    """Return the heading that the name of a field stands for, and that of its group.

    Parameters
    ----------
    name : str
        Such as ``"response.createdAt"``, where a field lies within another; any heading.

    Returns
    -------
    (group, heading)
        ``("response", "created At")``; without a group where the field is called as what holds it
        ("status.name"), or is of whoever handles a matter. Other headings are left as they are.
    """
    if not _NESTED.fullmatch(name):
        return "", _words(name)
    *_, holder, own = map(_words, name.split("."))
    role = role_of(fold(holder).replace("_", " "))
    called = fold(own).replace("_", " ") in _CALLED
    if role == "other" or (called and role not in (None, "answer", "text")):
        return "", holder
    return holder, own


def _words(name: str) -> str:
    return _HUMP.sub(" ", name) if _IDENTIFIER.fullmatch(name) else name
