"""Word and Excel files: guarded against bombs, read into blocks and grids."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import InputError
from nlp.reading.tables import Row

# What an office file may unpack to. Minutes of 300 pages are some 2 MB of XML.
MAX_UNPACKED = 200_000_000
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document.

    Attributes
    ----------
    position : str
    text : str
    listed : bool
        Word numbers or bullets it.
    heading : bool
        It has a heading or title style.
    """

    position: str
    text: str
    listed: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of a document."""

    rows: list[Row]


def office_kind(path: Path) -> str | None:
    """Tell what a zip archive is by its parts: ``"docx"``, ``"xlsx"``, ``"ods"`` or None.

    Raises
    ------
    InputError
        It is damaged, or unpacks to more than `MAX_UNPACKED` bytes.
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
        with archive.open(entry) as stream:
            while block := stream.read(_BLOCK):
                total += len(block)
                if total > MAX_UNPACKED:
                    raise error


def read_docx(path: Path) -> Iterator[Paragraph | Grid]:
    """Read a Word document's paragraphs and tables in their order.

    Raises
    ------
    InputError
        It is no readable Word document.
    """
    import docx
    from docx.table import Table

    try:
        document = docx.Document(str(path))
        blocks = list(document.iter_inner_content())
    except Exception as error:  # python-docx raises whatever the broken part provokes
        if isinstance(error, (KeyboardInterrupt, MemoryError)):
            raise
        raise InputError("file_damaged", file=path.name, detail=_first_line(error)) from error
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            yield Grid(list(_grid_rows(block, tables)))
        else:
            paragraphs += 1
            yield _paragraph(block, f"P{paragraphs}")


def _paragraph(block: Any, position: str) -> Paragraph:
    style = (block.style.name or "") if block.style is not None else ""
    properties = block._p.pPr
    listed = style.startswith("List") or (properties is not None and properties.numPr is not None)
    heading = style.startswith(("Heading", "Title", "Subtitle"))
    return Paragraph(position, block.text, listed, heading)


def _grid_rows(table: Any, number: int) -> Iterator[Row]:
    for index, row in enumerate(table.rows, 1):
        yield f"T{number}R{index}", [cell.text for cell in row.cells]


def read_workbook(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """Read the sheets of an Excel or OpenDocument workbook.

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
    rows = sheet.to_python(skip_empty_area=False)
    for index, cells in enumerate(rows, 1):
        yield f"{name}!{index}", [None if value == "" else value for value in cells]


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
