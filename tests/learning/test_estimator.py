"""`OpinionClassifier`: what it learns, decides and says how sure it is of."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from few import LABELS, Labelled, as_objects, primary_of
from numpy.testing import assert_allclose, assert_array_equal
from scipy.special import expit
from sklearn.base import clone
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import cross_val_score

from nlp import Tagger
from nlp.learning.corpus import Corpus
from nlp.learning.estimator import OpinionClassifier
from nlp.learning.fitting import TrainingSettings, augment, fit_features, fit_linear
from nlp.tagging.classifier import Calibration
from nlp.tagging.model import Model
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize


def test_defaults_are_those_of_training() -> None:
    given, defaults = OpinionClassifier().get_params(), TrainingSettings()
    own = {"label_threshold", "calibrate", "random_state", "n_jobs"}
    for name in set(given) - own:
        source = defaults if hasattr(defaults, name) else defaults.features
        assert given[name] == getattr(source, name), name


def test_it_learns_what_its_labels_are(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    texts, sets = split[1]
    assert_array_equal(fitted.classes_, sorted(LABELS))
    predicted = fitted.predict(texts)
    assert predicted.shape == (len(texts),)
    right = accuracy_score(primary_of(sets), predicted)
    assert 0.8 < right == fitted.score(texts, sets) == fitted.score(texts, primary_of(sets))


def test_decision_values_are_those_of_the_taggers_parts(corpus: Corpus) -> None:
    settings = TrainingSettings(lead_weight=0.7, regularization=1.5, seed=3)
    tokens = tokenize(corpus.texts)
    learned, rows = augment(tokens, settings)
    features, matrix = fit_features(learned, settings)
    linear = fit_linear(matrix, corpus.indicator[rows], corpus.primary[rows], settings)
    scored = score(tokens, features, linear)
    calibration = Calibration(lead_weight=0.7, clause_weight=0.3, label_threshold=-1.4)
    values = scored.values.primary(calibration)

    classifier = OpinionClassifier(
        lead_weight=0.7,
        clause_weight=0.3,
        regularization=1.5,
        random_state=3,
        label_threshold=-1.4,
        calibrate=False,
    ).fit(corpus.texts, [opinion.topics for opinion in corpus.opinions])
    columns = [corpus.taxonomy.labels.index(label) for label in classifier.classes_]
    assert_array_equal(classifier.decision_function(corpus.texts), values[:, columns])

    tagger = Tagger(Model(corpus.taxonomy, features, linear, calibration))
    tagged = [result.topics for result in tagger.tag(corpus.texts)]
    assert classifier.predict_label_sets(corpus.texts) == tagged
    assert {len(topics) for topics in tagged} == {1, 2, 3}


def test_label_sets_start_with_the_primary_label_and_follow_the_threshold(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    texts, _ = split[1]
    for threshold, sizes in ((-np.inf, {3}), (-0.8, {1, 2, 3}), (np.inf, {1})):
        # Without another fit.
        changed = pickle.loads(pickle.dumps(fitted)).set_params(label_threshold=threshold)
        sets = changed.predict_label_sets(texts)
        assert primary_of(sets) == fitted.predict(texts).tolist()
        assert {len(labels) for labels in sets} == sizes
        assert all(len(labels) == len(set(labels)) for labels in sets)
        assert {type(label) for labels in sets for label in labels} == {str}


def test_probabilities_are_calibrated_out_of_fold(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    (seen, seen_sets), (texts, sets) = split
    plain = clone(fitted).set_params(calibrate=False).fit(seen, seen_sets)
    assert plain.scale_ == 1.0
    assert_array_equal(plain.decision_function(texts), fitted.decision_function(texts))

    proba = fitted.predict_proba(texts)
    assert proba.shape == (len(texts), len(LABELS))
    assert_allclose(proba.sum(axis=1), 1)
    assert_array_equal(fitted.classes_[proba.argmax(axis=1)], fitted.predict(texts))
    losses = [
        log_loss(primary_of(sets), model.predict_proba(texts), labels=list(fitted.classes_))
        for model in (fitted, plain)
    ]
    assert losses[0] < losses[1]
    # The texts that were learned from would say that it may be surer of itself.
    overconfident = pickle.loads(pickle.dumps(fitted))
    overconfident.scale_ *= 1.5
    own = [
        log_loss(primary_of(seen_sets), model.predict_proba(seen), labels=list(fitted.classes_))
        for model in (overconfident, fitted)
    ]
    assert own[0] < own[1]


def test_repeated_texts_do_not_make_probabilities_surer(split: tuple[Labelled, Labelled]) -> None:
    texts, sets = split[1]
    once, often = OpinionClassifier().fit(texts, sets), OpinionClassifier().fit(texts * 3, sets * 3)
    assert often.scale_ <= once.scale_


def test_two_classes_have_one_decision_value(labelled: Labelled) -> None:
    pairs = [(t, labels[0]) for t, labels in zip(*labelled) if labels[0] in LABELS[:2]]
    texts, y = [text for text, _ in pairs], [label for _, label in pairs]
    classifier = OpinionClassifier().fit(texts, y)
    values = classifier.decision_function(texts)
    assert values.shape == (len(texts),)
    assert_array_equal(classifier.classes_[(values > 0).astype(int)], classifier.predict(texts))
    assert_allclose(classifier.predict_proba(texts)[:, 1], expit(classifier.scale_ * values))
    areas = cross_val_score(
        OpinionClassifier(calibrate=False), texts, y, cv=2, scoring="roc_auc", error_score="raise"
    )
    assert areas.min() > 0.8


@pytest.mark.parametrize("kind", ["series", "array", "objects", "table of labels"])
def test_texts_and_labels_may_come_in_any_container(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled], kind: str
) -> None:
    (seen, sets), (texts, _) = split
    index = range(500, 500 + len(seen))
    # A table has as many labels in each row, here the primary one twice.
    table = [[labels[0], labels[-1]] for labels in sets]
    some_texts, some_sets = {
        "series": (pd.Series(seen, index=index), pd.Series(sets, index=index)),
        "array": (np.array(seen), as_objects(sets)),
        "objects": (np.array(seen, dtype=object), [np.array(labels) for labels in sets]),
        "table of labels": (seen, np.array(table, dtype=object)),
    }[kind]
    model = OpinionClassifier(calibrate=False).fit(some_texts, some_sets)
    asked = pd.Series(texts) if kind == "series" else np.array(texts)
    assert_array_equal(model.decision_function(asked), fitted.decision_function(texts))
    assert model.score(some_texts, some_sets) == fitted.score(seen, sets)


def test_score_weighs_texts_and_knows_no_new_labels(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    texts, sets = split[0]
    right = fitted.predict(texts) == np.array(primary_of(sets))
    assert fitted.score(texts, sets, sample_weight=right.astype(float)) == 1
    assert fitted.score(texts[:2], ["new", "newer"]) == 0
