"""How likely one syllable follows another: a bigram model of Vietnamese as it is spoken of here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.intp]
LogProbs = NDArray[np.float64]
# What stands for a mark of punctuation or an end, for a number, and for what is no known syllable.
BREAK, NUMBER, UNKNOWN = ".", "0", "?"
SPECIAL = (BREAK, NUMBER, UNKNOWN)
# Log probabilities are kept as whole numbers of this part of a nat.
UNIT = 0.001
_ARRAYS = {
    "syllable_log_prob": np.int16,
    "syllable_back_off": np.int16,
    "bigram_log_prob": np.int16,
}
_ENDS = ("bigram_previous", "bigram_following")


@lru_cache(maxsize=50_000)
def symbol(token: str) -> str:
    """Return what a token is to the model: a syllable in lower case, `NUMBER` or `BREAK`."""
    lower = token.lower()
    if lower.isalpha():
        return lower
    return NUMBER if any(map(str.isdigit, lower)) else BREAK


class SyllableModel:
    """A back-off bigram model over syllables (Katz 1987), in whole numbers.

    Parameters
    ----------
    vocabulary : sequence of str, length n_syllables
        `SPECIAL` first, then the syllables with their diacritics, in lower case.
    arrays : mapping of str to array
        ``syllable_log_prob`` and ``syllable_back_off``, shape (n_syllables,): log probability of a
        syllable by itself, and what is added to it after a syllable that it was not seen after.
        ``bigram_previous``, ``bigram_following`` and ``bigram_log_prob``, shape (n_bigrams,): the
        pairs that were seen, in ascending order, and their log probability. All in `UNIT`.

    Raises
    ------
    ValueError
        The arrays do not fit each other or the vocabulary.
    """

    def __init__(self, vocabulary: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.vocabulary = tuple(vocabulary)
        self.ids = {syllable: i for i, syllable in enumerate(self.vocabulary)}
        n = len(self.vocabulary)
        for name in _ENDS:
            ends = np.asarray(arrays[name])
            if ends.size and not 0 <= ends.min() <= ends.max() < n:
                raise ValueError("a bigram holds an unknown syllable")
        # Two bytes do for the number of any syllable of Vietnamese.
        kinds: dict[str, Any] = {
            **_ARRAYS,
            **dict.fromkeys(_ENDS, np.uint16 if n <= 2**16 else np.int32),
        }
        self.arrays: dict[str, NDArray[Any]] = {
            name: np.ascontiguousarray(arrays[name], dtype=kind) for name, kind in kinds.items()
        }
        alone, back_off, pairs, previous, following = self.arrays.values()
        if self.vocabulary[: len(SPECIAL)] != SPECIAL or len(self.ids) != n:
            raise ValueError("the syllables repeat or do not begin with the special ones")
        if not (alone.shape == back_off.shape == (n,)):
            raise ValueError("the syllables do not fit their probabilities")
        if not (previous.ndim == 1 and previous.shape == following.shape == pairs.shape):
            raise ValueError("the bigrams do not fit their probabilities")
        if (np.diff(self._keys) <= 0).any():
            raise ValueError("the bigrams are not in ascending order")

    def __getstate__(self) -> dict[str, Any]:
        # What is computed when first needed is not worth its bytes.
        return {name: self.__dict__[name] for name in ("vocabulary", "arrays", "ids")}

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        keys: NDArray[np.int64] = self.arrays["bigram_previous"].astype(np.int64)
        keys *= len(self.vocabulary)
        keys += self.arrays["bigram_following"]
        return keys

    def id_of(self, token: str) -> int:
        """Return the number of a token's syllable, that of `UNKNOWN` for another."""
        return self.ids.get(symbol(token), SPECIAL.index(UNKNOWN))

    def log_probs(self, previous: Ids, following: Ids) -> LogProbs:
        """Return how likely each syllable follows each other.

        Parameters
        ----------
        previous : array of intp, shape (n,)
        following : array of intp, shape (m,)

        Returns
        -------
        array of float64, shape (n, m)
        """
        alone, back_off = self.arrays["syllable_log_prob"], self.arrays["syllable_back_off"]
        found: LogProbs = back_off[previous].astype(np.float64)[:, None] + alone[following]
        if not len(self._keys):
            found *= UNIT
            return found
        wanted = previous[:, None] * len(self.vocabulary) + following[None, :]
        place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        seen = self._keys[place] == wanted
        found[seen] = self.arrays["bigram_log_prob"][place[seen]]
        found *= UNIT
        return found
