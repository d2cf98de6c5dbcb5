"""Where the words of texts are counted: one pass for the features and for their explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Key = TypeVar("Key")
# Words, or pairs of words, whose columns are kept.
_CACHED = 200_000


class ColumnCache(dict[Key, Indices], Generic[Key]):
    """Columns by word or by pair of words, looked up once each; bounded.

    Parameters
    ----------
    find : callable
        Returns the columns of a key.
    """

    def __init__(self, find: Callable[[Key], Indices]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Indices:
        if len(self) >= _CACHED:
            self.clear()
        self[key] = columns = self._find(key)
        return columns


@dataclass(frozen=True)
class Occurrences:
    """Which columns the words of n texts are counted in.

    Attributes
    ----------
    lengths : array of intp, shape (n,)
        Words in each text.
    words, columns : array of intp, shape (n_occurrences,)
        A word (counted through all texts) and a column that it is counted in by itself.
    pairs, pair_columns : array of intp, shape (n_pairs,)
        The first of two neighbouring words, and a column that both are counted in together.
    """

    lengths: Indices
    words: Indices
    columns: Indices
    pairs: Indices
    pair_columns: Indices

    @classmethod
    def of(
        cls,
        texts: Sequence[Sequence[str]],
        singles: ColumnCache[str],
        neighbours: ColumnCache[tuple[str, str]],
    ) -> Occurrences:
        """Look up the words of texts."""
        lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
        own = [singles[word] for words in texts for word in words]
        firsts: list[int] = []
        together: list[Indices] = []
        start = 0
        for words in texts:
            for place, pair in enumerate(zip(words, words[1:]), start):
                found = neighbours[pair]
                if len(found):
                    firsts.append(place)
                    together.append(found)
            start += len(words)
        return cls(
            lengths,
            _repeated(np.arange(len(own)), own),
            _joined(own),
            _repeated(np.asarray(firsts, dtype=np.intp), together),
            _joined(together),
        )

    @property
    def row_of_word(self) -> Indices:
        """Index of each word's text."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def leading(self, lengths: Indices) -> Occurrences:
        """Return the occurrences within the first `lengths` words of each text.

        The words keep their numbers.
        """
        starts = np.cumsum(self.lengths) - self.lengths
        place = np.arange(int(self.lengths.sum())) - np.repeat(starts, self.lengths)
        limit = np.repeat(lengths, self.lengths)
        inside = place < limit
        # A pair is within where its second word is.
        both = place + 1 < limit
        single, pair = inside[self.words], both[self.pairs]
        return Occurrences(
            self.lengths,
            self.words[single],
            self.columns[single],
            self.pairs[pair],
            self.pair_columns[pair],
        )

    def cut(self, lengths: Indices, kept: NDArray[np.bool_]) -> Occurrences:
        """Return the occurrences within parts of the texts, each as a text of its own.

        Parameters
        ----------
        lengths : array of intp, shape (n_parts,)
            Words in each part, of all texts one after another.
        kept : array of bool, shape (n_parts,)
            Which parts are wanted.

        Returns
        -------
        Occurrences
            Of the parts that are wanted; the words are counted through these.
        """
        part = np.repeat(np.arange(len(lengths)), lengths)
        wanted = kept[part]
        # Where a word is among those that are wanted.
        place = np.cumsum(wanted) - 1
        # A pair is within a part where both its words are.
        together = np.zeros(len(part), dtype=np.bool_)
        together[:-1] = wanted[:-1] & (part[:-1] == part[1:])
        single, pair = wanted[self.words], together[self.pairs]
        return Occurrences(
            lengths[kept],
            place[self.words[single]],
            self.columns[single],
            place[self.pairs[pair]],
            self.pair_columns[pair],
        )


def _repeated(values: Indices, arrays: Sequence[Indices]) -> Indices:
    return np.repeat(values, np.fromiter(map(len, arrays), dtype=np.intp, count=len(arrays)))


def _joined(arrays: Sequence[Indices]) -> Indices:
    return np.concatenate(arrays) if len(arrays) else np.empty(0, dtype=np.intp)
