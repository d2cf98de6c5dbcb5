"""What all workbooks that are written have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

# Excel's own limits: rows below the heading, and what a cell holds.
SHEET_ROWS = 1_048_575
_CELL_CHARS = 32_767
_CUT = " […]"
# What the properties of each workbook that is written give for its category, by which it is known
# again in a folder that is read.
CATEGORY = "ykien"
# The same input gives the same bytes, so no workbook tells when it was made.
_CREATED = datetime(2026, 1, 1)


def new_book(path: Path, title: str = "") -> Any:
    """Return a workbook of xlsxwriter in which no text is a formula, a link or a number.

    Parameters
    ----------
    path : Path
        To be written; temporary files lie beside it.
    title : str
        For its properties.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    properties: dict[str, Any] = {"created": _CREATED, "category": CATEGORY}
    book.set_properties(properties | ({"title": title} if title else {}))
    return book


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
