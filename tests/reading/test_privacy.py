"""Personal data is masked in what is read and tagged, and everything else stays."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading.masking import cards, contacts
from nlp.reading.masking import numbers as privacy_numbers
from nlp.reading.privacy import Mask, find_personal

MARKED = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "privacy.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
CLEAN = [record["text"] for record in MARKED if not record["spans"]]
TOKEN = re.compile(
    r"\[(?:TÊN-[0-9a-f]{6}|SĐT|CCCD|CMND|EMAIL|STK|BIỂN SỐ|SỐ NHÀ|SỐ BẢO HIỂM|HỘ CHIẾU"
    r"|GPLX|MST|MẠNG XÃ HỘI)\]"
)
# What texts are made of, also in orders that nobody writes.
WORDS = """
    ông bà Anh chị Nguyễn Văn Tuấn Hoa tư T. N.V.A tôi tên là , : - ( / số nhà 12 ngõ 34 đường Lê
    Lợi Chủ tịch UBND xã 0912.345.678 038061004512 STK 19034567890012 30A-123.45 a@b.vn 12.500.000
    đồng 3/8 thửa [TÊN-a3f1c2] [SĐT] VÕ THỊ BÉ H'Nguôm Công ty thị trường
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80)


def masked(text: str, salt: str = "muối") -> str:
    return Mask(salt).text(text)


@pytest.mark.parametrize(
    ("text", "hidden", "token"),
    [
        ("gọi 0912.345.678 nhé", "0912.345.678", "[SĐT]"),
        ("gọi +84 912 345 678 nhé", "912 345 678", "[SĐT]"),
        ("bàn (024) 3825 1234 nhé", "3825 1234", "[SĐT]"),
        ("CCCD 038061004512 của tôi", "038061004512", "[CCCD]"),
        ("CMND số 331245678 cấp lại", "331245678", "[CMND]"),
        ("thư về ha.ngo88@gmail.com nhé", "ha.ngo88@gmail.com", "[EMAIL]"),
        ("chuyển vào STK 19034567890012 nhé", "19034567890012", "[STK]"),
        ("xe 99-F1 234.56 chạy ẩu", "99-F1 234.56", "[BIỂN SỐ]"),
        ("Tôi ở số 12 ngõ 34 đường Hoa Lư", "12 ngõ 34", "[SỐ NHÀ] đường Hoa Lư"),
        ("Tôi ở SN 12, ngõ 34 đường Hoa Lư", "12", "SN [SỐ NHÀ]"),
        ("Tôi ở số 123/4B tổ 5, ấp 3", "123/4B", "số [SỐ NHÀ] tổ 5"),
        ("Nhà tôi K12/5 Phan Châu Trinh", "K12/5", "[SỐ NHÀ] Phan Châu Trinh"),
        ("Địa chỉ: Số 45, Lê Lợi", "45", "Số [SỐ NHÀ], Lê Lợi"),
        ("gọi (0912)345678 nhé", "345678", "[SĐT] nhé"),
        ("bàn (0222)-3821234 nhé", "3821234", "[SĐT] nhé"),
        ("ĐT0912345678 nhé", "0912345678", "ĐT[SĐT] nhé"),
        ("gọi 0912345678/0987654321", "0912345678", "[SĐT]/[SĐT]"),
        ("gọi 0912.345.678,0987.654.321 nhé", "0987.654.321", "[SĐT],[SĐT] nhé"),
        ("Thẻ BHYT số DN 4790123456789 sai", "4790123456789", "số [SỐ BẢO HIỂM] sai"),
        ("mã số BHXH 0123456789 của tôi", "0123456789", "BHXH [SỐ BẢO HIỂM] của"),
        ("hộ chiếu số C1234567 hết hạn", "C1234567", "số [HỘ CHIẾU] hết"),
        ("Nhà bà Tư đổ rác", "Tư", "Nhà bà [TÊN-"),
        ("Tên tôi: Hoa, gặp ở chợ", "Hoa", "tôi: [TÊN-"),
        ("Ô. Tư ở thôn 3 hỏi", "Tư", "Ô. [TÊN-"),
        ("nhà thằng Tèo hay đánh nhau", "Tèo", "thằng [TÊN-"),
        ("Đề nghị xem hộ anh T., có xe tải", "T.", "anh [TÊN-"),
        ("Tôi là Lê Thị Hoa, thôn 3", "Lê Thị Hoa", "Tôi là [TÊN-"),
        ("toi la nguyen van hung o thon 3", "nguyen van hung", "toi la [TÊN-"),
    ],
)
def test_what_is_hidden(text: str, hidden: str, token: str) -> None:
    assert hidden in text
    assert hidden not in masked(text)
    assert token in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND xã Nguyễn Văn An hứa làm đường.",
        "Ông Lê Minh Hải, Phó Chủ tịch UBND huyện trả lời.",
        "Công ty TNHH Minh Phát xả thải ra đường Nguyễn Trãi, phường Lê Lợi.",
        "Bồi thường 12.500.000 đồng theo Quyết định số 123/QĐ-UBND ngày 15/3/2024.",
        "Thửa 123 tờ bản đồ 4, Nghị định 100/2019, lúc 14h30, đạt 12,5%.",
        "Ô. nhiễm vì xe ô. tô; C. An ninh trật tự; Ô. Lê Minh Hải, Phó Chủ tịch UBND xã.",
        "Mấy thằng thanh niên và thằng con nhà bên quậy phá, thằng bé 3 tuổi khóc.",
        "Tổng đài 1900 9095 và số 113 không nghe máy.",
        "Bảo hiểm y tế 4.500.000.000 đồng, BHXH ngày 12/3/2026, thẻ BHYT của 1234 hộ.",
        "Công văn số 0123456789/UBND, hộ sinh năm SN 1975 ở tổ 5, đoạn Km12/5 Quốc lộ 1A.",
    ],
)
def test_what_stays(text: str) -> None:
    assert masked(text) == text


def test_marked_texts_lose_what_is_marked_and_nothing_else() -> None:
    """The figures of the benchmark may fall a little, not break down."""
    exact = sum(
        {(s.start, s.end, s.kind) for s in find_personal(record["text"])}
        == {(a, b, kind) for a, b, kind in record["spans"]}
        for record in MARKED
    )
    assert exact >= 0.95 * len(MARKED)
    assert sum(masked(text) != text for text in CLEAN) <= 0.03 * len(CLEAN)
    for record in MARKED:
        spans = find_personal(record["text"])
        outside, position = [], 0
        for span in spans:
            outside.append(record["text"][position : span.start])
            position = span.end
        assert TOKEN.split(masked(record["text"])) == [*outside, record["text"][position:]]


@settings(max_examples=150)
@given(TEXTS)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@settings(max_examples=150)
@given(TEXTS)
def test_spans_lie_in_order_and_outside_tokens(text: str) -> None:
    spans = find_personal(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:]))
    tokens = [match.span() for match in TOKEN.finditer(text)]
    assert not any(s.start < b and a < s.end for s in spans for a, b in tokens)


def test_a_person_has_one_token_and_another_under_another_salt() -> None:
    text = "Ông Nguyễn Văn An nói với bà Lê Thị Hoa. Bà Hoa bảo: NGUYỄN VĂN AN đúng."
    first, other, short, again = TOKEN.findall(Mask("a").text(text))
    assert short not in (first, other)
    assert first == again != other
    assert TOKEN.findall(Mask("b").text(text))[0] != first
    assert TOKEN.findall(Mask("a").text("Bà Nguyễn Văn An")) == [first]
    assert Mask().text(text) != Mask().text(text)


HOSTILE = {
    "digits": "1",
    "groups": "12 ",
    "house": "số 1/1/1/1/1 ",
    "zeros": "0 ",
    "mail": "a.",
    "at": "@",
    "capitals": "Nguyễn ",
    "titles": "ông bà ",
    "office": "Ủy ban xã ",
    "initials": "T.",
    "names": "Ông Nguyễn Văn An, ",
    "quotes": "H'",
    "tokens": "[TÊN-",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_length_and_no_more(unit: str) -> None:
    def calls(text: str) -> int:
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(step)
        try:
            find_personal(text)
        finally:
            sys.setprofile(None)
        return count

    find_personal(unit * 150)  # fills the caches
    short, long = calls(unit * 150), calls(unit * 600)
    assert long <= 4.4 * short + 200


def test_no_pattern_of_numbers_repeats_without_end() -> None:
    patterns = [
        pattern
        for room in (privacy_numbers, cards, contacts)
        for value in vars(room).values()
        for pattern in (value if isinstance(value, tuple) else (value,))
        if isinstance(pattern, re.Pattern)
    ]
    assert len(patterns) > 15
    for pattern in patterns:
        assert not re.search(r"(?<!\\)[*+](?![^\[]*\])", pattern.pattern), pattern.pattern


def test_longest_opinion_is_masked_whole() -> None:
    text = ("Ông Nguyễn Văn An gọi 0912.345.678. " * 900)[:32_000]
    assert "0912.345.678" not in masked(text)
    assert "Nguyễn Văn An " not in masked(text)
