"""Documents with tables in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from nlp.reading.collector import Collector
from nlp.reading.dates import find_day
from nlp.reading.document_place import document_place
from nlp.reading.formats.word import Grid, Paragraph, read_docx
from nlp.reading.forms.blocks import forms_as_table
from nlp.reading.likeness import reads_like
from nlp.reading.lines import lines_of
from nlp.reading.paragraphs import MAX_PARAGRAPHS, read_paragraphs
from nlp.reading.place_mentions import head_place
from nlp.reading.rows import HEAD_LINES, Chunk, InputFile
from nlp.reading.setting import document_day
from nlp.reading.slips.bundle import slips_as_paragraphs
from nlp.reading.tables.column_headings import is_heading
from nlp.reading.tables.grids import layout_of, read_grid
from nlp.reading.tables.layout import Layout, ReadOptions, Row, cell_text
from nlp.reading.tables.recordings import find_recordings, read_recording, turns_as_lines
from nlp.reading.tables.sessions import session_day
from nlp.reading.transcript import has_marks

# Among so many lines a document says when it is from.
_TOP = 15
# No opinion of a table is longer: it is a list of who was there, and agreed ("Nhất trí").
_TINY = 20
_COUNT_COLUMNS = 2
_COUNT = re.compile(r"[0-9]{1,5}")
_COUNTED = re.compile(r"[\d.,]+\s*%?")


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
    document = read_docx(file.path)
    _leave_out(document.margins, collector, reason="margin")
    _leave_out(document.hidden, collector, reason="hidden_text")
    yield from read_blocks(document.blocks, options, collector)
    for position in document.unread:
        collector.reject(position, "part_foreign", "")


def read_blocks(
    found: Iterable[Paragraph | Grid], options: ReadOptions, collector: Collector
) -> Iterator[Chunk]:
    """Read the paragraphs and tables of a document.

    Parameters
    ----------
    found : iterable of Paragraph and Grid
    options : ReadOptions
    collector : Collector

    Yields
    ------
    Chunk
    """
    blocks: list[Paragraph | Grid] = []
    for block in found:
        blocks += [block] if isinstance(block, Paragraph) else _layout_undone(block, options)
    if options.text_column is None and (slips := slips_as_paragraphs(blocks)) is not None:
        yield from read_paragraphs(slips, collector)
        return
    blocks = forms_as_table(_put_together(blocks, options))
    recorded = find_recordings(blocks) if options.text_column is None else {}
    tables = [
        b
        for i, b in enumerate(blocks)
        if isinstance(b, Grid) and i not in recorded and _is_table_of_opinions(b, options)
    ]
    # A list of who was there does not stand for the minutes around it.
    lists = [grid for grid in tables if _is_tiny(grid, options)]
    if recorded and len(lists) == len(tables):
        blocks, recorded = turns_as_lines(blocks, collector), {}
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    marked = has_marks(paragraphs[:MAX_PARAGRAPHS])
    collector.head += _head_lines(blocks, tables)
    day = _first_day([*collector.head[:_TOP], *(p.text for p in paragraphs[:_TOP])])
    days = _session_days(blocks)
    if not marked and len(lists) == len(tables):
        lists = []
    known = set(map(id, tables))
    apart = set(map(id, lists))
    tables = [grid for grid in tables if id(grid) not in apart]
    place = head_place(collector.head) if recorded else ""
    around = document_place(lines_of(Paragraph("", line) for line in collector.head))
    numbers = {id(grid): number for number, grid in enumerate(tables, 1)}
    for index, block in enumerate(blocks):
        own = days.get(id(block)) or day
        if isinstance(block, Grid) and index in recorded:
            known.add(id(block))
            turns = recorded[index]
            yield from read_recording(turns, block.rows, collector, day=own, place=place)
        elif isinstance(block, Grid) and id(block) in numbers:
            part = str(numbers[id(block)]) if len(tables) > 1 else ""
            collector.place = around
            yield from read_grid(
                block.rows,
                collector,
                options,
                day=own,
                part=part,
                minutes=True,
                headed=block.headed,
            )
            collector.place = ""
    for position, cells in (row for grid in lists for row in grid.rows):
        shown = " | ".join(dict.fromkeys(filter(None, map(cell_text, cells))))
        collector.leave_out("heading", position, shown)
    flat = _running_text(blocks, known, collector, beside_tables=bool(tables))
    if tables and not marked:
        _leave_out(flat, collector)
        return
    if tables:
        # The letterhead that tells them is a table, and left out.
        collector.day, collector.place = collector.day or day, collector.place or around
    yield from read_paragraphs(flat, collector, marked_only=bool(tables))


def _first_day(top: Sequence[str]) -> date | None:
    """Return the day that the first lines of a document say it is of."""
    day = document_day(lines_of(Paragraph("", line) for line in top))
    return day or next((d for line in top if (d := find_day(line))), None)


def _running_text(
    blocks: Sequence[Paragraph | Grid],
    known: Collection[int],
    collector: Collector,
    *,
    beside_tables: bool,
) -> list[Paragraph]:
    """Return the paragraphs of a document, and the cells of tables that are not known by id."""
    flat: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            flat.append(block)
        elif id(block) not in known:
            # Beside tables of opinions it sets out the form: letterhead, signatures.
            cells = list(_cells_as_paragraphs(block))
            if beside_tables:
                _leave_out(cells, collector)
            else:
                flat += cells
    return flat


def _session_days(blocks: Sequence[Paragraph | Grid]) -> dict[int, date]:
    """Return by a table's id the day in the last line above it that heads a session."""
    days: dict[int, date] = {}
    day: date | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            day = session_day(block.text) or day
        elif day is not None:
            days[id(block)] = day
    return days


def _head_lines(blocks: Sequence[Paragraph | Grid], tables: Sequence[Grid]) -> list[str]:
    """Return the first lines of a document, those of a letterhead set out as a table as well."""
    lines: list[str] = []
    for block in blocks:
        if len(lines) >= HEAD_LINES or any(block is grid for grid in tables):
            break
        found = [block] if isinstance(block, Paragraph) else list(_cells_as_paragraphs(block))
        lines += [paragraph.text for paragraph in found]
    return lines[:HEAD_LINES]


def _leave_out(
    paragraphs: Iterable[Paragraph], collector: Collector, reason: str = "heading"
) -> None:
    for paragraph in paragraphs:
        if paragraph.text.strip():
            collector.leave_out("heading", paragraph.position, paragraph.text, reason)


def _layout_undone(grid: Grid, options: ReadOptions) -> Iterator[Paragraph | Grid]:
    """Yield what is in a table that only sets out the page; otherwise the table itself."""
    inner = [found for child in grid.nested for found in _layout_undone(child, options)]
    if _is_table_of_opinions(grid, options) or not any(
        isinstance(one, Grid) and _is_table_of_opinions(one, options) for one in inner
    ):
        yield grid
        return
    told = {line.text for child in grid.nested for line in _cells_as_paragraphs(child)}
    lines = [line for line in _cells_as_paragraphs(grid) if line.text.strip()]
    first = next((i for i, line in enumerate(lines) if line.text in told), len(lines))
    yield from lines[:first]
    yield from inner
    # What stands around the tables in it is in its cells as well.
    yield from (line for line in lines[first:] if line.text not in told)


def _put_together(
    blocks: Sequence[Paragraph | Grid], options: ReadOptions
) -> list[Paragraph | Grid]:
    """Return blocks with each list in one table, of which Word makes two at the end of a page."""
    found: list[Paragraph | Grid] = []
    layout: Layout | None = None
    for above, block in zip((None, *blocks), blocks):
        if isinstance(block, Grid) and isinstance(above, Grid):
            layout = layout or _list_layout(above, options)
            whole = found[-1]
            if layout and isinstance(whole, Grid) and _goes_on(block, whole, layout, options):
                whole.rows.extend(block.rows)
                continue
        layout = None
        found.append(replace(block, rows=[*block.rows]) if isinstance(block, Grid) else block)
    return found


def _goes_on(grid: Grid, above: Grid, layout: Layout, options: ReadOptions) -> bool:
    """Tell whether a table without a header goes on the list of opinions above it."""
    if not grid.rows:
        # Programs make tables before they know of a row to put in.
        return False
    widths = {len(cells) for _, cells in (*above.rows[-1:], *grid.rows)}
    column = layout.roles["text"]
    if len(widths) != 1 or column >= min(widths):
        return False
    own = layout_of(grid.rows, options, "")
    if isinstance(own, Layout) and own.header_row >= 0:
        return False
    last, first = (cell_text(cells[0]).strip(" .") for _, cells in (above.rows[-1], grid.rows[0]))
    if _COUNT.fullmatch(last) and _COUNT.fullmatch(first) and int(first) == int(last) + 1:
        return True
    said = [cell_text(cells[column]) for _, cells in grid.rows]
    return 2 * sum(reads_like(text) == "opinion" for text in said) >= len(said)


def _is_table_of_opinions(grid: Grid, options: ReadOptions) -> bool:
    return _list_layout(grid, options) is not None


def _list_layout(grid: Grid, options: ReadOptions) -> Layout | None:
    """Return the layout of a table of opinions with a header, None of any other table."""
    found = layout_of(grid.rows, options, "", headed=grid.headed)
    if not isinstance(found, Layout) or not 0 <= found.header_row < len(grid.rows) - 1:
        return None
    return None if _is_statistics(grid.rows[found.header_row + 1 :], found) else found


def _is_statistics(rows: Sequence[Row], layout: Layout) -> bool:
    """Tell whether counts alone stand beside the texts, as where a survey is summed up."""
    known = {*layout.roles.values(), *(i for i, n in enumerate(layout.names) if is_heading(n))}
    counts = [i for i in range(len(layout.names)) if i not in known]
    if len(counts) < _COUNT_COLUMNS or len(layout.roles) > 1:
        return False
    texts = [[cell_text(value).strip() for value in cells] for _, cells in rows]
    counted = all(_COUNTED.fullmatch(row[i]) for row in texts for i in counts if i < len(row))
    said = [row[layout.roles["text"]] for row in texts if layout.roles["text"] < len(row)]
    asked = sum(reads_like(text) == "opinion" for text in said)
    return counted and 2 * asked < len(said)


def _is_tiny(grid: Grid, options: ReadOptions) -> bool:
    found = layout_of(grid.rows, options, "", headed=grid.headed)
    if not isinstance(found, Layout):
        return False
    column = found.roles["text"]
    texts = [cells[column] for _, cells in grid.rows[found.header_row + 1 :] if column < len(cells)]
    return all(len(cell_text(text)) <= _TINY for text in texts)


def _cells_as_paragraphs(grid: Grid) -> Iterator[Paragraph]:
    for position, cells in grid.rows:
        lines = dict.fromkeys(line for cell in cells for line in cell_text(cell).splitlines())
        for line in lines:
            yield Paragraph(position, line)
