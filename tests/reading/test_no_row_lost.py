"""Whatever stands in the text column of a row of data is an opinion or a reject."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import read_opinions

SAID = st.sampled_from(
    [
        "Đề nghị sửa đường thôn Đông",
        "ĐỀ NGHỊ SỬA ĐƯỜNG THÔN ĐÔNG",
        "Mất nước sạch ba ngày nay rồi.",
        "Công an xã giải quyết chậm quá",
        "Tổng đài gọi mãi không ai nghe",
        "Tổng cộng mười hai hộ chưa có điện",
        "Ý kiến của tôi là giảm học phí",
        "1",
        "",
    ]
)
WHO = st.sampled_from(["Tống Văn An", "Công ty Hoa Mai", "Nguyễn Thị Cộng", "Tổng", "An", ""])
WHERE = st.sampled_from(["Xã Tam Đa", "xã Tam Đa", "Khu 3", "", "Đơn vị 5"])
ROWS = st.lists(st.tuples(WHO, WHERE, SAID), min_size=1, max_size=8)
HEADERS = st.sampled_from(
    [
        ("Người gửi", "Địa chỉ", "Nội dung"),
        ("HỌ VÀ TÊN", "ĐƠN VỊ (XÃ)", "NỘI DUNG KIẾN NGHỊ CỦA CỬ TRI"),
        ("ten", "noi", "noi_dung"),
        ("STT", "Nơi ở", "Ý kiến, kiến nghị"),
    ]
)


@settings(max_examples=120, deadline=None)
@given(HEADERS, ROWS, st.sampled_from(["csv", "xlsx"]))
def test_every_text_comes_out(
    tmp_path_factory: pytest.TempPathFactory,
    header: tuple[str, ...],
    rows: list[tuple[str, ...]],
    kind: str,
) -> None:
    path = tmp_path_factory.mktemp("t") / f"t.{kind}"
    # A file without any opinion is an error of its own.
    rows = [*rows, ("An", "xã A", "Rác hôi thối quá")]
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)
    else:
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append([cell or None for cell in row])
        book.save(path)
    frame = read_opinions(path)
    totals = [("Tổng", "", "1")]
    expected = [row[2] for row in rows if row[2] and row not in totals]
    assert frame["text"].tolist() == expected


def read(tmp_path: Path, text: str, name: str = "in.csv") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    texts: list[str] = read_opinions(path)["text"].tolist()
    return texts


def test_a_row_of_data_is_no_header(tmp_path: Path) -> None:
    text = "STT;Nơi ở;Vấn đề nêu\n1;Xã A;Đường hỏng\n2;Xã B;Mất điện\n3;Xã C;Đề nghị sửa đường\n"
    assert read(tmp_path, text) == ["Đường hỏng", "Mất điện", "Đề nghị sửa đường"]


def test_the_first_row_of_a_table_without_header_is_kept(tmp_path: Path) -> None:
    text = "Xã Tam Đa;Đường hỏng nặng quá rồi\nXã Yên Phong;Đề nghị sửa đường cho dân đi\n"
    assert len(read(tmp_path, text)) == 2


def test_vertically_merged_places_keep_their_opinions(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Xã", "Nội dung kiến nghị", "Ghi chú"])
    for text in ("Đường hỏng", "Mất điện", "Rác hôi"):
        sheet.append([None, text, None])
    sheet["A2"] = "Tam Đa"
    sheet.merge_cells("A2:A4")
    book.save(tmp_path / "m.xlsx")
    assert read_opinions(tmp_path / "m.xlsx")["text"].tolist() == [
        "Đường hỏng",
        "Mất điện",
        "Rác hôi",
    ]


def test_one_column_under_an_unknown_heading_is_not_cut_at_commas(tmp_path: Path) -> None:
    said = ["Đường hỏng, xe không đi được", "Rác nhiều", "Mất điện, mất nước, mất mạng"]
    text = "\n".join(["Nội dung góp ý của dân", *said, ""])
    assert read(tmp_path, text) == said
    text = "\n".join(["Mong muốn", *said, ""])
    assert read(tmp_path, text)[-3:] == said


def test_a_csv_with_title_rows(tmp_path: Path) -> None:
    text = (
        'TỔNG HỢP Ý KIẾN\nTháng 9\nSTT,Nội dung,Nơi\n1,Đường hỏng,A\n2,"Rác, bụi",B\n3,Mất điện,C\n'
    )
    assert read(tmp_path, text) == ["Đường hỏng", "Rác, bụi", "Mất điện"]


def test_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("STT,Nội dung,Ghi chú,Ghi chú\n1,Đường hỏng,một,hai\n", encoding="utf-8")
    frame = read_opinions(path)
    assert frame["Ghi chú"].tolist() == ["một"]
    assert frame["Ghi chú (2)"].tolist() == ["hai"]


MISPLACED = "Đèn đường ở chợ tắt cả tháng, đề nghị lắp lại."


def in_a_sheet(path: Path, row: tuple[str | None, ...], *, merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for cells in (
        ("STT", "Họ tên", "Địa chỉ", "Nội dung", "Ghi chú"),
        (1, "Bà Lan", "thôn 3", "Đường thôn 3 hỏng nặng, đề nghị sửa sớm.", None),
        row,
        (2, "Ông Tư", "thôn 4", "Cống nghẹt hai tháng nay chưa ai khơi.", None),
    ):
        book.active.append(cells)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    return path


@pytest.mark.parametrize("column", [0, 1, 2, 4])
def test_an_opinion_in_the_cell_of_something_else_is_rejected(tmp_path: Path, column: int) -> None:
    row = tuple(MISPLACED if index == column else None for index in range(5))
    frame = read_opinions(in_a_sheet(tmp_path / "a.xlsx", row))
    assert frame["speaker"].tolist() == ["Bà Lan", "Ông Tư"]
    assert [reject["text"] for reject in frame.attrs["rejects"]] == [MISPLACED]


def test_an_opinion_across_the_whole_table_is_of_nobody_beside_it(tmp_path: Path) -> None:
    row = (MISPLACED, None, None, None, None)
    frame = read_opinions(in_a_sheet(tmp_path / "a.xlsx", row, merged="A3:E3"))
    assert frame["text"].tolist()[1] == MISPLACED
    assert frame["speaker"].tolist() == ["Bà Lan", "", "Ông Tư"]
    assert frame["place"].tolist() == ["thôn 3", "", "thôn 4"]


def test_a_heading_in_the_first_cell_of_a_row_is_no_reject(tmp_path: Path) -> None:
    row = ("II. Các kiến nghị thuộc thẩm quyền giải quyết của UBND tỉnh", None, None, None, None)
    frame = read_opinions(in_a_sheet(tmp_path / "a.xlsx", row))
    assert len(frame) == 2 and not frame.attrs["rejects"]
