"""What is no opinion at all ends in review or as "other", not in a confident topic."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp import Tagger


@pytest.mark.parametrize("kind", ["english", "poem", "code", "review", "random", "other"])
def test_texts_that_are_no_opinions_need_review(root: Path, kind: str) -> None:
    lines = (root / "tests" / "data" / "out_of_domain.jsonl").read_text(encoding="utf-8")
    texts = [r["text"] for r in map(json.loads, lines.splitlines()) if r["kind"] == kind]
    assert len(texts) >= 10
    tags = Tagger.load(root / "models" / "default").tag(texts)
    confident = [
        (tag.topics, tag.confidence, text)
        for text, tag in zip(texts, tags)
        if tag.topic != "khac" and not tag.needs_review
    ]
    assert confident == []
