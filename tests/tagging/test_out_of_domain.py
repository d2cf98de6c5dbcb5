"""What is no opinion at all ends in review or as "other", not in a confident topic."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp import Tagger

KINDS = ["english", "poem", "code", "review", "random", "other"]


def confident(folder: Path, texts: list[str]) -> list[tuple[list[str], float, str]]:
    """Return the texts that a model gives a topic without asking for review."""
    return [
        (tag.topics, tag.confidence, text)
        for text, tag in zip(texts, Tagger.load(folder).tag(texts))
        if tag.topic != "khac" and not tag.needs_review
    ]


def texts_of(root: Path, kind: str) -> list[str]:
    lines = (root / "tests" / "data" / "out_of_domain.jsonl").read_text(encoding="utf-8")
    return [r["text"] for r in map(json.loads, lines.splitlines()) if r["kind"] == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_texts_that_are_no_opinions_need_review(root: Path, kind: str) -> None:
    texts = texts_of(root, kind)
    assert len(texts) >= 10
    assert confident(root / "models" / "default", texts) == []


def test_the_accurate_model_is_surer_of_two_of_them(root: Path) -> None:
    """Random words and the review of an app get a topic; the README says so."""
    kinds = {text: kind for kind in KINDS for text in texts_of(root, kind)}
    found = confident(root / "models" / "accurate", list(kinds))
    assert len(kinds) == 66
    assert sorted(kinds[text] for *_, text in found) == ["random", "review"], found
