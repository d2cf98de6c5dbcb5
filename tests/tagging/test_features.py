"""One pass over the words gives what scikit-learn's vectorizers give block by block."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.learning.corpus import Corpus
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.features import FeatureExtractor, FeatureSettings
from nlp.tagging.tokens import tokenize

SYLLABLES = ("đường", "hỏng", "bãi rác", "sổ đỏ", "Ủy ban", ",", ".", "covid-19", "12/5", "x")
Texts = list[list[str]]


@pytest.fixture(scope="module")
def texts(root: Path) -> Texts:
    return tokenize(Corpus.load(root / "corpus" / "opinions").texts[::60])


@pytest.mark.parametrize("sublinear_tf", [True, False])
def test_what_is_learned_and_what_is_computed_later_are_the_same(
    texts: Texts, sublinear_tf: bool
) -> None:
    extractor = FeatureExtractor(FeatureSettings(sublinear_tf=sublinear_tf))
    learned = extractor.fit_transform(texts)
    later = extractor.transform(texts)
    assert learned.shape == later.shape
    assert abs(learned - later).max() < 1e-6


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SYLLABLES), max_size=12), min_size=4, max_size=8))
def test_any_words_give_the_same_learned_or_later(texts: Texts) -> None:
    texts = [*texts, ["đường", "hỏng"], ["đường", "hỏng"]]
    extractor = FeatureExtractor(FeatureSettings(min_df_words=1, min_df_chars=1, min_df_bare=1))
    learned = extractor.fit_transform(texts)
    assert abs(learned - extractor.transform(texts)).max() < 1e-6


def test_each_block_of_a_text_has_unit_length(texts: Texts) -> None:
    extractor = FeatureExtractor()
    extractor.fit_transform(texts)
    matrix = extractor.transform([["đường", "hỏng"], ["☃"], []])
    squares = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    assert squares[1:] == pytest.approx([0, 0])
    assert squares[0] == pytest.approx(3)


def test_the_most_frequent_words_are_kept(texts: Texts) -> None:
    bounded, free = FeatureExtractor(FeatureSettings(max_words=50)), FeatureExtractor()
    bounded.fit_transform(texts)
    free.fit_transform(texts)
    kept, known = bounded.vocabularies(), free.vocabularies()
    assert len(kept["words"]) == 50 < len(known["words"])
    assert {"đề_nghị"} <= set(kept["words"]) <= set(known["words"])
    assert kept["chars"] == known["chars"]


def test_coverage_does_not_mind_diacritics_but_another_language(texts: Texts) -> None:
    extractor = FeatureExtractor()
    extractor.fit_transform(texts)
    said = ["đường", "hỏng", "nặng", "quá", "!"]
    assert extractor.coverage(said) == 1
    assert extractor.coverage([strip_diacritics(word) for word in said]) == 1
    assert extractor.coverage(["whole", "season", "finished"]) == 0
    assert extractor.coverage(["?"]) == 0


def test_an_extractor_that_was_used_can_be_pickled(texts: Texts) -> None:
    extractor = FeatureExtractor()
    extractor.fit_transform(texts)
    matrix = extractor.transform(texts)
    again = pickle.loads(pickle.dumps(extractor)).transform(texts)
    assert abs(matrix - again).max() == 0
