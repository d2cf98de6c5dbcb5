"""Lines of CSV and JSON that can't be parsed: where in them single values may stand."""

from __future__ import annotations

import re
from collections.abc import Callable

# What no column tells may be a name or an address, if it stands between two of these.
_SIGNS = re.compile(r'([\t,;|"{}]|:(?=\s*"))')
_MOST_WORDS = 8
# The name of a field in JSON is none of a person.
_BEHIND_KEY = re.compile(r'"\s*:')


def masked_values(line: str, mask: Callable[[str], str]) -> str:
    """Return a broken line with what may be a value of it masked.

    Parameters
    ----------
    line : str
    mask : callable
        Takes a cell, and returns it masked.

    Returns
    -------
    str
        What stands between quotes, commas and the like is masked by itself, but for sentences.
    """
    parts, position = [], 0
    for piece in _SIGNS.split(line):
        bare = piece.strip()
        position += len(piece)
        key = _BEHIND_KEY.match(line, position) is not None
        named = bool(bare) and not key and not _SIGNS.fullmatch(piece) and _may_name(bare)
        parts.append(piece.replace(bare, mask(bare), 1) if named else piece)
    return "".join(parts)


def _may_name(piece: str) -> bool:
    """Tell whether a piece is no sentence: one word, or capitals in all of them."""
    words = piece.split()
    return len(words) == 1 or (
        len(words) <= _MOST_WORDS and all(not word[:1].islower() for word in words)
    )
