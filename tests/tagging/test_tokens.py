from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from nlp.tagging.tokens import tokenize


def test_words_are_those_of_underthesea() -> None:
    text = "Đề nghị cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân"
    assert tokenize([text]) == [word_tokenize(text)]


def test_order_and_repetition_are_kept() -> None:
    texts = ["đường hỏng", "", "rác thải", "đường hỏng"]
    tokens = tokenize(texts)
    assert [" ".join(words) for words in tokens] == texts


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    from nlp.reading.encoding import normalize

    (words,) = tokenize([text])
    assert "".join("".join(words).split()) == "".join(normalize(text).split())


def test_a_long_text_is_cut_between_words() -> None:
    (words,) = tokenize(["sửa đường " * 3000])
    assert set(words) <= {"sửa", "đường", "sửa đường"}
