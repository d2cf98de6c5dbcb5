"""A corpus in, a calibrated model out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax

from nlp.errors import CorpusError
from nlp.learning.card import model_card
from nlp.learning.corpus import Corpus
from nlp.learning.evaluation import Evaluation, evaluate, label_matrix, measure
from nlp.tagging.classifier import (
    Calibration,
    Decision,
    Floats,
    LabelTree,
    LinearClassifier,
    decide,
)
from nlp.tagging.features import FeatureExtractor, FeatureSettings
from nlp.tagging.model import Model, check_model_output
from nlp.tagging.tagger import Tagger
from nlp.tagging.tokens import tokenize
from nlp.taxonomy import Taxonomy

_LIBRARIES = ("underthesea", "scikit-learn", "numpy")
# A review threshold rests on at least so many accepted opinions.
_LEAST_ACCEPTED = 30


@dataclass(frozen=True)
class TrainingSettings:
    """What can be set in training.

    Attributes
    ----------
    regularization : float
        The inverse strength ``C`` of the linear support vector machines.
    n_splits : int
        Folds of the cross-validation.
    review_precision : float
        The review threshold is chosen so that, out of fold, this share of the accepted primary
        topics is right.
    seed : int
    features : FeatureSettings
    """

    regularization: float = 0.5
    n_splits: int = 5
    review_precision: float = 0.95
    seed: int = 0
    features: FeatureSettings = field(default_factory=FeatureSettings)


@dataclass(frozen=True)
class TrainingResult:
    """A trained tagger and what was measured on the way.

    Attributes
    ----------
    tagger : Tagger
    cross_validation : Evaluation
        Out of fold, on the corpus itself.
    held_out : dict of str to Evaluation
        By file name, where labelled files were given to evaluate on.
    n_opinions, n_batches : int
    """

    tagger: Tagger
    cross_validation: Evaluation
    held_out: dict[str, Evaluation]
    n_opinions: int
    n_batches: int


def train(
    corpus: Corpus | str | Path | Sequence[str | Path],
    output: str | Path | None = None,
    *,
    taxonomy: Taxonomy | str | Path | None = None,
    evaluate_on: Sequence[str | Path] = (),
    settings: TrainingSettings | None = None,
    n_jobs: int = -1,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> TrainingResult:
    """Train a tagger.

    Parameters
    ----------
    corpus : Corpus, or path(s) of JSON Lines files or folders of them
    output : path, optional
        Model directory to write.
    taxonomy : Taxonomy or path, optional
        By default the one that comes with ykien.
    evaluate_on : sequence of paths
        Labelled files that are not learned from; their figures go into the model card.
    settings : TrainingSettings, optional
    n_jobs : int
        Processes; -1 for one a core.
    force : bool
        Replace a model that is at `output`.
    progress : callable, optional
        Told the name of each step.

    Returns
    -------
    TrainingResult

    Raises
    ------
    InputError, CorpusError, TaxonomyError, OutputError
        The corpus or taxonomy can't be used, or the output not written.
    """
    tell = progress or (lambda step: None)
    settings = settings or TrainingSettings()
    if output is not None:
        check_model_output(Path(output), force=force)
    if not isinstance(taxonomy, Taxonomy):
        taxonomy = Taxonomy.load(taxonomy)
    if not isinstance(corpus, Corpus):
        corpus = Corpus.load(corpus, taxonomy)
    held_out = {Path(path).name: Corpus.load(path, corpus.taxonomy) for path in evaluate_on}
    n_batches = _check_size(corpus, settings)

    tell("tokenize")
    tokens = tokenize(corpus.texts, n_jobs=n_jobs)
    tell("cross_validate")
    scores = cross_val_scores(corpus, tokens, settings, n_jobs=n_jobs)
    calibration = calibrate(scores, corpus, settings.review_precision)
    cross_validation = measure(
        scores, corpus, calibration, groups=corpus.groups, seed=settings.seed
    )
    tell("fit")
    features = FeatureExtractor(settings.features)
    matrix = features.fit_transform(tokens)
    classifier = fit_linear(matrix, corpus.indicator, settings, n_jobs=n_jobs)
    model = Model(corpus.taxonomy, features, classifier, calibration)
    tagger = Tagger(model)
    tell("evaluate")
    measured = {name: evaluate(tagger, data, n_jobs=n_jobs) for name, data in held_out.items()}
    model.provenance = {
        "corpus_sha256": corpus.sha256,
        "n_opinions": len(corpus),
        "n_batches": n_batches,
        "seed": settings.seed,
        "regularization": settings.regularization,
        "n_splits": settings.n_splits,
        "versions": {name: version(name) for name in _LIBRARIES},
    }
    model.figures = {
        "cross_validation": cross_validation.to_dict(),
        "held_out": {name: evaluation.to_dict() for name, evaluation in measured.items()},
    }
    model.card = model_card(model, cross_validation, measured)
    if output is not None:
        tell("save")
        tagger.save(output, force=force)
    return TrainingResult(tagger, cross_validation, measured, len(corpus), n_batches)


def _check_size(corpus: Corpus, settings: TrainingSettings) -> int:
    n_batches = len(np.unique(corpus.groups))
    present = int((corpus.indicator.sum(axis=0) > 0).sum())
    detail = None
    if present < 2:
        detail = f"{present} label occurs, at least 2 are needed"
    elif n_batches < settings.n_splits:
        detail = f"{n_batches} batches cannot be split into {settings.n_splits} folds"
    if detail:
        raise CorpusError("corpus_small", file="corpus", detail=detail)
    return n_batches


def cross_val_scores(
    corpus: Corpus, tokens: Sequence[Sequence[str]], settings: TrainingSettings, *, n_jobs: int = 1
) -> Floats:
    """Return decision values that each opinion gets from a model that has not seen its batch.

    Parameters
    ----------
    corpus : Corpus
        n opinions.
    tokens : sequence of n texts' words
    settings : TrainingSettings
    n_jobs : int

    Returns
    -------
    array of float, shape (n, n_labels)
    """
    from joblib import Parallel, delayed
    from sklearn.model_selection import GroupKFold

    splitter = GroupKFold(settings.n_splits, shuffle=True, random_state=settings.seed)
    folds = list(splitter.split(corpus.texts, groups=corpus.groups))
    parts = Parallel(n_jobs=n_jobs)(
        delayed(_fold_scores)(
            [tokens[i] for i in fitted],
            corpus.indicator[fitted],
            [tokens[i] for i in left_out],
            settings,
        )
        for fitted, left_out in folds
    )
    scores = np.empty(corpus.indicator.shape)
    for (_, left_out), part in zip(folds, parts):
        scores[left_out] = part
    return scores


def _fold_scores(
    tokens: list[Sequence[str]],
    indicator: NDArray[np.int8],
    left_out: list[Sequence[str]],
    settings: TrainingSettings,
) -> Floats:
    features = FeatureExtractor(settings.features)
    matrix = features.fit_transform(tokens)
    classifier = fit_linear(matrix, indicator, settings)
    return classifier.decision_function(features.transform(left_out))


def fit_linear(
    matrix: sparse.csr_array,
    indicator: NDArray[np.int8],
    settings: TrainingSettings,
    *,
    n_jobs: int = 1,
) -> LinearClassifier:
    """Fit one linear support vector machine a label against all other opinions.

    Parameters
    ----------
    matrix : csr_array, shape (n, n_features)
    indicator : array of 0 and 1, shape (n, n_labels)
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
    return LinearClassifier(
        np.vstack([coef for coef, _ in columns]), np.asarray([b for _, b in columns])
    )


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


def calibrate(scores: Floats, corpus: Corpus, review_precision: float) -> Calibration:
    """Learn from out-of-fold decision values what makes probabilities and labels of them.

    Parameters
    ----------
    scores : array of float, shape (n, n_labels)
    corpus : Corpus
    review_precision : float
        Share of right primary topics wanted among the accepted.

    Returns
    -------
    Calibration
    """
    tree = corpus.tree
    rows = np.arange(len(corpus))

    def loss(scale: float) -> float:
        return float(-log_softmax(scale * scores, axis=1)[rows, corpus.primary].mean())

    scale = float(minimize_scalar(loss, bounds=(0.1, 50), method="bounded").x)
    decision = decide(scores, tree, Calibration(scale=scale, label_threshold=np.inf))
    right = (decision.topic == tree.topic_of[corpus.primary]).astype(float)
    draft = Calibration(scale, *_fit_sigmoid(decision, right))
    confidence = draft.confidence(decision.best, decision.other)
    return replace(
        draft,
        label_threshold=_label_threshold(scores, corpus, tree, draft),
        review_threshold=_review_threshold(confidence, right, review_precision),
        review_precision=review_precision,
    )


def _fit_sigmoid(decision: Decision, right: Floats) -> tuple[float, float, float]:
    def loss(weights: Floats) -> float:
        p = Calibration(1.0, *weights).confidence(decision.best, decision.other)
        p = np.clip(p, 1e-9, 1 - 1e-9)
        return float(-(right * np.log(p) + (1 - right) * np.log(1 - p)).mean())

    # A weight below 0 would make a better value, or a weaker rival, speak against the topic.
    bounds = [(0, None), (0, None), (None, None)]
    found = minimize(loss, np.array([1.0, 1.0, 0.0]), method="L-BFGS-B", bounds=bounds)
    best, other, intercept = (float(weight) for weight in found.x)
    return best, other, intercept


def _label_threshold(
    scores: Floats, corpus: Corpus, tree: LabelTree, calibration: Calibration
) -> float:
    """Return the decision value for further labels with the best micro-F1 of the label sets."""
    best, best_f1 = np.inf, -1.0
    for threshold in np.arange(-1.0, 1.0001, 0.02):
        candidate = replace(calibration, label_threshold=float(threshold))
        decision = decide(scores, tree, candidate)
        predicted = label_matrix(decision.label_sets, len(tree.labels))
        hits = int((predicted & corpus.indicator).sum())
        f1 = 2 * hits / int(predicted.sum() + corpus.indicator.sum())
        if f1 > best_f1:
            best, best_f1 = float(threshold), f1
    return round(best, 2)


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
