"""The sheets of workbooks: Excel (new, 97-2003 and XML) and OpenDocument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import InputError, first_line
from nlp.reading.formats.biff import check_xls
from nlp.reading.formats.repair import Repair
from nlp.reading.formats.xml_workbook import XmlSheet, read_xml_workbook
from nlp.reading.tables.cells import Cells
from nlp.reading.tables.layout import Row

Merges = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass
class Sheet:
    """A sheet of a workbook.

    Attributes
    ----------
    name : str
    hidden : bool
    rows : iterator of Row
        Positions are as in ``Sheet1!12``. Cells that are merged all have the value of the first.
    """

    name: str
    hidden: bool
    rows: Iterator[Row]


def read_workbook(path: Path, kind: str) -> Iterator[Sheet]:
    """Read the sheets of a workbook; formulas give the value that was saved, macros nothing.

    Parameters
    ----------
    path : Path
    kind : {"xlsx", "xls", "ods", "xml-xls"}

    Yields
    ------
    Sheet

    Raises
    ------
    InputError
        It is no readable workbook, or an xls file has too many cells (see `check_xls` and
        `read_xml_workbook`).
    """
    import python_calamine

    if kind == "xml-xls":
        yield from map(_xml_sheet, read_xml_workbook(path))
        return
    if kind == "xls":
        check_xls(path)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        visible = python_calamine.SheetVisibleEnum.Visible
        for about in workbook.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            yield Sheet(about.name, about.visible != visible, _rows(about.name, sheet))
    except python_calamine.PasswordError as error:
        raise InputError("file_encrypted", file=path.name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError("file_damaged", file=path.name, detail=first_line(error)) from error
    except BaseException as error:
        # A panic of the library's Rust code is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("file_damaged", file=path.name, detail="calamine") from error


def _xml_sheet(sheet: XmlSheet) -> Sheet:
    width = max(map(len, sheet.rows), default=0)
    rows = [row + [None] * (width - len(row)) for row in sheet.rows]
    return Sheet(sheet.name, sheet.hidden, _repaired(sheet.name, lambda: rows, sheet.merges))


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    if sheet.start is None:
        return
    # The library leaves out blank columns on the left, but no blank rows above.
    _, left = sheet.start
    blank = [None] * left
    yield from _repaired(
        name,
        lambda: ([*blank, *row] for row in sheet.iter_rows()),
        sheet.merged_cell_ranges or (),
    )


def _repaired(name: str, rows: Callable[[], Iterable[list[Any]]], merges: Merges) -> Iterator[Row]:
    """Yield the rows of a sheet, text in fonts of before Unicode converted."""
    repair = Repair(cell for row in rows() for cell in row if isinstance(cell, str))
    change = repair if repair.needed else None
    merged = merge_down(([_cell(value, change) for value in row] for row in rows()), merges)
    for index, cells in enumerate(merged, 1):
        yield f"{name}!{index}", cells


def _cell(value: Any, change: Callable[[str], str] | None) -> Any:
    if value == "":
        return None
    return change(value) if change is not None and isinstance(value, str) else value


def merge_down(rows: Iterable[list[Any]], merges: Merges) -> Iterator[list[Any]]:
    """Give all cells of a merged region the value of its first.

    Parameters
    ----------
    rows : iterable of list
    merges : sequence of ((row, column), (row, column))
        First and last cell of each region, from 0.

    Yields
    ------
    Cells
        With the columns that go on a cell above or to the left.
    """
    waiting = sorted(merges, reverse=True)
    open_: list[tuple[int, int, int, Any]] = []
    for index, row in enumerate(rows):
        open_ = [region for region in open_ if region[0] >= index]
        continued: set[int] = set()
        repeated = set()
        for _, left, right, value in open_:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
                continued.add(column)
        taken = set(continued)
        while waiting and waiting[-1][0][0] <= index:
            (top, left), (bottom, right) = waiting.pop()
            if top != index or left >= len(row):
                continue
            end = min(right + 1, len(row))
            # Regions of a sound file have no cell in common; a row of others would take long.
            if not taken.isdisjoint(range(left, end)):
                continue
            taken.update(range(left, end))
            row[left:end] = [row[left]] * (end - left)
            repeated |= set(range(left + 1, end))
            if bottom > index:
                open_.append((bottom, left, right, row[left]))
        yield Cells(row, frozenset(continued), frozenset(repeated))
