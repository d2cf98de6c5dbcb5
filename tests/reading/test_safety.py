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
from seeds import docx_bytes, ods_bytes, with_part, xlsx_bytes

from nlp import YkienError, read_opinions

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


@pytest.mark.parametrize(
    "kind",
    [
        "openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml",
        "ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_documents(tmp_path: Path, kind: str) -> None:
    main = b"openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = with_part(
        docx_bytes(), "[Content_Types].xml", lambda part: part.replace(main, kind.encode())
    )
    (tmp_path / "a.docx").write_bytes(docx_bytes())
    (tmp_path / "a.dotx").write_bytes(data)
    wanted, found = (read_opinions(tmp_path / name) for name in ("a.docx", "a.dotx"))
    assert len(found) and found["text"].tolist() == wanted["text"].tolist()


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
