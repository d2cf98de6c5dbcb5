"""One reader a format, chosen by content and not by suffix alone."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from nlp.errors import InputError, NothingReadError, Reject, system_detail
from nlp.reading.collector import Collector
from nlp.reading.documents import read_document
from nlp.reading.encoding import printable
from nlp.reading.finding import find_files
from nlp.reading.formats.archive import Budget, read_archive
from nlp.reading.formats.columnar import read_parquet
from nlp.reading.formats.kinds import READ_KINDS, WORKBOOK_KINDS, file_kind, refusal
from nlp.reading.formats.office import check_office
from nlp.reading.formats.pdf import read_pdf
from nlp.reading.formats.streams import SAMPLE_BYTES, first_bytes
from nlp.reading.frame import to_frame
from nlp.reading.locator import Locator
from nlp.reading.privacy import Mask
from nlp.reading.rows import Chunk, Decision, InputFile
from nlp.reading.sheets import read_sheets
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.text import read_text

if TYPE_CHECKING:
    import pandas as pd


def read_chunks(
    file: InputFile,
    options: ReadOptions | None = None,
    *,
    size: int = 5000,
    is_result: Callable[[Path], bool] | None = None,
) -> Iterator[Chunk]:
    """Read one file, some thousand rows at a time.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions, optional
    size : int
        Rows in a chunk.
    is_result : callable, optional
        Tells whether a file is a result of an earlier run: one that was found in a folder, and a
        member of an archive, is then refused.

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        The file as a whole can't be read. What was yielded before stands.
    """
    options = options or ReadOptions()
    if file.found:
        _refuse_result(file, is_result)
    if file.path.exists() and not file.path.is_file():
        # A pipe gives its bytes once, and a reader needs the first of them twice.
        with tempfile.TemporaryDirectory(prefix="ykien-") as folder:
            yield from _read_file(_spooled(file, Path(folder)), options, size, is_result)
    else:
        yield from _read_file(file, options, size, is_result)


def _refuse_result(file: InputFile, is_result: Callable[[Path], bool] | None) -> None:
    if is_result is not None and is_result(file.path):
        # Its opinions would be counted twice.
        raise InputError("file_is_result", file=file.source)


def _spooled(file: InputFile, folder: Path) -> InputFile:
    try:
        with file.path.open("rb") as stream:
            spooled = spool_stdin(stream, folder / f"input{file.path.suffix}")
    except OSError as error:
        detail = system_detail(error)
        raise InputError("file_unreadable", file=file.path, detail=detail) from error
    return replace(file, path=spooled.path)


def _read_file(
    file: InputFile,
    options: ReadOptions,
    size: int,
    is_result: Callable[[Path], bool] | None,
) -> Iterator[Chunk]:
    sample = first_bytes(file)
    if file_kind(file, sample) == "zip":
        with tempfile.TemporaryDirectory(prefix="ykien-") as folder:
            place = Path(folder)

            def read(member: InputFile, budget: Budget) -> Iterator[Chunk]:
                _refuse_result(member, is_result)
                first = first_bytes(member)
                if file_kind(member, first) == "zip":
                    return read_archive(member, place, budget, read)
                return _read_document(member, first, options, size)

            yield from read_archive(file, place, Budget(), read)
    else:
        yield from _read_document(file, sample, options, size)


def _read_document(
    file: InputFile, sample: bytes, options: ReadOptions, size: int
) -> Iterator[Chunk]:
    collector = Collector(
        file.source,
        size=size,
        keep_answers=options.keep_answers,
        keep_blocks=options.keep_blocks,
        listed=file.listed,
    )
    seen = 0
    locator = Locator(collector.head)
    try:
        for chunk in itertools.chain(_reader(file, sample, options, collector), _last(collector)):
            locator.fill(chunk.rows, chunk.within)
            seen += len(chunk.rows) + len(chunk.rejects)
            yield chunk
    except (UnicodeError, InputError) as error:
        # What was read before the file broke off stands.
        for chunk in _last(collector):
            if len(chunk):
                locator.fill(chunk.rows, chunk.within)
                yield chunk
        named = _of_file(error, file)
        if named is error:
            raise
        raise named from error
    if not seen:
        raise InputError("file_no_opinions", file=file.source)


def _of_file(error: UnicodeError | InputError, file: InputFile) -> InputError:
    """Return an error with the name that outputs show for the file."""
    if isinstance(error, UnicodeError):
        return InputError("file_encoding", file=file.source, detail=str(error))
    # Readers of formats know the path alone, which for a member of an archive is a number.
    if error.params.get("file") != file.path.name:
        return error
    return InputError(error.code, **{**error.params, "file": file.source})


def _last(collector: Collector) -> Iterator[Chunk]:
    yield from collector.take(full_only=False)


def read_opinions(
    inputs: str | Path | Sequence[str | Path],
    *,
    text_column: str | None = None,
    place_column: str | None = None,
    date_column: str | None = None,
    speaker_column: str | None = None,
    encoding: str | None = None,
    mask: Mask | None = None,
    answer_column: str | None = None,
    status_column: str | None = None,
    phone_column: str | None = None,
    keep_answers: bool = False,
) -> pd.DataFrame:
    """Read transcripts, tables or folders into one frame of single opinions.

    Parameters
    ----------
    inputs : path or sequence of paths
        docx, xlsx, xls, ods, csv, tsv, jsonl, json, parquet, txt, md, html, pdf files, zip archives
        or folders of them, or patterns (``*.docx``).
    text_column, place_column, date_column, speaker_column : str, optional
        Headings, where they can't be told.
    encoding : str, optional
        Codec of text files; found out by default.
    answer_column, status_column, phone_column : str, optional
        Headings, where they can't be told.
    keep_answers : bool
        Put the answers in minutes and speech beside the opinions, in the column ``answer``.
    mask : Mask, optional
        Hides personal data, also in the rejects.

    Returns
    -------
    pandas.DataFrame
        One row an opinion, columns as in `nlp.reading.rows.COLUMNS`, ``answer``, ``status`` and
        ``phone`` where an input has them, and the tables' own.
        ``frame.attrs["rejects"]`` lists the rows that could not be read, each with ``source``,
        ``position`` (empty for a file that can't be read as a whole), ``reason`` and ``text``;
        ``frame.attrs["inputs"]`` how each file was read (see `nlp.reading.rows.Decision`).

    Raises
    ------
    InputError
        No row of any file can be read, or an input does not exist.
    """
    options = ReadOptions(
        text_column,
        place_column,
        date_column,
        speaker_column,
        encoding,
        answer_column=answer_column,
        status_column=status_column,
        phone_column=phone_column,
        keep_answers=keep_answers,
    )
    paths = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    decisions: list[Decision] = []
    unread: list[InputError] = []
    files = find_files(paths)
    for file in files:
        try:
            for read in read_chunks(file, options):
                chunk = mask.chunk(read) if mask else read
                rows += chunk.rows
                rejects += chunk.rejects
                decisions += chunk.decisions
        except InputError as error:
            unread.append(error)
            reject = Reject(printable(file.source), "", error.code, error.params, "")
            rejects.append(mask.reject(reject) if mask else reject)
    if unread and not rows and len(unread) == len(files):
        raise NothingReadError(unread)
    frame = to_frame(rows)
    frame.attrs["rejects"] = [
        {"source": r.source, "position": r.position, "reason": r.reason(), "text": r.text}
        for r in rejects
    ]
    frame.attrs["inputs"] = [decision.to_dict() for decision in decisions]
    return frame


def _reader(
    file: InputFile, sample: bytes, options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    kind = collector.kind = file_kind(file, sample)
    if kind not in READ_KINDS:
        raise refusal(kind, file.source)
    if kind in ("docx", "xlsx", "ods"):
        check_office(file.path, kind)
    if kind == "docx":
        return read_document(file, options, collector)
    if kind in WORKBOOK_KINDS:
        return read_sheets(file, kind, options, collector)
    if kind == "pdf":
        return read_pdf(file, collector)
    if kind == "parquet":
        return read_parquet(file, options, collector)
    return read_text(file, sample, len(sample) < SAMPLE_BYTES, options, collector)


def spool_stdin(stream: BinaryIO, path: Path) -> InputFile:
    """Copy standard input to `path`, so that it is read like any file, twice where needed."""
    with path.open("wb") as file:
        while block := stream.read(1 << 20):
            file.write(block)
    return InputFile(path, "stdin", listed=True)
