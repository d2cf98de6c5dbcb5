"""The model card says what is known of this model, and of no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp import train
from nlp.learning.card import model_card
from nlp.learning.corpus import Corpus
from nlp.learning.enough import is_of_project, too_small
from nlp.learning.figures import Evaluation
from nlp.learning.fitting import TrainingSettings
from nlp.tagging.model_directory import load_model


@pytest.mark.parametrize("name", ["default", "accurate"])
def test_the_cards_of_the_project_are_what_the_code_writes(root: Path, name: str) -> None:
    model = load_model(root / "models" / name)
    figures = model.figures

    def read(data: dict[str, dict[str, object]]) -> dict[str, Evaluation]:
        return {key: Evaluation.from_dict(value) for key, value in data.items()}

    card = model_card(
        model,
        Evaluation.from_dict(figures["cross_validation"]),
        read(figures["held_out"]),
        read(figures.get("beside", {})),
        of_project=True,
    )

    def words(text: str) -> list[list[str]]:
        # The configuration has its keys in their order, so some lines have theirs in another.
        return [sorted(line.replace(",", " ").split()) for line in text.splitlines()]

    # A table of what the parts earn may have been put below.
    assert words(model.card)[: len(words(card))] == words(card)


def test_whose_corpus_it_is(root: Path, small_corpus: Path) -> None:
    first = sorted((root / "corpus" / "opinions").glob("*.jsonl"))[0]
    assert is_of_project(Corpus.load(first))
    assert not is_of_project(Corpus.load(small_corpus))
    assert not is_of_project(Corpus.load([first, small_corpus]))


def test_the_card_of_a_small_corpus_of_ones_own(tmp_path: Path) -> None:
    labels = ("moi_truong/rac_thai", "y_te/kham_chua_benh")
    places = ("chợ Đông", "bến phà", "ngõ ba", "đầu cầu", "trường cấp hai", "sân kho", "xóm Bãi")
    rows = [
        {"text": said.format(place, i), "topics": [label], "batch": f"b{i}"}
        for i, place in enumerate(places)
        for said, label in zip(("Rác đầy {}, {} ngày", "Khám ở {} thiếu thuốc lần {}"), labels)
    ]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = train(path, settings=TrainingSettings(review_precision=0.995), n_jobs=1)
    assert result.warning is not None
    assert "14 ý kiến (nên có từ 300), 2 trên 2 nhãn có dưới 20" in result.warning.vi
    card = result.tagger.model.card
    assert "**Beware**: the corpus is too small to trust this model: 14 opinions" in card
    assert "out of fold 99.5% of the accepted primary" in card
    assert "written for the project" not in card
    assert "comes with the project" not in card


def test_when_a_corpus_is_large_enough(tmp_path: Path) -> None:
    def warned(counts: dict[str, int]) -> bool:
        rows = [
            {"text": f"ý kiến {label} số {i}", "topics": [label]}
            for label, n in counts.items()
            for i in range(n)
        ]
        path = tmp_path / "own.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return too_small(Corpus.load(path)) is not None

    one, two, three = "moi_truong/rac_thai", "y_te/kham_chua_benh", "ha_tang/giao_thong"
    assert not warned({one: 150, two: 150})
    assert warned({one: 150, two: 140})
    assert not warned({one: 150, two: 150, three: 5})
    assert warned({one: 390, two: 5, three: 5})
