"""What all workbooks that are written have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Excel's own limits: rows below the heading, and what a cell holds.
SHEET_ROWS = 1_048_575
_CELL_CHARS = 32_767
_CUT = " […]"
# What the properties of each workbook that is written give for its category, by which it is known
# again in a folder that is read.
CATEGORY = "ykien"


@contextmanager
def closing_book(book: Any) -> Iterator[Any]:
    """Give a workbook of xlsxwriter, and write it after the block.

    Raises
    ------
    OSError
        The disk is full, or the like; xlsxwriter wraps it in an error of its own.
    """
    from xlsxwriter.exceptions import FileCreateError

    try:
        with book:
            yield book
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def cell_words(text: str) -> str:
    """Return a text as xlsxwriter writes it as words, whatever it holds, cut where it is too long.

    With ``constant_memory`` it takes what begins with ``<r>`` and ends with ``</r>`` for XML of its
    own, which could break the file or hold a formula.
    """
    return shortened(f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text)


def shortened(text: str) -> str:
    """Return a text as a cell can hold it, with a mark where it was cut."""
    return text if len(text) <= _CELL_CHARS else text[: _CELL_CHARS - len(_CUT)] + _CUT
