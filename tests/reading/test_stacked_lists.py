"""Lists that stand one below the other in a sheet, each with a header of its own."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile

ROAD = "Đường thôn 3 hỏng nặng, đề nghị sửa sớm."
DRAIN = "Cống nghẹt hai tháng nay chưa ai khơi."
LIGHT = "Đèn đường ở chợ tắt cả tháng, đề nghị lắp lại."
DRUGS = "Trạm y tế thiếu thuốc huyết áp, mong cấp thêm."
FIRST = [("STT", "Nội dung", "Họ tên"), (1, ROAD, "Bà Lan"), (2, DRAIN, "Ông Tư")]


def written(path: Path, *rows: tuple[object, ...]) -> Path:
    if path.suffix == ".csv":
        width = max(map(len, rows))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([*row, *[None] * (width - len(row))] for row in rows)
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize(
    "second",
    [
        [("STT", "Họ và tên", "Nội dung"), (1, "Bà Ba", LIGHT), (2, "Ông Năm", DRUGS)],
        # With more headings, it is the header of the first list no more than that one is.
        [
            ("STT", "Họ và tên", "Điện thoại", "Ngày", "Nội dung phản ánh"),
            (1, "Bà Ba", "0912345678", "01/3/2026", LIGHT),
            (2, "Ông Năm", "0912345679", "02/3/2026", DRUGS),
        ],
    ],
)
def test_each_list_is_read_by_its_own_header(
    tmp_path: Path, name: str, second: list[tuple[object, ...]]
) -> None:
    frame = read_opinions(written(tmp_path / name, *FIRST, (None,) * 3, *second))
    assert frame["text"].tolist() == [ROAD, DRAIN, LIGHT, DRUGS]
    assert frame["speaker"].tolist() == ["Bà Lan", "Ông Tư", "Bà Ba", "Ông Năm"]


def test_a_heading_above_a_further_list_tells_where_its_rows_are_from(tmp_path: Path) -> None:
    header = ("STT", "Họ và tên", "Nội dung")
    path = written(
        tmp_path / "a.xlsx",
        *FIRST,
        ("II. XÃ TAM ĐA – ngày 12/4/2026", None, None),
        header,
        (1, "Bà Ba", LIGHT),
    )
    frame = read_opinions(path)
    assert frame["place"].tolist() == ["", "", "XÃ TAM ĐA"]
    assert frame["date"].dt.day.tolist()[2] == 12


def test_a_header_that_is_repeated_in_other_words_is_no_opinion(tmp_path: Path) -> None:
    again = ("STT", "Nội dung ý kiến", "Họ và tên")
    path = written(tmp_path / "a.xlsx", *FIRST, again, (3, LIGHT, "Bà Ba"))
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert [row["text"] for row in chunk.rows] == [ROAD, DRAIN, LIGHT]
    assert chunk.left_out["heading"] == 2
    assert len(chunk.decisions) == 1


def test_a_column_is_judged_by_the_rows_of_its_own_list(tmp_path: Path) -> None:
    # Below "Ghi chú" of the first list stand the opinions of the second.
    first = [("STT", "Nội dung", "Họ tên", "Ghi chú"), (1, ROAD, "Bà Lan", "gọi lại")]
    second = [("STT", "Họ tên", "Nội dung", "Trả lời")]
    second += [(n, "Ông Tư", DRAIN, "Đã giao tổ thoát nước.") for n in range(9)]
    frame = read_opinions(written(tmp_path / "a.xlsx", *first, *second))
    assert frame["text"].tolist() == [ROAD, *[DRAIN] * 9]
    assert frame["answer"].tolist() == ["", *["Đã giao tổ thoát nước."] * 9]
    assert frame["Ghi chú"].tolist()[0] == "gọi lại"


def test_two_headers_that_take_turns(tmp_path: Path) -> None:
    said = [("STT", "Họ tên", "Nội dung"), (1, "Ông Tư", DRAIN)]
    path = written(tmp_path / "a.csv", *[*FIRST[:2], *said] * 12)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, DRAIN] * 12
    assert frame["speaker"].tolist() == ["Bà Lan", "Ông Tư"] * 12


def test_lists_without_end_lose_no_row(tmp_path: Path) -> None:
    said = [("STT", "Họ tên", "Nội dung"), (1, "Ông Tư", DRAIN)]
    path = written(tmp_path / "a.csv", *[*FIRST[:2], *said] * 60)
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert len(chunk.rows) + len(chunk.rejects) + chunk.left_out["heading"] == 240
