"""Which words of a text spoke for a label and which against, from the model's own weights."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.tagging.classifier import LinearClassifier
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.scoring import Scored, lead_of

MAX_KEYWORDS = 5
# A keyword carries at least this share of what all words together say for the label.
_MIN_SHARE = 0.04


@dataclass(frozen=True)
class WordWeight:
    """What a word adds to a label's decision value; negative where it spoke against."""

    word: str
    weight: float


class Explainer:
    """Shares a linear model's decision values out among the words of the texts.

    A feature's part is split evenly among the words that it was counted in, so that the words'
    weights and the label's intercept add up to the decision value. The words of a text's lead
    speak once more with the weight of the lead.

    Parameters
    ----------
    features : FeatureExtractor
    classifier : LinearClassifier
    lead_weight : float
    """

    def __init__(
        self, features: FeatureExtractor, classifier: LinearClassifier, lead_weight: float
    ) -> None:
        self._features = features
        self._classifier = classifier
        self._lead_weight = lead_weight

    def word_weights(
        self, texts: Sequence[Sequence[str]], scored: Scored, labels: Sequence[int]
    ) -> list[NDArray[np.float64]]:
        """Return what each word adds to the decision value of its text's label.

        Parameters
        ----------
        texts : sequence of n texts' words
        scored : Scored
            Their features.
        labels : sequence of int, length n
            Index of each text's label.

        Returns
        -------
        list of n arrays of float, one value a word
        """
        whole = self._weights(texts, scored.whole, labels)
        lead = self._weights([lead_of(words) for words in texts], scored.lead, labels)
        for values, added in zip(whole, lead):
            values[: len(added)] += self._lead_weight * added
        return whole

    def _weights(
        self,
        texts: Sequence[Sequence[str]],
        matrix: sparse.csr_array,
        labels: Sequence[int],
    ) -> list[NDArray[np.float64]]:
        lengths = np.asarray([len(words) for words in texts], dtype=np.intp)
        ends = np.cumsum(lengths)
        if not len(texts) or not matrix.nnz:
            return [np.zeros(n) for n in lengths]
        owner, columns, shares = self._occurrences(texts, ends - lengths)
        row_of_word = np.repeat(np.arange(len(texts)), lengths)
        # One sorted list of (row, column) keys serves to look up all occurrences at once.
        n_features = matrix.shape[1]
        rows = np.repeat(np.arange(len(texts)), np.diff(matrix.indptr))
        place = np.searchsorted(
            rows * n_features + matrix.indices, row_of_word[owner] * n_features + columns
        )
        # A pair's column comes once for either of its words, each with half of it.
        times = np.bincount(place, shares, minlength=matrix.nnz)
        weight = self._classifier.coef[np.asarray(labels)[rows], matrix.indices]
        said = (matrix.data * weight / np.maximum(times, 1))[place] * shares
        weights = np.bincount(owner, said, minlength=len(row_of_word))
        return np.split(weights, ends[:-1])

    def _occurrences(
        self, texts: Sequence[Sequence[str]], starts: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
        """Return who was counted where: word, column, and the word's share in it."""
        own: list[NDArray[np.intp]] = []
        pairs: list[tuple[int, int]] = []
        for start, words in zip(starts.tolist(), texts):
            own += map(self._features.token_columns, words)
            for i, (word, following) in enumerate(itertools.pairwise(words), start):
                column = self._features.pair_column(word, following)
                if column is not None:
                    pairs.append((i, column))
        sizes = np.fromiter(map(len, own), dtype=np.intp, count=len(own))
        first, column_of_pair = np.asarray(pairs, dtype=np.intp).reshape(-1, 2).T
        owner = np.concatenate([np.repeat(np.arange(len(own)), sizes), first, first + 1])
        columns = np.concatenate([*own, column_of_pair, column_of_pair])
        shares = np.ones(len(owner))
        shares[len(owner) - 2 * len(pairs) :] = 0.5
        return owner, columns, shares

    def keywords(
        self, texts: Sequence[Sequence[str]], scored: Scored, labels: Sequence[int]
    ) -> list[list[str]]:
        """Return the words that spoke most for each text's label, most telling first.

        Parameters
        ----------
        texts, scored, labels
            As for `word_weights`.

        Returns
        -------
        list of n lists of up to `MAX_KEYWORDS` words, as written
        """
        weights = self.word_weights(texts, scored, labels)
        return [_best(words, values) for words, values in zip(texts, weights)]


def _best(words: Sequence[str], weights: NDArray[np.float64]) -> list[str]:
    written: dict[str, str] = {}
    added: dict[str, float] = {}
    for i in np.flatnonzero(weights > 0).tolist():
        key = words[i].lower()
        if any(map(str.isalpha, key)):
            written.setdefault(key, words[i])
            added[key] = added.get(key, 0.0) + float(weights[i])
    least = _MIN_SHARE * float(weights[weights > 0].sum())
    ranked = sorted(added, key=lambda key: -added[key])
    return [written[key] for key in ranked[:MAX_KEYWORDS] if added[key] >= least]
