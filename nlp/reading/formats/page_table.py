"""Tables of HTML pages, put together while their tags stream by."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.errors import InputError
from nlp.reading.formats.word import Grid
from nlp.reading.formats.workbook import merge_down
from nlp.reading.tables.layout import Row

# Cells of all tables together, counted by the columns that they span, and their text as often.
MAX_CELLS = 2_000_000
# Their rows, each of which takes more than a cell.
MAX_ROWS = 300_000
MAX_TEXT = 100_000_000


class Size:
    """How much the tables of a page hold.

    Parameters
    ----------
    source : str
        For the error.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows = self._cells = self._text = 0

    def add(self, *, rows: int = 0, cells: int = 0, text: int = 0) -> None:
        """Count rows, cells and text; raise InputError where it is too much."""
        self._rows += rows
        self._cells += cells
        self._text += text
        if self._rows > MAX_ROWS:
            raise InputError("file_rows", file=self._source, limit=MAX_ROWS)
        if self._cells > MAX_CELLS:
            raise InputError("file_cells", file=self._source, limit=MAX_CELLS)
        if self._text > MAX_TEXT:
            raise InputError("file_too_large", file=self._source, limit_mb=MAX_TEXT // 1_000_000)


class PageTable:
    """A table whose end has not come yet.

    Parameters
    ----------
    number : int
        Which one of the page, from 1.
    size : Size
        Of all its tables.
    """

    def __init__(self, number: int, size: Size) -> None:
        self._number, self._size = number, size
        self._rows: list[list[str]] = []
        self._merges: list[tuple[tuple[int, int], tuple[int, int]]] = []
        # The last row that a cell from above reaches to, by column.
        self._reach: dict[int, int] = {}
        self._span = 1, 1
        self.nested: list[Grid] = []
        # What is said in the cell that is open, None where none is.
        self.cell: list[str] | None = None

    def position(self) -> str:
        """Return where the row that is open stands."""
        return f"T{self._number}R{len(self._rows)}"

    def begin_row(self) -> None:
        """Open a row below those that are there."""
        self.end_cell()
        if self._rows:
            row, top = self._rows[-1], len(self._rows) - 1
            self._reach = {column: end for column, end in self._reach.items() if end >= top}
            missing = max(self._reach, default=-1) + 1 - len(row)
            self._size.add(rows=1, cells=max(missing, 0))
            row += [""] * missing
        self._rows.append([])

    def begin_cell(self, across: int, down: int) -> None:
        """Open a cell that spans columns and rows, behind those of its row and from above."""
        self.end_cell()
        if not self._rows:
            self.begin_row()
        row, top = self._rows[-1], len(self._rows) - 1
        while self._reach.get(len(row), -1) >= top:
            row.append("")
            self._size.add(cells=1)
        self._size.add(cells=across)
        self._span = across, down
        self.cell = []

    def end_cell(self) -> None:
        """Put what was said in the open cell in its place."""
        if self.cell is None:
            return
        (across, down), text = self._span, plain_lines(self.cell)
        row, top = self._rows[-1], len(self._rows) - 1
        left, bottom = len(row), top + down - 1
        self._size.add(text=across * len(text))
        row += [text] + [""] * (across - 1)
        if across > 1 or down > 1:
            self._merges.append(((top, left), (bottom, left + across - 1)))
            self._reach.update(dict.fromkeys(range(left, left + across), bottom))
        self.cell = None

    def grid(self) -> Grid:
        """Return the table, with the text of merged cells in all of them."""
        self.begin_row()
        self._rows.pop()
        # Each row is let go of when it has been copied: there may be very many.
        self._rows.reverse()
        left = (self._rows.pop() for _ in range(len(self._rows)))
        rows: list[Row] = [
            (f"T{self._number}R{index}", cells)
            for index, cells in enumerate(merge_down(left, self._merges), 1)
        ]
        return Grid(rows, tuple(self.nested))


def plain_lines(parts: Iterable[str]) -> str:
    """Return text without blank lines and with single spaces.

    Parameters
    ----------
    parts : iterable of str
        Line breaks are those that are shown.
    """
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))
