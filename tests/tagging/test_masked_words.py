"""What stands for masked names and numbers names no matter and speaks for no topic."""

from __future__ import annotations

from nlp import Tagger
from nlp.hotspots.key_phrases import key_phrase

TEXTS = [
    "[TÊN-a9737e] đã gọi [SĐT] nhiều lần mà rác ở đầu ngõ không ai thu",
    "Tôi là [TÊN-a9737e], CMT [CMND], xe [BIỂN SỐ] đậu trước cửa nhà số [SỐ NHÀ] gây ùn tắc",
]


def test_keywords() -> None:
    for tags in Tagger.load().tag(TEXTS):
        assert tags.keywords
        for word in tags.keywords:
            assert not any(part in word for part in ("TÊN", "[", "]", "BIỂN SỐ", "SỐ NHÀ", "SĐT"))


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
