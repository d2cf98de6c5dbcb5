"""Which opinion a message of an office answers."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from nlp.reading.encoding import normalize
from nlp.reading.matters import answered, asks, content_words
from nlp.reading.messages.replies import speaks_to_all
from nlp.reading.rules import fold, load_rules

# An answer comes within so many rows, and to one of so many opinions.
WINDOW = 500
_RECENT = 100
# What a sender writes within so many rows goes together.
NEAR = 20
# Fewer words are no opinion, unless they ask for something or the office answers them.
_SHORTEST = 6
# Words in common that tie an answer to an opinion, and what else counts as so many.
_TIES = 2
_LAST, _NAMED, _ANSWERED = 3, 20, 3
_OPENING = 200
_ADDRESSED = re.compile(
    r"(?:(?i:\b(?:anh|chị|bạn|cô|chú|bác|ông|bà|em|cháu|dì|thầy|mợ|cậu))\s+|@)"
    r"((?:[^\W\d_]+\s?){1,4})"
)


@dataclass
class Asked:
    """An opinion in the making: what one sender wrote in rows of one matter.

    Attributes
    ----------
    number : int
        Of the row where it begins.
    sender, thread : str
        Who wrote it, and in which conversation where a column says so.
    day : datetime.date or None
    home : str
        Where the sender says that he lives.
    cells : sequence
        Of the row where it begins.
    position : str
    text : str
        The messages so far, a line each.
    numbers : set of str
        The messages' own, by which answers refer to them.
    answers : list of str
    more : mapping of str
        Fields of that row beside the columns, by their names.
    """

    number: int
    sender: str
    thread: str
    day: date | None
    home: str
    cells: Sequence[Any]
    position: str
    text: str
    numbers: set[str] = field(default_factory=set)
    answers: list[str] = field(default_factory=list)
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """What it is about."""
        return _content_words(self.text)

    @property
    def is_short(self) -> bool:
        """Whether it may be no more than a part of something, as "ngay cầu sắt" is."""
        return _is_short(self.text)


@lru_cache(maxsize=4 * _RECENT)
def _content_words(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


@lru_cache(maxsize=4 * _RECENT)
def _is_short(text: str) -> bool:
    return len(text.split()) < _SHORTEST and not asks(text)


class Pairing:
    """Keeps what was asked of late, and tells what of it is answered."""

    def __init__(self) -> None:
        self._recent: deque[Asked] = deque(maxlen=_RECENT)
        # Whom the office last answered, and who wrote last.
        self._answering: Asked | None = None
        self.writer = ""

    def write(self, sender: str) -> None:
        """Note who writes."""
        if self.writer != sender:
            self._answering = None
        self.writer = sender

    def ask(self, asked: Asked) -> None:
        """Take an opinion."""
        self._recent.append(asked)

    def knows(self, sender: str) -> bool:
        """Tell whether somebody wrote of late."""
        return any(one.sender == sender for one in self._recent)

    def answer(self, text: str, thread: str, number: int) -> Asked | None:
        """Put an answer to the opinions that it is to.

        Parameters
        ----------
        text : str
        thread : str
            The conversation, the receiver or the message, folded; empty where none is told.
        number : int
            Of the row.

        Returns
        -------
        Asked or None
            The opinion that is answered, None where no sign tells.
        """
        asked = self._asked(text, thread, number)
        if asked is None:
            return None
        # "@Cúc Sữa Chào chị, ..."
        reply = text.removeprefix(f"@{asked.sender}").lstrip(" ,:")
        near = self._beside(asked)
        for index in answered(reply, [one.text for one in near]):
            near[index].answers.append(reply)
        if reply not in asked.answers:
            asked.answers.append(reply)
        self._answering = asked
        return asked

    def _asked(self, text: str, thread: str, number: int) -> Asked | None:
        """Return the opinion that the office answers, None where no sign tells."""
        # Nobody is answered by name in what is said to all.
        to_all = speaks_to_all(text)
        words, names = content_words(text), set() if to_all else _addressed(text)
        near = [one for one in self._recent if number - one.number <= WINDOW]
        matters = {one.sender for one in near if not one.is_short}
        # Others may have put in a word behind the one who is answered.
        last = self.writer if self.writer in matters or not near else near[-1].sender
        best, found = _TIES, None
        for asked in near:
            score = len(words & asked.words)
            # A few words are a matter where the office takes them up and there is no other.
            if asked.is_short and (asked.sender in matters or not score):
                continue
            if thread and thread in (asked.thread, fold(asked.sender), *asked.numbers):
                score += _NAMED
            elif thread and asked.thread:
                # The office says to whom it writes, and it is not this one.
                continue
            score += _NAMED * bool(names & _name_words(asked.sender))
            score += _LAST * (asked.sender == last and not to_all)
            score -= _ANSWERED * (bool(asked.answers) and asked is not self._answering)
            if score >= best:
                best, found = score, asked
        return found

    def _beside(self, asked: Asked) -> list[Asked]:
        """Return an opinion and those that its sender wrote beside it, none of them answered."""
        own = [one for one in self._recent if one.sender == asked.sender]
        index = next(i for i, one in enumerate(own) if one is asked)
        first = last = index
        while first and not own[first - 1].answers and _are_near(own[first - 1], own[first]):
            first -= 1
        while last + 1 < len(own) and _are_near(own[last], own[last + 1]):
            last += 1
        return own[first : last + 1]


def _are_near(one: Asked, other: Asked) -> bool:
    return one.day == other.day and other.number - one.number <= NEAR


def _addressed(text: str) -> set[str]:
    """Return the words of the name that stands behind a title at the beginning of an answer."""
    found = _ADDRESSED.finditer(text[:_OPENING])
    return {word for match in found for word in _name_words(match[1])}


@lru_cache(maxsize=4 * _RECENT)
def _name_words(name: str) -> frozenset[str]:
    """Return the words of a name that have a capital, without titles."""
    titles = load_rules().titles
    words = normalize(name).replace(".", " ").split()
    own = (word for word in words if word[:1].isupper())
    return frozenset(word.lower() for word in own if word.lower() not in titles)
