"""A corpus in, the linear model out: fitted on all of it, calibrated out of fold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from nlp.learning.bigrams import fit_restorer, restored
from nlp.learning.calibration import calibrate, coverage_threshold
from nlp.learning.corpus import Corpus
from nlp.learning.cross_validation import cross_val_scores, learned_out_of_fold
from nlp.learning.evaluation import Evaluation, measure
from nlp.learning.fitting import TrainingSettings, fit
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.model import Model
from nlp.tagging.scoring import DecisionValues
from nlp.tagging.tokens import tokenize

_LIBRARIES = ("underthesea", "scikit-learn", "numpy")
# What the card tells of how a model was made.
_TOLD = (
    "seed",
    "regularization",
    "complement_weight",
    "complement_smoothing",
    "lead_weight",
    "extra_lead_weight",
    "lead_threshold",
    "clause_weight",
    "strip_share",
    "several_share",
    "restore",
)


@dataclass(frozen=True)
class LinearFit:
    """A linear model and how it does out of fold.

    Attributes
    ----------
    model : Model
        Without figures and card.
    scores : DecisionValues
        Out of fold, one row an opinion of the corpus.
    cross_validation : Evaluation
        Of these.
    """

    model: Model
    scores: DecisionValues
    cross_validation: Evaluation


def fit_on_corpus(
    corpus: Corpus,
    phrases: LabelPhrases,
    lexicon: Lexicon | None,
    settings: TrainingSettings,
    *,
    n_batches: int,
    n_jobs: int,
    tell: Callable[[str], None],
) -> LinearFit:
    """Fit the linear model on a corpus.

    Parameters
    ----------
    corpus : Corpus
    phrases : LabelPhrases
        Learned beside it, in each fold too.
    lexicon : Lexicon or None
        Which the model has to bring along.
    settings : TrainingSettings
    n_batches : int
        Of the corpus.
    n_jobs : int
        Processes.
    tell : callable
        Told the name of each step.

    Returns
    -------
    LinearFit
    """
    tell("tokenize")
    tokens = tokenize(corpus.texts, n_jobs=n_jobs)
    tell("cross_validate")
    scores = cross_val_scores(corpus, tokens, settings, phrases, n_jobs=n_jobs)
    base = settings.uncalibrated
    values, further_values = scores.primary(base), scores.further(base)
    calibration = calibrate(
        values,
        further_values,
        corpus,
        settings.review_precision,
        base,
        several_share=settings.several_share,
        learned=learned_out_of_fold(corpus, settings),
    )
    cross_validation = measure(
        values,
        corpus,
        calibration,
        further_values=further_values,
        groups=corpus.groups,
        seed=settings.seed,
    )
    tell("fit")
    restorer = fit_restorer(tokens, phrases) if settings.restore else None
    learned = restored(tokens, restorer) if restorer else tokens
    features, classifier = fit(
        learned, corpus.indicator, corpus.primary, settings, phrases, n_jobs=n_jobs
    )
    calibration = replace(calibration, coverage_threshold=coverage_threshold(features, tokens))
    model = Model(
        corpus.taxonomy,
        features,
        classifier,
        calibration,
        provenance=_provenance(corpus, n_batches, phrases, settings),
        restorer=restorer,
        lexicon=lexicon,
    )
    return LinearFit(model, scores, cross_validation)


def _provenance(
    corpus: Corpus, n_batches: int, phrases: LabelPhrases, settings: TrainingSettings
) -> dict[str, Any]:
    """Return what a model was made of."""
    return {
        "corpus_sha256": corpus.sha256,
        "n_opinions": len(corpus),
        "n_batches": n_batches,
        **{name: getattr(settings, name) for name in _TOLD},
        "n_phrases": len(phrases.labels),
        "phrases_sha256": phrases.sha256,
        "n_splits": settings.n_splits,
        "versions": {name: version(name) for name in _LIBRARIES},
    }
