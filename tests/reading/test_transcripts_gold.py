"""The test set of transcripts is read at least as well as measured when the reader was written."""

from __future__ import annotations

import importlib.util
import json
from functools import reduce
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

# One file in so many is read: with the encoders all would take as long as all else that is tested.
_SHARES = {
    "speech": 14,
    "letters": 10,
    "notes": 10,
    "minutes": 10,
    "prose report": 9,
    "chat": 5,
    "questions and answers": 2,
    "petition list": 3,
    "table": 3,
}


@pytest.fixture(scope="module")
def benchmark(root: Path) -> ModuleType:
    path = root / "tests" / "benchmarks" / "transcripts.py"
    spec = importlib.util.spec_from_file_location("transcripts_benchmark", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up.
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def files(benchmark: ModuleType) -> list[tuple[Path, Path]]:
    return [
        (path, gold)
        for path, gold in benchmark.gold_files()
        if not path.name.startswith(benchmark.HELD_OUT)
    ]


@pytest.fixture(scope="module")
def scores(benchmark: ModuleType, files: list[tuple[Path, Path]]) -> dict[str, Any]:
    names: dict[str, list[str]] = {}
    for path, _ in files:
        names.setdefault(benchmark.kind_of(path.name), []).append(path.name)
    read = {name for kind, own in names.items() for name in own[:: _SHARES.get(kind, 1)]}
    found: dict[str, Any] = benchmark.scores_by_file(read)
    return found


def by_kind(benchmark: ModuleType, scores: dict[str, Any], kind: str) -> Any:
    chosen = [one for name, one in scores.items() if benchmark.kind_of(name) == kind]
    return reduce(lambda a, b: a + b, chosen)


def test_the_test_set_is_whole(benchmark: ModuleType, files: list[tuple[Path, Path]]) -> None:
    assert len(files) == 1180
    assert {benchmark.kind_of(path.name) for path, _ in files} == set(benchmark.KINDS)
    golds = [gold.read_text(encoding="utf-8").splitlines() for _, gold in files]
    assert sum("text" in json.loads(line) for lines in golds for line in lines) == 12222


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("speech", 0.82),
        ("notes", 0.94),
        ("letters", 0.90),
        ("minutes", 0.95),
        ("questions and answers", 0.93),
        ("petition list", 0.96),
        ("prose report", 0.95),
        ("reception book", 0.93),
        ("chat", 0.92),
        ("table", 0.91),
    ],
)
def test_boundaries_by_kind(
    benchmark: ModuleType, scores: dict[str, Any], kind: str, floor: float
) -> None:
    one = by_kind(benchmark, scores, kind)
    assert one.f1 >= floor, (one.missed, one.wrong)


def test_boundaries_leaks_and_fields_over_all(
    benchmark: ModuleType, scores: dict[str, Any]
) -> None:
    total = reduce(lambda a, b: a + b, scores.values())
    assert total.f1 >= 0.91
    assert total.overlap >= 0.96
    assert total.leak < 0.01
    assert total.accuracy("speaker") >= 0.71
    assert total.accuracy("date") >= 0.9
    assert total.accuracy("answer") >= 0.73


def test_the_score_of_a_perfect_and_of_an_empty_reader(benchmark: ModuleType) -> None:
    gold = [
        {"text": "Đường hoà bình hỏng.", "speaker": "Ông A", "place": "", "date": None},
        {"not_opinion": "Xã xin tiếp thu và sẽ sửa ngay", "kind": "answer"},
    ]
    perfect = benchmark.score([{"text": "  Đường hòa bình hỏng", "speaker": "ông A"}], gold)
    assert (perfect.f1, perfect.leak, perfect.accuracy("speaker")) == (1.0, 0.0, 1.0)
    empty = benchmark.score([], gold)
    assert (empty.f1, empty.overlap) == (0.0, 0.0)
    leaking = benchmark.score([{"text": "Xã xin tiếp thu và sẽ sửa ngay"}], gold)
    assert (leaking.found, leaking.leak) == (0, 1.0)
    cut = benchmark.score([{"text": "Đường hòa bình"}], gold)
    assert cut.found == 0
    assert 0 < cut.overlap < 1
