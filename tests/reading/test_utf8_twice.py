"""Text in UTF-8 that a program took for Windows-1252 and saved anew is made readable again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.formats.legacy import encode_tcvn3, encode_vni
from nlp.reading.formats.repair import utf8_within
from nlp.reading.syllables import known_syllables

SAID = [
    "Đường trục thôn hỏng, đề nghị xã sửa.",
    "Nước đục cả tuần nay rồi, à chưa ai xử lý.",
    "ĐÃ BÁO XÃ MÀ CHƯA AI TRẢ LỜI…",
]
HEADINGS = ["Nội dung phản ánh", "Địa chỉ"]


def as_1252(text: str) -> str:
    """What a program shows that takes the bytes for Windows-1252."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def as_latin1(text: str) -> str:
    return text.encode().decode("latin-1")


TWICE = pytest.mark.parametrize("twice", [as_1252, as_latin1])


@TWICE
def test_text_files(tmp_path: Path, twice: Callable[[str], str]) -> None:
    (tmp_path / "a.txt").write_text("\n".join(map(twice, SAID)), encoding="utf-8")
    assert read_opinions(tmp_path / "a.txt")["text"].tolist() == SAID
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([twice(cell) for cell in row] for row in table())
    frame = read_opinions(tmp_path / "a.csv")
    assert frame["text"].tolist() == SAID and set(frame["place"]) == {"xã Tam Đa"}
    records = [{"message": twice(text), "sender": twice("Đỗ Thị Ái")} for text in SAID]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    frame = read_opinions(tmp_path / "a.jsonl")
    assert frame["text"].tolist() == SAID and set(frame["speaker"]) == {"Đỗ Thị Ái"}


def table() -> list[list[str]]:
    return [HEADINGS, *([text, "xã Tam Đa"] for text in SAID)]


def test_office_files(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in table():
        book.active.append([as_1252(cell) for cell in row])
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == SAID and set(frame["place"]) == {"xã Tam Đa"}
    document = docx.Document()
    for text in SAID:
        document.add_paragraph(as_1252(text))
    document.save(str(tmp_path / "a.docx"))
    assert read_opinions(tmp_path / "a.docx")["text"].tolist() == SAID


def test_a_line_that_is_no_utf8_within_stays(tmp_path: Path) -> None:
    lines = [
        as_1252(SAID[0]),
        "Café của chị Hoa ồn ào đến khuya, đề nghị nhắc.",
        "Quán Café ồn lắm.",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    assert read_opinions(tmp_path / "a.txt")["text"].tolist() == [SAID[0], *lines[1:]]


@pytest.mark.parametrize("encode", [encode_tcvn3, encode_vni, str])
def test_no_syllable_of_another_code_reads_so(encode: Callable[[str], str]) -> None:
    n_read = 0
    for syllable in known_syllables():
        for written in (syllable, syllable.upper(), syllable.capitalize()):
            try:
                text = encode(written)
            except UnicodeEncodeError:
                continue
            n_read += 1
            assert text.isascii() or utf8_within(text) is None, syllable
    assert n_read > 5000
