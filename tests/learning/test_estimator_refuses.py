"""What `OpinionClassifier` can't learn from or predict is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from few import Labelled
from numpy.testing import assert_array_equal
from scipy.sparse import csr_array
from sklearn.exceptions import NotFittedError

from nlp.learning.estimator import OpinionClassifier


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
