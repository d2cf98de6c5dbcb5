"""CSV: tells the dialect, streams the records, and goes on after a broken one."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TextIO

from nlp.errors import InputError, Phrase
from nlp.reading.collector import Collector
from nlp.reading.tables.layout import MAX_COLUMNS, Row

_DELIMITERS = (",", ";", "\t", "|")
# A sign that no text holds, for a table of one column whose texts hold all of the above.
ONE_COLUMN = "\x1f"
_SAMPLE_CHARS = 16_000
# One cell; a quote that is never closed swallows no more than this.
_FIELD_LIMIT = 16_000_000
# Lines of one record; no opinion has as many signs as that.
_RECORD_LINES = 32_000
_MAX_BROKEN = 1000
# Lines that tell whether blanks stand before quotes.
_BEGUN = 50
# Signs of what the csv module says of a broken record, and the Vietnamese for it.
_BEHIND = "expected after"
_BROKEN = {
    _BEHIND: "sau dấu nháy kép đóng còn có chữ",
    "unexpected end": "dấu nháy kép mở mà không đóng",
    "not closed": "dấu nháy kép mở mà không đóng",
    "field limit": f"một ô dài quá {_FIELD_LIMIT} ký tự",
}
# The apostrophes that `nlp.batch.output.defused` sets.
_DEFUSED = re.compile(r"(^|[;\r\n])'(?=[=+\-@\t\r])|((?:^|[;\r\n])[ \t\xa0]+)'(?=[=@])")


def sniff_dialect(sample: str) -> str | None:
    """Return the delimiter of CSV text, or None where it is no table.

    Parameters
    ----------
    sample : str
        The beginning of the file.
    """
    import clevercsv

    # The detector takes no stray bytes nor NULs; they tell nothing of the delimiter.
    lines = sample[:_SAMPLE_CHARS].encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    if len(sample) > _SAMPLE_CHARS:
        lines = lines[: lines.rfind("\n") + 1] or lines
    dialect = clevercsv.Detector().detect(lines, delimiters=list(_DELIMITERS))
    return dialect.delimiter or None if dialect is not None else None


class _Lines:
    """The physical lines of a file, with those of the current record kept for a second try."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) >= _RECORD_LINES:
            raise csv.Error("a quote is not closed")
        line = self._again.popleft() if self._again else next(self._lines)
        self._record.append(line)
        self.number += 1
        return line

    def done(self) -> int:
        """End a record; return the number of its first line."""
        first = self.number - len(self._record) + 1
        self._record = []
        return first

    @property
    def single(self) -> bool:
        """Whether the record is of one line up to here."""
        return len(self._record) == 1

    def give_back(self) -> tuple[int, str]:
        """Drop the first line of a broken record and read the others again."""
        first, *others = self._record
        number = self.number - len(others)
        self._again.extendleft(reversed(others))
        self.number = number
        self._record = []
        return number, first


def _said(error: csv.Error) -> Phrase:
    """Return what is wrong with a record in both languages."""
    said = str(error)
    vietnamese = (words for sign, words in _BROKEN.items() if sign in said)
    return Phrase(next(vietnamese, said), said)


def read_csv(file: TextIO, delimiter: str, collector: Collector) -> Iterator[Row]:
    r"""Stream the records of a CSV file.

    A record that breaks the format (a quote never closed, text behind a closing quote) goes to
    the rejects by its first line, and reading goes on with the next. Where a line has as many cells
    as most others if its quotes are taken as mere signs, or as having a backslash before them
    (``\"``), a program wrote it that quotes so, and it is read.

    Parameters
    ----------
    file : text file
        Opened with ``newline=""``.
    delimiter : str
    collector : Collector
        Takes the rejects.

    Yields
    ------
    (position, cells)

    Raises
    ------
    InputError
        More than a thousand records are broken: this is no CSV file.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    begun = list(itertools.islice(file, _BEGUN))
    read = partial(
        csv.reader,
        delimiter=delimiter,
        strict=True,
        skipinitialspace=_blanks_before_quotes(begun, delimiter),
    )
    lines = _Lines(itertools.chain(begun, file))
    broken = 0
    widths: Counter[int] = Counter()
    reader = read(lines)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            behind = _BEHIND in str(error) and lines.single
            number, line = lines.give_back()
            reader = read(lines)
            bare = _bare(line.rstrip("\r\n").split(delimiter)) if behind else []
            usual = max(widths, key=widths.__getitem__, default=0)
            meant = next((c for c in (_escaped(line, read), bare) if 1 < len(c) == usual), None)
            if meant is not None:
                yield f"L{number}", _without_marks(meant)
                continue
            collector.reject(f"L{number}", "row_csv", line.rstrip("\r\n"), detail=_said(error))
            broken += 1
            if broken > _MAX_BROKEN:
                detail = Phrase(
                    f"{broken} bản ghi hỏng cho đến dòng {number}",
                    f"{broken} broken records up to line {number}",
                )
                raise InputError("file_damaged", file=collector.source, detail=detail) from error
            continue
        first = lines.done()
        widths[len(cells)] += 1
        if len(cells) > MAX_COLUMNS:
            detail = Phrase(
                f"{len(cells)} > {MAX_COLUMNS} ô", f"{len(cells)} > {MAX_COLUMNS} cells"
            )
            collector.reject(f"L{first}", "row_csv", delimiter.join(cells), detail=detail)
            continue
        yield f"L{first}", _without_marks(cells)


def _bare(cells: list[str]) -> list[str]:
    """Take off the quotes around cells where all of a line have them."""
    quoted = all(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells)
    return [cell[1:-1] for cell in cells] if quoted else cells


def _blanks_before_quotes(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether blanks stand before the quotes of cells throughout: ``1, "a, b", c``."""
    if not any(re.search(rf'{re.escape(delimiter)} +"', line) for line in lines):
        return False
    try:
        found = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
        return len({len(cells) for cells in found if cells}) == 1
    except csv.Error:
        return False


def _escaped(line: str, read: Callable[..., Iterator[list[str]]]) -> list[str]:
    r"""Return the cells of a line with quotes as data bases write them (``\"``), or none."""
    if '\\"' not in line:
        return []
    try:
        return next(read([line], escapechar="\\"), [])
    except csv.Error:
        return []


def _without_marks(cells: Iterable[str]) -> list[str]:
    """Take off the apostrophes that ykien sets before formula signs in its own CSV."""
    return [_DEFUSED.sub(r"\1\2", cell) for cell in cells]
