"""Parquet: records with named fields, a batch at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nlp.errors import InputError
from nlp.reading.formats.records import read_records
from nlp.reading.rows import Chunk, Collector, InputFile
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

    try:
        table = parquet.ParquetFile(file.path)
        batches = table.iter_batches(batch_size=_BATCH)
        records = (
            (f"L{number}", record)
            for number, record in enumerate(
                (record for batch in batches for record in batch.to_pylist()), 1
            )
        )
        head = list(itertools.islice(records, 100))
        yield from read_records(
            itertools.chain(head, records),
            list(table.schema_arrow.names),
            collector,
            options,
            [record for _, record in head],
        )
    except InputError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        detail = (str(error) or type(error).__name__).splitlines()[0]
        raise InputError("file_damaged", file=file.source, detail=detail) from error
