"""Paragraphs in, opinions out: as a transcript, or one opinion each where they are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.reading.collector import Collector
from nlp.reading.formats.word import Paragraph
from nlp.reading.positions import Positions
from nlp.reading.rows import HEAD_LINES, Chunk
from nlp.reading.transcript import read_transcript, take_paragraph

# Minutes of 1,500 pages; what has more is a list, whose lines have nothing to do with each other.
MAX_PARAGRAPHS = 20_000


def read_paragraphs(
    paragraphs: Sequence[Paragraph], collector: Collector, *, marked_only: bool = False
) -> Iterator[Chunk]:
    """Read paragraphs as a transcript, or one opinion each where there are too many for one.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    collector : Collector
    marked_only : bool
        As in `read_transcript`.

    Yields
    ------
    Chunk
    """
    if not collector.head:
        collector.head += [p.text for p in paragraphs[:HEAD_LINES]]
    if len(paragraphs) <= MAX_PARAGRAPHS:
        read_transcript(paragraphs, collector, marked_only=marked_only)
        return
    positions = Positions()
    for paragraph in paragraphs:
        take_paragraph(paragraph, positions, collector)
        yield from collector.take()
