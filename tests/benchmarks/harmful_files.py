"""Files that are large or meant to do harm, each the worst of its kind under 20 MB."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))
from seeds import docx_bytes, ods_bytes, xlsx_bytes

SENTENCE = "Đường liên thôn hỏng nặng nhiều năm nay, mưa xuống là ngập lầy lội, đề nghị xã sớm sửa "
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def replaced(data: bytes, path: Path, parts: dict[str, bytes]) -> None:
    """Write an archive with some of its parts replaced."""
    import io

    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(entry.filename, old.read(entry)))


def minutes() -> list[str]:
    """300 pages of minutes."""
    rng = random.Random(0)
    words = SENTENCE.split()
    lines = ["BIÊN BẢN HỘI NGHỊ TIẾP XÚC CỬ TRI", "Ngày 12/9/2026, tại xã Hương Gián", "Ý kiến:"]
    for number in range(1, 3601):
        said = " ".join(rng.choices(words, k=rng.randrange(25, 45)))
        lines.append(f"{number % 400}. Ông Nguyễn Văn An, thôn {number % 30}: {said}.")
    return lines


def minutes_docx(path: Path) -> None:
    import docx

    document = docx.Document()
    for line in minutes():
        document.add_paragraph(line)
    document.save(str(path))


def minutes_pdf(path: Path) -> None:
    page = path.with_suffix(".html")
    body = "".join(f"<p>{line}</p>" for line in minutes())
    style = "<style>@page{size:A4;margin:2cm}body{font:14pt 'DejaVu Serif'}</style>"
    page.write_text(f"<meta charset=utf-8>{style}{body}", encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}", page],
        check=True,
        capture_output=True,
    )


def docx_of(path: Path, body: str) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()
    replaced(docx_bytes(), path, {"word/document.xml": part})


def docx_200k_paragraphs(path: Path) -> None:
    docx_of(path, f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 200_000)


def docx_empty_tags(path: Path) -> None:
    docx_of(path, "<w:p/>" * 1_900_000)


def docx_nested_tables(path: Path) -> None:
    deep = 60
    start = "<w:tbl><w:tr><w:tc>"
    docx_of(
        path, start * deep + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * deep
    )


def docx_wide_nested(path: Path) -> None:
    text = f"<w:p><w:r><w:t>{SENTENCE * 100}</w:t></w:r></w:p>"
    for _ in range(40):
        text = f"<w:tbl><w:tr><w:tc>{text}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    docx_of(path, text * 20)


def sheet_of(path: Path, rows: str, strings: str = "") -> None:
    parts = {
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {_SPACE}><sheetData>{rows}</sheetData></worksheet>".encode()
        )
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {_SPACE}>{strings}</sst>".encode()
    replaced(xlsx_bytes(), path, parts)


def xlsx_two_far_cells(path: Path) -> None:
    sheet_of(
        path,
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
        "</row>",
    )


def xlsx_long(path: Path) -> None:
    head = '<row><c t="inlineStr"><is><t>Nội dung</t></is></c><c><v>1</v></c><c><v>2</v></c></row>'
    row = (
        f'<row><c t="inlineStr"><is><t>{SENTENCE}</t></is></c><c><v>1</v></c><c><v>2</v></c></row>'
    )
    sheet_of(path, head + row * 700_000)


def xlsx_most_cells(path: Path) -> None:
    sheet_of(path, ("<row>" + "<c><v>1.5</v></c>" * 100 + "</row>") * 34_000)


def xlsx_wide(path: Path) -> None:
    sheet_of(path, ("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>") * 210)


def xlsx_wide_list(path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    head = cell.format("Nội dung") + "".join(cell.format(f"cột {n}") for n in range(15_999))
    row = cell.format(SENTENCE) + "<c><v>1.5</v></c>" * 15_999
    sheet_of(path, f"<row>{head}</row>" + f"<row>{row}</row>" * 210)


def xlsx_enormous_cell(path: Path) -> None:
    sheet_of(path, f'<row><c t="inlineStr"><is><t>{"a" * 150_000_000}</t></is></c></row>')


def xlsx_shared_text(path: Path) -> None:
    head = '<row><c t="s"><v>1</v></c></row>'
    rows = '<row><c t="s"><v>0</v></c></row>' * 2_900
    sheet_of(path, head + rows, f"<si><t>{'a' * 34_000}</t></si><si><t>Nội dung</t></si>")


def xlsx_shared_bomb(path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 400_000
    sheet_of(path, rows, f"<si><t>{'a' * 32_000}</t></si>")


def xls_shared_bomb(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Nội dung")
    for row in range(1, 60_000):
        sheet.write(row, 0, "a" * 32_000)
    book.save(str(path))


def ods_repeated(path: Path) -> None:
    cell = f'<table:table-cell office:value-type="string"><text:p>{SENTENCE}</text:p>'
    path.write_bytes(
        ods_bytes(
            f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-cell>'
            "</table:table-row>"
        )
    )


def ods_long_empty(path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="900"><table:table-cell/></table:table-row>'
    path.write_bytes(ods_bytes(row * 200_000))


def csv_one_line(path: Path) -> None:
    path.write_text("noi_dung,noi\n" + SENTENCE * 160_000, encoding="utf-8")


def csv_one_line_no_header(path: Path) -> None:
    path.write_text("a," * 9_900_000, encoding="utf-8")


def csv_open_quotes(path: Path) -> None:
    path.write_text('noi_dung,noi\n"' + 'x,"y""\n' * 2_500_000, encoding="utf-8")


def csv_open_quote_then_lines(path: Path) -> None:
    path.write_text('noi_dung,noi\n1,"a\n' + "b,c\n" * 4_900_000, encoding="utf-8")


def csv_many_open_quotes(path: Path) -> None:
    block = '1,"a\n' + "b,c\n" * 20_000 + '""""x\n'
    path.write_text("noi_dung,noi\n" + block * 240, encoding="utf-8")


def csv_many_rows(path: Path) -> None:
    path.write_text("noi_dung,noi\n" + "a,b\n" * 4_900_000, encoding="utf-8")


def txt_newlines(path: Path) -> None:
    path.write_text("\n" * 19_999_999 + "a", encoding="utf-8")


def txt_newlines_8mb(path: Path) -> None:
    path.write_text("a\n\n" * 2_600_000, encoding="utf-8")


def txt_short_lines(path: Path) -> None:
    path.write_text("a\n" * 3_900_000, encoding="utf-8")


def txt_99k_lines(path: Path) -> None:
    path.write_text(f"{SENTENCE[:60]}\n" * 99_000, encoding="utf-8")


def txt_one_line(path: Path) -> None:
    path.write_text("a" * 7_900_000, encoding="utf-8")


def md_brackets(path: Path) -> None:
    path.write_text("# a\n\n" + "[" * 1_900_000 + "\n" + "*_`" * 600_000, encoding="utf-8")


def md_nested(path: Path) -> None:
    path.write_text("# a\n\n" + ">" * 1_000_000 + " a\n" + "- " * 500_000 + "a", encoding="utf-8")


def md_list(path: Path) -> None:
    path.write_text("# a\n\n" + f"- {SENTENCE}\n" * 30_000, encoding="utf-8")


def json_deep(path: Path) -> None:
    path.write_text("[" * 10_000_000 + "]" * 9_900_000, encoding="utf-8")


def json_small_objects(path: Path) -> None:
    path.write_text("[" + '{"a":1},' * 2_400_000 + "{}]", encoding="utf-8")


def json_most_objects(path: Path) -> None:
    path.write_text("[" + '{"a":1.5,"b":2.5},' * 990_000 + "{}]", encoding="utf-8")


def zip_many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(9_000):
            archive.writestr(f"{number}.txt", SENTENCE)


MAKERS: dict[str, tuple[str, Callable[[Path], None]]] = {
    name: (suffix, maker)
    for suffix, makers in {
        "docx": (minutes_docx, docx_200k_paragraphs, docx_empty_tags, docx_nested_tables,
                 docx_wide_nested),
        "pdf": (minutes_pdf,),
        "xlsx": (xlsx_two_far_cells, xlsx_long, xlsx_most_cells, xlsx_wide, xlsx_wide_list,
                 xlsx_enormous_cell, xlsx_shared_text, xlsx_shared_bomb),
        "xls": (xls_shared_bomb,),
        "ods": (ods_repeated, ods_long_empty),
        "csv": (csv_one_line, csv_one_line_no_header, csv_open_quotes, csv_open_quote_then_lines,
                csv_many_open_quotes, csv_many_rows),
        "txt": (txt_newlines, txt_newlines_8mb, txt_short_lines, txt_99k_lines, txt_one_line),
        "md": (md_brackets, md_nested, md_list),
        "json": (json_deep, json_small_objects, json_most_objects),
        "zip": (zip_many,),
    }.items()
    for maker in makers
    for name in [maker.__name__]
}  # fmt: skip
