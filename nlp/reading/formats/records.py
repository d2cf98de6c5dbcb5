"""JSON: one object a line, or one array of objects."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from nlp.errors import InputError
from nlp.reading.collector import Collector
from nlp.reading.formats.held_records import records_in
from nlp.reading.formats.nested import plain_record
from nlp.reading.messages.columns import find_messages
from nlp.reading.messages.conversations import Conversation
from nlp.reading.paragraphs import MAX_PARAGRAPHS
from nlp.reading.rows import Chunk
from nlp.reading.tables.layout import ReadOptions, find_layout
from nlp.reading.tables.named_fields import read_record
from nlp.reading.tables.recordings import read_recording
from nlp.reading.tables.turns import find_turns

# One line of JSON or text; a longer one is not read into memory as a whole.
_LINE_CHARS = 16_000_000
# An array can only be read as a whole.
_ARRAY_BYTES = 100_000_000
_ARRAY_RECORDS = 1_000_000
_BLANK = "\ufeff \t\r\n"
_ARRAY = re.compile(r"\[\s*[{\]]")
# An object that holds records as a list, each by its key, or as columns.
_HOLDER = re.compile(
    r'"\w+"\s*:\s*\[\s*\{|^\{\s*"[^"]*"\s*:\s*\{|"\w+"\s*:\s*\{\s*"[^"]*"\s*:\s*\{'
)


def json_kind(head: str, suffix: str) -> str | None:
    """Tell ``"lines"`` of JSON, an ``"array"`` or neither, from the beginning of a text.

    Parameters
    ----------
    head : str
    suffix : str
        Of the file's name, in lower case.
    """
    if suffix in (".jsonl", ".ndjson"):
        return "lines"
    text = head.lstrip(_BLANK)
    line, ended, rest = text.partition("\n")
    if text.startswith("{"):
        whole = ended or text.endswith("}")
        if suffix == ".json" and not rest.strip() and (whole or _HOLDER.search(text)):
            # One object on one line may hold a list.
            return "array"
        # A first line that is longer than the sample can't be parsed yet.
        if _is_object(line) or (not ended and len(text) > 100_000 and text[1:].lstrip()[:1] == '"'):
            return "lines"
        return "array" if suffix == ".json" else None
    return "array" if _ARRAY.match(text) or (suffix == ".json" and text[:1] == "[") else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def bounded_lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a text, cut where one is longer than fits in memory."""
    while line := stream.readline(_LINE_CHARS):
        yield line


def read_json_lines(stream: TextIO, collector: Collector, options: ReadOptions) -> Iterator[Chunk]:
    """Read one JSON object a line; lines that are none are rejected.

    Parameters
    ----------
    stream : text file
    collector : Collector
    options : ReadOptions

    Yields
    ------
    Chunk
    """
    yield from _read(parsed_lines(stream, collector), collector, options)


def read_json_array(
    stream: TextIO, size: int, collector: Collector, options: ReadOptions
) -> Iterator[Chunk]:
    """Read an array of JSON objects, or an object that holds one.

    Parameters
    ----------
    stream : text file
    size : int
        Bytes of the file.
    collector : Collector
    options : ReadOptions

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        It is too large to be read as a whole, has more than a million records, or is no
        JSON.
    """
    if size > _ARRAY_BYTES:
        limit = _ARRAY_BYTES // 1_000_000
        raise InputError("file_too_large", file=collector.source, limit_mb=limit)
    text = stream.read().lstrip("\ufeff")
    if text.count("{") + text.count("[") > _ARRAY_RECORDS:
        raise InputError("file_records", file=collector.source, limit=_ARRAY_RECORDS)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = str(error) or type(error).__name__
        raise InputError("file_damaged", file=collector.source, detail=detail) from error
    if isinstance(data, dict):
        data = records_in(data)
    yield from _read(_objects(data, collector), collector, options)


def _objects(data: list[Any], collector: Collector) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, record in enumerate(data, 1):
        if isinstance(record, dict):
            yield f"#{number}", record
        else:
            detail = type(record).__name__
            shown = json.dumps(record, ensure_ascii=False)
            collector.reject(f"#{number}", "row_json", shown, detail=detail)


def _read(
    records: Iterator[tuple[str, dict[str, Any]]], collector: Collector, options: ReadOptions
) -> Iterator[Chunk]:
    head = list(itertools.islice(records, 100))
    if not head:
        return
    names = list(dict.fromkeys(name for _, record in head for name in record))
    yield from read_records(
        itertools.chain(head, records), names, collector, options, [record for _, record in head]
    )


def parsed_lines(stream: TextIO, collector: Collector) -> Iterator[tuple[str, dict[str, Any]]]:
    """Parse one JSON object a line; lines that are none are rejected.

    Parameters
    ----------
    stream : text file
    collector : Collector

    Yields
    ------
    (position, record)
    """
    for number, line in enumerate(bounded_lines(stream), 1):
        if not line.strip(_BLANK):
            continue
        try:
            record = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError) as error:
            detail = getattr(error, "msg", None) or type(error).__name__
            collector.reject(f"L{number}", "row_json", line.rstrip("\r\n"), detail=detail)
            continue
        if not isinstance(record, dict):
            detail = type(record).__name__
            collector.reject(f"L{number}", "row_json", line.rstrip("\r\n"), detail=detail)
            continue
        yield f"L{number}", record


def read_records(
    records: Iterable[tuple[str, Mapping[str, Any]]],
    names: list[str],
    collector: Collector,
    options: ReadOptions,
    sample: Sequence[Mapping[str, Any]],
) -> Iterator[Chunk]:
    """Read records with named fields (JSON Lines, Parquet).

    Parameters
    ----------
    records : iterable of (position, record)
    names : list of str
        The fields seen in `sample`.
    collector : Collector
    options : ReadOptions
    sample : sequence of dict
        Some records, from which the columns are told.

    Yields
    ------
    Chunk
    """
    sample = list(map(plain_record, sample))
    names = list(dict.fromkeys(name for record in sample for name in record)) or names
    holders = {
        holder for name in names for holder in itertools.accumulate(name.split(".")[:-1], _in)
    }
    names = [name for name in names if name not in holders or any(r.get(name) for r in sample)]
    records = ((position, plain_record(record)) for position, record in records)
    # What holds fields in other records is empty in this one.
    empty = holders.difference(names)
    records = (
        (position, {k: v for k, v in record.items() if v is not None or k not in empty})
        for position, record in records
    )
    # Records have names always, so a header is written above them.
    grid: list[list[Any]] = [names, *([record.get(name) for name in names] for record in sample)]
    turns = find_turns([("", cells) for cells in grid]) if options.text_column is None else None
    if turns:
        begun = list(itertools.islice(records, MAX_PARAGRAPHS + 1))
        rows = [(position, [record.get(name) for name in names]) for position, record in begun]
        if len(begun) <= MAX_PARAGRAPHS and turns.is_said([("", names), *rows]):
            collector.decide("", turns.headings())
            yield from read_recording(turns, [("", names), *rows], collector, named=True)
            return
        records = itertools.chain(begun, records)
    layout = find_layout(grid, options, collector.source)
    messages = find_messages(layout, grid[1:], options)
    if messages is not None:
        collector.decide("", messages.layout.headings())
        conversation = Conversation(messages, collector, None)
        known = frozenset(names)
        for position, record in records:
            # A field may first come far below the sample.
            more = {name: value for name, value in record.items() if name not in known}
            conversation.read(position, [record.get(name) for name in names], more)
            yield from collector.take()
        conversation.end()
        return
    collector.decide("", layout.headings())
    for position, record in records:
        read_record(position, record, names, layout, collector)
        yield from collector.take()


def _in(holder: str, name: str) -> str:
    return f"{holder}.{name}"
