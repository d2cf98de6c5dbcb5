from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nlp import YkienError
from nlp.learning.agreement import agreement
from nlp.learning.audit import audit_labels, suspects
from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def corpus(*labels: str | tuple[str, ...]) -> Corpus:
    sets = [(label,) if isinstance(label, str) else label for label in labels]
    opinions = [LabelledOpinion(f"o-{i}", f"text {i}", topics) for i, topics in enumerate(sets)]
    return Corpus(tuple(opinions), TAXONOMY)


def test_a_wrong_label_planted_in_the_corpus_is_found(root: Path, tmp_path: Path) -> None:
    wanted = {"ha_tang/giao_thong", "y_te/kham_chua_benh", "dat_dai/giay_chung_nhan", "khac"}
    plain = [
        opinion
        for opinion in Corpus.load(root / "corpus" / "opinions").opinions
        if opinion.manner in ("common", "rarer") and set(opinion.topics) <= wanted
    ]
    road = "Đề nghị sửa đường liên thôn xuống cấp, ổ gà, đi lại khó khăn, mở rộng mặt đường."
    rows = [{"id": o.id, "text": o.text, "topics": o.topics, "batch": o.batch} for o in plain]
    rows.append({"id": "planted", "text": road, "topics": ["khac"], "batch": plain[0].batch})
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = audit_labels(path, n_jobs=1)
    assert len(found) < len(rows) / 5
    suspect = next(suspect for suspect in found if suspect.id == "planted")
    assert suspect.predicted == "ha_tang/giao_thong"
    assert suspect.predicted_probability > suspect.given_probability


def test_a_corpus_too_small_to_split_is_refused() -> None:
    with pytest.raises(YkienError, match="3 batches cannot be split into 5 folds"):
        audit_labels(corpus("ha_tang/dien", "ha_tang/nuoc_sach", "y_te/bao_hiem_y_te"), n_jobs=1)


def test_a_prediction_among_the_labels_is_no_contradiction() -> None:
    data = corpus(("ha_tang/dien", "khac")[:1], ("ha_tang/dien", "ha_tang/nuoc_sach"), "khac")
    proba = np.full((3, len(TAXONOMY.labels)), 0.001)
    index = TAXONOMY.labels.index
    proba[0, index("ha_tang/dien")] = 0.9
    proba[1, index("ha_tang/nuoc_sach")] = 0.9
    proba[2, index("ha_tang/dien")] = 0.95
    proba[2, index("khac")] = 0.01
    found = suspects(data, proba)
    assert [(s.id, s.predicted) for s in found] == [("o-2", "ha_tang/dien")]


def test_agreement_of_two_readers() -> None:
    first = corpus("ha_tang/dien", "ha_tang/nuoc_sach", "khac", "y_te/bao_hiem_y_te")
    second = corpus("ha_tang/dien", "ha_tang/dien", "khac", "khac")
    figures = agreement(first, second)
    assert (figures.n, figures.topic, figures.subtopic) == (4, 0.75, 0.5)
    # Chance: topics 2/4 * 2/4 + 1/4 * 2/4 = 0.375, so kappa = (0.75 - 0.375) / 0.625.
    assert figures.topic_kappa == 0.6
    assert figures.label_f1 == 0.5
    assert figures.topic_interval[0] <= figures.topic <= figures.topic_interval[1]
    assert agreement(first, first).subtopic_kappa == 1.0


@pytest.mark.filterwarnings("error")
def test_one_label_from_both_readers_leaves_kappa_open() -> None:
    same = corpus("ha_tang/dien", "ha_tang/dien", "ha_tang/dien")
    figures = agreement(same, same)
    assert (figures.topic, figures.topic_kappa, figures.subtopic_kappa) == (1.0, None, None)
    json.dumps(figures.to_dict(), allow_nan=False)
    of_one_topic = agreement(same, corpus("ha_tang/dien", "ha_tang/dien", "ha_tang/nuoc_sach"))
    assert (of_one_topic.topic_kappa, of_one_topic.subtopic_kappa) == (None, 0.0)


def test_readers_whose_files_count_otherwise() -> None:
    labels = (("1", "Mất điện"), ("2", "Nước đục"))
    first = Corpus(tuple(LabelledOpinion(i, t, ("khac",)) for i, t in labels), TAXONOMY)
    second = Corpus(
        tuple(LabelledOpinion(i, t, ("khac",)) for i, t in (("1", "Nước đục"), ("x", "Đèn tắt"))),
        TAXONOMY,
    )
    assert agreement(first, second).n == 1


def test_readers_with_nothing_in_common_are_refused() -> None:
    first = corpus("khac")
    other = Corpus((LabelledOpinion("elsewhere", "a", ("khac",)),), TAXONOMY)
    with pytest.raises(YkienError, match="no opinion of the same words"):
        agreement(first, other)
