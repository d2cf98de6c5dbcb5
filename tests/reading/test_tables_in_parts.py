"""Lists in a document that are set out in parts, with the header above the first alone."""

from __future__ import annotations

from pathlib import Path

import docx

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile

HEADER = ("STT", "Họ tên", "Nội dung", "Ghi chú")
FIRST = [
    ("1", "Bà Lan", "Đường thôn 3 hỏng nặng, đề nghị sửa sớm.", ""),
    ("2", "Ông Tư", "Cống nghẹt hai tháng nay chưa ai khơi.", ""),
]
MORE = [
    ("1", "Bà Ba", "Đèn đường ở chợ tắt cả tháng, đề nghị lắp lại.", ""),
    ("2", "Ông Năm", "Trạm y tế thiếu thuốc huyết áp, mong cấp thêm.", "gọi lại"),
]


def document(path: Path, *parts: str | list[tuple[str, ...]]) -> Path:
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
    made.save(str(path))
    return path


def test_each_part_has_the_columns_of_the_first_and_its_own_day(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        "SỔ TIẾP CÔNG DÂN XÃ TAM ĐA",
        "Buổi tiếp ngày 12/3/2026",
        [HEADER, *FIRST],
        "Buổi tiếp ngày 19/3/2026",
        MORE,
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row[2] for row in (*FIRST, *MORE)]
    assert frame["speaker"].tolist() == [row[1] for row in (*FIRST, *MORE)]
    assert frame["date"].dt.day.tolist() == [12, 12, 19, 19]
    assert frame["Ghi chú"].tolist()[3] == "gọi lại"


def test_the_header_of_the_first_part_is_told_once(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", [HEADER, *FIRST], "2. Thôn Tây", MORE)
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert len(chunk.rows) == 4
    # With the line between the two tables.
    assert chunk.left_out["heading"] == 2


def test_a_table_of_counts_below_a_list_is_none(tmp_path: Path) -> None:
    counts = [("1", "Đất đai", "12 ý kiến", ""), ("2", "Y tế", "4 ý kiến", "")]
    path = document(tmp_path / "a.docx", [HEADER, *FIRST], "Số liệu", counts)
    assert read_opinions(path)["text"].tolist() == [row[2] for row in FIRST]


def test_each_part_is_of_the_place_above_it(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        "XÃ TAM ĐA, TỈNH BẮC NINH",
        "TỔNG HỢP Ý KIẾN NHÂN DÂN",
        "1. Thôn Đông (2 ý kiến):",
        [HEADER, *FIRST],
        "2. Ý kiến của nhân dân thôn Tây",
        [HEADER, *MORE],
        "3. Gửi qua cổng thông tin",
        [HEADER, *FIRST],
    )
    frame = read_opinions(path)
    assert frame["place"].tolist()[:4] == ["Thôn Đông"] * 2 + ["thôn Tây"] * 2
    assert not any("Tây" in place for place in frame["place"].tolist()[4:])
    assert len(set(frame["ward_code"])) == 1 and frame["ward_code"][0]
