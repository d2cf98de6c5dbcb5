"""What stands above the rows of a table, and beside them, says where they are from."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from nlp import read_opinions


def test_hamlet_and_commune_in_two_columns_are_one_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Nội dung,Xã,Thôn\n"
        "Đường vào thôn lầy lội cả tháng nay,xã Tam Đa,thôn Đông\n"
        "Rác đổ ven mương không ai thu dọn,xã Tam Đa,\n",
        encoding="utf-8",
    )
    assert list(read_opinions(path)["place"]) == ["thôn Đông, xã Tam Đa", "xã Tam Đa"]


@pytest.mark.parametrize(
    ("answers", "is_answer"),
    [
        (["Đã cho sửa ngày 3/4", "Xã sẽ làm trong quý III", "Chuyển Điện lực xử lý"], True),
        (["Sở Giao thông vận tải", "UBND xã Tam Đa", "Điện lực Yên Phong"], False),
    ],
)
def test_the_office_that_replies_is_no_reply(
    tmp_path: Path, answers: list[str], is_answer: bool
) -> None:
    path = tmp_path / "a.csv"
    texts = ["Đường hỏng, xe không đi được", "Kênh mương sạt lở hết rồi", "Điện yếu từ tết đến giờ"]
    lines = ["Nội dung;Cơ quan trả lời", *map(";".join, zip(texts, answers))]
    path.write_text("\n".join(lines), encoding="utf-8")
    frame = read_opinions(path)
    column = "answer" if is_answer else "Cơ quan trả lời"
    assert list(frame[column]) == answers
    assert ("answer" in frame) == is_answer


def test_sections_and_sheets_name_the_place_of_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [
        ["TT", "Nội dung", "Người nêu", "Trả lời"],
        ["1", "Đường liên thôn hỏng, đề nghị rải đá", "Ông Lê Văn Tám, thôn Đông", "Đã ghi"],
        ["2", "Nước máy đục cả tháng không uống được", "nt", "nt"],
        ["3", "Chợ không có chỗ để xe cho bà con", "Bà Lê Thị Sáu", "Sẽ làm"],
    ]
    for number, name in enumerate(("Xã Tam Đa", "P. Tổng hợp")):
        sheet = book.create_sheet(name) if number else book.active
        sheet.title = name
        for row in rows:
            sheet.append(row)
    sheet.append([None, "II. XÃ YÊN TRUNG (1 ý kiến)", None, None])
    sheet.append(["4", "Loa phát thanh hỏng từ đầu năm", "Bà Tư", ""])
    sheet.append([None, "III. ĐƯỜNG GIAO THÔNG", None, None])
    sheet.append(["5", "Cầu qua sông yếu, xe tải vẫn chạy", "Bà Năm", ""])
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert list(frame["place"]) == [
        *("thôn Đông", "thôn Đông", "Xã Tam Đa"),
        *("thôn Đông", "thôn Đông", "", "XÃ YÊN TRUNG", "XÃ YÊN TRUNG"),
    ]
    assert list(frame["speaker"][:3]) == ["Ông Lê Văn Tám", "Ông Lê Văn Tám", "Bà Lê Thị Sáu"]
    assert list(frame["answer"][:3]) == ["Đã ghi", "Đã ghi", "Sẽ làm"]


def test_hamlet_is_in_the_commune_of_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number, name in enumerate(("X. Mèo Vạc", "P.Minh Xuân")):
        sheet = book.create_sheet(name) if number else book.active
        sheet.title = name
        if not number:
            sheet.append(["DANH SÁCH Ý KIẾN CỬ TRI TỈNH TUYÊN QUANG"])
        sheet.append(["Nội dung", "Thôn"])
        sheet.append(["Nước sinh hoạt thiếu từ sau tết đến nay", "thôn Đông"])
        sheet.append(["Đèn đường hỏng đã ba tháng không sửa", None])
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert list(frame["place"]) == ["thôn Đông", "X. Mèo Vạc", "thôn Đông", "P.Minh Xuân"]
    assert list(frame["ward_code"]) == ["00769", "00769", "02215", "02215"]
    assert list(frame["place_level"]) == ["hamlet", "ward", "hamlet", "ward"]


def test_status_under_a_group_of_answers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nội dung", "Kết quả giải quyết", None, None])
    sheet.append([None, "Nội dung trả lời", "Trạng thái", "Ngày"])
    sheet.append(["Đường hỏng, đề nghị sửa sớm", "Xã sẽ làm", "Đang xử lý", "1/3/2026"])
    book.save(tmp_path / "a.xlsx")
    (row,) = read_opinions(tmp_path / "a.xlsx").to_dict("records")
    assert (row["answer"], row["status"]) == ("Xã sẽ làm", "Đang xử lý")
    # The date of an answer is none of the opinion.
    assert pd.isna(row["date"])
