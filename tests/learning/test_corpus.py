from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from nlp import YkienError
from nlp.learning.corpus import (
    Corpus,
    LabelledOpinion,
    check_held_out,
    display_names,
    near_duplicates,
)
from nlp.tagging.near_duplicates import joined

LONG = "Đường liên thôn từ nhà văn hóa đến trường học hỏng nặng, đề nghị xã sửa chữa sớm"


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
    with pytest.raises(YkienError, match=r"no \.jsonl file; name \.jsonl files"):
        Corpus.load(tmp_path)
    with pytest.raises(YkienError, match="holds no opinion"):
        Corpus.load(write(tmp_path / "c.jsonl", ""))
    (tmp_path / "d.jsonl").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(YkienError, match="line 1: not UTF-8"):
        Corpus.load(tmp_path / "d.jsonl")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.csv", b"id,text\n1,a\n"),
        ("d.csv", b"2024\n"),
        ("d.json", b'[\n{"text": "a"}\n]'),
        ("d.xlsx", b"PK\x03\x04\xff\xfe"),
        ("d.jsonl", '{"text": "a"}'.encode("utf-16")),
    ],
)
def test_what_is_no_json_lines_is_told_what_it_must_be(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(YkienError, match=r"line 1: not .*must be JSON Lines \(\.jsonl"):
        Corpus.load(tmp_path / name)


def test_the_line_of_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    good = json.dumps(row("a", "khac")).encode()
    (tmp_path / "d.jsonl").write_bytes(good + b"\n" + good + b"\n\xff\n")
    with pytest.raises(YkienError, match="line 3: not UTF-8"):
        Corpus.load(tmp_path / "d.jsonl")


def test_a_folder_is_its_own_files_in_order(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", row("hai", "khac"))
    write(tmp_path / "a.jsonl", row("một", "khac"))
    (tmp_path / "samples").mkdir()
    write(tmp_path / "samples" / "c.jsonl", {"message": "of another form"})
    assert Corpus.load(tmp_path).texts == ["một", "hai"]


def test_a_folder_with_opinions_stands_for_them(tmp_path: Path) -> None:
    write(tmp_path / "dev.jsonl", row("held out", "khac"))
    (tmp_path / "opinions").mkdir()
    with pytest.raises(YkienError, match=r"opinions: holds no \.jsonl file"):
        Corpus.load(tmp_path)
    write(tmp_path / "opinions" / "khac.jsonl", row("một", "khac"))
    assert Corpus.load(tmp_path).texts == ["một"]


@pytest.mark.parametrize("text", [LONG, LONG.upper(), f"Kính thưa ông, {LONG} giúp bà con"])
def test_held_out_opinions_that_are_learned_from_are_refused(tmp_path: Path, text: str) -> None:
    learned = Corpus.load(
        write(tmp_path / "c.jsonl", row("chào", "khac"), {"id": "x-7", **row(LONG, "khac")})
    )
    held_out = Corpus.load(
        write(tmp_path / "d.jsonl", row("không giống ai", "khac"), "", row(text, "khac"))
    )
    with pytest.raises(YkienError) as caught:
        check_held_out(learned, held_out, "d.jsonl")
    said = str(caught.value)
    assert f"{tmp_path / 'd.jsonl'}, line 3: " in said
    assert f"'x-7' ({tmp_path / 'c.jsonl'}:2)" in said
    assert "1 of the 2 held-out opinions" in said


def test_held_out_opinions_of_no_file_are_refused_by_their_name(tmp_path: Path) -> None:
    learned = Corpus.load(write(tmp_path / "c.jsonl", row(LONG, "khac")))
    opinion = LabelledOpinion("mine", LONG, ("khac",))
    with pytest.raises(YkienError, match="memory, line 1: "):
        check_held_out(learned, Corpus((opinion,), learned.taxonomy), "memory")


def test_held_out_opinions_that_are_new_pass(tmp_path: Path) -> None:
    learned = Corpus.load(write(tmp_path / "c.jsonl", row(LONG, "khac")))
    held_out = Corpus.load(write(tmp_path / "d.jsonl", row("Đề nghị cấp sổ đỏ", "khac")))
    check_held_out(learned, held_out, "d.jsonl")


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ([], []),
        (["x/d.jsonl"], ["d.jsonl"]),
        (["x/d.jsonl", "y/e.jsonl"], ["d.jsonl", "e.jsonl"]),
        (["x/d.jsonl", "y/d.jsonl", "e.jsonl"], ["x/d.jsonl", "y/d.jsonl", "e.jsonl"]),
        (["a/x/d.jsonl", "b/x/d.jsonl", "y/d.jsonl"], ["a/x/d.jsonl", "b/x/d.jsonl", "y/d.jsonl"]),
        (["d.jsonl", "./d.jsonl"], ["d.jsonl", "d.jsonl"]),
        (["/d.jsonl", "/x/d.jsonl"], ["/d.jsonl", "x/d.jsonl"]),
    ],
)
def test_display_names(paths: list[str], names: list[str]) -> None:
    assert display_names(paths) == names


paths = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)


@given(st.lists(paths, max_size=6, unique=True))
def test_display_names_differ_and_end_as_the_path(given_paths: list[str]) -> None:
    names = display_names(given_paths)
    assert len(set(names)) == len(names)
    for path, name in zip(given_paths, names):
        assert Path(path).absolute().as_posix().endswith(name)


def test_arrays(tmp_path: Path) -> None:
    path = write(
        tmp_path / "c.jsonl",
        row("chào", "khac"),
        row("b", "ha_tang/dien", "dat_dai/do_dac_don_dien"),
    )
    corpus = Corpus.load(path)
    labels = corpus.taxonomy.labels
    assert corpus.indicator.sum(axis=1).tolist() == [1, 2]
    assert [labels[i] for i in corpus.primary] == ["khac", "ha_tang/dien"]


def test_a_batch_and_its_near_duplicates_are_one_group(tmp_path: Path) -> None:
    corpus = Corpus.load(
        write(
            tmp_path / "c.jsonl",
            row("một hai ba bốn", "khac", batch="a"),
            row("năm sáu bảy tám", "khac", batch="a"),
            row(LONG, "khac", batch="a"),
            row(f"{LONG}.", "khac", batch="b"),
            row("chín mười mười một", "khac", batch="b"),
            row("hoàn toàn khác hẳn", "khac"),
        )
    )
    groups = corpus.groups
    assert len(set(groups[:5])) == 1
    assert groups[5] != groups[0]


def test_batches_and_ids_may_be_counted_from_zero(tmp_path: Path) -> None:
    counted = [
        {"id": i, "batch": i // 2, "text": text, "topics": ["khac"]}
        for i, text in enumerate(("một hai ba", "bốn năm sáu", "bảy tám chín", "mười mười một"))
    ]
    corpus = Corpus.load(write(tmp_path / "c.jsonl", *counted, row("không có lô", "khac")))
    assert [opinion.id for opinion in corpus.opinions] == ["0", "1", "2", "3", "c-5"]
    assert corpus.groups.tolist() == [0, 0, 1, 1, 2]


def test_half_a_sign_in_a_batch_or_id_does_no_harm(tmp_path: Path) -> None:
    """As programs leave it that cut "🙂" in two; no file and no hash can hold it."""
    half = {"id": "\ud83d", "batch": "b\ud83d", "text": "a \ud83d", "topics": ["khac"]}
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(half), encoding="ascii")
    (opinion,) = Corpus.load(path).opinions
    assert (opinion.id, opinion.batch, opinion.text) == ("\ufffd", "b\ufffd", "a \ufffd")
    assert len(Corpus.load(path).sha256) == 64


def test_a_text_that_stands_thousands_of_times_is_one_group(tmp_path: Path) -> None:
    """Of its pairs, two hundred million, there is no need."""
    copies = [row(f"Mất điện cả ngày{'.' * (i % 3)}", "ha_tang/dien") for i in range(20_000)]
    corpus = Corpus.load(write(tmp_path / "c.jsonl", row(LONG, "khac"), *copies))
    assert corpus.groups.tolist() == [0] + [1] * len(copies)
    other = Corpus.load(write(tmp_path / "d.jsonl", *[row("mất điện cả ngày", "khac")] * 2))
    with pytest.raises(YkienError, match=r"c\.jsonl:2\).* 2 of the 2 held-out"):
        check_held_out(corpus, other, "d")


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


edges = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


@given(edges)
def test_what_is_joined_is_a_component_of_the_graph(pairs: list[tuple[int, int]]) -> None:
    rows, columns = np.asarray(pairs or [(0, 0)]).T
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(12, 12))
    _, components = connected_components(graph, directed=False)
    assert joined(12, iter(pairs)).tolist() == components.tolist()


def test_near_duplicates_between_two_lists() -> None:
    pairs = list(near_duplicates(["a b c d", "x y z"], ["q r s", "A, b c d e"]))
    assert pairs == [(0, 1)]


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    first = Corpus.load(write(tmp_path / "a.jsonl", row("a", "khac")))
    again = Corpus.load(write(tmp_path / "b.jsonl", row("a", "khac")))
    other = Corpus.load(write(tmp_path / "c.jsonl", row("a", "ha_tang/dien")))
    assert first.sha256 == again.sha256 != other.sha256
    assert np.array_equal(first.indicator, again.indicator)
