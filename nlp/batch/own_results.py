"""Tells results of an earlier run among the files of a folder, before they are read as opinions."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.batch.headings import canonical_names
from nlp.reading.formats.kinds import ZIP_ERRORS
from nlp.reading.rows import TAG_COLUMNS
from nlp.workbooks import CATEGORY

_HEAD_BYTES = 1 << 16
_PROPERTIES = "docProps/core.xml"
# A program for spreadsheets may have saved the table anew, as the country's settings have it.
_DELIMITERS = (",", ";", "\t")
# What a report in JSON begins with, among others.
_REPORT_KEYS = ("alpha", "n_scanned", "meeting_correlation", "n_hotspots")


def is_own_result(path: Path) -> bool:
    """Tell whether a file is a table of opinions or a report by ykien, by its head alone.

    Parameters
    ----------
    path : Path
        Of any kind; one that can't be read is none.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if head.startswith(b"PK"):
            return _is_book(path)
        if head.startswith(b"PAR1"):
            return _are_ours(_parquet_names(path))
        text = head.decode("utf-8-sig", errors="replace")
        line = text.split("\n", 1)[0].rstrip("\r")
        if line == "{":
            return all(f'\n  "{key}": ' in text for key in _REPORT_KEYS)
        if line.startswith("{"):
            return _are_ours(json.loads(line))
        return any(_are_ours(canonical_names(names)) for names in _split(line))
    except (*ZIP_ERRORS, RecursionError, csv.Error, KeyError):
        return False


def _are_ours(names: Iterable[str]) -> bool:
    return {"text", *TAG_COLUMNS} <= set(names)


def _split(line: str) -> Iterator[list[str]]:
    """Yield the cells of a line by each delimiter."""
    for delimiter in _DELIMITERS:
        yield next(csv.reader([line], delimiter=delimiter), [])


def _is_book(path: Path) -> bool:
    with zipfile.ZipFile(path) as book, book.open(_PROPERTIES) as file:
        return f"<cp:category>{CATEGORY}</cp:category>".encode() in file.read(_HEAD_BYTES)


def _parquet_names(path: Path) -> list[str]:
    from pyarrow import parquet

    return list(parquet.read_schema(path).names)
