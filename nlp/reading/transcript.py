"""Paragraphs of minutes or notes in, opinions out: who speaks, where, when.

The grammar is small and cautious: a document with none of its signs (a heading, numbers or
bullets, speakers' turns) is read as one opinion a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.encoding import normalize
from nlp.reading.office import Paragraph
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

_ITEM = re.compile(r"^\s*(?:\(?\d{1,3}[.)/]|\d{1,3}\s*-|[-–—•●▪◦*+·]|[a-zđ]\))\s+")
_ROMAN = re.compile(r"^\s*(?:[IVX]{1,5}|[A-H])\s*[.)/-]\s+")
_CLOCK = re.compile(r"^\s*\[?\(?\d{1,2}:\d{2}(?::\d{2})?\]?\)?\s*[-–:]?\s*")
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp)\b", re.IGNORECASE)
_SHORT_HEADING = 120
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
    is_list: bool = False
    has_turns: bool = False


@dataclass
class _Turn:
    """One opinion in the making, with what was known where it began."""

    blocks: list[Paragraph]
    speaker: str
    place: str
    day: date | None


def read_transcript(paragraphs: Sequence[Paragraph], collector: Collector) -> None:
    """Find the opinions in a document and hand them to `collector`.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    collector : Collector
    """
    blocks = [p for p in paragraphs if p.text.strip()]
    if not _has_structure(blocks):
        for block in blocks:
            collector.opinion(block.position, block.text)
        return
    # Minutes have a form at their head; until a part with opinions opens, nothing is one.
    state = _State(
        open=not _has_form(blocks),
        is_list=_item_share(blocks) >= _LIST_SHARE,
        has_turns=_turns(blocks) >= 2,
    )
    state.day = next((d for b in blocks[:15] if (d := find_date(b.text))), None)
    turn: _Turn | None = None
    for block in blocks:
        text = normalize(_CLOCK.sub("", block.text))
        if not text:
            continue
        why = _not_opinion(block, text, state, collecting=turn is not None)
        if why is None and turn is not None and not _starts_opinion(block, text):
            turn.blocks.append(block)
            continue
        if turn is not None:
            _emit(turn, collector)
            turn = None
        if why is not None:
            collector.leave_out(why)
        else:
            _take_head(block, text, state)
            turn = _Turn([block], state.speaker, _whole_place(state), state.day)
    if turn is not None:
        _emit(turn, collector)


def _has_structure(blocks: Sequence[Paragraph]) -> bool:
    return (
        _has_form(blocks)
        or any(b.heading for b in blocks)
        or _turns(blocks) >= max(2, 0.2 * len(blocks))
        or _item_share(blocks) >= _LIST_SHARE
    )


def _turns(blocks: Sequence[Paragraph]) -> int:
    return sum(speaker_head(normalize(_ITEM.sub("", b.text))) is not None for b in blocks)


def _is_item(block: Paragraph) -> bool:
    return block.listed or bool(_ITEM.match(block.text))


def _item_share(blocks: Sequence[Paragraph]) -> float:
    items = sum(map(_is_item, blocks))
    return items / len(blocks) if items >= 2 else 0.0


def _has_form(blocks: Sequence[Paragraph]) -> bool:
    head = [fold(b.text) for b in blocks[:6]]
    return any(begins_with(t, load_rules().forms[:4]) for t in head)


def _not_opinion(block: Paragraph, text: str, state: _State, *, collecting: bool) -> str | None:
    """Tell why a block is no opinion, and move `state` on; None when it may be one."""
    rules = load_rules()
    item = _is_item(block)
    folded = fold(_ROMAN.sub("", _ITEM.sub("", text)))
    roman = bool(_ROMAN.match(text))
    closed = begins_with(folded, rules.closed_parts)
    opened = begins_with(folded, rules.open_parts)
    short = len(text) <= _SHORT_HEADING
    capitals = text.isupper() and short
    if begins_with(folded, rules.answers) and (":" in text[:160] or capitals or roman):
        state.open = roman is False and state.open
        _close_turn(state)
        state.answering = True
        return "answer"
    head = speaker_head(_ITEM.sub("", text))
    if head is not None and is_official(head):
        _close_turn(state)
        state.answering = state.official = True
        return "official"
    if roman or capitals or block.heading or (short and text.endswith(":") and head is None):
        if opened and not closed:
            state.open = True
        elif closed:
            state.open = False
        state.day = find_date(text) or state.day
        _close_turn(state)
        return "heading"
    if closed and not item and head is None:
        return "heading"
    if begins_with(folded, rules.forms) and not item:
        return "heading"
    if not item and head is None and _is_meeting_heading(text):
        state.open = True
        state.day = find_date(text) or state.day
        state.place = find_place(text) or state.place
        _close_turn(state)
        return "heading"
    if head is not None:
        state.open = True
        return None
    if not state.open:
        return "heading"
    # Items below an official's name are the answer, where speakers are named at their heads.
    bulleted = state.official and state.has_turns and block.listed
    if state.answering and (bulleted or not (item or collecting)):
        return "answer"
    # In a list a short line without a mark speaks of the meeting ("Có mặt 61 hộ.").
    if state.is_list and not item and short and not text[:1].islower():
        return "heading"
    return None


def _is_meeting_heading(text: str) -> bool:
    """A line such as "Họp thôn Nội, xã Tam Đa, ngày 12/3/2026" above a group of notes."""
    return len(text) <= _SHORT_HEADING and find_date(text) is not None and text[-1:] not in ".?!"


def _starts_opinion(block: Paragraph, text: str) -> bool:
    return _is_item(block) or speaker_head(text) is not None


def _take_head(block: Paragraph, text: str, state: _State) -> None:
    """Note who speaks when a block opens a turn."""
    body = _ITEM.sub("", text)
    head = speaker_head(body)
    if head is None:
        if _is_item(block) and (state.answering or not state.speaks_below):
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
    body = _ITEM.sub("", whole)
    if speaker_head(body) is not None:
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


def split_matters(text: str) -> list[str]:
    """Cut a turn at the marks by which a speaker counts off matters ("Thứ nhất, ... Thứ hai, ...").

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        The whole text when fewer than two marks stand at the head of a clause.
    """
    marks = "|".join(re.escape(mark) for mark in load_rules().matter_marks)
    pattern = re.compile(rf"(?:(?<=^)|(?<=[.;:!?…]\s))(?:{marks})\b\s*[,:]?\s*", re.IGNORECASE)
    found = list(pattern.finditer(text))
    if len(found) < 2:
        return [text]
    # The mark itself is a number, like the "1." of a list, and no part of the opinion.
    ends = [*(mark.start() for mark in found[1:]), len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(found, ends)]
    intro = text[: found[0].start()].strip()
    # What stands before the first mark is a greeting or announces the count.
    if intro and len(intro.split()) > 12:
        parts.insert(0, intro)
    return parts


def paragraphs_of(lines: Iterable[tuple[int, str]]) -> list[Paragraph]:
    """Return the lines of a text file as paragraphs, with their line numbers.

    A line that goes on the one above (no blank line between, no mark of its own, the line above
    long and not ended) is joined to it, as text wrapped at 80 columns needs.
    """
    paragraphs: list[Paragraph] = []
    previous = ""
    for number, line in lines:
        text = line.strip("\r\n")
        wrapped = (
            len(previous) >= 60
            and previous.rstrip()[-1:] not in ".:!?;…"
            and text[:1].islower()
            and not _ITEM.match(text)
        )
        if wrapped and paragraphs:
            last = paragraphs[-1]
            paragraphs[-1] = Paragraph(last.position, f"{last.text} {text.strip()}")
        elif text.strip():
            paragraphs.append(Paragraph(f"L{number}", text))
        previous = text
    return paragraphs
