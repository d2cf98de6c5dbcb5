"""What was found of a text is remembered, of long ones for a short while."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Found = TypeVar("Found")
# Lines and cells are mostly shorter; what has more letters than a page is a recording in one line.
_LINE, _PAGE = 500, 10_000
# Of so many more short texts than longer ones, and of so many of the longest, what was found is
# kept: those of a whole folder would fill the memory.
_FEWER, _FEWEST = 16, 16


def remembered(
    size: int,
) -> Callable[[Callable[[str], Found]], Callable[[str], Found]]:
    """Return a decorator that keeps what a function finds of the latest texts.

    Parameters
    ----------
    size : int
        Of so many lines.
    """

    def decorate(function: Callable[[str], Found]) -> Callable[[str], Found]:
        of_line = lru_cache(maxsize=size)(function)
        of_page = lru_cache(maxsize=size // _FEWER)(function)
        of_more = lru_cache(maxsize=_FEWEST)(function)

        @wraps(function)
        def found(text: str) -> Found:
            length = len(text)
            if length <= _LINE:
                return of_line(text)
            return of_page(text) if length <= _PAGE else of_more(text)

        return found

    return decorate
