"""Texts and label sets in, a scikit-learn classifier out: the linear model for any labels."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import InputTags, Tags
from sklearn.utils._param_validation import Interval
from sklearn.utils.metadata_routing import UNUSED
from sklearn.utils.validation import check_is_fitted

from nlp.learning.fitting import TrainingSettings
from nlp.learning.labelled_texts import LabelledTexts, LabelSets, checked_label_sets, checked_texts
from nlp.tagging.classifier import Calibration, Decision, Floats, LabelTree, decide
from nlp.tagging.features import FeatureSettings
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize

_POSITIVE = ("regularization", "complement_smoothing")
_WEIGHTS = ("complement_weight", "lead_weight")
_SHARES = ("clause_weight", "strip_share")
_COUNTS = ("min_df_words", "min_df_chars", "min_df_bare")


class OpinionClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The linear tagger as a scikit-learn classifier, for labels of any taxonomy or none.

    It predicts one label a text, the primary one, so that scikit-learn's scorers and searches work;
    `predict_label_sets` gives further labels too. Search with label sets as ``y`` needs a splitter
    (``cv=KFold(3)``): scikit-learn refuses to stratify them.

    Parameters
    ----------
    regularization, complement_weight, complement_smoothing : float
    lead_weight, clause_weight, strip_share : float
        As in `TrainingSettings`, with its defaults.
    min_df_words, min_df_chars, min_df_bare : int
    sublinear_tf : bool
        As in `FeatureSettings`, with its defaults.
    label_threshold : float
        Decision value that adds a further label: of the whole text and, by `clause_weight`, of its
        best clause. May be set after `fit`.
    calibrate : bool
        Learn the temperature of the probabilities by cross-validation: `fit` takes thrice as long.
    random_state : int
    n_jobs : int
        Processes; -1 for one a core.

    Attributes
    ----------
    classes_ : array of str or int, shape (n_classes,)
        All labels of the label sets, sorted.
    features_, linear_ : FeatureExtractor, LinearClassifier
    scale_ : float
        What decision values are multiplied by before the softmax; 1 without `calibrate`.

    Raises
    ------
    NotFittedError, TypeError, ValueError
        By methods that predict or score: `fit` was not called; a text is no string; there is none.
    """

    _parameter_constraints: ClassVar[dict[str, list[Any]]] = {
        **{name: [Interval(Real, 0, None, closed="neither")] for name in _POSITIVE},
        **{name: [Interval(Real, 0, None, closed="left")] for name in _WEIGHTS},
        **{name: [Interval(Integral, 1, None, closed="left")] for name in _COUNTS},
        **{name: ["boolean"] for name in ("sublinear_tf", "calibrate")},
        **{name: [Interval(Real, 0, 1, closed="both")] for name in _SHARES},
        "label_threshold": [Interval(Real, None, None, closed="both")],
        "random_state": [Interval(Integral, 0, 2**32 - 1, closed="both")],
        "n_jobs": [Integral],
    }
    # Texts and label sets are what scikit-learn calls X and y, no metadata to be routed.
    __metadata_request__fit: ClassVar = {"texts": UNUSED, "label_sets": UNUSED}
    __metadata_request__score: ClassVar = {"texts": UNUSED, "label_sets": UNUSED}
    __metadata_request__predict: ClassVar = {"texts": UNUSED}
    __metadata_request__predict_proba: ClassVar = {"texts": UNUSED}
    __metadata_request__decision_function: ClassVar = {"texts": UNUSED}

    def __init__(
        self,
        *,
        regularization: float = TrainingSettings.regularization,
        complement_weight: float = TrainingSettings.complement_weight,
        complement_smoothing: float = TrainingSettings.complement_smoothing,
        lead_weight: float = TrainingSettings.lead_weight,
        clause_weight: float = TrainingSettings.clause_weight,
        strip_share: float = TrainingSettings.strip_share,
        min_df_words: int = FeatureSettings.min_df_words,
        min_df_chars: int = FeatureSettings.min_df_chars,
        min_df_bare: int = FeatureSettings.min_df_bare,
        sublinear_tf: bool = FeatureSettings.sublinear_tf,
        label_threshold: float = Calibration.label_threshold,
        calibrate: bool = True,
        random_state: int = TrainingSettings.seed,
        n_jobs: int = 1,
    ) -> None:
        self.regularization = regularization
        self.complement_weight = complement_weight
        self.complement_smoothing = complement_smoothing
        self.lead_weight = lead_weight
        self.clause_weight = clause_weight
        self.strip_share = strip_share
        self.min_df_words = min_df_words
        self.min_df_chars = min_df_chars
        self.min_df_bare = min_df_bare
        self.sublinear_tf = sublinear_tf
        self.label_threshold = label_threshold
        self.calibrate = calibrate
        self.random_state = random_state
        self.n_jobs = n_jobs

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        # Not multi_label: that promises a `predict` that returns an indicator matrix.
        tags.input_tags = InputTags(one_d_array=True, two_d_array=False, string=True)
        return tags

    def fit(self, texts: Iterable[str], label_sets: LabelSets) -> OpinionClassifier:
        """Learn from labelled texts.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n
        label_sets : sequence, array or Series of str, of int or of sequences of str, length n
            A label, or several with the primary one first.

        Returns
        -------
        self : OpinionClassifier

        Raises
        ------
        TypeError, ValueError
            A text is no string, a label neither string nor whole number; a parameter is out of
            range; texts and label sets differ in number; there is no text, fewer than two labels,
            a label that every text carries, or too little text to learn or to calibrate from.
        """
        self._validate_params()
        settings = self._settings()
        data = LabelledTexts.of(texts, label_sets, n_jobs=self.n_jobs)
        features, linear = data.learn(settings, n_jobs=self.n_jobs)
        scale = data.temperature(settings, n_jobs=self.n_jobs) if self.calibrate else 1.0
        # All at once, so that a fit that fails leaves what an earlier one learned.
        self.features_, self.linear_, self.scale_ = features, linear, scale
        self.classes_ = data.classes
        return self

    def decision_function(self, texts: Iterable[str]) -> Floats:
        """Return decision values of each label to be the primary one.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n

        Returns
        -------
        array of float, shape (n, n_classes)
            The value of the whole text, plus `lead_weight` times that of its lead. Of two classes,
            as scikit-learn wants it, shape (n,): by how much the second's value is the higher.
        """
        values, _ = self._values(texts)
        return values[:, 1] - values[:, 0] if len(self.classes_) == 2 else values

    def predict_proba(self, texts: Iterable[str]) -> Floats:
        """Return the probability of each label to be the primary one.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n

        Returns
        -------
        array of float, shape (n, n_classes)
            A row adds up to 1.
        """
        return self._decided(texts).proba

    def predict(self, texts: Iterable[str]) -> NDArray[Any]:
        """Return the primary label of each text.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n

        Returns
        -------
        array of str or int, shape (n,)
            Of the kind that the labels had in `fit`.
        """
        values, _ = self._values(texts)
        return np.asarray(self.classes_[values.argmax(axis=1)])

    def predict_label_sets(self, texts: Iterable[str]) -> list[list[Any]]:
        """Return the labels of each text.

        Parameters
        ----------
        texts : sequence, array or Series of str, length n

        Returns
        -------
        list of list of str or int, length n
            1 to 3 labels, primary first; then those whose decision value reaches
            `label_threshold`, the highest first.
        """
        return [self.classes_[labels].tolist() for labels in self._decided(texts).label_sets]

    def score(
        self, texts: Iterable[str], label_sets: LabelSets, sample_weight: ArrayLike | None = None
    ) -> float:
        """Return the share of texts whose primary label is predicted right.

        Parameters
        ----------
        texts, label_sets
            As for `fit`; labels that were not learned count as wrong.
        sample_weight : array of float, shape (n,), optional

        Returns
        -------
        float
        """
        check_is_fitted(self)
        primary = [labels[0] for labels in checked_label_sets(label_sets)]
        return float(super().score(texts, primary, sample_weight=sample_weight))

    def _settings(self) -> TrainingSettings:
        given = self.get_params(deep=False)
        linear = {name: given[name] for name in (*_POSITIVE, *_WEIGHTS, *_SHARES)}
        features = FeatureSettings(**{name: given[name] for name in (*_COUNTS, "sublinear_tf")})
        return TrainingSettings(**linear, seed=self.random_state, features=features)

    def _values(self, texts: Iterable[str]) -> tuple[Floats, Floats]:
        """Return the decision values for the primary label, and for further ones."""
        check_is_fitted(self)
        checked = checked_texts(texts)
        tokens = tokenize(checked, n_jobs=self.n_jobs)
        scored = score(tokens, self.features_, self.linear_)
        weights = Calibration(
            lead_weight=float(self.lead_weight), clause_weight=float(self.clause_weight)
        )
        return scored.values.primary(weights), scored.values.further(weights)

    def _decided(self, texts: Iterable[str]) -> Decision:
        values, further = self._values(texts)
        labels = tuple(self.classes_.tolist())
        # A tree in which each label is a topic of its own stands for no taxonomy.
        tree = LabelTree(labels, labels, np.arange(len(labels)), alone=None)
        calibration = Calibration(scale=self.scale_, label_threshold=float(self.label_threshold))
        return decide(values, tree, calibration, further)
