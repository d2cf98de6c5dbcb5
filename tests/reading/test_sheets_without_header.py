"""Sheets without a header behind a list that has one: they go on it, or are no list."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions

HEADER = ("STT", "Họ tên", "Địa chỉ", "Nội dung")
FIRST = (1, "Bà Lan", "thôn 3", "Đường thôn 3 hỏng nặng, đề nghị sửa sớm.")
MORE = [
    (2, "Bà Ba", "thôn 5", "Đèn đường ở chợ tắt cả tháng, đề nghị lắp lại.", "đã ghi"),
    (3, "Ông Năm", "thôn 6", "Trạm y tế thiếu thuốc huyết áp, mong cấp thêm.", None),
]
# What the clerk has counted, and what he has to remember.
COUNTS = [("Đất đai", 12, 3, "còn 9"), ("Y tế", 4, 4, "hết")]
NOTES = [("Gọi lại cho bà Ba về ngày họp.",), ("In thêm mẫu phiếu.",)]


def book(path: Path, rows: list[tuple[object, ...]]) -> Path:
    made = openpyxl.Workbook()
    for row in (HEADER, FIRST):
        made.active.append(row)
    sheet = made.create_sheet("Tiếp")
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize("width", [4, 5])
def test_a_sheet_goes_on_a_list_whatever_its_width(tmp_path: Path, width: int) -> None:
    frame = read_opinions(book(tmp_path / "a.xlsx", [row[:width] for row in MORE]))
    assert frame["text"].tolist() == [FIRST[3], *(row[3] for row in MORE)]
    assert frame["speaker"].tolist() == ["Bà Lan", "Bà Ba", "Ông Năm"]
    if width > len(HEADER):
        assert frame["E"].tolist()[1] == "đã ghi"


@pytest.mark.parametrize("rows", [[(*row, "x") for row in COUNTS], NOTES])
def test_a_sheet_of_counts_or_notes_is_no_list(
    tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    assert read_opinions(book(tmp_path / "a.xlsx", rows))["text"].tolist() == [FIRST[3]]


def test_a_row_of_short_cells_below_data_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    rows = [
        "Mã 12 | Minh Châu | xe 45 chỗ đậu kín đường Hùng Vương, dân ra vô không được | Đã nhắc",
        "Mã 15 | Út Biển | cống xả ra bãi tắm đen ngòm | Đang lấy mẫu",
        "Mã 20 | abc | hello | Tin không hợp lệ",
        "Mã 21 | Lê Thị Nở | sau lũ nhà tôi sập bếp mà chưa thấy tiền hỗ trợ | Chi ngày 28/11",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row.split(" | ")[2] for row in rows]
    assert frame["speaker"].tolist()[0] == "Minh Châu"


@pytest.mark.parametrize(
    "first",
    [
        "Ngày nào cũng mất điện",
        "Hộ nghèo chưa được vay vốn",
        "xã chưa sửa đường cho bà con",
        "Kết quả xét hộ nghèo chưa công khai",
        "Xử lý rác ở chợ chậm",
        "Vấn đề nước sạch xã hứa mãi chưa làm",
    ],
)
def test_the_first_of_a_list_that_begins_like_a_heading_is_an_opinion(
    tmp_path: Path, first: str
) -> None:
    made = openpyxl.Workbook()
    for text in (first, "Cống trước nhà tắc lâu ngày, xin thông", "Loa phát thanh quá to"):
        made.active.append([text])
    made.save(tmp_path / "a.xlsx")
    assert read_opinions(tmp_path / "a.xlsx")["text"].tolist()[:1] == [first]


def test_the_one_heading_of_a_list_is_no_opinion(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for text in ("Kiến nghị của bà con", "Cống trước nhà tắc lâu ngày, xin thông", "Loa quá to"):
        made.active.append([text])
    made.save(tmp_path / "a.xlsx")
    assert len(read_opinions(tmp_path / "a.xlsx")) == 2


def test_few_words_beside_a_day_and_a_person_are_opinions(tmp_path: Path) -> None:
    lines = ("anh Thịnh\tmất nước cả xóm", "chị Hòa\tchó dại cắn hai cháu nhỏ")
    text = "".join(f"2026-03-0{day}\t{line}\n" for day, line in enumerate(lines, 1))
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    frame = read_opinions(tmp_path / "a.tsv")
    assert frame["text"].tolist() == ["mất nước cả xóm", "chó dại cắn hai cháu nhỏ"]
    assert frame["speaker"].tolist() == ["anh Thịnh", "chị Hòa"]
