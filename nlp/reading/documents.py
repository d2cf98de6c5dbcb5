"""Documents with tables in them, and workbooks with several sheets."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.errors import InputError
from nlp.reading.dates import find_date
from nlp.reading.layout import Layout, ReadOptions, cell_text, find_layout, is_heading
from nlp.reading.office import read_workbook
from nlp.reading.rows import HEAD_LINES, Chunk, Collector, InputFile
from nlp.reading.tables import SAMPLE_ROWS, Row, Table, read_grid
from nlp.reading.transcript import has_marks, read_transcript
from nlp.reading.word import Grid, Paragraph, read_docx

# No opinion of a table is longer: it is a list of who was there, and agreed ("Nhất trí").
_TINY = 20


def read_document(file: InputFile, options: ReadOptions, collector: Collector) -> Iterator[Chunk]:
    """Read a Word document: minutes in paragraphs, tables of opinions, or both.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions
    collector : Collector

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        It is no readable Word document.
    """
    blocks: list[Paragraph | Grid] = []
    for block in read_docx(file.path):
        blocks += [block] if isinstance(block, Paragraph) else _layout_undone(block, options)
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    collector.head += [p.text for p in paragraphs[:HEAD_LINES]]
    marked = has_marks(paragraphs)
    day = next((d for p in paragraphs[:15] if (d := find_date(p.text))), None)
    tables = [b for b in blocks if isinstance(b, Grid) and _is_table_of_opinions(b, options)]
    # A list of who was there does not stand for the minutes around it.
    lists = [grid for grid in tables if _is_tiny(grid, options)]
    if marked or len(lists) < len(tables):
        tables = [grid for grid in tables if grid not in lists]
    else:
        lists = []
    for grid in tables:
        yield from read_grid(grid.rows, collector, options, day=day)
    for _ in (row for grid in lists for row in grid.rows):
        collector.leave_out("heading")
    if tables and not marked:
        for paragraph in paragraphs:
            if paragraph.text.strip():
                collector.leave_out("heading")
        return
    flat: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            flat.append(block)
        elif not tables and block not in lists:
            flat += _cells_as_paragraphs(block)
    read_transcript(flat, collector, marked_only=bool(tables))


def _layout_undone(grid: Grid, options: ReadOptions) -> Iterator[Grid]:
    """Yield the tables in a table that only sets out the page; otherwise the table itself."""
    inner = [found for child in grid.nested for found in _layout_undone(child, options)]
    if not _is_table_of_opinions(grid, options) and any(
        _is_table_of_opinions(child, options) for child in inner
    ):
        yield from inner
    else:
        yield grid


def _is_table_of_opinions(grid: Grid, options: ReadOptions) -> bool:
    found = _layout(grid.rows, options, "")
    return isinstance(found, Layout) and 0 <= found.header_row < len(grid.rows) - 1


def _is_tiny(grid: Grid, options: ReadOptions) -> bool:
    found = _layout(grid.rows, options, "")
    if not isinstance(found, Layout):
        return False
    column = found.roles["text"]
    texts = [cells[column] for _, cells in grid.rows[found.header_row + 1 :] if column < len(cells)]
    return all(len(cell_text(text)) <= _TINY for text in texts)


def _cells_as_paragraphs(grid: Grid) -> Iterator[Paragraph]:
    for position, cells in grid.rows:
        lines = dict.fromkeys(line for cell in cells for line in str(cell).splitlines())
        for line in lines:
            yield Paragraph(position, line)


def read_sheets(file: InputFile, options: ReadOptions, collector: Collector) -> Iterator[Chunk]:
    """Read the sheets of a workbook that are lists of opinions.

    A sheet without a header, as wide as the first list, goes on that list.

    Parameters
    ----------
    file : InputFile
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
    sheets = [grid for _, rows in read_workbook(file.path) if _filled(grid := list(rows))]
    layouts = [_layout(grid, options, file.source) for grid in sheets]
    # A sheet of notes beside a list with a header is no list.
    headed = any(isinstance(found, Layout) and found.header_row >= 0 for found in layouts)
    first: Layout | None = None
    read = 0
    for grid, found in zip(sheets, layouts):
        if first is not None and _is_continuation(grid, found, first):
            table = Table(first, collector, None)
            for position, cells in grid:
                table.read(position, cells)
                yield from collector.take()
        elif isinstance(found, Layout) and (found.header_row >= 0 or not headed):
            first = first or found
            yield from read_grid(grid, collector, options)
            read += 1
        else:
            for _ in grid:
                collector.leave_out("heading")
    errors = [found for found in layouts if isinstance(found, InputError)]
    if not read and errors:
        raise errors[0]


def _is_continuation(grid: list[Row], found: Layout | InputError, first: Layout) -> bool:
    if len(first.names) < 2 or _width(grid) != len(first.names) or first.header_row < 0:
        return False
    if isinstance(found, InputError) or found.header_row < 0:
        return True
    # Short words over long ones pass for a header where no heading is known.
    known = any(is_heading(name) or name in first.names for name in found.names)
    return found.header_row == 0 and not known


def _width(grid: list[Row]) -> int:
    return max((len(cells) for _, cells in grid), default=0)


def _filled(grid: list[Row]) -> bool:
    return any(value is not None for _, cells in grid for value in cells)


def _layout(grid: list[Row], options: ReadOptions, source: str) -> Layout | InputError:
    try:
        return find_layout([cells for _, cells in grid[:SAMPLE_ROWS]], options, source)
    except InputError as error:
        return error
