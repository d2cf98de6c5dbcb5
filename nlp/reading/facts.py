"""What is known of a whole document before its lines are read one by one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from nlp.reading.dates import find_day
from nlp.reading.document_place import place_run
from nlp.reading.headings import (
    announces_opinions,
    answers_stand_apart,
    has_form,
    is_part_heading,
)
from nlp.reading.heads import find_head
from nlp.reading.lines import Line
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.setting import document_day
from nlp.reading.speakers import is_official
from nlp.reading.stamps import messages_of

# From this share of numbered or bulleted lines on, a text is a list.
LIST_SHARE = 0.4
# A document says at its beginning where and when it is from.
_TOP = 15
_WIDE = ("huyen", "quan", "thi xa", "thanh pho", "tp", "tinh")
_LONG = 12
_FEWEST_LONG = 3
_STOPPED = 0.7
_STOPS = '.!?…;:"”)'


@dataclass(frozen=True)
class Facts:
    """What is known of a document.

    Attributes
    ----------
    form : bool
        It has the head that offices set over minutes and reports.
    plain : bool
        It is a list in which nobody answers, so whoever is named at the head of an item is its
        matter.
    has_turns : bool
        Speakers are named at the heads of their turns.
    opens_later : bool
        Something below the form opens the opinions: a heading, or a speaker.
    day : date or None
    place : str
    sentences : bool
        Its longer lines end in a full stop, so a short line without one is a heading.
    listed : bool
        Most of its lines are items, so what stands between them heads them.
    entries : frozenset of int
        Lines that only count what stands below them ("Phiếu thứ hai", "Ý kiến số 3").
    chat : bool
        Stamps tell who sent a message and when; a day on a line of its own opens no meeting.
    """

    form: bool
    plain: bool
    has_turns: bool
    opens_later: bool
    day: date | None
    place: str
    sentences: bool = False
    listed: bool = False
    entries: frozenset[int] = frozenset()
    chat: bool = False


def facts_of(lines: Sequence[Line]) -> Facts:
    """Return what is known of a document.

    Parameters
    ----------
    lines : sequence of Line
    """
    form = has_form(lines)
    heads = [find_head(line.body, item=line.item) for line in lines]
    turns = [head for head in heads if head is not None and not head.kept and head.rest]
    asking = {id(head) for head in turns if not is_official(head.text, listed=True)}
    people = len(asking)
    listed = item_share(lines) >= LIST_SHARE
    has_turns = len(turns) >= 2
    opens = any(
        is_part_heading(line) or line.heading or announces_opinions(line.text) for line in lines[1:]
    )
    return Facts(
        form=form,
        plain=not form and people < 2 and listed and not answers_stand_apart(lines),
        has_turns=has_turns,
        opens_later=has_turns or opens,
        day=document_day(lines[:_TOP])
        or next((day for line in lines[:_TOP] if (day := find_day(line.text))), None),
        # Where somebody who speaks is from, others need not be.
        place=_document_place([x for x, h in zip(lines, heads) if id(h) not in asking])
        if form
        else "",
        sentences=_in_sentences(lines),
        listed=listed,
        entries=entry_heads(lines),
        chat=any(messages_of([line.raw for line in lines])),
    )


def _in_sentences(lines: Sequence[Line]) -> bool:
    long = [line for line in lines if len(line.body.split()) > _LONG]
    stopped = sum(line.text[-1] in _STOPS for line in long)
    return len(long) >= _FEWEST_LONG and stopped >= _STOPPED * len(long)


def entry_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Return which lines only count what stands below them, in one form and in order.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    frozenset of int
    """
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _counted().match(line.text)
        if match is None or len(line.text.split()) > _LONG or line.text[-1] in ".;?!:":
            continue
        number = match["number"].lower()
        value = int(number) if number.isdigit() else _value(number)
        found[match["what"].lower()].append((value, index))
    kept: set[int] = set()
    for counted in found.values():
        values = [value for value, _ in counted]
        if len(values) >= 2 and values == list(range(values[0], values[0] + len(values))):
            kept |= {index for _, index in counted}
    return frozenset(kept)


@cache
def _counted() -> re.Pattern[str]:
    words = sorted({*load_rules().ordinals, *load_rules().counts}, key=len, reverse=True)
    number = rf"(?P<number>\d{{1,3}}|{'|'.join(map(re.escape, words))})"
    what = r"(?P<what>[^\W\d_]+(?:\s[^\W\d_]+)?)"
    return re.compile(rf"{what}\s+(?:thứ\s+|số\s+)?{number}(?=\s*(?:$|[,(–—-]))", re.IGNORECASE)


def _value(number: str) -> int:
    rules = load_rules()
    words = rules.ordinals if number in rules.ordinals else rules.counts
    return words.index(number) + 1


def item_share(lines: Sequence[Line]) -> float:
    """Return the share of items among lines, 0 where there are less than two."""
    items = sum(line.item for line in lines)
    return items / len(lines) if items >= 2 else 0.0


def _document_place(lines: Sequence[Line]) -> str:
    """Return where a document is from: a line of places alone, else the first that is named."""
    top = [line.text for line in lines[:_TOP]]
    named = [place_run(text) for text in top]
    for index, (place, text) in enumerate(zip(named, top)):
        if place and len(place) >= len(text) - 2:
            # "UBND XÃ TAM ĐA" stands above "HUYỆN YÊN PHONG, TỈNH BẮC NINH".
            wide = begins_with(fold(place), _WIDE) is not None
            above = named[index - 1] if index and wide else ""
            if begins_with(fold(above), _WIDE) or "," in above:
                above = ""
            return ", ".join(filter(None, (above, place)))
    return next(filter(None, named), "")
