from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn
from numpy.testing import assert_allclose, assert_array_equal
from scipy.sparse import csr_array
from scipy.special import expit
from sklearn.base import clone, is_classifier
from sklearn.exceptions import NotFittedError
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks, get_tags

from nlp import Tagger
from nlp.learning.corpus import Corpus
from nlp.learning.estimator import OpinionClassifier
from nlp.learning.fitting import TrainingSettings, augment, fit_features, fit_linear
from nlp.tagging.classifier import Calibration
from nlp.tagging.model import Model
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize

LABELS = (
    "an_ninh/toi_pham_te_nan",
    "giao_duc/hoc_phi",
    "ha_tang/dien",
    "y_te/bao_hiem_y_te",
)
Labelled = tuple[list[str], list[list[str]]]


@pytest.fixture(scope="module")
def opinions_file(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some two hundred opinions on four subtopics, those with several labels among them."""
    kept: dict[tuple[str, ...], list[str]] = {}
    for file in sorted((root / "corpus" / "opinions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            topics = tuple(json.loads(line)["topics"])
            if set(topics) <= set(LABELS):
                kept.setdefault(topics, []).append(line)
    lines = [line for some in kept.values() for line in some[:34]]
    path = tmp_path_factory.mktemp("corpus") / "few.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(opinions_file: Path) -> Corpus:
    return Corpus.load(opinions_file)


@pytest.fixture(scope="module")
def labelled(corpus: Corpus) -> Labelled:
    """Texts and label sets, in no order of labels."""
    order = np.random.default_rng(0).permutation(len(corpus)).tolist()
    return [corpus.texts[i] for i in order], [list(corpus.opinions[i].topics) for i in order]


@pytest.fixture(scope="module")
def split(labelled: Labelled) -> tuple[Labelled, Labelled]:
    texts, sets = labelled
    return (texts[:115], sets[:115]), (texts[115:], sets[115:])


@pytest.fixture(scope="module")
def fitted(split: tuple[Labelled, Labelled]) -> OpinionClassifier:
    return OpinionClassifier().fit(*split[0])


def primary_of(sets: list[list[str]]) -> list[str]:
    return [labels[0] for labels in sets]


def as_objects(sets: list[list[str]]) -> np.ndarray[Any, Any]:
    array = np.empty(len(sets), dtype=object)
    array[:] = sets
    return array


@pytest.mark.parametrize(
    "check",
    [
        # Those that give no X, or have it refused for a better reason than that it is no text.
        estimator_checks.check_do_not_raise_errors_in_init_or_set_params,
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_estimators_unfitted,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_mixin_order,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_param_validation,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_requires_y_none,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
    ids=lambda check: check.__name__,
)
def test_scikit_learns_own_checks(check: Any) -> None:
    check("OpinionClassifier", OpinionClassifier())


def test_tags_say_text_in_and_one_label_out() -> None:
    tags = get_tags(OpinionClassifier())
    assert is_classifier(OpinionClassifier())
    assert tags.input_tags.string
    assert tags.input_tags.one_d_array
    assert not tags.input_tags.two_d_array
    assert tags.target_tags.required
    assert not tags.classifier_tags.multi_label


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


def test_a_repeated_fit_a_clone_and_a_pickle_decide_the_same(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    (seen, seen_sets), (texts, _) = split
    cloned = clone(fitted)
    assert not hasattr(cloned, "classes_")
    values = fitted.decision_function(texts)
    pickled = pickle.dumps(cloned.fit(seen, seen_sets))
    assert_array_equal(cloned.decision_function(texts), values)
    # What was predicted leaves no trace.
    assert len(pickle.dumps(cloned)) == len(pickled)
    again = pickle.loads(pickled)
    refitted = cloned.fit(seen, seen_sets)
    for other in (again, refitted):
        assert_array_equal(other.decision_function(texts), values)
        assert other.scale_ == fitted.scale_
    differs = OpinionClassifier(random_state=1, calibrate=False).fit(seen, seen_sets)
    assert not np.array_equal(differs.decision_function(texts), values)


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


def test_it_works_in_a_pipeline(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    (seen, sets), (texts, _) = split

    def without_heading(texts: list[str]) -> list[str]:
        return [text.removeprefix("Ý kiến: ").strip() for text in texts]

    pipeline = make_pipeline(FunctionTransformer(without_heading), OpinionClassifier())
    pipeline.fit([f"Ý kiến: {text} " for text in seen], sets)
    assert_array_equal(pipeline.classes_, fitted.classes_)
    headed = [f"Ý kiến: {text}" for text in texts]
    assert_array_equal(pipeline.predict(headed), fitted.predict(texts))
    assert_array_equal(pipeline.predict_proba(headed), fitted.predict_proba(texts))


def test_scorers_and_searches_work_on_primary_labels(labelled: Labelled) -> None:
    texts, sets = labelled
    y = primary_of(sets)
    scoring = ["accuracy", "f1_macro", "neg_log_loss", "roc_auc_ovr"]
    plain = OpinionClassifier(calibrate=False)
    scores = cross_validate(plain, texts, y, cv=2, scoring=scoring, error_score="raise")
    assert all(np.isfinite(scores[f"test_{name}"]).all() for name in scoring)

    # Naive Bayes alone would do on so few labels.
    machines = OpinionClassifier(calibrate=False, complement_weight=0)
    pipeline = make_pipeline(FunctionTransformer(), machines)
    grid = {"opinionclassifier__regularization": [1e-6, 0.5]}
    search = GridSearchCV(pipeline, grid, cv=2, error_score="raise")
    search.fit(pd.Series(texts), pd.Series(y))
    assert search.best_params_ == {"opinionclassifier__regularization": 0.5}
    assert search.score(texts, y) > 0.9


def test_searches_work_on_label_sets_with_a_splitter(labelled: Labelled) -> None:
    texts, sets = labelled
    plain, grid = OpinionClassifier(calibrate=False), {"regularization": [0.5, 1e-6]}
    search = GridSearchCV(plain, grid, cv=KFold(2), error_score="raise")
    search.fit(np.array(texts), as_objects(sets))
    assert search.best_params_["regularization"] in grid["regularization"]
    assert search.best_score_ > 0.8
    assert set(map(len, search.best_estimator_.predict_label_sets(texts))) > {1}
    # As the class says; should scikit-learn learn to, it need say so no longer.
    with pytest.raises(ValueError, match="multi-label"):
        GridSearchCV(plain, grid, cv=2).fit(texts, as_objects(sets))


def test_texts_and_labels_are_no_metadata(labelled: Labelled) -> None:
    texts, sets = labelled
    requested = OpinionClassifier().get_metadata_routing()
    assert "texts" not in str(requested)
    assert "label_sets" not in str(requested)
    plain = OpinionClassifier(calibrate=False)
    with sklearn.config_context(enable_metadata_routing=True):
        assert cross_val_score(plain, texts, primary_of(sets), cv=2).min() > 0.7


def test_score_weighs_texts_and_knows_no_new_labels(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    texts, sets = split[0]
    right = fitted.predict(texts) == np.array(primary_of(sets))
    assert fitted.score(texts, sets, sample_weight=right.astype(float)) == 1
    assert fitted.score(texts[:2], ["new", "newer"]) == 0


@pytest.mark.parametrize(
    ("texts", "sets", "error", "said"),
    [
        ([], [], ValueError, "at least 1"),
        (["a", "b"], ["x"], ValueError, "inconsistent numbers of samples"),
        ("a", ["x"], ValueError, "single str"),
        (pd.DataFrame({"text": ["a", "b"]}), ["x", "y"], ValueError, "a table"),
        (["a", 5], ["x", "y"], TypeError, "text 1 is int"),
        (pd.Series(["a", None]), ["x", "y"], TypeError, "text 1 is "),
        (["a", "b"], None, ValueError, "target y is None"),
        (["a", "b"], "xy", ValueError, "single str"),
        (["a", "b"], ["x", "x"], ValueError, "at least 2 classes"),
        (["a", "b"], [["x", "y"], ["x"]], ValueError, "every text carries the label 'x'"),
        (["a", "b"], ["x", []], ValueError, "label set 1 is empty"),
        (["a", "b"], [0.5, 1.5], TypeError, "label set 0 is float"),
        (["a", "b"], [True, False], TypeError, "label set 0 is bool"),
        (["a", "b"], ["x", 1], TypeError, "some labels are str and others int"),
        (["a", "b"], np.eye(2, dtype=int), TypeError, "label set 0 holds int64"),
        (["a", "b"], csr_array(np.eye(2, dtype=int)), TypeError, "csr_array, no sequence"),
        (["a", "b"], [["x"], ["y", 1]], TypeError, "label set 1 holds int"),
        (["a", "b"], [{"x"}, {"y"}], TypeError, "label set 0 is set"),
        (["một hai", "ba bốn"], ["x", "y"], ValueError, "too few words"),
    ],
)
def test_what_cannot_be_learned_from(
    texts: Any, sets: Any, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        OpinionClassifier().fit(texts, sets)


def test_few_texts_are_learned_from_but_not_calibrated_with() -> None:
    texts, y = ["đèn đường hỏng", "học phí cao", "đèn đường tắt", "học phí tăng"], list("xyxy")
    few = OpinionClassifier(min_df_words=1, min_df_chars=1, min_df_bare=1)
    for some, labels in ((texts[:2] * 2, y), (texts, list("vxyz"))):
        with pytest.raises(ValueError, match="calibrate=False"):
            few.fit(some, labels)
    few.set_params(calibrate=False).fit(texts, y)
    assert few.predict(["đèn hỏng", "phí"]).tolist() == ["x", "y"]
    assert few.predict([""]).shape == (1,)


def test_a_fit_that_fails_forgets_nothing(
    fitted: OpinionClassifier, split: tuple[Labelled, Labelled]
) -> None:
    texts, _ = split[1]
    values = fitted.decision_function(texts)
    with pytest.raises(ValueError, match="too few"):
        fitted.fit(["một hai", "ba bốn"], ["x", "y"])
    assert_array_equal(fitted.decision_function(texts), values)


@pytest.mark.parametrize(
    "method", ["decision_function", "predict", "predict_proba", "predict_label_sets", "score"]
)
def test_what_cannot_be_predicted(fitted: OpinionClassifier, method: str) -> None:
    more = (["x"],) if method == "score" else ()
    with pytest.raises(NotFittedError):
        getattr(OpinionClassifier(), method)(["a"], *more)
    with pytest.raises(ValueError, match="at least 1"):
        getattr(fitted, method)([], *more)
    with pytest.raises(TypeError, match="text 0 is bytes"):
        getattr(fitted, method)([b"a"], *more)
