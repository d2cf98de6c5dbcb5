"""Where a file is from, told by its head, settles the places in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.place_mentions import agreed_place, find_datelines, find_mentions


def test_the_head_of_a_document() -> None:
    lines = ["UBND XÃ TAM ĐA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HUYỆN YÊN PHONG"]
    mentions = [place for line in lines for place in find_mentions(line)]
    assert agreed_place(mentions) == "XÃ TAM ĐA, HUYỆN YÊN PHONG"
    assert agreed_place(["xã Tam Đa", "xã Văn Môn", "tỉnh Bắc Ninh"]) == "tỉnh Bắc Ninh"
    dated = find_datelines(["Bắc Ninh, ngày 17 tháng 9 năm 2026"])
    assert agreed_place([], dated) == "tỉnh Bắc Ninh"
    assert agreed_place([], find_datelines(["Trước, ngày 12 tháng 3 năm 2026"])) == ""


def test_rows_of_a_file_get_codes(tmp_path: Path) -> None:
    minutes = tmp_path / "bien-ban.txt"
    minutes.write_text(
        "ỦY BAN NHÂN DÂN XÃ TAM ĐA\nHUYỆN YÊN PHONG, TỈNH BẮC NINH\nBIÊN BẢN\n"
        "Tiếp xúc cử tri, ngày 12/3/2025\nÝ KIẾN CỬ TRI\n"
        "1. Ông Nguyễn Văn A, thôn Đông: Đề nghị sửa mương tưới, nước không về được ruộng.\n"
        "2. Bà Lê Thị B, xã Hòa Tiến, huyện Yên Phong: Đường liên xã lầy lội, đề nghị rải đá.\n"
        "3. Ông Trần Văn C: Đề nghị tỉnh Nghệ An trả lời về việc đi làm thuê của con em.\n"
        "4. Ông Vũ Văn D: Rác ở thôn Thọ Đức, xã Tam Đa không ai thu gom đã một tháng.\n",
        encoding="utf-8",
    )
    frame = read_opinions(minutes)
    assert list(frame["ward_code"]) == ["09208", "09202", "09208", "09208"]
    assert list(frame["legacy_code"]) == ["09199", "09211", "09199", "09199"]
    assert list(frame["place_level"]) == ["hamlet", "ward", "ward", "hamlet"]
    assert set(frame["province_code"]) == {"24"}


def test_one_commune_of_those_present_is_not_the_document(tmp_path: Path) -> None:
    minutes = tmp_path / "bien-ban.txt"
    minutes.write_text(
        "BIÊN BẢN\nHội nghị đối thoại của tỉnh Bắc Ninh, ngày 12/3/2026\n"
        "I. THÀNH PHẦN\nĐại diện xã Văn Môn và các sở.\nII. Ý KIẾN\n"
        "1. Ông Nguyễn Văn A, thôn Đông: Đề nghị sửa mương tưới, nước không về được ruộng.\n"
        "2. Bà Lê Thị B, thôn Nội: Đường làng lầy lội, đề nghị xã rải đá cho bà con đi.\n",
        encoding="utf-8",
    )
    frame = read_opinions(minutes)
    assert set(frame["ward_code"]) == {""}
    assert set(frame["province_code"]) == {"24"}


def test_text_without_places_loads_no_gazetteer(tmp_path: Path) -> None:
    lines = tmp_path / "y-kien.txt"
    lines.write_text("Đề nghị sửa đường làng.\nRác không ai thu gom cả tháng.\n", encoding="utf-8")
    check = (
        "import sys; from nlp import read_opinions; from nlp.reading.gazetteer import data as g;"
        f"read_opinions({str(lines)!r}); assert g.load_gazetteer.cache_info().currsize == 0;"
        "assert 'vietnamadminunits' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", check], check=True)


def test_title_of_notes_tells_where_they_are_from(tmp_path: Path) -> None:
    notes = tmp_path / "so-tay.txt"
    notes.write_text(
        "Sổ tay họp bản, xã Môn Sơn, Nghệ An. Người ghi: Lô Văn Khánh\n"
        "*** Họp bản tối 05/7/2025, nhà văn hóa\n"
        "- ông Vi Văn Thủy: lên xã mới làm giấy tờ xa quá, đề nghị có cán bộ về bản\n"
        "- bà Hà Thị Mai: nhà tạm xin xóa từ năm ngoái mà nay không thấy\n",
        encoding="utf-8",
    )
    frame = read_opinions(notes)
    assert list(frame["ward_code"]) == ["17263"] * 2


@pytest.mark.parametrize(
    ("heading", "cells", "places"),
    [
        ("Tổ", ["1", "2", "12A"], ["Tổ 1", "Tổ 2", "Tổ 12A"]),
        ("Thôn", ["3", "", "5"], ["Thôn 3", "", "Thôn 5"]),
        ("to_dan_pho", ["7", "8", "9"], ["tổ dân phố 7", "tổ dân phố 8", "tổ dân phố 9"]),
        ("Thôn", ["Thôn 3", "Đông", "5"], ["Thôn 3", "Đông", "Thôn 5"]),
        ("Khu dân cư", ["KDC số 2", "KDC số 1", ""], ["KDC số 2", "KDC số 1", ""]),
        ("Số người", ["4", "11", "2"], ["", "", ""]),
    ],
)
def test_a_number_below_a_kind_of_place_is_called_by_it(
    tmp_path: Path, heading: str, cells: list[str], places: list[str]
) -> None:
    texts = ("Đường hỏng nặng, đề nghị sửa", "Cống nghẹt hai tháng nay", "Đèn đường tắt cả tháng")
    lines = [f"{heading};Nội dung", *(";".join(row) for row in zip(cells, texts))]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert read_opinions(tmp_path / "a.csv")["place"].tolist() == places


def test_rows_without_a_place_are_of_that_in_the_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Quý 1"
    for sheet in (book.active, book.create_sheet("Quý 2")):
        if sheet is book.active:
            sheet.append(["SỔ GHI Ý KIẾN BÀ CON THÔN ĐÔNG THỊNH"])
        sheet.append(["Hộ", "Ở đâu", "Phản ánh"])
        sheet.append(["Ông Hòe", None, "Rác ngõ 4 ba hôm chưa ai lấy"])
        sheet.append(["Bà Tươi", "xóm Chùa", "Nhà bên hát karaoke tới đêm"])
    book.save(tmp_path / "a.xlsx")
    assert (
        read_opinions(tmp_path / "a.xlsx")["place"].tolist() == ["THÔN ĐÔNG THỊNH", "xóm Chùa"] * 2
    )


def test_sheets_that_are_called_by_numbered_places(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("Tổ 1", "KP 2", "Tổ công tác"):
        sheet = book.create_sheet(name)
        sheet.append(["STT", "Hộ", "Vấn đề"])
        sheet.append([1, "Ông Hòe", "Rác ngõ 4 ba hôm chưa ai lấy"])
    book.save(tmp_path / "a.xlsx")
    assert read_opinions(tmp_path / "a.xlsx")["place"].tolist() == ["Tổ 1", "KP 2", ""]
