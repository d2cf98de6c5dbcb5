"""Office archives: told apart, guarded against bombs; the sheets of workbooks."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import InputError
from nlp.reading.repair import repair_cells
from nlp.reading.tables import Row

# What an office file may unpack to. Minutes of 300 pages are some 2 MB of XML.
MAX_UNPACKED = 200_000_000
# Cells of one sheet from A1 to its last, filled or not: the reader allocates them all.
MAX_CELLS = 20_000_000
_MAX_SPAN = 1000
_BLOCK = 1 << 20
# So much of a block is seen again with the next one, for what its end cuts in two.
_OVERLAP = 256
_COLUMN = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})\d")
_ROW = re.compile(rb"\br\s*=\s*[\"'][A-Z]{1,3}(\d{1,7})[\"']")
_SPAN = re.compile(rb"grid(?:Span|Before|After)\b[^>]{0,120}?val\s*=\s*[\"']\s*(\d+)")


def office_kind(path: Path) -> str | None:
    """Tell what a zip archive is by its parts: ``"docx"``, ``"xlsx"``, ``"ods"`` or None.

    Parameters
    ----------
    path : Path

    Returns
    -------
    str or None

    Raises
    ------
    InputError
        It is damaged, unpacks to more than `MAX_UNPACKED` bytes, or spans more than `MAX_CELLS`
        cells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            _check_size(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError("file_damaged", file=path.name, detail=str(error)) from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= names else None


def _check_size(archive: zipfile.ZipFile, path: Path) -> None:
    # What an entry claims of its size may be a lie, so the bytes are counted as they unpack.
    error = InputError("file_too_large", file=path.name, limit_mb=MAX_UNPACKED // 1_000_000)
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise error
    total = 0
    for entry in archive.infolist():
        extent = _Extent(entry.filename)
        with archive.open(entry) as stream:
            while block := stream.read(_BLOCK):
                total += len(block)
                if total > MAX_UNPACKED or extent.grows_too_large(block):
                    raise error


class _Extent:
    """How far the cells of one part reach, seen while its bytes stream by."""

    def __init__(self, part: str) -> None:
        # A sheet may have any name; the strings of a workbook name no cells.
        self._sheet = part.startswith("xl/") and not part.endswith("sharedStrings.xml")
        self._document = part.startswith("word/")
        self._rest = b""
        self._rows = self._columns = 0

    def grows_too_large(self, block: bytes) -> bool:
        if not (self._sheet or self._document):
            return False
        data = self._rest + block
        self._rest = data[-_OVERLAP:]
        if self._document:
            return any(len(n) > 9 or int(n) > _MAX_SPAN for n in set(_SPAN.findall(data)))
        self._rows = max([self._rows, *map(int, set(_ROW.findall(data)))])
        self._columns = max([self._columns, *map(_column_number, set(_COLUMN.findall(data)))])
        return self._rows * self._columns > MAX_CELLS


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def read_workbook(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """Read the sheets of an Excel or OpenDocument workbook.

    Parameters
    ----------
    path : Path

    Yields
    ------
    (sheet name, rows)
        Positions are as in ``Sheet1!12``.

    Raises
    ------
    InputError
        It is no readable workbook.
    """
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            yield name, _sheet_rows(name, sheet)
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError("file_damaged", file=path.name, detail=_first_line(error)) from error


def _sheet_rows(name: str, sheet: Any) -> Iterator[Row]:
    rows = repair_cells(sheet.to_python(skip_empty_area=False))
    for index, cells in enumerate(rows, 1):
        yield f"{name}!{index}", [None if value == "" else value for value in cells]


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
