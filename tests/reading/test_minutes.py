"""Minutes of meetings: the course of the meeting, days of the week, what is read out, pages."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.lines import lines_of
from nlp.reading.matters import split_matters
from nlp.reading.sequence.segments import segments_of
from nlp.reading.trimming import without_reading


@pytest.mark.parametrize("days", ["Thứ bảy, chủ nhật", "Thứ Bảy, Chủ nhật", "Thứ bảy và chủ nhật"])
def test_days_of_the_week_count_nothing(days: str) -> None:
    row = f"{days} thuyền neo kín bến, dân không ra sông được."
    assert segments_of(lines_of([Paragraph("L1", row)]))[0].text.startswith(f"{days} thuyền")
    assert split_matters(row) == [row]


def test_ordinals_still_count() -> None:
    assert split_matters("Thứ nhất, bến lở. Thứ hai, đèn tắt.") == ["bến lở.", "đèn tắt."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tôi đọc đơn của xóm viết: “Kênh cạn đã ba vụ.”", "Kênh cạn đã ba vụ."),
        ("Trong phiếu ghi: “Kênh cạn đã ba vụ.”", "Kênh cạn đã ba vụ."),
        # More is said behind it, or nothing is read.
        ("Họ viết: “Kênh cạn.” Tôi thấy đúng.", None),
        ("Xã hứa với dân tôi: “Tháng sau có nước.”", None),
    ],
)
def test_what_is_read_out_is_the_opinion(text: str, said: str | None) -> None:
    assert without_reading(text) == (said or text)


FULL = "Bến phà Vàm lở hết bậc đá từ mùa nước năm kia mà tới nay chưa thấy ai xuống coi"


def texts_of(*rows: str) -> list[str]:
    return [one.text for one in paragraphs_of(enumerate(rows, 1))]


def pages(below: str, foot: str) -> list[str]:
    return texts_of(f"{FULL}", "sửa, dân đi lại cực lắm.", FULL, "", foot, below, "Hết.")


@pytest.mark.parametrize("foot", ["                    4", "- 4 -", "Trang 4/9"])
def test_a_sentence_goes_on_over_the_foot_of_a_page(foot: str) -> None:
    found = pages("sửa, dân đi lại cực lắm.", foot)
    assert found[1] == f"{FULL} sửa, dân đi lại cực lắm."
    assert [foot.strip(), "Hết."] == [text.strip() for text in found[2:]]


def test_a_new_page_begins_with_what_begins_a_sentence() -> None:
    assert pages("Dân đi lại cực lắm.", "- 4 -")[1] == FULL


def test_hanging_lines_go_on_whatever_they_begin_with() -> None:
    first = "  + Bà con xóm Kép nói: năm nào cũng góp tiền nạo kênh mà chưa ai thấy"
    second = "    máy múc xuống, nước không vào được đồng, tính ra dân mất trắng vụ từ năm"
    third = "    2019 tới nay."
    above = (FULL, "sửa, dân đi lại cực lắm.")
    whole = " ".join((first, second.strip(), third.strip()))
    assert texts_of(*above, first, second, third)[1:] == [whole]
    # Another margin is another paragraph.
    assert texts_of(*above, first, second, "  2019 là năm hạn.")[2] == "  2019 là năm hạn."


def test_indented_text_may_be_wrapped_where_heads_are_wider() -> None:
    heads = [
        f"Lượt {n}   Công dân: Bà Nguyễn Thị Loan Anh    Trú tại: thôn Công Luận" for n in (1, 2)
    ]
    first = "    Nhà liền kề xây lên tầng 4 trong khi giấy phép chỉ cho ba tầng, ban"
    below = "    công đua sang ngõ chung."
    item = "    a) Đơn tố cáo trưởng thôn cũ thu chi quỹ nghĩa trang gửi từ tháng"
    found = texts_of(heads[0], first, below, heads[1], item, "    10/2025 chưa có kết luận.")
    assert found == [
        heads[0],
        f"{first} {below.strip()}",
        heads[1],
        f"{item} 10/2025 chưa có kết luận.",
    ]


PRINTED = """\
1. Ông Ngô Văn Tính, thôn Dương Húc: Đề nghị xã quan tâm nâng
cấp tuyến đường từ cổng làng đến nghĩa trang dài khoảng 800m hiện đã
xuống cấp nghiêm trọng, trời mưa lầy lội không đi được. Nhiều đám tang
phải khiêng bộ, bà con rất cực khổ mà nói mãi chưa được giải quyết.
Anh Phạm Văn Hiếu, thôn Dương Húc có ý kiến: Bãi rác tự phát cạnh
trường tiểu học bốc mùi hôi thối, mùa hè ruồi nhặng bay vào lớp học. Đề
nghị xã di dời bãi rác và xử phạt những người đổ trộm rác ban đêm.
Chị Lê Thị Thắm, thôn Đại Trung đề nghị xã xem xét lại mức thu phí
vệ sinh môi trường, hộ một người cũng thu bằng hộ năm người là không hợp
lý.
Về đường nghĩa trang: xã đã đưa vào kế hoạch đầu tư công năm 2026,
dự kiến khởi công trong quý II khi có nguồn vốn hỗ trợ của tỉnh và phần đối
ứng của nhân dân.
"""


def test_lines_off_paper_are_joined_though_their_lengths_differ() -> None:
    # As printed in letters of all widths: each line is full at another count of letters.
    rows = PRINTED.splitlines()
    found = [one.text for one in paragraphs_of(enumerate(rows, 1))]
    assert found == [" ".join(rows[a:b]) for a, b in ((0, 4), (4, 7), (7, 10), (10, 13))]


def test_speech_in_small_letters_is_no_print() -> None:
    rows = [row.lower().replace(".", "...") for row in PRINTED.splitlines()]
    assert [one.text for one in paragraphs_of(enumerate(rows, 1))] == rows


def test_a_narrow_page_has_shorter_lines() -> None:
    rows = [
        "1. Ông Ngô Văn Tính, thôn Dương Húc: Đề nghị xã quan tâm",
        "nâng cấp tuyến đường từ cổng làng đến nghĩa trang dài khoảng",
        "800m hiện đã xuống cấp nghiêm trọng, trời mưa lầy lội không đi",
        "được. Nhà máy nước sạch cấp nước không đều, có ngày mất nước cả",
        "buổi.",
    ]
    assert [one.text for one in paragraphs_of(enumerate(rows, 1))] == [" ".join(rows)]


@pytest.mark.parametrize("foot", ["- 2 -", "Trang 2/5"])
def test_the_number_of_a_page_directly_below_a_line_breaks_no_sentence(foot: str) -> None:
    lines = [
        "Cử tri Vũ Thị Mận, thôn Đông: Đề nghị xã sớm làm đường bê tông từ cổng",
        "làng đến nghĩa trang, vì hiện nay mỗi khi trời mưa thì đường rất lầy",
        foot,
        "lội không đi được, các cháu đi học vất vả, nhiều hôm phải nghỉ học.",
        "Cử tri Đỗ Văn Lý, thôn Tây: Kênh mương nội đồng bị bồi lắng nhiều năm",
        "chưa nạo vét, lúa bị ngập úng, đề nghị xã bố trí kinh phí nạo vét.",
    ]
    found = [one.text for one in paragraphs_of(enumerate(lines, 1))]
    assert found == [
        " ".join(lines[i] for i in (0, 1, 3)),
        foot,
        " ".join(lines[4:]),
    ]
