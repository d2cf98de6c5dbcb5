"""Labels as whole numbers: what scikit-learn's ensembles and `cross_val_predict` make of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.model_selection import cross_val_predict

from nlp import OpinionClassifier

TEXTS = [
    *("Rác không ai gom cả tuần", "Bãi rác bốc mùi hôi", "Xe gom rác không đến ngõ", "Rác đầy ngõ"),
    *("Mất điện cả ngày", "Điện yếu, quạt không quay", "Cột điện sắp đổ", "Giá điện cao quá"),
    *("Đường đầy ổ gà", "Đường ngập, xe không đi được", "Mặt đường vỡ nát", "Đường hẹp quá"),
]
NAMES = np.repeat(["rác", "điện", "đường"], 4)
NUMBERS = pd.Series(np.repeat([7, 3, 5], 4))


def model() -> OpinionClassifier:
    return OpinionClassifier(min_df_words=1, min_df_chars=1, min_df_bare=1, calibrate=False)


def test_numbers_are_learned_as_names_are() -> None:
    by_name, by_number = model().fit(TEXTS, NAMES), model().fit(TEXTS, NUMBERS)
    assert by_number.classes_.tolist() == [3, 5, 7]
    assert by_name.classes_.tolist() == ["rác", "điện", "đường"]
    asked = ["Bãi rác sau chợ", "Điện yếu", "Đường hỏng"]
    predicted = by_number.predict(asked)
    assert predicted.dtype.kind == "i"
    assert predicted.tolist() == [7, 3, 5]
    assert by_number.predict_label_sets(asked)[0][0] == 7
    assert by_number.score(asked, [7, 3, 3]) == pytest.approx(2 / 3)
    order = [1, 2, 0]
    assert_allclose(by_number.predict_proba(asked), by_name.predict_proba(asked)[:, order])


def test_out_of_fold_probabilities_and_ensembles() -> None:
    proba = cross_val_predict(model(), TEXTS, NAMES, cv=2, method="predict_proba")
    assert proba.shape == (12, 3)
    assert_allclose(proba.sum(axis=1), 1)
    voting = VotingClassifier([("a", model()), ("b", model())], voting="soft")
    stacking = StackingClassifier([("a", model())], cv=2)
    for ensemble in (voting, stacking):
        assert_array_equal(ensemble.fit(TEXTS, NAMES).predict(TEXTS), NAMES)
