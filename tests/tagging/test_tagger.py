from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp import Tagger
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize

PLAIN = {
    "Đề nghị cấp sổ đỏ cho 86 hộ dân khu tái định cư, đã nộp hồ sơ nhiều năm.": "dat_dai",
    "Rác thải sinh hoạt đổ đầy ven đường, đề nghị tăng chuyến xe thu gom rác.": "moi_truong",
    "Đường liên thôn xuống cấp, nhiều ổ gà, đề nghị đầu tư sửa chữa.": "ha_tang",
    "Đề nghị tăng cường bác sĩ cho trạm y tế xã, thuốc bảo hiểm còn thiếu.": "y_te",
    "Trường mầm non thiếu phòng học, các cháu phải học ghép lớp.": "giao_duc",
}
FORMS = [
    "text, no list",
    "",
    "   ",
    "!!! ??? ...",
    "🙂🙂🙂",
    "a" * 32_000,
    "đường " * 5_000,
    "x\u0301" * 1000,
    "DE NGHI SUA DUONG",
]


def test_plain_opinions_get_their_topic(tagger: Tagger) -> None:
    results = tagger.tag(list(PLAIN))
    assert [result.topic for result in results] == list(PLAIN.values())


def test_a_result_is_what_the_design_says(tagger: Tagger) -> None:
    for result in tagger.tag([*PLAIN, *FORMS]):
        assert 1 <= len(result.topics) <= 3
        assert len(set(result.topics)) == len(result.topics)
        assert all(tagger.taxonomy.is_label(label) for label in result.topics)
        assert result.topic == tagger.taxonomy.topic_of(result.topics[0])
        assert "khac" not in result.topics or result.topics == ["khac"]
        assert 0 <= result.confidence <= 1
        assert result.needs_review or result.confidence >= result.review_threshold


def test_keywords_are_words_of_the_text_and_tell_of_the_topic(tagger: Tagger) -> None:
    text = "Rác thải sinh hoạt đổ đầy ven đường, đề nghị tăng chuyến xe thu gom RÁC."
    keywords = tagger.tag(text).keywords
    assert 1 <= len(keywords) <= 5
    assert all(word in text for word in keywords)
    assert any("rác" in word.lower() for word in keywords)


def test_one_text_gives_one_result(tagger: Tagger) -> None:
    text = next(iter(PLAIN))
    assert tagger.tag(text) == tagger.tag([text])[0] == nlp.tag(text)
    assert nlp.tag([text, text]) == [tagger.tag(text)] * 2


@pytest.mark.parametrize("text", ["", "-", "...", "…", "?!", "🙂"])
def test_a_text_that_says_nothing_asks_for_review(tagger: Tagger, text: str) -> None:
    result = tagger.tag(text)
    assert (result.topics, result.confidence, result.needs_review) == (["khac"], 0.0, True)
    assert result.keywords == []
    assert tagger.tag([]) == []


def test_what_is_no_string_is_refused(tagger: Tagger) -> None:
    with pytest.raises(TypeError, match="text 1 is float"):
        tagger.tag(["a", float("nan")])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="not a single str"):
        tagger.predict_proba("Mất điện cả ngày")


def test_predict_proba(tagger: Tagger) -> None:
    proba = tagger.predict_proba([*PLAIN, *FORMS])
    assert proba.shape == (len(PLAIN) + len(FORMS), len(tagger.labels))
    assert np.allclose(proba.sum(axis=1), 1)
    assert (proba >= 0).all()
    assert tagger.predict_proba([]).shape == (0, len(tagger.labels))


def test_a_topics_probability_is_the_sum_of_its_subtopics(tagger: Tagger) -> None:
    text = next(iter(PLAIN))
    explanation = tagger.explain(text)
    for topic, probability in explanation.topic_probabilities.items():
        labels = tagger.taxonomy[topic].labels  # type: ignore[union-attr]
        added = sum(explanation.label_probabilities[label] for label in labels)
        assert added == pytest.approx(probability, abs=0.001)
    assert next(iter(explanation.label_probabilities)) == explanation.result.topics[0]


def test_the_words_add_up_to_the_decision_value(tagger: Tagger) -> None:
    text = next(iter(PLAIN))
    explanation = tagger.explain(text)
    model = tagger.model
    scored = score(tokenize([text]), model.features, model.classifier)
    label = tagger.labels.index(explanation.result.topics[0])
    (weight,) = scored.values.lead_weights(model.calibration)
    lead = weight * scored.values.lead[0, label]
    words = sum(word.weight for word in explanation.words)
    assert lead != 0
    value = scored.values.whole[0, label] + lead
    assert words + explanation.intercept == pytest.approx(value, abs=0.01)


def test_the_phrases_of_the_lexicon_are_shown_as_written(tagger: Tagger) -> None:
    explanation = tagger.explain("Xin đường bớt Ổ Gà, còn SỔ ĐỎ của tôi sao chưa cấp?")
    found = {match.written: match.entries[0].label for match in explanation.phrases}
    assert found["SỔ ĐỎ"] == "dat_dai/giay_chung_nhan"
    assert found["Ổ Gà"] == "ha_tang/giao_thong"
    labels = [{entry.label for entry in match.entries} for match in explanation.phrases]
    first = explanation.result.topics[0]
    assert first in labels[0]


def test_a_text_of_unknown_syllables_needs_review_however_confident(tagger: Tagger) -> None:
    text = "lol no way, you actually finished the whole season, then the crew left the studio"
    assert tagger.tag(text).needs_review
    assert tagger.tag("?!").needs_review


def test_of_several_matters_the_first_is_primary(tagger: Tagger) -> None:
    first = "Cử tri đề nghị sửa đường liên thôn đã xuống cấp, nhiều ổ gà"
    second = "đề nghị tăng chuyến thu gom rác thải sinh hoạt"
    assert tagger.tag(f"{first}; {second}.").topics[0] == "ha_tang/giao_thong"
    assert tagger.tag(f"{second}; {first}.").topics[0] == "moi_truong/rac_thai"


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_many_texts_in_parallel_give_the_same(tagger: Tagger, n_jobs: int) -> None:
    texts = [f"Đường thôn {i} hỏng, đề nghị sửa" for i in range(4100)]
    assert tagger.tag(texts, n_jobs=n_jobs)[::500] == tagger.tag(texts[::500])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_tagged_and_alone_as_in_company(tagger: Tagger, texts: list[str]) -> None:
    together = tagger.tag(texts)
    assert together == [tagger.tag(text) for text in texts]


@pytest.mark.parametrize("written", ["hoà", "hòa"])
def test_either_tone_style_and_form_is_read_alike(tagger: Tagger, written: str) -> None:
    import unicodedata

    text = f"Đề nghị sửa đường vào thôn Phú {written}"
    decomposed = unicodedata.normalize("NFD", text)
    assert tagger.tag(decomposed).topics == tagger.tag(text).topics


def test_tag_frame_keeps_the_index_and_the_columns(tagger: Tagger) -> None:
    frame = pd.DataFrame(
        {"noi_dung": [*PLAIN, None], "n": range(len(PLAIN) + 1)},
        index=[10 * i for i in range(len(PLAIN) + 1)],
    )
    before = frame.copy()
    tagged = tagger.tag_frame(frame, text="noi_dung")
    assert tagged.index.equals(frame.index)
    assert list(tagged.columns) == [
        "noi_dung", "n", "topics", "topic", "confidence", "needs_review", "keywords",
    ]  # fmt: skip
    assert tagged["topic"].tolist() == [*PLAIN.values(), "khac"]
    assert tagged["confidence"].dtype == "float64"
    assert tagged["needs_review"].dtype == "bool"
    pd.testing.assert_frame_equal(frame, before)
    with pytest.raises(KeyError):
        tagger.tag_frame(frame, text="none")


@pytest.mark.parametrize("dtype", ["category", "Int64", "datetime64[ns]", "float"])
def test_tag_frame_takes_any_dtype(tagger: Tagger, dtype: str) -> None:
    values = {"category": ["rác", None], "datetime64[ns]": ["2026-01-01", None]}.get(
        dtype, [1, None]
    )
    tagged = tagger.tag_frame(pd.DataFrame({"text": pd.Series(values, dtype=dtype)}))
    assert tagged["topic"].tolist()[1] == "khac"


def test_tag_frame_refuses_columns_of_one_name(tagger: Tagger) -> None:
    frame = pd.DataFrame([["a", "b"]], columns=["text", "text"])
    with pytest.raises(ValueError, match="several columns 'text'"):
        tagger.tag_frame(frame)


def test_lone_surrogates_do_no_harm(tagger: Tagger) -> None:
    assert tagger.tag("\ud800 rác hôi thối").topic == "moi_truong"


def test_tag_frame_of_nothing(tagger: Tagger) -> None:
    tagged = tagger.tag_frame(pd.DataFrame({"text": []}))
    assert len(tagged) == 0
    assert "topics" in tagged


def test_save_and_load_give_the_same_tagger(tagger: Tagger, tmp_path: Path) -> None:
    tagger.save(tmp_path / "copy")
    copy = Tagger.load(tmp_path / "copy")
    assert copy.tag(list(PLAIN)) == tagger.tag(list(PLAIN))


def test_frames_whose_texts_would_be_lost_or_misread_are_refused(tagger: Tagger) -> None:
    with pytest.raises(ValueError, match="would replace the texts in 'topic'"):
        tagger.tag_frame(pd.DataFrame({"topic": ["Rác đầy đường"]}), "topic")
    with pytest.raises(TypeError, match="holds bytes"):
        tagger.tag_frame(pd.DataFrame({"text": ["Rác đầy", "Điện yếu".encode()]}))


def test_one_tagger_serves_several_threads(tagger: Tagger) -> None:
    texts = [*PLAIN, "rac thai boc mui hoi thoi", "Duong thon hong nang"]
    alone = tagger.tag(texts), [tagger.explain(text) for text in texts]
    fresh = Tagger(tagger.model)
    with ThreadPoolExecutor(4) as pool:
        for told in pool.map(lambda _: (fresh.tag(texts), list(map(fresh.explain, texts))), "1234"):
            assert told == alone
