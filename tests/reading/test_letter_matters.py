"""Matters of letters, who several writers are and where they live, reminders in notes."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.attribution import whose
from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.homes import home_of
from nlp.reading.letters.lines import looks_back, stands_behind_body
from nlp.reading.letters.names import group_named
from nlp.reading.lines import lines_of
from nlp.reading.pairing import pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.reply_words import reminds
from nlp.reading.sequence.matters import with_topics
from nlp.reading.sequence.segments import segments_of
from nlp.reading.setting import settings_of

LETTER = """\
ĐƠN KIẾN NGHỊ
Kính gửi: Ủy ban nhân dân xã Sơn Hà
Tôi tên là Lê Văn Bốn, thôn Hạ, xã Sơn Hà. Tôi xin trình bày các việc sau:
1. Về con đường: Đường ra đồng sạt lở hai đoạn. Đề nghị đổ đá.
2. Về trường học: Bàn ghế hư hết nửa lớp. Mong cấp bàn ghế mới.
3. Về nước máy: Nước có mùi tanh cả tháng nay. Đề nghị kiểm tra ống.
4. Ngoài ra, chó thả rông cắn hai người (có ảnh kèm theo). Đề nghị bắt nhốt.
Các việc trên tôi đã nói ở họp thôn. Tôi xin trân trọng cảm ơn.
Lê Văn Bốn
"""


def test_topics_of_a_letter_are_labelled_alike() -> None:
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(LETTER.splitlines(), 1)])
    segments = segments_of(lines)
    labels = []
    for index, segment in enumerate(segments):
        inside = 3 <= segment.line <= 7
        first = not index or segments[index - 1].line != segment.line
        labels.append("B" if inside and first and segment.line < 7 else "I" if inside else "O")
    at = {segment.text: index for index, segment in enumerate(segments)}
    # The model misses the topic of the second matter, and the brackets.
    second, enclosed = at["Về trường học:"], at["(có ảnh kèm theo)"]
    labels[second], labels[second + 1], labels[enclosed] = "O", "B", "O"
    found = with_topics(lines, segments, labels)
    assert (found[second], found[second + 1], found[enclosed]) == ("B", "I", "I")
    further = at["Ngoài ra,"]
    assert (found[further], found[further + 1]) == ("O", "B")
    assert found[at["Các việc trên tôi đã nói ở họp thôn."]] == "O"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (
            "Chúng tôi là tập thể 12 hộ dân tổ tự quản số 3, 4 và 5, ngụ ấp Đông, xã An Hòa",
            "tập thể 12 hộ dân tổ tự quản số 3, 4 và 5",
        ),
        ("Chúng tôi là 12 hộ dân tổ 3, ấp Đông, có 5 và 6 người già", "12 hộ dân tổ 3"),
    ],
)
def test_numbers_of_hamlets_go_on_a_group(text: str, group: str) -> None:
    assert group_named(text) == group


def test_those_of_two_hamlets_live_in_what_is_wider() -> None:
    home = "khu phố 4, phường An Bình, tỉnh Đồng Nai"
    assert home_of(f"30 hộ dân tổ 2 và tổ 3, {home}") == home
    assert home_of(f"30 hộ dân tổ 2, {home}") == f"tổ 2, {home}"


def test_what_looks_back_and_what_is_enclosed_stand_behind_the_body() -> None:
    assert looks_back("Những điều trên là đúng. Mong quý cấp xem xét. Xin chân thành cảm ơn!")
    assert not looks_back("Các việc trên chưa ai giải quyết, đề nghị xã trả lời.")
    [line] = lines_of([Paragraph("L1", "Gửi kèm: 03 ảnh chụp, 01 bản sao giấy chứng nhận.")])
    assert stands_behind_body(line)


def test_somebodys_parent_is_not_the_speaker() -> None:
    assert whose("Thằng Tí con anh Ba Rô:").name == "Thằng Tí con anh Ba Rô"
    assert whose("mấy o bán rau:").name == "mấy o bán rau"


def test_a_letter_behind_a_bullet_is_a_title() -> None:
    [line] = lines_of([Paragraph("L1", "A. Kiệt (tổ 5): nhà dột", listed=True)])
    assert line.body.startswith("A. Kiệt")


def test_reminders_in_notes_answer_nothing() -> None:
    asked = [Asked("đường lầy", "bà Hai", turn=1), Asked("đèn hư", "ông Ba", turn=2)]
    replies = [
        Reply(2, 0, 9, "mai thợ xuống sửa."),
        Reply(3, 0, 9, "nhớ: nộp đảng phí, mua mực in"),
    ]
    assert pair(replies, asked, 1) == [(1, replies[:1])]
    assert not reminds("nhờ đ/c Phong tư pháp làm giấy")


def test_who_writes_without_diacritics_is_answered_with_them() -> None:
    asked = [
        Asked("lon nha toi chet 7 con, chua duoc ho tro", "a Ninh", turn=1),
        Asked("trưởng bản đi họp về không báo lại dân", "b Dín", turn=2),
    ]
    reply = Reply(2, 0, 9, "xã sẽ chi trả hỗ trợ tiền lợn dịch trước 30/3")
    assert pair([reply], asked, 2) == [(0, [reply])]


def test_a_line_of_notes_that_begins_with_a_day_is_of_that_day() -> None:
    rows = ["Sổ tay năm 2026", "18/3 họp chi bộ", "- đèn hư", "21/3 đi hòa giải, bà Nga xin đo lại"]
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows, 1)])
    days = [one.day for one in settings_of(lines, [False, False, True, True])]
    assert days[2:] == [date(2026, 3, 18), date(2026, 3, 21)]
