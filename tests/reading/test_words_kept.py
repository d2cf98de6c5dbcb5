"""Words of an opinion that look like a greeting, a count, a mark or a name, and are none."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.lines import is_address
from nlp.reading.letters.names import labelled
from nlp.reading.lines import lines_of
from nlp.reading.matters import split_matters, without_count, without_mark
from nlp.reading.messages.moments import moment_in
from nlp.reading.messages.replies import is_welcome
from nlp.reading.messages.words import asks_secrecy, is_advert, is_assent, is_attachment
from nlp.reading.pairing import pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.slips.gathered import answer_to
from nlp.reading.speech.recording import read_recording
from nlp.reading.trimming import trim


@pytest.mark.parametrize(
    "said",
    [
        "Dạ nước nhà em bị đục cả tuần nay. Mong công ty kiểm tra.",
        "Rồi nước thải chảy tràn ra đường. Mùi hôi không chịu nổi.",
        "Đường vào trạm ngập quá. Thẻ bảo hiểm của em hết hạn.",
        "Nước máy đắt quá. Tháng rồi tôi hết hai triệu.",
    ],
)
def test_sentences_that_tell_a_matter_stay(said: str) -> None:
    assert trim(said).text == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Dạ thưa các bác. Nước máy đục cả tuần nay.", "Nước máy đục cả tuần nay."),
        ("Vâng, tôi xin hỏi. Bao giờ sửa cầu?", "Bao giờ sửa cầu?"),
        ("Nước máy đục cả tuần nay. Em hết ạ.", "Nước máy đục cả tuần nay."),
    ],
)
def test_sentences_that_only_open_or_close_go(said: str, left: str) -> None:
    assert trim(said).text == left


@pytest.mark.parametrize(
    "said",
    [
        "Thứ bảy xe rác không tới, cả xóm chờ.",
        "Ba, bốn ngày mới có một chuyến xe rác.",
        "Trạm y tế hay đóng cửa. Thứ tư không có bác sĩ. Thứ sáu hết thuốc.",
        "Trên tuyến có 3 điểm ngập nặng: trước chợ, ngã ba, cổng trường.",
    ],
)
def test_days_and_numbers_count_nothing(said: str) -> None:
    assert split_matters(said) == [said]
    assert without_mark(said) == said
    assert without_count(said) == said


@pytest.mark.parametrize("said", ["Ý kiến thứ nhất: Ý kiến thứ hai:", "Thứ nhất. Thứ ba."])
def test_marks_with_nothing_behind_them_count_nothing(said: str) -> None:
    assert split_matters(said) == [said]


def test_dots_behind_a_mark_are_no_matter() -> None:
    assert split_matters("Một là đường hỏng nặng. Hai là .......") == ["đường hỏng nặng."]


def test_the_first_matter_needs_no_mark() -> None:
    said = "Đường vào xóm tôi hư hỏng nặng. Thứ hai, nước máy yếu. Thứ ba, đèn đường tắt hết."
    assert split_matters(said) == [
        "Đường vào xóm tôi hư hỏng nặng.",
        "nước máy yếu.",
        "đèn đường tắt hết.",
    ]
    greeted = "Kính thưa các đồng chí lãnh đạo xã. Một là đường hỏng nặng. Hai là nước máy yếu."
    assert split_matters(greeted) == ["đường hỏng nặng.", "nước máy yếu."]


@pytest.mark.parametrize(
    ("answer", "to"),
    [
        ("Về việc 3 hộ dân lấn chiếm vỉa hè chợ, đã lập biên bản.", 1),
        ("Trạm bơm số 1 hỏng máy, đã đặt mua phụ tùng.", 2),
        ("Ý kiến 2. Đã lập biên bản.", 1),
        ("Số 3: đã đặt mua phụ tùng.", 2),
    ],
)
def test_numbers_of_households_and_pumps_are_of_no_opinion(answer: str, to: int) -> None:
    texts = (
        "Đường bê tông đầu thôn sụt một đoạn dài.",
        "Hai hộ lấn chiếm vỉa hè chợ bán hàng.",
        "Trạm bơm đầu làng hỏng máy từ tháng trước.",
    )
    asked = [Asked(text, "", turn=1) for text in texts]
    pairs = pair([Reply(0, 0, 0, answer)], asked, len(asked))
    assert [index for index, _ in pairs] == [to]


def test_a_hamlet_group_is_no_address_and_a_work_no_writer() -> None:
    assert not is_address("Tổ 5, khu phố 2, phường An Phú")
    assert is_address("Kính gửi: UBND xã Hòa Lạc")
    assert labelled("Tên công trình: Kè sông Tiền") == ("", "")
    assert labelled("Tên người gửi: Nguyễn Văn Bình")[0] == "Nguyễn Văn Bình"


@pytest.mark.parametrize(
    ("text", "assents"),
    [
        ("Đèn đường ngõ 5 tắt 3 hôm rồi, cảm ơn ad", False),
        ("@UBND phường đèn đường ngõ 12 hỏng cả tuần nay", False),
        ("Đúng giờ cao điểm xe tải chạy ầm ầm qua xóm", False),
        ("Rồi xe rác đổ bừa ra trước cổng trường", False),
        ("Đúng rồi bác", True),
        ("Rồi nha", True),
        ("@Lan Anh", True),
        ("Đèn đã sáng lại, cảm ơn phường", True),
    ],
)
def test_a_matter_with_thanks_is_no_assent(text: str, assents: bool) -> None:
    assert is_assent(text) == assents


@pytest.mark.parametrize(
    ("text", "advert"),
    [
        ("Bán hàng rong lấn chiếm vỉa hè trước cổng trường Lê Lợi", False),
        ("Em bán hàng ở chợ Đông, giá thuê ki ốt tăng gấp đôi", False),
        ("Thanh lý trụ sở cũ của xã sao không công khai cho dân biết", False),
        ("Thanh lý tủ lạnh còn mới, lh 0900000123", True),
        ("Shop em chuyên ship đồ ăn, ib em nhé", True),
    ],
)
def test_trade_that_is_complained_of_is_no_advert(text: str, advert: bool) -> None:
    assert is_advert(text) == advert


@pytest.mark.parametrize(
    ("text", "welcome"),
    [
        ("Cảm ơn anh đã quan tâm, đội điện đã thay bóng đèn ngõ 5 chiều qua.", False),
        ("Cảm ơn chị đã liên hệ. Hồ sơ của chị thiếu bản sao giấy khai sinh.", False),
        ("Cảm ơn bạn đã nhắn tin cho UBND phường!", True),
    ],
)
def test_an_answer_that_thanks_is_no_machine(text: str, welcome: bool) -> None:
    assert is_welcome(text) == welcome


def test_what_is_asked_of_pictures_and_signs_is_said() -> None:
    assert not is_attachment("Đã gửi hình rồi mà chưa ai trả lời")
    assert is_attachment("Đã gửi 2 ảnh")
    assert not asks_secrecy("Cây xanh che khuất bảng tên đường ngõ 5 đã lâu")
    assert asks_secrecy("Nhờ ad giấu tên giúp em")


def test_hours_and_sums_that_are_said_stay_in_a_recording() -> None:
    said = (
        "dạ tôi xin có ý kiến về tiền rác thu 500000 một hộ là quá cao",
        "đề nghị xã xem lại mức thu cho bà con đỡ khổ xe rác thì tới",
        "7:30 mới tới mà tiền thì tháng nào cũng thu đủ không thiếu đồng nào",
    )
    lines = lines_of([Paragraph(f"L{i}", text) for i, text in enumerate(said, 1)])
    words = [word.text for word in read_recording(lines).words]
    assert words == " ".join(said).split()


def test_a_range_of_slips_is_all_of_them() -> None:
    known = {"1", "2", "3", "4"}
    for text, numbers in (
        ("Phiếu 1-3: xã tiếp thu.", ["1", "2", "3"]),
        ("Phiếu 2 - 4: xã ghi nhận.", ["2", "3", "4"]),
        ("Phiếu 2: xã ghi nhận.", ["2"]),
    ):
        (line,) = lines_of([Paragraph("L1", text)])
        found = answer_to(line, known)
        assert found is not None
        assert list(found.numbers) == numbers
        assert found.text == text.partition(": ")[2]


def test_yesterday_is_the_day_before_the_page() -> None:
    moment = moment_in("Hôm qua lúc 21:30")
    assert moment is not None
    assert moment.day(date(2026, 5, 12), date(2026, 5, 20)) == date(2026, 5, 19)
