"""TCVN3 and VNI: laws of the tables, and of telling legacy text from clean text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.formats.legacy import Form, decode_legacy, encode_tcvn3, encode_vni
from nlp.reading.formats.repair import repair_legacy
from nlp.reading.syllables import BROKEN, UNSEEN, known_syllables, syllable_score

ENCODERS = {"tcvn3": encode_tcvn3, "vni": encode_vni}
FORMS: list[Form] = ["tcvn3", "vni"]
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ", "Đ"]


@cache
def syllables() -> list[str]:
    return sorted(known_syllables())


@st.composite
def vietnamese(draw: st.DrawFn, min_size: int = 1) -> str:
    """Real syllables in any case, with digits and punctuation between them."""
    words = draw(st.lists(st.sampled_from(syllables()), min_size=min_size, max_size=12))
    cases = [str.lower, str.upper, str.title]
    style = draw(st.sampled_from([*cases, None]))
    out = ""
    for word in words:
        out += (style or draw(st.sampled_from(cases)))(word)
        out += draw(st.sampled_from([" ", ", ", ". ", " 12 ", ": ", "; ", "\n", " – ", " (", ") "]))
    return out.strip()


@given(vietnamese(), st.sampled_from(FORMS))
def test_decoding_gives_back_what_was_encoded(text: str, form: Form) -> None:
    shown = ENCODERS[form](text)
    assert decode_legacy(shown, form) == text
    # Every font of the time had one byte a code.
    assert shown.encode("cp1252").decode("cp1252") == shown


@pytest.mark.parametrize("form", FORMS)
def test_every_letter_has_its_own_code(form: Form) -> None:
    codes = [ENCODERS[form](letter) for letter in LETTERS]
    assert len(set(codes)) == len(LETTERS) == 146
    assert [decode_legacy(code, form) for code in codes] == LETTERS


@given(vietnamese())
def test_capitals_of_a_font_of_capitals(text: str) -> None:
    shown = encode_tcvn3(text, font_of_capitals=True)
    assert shown == shown.lower() or not shown.isascii()
    assert decode_legacy(shown, "tcvn3").upper() == text.upper()


@pytest.mark.parametrize(
    ("form", "shown", "text"),
    [
        ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("tcvn3", "§Êt ®ai, ng\u00adêi d©n", "Đất đai, người dân"),
        ("vni", "Uûy ban, UÛY BAN, Ñaát ñai, ngöôøi daân", "Ủy ban, ỦY BAN, Đất đai, người dân"),
        # Capitals for want of toned ones: small ones, pairs, the codes of VN1, combining marks.
        ("tcvn3", "TØNH Hµ GIANG", "TỈNH HÀ GIANG"),
        ("tcvn3", "ñY BAN NH¢N D¢N X· Hµ LONG", "ỦY BAN NHÂN DÂN XÃ HÀ LONG"),
        ("tcvn3", "UBND X· Hµ Long", "UBND Xã Hà Long"),
        ("tcvn3", "HAµ Néi", "HÀ Nội"),
        ("tcvn3", "Nh\u00b0\u00c0", "Nh\u00b0Ắ"),
        ("tcvn3", "Ha\u00b0 No\u00b4i, 30 \u00b0C", "Hà Nọi, 30 \u00b0C"),
    ],
)
def test_text_as_offices_have_it(form: Form, shown: str, text: str) -> None:
    assert decode_legacy(shown, form) == text


@pytest.mark.parametrize("text", ["§ 5", "mỏ 中", "©"])
def test_what_tcvn3_has_no_code_for_is_refused(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_tcvn3(text)


def test_what_vni_has_no_code_for_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_vni("Björn")
    assert encode_vni("30 °C, § 5") == "30 °C, § 5"


@given(vietnamese())
def test_clean_text_is_left_alone(text: str) -> None:
    assert repair_legacy([text]) == ([text], None)


@given(st.lists(vietnamese(min_size=4), min_size=1, max_size=6), st.sampled_from(FORMS))
def test_repairing_twice_is_repairing_once(texts: list[str], form: Form) -> None:
    once, _ = repair_legacy(map(ENCODERS[form], texts))
    assert repair_legacy(once)[0] == once


@given(st.lists(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1FF)), max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    once, form = repair_legacy(texts)
    assert len(once) == len(texts)
    assert form is not None or once == texts


@pytest.mark.parametrize(
    "text",
    [
        "Café à la carte",
        "Le marché a été déplacé où l'été est né, près de la forêt",
        "Où est-il ? Là-bas, à côté du château",
        "Müller fährt für größere Übungen nach Köln",
        "El niño está aquí también, mañana será otro día",
        "Às três da manhã não há pão",
        "smörgåsbord på svenska är gött, blåbär och kött",
        "The naïve café owner’s résumé: 30 °C, 5 m², ½ price, §5, © 2024",
        "Duong xuong cap, o ga o khap noi, de nghi xa sua som",
        "không có nhà",
        "Hà Lan",
        "là bà cô",
        "«Không có»",
        "Bá",
        "",
        "· 5 ± 2 µm",
    ],
)
def test_foreign_plain_and_short_texts_are_left_alone(text: str) -> None:
    assert repair_legacy([text]) == ([text], None)


@pytest.mark.parametrize("form", FORMS)
def test_short_cells_follow_the_others_and_clean_ones_stay(form: Form) -> None:
    clean = ["Café", "không có", "đường hỏng", "nhà", "5 m²", "© 2024", "", "OK", "Müller"]
    legacy = ["Đất", "Nước", "ở", "Đề nghị xã sửa đường", "QĐ", "Giáo dục", "y tế", "Ấp 3"]
    shown = [ENCODERS[form](text) for text in legacy]
    assert repair_legacy(shown + clean) == (legacy + clean, form)
    # Alone it may be anything.
    assert repair_legacy([ENCODERS[form]("Đất")])[1] is None


def test_a_column_of_single_words_is_told_as_a_whole() -> None:
    words = ["Đất", "Nước", "Điện", "Rác", "Trường", "Đường"]
    assert repair_legacy(map(encode_tcvn3, words)) == (words, "tcvn3")


def test_two_forms_in_one_sheet() -> None:
    texts = ["Đề nghị sửa cầu", "Nước sạch chưa về thôn", "Đèn đường hỏng"]
    shown = [encode_tcvn3(texts[0]), encode_vni(texts[1]), encode_tcvn3(texts[2])]
    assert repair_legacy(shown) == (texts, "tcvn3")


@pytest.mark.parametrize("word", ["hòa", "hoà", "thủy", "thuỷ", "quý", "giếng", "gì", "nghiêng"])
def test_syllables_in_both_styles(word: str) -> None:
    assert syllable_score(word) >= UNSEEN
    assert syllable_score(word.upper()) >= UNSEEN


@pytest.mark.parametrize("word", ["tuị", "hỏan", "cât", "céng", "hßa", "ngéh", "đườngg" * 99])
def test_what_is_no_syllable(word: str) -> None:
    assert syllable_score(word) < UNSEEN


def test_letters_that_vietnamese_does_not_write_are_the_least_likely() -> None:
    assert syllable_score("hoøa") == syllable_score("§Êt") == BROKEN < syllable_score("Krông")


def test_the_table_of_syllables_is_small_and_clean() -> None:
    path = Path(__file__).parents[2] / "nlp" / "reading" / "syllables.txt"
    words = path.read_text(encoding="utf-8").split()
    assert len(words) == len(set(words)) > 3000
    assert path.stat().st_size < 32_000
    assert all(re.fullmatch("[a-zà-ỹ]+", word) for word in words)
    assert all(unicodedata.is_normalized("NFC", word) for word in words)


@given(st.text(max_size=9))
def test_any_word_has_a_score(word: str) -> None:
    assert BROKEN <= syllable_score(word) < 0
