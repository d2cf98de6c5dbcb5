"""Days of sections and sheets, columns under groups, marks that count, totals, tests."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.tables.contents import is_number, role_by_content
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.follow_ups import adds_nothing
from nlp.reading.tables.items import split_items
from nlp.reading.tables.sessions import section_day
from nlp.reading.tables.totals import is_total

A = "Cống đầu xóm vỡ từ tháng 3, nước thải tràn ra đường, đề nghị xã thay ống mới."
B = "Trường mầm non thiếu hai cô, lớp 45 cháu, phụ huynh mong bổ sung giáo viên."
C = "Trạm bơm hỏng, 20 ha lúa khô nẻ, đề nghị sửa trước vụ mùa."


def test_the_day_of_a_section_and_the_answer_in_its_group(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Cập nhật ngày 30/4/2026"],
        ["STT", "Người nêu", "Chuyện bà con nêu", "Phản hồi", None],
        [None, None, None, "Nội dung", "Ngày"],
        ["XÃ TÂN LỢI – sáng Chủ nhật 12/4/2026"],
        [1, "Bà Lê Thị Hoa", A, "Xã đã thay ống trong tuần.", "20/4/2026"],
        [2, "Ông Trần Văn Tư", B, "Huyện điều thêm một cô.", "21/4/2026"],
        ["Nhóm đất đai"],
        [3, "Ông Võ Văn Năm", C, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("D2:E2")
    for row in (1, 4, 7):
        sheet.merge_cells(f"A{row}:E{row}")
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert [str(day.date()) for day in frame["date"]] == ["2026-04-12"] * 3
    assert list(frame["answer"]) == ["Xã đã thay ống trong tuần.", "Huyện điều thêm một cô.", ""]


@pytest.mark.parametrize(
    "heading", ["Theo Công văn 12 ngày 20/4/2026", "Số liệu đến 30/4/2026", "Đất đai"]
)
def test_other_days_in_headings_are_of_no_section(heading: str) -> None:
    assert section_day(heading) is None


def test_a_sheet_without_a_title_is_of_the_day_of_the_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, title in ((book.active, "Họp dân ngày 22/4/2026"), (book.create_sheet("Hai"), "")):
        if title:
            sheet.append([title])
        sheet.append(["Cử tri ở", "Nội dung kiến nghị", "Công văn chuyển", "Hồi âm của bộ"])
        for place, text, number in (("Xã An Lợi", A, 8), ("Xã Tân An", B, 9), ("Xã Mỹ An", C, 7)):
            sheet.append([place, text, f"CV {number}/DN ngày 2{number}/3/2026", "Bộ đã tiếp thu."])
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert [str(day.date()) for day in frame["date"]] == ["2026-04-22"] * 6
    assert set(frame["answer"]) == {"Bộ đã tiếp thu."}


def test_numbers_of_letters_are_no_days() -> None:
    assert role_by_content(["CV 118/DN ngày 20/4/2026"] * 3) != "date"
    assert role_by_content(["20/4/2026"] * 3) == "date"


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (f"(i) {A}\n(ii) {B}", 2),
        (f"a. {A}\nb. {B}", 2),
        (f"a/ {A}\nb/ {B}\nc/ {C}", 3),
        # Two persons, and a mark that does not count.
        (f"b. Khuyên: {A}\na. Hùng: {B}", 1),
        (f"(ii) {A}\n(iii) {B}", 1),
    ],
)
def test_marks_that_count_from_the_first(cell: str, count: int) -> None:
    assert len(split_items(cell)) == count


@pytest.mark.parametrize(
    ("filled", "total"),
    [
        (["TỔNG CỘNG", "12 ý kiến, đã xong 7, chưa xong 5"], True),
        (["Tổng", "13 chuyện – xong 5"], True),
        (["Tổng cộng", "Xã thu 3 khoản, dân nộp 500 nghìn mà không ai đưa biên lai"], False),
    ],
)
def test_totals_with_several_counts(filled: list[str], total: bool) -> None:
    assert is_total(filled, width=6, said=True) == total


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("Giống phản ánh hôm trước, tôi bổ sung 2 hình.", True),
        ("Trùng với phản ánh PA-2031", True),
        ("Gửi bổ sung video cho phản ánh trước.", True),
        ("Như phản ánh trước, cống vẫn chưa ai xuống thông", False),
        ("Em gửi thêm ảnh, rác lại đổ đầy đầu ngõ", False),
        ("Phản ánh trước chưa được trả lời", False),
    ],
)
def test_rows_that_add_nothing(text: str, empty: bool) -> None:
    assert adds_nothing(text) == empty


def test_keys_held_down_are_tests() -> None:
    assert is_empty_call("zzzz test app")
    assert is_empty_call("asdf")
    assert not is_empty_call("aaaa cống vỡ kìa")


def test_an_office_that_handles_is_no_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["Nội dung;Vị trí;Đơn vị thụ lý"]
    for text, street in ((A, "Lê Lợi"), (B, "Chợ Mai"), (C, "Bến Tòa")):
        rows.append(f"{text};{street}, phường Phú Xuân;Công ty Cây xanh")
    path.write_text("\n".join(rows), encoding="utf-8")
    places = list(read_opinions(path)["place"])
    assert places[0] == "Lê Lợi, phường Phú Xuân"


def test_amounts_are_no_phones() -> None:
    assert role_by_content(["120.000.000", "85.000.000", "240.000.000"]) != "phone"
    assert role_by_content(["912.345.678", "0987 654 000", "84912345678"]) == "phone"
    assert is_number("120.000.000")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Địa chỉ email", ("thu.phan@example.com", "", "minh@example.com")),
        ("Tổ đại biểu", ("Tổ 3", "Tổ 3", "Tổ 5")),
        ("Đơn vị bầu cử", ("Đơn vị bầu cử số 3", "Đơn vị bầu cử số 3", "Đơn vị bầu cử số 5")),
    ],
)
def test_mail_and_constituency_are_no_places(
    tmp_path: Path, heading: str, cells: tuple[str, ...]
) -> None:
    head = (heading, "Anh/chị sống ở tổ dân phố nào?", "Nội dung kiến nghị", "Đã xử lý chưa")
    book = openpyxl.Workbook()
    book.active.append(head)
    for row in zip(cells, ("TDP 4", "TDP 5", "TDP 7"), (A, B, C), ("Rồi", "Chưa", "Đang")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert list(frame["place"]) == ["TDP 4", "TDP 5", "TDP 7"]
    assert list(frame["status"]) == ["Rồi", "Chưa", "Đang"]
    assert list(frame[heading].fillna("")) == list(cells)
