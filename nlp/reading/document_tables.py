"""The tables of a document: which are lists of opinions, and which of them are one list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.likeness import reads_like
from nlp.reading.tables.column_headings import is_heading
from nlp.reading.tables.grids import layout_of
from nlp.reading.tables.layout import Layout, ReadOptions, Row, cell_text

# No opinion of a table is longer: it is a list of who was there, and agreed ("Nhất trí").
_TINY = 20
_COUNT_COLUMNS = 2
_COUNT = re.compile(r"[0-9]{1,5}")
_COUNTED = re.compile(r"[\d.,]+\s*%?")


def put_together(
    blocks: Sequence[Paragraph | Grid], options: ReadOptions
) -> list[Paragraph | Grid]:
    """Return blocks with each list in one table, of which Word makes two at the end of a page.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid
    options : ReadOptions
    """
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


def all_headed(blocks: Sequence[Paragraph | Grid], options: ReadOptions) -> list[Paragraph | Grid]:
    """Return blocks, tables that go on a list further up with its header above their rows.

    Offices set a list out by hamlets or days, and the header above the first part alone.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid
    options : ReadOptions
    """
    found: list[Paragraph | Grid] = []
    above: tuple[Grid, Layout] | None = None
    for block in blocks:
        if isinstance(block, Grid) and (layout := _list_layout(block, options)):
            above = block, layout
        elif isinstance(block, Grid) and above and _asks_below(block, *above, options):
            grid, layout = above
            head = grid.rows[max(layout.header_first, 0) : layout.header_row + 1]
            rows = [*(("", cells) for _, cells in head), *block.rows]
            found.append(replace(block, rows=rows, headed=len(head) == 1))
            continue
        found.append(block)
    return found


def _asks_below(grid: Grid, above: Grid, layout: Layout, options: ReadOptions) -> bool:
    """Tell whether a table has opinions where the list above has them, and no header."""
    column = layout.roles["text"]
    said = [cell_text(cells[column]) for _, cells in grid.rows if column < len(cells)]
    asked = sum(reads_like(text) == "opinion" for text in said)
    return 2 * asked > len(said) and _goes_on(grid, above, layout, options)


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


def is_table_of_opinions(grid: Grid, options: ReadOptions) -> bool:
    """Tell whether a table lists opinions below a header.

    Parameters
    ----------
    grid : Grid
    options : ReadOptions
    """
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


def is_tiny(grid: Grid, options: ReadOptions) -> bool:
    """Tell whether a list has no more than a word or two of each, as one of who was there.

    Parameters
    ----------
    grid : Grid
    options : ReadOptions
    """
    found = layout_of(grid.rows, options, "", headed=grid.headed)
    if not isinstance(found, Layout):
        return False
    column = found.roles["text"]
    texts = [cells[column] for _, cells in grid.rows[found.header_row + 1 :] if column < len(cells)]
    return all(len(cell_text(text)) <= _TINY for text in texts)
