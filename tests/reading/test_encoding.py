from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import YkienError
from nlp.reading.decoding import detect_encoding
from nlp.reading.encoding import normalize, strip_diacritics

SENTENCE = "Đề nghị xã sửa đường thôn Phú Hòa, mưa xuống ngập úng, trẻ em đi học rất vất vả.\n"


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("hoà bình", "hòa bình"),
        ("THUỶ LỢI", "THỦY LỢI"),
        ("Thuý và Hoà", "Thúy và Hòa"),
        ("quý vị, quỳnh", "quý vị, quỳnh"),
        ("hoàn toàn, thoát nước", "hoàn toàn, thoát nước"),
        ("khoẻ, xoè, loè", "khỏe, xòe, lòe"),
        ("  đường\u00a0 xấu \n quá ", "đường xấu quá"),
        ("đư\u200bờng\ufeff", "đường"),
        (unicodedata.normalize("NFD", "Đề nghị"), "Đề nghị"),
        ("", ""),
    ],
)
def test_normalize(written: str, clean: str) -> None:
    assert normalize(written) == clean


@given(st.text())
def test_normalize_is_idempotent_and_composed(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_strip_diacritics() -> None:
    assert (
        strip_diacritics("Đường xuống cấp, ổ gà ở khắp nơi") == "Duong xuong cap, o ga o khap noi"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_told(encoding: str) -> None:
    data = (SENTENCE * 3).encode(encoding)
    assert data.decode(detect_encoding(data, source="f")) == SENTENCE * 3


def to_windows_1258(text: str) -> bytes:
    """Encode as Windows does: letters with their vowel marks, tones as combining signs."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            tones = "\u0300\u0301\u0303\u0309\u0323"
            split = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in split if c not in tones))
            out += base.encode("cp1258") + "".join(c for c in split if c in tones).encode("cp1258")
    return out


def test_windows_1258_is_told() -> None:
    data = to_windows_1258(SENTENCE * 3)
    assert detect_encoding(data, source="f") == "cp1258"
    assert normalize(data.decode("cp1258")) == normalize(SENTENCE * 3)


def test_a_character_cut_at_the_end_of_the_sample_is_no_error() -> None:
    data = (SENTENCE * 3).encode()
    cut = next(i for i in range(len(data) - 1, 0, -1) if data[i] & 0xC0 == 0x80)
    assert detect_encoding(data[:cut], source="f", whole=False) == "utf-8"


def test_a_few_stray_bytes_leave_the_file_readable() -> None:
    data = SENTENCE.encode() * 20 + b"\xff\xfe\xfa hu hong\n"
    assert detect_encoding(data, source="f") == "utf-8"


def test_bytes_of_no_encoding_are_refused_by_name() -> None:
    with pytest.raises(YkienError, match=r"mau\.txt.*encoding"):
        detect_encoding(bytes(range(128, 256)) * 40, source="mau.txt")
