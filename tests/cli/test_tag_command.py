"""``ykien tag`` as a user runs it: what it prints, where it writes, its exit codes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from commands import YKIEN, Run


def test_tag_prints_a_table_and_where_the_files_are(run: Run, texts: Path, tmp_path: Path) -> None:
    code, out, err = run("tag", texts, "-o", tmp_path / "o.xlsx", "-o", tmp_path / "o.jsonl")
    assert (code, err) == (0, "")
    assert "2 ý kiến trong 1 tệp" in out
    assert "Cần xem lại" in out
    assert re.search(r"Hạ tầng\s*│\s*1\s*│\s*50,0 %", out)
    assert f"Kết quả: {tmp_path / 'o.xlsx'}" in out
    assert (tmp_path / "o.jsonl").exists()


def test_tag_in_english(run: Run, texts: Path, tmp_path: Path) -> None:
    code, out, _ = run("tag", texts, "-o", tmp_path / "o.csv", "--lang", "en")
    assert code == 0
    assert "Needs review" in out
    assert "Written:" in out


def test_tag_json(run: Run, texts: Path, tmp_path: Path) -> None:
    code, out, _ = run("tag", texts, "-o", tmp_path / "o.csv", "--json")
    summary = json.loads(out)
    assert code == 0
    assert summary["opinions"] == 2
    assert summary["topics"]["ha_tang"]["opinions"] == 1
    assert summary["outputs"] == [str(tmp_path / "o.csv")]


def test_rejects_are_counted_written_and_give_2(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\nĐường hỏng nặng,a\n" ",b\n', encoding="utf-8")
    code, _, err = run("tag", path, "-o", tmp_path / "o.csv")
    assert code == 2
    assert f"1 dòng không đọc được: xem {tmp_path / 'o.csv.rejects.csv'}." in err
    code, _, err = run("tag", path, "-o", tmp_path / "p.csv", "--rejects", tmp_path / "bad.csv")
    assert code == 2
    assert "L3" in (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")


def test_rows_and_whole_files_that_could_not_be_read_are_told_apart(
    run: Run, tmp_path: Path
) -> None:
    rows = tmp_path / "a.csv"
    rows.write_text("Họ tên,Nội dung kiến nghị\nA,Đường hỏng quá\nB,\n", encoding="utf-8")
    empty = tmp_path / "b.txt"
    empty.touch()
    _, _, err = run("tag", rows, empty, "-o", tmp_path / "o.csv")
    assert "1 dòng, 1 tệp không đọc được: xem" in err


def test_a_file_that_is_rejected_is_named_once(run: Run, texts: Path) -> None:
    (texts.parent / "empty.csv").touch()
    code, _, err = run("tag", texts, texts.parent / "empty.csv")
    assert code == 2
    assert err.splitlines()[1].startswith("  empty.csv: tệp rỗng")


@pytest.mark.parametrize("command", ["tag", "hotspots"])
def test_each_of_several_files_that_cannot_be_read_is_named_with_its_reason(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 cut")
    files = [tmp_path / "a.csv", tmp_path / "b.docx"]
    code, out, err = run(command, *files, "-o", tmp_path / "o.xlsx")
    assert (code, out) == (1, "")
    assert [line.split(" (")[0].split(";")[0] for line in err.splitlines()] == [
        "Lỗi: a.csv: tệp rỗng",
        "Lỗi: b.docx: tệp hỏng hoặc bị cắt cụt",
    ]
    assert sorted(tmp_path.iterdir()) == files


def test_each_document_of_an_archive_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.csv", b"")
        archive.writestr("y.docx", b"PK\x03\x04 cut")
    code, _, err = run("tag", tmp_path / "a.zip")
    assert code == 1
    first, second, whole = err.splitlines()
    assert "a.zip/x.csv: tệp rỗng" in first and "a.zip/y.docx: tệp hỏng" in second
    assert "a.zip: không đọc được tài liệu nào trong tệp nén" in whole


def test_an_output_in_the_way(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("mine", encoding="utf-8")
    code, _, err = run("tag", texts, "-o", tmp_path / "o.csv")
    assert code == 1
    assert "đã có sẵn" in err
    assert "--force" in err
    assert run("tag", texts, "-o", tmp_path / "o.csv", "--force")[0] == 0


@pytest.mark.parametrize("encoding", ["idna", "undefined", "no-such", "utf-16"])
def test_a_forced_encoding_that_does_not_fit(run: Run, texts: Path, encoding: str) -> None:
    code, _, err = run("tag", texts, "-o", texts.parent / "o.csv", "--encoding", encoding)
    assert code in (1, 2)
    assert "Traceback" not in err


def test_a_progress_bar_on_a_terminal(texts: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*YKIEN, "tag", str(texts), "-o", str(tmp_path / "o.csv")],
        stdout=subprocess.PIPE,
        stderr=slave,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(slave)
    drawn = read_to_the_end(master).decode()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Đang đọc in.txt" in drawn
    assert "\x1b" not in out.decode()


def read_to_the_end(terminal: int) -> bytes:
    drawn = b""
    with contextlib.suppress(OSError):  # how a terminal says that its other side is closed
        while part := os.read(terminal, 65536):
            drawn += part
    os.close(terminal)
    return drawn
