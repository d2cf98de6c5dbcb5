from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from nlp.learning.corpus import Corpus
from nlp.reading.encoding import normalize
from nlp.tagging.segmenter import Segmenter, load_segmenter
from nlp.tagging.segmenter_weights import load_segmenter_weights, read_model
from nlp.tagging.tokens import tokenize


def test_words_are_those_of_underthesea() -> None:
    text = "Đề nghị cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân"
    assert tokenize([text]) == [word_tokenize(text)]


def test_many_texts_at_once_give_the_words_of_underthesea(root: Path) -> None:
    corpus = Corpus.load(root / "corpus" / "opinions").texts
    texts = [normalize(text) for text in corpus[::25]]
    one_by_one = [word_tokenize(text, use_token_normalize=False) for text in texts]
    assert tokenize(texts) == one_by_one


# But for letters that have got capitals in later versions of Unicode than that of Python.
ANY_TEXT = st.text(
    st.characters(max_codepoint=0x1C7F, exclude_characters="ƛɤ")
    | st.characters(min_codepoint=0x1E00, max_codepoint=0x2FFF),
    max_size=60,
)
MARKS = ("12", "3,5", ".", ",", "-", ":", "A2", "kv", "BOS", "EOS")
SYLLABLES = st.sampled_from(
    (
        "đề",
        "nghị",
        "Ủy",
        "ban",
        "nhân",
        "dân",
        "XÃ",
        "Hòa",
        "bình",
        "Bình",
        "cấp",
        "sổ",
        "đỏ",
        *MARKS,
    )
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ANY_TEXT | st.lists(SYLLABLES, max_size=12).map(" ".join), max_size=5))
def test_any_text_gives_the_words_of_underthesea(texts: list[str]) -> None:
    texts = [text for text in texts if text != text.upper()]
    expected = [word_tokenize(normalize(t), use_token_normalize=False) for t in texts]
    assert tokenize(texts) == expected


def test_what_is_forgotten_is_counted_anew(root: Path) -> None:
    texts = Corpus.load(root / "corpus" / "opinions").texts[::90]
    syllables = [text.split() for text in texts]
    weights = load_segmenter_weights()
    forgetful, other = Segmenter(weights, n_kept=20), Segmenter(weights)
    assert [forgetful.inside([said])[0] for said in syllables] == other.inside(syllables)


def test_a_model_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        read_model(b"lCRF" + bytes(60))


def test_a_text_in_capitals_has_the_words_that_it_has_in_lower_case() -> None:
    text = "đề nghị cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân"
    (words,) = tokenize([text.upper()])
    assert [word.lower() for word in words] == tokenize([text])[0]
    assert words[0] == "ĐỀ NGHỊ"


def test_order_and_repetition_are_kept() -> None:
    texts = ["đường hỏng", "", "rác thải", "đường hỏng"]
    tokens = tokenize(texts)
    assert [" ".join(words) for words in tokens] == texts


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    (words,) = tokenize([text])
    assert "".join("".join(words).split()) == "".join(normalize(text).split())


def test_a_long_text_is_cut_between_words() -> None:
    (words,) = tokenize(["sửa đường " * 3000])
    assert set(words) <= {"sửa", "đường", "sửa đường"}


def test_threads_share_the_segmenter(root: Path) -> None:
    texts = Corpus.load(root / "corpus" / "opinions").texts[::200]
    expected = [tokenize([text])[0] for text in texts]
    load_segmenter.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: tokenize([text])[0], texts * 3)) == expected * 3
