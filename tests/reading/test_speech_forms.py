"""How machines and people write down speech: stamps, labels, breaks; who is called, answered."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.speech.answers import Answers
from nlp.reading.speech.dates import find_day_filed, find_day_said
from nlp.reading.speech.detection import is_speech
from nlp.reading.speech.introductions import PLACE_SAID, introduced, invited
from nlp.reading.speech.recording import Recording, Word, read_recording
from nlp.reading.speech.spoken import read_speech


def lines(*texts: str) -> list[Line]:
    return lines_of(Paragraph(f"L{number}", text) for number, text in enumerate(texts, 1))


def gaps(recording: Recording) -> list[tuple[str, str]]:
    return [(word.text, word.gap) for word in recording.words if word.gap]


def test_subtitles_of_two_lines_break_at_times_and_wrap_between() -> None:
    cues = [
        "1\n00:00:02,000 --> 00:00:05,900\ndạ kính thưa bà con\nhôm nay ngày mười",
        "2\n00:00:06,000 --> 00:00:10,500\ntháng ba tại hội trường\ncó buổi gặp gỡ",
        "3\n00:00:11,800 --> 00:00:16,100\nmời bác ngồi ngoài\nnói trước đi ạ",
    ]
    found = read_recording(lines(*cues))
    assert found.timed
    assert found.text(0, 5) == "dạ kính thưa bà con"
    assert gaps(found) == [
        *(("dạ", "time"), ("hôm", "wrap"), ("tháng", "time")),
        *(("có", "wrap"), ("mời", "time"), ("nói", "wrap")),
    ]


def test_stamps_alone_on_their_lines_are_not_said() -> None:
    found = read_recording(
        lines(
            *("0:00", "rồi các bác ơi mình ổn định nhé", "0:09", "ai trước nào mời bác"),
            *("0:18", "vâng tôi ở ngõ hai", "0:31", "cái cống đầu ngõ tắc từ hôm bão"),
        )
    )
    assert found.text(0, 9) == "rồi các bác ơi mình ổn định nhé ai"
    assert len(gaps(found)) == 4


def test_pieces_of_one_length_by_the_clock_are_no_pauses() -> None:
    said = "vầng rồi mở mic lên giùm cái kính thưa cô bác " * 6
    found = read_recording(lines(*(f"[{n // 2:02}:{n % 2 * 30:02}] {said}" for n in range(8))))
    assert {gap for _, gap in gaps(found)} == {"wrap"}


def test_an_empty_line_tells_more_than_a_broken_one() -> None:
    found = read_recording(
        lines(*("alo xin nghe ạ", "dạ em ở tổ bảy", "xe chở đá chạy đêm"), "", "alo xin nghe đây")
    )
    assert [gap for _, gap in gaps(found)] == ["time", "time", "time", "para"]


def test_people_label_voices_by_title_name_and_home() -> None:
    found = read_recording(
        lines(
            "CHỦ TRÌ: Chừ xin mời bà con. Mời o Gái.",
            "O Gái (Giáp Đông): Dạ tui hỏi cái đường bê tông xóm tui.",
            "CHỦ TRÌ: Còn chi nữa không?",
            "O Gái: Còn cái trạm bơm, nước bữa có bữa không.",
            "Anh Phước - Giáp Kiền: Dạ em xin hỏi chuyện tách thửa.",
            "Nhà em bốn trăm mét mà không tách được.",
            "(điện thoại reo)",
            "CHỦ TRÌ: Dạ cảm ơn anh.",
        )
    )
    assert found.labelled
    speakers = ["CHỦ TRÌ", "O Gái", "CHỦ TRÌ", "O Gái", "Anh Phước - Giáp Kiền", "CHỦ TRÌ"]
    assert [w.speaker for w in found.words if w.gap == "change"] == speakers
    assert found.homes["O Gái"] == "Giáp Đông"
    assert found.noise == [6]


def test_voices_that_a_machine_labels_are_speech_with_signs_and_capitals() -> None:
    said = "Tôi đề nghị sửa cầu Khe Cạn. Lan can gãy đã nửa năm. Trẻ con đi học rất nguy hiểm."
    assert is_speech(lines(*(f"Người nói {n % 3}: {said}" for n in range(6))))
    assert not is_speech(lines(*[said] * 6))


def test_a_sentence_a_line_with_capitals_is_speech() -> None:
    said = [
        *("Mời người số một.", "Mời thím ngồi.", "Dạ tui tên Lành, ở ấp Kinh Ba."),
        *("Cống đầu kinh hư ba năm.", "Nước mặn vô ruộng.", "Lúa cháy hết trơn."),
        *("Nhờ xã sửa giùm trước mùa khô nghen.", "Dạ, thím.", "Tháng tới sửa."),
        *("Ai nữa không?", "Dạ tui nè.", "Lộ trước nhà tối thui.", "Xin hai cái bóng đèn."),
        *("Rồi, xã ghi.", "Cảm ơn chú.", "Hết rồi thì nghỉ nghen bà con."),
    ]
    assert is_speech(lines(*said))


def test_comments_that_thank_give_nobody_the_floor() -> None:
    said = [
        *(
            "Cảm ơn anh nhiều ạ.",
            "Có ai mất nước giống nhà em không ạ?",
            "Rác đầu hẻm ba ngày chưa hốt.",
        ),
        *("Nhà em cũng vậy nè.", "Cảm ơn chị đã báo nha.", "Tối nay cúp điện nữa hả?"),
        *("Dạ đúng rồi.", "Đường ngập tới gối luôn á.", "Chó thả rông đầy xóm mà hổng ai nói gì."),
        *("Mong phường coi giùm ạ.", "Hóng.", "Xe ben chạy ào ào vậy đó.", "Chừng nào làm vậy ta?"),
    ]
    assert not is_speech(lines(*said))


def test_a_chats_names_are_capitals_within_a_line() -> None:
    said = "Dạ mời bác Lê Thị Hoa, cô Trần Thị Mai, chú Đỗ Văn Ba ra nhà Nguyễn Thị Lụa nhận quà ạ."
    assert not is_speech(lines(*[said] * 6))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tiếp xúc cử tri xã minh tân chiều 14 10 2025", date(2025, 10, 14)),
        ("Audio: 220426_hoitruongB.wav", date(2026, 4, 22)),
        ("tối 22-5-26, nhà văn hóa khu", date(2026, 5, 22)),
        ("gọi số 0912 345 678", None),
        ("nhà tôi 10 12 năm nay", None),
    ],
)
def test_dates_above_a_recording(text: str, day: date | None) -> None:
    assert find_day_filed(text) == day


def test_a_year_may_be_said_without_the_word() -> None:
    said = "hôm nay hai hai tháng tư hai ngàn không trăm hai mươi sáu phường ta họp"
    assert find_day_said(said) == date(2026, 4, 22)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("tui là bảy nhị ở xã nhơn phú", ("bảy nhị", "xã nhơn phú")),
        ("dạ tôi đỗ văn khiết tám mươi hai tuổi thôn đoài", ("đỗ văn khiết", "thôn đoài")),
        ("Tôi là Phạm Thị Bé Sáu, khóm 4", ("Phạm Thị Bé Sáu", "khóm 4")),
        ("tui phan bá nhự xóm hùng cường tám mươi mốt tuổi", ("phan bá nhự", "xóm hùng cường")),
    ],
)
def test_names_and_homes_end_before_an_age(said: str, who: tuple[str, str]) -> None:
    assert introduced(said) == who


def test_a_home_is_no_office_of_it() -> None:
    match = PLACE_SAID.search("tôi là xóm trưởng xóm vĩnh lộc")
    assert match is not None and match[0] == "xóm vĩnh lộc"


def test_whom_the_chair_calls_by_name() -> None:
    everything = "mời ông hòe vâng tui xin nói ông hòe còn ý chi nữa không mời bác áo xanh"
    words = everything.split()
    often = Counter(map(" ".join, zip(words, words[1:])))
    assert invited("rồi ai nói trước mời ông hòe", often) == "ông hòe"
    assert invited("cảm ơn mời bác áo xanh", often) == ""
    assert invited("mời anh kiên", often) == ""


def test_an_answer_goes_to_the_opinion_that_it_is_about() -> None:
    opinions = [
        "đường vào xóm mưa là lầy xe máy không đi được đề nghị đổ đá",
        "trạm y tế không có thuốc huyết áp người già phải đi xa",
    ]
    said = (
        "cảm ơn bà con tôi xin trả lời về đường vào xóm thì xã mua đá rồi tuần sau đổ "
        "còn thuốc huyết áp thì trạm y tế nhận hôm qua bà con tới lấy"
    )
    recording = Recording([Word(token, 0, "") for token in said.split()], [], [], False, False)
    answers = Answers(recording)
    for opinion in opinions:
        answers.opinion(opinion)
    found = dict(answers.said(0, len(recording.words)))
    assert found[0].endswith("tuần sau đổ") and "đường vào xóm thì xã mua đá" in found[0]
    assert found[1].startswith("còn thuốc huyết áp thì trạm y tế")


def test_label_tells_speaker_and_home_of_an_opinion() -> None:
    opinions, _ = read_speech(
        lines(
            "CHỦ TRÌ: Kính thưa bà con, mời bà con phát biểu, mời o Gái.",
            "O Gái (thôn Đông): Dạ đường bê tông xóm tui họp dân nói rộng bốn mét chừ làm có ba "
            "mét mà tiền dân đóng vẫn đủ, đề nghị xã trả lời rõ ai ăn bớt.",
            "CHỦ TRÌ: Dạ cảm ơn o, còn ai nữa không, mời anh Phước.",
            "Anh Phước - thôn Kiền: Dạ đất nhà em bốn trăm mét đi tách thửa thì xã nói không đủ, "
            "đề nghị xã hướng dẫn lại cho dân dễ làm.",
            "CHỦ TRÌ: Dạ cảm ơn anh, mời bà con nghỉ.",
        )
    )
    assert {(o.speaker, o.place) for o in opinions} <= {
        ("O Gái", "thôn Đông"),
        ("Anh Phước", "thôn Kiền"),
    }
    assert opinions


def test_names_with_times_above_what_they_say_are_labels() -> None:
    found = read_recording(
        lines(
            "Đối thoại tổ dân phố, ngày 11 tháng 6 năm 2026, 12:30CH",
            *("Lê Thị Quỳnh (VP UBND phường)   0:05", "Mời anh Tuấn."),
            *("Tuấn Nguyễn   0:23", "Thang máy hỏng hai cái, dân góp tiền sửa."),
            *("Điểm cầu xã Na Sầm - thôn Lù   0:37", "Chợ xây xong bỏ không."),
            *("Lê Thị Quỳnh (VP UBND phường)   0:50", "Cảm ơn bà con."),
        )
    )
    said = ["Lê Thị Quỳnh", "Tuấn Nguyễn", "Điểm cầu xã Na Sầm - thôn Lù"]
    assert list(dict.fromkeys(word.speaker for word in found.words)) == said
    assert found.homes["Lê Thị Quỳnh"] == "VP UBND phường"


def test_those_who_are_listed_as_attending_are_labels() -> None:
    found = read_recording(
        lines(
            "Người tham dự",
            "UBND phường, TDP 2 Nhà văn hóa, Tổ 8 - máy của anh Nhật, Minh Châu",
            "UBND phường: Xin chào quý vị, mời tổ Hai trước.",
            "TDP 2 Nhà văn hóa: Dạ thưa phường, kiệt tui ngập tới gối.",
            "Tổ 8 - máy của anh Nhật: Rác sau lụt tấp đầy bờ sông.",
            "Minh Châu: Quán bún đổ nước rửa bát ra cống.",
            "UBND phường: Cảm ơn bà con.",
        )
    )
    assert [word.speaker for word in found.words if word.gap == "change"] == [
        *("UBND phường", "TDP 2 Nhà văn hóa", "Tổ 8 - máy của anh Nhật", "Minh Châu"),
        "UBND phường",
    ]


def test_a_recording_of_one_line_is_no_title() -> None:
    said = "hôm nay ngày mười tháng ba năm 2026 dạ em xin hỏi cái cống đầu ngõ tắc từ hôm bão " * 6
    found = read_recording(lines(said))
    assert not found.top
    assert len(found.words) == len(said.split())


def test_an_empty_turn_hides_no_change_of_voice() -> None:
    found = read_recording(
        lines(
            "<v Chủ trì> Chào bà con, mời chị Nhàn.",
            "<v Mai Thị Nhàn> Trạm y tế hết thuốc.",
            "<v Mai Thị Nhàn>",
            "<v Chủ trì> Xã sẽ báo cấp thuốc.",
        )
    )
    assert [word.speaker for word in found.words if word.gap == "change"][-1] == "Chủ trì"
