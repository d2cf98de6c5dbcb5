"""Lines of CSV and JSON that can't be parsed: where in them single values may stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.reading.masking.words import LONGEST_NAME, name_words

# What no column tells may be a name or an address, if it stands between two of these. Python
# writes records in single quotes, which stand within names as well ("H'Hen Niê").
_SIGNS = re.compile(r"""([\t,;|"{}]|'(?=\s*[:,}\]])|(?<=[{\[,:])'|(?<=[{\[,:]\s)'|:(?=\s*["']))""")
_MOST_WORDS = 8
# The name of a field in JSON is none of a person.
_BEHIND_KEY = re.compile(r"""["']\s*:""")


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
    """Tell whether a piece is no sentence: one word, capitals in all of them, or a name's words."""
    words = piece.split()
    if len(words) == 1:
        return True
    if len(words) > _MOST_WORDS:
        return False
    return all(not word[:1].islower() for word in words) or _is_small_name(words)


def _is_small_name(words: list[str]) -> bool:
    """Tell whether words are a name in small letters: "trần hoa", and no "phan anh" (phản ánh)."""
    bare = "".join(words).isascii()
    lists = name_words(bare=bare)
    surnames = lists.firm_surnames if bare else lists.surnames - lists.weak_surnames
    first, *between, last = (word.lower() for word in words)
    named = first in surnames and last in lists.given and len(words) <= LONGEST_NAME
    return named and all(word in lists.middles | lists.given | lists.surnames for word in between)
