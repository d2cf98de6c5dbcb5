"""Files in TCVN3 and VNI: CSV and text in bytes, documents and workbooks by font and content."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nlp import YkienError, read_opinions
from nlp.reading.formats.legacy import encode_tcvn3, encode_vni
from nlp.reading.formats.word import Grid, Paragraph, read_docx

ROAD = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho bà con đi lại"
WATER = "Nước máy có mùi tanh, đề nghị nhà máy kiểm tra đường ống trong tuần này"
WASTE = "Rác mười ngày mới có xe vào một lần; đề nghị tăng số chuyến"
TEXTS = [ROAD, WATER, WASTE]
ENCODERS = {"tcvn3": encode_tcvn3, "vni": encode_vni}
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def csv_text(delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["STT", "Họ và tên", "Địa chỉ", "Nội dung ý kiến", "Ghi chú"])
    for number, text in enumerate(TEXTS, 1):
        writer.writerow([number, f"Đỗ Thị Én {number}", "Ấp 3", text, "Đã nhận"])
    return out.getvalue()


@pytest.mark.parametrize("form", ENCODERS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("forced", [False, True])
def test_a_csv_file(tmp_path: Path, form: str, delimiter: str, codec: str, forced: bool) -> None:
    # Saved as Unicode without being converted, it is repaired as well.
    (tmp_path / "a.csv").write_bytes(ENCODERS[form](csv_text(delimiter)).encode(codec))
    encoding = None if not forced else form if codec == "cp1252" else codec
    frame = read_opinions(tmp_path / "a.csv", encoding=encoding)
    assert frame["text"].tolist() == TEXTS
    assert frame["speaker"].tolist() == ["Đỗ Thị Én 1", "Đỗ Thị Én 2", "Đỗ Thị Én 3"]
    assert set(frame["place"]) == {"Ấp 3"}
    assert set(frame["Ghi chú"]) == {"Đã nhận"}
    assert frame.attrs["rejects"] == []


@pytest.mark.parametrize("form", ENCODERS)
def test_notes_in_bytes(tmp_path: Path, form: str) -> None:
    text = "\r\n".join(f"- {text}" for text in TEXTS)
    (tmp_path / "a.txt").write_bytes(ENCODERS[form](text).encode("cp1252"))
    assert read_opinions(tmp_path / "a.txt")["text"].tolist() == TEXTS


def test_a_clean_file_with_a_foreign_word_stays(tmp_path: Path) -> None:
    text = csv_text(",").replace("Đã nhận", "Café à la carte").replace("Ấp 3", "Hà Lan")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    frame = read_opinions(tmp_path / "a.csv")
    assert frame["text"].tolist() == TEXTS
    assert set(frame["Ghi chú"]) == {"Café à la carte"}
    assert set(frame["place"]) == {"Hà Lan"}


def test_a_byte_that_the_encoding_does_not_have_rejects_its_row(tmp_path: Path) -> None:
    data = encode_tcvn3(csv_text(",")).encode("cp1252").replace(b"m\xedi", b"m\x81i")
    (tmp_path / "a.csv").write_bytes(data)
    frame = read_opinions(tmp_path / "a.csv")
    assert frame["text"].tolist() == TEXTS[:2]
    assert "tcvn3: 0x81" in frame.attrs["rejects"][0]["reason"]


def test_an_unknown_encoding_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text(","), encoding="utf-8")
    with pytest.raises(YkienError, match=r"a\.csv.*viscii9"):
        read_opinions(tmp_path / "a.csv", encoding="viscii9")


def add_run(paragraph: object, text: str, font: str | None) -> None:
    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    if font:
        run.font.name = font


def paragraphs(path: Path) -> list[str]:
    return [block.text for block in read_docx(path).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("form", ENCODERS)
def test_a_document_in_a_legacy_font_with_runs_in_unicode(tmp_path: Path, form: str) -> None:
    encode, font = ENCODERS[form], FONTS[form]
    document = docx.Document()
    mixed = document.add_paragraph()
    add_run(mixed, encode("Cử tri thôn Phú Hòa "), font)
    add_run(mixed, "đề nghị huyện sớm sửa cầu ", "Times New Roman")
    add_run(mixed, encode("vì"), font)
    add_run(mixed, " nước lũ.", font)
    split = document.add_paragraph()
    # Word cuts runs anywhere, also between a letter and its mark.
    for letter in encode("Đất ở ngập, ủy ban"):
        add_run(split, letter, font)
    add_run(document.add_paragraph(), "Đường Bá, café", font)
    # A table without the font, told by what it holds.
    table = document.add_table(rows=2, cols=1)
    table.rows[0].cells[0].text = encode("Nội dung")
    table.rows[1].cells[0].text = encode(WATER)
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == [
        "Cử tri thôn Phú Hòa đề nghị huyện sớm sửa cầu vì nước lũ.",
        "Đất ở ngập, ủy ban",
        "Đường Bá, café",
    ]
    grid = next(block for block in read_docx(tmp_path / "a.docx").blocks if isinstance(block, Grid))
    assert [cells for _, cells in grid.rows] == [["Nội dung"], [WATER]]


def test_a_font_of_capitals_and_fonts_from_styles(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles["Heading 1"].font.name = ".VnTimeH"
    # The theme's font, as python-docx's own template has it, would go before.
    fonts = document.styles["Heading 1"].element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    document.add_heading(encode_tcvn3("Biên bản họp tổ 5", font_of_capitals=True), 1)
    document.add_paragraph(encode_tcvn3("Kê khai"))
    add_run(document.add_paragraph(), "Ý kiến của café Zoë", "Arial")
    add_run(
        document.add_paragraph(), encode_tcvn3("tỉnh hà nam", font_of_capitals=True), ".VnArialH"
    )
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == [
        "BIÊN BẢN HỌP TỔ 5",
        "Kê khai",
        "Ý kiến của café Zoë",
        "TỈNH HÀ NAM",
    ]


def test_hidden_text_beside_what_is_shown_in_one_legacy_font_stays_hidden(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    add_run(paragraph, encode_tcvn3("Đường lầy lội, đề nghị sửa."), ".VnTime")
    add_run(paragraph, encode_tcvn3(" Người này hay kiện."), ".VnTime")
    paragraph.runs[1].font.hidden = True
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["Đường lầy lội, đề nghị sửa."]
    [hidden] = read_docx(tmp_path / "a.docx").hidden
    assert hidden.text.strip() == "Người này hay kiện."


@pytest.mark.parametrize("form", ENCODERS)
def test_boxes_between_words_in_a_legacy_font_keep_their_places(tmp_path: Path, form: str) -> None:
    encode, font = ENCODERS[form], FONTS[form]
    document = docx.Document()
    paragraph = document.add_paragraph()
    for sign, word in (("FE", "Đồng ý "), ("A8", "Không đồng ý "), ("A8", "Ý kiến khác")):
        box = OxmlElement("w:sym")
        box.set(qn("w:font"), "Wingdings")
        box.set(qn("w:char"), f"F0{sign}")
        paragraph.add_run()._r.append(box)
        add_run(paragraph, encode(word), font)
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["☑Đồng ý ☐Không đồng ý ☐Ý kiến khác"]


def test_word_keeps_u_with_horn_as_a_soft_hyphen(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("n")
    run.font.name = ".VnTime"
    run._r.append(OxmlElement("w:softHyphen"))
    rest = OxmlElement("w:t")
    rest.text = "íc ng"
    run._r.append(rest)
    run._r.append(OxmlElement("w:softHyphen"))
    assert run._r.findall(qn("w:softHyphen"))
    document.save(str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == ["nước ngư"]


def save_xlsx(path: Path, rows: list[list[object]]) -> None:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


@pytest.mark.parametrize("form", ENCODERS)
def test_a_workbook(tmp_path: Path, form: str) -> None:
    encode: Callable[[str], str] = ENCODERS[form]
    header = [encode(name) for name in ("STT", "Họ và tên", "Địa chỉ", "Nội dung ý kiến")]
    rows = [[n, encode("Tạ Én"), encode("Đất"), encode(text)] for n, text in enumerate(TEXTS, 1)]
    # A clean row and a foreign name beside them.
    rows.append([4, "Zoë Müller", "không có", "Đèn đường hỏng, đề nghị thay bóng mới"])
    save_xlsx(tmp_path / "a.xlsx", [header, *rows])
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == [*TEXTS, "Đèn đường hỏng, đề nghị thay bóng mới"]
    assert frame["place"].tolist() == ["Đất", "Đất", "Đất", ""]
    assert frame["speaker"].tolist() == ["Tạ Én", "Tạ Én", "Tạ Én", "Zoë Müller"]


def test_a_legacy_column_in_a_clean_sheet(tmp_path: Path) -> None:
    header = ["Họ và tên", "Nội dung ý kiến", "Tổ"]
    rows = [["Hà Bá", encode_tcvn3(text), "là"] for text in TEXTS]
    save_xlsx(tmp_path / "a.xlsx", [header, *rows])
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == TEXTS
    assert set(frame["speaker"]) == {"Hà Bá"}
