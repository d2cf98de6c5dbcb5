"""`ykien hotspots` from the command line."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nlp.cli import main


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as done:
        main(["hotspots", *map(str, arguments)])
    assert isinstance(done.value.code, int)
    return done.value.code


def rows() -> list[dict[str, Any]]:
    """Return 400 opinions in ten communes; rubbish heats up in one of them."""
    labels = ["dat_dai/giay_chung_nhan", "ha_tang/nuoc_sach", "giao_duc/giao_vien", "khac"]
    chance = random.Random(0)
    found = []
    for i in range(400):
        hot = i % 10 == 3 and i > 280
        label = "moi_truong/rac_thai" if hot else chance.choice(labels)
        found.append(
            {
                "id": f"id{i}",
                "date": f"2026-{1 + i // 45:02}-{1 + i % 28:02}",
                "place": f"Xã {i % 10}",
                "huyen": f"Huyện {i % 2}",
                "text": f"Ý kiến số {i}",
                "topics": [label],
            }
        )
    return found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    return path


def test_all_reports_in_one_run(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = [tmp_path / name for name in ("b.html", "b.xlsx", "b.json")]
    assert run(table, *(part for path in outputs for part in ("-o", path))) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "1 điểm nóng trong 400 ý kiến" in printed.out
    assert "Rác thải" in printed.out
    assert all(path.stat().st_size > 1000 for path in outputs)
    found = json.loads(outputs[2].read_text(encoding="utf-8"))
    assert [spot["topic"] for spot in found["hotspots"]] == ["moi_truong/rac_thai"]
    assert not (tmp_path / "b.html.rejects.csv").exists()
    assert run(table, "-o", outputs[0]) == 1
    assert "--force" in capsys.readouterr().err
    assert run(table, "-o", outputs[0], "--force") == 0


def test_json_and_options(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--until", "30/06/2026", "--window", "56D", "--alpha", "0.01"]
    assert run(table, "--json", *options, "--place-columns", "huyen,place") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["until"], found["window"], found["alpha"]) == ("2026-06-30", 56, 0.01)
    assert found["n_later"] > 0


@pytest.mark.parametrize("columns", ["Nơi", "Nơi,place"])
def test_a_column_of_places_answers_to_its_heading_and_counts_once(
    table: Path, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    assert run(table, "--json", "--place-columns", columns) == 0
    found = json.loads(capsys.readouterr().out)
    assert [spot["path"] for spot in found["hotspots"]] == [["Xã 3"]]


def test_plain_rankings_for_those_who_ask(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = [tmp_path / name for name in ("b.html", "b.xlsx", "b.json")]
    args = [part for path in outputs for part in ("-o", path)]
    assert run(table, *args) == 0
    assert 'id="rankings"' not in outputs[0].read_text(encoding="utf-8")
    assert "rankings" not in json.loads(outputs[2].read_text(encoding="utf-8"))
    assert run(table, "--rankings", "--window", "70D", "--force", *args) == 0
    found = json.loads(outputs[2].read_text(encoding="utf-8"))
    until = date.fromisoformat(found["until"])
    ages = [(until - date.fromisoformat(row["date"])).days for row in rows()]
    volume, growth = found["rankings"]["volume"], found["rankings"]["growth"]
    for entry in (*volume, *growth):
        same = [
            age
            for age, row in zip(ages, rows())
            if entry["path"] == [row["place"]]
            and entry["topic"] in (row["topics"][0], row["topics"][0].split("/")[0])
        ]
        assert entry["observed"] == sum(0 <= age < 70 for age in same)
        if "before" in entry:
            assert entry["before"] == sum(70 <= age < 140 for age in same)
    assert [v["observed"] for v in volume] == sorted((v["observed"] for v in volume), reverse=True)
    assert [g["growth"] for g in growth] == sorted((g["growth"] for g in growth), reverse=True)
    html = outputs[0].read_text(encoding="utf-8")
    assert html.count("(không phải điểm nóng)") >= 2
    book = openpyxl.load_workbook(outputs[1])
    sheet = book["Mức tăng (không phải điểm nóng)"]
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        g["observed"] for g in growth
    ]
    capsys.readouterr()
    assert run(table, "--rankings", "--window", "70D", "--json") == 0
    assert json.loads(capsys.readouterr().out) == found


def test_nothing_significant_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.jsonl"
    cold = [row | {"topics": ["khac"]} for row in rows()[:60]]
    path.write_text("".join(json.dumps(row) + "\n" for row in cold), encoding="utf-8")
    assert run(path) == 0
    assert "Chưa thấy điểm nóng nào trong 60 ý kiến" in capsys.readouterr().out
    assert run(path, "--lang", "en") == 0
    assert "No hot spot in 60 opinions" in capsys.readouterr().out


def test_what_could_not_be_judged_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.jsonl"
    undated = [row | {"date": ""} for row in rows()[:60]]
    path.write_text("".join(json.dumps(row) + "\n" for row in undated), encoding="utf-8")
    assert run(path) == 0
    assert capsys.readouterr().out == "Chưa xét được điểm nóng: không ý kiến nào có ngày.\n"


def test_rejects_are_written_and_counted(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write('{"id": "z", "text": "x", "topics": ["lạ"]}\n')
    assert run(table, "-o", tmp_path / "b.html") == 2
    assert "1 dòng không đọc được" in capsys.readouterr().err
    rejects = (tmp_path / "b.html.rejects.csv").read_text(encoding="utf-8-sig")
    assert "t.jsonl,L401,'lạ' không phải" in rejects
    assert "1 dòng không đọc được" in (tmp_path / "b.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "b.pdf"], "đuôi .html, .xlsx hoặc .json"),
        (["--until", "mai"], "--until"),
        (["--place-columns", "Tỉnh"], "không có cột 'Tỉnh'"),
        (["--window", "lâu"], "window"),
        (["--alpha", "2"], "--alpha"),
        (["--alpha", "0.001"], "với 999 lần hoán đổi phải từ 0.002 trở lên"),
        (["--taxonomy", "none.yaml"], "none.yaml"),
    ],
)
def test_bad_usage_is_one_clear_sentence(
    table: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(table, *arguments) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.jsonl"]


def test_a_table_that_was_not_tagged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root / "corpus" / "samples" / "duong-day-nong.csv") == 1
    assert "hãy chạy `ykien tag`" in capsys.readouterr().err
