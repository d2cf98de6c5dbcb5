"""Out-of-fold decision values in; what makes probabilities and labels of them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax

from nlp.learning.corpus import Corpus
from nlp.learning.label_sets import LabelSetJudge
from nlp.tagging.classifier import Calibration, Decision, Floats, decide
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.terms import Tokens

_COVERAGE_MARGIN = 0.7
# A review threshold rests on at least so many accepted opinions.
_LEAST_ACCEPTED = 30


def calibrate(
    values: Floats,
    further_values: Floats,
    corpus: Corpus,
    review_precision: float,
    base: Calibration | None = None,
    *,
    several_share: float | None = None,
    learned: NDArray[np.bool_] | None = None,
) -> Calibration:
    """Learn from out-of-fold decision values what makes probabilities and labels of them.

    Parameters
    ----------
    values, further_values : array of float, shape (n, n_labels)
        For the primary label, and for further ones.
    corpus : Corpus
    review_precision : float
        Share of right primary topics wanted among the accepted.
    base : Calibration, optional
        The weights by which `values` were put together: kept for those who will compute them.
    several_share : float, optional
        Share of opinions with several labels where the tagger will be used, above 0 and below 1;
        by default that of the corpus.
    learned : array of bool, shape (n,), optional
        Whether an opinion's primary label was learned by the model that gave its values; by
        default all were.

    Returns
    -------
    Calibration
    """
    tree = corpus.tree
    scale = temperature(values, corpus.primary, learned)
    plain = Calibration(scale=scale, label_threshold=np.inf)
    decision = decide(values, tree, plain)
    right = (decision.topic == tree.topic_of[corpus.primary]).astype(float)
    best, other, intercept = _fit_sigmoid(decision, right)
    draft = replace(
        base or Calibration(),
        scale=scale,
        best_weight=best,
        other_weight=other,
        intercept=intercept,
    )
    confidence = draft.confidence(decision.best, decision.other)
    return replace(
        draft,
        label_threshold=LabelSetJudge(corpus, values, several_share).threshold(further_values),
        review_threshold=_review_threshold(confidence, right, review_precision),
        review_precision=review_precision,
    )


def temperature(
    values: Floats, primary: NDArray[np.intp], learned: NDArray[np.bool_] | None = None
) -> float:
    """Return the factor on decision values that makes the labels most likely after a softmax.

    Parameters
    ----------
    values : array of float, shape (n, n_labels)
        Out of fold.
    primary : array of intp, shape (n,)
    learned : array of bool, shape (n,), optional
        As of `calibrate`: what is made up of a label that a model has not read says nothing of
        those that it has.
    """
    if learned is not None and learned.any():
        values, primary = values[learned], primary[learned]
    rows = np.arange(len(values))

    def loss(scale: float) -> float:
        return float(-log_softmax(scale * values, axis=1)[rows, primary].mean())

    return float(minimize_scalar(loss, bounds=(0.1, 50), method="bounded").x)


def coverage_threshold(features: FeatureExtractor, tokens: Sequence[Tokens]) -> float:
    """Return the share of known syllables below which a text is not like those of the corpus.

    It is well below that of nearly all texts of the corpus, so that new names and slips of the
    finger do not matter; a small vocabulary gives a low one.

    Parameters
    ----------
    features : FeatureExtractor
        Fitted on the corpus.
    tokens : sequence of n texts' words
    """
    known = [features.coverage(words) for words in tokens]
    return round(_COVERAGE_MARGIN * float(np.percentile(known, 1)), 3)


def _fit_sigmoid(decision: Decision, right: Floats) -> tuple[float, float, float]:
    def loss(weights: Floats) -> float:
        best, other, intercept = map(float, weights)
        candidate = Calibration(best_weight=best, other_weight=other, intercept=intercept)
        p = candidate.confidence(decision.best, decision.other)
        p = np.clip(p, 1e-9, 1 - 1e-9)
        return float(-(right * np.log(p) + (1 - right) * np.log(1 - p)).mean())

    # A weight below 0 would make a better value, or a weaker rival, speak against the topic.
    bounds = [(0, None), (0, None), (None, None)]
    found = minimize(loss, np.array([1.0, 1.0, 0.0]), method="L-BFGS-B", bounds=bounds)
    best, other, intercept = (float(weight) for weight in found.x)
    return best, other, intercept


def _review_threshold(confidence: Floats, right: Floats, precision: float) -> float:
    """Return the lowest confidence from which on the accepted are right as often as wanted."""
    order = np.argsort(-confidence, kind="stable")
    accepted = np.arange(1, len(order) + 1)
    share = np.cumsum(right[order]) / accepted
    good = np.flatnonzero((share >= precision) & (accepted >= min(_LEAST_ACCEPTED, len(order))))
    if not len(good):
        return 1.0
    # Rounded up: a threshold is a number that people read.
    return float(np.ceil(confidence[order[good[-1]]] * 1000) / 1000)
