"""A corpus in, a calibrated model out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CorpusError, Phrase
from nlp.learning.calibration import calibrate
from nlp.learning.card import model_card
from nlp.learning.corpus import Corpus, check_held_out, display_names
from nlp.learning.evaluation import Evaluation, evaluate, measure
from nlp.learning.fitting import TrainingSettings, fit_features, fit_linear
from nlp.tagging.classifier import Floats
from nlp.tagging.model import Model, check_model_output
from nlp.tagging.scoring import score
from nlp.tagging.tagger import Tagger
from nlp.tagging.tokens import tokenize
from nlp.taxonomy import Taxonomy

_LIBRARIES = ("underthesea", "scikit-learn", "numpy")


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
    held_out = dict(
        zip(
            display_names(evaluate_on),
            [Corpus.load(path, corpus.taxonomy) for path in evaluate_on],
        )
    )
    for name, data in held_out.items():
        check_held_out(corpus, data, name)
    n_batches = _check_size(corpus, settings)

    tell("tokenize")
    tokens = tokenize(corpus.texts, n_jobs=n_jobs)
    tell("cross_validate")
    scores, lead = cross_val_scores(corpus, tokens, settings, n_jobs=n_jobs)
    calibration = calibrate(scores, lead, corpus, settings.review_precision, settings.lead_weight)
    cross_validation = measure(
        scores, corpus, calibration, lead=lead, groups=corpus.groups, seed=settings.seed
    )
    tell("fit")
    features, matrix = fit_features(tokens, settings)
    classifier = fit_linear(matrix, corpus.indicator, corpus.primary, settings, n_jobs=n_jobs)
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
        "complement_weight": settings.complement_weight,
        "complement_smoothing": settings.complement_smoothing,
        "lead_weight": settings.lead_weight,
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
        detail = Phrase(
            f"chỉ có {present} nhãn, cần ít nhất 2",
            f"{present} label occurs, at least 2 are needed",
        )
    elif n_batches < settings.n_splits:
        detail = Phrase(
            f"{n_batches} lô không chia được thành {settings.n_splits} phần",
            f"{n_batches} batches cannot be split into {settings.n_splits} folds",
        )
    if detail:
        raise CorpusError("corpus_small", file="corpus", detail=detail)
    return n_batches


def cross_val_scores(
    corpus: Corpus, tokens: Sequence[Sequence[str]], settings: TrainingSettings, *, n_jobs: int = 1
) -> tuple[Floats, Floats]:
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
    scores, lead : array of float, shape (n, n_labels)
        Of the whole texts and of their leads.
    """
    from joblib import Parallel, delayed
    from sklearn.model_selection import GroupKFold

    splitter = GroupKFold(settings.n_splits, shuffle=True, random_state=settings.seed)
    folds = list(splitter.split(corpus.texts, groups=corpus.groups))
    parts = Parallel(n_jobs=n_jobs)(
        delayed(_fold_scores)(
            [tokens[i] for i in fitted],
            corpus.indicator[fitted],
            corpus.primary[fitted],
            [tokens[i] for i in left_out],
            settings,
        )
        for fitted, left_out in folds
    )
    scores, lead = np.empty(corpus.indicator.shape), np.empty(corpus.indicator.shape)
    for (_, left_out), (whole_part, lead_part) in zip(folds, parts):
        scores[left_out], lead[left_out] = whole_part, lead_part
    return scores, lead


def _fold_scores(
    tokens: list[Sequence[str]],
    indicator: NDArray[np.int8],
    primary: NDArray[np.intp],
    left_out: list[Sequence[str]],
    settings: TrainingSettings,
) -> tuple[Floats, Floats]:
    features, matrix = fit_features(tokens, settings)
    scored = score(left_out, features, fit_linear(matrix, indicator, primary, settings))
    return scored.scores, scored.lead_scores
