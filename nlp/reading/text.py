"""Text files: running text, pages, CSV and JSON in any encoding."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from nlp.errors import InputError
from nlp.reading.collector import Collector
from nlp.reading.documents import leave_out, read_blocks
from nlp.reading.formats.decoding import detect_encoding, encoding_named
from nlp.reading.formats.delimited import ONE_COLUMN, read_csv, sniff_dialect
from nlp.reading.formats.markdown import is_markdown, read_markdown
from nlp.reading.formats.page import read_page
from nlp.reading.formats.records import bounded_lines, json_kind, read_json_array, read_json_lines
from nlp.reading.formats.streams import open_text
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.paragraphs import MAX_PARAGRAPHS, read_paragraphs
from nlp.reading.rows import Chunk, InputFile
from nlp.reading.speech.webvtt import is_webvtt, plain_cues
from nlp.reading.tables.column_headings import is_heading
from nlp.reading.tables.grids import read_grid
from nlp.reading.tables.layout import ROLES, ReadOptions

# A text file up to this size may be minutes or notes; a larger one is a list, read line by line.
_TRANSCRIPT_BYTES = 8_000_000
# Half of them may be blank.
_TRANSCRIPT_LINES = 2 * MAX_PARAGRAPHS
# The parser of Markdown takes a second for a megabyte.
_MARKDOWN_BYTES = 4_000_000

# Breaks of lines within a paragraph, and of paragraphs, as word processors write them into text.
_BREAKS = re.compile("[\x0b\u2028\u2029]")

# So many lines of one number of columns make a table of a text without a header.
_RECORDS = 4


def read_text(
    file: InputFile, sample: bytes, whole: bool, options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    """Read running text, a page, CSV or JSON, told apart by their content.

    Parameters
    ----------
    file : InputFile
    sample : bytes
        The beginning of the file.
    whole : bool
        The sample is all of it.
    options : ReadOptions
    collector : Collector

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        The encoding or the column of opinions can't be told.
    """
    if options.encoding:
        encoding = encoding_named(options.encoding, source=file.source)
    else:
        encoding = _encoding(file, sample, whole)
    collector.encoding = encoding
    with open_text(file.path, encoding, sample) as (stream, head):
        if collector.kind == "html":
            page = read_page(stream, file.source)
            leave_out(page.hidden, collector, reason="hidden_text")
            yield from read_blocks(page.blocks, options, collector)
            return
        suffix = file.path.suffix.lower()
        kind = json_kind(head, suffix)
        if kind == "lines":
            collector.kind = "jsonl"
            yield from read_json_lines(stream, collector, options)
            return
        if kind == "array":
            collector.kind = "json"
            size = file.path.stat().st_size
            yield from read_json_array(stream, size, collector, options)
            return
        size = len(sample) if whole else file.path.stat().st_size
        if is_markdown(head, suffix) and size <= _MARKDOWN_BYTES:
            blocks = read_markdown(text := stream.read())
            if blocks is not None:
                collector.kind = "markdown"
                yield from read_blocks(blocks, options, collector)
                return
            source: TextIO = io.StringIO(text)
        else:
            source = stream
        delimiter = "\t" if suffix == ".tsv" else _table_delimiter(head, suffix, options)
        if delimiter is not None:
            collector.kind = "csv"
            yield from read_grid(read_csv(source, delimiter, collector), collector, options)
            return
        lines = _numbered(source)
        begun = list(itertools.islice(lines, _TRANSCRIPT_LINES if size <= _TRANSCRIPT_BYTES else 0))
        if begun and len(begun) < _TRANSCRIPT_LINES:
            said = plain_cues(begun) if is_webvtt(begun[0][1]) else begun
            yield from read_paragraphs(paragraphs_of(said), collector)
            return
        for number, line in itertools.chain(begun, lines):
            if line.strip():
                collector.opinion(f"L{number}", line)
            yield from collector.take()


def _numbered(stream: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; of blank lines in a row the first alone."""
    blank = False
    for number, whole in enumerate(bounded_lines(stream), 1):
        for line in _BREAKS.split(whole):
            filled = bool(line.strip())
            if filled or not blank:
                yield number, line
            blank = not filled


def _encoding(file: InputFile, sample: bytes, whole: bool) -> str:
    found = detect_encoding(sample, source=file.source, whole=whole)
    # NULs in UTF-16 are half of its letters; elsewhere a few are stray and many mean a program.
    if not found.startswith(("utf-16", "utf-32")) and sample.count(0) > 0.01 * len(sample):
        raise InputError("file_binary", file=file.source)
    return found


def _table_delimiter(head: str, suffix: str, options: ReadOptions) -> str | None:
    """Return the delimiter of a CSV file, None for running text."""
    lines = [line for line in head.splitlines() if line.strip()][:25]
    if suffix != ".csv" and not _has_header(lines, options):
        return _column_sign(lines)
    delimiter = sniff_dialect(head) or ","
    if lines and delimiter not in lines[0] and not _is_delimited(lines, delimiter):
        return ONE_COLUMN
    return delimiter


def _column_sign(lines: list[str]) -> str | None:
    """Return the sign that sets columns off in most lines of a text, None where none does.

    Only signs that no sentence has count.
    """
    for sign in ("|", "\t"):
        counts = Counter(line.strip().count(sign) for line in lines)
        count, times = max(counts.items(), key=lambda item: item[1], default=(0, 0))
        # Signs around every line set out a table, however few lines it has.
        framed = sign == "|" and all(ln.strip()[:1] == "|" == ln.strip()[-1:] for ln in lines)
        if count >= 2 and times >= max(2 if framed else _RECORDS, 0.6 * len(lines)):
            return None if _is_labelled(lines, sign) else sign
    return None


def _is_labelled(lines: list[str], sign: str) -> bool:
    """Tell whether labels stand in the cells ("Tên: Lan | Nhà: hẻm 3"), as in forms of one line."""
    cells = (cell.partition(":") for line in lines for cell in line.split(sign)[1:])
    # "08:30" and "https://..." are no labels.
    labels = (
        before.strip()
        for before, colon, behind in cells
        if colon and not behind.startswith("//") and any(map(str.isalpha, before))
    )
    return max(Counter(labels).values(), default=0) >= max(_RECORDS, 0.6 * len(lines))


def _is_delimited(lines: list[str], delimiter: str) -> bool:
    """Tell whether most lines below the first are records of one width, as below a title.

    Below the heading of a single column commas come as they will.
    """
    try:
        widths = Counter(map(len, csv.reader(lines[1:], delimiter=delimiter)))
    except csv.Error:
        return False
    width, times = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return width > 1 and times >= 0.6 * widths.total() and not is_heading(lines[0])


def _has_header(lines: list[str], options: ReadOptions) -> bool:
    """Tell whether a text without the suffix of a table begins like one.

    Two known headings to the letter are asked for: a sentence may begin like one
    ("Đề nghị ...").
    """
    if len(lines) < 2:
        return False
    wanted = [name for role in ROLES if (name := options.named(role)) is not None]
    for delimiter in (";", "\t", ",", "|"):
        cells = [cell.strip(' "') for cell in lines[0].split(delimiter)]
        known = sum(is_heading(cell) or cell in wanted for cell in cells)
        if known >= 2 and all(line.count(delimiter) >= len(cells) - 1 for line in lines[1:6]):
            return True
    return False
