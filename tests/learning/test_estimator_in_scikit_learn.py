"""`OpinionClassifier` keeps scikit-learn's contracts: checks, pipelines, scorers, searches."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn
from few import Labelled, as_objects, primary_of
from numpy.testing import assert_array_equal
from sklearn.base import clone, is_classifier
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks, get_tags

from nlp.learning.estimator import OpinionClassifier


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
