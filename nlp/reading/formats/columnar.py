"""Parquet: records with named fields, a batch at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from nlp.errors import InputError, first_line
from nlp.reading.collector import Collector
from nlp.reading.formats.records import read_records
from nlp.reading.rows import Chunk, InputFile
from nlp.reading.tables.headers import distinct
from nlp.reading.tables.layout import ReadOptions

# Rows that are unpacked at once.
_BATCH = 1000


def read_parquet(file: InputFile, options: ReadOptions, collector: Collector) -> Iterator[Chunk]:
    """Read a Parquet file.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions
    collector : Collector

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        It is damaged, or the column of opinions can't be told.
    """
    import pyarrow
    from pyarrow import parquet

    damages = (pyarrow.ArrowException, OSError, ValueError, OverflowError)
    broken: list[Exception] = []
    n_read = 0

    def read() -> Iterator[tuple[str, dict[str, Any]]]:
        nonlocal n_read
        try:
            for batch in table.iter_batches(batch_size=_BATCH):
                for record in batch.rename_columns(names).to_pylist():
                    n_read += 1
                    yield f"L{n_read}", {name: _decoded(value) for name, value in record.items()}
        except damages as error:
            # What was read before it is kept, and its end is that of the table.
            broken.append(error)

    try:
        table = parquet.ParquetFile(file.path)
        # A query that joins tables may give two columns one name.
        names = distinct(table.schema_arrow.names)
    except damages as error:
        raise _damaged(file, error, 1) from error
    records = read()
    head = list(itertools.islice(records, 100))
    if head or not broken:
        yield from read_records(
            itertools.chain(head, records),
            names,
            collector,
            options,
            [record for _, record in head],
        )
        if broken:
            yield from collector.take(full_only=False)
    if broken:
        raise _damaged(file, broken[0], n_read + 1) from broken[0]


def _damaged(file: InputFile, error: Exception, row: int) -> InputError:
    return InputError("parquet_damaged", file=file.source, row=row, detail=first_line(error))


def _decoded(value: Any) -> Any:
    """Return text that a program wrote as mere bytes, as Spark and Impala do."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value
