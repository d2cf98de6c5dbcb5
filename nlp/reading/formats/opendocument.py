"""How far the cells of an OpenDocument sheet reach, with those that are written once for many."""

from __future__ import annotations

import xml.sax.handler
from typing import Any

_TABLE = "table:table"
_ROW = "table:table-row"
_CELLS = ("table:table-cell", "table:covered-table-cell")
# Empty rows and cells at the end are not allocated, but a filled one may be repeated.
_EDGE = 1 << 21


class Extent(xml.sax.handler.ContentHandler):
    """Counts cells and text while the XML streams by.

    Parameters
    ----------
    max_cells, max_text : int
        Raises OverflowError from its callbacks when there is more.
    """

    def __init__(self, max_cells: int, max_text: int) -> None:
        super().__init__()
        self._max_cells, self._max_text = max_cells, max_text
        self._cells = self._text = 0
        self._rows = self._columns = 0
        self._row_at = self._column_at = 0
        self._row_times = self._cell_times = 1
        self._row_filled = self._cell_filled = False
        self._row_text = self._cell_text = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (the handler's name)
        """See a table, row or cell begin."""
        if name == _TABLE:
            self._rows = self._columns = self._row_at = 0
        elif name == _ROW:
            self._row_times = _times(attrs, "table:number-rows-repeated")
            self._column_at = self._row_text = 0
            self._row_filled = False
        elif name in _CELLS:
            self._cell_times = _times(attrs, "table:number-columns-repeated")
            self._cell_filled = "office:value-type" in attrs or "calcext:value-type" in attrs
            self._cell_text = 0

    def characters(self, content: str) -> None:
        """See text."""
        self._cell_text += len(content)
        self._cell_filled = self._cell_filled or bool(content.strip())

    def endElement(self, name: str) -> None:  # noqa: N802 (the handler's name)
        """See a table, row or cell end."""
        if name in _CELLS:
            self._column_at += self._cell_times
            if self._cell_filled:
                self._row_filled = True
                self._columns = max(self._columns, self._column_at)
                self._row_text += self._cell_text * self._cell_times
            self._cell_text = 0
            self._cell_filled = False
        elif name == _ROW:
            self._row_at += self._row_times
            if self._row_filled:
                self._rows = self._row_at
                self._text += self._row_text * self._row_times
                self._check()
        elif name == _TABLE:
            self._cells += self._rows * self._columns
            self._rows = self._columns = 0

    def _check(self) -> None:
        cells = self._cells + self._rows * self._columns
        if cells > self._max_cells or self._text > self._max_text:
            raise OverflowError(cells)


def _times(attrs: Any, name: str) -> int:
    value = attrs.get(name, "1")
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value[:10]), _EDGE)
