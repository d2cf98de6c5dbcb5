"""Paragraphs of a document in, opinions out: who speaks, where, when.

The grammar is small and cautious: a document with none of its signs (a heading, numbers or
bullets, speakers' turns) is read as one opinion a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.blocks import LIST_SHARE, Classed, Classifier, item_share
from nlp.reading.dates import find_date
from nlp.reading.entries import is_entries, read_entries
from nlp.reading.headings import has_form, meeting_date
from nlp.reading.letters import is_letters, read_letters
from nlp.reading.lines import Line, lines_of
from nlp.reading.prose import ascribes, is_report
from nlp.reading.rows import Collector
from nlp.reading.speakers import speaker_head
from nlp.reading.spoken import is_speech, read_speech
from nlp.reading.turns import Opinion, Turns
from nlp.reading.word import Paragraph


def read_transcript(
    paragraphs: Sequence[Paragraph], collector: Collector, *, marked_only: bool = False
) -> None:
    """Find the opinions in a document and hand them to `collector`.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    collector : Collector
    marked_only : bool
        Leave out paragraphs that have no number, bullet or speaker, as those around a table.
    """
    lines = lines_of(paragraphs)
    for fits, read in (
        (is_speech, read_speech),
        (is_letters, read_letters),
        (is_entries, read_entries),
    ):
        if not marked_only and fits(lines):
            opinions, left = read(lines)
            for _, kind, _, _ in left:
                collector.leave_out(kind)
            hand_on(opinions, (), collector)
            return
    if not (marked_only or _has_structure(lines)):
        for paragraph in paragraphs:
            if paragraph.text.strip():
                collector.opinion(paragraph.position, paragraph.text)
        return
    classifier = Classifier(lines, marked_only=marked_only)
    classed = classifier.classify()
    said = [c.rest for c in classed if c.kind == "opinion" and c.head is None]
    turns = Turns(form=classifier.form, report=is_report(said), ascribed=ascribes(said))
    hand_on(turns.read(classed), classed, collector)


def hand_on(opinions: Sequence[Opinion], classed: Sequence[Classed], collector: Collector) -> None:
    """Give a document's opinions to the collector, and count what is none."""
    for item in classed:
        if item.kind != "opinion":
            collector.leave_out(item.kind)
    for opinion in opinions:
        collector.opinion(
            opinion.position,
            opinion.text,
            day=opinion.day,
            speaker=opinion.speaker,
            place=opinion.place,
            answer=" ".join(opinion.answers),
        )


def has_marks(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether speakers' turns or numbered items are among paragraphs."""
    lines = lines_of(paragraphs)
    return _turns(lines) > 0 or item_share(lines) > 0


def _has_structure(lines: Sequence[Line]) -> bool:
    return (
        has_form(lines)
        or any(line.heading for line in lines)
        or _turns(lines) >= max(2, 0.2 * len(lines))
        or item_share(lines) >= LIST_SHARE
        or (item_share(lines) > 0 and any(meeting_date(x, find_date(x.text)) for x in lines))
    )


def _turns(lines: Sequence[Line]) -> int:
    return sum(speaker_head(line.body) is not None for line in lines)
