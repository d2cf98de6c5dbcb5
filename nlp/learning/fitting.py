"""Features and labels in, a linear one-vs-rest model out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.errors import CorpusError, Phrase
from nlp.learning.phrases import LabelPhrases
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.classifier import Calibration, LinearClassifier
from nlp.tagging.features import FeatureExtractor, FeatureSettings
from nlp.tagging.terms import Tokens


@dataclass(frozen=True)
class TrainingSettings:
    """What can be set in training.

    Attributes
    ----------
    regularization : float
        The inverse strength ``C`` of the linear support vector machines.
    complement_weight, complement_smoothing : float
        How much of the complement naive Bayes weights is added, and their additive smoothing.
    lead_weight : float
        How much a text's lead counts beside the whole, for the primary label.
    extra_lead_weight, lead_threshold : float
        How much more where two labels or more reach this decision value.
    clause_weight : float
        How much the best clause of a text counts for further labels, between 0 and 1.
    strip_share : float
        Share of the texts that are learned from once more without their diacritics.
    restore : bool
        Give text that was typed without diacritics or with slips back what it lacks, before
        anything is counted.
    n_splits : int
        Folds of the cross-validation, 2 or more.
    review_precision : float
        The review threshold is chosen so that, out of fold, this share of the accepted primary
        topics is right. Real opinions are harder than written ones, hence a little above 0.95.
    several_share : float
        Share of opinions with several labels where the tagger is used. The threshold of further
        labels is chosen as if the corpus had it: minutes that are read into single matters have
        fewer, what people write by themselves more.
    seed : int
    features : FeatureSettings
    """

    regularization: float = 0.25
    complement_weight: float = 0.2
    complement_smoothing: float = 0.1
    lead_weight: float = 0.4
    extra_lead_weight: float = 0.4
    lead_threshold: float = -0.1
    clause_weight: float = 0.5
    strip_share: float = 0.4
    restore: bool = True
    n_splits: int = 5
    review_precision: float = 0.96
    several_share: float = 0.25
    seed: int = 0
    features: FeatureSettings = field(default_factory=FeatureSettings)

    @property
    def uncalibrated(self) -> Calibration:
        """The weights of leads and clauses, before anything is learned out of fold."""
        return Calibration(
            lead_weight=self.lead_weight,
            extra_lead_weight=self.extra_lead_weight,
            lead_threshold=self.lead_threshold,
            clause_weight=self.clause_weight,
        )

    def __post_init__(self) -> None:
        if not 0 < self.several_share < 1:
            raise ValueError(f"several_share is {self.several_share}, not between 0 and 1")
        for name in ("clause_weight", "strip_share", "review_precision"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}, not 0 to 1")
        if self.n_splits < 2:
            raise ValueError(f"n_splits is {self.n_splits}, not 2 or more")
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"seed is {self.seed}, not 0 to 2**32 - 1")


def fit(
    tokens: Sequence[Tokens],
    indicator: NDArray[np.int8],
    primary: NDArray[np.intp],
    settings: TrainingSettings,
    phrases: LabelPhrases | None = None,
    *,
    n_jobs: int = 1,
) -> tuple[FeatureExtractor, LinearClassifier]:
    """Fit features and a linear model to labelled texts.

    Parameters
    ----------
    tokens : sequence of n texts' words
    indicator : array of 0 and 1, shape (n, n_labels)
    primary : array of intp, shape (n,)
        Index of each text's primary label.
    settings : TrainingSettings
    phrases : LabelPhrases, optional
        Learned beside the texts.
    n_jobs : int

    Returns
    -------
    features : FeatureExtractor
    classifier : LinearClassifier

    Raises
    ------
    CorpusError
        The texts have no words in common to learn from.
    """
    learned, rows = augment(tokens, settings)
    indicator, primary = indicator[rows], primary[rows]
    if phrases is not None:
        learned, indicator, primary = phrases.added_to(learned, indicator, primary)
    features, matrix = fit_features(learned, settings)
    return features, fit_linear(matrix, indicator, primary, settings, n_jobs=n_jobs)


def augment(
    tokens: Sequence[Tokens], settings: TrainingSettings
) -> tuple[list[Tokens], NDArray[np.intp]]:
    """Add some of the texts once more as they are typed without diacritics.

    Parameters
    ----------
    tokens : sequence of n texts' words
    settings : TrainingSettings

    Returns
    -------
    tokens : list of m texts' words
        The n texts first.
    rows : array of intp, shape (m,)
        Which text each is made of.
    """
    rng = np.random.default_rng(settings.seed)
    picked = np.flatnonzero(rng.random(len(tokens)) < settings.strip_share)
    bare = [[strip_diacritics(word) for word in tokens[i]] for i in picked.tolist()]
    return [*tokens, *bare], np.concatenate([np.arange(len(tokens)), picked])


def fit_features(
    tokens: Sequence[Tokens], settings: TrainingSettings
) -> tuple[FeatureExtractor, sparse.csr_array]:
    """Learn the vocabulary of some texts.

    Parameters
    ----------
    tokens : sequence of n texts' words
    settings : TrainingSettings

    Returns
    -------
    features : FeatureExtractor
    matrix : csr_array, shape (n, n_features)

    Raises
    ------
    CorpusError
        The texts have no words in common to learn from.
    """
    features = FeatureExtractor(settings.features)
    try:
        return features, features.fit_transform(tokens)
    except ValueError as error:
        detail = Phrase(
            "các ý kiến không có từ chung nào để học", "its texts share no words to learn from"
        )
        raise CorpusError("corpus_small", file="corpus", detail=detail) from error


def fit_linear(
    matrix: sparse.csr_array,
    indicator: NDArray[np.int8],
    primary: NDArray[np.intp],
    settings: TrainingSettings,
    *,
    n_jobs: int = 1,
) -> LinearClassifier:
    """Fit a linear one-vs-rest model over the labels.

    Each label has a linear support vector machine against all other opinions, to which the
    weights of a complement naive Bayes classifier (Rennie et al. 2003, "Tackling the Poor
    Assumptions of Naive Bayes Text Classifiers") are added. Both are linear in the features, and
    so is their sum: naive Bayes steadies the rare words that the machines overfit (Wang and
    Manning 2012, "Baselines and Bigrams", on such mixtures).

    Parameters
    ----------
    matrix : csr_array of floats of 0 or more, shape (n, n_features)
    indicator : array of 0 and 1, shape (n, n_labels)
    primary : array of intp, shape (n,)
        Index of each opinion's primary label, which naive Bayes learns from.
    settings : TrainingSettings
    n_jobs : int

    Returns
    -------
    LinearClassifier
        A label that no opinion carries is never predicted.
    """
    from joblib import Parallel, delayed

    columns = Parallel(n_jobs=n_jobs)(
        delayed(_fit_label)(matrix, indicator[:, label], settings)
        for label in range(indicator.shape[1])
    )
    machines = np.vstack([coef for coef, _ in columns])
    bayes = _complement_weights(matrix, primary, indicator.shape[1], settings)
    coef = machines + settings.complement_weight * bayes
    intercept = np.asarray([intercept for _, intercept in columns])
    return LinearClassifier.from_weights(coef.T, intercept)


def _complement_weights(
    matrix: sparse.csr_array,
    primary: NDArray[np.intp],
    n_labels: int,
    settings: TrainingSettings,
) -> NDArray[np.float64]:
    from sklearn.naive_bayes import ComplementNB

    bayes = ComplementNB(alpha=settings.complement_smoothing).fit(matrix, primary)
    weights = np.zeros((n_labels, matrix.shape[1]))
    # Less what all labels have in common, so that decision values stay near those of the machines.
    weights[bayes.classes_] = bayes.feature_log_prob_ - bayes.feature_log_prob_.mean(axis=0)
    return weights


def _fit_label(
    matrix: sparse.csr_array, target: NDArray[np.int8], settings: TrainingSettings
) -> tuple[NDArray[Any], float]:
    from sklearn.svm import LinearSVC

    if target.min() == target.max():
        # Far below what a label that is learned can reach.
        return np.zeros(matrix.shape[1]), 10.0 if target[0] else -10.0
    machine = LinearSVC(C=settings.regularization, random_state=settings.seed)
    machine.fit(matrix, target)
    return machine.coef_[0], float(machine.intercept_[0])
