"""Headers of two rows, merged cells, hidden sheets, and what each column holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlwt

from nlp import YkienError, read_opinions

A = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm"
B = "Rác tồn đọng ba tuần, đề nghị tăng chuyến thu gom"
C = "Nước máy đục, có mùi tanh, đề nghị kiểm tra"


def save(path: Path, rows: list[list[Any]], *merges: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def test_blank_rows_and_columns_before_a_list_move_nothing(tmp_path: Path) -> None:
    rows = [
        [],
        [],
        [None, "STT", "Xã", "Nội dung ý kiến"],
        [None, 1, "Xã Minh Tân", A],
        [None, 2, None, B],
        [None, 3, "Xã Bắc Lũng", C],
    ]
    frame = read_opinions(save(tmp_path / "a.xlsx", rows, "C4:C5"))
    assert frame["text"].tolist() == [A, B, C]
    assert frame["place"].tolist() == ["Xã Minh Tân", "Xã Minh Tân", "Xã Bắc Lũng"]
    assert frame["position"].tolist() == ["Sheet!4", "Sheet!5", "Sheet!6"]


def test_either_column_of_places_may_be_merged_down(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "Thôn", "Xã", "Nội dung ý kiến"],
        [1, "Hà Văn Nam", "Thôn Cao", "Xã Minh Tân", A],
        [2, "Hà Thị Bé", None, None, B],
        [3, "Lý Văn Sửu", "Thôn Thấp", None, C],
    ]
    frame = read_opinions(save(tmp_path / "a.xlsx", rows, "C2:C3", "D2:D4"))
    assert frame["text"].tolist() == [A, B, C]
    high, low = "Thôn Cao, Xã Minh Tân", "Thôn Thấp, Xã Minh Tân"
    assert frame["place"].tolist() == [high, high, low]


def test_sub_headings_under_a_group(tmp_path: Path) -> None:
    rows = [
        ["TỔNG HỢP KIẾN NGHỊ THÁNG 9"],
        ["STT", "Người kiến nghị", None, None, "Nội dung kiến nghị", "Văn bản trả lời", None],
        [None, "Họ và tên", "Địa chỉ", "Điện thoại", None, "Số", "Ngày"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Nguyễn Văn An", "xã Tam Đa", 912345678, A, "12/UBND", "15/09/2026"],
        [2, "Trần Thị Bình", "xã Bắc Lũng", "0987 654 321", B, "13/UBND", "16/09/2026"],
    ]
    merges = ("A1:G1", "A2:A3", "B2:D2", "E2:E3", "F2:G2")
    frame = read_opinions(save(tmp_path / "a.xlsx", rows, *merges))
    assert frame["text"].tolist() == [A, B]
    assert frame["speaker"].tolist() == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert frame["place"].tolist() == ["xã Tam Đa", "xã Bắc Lũng"]
    # A spreadsheet drops the leading zero of a number.
    assert frame["phone"].tolist() == ["0912345678", "0987 654 321"]
    # The day of an answer is no date of the opinion.
    assert frame["date"].isna().all()
    assert frame["Văn bản trả lời – Ngày"].tolist() == ["15/09/2026", "16/09/2026"]
    # Without the merges, as a table that was saved as CSV shows it.
    plain = read_opinions(save(tmp_path / "b.xlsx", rows))
    assert plain["text"].tolist() == [A, B]
    assert plain["phone"].tolist() == frame["phone"].tolist()
    (how,) = frame.attrs["inputs"]
    assert how["columns"] == {
        "text": "Nội dung kiến nghị",
        "place": "Địa chỉ",
        "speaker": "Họ và tên",
        "phone": "Điện thoại",
        "answer": "Văn bản trả lời – Số",
    }


def test_a_row_of_data_is_no_row_of_sub_headings(tmp_path: Path) -> None:
    rows = [["Nội dung", None, "Nơi"], ["Xã", "Phường", None], [A, "x", "xã A"], [B, "y", "xã B"]]
    frame = read_opinions(save(tmp_path / "a.xlsx", rows[:1] + rows[2:]))
    assert frame["text"].tolist() == [A, B]
    assert frame["place"].tolist() == ["xã A", "xã B"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "docx"])
def test_merged_cells_pass_down_who_where_and_when(tmp_path: Path, kind: str) -> None:
    rows = [
        ["Địa chỉ", "Ngày nhận", "Nội dung", "Trả lời", "Ghi chú"],
        ["xã Tam Đa", "05/09/2026", A, "Đã giao phòng Kinh tế", "chung"],
        ["", "", B, "Tiếp thu", ""],
        ["xã Bắc Lũng", "06/09/2026", C, "Đã giao công ty", "riêng"],
        ["", "", "", "Công ty đã súc xả đường ống", ""],
    ]
    # Place, date and note over rows 2-3; place, date and text over rows 4-5.
    merges = [(1, 2, 0), (1, 2, 1), (1, 2, 4), (3, 4, 0), (3, 4, 1), (3, 4, 2)]
    path = tmp_path / f"a.{kind}"
    if kind == "xlsx":
        save(path, rows, *(f"{'ABCDE'[c]}{a + 1}:{'ABCDE'[c]}{b + 1}" for a, b, c in merges))
    elif kind == "xls":
        book = xlwt.Workbook()
        sheet = book.add_sheet("S")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                region = next((m for m in merges if m[2] == c and m[0] <= r <= m[1]), None)
                if region is None:
                    sheet.write(r, c, value)
                elif region[0] == r:
                    sheet.write_merge(region[0], region[1], c, c, value)
        book.save(str(path))
    else:
        document = docx.Document()
        table = document.add_table(rows=0, cols=5)
        for row in rows:
            for cell, value in zip(table.add_row().cells, row):
                cell.text = value
        for first, last, column in merges:
            merged = table.cell(first, column).merge(table.cell(last, column))
            merged.text = rows[first][column]
        document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B, C]
    assert frame["place"].tolist() == ["xã Tam Đa", "xã Tam Đa", "xã Bắc Lũng"]
    assert frame["date"].dt.day.tolist() == [5, 5, 6]
    assert frame["answer"].tolist() == [
        "Đã giao phòng Kinh tế",
        "Tiếp thu",
        "Đã giao công ty Công ty đã súc xả đường ống",
    ]
    notes = [value if isinstance(value, str) else None for value in frame["Ghi chú"]]
    assert notes == ["chung", None, "riêng"]


def test_place_sections_and_totals(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung kiến nghị", "Tình trạng"],
        ["I. Xã Tam Đa", None, None],
        [1, A, "Đã giải quyết"],
        ["II. Xã Bắc Lũng", None, None],
        [1, B, "Đang giải quyết"],
        ["Tổng cộng", "2 ý kiến", None],
    ]
    frame = read_opinions(save(tmp_path / "a.xlsx", rows, "A2:C2", "A4:C4"))
    assert frame["text"].tolist() == [A, B]
    assert frame["status"].tolist() == ["Đã giải quyết", "Đang giải quyết"]
    assert frame.attrs["rejects"] == []


def test_hidden_sheets_and_empty_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Nội dung", None, None, "Nơi"], [A, None, None, "xã A"]):
        book.active.append(row)
    hidden = book.create_sheet("Cũ")
    for row in (["Nội dung", "Nơi"], [B, "xã B"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == [A]
    assert frame["place"].tolist() == ["xã A"]
    # Where nothing else is a list, the hidden one is read.
    book.active.delete_rows(1, 2)
    book.active["A1"] = "Ghi chú"
    book.save(tmp_path / "b.xlsx")
    assert read_opinions(tmp_path / "b.xlsx")["text"].tolist() == [B]


def test_roles_are_told_by_content_where_no_heading_does(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"c1;c2;c3;c4;c5;c6\n"
        f"{A};thôn Kép, xã Tam Đa;05/09/2026;Ông Nguyễn Văn An;0912 345 678;Đã giải quyết\n"
        f"{B};xã Bắc Lũng;06/09/2026;Trần Thị Bình;+84987654321;Đang xử lý\n"
        f"{C};tổ 4, phường Nếnh;07/09/2026;Bà Lê Thị Hoa;0204.385.1234;Chưa giải quyết\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B, C]
    assert frame["place"].tolist() == ["thôn Kép, xã Tam Đa", "xã Bắc Lũng", "tổ 4, phường Nếnh"]
    assert frame["date"].dt.day.tolist() == [5, 6, 7]
    assert frame["speaker"].tolist() == ["Ông Nguyễn Văn An", "Trần Thị Bình", "Bà Lê Thị Hoa"]
    assert frame["phone"].tolist()[1] == "+84987654321"
    assert frame["status"].tolist() == ["Đã giải quyết", "Đang xử lý", "Chưa giải quyết"]


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"noi_dung;k1;k2;k3\n{A};xong;y;z\n{B};dở;u;v\n", encoding="utf-8")
    frame = read_opinions(path, status_column="k1", answer_column="k2", phone_column="k3")
    assert frame[["status", "answer", "phone"]].to_numpy().tolist() == [
        ["xong", "y", "z"],
        ["dở", "u", "v"],
    ]
    with pytest.raises(YkienError, match="no column 'k9'"):
        read_opinions(path, answer_column="k9")


def test_answer_status_and_phone_are_strings_also_where_a_file_has_none(tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", [["Nội dung", "Tình trạng"], [A, "Xong"], [B, None]])
    (tmp_path / "b.txt").write_text(f"{C}\n", encoding="utf-8")
    frame = read_opinions(tmp_path)
    assert frame["status"].tolist() == ["Xong", "", ""]
    assert "answer" not in frame


def test_a_register_of_receptions(tmp_path: Path) -> None:
    rows = [
        ["SỔ TIẾP CÔNG DÂN"],
        ["Số TT", "Họ tên - Địa chỉ - CCCD", "Nội dung trình bày", "Người tiếp", "Hướng xử lý"],
        [1, "Ông Thân Văn Chức, TDP Đình Cả, CCCD 024089001234", A, "Đ/c Hạnh", "Chuyển Phòng"],
        [2, "Bà Nguyễn Thị Nhạn, TDP Vân Cốc, CCCD 0240…002", B, "Đ/c Thu", "Lập tổ kiểm tra"],
    ]
    done = ["Kết quả", "Đã xong 22/01", "Đang theo dõi"]
    rows = [rows[0], *([*row, said] for row, said in zip(rows[1:], done))]
    frame = read_opinions(save(tmp_path / "so.xlsx", rows), keep_answers=True)
    assert frame["speaker"].tolist() == ["Ông Thân Văn Chức", "Bà Nguyễn Thị Nhạn"]
    # The number of the card is no part of the place.
    assert frame["place"].tolist() == ["TDP Đình Cả", "TDP Vân Cốc"]
    assert frame["answer"].tolist() == ["Chuyển Phòng", "Lập tổ kiểm tra"]
    assert frame["status"].tolist() == done[1:]


def test_ticks_are_no_places_and_who_signs_says_nothing(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung kiến nghị", "Xã, thị trấn", "Thẩm quyền", None, "Trả lời"],
        [None, None, None, "Xã", "Huyện", None],
        ["I", "LĨNH VỰC HẠ TẦNG", None, None, None, None],
        [1, A, "xã Ea Ô", None, "x", "Đã khảo sát"],
        [2, B, "xã Cư Ni", "x", None, "Đã xử lý"],
        ["TỔNG CỘNG: 02 ý kiến", None, None, None, None, None],
        [None, "Người lập bảng", None, None, None, "CHÁNH VĂN PHÒNG"],
        [None, "Đoàn Thị Kim Huệ", None, None, None, "Bùi Tá Lương"],
    ]
    path = save(tmp_path / "a.xlsx", rows, "D1:E1", "B3:F3", "A6:F6")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["place"].tolist() == ["xã Ea Ô", "xã Cư Ni"]


def test_what_a_survey_counted_is_no_opinion(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("TỔNG HỢP PHIẾU LẤY Ý KIẾN")
    document.add_paragraph("1. Kết quả các câu hỏi trắc nghiệm")
    counted = [("Câu hỏi", "Hài lòng", "Không"), ("Thái độ của công chức", "41", "13 %")]
    said = [
        ("Phiếu số", "Người ghi phiếu", "Nguyên văn"),
        ("02", "Nam, 61 tuổi\nthôn Đông", A),
        ("05", "Nữ, 34 tuổi", "Không có ý kiến, chúc các anh chị mạnh khỏe."),
        ("07", "", B),
    ]
    for rows in (counted, said):
        table = document.add_table(rows=0, cols=3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
    document.add_paragraph("2. Nhận xét")
    document.save(str(tmp_path / "phieu.docx"))
    frame = read_opinions(tmp_path / "phieu.docx")
    assert frame["text"].tolist() == [A, B]
    assert frame["speaker"].tolist() == ["Nam, 61 tuổi", ""]
    assert frame["place"].tolist() == ["thôn Đông", ""]


def test_who_speaks_for_others_signs_nothing(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Họ và tên", "Nội dung phản ánh", "Địa chỉ", "Ghi chú"]]
    rows += [[f"Lê Văn {name}", "Đèn đường hỏng", "Thôn 5", None] for name in "ABCDEFGH"]
    rows.insert(4, ["Đại diện thôn 5", "Cầu gãy", "Thôn 5", None])
    rows.append(["TM. các hộ dân tổ 2", "Mương tắc", None, None])
    assert len(read_opinions(save(tmp_path / "a.xlsx", rows))) == len(rows) - 1


@pytest.mark.parametrize(("name", "value"), [("Số điện thoại", "0912345678"), ("Số cử tri", "12")])
def test_a_list_with_numbers_beside_is_a_list(tmp_path: Path, name: str, value: str) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in [("STT", "Nội dung kiến nghị", name), *((str(i), A, value) for i in range(1, 6))]:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert len(read_opinions(tmp_path / "a.docx")) == 5
