"""Posts with comments below them, names with an hour on lines alone, and what links matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reading.files import read_chunks, read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.messages.heads import heads_as_stamped
from nlp.reading.messages.offices import is_office_name
from nlp.reading.messages.words import is_assent
from nlp.reading.rows import InputFile
from nlp.reading.stamps import messages_of
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.trimming import without_announcement, without_link

POSTS = """\
Nhóm Facebook: DÂN CÙ LAO - 900 thành viên
▌BÀI 1 ▪ Thu Lài ▪ 03/02/2026 19:40
Phà bến Đông chạy trễ cả tiếng, học trò lỡ buổi học. Xin cho thêm một chuyến sáng.
Đường xuống bến lại tối om.
   ╰ Minh Râu (19:55): xóm trên cũng vậy
   ╰ ✔ UBND xã Cù Lao (04/02 07:50): Xã cho phà chạy thêm chuyến 5h30 từ ngày 9/2.
▌BÀI 2 ▪ Năm Nhãn ▪ 04/02/2026 10:00
Nước máy yếu, bơm không lên bồn.
"""
HEADS = """\
Nhóm Zalo tổ 4
Thứ Ba 10/03/2026
Lan Spa · 07:22
Thang máy hư cả tuần.
Cô Bình TT · 08:00
@Lan Spa
mai thợ tới sửa
Ông Sáu · 08:10
Trả lời "Lan Spa":
Tầng 5 cũng kẹt hoài
"""


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(f"L{i}", row) for i, row in enumerate(text.splitlines(), 1)]


def test_posts_and_comments_are_messages_of_their_day() -> None:
    said = heads_as_stamped(paragraphs(POSTS))[0]
    assert [(one.position, one.text) for one in said[1:]] == [
        (
            "L3",
            "[03/02/2026 19:40] Thu Lài: Phà bến Đông chạy trễ cả tiếng, học trò lỡ buổi học."
            " Xin cho thêm một chuyến sáng.",
        ),
        ("L4", "Đường xuống bến lại tối om."),
        ("L5", "[03/02/2026 19:55] Minh Râu: xóm trên cũng vậy"),
        (
            "L6",
            "[04/02/2026 07:50] UBND xã Cù Lao: ↩ @Thu Lài Xã cho phà chạy thêm chuyến 5h30"
            " từ ngày 9/2.",
        ),
        ("L8", "[04/02/2026 10:00] Năm Nhãn: Nước máy yếu, bơm không lên bồn."),
    ]


def test_a_name_with_an_hour_heads_what_stands_below() -> None:
    said = [one.text for one in heads_as_stamped(paragraphs(HEADS))[0]]
    assert said[1:] == [
        "[10/03/2026 07:22] Lan Spa: Thang máy hư cả tuần.",
        "[10/03/2026 08:00] Cô Bình TT: ↩ @Lan Spa mai thợ tới sửa",
        "[10/03/2026 08:10] Ông Sáu: ↩ @Lan Spa Tầng 5 cũng kẹt hoài",
    ]
    days = {message.day for message in messages_of(said) if message}
    assert {str(day) for day in days} == {"2026-03-10"}


COMMENTS = """\
thanhhuyen88 (2 giờ trước): Hẻm 3 ngập nửa mét cả tuần nay, nhờ phường cho xe hút cống
Công Tèo (1 ngày trước): Nước máy cúp ba ngày liền không báo, đề nghị gửi lịch
co_ba.79 (vừa xong): Loa phường mở từ 4 giờ sáng, đề nghị dời lại cho con nít ngủ
"""
PAGE = """\
Bình luận trên Facebook phường Tân Hòa
Lê Hạnh
2 giờ
Hẻm 3 ngập nửa mét cả tuần nay
Trần Tèo
3 giờ
Nước máy cúp ba ngày liền không báo
Cô Ba
1 tuần
Loa phường mở từ 4 giờ sáng
"""


@pytest.mark.parametrize(
    ("text", "senders"),
    [
        (COMMENTS, ["thanhhuyen88", "Công Tèo", "co_ba.79"]),
        (PAGE, ["Lê Hạnh", "Trần Tèo", "Cô Ba"]),
    ],
)
def test_who_comments_is_known_where_only_how_long_ago_is_told(
    text: str, senders: list[str]
) -> None:
    said = [one.text for one in heads_as_stamped(paragraphs(text))[0]]
    messages = [one for one in messages_of(said) if one is not None]
    assert [one.sender for one in messages] == senders
    assert all(one.day is None for one in messages)


def test_since_when_something_lasts_is_no_head_of_a_comment() -> None:
    rows = [
        "Bà Lan (2 năm): chưa có sổ đỏ",
        "Ông Tư (3 tháng): mất nước",
        "Cô Ba (1 tuần): mất điện",
    ]
    found = paragraphs("\n".join(rows))
    assert heads_as_stamped(found) == (found, [])


@pytest.mark.parametrize(
    "text",
    [
        # A plan of a meeting, and a recording.
        "Chương trình họp dân\nKhai mạc · 07:30\nHát\nThảo luận · 08:00\nGóp ý\nBế mạc · 09:00",
        "Họp tổ 4\nÔng Tư (00:12): Đường hư.\nBà Năm (00:40): Nước yếu.\nÔng Tám (01:02): Đèn hư.",
        # Too few of them.
        "Nhóm Zalo tổ 4\nLan · 07:22\nThang máy hư.\nMời bà con đi họp.",
    ],
)
def test_hours_elsewhere_stay(text: str) -> None:
    assert heads_as_stamped(paragraphs(text))[0] == paragraphs(text)


def test_heads_that_nothing_stands_below_are_not_lost() -> None:
    rows = "Nhóm Zalo tổ 4\nLan · 07:22\nMinh · 07:25\nTài · 07:30\nĐèn hẻm hư."
    said, left = heads_as_stamped(paragraphs(rows))
    assert [one.text for one in said] == ["Nhóm Zalo tổ 4", "[07:30] Tài: Đèn hẻm hư."]
    assert {one.position for one in left} == {"L2", "L3", "L4"}


def test_senders_days_and_answers_come_out(tmp_path: Path) -> None:
    path = tmp_path / "nhom.txt"
    path.write_text(POSTS, encoding="utf-8")
    first = read_opinions(path).iloc[0]
    assert first["speaker"] == "Thu Lài"
    assert str(first["date"])[:10] == "2026-02-03"


@pytest.mark.parametrize(
    ("name", "office"),
    [("Cô Bình TT", True), ("CSKV Hùng", True), ("QTV nhóm", True), ("Lan tt", False)],
)
def test_offices_by_short_words(name: str, office: bool) -> None:
    assert is_office_name(name) == office


@pytest.mark.parametrize(
    ("text", "assent"),
    [
        ("xóm trên cũng vậy :(", True),
        ("phản hồi lẹ ghê", True),
        ("anh Tám sáng chiều gì cũng vậy hết", False),
        ("hẻm tui cũng vậy, cống nghẹt cả tháng", False),
        ("xử lý nhanh giúp cái cống đi, sao chưa ai xuống", False),
    ],
)
def test_echo_and_praise_say_nothing(text: str, assent: bool) -> None:
    assert is_assent(text) == assent


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Kế đến, đèn đường tắt cả tuần", "đèn đường tắt cả tuần"),
        ("Tiện hỏi luôn, bao giờ sửa chợ?", "bao giờ sửa chợ?"),
        ("Kế đến nhà tôi là bãi rác lớn", "Kế đến nhà tôi là bãi rác lớn"),
    ],
)
def test_links_are_no_part(text: str, rest: str) -> None:
    assert without_link(text) == rest


def test_an_announcement_of_one_matter_is_no_part() -> None:
    said = "cũng xin thưa luôn một việc, xe ben chạy trước trường"
    assert without_announcement(said) == "xe ben chạy trước trường"
    # What is asked for is told.
    kept = "xin báo một việc như vậy để xã biết"
    assert without_announcement(kept) == kept


def test_who_sends_what_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "binh-luan.txt"
    path.write_text(PAGE, encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    lines = [f"L{number}" for number in range(1, len(PAGE.splitlines()) + 1)]
    assert list(dict.fromkeys(block.position for block in blocks)) == lines
