"""Documents with tables in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from nlp.reading.collector import Collector
from nlp.reading.dates import find_day
from nlp.reading.document_place import document_place
from nlp.reading.document_tables import (
    all_headed,
    is_table_of_opinions,
    is_tiny,
    put_together,
)
from nlp.reading.formats.word import Grid, Paragraph, read_docx
from nlp.reading.forms.blocks import forms_as_table
from nlp.reading.lines import lines_of
from nlp.reading.paragraphs import MAX_PARAGRAPHS, read_paragraphs
from nlp.reading.place_mentions import head_place
from nlp.reading.places_above import places_above
from nlp.reading.rows import HEAD_LINES, Chunk, InputFile
from nlp.reading.setting import document_day
from nlp.reading.slips.bundle import slips_as_paragraphs
from nlp.reading.structure import has_marks
from nlp.reading.tables.grids import read_grid
from nlp.reading.tables.layout import ReadOptions, cell_text
from nlp.reading.tables.recordings import find_recordings, read_recording, turns_as_lines
from nlp.reading.tables.sessions import session_day

# Among so many lines a document says when it is from.
_TOP = 15


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
    leave_out(document.margins, collector, reason="margin")
    leave_out(document.hidden, collector, reason="hidden_text")
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
    blocks = all_headed(forms_as_table(put_together(blocks, options)), options)
    recorded = find_recordings(blocks) if options.text_column is None else {}
    tables = [
        b
        for i, b in enumerate(blocks)
        if isinstance(b, Grid) and i not in recorded and is_table_of_opinions(b, options)
    ]
    # A list of who was there does not stand for the minutes around it.
    lists = [grid for grid in tables if is_tiny(grid, options)]
    if recorded and len(lists) == len(tables):
        blocks, recorded = turns_as_lines(blocks, collector), {}
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    marked = has_marks(paragraphs[:MAX_PARAGRAPHS])
    collector.head += _head_lines(blocks, tables)
    day = _first_day([*collector.head[:_TOP], *(p.text for p in paragraphs[:_TOP])])
    days, places = _session_days(blocks), places_above(blocks)
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
                place=places.get(id(block), ""),
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
        leave_out(flat, collector)
        return
    if tables:
        # The letterhead that tells them is a table, and left out.
        collector.day, collector.place = collector.day or day, collector.place or around
    yield from read_paragraphs(flat, collector, marked_only=bool(tables))


def leave_out(
    paragraphs: Iterable[Paragraph], collector: Collector, reason: str = "heading"
) -> None:
    """Note paragraphs that are no opinions, but for blank ones.

    Parameters
    ----------
    paragraphs : iterable of Paragraph
    collector : Collector
    reason : str
        Why, as `Collector.leave_out` takes it.
    """
    for paragraph in paragraphs:
        if paragraph.text.strip():
            collector.leave_out("heading", paragraph.position, paragraph.text, reason)


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
                leave_out(cells, collector)
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


def _layout_undone(grid: Grid, options: ReadOptions) -> Iterator[Paragraph | Grid]:
    """Yield what is in a table that only sets out the page; otherwise the table itself."""
    inner = [found for child in grid.nested for found in _layout_undone(child, options)]
    if is_table_of_opinions(grid, options) or not any(
        isinstance(one, Grid) and is_table_of_opinions(one, options) for one in inner
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


def _cells_as_paragraphs(grid: Grid) -> Iterator[Paragraph]:
    for position, cells in grid.rows:
        lines = dict.fromkeys(line for cell in cells for line in cell_text(cell).splitlines())
        for line in lines:
            yield Paragraph(position, line)
