from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml

from nlp import Taxonomy, YkienError


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def test_the_default_taxonomy(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.topics) == 15
    assert sum(len(topic.subtopics) for topic in taxonomy.topics) == 57
    assert len(taxonomy.labels) == 58
    assert taxonomy.other == "khac"
    assert len(taxonomy.rules) == 7
    assert taxonomy.topics[0].subtopics[0].id == "giay_chung_nhan"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("dat_dai", "dat_dai"),
        ("Đất đai", "dat_dai"),
        ("dat_dai/giay_chung_nhan", "dat_dai/giay_chung_nhan"),
        ("giay_chung_nhan", "dat_dai/giay_chung_nhan"),
        ("Cấp giấy chứng nhận", "dat_dai/giay_chung_nhan"),
        ("khac", "khac"),
    ],
)
def test_answers_by_id_name_and_code(taxonomy: Taxonomy, key: str, code: str) -> None:
    assert taxonomy[key].code == code
    assert key in taxonomy


def test_every_label_answers_and_belongs_to_its_topic(taxonomy: Taxonomy) -> None:
    for label in taxonomy.labels:
        assert taxonomy[label].code == label
        assert taxonomy.topic_of(label) == label.split("/")[0]


def test_unknown_label_is_an_error(taxonomy: Taxonomy) -> None:
    with pytest.raises(YkienError, match="khong_co"):
        taxonomy["khong_co"]


def test_is_immutable(taxonomy: Taxonomy) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        taxonomy.version = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        taxonomy.topics[0].name = "x"  # type: ignore[misc]


def test_plain_data_and_back(taxonomy: Taxonomy) -> None:
    assert Taxonomy.from_dict(taxonomy.to_dict()) == taxonomy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("van_hoa", "van_hoa/di_tich_le_hoi, van_hoa/thiet_che, van_hoa/thong_tin_truyen_thong"),
        ("thiet_che", "van_hoa/thiet_che"),
        ("Nước sạch", "ha_tang/nuoc_sach"),
        (" HA_TANG/Dien ", "ha_tang/dien"),
    ],
)
def test_a_label_that_is_meant_is_named(taxonomy: Taxonomy, said: str, meant: str) -> None:
    wrong = taxonomy.check_label_set([said])
    assert wrong is not None
    assert wrong.en == f"{said!r} is no label of the taxonomy; use {meant}"
    assert wrong.vi == f"{said!r} không phải nhãn của bảng phân loại; hãy dùng {meant}"


@pytest.mark.parametrize(
    ("labels", "wrong"),
    [
        (["dat_dai/giay_chung_nhan"], None),
        (["dat_dai/giay_chung_nhan", "ha_tang/dien"], None),
        ([], "0 labels"),
        (["dat_dai"], "no label"),
        (["dat_dai/x"], "no label"),
        (["khac", "ha_tang/dien"], "beside"),
        (["ha_tang/dien", "ha_tang/dien"], "twice"),
        (["ha_tang/dien", "ha_tang/giao_thong", "ha_tang/nuoc_sach", "khac"], "4 labels"),
    ],
)
def test_label_sets(taxonomy: Taxonomy, labels: list[str], wrong: str | None) -> None:
    said = taxonomy.check_label_set(labels)
    assert (said is None) if wrong is None else (wrong in str(said))


def topic(topic_id: object = "a", name: object = "A", **more: object) -> dict[str, object]:
    return {"id": topic_id, "name": name, **more}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"topics": []}, "no topic"),
        ({"topics": [topic(), topic()]}, "topic id 'a' appears 2 times"),
        ({"topics": [topic(), topic("b")]}, "topic name 'A' appears 2 times"),
        ({"topics": [topic("Đất")]}, "ASCII slug"),
        ({"topics": [topic(name=" ")]}, "no name"),
        ({"topics": [topic()], "other": "khac"}, "which is no topic"),
        (
            {"topics": [topic(subtopics=[topic("s", "S"), topic("s", "T")])]},
            "subtopic id in a 's' appears 2 times",
        ),
        ({"topics": [topic(subtopics=[topic("s", "S", topic="b")])]}, "says topic 'b'"),
        ({"topics": [topic(subtopics=[topic("s", "S")])], "other": "a"}, "stands alone"),
        ({"topics": [{"id": "a"}]}, "name"),
        ({"topics": [topic(name=None)]}, "name is None, not text"),
        ({"topics": [topic(name=2024)]}, "name is 2024, not text"),
        ({"topics": [topic(subtopics=[topic("s", None)])]}, "name is None, not text"),
        ({"topics": [topic(subtopics=[topic("s", "S", note=["x"])])]}, "note is ['x'], not text"),
        ({"topics": [topic(True)]}, "id is True, not text"),
        ({"topics": [topic()], "rules": "abc"}, "rules is 'abc', not a list"),
        ({"topics": [topic()], "rules": {"a": "b"}}, "not a list"),
        ({"topics": [topic()], "rules": ["a", {"b": "c"}]}, "the rule {'b': 'c'} is not text"),
        (["no", "mapping"], 'no "topics"'),
        (None, 'no "topics"'),
        ({"topics": None}, 'no topic in "topics"'),
        ({"topics": {"a": "A"}}, "topics is {'a': 'A'}, not a list"),
        ({"topics": ["a"]}, "'a' has no \"id\""),
        ({"topics": [topic(subtopics=["s"])]}, "'s' has no \"id\""),
        ({"topics": [topic()], "version": "v2"}, "version is 'v2', no number"),
    ],
)
def test_a_taxonomy_that_contradicts_itself(tmp_path: Path, data: object, wrong: str) -> None:
    path = tmp_path / "taxonomy.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(YkienError) as caught:
        Taxonomy.load(path)
    assert wrong in str(caught.value)
    assert str(path) in str(caught.value)


def test_what_may_be_left_empty() -> None:
    taxonomy = Taxonomy.from_dict(
        {"rules": None, "topics": [topic(subtopics=[topic("s", "S", note=None)])]}
    )
    assert taxonomy.rules == ()
    assert taxonomy.topics[0].subtopics[0].note == ""


def test_a_code_wins_over_a_name_that_looks_like_it() -> None:
    taxonomy = Taxonomy.from_dict(
        {
            "topics": [
                topic("a", "b", subtopics=[topic("s", "c"), topic("t", "b/s")]),
                topic("b", "a/s", subtopics=[topic("s", "S")]),
                topic("c", "a"),
            ]
        }
    )
    assert taxonomy.labels == ("a/s", "a/t", "b/s", "c")
    for label in taxonomy.labels:
        assert taxonomy[label].code == label
    assert [taxonomy.topic_of(label) for label in taxonomy.labels] == ["a", "a", "b", "c"]
    assert [taxonomy[t.id].code for t in taxonomy.topics] == ["a", "b", "c"]


def test_a_short_id_that_is_also_its_own_name_answers() -> None:
    taxonomy = Taxonomy.from_dict({"topics": [topic(subtopics=[topic("s", "s")])]})
    assert taxonomy["s"].code == "a/s"


def test_a_taxonomy_that_is_no_yaml(tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.yaml"
    path.write_text("topics: [", encoding="utf-8")
    with pytest.raises(YkienError, match="not a valid taxonomy"):
        Taxonomy.load(path)
    path.write_text("topics: " + "[" * 5000, encoding="utf-8")
    with pytest.raises(YkienError, match="not a valid taxonomy"):
        Taxonomy.load(path)
    with pytest.raises(YkienError, match="not a valid taxonomy"):
        Taxonomy.load(tmp_path / "missing.yaml")


def test_what_is_wrong_is_said_in_vietnamese_too(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    for text, said in (
        ("topics: [{id: rác, name: Rác}]", "chữ thường không dấu"),
        ("topics: [{id: rac}]", 'thiếu "name"'),
        ("topics: [{id: a, name: A}, {id: a, name: B}]", "id chủ đề 'a' xuất hiện 2 lần"),
        (
            "topics: [{id: a, name: A, subtopics: [{id: s, name: S}, {id: t, name: S}]}]",
            "tên tiểu mục trong a 'S' xuất hiện 2 lần",
        ),
        ("topics:\n\t- a", "dòng 2: không đúng cú pháp YAML"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(YkienError) as caught:
            Taxonomy.load(path)
        assert said in caught.value.message("vi")


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("topics: [{id: a, name: A}]\ntopics: [{id: b, name: B}]", encoding="utf-8")
    with pytest.raises(YkienError, match="line 2: topics stands 2 times"):
        Taxonomy.load(path)


def test_a_date_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("topics: [{id: a, name: 2026-13-45}]", encoding="utf-8")
    with pytest.raises(YkienError, match=r"t\.yaml: .*month"):
        Taxonomy.load(path)


@pytest.mark.parametrize("version", ["!!int ''", "!!bool x", "!!float ''", "!!timestamp x"])
def test_a_tag_before_what_it_does_not_fit(tmp_path: Path, version: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"version: {version}\ntopics: [{{id: a, name: A}}]", encoding="utf-8")
    with pytest.raises(YkienError, match=r"t\.yaml: not a valid taxonomy: no YAML"):
        Taxonomy.load(path)


@pytest.mark.parametrize(
    ("first", "more", "use"),
    [
        ("&a [x, x, x, x, x, x, x, x, x]", "[{}]", "[{{name: {}}}]"),
        ("&a {x: y}", "{{<<: [{}]}}", "[{}]"),
    ],
)
def test_aliases_that_would_fill_the_memory(
    tmp_path: Path, first: str, more: str, use: str
) -> None:
    lines = [f"a: {first}"]
    for last, name in zip("abcdefghi", "bcdefghij"):
        lines.append(f"{name}: &{name} " + more.format(", ".join([f"*{last}"] * 9)))
    path = tmp_path / "t.yaml"
    path.write_text("\n".join([*lines, f"topics: {use.format('*j')}"]), encoding="utf-8")
    with pytest.raises(YkienError, match="its aliases multiply"):
        Taxonomy.load(path)
    path.write_text("topics: &t [*t]", encoding="utf-8")
    with pytest.raises(YkienError, match="its aliases multiply"):
        Taxonomy.load(path)
    path.write_text(
        "topics: [{id: a, name: &n A}, {id: b, name: B, subtopics: [{id: s, name: *n}]}]"
    )
    assert Taxonomy.load(path)["b/s"].name == "A"


def test_yaml_tags_run_nothing(tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.yaml"
    made = tmp_path / "made"
    path.write_text(f"topics: !!python/object/apply:os.mkdir ['{made}']\n", encoding="utf-8")
    with pytest.raises(YkienError):
        Taxonomy.load(path)
    assert not made.exists()
