"""The encoders that label words: whatever they read, and whatever their directories hold."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import ModelError
from nlp.reading.sequence.encoder import GAPS
from nlp.reading.sequence.model import LABELS as SEGMENT_LABELS
from nlp.reading.speech.model import LABELS as SPEECH_LABELS
from nlp.reading.word_encoder import CONFIG, GRAPH, PIECES, WordEncoder
from nlp.resources import speech_encoder, text_encoder


class Word(NamedTuple):
    text: str
    gap: str = ""


class Model(NamedTuple):
    folder: Path
    labels: tuple[str, ...]
    encoder: WordEncoder


@pytest.fixture(scope="module", params=["speech", "text"])
def model(request: pytest.FixtureRequest) -> Model:
    folder, labels = {
        "speech": (speech_encoder(), SPEECH_LABELS),
        "text": (text_encoder(), SEGMENT_LABELS),
    }[request.param]
    return Model(folder, labels, WordEncoder(folder, labels))


TEXT = (
    "bây giờ tôi xin mời bà con có ý kiến gì thì cứ nói. Con đường trước cửa nhà tôi hỏng ba năm"
    " nay rồi, mưa xuống là lầy lội. Ý kiến của bác chúng tôi xin tiếp thu."
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=60), st.data())
def test_every_word_has_probabilities(model: Model, texts: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([*GAPS, "pause", "wrap", "time", "para", "change", "none such"])
    words = [Word(text, data.draw(gaps)) for text in texts]
    found = model.encoder.log_proba(words)
    assert found.shape == (len(words), len(model.labels))
    assert np.exp(found).sum(axis=1) == pytest.approx(1)


def test_labels_come_in_the_order_asked_for(model: Model) -> None:
    words = [Word(word) for word in TEXT.split()]
    turned = WordEncoder(model.folder, model.labels[::-1]).log_proba(words)
    np.testing.assert_allclose(turned[:, ::-1], model.encoder.log_proba(words))


def test_the_same_words_have_the_same_figures(model: Model) -> None:
    words = [Word(word) for word in TEXT.split() * 20]
    assert np.array_equal(model.encoder.log_proba(words), model.encoder.log_proba(words))


def test_the_model_is_small_and_plain_data(model: Model) -> None:
    files = list(model.folder.iterdir())
    assert {file.name for file in files} == {GRAPH, PIECES, CONFIG, "README.md"}
    assert sum(file.stat().st_size for file in files) < 26_000_000


@pytest.fixture
def folder(model: Model, tmp_path: Path) -> Path:
    shutil.copytree(model.folder, tmp_path / "broken")
    return tmp_path / "broken"


@pytest.mark.parametrize("name", [GRAPH, PIECES, CONFIG])
def test_a_broken_model_is_refused_by_name(model: Model, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"{broken")
    with pytest.raises(ModelError, match="broken"):
        WordEncoder(folder, model.labels)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        WordEncoder(folder, model.labels)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("labels", ["B"]),
        ("labels", ["O", "R", "B", "I", "S", "L", "E", "W", "X"]),
        ("gaps", ["", *"abcdefghijk"]),
        ("begin", 10**6),
        ("window", 2000),
        ("n_pieces", 7),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(
    model: Model, folder: Path, name: str, value: Any
) -> None:
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    (folder / CONFIG).write_text(json.dumps(config | {name: value}), encoding="utf-8")
    with pytest.raises(ModelError, match="broken"):
        WordEncoder(folder, model.labels)


def test_another_model_s_graph_is_refused(model: Model, folder: Path, root: Path) -> None:
    shutil.copy(root / "models" / "accurate" / "encoder.onnx", folder / GRAPH)
    with pytest.raises(ModelError, match="broken"):
        WordEncoder(folder, model.labels)


def test_a_library_that_can_not_be_loaded_is_named(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match="onnxruntime"):
        WordEncoder(model.folder, model.labels)
