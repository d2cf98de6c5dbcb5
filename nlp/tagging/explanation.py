"""Which words of a text spoke for a label and which against, from the model's own weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.reading.privacy import TOKENS
from nlp.tagging.classifier import Calibration, LinearClassifier
from nlp.tagging.occurrences import Occurrences
from nlp.tagging.scoring import Scored

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
    classifier : LinearClassifier
    calibration : Calibration
        Its weights say how much the leads count.
    """

    def __init__(self, classifier: LinearClassifier, calibration: Calibration) -> None:
        self._classifier = classifier
        self._calibration = calibration

    def word_weights(self, scored: Scored, labels: Sequence[int]) -> list[NDArray[np.float64]]:
        """Return what each word adds to the decision value of its text's label.

        Parameters
        ----------
        scored : Scored
            n texts.
        labels : sequence of int, length n
            Index of each text's label.

        Returns
        -------
        list of n arrays of float, one value a word
        """
        weights = self._weights(scored.said, scored.whole, labels)
        lead = np.repeat(scored.values.lead_weights(self._calibration), scored.said.lengths)
        weights += lead * self._weights(scored.said_first, scored.lead, labels)
        return np.split(weights, np.cumsum(scored.said.lengths)[:-1])

    def _weights(
        self, said: Occurrences, matrix: sparse.csr_array, labels: Sequence[int]
    ) -> NDArray[np.float64]:
        """Return one value a word of all texts."""
        row_of_word = said.row_of_word
        if not matrix.nnz:
            return np.zeros(len(row_of_word))
        # A pair's column comes once for either of its words, each with half of it.
        owner = np.concatenate([said.words, said.pairs, said.pairs + 1])
        columns = np.concatenate([said.columns, said.pair_columns, said.pair_columns])
        shares = np.ones(len(owner))
        shares[len(said.words) :] = 0.5
        # One sorted list of (row, column) keys serves to look up all occurrences at once.
        n_features = matrix.shape[1]
        rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        place = np.searchsorted(
            rows * n_features + matrix.indices, row_of_word[owner] * n_features + columns
        )
        times = np.bincount(place, shares, minlength=matrix.nnz)
        weight = self._classifier.coef[matrix.indices, np.asarray(labels)[rows]]
        added = (matrix.data * weight / np.maximum(times, 1))[place] * shares
        return np.bincount(owner, added, minlength=len(row_of_word)).astype(np.float64)

    def keywords(
        self, texts: Sequence[Sequence[str]], scored: Scored, labels: Sequence[int]
    ) -> list[list[str]]:
        """Return the words that spoke most for each text's label, most telling first.

        Parameters
        ----------
        texts : sequence of n texts' words
        scored, labels
            As for `word_weights`.

        Returns
        -------
        list of n lists of up to `MAX_KEYWORDS` words, as written
        """
        weights = self.word_weights(scored, labels)
        return [_best(words, values) for words, values in zip(texts, weights)]


# What stands for masked names and numbers says nothing of the topic. Blanks part words.
_KINDS = "|".join(token for kind, token in TOKENS.items() if kind != "name")
_MASKED = re.compile(rf"\[ ?(?:{TOKENS['name']}-[0-9a-f]{{6}}|{_KINDS}) ?\]")
_BRACKET = re.compile(r"[\[\]]")


def _best(words: Sequence[str], weights: NDArray[np.float64]) -> list[str]:
    written: dict[str, str] = {}
    added: dict[str, float] = {}
    masked = _masked(words)
    for i in np.flatnonzero(weights > 0).tolist():
        key = words[i].lower()
        if any(map(str.isalpha, key)) and i not in masked and not _BRACKET.search(key):
            written.setdefault(key, words[i])
            added[key] = added.get(key, 0.0) + float(weights[i])
    least = _MIN_SHARE * float(weights[weights > 0].sum())
    ranked = sorted(added, key=lambda key: -added[key])
    return [written[key] for key in ranked[:MAX_KEYWORDS] if added[key] >= least]


def _masked(words: Sequence[str]) -> set[int]:
    """Return which words are a part of what stands for masked names and numbers."""
    if not any("[" in word for word in words):
        return set()
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    found: set[int] = set()
    for match in _MASKED.finditer(" ".join(words)):
        first, past = np.searchsorted(starts, match.span(), "right")
        found.update(range(int(first) - 1, int(past)))
    return found
