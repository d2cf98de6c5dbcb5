"""A disk that fills up: one line says so, and nothing is half-written."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

YKIEN = [sys.executable, "-c", "from nlp.cli import main; main()"]
# Holds the opinions that wait on disk, and no workbook.
_ROOM = 4000


def _small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM, _ROOM))


@pytest.mark.parametrize("command", ["tag", "hotspots"])
def test_a_workbook_that_does_not_fit(tmp_path: Path, command: str) -> None:
    source = tmp_path / "in.txt"
    source.write_text("Đường hỏng, đề nghị sửa\nRác hôi không ai thu\n", encoding="utf-8")
    if command == "hotspots":
        tagged = tmp_path / "in.jsonl"
        subprocess.run([*YKIEN, "tag", source, "-o", tagged], check=True, capture_output=True)
        source = tagged
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [*YKIEN, command, source, "-o", tmp_path / "o.xlsx"],
        capture_output=True,
        preexec_fn=_small_disk,
        check=False,
    )
    err = done.stderr.decode()
    assert done.returncode == 1
    assert "o.xlsx: không ghi được" in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_an_archive_that_does_not_fit_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    source = tmp_path / "in.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Đường hỏng, đề nghị sửa\n" * _ROOM)
    done = subprocess.run(
        [*YKIEN, "read", source], capture_output=True, preexec_fn=_small_disk, check=False
    )
    err = done.stderr.decode()
    assert done.returncode == 2
    assert "a.txt: không mở được" in err and "tệp hỏng" not in err


@pytest.mark.parametrize("command", [["info"], ["--version"], ["tag", "-"]], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_one_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*YKIEN, *command],
            input="Đường hỏng, đề nghị sửa".encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "Lỗi: hết chỗ trên đĩa\n"


def test_a_reader_that_reads_nothing_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*YKIEN, "--version"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")
