"""Anybody's labelled texts in, without taxonomy; a linear model and its temperature out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CorpusError
from nlp.learning.calibration import temperature
from nlp.learning.fitting import TrainingSettings, fit
from nlp.tagging.classifier import Calibration, Floats, LinearClassifier
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize

# Whole numbers are what scikit-learn makes of labels where it keeps books of its own.
Label = str | int
LabelSets = Iterable[Label | Sequence[str]]
_Linear = tuple[FeatureExtractor, LinearClassifier]
_FOLDS = 3
_TOO_FEW = "too few texts to calibrate probabilities with; give more, or set calibrate=False"


@dataclass(frozen=True)
class LabelledTexts:
    """Texts and their labels as arrays.

    Attributes
    ----------
    texts : list of str, length n
    tokens : list of list of str, length n
        Their words.
    classes : array of str or int, shape (n_classes,)
        All labels, sorted.
    indicator : array of int8, shape (n, n_classes)
        1 where the text carries the label.
    primary : array of intp, shape (n,)
        Index of each text's primary label.
    """

    texts: list[str]
    tokens: list[list[str]]
    classes: NDArray[Any]
    indicator: NDArray[np.int8]
    primary: NDArray[np.intp]

    @classmethod
    def of(cls, texts: Iterable[str], label_sets: LabelSets, *, n_jobs: int = 1) -> LabelledTexts:
        """Check and encode what a caller gives.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n
        label_sets : sequence, array or Series of str, of int or of sequences of str, length n
        n_jobs : int

        Raises
        ------
        TypeError, ValueError
            As for `checked_texts` and `checked_label_sets`; the two differ in length; there are
            fewer than two labels, or one that every text carries.
        """
        from sklearn.utils.validation import check_consistent_length

        sets, checked = checked_label_sets(label_sets), checked_texts(texts)
        check_consistent_length(checked, sets)
        classes: list[Any] = sorted({label for labels in sets for label in labels})
        if len(classes) < 2:
            raise ValueError(f"at least 2 classes are needed, not one class only: {classes[0]!r}")
        index = {label: i for i, label in enumerate(classes)}
        indicator = np.zeros((len(sets), len(classes)), dtype=np.int8)
        for row, labels in enumerate(sets):
            indicator[row, [index[label] for label in labels]] = 1
        if indicator.all(axis=0).any():
            # Nothing tells such a label apart; it would be the primary one of every text.
            label = classes[int(indicator.all(axis=0).argmax())]
            raise ValueError(f"every text carries the label {label!r}; leave it out")
        primary = np.asarray([index[labels[0]] for labels in sets], dtype=np.intp)
        tokens = tokenize(checked, n_jobs=n_jobs)
        return cls(checked, tokens, np.asarray(classes), indicator, primary)

    def learn(self, settings: TrainingSettings, *, n_jobs: int = 1) -> _Linear:
        """Fit a linear model.

        Parameters
        ----------
        settings : TrainingSettings
        n_jobs : int

        Returns
        -------
        features : FeatureExtractor
        classifier : LinearClassifier

        Raises
        ------
        ValueError
            The texts share too few words.
        """
        try:
            return self._learn(np.arange(len(self.texts)), settings, n_jobs)
        except CorpusError as error:
            raise ValueError(
                "the texts share too few words to learn from; give more texts, or lower "
                "min_df_words, min_df_chars and min_df_bare"
            ) from error

    def temperature(self, settings: TrainingSettings, *, n_jobs: int = 1) -> float:
        """Return what decision values are multiplied by before the softmax.

        It is that with the least log-loss on texts that were not learned from: of those that were,
        nearly all are right, so that they would make every probability near 0 or 1.

        Parameters
        ----------
        settings : TrainingSettings
        n_jobs : int

        Returns
        -------
        float

        Raises
        ------
        ValueError
            There are too few texts to split.
        """
        from sklearn.model_selection import GroupKFold

        # A text that is repeated must not be on both sides of a split.
        seen: dict[tuple[str, ...], int] = {}
        groups = [seen.setdefault(tuple(words), len(seen)) for words in self.tokens]
        if len(seen) < _FOLDS:
            raise ValueError(_TOO_FEW)
        splitter = GroupKFold(_FOLDS, shuffle=True, random_state=settings.seed)
        values, primary = [], []
        for fitted, left_out in splitter.split(self.texts, groups=groups):
            # A label of left-out texts alone can't be learned, nor one that all the others carry:
            # their made-up decision values say nothing of those that are.
            rows = left_out[np.isin(self.primary[left_out], self.primary[fitted])]
            if len(rows) and not self.indicator[fitted].all(axis=0).any():
                values.append(self._values(fitted, rows, settings, n_jobs))
                primary.append(self.primary[rows])
        if not values:
            raise ValueError(_TOO_FEW)
        return temperature(np.concatenate(values), np.concatenate(primary))

    def _learn(self, rows: NDArray[np.intp], settings: TrainingSettings, n_jobs: int) -> _Linear:
        tokens = [self.tokens[i] for i in rows.tolist()]
        return fit(tokens, self.indicator[rows], self.primary[rows], settings, n_jobs=n_jobs)

    def _values(
        self,
        fitted: NDArray[np.intp],
        rows: NDArray[np.intp],
        settings: TrainingSettings,
        n_jobs: int,
    ) -> Floats:
        try:
            scored = score(
                [self.tokens[i] for i in rows.tolist()], *self._learn(fitted, settings, n_jobs)
            )
        except CorpusError as error:
            raise ValueError(_TOO_FEW) from error
        calibration = Calibration(lead_weight=float(settings.lead_weight))
        return scored.values.primary(calibration)


def checked_texts(texts: Iterable[str]) -> list[str]:
    """Return texts as a list.

    Parameters
    ----------
    texts : sequence, array or Series of str, length n

    Raises
    ------
    TypeError
        One is no string.
    ValueError
        There is none, or they are a single string or a table.
    """
    if isinstance(texts, str) or getattr(texts, "ndim", 1) != 1:
        raise ValueError("texts must be a sequence of str, not a single str or a table")
    found = list(texts)
    for i, text in enumerate(found):
        if not isinstance(text, str):
            raise TypeError(f"text {i} is {type(text).__name__}, not str")
    if not found:
        raise ValueError("found no text; at least 1 is required")
    return found


def checked_label_sets(label_sets: LabelSets) -> list[list[Any]]:
    """Return label sets as lists of str, or each of one int.

    Parameters
    ----------
    label_sets : sequence, array or Series of str, of int or of sequences of str, length n
        A label, or several with the primary one first; an array of two dimensions has a label set
        a row. Several whole numbers are refused: they look like an indicator matrix.

    Raises
    ------
    TypeError
        A label is neither string nor whole number, some are strings and others numbers, or the
        labels of a text have no order.
    ValueError
        A text has no label, or there is only a single string or nothing at all.
    """
    if label_sets is None:
        # A scikit-learn estimator says it so when y is left out.
        raise ValueError("no label sets: fit requires y to be passed, but the target y is None")
    if isinstance(label_sets, str):
        raise ValueError("label sets must be a sequence, not a single str")
    # Of a data frame the rows, not the names of its columns.
    rows: Any = np.asarray(label_sets) if hasattr(label_sets, "ndim") else label_sets
    if getattr(rows, "ndim", 1) == 0:
        raise TypeError(f"label sets are {type(label_sets).__name__}, no sequence")
    sets = [_label_set(i, row) for i, row in enumerate(rows)]
    if len({type(label) for labels in sets for label in labels}) > 1:
        raise TypeError("some labels are str and others int; give all as str")
    return sets


def _label_set(i: int, row: Any) -> list[Any]:
    if isinstance(row, str):
        return [str(row)]
    if isinstance(row, Integral) and not isinstance(row, bool):
        return [int(row)]
    if not isinstance(row, (Sequence, np.ndarray)):
        kind = type(row).__name__
        raise TypeError(f"label set {i} is {kind}, neither str, int nor a sequence of str")
    labels = list(row)
    for label in labels:
        if not isinstance(label, str):
            raise TypeError(f"label set {i} holds {type(label).__name__}, not str")
    if not labels:
        raise ValueError(f"label set {i} is empty")
    return [str(label) for label in labels]
