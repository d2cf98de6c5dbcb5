from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from nlp import Tagger, Taxonomy, YkienError, evaluate
from nlp.learning.card import figures_table
from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.learning.evaluation import label_matrix, measure
from nlp.tagging.classifier import Calibration, LabelTree, decide

TAXONOMY = Taxonomy.from_dict(
    {
        "other": "o",
        "topics": [
            {"id": "a", "name": "A", "subtopics": [{"id": x, "name": x} for x in "xyz"]},
            {"id": "b", "name": "B", "subtopics": [{"id": x, "name": x} for x in "xy"]},
            {"id": "o", "name": "O"},
        ],
    }
)
LABELS = TAXONOMY.labels
CALIBRATION = Calibration(scale=3.0, label_threshold=0.2, review_threshold=0.7)


def corpus_of(label_sets: list[tuple[int, ...]]) -> Corpus:
    opinions = tuple(
        LabelledOpinion(str(i), f"text {i}", tuple(LABELS[k] for k in labels))
        for i, labels in enumerate(label_sets)
    )
    return Corpus(opinions, TAXONOMY)


def test_a_perfect_model() -> None:
    corpus = corpus_of([(0,), (3,), (5,), (1,), (0,)])
    scores = np.where(corpus.indicator, 1.0, -1.0)
    evaluation = measure(scores, corpus, CALIBRATION)
    for name in ("topic_accuracy", "subtopic_accuracy", "micro_f1", "macro_f1"):
        figure = evaluation.figures[name]
        assert (figure.value, figure.low, figure.high) == (1, 1, 1)
    assert evaluation.confusions == []
    assert [t.n for t in evaluation.topics] == [3, 1, 1]


def test_known_counts() -> None:
    corpus = corpus_of([(0,), (0,), (3,), (5,)])
    scores = np.full((4, 6), -1.0)
    # Right; right topic, wrong subtopic; wrong topic; right.
    for row, label in enumerate([0, 1, 0, 5]):
        scores[row, label] = 1.0
    evaluation = measure(scores, corpus, CALIBRATION)
    assert evaluation.figures["topic_accuracy"].value == 0.75
    assert evaluation.figures["subtopic_accuracy"].value == 0.5
    assert evaluation.figures["micro_f1"].value == 0.5
    assert [(c.true, c.predicted, c.n) for c in evaluation.confusions] == [
        ("a/x", "a/y", 1),
        ("b/x", "a/x", 1),
    ]
    (only,) = evaluation.reliability
    assert (only.n, only.accuracy) == (4, 0.75)
    gap = abs(only.confidence - 0.75)
    assert evaluation.figures["expected_calibration_error"].value == pytest.approx(gap, abs=1e-3)


label_sets = st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True).map(tuple)


@settings(deadline=None, max_examples=25)
@given(st.lists(label_sets, min_size=3, max_size=30), st.integers(0, 2**32 - 1))
def test_f1_is_that_of_scikit_learn(sets: list[tuple[int, ...]], seed: int) -> None:
    corpus = corpus_of(sets)
    scores = np.random.default_rng(seed).normal(size=(len(sets), len(LABELS)))
    evaluation = measure(scores, corpus, CALIBRATION)
    decision = decide(scores, corpus.tree, CALIBRATION)
    predicted = label_matrix(decision.label_sets, len(LABELS))
    micro = f1_score(corpus.indicator, predicted, average="micro", zero_division=0)
    assert evaluation.figures["micro_f1"].value == pytest.approx(micro, abs=1e-4)
    occurs = np.flatnonzero((corpus.indicator + predicted).sum(axis=0))
    macro = f1_score(corpus.indicator, predicted, labels=occurs, average="macro", zero_division=0)
    assert evaluation.figures["macro_f1"].value == pytest.approx(macro, abs=1e-4)
    for figure in evaluation.figures.values():
        if figure.value is not None:
            assert figure.low <= figure.high


def only_one_topic() -> Taxonomy:
    subtopics = [{"id": x, "name": x} for x in "xyzuvw"]
    return Taxonomy.from_dict({"topics": [{"id": "a", "name": "A", "subtopics": subtopics}]})


@settings(deadline=None, max_examples=25)
@given(
    st.lists(label_sets, min_size=1, max_size=8),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([0.0, 1.0, 1e6]),
    st.sampled_from([TAXONOMY, only_one_topic()]),
)
def test_the_figures_are_always_valid_json(
    sets: list[tuple[int, ...]], threshold: float, size: float, taxonomy: Taxonomy
) -> None:
    opinions = [
        LabelledOpinion(str(i), "text", tuple(taxonomy.labels[k] for k in labels))
        for i, labels in enumerate(sets)
    ]
    corpus = Corpus(tuple(opinions), taxonomy)
    scores = size * np.random.default_rng(len(sets)).normal(size=(len(sets), 6))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        evaluation = measure(scores, corpus, Calibration(review_threshold=threshold))
    # Strict: NaN and Infinity are no JSON.
    text = json.dumps(evaluation.to_dict(), allow_nan=False)
    assert json.loads(text) == evaluation.to_dict()


def test_nothing_accepted_has_no_accuracy() -> None:
    evaluation = measure(np.zeros((3, 6)), corpus_of([(0,)] * 3), CALIBRATION)
    assert evaluation.figures["accepted"].value == 0
    figure = evaluation.figures["accepted_accuracy"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)


@pytest.mark.parametrize(
    ("confidence", "accepted"), [(0.69994, 0), (0.69996, 1), (0.7, 1), (0.70004, 1)]
)
def test_accepted_is_decided_by_the_four_digits_that_are_shown(
    confidence: float, accepted: int
) -> None:
    scores = np.zeros((1, 6))
    scores[0, 0] = np.log(confidence / (1 - confidence))
    calibration = Calibration(review_threshold=0.7)
    decision = decide(scores, LabelTree.of(TAXONOMY), calibration)
    assert decision.confidence[0] == pytest.approx(confidence, abs=1e-9)
    figures = measure(scores, corpus_of([(0,)]), calibration).figures
    assert figures["accepted"].value == accepted


def test_accepted_is_what_the_tagger_leaves_without_review(tagger: Tagger, root: Path) -> None:
    dev = Corpus.load(root / "corpus" / "dev.jsonl", tagger.taxonomy)
    accepted = [not result.needs_review for result in tagger.tag(dev.texts)]
    share = evaluate(tagger, dev).figures["accepted"].value
    assert share == pytest.approx(sum(accepted) / len(dev), abs=1e-4)


def test_the_card_keeps_its_tables_whole() -> None:
    name = "A|B\\|C"
    lines = figures_table({name: measure(np.zeros((2, 6)), corpus_of([(0,), (3,)]), CALIBRATION)})
    assert lines[0].startswith("| figure | A\\|B\\\\\\|C (n = 2) |")
    # What is left when escaped characters are taken out are the edges of the cells.
    assert {re.sub(r"\\.", "", line).count("|") for line in lines} == {3}


def test_the_interval_widens_when_whole_groups_are_drawn() -> None:
    sets = [(0,)] * 200
    scores = np.full((200, 6), -1.0)
    scores[:, 0] = 0.0
    # One of four batches is wrong throughout.
    scores[:50, 3] = 1.0
    alone = measure(scores, corpus_of(sets), CALIBRATION).figures["topic_accuracy"]
    groups = np.repeat(np.arange(4), 50)
    whole = measure(scores, corpus_of(sets), CALIBRATION, groups=groups).figures["topic_accuracy"]
    assert alone.value == whole.value == 0.75
    assert whole.high - whole.low > 3 * (alone.high - alone.low)


def test_a_corpus_whose_labels_stand_in_another_order(tagger: Tagger, root: Path) -> None:
    data = tagger.taxonomy.to_dict()
    turned = Taxonomy.from_dict({**data, "topics": data["topics"][::-1]})
    dev = root / "corpus" / "dev.jsonl"
    assert evaluate(tagger, Corpus.load(dev, turned)) == evaluate(tagger, dev)
    own = corpus_of([(0,), (3,)])
    with pytest.raises(YkienError, match="'a/x' is no topic or subtopic"):
        evaluate(tagger, own)


def test_the_default_model_on_dev(tagger: Tagger, root: Path) -> None:
    evaluation = evaluate(tagger, root / "corpus" / "dev.jsonl")
    assert evaluation.n == 149
    assert evaluation.figures["topic_accuracy"].value >= 0.72
    assert evaluation.to_dict() == tagger.model.figures["held_out"]["dev.jsonl"]
