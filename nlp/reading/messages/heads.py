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
from dataclasses import dataclass, replace
from datetime import date

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.formats.word import Paragraph
from nlp.reading.messages.columns import is_office_name
from nlp.reading.messages.layouts import addressed, to_sender
from nlp.reading.messages.moments import (
    Moment,
    day_alone,
    is_chrome,
    moment_in,
    without_chrome,
)
from nlp.reading.stamps import is_called_chat, messages_of

# So many heads, and such a share of the lines, are of messages.
_FEWEST, _SHARE = 3, 0.15
# So many of the moments have a name in the same place.
_SAME_PLACE, _SAME_LABEL = 0.6, 0.9
_TITLE_LINES = 5
_TITLE = re.compile(r"\b(?:facebook|fanpage|bài đăng|bình luận|tin nhắn|sms)\b", re.IGNORECASE)
_NAME_WORDS, _NAME_LETTERS = 8, 50
# A head has so many letters at the most before what is said.
_HEAD_LETTERS = 110
_INLINE = re.compile(r"^(?P<name>[^:|\n]{1,60}?)\s*(?::|\|)\s+(?P<said>\S.*)$", re.DOTALL)
_BRANCH = re.compile(r"^[^\w\s(\[@+\"“'✓✔☑✅]{1,3}\ufe0f?\s+(?=\S)")
# The beginning of what another wrote: '"Đêm qua trộm cậy cửa…"'.
_QUOTED = re.compile(r"[\"“]([^\"“”]{6,}?)\W*[\"”]")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# Who somebody is stands in brackets behind his name.
_NOTE = re.compile(r"(?<=\S)\s*\([^()]{1,70}\)$")
_LINKS = re.compile(
    r"(?:^|\s)(?:(?:đã )?(?:gửi|viết|đăng|nhắn)(?: lúc)?|lúc|vào)\s*$", re.IGNORECASE
)
_OPENERS, _CLOSERS = " \t([{<,·•▪|–—-_*~", " \t)]}>,·•▪|–—-_*~"


@dataclass(frozen=True)
class _Head:
    """What a line tells of a message: its moment, perhaps who sends it and what is said."""

    moment: Moment
    name: str = ""
    said: str = ""
    badge: bool = False

    @property
    def alone(self) -> bool:
        return not self.name


@dataclass
class _Sent:
    """A message in the making."""

    stamp: str
    name: str
    to: str = ""
    empty: bool = True


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
        self._heads = [_head(text) for text in self._texts]
        self._unlabel()
        self._press()
        self._chrome = [
            head is None and is_chrome(text) for head, text in zip(self._heads, self._texts)
        ]
        self._top = self._texts[:_TITLE_LINES]
        self._saved = _saved(self._top)
        self._known = Counter(head.name for head in self._heads if head and head.name)
        self._name_last = False

    def _unlabel(self) -> None:
        """Take what stands before nearly all moments for a label ("Đã gửi: ..."), and no name."""
        names = Counter(head.name for head, _ in self._told() if head.name and not head.said)
        label, count = names.most_common(1)[0] if names else ("", 0)
        if count < max(_FEWEST, _SAME_LABEL * names.total()):
            return
        labelled = {i for i, head in enumerate(self._heads) if head and head.name == label}
        over = sum(
            _namelike(_account(self._texts[i - 1])[0])
            for i in labelled
            if i and i - 1 not in labelled
        )
        if over >= _SAME_PLACE * count:
            self._heads = [
                replace(head, name="") if head and i in labelled else head
                for i, head in enumerate(self._heads)
            ]

    def _press(self) -> None:
        """Take the buttons behind most moments for a moment where they stand without one."""
        told = self._told()
        behind = (_words(text.strip()[head.moment.end :]) for head, text in told if head.alone)
        common = Counter(filter(None, behind)).most_common(1)
        if not common or common[0][1] < _FEWEST:
            return
        for index, text in enumerate(self._texts):
            if self._heads[index] is None and _words(text) == common[0][0]:
                self._heads[index] = _Head(Moment("", 0, 0))

    def fits(self) -> bool:
        """Tell whether the document is a chat, and none whose lines are stamped already."""
        told = [head for head, _ in self._told()]
        if len(told) < max(_FEWEST, _SHARE * len(self._lines)):
            return False
        stamped = sum(one is not None and one.sender != "" for one in messages_of(self._texts))
        if 2 * stamped >= len(told) or sum(map(self._heads_talk, range(len(self._lines)))) > 1:
            return False
        called = is_called_chat(self._texts)
        days = sum(head.moment.day(None, None) is not None for head in told)
        dated = days >= max(_FEWEST, len(told) / 2) and max(self._known.values(), default=0) > 1
        pressed = sum(
            head.alone and bool(_words(text.strip()[head.moment.end :]))
            for head, text in self._told()
        )
        page = any(map(_TITLE.search, self._top)) or pressed >= _FEWEST
        # A stamp of an hour alone tells a message only in what is called a chat.
        return called or ((page or dated) and (days > 0 or self._saved is not None))

    def _heads_talk(self, index: int) -> bool:
        """Tell whether a line says with whom an office talks in what stands below, and when."""
        pieces = [p.strip() for p in re.split(r"[|·•=#]+", self._texts[index]) if p.strip()]
        days = [p for p in pieces if find_day(p) and len(p.split()) <= 3]
        return self._heads[index] is None and len(days) == 1 and 1 < len(pieces) <= 4

    def _told(self) -> list[tuple[_Head, str]]:
        return [(head, text) for head, text in zip(self._heads, self._texts) if head is not None]

    def read(self) -> tuple[list[Paragraph], list[Paragraph]]:
        """Return the messages, and what only tells of them."""
        starts = self._boundaries()
        blocks: list[list[int]] = []
        for index in range(len(self._lines)):
            if index in starts or not blocks:
                blocks.append([])
            blocks[-1].append(index)
        reader = _Reader(self._known, self._saved, called=is_called_chat(self._texts))
        base = self._base()
        for block in blocks:
            self._read_block(block, reader, base)
        return reader.said, reader.left

    def _base(self) -> int:
        """Return how far those lines are set in that begin messages which answer none."""
        names = [
            _indent(text)
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
        starts |= {i + 1 if above and i in set(bare) else i for i in named}
        if len(alone) < max(_FEWEST, len(named)):
            return starts | {i for i in alone}
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
            starts |= set(filter(self._is_inner_name, range(size - 1)))
        return starts | {i for i, text in enumerate(self._texts) if text.strip() in self._known}

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
        if not _indent(text) or _indent(text) != _indent(below):
            return False
        name, badge = _account(text)
        full = 1 < len(name.split()) <= 5 and name.istitle()
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
        name, _ = _account(self._texts[index])
        return _namelike(name) and (name[:1].isupper() or not name[:1].isalpha())

    def _read_block(self, block: Sequence[int], reader: _Reader, base: int) -> None:
        head = next((h for i in block if (h := self._heads[i]) is not None), None)
        rest = [i for i in block if self._heads[i] is None]
        for index in rest:
            if self._chrome[index] or (head is None and self._day(index) is not None):
                reader.leave(self._lines[index], day=day_alone(self._texts[index], reader.day))
        rest = [i for i in rest if not self._chrome[i] and self._day(i) is None]
        at = next((i for i in block if self._heads[i] is not None), -1)
        name, badge, who = "", False, at
        if head is not None and head.name:
            name, badge = head.name, head.badge
        elif rest and (found := self._sender(rest, head, reader)) is not None:
            who = found
            rest = [i for i in rest if i > who or (self._name_last and i < who)] or []
            reader.before([self._lines[i] for i in block if i < who and i != at])
            name, badge = _account(self._texts[who])
        if not name and (head is None or not reader.begun):
            reader.leave(*[self._lines[i] for i in block if i == at])
            reader.go_on([self._lines[i] for i in rest])
            return
        text = self._texts[who] if who >= 0 else ""
        nested = _indent(text) > base or _BRANCH.match(text.strip()) is not None
        reader.begin(head.moment if head else None, name, badge=badge, nested=nested)
        if head is not None and head.said:
            reader.say([replace(self._lines[at], text=head.said)])
        else:
            reader.leave(*[self._lines[i] for i in sorted({at, who} - {-1})])
        reader.say([self._lines[i] for i in rest])

    def _sender(self, rest: Sequence[int], head: _Head | None, reader: _Reader) -> int | None:
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
        name, badge = _account(texts[rest[0]])
        if head is not None:
            return rest[0] if self._is_name(rest[0]) and len(rest) > 1 else None
        strict = 1 < len(name.split()) <= 5 and name.istitle()
        alone = len(rest) > 1 and _namelike(name)
        return rest[0] if reader.begun and alone and (badge or strict) else None


class _Reader:
    """Puts messages together in their order."""

    def __init__(self, known: Counter[str], saved: date | None, *, called: bool) -> None:
        self.said: list[Paragraph] = []
        self.left: list[Paragraph] = []
        self.begun = False
        self.day: date | None = None
        self._known, self._saved, self._called = known, saved, called
        self._author = self._name = ""
        self._texts: list[str] = []
        self._open: _Sent | None = None

    def before(self, lines: Sequence[Paragraph]) -> None:
        """Take lines above the first message, or above a sender's name."""
        self.go_on(lines)

    def leave(self, *lines: Paragraph, day: date | None = None) -> None:
        """Leave out lines that tell of messages only, perhaps of their day."""
        self.left += lines
        self.day = day or self.day

    def begin(self, moment: Moment | None, name: str, *, badge: bool, nested: bool) -> None:
        """Begin a message."""
        self.begun = True
        name = name or self._name
        if moment is not None:
            day = moment.day(self.day, self._saved)
            self.day = day or self.day
        hour = (moment.hour if moment else "") or "00:00"
        day = self.day or (None if self._called else self._saved)
        stamp = f"[{day:%d/%m/%Y} {hour}]" if day else f"[{hour}]"
        office = is_office_name(name) or (badge and nested)
        sent = name if is_office_name(name) or not office else f"Tác giả {name}"
        to = self._author if nested and office and self._author != name else ""
        self._author = self._author if nested else name
        self._name = name
        self._open = _Sent(stamp, sent, to)

    def say(self, lines: Sequence[Paragraph]) -> None:
        """Take what is said in the message that has begun."""
        for line in lines:
            one = self._open
            if one is None or not one.empty:
                self.said.append(line)
                continue
            to, text = addressed(line.text.strip(), self._known)
            one.to = to or ("" if text.startswith("@") else one.to)
            if one.to and text.startswith(f"{one.to} "):
                # The program writes whom it answers before the text.
                text = text[len(one.to) :].strip()
            quoted = _QUOTED.fullmatch(text)
            if not text or (quoted and any(x.startswith(quoted[1]) for x in self._texts)):
                self.left.append(line)
                continue
            self._texts.append(text)
            one.empty = False
            words = f"{to_sender(one.to) if one.to else ''}{text}"
            self.said.append(replace(line, text=f"{one.stamp} {one.name}: {words}"))

    def go_on(self, lines: Sequence[Paragraph]) -> None:
        """Take lines that go on the message above, or stand above all."""
        for line in lines:
            noted = any(f"{name} đã " in line.text for name in self._known if name)
            if noted and self.begun:
                self.left.append(line)
            else:
                self.say([line])


def _saved(top: Sequence[str]) -> date | None:
    """Return the first day that the first lines tell, in the year that they tell."""
    day = next((d for text in top if (d := find_day(text))), None)
    year = next((int(match[0]) for text in top if (match := _YEAR.search(text))), None)
    if day is None and year is not None:
        day = next((d for text in top if (d := find_short_day(text, year))), None)
    return day


def _head(text: str) -> _Head | None:
    """Return what a line tells of a message, None where it holds no moment beside little else."""
    text = text.strip()
    moment = moment_in(text[: _HEAD_LETTERS + 30])
    if moment is None or moment.begin > _HEAD_LETTERS:
        return None
    raw_before, raw_after = text[: moment.begin], text[moment.end :]
    before = _LINKS.sub("", _BRANCH.sub("", f"{raw_before} ").rstrip(_OPENERS)).rstrip(
        _OPENERS + ":"
    )
    after = raw_after.lstrip(_CLOSERS)
    if not any(map(str.isalnum, before)):
        if is_chrome(after) or not after:
            return _Head(moment)
        if not moment.hour:
            return None
        if inline := _INLINE.match(after):
            name, badge = without_chrome(inline["name"])
            return _Head(moment, name, inline["said"], badge) if _namelike(name) else None
        name, badge = without_chrome(after.rstrip(":").rstrip())
        return _Head(moment, name, "", badge) if _namelike(name) else None
    name, badge = without_chrome(before)
    set_off = raw_before != raw_before.rstrip(_OPENERS.replace(" ", "")) or "  " in raw_before
    set_off = set_off or raw_before.rstrip()[-1:] in _OPENERS.strip()
    if not _namelike(name) or not (moment.hour or set_off):
        return None
    if not after or is_chrome(after):
        return _Head(moment, name, "", badge)
    said = re.match(r"^[:|>]\s*(?P<said>\S.*)$", after, re.DOTALL)
    return _Head(moment, name, said["said"], badge) if said else None


def _account(text: str) -> tuple[str, bool]:
    """Return the name on a line, and whether it has the badge of who writes for the page."""
    return without_chrome(_BRANCH.sub("", text.strip()))


def _words(text: str) -> str:
    """Return the words of what a program writes, without numbers and signs."""
    return " ".join(re.findall(r"[^\W\d_]+", text.lower())) if is_chrome(text) else ""


def _namelike(name: str) -> bool:
    """Tell whether a text may be the name of an account."""
    bare = _NOTE.sub("", name)
    return (
        0 < len(bare.split()) <= _NAME_WORDS
        and len(bare) <= _NAME_LETTERS
        and any(map(str.isalpha, name))
        and name[-1] not in ".?!…;,:"
        and ": " not in name
        and (name[0].isalnum() or name[0] in "@~")
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
