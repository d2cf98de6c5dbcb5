"""Paragraphs of minutes or notes in, opinions out: who speaks, where, when.

The grammar is small and cautious: a document with none of its signs (a heading, numbers or
bullets, speakers' turns) is read as one opinion a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.encoding import normalize
from nlp.reading.headings import (
    ITEM,
    ROMAN,
    SHORT,
    answers_stand_apart,
    find_remarks,
    has_form,
    is_answer,
    is_capital_heading,
    is_closed_line,
    is_form_line,
    is_item,
    is_meeting_heading,
    is_remark,
)
from nlp.reading.matters import split_matters
from nlp.reading.rows import Collector
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import (
    body_after_head,
    find_place,
    head_parts,
    is_official,
    narrated_speaker,
    speaker_head,
)
from nlp.reading.word import Paragraph

_CLOCK = re.compile(r"^\s*\[?\(?\d{1,2}:\d{2}(?::\d{2})?\]?\)?\s*[-–:]?\s*")
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp)\b", re.IGNORECASE)
# From this share of numbered or bulleted lines on, a text is a list.
_LIST_SHARE = 0.4


@dataclass
class _State:
    """Where in the document the reader is."""

    day: date | None = None
    place: str = ""
    speaker: str = ""
    speaker_place: str = ""
    # The speaker's name stood on a line of its own, so the items below are this person's.
    speaks_below: bool = False
    open: bool = True
    answering: bool = False
    official: bool = False
    # An opinion has been met already.
    begun: bool = False
    form: bool = False
    has_turns: bool = False
    # Nobody answers in the list, so whoever is named at the head of an item is its matter.
    plain: bool = False
    # Only what has a mark of its own is read: the rest goes with a table of opinions.
    marked_only: bool = False


@dataclass
class _Turn:
    """One opinion in the making, with what was known where it began."""

    blocks: list[Paragraph]
    head: str | None
    speaker: str
    place: str
    day: date | None


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
    blocks = [p for p in paragraphs if p.text.strip()]
    if not (marked_only or _has_structure(blocks)):
        for block in blocks:
            collector.opinion(block.position, block.text)
        return
    state = _first_state(blocks, marked_only)
    remarks = find_remarks(blocks)
    turn: _Turn | None = None
    for index, block in enumerate(blocks):
        text = normalize(_CLOCK.sub("", block.text))
        if not text:
            continue
        head = _head(ITEM.sub("", text), state)
        if index in remarks:
            why: str | None = "heading"
        else:
            why = _not_opinion(block, text, head, state, collecting=turn is not None)
        if why is None and turn is not None and _goes_on(turn, block, text, head, state):
            turn.blocks.append(block)
            continue
        if turn is not None:
            _emit(turn, collector)
            turn = None
        if why is not None:
            collector.leave_out(why)
        else:
            _take_head(block, text, head, state)
            turn = _Turn([block], head, state.speaker, _whole_place(state), state.day)
    if turn is not None:
        _emit(turn, collector)


def has_marks(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether speakers' turns or numbered items are among paragraphs."""
    blocks = [p for p in paragraphs if p.text.strip()]
    return _turns(blocks) > 0 or _item_share(blocks) > 0


def _first_state(blocks: Sequence[Paragraph], marked_only: bool) -> _State:
    # Minutes have a form at their head; until a part with opinions opens, nothing is one.
    form = has_form(blocks)
    state = _State(open=not form, form=form, marked_only=marked_only)
    state.has_turns = _turns(blocks) >= 2
    heads = [speaker_head(normalize(ITEM.sub("", b.text))) for b in blocks]
    people = sum(head is not None and not is_official(head, listed=True) for head in heads)
    state.plain = not form and people < 2 and not answers_stand_apart(blocks)
    state.plain = state.plain and _item_share(blocks) >= _LIST_SHARE
    state.day = next((d for b in blocks[:15] if (d := find_date(b.text))), None)
    return state


def _has_structure(blocks: Sequence[Paragraph]) -> bool:
    return (
        has_form(blocks)
        or any(b.heading for b in blocks)
        or _turns(blocks) >= max(2, 0.2 * len(blocks))
        or _item_share(blocks) >= _LIST_SHARE
        or (
            _item_share(blocks) > 0
            and any(is_meeting_heading(normalize(b.text)) for b in blocks if not is_item(b))
        )
    )


def _turns(blocks: Sequence[Paragraph]) -> int:
    return sum(speaker_head(normalize(ITEM.sub("", b.text))) is not None for b in blocks)


def _item_share(blocks: Sequence[Paragraph]) -> float:
    items = sum(map(is_item, blocks))
    return items / len(blocks) if items >= 2 else 0.0


def _head(body: str, state: _State) -> str | None:
    head = speaker_head(body)
    if head is not None and state.plain and is_official(head, listed=True):
        return None
    return head


def _goes_on(turn: _Turn, block: Paragraph, text: str, head: str | None, state: _State) -> bool:
    """Tell whether a block goes on the turn above it."""
    if is_item(block) or head is not None:
        return False
    # Whoever is named speaks on, and so does an item of minutes; a list has one opinion a line.
    if turn.head is not None or (state.form and is_item(turn.blocks[0])):
        return True
    return text[:1].islower() and block.text[:1].isspace()


def _not_opinion(
    block: Paragraph, text: str, head: str | None, state: _State, *, collecting: bool
) -> str | None:
    """Tell why a block is no opinion, and move `state` on; None when it may be one."""
    rules = load_rules()
    item = is_item(block)
    folded = fold(ROMAN.sub("", ITEM.sub("", text)))
    roman = bool(ROMAN.match(text))
    capitals = not item and is_capital_heading(text, begun=state.begun)
    if not state.plain and is_answer(text, marked=capitals or roman):
        state.open = roman is False and state.open
        _close_turn(state)
        state.answering = True
        return "answer"
    if head is not None and is_official(head, listed=item and state.open):
        _close_turn(state)
        state.answering = state.official = True
        return "official"
    announces = len(text) <= SHORT and text.endswith(":") and head is None
    if roman or capitals or block.heading or announces:
        closed = begins_with(folded, rules.closed_parts)
        if closed or begins_with(folded, rules.open_parts):
            state.open = not closed
        state.day = find_date(text) or state.day
        _close_turn(state)
        return "heading"
    if not item and head is None:
        if is_meeting_heading(text):
            state.open = True
            state.day = find_date(text) or state.day
            state.place = find_place(text) or state.place
            _close_turn(state)
            return "heading"
        if is_closed_line(text, folded, form=state.form) or is_remark(text):
            return "heading"
        if is_form_line(text, begun=state.begun):
            return "heading"
    if head is not None:
        state.open = True
        return None
    if not state.open or (state.marked_only and not (item or collecting)):
        return "heading"
    # Items below an official's name are the answer, where speakers are named at their heads.
    bulleted = state.official and state.has_turns and block.listed
    if state.answering and (bulleted or not (item or collecting)):
        return "answer"
    return None


def _take_head(block: Paragraph, text: str, head: str | None, state: _State) -> None:
    """Note who speaks when a block opens a turn."""
    body = ITEM.sub("", text)
    state.begun = True
    if head is None:
        if state.answering or not state.speaks_below:
            _close_turn(state)
        state.speaker = state.speaker or narrated_speaker(body)
        return
    parts = [part.strip(" )") for part in head_parts(head) if part.strip(" )")]
    places = [part for part in parts[1:] if find_place(part)]
    _close_turn(state)
    state.speaker = parts[0] if parts else head
    state.speaker_place = ", ".join(places) or find_place(head)
    state.speaks_below = not body_after_head(body)


def _whole_place(state: _State) -> str:
    """Return where the speaker lives; a hamlet within the place of the meeting."""
    own, meeting = state.speaker_place, state.place
    if own and meeting and not _COMMUNE.search(own) and own not in meeting:
        return f"{own}, {meeting}"
    return own or meeting


def _close_turn(state: _State) -> None:
    state.speaker = state.speaker_place = ""
    state.speaks_below = state.answering = state.official = False


def _emit(turn: _Turn, collector: Collector) -> None:
    """Hand on one turn, cut where its speaker counts off separate matters."""
    whole = " ".join(normalize(_CLOCK.sub("", b.text)) for b in turn.blocks)
    body = ITEM.sub("", whole)
    if turn.head is not None:
        body = body_after_head(body)
    if not body.strip():
        # A head alone on its line: what the person says follows as items.
        collector.leave_out("heading")
        return
    position = turn.blocks[0].position
    for number, part in enumerate(split_matters(body), 1):
        collector.opinion(
            position if number == 1 else f"{position}#{number}",
            part,
            day=turn.day,
            speaker=turn.speaker,
            place=turn.place,
        )
