"""The model `accurate` that comes with the repository does what its card says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nlp import Tagger, evaluate
from nlp.learning.corpus import Corpus
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.model_directory import load_model


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "models" / "accurate"


@pytest.fixture(scope="module")
def dev(root: Path) -> Corpus:
    return Corpus.load(root / "corpus" / "dev.jsonl")


def test_its_figures_on_dev_are_those_of_its_card(folder: Path, dev: Corpus) -> None:
    tagger = Tagger.load(folder)
    measured = evaluate(tagger, dev).figures
    told = tagger.model.figures["held_out"]["dev.jsonl"]["figures"]
    for name in ("topic_accuracy", "subtopic_accuracy", "micro_f1"):
        assert measured[name].value == pytest.approx(told[name]["value"], abs=0.007)


def test_it_is_better_on_dev(folder: Path, dev: Corpus) -> None:
    better, default = evaluate(folder, dev).figures, evaluate(None, dev).figures
    for name in ("topic_accuracy", "subtopic_accuracy", "micro_f1"):
        assert better[name].value > default[name].value


def test_it_finds_several_topics_as_well_as_the_linear_part(folder: Path) -> None:
    told = load_model(folder).figures
    alone = told["beside"]["linear, several.jsonl"]["figures"]["micro_f1"]["value"]
    assert told["held_out"]["several.jsonl"]["figures"]["micro_f1"]["value"] >= alone - 0.005


def test_it_is_better_on_opinions_that_neither_part_had_read(folder: Path) -> None:
    told = load_model(folder).figures
    alone = told["beside"]["linear, cross-validation"]["figures"]
    for name in ("topic_accuracy", "subtopic_accuracy", "micro_f1"):
        assert told["cross_validation"]["figures"][name]["value"] >= alone[name]["value"] + 0.01


def test_it_is_small_and_plain_data(folder: Path) -> None:
    files = list(folder.iterdir())
    assert sum(file.stat().st_size for file in files) < 40_000_000
    assert {file.suffix for file in files} == {".md", ".safetensors", ".json", ".onnx", ".txt"}


def test_the_encoder_reads_text_strip_diacritics_as_it_was_meant(folder: Path, dev: Corpus) -> None:
    tagger = Tagger.load(folder)
    texts = dev.texts[:60]
    clear = tagger.tag(texts)
    bare = tagger.tag([strip_diacritics(text) for text in texts])
    same = sum(one.topic == other.topic for one, other in zip(clear, bare))
    assert same >= 0.9 * len(texts)


def test_where_the_linear_part_is_sure_the_encoder_need_not_read(folder: Path, dev: Corpus) -> None:
    texts = dev.texts[:60]
    model = load_model(folder)
    assert model.linear_calibration is not None
    alone = replace(model, encoder=None, calibration=model.linear_calibration)
    linear = Tagger(alone).tag(texts)
    unsure = Tagger.load(folder, encoder_use="unsure").tag(texts)
    sure = [(a, b) for a, b in zip(linear, unsure) if not a.needs_review]
    assert sure
    assert all(a.topics == b.topics and a.confidence == b.confidence for a, b in sure)
