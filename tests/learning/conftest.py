"""What tests of `OpinionClassifier` learn from, and one that has."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from few import LABELS, Labelled

from nlp.learning.corpus import Corpus
from nlp.learning.estimator import OpinionClassifier


@pytest.fixture(scope="session")
def opinions_file(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some two hundred opinions on four subtopics, those with several labels among them."""
    kept: dict[tuple[str, ...], list[str]] = {}
    for file in sorted((root / "corpus" / "opinions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            topics = tuple(json.loads(line)["topics"])
            if set(topics) <= set(LABELS):
                kept.setdefault(topics, []).append(line)
    lines = [line for some in kept.values() for line in some[:34]]
    path = tmp_path_factory.mktemp("corpus") / "few.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def corpus(opinions_file: Path) -> Corpus:
    return Corpus.load(opinions_file)


@pytest.fixture(scope="session")
def labelled(corpus: Corpus) -> Labelled:
    """Texts and label sets, in no order of labels."""
    order = np.random.default_rng(0).permutation(len(corpus)).tolist()
    return [corpus.texts[i] for i in order], [list(corpus.opinions[i].topics) for i in order]


@pytest.fixture(scope="session")
def split(labelled: Labelled) -> tuple[Labelled, Labelled]:
    texts, sets = labelled
    return (texts[:115], sets[:115]), (texts[115:], sets[115:])


@pytest.fixture(scope="session")
def fitted(split: tuple[Labelled, Labelled]) -> OpinionClassifier:
    return OpinionClassifier().fit(*split[0])
