"""One small valid file of every format, made anew; for fuzzing and for tests of recognition."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pandas as pd
import xlsxwriter
import xlwt

DATA = Path(__file__).resolve().parents[1] / "data"
HEADER = ("STT", "Nội dung kiến nghị", "Địa chỉ", "Ngày nhận", "Tình trạng")
ROWS = (
    (1, "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm", "xã Tam Đa", "05/09/2026", "Đã giải quyết"),
    (2, "Rác tồn đọng ba tuần, đề nghị tăng chuyến thu gom", "phường Nếnh", "06/09/2026", "Chưa"),
    (3, "Nước máy đục, có mùi tanh; đề nghị kiểm tra", "xã Bắc Lũng", "07/09/2026", "Đang xử lý"),
)
MINUTES = (
    "BIÊN BẢN HỘI NGHỊ TIẾP XÚC CỬ TRI",
    "Hôm nay, ngày 12/9/2026, tại nhà văn hóa thôn Kép, xã Hương Gián.",
    "Ý kiến cử tri:",
    "1. Ông Nguyễn Văn An, thôn Kép: Đường liên thôn hỏng nặng, đề nghị xã sớm sửa chữa.",
    "2. Bà Trần Thị Bình, thôn Chùa: Rác tồn đọng ba tuần chưa thu gom, bốc mùi hôi thối.",
)


def docx_bytes() -> bytes:
    document = docx.Document()
    for line in MINUTES:
        document.add_paragraph(line)
    document.add_paragraph("Đề nghị sửa mương tưới", style="List Bullet")
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *ROWS):
        for cell, value in zip(table.add_row().cells, row):
            cell.text = str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_bytes() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range("A1:E1", "DANH SÁCH KIẾN NGHỊ")
    for r, row in enumerate((HEADER, *ROWS), 1):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    book.close()
    return buffer.getvalue()


def xls_bytes() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    for r, row in enumerate((HEADER, *ROWS)):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_bytes(rows: str = "", head: str = "") -> bytes:
    """An OpenDocument sheet; `rows` replaces its table rows, `head` stands before the root."""
    rows = rows or "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in (HEADER, *ROWS)
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"{head}<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def parquet_bytes() -> bytes:
    buffer = io.BytesIO()
    pd.DataFrame(ROWS, columns=list(HEADER)).to_parquet(buffer)
    return buffer.getvalue()


def zip_bytes(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        assert name in {entry.filename.lstrip("/") for entry in old.infolist()}
        for entry in old.infolist():
            part = old.read(entry)
            wanted = entry.filename.lstrip("/") == name
            new.writestr(entry.filename, change(part) if wanted else part)
    return buffer.getvalue()


def markdown_text() -> str:
    rows = "\n".join("| " + " | ".join(map(str, row)) + " |" for row in ROWS)
    return (
        "# Sổ tay tổ trưởng\n\n## Họp ngày 12/9/2026\n\n"
        "- Đường liên thôn **hỏng nặng**, đề nghị sửa\n- Rác [tồn đọng](http://x.vn) ba tuần\n\n"
        f"| {' | '.join(HEADER)} |\n|{'---|' * len(HEADER)}\n{rows}\n"
    )


def csv_text(delimiter: str = ",") -> str:
    lines = [delimiter.join(f'"{value}"' for value in row) for row in (HEADER, *ROWS)]
    return "\r\n".join(lines) + "\r\n"


def page_text() -> str:
    """A page as programs export it under the suffix xls."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    head = "".join(f"<th>{name}</th>" for name in HEADER)
    return f"<meta charset=utf-8><table><tr>{head}</tr>{rows}</table>"


def xml_workbook_text() -> str:
    """A workbook in the XML of Excel 2003."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in (HEADER, *ROWS)
    )
    sheet = f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{sheet}</Workbook>'


def make_seeds() -> dict[str, bytes]:
    """Return the files by name."""
    records = [dict(zip(HEADER, row)) for row in ROWS]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    seeds = {
        "a.docx": docx_bytes(),
        "a.xlsx": xlsx_bytes(),
        "a.xls": xls_bytes(),
        "page.xls": page_text().encode(),
        "xml.xls": xml_workbook_text().encode(),
        "a.ods": ods_bytes(),
        "a.parquet": parquet_bytes(),
        "a.csv": csv_text().encode(),
        "b.csv": csv_text(";").encode("utf-16"),
        "a.tsv": csv_text("\t").encode(),
        "a.jsonl": lines.encode(),
        "a.json": json.dumps(records, ensure_ascii=False).encode(),
        "a.txt": "\n".join(MINUTES).encode(),
        "b.txt": "\n".join(MINUTES).encode("utf-16"),
        "a.md": markdown_text().encode(),
        "a.pdf": (DATA / "bien-ban.pdf").read_bytes(),
    }
    seeds["a.zip"] = zip_bytes({name: seeds[name] for name in ("a.docx", "a.csv", "a.xls")})
    return seeds
