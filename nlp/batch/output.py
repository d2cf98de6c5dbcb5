"""Tagged opinions out: JSON Lines, CSV, Excel, Parquet; streamed, and safe to open."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from nlp.atomic import BOOK_CATEGORY, closing_book
from nlp.batch.headings import headings, sheet_names, summary_headings, value_text
from nlp.errors import Lang, OutputError, Phrase, Reject
from nlp.reading.encoding import printable
from nlp.reading.rows import COLUMNS, OPTIONAL_COLUMNS, TAG_COLUMNS
from nlp.taxonomy import Taxonomy

Row = dict[str, Any]
REJECT_COLUMNS = ("source", "position", "reason", "text")
# Excel's own limits.
_SHEET_ROWS = 1_048_575
_SHEET_COLUMNS = 16_384
_CELL_CHARS = 32_767
_CUT = " […]"
_WIDTHS = {"text": 80, "topics": 46, "topic": 26, "keywords": 34, "place": 30, "speaker": 24}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel may pass over blanks before "=" and "@"; "; - " and "; + " are the marks of lists.
_CELL_WITHIN = re.compile(r"([;\r\n](?=[=+\-@\t])|[;\r\n][ \t\xa0]+(?=[=@]))")
_PARQUET_ROWS = 5000


@dataclass(frozen=True)
class Table:
    """What a writer needs to know before the first row.

    Attributes
    ----------
    columns : list of str
        The frame's columns in order.
    taxonomy : Taxonomy
        For the names that spreadsheets show.
    lang : {"vi", "en"}
        Of spreadsheet headings.
    summary : list of (str, int, float, int)
        A topic's name, opinions, share, and how many need review; a second sheet shows it.
    """

    columns: list[str]
    taxonomy: Taxonomy
    lang: Lang
    summary: list[tuple[str, int, float, int]]


def columns_in_order(names: Iterable[str]) -> list[str]:
    """Return the columns of the design first, then the tags, optional ones, the others."""
    names = dict.fromkeys(names)
    known = [*COLUMNS, *TAG_COLUMNS, *(name for name in OPTIONAL_COLUMNS if name in names)]
    return [*known, *(name for name in names if name not in known)]


def as_text(value: Any) -> str:
    """Return a value as a CSV cell or the like holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)


def defused(text: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").

    Where the list separator of Windows is ";", Excel splits our lines there, quoted or not, and a
    cell begins inside of the text.
    """
    text = f"'{text}" if text.startswith(_FORMULA) else text
    return _CELL_WITHIN.sub(r"\1'", text)


def _shortened(text: str) -> str:
    return text if len(text) <= _CELL_CHARS else text[: _CELL_CHARS - len(_CUT)] + _CUT


def json_line(row: Row) -> str:
    """Return a row as a line of JSON."""
    text = json.dumps(
        row, ensure_ascii=False, default=as_text, separators=(", ", ": "), allow_nan=False
    )
    return f"{text}\n"


def _write_jsonl(rows: Iterable[Row], path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write_lines(rows, file, table)


def write_lines(rows: Iterable[Row], file: TextIO, table: Table) -> None:
    """Write rows as JSON Lines to an open file; a column that a row lacks is left out."""
    for row in rows:
        file.write(json_line({name: row[name] for name in table.columns if name in row}))


def _write_csv(rows: Iterable[Row], path: Path, table: Table) -> None:
    # The byte order mark lets Excel read Vietnamese.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([defused(name) for name in table.columns])
        for row in rows:
            writer.writerow([defused(as_text(row.get(name))) for name in table.columns])


def _write_parquet(rows: Iterable[Row], path: Path, table: Table) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {
        "date": pyarrow.date32(),
        "topics": pyarrow.list_(pyarrow.string()),
        "keywords": pyarrow.list_(pyarrow.string()),
        "confidence": pyarrow.float64(),
        "needs_review": pyarrow.bool_(),
    }
    # A table's own columns may hold anything, in another way in each file: they are text here.
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in table.columns])
    with parquet.ParquetWriter(path, schema) as writer:
        for part in _parts(rows, _PARQUET_ROWS):
            arrays = [
                [_parquet_value(row.get(name), name in types) for row in part]
                for name in table.columns
            ]
            writer.write_table(
                pyarrow.table(
                    {
                        name: pyarrow.array(values, type=schema.field(name).type)
                        for name, values in zip(table.columns, arrays)
                    },
                    schema=schema,
                )
            )


def _parquet_value(value: Any, typed: bool) -> Any:
    if not typed:
        return None if value is None else as_text(value)
    return date.fromisoformat(value) if isinstance(value, str) else value


def _write_xlsx(rows: Iterable[Row], path: Path, table: Table) -> None:
    import xlsxwriter

    if len(table.columns) > _SHEET_COLUMNS:
        found, most = len(table.columns), _SHEET_COLUMNS
        detail = Phrase(
            f"có {found} cột, trang tính chỉ chứa {most}", f"{found} columns, a sheet holds {most}"
        )
        raise OutputError("output_unwritable", file=path.name, detail=detail)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "default_date_format": "dd/mm/yyyy",
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    # The same input gives the same bytes, so the file does not tell when it was made.
    book.set_properties({"created": datetime(2026, 1, 1), "category": BOOK_CATEGORY})
    writer = _Workbook(book, table)
    writer.summary()
    # A sheet at a time, and of a sheet a row at a time.
    remaining = iter(rows)
    for first in remaining:
        writer.sheet(itertools.chain([first], itertools.islice(remaining, _SHEET_ROWS - 1)))
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
            sheet.set_column(column, column, _WIDTHS.get(name, 14))
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
        if name == "date" or isinstance(value, (date, datetime)):
            day = date.fromisoformat(value) if isinstance(value, str) else value
            sheet.write_datetime(row, column, day, self._date)
        elif name == "confidence":
            sheet.write_number(row, column, value, self._percent)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self._plain)
        else:
            text = value_text(name, value, self._table.taxonomy, self._table.lang)
            wide = name in ("text", "topics", "keywords")
            self._text(sheet, row, column, text, self._wrap if wide else self._plain)

    @staticmethod
    def _text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        # As a string always: a citizen's "=HYPERLINK(...)" stays words.
        sheet.write_string(row, column, _shortened(text), form)

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


Writer = Callable[[Iterable[Row], Path, Table], None]
WRITERS: dict[str, Writer] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}


def writer_for(path: Path) -> Writer:
    """Return what writes a file of this name.

    Raises
    ------
    OutputError
        The suffix is none of those that ykien writes.
    """
    try:
        return WRITERS[path.suffix.lower()]
    except KeyError:
        raise OutputError("output_kind", file=path) from None


def write_rejects(rejects: Sequence[Reject], path: Path, lang: Lang) -> None:
    """Write the rows that could not be read, with the reason of each."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(REJECT_COLUMNS)
        for reject in rejects:
            # A table that is no table comes as one row of many megabytes.
            text = _shortened(reject.text)
            cells = (reject.source, reject.position, reject.reason(lang), text)
            writer.writerow([defused(printable(cell)) for cell in cells])


def _parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
