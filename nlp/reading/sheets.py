"""Workbooks with several sheets: lists of opinions, or forms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.errors import InputError
from nlp.reading.collector import Collector
from nlp.reading.dates import find_year
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.formats.workbook import Sheet, read_workbook
from nlp.reading.forms.blocks import forms_of_sheets
from nlp.reading.likeness import reads_like
from nlp.reading.messages.columns import find_messages
from nlp.reading.place_mentions import sheet_place
from nlp.reading.rows import Chunk, InputFile
from nlp.reading.tables.column_headings import is_heading
from nlp.reading.tables.grids import layout_of, read_grid, table_of, take_sample
from nlp.reading.tables.layout import Layout, ReadOptions, Row, cell_text
from nlp.reading.tables.sessions import title_day


def read_sheets(
    file: InputFile, kind: str, options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    """Read the sheets of a workbook that are lists of opinions.

    A sheet without a header goes on the first list, if it is as wide, or has opinions in the same
    column. Hidden sheets, which hold what was put away, are read only where no other sheet is a
    list.

    Parameters
    ----------
    file : InputFile
    kind : {"xlsx", "xls", "ods", "xml-xls"}
    options : ReadOptions
    collector : Collector

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        It is no readable workbook, or no sheet has a column of opinions.
    """
    sheets = [_Begun(sheet) for sheet in read_workbook(file.path, kind)]
    sheets = [sheet for sheet in sheets if sheet.filled]
    shown = [sheet for sheet in sheets if not sheet.hidden]
    hidden = [sheet for sheet in sheets if sheet.hidden] if shown else []
    if options.text_column is None and all(sheet.whole for sheet in shown or sheets):
        forms = forms_of_sheets([(sheet.name, sheet.sample) for sheet in shown or sheets])
        if forms:
            yield from _read_forms(forms, options, collector)
            _leave_out("hidden", hidden, collector)
            return
    for sheet in sheets:
        sheet.layout = layout_of(sheet.sample, options, file.source)
    if any(isinstance(sheet.layout, Layout) for sheet in shown):
        _leave_out("hidden", hidden, collector)
        sheets = shown
    # A sheet of notes beside a list with a header is no list.
    headed = any(isinstance(s.layout, Layout) and s.layout.header_row >= 0 for s in sheets)
    first: Layout | None = None
    read = 0
    day: date | None = None
    for sheet in sheets:
        found = sheet.layout
        # Often the first sheet alone has a title.
        titled = sheet.titled_day()
        own = titled or (day if day and sheet.titled_year() in (None, day.year) else None)
        day = day or titled
        if first is not None and _is_continuation(sheet, first):
            collector.decide(sheet.name, first.headings())
            messages = find_messages(first, [cells for _, cells in sheet.sample], options)
            table = table_of(first, messages, collector, own, sheet_place(sheet.name))
            for position, cells in sheet.rows():
                table.read(position, cells)
                yield from collector.take()
            table.end()
        elif isinstance(found, Layout) and (found.header_row >= 0 or not headed):
            first = first or found
            place = sheet_place(sheet.name)
            yield from read_grid(
                sheet.rows(), collector, options, day=own, place=place, part=sheet.name
            )
            read += 1
        else:
            _leave_out("heading", [sheet], collector)
    errors = [sheet.layout for sheet in sheets if isinstance(sheet.layout, InputError)]
    if not read and errors:
        raise errors[0]


def _leave_out(why: str, sheets: Sequence[_Begun], collector: Collector) -> None:
    for position, cells in (row for sheet in sheets for row in sheet.rows()):
        shown = filter(None, (cell_text(value).strip() for value in cells))
        collector.leave_out(why, position, " | ".join(dict.fromkeys(shown)))


def _read_forms(
    forms: Sequence[Paragraph | Grid], options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    for block in forms:
        if isinstance(block, Grid):
            yield from read_grid(block.rows, collector, options, headed=True)
        elif block.position:
            # The name of a sheet has no position.
            collector.leave_out("heading", block.position, block.text)


class _Begun:
    """A sheet whose first rows have been read."""

    layout: Layout | InputError

    def __init__(self, sheet: Sheet) -> None:
        self.name, self.hidden = sheet.name, sheet.hidden
        self.sample = take_sample(sheet.rows)
        if not any(value is not None for _, cells in self.sample for value in cells):
            # A list may begin far down; what is blank above it is no part of its sample.
            filled = next((row for row in sheet.rows if any(v is not None for v in row[1])), None)
            self.sample = [filled, *take_sample(sheet.rows)] if filled is not None else []
        more = list(itertools.islice(sheet.rows, 1))
        self._rest = itertools.chain(more, sheet.rows)
        self.whole = not more
        self.filled = bool(self.sample)
        self.width = max((len(cells) for _, cells in self.sample), default=0)

    def titled_day(self) -> date | None:
        """Return the day that stands above the header of a list."""
        return next(filter(None, map(title_day, self._titles())), None)

    def titled_year(self) -> int | None:
        """Return the year that stands there."""
        return next(filter(None, map(find_year, self._titles())), None)

    def _titles(self) -> list[str]:
        header = self.layout.header_first if isinstance(self.layout, Layout) else 0
        return [" ".join(map(cell_text, cells)) for _, cells in self.sample[: max(header, 0)]]

    def rows(self) -> Iterator[Row]:
        """Give all rows, once."""
        return itertools.chain(self.sample, self._rest)


def _is_continuation(sheet: _Begun, first: Layout) -> bool:
    found = sheet.layout
    if len(first.names) < 2 or first.header_row < 0:
        return False
    if isinstance(found, InputError) or found.header_row < 0:
        return sheet.width == len(first.names) or _asks_as(sheet, first)
    # Short words over long ones pass for a header where no heading is known.
    known = any(is_heading(name) or name in first.names for name in found.names)
    return sheet.width == len(first.names) and found.header_row == 0 and not known


def _asks_as(sheet: _Begun, first: Layout) -> bool:
    """Tell whether opinions stand in the column of those of a list, on a sheet of another width."""
    column = first.roles["text"]
    rows = [list(map(cell_text, cells)) for _, cells in sheet.sample]
    said = [row[column] for row in rows if column < len(row) and sum(map(bool, row)) > 1]
    return 2 * sum(reads_like(text) == "opinion" for text in said) > len(rows)
