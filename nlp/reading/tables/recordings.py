"""Tables of turns in a document, a sheet or records, read as the recordings that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from nlp.reading.collector import Collector
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.paragraphs import read_paragraphs
from nlp.reading.rows import Chunk
from nlp.reading.tables.layout import Row
from nlp.reading.tables.turns import Turns, find_turns


def find_recordings(blocks: Sequence[Paragraph | Grid]) -> dict[int, Turns]:
    """Return the columns of the tables of turns among blocks, by the blocks' indices.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid
    """
    found = {}
    for index, block in enumerate(blocks):
        turns = None if isinstance(block, Paragraph) else find_turns(block.rows)
        if isinstance(block, Grid) and turns is not None and turns.is_said(block.rows):
            found[index] = turns
    return found


def turns_as_lines(
    blocks: Sequence[Paragraph | Grid], collector: Collector
) -> list[Paragraph | Grid]:
    """Return blocks with the rows of tables of turns as paragraphs.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid
    collector : Collector
        Takes the rows in which nothing is said.

    Returns
    -------
    list of Paragraph and Grid
    """
    recorded = find_recordings(blocks)
    found: list[Paragraph | Grid] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and index in recorded:
            found += recorded[index].lines(block.rows, collector)
        else:
            found.append(block)
    return found


def read_recording(
    turns: Turns,
    rows: Sequence[Row],
    collector: Collector,
    *,
    day: date | None = None,
    place: str = "",
    named: bool = False,
) -> Iterator[Chunk]:
    """Read a table of turns as speech.

    Parameters
    ----------
    turns : Turns
    rows : sequence of (position, cells)
        All of the table.
    collector : Collector
    day : datetime.date, optional
        Of the document, for opinions whose own isn't known.
    place : str
        Of the document or sheet, likewise.
    named : bool
        The first row is no row of the file: records have names always.

    Yields
    ------
    Chunk
    """
    collector.day, collector.place = day, place
    yield from read_paragraphs(turns.lines(rows, collector)[int(named) :], collector)
    collector.day, collector.place = None, ""
