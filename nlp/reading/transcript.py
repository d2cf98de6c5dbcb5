"""Paragraphs of a document in, opinions out: who speaks, where, when.

A document without any structure (a heading, numbers or bullets, speakers' turns, a letter's
greeting and leave, lines that read like no opinion) is a plain list, one opinion a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.reading.blocks import Classifier
from nlp.reading.classed import Classed
from nlp.reading.collector import Collector
from nlp.reading.dates import find_date
from nlp.reading.encoding import as_seen
from nlp.reading.facts import LIST_SHARE, item_share
from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.relabelled import relabelled
from nlp.reading.headings import has_form, meeting_date
from nlp.reading.letters.detection import is_letters
from nlp.reading.letters.lines import is_address, stands_behind_body
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line, lines_of
from nlp.reading.messages.heads import heads_as_stamped
from nlp.reading.messages.layouts import without_quotations
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
from nlp.reading.trimming import without_link
from nlp.reading.turns import Opinion, Turns

# From this share of lines that read like no opinion on, lines are no plain list; longer ones are.
_MIXED = 0.3
_SHORT = 5
# In fewer words there is little that a model could go by; the rules read them, and what is shorter
# than that around a table.
_FEWEST_WORDS = 60
_FEW_LINES, _FEW_WORDS = 13, 350
# Some thousand pages: the models would need more than a minute, the rules do not.
_MOST_LETTERS = 4_000_000
# A few words on a line may read like anything.
_FEWEST_MIXED, _MOST_MIXED = 6, 3000
# In so many first and last lines a letter greets and is signed.
_HEAD, _FOOT = 6, 5
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
    n_words = sum(len(line.text.split()) for line in lines)
    tiny = n_words < _FEWEST_WORDS and not (chat or is_letters(lines) or _is_addressed(lines))
    large = sum(len(line.text) for line in lines) > _MOST_LETTERS
    known = None if marked_only or large else _read_as_kind(lines)
    if known is not None:
        found, left = known
        _hand_on(found, [*left, *apart], order, collector)
        return
    if not (marked_only or chat or _has_structure(lines, tiny=tiny)):
        _hand_on([], apart, order, collector)
        positions = Positions()
        for paragraph in paragraphs:
            take_paragraph(paragraph, positions, collector)
        return
    few = len(lines) < _FEW_LINES and n_words < _FEW_WORDS
    if large or tiny or (marked_only and few):
        found, left = _read_by_rules(lines, marked_only=marked_only)
        sure = marked_only
    else:
        found, left = read_labelled(lines, paragraphs=paragraphs)
        sure = False
    if not (found or sure):
        found, left = _last_resort(lines, left)
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


def has_marks(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether speakers' turns or numbered items are among paragraphs."""
    lines = lines_of(paragraphs)
    return _turns(lines) > 0 or item_share(lines) > 0


def _has_structure(lines: Sequence[Line], *, tiny: bool) -> bool:
    return (
        has_form(lines)
        or any(line.heading for line in lines)
        or _turns(lines) >= max(2, 0.2 * len(lines))
        or item_share(lines) >= LIST_SHARE
        or (item_share(lines) > 0 and any(meeting_date(x, find_date(x.text)) for x in lines))
        or is_letters(lines)
        or _is_addressed(lines)
        or (_is_mixed(lines) and not (tiny and len(lines) < _FEWEST_MIXED))
    )


def _is_addressed(lines: Sequence[Line]) -> bool:
    """Tell whether lines begin and end as a letter does, whoever writes it."""
    greeted = any(is_address(line.text) for line in lines[:_HEAD])
    return greeted and any(map(stands_behind_body, lines[-_FOOT:]))


def _is_mixed(lines: Sequence[Line]) -> bool:
    """Tell whether lines read like opinions and others, as a plain list of opinions does not."""
    if len(lines) > _MOST_MIXED:
        return False
    others = sum(reads_like(line.body) != "opinion" for line in lines)
    return others >= _MIXED * len(lines)


def _turns(lines: Sequence[Line]) -> int:
    return sum(speaker_head(line.body) is not None for line in lines)
