"""Tables with a row for what each one says: a recording, and no list of opinions."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from docx import Document

from nlp import read_opinions
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.tables.turns import turns_as_lines

CHAIR = "Trần Văn Lâm (Chủ tịch UBND xã)"
TURNS = [
    ("0:00:05", CHAIR, "Chào bà con, hôm nay xã nghe bà con nói. Mời bác Khoát xóm 5 ạ."),
    (
        "0:00:40",
        "Cử tri Đinh Văn Khoát, xóm 5",
        "Thưa chủ tịch, đường từ xóm ra chợ ngập từ tháng 8, xe máy chết máy, trẻ con đi học phải "
        "lội nước. Đề nghị xã nạo vét cái cống đầu xóm và nâng mặt đường lên.",
    ),
    ("0:01:50", CHAIR, "Việc cống đầu xóm 5 tuần sau xã cho máy vào nạo vét. Mời chị Nhàn."),
    (
        "0:02:20",
        "Cử tri Mai Thị Nhàn, xóm 11",
        "Tôi xin hỏi là trạm y tế xã hết thuốc huyết áp ba tháng nay, người già phải lên tận "
        "huyện lấy thuốc. Mong xã có ý kiến để trạm có thuốc cho các cụ.",
    ),
    ("0:03:30", CHAIR, "Cảm ơn chị, xã sẽ báo trung tâm y tế cấp thuốc. Mời ai nữa ạ?"),
]


def word_table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    document = Document()
    document.add_paragraph("Bản ghi lời buổi đối thoại xã Hải Hậu, tỉnh Ninh Bình, ngày 27/11/2025")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(str(path))
    return path


@pytest.mark.parametrize("heads", [("Mốc", "Người nói", "Lời nói"), ("Phút", "Giọng", "Nội dung")])
def test_turns_are_read_as_speech(tmp_path: Path, heads: tuple[str, ...]) -> None:
    frame = read_opinions([word_table(tmp_path / "hop.docx", [heads, *TURNS])], keep_answers=True)
    assert {str(day)[:10] for day in frame["date"]} == {"2025-11-27"}
    check(frame)


def check(frame: pd.DataFrame) -> None:
    assert list(frame["speaker"]) == ["Cử tri Đinh Văn Khoát", "Cử tri Mai Thị Nhàn"]
    assert list(frame["place"]) == ["xóm 5", "xóm 11"]
    assert "nạo vét cái cống đầu xóm" in frame["text"].iloc[0]
    assert not frame["text"].str.contains("Cảm ơn chị|tuần sau|<v").any()
    assert frame["answer"].iloc[0].startswith("Việc cống đầu xóm 5")


def test_a_sheet_of_turns_below_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Gỡ băng đối thoại xã Hải Hậu, tỉnh Ninh Bình, ngày 27/11/2025"])
    for row in [("Mốc", "Người nói", "Nội dung"), *TURNS]:
        book.active.append(row)
    book.save(tmp_path / "hop.xlsx")
    frame = read_opinions(tmp_path / "hop.xlsx", keep_answers=True)
    check(frame)
    assert {str(day)[:10] for day in frame["date"]} == {"2025-11-27"}
    assert frame.attrs["inputs"][0]["columns"] == {"text": "Nội dung", "speaker": "Người nói"}
    # What the user says holds.
    assert len(read_opinions(tmp_path / "hop.xlsx", text_column="Nội dung")) == len(TURNS)


@pytest.mark.parametrize("unit", [1, 1000])
def test_what_recognisers_export(tmp_path: Path, unit: int) -> None:
    heads = ("id", "start", "end", "speaker", "text", "avg_logprob")
    rows = [
        (i, 20.3 * i * unit, (20.3 * i + 9.1) * unit, speaker, text, -0.2)
        for i, (_, speaker, text) in enumerate(TURNS)
    ]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
    segments = [dict(zip(heads, row)) for row in rows]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, segments)), encoding="utf-8")
    whole = {"text": "", "language": "vi", "segments": segments}
    (tmp_path / "c.json").write_text(json.dumps(whole), encoding="utf-8")
    for name in ("a.csv", "b.jsonl", "c.json"):
        check(read_opinions(tmp_path / name, keep_answers=True))


def test_the_turns_of_officials_tell_a_table_without_times(tmp_path: Path) -> None:
    rows = [(str(i), speaker, text) for i, (_, speaker, text) in enumerate(TURNS, 1)]
    path = word_table(tmp_path / "hop.docx", [("STT", "Họ tên", "Nội dung"), *rows])
    check(read_opinions(path, keep_answers=True))


def grid(rows: Sequence[Sequence[str]]) -> Grid:
    return Grid([(f"table 1, row {i}", list(cells)) for i, cells in enumerate(rows, 1)])


@pytest.mark.parametrize(
    "rows",
    [
        # Calls at their times of the day.
        [
            ("Thời gian", "Nội dung"),
            *((f"{8 + i}:15", "Đường hỏng, đề nghị sửa") for i in range(9)),
        ],
        # A list of petitions.
        [
            ("STT", "Người phát biểu", "Nội dung"),
            *((str(i), "Ông A", "Sửa đường") for i in range(9)),
        ],
        [("Mốc", "Người nói", "Lời nói", "Trả lời"), *((*turn, "Đã rõ") for turn in TURNS)],
        [("Mốc", "Người nói", "Lời nói"), TURNS[0]],
    ],
)
def test_other_tables_stay(rows: list[tuple[str, ...]]) -> None:
    blocks = [Paragraph("paragraph 1", "Tổng hợp"), grid(rows)]
    assert turns_as_lines(blocks) == blocks


def test_every_row_becomes_a_line() -> None:
    rows = [("TT", "Phút", "Nội dung ghi âm"), *((str(i), f"{i}.05", f"câu {i}") for i in range(7))]
    (head, *lines) = turns_as_lines([grid(rows)])
    assert isinstance(head, Paragraph) and head.text == "TT | Phút | Nội dung ghi âm"
    assert [line.text for line in lines if isinstance(line, Paragraph)] == [
        f"[{i}:05] câu {i}" for i in range(7)
    ]
