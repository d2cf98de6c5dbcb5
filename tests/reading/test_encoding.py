from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import YkienError
from nlp.reading.encoding import normalize, strip_diacritics
from nlp.reading.formats.decoding import decode, detect_encoding, encoding_named
from nlp.reading.formats.legacy import encode_tcvn3, encode_vni
from nlp.reading.formats.repair import repair_legacy
from nlp.reading.syllables import known_syllables

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
            out += (base + "".join(c for c in split if c in tones)).encode("cp1258")
    return out


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "tcvn3": lambda text: encode_tcvn3(text).encode("cp1252"),
    "vni": lambda text: encode_vni(text).encode("cp1252"),
    "cp1258": to_windows_1258,
    "utf-8": str.encode,
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
}


@given(st.lists(st.sampled_from(sorted(known_syllables())), min_size=6, max_size=20), st.data())
def test_decoding_gives_back_what_was_encoded(words: list[str], data: st.DataObject) -> None:
    style = data.draw(st.sampled_from([str.lower, str.title, str.capitalize, str.upper]))
    text = style(" ".join(words)) + data.draw(st.sampled_from([".", " 12,5 ha;\n", "", "\r\n- "]))
    for name, encode in ENCODERS.items():
        # Forced, every text comes back.
        assert decode(encode(text), name) == (text, name)


@cache
def corpus_texts() -> list[str]:
    """Return every opinion of the corpus."""
    files = sorted((Path(__file__).parents[2] / "corpus" / "opinions").glob("*.jsonl"))
    lines = [line for f in files for line in f.read_text(encoding="utf-8").splitlines()]
    return [unicodedata.normalize("NFC", json.loads(line)["text"]) for line in lines]


def test_the_corpus_is_left_alone() -> None:
    texts = corpus_texts()
    assert repair_legacy(texts) == (texts, None)
    assert all(repair_legacy([text]) == ([text], None) for text in texts)
    whole = "\n".join(texts)
    assert decode(whole.encode()) == (whole, "utf-8")


# tests/benchmarks/encodings.py measures the whole corpus.
@pytest.mark.parametrize(("length", "floor"), [(3, 0.99), (5, 0.995), (10, 0.999), (20, 0.999)])
@pytest.mark.parametrize("name", ["tcvn3", "vni", "cp1258"])
def test_the_encoding_of_opinions_is_told(name: str, length: int, floor: float) -> None:
    right = 0
    texts = [
        " ".join(words[:length]) for t in corpus_texts()[::15] if len(words := t.split()) >= length
    ]
    # Names of Ede and Jarai people have a letter that Vietnamese fonts have not ("Ayŭ").
    coded = [(ENCODERS[name](t), t) for t in texts if not t.isascii() and "ŭ" not in t.lower()]
    coded = [(data, text) for data, text in coded if not data.isascii()]
    for data, text in coded:
        try:
            right += decode(data) == (text, name)
        except YkienError:
            continue
    assert len(coded) > 500
    assert right >= floor * len(coded)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_told_without_letters_beyond_ascii(name: str) -> None:
    assert decode("Duong hong".encode(name)) == ("Duong hong", name)


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("TCVN3", "tcvn3"),
        ("abc", "tcvn3"),
        ("VNI", "vni"),
        ("Windows-1258", "cp1258"),
        ("cp1258", "cp1258"),
        ("UTF8", "utf-8"),
        ("utf_16", "utf-16"),
        ("latin1", "iso8859-1"),
    ],
)
def test_names_that_users_give(given_name: str, name: str) -> None:
    assert encoding_named(given_name, source="a.txt") == name


@pytest.mark.parametrize("name", ["viscii-9", "base64", "punycode", "undefined", ""])
def test_names_of_no_encoding_are_refused(name: str) -> None:
    with pytest.raises(YkienError, match=r"a\.txt.*--encoding"):
        encoding_named(name, source="a.txt")


def test_an_encoding_that_is_nearly_one_is_guessed_at() -> None:
    with pytest.raises(YkienError) as raised:
        encoding_named("utf8x", source="a.txt")
    assert "did you mean 'utf8'" in raised.value.message("en")
    said = raised.value.message("vi")
    assert "không có bảng mã 'utf8x'; có phải là 'utf8'" in said
    assert "encoding:" not in said


def test_unicode_with_marks_apart_is_composed() -> None:
    apart = unicodedata.normalize("NFD", SENTENCE)
    assert decode(apart.encode()) == (SENTENCE, "utf-8")


def test_french_in_a_western_code_is_readable() -> None:
    assert decode("Café à la carte".encode("cp1252"))[0] == "Café à la carte"


def test_windows_1258_is_told() -> None:
    data = to_windows_1258(SENTENCE * 3)
    assert detect_encoding(data, source="f") == "cp1258"
    assert normalize(data.decode("cp1258")) == normalize(SENTENCE * 3)


def test_a_character_cut_at_the_end_of_the_sample_is_no_error() -> None:
    data = (SENTENCE * 3).encode()
    cut = next(i for i in range(len(data) - 1, 0, -1) if data[i] & 0xC0 == 0x80)
    assert detect_encoding(data[:cut], source="f", whole=False) == "utf-8"


@pytest.mark.parametrize("cut", range(2990, 3000))
def test_a_sample_of_one_long_line_may_end_inside_a_letter(cut: int) -> None:
    data = ("đường hẻm ngập nước, đề nghị phường sửa " * 80).encode()
    assert detect_encoding(data[:cut], source="f", whole=False) == "utf-8"


def test_a_few_stray_bytes_leave_the_file_readable() -> None:
    data = SENTENCE.encode() * 20 + b"\xff\xfe\xfa hu hong\n"
    assert detect_encoding(data, source="f") == "utf-8"


def test_bytes_of_no_encoding_are_refused_by_name() -> None:
    with pytest.raises(YkienError, match=r"mau\.txt.*encoding"):
        detect_encoding(bytes(range(128, 256)) * 40, source="mau.txt")
