"""Every figure that a model card shows, with its 95 % interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nlp.errors import TaxonomyError
from nlp.learning.corpus import Corpus
from nlp.learning.figures import Confusion, Evaluation, Figure, ReliabilityBin, TopicFigures
from nlp.tagging.classifier import Calibration, Decision, Floats, LabelTree, decide
from nlp.tagging.deciding import decide_texts
from nlp.tagging.scoring import score
from nlp.tagging.tokens import read_words
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    from nlp.tagging.tagger import Tagger

__all__ = ["Evaluation", "evaluate", "label_matrix", "measure", "measure_decision"]

_BINS = 10
_COVERAGE = 0.8
_REPLICATES = 1000
# Bootstrap weights held in memory at one time.
_WEIGHTS = 5_000_000


def evaluate(
    model: Tagger | str | Path | None,
    data: Corpus | str | Path,
    *,
    seed: int = 0,
    n_jobs: int = 1,
) -> Evaluation:
    """Measure a model on labelled opinions that it has not learned from.

    Parameters
    ----------
    model : Tagger, path of a model directory, or None for the default model
    data : Corpus, or path of a JSON Lines file or folder
    seed : int
        Of the bootstrap.
    n_jobs : int
        Processes for word segmentation; -1 for one a core.

    Returns
    -------
    Evaluation

    Raises
    ------
    ModelError, InputError, CorpusError
        The model or the data can't be read.
    TaxonomyError
        An opinion of a corpus of another taxonomy has a label that the model does not know.
    """
    from nlp.tagging.tagger import Tagger

    tagger = model if isinstance(model, Tagger) else Tagger.load(model)
    if isinstance(data, Corpus):
        corpus = _by_labels_of(tagger.taxonomy, data)
    else:
        corpus = Corpus.load(data, tagger.taxonomy)
    trained = tagger.model
    said = read_words(corpus.texts, trained.restorer, n_jobs=n_jobs)
    scored = score([words.read for words in said], trained.features, trained.classifier)
    decision = decide_texts(trained, scored, corpus.texts, said, tagger.encoder_use)
    return measure_decision(decision, corpus, seed=seed)


def _by_labels_of(taxonomy: Taxonomy, corpus: Corpus) -> Corpus:
    """Return the opinions by a model's own labels: those of a corpus may stand in another order."""
    if corpus.taxonomy == taxonomy:
        return corpus
    for opinion in corpus.opinions:
        for label in opinion.topics:
            if not taxonomy.is_label(label):
                raise TaxonomyError("label_unknown", label=label)
    return Corpus(corpus.opinions, taxonomy)


def measure(
    values: Floats,
    corpus: Corpus,
    calibration: Calibration,
    *,
    further_values: Floats | None = None,
    groups: NDArray[np.intp] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Compare decision values with the labels.

    Parameters
    ----------
    values : array of float, shape (n, n_labels)
        For the primary label.
    corpus : Corpus
        The n opinions.
    calibration : Calibration
    further_values : array of float, shape (n, n_labels), optional
        For further labels; by default `values`.
    groups : array of intp, shape (n,), optional
        Drawn whole in the bootstrap; by default each opinion by itself.
    seed : int

    Returns
    -------
    Evaluation
    """
    decision = decide(values, corpus.tree, calibration, further_values)
    return measure_decision(decision, corpus, groups=groups, seed=seed)


def measure_decision(
    decision: Decision,
    corpus: Corpus,
    *,
    groups: NDArray[np.intp] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Compare what was decided with the labels.

    Parameters
    ----------
    decision : Decision
    corpus : Corpus
        The n opinions.
    groups : array of intp, shape (n,), optional
        Drawn whole in the bootstrap; by default each opinion by itself.
    seed : int

    Returns
    -------
    Evaluation
    """
    tree = corpus.tree
    rows = _Rows.of(decision, corpus, tree)
    measured = rows.figures(np.ones((1, len(corpus))))
    draws: dict[str, list[Floats]] = {name: [] for name in measured}
    clusters = groups if groups is not None else np.arange(len(corpus))
    for weights in _bootstrap_weights(clusters, seed):
        for name, drawn in rows.figures(weights).items():
            draws[name].append(drawn)
    figures = {}
    for name, value in measured.items():
        figures[name] = _figure(float(value[0]), np.concatenate(draws[name]))
    return Evaluation(
        n=len(corpus),
        figures=figures,
        topics=_topics(decision, corpus, tree),
        reliability=_reliability(decision, rows.topic_right),
        confusions=_confusions(decision, corpus, tree),
        review_threshold=float(decision.review_threshold.max(initial=0)),
    )


def _figure(value: float, drawn: Floats) -> Figure:
    defined = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(defined):
        return Figure(None, None, None)
    low, high = np.percentile(defined, [2.5, 97.5])
    return Figure(_round(value), _round(low), _round(high))


def label_matrix(label_sets: list[list[int]], n_labels: int) -> NDArray[np.int8]:
    """Return label sets as an array of shape (n, n_labels) of 0 and 1."""
    matrix = np.zeros((len(label_sets), n_labels), dtype=np.int8)
    for row, labels in enumerate(label_sets):
        matrix[row, labels] = 1
    return matrix


@dataclass(frozen=True)
class _Rows:
    """What each opinion adds to the figures, so that a weighted sample is a matrix product."""

    topic_right: Floats
    label_right: Floats
    hits: Floats
    predicted: Floats
    actual: Floats
    confidence: Floats
    accepted: Floats

    @classmethod
    def of(cls, decision: Decision, corpus: Corpus, tree: LabelTree) -> _Rows:
        predicted = label_matrix(decision.label_sets, len(tree.labels)).astype(float)
        actual = corpus.indicator.astype(float)
        first = np.asarray([labels[0] for labels in decision.label_sets])
        # The tagger compares with the threshold what it shows: four digits.
        shown = np.round(decision.confidence, 4)
        return cls(
            topic_right=(decision.topic == tree.topic_of[corpus.primary]).astype(float),
            label_right=(first == corpus.primary).astype(float),
            hits=predicted * actual,
            predicted=predicted,
            actual=actual,
            confidence=decision.confidence,
            accepted=(shown >= decision.review_threshold).astype(float),
        )

    def figures(self, weights: Floats) -> dict[str, Floats]:
        """Return each figure for weight vectors of shape (n_draws, n), as shape (n_draws,)."""
        total = weights.sum(axis=1)
        hits, predicted, actual = (
            weights @ self.hits,
            weights @ self.predicted,
            weights @ self.actual,
        )
        both = predicted + actual
        with np.errstate(invalid="ignore", divide="ignore"):
            by_label = np.where(both > 0, 2 * hits / both, np.nan)
            order = np.argsort(-self.confidence, kind="stable")
            filled = np.cumsum(weights[:, order], axis=1)
            # The opinion at the edge counts with the part of it that lies inside.
            inside = np.clip(_COVERAGE * total[:, None] - (filled - weights[:, order]), 0, None)
            covered = np.minimum(weights[:, order], inside)
            accepted = weights @ self.accepted
            return {
                "topic_accuracy": weights @ self.topic_right / total,
                "subtopic_accuracy": weights @ self.label_right / total,
                "micro_f1": 2 * hits.sum(axis=1) / both.sum(axis=1),
                "macro_f1": np.nanmean(by_label, axis=1),
                "expected_calibration_error": self._ece(weights) / total,
                "accuracy_at_80_coverage": covered @ self.topic_right[order] / covered.sum(axis=1),
                "accepted": accepted / total,
                "accepted_accuracy": weights @ (self.accepted * self.topic_right) / accepted,
            }

    def _ece(self, weights: Floats) -> Floats:
        bins = np.eye(_BINS)[_bin_of(self.confidence)]
        gaps: Floats = np.abs(weights @ (bins * (self.confidence - self.topic_right)[:, None]))
        summed: Floats = gaps.sum(axis=1)
        return summed


def _bin_of(confidence: Floats) -> NDArray[np.intp]:
    return np.minimum((confidence * _BINS).astype(np.intp), _BINS - 1)


def _bootstrap_weights(clusters: NDArray[Any], seed: int) -> Iterator[Floats]:
    rng = np.random.default_rng(seed)
    _, cluster_of = np.unique(clusters, return_inverse=True)
    n_clusters = int(cluster_of.max()) + 1
    step = max(1, min(_REPLICATES, _WEIGHTS // len(cluster_of)))
    for start in range(0, _REPLICATES, step):
        size = min(step, _REPLICATES - start)
        drawn = rng.multinomial(n_clusters, np.full(n_clusters, 1 / n_clusters), size=size)
        yield drawn[:, cluster_of].astype(float)


def _topics(decision: Decision, corpus: Corpus, tree: LabelTree) -> list[TopicFigures]:
    actual = tree.topic_of[corpus.primary]
    table = []
    for i, topic in enumerate(tree.topics):
        n, said = int((actual == i).sum()), int((decision.topic == i).sum())
        right = int(((actual == i) & (decision.topic == i)).sum())
        precision, recall = right / said if said else 0.0, right / n if n else 0.0
        f1 = 2 * right / (n + said) if n + said else 0.0
        table.append(TopicFigures(topic, n, _round(precision), _round(recall), _round(f1)))
    return table


def _reliability(decision: Decision, right: Floats) -> list[ReliabilityBin]:
    bins = _bin_of(decision.confidence)
    table = []
    for i in range(_BINS):
        inside = bins == i
        if inside.any():
            mean, share = decision.confidence[inside].mean(), right[inside].mean()
            table.append(ReliabilityBin(i / _BINS, int(inside.sum()), _round(mean), _round(share)))
    return table


def _confusions(decision: Decision, corpus: Corpus, tree: LabelTree) -> list[Confusion]:
    pairs = Counter(
        (int(true), labels[0])
        for true, labels in zip(corpus.primary, decision.label_sets)
        if int(true) != labels[0]
    )
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Confusion(tree.labels[a], tree.labels[b], n) for (a, b), n in ranked]


def _round(value: float) -> float:
    return round(float(value), 4)
