"""Tagged opinions out: JSON Lines, CSV, Parquet, and what writes which; safe to open."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from nlp.batch.table import Row, Table
from nlp.batch.workbook import write_workbook
from nlp.errors import Lang, OutputError, Reject
from nlp.reading.encoding import printable
from nlp.workbooks import shortened

REJECT_COLUMNS = ("source", "position", "reason", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel may pass over blanks before "=" and "@"; "; - " and "; + " are the marks of lists.
_CELL_WITHIN = re.compile(r"([;\r\n](?=[=+\-@\t])|(?:^|[;\r\n])[ \t\xa0]+(?=[=@]))")
_PARQUET_ROWS = 5000


def as_text(value: Any) -> str:
    """Return a value as a CSV cell or the like holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
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
    return value if typed or value is None else as_text(value)


Writer = Callable[[Iterable[Row], Path, Table], None]
WRITERS: dict[str, Writer] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": write_workbook,
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
            text = shortened(reject.text)
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
