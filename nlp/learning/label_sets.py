"""How many further labels an opinion gets: what is chosen by the micro-F1 of the label sets."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nlp.learning.corpus import Corpus
from nlp.learning.evaluation import label_matrix
from nlp.tagging.classifier import Calibration, Floats, decide

# From what decision value on a further label may be added: these, and finer ones about the best.
_THRESHOLDS = tuple(round(0.1 * step, 2) for step in range(-20, 21))
_FINER = tuple(round(0.02 * step, 2) for step in range(-4, 5))


@dataclass(frozen=True)
class MicroF1:
    """A micro-F1 of label sets, and how each batch of opinions sways it.

    Attributes
    ----------
    value : float
    sway : array of float, shape (n_batches,)
        Linearised, as of any ratio of sums.
    """

    value: float
    sway: Floats

    def is_near(self, best: MicroF1) -> bool:
        """Tell whether it is within a standard error of the best (Breiman et al. 1984).

        The error is that of the difference between both, with whole batches as its units.
        """
        return bool(best.value - self.value <= np.sqrt(((best.sway - self.sway) ** 2).sum()))


class LabelSetJudge:
    """Judges label sets by their micro-F1.

    Parameters
    ----------
    corpus : Corpus
        n opinions that the model has not read.
    values : array of float, shape (n, n_labels)
        Decision values for the primary label.
    several_share : float, optional
        Share of opinions with several labels where the tagger will be used, above 0 and below 1;
        by default that of the corpus.
    """

    def __init__(self, corpus: Corpus, values: Floats, several_share: float | None) -> None:
        self._corpus, self._values = corpus, values
        self._weights = _weights(corpus, several_share)
        self._carried = corpus.indicator.sum(axis=1)
        self._batches = np.unique(corpus.groups, return_inverse=True)[1]

    def threshold(self, further_values: Floats) -> float:
        """Return the decision value from which further labels are best added.

        Of several that are equally good it is the middle one.

        Parameters
        ----------
        further_values : array of float, shape (n, n_labels)
        """
        return _middle_best(self._by_threshold(further_values))

    def best(self, further_values: Floats) -> MicroF1:
        """Return the micro-F1 at the threshold that is best for it.

        Parameters
        ----------
        further_values : array of float, shape (n, n_labels)
        """
        return max(self._by_threshold(further_values).values(), key=lambda one: one.value)

    def _by_threshold(self, further_values: Floats) -> dict[float, MicroF1]:
        found = {threshold: self._at(threshold, further_values) for threshold in _THRESHOLDS}
        middle = _middle_best(found)
        for threshold in (round(middle + step, 2) for step in _FINER):
            found[threshold] = self._at(threshold, further_values)
        return found

    def _at(self, threshold: float, further_values: Floats) -> MicroF1:
        calibration = replace(Calibration(), label_threshold=threshold)
        decision = decide(self._values, self._corpus.tree, calibration, further_values)
        predicted = label_matrix(decision.label_sets, len(self._corpus.tree.labels))
        hits = 2.0 * (predicted & self._corpus.indicator).sum(axis=1)
        labels = predicted.sum(axis=1) + self._carried
        total = float(self._weights @ labels)
        value = float(self._weights @ hits) / total
        sway = self._weights * (hits - value * labels) / total
        return MicroF1(value, np.bincount(self._batches, sway).astype(np.float64))


def _middle_best(found: dict[float, MicroF1]) -> float:
    best = max(one.value for one in found.values())
    equal = [threshold for threshold, one in found.items() if one.value == best]
    return round(float(np.median(equal)), 2)


def _weights(corpus: Corpus, several_share: float | None) -> Floats:
    """Return weights of the opinions under which those with several labels have this share."""
    several = corpus.indicator.sum(axis=1) > 1
    share = float(several.mean())
    if several_share is None or not 0 < share < 1:
        return np.ones(len(several))
    return np.where(several, several_share / share, (1 - several_share) / (1 - share))
