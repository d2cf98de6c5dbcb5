from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from nlp.learning.corpus import Corpus
from nlp.reading.encoding import normalize
from nlp.tagging.tokens import tokenize


def test_words_are_those_of_underthesea() -> None:
    text = "Đề nghị cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân"
    assert tokenize([text]) == [word_tokenize(text)]


def test_many_texts_at_once_give_the_words_of_underthesea(root: Path) -> None:
    corpus = Corpus.load(root / "corpus" / "opinions").texts
    texts = [normalize(text) for text in corpus[::25]]
    one_by_one = [word_tokenize(text, use_token_normalize=False) for text in texts]
    assert tokenize(texts) == one_by_one


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_gives_the_words_of_underthesea(texts: list[str]) -> None:
    texts = [text for text in texts if text != text.upper()]
    expected = [word_tokenize(normalize(t), use_token_normalize=False) for t in texts]
    assert tokenize(texts) == expected


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
