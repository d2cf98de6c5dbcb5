"""The commands as a user runs them: messages, exit codes, pipes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.cli import main
from nlp.resources import default_model

Run = Callable[..., tuple[int, str, str]]
YKIEN = [sys.executable, "-m", "nlp"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng, đề nghị sửa\nRác hôi không ai thu\n", encoding="utf-8")
    return path


def piped(*arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run([*YKIEN, *arguments], input=data, capture_output=True, check=False)


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


def test_an_output_in_the_way(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("mine", encoding="utf-8")
    code, _, err = run("tag", texts, "-o", tmp_path / "o.csv")
    assert code == 1
    assert "đã có sẵn" in err
    assert "--force" in err
    assert run("tag", texts, "-o", tmp_path / "o.csv", "--force")[0] == 0


def test_rows_and_whole_files_that_could_not_be_read_are_told_apart(
    run: Run, tmp_path: Path
) -> None:
    rows = tmp_path / "a.csv"
    rows.write_text("Họ tên,Nội dung kiến nghị\nA,Đường hỏng quá\nB,\n", encoding="utf-8")
    empty = tmp_path / "b.txt"
    empty.touch()
    _, _, err = run("tag", rows, empty, "-o", tmp_path / "o.csv")
    assert "1 dòng, 1 tệp không đọc được: xem" in err


def test_standard_input_and_output() -> None:
    done = piped("tag", "-", stdin="Đường hỏng, đề nghị sửa\n\nRác hôi không ai thu\n")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [row["topic"] for row in rows] == ["ha_tang", "moi_truong"]
    assert [row["source"] for row in rows] == ["stdin", "stdin"]
    # Not a terminal: no progress bar, no table.
    assert done.stderr == b""


def test_standard_input_may_be_a_table() -> None:
    done = piped("tag", "-", "-o", "-", stdin="stt;noi_dung\n1;Mất điện, cả xóm tối om\n2; \n")
    (row,) = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert row["stt"] == "1"
    assert done.returncode == 2
    assert "stdin L3: nội dung ý kiến không có chữ nào" in done.stderr.decode()


def test_a_file_that_is_rejected_is_named_once(run: Run, texts: Path) -> None:
    (texts.parent / "empty.csv").touch()
    code, _, err = run("tag", texts, texts.parent / "empty.csv")
    assert code == 2
    assert err.splitlines()[1].startswith("  empty.csv: tệp rỗng")


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


@pytest.mark.parametrize("encoding", ["idna", "undefined", "no-such", "utf-16"])
def test_a_forced_encoding_that_does_not_fit(run: Run, texts: Path, encoding: str) -> None:
    code, _, err = run("tag", texts, "-o", texts.parent / "o.csv", "--encoding", encoding)
    assert code in (1, 2)
    assert "Traceback" not in err


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
    deadline = time.monotonic() + 60
    # The folder is made when the outputs are checked, before the first row is tagged.
    while not out.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2)
    assert process.poll() is None
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


def test_explain(run: Run) -> None:
    code, out, _ = run("explain", "Bãi rác sau trường bốc mùi hôi thối")
    assert code == 0
    assert out.startswith("Môi trường: ")
    assert "Từ ủng hộ:" in out
    assert "rác (+" in out
    assert "mùi hôi (Khói bụi, mùi, tiếng ồn)" in out
    code, out, _ = run("explain", "Bãi rác sau trường bốc mùi hôi thối", "--json")
    data = json.loads(out)
    assert data["result"]["topic"] == "moi_truong"
    assert [word["word"] for word in data["words"]][:1] == ["Bãi"]


def test_explain_standard_input_and_markup() -> None:
    done = piped("explain", "-", stdin="[bold]rác[/bold] [link=x] hôi thối")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_info(run: Run) -> None:
    code, out, _ = run("info")
    assert code == 0
    assert "15 chủ đề, 58 nhãn" in out
    assert "dưới 80,8 % được đánh dấu" in out
    assert re.search(r"Đúng chủ đề chính\s*│\s*0,\d+ \(0,\d+ –", out)
    assert "dev.jsonl (n =" in out
    assert "# Model card" not in out
    assert "# Model card" in run("info", "--lang", "en")[1]
    data = json.loads(run("info", "--json")[1])
    assert data["figures"]["cross_validation"]["n"] > 4000


def test_evaluate(run: Run, root: Path) -> None:
    data = root / "corpus" / "dev.jsonl"
    code, out, _ = run("evaluate", default_model(), data)
    assert code == 0
    for name in ("Đúng chủ đề chính", "Micro-F1", "Macro-F1", "ECE", "80 %", "Nhầm lẫn"):
        assert name in out
    figures = json.loads(run("evaluate", default_model(), data, "--json")[1])["figures"]
    assert set(figures) >= {
        "topic_accuracy", "subtopic_accuracy", "micro_f1", "macro_f1",
        "expected_calibration_error", "accuracy_at_80_coverage",
    }  # fmt: skip


def test_train_prints_what_it_learned_from(run: Run, small_corpus: Path, tmp_path: Path) -> None:
    code, out, err = run("train", small_corpus, "-o", tmp_path / "model", "--jobs", "1")
    assert code == 0
    assert "Đã học từ 160 ý kiến trong 8 lô" in out
    assert "Lưu ý: kho ý kiến quá nhỏ để tin được mô hình này: 160 ý kiến" in out
    assert re.search(r"Đúng chủ đề chính\s*│\s*0,\d+ \(0,\d+ – 0,\d+\)", out)
    assert "Kiểm định chéo ..." in err
    assert run("tag", small_corpus, "-o", tmp_path / "o.csv", "-m", tmp_path / "model")[0] == 0
    code, _, err = run("train", small_corpus, "-o", tmp_path / "model")
    assert code == 1
    assert "--force" in err


@pytest.mark.parametrize("command", ["check", "agreement", "audit"])
def test_a_corpus_of_other_topics(run: Run, tmp_path: Path, command: str) -> None:
    topics = "version: 7\nother: la\ntopics:\n- {id: go, name: Gỗ}\n- {id: la, name: Lá}\n"
    (tmp_path / "own.yaml").write_text(topics, encoding="utf-8")
    rows = [
        {"text": f"{text} {i}", "topics": [label], "batch": f"b{i % 5}"}
        for i in range(25)
        for text, label in (("gỗ lim tấm chắc nặng số", "go"), ("chiếc lá rơi bên thềm", "la"))
    ]
    data = tmp_path / "own.jsonl"
    data.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    given = [command, data, *([data] if command == "agreement" else [])]
    unknown = "'go' không phải nhãn của bảng phân loại"
    said = "".join(run("corpus", *given)[1:])
    assert unknown in said
    # Once, however many lines have such labels.
    assert said.count("hãy thêm --taxonomy TỆP") == 1
    assert unknown not in "".join(run("corpus", *given, "--taxonomy", tmp_path / "own.yaml")[1:])


def test_training_on_a_corpus_of_other_topics_tells_of_the_option(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "own.jsonl"
    data.write_text('{"text": "gỗ lim", "topics": ["go"]}\n', encoding="utf-8")
    _, _, err = run("train", data, "-o", tmp_path / "model")
    assert "'go' không phải nhãn của bảng phân loại; nếu kho có bảng phân loại riêng" in err
    # Of a label that is meant the name is enough, and a topic that is named is no strange one.
    data.write_text('{"text": "gỗ lim", "topics": ["moi_truong"]}\n', encoding="utf-8")
    _, _, err = run("train", data, "-o", tmp_path / "model")
    assert "hãy dùng moi_truong/rac_thai" in err and "--taxonomy" not in err
    # A model has its taxonomy; `evaluate` takes no other.
    data.write_text('{"text": "gỗ lim", "topics": ["go"]}\n', encoding="utf-8")
    _, _, err = run("evaluate", default_model(), data)
    assert "'go' không phải nhãn của bảng phân loại" in err and "--taxonomy" not in err


def test_two_readers(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "an.jsonl", tmp_path / "binh.jsonl", tmp_path / "khac.jsonl"]
    for file, text in zip(files, ("rác đầy đường", "rác đầy đường", "trạm y tế xa")):
        line = {"text": text, "topics": ["moi_truong/rac_thai"]}
        file.write_text(json.dumps(line), encoding="utf-8")
    code, out, _ = run("corpus", "agreement", *files[:2])
    assert code == 0
    assert "Cùng chủ đề chính" in out and "Cùng tiểu mục chính" in out and "Đúng" not in out
    code, _, err = run("corpus", "agreement", files[0], files[2])
    assert code == 1
    assert f"{files[0]} và {files[2]} không có ý kiến nào cùng lời" in err
    assert "cần gán nhãn thêm" not in err


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
