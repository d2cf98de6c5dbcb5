"""``ykien read`` shows what every block of a file was taken for, and why."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from nlp.cli import main
from nlp.cli.messages import message
from nlp.errors import InputError
from nlp.reading.files import find_files, read_chunks
from nlp.reading.tables.layout import ReadOptions

MINUTES = """\
BIÊN BẢN
Hội nghị đối thoại với nhân dân xã Tam Đa
I. THÀNH PHẦN
1. Ông Trần Văn Hải, Phó Chủ tịch UBND xã: chủ trì.
II. Ý KIẾN CỦA NHÂN DÂN
1. Ông Nguyễn Văn Tám, thôn Đông: Đường ra đồng sạt lở, đề nghị xã cho đổ đá.
Trả lời: Xã sẽ làm trong quý này.
III. KẾT LUẬN
Hội nghị kết thúc hồi 11 giờ cùng ngày.
"""

# One in so many files of the test set is read: recordings take a second or two each.
_STEP = 24


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def call(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


def test_blocks_with_class_and_reason(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("read", minutes, "--json") == 0
    (file,) = json.loads(capsys.readouterr().out)
    assert file["source"] == "minutes.txt"
    shown = [(b["position"], b["class"], b["reason"]) for b in file["blocks"]]
    assert shown == [
        ("L1", "form", "title"),
        ("L2", "form", "part_form"),
        ("L3", "heading", "heading_attendance"),
        ("L4", "attendance", "part_attendance"),
        ("L5", "heading", "heading_opinions"),
        ("L6", "opinion", "sequence"),
        ("L7", "form", "sequence_other"),
        ("L7", "answer", "sequence_reply"),
        ("L8", "heading", "heading_conclusion"),
        ("L9", "form", "remark_form"),
    ]


def test_the_table_for_people(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("read", minutes) == 0
    out = capsys.readouterr().out
    assert "minutes.txt: 1 ý kiến" in out
    assert call("--lang", "en", "read", minutes) == 0
    assert "1 opinions" in capsys.readouterr().out


def test_a_missing_file_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("read", "missing.docx") == 1
    assert "missing.docx" in capsys.readouterr().err


def test_every_rule_has_words(root: Path) -> None:
    options = ReadOptions(keep_blocks=True)
    folders = [root / "tests" / "data" / "transcripts", root / "corpus" / "samples"]
    seen: set[tuple[str, str]] = set()
    for file in list(find_files(folders))[::_STEP]:
        # A file where no opinion is found has blocks all the same.
        with contextlib.suppress(InputError):
            for chunk in read_chunks(file, options):
                seen |= {(b.kind, b.reason) for b in chunk.blocks if b.kind != "reject"}
                # Nothing is lost: every row and everything left out is a block.
                assert len(chunk.blocks) == len(chunk)
    assert len(seen) > 30
    for kind, reason in seen:
        for lang in ("vi", "en"):
            assert message(f"rule_{reason}", lang)
            assert message(f"class_{kind}", lang)


def test_who_asks_people_to_speak_is_shown_and_no_opinion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "short.txt"
    path.write_text(
        "BIÊN BẢN HỌP THÔN\nII. Ý KIẾN\n"
        "1. Ông Tám: Đường ra đồng sạt lở, đề nghị xã cho đổ đá.\n"
        "Ông Hải điều hành, mời bà con phát biểu tiếp.\n2. Bà Hoa: Nước máy đục.\n",
        encoding="utf-8",
    )
    assert call("read", path, "--json", "--lang", "en") == 0
    (read,) = json.loads(capsys.readouterr().out)
    asked = [block["class"] for block in read["blocks"] if block["position"] == "L4"]
    assert asked and "opinion" not in asked
    assert sum(block["class"] == "opinion" for block in read["blocks"]) == 2


def test_what_holds_no_opinion_is_shown_all_the_same(
    tmp_path: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.txt"
    form.write_text("\n".join(MINUTES.splitlines()[:4]), encoding="utf-8")
    assert call("read", form, minutes, "--json", "--lang", "en") == 2
    said = capsys.readouterr()
    first, second = json.loads(said.out)
    classes = [b["class"] for b in first["blocks"]]
    assert len(classes) == 4 and set(classes) <= {"form", "heading", "attendance"}
    assert "holds no opinion" in first["error"]
    assert second["blocks"] and second["error"] is None
    assert "form.txt" in said.err


def test_brackets_in_a_file_name_are_no_markup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "[red]ds [bold].csv"
    path.write_text("Nội dung,Xã\nĐường hỏng nặng quá,xã A\n", encoding="utf-8")
    assert call("read", path) == 0
    assert capsys.readouterr().out.startswith("[red]ds [bold].csv: 1 ý kiến")


def test_rejects_are_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "Nội dung,Xã\nĐường hỏng nặng quá,xã A\n,xã B\n")
        archive.writestr("c.xlsx", b"PK\x03\x04")
        archive.writestr("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert call("read", tmp_path / "a.zip", "--json") == 2
    (file,) = json.loads(capsys.readouterr().out)
    reasons = {b["position"]: b["reason"] for b in file["blocks"] if b["class"] == "reject"}
    told = "nội dung ý kiến không có chữ nào (để trống hoặc chỉ có dấu, biểu tượng)"
    assert reasons["L3"] == told
    assert reasons["a.zip/b.doc"].startswith("a.zip/b.doc: tệp hỏng")
    assert reasons["a.zip/c.xlsx"].startswith("a.zip/c.xlsx: tệp hỏng")
    assert call("read", tmp_path / "a.zip") == 2
    assert "nội dung ý kiến không có" in " ".join(capsys.readouterr().out.split())


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MINUTES.encode())))
    assert call("read", "-", "--json") == 0
    (file,) = json.loads(capsys.readouterr().out)
    assert file["source"] == "stdin" and len(file["blocks"]) == 10


def test_read_takes_the_columns_that_tag_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    said = "Đường thôn lầy lội đề nghị sửa"
    path.write_text(f"m,n,p\n1,{said},ghi vội lúc giao ban đầu tuần\n", encoding="utf-8")
    for column, text in (("n", said), ("p", "ghi vội lúc giao ban đầu tuần")):
        assert call("read", path, "--text-column", column, "--json") == 0
        (file,) = json.loads(capsys.readouterr().out)
        assert [b["text"] for b in file["blocks"] if b["class"] == "opinion"] == [text]
    assert call("read", path, "--text-column", "q") == 1
    assert "q" in capsys.readouterr().err
