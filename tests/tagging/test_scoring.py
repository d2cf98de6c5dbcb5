"""Decision values of whole texts, leads and clauses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nlp import Tagger
from nlp.tagging.classifier import Calibration
from nlp.tagging.scoring import DecisionValues, clause_lengths, score
from nlp.tagging.tokens import tokenize

ROAD = "Cử tri đề nghị sửa đường liên thôn đã xuống cấp, nhiều ổ gà"
RUBBISH = "đề nghị tăng chuyến thu gom rác thải sinh hoạt trong ngõ"
SHORT = "Vâng, thưa ông"


@given(st.lists(st.sampled_from(["rác", "đường", "điện", ",", ";", "."])))
def test_clauses_are_the_whole_text_and_none_is_short(words: list[str]) -> None:
    lengths = clause_lengths(words)
    assert sum(lengths) == len(words)
    if len(lengths) > 1:
        ends = np.cumsum(lengths).tolist()
        parts = [words[end - n : end] for n, end in zip(lengths, ends)]
        assert all(sum(map(str.isalpha, part)) >= 6 for part in parts)


def test_the_best_clause_counts_as_if_it_stood_alone(tagger: Tagger) -> None:
    model = tagger.model
    texts = [f"{ROAD}; {RUBBISH}.", f"{RUBBISH}.", SHORT, ""]
    tokens = tokenize(texts)
    values = score(tokens, model.features, model.classifier).values
    ends = np.cumsum(clause_lengths(tokens[0])).tolist()
    alone = [tokens[0][begin:end] for begin, end in zip([0, *ends], ends)]
    assert len(alone) > 1
    each = score(alone, model.features, model.classifier).values.whole
    assert_allclose(values.clause[0], each.max(axis=0), atol=1e-5)
    # What has one clause is that clause.
    assert_array_equal(values.clause[1:], values.whole[1:])


def test_a_clause_speaks_for_a_further_label_but_not_for_the_primary_one(tagger: Tagger) -> None:
    model = tagger.model
    tokens = tokenize([f"{ROAD}, xe cộ đi lại rất khó khăn vào mùa mưa; {RUBBISH}."])
    values = score(tokens, model.features, model.classifier).values
    label = tagger.labels.index("moi_truong/rac_thai")
    without, with_clauses = Calibration(), Calibration(clause_weight=0.3)
    assert with_clauses.clause_weight > 0
    assert values.further(with_clauses)[0, label] > values.further(without)[0, label]
    assert_array_equal(values.primary(with_clauses), values.primary(without))


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_further_values_lie_between_whole_and_clause(weight: float) -> None:
    rng = np.random.default_rng(0)
    whole, lead, clause = rng.normal(size=(3, 5, 4))
    values = DecisionValues(whole, lead, clause)
    expected = (1 - weight) * whole + weight * clause
    calibration = Calibration(clause_weight=weight)
    assert_allclose(values.further(calibration), expected)
    rows = np.array([3, 1])
    assert_allclose(values.of(rows).further(calibration), expected[rows])
    joined = DecisionValues.joined([values.of(rows[:1]), values.of(rows[1:])])
    assert_allclose(joined.lead, lead[rows])
