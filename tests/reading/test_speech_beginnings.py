"""Where opinions in speech begin."""

from __future__ import annotations

import pytest

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
    assert opinions([CALL, (BEGIN, "dạ vâng ờ")]) == ["vâng ờ"]
    assert opinions([CALL, (BEGIN, "dạ vâng")]) == ["dạ vâng"]
    broken = [CALL, (BEGIN, MATTER), (OFFICIAL, "ở chỗ nào hả bác"), (BEGIN, f"dạ {OTHER}")]
    assert opinions(broken) == [MATTER, f"dạ {OTHER}"]


@pytest.mark.parametrize(
    "announcement",
    [
        "tôi xin hỏi",
        "dạ em thì em hỏi là",
        "cho con hỏi chút",
        "Em muốn phản ánh là",
        "tôi chỉ muốn nói một lời là",
        "chúng tôi có ý kiến thế này",
        "Tôi có ý kiến về nước, nước của xóm.",
        "Em hỏi chuyện mấy trụ nước ạ.",
        "Tôi phản ánh thế này:",
        "xin phường cho hỏi",
        "Xin các anh cho em hỏi là",
    ],
)
def test_what_only_announces_an_opinion_is_left_out(announcement: str) -> None:
    before = said([CALL, (SELF, "tôi tên lan ở tổ hai"), (BEGIN, f"{announcement} {MATTER}")])
    assert before[-2:] == [(SELF, announcement), (BEGIN, MATTER)]


@pytest.mark.parametrize(
    "matter",
    [
        "tôi hỏi mãi rồi mà xã không trả lời câu nào",
        "em nói hoài mà chủ trọ đâu có sửa cái bóng đèn",
        "tôi kiến nghị xã sửa lại cây cầu ván cho tụi nhỏ đi học",
        "con đường vô ấp sình lầy hỏi ai cũng nói chờ",
        "tôi xin hỏi bao giờ có nước",
        "xin xã cho ý kiến về việc nhà tôi bị lún nứt",
    ],
)
def test_what_tells_of_the_matter_is_no_announcement(matter: str) -> None:
    assert opinions([CALL, (BEGIN, matter)]) == [matter]


def test_a_sentence_that_asks_is_kept_behind_its_announcement() -> None:
    matter = "cái đèn hỏng sao chưa sửa. Hẻm tối om cả tháng nay rồi."
    assert opinions([CALL, (BEGIN, f"Tôi hỏi {matter}")]) == [matter]


def test_nobody_states_a_further_matter_in_a_few_words() -> None:
    parts = [(BEGIN, MATTER), (LINK, "còn cái nữa là"), (BEGIN, OTHER)]
    assert opinions([CALL, *parts]) == [MATTER, OTHER]
    parts = [(BEGIN, MATTER), (LINK, "còn nữa thì"), (BEGIN, "tôi hỏi ai")]
    assert opinions([CALL, *parts]) == [f"{MATTER} còn nữa thì tôi hỏi ai"]


@pytest.mark.parametrize(
    ("home", "rest"),
    [
        ("ở xã đại", "từ"),
        ("ở xã kỳ", "sơn"),
        ("ở xóm bốn phường", "sông công"),
        ("tuổi bảy mươi hai", "nhà ở xã kỳ sơn"),
    ],
)
def test_an_opinion_does_not_begin_within_the_name_of_a_place(home: str, rest: str) -> None:
    told = f"vâng tôi là đinh văn lực {home}"
    found = said([CALL, (SELF, told), (BEGIN, f"{rest} {MATTER}")])
    assert found[1:] == [(SELF, f"{told} {rest}"), (BEGIN, MATTER)]


@pytest.mark.parametrize(
    ("home", "matter"),
    [
        # A name may end before it: "Tân An", and "Bình Minh" in "Bình Minh Châu".
        ("ở xã tân an", f"ninh bình thì {MATTER}"),
        ("ở ngay gần xã", f"an ninh trật tự kém lắm {MATTER}"),
        ("ở xã đại,", f"từ năm ngoái {MATTER}"),
        ("ở xã tôi", MATTER),
        ("ở xã đại", "từ hôm qua mất nước"),
    ],
)
def test_words_behind_a_place_stay_in_an_opinion(home: str, matter: str) -> None:
    told = f"vâng tôi là đinh văn lực {home}"
    assert said([CALL, (SELF, told), (BEGIN, matter)])[1:] == [(SELF, told), (BEGIN, matter)]


def test_how_others_name_a_place_tells_where_its_name_ends() -> None:
    matter = "nước ruộng cạn cả tháng nay lúa chết hết rồi"
    others = (OFFICIAL, "hôm nay ấp mỹ hậu họp dân ấp mỹ hậu có bốn tổ xin mời bà con")
    told = "dạ tui là tám lành nhà ở ấp mỹ"
    found = said([others, (SELF, told), (BEGIN, f"hậu {matter}")])
    assert found[1:] == [(SELF, f"{told} hậu"), (BEGIN, matter)]
    other = (OFFICIAL, "ấp mỹ hậu họp chung với ấp mỹ thuận xin mời bà con")
    assert said([other, (SELF, told), (BEGIN, f"hậu {matter}")])[1] == (SELF, told)
