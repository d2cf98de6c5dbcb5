"""What Word, spreadsheets and PDF keep in places of their own: text boxes, signs, pages' heads."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from seeds import DATA

from nlp import Tagger, YkienError, read_opinions, tag_files
from nlp.reading.files import read_chunks
from nlp.reading.formats.word import Paragraph, read_docx
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
ROAD = "Đường trục thôn sạt một đoạn dài 40 m, đề nghị xã kè lại trước mùa mưa."
LIGHT = "Đèn đường trước trường học hỏng ba cột từ Tết, các cháu học thêm về tối om."


def box(text: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"


def paragraphs(path: Path) -> list[str]:
    return [
        part.text for part in read_docx(path).blocks if isinstance(part, Paragraph) and part.text
    ]


def test_a_text_box_is_read_once_behind_its_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Ý kiến của bà con:")
    twice = (
        f"<w:r {W} {MC}><mc:AlternateContent><mc:Choice Requires='wps'>{box(ROAD)}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box(ROAD)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(twice))
    paragraph._p.append(parse_xml(f"<w:r {W}><w:pict>{box(LIGHT)}</w:pict></w:r>"))
    document.add_paragraph("Hết.")
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["Ý kiến của bà con:", ROAD, LIGHT, "Hết."]


def test_what_is_typed_as_an_equation_is_read(tmp_path: Path) -> None:
    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    square = f"<m:sSup><m:e>{run('m')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"
    part = f"<m:f><m:num>{run('1')}</m:num><m:den>{run('3')}</m:den></m:f>"
    document = docx.Document()
    paragraph = document.add_paragraph("Thu hồi 120")
    paragraph._p.append(parse_xml(f"<m:oMath {M}>{square}</m:oMath>"))
    paragraph.add_run(" đất, mới trả ")
    equation = f"<m:oMath>{part}<m:d><m:e>{run('20%')}</m:e></m:d></m:oMath>"
    paragraph._p.append(parse_xml(f"<m:oMathPara {M}>{equation}</m:oMathPara>"))
    paragraph.add_run(" tiền đền bù.")
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["Thu hồi 120m2 đất, mới trả 1/3(20%) tiền đền bù."]


def test_boxes_of_forms_tabs_at_a_margin_and_measures(tmp_path: Path) -> None:
    def tick(mark: str) -> str:
        data = f"<w:ffData><w:checkBox><w:default w:val='0'/>{mark}</w:checkBox></w:ffData>"
        return f"<w:r {W}><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r>"

    document = docx.Document()
    paragraph = document.add_paragraph()
    for mark, word in (("<w:checked/>", "Đồng ý"), ("", "Không"), ("<w:checked w:val='0'/>", "?")):
        paragraph._p.append(parse_xml(tick(mark)))
        paragraph.add_run(f" {word} ")
    paragraph._p.append(parse_xml(f"<w:r {W}><w:ptab/><w:t>đường</w:t></w:r>"))
    paragraph._p.append(parse_xml(f"<w:r {W}><w:sym w:font='Symbol' w:char='F0B3'/></w:r>"))
    paragraph.add_run("5 m")
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["☒ Đồng ý ☐ Không ☐ ? \tđường≥5 m"]


def test_another_file_within_a_document_is_named_as_unread(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(ROAD)
    chunk = f"<w:altChunk {W} {R} r:id='rId99'/>"
    document.element.body.insert(1, parse_xml(chunk))
    document.add_table(1, 1).cell(0, 0)._tc.append(parse_xml(chunk))
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    assert frame["text"].tolist() == [ROAD]
    assert [one["position"] for one in frame.attrs["rejects"]] == ["P2", "T1R1"]
    assert "altChunk" in frame.attrs["rejects"][0]["reason"]


def test_a_paragraph_whose_number_was_taken_off_is_no_item(tmp_path: Path) -> None:
    document = docx.Document()
    for number, text in (("0", ROAD), ("1", LIGHT)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        numbered = f"<w:numPr {W}><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr>"
        properties.append(parse_xml(numbered))
    document.save(str(tmp_path / "a.docx"))
    found = [part for part in read_docx(tmp_path / "a.docx").blocks if isinstance(part, Paragraph)]
    assert [part.listed for part in found] == [False, True]


def test_what_stands_around_the_text_is_left_out_and_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "UBND xã Tam Đa – Ban Tiếp công dân"
    document.add_paragraph("Ý kiến của nhân dân:")
    for text in (ROAD, LIGHT):
        document.add_paragraph(text, style="List Number")
    run = document.paragraphs[1].runs[0]
    document.add_comment(run, text="Đoạn này đã hỏi phòng Kinh tế.", author="Thư ký")
    path = tmp_path / "a.docx"
    document.save(str(path))
    (chunk,) = read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True))
    assert [row["text"] for row in chunk.rows] == [ROAD, LIGHT]
    margin = {block.position: block.text for block in chunk.blocks if block.reason == "margin"}
    assert margin == {
        "header1/P1": "UBND xã Tam Đa – Ban Tiếp công dân",
        "comments/P1": "Đoạn này đã hỏi phòng Kinh tế.",
    }


def test_a_tick_of_a_symbol_font_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    sign = f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    document.add_paragraph("Đồng ý ")._p.append(parse_xml(sign))
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["Đồng ý ✓"]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("12/25/2025 08:10", "01/05/2026 09:00"), ["2025-12-25", "2026-01-05"]),
        (("25/12/2025 08:10", "01/05/2026 09:00"), ["2025-12-25", "2026-05-01"]),
        (("03/04/2026", "01/05/2026"), ["2026-04-03", "2026-05-01"]),
    ],
)
def test_days_of_a_column_are_month_first_where_one_can_be_nothing_else(
    tmp_path: Path, days: tuple[str, str], read: list[str]
) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f'"{day}","{text}"\n' for day, text in zip(days, (ROAD, LIGHT)))
    path.write_text(f"Ngày tiếp nhận,Nội dung phản ánh\n{rows}", encoding="utf-8")
    assert [day.date().isoformat() for day in read_opinions(path)["date"]] == read


def test_a_damaged_file_in_a_folder_is_named_and_the_others_are_read(
    tagger: Tagger, tmp_path: Path
) -> None:
    docx.Document().save(str(tmp_path / "whole.docx"))
    with zipfile.ZipFile(tmp_path / "whole.docx") as archive:
        at = archive.getinfo("docProps/core.xml").header_offset
    data = bytearray((tmp_path / "whole.docx").read_bytes())
    data[at + 50 : at + 90] = b"\xff" * 40
    (tmp_path / "whole.docx").unlink()
    (tmp_path / "damaged.docx").write_bytes(bytes(data))
    (tmp_path / "a.txt").write_text(f"{ROAD}\n", encoding="utf-8")
    result = tag_files(tmp_path, tagger=tagger)
    assert result.n_opinions == 1
    assert [reject.source for reject in result.rejects] in ([], ["damaged.docx"])


def test_paragraphs_whose_end_is_deleted_are_one(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ý kiến của bà con:")
    texts = ("Đường trục thôn sạt một đoạn", " dài 40 m,", "", " đề nghị xã kè lại.", LIGHT)
    for text in texts:
        paragraph = document.add_paragraph(text, style="List Number")
        if text not in texts[-2:]:
            mark = f"<w:rPr {W}><w:del w:id='1' w:author='a'/></w:rPr>"
            paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    gone = document.add_paragraph(style="List Number")
    gone._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del w:id='2' w:author='a'/></w:rPr>"))
    document.add_paragraph("Hết.")
    document.save(str(tmp_path / "a.docx"))
    found = [part for part in read_docx(tmp_path / "a.docx").blocks if isinstance(part, Paragraph)]
    assert [(part.position, part.text) for part in found] == [
        ("P1", "Ý kiến của bà con:"),
        ("P2", "Đường trục thôn sạt một đoạn dài 40 m, đề nghị xã kè lại."),
        ("P6", LIGHT),
        ("P8", "Hết."),
    ]


def test_hidden_text_is_left_out_and_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ý kiến của nhân dân:")
    for text in (ROAD, LIGHT):
        document.add_paragraph(text, style="List Number")
    secret = document.paragraphs[1].add_run(" Người này hay kiện.")
    secret.font.hidden = True
    document.paragraphs[2].runs[0].font.hidden = False
    path = tmp_path / "a.docx"
    document.save(str(path))
    (chunk,) = read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True))
    assert [row["text"] for row in chunk.rows] == [ROAD, LIGHT]
    hidden = [(b.position, b.text) for b in chunk.blocks if b.reason == "hidden_text"]
    assert hidden == [("P2", "Người này hay kiện.")]


def test_what_stands_around_a_list_in_a_frame_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    above, within, below = (row.cells[0] for row in document.add_table(rows=3, cols=1).rows)
    above.text = "Tổng hợp ý kiến cử tri xã Hải Hậu, tỉnh Ninh Bình\nNgày 12/3/2026"
    below.text = f"Ông Nguyễn Văn An: {LIGHT}\nBà Lê Thị Bích: Trạm y tế hết thuốc ba tháng nay."
    inner = within.add_table(rows=2, cols=2)
    for row, texts in zip(inner.rows, [("STT", "Nội dung ý kiến"), ("1", ROAD)]):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    path = tmp_path / "a.docx"
    document.save(str(path))
    chunks = list(read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True)))
    shown = [block.text for chunk in chunks for block in chunk.blocks]
    assert sum(ROAD in text for text in shown) == 1
    assert any("Tổng hợp ý kiến" in text for text in shown)
    assert any("hết thuốc" in text for text in shown)
    rows = [row for chunk in chunks for row in chunk.rows]
    assert rows[0]["text"] == ROAD and str(rows[0]["date"]) == "2026-03-12"


def test_columns_before_a_row_are_counted_however_they_are_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(rows=2, cols=2)
    document.save(str(tmp_path / "a.docx"))
    before = b'<w:tr><w:trPr><w:gridBefore w:val="&#57;99999999"/></w:trPr>'
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as old,
        zipfile.ZipFile(tmp_path / "b.docx", "w") as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry).replace(b"<w:tr>", before))
    with pytest.raises(YkienError, match="unpacks to more than"):
        read_opinions(tmp_path / "b.docx")


def test_what_repeats_on_the_pages_of_a_pdf_file_is_left_out_and_shown() -> None:
    file = InputFile(DATA / "bien-ban.pdf", "bien-ban.pdf")
    chunks = read_chunks(file, ReadOptions(keep_blocks=True))
    margins = [one for chunk in chunks for one in chunk.blocks if one.reason == "margin"]
    assert any("Trang" in one.text for one in margins)
    assert all(one.position.startswith("Tr") for one in margins)
