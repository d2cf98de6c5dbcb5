"""The project's own corpus: well-formed, and nothing of dev in it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from nlp import YkienError
from nlp.learning.corpus import Corpus, check_held_out, near_duplicates
from nlp.learning.quality import check_corpus
from nlp.tagging.lexicon import Lexicon


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
    counts = dict(zip(corpus.taxonomy.labels, corpus.indicator.sum(axis=0).tolist()))
    assert len(corpus) >= 11_000
    assert min(counts.values()) >= 130
    assert counts["khac"] >= 600


def test_the_check_finds_nothing_wrong(corpus: Corpus, root: Path) -> None:
    opinions, dev = root / "corpus" / "opinions", root / "corpus" / "dev.jsonl"
    report = check_corpus(opinions, held_out=[dev])
    assert [problem.to_dict() for problem in report.problems] == []
    assert report.statistics.n == len(corpus)


def test_every_batch_belongs_to_one_wave(corpus: Corpus, root: Path) -> None:
    waves = yaml.safe_load((root / "corpus" / "waves.yaml").read_text(encoding="utf-8"))["waves"]
    for opinion in corpus.opinions:
        inside = [
            wave
            for wave in waves
            if opinion.batch in wave.get("batches", ()) or opinion.manner in wave.get("manners", ())
        ]
        assert len(inside) == 1, opinion.id


def test_every_subtopic_has_its_matters_listed(corpus: Corpus, root: Path) -> None:
    for topic in corpus.taxonomy.topics:
        text = (root / "corpus" / "matters" / f"{topic.id}.md").read_text(encoding="utf-8")
        sections = {part.split()[0]: part.count("\n- ") for part in text.split("\n## ")[1:]}
        for label in topic.labels:
            assert sections[label.split("/")[-1]] >= 25, label


def test_the_lexicon_has_forty_phrases_for_every_label(corpus: Corpus) -> None:
    phrases = Lexicon.load().by_label()
    assert {
        label: len(phrases[label]) for label in corpus.taxonomy.labels if len(phrases[label]) < 40
    } == {}


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
