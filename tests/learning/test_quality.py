"""Each defect, planted, is caught; and nothing else is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.learning.quality import CorpusReport, QualitySettings, check_corpus
from nlp.learning.skeletons import skeleton
from nlp.tagging.near_duplicates import similar_sets

ROAD = (
    "Đường liên thôn từ nhà văn hóa đến trường học hỏng nặng, mùa mưa bùn lầy, các cháu đi học"
    " ngã liên tục, đề nghị xã sửa chữa sớm"
)
CLEAN: list[dict[str, Any]] = [
    {"id": "a-1", "text": ROAD, "topics": ["ha_tang/giao_thong"], "style": "petition"},
    {
        "id": "a-2",
        "text": "Sổ đỏ nộp hồ sơ hai năm chưa có, còn bãi rác cạnh nhà thì hôi không ngủ được.",
        "topics": ["dat_dai/giay_chung_nhan", "moi_truong/rac_thai"],
        "style": "letter",
        "clauses": [
            {"topic": "dat_dai/giay_chung_nhan", "text": "Sổ đỏ nộp hồ sơ hai năm chưa có"},
            {"topic": "moi_truong/rac_thai", "text": "bãi rác cạnh nhà thì hôi"},
        ],
    },
    {"id": "a-3", "text": "toi chao ca nha nhe moi nguoi", "topics": ["khac"], "style": "letter"},
]


def check(tmp_path: Path, *planted: dict[str, Any] | str, **options: Any) -> CorpusReport:
    path = tmp_path / "c.jsonl"
    rows = [*CLEAN, *planted]
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = options.pop("settings", QualitySettings(min_count=0))
    return check_corpus(path, settings=settings, **options)


def kinds(report: CorpusReport) -> list[str]:
    return [problem.kind for problem in report.problems]


def opinion(text: str, **fields: Any) -> dict[str, Any]:
    return {"id": f"x-{abs(hash(text))}", "text": text, "topics": ["khac"], **fields}


def test_a_clean_corpus_passes(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert report.problems == []
    facts = report.statistics
    assert (facts.n, facts.n_batches) == (3, 3)
    assert facts.styles == {"letter": 0.6667, "petition": 0.3333}
    assert facts.several_topics == 0.3333
    assert facts.no_diacritics == 0.3333
    assert facts.with_clauses == 1.0
    assert facts.lengths == {"<15": 0.3333, "15-44": 0.6667, "45-89": 0.0, ">=90": 0.0}
    assert facts.labels["ha_tang/giao_thong"] == 1
    assert json.loads(json.dumps(report.to_dict("vi")))["problems"] == []


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("{", "malformed"),
        ({"id": "b", "text": "a", "topics": ["ha_tang/khong_co"]}, "malformed"),
        ({"id": "b", "text": "a", "topics": ["khac", "ha_tang/dien"]}, "malformed"),
        ({"id": "b", "text": "a", "topics": ["khac"], "clauses": ["a"]}, "malformed"),
        (opinion("chào cả nhà", id="a-1"), "duplicate_id"),
        (opinion(ROAD.upper() + "!"), "duplicate"),
        (opinion(f"Kính thưa ông chủ tịch, {ROAD} cho bà con"), "near_duplicate"),
        (
            opinion("mất điện cả ngày", clauses=[{"topic": "khac", "text": "mất nước"}]),
            "clause",
        ),
        (
            opinion("mất điện", clauses=[{"topic": "ha_tang/dien", "text": "mất điện"}]),
            "clause",
        ),
    ],
)
def test_a_planted_defect_is_caught(
    tmp_path: Path, planted: dict[str, Any] | str, kind: str
) -> None:
    report = check(tmp_path, planted)
    assert kinds(report) == [kind]
    (problem,) = report.problems
    assert any(where.endswith("c.jsonl:4") or "c.jsonl:4)" in where for where in problem.where)


def test_a_repeated_text_with_other_labels_is_said_to_be_one(tmp_path: Path) -> None:
    alike = check(tmp_path, opinion(ROAD, topics=["ha_tang/giao_thong"])).problems
    assert [problem.detail.en for problem in alike] == ["the same text"]
    for text, said in ((ROAD, "the same text"), (f"Thưa ông, {ROAD}", "nearly the same text")):
        (problem,) = check(tmp_path, opinion(text, topics=["ha_tang/dien"])).problems
        assert problem.detail.en == f"{said}, with other labels"
        assert problem.detail.vi.endswith("nội dung, nhưng khác nhãn")


def test_all_malformed_lines_are_named_not_only_the_first(tmp_path: Path) -> None:
    report = check(tmp_path, "{", '{"text": ""}', opinion("xin chào các bác"))
    assert kinds(report) == ["malformed", "malformed"]
    assert report.statistics.n == 4


def test_a_text_close_to_a_held_out_one_is_caught(tmp_path: Path) -> None:
    held_out = tmp_path / "dev.jsonl"
    held_out.write_text(json.dumps(opinion(f"Cử tri nêu: {ROAD}."), ensure_ascii=False))
    report = check(tmp_path, held_out=[held_out])
    assert kinds(report) == ["held_out"]
    assert report.problems[0].where[0].startswith("a-1 ")


def test_a_frame_filled_with_other_names_and_numbers_is_caught(tmp_path: Path) -> None:
    frame = (
        "Đề nghị xã {} sớm cấp nước cho {} hộ ở thôn {} vì giếng đào đã cạn từ tháng {} năm ngoái"
    )
    filled = [
        frame.format("Tân Lập", 30, "Đồng Mít", 3),
        frame.format("Hòa Bình Thạnh", 1250, "Cây Da Nhỏ", 11),
    ]
    report = check(tmp_path, *map(opinion, filled))
    assert kinds(report) == ["frame"]
    assert skeleton(filled[0]) == skeleton(filled[1])


def test_what_is_said_again_and_again_is_named_once_a_copy(tmp_path: Path) -> None:
    copies = [opinion("mất điện cả ngày không ai sửa") for _ in range(3000)]
    frame = "Đề nghị xã {} sớm cấp nước cho {} hộ ở thôn {} vì giếng đào đã cạn từ tháng {}"
    filled = [
        opinion(frame.format(f"Tân{a} Lập{a}", 30 + i, f"Đồng{i} Mít{a}", i))
        for i, a in enumerate("abcdefgh" * 50)
    ]
    report = check(tmp_path, *copies, *filled)
    assert kinds(report).count("duplicate") == len(copies) - 1
    assert kinds(report).count("frame") == len(filled) - 1


def test_of_many_that_are_all_alike_each_is_named_and_not_each_pair(tmp_path: Path) -> None:
    alike = [opinion(f"{ROAD} lần thứ {i}") for i in range(1500)]
    near = [p for p in check(tmp_path, *alike).problems if p.kind == "near_duplicate"]
    assert {where.split(" ")[0] for p in near for where in p.where} >= {a["id"] for a in alike}
    assert len(near) < 30 * len(alike)


def test_a_run_of_equal_openings_is_caught(tmp_path: Path) -> None:
    ends = ("đường hỏng", "nước bẩn", "bãi rác", "chợ cóc", "trạm xá", "lương hưu", "sổ đỏ")
    begun = [opinion(f"Cử tri thôn tôi hỏi về {end} {end} {end}") for end in ends]
    assert kinds(check(tmp_path, *begun[:6])) == []
    report = check(tmp_path, *begun)
    assert kinds(report) == ["opening"]
    assert "7 opinions begin 'cử tri thôn tôi hỏi'" in report.problems[0].detail.en


def test_rare_labels_are_named(tmp_path: Path) -> None:
    report = check(tmp_path, settings=QualitySettings(min_count=1))
    rare = {where for problem in report.problems for where in problem.where}
    assert "khac" not in rare
    assert "ha_tang/dien" in rare
    assert set(kinds(report)) == {"few"}


def test_an_empty_corpus_is_reported_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text("[]\n")
    report = check_corpus(path, settings=QualitySettings(min_count=0))
    assert kinds(report) == ["malformed"]
    assert report.statistics.n == 0


def test_growth_counts_terms_that_no_batch_before_had(tmp_path: Path) -> None:
    report = check(tmp_path, opinion("xin chào", batch="one"), opinion("xin chào bác", batch="two"))
    growth = {g.batch: g for g in report.statistics.growth}
    assert growth["one"].new == 3
    assert growth["two"].new == 2
    assert growth["two"].new_per_1000 == pytest.approx(666.7)


words = st.lists(st.sampled_from(["mưa", "ngập", "đường", "cống", "nhà"]), max_size=12)


@given(st.lists(words, max_size=8))
def test_named_pairs_are_as_similar_as_asked(sequences: list[list[str]]) -> None:
    def grams(sequence: list[str]) -> set[str]:
        return {" ".join(sequence[i : i + 2]) for i in range(max(1, len(sequence) - 1))}

    found = similar_sets(sequences, threshold=0.5, size=2)
    assert found == sorted(set(found))
    for i, j in found:
        a, b = grams(sequences[i]), grams(sequences[j])
        assert i < j
        assert len(a & b) / len(a | b) >= 0.5
    equal = {
        (i, j)
        for j in range(len(sequences))
        for i in range(j)
        if grams(sequences[i]) == grams(sequences[j])
    }
    assert equal <= set(found)


@given(st.text(max_size=200))
def test_a_skeleton_is_made_of_any_text(text: str) -> None:
    words = skeleton(text)
    assert all(word and not any(c.isspace() for c in word) for word in words)
    assert not any(a == b and a in "#@" for a, b in zip(words, words[1:]))
