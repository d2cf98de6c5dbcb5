"""Standard output and standard error may be closed: no result is lost without a word."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest
from commands import YKIEN


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\nĐường hỏng nặng quá,xã A\n" ",xã B\n', encoding="utf-8")
    return path


def run(closed: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = f"{shlex.join([*YKIEN, *map(str, arguments)])} {closed}"
    return subprocess.run(command, shell=True, capture_output=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag", "in.csv"],
        ["tag", "in.csv", "-o", "o.csv", "-o", "-"],
        ["tag", "in.csv", "-o", "o.csv", "--json"],
        ["hotspots", "in.csv"],
        ["explain", "Rác hôi không ai thu"],
        ["corpus", "audit", "in.csv"],
    ],
    ids=" ".join,
)
def test_results_that_would_go_to_a_closed_output_are_an_error(
    texts: Path, arguments: list[str]
) -> None:
    folder = texts.parent
    done = run(">&-", *(folder / part if part.endswith(".csv") else part for part in arguments))
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Lỗi: đầu ra chuẩn đã đóng")
    assert done.stderr.count(b"\n") == 1
    assert [path.name for path in folder.iterdir()] == ["in.csv"]


def test_results_in_files_need_no_standard_output(texts: Path, tmp_path: Path) -> None:
    done = run(">&-", "tag", texts, "-o", tmp_path / "o.jsonl")
    assert done.returncode == 2
    assert "1 dòng không đọc được" in done.stderr.decode()
    assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_words_for_a_closed_standard_error_do_not_stand_among_the_results(texts: Path) -> None:
    done = run("2>&-", "tag", texts)
    (row,) = map(json.loads, done.stdout.decode().splitlines())
    assert (done.returncode, row["topic"]) == (2, "ha_tang")
