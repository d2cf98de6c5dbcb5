from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from nlp import Tagger, YkienError, train
from nlp.learning.training import TrainingResult

Trained = tuple[TrainingResult, Path]

FRUIT = ("táo", "cam", "xoài", "mít", "ổi")
TREES = ("lim", "sến", "táu", "đinh", "gụ")


@pytest.fixture(scope="module")
def trained(
    small_corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[TrainingResult, Path]:
    path = tmp_path_factory.mktemp("model") / "first"
    return train(small_corpus, path, n_jobs=1), path


def test_the_same_corpus_and_seed_give_the_same_bytes(
    trained: Trained, small_corpus: Path, tmp_path: Path
) -> None:
    _, first = trained
    second = tmp_path / "second"
    train(small_corpus, second, n_jobs=2)
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_what_was_measured_is_in_the_model_and_its_card(
    trained: Trained,
) -> None:
    result, path = trained
    loaded = Tagger.load(path).model
    assert loaded.figures["cross_validation"] == result.cross_validation.to_dict()
    assert loaded.provenance["n_batches"] == result.n_batches
    value = result.cross_validation.figures["topic_accuracy"].value
    assert f"{value:.3f}" in (path / "README.md").read_text(encoding="utf-8")


def test_what_restores_diacritics_is_saved_with_the_model(trained: Trained) -> None:
    result, path = trained
    made, loaded = result.tagger.model.restorer, Tagger.load(path).model.restorer
    assert made is not None and loaded is not None
    assert loaded.model.vocabulary == made.model.vocabulary
    for name, array in made.model.arrays.items():
        assert (loaded.model.arrays[name] == array).all()
    assert loaded.restore(["de", "nghi", "sua", "duong"]) == ["đề", "nghị", "sửa", "đường"]
    assert "without diacritics gets back" in result.tagger.model.card


@pytest.mark.parametrize("name", ["syllables.safetensors", "vocabulary-syllables.txt"])
def test_a_damaged_model_of_syllables_is_refused(
    trained: Trained, tmp_path: Path, name: str
) -> None:
    path = shutil.copytree(trained[1], tmp_path / "model")
    data = (path / name).read_bytes()
    (path / name).write_bytes(data[:-3])
    with pytest.raises(YkienError, match="cut off or altered"):
        Tagger.load(path)
    (path / name).unlink()
    with pytest.raises(YkienError, match="not a usable ykien model"):
        Tagger.load(path)


def test_training_without_restoring(small_corpus: Path) -> None:
    from nlp.learning.fitting import TrainingSettings

    result = train(small_corpus, settings=TrainingSettings(restore=False), n_jobs=1)
    assert result.tagger.model.restorer is None
    assert result.tagger.model.provenance["restore"] is False


def test_where_opinions_have_several_labels_more_are_given(small_corpus: Path) -> None:
    from nlp.learning.fitting import TrainingSettings

    def threshold(several_share: float) -> float:
        settings = TrainingSettings(several_share=several_share, restore=False)
        model = train(small_corpus, settings=settings, n_jobs=1).tagger.model
        assert model.provenance["several_share"] == several_share
        return model.calibration.label_threshold

    assert threshold(0.9) < threshold(0.02)


def test_out_of_fold_figures_are_not_those_of_the_fit(trained: Trained, small_corpus: Path) -> None:
    from nlp import evaluate

    result, _ = trained
    seen = evaluate(result.tagger, small_corpus).figures["topic_accuracy"].value
    unseen = result.cross_validation.figures["topic_accuracy"].value
    assert 0.2 < unseen < seen - 0.05


def test_phrases_that_no_opinion_has_are_learned_from_the_lexicon(
    small_corpus: Path, tmp_path: Path
) -> None:
    said = ["bờ tum bục", "bờ tum lở", "bờ tum sạt"]
    lexicon = {"labels": {"ha_tang/thuy_loi": said, "y_te/kham_chua_benh": ["thuốc nam"]}}
    path = tmp_path / "lexicon.yaml"
    path.write_text(yaml.safe_dump(lexicon, allow_unicode=True), encoding="utf-8")
    text = "bờ tum bục, bờ tum lở"
    learned = train(small_corpus, lexicon=path, n_jobs=1).tagger
    assert learned.tag(text).topics[0] == "ha_tang/thuy_loi"
    lexicon["labels"]["ha_tang/thuy_loi"] = ["đê"]
    path.write_text(yaml.safe_dump(lexicon, allow_unicode=True), encoding="utf-8")
    assert (
        train(small_corpus, lexicon=path, n_jobs=1).tagger.tag(text).topics
        != learned.tag(text).topics
    )


def test_a_model_explains_by_the_lexicon_that_it_learned(
    trained: Trained, small_corpus: Path, tmp_path: Path
) -> None:
    lexicon = {"labels": {"moi_truong/rac_thai": [{"phrase": "bô rác", "kind": "regional"}]}}
    path = tmp_path / "lexicon.yaml"
    path.write_text(yaml.safe_dump(lexicon, allow_unicode=True), encoding="utf-8")
    train(small_corpus, tmp_path / "own", lexicon=path, n_jobs=1)
    text = "Bô rác đầy, bãi rác bốc mùi"
    loaded = Tagger.load(tmp_path / "own")
    loaded.save(tmp_path / "again")
    for tagger in (loaded, Tagger.load(tmp_path / "again")):
        (match,) = tagger.explain(text).phrases
        assert (match.written, match.entries[0].kind) == ("Bô rác", "regional")
    # One that learned what comes with ykien brings no copy of it.
    assert "Bãi rác".lower() in {
        m.written.lower() for m in Tagger.load(trained[1]).explain(text).phrases
    }
    assert not (trained[1] / "lexicon.json").exists()
    (tmp_path / "own" / "lexicon.json").unlink()
    with pytest.raises(YkienError, match=r"lexicon\.json: no such file"):
        Tagger.load(tmp_path / "own")


def test_the_lexicon_that_comes_with_ykien_by_name_is_not_copied(
    trained: Trained, small_corpus: Path, tmp_path: Path
) -> None:
    from nlp.resources import default_lexicon

    train(small_corpus, tmp_path / "named", lexicon=default_lexicon(), n_jobs=1)
    for file in trained[1].iterdir():
        assert (tmp_path / "named" / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_model_in_the_way_is_found_before_training(small_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    for config, wrong in (('{"format": "ykien-model"}', "exists already"), ("{}", "is no model")):
        (tmp_path / "model" / "config.json").write_text(config, encoding="utf-8")
        with pytest.raises(YkienError, match=wrong):
            train(small_corpus, tmp_path / "model")


def own_taxonomy(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    data = {
        "version": 7,
        "other": "la",
        "topics": [
            {"id": "qua", "name": "Quả", "subtopics": [{"id": "chin", "name": "Chín"}]},
            {"id": "go", "name": "Gỗ"},
            {"id": "hoa", "name": "Hoa"},
            {"id": "la", "name": "Lá"},
        ],
    }
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def own_corpus(tmp_path: Path) -> Path:
    rows = []
    for i in range(30):
        fruit, tree = FRUIT[i % 5], TREES[(i * 2) % 5]
        rows += [
            {"text": f"quả {fruit} chín số {i} ngon ngọt", "topics": ["qua/chin"]},
            {"text": f"gỗ {tree} tấm {i} chắc nặng", "topics": ["go"]},
            {"text": f"chiếc lá rơi lần {i} bên thềm", "topics": ["la"]},
        ]
    path = tmp_path / "own.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_everything_follows_a_users_own_taxonomy(tmp_path: Path) -> None:
    from nlp import tag_files
    from nlp.learning.fitting import TrainingSettings

    corpus = own_corpus(tmp_path)
    # The rows differ in a number alone, so that near-duplicates leave three groups.
    settings = TrainingSettings(n_splits=3)
    train(corpus, tmp_path / "model", taxonomy=own_taxonomy(tmp_path), settings=settings, n_jobs=1)
    tagger = Tagger.load(tmp_path / "model")
    assert tagger.labels == ["qua/chin", "go", "hoa", "la"]
    assert tagger.taxonomy.version == 7
    assert tagger.tag("quả cam chín ngon").topics[0] == "qua/chin"
    assert tagger.tag("gỗ lim chắc").topic == "go"
    assert tagger.tag("").topics == ["la"]
    # A label that no opinion carries is known and never predicted.
    assert tagger.predict_proba(["hoa nở"])[0, 2] < 0.001
    (tmp_path / "in.txt").write_text("gỗ lim chắc nặng\n", encoding="utf-8")
    tag_files(tmp_path / "in.txt", tmp_path / "out.xlsx", tagger=tagger)
    assert (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([{"text": "chào", "topics": ["khac"]}] * 5, "1 label occurs"),
        (
            [
                {"text": "chào bác", "topics": ["khac"], "batch": "a"},
                {"text": "mất điện", "topics": ["ha_tang/dien"], "batch": "a"},
            ],
            '2 opinions in 1 batches cannot be split into 5 folds; a "batch"',
        ),
    ],
)
def test_a_corpus_too_small(tmp_path: Path, rows: list[dict[str, object]], wrong: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(YkienError, match=wrong):
        train(path)
