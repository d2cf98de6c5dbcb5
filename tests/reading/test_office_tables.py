"""Lists as offices lay them out: answers below, narrow tables with sections, tables cut in two."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

A = "Đường ra cánh đồng Mả Vôi lầy lội, xe cải tiến không đi được."
B = "Đề nghị xã trả lời bao giờ có nước máy cho xóm Trại."
C = "Cột điện đầu ngõ nghiêng, đề nghị điện lực dựng lại trước mùa bão."
ANSWERS = ("Đã đổ cấp phối 200 m.", "Nhà máy nước đấu nối trong quý III.")


def sheet(path: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
    return path


def document(path: Path, *tables: list[tuple[str, ...]]) -> Path:
    made = docx.Document()
    for rows in tables:
        grid = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row):
                cell.text = text
        made.add_paragraph("")
    made.save(str(path))
    return path


def kinds(path: Path) -> Counter[str]:
    options = ReadOptions(keep_blocks=True)
    chunks = read_chunks(InputFile(path, path.name), options)
    return Counter(block.kind for chunk in chunks for block in chunk.blocks)


@pytest.mark.parametrize(
    "head", ["Trả lời", "UBND xã trả lời", "Ý kiến trả lời của UBND xã", "Giải trình"]
)
@pytest.mark.parametrize("column", [0, 1, 3])
def test_answers_in_rows_of_their_own(tmp_path: Path, head: str, column: int) -> None:
    rows: list[tuple[object, ...]] = [("STT", "Họ và tên", "Địa chỉ", "Nội dung kiến nghị")]
    for number, (text, answer) in enumerate(zip((A, B), ANSWERS), 1):
        below = ["", "", "", ""]
        below[column] = f"{head}: {answer}"
        rows += [(number, "Bà Thỏa", "xóm Trại", text), tuple(below)]
    path = sheet(tmp_path / "a.xlsx", *rows)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["answer"].tolist() == list(ANSWERS)
    assert frame["speaker"].tolist() == ["Bà Thỏa"] * 2
    assert kinds(path)["answer"] == 2


def test_an_answer_beside_the_number_of_the_opinion(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", "Nội dung kiến nghị"),
        (1, "Bà Thỏa", A),
        (None, None, f"Trả lời: {ANSWERS[0]}"),
        (2, "Ông Lực", B),
        (None, None, f"Trả lời: {ANSWERS[1]}"),
        merged=("A2:A3", "B2:B3", "A4:A5", "B4:B5"),
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["answer"].tolist() == list(ANSWERS)


def test_who_is_named_in_each_row_beside_one_opinion_is_one_person(tmp_path: Path) -> None:
    day = datetime(2026, 3, 12)
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", "Địa chỉ", "Ngày nhận", "Nội dung kiến nghị", "Trả lời"),
        (1, "Bà Thỏa", "xóm Trại", day, A, ANSWERS[0]),
        (2, "Bà Thỏa", "xóm Trại", day, None, ANSWERS[1]),
        (3, "Ông Lực", "xóm Đông", day, B, None),
        merged=("E2:E3",),
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["speaker"].tolist() == ["Bà Thỏa", "Ông Lực"]
    assert frame["place"].tolist() == ["xóm Trại", "xóm Đông"]
    assert frame["date"].dt.day.tolist() == [12, 12]
    assert frame["answer"][0] == " ".join(ANSWERS)


def test_two_answers_below_one_opinion(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("STT", "Nội dung"),
        (1, A),
        (None, "Phòng Kinh tế trả lời: Đã khảo sát."),
        (None, "UBND xã trả lời: Sẽ làm trong năm."),
        (2, B),
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["answer"].fillna("").tolist() == ["Đã khảo sát. Sẽ làm trong năm.", ""]


def test_what_people_say_of_an_answer_is_none(tmp_path: Path) -> None:
    said = "Phản hồi: ứng dụng nộp hồ sơ hay bị treo."
    path = sheet(tmp_path / "a.xlsx", ("Nội dung góp ý", "Ghi chú"), (A, ""), (said, ""))
    assert len(read_opinions(path)) == 2
    path = sheet(
        tmp_path / "b.xlsx",
        ("STT", "Nội dung góp ý"),
        (1, A),
        (None, f"Đề nghị UBND xã trả lời: {B}"),
    )
    assert len(read_opinions(path)) == 2


@pytest.mark.parametrize("answers", [ANSWERS, ()])
@pytest.mark.parametrize("merged", [True, False])
def test_sections_of_narrow_tables(tmp_path: Path, answers: tuple[str, ...], merged: bool) -> None:
    rows: list[tuple[object, ...]] = [
        ("STT", "Nội dung ý kiến", "Trả lời"),
        ("I", "Thôn Đông"),
        (1, A, ANSWERS[0]),
        ("II", "Thôn Đoài"),
        (1, B, ANSWERS[1]),
        (2, C),
    ]
    across = ("B2:C2", "B4:C4") if merged and answers else ()
    width = 3 if answers else 2
    path = sheet(tmp_path / "a.xlsx", *(row[:width] for row in rows), merged=across)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B, C]
    assert frame["place"].tolist() == ["Thôn Đông", "Thôn Đoài", "Thôn Đoài"]
    if answers:
        assert frame["answer"].tolist() == [*answers, ""]
    assert kinds(path)["section"] == 2


def test_roman_numbers_alone_count_opinions(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", ("STT", "Nội dung", "Trả lời"), ("I", "Nước đục"), ("II", "Cầu gãy")
    )
    assert read_opinions(path)["text"].tolist() == ["Nước đục", "Cầu gãy"]


HEADINGS = ("STT", "Họ tên", "Nội dung kiến nghị")


def test_a_list_that_is_cut_in_two_tables(tmp_path: Path) -> None:
    first = [HEADINGS, ("1", "Bà Thỏa", A), ("2", "Ông Lực", B)]
    path = document(tmp_path / "a.docx", first, [("3", "Bà Nhài", C), ("4", "Ông Sửu", "Nước đục")])
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B, C, "Nước đục"]
    assert frame["speaker"].tolist() == ["Bà Thỏa", "Ông Lực", "Bà Nhài", "Ông Sửu"]
    assert frame["position"].tolist() == ["T1R2", "T1R3", "T2R1", "T2R2"]


def test_who_signs_below_a_list_is_no_part_of_it(tmp_path: Path) -> None:
    first = [HEADINGS, ("1", "Bà Thỏa", A), ("2", "Ông Lực", B)]
    signed = [("Nơi nhận:\n- Như trên;", "", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Sửu")]
    path = document(tmp_path / "a.docx", first, signed)
    assert read_opinions(path)["text"].tolist() == [A, B]


def test_ticks_are_no_answers(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        ("TT", "Nội dung kiến nghị", "Kết quả giải quyết", None, "Ghi chú"),
        (None, None, "Đã giải quyết", "Chưa giải quyết", None),
        (1, A, "x", None, None),
        (2, B, None, "x", "Chờ vốn"),
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    frame = read_opinions(path)
    assert frame["status"].tolist() == ["Đã giải quyết", "Chưa giải quyết"]
    assert "answer" not in frame


@pytest.mark.parametrize(
    ("number", "phone"),
    [
        (912345678, "0912345678"),
        (2963852123, "02963852123"),
        (1663852123, "01663852123"),
        (84912345678, "84912345678"),
        (1900561252, "1900561252"),
    ],
)
def test_phones_that_a_spreadsheet_holds_as_numbers(
    tmp_path: Path, number: int, phone: str
) -> None:
    path = sheet(tmp_path / "a.xlsx", ("Nội dung", "Số điện thoại"), (A, number), (B, number))
    assert read_opinions(path)["phone"].tolist() == [phone] * 2


def test_days_as_spreadsheets_leave_them(tmp_path: Path) -> None:
    days = ("45231", "20231101", 45231, 20231101, "01-Nov-23", "1-thg 11-23", "01-Nov-2023")
    path = sheet(
        tmp_path / "a.xlsx",
        ("Ngày", "Nội dung phản ánh"),
        *((day, f"{A} Lần {i}.") for i, day in enumerate(days)),
    )
    assert read_opinions(path)["date"].dt.strftime("%Y-%m-%d").tolist() == ["2023-11-01"] * 7


def test_digits_that_are_no_day(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", ("Ngày", "Nội dung phản ánh"), ("99999", A), ("20231301", B), ("12", C)
    )
    assert read_opinions(path)["date"].isna().all()


@pytest.mark.parametrize("label", ["Câu hỏi", "Ý kiến {}"])
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_questions_and_answers_one_below_the_other(tmp_path: Path, label: str, suffix: str) -> None:
    rows = []
    for number, (text, answer) in enumerate(zip((A, B), ANSWERS), 1):
        rows += [(label.format(number), text), ("Trả lời", answer)]
    path = tmp_path / f"a.{suffix}"
    sheet(path, *rows) if suffix == "xlsx" else document(path, rows)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [A, B]
    assert frame["answer"].tolist() == list(ANSWERS)


def test_totals_of_two_columns(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", ("STT", "Nội dung"), (1, A), ("Tổng", "1 ý kiến"), ("Cộng", 1)
    )
    assert read_opinions(path)["text"].tolist() == [A]
    assert kinds(path)["total"] == 2


def test_what_is_left_out_with_a_sheet_is_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("STT", "Nội dung"))
    book.active.append((1, A))
    notes = book.create_sheet("Cũ")
    notes.append((2, B))
    notes.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    options = ReadOptions(keep_blocks=True)
    chunks = read_chunks(InputFile(tmp_path / "a.xlsx", "a.xlsx"), options)
    found = [block for chunk in chunks for block in chunk.blocks if block.kind == "hidden"]
    assert [(block.position, block.text) for block in found] == [("Cũ!1", f"2 | {B}")]


def test_who_signs_in_merged_cells(tmp_path: Path) -> None:
    rows = (
        ("STT", "Họ tên", "Địa chỉ", "Nội dung kiến nghị"),
        (1, "Ông Bình", "thôn Nội", "Đường liên thôn hỏng, đề nghị sửa."),
        (2, "Bà Lan", "thôn Đông", "Nước máy đục cả tuần."),
        ("NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH", None),
        ("Trần Văn Lập", None, "Nguyễn Thị Mai", None),
    )
    path = sheet(tmp_path / "a.xlsx", *rows, merged=("A4:B4", "C4:D4", "A5:B5", "C5:D5"))
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert [row["text"] for row in chunk.rows] == [str(row[3]) for row in rows[1:3]]
    assert chunk.left_out["signature"] == 2
    assert not chunk.rejects
