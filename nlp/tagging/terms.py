"""Words to terms: words and pairs of words, characters inside words, and bare syllables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlp.reading.encoding import strip_diacritics

Tokens = Sequence[str]
CHAR_NGRAMS = (2, 5)


def word_terms(tokens: Tokens) -> list[str]:
    """Return a text's words and pairs of neighbouring words, in lower case."""
    words = [fold_word(token) for token in tokens]
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]


def char_terms(tokens: Tokens) -> list[str]:
    """Return the character n-grams of a text's words, each within its word.

    They reach over the syllables of a word but not over the gap to the next one.
    """
    return [gram for token in tokens for gram in _grams(fold_word(token))]


def bare_terms(tokens: Tokens) -> list[str]:
    """Return a text's syllables without diacritics, and pairs of neighbouring ones.

    So a text that was typed without diacritics, or with a slip in them, is still understood. A
    pair does not reach over a mark of punctuation.
    """
    terms: list[str] = []
    last = None
    for token in tokens:
        syllables = bare_syllables(token)
        if not syllables:
            last = None
            continue
        terms += syllables
        terms += [f"{a} {b}" for a, b in zip(syllables, syllables[1:])]
        if last is not None:
            terms.append(f"{last} {syllables[0]}")
        last = syllables[-1]
    return terms


@lru_cache(maxsize=50_000)
def bare_syllables(token: str) -> tuple[str, ...]:
    """Return the syllables of a word in lower case, without diacritics."""
    plain = strip_diacritics(token.lower())
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def fold_word(token: str) -> str:
    """Return a word as the vocabulary writes it: lower case, syllables joined."""
    return token.lower().replace(" ", "_")


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    padded = f" {word[:64]} "
    low, high = CHAR_NGRAMS
    return tuple(
        padded[i : i + n] for n in range(low, high + 1) for i in range(len(padded) - n + 1)
    )
