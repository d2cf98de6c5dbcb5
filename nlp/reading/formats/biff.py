"""Guard of xls files (BIFF records): how far cells reach and what text they show."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nlp.errors import InputError
from nlp.reading.formats.office import MAX_CELLS, MAX_TEXT

# Records that hold a cell, with row and column first.
_CELL_RECORDS = frozenset((0x06, 0xFD, 0xD6, 0x201, 0x203, 0x204, 0x205, 0x207, 0x27E, 0x01, 0x02,
                           0x03, 0x04, 0x05))  # fmt: skip
_MANY_RECORDS = frozenset((0xBD, 0xBE))
_SHEET_STARTS = frozenset((0x009, 0x209, 0x409, 0x809))
_STRINGS, _CONTINUE, _SHARED, _DIMENSIONS = 0xFC, 0x3C, 0xFD, 0x200
# A string of the table whose length can't be told; the longest that there may be.
_UNKNOWN = 65_535
_WIDE, _PHONETIC, _RICH = 1, 4, 8


def check_xls(path: Path) -> None:
    """Look through an xls file before a reader allocates all of its cells.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InputError
        It is damaged, or has more than `MAX_CELLS` cells or `MAX_TEXT` signs of text in them,
        shared strings counted each time that a cell shows them.
    """
    total = rows = columns = 0
    table: list[bytes] = []
    shown: Counter[int] = Counter()
    above = 0
    for record, data in _records(_stream(path)):
        if record in _SHEET_STARTS:
            total, rows, columns = total + rows * columns, 0, 0
        elif record == _DIMENSIONS and _claimed(data) > MAX_CELLS:
            # The reader sets room aside for as many as this record says.
            raise InputError("file_cells", file=path.name, limit=MAX_CELLS)
        elif record == _STRINGS or (record == _CONTINUE and above == _STRINGS):
            table.append(data)
            above = _STRINGS
            continue
        elif record in _CELL_RECORDS | _MANY_RECORDS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            if record in _MANY_RECORDS:
                column += len(data) // 2
            elif record == _SHARED and len(data) >= 10:
                shown[struct.unpack_from("<I", data, 6)[0]] += 1
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if total + rows * columns > MAX_CELLS:
                raise InputError("file_cells", file=path.name, limit=MAX_CELLS)
        above = record
    lengths = list(_string_lengths(table))
    text = sum(n * (lengths[i] if i < len(lengths) else _UNKNOWN) for i, n in shown.items())
    if text > MAX_TEXT:
        raise InputError("file_too_large", file=path.name, limit_mb=MAX_TEXT // 1_000_000)


def _claimed(data: bytes) -> int:
    """Return how many cells the record of a sheet's dimensions says that it has."""
    form = "<IIHH" if len(data) >= 12 else "<HHHH"
    if len(data) < struct.calcsize(form):
        return 0
    first_row, last_row, first_column, last_column = struct.unpack_from(form, data)
    cells: int = max(0, last_row - first_row) * max(1, last_column - first_column)
    return cells


def _stream(path: Path) -> bytes:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as container:
            name = next(n for n in ("Workbook", "Book") if container.exists(n))
            return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, TypeError, StopIteration) as error:
        detail = str(error).strip() or type(error).__name__
        raise InputError("file_damaged", file=path.name, detail=detail) from error


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _string_lengths(table: list[bytes]) -> Iterator[int]:
    """Yield the signs of each shared string, until the table ends or makes no sense.

    Parameters
    ----------
    table : list of bytes
        The record of strings and those that go on it. A string may go on in the next record,
        which then says anew how wide its signs are.
    """
    part, at = 0, 8
    while part < len(table):
        data = table[part]
        if at >= len(data):
            part, at = part + 1, at - len(data)
            continue
        if at + 3 > len(data):
            return
        signs, flags = struct.unpack_from("<HB", data, at)
        at += 3
        after = 0
        if flags & _RICH and at + 2 <= len(data):
            after += 4 * struct.unpack_from("<H", data, at)[0]
            at += 2
        if flags & _PHONETIC and at + 4 <= len(data):
            after += struct.unpack_from("<I", data, at)[0]
            at += 4
        yield signs
        width = 1 + (flags & _WIDE)
        while signs > (fit := max(len(data) - at, 0) // width):
            signs -= fit
            part, at = part + 1, 1
            if part >= len(table) or not table[part]:
                return
            data = table[part]
            width = 1 + (data[0] & _WIDE)
        at += signs * width + after
