"""Each bad input has its message, and never stops the rest of the batch."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from nlp import YkienError, read_opinions
from nlp.batch.tagged import read_tagged
from nlp.reading.files import read_chunks
from nlp.reading.finding import find_files
from nlp.reading.formats import office

GOOD = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho bà con đi lại"


def make_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(GOOD)
    document.save(str(path))


def make_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Nơi"])
    book.active.append([GOOD, "xã A"])
    book.save(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(YkienError, match=r"none\.csv: no such file"):
        read_opinions(tmp_path / "none.csv")


@pytest.mark.parametrize("name", ["a.csv", "a.docx", "a.xlsx", "a.txt", "a.jsonl", "a.parquet"])
def test_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(YkienError, match=rf"{name}: the file is empty"):
        read_opinions(tmp_path / name)


@pytest.mark.parametrize("make", [make_docx, make_xlsx])
@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_truncated_office_file(tmp_path: Path, make: object, keep: float) -> None:
    path = tmp_path / "minutes.docx"
    make(path)  # type: ignore[operator]
    data = path.read_bytes()
    path.write_bytes(data[: int(keep * len(data))])
    with pytest.raises(YkienError, match=r"minutes\.docx: damaged or cut off"):
        read_opinions(path)


def test_office_file_with_a_broken_part(tmp_path: Path) -> None:
    for name, part in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, "<not xml")
            archive.writestr("[Content_Types].xml", "<x/>")
        with pytest.raises(YkienError, match="damaged or cut off"):
            read_opinions(path)


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(office.MAX_UNPACKED // 1_000_000 + 1):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(YkienError, match=r"bomb\.docx: unpacks to more than 200 MB"):
        read_opinions(path)


def test_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    data = bytearray(buffer.getvalue())
    # The size stands in the central directory and in the local header.
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature)
        data[at + offset : at + offset + 4] = struct.pack("<I", 100)
    path = tmp_path / "liar.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(YkienError, match=r"liar\.docx: damaged"):
        read_opinions(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    make_docx(tmp_path / "good.docx")
    path = tmp_path / "evil.docx"
    with zipfile.ZipFile(tmp_path / "good.docx") as good, zipfile.ZipFile(path, "w") as evil:
        for entry in good.infolist():
            data = good.read(entry)
            if entry.filename == "word/document.xml":
                doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
                head, _, rest = data.partition(b"?>")
                data = head + b"?>" + doctype + rest.replace("thôn".encode(), b"&e;")
            evil.writestr(entry, data)
    try:
        said = " ".join(read_opinions(path)["text"])
    except YkienError:
        said = ""
    assert "bí mật" not in said


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"{\\rtf1", "RTF files are not read; save it as docx"),
        (b'<?xml version="1.0"?><rss/>', "XML files.*save it as docx"),
        (b"MIME-Version: 1.0\r\n", "MHTML files.*save it as docx"),
        (b"\x89PNG\r\n", "picture .PNG.*OCR"),
        (b"Rar!", "RAR archive.*unpack it"),
    ],
)
def test_other_kinds_are_refused_by_name(tmp_path: Path, head: bytes, said: str) -> None:
    path = tmp_path / "scan.docx"
    path.write_bytes(head + b"x" * 100)
    with pytest.raises(YkienError, match=said):
        read_opinions(path)
    with pytest.raises(YkienError, match=said):
        read_tagged(path)


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_signature_with_nothing_behind_it(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "scan.docx"
    path.write_bytes(head + b"x" * 100)
    with pytest.raises(YkienError, match="damaged or cut off"):
        read_opinions(path)


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    with pytest.raises(YkienError, match="the archive holds no document"):
        read_opinions(path)


def test_a_part_of_a_zip_whose_lzma_stream_is_damaged(tmp_path: Path) -> None:
    name, path = "ghi-chep.txt", tmp_path / "ghi-chep.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(name, GOOD * 20)
    data = bytearray(path.read_bytes())
    # Behind the head of the part and the version of LZMA stand its settings.
    data[30 + len(name) + 4] = 0xFF
    path.write_bytes(data)
    with pytest.raises(YkienError, match="damaged or cut off"):
        read_opinions(path)


@pytest.mark.parametrize(
    ("kind", "said"), [("text", r"OpenDocument \(odt"), ("spreadsheet", r"a\.ods")]
)
def test_names_in_an_opendocument_file_may_begin_with_a_slash(
    tmp_path: Path, kind: str, said: str
) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("/mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("/content.xml", "<x/>")
    with pytest.raises(YkienError, match=said):
        read_opinions(path)


def test_a_program_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_bytes(b"\x7fELF" + bytes(range(128)) * 50 + b"\0" * 4000)
    with pytest.raises(YkienError, match="holds no text"):
        read_opinions(path)


def test_an_unreadable_file_among_others_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    frame = read_opinions(tmp_path)
    assert frame["text"].tolist() == [GOOD]
    (reject,) = frame.attrs["rejects"]
    assert (reject["source"], reject["position"]) == ("a.docx", "")
    assert "a.docx: damaged or cut off" in reject["reason"]


def test_no_inputs_are_no_opinions() -> None:
    assert read_opinions([]).empty


def test_all_files_unreadable_are_all_named(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(YkienError, match=r"(?s)a\.docx.*b\.docx"):
        read_opinions([tmp_path / "a.docx", tmp_path / "b.docx"])


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("x", encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(YkienError, match="the folder holds no file"):
        read_opinions(tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "."])
def test_what_may_not_be_read(open_folder: Path, nobody: Callable[[], Any], name: str) -> None:
    path = open_folder / name
    (open_folder / "a.txt").write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    with nobody(), pytest.raises(YkienError, match=r"cannot be opened \(permission denied\)"):
        read_opinions(path)


def test_rows_with_stray_bytes_are_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [f"{i},{GOOD}".encode() for i in range(20)]
    lines[7] = b"7,h\xff\xfeng n\xe1ng"
    path.write_bytes(b"stt,noi_dung\n" + b"\n".join(lines))
    frame = read_opinions(path)
    assert len(frame) == 19
    (reject,) = frame.attrs["rejects"]
    assert reject["position"] == "L9"
    assert reject["reason"] == "bytes that are not utf-8: 0xff 0xfe 0xe1"
    assert reject["text"] == r"h\xff\xfeng n\xe1ng"


def test_rows_with_nul_bytes_are_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        f"noi_dung,noi\n{GOOD},a\nĐường\0hỏng,b\n" + f"{GOOD},c\n" * 9, encoding="utf-8"
    )
    frame = read_opinions(path)
    assert len(frame) == 10
    (reject,) = frame.attrs["rejects"]
    assert (reject["position"], reject["text"]) == ("L3", "Đường\\x00hỏng")
    assert "NUL" in reject["reason"]


def test_a_cell_of_five_megabytes_is_rejected_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    huge = "a" * 5_000_000
    path.write_text(f'noi_dung,noi\n{GOOD},a\n"{huge}",b\n{GOOD},c\n', encoding="utf-8")
    frame = read_opinions(path)
    assert len(frame) == 2
    (reject,) = frame.attrs["rejects"]
    assert reject["text"] == huge
    assert reject["reason"].startswith("5000000 characters, more than")


def test_rows_of_white_space_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'noi_dung,noi\n{GOOD},a\n"  \u00a0 ",b\n" "," "\n', encoding="utf-8")
    frame = read_opinions(path)
    assert len(frame) == 1
    assert [r["position"] for r in frame.attrs["rejects"]] == ["L3", "L4"]
    assert {r["reason"] for r in frame.attrs["rejects"]} == {
        "the opinion has no words (empty, or signs and pictures only)"
    }


def test_bad_lines_of_json_are_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    deep = "[" * 100_000
    path.write_text(
        f'{{"text": "{GOOD}"}}\n{{"text": \n[1]\n{{"text": 5}}\n{{"a": {deep}\n'
        '{"text": "x \\ud800 y"}\n',
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [GOOD]
    assert [r["position"] for r in frame.attrs["rejects"]] == ["L2", "L3", "L5", "L4", "L6"]


def test_a_csv_that_is_broken_throughout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("noi_dung,noi\n" + '"a, a"b,c\n' * 3000, encoding="utf-8")
    with pytest.raises(YkienError, match=r"list\.csv: damaged.*broken records") as caught:
        read_opinions(path)
    assert "bản ghi hỏng cho đến dòng" in caught.value.message("vi")


def test_why_a_record_is_broken_is_said_in_vietnamese(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'noi_dung,noi\n{GOOD},xã A\n"Rác, bụi" hôi,xã B\n"Nước đục,xã C\n', "utf-8")
    (file,) = find_files([path])
    rejects = [one for chunk in read_chunks(file) for one in chunk.rejects]
    assert [one.reason("vi").rpartition(": ")[2] for one in rejects] == [
        "sau dấu nháy kép đóng còn có chữ",
        "dấu nháy kép mở mà không đóng",
    ]
