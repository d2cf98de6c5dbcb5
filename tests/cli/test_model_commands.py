"""``explain``, ``info``, ``evaluate``, ``train``, ``corpus``: a model and what it learns from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import Run, piped

from nlp.resources import default_model


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
