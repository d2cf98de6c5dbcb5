"""The project's own corpus: well-formed, and nothing of dev in it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from nlp import YkienError
from nlp.learning.corpus import Corpus, check_held_out, near_duplicates


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    return Corpus.load(root / "corpus" / "opinions")


@pytest.fixture(scope="module")
def dev(root: Path) -> Corpus:
    return Corpus.load(root / "corpus" / "dev.jsonl")


def test_every_opinion_stands_in_the_file_of_its_topic(root: Path) -> None:
    ids: Counter[str] = Counter()
    for path in sorted((root / "corpus" / "opinions").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert record["topics"][0].split("/")[0] == path.stem
            assert record["style"] in ("petition", "spoken", "letter")
            assert record["manner"]
            assert record["batch"]
            ids[record["id"]] += 1
    assert max(ids.values()) == 1


def test_every_label_has_opinions(corpus: Corpus) -> None:
    assert corpus.indicator.sum(axis=0).min() >= 90
    assert len(corpus) >= 7284


def test_no_text_stands_twice(corpus: Corpus) -> None:
    assert max(Counter(text.lower() for text in corpus.texts).values()) == 1


def test_nothing_of_dev_nor_a_near_duplicate_is_in_the_corpus(corpus: Corpus, dev: Corpus) -> None:
    close = list(near_duplicates(dev.texts, corpus.texts, threshold=0.3))
    assert [(dev.texts[i], corpus.texts[j]) for i, j in close] == []


def test_the_check_would_find_a_planted_one(corpus: Corpus, dev: Corpus) -> None:
    planted = " ".join(["Kính thưa đại biểu,", *dev.texts[0].split()[1:-1]])
    assert (0, len(corpus)) in list(near_duplicates(dev.texts, [*corpus.texts, planted]))


def test_the_folder_corpus_is_the_training_corpus_without_dev(
    corpus: Corpus, dev: Corpus, root: Path
) -> None:
    assert Corpus.load(root / "corpus").sha256 == corpus.sha256
    check_held_out(corpus, dev, "dev.jsonl")
    with pytest.raises(YkienError, match="149 of the 149 held-out opinions"):
        check_held_out(dev, dev, "dev.jsonl")


def test_samples_are_not_in_the_corpus(corpus: Corpus, root: Path) -> None:
    gold = (root / "tests" / "data" / "samples-gold.jsonl").read_text(encoding="utf-8")
    samples = [json.loads(line)["text"] for line in gold.splitlines()]
    assert list(near_duplicates(samples, corpus.texts)) == []
