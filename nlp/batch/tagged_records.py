"""Tagged tables in, records under the names of the frame of opinions out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TextIO

from nlp.batch.headings import canonical_names
from nlp.errors import InputError, Phrase, first_line
from nlp.reading.collector import Collector
from nlp.reading.formats.decoding import detect_encoding
from nlp.reading.formats.delimited import read_csv
from nlp.reading.formats.kinds import READ_KINDS, file_kind, refusal
from nlp.reading.formats.office import check_office
from nlp.reading.formats.records import json_kind, parsed_lines
from nlp.reading.formats.streams import SAMPLE_BYTES, first_bytes, open_text
from nlp.reading.formats.workbook import read_workbook
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import Row, cell_text, listed

Record = tuple[str, dict[str, Any]]
# A title may have been set above the header by hand.
_HEADER_ROWS = 20
_DELIMITERS = (",", ";", "\t")
_BATCH = 5000


def read_tagged_records(file: InputFile, collector: Collector) -> Iterator[Record]:
    """Read the records of a table that ``ykien tag`` wrote.

    Parameters
    ----------
    file : InputFile
        xlsx, ods, csv, jsonl or parquet, told by content.
    collector : Collector
        Takes the rows that break the format.

    Yields
    ------
    (position, record)
        Columns that ykien writes under their names, whatever the language of their headings;
        others as they are.

    Raises
    ------
    InputError
        The file can't be read, or has no columns for the opinion and its topic.
    """
    sample = first_bytes(file)
    kind = file_kind(file, sample)
    if kind in ("xlsx", "ods"):
        check_office(file.path, kind)
    if kind in ("xlsx", "xls", "ods"):
        yield from _sheets(file, kind)
    elif kind == "parquet":
        yield from _parquet(file)
    elif kind == "text":
        yield from _text(file, sample, collector)
    elif kind in READ_KINDS:
        raise _not_tagged(file, ())
    else:
        raise refusal(kind, file.source)


def _sheets(file: InputFile, kind: str) -> Iterator[Record]:
    found = False
    seen: list[str] = []
    for sheet in read_workbook(file.path, kind):
        rows = sheet.rows
        head = list(islice(rows, _HEADER_ROWS))
        names, start = _header(head)
        if not names:
            seen = seen or [cell_text(value) for value in (head[0][1] if head else ())]
            continue
        found = True
        for position, cells in chain(head[start:], rows):
            if any(cell_text(value).strip() for value in cells):
                yield position, dict(zip(names, cells))
    if not found:
        raise _not_tagged(file, seen)


def _header(rows: Sequence[Row]) -> tuple[list[str], int]:
    """Return the names of the columns and the index of the first row below the header."""
    for index, (_, cells) in enumerate(rows, 1):
        names = canonical_names([cell_text(value) for value in cells])
        if _is_tagged(names):
            return names, index
    return [], 0


def _not_tagged(file: InputFile, columns: Sequence[str]) -> InputError:
    """Return the error that names the first columns found, none of them at length."""
    named = [name for name in map(str.strip, columns) if name]
    return InputError("not_tagged", file=file.source, columns=listed(named))


def _is_tagged(names: Sequence[str] | Mapping[str, Any]) -> bool:
    return "text" in names and ("topics" in names or "topic" in names)


def _parquet(file: InputFile) -> Iterator[Record]:
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        table = parquet.ParquetFile(file.path)
        columns = list(table.schema_arrow.names)
        names = canonical_names(columns)
        if not _is_tagged(names):
            raise _not_tagged(file, columns)
        for batch in table.iter_batches(batch_size=_BATCH):
            for record in batch.to_pylist():
                number += 1
                yield f"L{number}", dict(zip(names, record.values()))
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InputError(
            "parquet_damaged", file=file.source, row=number + 1, detail=first_line(error)
        ) from error


def _text(file: InputFile, sample: bytes, collector: Collector) -> Iterator[Record]:
    whole = len(sample) < SAMPLE_BYTES
    encoding = detect_encoding(sample, source=file.source, whole=whole)
    collector.encoding = encoding
    with open_text(file.path, encoding, sample) as (stream, head):
        if json_kind(head, file.path.suffix.lower()) == "lines":
            yield from _json_lines(file, stream, collector)
            return
        delimiter, columns = _delimiter(head)
        if delimiter is None:
            raise _not_tagged(file, columns)
        rows = read_csv(stream, delimiter, collector)
        _, heads = next(rows, ("", []))
        names = canonical_names(list(map(str, heads)))
        if not _is_tagged(names):
            detail = Phrase("dòng tiêu đề không đúng định dạng CSV", "its header is no CSV record")
            raise InputError("file_damaged", file=file.source, detail=detail)
        for position, cells in rows:
            if any(cells):
                yield position, dict(zip(names, cells))


def _delimiter(head: str) -> tuple[str | None, list[str]]:
    """Return the delimiter under which the first record names a tagged table, and the names."""
    columns: list[str] = []
    for delimiter in _DELIMITERS:
        # Whatever ends its lines; a quote that is never closed is no header.
        lines = io.StringIO(head.lstrip("\ufeff"), newline=None)
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), [])
        except csv.Error:
            continue
        if _is_tagged(canonical_names(cells)):
            return delimiter, cells
        columns = max(columns, cells, key=len)
    return None, columns


def _json_lines(file: InputFile, stream: TextIO, collector: Collector) -> Iterator[Record]:
    records = parsed_lines(stream, collector)
    head = list(islice(records, 100))
    columns = list(dict.fromkeys(name for _, record in head for name in record))
    if head and not _is_tagged(canonical_names(columns)):
        raise _not_tagged(file, columns)
    for position, record in chain(head, records):
        yield position, dict(zip(canonical_names(list(record)), record.values()))
