"""A model directory is plain data: what is damaged or foreign is refused, and nothing runs."""

from __future__ import annotations

import json
import math
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp import Tagger, YkienError
from nlp.resources import default_model
from nlp.tagging.classifier import LinearClassifier
from nlp.tagging.model_directory import save_model

FILES = sorted(path.name for path in default_model().iterdir())


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_model(), tmp_path / "model"))


def test_what_a_model_directory_holds() -> None:
    assert FILES == [
        "README.md",
        "arrays.safetensors",
        "config.json",
        "syllables.safetensors",
        "vocabulary-bare.txt",
        "vocabulary-chars.txt",
        "vocabulary-syllables.txt",
        "vocabulary-words.txt",
    ]
    assert sum(path.stat().st_size for path in default_model().iterdir()) < 25_000_000


class Bomb:
    """Unpickled, it makes a file."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.made,))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("protocol", [0, 4])
def test_a_malicious_pickle_under_any_name_is_refused_and_not_run(
    model: Path, tmp_path: Path, name: str, protocol: int
) -> None:
    made = tmp_path / "made"
    (model / name).write_bytes(pickle.dumps(Bomb(made), protocol=protocol))
    with pytest.raises(YkienError, match="not a usable ykien model"):
        Tagger.load(model)
    assert not made.exists()
    # The bomb is live: what was refused would have run.
    pickle.loads(pickle.dumps(Bomb(made), protocol=protocol))
    assert made.exists()


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_refused(model: Path, name: str) -> None:
    path = model / name
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(YkienError, match=str(model)):
        Tagger.load(model)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused_by_name(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(YkienError, match=f"{name}: no such file"):
        Tagger.load(model)


@pytest.mark.parametrize("name", FILES)
def test_an_altered_byte_is_refused(model: Path, name: str) -> None:
    path = model / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(YkienError, match="not a usable ykien model"):
        Tagger.load(model)


def test_an_altered_threshold_is_refused(model: Path) -> None:
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    config["calibration"]["review_threshold"] = 0.0
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(YkienError, match=r"config\.json was altered"):
        Tagger.load(model)


def test_directories_of_other_programs(tmp_path: Path) -> None:
    with pytest.raises(YkienError, match="no such directory"):
        Tagger.load(tmp_path / "none")
    with pytest.raises(YkienError, match=r"config\.json: no such file"):
        Tagger.load(tmp_path)
    for text in ('{"model_type": "bert"}', "[]", "nothing", "[" * 100_000):
        (tmp_path / "config.json").write_text(text, encoding="utf-8")
        with pytest.raises(YkienError, match=r"no JSON|another program"):
            Tagger.load(tmp_path)


def test_a_later_format_is_refused(model: Path) -> None:
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    config["format_version"] = 99
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(YkienError, match="format 99, not 3, written by a newer ykien: update"):
        Tagger.load(model)


@pytest.mark.parametrize("value", [np.nan, np.inf, -1e30])
@pytest.mark.parametrize("name", ["intercept", "scale"])
def test_weights_that_are_no_numbers_are_refused(
    tagger: Tagger, tmp_path: Path, name: str, value: float
) -> None:
    linear = tagger.model.classifier
    weights = {"scale": linear.scale.copy(), "intercept": linear.intercept.copy()}
    weights[name][-1] = value
    with np.errstate(invalid="ignore"):
        broken = LinearClassifier(linear.quantized, **weights)
    save_model(replace(tagger.model, classifier=broken), tmp_path / "m")
    with pytest.raises(YkienError, match=f"{name} holds NaN or a number that is too large"):
        Tagger.load(tmp_path / "m")


def with_config(model: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Alter the configuration of a model, and put the digest right again."""
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    change(config)
    del config["digest"]
    said = json.dumps(config, ensure_ascii=False, sort_keys=True).encode()
    config["digest"] = sha256(said).hexdigest()
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return model


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e308])
@pytest.mark.parametrize("name", ["scale", "review_threshold"])
def test_a_calibration_that_is_no_number_is_refused(model: Path, name: str, value: float) -> None:
    with_config(model, lambda config: config["calibration"].update({name: value}))
    with pytest.raises(YkienError, match=f"{name} holds NaN or a number that is too large"):
        Tagger.load(model)


def test_what_is_damaged_is_said_in_vietnamese_without_words_of_programs(model: Path) -> None:
    def said(change: Callable[[dict[str, Any]], None]) -> str:
        with pytest.raises(YkienError) as caught:
            Tagger.load(with_config(model, change))
        return caught.value.message("vi")

    assert "(scale có giá trị không phải số" in said(
        lambda config: config["calibration"].update(scale=math.inf)
    )
    assert "(nội dung không đúng cấu trúc của mô hình)" in said(
        lambda config: config["calibration"].update(scale="một")
    )
    assert '"topics" trống, không có chủ đề nào' in said(
        lambda config: config["taxonomy"].update(topics=[])
    )


def test_a_model_replaces_only_a_model(tagger: Tagger, tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(YkienError, match="is no model"):
        tagger.save(target, force=True)
    # Other programs keep a file of this name, too.
    for text in ('{"model_type": "bert"}', "[]", "nothing"):
        (target / "config.json").write_text(text, encoding="utf-8")
        with pytest.raises(YkienError, match="is no model"):
            tagger.save(target, force=True)
    assert (target / "letter.txt").read_text(encoding="utf-8") == "mine"
    tagger.save(tmp_path / "new")
    with pytest.raises(YkienError, match="exists already"):
        tagger.save(tmp_path / "new")
    tagger.save(tmp_path / "new", force=True)
    (tmp_path / "new" / "arrays.safetensors").unlink()
    tagger.save(tmp_path / "new", force=True)
    assert Tagger.load(tmp_path / "new").labels == tagger.labels
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "new"]


def test_the_default_model_card_states_its_review_threshold(tagger: Tagger) -> None:
    threshold = tagger.model.calibration.review_threshold
    assert f"{threshold:.3f}" in tagger.model.card
    assert "## Limits" in tagger.model.card
