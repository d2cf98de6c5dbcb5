"""The syllables of a text, as the search for names reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reading.masking.words import Phrases, fold, name_words

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_PHRASE = 4  # syllables of a phrase in the lists


@dataclass(frozen=True)
class Token:
    """A syllable, number or mark.

    Attributes
    ----------
    start, end : int
        Where it stands in the text.
    text, word : str
        As written, and in lower case.
    letters, capital, acronym : bool
        It is a syllable; its first letter, or all of two or more, are capitals.
    """

    start: int
    end: int
    text: str
    word: str
    letters: bool
    capital: bool
    acronym: bool


class Sentence:
    """The syllables of a text and how it is typed.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        letters = "".join(filter(str.isalpha, text))
        self.upper = len(letters) > 8 and letters.isupper()
        self.bare = fold(text) == text.lower()
        self.words = name_words(bare=self.bare)
        self.tokens = [self._token(match) for match in _TOKEN.finditer(text)]
        capitals = sum(token.capital for token in self.tokens)
        # Capitals tell nothing where there are none or nothing else.
        self.cased = not self.upper and capitals > 0

    def _token(self, match: re.Match[str]) -> Token:
        text = match.group()
        return Token(
            match.start(),
            match.end(),
            text,
            text.lower() if len(text.lower()) == len(text) else text,
            text[0].isalpha(),
            text[0].isupper(),
            len(text) > 1 and text.isupper(),
        )

    def ends_phrase(self, end: int, phrases: Phrases) -> int:
        """Return how many syllables before `end` make the longest of `phrases`, or 0."""
        for size in range(min(_PHRASE, end), 0, -1):
            if tuple(token.word for token in self.tokens[end - size : end]) in phrases:
                return size
        return 0

    def begins_phrase(self, start: int, phrases: Phrases) -> int:
        """Return how many syllables from `start` on make the longest of `phrases`, or 0."""
        for size in range(min(_PHRASE, len(self.tokens) - start), 0, -1):
            if tuple(token.word for token in self.tokens[start : start + size]) in phrases:
                return size
        return 0

    def adjacent(self, position: int) -> bool:
        """Tell whether nothing but a space parts a token from the one before it."""
        return self.tokens[position].start - self.tokens[position - 1].end == 1
