"""A grid of cells in, opinions out: a list of them, a table of messages, or of turns."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from nlp.errors import InputError
from nlp.reading.collector import Collector
from nlp.reading.document_place import document_place
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.messages.columns import Messages, find_messages
from nlp.reading.messages.conversations import Conversation
from nlp.reading.paragraphs import MAX_PARAGRAPHS
from nlp.reading.rows import Chunk
from nlp.reading.tables.further_headers import heads_columns, layout_below, of_one_list
from nlp.reading.tables.layout import Layout, ReadOptions, Row, cell_text, find_layout
from nlp.reading.tables.lists import Table
from nlp.reading.tables.recordings import read_recording
from nlp.reading.tables.sessions import title_day
from nlp.reading.tables.turns import find_turns

# How many rows the columns are judged on, and of wide ones how many cells.
SAMPLE_ROWS = 200
_SAMPLE_CELLS = 200_000
# Lists with columns of their own, one below the other in a grid.
_MOST_LISTS = 50


def read_grid(
    grid: Iterable[Row],
    collector: Collector,
    options: ReadOptions,
    *,
    day: date | None = None,
    place: str = "",
    part: str = "",
    minutes: bool = False,
    headed: bool = False,
) -> Iterator[Chunk]:
    """Read a grid whose first rows may be titles.

    A recording with a row for each turn is read as speech, unless the user names the column of
    opinions.

    Parameters
    ----------
    grid : iterable of (position, cells)
    collector : Collector
    options : ReadOptions
    day : datetime.date, optional
        Date of the document, for rows that have none.
    place : str
        Place of the sheet, for rows that have none.
    part : str
        The sheet, or the table of a document.
    minutes : bool
        It is a table of minutes (`nlp.reading.tables.lists.Table`).
    headed : bool
        Its first row is known to head its columns.

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        The column of opinions can't be told.
    """
    rows = _UpToBreak(grid)
    try:
        yield from _read_rows(
            rows,
            collector,
            options,
            day=day,
            place=place,
            part=part,
            minutes=minutes,
            headed=headed,
        )
    except InputError as error:
        # Too little may have been left to tell the columns by.
        raise rows.error or error from None
    if rows.error is not None:
        raise rows.error


class _UpToBreak:
    """Rows up to where their file breaks off: what was read before stands.

    Parameters
    ----------
    rows : iterable of (position, cells)
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._again: deque[Row] = deque()
        self.error: InputError | None = None

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        if self._again:
            return self._again.popleft()
        try:
            return next(self._rows)
        except InputError as error:
            self.error = error
            raise StopIteration from None

    def give_back(self, rows: Sequence[Row]) -> None:
        """Give these rows again, before all others."""
        self._again.extendleft(reversed(rows))


def _read_rows(
    rows: _UpToBreak,
    collector: Collector,
    options: ReadOptions,
    *,
    day: date | None,
    place: str,
    part: str,
    minutes: bool,
    headed: bool,
) -> Iterator[Chunk]:
    sample = take_sample(rows)
    if options.text_column is None and (turns := find_turns(sample)):
        begun = [*sample, *itertools.islice(rows, MAX_PARAGRAPHS + 1 - len(sample))]
        if len(begun) <= MAX_PARAGRAPHS and turns.is_said(begun):
            collector.decide(part, turns.headings())
            yield from read_recording(turns, begun, collector, day=day, place=place)
            return
        rows.give_back(begun[len(sample) :])
    cells_begun = [cells for _, cells in sample]
    layout = find_layout(cells_begun, options, collector.source, headed=headed)
    own = of_one_list(cells_begun, layout.header_row) if layout.header_row >= 0 else cells_begun
    if layout.header_row + 1 < len(own) < len(cells_begun):
        # The columns of a list further down may hold something else.
        layout = find_layout(own, options, collector.source, headed=headed)
    body = own[layout.header_row + 1 :]
    messages = find_messages(layout, body, options)
    collector.decide(part, (messages.layout if messages else layout).headings())
    first, titles = max(layout.header_first, 0), list[Paragraph]()
    for position, cells in sample[:first]:
        title = " ".join(dict.fromkeys(cell_text(value) for value in cells))
        if title.strip():
            collector.leave_out("heading", position, title, "table_title")
            collector.head.append(title)
            day = day or title_day(title)
            titles.append(Paragraph("", title))
    # Where the list is from, for rows that do not say it; often the first sheet alone has a title.
    collector.place = document_place(lines_of(titles)) or collector.place
    rows.give_back(sample[first:])
    heads = _take_header(rows, layout, collector)
    table = table_of(layout, messages, collector, day, place, minutes=minutes)
    lists, read = 1, False
    for position, cells in rows:
        if cells in heads and any(cells):
            # It is repeated at the top of a page.
            collector.leave_out("heading", position, _head(cells), "table_header")
        elif read and isinstance(table, Table) and heads_columns(cells):
            rows.give_back([(position, cells)])
            found = _layout_below(rows, layout, options) if lists < _MOST_LISTS else None
            further = _take_header(rows, found, collector)
            heads = [*heads, *further] if found is None else further
            if found is not None:
                table.end()
                lists, layout, read = lists + 1, found, False
                collector.decide(part, layout.headings())
                own_day, own_place = table.section or (day, place)
                table = Table(layout, collector, own_day, own_place, minutes=minutes)
        else:
            # Directly below a header other headings are a part of it.
            table.read(position, cells)
            read = True
        yield from collector.take()
    table.end()


def _take_header(
    rows: _UpToBreak, layout: Layout | None, collector: Collector
) -> list[Sequence[Any]]:
    """Leave out the rows that head a list, one where its columns are those of the list above."""
    count = layout.header_row + 1 - max(layout.header_first, 0) if layout is not None else 1
    heads = []
    for position, cells in itertools.islice(rows, count):
        heads.append(cells)
        if position:
            # A part of a list has the header of the first part, told there.
            collector.leave_out("heading", position, _head(cells), "table_header")
    return heads


def _layout_below(rows: _UpToBreak, above: Layout, options: ReadOptions) -> Layout | None:
    sample = take_sample(rows)
    rows.give_back(sample)
    return layout_below(sample, above, options)


def _head(cells: Sequence[Any]) -> str:
    return " | ".join(filter(None, map(cell_text, cells)))


def table_of(
    layout: Layout,
    messages: Messages | None,
    collector: Collector,
    day: date | None,
    place: str = "",
    *,
    minutes: bool = False,
) -> Table | Conversation:
    """Return what reads the rows below a header: of a list of opinions, or of messages.

    Parameters
    ----------
    layout : Layout
    messages : Messages or None
        How they are read where they are messages.
    collector : Collector
    day : datetime.date or None
        Date for rows that have none.
    place : str
        Place of rows that have none.
    minutes : bool
        It is a table of minutes.
    """
    if messages is None:
        return Table(layout, collector, day, place, minutes=minutes)
    return Conversation(messages, collector, day, place)


def take_sample(rows: Iterator[Row]) -> list[Row]:
    """Take the first rows, on which the columns are judged; fewer where they are very wide."""
    sample: list[Row] = []
    cells = 0
    for row in itertools.islice(rows, SAMPLE_ROWS):
        sample.append(row)
        cells += len(row[1])
        if cells > _SAMPLE_CELLS:
            break
    return sample


def layout_of(
    grid: list[Row], options: ReadOptions, source: str, *, headed: bool = False
) -> Layout | InputError:
    """Return the layout of a grid, or why it has none.

    Parameters
    ----------
    grid : list of Row
    options : ReadOptions
    source : str
        For the error.
    headed : bool
        The first row is known to be the header.
    """
    sample = [cells for _, cells in grid[:SAMPLE_ROWS]]
    try:
        return find_layout(sample, options, source, headed=headed)
    except InputError as error:
        return error
