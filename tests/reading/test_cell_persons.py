"""Persons, groups and where they are from in one cell of a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_tables import write

from nlp import read_opinions


def test_a_person_and_a_place_on_two_lines_of_a_cell(tmp_path: Path) -> None:
    header = ("Ai gửi, ở đâu", "Dân nói gì")
    rows = [
        ("Nguyễn Văn An\nTDP Hòa Đình, phường Võ Cường", "Đường hỏng nặng, đề nghị sửa"),
        ("Nhóm công nhân KCN\nphường Tiền Phong", "Nhà trọ tăng giá điện, đề nghị kiểm tra"),
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", header, rows))
    assert frame["speaker"].tolist() == ["Nguyễn Văn An", "Nhóm công nhân KCN"]
    assert frame["place"].tolist() == ["TDP Hòa Đình, phường Võ Cường", "phường Tiền Phong"]


def test_where_an_answer_is_from_is_no_home(tmp_path: Path) -> None:
    header = ("Người gọi - nơi ở", "Nội dung phản ánh", "Đáp", "Nơi đáp")
    rows = [
        (f"Vi Thị Hoa - khu {i} phường Vàng Danh", f"Đường {i} hư nặng, đề nghị sửa", "", "Sở Y tế")
        for i in (1, 2, 3)
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", header, rows))
    assert frame["speaker"].tolist() == ["Vi Thị Hoa"] * 3
    assert frame["place"].tolist() == [f"khu {i} phường Vàng Danh" for i in (1, 2, 3)]


def test_a_group_is_from_where_its_name_says(tmp_path: Path) -> None:
    rows = [
        ("Cử tri xã Lệ Thủy", "Đường hỏng nặng, đề nghị sửa"),
        ("Cử tri phường Đồng Hới", "Nhà trọ tăng giá điện, đề nghị kiểm tra"),
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", ("Người kiến nghị", "Nội dung"), rows))
    assert frame["speaker"].tolist() == [row[0] for row in rows]
    assert frame["place"].tolist() == ["xã Lệ Thủy", "phường Đồng Hới"]


@pytest.mark.parametrize(
    ("cell", "speaker", "place", "phone"),
    [
        ("Cô Tám, 0900000501", "Cô Tám", "", "0900000501"),
        ("Ông Lân - tổ 3 (ĐT: 0900 000 401)", "Ông Lân", "tổ 3", "0900 000 401"),
        ("Bà Thủy\nthôn Đông\n0900000402", "Bà Thủy", "thôn Đông", "0900000402"),
        ("Bà Thủy 1957", "Bà Thủy 1957", "", ""),
    ],
)
def test_a_telephone_behind_a_person(
    tmp_path: Path, cell: str, speaker: str, place: str, phone: str
) -> None:
    rows = [(cell, "Đường hỏng nặng, đề nghị sửa"), ("Ông Tư", "Cống nghẹt hai tháng nay")]
    frame = read_opinions(write(tmp_path / "b.xlsx", ("Người báo", "Nội dung"), rows))
    assert (frame["speaker"][0], frame["place"][0]) == (speaker, place)
    assert (frame["phone"][0] if "phone" in frame else "") == phone
