"""Speech: whole names of people and places, turns that somebody breaks in on, who is answered."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.speech.answers import Answers
from nlp.reading.speech.floor import Floor
from nlp.reading.speech.introductions import MEETING, PLACE_SAID, introduced
from nlp.reading.speech.model import BEGIN, INSIDE, LINK, OFFICIAL, SELF
from nlp.reading.speech.recording import Recording, Word, read_recording
from nlp.reading.speech.runs import runs_of


def lines(*texts: str) -> list[Line]:
    return lines_of(Paragraph(f"L{number}", text) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("tôi ở thôn phú lâm đông ruộng ngập cả vụ", "thôn phú lâm đông"),
        ("em ở thôn tân hòa trung tâm xã xa quá", "thôn tân hòa"),
        ("tôi người xóm mỹ hội đường lầy lắm", "xóm mỹ hội"),
        ("ở xóm bảy hội nông dân có vận động", "xóm bảy"),
        ("Dạ em ở khu phố Khánh Hội, ghe nhỏ", "khu phố Khánh Hội"),
        ("ở xã hòa thuận nam huyện châu thành", "xã hòa thuận nam huyện châu thành"),
        ("tôi ở thôn bản khuổi, đường xấu", "thôn bản khuổi"),
        ("thôn Hải Lộc, xã Thái Ninh. Nước", "thôn Hải Lộc, xã Thái Ninh"),
        ("ở xã kiến giang nước lên", "xã kiến giang"),
        ("ở thôn thượng phong mười lăm tháng ba năm nay", "thôn thượng phong"),
        ("tại phường Hương Trà 16 tháng 5", "phường Hương Trà"),
        ("em ở khu phố bình đức 3 người ta đổ rác", "khu phố bình đức 3"),
        ("tôi ở tổ mười hai hộ nhà tôi", "tổ mười hai"),
        ("ở xã Trí Phải nước mặn", "xã Trí Phải"),
    ],
)
def test_places_are_told_with_their_whole_name(said: str, place: str) -> None:
    match = PLACE_SAID.search(said)
    assert match is not None and match[0] == place


@pytest.mark.parametrize(
    "said",
    [
        "cùng thôn với chị sáu",
        "tổ hợp tác bơm nước",
        "trong khu công nghiệp",
        "xã đối thoại",
        "ấp nào",
        "chiều nay phường gặp tiểu thương",
    ],
)
def test_what_only_looks_like_a_place(said: str) -> None:
    assert PLACE_SAID.search(said) is None


def test_a_meeting_s_place_ends_before_its_day() -> None:
    match = MEETING.search("họp dân xã thanh bình thành phố đà nẵng ngày mười hai tháng tư")
    assert match is not None and match[0] == "xã thanh bình thành phố đà nẵng"
    match = MEETING.search("họp thôn hòa an xã đại lộc tỉnh quảng nam mười giờ")
    assert match is not None and match[0] == "thôn hòa an xã đại lộc tỉnh quảng nam"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("dạ tui thập thị mận xóm dưới", "thập thị mận"),
        ("Tôi là Đồng Văn Kha, tổ 9.", "Đồng Văn Kha"),
        ("tôi y blung ở buôn trấp", "y blung"),
        ("dạ em h'nga niê ở buôn trấp", "h'nga niê"),
        ("em mận xóm chùa", "mận"),
        ("em cuối xóm chùa", ""),
        ("tui bảy đực nghen", "bảy đực"),
        ("tôi là bùi văn chín thợ hàn ở chợ", "bùi văn chín"),
        ("em là giáo viên mầm non ở ấp tư", ""),
        ("báo cáo đoàn tôi hoàng văn tiến", "hoàng văn tiến"),
        ("em là hạng thị chúa mười chín tuổi", "hạng thị chúa"),
        ("Vâng, Hợi đây, thôn Hoàng Xá.", "Hợi"),
        ("dạ hợi đây thôn hoàng xá", ""),
        ("dạ ở thôn đoài nguyễn văn bình xin có ý kiến", "nguyễn văn bình"),
        ("thôn hoàng xá tôi lê thị hoa", "lê thị hoa"),
        ("Em là Hứa Bảo Trân, khóm Nguyễn Du", "Hứa Bảo Trân"),
        ("Tôi là Nguyễn Văn Tiếp, thôn Đoài.", "Nguyễn Văn Tiếp"),
        ("vâng phạm hà nam thôn ba đây", "phạm hà nam"),
        ("tôi người mường bùi văn tám ở bản suối làng", "bùi văn tám"),
        ("Đoàn Thanh Tùng, thôn 4", "Đoàn Thanh Tùng"),
        ("Dạ, Nước ở xóm em yếu", ""),
        ("Dạ, Mận ở thôn Trịnh Xuyên ạ", "Mận"),
        ("tôi quê thái bình vào đây lấy vợ", ""),
        ("Vâng, em là người Thái Bình theo chồng", ""),
        ("em không phải đoàn viên, em đi cùng", ""),
        ("dạ em là hội viên phụ nữ", ""),
    ],
)
def test_names_end_where_work_or_age_begins(said: str, name: str) -> None:
    assert introduced(said)[0] == name


SAID = [
    ("Chủ tọa", "mời bác Hậu nói trước đi ạ", OFFICIAL),
    ("Người dân 1", "cái mương trước nhà tôi tắc từ tháng ba tới giờ mà", BEGIN),
    ("Chủ tọa", "bác nói gần mic chút ạ", OFFICIAL),
    ("Người dân 1", "nước tràn vào sân, đề nghị xã nạo vét", BEGIN),
]


def runs(said: list[tuple[str, str, str]]) -> list[tuple[str, bool, bool]]:
    recording = read_recording(lines(*(f"{voice}: {text}" for voice, text, _ in said)))
    labels = [
        (INSIDE if number and label == BEGIN else label)
        for _, text, label in said
        for number in range(len(text.split()))
    ]
    return [(run.label, run.breaks_in, run.goes_on) for run in runs_of(labels, recording)]


def test_an_opinion_goes_on_behind_somebody_who_breaks_in() -> None:
    found = runs([*SAID, ("Chủ tọa", "vâng xã ghi rồi", OFFICIAL)])
    assert found[1:4] == [
        (BEGIN, False, False),
        (OFFICIAL, True, False),
        (BEGIN, False, True),
    ]


@pytest.mark.parametrize("call", ["bác còn ý nào nữa không ạ", "cảm ơn bác, bác nói tiếp"])
def test_whoever_is_asked_for_more_says_another_opinion(call: str) -> None:
    found = runs([*SAID[:2], ("Chủ tọa", call, OFFICIAL), SAID[3]])
    assert not any(breaks or goes for _, breaks, goes in found)


def test_what_is_too_short_to_be_an_opinion_does_not_go_on() -> None:
    # Without the announcement five words are left: no opinion that the rest could go on.
    announced = ("Người dân 1", "em muốn phản ánh là đèn đường hỏng hết rồi", BEGIN)
    found = runs([SAID[0], announced, *SAID[2:]])
    assert (BEGIN, False, False) in found
    assert not any(breaks or goes for _, breaks, goes in found)


def test_another_voice_does_not_go_on() -> None:
    found = runs([*SAID[:3], ("Người dân 2", SAID[3][1], BEGIN), ("Người dân 2", "hết", SELF)])
    assert not any(breaks or goes for _, breaks, goes in found)


def test_whoever_was_broken_in_on_still_has_the_floor() -> None:
    said = [
        (SELF, "tôi là lê văn bình ở thôn sáu"),
        (BEGIN, "cái mương trước nhà tôi tắc từ tháng ba tới giờ"),
        (OFFICIAL, "mương dài bao nhiêu mét hả bác"),
        (BEGIN, "chừng trăm mét nước tràn vào sân"),
        (LINK, "chuyện nữa là"),
        (BEGIN, "đèn hẻm sáu tắt hết tối đi học về tụi nhỏ vấp té hoài"),
    ]
    words = [Word(token, 0, "") for _, text in said for token in text.split()]
    labels = [
        INSIDE if number and label == BEGIN else label
        for label, text in said
        for number in range(len(text.split()))
    ]
    recording = Recording(words, [], [], False, False)
    floor = Floor(recording)
    told = [
        (run.label, floor.taken(run, recording.text(run.begin, run.end)))
        for run in runs_of(labels, recording)
    ]
    found = [speaker for label, speaker in told if label == BEGIN]
    assert [(one.name, one.home) for one in found] == [("lê văn bình", "thôn sáu")] * 3


def answered(opinions: list[tuple[str, str]], said: str) -> dict[int, str]:
    recording = Recording([Word(token, 0, "") for token in said.split()], [], [], False, False)
    answers = Answers(recording)
    for text, speaker in opinions:
        answers.opinion(text, speaker)
    return dict(answers.said(0, len(recording.words)))


def test_the_only_opinion_is_answered_in_few_words_of_it() -> None:
    said = "Cái máy siêu âm đó thì tháng tư có bác sĩ học xong về là chạy."
    opinion = "Trạm y tế có cái máy siêu âm mà để trùm mền cả năm."
    assert answered([(opinion, "Ba Lành")], said) == {0: said}


def test_whoever_is_named_with_his_title_is_answered() -> None:
    opinions = [
        ("Cống ngăn mặn cuối thôn mục cánh phai, nước lợ tràn vào ruộng.", "Lê Thuyết"),
        ("Tôi đi giám định hai lần mà hồ sơ chưa thấy quyết định.", "Nghiêm Tứ"),
    ]
    said = "Trường hợp của bác Tứ, hồ sơ gửi lên tỉnh từ tháng hai, có kết quả xã mang đến nhà."
    assert list(answered(opinions, said)) == [1]
    assert not answered([(text, "") for text, _ in opinions], said.replace("hồ sơ", "giấy"))
