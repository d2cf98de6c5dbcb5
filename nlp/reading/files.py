"""One reader a format, chosen by content and not by suffix alone."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from nlp.errors import InputError, Reject, system_detail
from nlp.reading.documents import read_document, read_sheets
from nlp.reading.layout import ReadOptions
from nlp.reading.locator import Locator
from nlp.reading.office import office_kind
from nlp.reading.rows import Chunk, Collector, InputFile, to_frame
from nlp.reading.tables import read_records
from nlp.reading.text import read_text

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".docx", ".xlsx", ".ods", ".csv", ".tsv", ".jsonl", ".json", ".parquet", ".txt")
# Documents that cannot be read; in a folder they are refused by name rather than passed over.
_REFUSED = (".doc", ".xls", ".pdf", ".rtf", ".odt", ".zip")
_SAMPLE_BYTES = 256 * 1024
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "doc/xls (Office 97-2003)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
)


def find_files(inputs: Iterable[str | Path]) -> list[InputFile]:
    """List the files that the inputs name; folders are searched through, in order of name.

    Of a folder only documents are taken, told by their suffix, also those that can't be read
    (doc, pdf, ...), so that the user is told; and neither hidden ones, Word's lock files
    (``~$name``), rejects of an earlier run (``name.rejects.csv``) nor a ``README``.

    Raises
    ------
    InputError
        An input does not exist, or a folder holds nothing that can be read.
    """
    found: list[InputFile] = []
    for path in map(Path, inputs):
        try:
            if path.is_dir():
                found += _inside(path)
            elif not path.exists():
                raise InputError("file_missing", file=path)
            else:
                found.append(InputFile(path, path.name))
        except OSError as error:
            detail = system_detail(error)
            raise InputError("file_unreadable", file=path, detail=detail) from error
    return found


def _inside(folder: Path) -> list[InputFile]:
    # A listing that fails must be seen; rglob would pass over it.
    next(folder.iterdir(), None)
    inside = [
        InputFile(child, child.relative_to(folder).as_posix())
        for child in sorted(folder.rglob("*"))
        if child.suffix.lower() in SUFFIXES + _REFUSED
        and child.is_file()
        and not any(part.startswith(".") for part in child.relative_to(folder).parts)
        and child.stem.upper() != "README"
        and not child.name.startswith("~$")
        and not child.name.lower().endswith(".rejects.csv")
    ]
    if not inside:
        raise InputError("folder_empty", file=folder)
    return inside


def read_chunks(
    file: InputFile, options: ReadOptions | None = None, *, size: int = 5000
) -> Iterator[Chunk]:
    """Read one file, some thousand rows at a time.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions, optional
    size : int
        Rows in a chunk.

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        The file as a whole can't be read. What was yielded before stands.
    """
    options = options or ReadOptions()
    if file.path.exists() and not file.path.is_file():
        # A pipe gives its bytes once, and a reader needs the first of them twice.
        with tempfile.TemporaryDirectory(prefix="ykien-") as folder:
            yield from _read_file(_spooled(file, Path(folder)), options, size)
    else:
        yield from _read_file(file, options, size)


def _spooled(file: InputFile, folder: Path) -> InputFile:
    try:
        with file.path.open("rb") as stream:
            spooled = spool_stdin(stream, folder / f"input{file.path.suffix}")
    except OSError as error:
        detail = system_detail(error)
        raise InputError("file_unreadable", file=file.path, detail=detail) from error
    return InputFile(spooled.path, file.source)


def _read_file(file: InputFile, options: ReadOptions, size: int) -> Iterator[Chunk]:
    try:
        with file.path.open("rb") as stream:
            sample = stream.read(_SAMPLE_BYTES)
    except OSError as error:
        detail = system_detail(error)
        raise InputError("file_unreadable", file=file.path, detail=detail) from error
    if not sample:
        raise InputError("file_empty", file=file.source)
    collector = Collector(file.source, size=size)
    seen = 0
    locator = Locator(collector.head)
    last = collector.take(full_only=False)
    for chunk in itertools.chain(_reader(file, sample, options, collector), last):
        locator.fill(chunk.rows)
        seen += len(chunk.rows) + len(chunk.rejects)
        yield chunk
    if not seen:
        raise InputError("file_no_opinions", file=file.source)


def read_opinions(
    inputs: str | Path | Sequence[str | Path],
    *,
    text_column: str | None = None,
    place_column: str | None = None,
    date_column: str | None = None,
    speaker_column: str | None = None,
    encoding: str | None = None,
) -> pd.DataFrame:
    """Read transcripts, tables or folders into one frame of single opinions.

    Parameters
    ----------
    inputs : path or sequence of paths
        docx, xlsx, ods, csv, tsv, jsonl, json, parquet, txt files or folders of them.
    text_column, place_column, date_column, speaker_column : str, optional
        Headings, where they can't be told.
    encoding : str, optional
        Codec of text files; found out by default.

    Returns
    -------
    pandas.DataFrame
        One row an opinion, columns as in `nlp.reading.rows.COLUMNS` and the tables' own.
        ``frame.attrs["rejects"]`` lists the rows that could not be read, each with ``source``,
        ``position``, ``reason`` and ``text``.

    Raises
    ------
    InputError
        A file as a whole can't be read.
    """
    options = ReadOptions(text_column, place_column, date_column, speaker_column, encoding)
    paths = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for file in find_files(paths):
        for chunk in read_chunks(file, options):
            rows += chunk.rows
            rejects += chunk.rejects
    frame = to_frame(rows)
    frame.attrs["rejects"] = [
        {"source": r.source, "position": r.position, "reason": r.reason(), "text": r.text}
        for r in rejects
    ]
    return frame


def _reader(
    file: InputFile, sample: bytes, options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    if sample.startswith(b"PK\x03\x04"):
        kind = office_kind(file.path)
        if kind == "docx":
            return read_document(file, options, collector)
        if kind in ("xlsx", "ods"):
            return read_sheets(file, options, collector)
        raise InputError("file_kind", file=file.source, detail="zip")
    if sample.startswith(b"PAR1"):
        return _parquet(file, options, collector)
    for signature, kind in _SIGNATURES:
        if sample.startswith(signature):
            raise InputError("file_kind", file=file.source, detail=kind)
    return read_text(file, sample, len(sample) < _SAMPLE_BYTES, options, collector)


def _parquet(file: InputFile, options: ReadOptions, collector: Collector) -> Iterator[Chunk]:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file.path)
        batches = table.iter_batches(batch_size=collector.size)
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
    except (pyarrow.ArrowException, OSError) as error:
        detail = str(error).splitlines()[0]
        raise InputError("file_damaged", file=file.source, detail=detail) from error


def spool_stdin(stream: BinaryIO, path: Path) -> InputFile:
    """Copy standard input to `path`, so that it is read like any file, twice where needed."""
    with path.open("wb") as file:
        while block := stream.read(1 << 20):
            file.write(block)
    return InputFile(path, "stdin")
