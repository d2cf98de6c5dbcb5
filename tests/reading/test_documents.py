"""Word documents, workbooks, pipes and JSON lose nothing of what they hold."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nlp import YkienError, read_opinions
from nlp.reading.collector import Collector
from nlp.reading.documents import read_blocks
from nlp.reading.files import read_chunks
from nlp.reading.finding import find_files
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.paragraphs import MAX_PARAGRAPHS, read_paragraphs
from nlp.reading.tables.layout import ReadOptions

ROAD = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho bà con đi lại"
WATER = "Nước máy có mùi tanh, đề nghị nhà máy kiểm tra đường ống trong tuần này"
WASTE = "Rác mười ngày mới có xe vào một lần, đề nghị tăng số chuyến"


def add_xml(document: Any, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace("NS", nsdecls("w"))))


def fill(table: Any, rows: list[list[str]]) -> None:
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text


def add_table(parent: Any, rows: list[list[str]]) -> None:
    fill(parent.add_table(rows=len(rows), cols=len(rows[0])), rows)


def test_tracked_changes_and_content_controls(tmp_path: Path) -> None:
    document = docx.Document()
    add_xml(
        document,
        '<w:p NS><w:r><w:t xml:space="preserve">Đường </w:t></w:r>'
        '<w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve">làng </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>thôn</w:t></w:r></w:moveFrom>'
        "<w:sdt><w:sdtContent><w:r><w:t>hỏng</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:tab/><w:t>nặng</w:t><w:br/><w:t>lắm</w:t></w:r></w:p>",
    )
    add_xml(
        document,
        "<w:sdt NS><w:sdtContent><w:p><w:r><w:t>Mất nước</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    document.save(str(tmp_path / "a.docx"))
    texts = read_opinions(tmp_path / "a.docx")["text"].tolist()
    assert [" ".join(text.split()) for text in texts] == ["Đường làng hỏng nặng lắm", "Mất nước"]


def test_a_table_inside_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1)
    add_table(outer.rows[0].cells[0], [["STT", "Nội dung ý kiến"], ["1", ROAD], ["2", WATER]])
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    assert frame["text"].tolist() == [ROAD, WATER]
    assert frame["position"].is_unique


def test_a_table_without_rows_behind_a_list(tmp_path: Path) -> None:
    document = docx.Document()
    add_table(document, [["STT", "Nội dung ý kiến"], ["1", ROAD], ["2", WATER]])
    document.add_table(rows=0, cols=2)
    document.save(str(tmp_path / "a.docx"))
    assert read_opinions(tmp_path / "a.docx")["text"].tolist() == [ROAD, WATER]


def test_figures_in_a_cell_stay_with_the_opinion(tmp_path: Path) -> None:
    document = docx.Document()
    rows = [["STT", "Nội dung ý kiến"], ["1", ROAD], ["2", WATER]]
    table = document.add_table(rows=3, cols=2)
    fill(table, rows)
    add_table(table.rows[2].cells[1], [["Tháng 3", "40 khối"]])
    document.save(str(tmp_path / "a.docx"))
    first, second = read_opinions(tmp_path / "a.docx")["text"]
    assert first == ROAD
    assert second.startswith(WATER)
    assert "40 khối" in second


def test_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    rows = [["STT", "Nơi", "Nội dung ý kiến"], ["1", "xã A", ROAD], ["2", "", WATER]]
    table = document.add_table(rows=3, cols=3)
    fill(table, rows)
    table.cell(1, 1).merge(table.cell(2, 1))
    document.save(str(tmp_path / "a.docx"))
    assert read_opinions(tmp_path / "a.docx")["place"].tolist() == ["xã A", "xã A"]


def test_a_cell_that_holds_nothing_is_no_word() -> None:
    collector = Collector("a.docx", keep_blocks=True)
    blocks = [Paragraph("P1", ROAD), Grid([("T1R1", ["Nơi nhận", None]), ("T1R2", [None, "Lưu"])])]
    chunks = [*read_blocks(blocks, ReadOptions(), collector), *collector.take(full_only=False)]
    shown = "\n".join(block.text for chunk in chunks for block in chunk.blocks)
    assert ROAD in shown and "None" not in shown


def test_turns_beside_a_table_of_opinions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Tổng hợp ý kiến của nhân dân")
    add_table(document, [["STT", "Nội dung ý kiến"], ["1", ROAD], ["2", WATER]])
    document.add_paragraph("Phát biểu thêm tại hội nghị")
    document.add_paragraph(f"Ông Nguyễn Văn A: {WASTE}")
    document.add_paragraph("Bà Lê Thị B: Đèn đường tắt cả tháng nay.")
    document.save(str(tmp_path / "a.docx"))
    texts = read_opinions(tmp_path / "a.docx")["text"].tolist()
    assert texts == [ROAD, WATER, WASTE, "Đèn đường tắt cả tháng nay."]


def test_who_was_there_does_not_hide_the_minutes(tmp_path: Path) -> None:
    document = docx.Document()
    add_table(
        document,
        [["STT", "Họ tên", "Ý kiến"], ["1", "Lê A", "Nhất trí"], ["2", "Vũ B", "Nhất trí"]],
    )
    document.add_paragraph(f"1. Ông Nguyễn Văn A: {WASTE}")
    document.add_paragraph(f"2. Bà Lê Thị B: {ROAD}")
    document.save(str(tmp_path / "a.docx"))
    assert read_opinions(tmp_path / "a.docx")["text"].tolist() == [WASTE, ROAD]
    (file,) = find_files([tmp_path / "a.docx"])
    chunks = list(read_chunks(file, ReadOptions(keep_blocks=True)))
    shown = [block.text for chunk in chunks for block in chunk.blocks]
    assert "1 | Lê A | Nhất trí" in shown and "" not in shown


def test_a_heading_does_not_merge_the_paragraphs_below(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Góp ý của bà con")
    for text in (ROAD, WATER, WASTE):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    assert read_opinions(tmp_path / "a.docx")["text"].tolist() == [ROAD, WATER, WASTE]


@pytest.mark.parametrize("cells", [("A1", "XFD1048576"), ("A1", "AD1048576")])
def test_a_sheet_of_millions_of_empty_cells(tmp_path: Path, cells: tuple[str, str]) -> None:
    path = tmp_path / "bomb.xlsx"
    rows = "".join(
        f'<row r="{cell.lstrip("AXFD")}"><c r="{cell}"><v>1</v></c></row>' for cell in cells
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
        )
    with pytest.raises(YkienError, match=r"bomb\.xlsx: its sheets reach over more than") as caught:
        read_opinions(path)
    assert caught.value.code == "file_cells"


def test_a_reference_that_two_blocks_share(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    part = '<c r="XFD1048576">'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", " " * ((1 << 20) - 9) + part)
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)


@pytest.mark.parametrize("name", ["gridSpan", "gridBefore", "gridAfter"])
def test_a_cell_that_spans_a_million_columns(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:tc><w:{name} w:val="1000000"/></w:tc>')
    with pytest.raises(YkienError, match=r"bomb\.docx: unpacks to more than"):
        read_opinions(path)


def test_a_list_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(["STT", "Nội dung", "Nơi"])
    sheet.append([1, ROAD, "xã A"])
    more = book.create_sheet("Tiếp")
    more.append([2, WATER, "xã B"])
    more.append([3, WASTE, "xã C"])
    notes = book.create_sheet("Ghi chú")
    notes.append(["Số liệu lấy từ ba xã"])
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == [ROAD, WATER, WASTE]
    assert frame["place"].tolist() == ["xã A", "xã B", "xã C"]
    assert frame["position"].tolist()[1] == "Tiếp!1"


def test_a_pipe_is_read_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    lines = [f"Đường số {n} hỏng nặng, đề nghị sửa." for n in range(20_000)]
    text = "\n".join(lines)
    writer = threading.Thread(target=path.write_text, args=(text,), kwargs={"encoding": "utf-8"})
    writer.start()
    frame = read_opinions(path)
    writer.join()
    assert frame["text"].tolist() == lines
    assert set(frame["source"]) == {"pipe.txt"}


def test_lines_that_are_too_many_for_minutes_keep_the_day_and_place_of_the_document() -> None:
    collector = Collector("a.docx", size=50_000)
    collector.day, collector.place = date(2026, 4, 3), "xã Tam Đa"
    collector.days["P7"] = date(2026, 4, 5)
    lines = [Paragraph(f"P{n}", f"Đường số {n} hỏng nặng") for n in range(MAX_PARAGRAPHS + 1)]
    assert not list(read_paragraphs(lines, collector))
    [chunk] = collector.take(full_only=False)
    assert [row["text"] for row in chunk.rows] == [line.text for line in lines]
    assert {row["place"] for row in chunk.rows} == {"xã Tam Đa"}
    assert [row["date"] for row in chunk.rows[6:9]] == [
        collector.day,
        date(2026, 4, 5),
        collector.day,
    ]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("inside", [False, True])
def test_a_json_array(tmp_path: Path, indent: int | None, inside: bool) -> None:
    rows: list[Any] = [{"text": ROAD, "noi": "xã A"}, 5, {"text": WATER, "noi": "xã B"}]
    data = {"data": rows, "total": 3} if inside and indent else rows
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, WATER]
    assert frame["place"].tolist() == ["xã A", "xã B"]
    assert [r["position"] for r in frame.attrs["rejects"]] == ["#2"]


def test_a_broken_json_array(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "x"}, {"te', encoding="utf-8")
    with pytest.raises(YkienError, match=r"a\.json: damaged"):
        read_opinions(tmp_path / "a.json")


def test_a_json_array_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.write(b'[{"text": "x"}')
        file.write(b" " * 100_000_001)
        file.write(b"]")
    with pytest.raises(YkienError, match=r"a\.json: .*100 MB"):
        read_opinions(tmp_path / "a.json")


def test_a_text_may_begin_with_a_brace(tmp_path: Path) -> None:
    lines = ["{tôi} đề nghị sửa đường.", "[Thôn Đông] mất nước."]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    assert read_opinions(tmp_path / "a.txt")["text"].tolist() == lines


def test_a_folder_with_lock_files_and_rejects(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ROAD, encoding="utf-8")
    (tmp_path / "~$a.docx").write_bytes(b"\x05user")
    (tmp_path / "out.rejects.csv").write_text("text\nx\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps([{"text": WATER}]), encoding="utf-8")
    assert read_opinions(tmp_path)["source"].tolist() == ["a.txt", "b.json"]


def test_letterhead_in_a_table_tells_place_and_date(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND XÃ TAM ĐA\nHUYỆN YÊN PHONG"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBắc Ninh, ngày 12 tháng 3 năm 2025"
    document.add_paragraph("TỔNG HỢP Ý KIẾN CỬ TRI")
    table = document.add_table(2, 2)
    cells = ["Nội dung", "Thôn", "Đường vào thôn hỏng, đề nghị rải đá", "thôn Đông"]
    for number, text in enumerate(cells):
        table.cell(*divmod(number, 2)).text = text
    document.save(str(tmp_path / "a.docx"))
    (file,) = find_files([tmp_path / "a.docx"])
    (chunk,) = read_chunks(file, ReadOptions(keep_blocks=True))
    (row,) = chunk.rows
    assert (row["place"], row["ward_code"]) == ("thôn Đông", "09208")
    assert row["date"] == date(2025, 3, 12)
    # What is no opinion is counted, the letterhead as well.
    assert "UBND XÃ TAM ĐA" in [block.text for block in chunk.blocks if block.kind == "heading"]


def test_letterhead_in_a_table_holds_for_the_turns_beside_a_list(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND XÃ TAM ĐA\nHUYỆN YÊN PHONG"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBắc Ninh, ngày 12 tháng 3 năm 2025"
    document.add_paragraph("BIÊN BẢN")
    document.add_paragraph("Ý kiến của nhân dân:")
    document.add_paragraph(f"1. Ông Nguyễn Văn A, thôn Nội: {WASTE}")
    document.add_paragraph(f"2. Bà Lê Thị B: {ROAD}")
    add_table(document, [["STT", "Nội dung ý kiến"], ["1", WATER], ["2", ROAD]])
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    said = frame[frame["speaker"] != ""]
    assert said["text"].tolist() == [WASTE, ROAD]
    assert said["place"].tolist() == ["thôn Nội", "XÃ TAM ĐA"]
    assert set(frame["ward_code"]) == {"09208"}
    assert [day.date() for day in frame["date"]] == [date(2025, 3, 12)] * 4
