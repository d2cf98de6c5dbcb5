"""Chats and comments in whatever layout, put as the stamped lines that most programs export.

What is common to all layouts is that each message has a sender and a moment, and that these stand
in the same place each time: on one line before the text ("Lan · 07:22"), behind it, around it, or
on lines of their own above and below. Which it is shows in what repeats, so that no layout is
known here by its program. Messages come out as ``[03/02/2026 07:22] Lan: ...``; below a post, what
an office writes is marked as an answer to who wrote the post.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.formats.word import Paragraph
from nlp.reading.messages.head_lines import (
    Head,
    account,
    branches,
    frame_of,
    heads_of,
    indent,
    is_namelike,
    pressed,
)
from nlp.reading.messages.moments import day_alone, is_chrome
from nlp.reading.messages.stamping import Stamper
from nlp.reading.rules import fold, load_rules
from nlp.reading.stamps import is_called_chat, messages_of

# So many heads, and such a share of the lines, are of messages.
_FEWEST, _SHARE = 3, 0.15
# So many of the moments have a name in the same place.
_SAME_PLACE = 0.6
# The name of a page may be long, where its badge tells that it is one.
_LONGEST_NAME = 14
_TITLE_LINES = 5
# The line of a button has so many letters.
_BUTTON = 24
# The clock of a recording begins at nought.
_RECORDED = "00:10"
_TITLE = re.compile(
    r"\b(?:facebook|fanpage|bài đăng|bình luận|tin nhắn|sms|forum)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SINCE = re.compile(r"\b(?:trước|vừa xong)$", re.IGNORECASE)


def heads_as_stamped(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a chat with sender and moment before each message.

    Parameters
    ----------
    paragraphs : sequence of Paragraph

    Returns
    -------
    said, left : list of Paragraph
        The messages, and lines that tell who sends them and when, or are of the program; all as
        they are, and none, where the document is no chat or is stamped so already.
    """
    layout = _Layout([one for one in paragraphs if one.text.strip()])
    return layout.read() if layout.fits() else (list(paragraphs), [])


class _Layout:
    """How the messages of a document are laid out."""

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self._lines = lines
        self._texts = [one.text for one in lines]
        self._frame = frame_of(self._texts)
        self._heads = heads_of(self._texts, self._frame)
        self._top = self._texts[:_TITLE_LINES]
        self._saved = _saved(self._top)
        self._known = Counter(head.name for head in self._heads if head and head.name)
        self._name_last = False

    @cached_property
    def _chrome(self) -> list[bool]:
        """Whether each line is of the program alone."""
        return [head is None and is_chrome(text) for head, text in zip(self._heads, self._texts)]

    def fits(self) -> bool:
        """Tell whether the document is a chat, and none whose lines are stamped already."""
        told = [head for head, _ in self._told()]
        if len(told) < _FEWEST or len(told) < _SHARE * self._chrome.count(False):
            return False
        stamped = sum(one is not None and one.sender != "" for one in messages_of(self._texts))
        if 2 * stamped >= len(told) or sum(map(self._heads_talk, range(len(self._lines)))) > 1:
            return False
        if 0 < len(self._known) < _FEWEST and all(name.isupper() for name in self._known):
            # "DEN", "DI": which way a message goes.
            return False
        called = is_called_chat(self._texts)
        days = sum(head.moment.day(None, None) is not None for head in told)
        dated = days >= max(_FEWEST, len(told) / 2) and max(self._known.values(), default=0) > 1
        buttons = sum(
            head.alone and bool(pressed(text.strip()[head.moment.end :]))
            for head, text in self._told()
        )
        # Or each of them on a line of its own.
        lines = Counter(pressed(text) for text in self._texts if len(text) <= _BUTTON)
        del lines[""]
        buttons = max(buttons, *lines.values(), 0)
        sender = fold(self._frame.label).strip(": ") in load_rules().messages["sender"]
        page = any(map(_TITLE.search, self._top)) or buttons >= _FEWEST or sender
        # A stamp of an hour alone tells a message only in what is called a chat.
        recorded = not days and min(head.moment.hour or "24" for head in told) < _RECORDED
        # "2 giờ trước" tells no day, but that it is of a page.
        ago = [head for head in told if head.moment.text and not head.moment.hour]
        since = 2 * len(ago) >= len(told)
        comments = sum(bool(x.said and _SINCE.search(x.moment.text)) for x in ago) >= _FEWEST
        timed = days > 0 or self._saved is not None or since
        return called or ((page or dated) and not recorded and timed) or (comments and since)

    def _heads_talk(self, index: int) -> bool:
        """Tell whether a line says with whom an office talks in what stands below, and when."""
        pieces = [p.strip() for p in re.split(r"[|·•=#]+", self._texts[index]) if p.strip()]
        days = [p for p in pieces if find_day(p) and len(p.split()) <= 3]
        return self._heads[index] is None and len(days) == 1 and 1 < len(pieces) <= 4

    def _told(self) -> list[tuple[Head, str]]:
        return [(head, text) for head, text in zip(self._heads, self._texts) if head is not None]

    def read(self) -> tuple[list[Paragraph], list[Paragraph]]:
        """Return the messages, and what only tells of them."""
        starts = self._boundaries()
        blocks: list[list[int]] = []
        for index in range(len(self._lines)):
            if index in starts or not blocks:
                blocks.append([])
            blocks[-1].append(index)
        reader = Stamper(self._known, self._saved, called=is_called_chat(self._texts))
        base = self._base()
        for block in blocks:
            self._read_block(block, reader, base)
        return reader.said, reader.left

    def _base(self) -> int:
        """Return how far those lines are set in that begin messages which answer none."""
        names = [
            indent(text)
            for text, head in zip(self._texts, self._heads)
            if text.strip() in self._known or (head is not None and head.name)
        ]
        return min(names, default=0)

    def _boundaries(self) -> set[int]:
        """Return the lines at which a message begins, by where names stand beside moments."""
        size = len(self._lines)
        alone = [i for i, head in enumerate(self._heads) if head is not None and head.alone]
        named = [i for i, head in enumerate(self._heads) if head is not None and not head.alone]
        gaps = {i for i in range(1, size) if self._number(i) - self._number(i - 1) > 1}
        starts = set(gaps)
        for index in range(size):
            if self._heads[index] is None and self._day(index) is not None:
                starts |= {index, index + 1}
        last = next((i for i in reversed(range(size)) if not self._chrome[i]), -1)
        bare = [i for i in named if not self._said(i)]
        # What is said stands above who sent it where the document ends with a sender.
        above = len(bare) >= _FEWEST and last == bare[-1] and bare[0] > 0
        above = above and all(b - a > 1 for a, b in zip(bare, bare[1:]))
        closing = set(bare) if above else set()
        starts |= {i + 1 if i in closing else i for i in named}
        if len(alone) < max(_FEWEST, len(named)):
            return starts | set(alone)
        names: set[int] = set()
        over = [self._is_name(i - 1) for i in alone]
        first = self._first_below(alone, gaps)
        directly = sum(over) / len(alone)
        if directly >= _SAME_PLACE and directly >= sum(first) / len(alone):
            self._name_last = last == alone[-1]
            starts |= {i + 1 for i in alone} if self._name_last else {i - 1 for i in alone}
            self._know(self._texts[i - 1] for i, yes in zip(alone, over) if yes)
        else:
            if sum(first) >= _SAME_PLACE * len(alone):
                self._know(self._texts[self._below(i)] for i, yes in zip(alone, first) if yes)
            leads = self._leads(alone, gaps)
            starts |= {i if leads else i + 1 for i in alone}
            names = set(filter(self._is_inner_name, range(size - 1)))
        names |= {i for i, text in enumerate(self._texts) if text.strip() in self._known}
        # Below its text or its moment a name begins nothing.
        return starts if self._name_last else starts | names - {i + 1 for i in alone if i in starts}

    def _leads(self, alone: Sequence[int], gaps: set[int]) -> bool:
        """Tell whether "moment, name, text" is meant, and not "name, text, moment"."""
        over, under = sum(i in gaps for i in alone), sum(i + 1 in gaps for i in alone)
        if over != under:
            return over > under
        if any(text.strip() in self._known for text in self._texts[: alone[0]]):
            return False
        return sum(not self._chrome[i] for i in range(alone[-1] + 1, len(self._lines))) > 1

    def _is_inner_name(self, index: int) -> bool:
        """Tell whether a line set in below a message names who answers it."""
        text, below = self._texts[index], self._texts[index + 1]
        if indent(text) != indent(below):
            return False
        name, badge = account(text)
        full = 1 < len(name.split()) <= 5 and name.istitle() and not self._is_name(index + 1)
        return (full or badge) and self._is_name(index) and self._heads[index + 1] is None

    def _first_below(self, alone: Sequence[int], gaps: set[int]) -> list[bool]:
        """Tell for each moment whether the next line that is none of the program is a name."""
        return [
            (below := self._below(i)) < len(self._lines) and self._is_name(below) for i in alone
        ]

    def _below(self, index: int) -> int:
        below = index + 1
        while below < len(self._lines) - 1 and self._chrome[below]:
            below += 1
        return min(below, len(self._lines) - 1)

    def _know(self, texts: Iterable[str]) -> None:
        self._known.update(text.strip() for text in texts)

    def _number(self, index: int) -> int:
        digits = re.search(r"\d+$", self._lines[index].position)
        return int(digits[0]) if digits else index

    def _said(self, index: int) -> str:
        head = self._heads[index]
        return head.said if head is not None else ""

    def _day(self, index: int) -> date | None:
        return day_alone(self._texts[index], self._saved)

    def _is_name(self, index: int) -> bool:
        if index < 0 or self._heads[index] is not None or self._chrome[index]:
            return False
        name, badge = account(self._texts[index])
        long = badge and len(name.split()) <= _LONGEST_NAME
        return (is_namelike(name) or long) and (name[:1].isupper() or not name[:1].isalpha())

    def _read_block(self, block: Sequence[int], reader: Stamper, base: int) -> None:
        head = next((h for i in block if (h := self._heads[i]) is not None), None)
        rest = [i for i in block if self._heads[i] is None]
        for index in rest:
            if self._chrome[index] or self._day(index) is not None:
                reader.leave(self._lines[index], day=day_alone(self._texts[index], reader.day))
        rest = [i for i in rest if not self._chrome[i] and self._day(i) is None]
        at = next((i for i in block if self._heads[i] is not None), -1)
        reader.leave(*[self._lines[i] for i in block if i != at and self._heads[i] is not None])
        name, badge, who = "", False, at
        if head is not None and head.name:
            name, badge = head.name, head.badge
        elif rest and (found := self._sender(rest, head, reader)) is not None:
            who = found
            if not self._name_last:
                reader.go_on([self._lines[i] for i in rest if i < who])
            rest = [i for i in rest if i > who or (self._name_last and i < who)]
            name, badge = account(self._texts[who])
        if not name and (head is None or not reader.begun):
            reader.leave(*[self._lines[i] for i in block if i == at])
            reader.go_on([self._lines[i] for i in rest])
            return
        text = self._texts[who] if who >= 0 else ""
        nested = indent(text) > base or branches(text)
        moment, to = (head.moment, head.to) if head else (None, "")
        reader.begin(moment, name, to, badge=badge, nested=nested)
        if head is not None and head.said:
            reader.say([replace(self._lines[at], text=head.said)])
        else:
            reader.leave(*[self._lines[i] for i in sorted({at, who} - {-1})])
        reader.say([self._lines[i] for i in rest])

    def _sender(self, rest: Sequence[int], head: Head | None, reader: Stamper) -> int | None:
        """Return the line of a block that names who sends it."""
        texts = {i: self._texts[i].strip() for i in rest}
        if self._name_last:
            return rest[-1] if self._is_name(rest[-1]) else None
        known = [i for i in rest if texts[i] in self._known]
        if not reader.begun and head is not None:
            # The title of the document stands above the first of all.
            told = rest[-2] if len(rest) > 1 else rest[0]
            return known[-1] if known else (told if self._is_name(told) else None)
        if known and known[0] == rest[0]:
            return rest[0]
        name, badge = account(texts[rest[0]])
        if head is not None:
            return rest[0] if self._is_name(rest[0]) and len(rest) > 1 else None
        strict = 1 < len(name.split()) <= 5 and name.istitle()
        alone = len(rest) > 1 and self._is_name(rest[0])
        return rest[0] if reader.begun and alone and (badge or strict) else None


def _saved(top: Sequence[str]) -> date | None:
    """Return the first day that the first lines tell, in the year that they tell."""
    day = next((d for text in top if (d := find_day(text))), None)
    year = next((int(match[0]) for text in top if (match := _YEAR.search(text))), None)
    if day is None and year is not None:
        day = next((d for text in top if (d := find_short_day(text, year))), None)
    return day
