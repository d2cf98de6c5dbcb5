"""What single messages say: greetings, attachments, homes, and what of an office is no answer."""

from __future__ import annotations

import pytest

from nlp.reading.messages.offices import is_office_name
from nlp.reading.messages.replies import answers_nothing, asks_back
from nlp.reading.messages.words import is_assent, is_attachment, is_filler, take_apart


@pytest.mark.parametrize(
    ("text", "said", "home"),
    [
        ("Alo phường ơi, cống nghẹt rồi", "cống nghẹt rồi", ""),
        ("Em ở tổ 5, phường An Bình: nước đục", "nước đục", "tổ 5, phường An Bình"),
        ("kp Hòa Lạc, phường An Bình nha: mất nước", "mất nước", "kp Hòa Lạc, phường An Bình"),
        ("Khu phố 3, đường lầy lội", "Khu phố 3, đường lầy lội", "Khu phố 3"),
        ("Đường Lê Lợi. Đoạn qua chợ ngập", "Đường Lê Lợi. Đoạn qua chợ ngập", ""),
        ("Sáng nay, mất điện cả xóm", "Sáng nay, mất điện cả xóm", ""),
        ("Dạ nước vẫn chưa có ạ. Hẹn hoài.", "Dạ nước vẫn chưa có ạ. Hẹn hoài.", ""),
        ("Đường hư quá. Cảm ơn ad nhiều nha", "Đường hư quá.", ""),
        ("Cho em hỏi: nộp hồ sơ ở đâu?", "Cho em hỏi: nộp hồ sơ ở đâu?", ""),
    ],
)
def test_what_stands_around_a_message(text: str, said: str, home: str) -> None:
    parts = take_apart(text)
    assert (parts.text, parts.home) == (said, home)


def test_messages_that_say_nothing() -> None:
    for text in ("hello", "ok cám ơn ad", "👍", "2", "dạ em chào phường ạ", "yes ad", "cam on"):
        assert is_filler(text)
    for text in ("mất nước", "hôi lắm", "Sao lâu vậy"):
        assert not is_filler(text)
    for text in ("[Hình ảnh]", "[Video 00:21]", "[đã gửi 3 ảnh]", "https://a.vn/b", "IMG_1.jpg"):
        assert is_attachment(text)
    assert not is_attachment("[khẩn] mất nước")
    assert is_assent("ok để em ra phường hỏi thử")
    assert not is_assent("cảm ơn phường nhưng nước vẫn đục")


def test_what_an_office_writes_without_answering() -> None:
    assert asks_back("Dạ bạn cho ad xin địa chỉ cụ thể ạ")
    assert answers_nothing("Dạ OA ghi nhận, chuyển Phòng KT ạ.")
    assert not answers_nothing("Đã chuyển Điện lực, sẽ phát quang ngày 12/11/2025.")
    assert not answers_nothing("Phường ghi nhận, sáng mai đội xuống kiểm tra.")


def test_names_of_offices_and_of_people() -> None:
    for name in (
        "OA Phường An Bình",
        "UBND xã Tân Phú",
        "Phường Sầm Sơn CSKH",
        "Fanpage Công an huyện",
        "1022",
    ):
        assert is_office_name(name)
    for name in ("Phương Anh", "Phong Trần", "Trang Nguyễn", "Sơ Hai", "Adam"):
        assert not is_office_name(name)
