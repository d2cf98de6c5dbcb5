"""What was asked wrongly is one line and exit code 1; help, version, completion."""

from __future__ import annotations

import os
import subprocess

import pytest
from commands import YKIEN, Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tag"], "Thiếu INPUT. Xem `ykien tag --help`."),
        (["tag", "--bogus", "x"], "Không có tùy chọn --bogus. Xem `ykien tag --help`."),
        (["tag", "none.csv"], "none.csv: không có tệp hoặc thư mục này"),
        (["tag", "none.csv", "--lang", "en"], "none.csv: no such file or folder"),
        (["tag", "x", "--lang", "fr"], "Giá trị không hợp lệ cho --lang"),
        (["tag", "x", "--jobs", "many"], "Giá trị không hợp lệ cho --jobs"),
        (["tag", "x", "--jobs", "0"], "Giá trị không hợp lệ cho --jobs"),
        (["explain", "x", "--model", "/dev/null"], "không phải mô hình ykien dùng được"),
        (["bogus"], "Không có lệnh 'bogus'. Xem `ykien --help`."),
        (["--lang", "fr", "tag", "x"], "Giá trị không hợp lệ cho --lang"),
        (["explain", "a", "b"], "Thừa tham số: b. Xem `ykien explain --help`."),
        (["tag", "x", "-o"], "Tùy chọn -o thiếu giá trị."),
        (["tag", "x", "--json=1"], "Tùy chọn --json không nhận giá trị."),
        (["hotspots", "x", "--until", "mai"], "cho --until: không phải là ngày: mai."),
        (["train", "none", "-o", "m"], "none: không có tệp"),
        (["train", "x"], "Thiếu --output"),
        (["info", "none"], "không phải mô hình ykien dùng được"),
        (["evaluate", "none", "x"], "không phải mô hình ykien dùng được"),
        (["explain", "x", "--model", "none"], "không phải mô hình ykien dùng được"),
    ],
)
def test_nothing_done_is_1_and_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert code == 1
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_help_and_version(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert "Gắn chủ đề cho ý kiến" in out
    assert "Tag the opinions" in run("--lang", "en", "--help")[1]
    assert "[mặc định: 90D]" in run("hotspots", "--help")[1]
    # No default is named where there is none.
    assert "Thư mục mô hình cần đo. [bắt buộc]" in " ".join(run("evaluate", "--help")[1].split())
    assert "[default: 90D]" in run("hotspots", "--help", "--lang", "en")[1]
    assert run("--version")[1].startswith("ykien 0.")


def test_shell_completion() -> None:
    environment = {**os.environ, "_YKIEN_COMPLETE": "complete_bash", "COMP_WORDS": "ykien t"}
    environment["COMP_CWORD"] = "1"
    done = subprocess.run(YKIEN, capture_output=True, env=environment, check=False)
    assert done.stdout.decode().split() == ["tag", "train"]
