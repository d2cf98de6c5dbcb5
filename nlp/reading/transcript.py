"""Paragraphs of a document in, opinions out: who speaks, where, when.

A document without any structure (a heading, numbers or bullets, speakers' turns, a letter's
greeting and leave, days or names before lines, lines that read like no opinion) is a plain list,
one opinion a line, where it is not so short that it may be a note or a message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.reading.blocks import Classifier
from nlp.reading.classed import Classed
from nlp.reading.collector import Collector
from nlp.reading.encoding import as_seen
from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.relabelled import relabelled
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line, lines_of
from nlp.reading.messages.heads import heads_as_stamped
from nlp.reading.messages.layouts import without_quotations
from nlp.reading.naming import without_addressee
from nlp.reading.positions import Positions
from nlp.reading.prose import ascribes, is_report
from nlp.reading.rows import Block
from nlp.reading.sequence.reading import read_labelled
from nlp.reading.setting import settings_of
from nlp.reading.slips.bundle import is_slips
from nlp.reading.slips.reader import read_slips
from nlp.reading.speakers import speaker_head, who
from nlp.reading.speech.detection import is_speech, subtitles_as_lines
from nlp.reading.speech.spoken import read_speech
from nlp.reading.stamps import messages_of
from nlp.reading.structure import has_structure, is_marked
from nlp.reading.trimming import without_link
from nlp.reading.turns import Opinion, Turns

# A line of so few words may read like anything.
_SHORT = 5
# What is shorter around a table the rules read: there is little that a model could go by.
_FEW_LINES, _FEW_WORDS = 13, 350
# In so few words the models may find nothing in what has marks: "1. Mất điện", "Bà Tư: Nước đục".
_FEWEST_WORDS = 60
# Some thousand pages: the models would need more than a minute, the rules do not.
_MOST_LETTERS = 4_000_000
# More lines without any structure are a list, and so few words are opinions as they stand.
_MOST_FREE, _FEWEST_FREE = 60, 25
# Of a line in which nothing is found, so much is left out.
_WHOLE = 0.8
_SAID_BACK = ("answer", "official")
# Reasons of what nobody says in a recording.
_UNSAID = ("speech_title", "speech_noise")
# Kinds of documents with a reader of their own.
_KINDS = ((is_slips, read_slips), (is_speech, read_speech))


def read_transcript(
    paragraphs: Sequence[Paragraph], collector: Collector, *, marked_only: bool = False
) -> None:
    """Find the opinions in a document and hand them to `collector`.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    collector : Collector
    marked_only : bool
        Leave out paragraphs that have no number, bullet or speaker, as those around a table,
        where they are few; what more there is, is a document beside the table.
    """
    whole = [replace(one, text=as_seen(one.text)) for one in paragraphs]
    paragraphs, told = heads_as_stamped(relabelled(whole))
    paragraphs, quoted = without_quotations(paragraphs)
    lines = lines_of(paragraphs)
    order = _order(lines, whole)
    # Lines of a chat that only tell who sends what stands beside them, and quotations.
    apart = [Block(x.position, "form", "sequence_other", x.text) for x in (*told, *quoted)]
    # Who sends what in a chat is told by its stamps, and only the model goes by them.
    chat = any(messages_of([line.raw for line in lines]))
    large = sum(len(line.text) for line in lines) > _MOST_LETTERS
    known = None if marked_only or large else _read_as_kind(lines)
    if known is not None:
        found, left = known
    elif marked_only or chat or has_structure(lines):
        found, left = _read_parts(lines, paragraphs, by_rules=large, marked_only=marked_only)
    else:
        found, left = ([], []) if collector.listed else _read_free(lines, paragraphs)
        if not found:
            _hand_on([], apart, order, collector)
            positions = Positions()
            for paragraph in paragraphs:
                take_paragraph(paragraph, positions, collector)
            return
    _hand_on(found, [*left, *apart], order, collector)


def _read_as_kind(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]] | None:
    """Return the opinions in slips and speech, and what is none; None where lines are neither."""
    for fits, read in _KINDS:
        if not fits(lines):
            continue
        found, left = read(lines)
        if found:
            return found, left
        if said := subtitles_as_lines(lines):
            # Read as running text, times and tags would be words.
            found, others = _last_resort(said, left)
            return found, [*(one for one in left if found and one.reason in _UNSAID), *others]
    return None


def _read_parts(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], *, by_rules: bool, marked_only: bool
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in a document with any structure, and what is none."""
    n_words = sum(len(line.text.split()) for line in lines)
    few = len(lines) < _FEW_LINES and n_words < _FEW_WORDS
    if by_rules or (marked_only and few):
        found, left = _read_by_rules(lines, marked_only=marked_only)
    else:
        found, left = read_labelled(lines, paragraphs=paragraphs)
    if not found and n_words < _FEWEST_WORDS and is_marked(lines):
        found, left = _read_by_rules(lines, marked_only=marked_only)
    return (found, left) if found or (marked_only and few) else _last_resort(lines, left)


def _read_free(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph]
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in lines without any structure, and what is none.

    They may be a note or a message, or a list: there a line that the models find nothing in is an
    opinion where it reads like one. No opinion is returned for what can be nothing but a list.
    """
    n_words = sum(len(line.text.split()) for line in lines)
    greets = any(without_addressee(line.text) != line.text for line in lines[:_MOST_FREE])
    if len(lines) > _MOST_FREE or (n_words < _FEWEST_FREE and not greets):
        return [], []
    found, left = read_labelled(lines, paragraphs=paragraphs)
    passed = {one.position: one for one in left if one.kind not in _SAID_BACK}
    begun = {_line(one.position, passed) for one in found}
    for line, around in zip(lines, settings_of(lines, [True] * len(lines))) if found else ():
        block = None if line.position in begun else passed.get(line.position)
        if block is None or len(block.text.split()) < _WHOLE * len(line.body.split()):
            continue
        if reads_like(line.body) == "opinion":
            left.remove(block)
            place, day = around.place, around.day
            found.append(Opinion(line.position, line.body, "", place, day, "reads_opinion"))
    return found, left


def take_paragraph(paragraph: Paragraph, positions: Positions, collector: Collector) -> None:
    """Hand on a paragraph of a plain list, if anything stands in it, as an opinion.

    Parameters
    ----------
    paragraph : Paragraph
    positions : Positions
        Of the opinions of the list.
    collector : Collector
    """
    if paragraph.text.strip():
        collector.opinion(
            positions.apart(paragraph.position),
            paragraph.text,
            day=collector.days.get(paragraph.position) or collector.day,
            place=collector.place,
            reason="plain",
        )


def _read_by_rules(
    lines: Sequence[Line], *, marked_only: bool
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions that the rules find in lines, and what is none."""
    classifier = Classifier(lines, marked_only=marked_only)
    classed = classifier.classify()
    said = [c.rest for c in classed if c.kind == "opinion" and _is_unnamed(c)]
    report = is_report(said)
    if report:
        # Whoever a sentence of a report names is not the speaker of the sentences behind it.
        classed = [replace(c, head=None) if _is_unnamed(c) else c for c in classed]
    turns = Turns(form=classifier.facts.form, report=report, ascribed=ascribes(said))
    left = [
        Block(c.line.position, c.kind, c.reason, c.line.text)
        for c in classed
        if c.kind != "opinion"
    ]
    found = turns.read(classed)
    return found, [*left, *turns.left]


def _last_resort(lines: Sequence[Line], left: list[Block]) -> tuple[list[Opinion], list[Block]]:
    """Return the lines that read like opinions, where no rule found any, and the others.

    What these were taken for, `left`, stands where no line reads so either.
    """
    heads = [speaker_head(line.body) or "" for line in lines]
    bodies = [line.body[len(head) :].lstrip(" :") for line, head in zip(lines, heads)]
    said = [reads_like(body) == "opinion" and len(body.split()) > _SHORT for body in bodies]
    if not any(said):
        return [], left
    opinions: list[Opinion] = []
    left = []
    settings = settings_of(lines, said)
    for index, line in enumerate(lines):
        if not said[index]:
            left.append(Block(line.position, "form", "reads_other", line.text))
            continue
        around = settings[index]
        name, place = who(heads[index]) if heads[index] else ("", "")
        place = place or around.place
        opinions.append(
            Opinion(line.position, bodies[index], name, place, around.day, "reads_opinion")
        )
    return opinions, left


def _is_unnamed(classed: Classed) -> bool:
    head = classed.head
    return head is None or (head.kept and not classed.line.item)


def _order(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """Return by its position where a paragraph stands: below the last line above it."""
    order: dict[str, int] = {}
    for index, line in enumerate(lines):
        order.setdefault(line.position, index)
    above = -1
    for paragraph in paragraphs:
        above = order.setdefault(paragraph.position, above)
    return order


def _hand_on(
    opinions: Sequence[Opinion],
    left: Sequence[Block],
    order: Mapping[str, int],
    collector: Collector,
) -> None:
    """Give opinions and what is none to the collector, in the order of the document."""
    both: list[Opinion | Block] = [*opinions, *left]
    found = [(_line_of(one.position, order), one) for one in both]
    positions = Positions()
    for _, one in sorted(found, key=lambda pair: pair[0]):
        if isinstance(one, Block):
            collector.leave_out(one.kind, one.position, one.text, one.reason)
        else:
            collector.opinion(
                positions.apart(one.position),
                without_link(one.text),
                day=collector.days.get(_line(one.position, collector.days))
                or one.day
                or collector.day,
                speaker=one.speaker,
                place=one.place or collector.place,
                within=one.within,
                answer=" ".join(one.answers) if collector.keep_answers else None,
                reason=one.reason,
            )


def _line_of(position: str, order: Mapping[str, int]) -> int:
    return order.get(_line(position, order), 0)


def _line(position: str, known: Mapping[str, object]) -> str:
    """Return the line of a position, which may have the number of a part behind it ("L3.2")."""
    while position not in known and (part := re.search(r"[#.]\d+$", position)):
        position = position[: part.start()]
    return position
