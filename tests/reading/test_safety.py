"""Macros, links, DTDs and entities in office files are never followed; bombs are refused."""

from __future__ import annotations

import http.server
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from seeds import docx_bytes, ods_bytes, xls_bytes, xlsx_bytes

from nlp import YkienError, read_opinions
from nlp.reading.formats import office

SECRET = "mật khẩu của văn phòng"
PARTS = {
    "docx": ("word/document.xml", "thôn Kép"),
    "xlsx": ("xl/sharedStrings.xml", "Đường vào"),
    "ods": ("content.xml", "Đường vào"),
}
MAKERS: dict[str, Callable[[], bytes]] = {
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "ods": ods_bytes,
}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        assert name in {entry.filename.lstrip("/") for entry in old.infolist()}
        for entry in old.infolist():
            part = old.read(entry)
            wanted = entry.filename.lstrip("/") == name
            new.writestr(entry.filename, change(part) if wanted else part)
    return buffer.getvalue()


def declared(kind: str, doctype: str, codec: str = "utf-8") -> bytes:
    """A file of this kind with a document type, whose entity stands in what citizens say."""
    name, words = PARTS[kind]

    def change(part: bytes) -> bytes:
        text = part.decode("utf-8")
        if text.startswith("<?xml"):
            text = text[text.index("?>") + 2 :]
        assert words in text
        head = f'<?xml version="1.0" encoding="{codec}"?>'
        return (head + doctype + text.replace(words, "&e;")).encode(codec)

    return with_part(MAKERS[kind](), name, change)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes who asks."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            pass

    httpd = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}", asked
    httpd.shutdown()
    httpd.server_close()


@pytest.mark.parametrize("kind", sorted(PARTS))
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_file_with_a_dtd_is_refused(tmp_path: Path, kind: str, codec: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    path = tmp_path / f"a.{kind}"
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    path.write_bytes(declared(kind, doctype, codec))
    with pytest.raises(YkienError, match=r"document type \(DTD\)") as caught:
        read_opinions(path)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_an_entity_bomb_is_refused(tmp_path: Path, kind: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n + 1};" * 20}">' for n in range(10))
    doctype = f'<!DOCTYPE x [<!ENTITY e "&e0;">{levels}<!ENTITY e10 "ha ha">]>'
    path = tmp_path / f"a.{kind}"
    path.write_bytes(declared(kind, doctype))
    with pytest.raises(YkienError, match=r"document type \(DTD\)"):
        read_opinions(path)


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_an_outer_dtd_is_not_fetched(
    tmp_path: Path, kind: str, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    path = tmp_path / f"a.{kind}"
    path.write_bytes(declared(kind, f'<!DOCTYPE x SYSTEM "{address}/x.dtd">'))
    with pytest.raises(YkienError, match=r"document type \(DTD\)"):
        read_opinions(path)
    assert asked == []


def test_links_out_of_a_document_are_not_followed(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = "".join(
        f'<Relationship Id="rIdX{n}" Type="{kind}/{name}" Target="{address}/{name}" '
        'TargetMode="External"/>'
        for n, name in enumerate(("image", "attachedTemplate", "oleObject", "subDocument"))
    )
    path = tmp_path / "a.docx"
    rels = "word/_rels/document.xml.rels"
    path.write_bytes(
        with_part(
            docx_bytes(),
            rels,
            lambda part: part.replace(b"</Relationships>", f"{link}</Relationships>".encode()),
        )
    )
    assert len(read_opinions(path)) > 0
    assert asked == []


def test_formulas_and_links_out_of_a_workbook_are_not_followed(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Nơi"])
    book.active.append(["Đường vào thôn hỏng nặng, đề nghị sửa", f'=WEBSERVICE("{address}/a")'])
    book.active.append(["Rác tồn đọng ba tuần, đề nghị thu gom", f"='[{address}/b.xlsx]S'!A1"])
    book.active["A2"].hyperlink = f"{address}/c"
    path = tmp_path / "a.xlsx"
    book.save(path)
    frame = read_opinions(path)
    assert len(frame) == 2
    assert asked == []


def test_macros_are_data(tmp_path: Path) -> None:
    buffer = io.BytesIO(xlsx_bytes())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = with_part(
        buffer.getvalue(),
        "[Content_Types].xml",
        lambda part: part.replace(
            main.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        ),
    )
    path = tmp_path / "a.xlsm"
    path.write_bytes(data)
    assert len(read_opinions(path)) == 3


def sheet_xlsx(path: Path, sheet: str, strings: str = "") -> Path:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def change(part: bytes) -> bytes:
        return f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>".encode()

    data = with_part(xlsx_bytes(), "xl/worksheets/sheet1.xml", change)
    if strings:
        shared = f"<sst {space}>{strings}</sst>".encode()
        data = with_part(data, "xl/sharedStrings.xml", lambda part: shared)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        # Cells without an address stand where they come.
        f"<row>{'<c><v>1</v></c>' * 500}</row>" + "<row/>" * (office.MAX_CELLS // 500 + 1),
    ],
)
def test_a_sheet_that_reaches_too_far_is_refused(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(YkienError, match="reach over more than") as caught:
        read_opinions(sheet_xlsx(tmp_path / "a.xlsx", sheet))
    assert caught.value.code == "file_cells"


def test_a_long_string_that_many_cells_share_is_refused(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>'
        for n in range(1, office.MAX_TEXT // 30_000 + 100)
    )
    path = sheet_xlsx(tmp_path / "a.xlsx", rows, f"<si><t>{'a' * 30_000}</t></si>")
    with pytest.raises(YkienError, match="unpacks to more than 100 MB"):
        read_opinions(path)


def test_an_xls_sheet_that_reaches_too_far_is_refused(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Nội dung")
    sheet.write(65535, 255, "x")
    path = tmp_path / "a.xls"
    book.save(str(path))
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)
    path.write_bytes(xls_bytes())
    assert len(read_opinions(path)) == 3


def test_an_xls_sheet_that_claims_too_much_is_refused(tmp_path: Path) -> None:
    """Found by fuzzing: the reader's library aborted the process for want of 400 GB."""
    data = bytearray(xls_bytes())
    dimensions = data.index(b"\x00\x02\x0e\x00")
    data[dimensions + 8 : dimensions + 12] = (0x78D36F04).to_bytes(4, "little")
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)


def test_long_strings_that_many_cells_of_an_xls_share_are_refused(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    # Strings before it, wide and narrow, that go over the end of a record.
    texts = ["Nội dung", *(f"{n} Đường hỏng " * 400 for n in range(9)), "a" * 32_000]
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    path = tmp_path / "a.xls"
    book.save(str(path))
    assert len(read_opinions(path)) == 10
    for row in range(len(texts), office.MAX_TEXT // 32_000 + 20):
        sheet.write(row, 0, texts[-1])
    book.save(str(path))
    with pytest.raises(YkienError, match="unpacks to more than 100 MB"):
        read_opinions(path)


@pytest.mark.parametrize(("rows", "columns"), [(1_000_000, 100), (10, 2_000_000)])
def test_an_opendocument_cell_that_is_repeated_is_counted(
    tmp_path: Path, rows: int, columns: int
) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods_bytes(
            f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
            f'table:number-columns-repeated="{columns}" office:value-type="string">'
            "<text:p>Đường hỏng</text:p></table:table-cell></table:table-row>"
        )
    )
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)


def test_empty_rows_that_are_repeated_to_the_end_do_no_harm(tmp_path: Path) -> None:
    # As LibreOffice writes a sheet whose columns are formatted.
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(text)}</table:table-row>"
        for text in ("Nội dung", "Đường vào thôn hỏng nặng")
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = tmp_path / "a.ods"
    path.write_bytes(ods_bytes(rows + empty))
    assert read_opinions(path)["text"].tolist() == ["Đường vào thôn hỏng nặng"]


def test_a_json_array_of_too_many_records_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" + "{}," * 1_000_000 + "{}]", encoding="utf-8")
    with pytest.raises(YkienError, match="save it as JSON Lines"):
        read_opinions(path)


@pytest.mark.parametrize(
    "line",
    ["9" * 400 + "s xin chào bà con", "XÃ A BAN " * 1100, "ơi tôi tên x " * 100, "Ở a " * 400],
)
def test_a_strange_line_keeps_no_other_from_being_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "lines.txt"
    matters = [
        "Đường ra đồng sạt lở, đề nghị xã cho đổ đá.",
        "Xe rác mười ngày mới vào một lần.",
        "Nước máy đục từ sau đợt mưa, xin kiểm tra bể lọc.",
        "Đèn ngõ chùa hỏng hai tháng chưa thay.",
        "Trạm y tế hết thuốc huyết áp, người già phải lên huyện mua.",
        "Lớp mầm non dột, đề nghị lợp lại mái.",
        "Trại lợn đầu làng xả thải ra mương.",
        "Sổ đỏ nộp từ năm ngoái chưa được trả.",
        "Sóng điện thoại yếu, gọi cấp cứu không được.",
        "Cầu tạm gãy một nhịp, trẻ em đi học phải vòng xa.",
        "Đề nghị chi trả tiền hỗ trợ lúa bị ngập.",
        "Quán karaoke mở tới một giờ sáng.",
        "Chợ họp tràn ra lòng đường, xe không qua được.",
        "Mương thoát nước tắc, mưa là ngập sân.",
        "Cán bộ một cửa hẹn bốn lần chưa xong giấy khai sinh.",
    ]
    said = [f"{n}. Ông Nguyễn Văn A, thôn {n}: {text}" for n, text in enumerate(matters, 1)]
    path.write_text("\n".join([line, *said, line]), encoding="utf-8")
    assert sum(text in matters for text in read_opinions(path)["text"]) == 15
