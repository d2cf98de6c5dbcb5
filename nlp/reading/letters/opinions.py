"""Opinions found in letters, each given the writer, home and day of its own letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.reading.letters.cuts import Part
from nlp.reading.letters.detection import are_letters
from nlp.reading.letters.fields import Writer, writers
from nlp.reading.lines import Line
from nlp.reading.rules import fold
from nlp.reading.sequence.segments import Segment
from nlp.reading.turns import Opinion


def with_writers(
    opinions: Sequence[Opinion],
    begun: Sequence[int],
    lines: Sequence[Line],
    on_line: Sequence[Sequence[tuple[Segment, str]]],
) -> list[Opinion]:
    """Return the opinions of letters with what the head and end of each letter tell.

    Parameters
    ----------
    opinions : sequence of Opinion
    begun : sequence of int
        The index of the line in which each of them begins: the lines of a paragraph have one
        position.
    lines : sequence of Line
    on_line : sequence of sequence of (Segment, str)
        The labelled segments of each line.

    Returns
    -------
    list of Opinion
        The same where the lines are no letters.
    """
    parts = [part for index in range(len(lines)) for part in _parts(index, lines, on_line)]
    of = writers(parts, sure=are_letters(lines))
    if not of:
        return list(opinions)
    found = []
    for opinion, index in zip(opinions, begun, strict=True):
        writer = of.get(index)
        found.append(opinion if writer is None else _with_writer(opinion, writer))
    return found


def _with_writer(opinion: Opinion, writer: Writer) -> Opinion:
    around = opinion.place
    if fold(writer.to.split(",")[0]) not in fold(around):
        # Who does not say where he lives writes to the offices of his commune.
        around = writer.to
    if not (writer.told or writer.sure):
        # Whoever signs may be the clerk who tells what others say.
        return replace(
            opinion,
            speaker=opinion.speaker or writer.name,
            place=opinion.place or writer.place or writer.to,
            day=opinion.day or writer.day,
        )
    return replace(
        opinion,
        speaker=writer.name or ("" if writer.sure else opinion.speaker),
        place=writer.place or around,
        day=writer.day or (None if writer.sure else opinion.day),
    )


def _parts(
    index: int, lines: Sequence[Line], on_line: Sequence[Sequence[tuple[Segment, str]]]
) -> list[Part]:
    """Return what of a line is said, and what stands before and behind it."""
    own, text = on_line[index], lines[index].raw
    said = [segment for segment, label in own if label in "BI"]
    if not said:
        kind = "reply" if any(label == "R" for _, label in own) else "other"
        return [Part(index, text, kind)]
    text = lines[index].text
    found = [
        Part(index, text[: said[0].begin].strip(), "other"),
        Part(index, text[said[0].begin : said[-1].end], "said"),
        Part(index, text[said[-1].end :].strip(), "other"),
    ]
    return [part for part in found if any(map(str.isalnum, part.text))]
