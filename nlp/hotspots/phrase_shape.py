"""How much a run of words looks like what people call a thing, and not like a cut-out of speech."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nlp.hotspots.similarity import background_idf
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.terms import bare_syllables

# Two syllables that stand together so much more often than by chance (a natural logarithm) are one
# expression, which no name should cut.
_BOUND = 2.5
# What each flaw leaves of a phrase's worth, and what a phrase of the lexicon adds to it.
_CUT = 0.6
_UNHEARD = 0.7
_KNOWN = 1.35
# Phrases of the lexicon are looked for up to so many words.
_LONGEST = 5


class PhraseShapes:
    """The phrases of one sentence, by what citizens write at all and by the lexicon.

    Parameters
    ----------
    words : sequence of str
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._bound = [_bond(*pair) > _BOUND for pair in zip(words, words[1:])]
        self._unheard = [_is_unheard(*pair) for pair in zip(words, words[1:])]
        spans = ((i, j) for i in range(len(words)) for j in range(i + 1, i + 1 + _LONGEST))
        self._known = [(i, j) for i, j in spans if j <= len(words) and _is_known(words[i:j])]

    def factor(self, start: int, end: int) -> float:
        """Return a factor for some of the words: above 1 for a name, below for a fragment.

        Parameters
        ----------
        start, end : int
            The first word, and the one after the last.

        Returns
        -------
        float
        """
        factor = _UNHEARD ** sum(self._unheard[start : end - 1])
        for edge in (start, end):
            if 0 < edge <= len(self._bound) and self._bound[edge - 1]:
                factor *= _CUT
        if any(start <= first and past <= end for first, past in self._known):
            factor *= _KNOWN
        return float(factor)


def _is_known(words: Sequence[str]) -> bool:
    """Tell whether words are, in all, one phrase of the lexicon."""
    phrase = " ".join(words)
    return [match.written for match in _lexicon().find(phrase)] == [phrase]


def _is_unheard(left: str, right: str) -> bool:
    """Tell whether nobody wrote the words side by side.

    What stands by a name or a number was seldom written before, whatever it is.
    """
    return _is_plain(left) and _is_plain(right) and _junction(left, right) is None


def _is_plain(word: str) -> bool:
    return word.islower() and not any(map(str.isdigit, word))


def _bond(left: str, right: str) -> float:
    """Return by how much two words stand together more often than by chance (a logarithm)."""
    pair = _junction(left, right)
    if pair is None:
        return 0.0
    idf, unseen = background_idf("bare")
    return idf.get(pair[0], unseen) + idf.get(pair[1], unseen) - idf[" ".join(pair)] - 1


def _junction(left: str, right: str) -> tuple[str, str] | None:
    """Return the syllables on both sides of a junction, None for a pair that nobody wrote."""
    pair = (*bare_syllables(left)[-1:], *bare_syllables(right)[:1])
    return pair if len(pair) == 2 and " ".join(pair) in background_idf("bare")[0] else None


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()
