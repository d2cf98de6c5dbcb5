from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import YkienError
from nlp.tagging.lexicon import Lexicon, LexiconEntry
from nlp.tagging.tokens import syllables

LEXICON = Lexicon(
    (
        LexiconEntry("sổ đỏ", "dat_dai/giay_chung_nhan", "colloquial"),
        LexiconEntry("đỏ", "khac"),
        LexiconEntry("tách thửa", "dat_dai/giay_chung_nhan", also=("dat_dai/do_dac_don_dien",)),
        LexiconEntry("tách thửa", "dat_dai/do_dac_don_dien"),
    )
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_phrases_are_found_whatever_their_case_and_tone_style() -> None:
    found = LEXICON.find("Xin TÁCH THỬA, cấp Sổ đỏ!")
    assert [(m.start, m.end) for m in found] == [(1, 3), (4, 6)]
    assert [e.label for e in found[0].entries] == [
        "dat_dai/giay_chung_nhan",
        "dat_dai/do_dac_don_dien",
    ]
    thuy = Lexicon((LexiconEntry("thủy lợi", "ha_tang/thuy_loi"),))
    assert thuy.find("công trình thuỷ lợi")[0].start == 2


def test_a_part_of_a_syllable_is_no_match() -> None:
    assert LEXICON.find("đỏng đảnh, sổ đỏm") == []


def test_a_file_with_plain_and_marked_phrases(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "labels:\n  khac:\n  - cảm ơn\n"
        "  - {phrase: kính chúc, kind: office, also: [ha_tang/dien]}\n",
    )
    assert Lexicon.load(path).entries == (
        LexiconEntry("cảm ơn", "khac"),
        LexiconEntry("kính chúc", "khac", "office", ("ha_tang/dien",)),
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("labels: {khac: [a, A]}", "'A' stands twice"),
        ("labels:\n  khac: [a]\n  ha_tang/dien: [b]\n  khac: [c]", "khac stands 2 times"),
        ("labels: {khac: ['...']}", "no phrase"),
        ("labels: {khac: [1]}", "lexicon"),
        ("labels: {no_such: [a]}", "no label of the taxonomy"),
        ("labels: {khac: [{phrase: a, also: [b]}]}", "'b' is no label"),
        ("labels: {khac: [{phrase: a, kind: b}]}", "the kind 'b'"),
        ("labels: {ha_tang: [a]}", "use ha_tang/giao_thong, ha_tang/thuy_loi"),
        ("labels: {khac: cảm ơn}", "khac is 'cảm ơn', not a list"),
        ("labels: {khac: ơn}", "khac is 'ơn', not a list"),
        ("labels: {khac: {phrase: a}}", "khac is {'phrase': 'a'}, not a list"),
        ("labels: {khac: [{phrase: a, also: ha_tang/dien}]}", "also is 'ha_tang/dien', not a list"),
        ("labels: {khac: [{phrases: a}]}", 'has no "phrase"'),
        ("labels: {khac: [113]}", "khac: 113 is no phrase; put numbers"),
        ("labels: {khac: [a]}\nlabels: {ha_tang/dien: [b]}", "line 2: labels stands 2 times"),
        ("khac: [a]", 'no "labels" with phrases'),
        ("labels: [khac]", 'no "labels" with phrases'),
        ("labels: [", "lexicon"),
        ("{}", "labels"),
        ("", "lexicon"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(YkienError, match=wrong):
        Lexicon.load(write(tmp_path, text))


phrases = st.lists(st.sampled_from(["sổ", "đỏ", "tách", "thửa", "nước"]), min_size=1, max_size=9)


@given(phrases)
def test_matches_are_phrases_of_the_text_and_do_not_overlap(words: list[str]) -> None:
    said, end = syllables(" ".join(words)), 0
    for match in LEXICON.find(" ".join(words)):
        assert match.start >= end
        end = match.end
        assert said[match.start : match.end] == syllables(match.entries[0].phrase)
