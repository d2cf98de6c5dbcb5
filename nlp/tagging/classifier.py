"""Arrays to the probability of each topic and subtopic, and from it to a label set."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit, softmax

from nlp.taxonomy import Taxonomy

Floats = NDArray[np.float64]
MAX_LABELS = 3


@dataclass(frozen=True)
class Calibration:
    """What turns decision values into probabilities and labels; all learned out of fold.

    Attributes
    ----------
    lead_weight : float
        How much the decision values of a text's lead count beside those of the whole, for the
        primary label.
    extra_lead_weight, lead_threshold : float
        How much more they count where two labels or more reach this decision value: which of
        several matters is the primary one, their order tells.
    clause_weight : float
        How much the best decision value of any clause counts for further labels, and the value of
        the whole text by so much the less.
    encoder_weight, encoder_set_weight : float
        How much the semantic part of an accurate model counts beside the linear one: its
        log-probabilities for the primary label, its logits for further labels.
    scale : float
        Decision values are multiplied by it before the softmax (temperature scaling, Guo et al.
        2017, "On Calibration of Modern Neural Networks").
    best_weight, other_weight, intercept : float
        Confidence = sigmoid(best_weight * s - other_weight * r + intercept), where s is the best
        decision value within the primary topic and r the best outside it: sigmoid scaling
        (Platt 1999, "Probabilistic Outputs for Support Vector Machines") with the runner-up as a
        second input.
    label_threshold : float
        Decision value from which a further label is added.
    review_threshold : float
        Confidence below which a person should look.
    review_precision : float
        Share of right primary topics that the review threshold was chosen for.
    coverage_threshold : float
        A person should also look at a text of whose syllables the vocabulary has less than this
        share: it may be in another language, or no text at all.
    """

    lead_weight: float = 0.0
    extra_lead_weight: float = 0.0
    lead_threshold: float = 0.0
    clause_weight: float = 0.0
    encoder_weight: float = 0.0
    encoder_set_weight: float = 0.0
    scale: float = 1.0
    best_weight: float = 1.0
    other_weight: float = 1.0
    intercept: float = 0.0
    label_threshold: float = 0.0
    review_threshold: float = 0.5
    review_precision: float = 0.9
    coverage_threshold: float = 0.0

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not number or math.isnan(value):
                raise ValueError(f"{name} is {value!r}, no number")

    def to_dict(self) -> dict[str, float]:
        """Return the numbers as plain data."""
        return asdict(self)

    def confidence(self, best: Floats, other: Floats) -> Floats:
        """Return the calibrated probability that the primary topic is right.

        Parameters
        ----------
        best, other : array of float, shape (n,)
            Best decision values within the primary topic and outside it.
        """
        weighted = self.best_weight * best - self.other_weight * other
        calibrated: Floats = expit(weighted + self.intercept)
        return calibrated


@dataclass(frozen=True)
class LabelTree:
    """Which labels belong to which topic, as arrays.

    Attributes
    ----------
    labels : tuple of str, length n_labels
    topics : tuple of str, length n_topics
    topic_of : array of intp, shape (n_labels,)
        Index of each label's topic.
    alone : int or None
        Index of the label that stands alone.
    """

    labels: tuple[str, ...]
    topics: tuple[str, ...]
    topic_of: NDArray[np.intp]
    alone: int | None

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> LabelTree:
        """Return the tree of a taxonomy."""
        topics = tuple(topic.id for topic in taxonomy.topics)
        index = {topic: i for i, topic in enumerate(topics)}
        of = [index[taxonomy.topic_of(label)] for label in taxonomy.labels]
        alone = taxonomy.labels.index(taxonomy.other) if taxonomy.other else None
        return cls(taxonomy.labels, topics, np.asarray(of, dtype=np.intp), alone)

    @cached_property
    def membership(self) -> Floats:
        """Array of shape (n_labels, n_topics): 1 where the label belongs to the topic."""
        matrix = np.zeros((len(self.labels), len(self.topics)))
        matrix[np.arange(len(self.labels)), self.topic_of] = 1
        return matrix


@dataclass(frozen=True)
class Decision:
    """What was decided for n texts.

    Attributes
    ----------
    proba : array of float, shape (n, n_labels)
        Probability that the label is the primary one; a row adds up to 1.
    label_sets : list of list of int, length n
        Indices of the labels, primary first.
    topic : array of intp, shape (n,)
        Index of the primary topic.
    best, other : array of float, shape (n,)
        Decision value of the primary label, and the best outside its topic.
    confidence, review_threshold : array of float, shape (n,)
        A person should look where the first is below the second.
    """

    proba: Floats
    label_sets: list[list[int]]
    topic: NDArray[np.intp]
    best: Floats
    other: Floats
    confidence: Floats
    review_threshold: Floats

    def where_unsure(self, other: Decision) -> Decision:
        """Return the decision with `other` where a person should look at this one.

        Parameters
        ----------
        other : Decision
            For all n texts, or for those alone that `unsure` lists.
        """
        rows = self.unsure
        theirs = rows if len(other.topic) == len(self.topic) else np.arange(len(rows))
        label_sets = list(self.label_sets)
        for row, from_row in zip(rows.tolist(), theirs.tolist()):
            label_sets[row] = other.label_sets[from_row]
        arrays = {}
        for name in ("proba", "topic", "best", "other", "confidence", "review_threshold"):
            arrays[name] = getattr(self, name).copy()
            arrays[name][rows] = getattr(other, name)[theirs]
        return Decision(label_sets=label_sets, **arrays)

    @property
    def unsure(self) -> NDArray[np.intp]:
        """Rows of the texts that a person should look at."""
        # What is no number is not above any threshold.
        return np.flatnonzero(~(np.round(self.confidence, 4) >= self.review_threshold))


def decide(
    values: Floats, tree: LabelTree, calibration: Calibration, further_values: Floats | None = None
) -> Decision:
    """Turn decision values into probabilities, label sets and confidence.

    The primary label is the one with the best decision value, and its topic the primary topic.
    (The topic whose labels' probabilities add up to most is no more often right on the corpus,
    and with few opinions to learn from it tends to the topic with most labels.) Further labels
    are those whose own decision value reaches the threshold.

    Parameters
    ----------
    values : array of float, shape (n, n_labels)
        Decision values for the primary label.
    tree : LabelTree
    calibration : Calibration
    further_values : array of float, shape (n, n_labels), optional
        Decision values for further labels; by default `values`.

    Returns
    -------
    Decision
    """
    further_values = values if further_values is None else further_values
    proba: Floats = softmax(calibration.scale * values, axis=1)
    primary = values.argmax(axis=1)
    topic = tree.topic_of[primary]
    inside = tree.topic_of[None, :] == topic[:, None]
    best = values.max(axis=1)
    other = np.where(inside, -np.inf, values).max(axis=1)
    confidence = calibration.confidence(best, other)

    further = further_values >= calibration.label_threshold
    if tree.alone is not None:
        further[:, tree.alone] = False
        further[primary == tree.alone] = False
    further[np.arange(len(values)), primary] = False
    label_sets = [[int(label)] for label in primary]
    for row in np.flatnonzero(further.any(axis=1)):
        more = np.flatnonzero(further[row])
        order = more[np.argsort(-further_values[row, more], kind="stable")]
        label_sets[row] += [int(label) for label in order[: MAX_LABELS - 1]]
    threshold = np.full(len(values), calibration.review_threshold)
    return Decision(proba, label_sets, topic, best, other, confidence, threshold)


class LinearClassifier:
    """A linear one-vs-rest model over labels, with weights in 8 bits.

    Each feature has a scale of its own, so that little is lost: decision values of 1,193 texts
    moved by 0.011 at the most, and no label. That is what the model directory holds, and a model
    is the same before and after it is saved.

    Parameters
    ----------
    quantized : array of int8, shape (n_features, n_labels)
    scale : array of float32, shape (n_features,)
        What a feature's numbers are multiplied by.
    intercept : array of float, shape (n_labels,)

    Attributes
    ----------
    coef : array of float32, shape (n_features, n_labels)
    """

    def __init__(
        self, quantized: NDArray[Any], scale: NDArray[Any], intercept: NDArray[Any]
    ) -> None:
        # In C order, as safetensors writes arrays.
        self.quantized = np.ascontiguousarray(quantized, dtype=np.int8)
        self.scale = scale.astype(np.float32)
        self.intercept = intercept.astype(np.float32)
        self.coef: NDArray[np.float32] = self.quantized * self.scale[:, None]

    def __reduce__(self) -> tuple[type[LinearClassifier], tuple[NDArray[Any], ...]]:
        # What can be computed anew is not worth its bytes.
        return LinearClassifier, (self.quantized, self.scale, self.intercept)

    @classmethod
    def from_weights(cls, coef: NDArray[Any], intercept: NDArray[Any]) -> LinearClassifier:
        """Round weights to 8 bits.

        Parameters
        ----------
        coef : array of float, shape (n_features, n_labels)
        intercept : array of float, shape (n_labels,)
        """
        largest = np.abs(coef).max(axis=1, initial=0)
        scale = np.where(largest > 0, largest / 127, 1).astype(np.float32)
        return cls(np.round(coef / scale[:, None]), scale, intercept)

    def decision_function(self, features: sparse.csr_array) -> Floats:
        """Return each label's decision value.

        Parameters
        ----------
        features : csr_array of float32, shape (n, n_features)

        Returns
        -------
        array of float64, shape (n, n_labels)
        """
        scores: Floats = np.asarray(features @ self.coef, dtype=np.float64) + self.intercept
        return scores
