"""Rows of lists that are no opinions, columns that look like others, places of several columns."""

from __future__ import annotations

import csv
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import Block, InputFile
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.layout import ReadOptions

A = "Cống đầu xóm vỡ từ tháng 3, nước thải tràn ra đường, đề nghị xã thay ống mới."
B = "Trường mầm non thiếu hai cô, lớp 45 cháu, phụ huynh mong bổ sung giáo viên."
C = "Trạm bơm hỏng, 20 ha lúa khô nẻ, đề nghị sửa trước vụ mùa."


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def blocks(path: Path) -> list[Block]:
    options = ReadOptions(keep_blocks=True)
    return [
        block
        for chunk in read_chunks(InputFile(path, path.name), options)
        for block in chunk.blocks
    ]


@pytest.mark.parametrize("heading", ["Nội dung kiến nghị", "Trích yếu"])
@pytest.mark.parametrize("count", [2, 3])
def test_persons_are_never_the_text(tmp_path: Path, heading: str, count: int) -> None:
    rows = [
        (1, A, "Ông Lê Văn Sửu", "xã Ba Vinh", "Đã thay ống."),
        (2, B, "Bà Hồ Thị Lan", "xã Ba Động", ""),
        (3, C, "Tập thể cử tri thôn Hy Long", "xã Ba Vinh", "Đang lập dự toán."),
    ]
    head = ("TT", heading, "Cử tri kiến nghị", "Xã", "Trả lời")
    frame = read_opinions(sheet(tmp_path / "a.xlsx", head, *rows[:count]))
    assert frame["text"].tolist() == [A, B, C][:count]
    assert frame["speaker"].tolist() == [row[2] for row in rows[:count]]
    assert frame["place"].tolist()[:2] == ["xã Ba Vinh", "xã Ba Động"]


def test_the_same_heading_over_what_they_ask_for(tmp_path: Path) -> None:
    head = ("TT", "Họ tên", "Cử tri kiến nghị", "Cơ quan")
    rows = [(1, "Lê Văn Sửu", A, "Sở Xây dựng"), (2, "Hồ Thị Lan", B, ""), (3, "Võ Minh", C, "")]
    frame = read_opinions(sheet(tmp_path / "a.xlsx", head, *rows))
    assert frame["text"].tolist() == [A, B, C]
    assert frame["speaker"].tolist() == ["Lê Văn Sửu", "Hồ Thị Lan", "Võ Minh"]


def test_subjects_beside_sentences_are_no_opinions(tmp_path: Path) -> None:
    head = ("STT", "Vấn đề", "Diễn giải", "Người nêu")
    rows = [(1, "Thoát nước", A, "Ông Sửu"), (2, "Giáo dục", B, "Bà Lan"), (3, "Thủy lợi", C, "")]
    assert read_opinions(sheet(tmp_path / "a.xlsx", head, *rows))["text"].tolist() == [A, B, C]
    # Short opinions stay, whatever stands beside them.
    head = ("STT", "Kiến nghị", "Cơ quan trả lời", "Người nêu")
    short = ["Đường hỏng, xin sửa", "Xin mở lại trạm y tế", "Đèn đường cháy, đề nghị thay"]
    done = "Ủy ban đã giao phòng kinh tế kiểm tra và sẽ trả lời trước cuối tháng này."
    rows = [(i, text, done, "Ông Sửu") for i, text in enumerate(short, 1)]
    assert read_opinions(sheet(tmp_path / "b.xlsx", head, *rows))["text"].tolist() == short


def test_sections_and_totals_in_the_column_of_opinions(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Nội dung kiến nghị", "Cử tri", "Địa bàn", "Tình trạng"),
        ("I", "Thủy lợi, thoát nước và hạ tầng kỹ thuật nông thôn"),
        (1, A, "Lê Văn Sửu", "xã Ba Vinh", "Xong"),
        (None, "Cộng mục I: 1 kiến nghị"),
        ("II", "Giáo dục"),
        (2, B, "Hồ Thị Lan", "xã Ba Động", ""),
        ("III", "Đề nghị xây lại cầu treo bị lũ cuốn"),
        (None, "Tổng số hộ nghèo của thôn tăng mà không ai được xét hỗ trợ nhà ở."),
        (None, "Tổng cộng: 2 kiến nghị, đã giải quyết 1"),
    )
    kinds = {block.text.split(" | ")[-1]: block.kind for block in blocks(path)}
    assert [text for text, kind in kinds.items() if kind == "section"] == [
        "Thủy lợi, thoát nước và hạ tầng kỹ thuật nông thôn",
        "Giáo dục",
    ]
    assert [text for text, kind in kinds.items() if kind == "total"] == [
        "Cộng mục I: 1 kiến nghị",
        "Tổng cộng: 2 kiến nghị, đã giải quyết 1",
    ]
    # Whoever says something is heard, whatever the row is numbered and begins with.
    assert len([kind for kind in kinds.values() if kind == "opinion"]) == 4


def test_roman_numbers_may_count_opinions(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Nội dung kiến nghị", "Cử tri", "Địa bàn", "Số ý"),
        ("I", A, "Lê Văn Sửu", "xã Ba Vinh", 1),
        ("II", "Mất nước sạch hai tuần nay"),
        ("III", B, "Hồ Thị Lan", "xã Ba Động", 1),
    )
    assert len(read_opinions(path)) == 3
    path = sheet(
        tmp_path / "b.xlsx",
        ("STT", "Nội dung kiến nghị", "Cử tri", "Địa bàn", "Số ý"),
        ("I", "Giáo dục, y tế", None, None, 1),
        (1, B, "Hồ Thị Lan", "xã Ba Động", 1),
    )
    assert read_opinions(path)["text"].tolist() == [B]


@pytest.mark.parametrize(
    "text",
    [
        "test",
        "TEST 123",
        "Thử app",
        "Alô, thử máy ạ",
        "Gửi thử phản ánh",
        "Gọi nhầm số, hỏi nhà xe",
        "Cuộc gọi nhầm",
        "Người gọi im lặng rồi cúp máy",
        "Ồn, người gọi không nói gì, ngắt sau 9 giây.",
        "Im lặng, tắt máy",
    ],
)
def test_calls_without_a_matter(text: str) -> None:
    assert is_empty_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "Test nhanh thu 150 nghìn là quá đắt",
        "Gọi 113 không ai nghe",
        "Gọi thử đường dây nóng không ai bắt máy",
        "Cuộc gọi rác làm phiền cả ngày",
        "Nhầm số nhà trên sổ hồng",
        "Mất điện",
        "Sóng yếu, không có tín hiệu, gọi không được",
        "Tôi gọi nhầm 114 mà bị phạt",
        "Alo, đường Lê Lợi ngập",
        "Người dân không nói gì nhưng rất bức xúc",
        "Cán bộ gọi nhầm tên, đề nghị xin lỗi",
    ],
)
def test_short_opinions_are_none_of_them(text: str) -> None:
    assert not is_empty_call(text)


def test_empty_calls_are_left_out_with_their_reason(tmp_path: Path) -> None:
    head = ("Mã", "Người gửi", "Nội dung", "Trạng thái")
    rows = [("1", "Sửu", A, "Mới"), ("2", "", "Test app", "Hủy"), ("3", "Lan", B, "Mới")]
    found = blocks(table(tmp_path / "a.csv", head, *rows))
    assert [block.kind for block in found] == ["heading", "opinion", "form", "opinion"]
    assert found[2].reason == "empty_call"
    (tmp_path / "a.jsonl").write_text(
        '{"nội dung": "Đường ngập sâu, đề nghị khơi cống", "ngày": "2026-03-01"}\n'
        '{"nội dung": "test", "ngày": "2026-03-01"}\n',
        encoding="utf-8",
    )
    assert len(read_opinions(tmp_path / "a.jsonl")) == 1


@pytest.mark.parametrize(
    ("heads", "cells", "place"),
    [
        (("Địa chỉ sự việc", "Phường/Xã"), ("số 8 Lê Lợi", "Phường Hòa Khánh"), None),
        (("Phường/xã", "Địa điểm xảy ra"), ("Xã Di Linh", "Thôn 2"), "Thôn 2, Xã Di Linh"),
        (("Vị trí", "Phường/Xã"), ("Chợ Kim Long", "Kim Long"), None),
        (("khu_vuc", "phuong_xa"), ("tổ 9", "phường Hải Vân"), None),
        (("Thôn", "Xã", "Huyện", "Tỉnh"), ("Nà Sa", "xã Ea Ô", "Ea Kar", "Đắk Lắk"), None),
        (("Nơi ở", "Xã"), ("ấp 3, xã An Phú", "xã An Phú"), "ấp 3, xã An Phú"),
        (("Địa chỉ", "Phường"), ("", "phường Hải Vân"), "phường Hải Vân"),
        (("Địa bàn", "Đơn vị xử lý"), ("xã An Phú", "xã An Phú"), "xã An Phú"),
    ],
)
def test_places_of_several_columns(
    tmp_path: Path, heads: tuple[str, ...], cells: tuple[str, ...], place: str | None
) -> None:
    rows = [("1", "Lê Văn Sửu", *cells, text) for text in (A, B, C)]
    path = table(tmp_path / "a.csv", ("Mã", "Người gửi", *heads, "Nội dung"), *rows)
    expected = ", ".join(cells) if place is None else place
    assert read_opinions(path)["place"].tolist() == [expected] * 3


def test_visits_in_small_tables_below_their_day(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("SỔ TIẾP CÔNG DÂN (mở từ ngày 02/01/2026)")
    visits = [
        ("Buổi tiếp ngày 12/3/2026", "Bà Lò Thị Én (đi cùng chồng)", f"1) {A}\n2) {B}"),
        ("Ngày 19/3/2026", "Ông Vì Văn Pản", C),
        (None, "Anh Lường Văn Hom", f"1) {C}\n2) {A}"),
    ]
    for number, (day, name, text) in enumerate(visits, 1):
        if day:
            document.add_paragraph(day)
        answer = "Việc 1: đã thay ống. Việc 2: chuyển Sở Giáo dục." if number == 1 else "Ghi nhận."
        form = document.add_table(rows=0, cols=2)
        for label, value in (
            (f"Lượt {number:02}", name),
            ("Địa chỉ", "bản Mòn"),
            ("Nội dung trình bày", text),
            ("Kết quả tiếp", answer),
        ):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = label, value
    document.save(str(tmp_path / "so.docx"))
    frame = read_opinions(tmp_path / "so.docx", keep_answers=True)
    assert frame["text"].tolist() == [A, B, C, C, A]
    assert frame["speaker"].tolist()[1:4] == ["Bà Lò Thị Én", "Ông Vì Văn Pản", "Anh Lường Văn Hom"]
    assert frame["date"].dt.day.tolist() == [12, 12, 19, 19, 19]
    assert frame["answer"].tolist() == [
        "đã thay ống.",
        "chuyển Sở Giáo dục.",
        *["Ghi nhận."] * 3,
    ]


def test_tables_of_minutes_below_the_day_of_their_session(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("TỔNG HỢP Ý KIẾN, ngày 30/3/2026")
    for day, text in (("Buổi sáng ngày 12/3/2026 tại thôn Đoài", A), ("2. Ngày 13/3/2026", B)):
        document.add_paragraph(day)
        rows = document.add_table(rows=0, cols=3)
        for row in (("TT", "Cử tri", "Nội dung ý kiến"), ("1", "Lê Văn Sửu", text)):
            for cell, value in zip(rows.add_row().cells, row):
                cell.text = value
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    assert dict(zip(frame["text"], frame["date"].dt.day)) == {A: 12, B: 13}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (f"1. {A} 2. {B}", [A, B]),
        (f"1/ {A} 2/ {B} 3/ {C}", [A, B, C]),
        (f"Có 2 nội dung: 1) {A} 2) {B}", [A, B]),
        # A number that goes on no count, and items without a sentence, are not cut.
        (f"1. {A} 3. {B}", [f"1. {A} 3. {B}"]),
        (f"{A} Xin hỏi: 1. xã. 2. huyện.", [f"{A} Xin hỏi: 1. xã. 2. huyện."]),
    ],
)
def test_matters_that_are_counted_on_one_line(
    tmp_path: Path, cell: str, expected: list[str]
) -> None:
    path = table(tmp_path / "a.csv", ("Mã", "Người gửi", "Nội dung"), ("M1", "Bà Sen", cell))
    assert read_opinions(path)["text"].tolist() == expected


@pytest.mark.parametrize("cell", ["(không ghi)", "không rõ", "-", "chưa cung cấp địa chỉ"])
def test_what_is_not_told_is_no_name_and_no_place(tmp_path: Path, cell: str) -> None:
    heads = ("Người gửi", "Nơi ở", "Nội dung")
    rows = [("Lê Thị Sen", "thôn Đoài", A), (cell, cell, B)]
    frame = read_opinions(table(tmp_path / "a.csv", heads, *rows))
    assert frame["speaker"].tolist() == ["Lê Thị Sen", ""]
    assert frame["place"].tolist() == ["thôn Đoài", ""]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SỔ TIẾP CÔNG DÂN tháng 02 năm 2026", ["2026-02-07", "2026-12-28"]),
        # Of the two years that a day may be of, the one up to the day of the list.
        ("Danh sách lập ngày 10/02/2026", ["2026-02-07", "2025-12-28"]),
        ("Theo Quyết định 05/2019/QĐ-UBND", [None, None]),
    ],
)
def test_days_without_a_year_have_that_of_the_title(
    tmp_path: Path, title: str, expected: list[str | None]
) -> None:
    rows = [("TT", "Ngày", "Nội dung"), (1, "07/02", A), (2, "28/12", B)]
    frame = read_opinions(sheet(tmp_path / "a.xlsx", (title, None, None), *rows))
    found = [None if day is pd.NaT else str(day.date()) for day in frame["date"]]
    assert found == expected


def test_slips_with_what_the_counters_of_them_say(tmp_path: Path) -> None:
    document = docx.Document()
    for number, text in enumerate((A, B, C), 1):
        document.add_paragraph(f"Phiếu số {number}")
        form = document.add_table(rows=0, cols=2)
        for label, value in (
            ("Người gửi", "(không ghi)" if number == 2 else "Lại Đức Chiến"),
            ("Nơi ở", "tổ dân phố Minh Khai"),
            ("Nội dung", text),
            ("Ý kiến của tổ kiểm phiếu", "Chuyển bộ phận đô thị."),
        ):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = label, value
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx", keep_answers=True)
    assert frame["text"].tolist() == [A, B, C]
    assert frame["speaker"].tolist() == ["Lại Đức Chiến", "", "Lại Đức Chiến"]
    assert set(frame["answer"]) == {"Chuyển bộ phận đô thị."}


def test_who_said_it_below_what_he_said(tmp_path: Path) -> None:
    rows = [
        (f"{A}\n— Ông Thạch Sa Mết, ấp Ô Trao", "Ghi nhận."),
        (f"{B} – Bà Kiên Thị Thu", "Ghi nhận."),
        # No person stands behind these dashes.
        (f"{C} – từ đầu vụ đến nay", "Ghi nhận."),
    ]
    frame = read_opinions(table(tmp_path / "a.csv", ("Nội dung ý kiến", "Trả lời"), *rows))
    assert frame["text"].tolist() == [A, B, f"{C} – từ đầu vụ đến nay"]
    assert frame["speaker"].tolist() == ["Ông Thạch Sa Mết", "Bà Kiên Thị Thu", ""]
    assert frame["place"].tolist() == ["ấp Ô Trao", "", ""]


def test_a_legend_below_a_list_is_no_opinion(tmp_path: Path) -> None:
    rows = [("TT", "Cử tri", "Nội dung"), (1, "Lê Thị Sen", A), (2, "Hồ Văn Ba", B)]
    legend = ("Ghi chú: ĐTL - đã trả lời; ĐXL - đang xem xét", None, None)
    frame = read_opinions(sheet(tmp_path / "a.xlsx", *rows, legend))
    assert frame["text"].tolist() == [A, B]
