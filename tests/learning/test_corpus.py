from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import YkienError
from nlp.learning.corpus import Corpus, near_duplicates


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def row(text: str, *topics: str, batch: str = "") -> dict[str, object]:
    return {"text": text, "topics": list(topics), "batch": batch}


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ({"topics": ["khac"]}, 'line 2: no "text"'),
        (row("  ", "khac"), 'line 2: no "text"'),
        ({"text": "a", "topics": "khac"}, 'no list "topics"'),
        (row("a", "dat_dai"), "no label of the taxonomy"),
        (row("a"), "0 labels"),
        (row("a", "khac", "ha_tang/dien"), "beside another label"),
        ({"text": "a", "topics": [1]}, "no label of the taxonomy"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: object, wrong: str) -> None:
    path = write(tmp_path / "c.jsonl", row("chào", "khac"), bad)
    with pytest.raises(YkienError, match=wrong):
        Corpus.load(path)


def test_missing_and_empty_corpora(tmp_path: Path) -> None:
    with pytest.raises(YkienError, match="no such file"):
        Corpus.load(tmp_path / "none.jsonl")
    with pytest.raises(YkienError, match=r"no \.jsonl file"):
        Corpus.load(tmp_path)
    with pytest.raises(YkienError, match="holds no opinion"):
        Corpus.load(write(tmp_path / "c.jsonl", ""))
    (tmp_path / "d.jsonl").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(YkienError, match="not UTF-8"):
        Corpus.load(tmp_path / "d.jsonl")


def test_arrays(tmp_path: Path) -> None:
    path = write(
        tmp_path / "c.jsonl",
        row("chào", "khac"),
        row("b", "ha_tang/dien", "khac")["text"]
        and row("b", "ha_tang/dien", "dat_dai/do_dac_don_dien"),
    )
    corpus = Corpus.load(path)
    labels = corpus.taxonomy.labels
    assert corpus.indicator.sum(axis=1).tolist() == [1, 2]
    assert [labels[i] for i in corpus.primary] == ["khac", "ha_tang/dien"]


def test_a_batch_and_its_near_duplicates_are_one_group(tmp_path: Path) -> None:
    long = "Đường liên thôn từ nhà văn hóa đến trường học hỏng nặng, đề nghị xã sửa chữa sớm"
    corpus = Corpus.load(
        write(
            tmp_path / "c.jsonl",
            row("một hai ba bốn", "khac", batch="a"),
            row("năm sáu bảy tám", "khac", batch="a"),
            row(long, "khac", batch="a"),
            row(f"{long}.", "khac", batch="b"),
            row("chín mười mười một", "khac", batch="b"),
            row("hoàn toàn khác hẳn", "khac"),
        )
    )
    groups = corpus.groups
    assert len(set(groups[:5])) == 1
    assert groups[5] != groups[0]


def jaccard(a: str, b: str) -> float:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}

    x, y = shingles(a), shingles(b)
    return len(x & y) / len(x | y)


sentences = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8).map(" ".join)


@settings(deadline=None, max_examples=80)
@given(st.lists(sentences, min_size=1, max_size=12))
def test_near_duplicates_are_exactly_those_of_the_definition(texts: list[str]) -> None:
    n = len(texts)
    expected = {
        (i, j) for i in range(n) for j in range(i + 1, n) if jaccard(texts[i], texts[j]) >= 0.5
    }
    assert set(near_duplicates(texts)) == expected


def test_near_duplicates_between_two_lists() -> None:
    pairs = list(near_duplicates(["a b c d", "x y z"], ["q r s", "A, b c d e"]))
    assert pairs == [(0, 1)]


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    first = Corpus.load(write(tmp_path / "a.jsonl", row("a", "khac")))
    again = Corpus.load(write(tmp_path / "b.jsonl", row("a", "khac")))
    other = Corpus.load(write(tmp_path / "c.jsonl", row("a", "ha_tang/dien")))
    assert first.sha256 == again.sha256 != other.sha256
    assert np.array_equal(first.indicator, again.indicator)
