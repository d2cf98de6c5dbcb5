"""Decision values out of fold: each opinion judged by a model that has not read its batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CorpusError, Phrase
from nlp.learning.bigrams import fit_restorer, restored
from nlp.learning.corpus import Corpus
from nlp.learning.fitting import TrainingSettings, fit
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.scoring import DecisionValues, score
from nlp.tagging.terms import Tokens


def cross_val_scores(
    corpus: Corpus,
    tokens: Sequence[Tokens],
    settings: TrainingSettings,
    phrases: LabelPhrases | None = None,
    *,
    n_jobs: int = 1,
) -> DecisionValues:
    """Return decision values that each opinion gets from a model that has not seen its batch.

    Parameters
    ----------
    corpus : Corpus
        n opinions.
    tokens : sequence of n texts' words
    settings : TrainingSettings
    phrases : LabelPhrases, optional
        Learned in each fold.
    n_jobs : int

    Returns
    -------
    DecisionValues
        Of the n opinions.
    """
    from joblib import Parallel, delayed

    splits = list(folds(corpus, settings))
    parts = Parallel(n_jobs=n_jobs)(
        delayed(_fold_scores)(
            [tokens[i] for i in fitted],
            corpus.indicator[fitted],
            corpus.primary[fitted],
            [tokens[i] for i in left_out],
            settings,
            phrases,
        )
        for fitted, left_out in splits
    )
    order = np.argsort(np.concatenate([left_out for _, left_out in splits]))
    return DecisionValues.joined(parts).of(order)


def folds(
    corpus: Corpus, settings: TrainingSettings
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield the rows to fit on and those left out, batches and near-duplicates kept whole."""
    from sklearn.model_selection import GroupKFold

    splitter = GroupKFold(settings.n_splits, shuffle=True, random_state=settings.seed)
    return iter(splitter.split(corpus.texts, groups=corpus.groups))


def learned_out_of_fold(corpus: Corpus, settings: TrainingSettings) -> NDArray[np.bool_]:
    """Tell whose primary label was read by the model that judges the opinion out of fold.

    A label that one batch alone carries is not.

    Parameters
    ----------
    corpus : Corpus
        n opinions.
    settings : TrainingSettings

    Returns
    -------
    array of bool, shape (n,)
    """
    learned = np.zeros(len(corpus), dtype=np.bool_)
    for fitted, left_out in folds(corpus, settings):
        occurs = corpus.indicator[fitted].sum(axis=0) > 0
        learned[left_out] = occurs[corpus.primary[left_out]]
    return learned


def check_size(corpus: Corpus, settings: TrainingSettings) -> int:
    """Return the number of batches, and refuse a corpus that can't be split into folds.

    Raises
    ------
    CorpusError
        Fewer than two labels occur, or there are fewer batches than folds.
    """
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
            f"{len(corpus)} ý kiến chỉ thuộc {n_batches} lô, không chia được thành"
            f' {settings.n_splits} phần; mỗi "batch", cùng các ý kiến gần trùng, là một lô',
            f"{len(corpus)} opinions in {n_batches} batches cannot be split into"
            f' {settings.n_splits} folds; a "batch", with near-duplicates, is one',
        )
    if detail:
        raise CorpusError("corpus_small", file="corpus", detail=detail)
    return n_batches


def _fold_scores(
    tokens: list[Tokens],
    indicator: NDArray[np.int8],
    primary: NDArray[np.intp],
    left_out: list[Tokens],
    settings: TrainingSettings,
    phrases: LabelPhrases | None,
) -> DecisionValues:
    if settings.restore:
        restorer = fit_restorer(tokens, phrases)
        tokens, left_out = restored(tokens, restorer), restored(left_out, restorer)
    return score(left_out, *fit(tokens, indicator, primary, settings, phrases)).values
