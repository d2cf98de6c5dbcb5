"""Labels that a model which has not read them contradicts, for a person to read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from nlp.learning.calibration import temperature
from nlp.learning.corpus import Corpus
from nlp.learning.cross_validation import check_size, cross_val_scores, learned_out_of_fold
from nlp.learning.fitting import TrainingSettings
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.classifier import Floats
from nlp.tagging.tokens import tokenize
from nlp.taxonomy import Taxonomy


@dataclass(frozen=True)
class Suspect:
    """An opinion whose label a model contradicts.

    Attributes
    ----------
    id, batch, text : str
    topics : list of str
        As labelled.
    predicted : str
        The primary label that the model would give.
    given_probability, predicted_probability : float
        Out-of-fold probability of the primary label as labelled, and of the predicted one.
    """

    id: str
    batch: str
    text: str
    topics: list[str]
    predicted: str
    given_probability: float
    predicted_probability: float

    def to_dict(self) -> dict[str, Any]:
        """Return the suspect as plain data."""
        return asdict(self)


def audit_labels(
    corpus: Corpus | str | Path | Sequence[str | Path],
    *,
    taxonomy: Taxonomy | None = None,
    settings: TrainingSettings | None = None,
    n_jobs: int = -1,
) -> list[Suspect]:
    """Find labels that are probably wrong.

    The model of each fold has read no opinion of the batches that it judges. What counts as high
    confidence is learned for each label, as the mean probability that it has where it was given
    (confident learning, Northcutt et al. 2021, "Confident Learning: Estimating Uncertainty in
    Dataset Labels", JAIR 70).

    Parameters
    ----------
    corpus : Corpus, or path(s) of JSON Lines files or folders of them
    taxonomy : Taxonomy, optional
        By default the one that comes with ykien.
    settings : TrainingSettings, optional
    n_jobs : int
        Processes; -1 for one a core.

    Returns
    -------
    list of Suspect
        The clearest contradiction first.

    Raises
    ------
    InputError, CorpusError
        The corpus can't be used.
    """
    settings = settings or TrainingSettings()
    if not isinstance(corpus, Corpus):
        corpus = Corpus.load(corpus, taxonomy)
    check_size(corpus, settings)
    tokens = tokenize(corpus.texts, n_jobs=n_jobs)
    scores = cross_val_scores(
        corpus, tokens, settings, LabelPhrases.of(corpus.taxonomy), n_jobs=n_jobs
    )
    values = scores.primary(settings.uncalibrated)
    scale = temperature(values, corpus.primary, learned_out_of_fold(corpus, settings))
    return suspects(corpus, softmax(scale * values, axis=1))


def suspects(corpus: Corpus, proba: Floats) -> list[Suspect]:
    """Compare out-of-fold probabilities with the labels.

    Parameters
    ----------
    corpus : Corpus
        n opinions.
    proba : array of float, shape (n, n_labels)
        Probability of each label to be the primary one.

    Returns
    -------
    list of Suspect
        The clearest contradiction first.
    """
    rows, labels = np.arange(len(corpus)), corpus.taxonomy.labels
    given = proba[rows, corpus.primary]
    # A label that no opinion carries can't be confident.
    usual = np.full(len(labels), np.inf)
    for label in np.unique(corpus.primary):
        usual[label] = given[corpus.primary == label].mean()
    confident = np.where(proba >= usual, proba, -np.inf)
    best = confident.argmax(axis=1)
    contradicted = np.isfinite(confident[rows, best]) & (corpus.indicator[rows, best] == 0)
    found = np.flatnonzero(contradicted)
    order = found[np.argsort(given[found] - proba[found, best[found]], kind="stable")]
    return [
        Suspect(
            id=corpus.opinions[i].id,
            batch=corpus.opinions[i].batch,
            text=corpus.opinions[i].text,
            topics=list(corpus.opinions[i].topics),
            predicted=labels[best[i]],
            given_probability=round(float(given[i]), 4),
            predicted_probability=round(float(proba[i, best[i]]), 4),
        )
        for i in order
    ]
