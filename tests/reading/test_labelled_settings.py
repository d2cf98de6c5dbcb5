"""Where and when opinions were said, by the head of a document and its parts."""

from __future__ import annotations

from datetime import date

import pytest
from labelled_text import HEAD, LIGHT, ROAD, WASTE, WATER, answers, read, who


def test_the_place_of_a_part_holds_for_those_who_give_none() -> None:
    text = f"""{HEAD}<O>I. Thôn Đông
<B>1. {ROAD}
<B>2. {LIGHT} <W>(bà Tư, xóm 2)
<O>II. Thôn Đoài
<B>1. {WATER}"""
    assert [place for _, place in who(text)] == ["Thôn Đông", "xóm 2", "Thôn Đoài"]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("<O>ỦY BAN MTTQ VIỆT NAM XÃ TAM ĐA BAN THƯỜNG TRỰC", "XÃ TAM ĐA"),
        ("<O>MẶT TRẬN TỔ QUỐC VIỆT NAM\n<O>TỈNH KHÁNH HÒA", "TỈNH KHÁNH HÒA"),
        ("<O>XÃ CAM LỘ\n<O>THÔN TÂN HIẾU", "THÔN TÂN HIẾU, XÃ CAM LỘ"),
        ("<O>Sổ tay thôn Nội, xã Tam Đa, Bắc Ninh. Ghi: Na", "thôn Nội, xã Tam Đa, Bắc Ninh"),
        ("<O>Ghi nhanh xã Mường La (Sơn La), tháng 9", "xã Mường La (Sơn La)"),
        ("<O>BIÊN BẢN HỘI NGHỊ\n<O>Họp xã Tam Đa, huyện Lục", "xã Tam Đa, huyện Lục"),
    ],
)  # fmt: skip
def test_the_head_of_a_document_gives_its_place(head: str, place: str) -> None:
    assert who(f"{head}\n<B>{LIGHT}") == [("", place)]


def test_days_are_of_the_entry_else_of_the_section_else_of_the_document() -> None:
    text = f"""<O>SỔ TAY THÔN ĐÔNG
<O>Họp thôn tối 28/2/2026
<B>- {ROAD}
<R>15/3 xã đã đổ đá
<O>12/3 – ra xóm, gặp mấy nhà
<B>- {LIGHT}
<O>Thứ 2, 06.04.2026
<B>- {WATER}
<O>T6 10/4 họp tổ
<B>- {WASTE}"""
    assert [opinion.day for opinion in read(text)] == [
        date(2026, 2, 28),
        date(2026, 3, 12),
        date(2026, 4, 6),
        date(2026, 4, 10),
    ]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<O>Kim Long, ngày 14/5/2026\n<O>Ngày 11/5/2026, tại nhà văn hóa", date(2026, 5, 11)),
        ("<O>Theo Công văn ngày 07/11/2025\n<O>Pleiku, ngày 02/12/2025", date(2025, 12, 2)),
        ("<O>Từ ngày 22/4 đến ngày 3/5/2024\n<O>Bến Tre, ngày 08/5/2024", date(2024, 5, 8)),
        ("<O>Ghi chú\n<O>8 thg 2, 2026 lúc 19:42", date(2026, 2, 8)),
        ("<O>Hộp thư\n<O>Date: Sat, 1 Nov 2025 21:14", date(2025, 11, 1)),
        ("<O>Phiếu 12 | gửi lúc 09/03/2026 07:41\n<O>Người gửi: <W>Võ Thị Nương", date(2026, 3, 9)),
        ("<O>Tổng hợp tháng 3", None),
    ],
)  # fmt: skip
def test_the_head_of_a_document_gives_its_day(head: str, day: date | None) -> None:
    assert read(f"{head}\n<B>{LIGHT}")[0].day == day


PORTAL = """\
<O>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH BẮC NINH
<O>Hỏi - Đáp, từ 01/6/2026 đến 15/6/2026
<O>[1] Đường làng
<O>Người hỏi:<W> Vũ Thị Mận | Xã Tam Đa | 02/06/2026
<B>{road}
<O>Trạng thái: Đang xử lý
<O>[2] Đèn đường
<O>Người hỏi:<W> Lê Văn Sử | Xã Yên Phong | 04/06/2026
<B>{light}
<O>Trả lời (UBND xã, 10/06/2026):
<R>Đường ra đồng thôn có đèn, xã thay ba cột trong tuần.
"""


def test_each_question_of_a_portal_has_its_own_day_and_answer() -> None:
    text = PORTAL.format(road=ROAD, light=LIGHT)
    assert [one.day for one in read(text)] == [date(2026, 6, 2), date(2026, 6, 4)]
    assert answers(text) == ["", "Đường ra đồng thôn có đèn, xã thay ba cột trong tuần."]


def test_a_place_may_be_named_with_a_verb() -> None:
    rows = f"<B>{ROAD} <W>(cử tri xã Mường Than)\n<B>{LIGHT} <W>(cử tri xã Than Uyên)"
    assert who(HEAD + rows) == [("", "xã Mường Than"), ("", "xã Than Uyên")]


def test_a_neighbour_is_no_hamlet() -> None:
    assert who(f"{HEAD}<B>Gửi con cho bà hàng xóm 2 triệu một tháng.") == [("", "XÃ TAM ĐA")]


@pytest.mark.parametrize(("foot", "day"), [("1 / 3", 12), ("Trang 1/3", 12), ("1/3", 1)])
def test_the_number_of_a_page_is_no_day(foot: str, day: int) -> None:
    text = f"{HEAD}<W>Bà Lê Thị Lụa: <B>{ROAD}\n<O>{foot}\n<W>Ông Vũ Văn Tám: <B>{LIGHT}"
    assert [one.day for one in read(text)] == [date(2026, 3, 12), date(2026, 3, day)]


@pytest.mark.parametrize(
    "days",
    [
        ("3/11/2025 - ", "4/11/2025 - ", "6/11/2025 - "),
        ("03.11.2025: ", "04.11.2025: ", "06.11.2025: "),
        ("3/11/25: ", "4/11: ", "Thứ năm 6/11 – "),
        # Newest first.
        ("6/11/2025: ", "4/11/2025: ", "3/11/2025: "),
    ],
)
def test_a_line_that_begins_with_a_day_is_of_that_day(days: tuple[str, ...]) -> None:
    text = "\n".join(f"<O>{day}<B>{said}" for day, said in zip(days, (ROAD, LIGHT, WATER)))
    found = [opinion.day for opinion in read(text)]
    expected = [date(2025, 11, number) for number in (3, 4, 6)]
    assert found == (expected[::-1] if days[0].startswith("6") else expected)
