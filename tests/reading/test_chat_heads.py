"""Senders and moments of messages, wherever the program that exported a chat puts them."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from nlp.reading.files import read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.messages.head_lines import head_of
from nlp.reading.messages.heads import heads_as_stamped
from nlp.reading.messages.layouts import Accounts, addressed
from nlp.reading.messages.moments import day_alone, is_chrome, moment_in
from nlp.reading.messages.offices import is_office_name
from nlp.reading.messages.stamping import Stamper
from nlp.reading.stamps import messages_of, without_sender, without_stamp

SENT = (
    ("Lý Thị Hoa", "03/05/2026", "06:41", "Đường vào xóm sạt taluy, xe máy phải dắt bộ."),
    ("Tuấn Anh 92", "03/05/2026", "06:44", "đúng rồi chị"),
    ("UBND xã Lương Thịnh", "03/05/2026", "14:05", "Chiều nay máy xúc lên hót đất."),
    (
        "Mẹ Cún",
        "04/05/2026",
        "05:47",
        "Bãi rác cạnh trường mầm non đốt cả ngày, khói bay vào lớp, các cháu ho hết.",
    ),
    ("Lý Thị Hoa", "04/05/2026", "19:30", "Điện tối nào cũng chập chờn, nồi cơm không sôi."),
)
TITLE = "Nhóm Zalo thôn Khe Đảng, xã Lương Thịnh"
# name, day, hour and text of a message; a day on a line of its own where the first has one.
LAYOUTS = {
    "stamp before": ("", "{day} {hour} {name}: {text}"),
    "stamp in brackets behind the name": ("*** Ngày {day} ***", "{name} [{hour}]\n{text}"),
    "moment below": ("", "{name}\n{text}\n{hour} {day}\n"),
    "who has seen it": (
        "— {day} —",
        "{name}\n{text}\nĐã xem bởi Lan, Minh và 12 người khác\n{hour}",
    ),
    "moment above the name": ("== {day} ==\n", "{hour}\n{name}\n{text}\n"),
    "moment below the name": ("", "{name}\n{day} {hour}\n{text}\n❤️ 3   😮 1\n"),
    "sender below": ("", "{text}\n— {name}, {hour} {day}\n"),
    "sender and moment below": ("", "{text}\n{name}\n{hour} {day}\n"),
    "buttons": ("", "{name}\n{text}\n{day} lúc {hour} · Thích · Phản hồi · 2\n"),
    "hours in words": ("{day}", "{name} · {words}\n{text}"),
    "a label": ("", "#12  {name}\nĐã gửi: {day} lúc {hour}\n{text}\n"),
    "a dash": ("", "• {hour}, {day} – {name}\n   {text}"),
}


def laid_out(layout: str) -> str:
    head, message = LAYOUTS[layout]
    lines, above = [TITLE, ""], ""
    for name, day, hour, text in SENT:
        words = f"{int(hour[:2])} giờ {hour[3:]}"
        if head and day != above:
            lines.append(head.format(day=day))
        lines.append(message.format(name=name, day=day, hour=hour, text=text, words=words))
        above = day
    return "\n".join(lines)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_message_has_its_sender_and_moment(layout: str) -> None:
    text = laid_out(layout)
    said, _ = heads_as_stamped(paragraphs_of(list(enumerate(text.splitlines(), 1))))
    raw = [one.text for one in said]
    told = [(m, line) for m, line in zip(messages_of(raw), raw) if m is not None]
    assert [
        (m.sender, f"{m.day:%d/%m/%Y}" if m.day else "", f"{m.minute // 60:02}:{m.minute % 60:02}")
        for m, _ in told
    ] == [(name, day, hour) for name, day, hour, _ in SENT]
    for (_, line), (_, _, _, words) in zip(told, SENT):
        assert line.endswith(words)


@pytest.mark.parametrize("layout", ["moment below", "sender below", "a label"])
def test_opinions_have_their_sender(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "nhom.txt"
    path.write_text(laid_out(layout), encoding="utf-8")
    found = {row["text"]: row["speaker"] for _, row in read_opinions(path).iterrows()}
    assert found[SENT[3][3]] == "Mẹ Cún"
    assert "UBND xã Lương Thịnh" not in found.values()


def test_no_line_is_lost_or_told_twice() -> None:
    for layout in LAYOUTS:
        lines = paragraphs_of(list(enumerate(laid_out(layout).splitlines(), 1)))
        said, left = heads_as_stamped(lines)
        told = sorted(int(one.position[1:]) for one in (*said, *left))
        assert told == sorted(int(one.position[1:]) for one in lines), layout


@pytest.mark.parametrize(
    "text",
    [
        # A recording, the plan of a meeting, the book of a reception.
        "Ghi âm họp thôn 03/05/2026\nÔng Tư 00:12\nĐường hư.\nBà Năm 00:40\nNước yếu.\nÔng Tư 01:02"
        "\nĐèn hư.",
        "Lịch họp 03/05/2026\n07:30 Khai mạc: hát\n08:00 Thảo luận: hỏi\n09:00 Bế mạc: hết",
        "Sổ tiếp dân\n03/05/2026 08:10 Lê Văn An\nĐường hư.\n04/05/2026 09:00 Trần Thị Bé"
        "\nNước yếu.\n05/05/2026 10:15 Võ Văn Cang\nĐèn tắt.",
    ],
)
def test_moments_elsewhere_make_no_chat(text: str) -> None:
    lines = paragraphs_of(list(enumerate(text.splitlines(), 1)))
    assert heads_as_stamped(lines) == (lines, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[06:41] B-0907 Tố Uyên", "B-0907 Tố Uyên"),
        ("Lan Vy (kiệt 82)  07:03", "Lan Vy (kiệt 82)"),
        ("   ╰ ✔ UBND xã Cù Lao (04/02 07:50): Xã cho phà chạy thêm", "UBND xã Cù Lao"),
        ("▌BÀI 2 ▪ Năm Nhãn ▪ 04/02/2026 10:00", "Năm Nhãn"),
        ("Tư pháp xã trả lời Hoàng Văn Khải, 21:30", "Tư pháp xã"),
        ("12 tháng 3 lúc 08:47 · Thích · Phản hồi", ""),
        ("Thích · Phản hồi · 2 ngày · 6 👍", ""),
    ],
)
def test_heads(text: str, name: str) -> None:
    head = head_of(text)
    assert head is not None
    assert head.name == name


def test_sentences_are_no_heads() -> None:
    for text in (
        "Nước mất 4 ngày rồi mà chưa ai tới.",
        "Từ 22:00 loa hát tới 2 giờ sáng, không ngủ được.",
    ):
        assert head_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("──────── Thứ Hai, 13 tháng 4 2026 ────────", date(2026, 4, 13)),
        ("=== 14/4 ===", date(2026, 4, 14)),
        ("ngày 14/4 họp", None),
    ],
)
def test_days_alone(text: str, expected: date | None) -> None:
    assert day_alone(text, date(2026, 4, 1)) == expected


@pytest.mark.parametrize(
    ("text", "hour"),
    [("12:30 SA", "00:30"), ("12:30 CH", "12:30"), ("7:05 PM", "19:05"), ("19:05", "19:05")],
)
def test_hours_of_half_days(text: str, hour: str) -> None:
    moment = moment_in(text)
    assert moment is not None
    assert moment.hour == hour


@pytest.mark.parametrize(
    ("text", "chrome"),
    [
        ("👍❤️ 412     63 bình luận     18 lượt chia sẻ", True),
        ("Đã xem bởi Lan, Tú", True),
        ("Nước yếu", False),
    ],
)
def test_what_is_of_the_program(text: str, chrome: bool) -> None:
    assert is_chrome(text) == chrome


def test_whom_a_message_answers_may_be_named_in_part() -> None:
    known = Accounts(("B-0907 Tố Uyên", "B-1201 Ẩn", "Lan Anh"))
    assert addressed("↩ @B-0907: 11h cúp nước", known) == ("B-0907 Tố Uyên", "11h cúp nước")
    assert addressed("↩ Ẩn: đã nhắc bảo vệ", known) == ("B-1201 Ẩn", "đã nhắc bảo vệ")
    assert addressed("[In reply to Lan Anh]", known) == ("Lan Anh", "")
    assert addressed("@Lan Anh chiều nay sửa", known) == ("", "@Lan Anh chiều nay sửa")


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Vinh (Công an phường)", True),
        ("Hải – Phòng Kinh tế", True),
        ("Lan (phường Hạc Thành)", False),
        ("BQT – Anh Luân", True),
    ],
)
def test_an_office_may_stand_behind_a_name(name: str, office: bool) -> None:
    assert is_office_name(name) == office


def test_patterns_take_no_time() -> None:
    began = time.process_time()
    for text in ("1 " * 4000, "(" * 4000, "a: " * 3000, "12/3 " * 2000, "Lan · " * 2000):
        head_of(text)
    assert time.process_time() - began < 2


def test_a_long_name_of_a_page_is_still_a_sender() -> None:
    name = "Trang thông tin: Ủy ban nhân dân phường Cẩm Thượng, thành phố Hải Dương mới"
    reader = Stamper(Counter(), date(2026, 5, 3), called=False)
    reader.begin(None, name, badge=True, nested=False)
    reader.say([Paragraph("L1", "Phường đã cho sửa đèn.")])
    bare = without_stamp(reader.said[0].text)
    assert without_sender(bare) == "Phường đã cho sửa đèn."
    assert bare.startswith("Trang thông tin Ủy ban nhân dân phường")


def test_a_quotation_of_what_stands_above_is_left_out() -> None:
    reader = Stamper(Counter(), date(2026, 5, 3), called=False)
    for said in ("Mương sau chợ tắc cả tháng.", '"Mương sau chợ…"', '"Mương sau đình…"'):
        reader.begin(None, "Hai Lúa", badge=False, nested=False)
        reader.say([Paragraph("L1", said)])
    assert [one.text for one in reader.left] == ['"Mương sau chợ…"']
    assert len(reader.said) == 2
