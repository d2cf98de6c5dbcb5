"""What stands for masked names and numbers names no matter and speaks for no topic."""

from __future__ import annotations

import pytest

from nlp import Tagger
from nlp.hotspots.key_phrases import key_phrase
from nlp.reading.privacy import TOKENS

TEXTS = [
    "[TÊN-a9737e] đã gọi [SĐT] nhiều lần mà rác ở đầu ngõ không ai thu",
    "Tôi là [TÊN-a9737e], CMT [CMND], xe [BIỂN SỐ] đậu trước cửa nhà số [SỐ NHÀ] gây ùn tắc",
]


def test_keywords() -> None:
    for tags in Tagger.load().tag(TEXTS):
        assert tags.keywords
        for word in tags.keywords:
            assert not any(part in word for part in ("TÊN", "[", "]", "BIỂN SỐ", "SỐ NHÀ", "SĐT"))


@pytest.mark.parametrize("token", [token for kind, token in TOKENS.items() if kind != "name"])
def test_no_word_of_a_token_is_a_keyword(tagger: Tagger, token: str) -> None:
    words = set(token.split())
    for text in (f"[{token}]", f"Cháu [{token}] bị mất", f"số [{token}], [{token}]. Xin cấp lại"):
        for keyword in tagger.tag(text).keywords:
            assert words.isdisjoint(keyword.split())


def test_what_is_said_in_capitals_stays_a_keyword(tagger: Tagger) -> None:
    assert "HỘ CHIẾU" in tagger.tag("LÀM HỘ CHIẾU Ở CÔNG AN TỈNH QUÁ LÂU").keywords


def test_names_of_matters() -> None:
    weights = {
        "ten-a9737e ]": 9.0,
        "cmnd": 8.0,
        "bien so": 8.0,
        "rac": 2.0,
        "cua": 1.0,
        "truoc": 1.0,
        "xe": 1.0,
    }
    for text in TEXTS:
        name = key_phrase([text], weights)
        assert name and not any(part in name for part in ("TÊN", "[", "CMND", "BIỂN SỐ"))
