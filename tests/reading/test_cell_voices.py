"""Cells in which several people speak, each named before or behind what he says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.tables.cells import section_place
from nlp.reading.tables.contents import holds_answers
from nlp.reading.tables.item_answers import split_answer
from nlp.reading.tables.unsaid import says_nothing
from nlp.reading.tables.voices import bracketed_by, voices

GUTTER = "Rãnh trước chợ nghẹt cả tháng, mưa là ngập, đề nghị xã khơi lại."
LAMPS = "Đèn ngõ 4 cháy ba bóng liền nhau, trẻ con đi học tối om."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (f"Bà Vũ Thị Mận: {GUTTER}\nÔng Lê Tư: {LAMPS}", 2),
        (f"{GUTTER} (bà Vũ Thị Mận)\n{LAMPS} (ông Lê Tư, thôn Nội)", 2),
        # A line that names nobody belongs to the name above, or to the brackets below.
        (f"Bà Vũ Thị Mận: {GUTTER}\n{LAMPS}\nÔng Lê Tư: {LAMPS}", 2),
        (f"{GUTTER}\n{LAMPS} (bà Vũ Thị Mận)\n{LAMPS} (ông Lê Tư)", 2),
        # One person alone, and paragraphs of nobody.
        (f"Bà Vũ Thị Mận: {GUTTER}\n{LAMPS}", 1),
        (f"{GUTTER}\n{LAMPS}", 1),
        (f"{GUTTER} (kèm ảnh chụp)\n{LAMPS} (đã có biên bản)", 1),
    ],
)
def test_each_person_of_a_cell_has_what_he_says(cell: str, said: int) -> None:
    parts = voices(cell)
    assert len(parts) == said
    assert "\n".join(parts) == cell


@pytest.mark.parametrize(
    ("inside", "speaker", "place"),
    [
        ("bà Vũ Thị Mận", "bà Vũ Thị Mận", ""),
        ("ông Lê Tư, thôn Nội", "ông Lê Tư", "thôn Nội"),
        ("cử tri xã Tam Đa", "cử tri xã Tam Đa", "xã Tam Đa"),
        ("ông Lê Tư, đại diện ban khánh tiết", "ông Lê Tư, đại diện ban khánh tiết", ""),
        ("facebook: Hoa Sen", "facebook: Hoa Sen", ""),
        ("ẩn danh", "ẩn danh", ""),
        ("UBND xã Tam Đa", "", ""),
        ("Hồ Tây", "", ""),
        ("Trạm bơm Cầu Dền", "", ""),
        ("bà Mận mất giấy tờ", "", ""),
        ("kèm 3 ảnh", "", ""),
    ],
)
def test_who_speaks_in_brackets(inside: str, speaker: str, place: str) -> None:
    text = f"{GUTTER} ({inside})"
    assert bracketed_by(text) == (GUTTER if speaker else text, speaker, place)


def test_brackets_inside_a_sentence_are_part_of_it() -> None:
    text = "Đề nghị xã hỗ trợ hộ bị lở đất bên cạnh (ông Tư)"
    assert bracketed_by(text) == (text, "", "")


def test_a_consultation_is_read_by_person_and_meeting(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        [
            ["Họp thôn Nội, xã Tam Đa, tối 05/3/2026"] * 3,
            [
                "Thoát nước",
                f"{GUTTER} (bà Vũ Thị Mận)\n{LAMPS} (ông Lê Tư)",
                "Ý 1: Đã khơi rãnh, còn tổ 4.\nÝ 2: Sẽ thay bóng trong tháng 4.",
            ],
            ["Cây xanh", f"{GUTTER} (chị Hà Thị Nụ)", "Đã ghi nhận, sẽ khơi trong quý II."],
            ["Mục khác", "Thống nhất như dự thảo, không có ý kiến.", ""],
        ],
        columns=["Nội dung đồ án", "Ý kiến của cộng đồng", "Đơn vị tư vấn giải trình"],
    )
    path = tmp_path / "bang.xlsx"
    frame.to_excel(path, index=False)
    read = read_opinions(path, keep_answers=True)
    assert list(read["text"]) == [GUTTER, LAMPS, GUTTER]
    assert list(read["speaker"]) == ["bà Vũ Thị Mận", "ông Lê Tư", "chị Hà Thị Nụ"]
    assert set(read["place"]) == {"thôn Nội, xã Tam Đa"}
    assert read["answer"][1] == "Sẽ thay bóng trong tháng 4."


def test_a_heading_of_replies_needs_replies() -> None:
    told = ["Đã khơi rãnh.", "Sẽ thay bóng.", "Tiếp thu, sửa bản vẽ."]
    assert holds_answers("Chủ dự án tiếp thu, giải trình", told)
    assert not holds_answers("Cơ quan giải trình", ["Phòng Kinh tế", "Trạm y tế", "Ban quản lý"])
    assert not holds_answers("Nội dung đề nghị giải trình", told)


def test_a_bare_number_is_none_among_labelled_answers() -> None:
    answer = "Ý 1: Đã khơi, còn tổ 4.\nÝ 2: Sẽ thay bóng."
    assert split_answer(answer, [GUTTER, LAMPS]) == ["Đã khơi, còn tổ 4.", "Sẽ thay bóng."]


@pytest.mark.parametrize(
    ("cell", "nothing"),
    [
        ("Thống nhất như dự thảo, không có ý kiến.", True),
        ("Nhất trí với phương án", True),
        ("Thống nhất như dự thảo nhưng đề nghị dời cổng chợ", False),
    ],
)
def test_consent_is_no_opinion(cell: str, nothing: bool) -> None:
    assert says_nothing(cell) is nothing


def test_a_meeting_heads_the_rows_of_a_hamlet() -> None:
    assert section_place("Họp thôn Nội, xã Tam Đa, tối 05/3/2026") == "thôn Nội, xã Tam Đa"
    assert section_place("Họp báo cáo kết quả") == ""


@pytest.mark.parametrize(
    ("heading", "place"),
    [("II. Ý kiến gửi qua hộp thư góp ý", "xã Tam Đa"), ("II. VỆ SINH, CÂY XANH", "Thôn Nội")],
)
def test_a_channel_ends_the_place_above(tmp_path: Path, heading: str, place: str) -> None:
    rows = [["I. Thôn Nội"] * 3, ["Nước", GUTTER, "Ghi nhận"], [heading] * 3, ["Điện", LAMPS, ""]]
    frame = pd.DataFrame(rows, columns=["Phần", "Ý kiến", "Giải trình"])
    path = tmp_path / "bang.xlsx"
    with pd.ExcelWriter(path) as book:
        frame.to_excel(book, index=False, sheet_name="xã Tam Đa")
    assert list(read_opinions(path)["place"]) == ["Thôn Nội", place]
