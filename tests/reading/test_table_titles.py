"""Where a row has a title and no opinion, the title says the matter."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from nlp import read_opinions

HEADINGS = ["Mã phiếu", "Tiêu đề", "Nội dung", "Địa chỉ", "Người gửi"]
TOLD = "Cây xanh gãy cành đè dây điện trước nhà số 5, đề nghị xử lý."
ROWS = [
    ["1", "Hố ga mất nắp", None, "12 Lê Lợi", "Nguyễn Văn Tí"],
    ["2", "Cây gãy cành", TOLD, "15 Lê Lợi", "Trần Thị Na"],
    ["3", None, None, "15 Lê Lợi", "Trần Thị Nu"],
    ["4", "Rác ứ đọng đầu hẻm", "-", "16 Lê Lợi", "Trần Thị Nụ"],
    ["5", "Giao thông", "", "17 Lê Lợi", "Trần Thị Lụa"],
]
SAID = ["Hố ga mất nắp", TOLD, "Rác ứ đọng đầu hẻm"]


def test_a_title_stands_in_for_an_opinion_that_is_left_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [HEADINGS, *ROWS]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == SAID
    assert frame["speaker"].tolist() == ["Nguyễn Văn Tí", "Trần Thị Na", "Trần Thị Nụ"]
    assert frame["Tiêu đề"].tolist() == ["Hố ga mất nắp", "Cây gãy cành", "Rác ứ đọng đầu hẻm"]
    # Nothing is said in the others: no title, and the name of a topic.
    assert [one["position"] for one in frame.attrs["rejects"]] == ["Sheet!4", "Sheet!6"]


def test_so_it_does_in_records(tmp_path: Path) -> None:
    names = ["id", "title", "content", "address", "name"]
    records = [{n: v for n, v in zip(names, row) if v is not None} for row in ROWS]
    (tmp_path / "a.json").write_text(json.dumps(records), encoding="utf-8")
    frame = read_opinions(tmp_path / "a.json")
    assert frame["text"].tolist() == SAID
    assert [one["position"] for one in frame.attrs["rejects"]] == ["#3", "#5"]
