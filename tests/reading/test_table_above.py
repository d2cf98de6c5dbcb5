"""Rows that point at the row above: marks of repetition, cells left blank below a name."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile
from nlp.reading.tables.cells import is_ditto, is_same
from nlp.reading.tables.layout import ReadOptions

A = "Cống đầu xóm vỡ từ tháng 3, nước thải tràn ra đường, đề nghị xã thay ống mới."
B = "Trường mầm non thiếu hai cô, lớp 45 cháu, phụ huynh mong bổ sung giáo viên."
C = "Trạm bơm hỏng, 20 ha lúa khô nẻ, đề nghị sửa trước vụ mùa."
HEAD = ("STT", "Họ và tên", "Thôn", "Ngày", "Nội dung ý kiến", "Kết quả")


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def who(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["speaker"], frame["place"]))


def left_out(path: Path) -> Counter[str]:
    chunks = read_chunks(InputFile(path, path.name), ReadOptions())
    return sum((chunk.left_out for chunk in chunks), Counter())


@pytest.mark.parametrize("mark", ["nt", "-nt-", "//", "-//-", '"', "″", "''", '- " -', ",,"])
def test_marks_of_repetition(tmp_path: Path, mark: str) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        HEAD,
        (1, "Bùi Văn Quế", "Thôn 3", "12/4/2026", A, "Đã sửa"),
        (2, mark, mark, mark, B, mark),
    )
    frame = read_opinions(path)
    assert who(frame) == [("Bùi Văn Quế", "Thôn 3")] * 2
    assert list(frame["date"].astype(str)) == ["2026-04-12"] * 2
    assert list(frame["answer"]) == ["Đã sửa"] * 2


@pytest.mark.parametrize("cell", ["Thôn 3", "/", "-", "5//6", "'Ao'", "ntn"])
def test_other_cells_repeat_nothing(cell: str) -> None:
    assert not is_same(cell)
    assert not is_ditto(cell)


def test_marks_stand_for_both_columns_of_places(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", "Thôn", "Xã", "Ý kiến"),
        (1, "Hà Văn Nam", "Thôn Cao", "Xã Minh Tân", A),
        (2, "Hà Thị Bé", "nt", "nt", B),
    )
    assert list(read_opinions(path)["place"]) == ["Thôn Cao, Xã Minh Tân"] * 2


def test_a_mark_below_blank_cells_is_of_the_last_that_is_filled(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Xã, phường", "Nội dung kiến nghị"),
        (1, "Phường Hòa Bình", A),
        (2, None, B),
        (3, "nt", C),
    )
    assert list(read_opinions(path)["place"]) == ["Phường Hòa Bình", "", "Phường Hòa Bình"]


def test_a_further_person_says_the_same(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        HEAD,
        (1, "Bùi Văn Quế", "Thôn 3", datetime(2026, 4, 12), A, "Đã sửa"),
        (2, "Đặng Thị Mùi", "nt", datetime(2026, 4, 13), "Như trên.", "nt"),
        (3, "Lê Thị Na", "Thôn 4", datetime(2026, 4, 13), "nt", None),
        # The same person says nothing new, and of nobody it may be the same one's.
        (4, "nt", "nt", None, "nt", None),
        (5, None, None, None, "Như trên", None),
        (6, "Võ Văn Bé", "Thôn 4", None, "Không có ý kiến", None),
        (7, "Võ Văn Tư", "Thôn 4", None, "nt", None),
    )
    frame = read_opinions(path)
    assert list(frame["text"]) == [A] * 3
    assert list(frame["speaker"]) == ["Bùi Văn Quế", "Đặng Thị Mùi", "Lê Thị Na"]
    assert list(frame["place"]) == ["Thôn 3", "Thôn 3", "Thôn 4"]
    assert list(frame["answer"]) == ["Đã sửa", "Đã sửa", ""]
    assert left_out(path)["form"] == 4


def test_a_further_place_says_the_same_up_to_the_next_heading(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Nội dung kiến nghị", "Địa phương", "Trả lời"),
        (1, A, "Xã An Lợi", "Đã sửa"),
        (2, "Như trên", "Xã Tân An", "Đã sửa"),
        (3, "Như trên", "nt", "Đã sửa"),
        ("II", "LĨNH VỰC GIÁO DỤC", None, None),
        (1, "Như trên", "Xã Mỹ An", "Đã sửa"),
    )
    frame = read_opinions(path)
    assert list(zip(frame["text"], frame["place"])) == [(A, "Xã An Lợi"), (A, "Xã Tân An")]


def test_in_a_hotline_it_points_at_the_citizens_own_words(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("Mã", "Thời gian tiếp nhận", "Người phản ánh", "Tiêu đề", "Nội dung phản ánh"),
        ("P1", "05/03/2026 08:12:44", "Lý Văn Hải", "Cống vỡ", A),
        ("P2", "05/03/2026 09:40:02", "Phan Lệ Thu", "Rác ùn ứ", "Như trên"),
    )
    assert list(read_opinions(path)["text"]) == [A]


def test_who_and_where_are_those_of_the_numbered_row_above(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        HEAD,
        (1, "Bùi Văn Quế", "Thôn 3", "12/4/2026", A, "Đã sửa"),
        (None, None, None, None, B, None),
        # His words of another day.
        (None, None, None, "14/4/2026", C, None),
        (2, None, "Thôn 5", "15/4/2026", "Đường vào thôn 5 lầy lội, xe cấp cứu không vào", None),
        (None, None, None, None, "Chó thả rông cắn người, đề nghị xử phạt chủ nuôi", None),
        (None, None, None, None, None, None),
        (None, None, None, None, "Giá điện cao, đề nghị ngành điện giải thích cách tính", None),
    )
    frame = read_opinions(path)
    assert who(frame) == [
        *[("Bùi Văn Quế", "Thôn 3")] * 3,
        *[("", "Thôn 5")] * 2,
        ("", ""),
    ]
    days = ["2026-04-12", "2026-04-12", "2026-04-14", "2026-04-15", "2026-04-15", ""]
    assert [str(day)[:10] if pd.notna(day) else "" for day in frame["date"]] == days
    assert list(frame["answer"]) == ["Đã sửa", *[""] * 5]


def test_numbers_of_opinions_head_no_groups(tmp_path: Path) -> None:
    numbered = sheet(
        tmp_path / "a.xlsx",
        HEAD,
        (1, "Bùi Văn Quế", "Thôn 3", "12/4/2026", A, None),
        (2, None, None, None, B, None),
    )
    assert who(read_opinions(numbered)) == [("Bùi Văn Quế", "Thôn 3"), ("", "")]
    unnumbered = sheet(
        tmp_path / "b.xlsx",
        HEAD,
        (1, "Bùi Văn Quế", "Thôn 3", "12/4/2026", A, None),
        (None, "Đặng Thị Mùi", "Thôn 4", None, B, None),
        (None, None, None, None, C, None),
    )
    assert who(read_opinions(unnumbered))[2] == ("", "")


def test_another_telephone_is_another_persons(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", "Điện thoại", "Nội dung phản ánh"),
        (1, "Bùi Văn Quế", "0912345678", A),
        (None, None, None, B),
        (None, None, "0987654321", C),
    )
    frame = read_opinions(path)
    assert list(frame["speaker"]) == ["Bùi Văn Quế", "Bùi Văn Quế", ""]
    assert list(frame["phone"]) == ["0912345678", "0912345678", "0987654321"]


def test_a_short_opinion_below_its_person_is_no_heading(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", "Địa chỉ", "Nội dung ý kiến"),
        (1, "Nguyễn Thị Gấm", "Xóm 1", A),
        (None, None, None, "Hệ thống loa truyền thanh xóm 1 hỏng"),
        (2, "Đỗ Văn Chỉnh", "Xóm 2", B),
        (None, None, None, "Lĩnh vực giáo dục"),
        (3, "Lưu Văn Phát", "Xóm 2", C),
    )
    frame = read_opinions(path)
    assert list(frame["text"]) == [A, "Hệ thống loa truyền thanh xóm 1 hỏng", B, C]
    assert list(frame["speaker"][:2]) == ["Nguyễn Thị Gấm"] * 2
