"""Standard input and output, readers that go away, runs that are stopped."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commands import YKIEN, Run, piped


def test_standard_input_and_output() -> None:
    done = piped("tag", "-", stdin="Đường hỏng, đề nghị sửa\n\nRác hôi không ai thu\n")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [row["topic"] for row in rows] == ["ha_tang", "moi_truong"]
    assert [row["source"] for row in rows] == ["stdin", "stdin"]
    # Not a terminal: no progress bar, no table.
    assert done.stderr == b""


def test_each_line_of_standard_input_is_an_opinion() -> None:
    lines = [
        "Trạm biến áp quá tải, tối nào cũng mất điện từ sáu giờ đến chín giờ",
        "Tăng lương cho cán bộ",
        "Nước máy ở tổ ba đục ngầu đã mấy tháng nay, mong công ty cấp nước về kiểm tra",
    ]
    done = piped("tag", "-", stdin="\n".join(lines))
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == lines


def test_standard_input_may_be_a_table() -> None:
    done = piped("tag", "-", "-o", "-", stdin="stt;noi_dung\n1;Mất điện, cả xóm tối om\n2; \n")
    (row,) = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert row["stt"] == "1"
    assert done.returncode == 2
    assert "stdin L3: nội dung ý kiến không có chữ nào" in done.stderr.decode()


def test_standard_input_is_read_once_and_must_be_open(run: Run) -> None:
    code, _, err = run("tag", "-", "-")
    assert (code, "chỉ đọc được một lần" in err) == (1, True)
    command = f"{shlex.join(YKIEN)} tag - <&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "đầu vào chuẩn đã đóng" in done.stderr.decode()


def test_a_terminal_that_knows_no_vietnamese() -> None:
    done = subprocess.run(
        [*YKIEN, "tag", "-"],
        input="Đường hỏng, đề nghị sửa".encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert json.loads(done.stdout.decode())["text"] == "Đường hỏng, đề nghị sửa"


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng, đề nghị sửa\n" * 20_000, encoding="utf-8")
    command = f"{shlex.join([*YKIEN, 'tag', str(path)])} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_half_file(tmp_path: Path, number: signal.Signals) -> None:
    path = tmp_path / "in.txt"
    lines = (f"Đường thôn {i} hỏng nặng, đề nghị xã sớm sửa chữa\n" for i in range(200_000))
    path.write_text("".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*YKIEN, "tag", str(path), "-o", str(out / "o.csv"), "-o", str(out / "o.xlsx")],
        stderr=subprocess.PIPE,
        # A shell in the background has its children ignore the signal.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 180
    # The folder is made when the outputs are checked, before the first row is tagged.
    while not out.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2)
    assert (out.exists(), process.poll()) == (True, None)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Đã dừng theo yêu cầu; không có tệp kết quả nào bị ghi dở." in err.decode()
    assert "Traceback" not in err.decode()
    assert list(out.iterdir()) == []


def test_what_came_in_does_not_stay_when_the_terminal_is_closed(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*YKIEN, "tag", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 60
    # Standard input is kept in a folder, and is not at its end.
    while not list(tmp_path.glob("ykien-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None
    process.send_signal(signal.SIGHUP)
    process.wait(timeout=60)
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []
    process.communicate()
