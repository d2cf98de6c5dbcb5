"""Texts in, a bigram model of their syllables out, and what it reads in them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.learning.phrases import LabelPhrases
from nlp.reading.encoding import normalize
from nlp.reading.syllables import UNSEEN, known_syllables, syllable_score
from nlp.tagging.restoration import Restorer
from nlp.tagging.syllable_model import BREAK, SPECIAL, UNIT, UNKNOWN, SyllableModel, symbol
from nlp.tagging.terms import Tokens
from nlp.tagging.tokens import tokenize

# What is taken off the count of a bigram and given to those that were not seen.
_DISCOUNT = 0.75
# What a syllable counts for that follows none, beside the number of those that it follows.
_SMOOTHING = 0.1
# A text with fewer marked syllables is one that was typed without diacritics: not to be learned.
_LEAST_MARKED = 0.4
_SMALLEST = -32.0


def fit_syllable_model(tokens: Sequence[Tokens], phrases: Sequence[Tokens] = ()) -> SyllableModel:
    """Count which syllable follows which.

    Interpolated Kneser-Ney smoothing (Kneser and Ney 1995, "Improved Backing-off for M-gram
    Language Modeling"): what is taken off the counts of the seen is shared out by how many
    syllables a syllable follows. The syllables that ykien knows without any text are in the
    vocabulary too. Texts typed without diacritics are left out.

    Parameters
    ----------
    tokens : sequence of texts' words
    phrases : sequence of phrases' words, optional
        Counted as well.

    Returns
    -------
    SyllableModel
    """
    sequences = [_symbols(words) for words in tokens]
    sequences = [said for said in sequences if _has_diacritics(said)]
    sequences += [_symbols(words) for words in phrases]
    counts = Counter(itertools.chain.from_iterable(sequences))
    # What is no syllable by its form and was seen once may be a slip.
    seen = {s for s, n in counts.items() if n > 1 or syllable_score(s) >= UNSEEN}
    known = seen | {normalize(syllable) for syllable in known_syllables()}
    vocabulary = [*SPECIAL, *sorted(known - set(SPECIAL))]
    ids = {syllable: i for i, syllable in enumerate(vocabulary)}
    unknown = ids[UNKNOWN]
    pairs: Counter[tuple[int, int]] = Counter()
    for said in sequences:
        numbers = [ids.get(s, unknown) for s in (BREAK, *said, BREAK)]
        pairs.update(zip(numbers, numbers[1:]))
    return _smoothed(vocabulary, pairs)


def fit_restorer(tokens: Sequence[Tokens], phrases: LabelPhrases | None = None) -> Restorer:
    """Learn what text typed without diacritics or with slips is meant as.

    Parameters
    ----------
    tokens : sequence of texts' words
    phrases : LabelPhrases, optional
        Learned beside the texts.
    """
    return Restorer(fit_syllable_model(tokens, phrases.tokens if phrases else ()))


def restored(tokens: Sequence[Tokens], restorer: Restorer) -> list[Tokens]:
    """Return texts' words as they were meant, for a model to learn from.

    Parameters
    ----------
    tokens : sequence of n texts' words
        As written.
    restorer : Restorer

    Returns
    -------
    list of n texts' words
        Parted anew where a syllable is read as another.
    """
    read = list(tokens)
    for row, words in enumerate(tokens):
        written = [s for word in words for s in word.split(" ")]
        meant = restorer.restore(written)
        if meant is not written:
            (read[row],) = tokenize([" ".join(meant)])
    return read


def _smoothed(vocabulary: Sequence[str], pairs: Counter[tuple[int, int]]) -> SyllableModel:
    size = len(vocabulary)
    keys = np.asarray(sorted(pairs), dtype=np.intp).reshape(-1, 2)
    counts = np.asarray([pairs[a, b] for a, b in keys.tolist()], dtype=float)
    previous, following = keys[:, 0], keys[:, 1]
    alone = np.bincount(following, minlength=size) + _SMOOTHING
    alone /= alone.sum()
    total = np.bincount(previous, counts, minlength=size)
    kinds = np.bincount(previous, minlength=size)
    left = np.where(total > 0, _DISCOUNT * kinds / np.maximum(total, 1), 1.0)
    both = (counts - _DISCOUNT) / total[previous] + left[previous] * alone[following]

    return SyllableModel(
        vocabulary,
        {
            "syllable_log_prob": _whole(alone),
            "syllable_back_off": _whole(left),
            "bigram_previous": previous,
            "bigram_following": following,
            "bigram_log_prob": _whole(both),
        },
    )


def _whole(probabilities: NDArray[Any]) -> NDArray[np.int16]:
    units = np.maximum(np.log(probabilities), _SMALLEST) / UNIT
    return np.asarray(np.round(units), dtype=np.int16)


def _symbols(words: Tokens) -> list[str]:
    return list(_without_repeats(symbol(s) for word in words for s in word.split(" ")))


def _without_repeats(symbols: Iterator[str]) -> Iterator[str]:
    last = BREAK
    for said in symbols:
        if said != BREAK or last != BREAK:
            yield said
        last = said


def _has_diacritics(said: Sequence[str]) -> bool:
    words = [s for s in said if s not in SPECIAL]
    return sum(not s.isascii() for s in words) >= _LEAST_MARKED * len(words)
