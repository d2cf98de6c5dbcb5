"""Names that stand in headings, keys of records, names of sheets and in reasons are masked."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.errors import Phrase, Reject
from nlp.reading.privacy import Mask
from nlp.reading.rows import Chunk

ROAD = "Đường vào thôn hỏng, đề nghị sửa."


def workbook(path: Path, title: str, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_the_name_of_a_sheet_is_masked_in_positions_and_decisions(tmp_path: Path) -> None:
    rows = [["Nội dung ý kiến", "Ghi chú"], [ROAD, "1"], ["", "2"]]
    path = workbook(tmp_path / "a.xlsx", "Đơn ông Nguyễn Văn An", rows)
    frame = read_opinions(path, mask=Mask("s"))
    token = Mask("s").text("ông Nguyễn Văn An")
    assert frame["position"].tolist() == [f"Đơn {token}!2"]
    assert [one["position"] for one in frame.attrs["rejects"]] == [f"Đơn {token}!3"]
    assert "Nguyễn" not in json.dumps(frame.attrs, ensure_ascii=False)


def test_headings_that_are_names_are_masked_and_no_column_is_lost(tmp_path: Path) -> None:
    headings = ["STT", "Nội dung ý kiến", "Trần Thị Hoa", "TRẦN THỊ HOA", "0912345678"]
    rows = [headings, ["1", ROAD, "x", "y", "z"], ["2", "Nước máy đục cả tuần nay.", "", "", ""]]
    path = workbook(tmp_path / "a.xlsx", "1", rows)
    frame = read_opinions(path, mask=Mask("s"))
    token = Mask("s").text("bà Trần Thị Hoa").removeprefix("bà ")
    row = frame.iloc[0]
    assert (row[token], row[f"{token} 2"], row["[SĐT]"]) == ("x", "y", "z")


def test_keys_of_json_that_are_names_are_masked() -> None:
    held = {"Lê Văn Tư": {"Nguyen Van An": "có"}, "ghi chú": "không"}
    row = {"id": "1", "text": ROAD, "Dữ liệu": json.dumps(held, ensure_ascii=False)}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert "Tư" not in masked["Dữ liệu"] and "Nguyen" not in masked["Dữ liệu"]
    assert masked["Dữ liệu"].count("[TÊN-") == 2 and '"ghi chú": "không"' in masked["Dữ liệu"]


@pytest.mark.parametrize(
    "heading",
    [
        "Phan Y Kien",
        "Trang Thai Xu Ly",
        "Nông Nghiệp",
        "Đoàn Viên",
        "Đường Nguyễn Văn Linh",
        "Trần Phú",
        "Tên Chủ Hộ",
        "Mẫu số 12/5",
        "text",
    ],
)
def test_headings_that_name_nobody_stay(heading: str) -> None:
    (masked,) = Mask("s").chunk(Chunk(rows=[{"id": "1", heading: ROAD}])).rows
    assert heading in masked


def test_reasons_are_masked() -> None:
    mask = Mask("s")
    columns = "Trần Thị Hoa, 0912345678, thôn Nội"
    told = mask.reject(
        Reject("a.xlsx", "", "no_text_column", {"columns": columns, "file": "a"}, "")
    )
    assert "[SĐT], thôn Nội" in told.reason("vi") and "Hoa" not in told.reason("vi")
    why = Phrase(f"các cột: {columns}", f"columns: {columns}")
    told = mask.reject(Reject("a.zip", "", "archive_nothing", {"detail": why, "file": "a.zip"}, ""))
    assert "Hoa" not in told.reason("vi") + told.reason("en")


def test_a_mask_can_be_handed_to_another_process() -> None:
    masked = pickle.loads(pickle.dumps(Mask("s")))
    assert masked.text("bà Trần Thị Hoa") == Mask("s").text("bà Trần Thị Hoa")
