"""Which words of a text spoke for a label and which against, from the model's own weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.classifier import LinearClassifier
from nlp.tagging.features import FeatureExtractor

Row = tuple[NDArray[np.integer], NDArray[np.float32]]
MAX_KEYWORDS = 5
# A keyword carries at least this share of what all words together say for the label.
_MIN_SHARE = 0.04


@dataclass(frozen=True)
class WordWeight:
    """What a word adds to a label's decision value; negative where it spoke against."""

    word: str
    weight: float


class Explainer:
    """Shares a linear model's decision value out among the words of a text.

    A feature's part is split evenly among the words that it was counted in, so that the words'
    weights and the label's intercept add up to the decision value.

    Parameters
    ----------
    features : FeatureExtractor
    classifier : LinearClassifier
    """

    def __init__(self, features: FeatureExtractor, classifier: LinearClassifier) -> None:
        self._features = features
        self._classifier = classifier

    def word_weights(self, tokens: Sequence[str], row: Row, label: int) -> NDArray[np.float64]:
        """Return what each word adds to a label's decision value.

        Parameters
        ----------
        tokens : sequence of str, length n_words
        row : (columns, values)
            The text's features, columns rising.
        label : int
            Index of the label.

        Returns
        -------
        array of float, shape (n_words,)
        """
        indices, data = row
        if not tokens or not len(indices):
            return np.zeros(len(tokens))
        own = [self._features.token_columns(token) for token in tokens]
        owner = np.repeat(np.arange(len(tokens)), [len(columns) for columns in own])
        pairs = [
            (i, column)
            for i, (a, b) in enumerate(zip(tokens, tokens[1:]))
            if (column := self._features.pair_column(a, b)) is not None
        ]
        first = np.asarray([i for i, _ in pairs], dtype=np.intp)
        columns = np.concatenate([*own, np.asarray([c for _, c in pairs], dtype=np.intp)])
        # Every column that a word is counted in is one of the row's, in rising order.
        place = np.searchsorted(indices, columns)
        times = np.bincount(place, minlength=len(indices))
        values = data * self._classifier.coef[label, indices] / np.maximum(times, 1)
        said = values[place]
        halves = said[len(owner) :] / 2
        n = len(tokens)
        weights = np.bincount(owner, said[: len(owner)], n)
        weights += np.bincount(first, halves, n) + np.bincount(first + 1, halves, n)
        return weights.astype(np.float64)

    def keywords(self, tokens: Sequence[str], row: Row, label: int) -> list[str]:
        """Return the words that spoke most for a label, as written, most telling first."""
        weights = self.word_weights(tokens, row, label)
        total = weights[weights > 0].sum()
        best: dict[str, WordWeight] = {}
        for token, weight in zip(tokens, weights):
            if weight > 0 and any(c.isalpha() for c in token):
                seen = best.get(token.lower())
                added = weight + (seen.weight if seen else 0.0)
                best[token.lower()] = WordWeight(seen.word if seen else token, added)
        ranked = sorted(best.values(), key=lambda w: -w.weight)
        return [w.word for w in ranked[:MAX_KEYWORDS] if w.weight >= _MIN_SHARE * total]
