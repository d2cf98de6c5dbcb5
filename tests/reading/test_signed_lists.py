"""The last rows of a list: who signs it, and opinions that begin like the title of one who does."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile

HEADER = ("noi_dung", "khu_vuc", "ngay", "ghi_chu")
FIRST = ("Đường thôn 3 hỏng nặng, đề nghị sửa sớm.", "Xã A", "2026-03-01", "")


def written(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADER, FIRST, *rows))
    return path


@pytest.mark.parametrize(
    "row",
    [
        ("Xác nhận hộ nghèo chưa đúng", "Xã A", "", ""),
        ("Đại diện tổ dân phố ít gặp dân", "Tổ 3", "", ""),
        ("Xác nhận độc thân rất lâu", "", "", "đã ghi"),
        ("Thư ký ghi biên bản sơ sài", "", "2026-03-02", ""),
    ],
)
def test_an_opinion_in_the_last_row_that_begins_like_a_title(
    row: tuple[str, ...], tmp_path: Path
) -> None:
    assert read_opinions(written(tmp_path, row))["text"].tolist() == [FIRST[0], row[0]]


@pytest.mark.parametrize(
    "rows",
    [
        [("NGƯỜI LẬP BIỂU", "TM. UBND XÃ", "", ""), ("Lê Thị Cần", "Nguyễn Văn An", "", "")],
        [("Xác nhận của UBND xã", "", "", ""), ("(Ký, đóng dấu)", "", "", "")],
        [("", "", "Người lập", ""), ("", "", "Trần Văn Chưa", "")],
    ],
)
def test_who_signs_below_a_list_is_no_opinion(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    path = written(tmp_path, *rows)
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert [row["text"] for row in chunk.rows] == [FIRST[0]]
    assert chunk.left_out["signature"] == len(rows)
