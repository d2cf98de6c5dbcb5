"""Opinions in speech begin behind what announces them or tells who speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.learning.corpus import Corpus
from nlp.reading.speech.beginnings import announced, another_begins, fillers, lead
from nlp.reading.speech.model import BEGIN, INSIDE, LINK, OFFICIAL, SELF
from nlp.reading.speech.recording import Recording, Word
from nlp.reading.speech.runs import runs_of

CALL = (OFFICIAL, "mời cô bác nào nói trước đi ạ")
MATTER = "cái mương sau chợ nghẹt cả tháng nay nước tràn vô bếp mấy nhà"
OTHER = "đèn hẻm sáu tắt hết tối đi học về tụi nhỏ vấp té hoài"


def words_of(text: str) -> list[Word]:
    return [Word(word, 0, "") for word in text.split()]


def said(parts: list[tuple[str, str]], *, labelled: bool = False) -> list[tuple[str, str]]:
    """Return label and words of the runs that labelled texts are made to."""
    words: list[Word] = []
    labels: list[str] = []
    for label, text in parts:
        own = words_of(text)
        own[0].gap = "change" if labelled and label in (OFFICIAL, SELF) else ""
        words += own
        labels += [label, *[INSIDE if label == BEGIN else label] * (len(own) - 1)]
    recording = Recording(words, [], [], False, labelled)
    return [(run.label, recording.text(run.begin, run.end)) for run in runs_of(labels, recording)]


def opinions(parts: list[tuple[str, str]], *, labelled: bool = False) -> list[str]:
    return [text for label, text in said(parts, labelled=labelled) if label == BEGIN]


@pytest.mark.parametrize(
    "announcement",
    ["cho em hỏi", "dạ cho tui hỏi chút", "xin có ý kiến", "thay mặt bà con", "chuyện đầu là"],
)
def test_an_announcement_is_left_out(announcement: str) -> None:
    assert opinions([CALL, (BEGIN, f"{announcement} {MATTER}")]) == [MATTER]


@pytest.mark.parametrize("link", ["với lại", "và", "ngoài ra", "sau nữa là", "chuyện chót là"])
def test_a_link_is_left_out_behind_an_opinion(link: str) -> None:
    assert opinions([CALL, (BEGIN, MATTER), (BEGIN, f"{link} {OTHER}")]) == [MATTER, OTHER]


@pytest.mark.parametrize("filler", ["dạ", "dạ vâng", "ờ", "à", "là", "vâng là"])
def test_fillers_are_left_out_before_an_opinion(filler: str) -> None:
    before = said([CALL, (SELF, "tôi tên lan ở tổ hai"), (BEGIN, f"{filler} {MATTER}")])
    assert before[-2:] == [(SELF, filler), (BEGIN, MATTER)]
    assert said([CALL, (BEGIN, MATTER), (LINK, "thứ hai"), (BEGIN, f"{filler} {OTHER}")])[1:] == [
        (BEGIN, MATTER),
        (LINK, "thứ hai"),
        # The same person goes on: an introduction would be another's.
        (LINK, filler),
        (BEGIN, OTHER),
    ]


def test_fillers_stay_where_nothing_or_the_rest_of_an_opinion_follows() -> None:
    assert [fillers(words_of(text)) for text in ("dạ vâng ờ", "dạ vâng", "dạ")] == [1, 0, 0]
    broken = [CALL, (BEGIN, MATTER), (OFFICIAL, "ở chỗ nào hả bác"), (BEGIN, f"dạ {OTHER}")]
    assert opinions(broken) == [MATTER, f"dạ {OTHER}"]


def test_what_only_looks_like_an_announcement() -> None:
    for text in (f"tôi hỏi {MATTER}", f"cho tôi xin {MATTER}", f"chuyện {MATTER}", "cho em hỏi"):
        assert announced(words_of(text), further=False) == 0
    assert announced(words_of("với lại sửa giùm cái cống"), further=True) == 0


@pytest.mark.parametrize(
    "introduction",
    [
        "Tôi Lỳ Xá Po, người Hà Nhì ở bản Nậm Củm.",
        "Nhà ở khóm Bình Tân.",
        "Năm nay bảy mươi ba tuổi.",
        "Em Lê Thu Hà,",
    ],
)
def test_whoever_introduces_himself_states_no_matter(introduction: str) -> None:
    matter = "Vườn sau nhà ngập nước mặn chết hết mấy chục gốc dừa, xin xã đắp lại bờ bao."
    words = words_of(f"{introduction} {matter}")
    at = 0
    while size := lead(words[at:]):
        at += size
    assert " ".join(word.text for word in words[at:]) == matter


@pytest.mark.parametrize(
    "text",
    [
        "Tôi 81 tuổi, tiền người già ba tháng nay không ai đưa tới nhà, xin xã coi lại giùm.",
        "Khu tập thể chúng tôi nứt. Cầu thang bong từng mảng lớn rớt xuống đầu trẻ con đang chơi.",
        "Ngõ 12 ngập rồi, hai nhà phải kê tủ lạnh lên ghế, đêm nào mưa là thức trắng tát nước.",
    ],
)
def test_a_sentence_with_the_matter_stays(text: str) -> None:
    assert lead(words_of(text)) == 0


def test_the_rest_of_a_place_belongs_to_the_introduction() -> None:
    matter = "Rác chợ đổ xuống mương cả năm nay, hôi không ai chịu nổi."
    home = (SELF, "Tôi là Lê Thị Mận ở thôn Tân Phú,")
    assert opinions([CALL, home, (BEGIN, f"Hòa Lợi. {matter}")]) == [matter]
    matter = "Rác. Chợ nào cũng đổ xuống mương cả năm nay, hôi không ai chịu nổi."
    assert opinions([CALL, (SELF, "Tôi ở thôn Tân Phú."), (BEGIN, matter)]) == [matter]


def test_an_opinion_begins_with_its_sentence() -> None:
    begin, rest = "Trạm", "bơm ấp tôi cháy hai cái mô tơ từ Tết, ruộng khô nứt hết rồi."
    home = "Dạ tôi tên Lê Văn Sáu, ở ấp Tân."
    assert opinions([CALL, (SELF, f"{home} {begin}"), (BEGIN, rest)]) == [f"{begin} {rest}"]
    announcing = (SELF, f"{home} Ý thứ nhất,")
    assert opinions([CALL, announcing, (BEGIN, rest)]) == [rest]


def test_another_takes_the_microphone_of_the_same_voice() -> None:
    first = "Đường vào làng lầy từ tháng bảy, xe máy không đi được, đề nghị đổ đá."
    second = "Trạm y tế hết thuốc ho cho trẻ con hai tháng nay rồi, xin cấp thêm về."
    text = f"{first} Em xin hết. Tôi Rơ Mah Lan, ở làng Ó. {second}"
    found = said([CALL, (SELF, "Dạ em Hà."), (BEGIN, text)], labelled=True)
    assert [text for label, text in found if label == BEGIN] == [first, second]
    assert another_begins(words_of(f"{first} Em xin hết. {second}")) is None


def test_a_word_that_only_looks_like_a_link_is_none() -> None:
    parts = [(BEGIN, MATTER), (LINK, "nữa là"), (BEGIN, "vô tới tận giường ngủ của tụi nhỏ rồi")]
    assert len(opinions([CALL, *parts])) == 1
    parts = [(BEGIN, MATTER), (LINK, "còn cái nữa là"), (BEGIN, OTHER)]
    assert opinions([CALL, *parts]) == [MATTER, OTHER]
    parts = [(BEGIN, MATTER), (LINK, "còn nữa thì"), (BEGIN, "tôi hỏi ai")]
    assert opinions([CALL, *parts]) == [f"{MATTER} còn nữa thì tôi hỏi ai"]


def test_no_opinion_of_the_corpus_is_announced_away(root: Path) -> None:
    """Of written opinions no more is left out than announcements, and none is cut in two."""
    for text in {opinion.text for opinion in Corpus.load(root / "corpus" / "opinions").opinions}:
        words = words_of(text)
        assert another_begins(words) is None, text
        sizes = [lead(words), *(announced(words, further=further) for further in (False, True))]
        for size in sizes:
            left = " ".join(word.text for word in words[:size])
            assert not re.search(r"\b(?:bị|đề nghị|không|chưa|mất|hỏng|hư|thiếu|mà)\b", left), text
