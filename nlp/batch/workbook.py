"""Tagged opinions as a workbook: typed cells, and no formula from a citizen's text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from nlp.batch.headings import headings, sheet_names, summary_headings, value_text
from nlp.batch.table import Row, Table
from nlp.errors import OutputError, Phrase
from nlp.workbooks import SHEET_ROWS, cell_words, closing_book, new_book

_SHEET_COLUMNS = 16_384
_WIDTHS = {"text": 80, "topics": 46, "topic": 26, "keywords": 34, "place": 30, "speaker": 24}
# Room for "05/09/2026 07:30", which would else be shown as signs.
_WIDTH = 17
# Spreadsheets know no day before.
_FIRST_YEAR = 1900


def write_workbook(rows: Iterable[Row], path: Path, table: Table) -> None:
    """Write rows as sheets of opinions, as many as they need, and a summary on one of its own.

    Raises
    ------
    OutputError
        There are more columns than a sheet has.
    """
    if len(table.columns) > _SHEET_COLUMNS:
        found, most = len(table.columns), _SHEET_COLUMNS
        detail = Phrase(
            f"có {found} cột, trang tính chỉ chứa {most}", f"{found} columns, a sheet holds {most}"
        )
        raise OutputError("output_unwritable", file=path.name, detail=detail)
    book = new_book(path)
    writer = _Workbook(book, table)
    writer.summary()
    # A sheet at a time, and of a sheet a row at a time.
    remaining = iter(rows)
    for first in remaining:
        writer.sheet(itertools.chain([first], itertools.islice(remaining, SHEET_ROWS - 1)))
    writer.close()


class _Workbook:
    def __init__(self, book: Any, table: Table) -> None:
        self._book, self._table = book, table
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._date = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        self._moment = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy hh:mm"})
        self._time = book.add_format({"valign": "top", "num_format": "hh:mm"})
        self._percent = book.add_format({"valign": "top", "num_format": "0%"})
        self._names = sheet_names(table.lang)
        self._first = book.add_worksheet(self._names[0])
        self._summary_sheet = book.add_worksheet(self._names[1])
        self._sheets = 0

    def sheet(self, rows: Iterable[Row]) -> None:
        """Write up to a sheet's worth of rows."""
        table, lang = self._table, self._table.lang
        self._sheets += 1
        name = f"{self._names[0]} {self._sheets}"
        sheet = self._first if self._sheets == 1 else self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(table.columns):
            sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        for column, text in enumerate(headings(table.columns, lang)):
            self._text(sheet, 0, column, text, self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, name in enumerate(table.columns):
                self._cell(sheet, last, column, name, row.get(name))
        sheet.autofilter(0, 0, last, len(table.columns) - 1)

    def _cell(self, sheet: Any, row: int, column: int, name: str, value: Any) -> None:
        if value is None or value == "":
            return
        if (form := self._form_of(value)) is not None:
            sheet.write_datetime(row, column, value, form)
        elif name == "confidence":
            sheet.write_number(row, column, value, self._percent)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self._plain)
        else:
            text = value_text(name, value, self._table.taxonomy, self._table.lang)
            wide = name in ("text", "topics", "keywords")
            self._text(sheet, row, column, text, self._wrap if wide else self._plain)

    def _form_of(self, value: Any) -> Any:
        """Return how a day or a time is shown; None for what a sheet can't hold as such."""
        if isinstance(value, time):
            return self._time if value.tzinfo is None else None
        if not isinstance(value, date) or value.year < _FIRST_YEAR:
            return None
        if not isinstance(value, datetime):
            return self._date
        return self._moment if value.tzinfo is None else None

    @staticmethod
    def _text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        # As a string always: a citizen's "=HYPERLINK(...)" stays words.
        sheet.write_string(row, column, cell_words(text), form)

    def summary(self) -> None:
        """Write the table of topics on its own sheet."""
        sheet = self._summary_sheet
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 3, 14)
        for column, name in enumerate(summary_headings(self._table.lang)):
            self._text(sheet, 0, column, name, self._head)
        for row, (name, count, share, review) in enumerate(self._table.summary, 1):
            self._text(sheet, row, 0, name, self._plain)
            sheet.write_number(row, 1, count, self._plain)
            sheet.write_number(row, 2, share, self._percent)
            sheet.write_number(row, 3, review, self._plain)

    def close(self) -> None:
        """Finish the file; an empty table still has its headings."""
        if not self._sheets:
            self.sheet([])
        with closing_book(self._book):
            pass
