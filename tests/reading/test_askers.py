"""Minutes and notes: who asks and who answers, the writer's own signs, where matters end."""

from __future__ import annotations

import time

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.lines import lines_of
from nlp.reading.naming import person_words
from nlp.reading.numbering import codes_of
from nlp.reading.pairing import pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.reply_words import leads_answer, without_head


@pytest.mark.parametrize(
    "head",
    [
        "Phản hồi của bà Hạnh, Phó Giám đốc Sở Nội vụ",
        "Trả lời chung (ông Trí)",
        "Đ/c Chu Văn Dậu, Trưởng phòng Kinh tế, với ý kiến đ/c Thọ",
        "Đại biểu Đỗ Văn Lệ trả lời cử tri Xuyền",
        "Với bà Chắp, ý 1",
    ],
)
def test_who_answers_is_none_of_the_answer(head: str) -> None:
    assert leads_answer(head)
    assert without_head(f"{head}: đã giao trạm nước.") == "đã giao trạm nước."


@pytest.mark.parametrize("head", ["Về đèn đường", "Cống Vàm", "Bí thư chỉ đạo ngay"])
def test_what_names_the_matter_is_of_the_answer(head: str) -> None:
    assert without_head(f"{head}: đã giao trạm nước.") == f"{head}: đã giao trạm nước."


def test_counted_answers_are_to_the_matters_of_whoever_is_named() -> None:
    asked = [
        Asked("Giống lúa lép hết.", "Ông Vi Văn Thọ", turn=1, line=0),
        Asked("Dốc trơn quá.", "Ông Vi Văn Thọ", turn=1, line=1),
        Asked("Chợ dột.", "Bà Lê Thị Hoa", turn=2, line=2),
    ]
    head = "Đ/c Dậu, với ý kiến ông Thọ:"
    replies = [
        Reply(4, 0, 9, "(1) Phòng đã lấy mẫu.", head),
        Reply(4, 9, 18, "Kết quả có tuần sau."),
        Reply(4, 18, 27, "(2) Năm 2027 mới có vốn."),
    ]
    found = {index: [reply.begin for reply in own] for index, own in pair(replies, asked, 3)}
    assert found == {0: [0, 9], 1: [18]}


@pytest.mark.parametrize("name", ["phụ huynh em Gia Huy", "mẹ cháu Na", "bà ngoại của bé Thiên Ân"])
def test_at_a_school_people_are_called_by_their_children(name: str) -> None:
    assert person_words(f"{name} nói") == len(name.split())


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # Classes, days of a diary, parts of minutes, a day among notes.
        (("6/4 / phụ huynh", "6/5 – không", "7/2 / phụ huynh", "7/3 / mẹ Na"), {0, 1, 2, 3}),
        (("28/9 họp xóm", "2/10 thu quỹ", "5/10 họp"), set()),
        (("2- Trao đổi", "2.1- Phiên thứ nhất", "2.2- Phiên thứ hai"), {1, 2}),
        (("1) nhà Ên", "18.11 đi các nhà", "22.11 họp bản"), set()),
        # The newest first.
        (("5/10 họp xóm", "2/10 thu quỹ", "28/9 họp"), set()),
        (("1.1 Bến", "1.2 Đò", "2.1 Kênh", "2.2 Cống"), {0, 1, 2, 3}),
    ],
)
def test_two_numbers_are_a_day_or_a_code(rows: tuple[str, ...], codes: set[int]) -> None:
    assert codes_of(lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows)])) == codes


FIRST = "     + Cử tri Lê Văn Mậu (tổ 11): Đồi Vọng xe đậu kín hai bên đường rồi."
BELOW = "xe cứu thương không qua được, dân kêu mãi mà chưa thấy ai xuống làm gì."


def test_where_paragraphs_are_indented_a_line_at_the_margin_goes_on() -> None:
    lower = (f"     {BELOW[:-1]}", "hết, khổ lắm.")
    rows = [*lower, *lower, *lower, FIRST, "Nhưng Tổ đã kẻ vạch.", "     Bà Sáu: đèn tắt."]
    found = [one.text for one in paragraphs_of(enumerate(rows, 1))]
    assert found[-2:] == [f"{FIRST} Nhưng Tổ đã kẻ vạch.", "     Bà Sáu: đèn tắt."]


def test_a_heading_at_the_margin_goes_on_nothing() -> None:
    lower = (f"     {BELOW[:-1]}", "hết, khổ lắm.")
    rows = [*lower, *lower, *lower, FIRST, "KẾT LUẬN CỦA CHỦ TRÌ", "     Bà Sáu: đèn tắt."]
    assert [one.text for one in paragraphs_of(enumerate(rows, 1))][-3:] == rows[-3:]


def test_a_running_head_is_none_of_the_sentence() -> None:
    foot = ("", f"{' ' * 40}Trang 1/2", f"\f{' ' * 30}Biên bản tiếp xúc", "")
    rows = (BELOW[:-1], "hết, khổ lắm.", BELOW[:-1], *foot, "hết, khổ lắm.")
    found = [one.text for one in paragraphs_of(enumerate(rows, 1))]
    assert found[1] == f"{BELOW[:-1]} hết, khổ lắm."


def test_answers_of_many_lines_take_no_time_to_speak_of() -> None:
    said = "Đường thôn đã ghi vốn năm sau."
    replies = [Reply(line, 0, len(said), said) for line in range(1, 20_000)]
    asked = [Asked("Đường ra đồng thôn sạt lở.", "Ông Tám", line=0)]
    began = time.process_time()
    assert pair(replies, asked, 1) == [(0, replies)]
    # Where each line looks through all sentences this takes more than half a minute.
    assert time.process_time() - began < 15
