from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from nlp.hotspots.escalation import escalation_marks
from nlp.hotspots.grouping import cluster, fold_repeats
from nlp.hotspots.matters import Matter, group_matters
from nlp.hotspots.similarity import matter_vectors
from nlp.tagging.tokens import tokenize

DATA = Path(__file__).resolve().parents[1] / "data"


def read(name: str) -> pd.DataFrame:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return pd.DataFrame([json.loads(line) for line in lines])


MARKED = read("matters.jsonl")


def hot_spot(name: str) -> pd.DataFrame:
    return MARKED[MARKED["hotspot"] == name]


def groups(matters: list[Matter]) -> set[frozenset[str]]:
    return {frozenset(matter.opinion_ids) for matter in matters}


def of(matters: list[Matter], id: str) -> Matter:
    (matter,) = [m for m in matters if id in m.opinion_ids]
    return matter


def test_opinions_on_one_road_are_one_matter_and_the_bridge_another() -> None:
    part = hot_spot("duong-tan-lap")
    matters = group_matters(part)
    found = {id: n for n, matter in enumerate(matters) for id in matter.opinion_ids}
    assert adjusted_rand_score(part["matter"], [found[id] for id in part["id"]]) > 0.8
    sizes = [matter.n_voices for matter in matters]
    assert sizes == sorted(sizes, reverse=True)


def test_a_matter_is_named_dated_and_quoted() -> None:
    matters = group_matters(hot_spot("rac-dong-giang"))
    dump = of(matters, "m001")
    assert "bãi rác tạm" in dump.name
    assert (dump.first, dump.last) == (dt.date(2026, 8, 3), dt.date(2026, 9, 2))
    assert dump.n_repeated == 1
    assert dump.n_opinions == dump.n_voices + 1 == len(dump.opinion_ids)
    speakers = [quote.speaker for quote in dump.quotes if quote.speaker]
    assert len(dump.quotes) == 3
    assert len(set(speakers)) == len(speakers)
    assert dict(dump.escalation)["nhiều lần"] == 1


@pytest.mark.parametrize("speaker", ["Cử tri", "Người dân", "ẩn danh"])
def test_who_is_not_named_may_be_anybody(speaker: str) -> None:
    dump = of(group_matters(hot_spot("rac-dong-giang").assign(speaker=speaker)), "m001")
    assert dump.n_people == 0
    assert [quote.speaker for quote in dump.quotes] == [speaker] * 3


def test_petitions_of_one_wording_are_one_voice_of_several_people() -> None:
    market = of(group_matters(hot_spot("cho-dong-quang")), "m141")
    assert {"m141", "m142", "m143"} <= set(market.opinion_ids)
    assert market.n_repeated == 2
    assert market.n_people >= 3


def test_one_frame_with_other_roads_is_two_petitions() -> None:
    roads = ["Đề nghị sửa đường thôn 3 vì ổ gà nhiều", "Đề nghị sửa đường thôn 5 vì ổ gà nhiều"]
    assert len(set(fold_repeats(roads).tolist())) == 2
    asked = "đề nghị sửa đường thôn 3 vì ổ gà nhiều, xe chở gạch chạy suốt ngày, trẻ con hay ngã"
    signed = [f"Tôi là Nguyễn Văn An, {asked}", f"Tôi là Trần Thị Bình, {asked}"]
    assert len(set(fold_repeats(signed).tolist())) == 1


def test_no_name_holds_an_insult_or_a_person() -> None:
    rows = [
        "Lũ cán bộ địa chính ngu dốt làm mất hồ sơ đất của ông Bình, hồ sơ đất mất hai lần",
        "Hồ sơ đất nộp cho anh Nguyễn Văn Tốt bị mất, cán bộ địa chính ngu dốt",
    ]
    matters = group_matters(pd.DataFrame({"text": rows}))
    assert matters
    for matter in matters:
        assert matter.name
        assert not {"ngu", "Bình", "Tốt"} & set(matter.name.split())


def test_names_hold_neither_whom_one_speaks_to_nor_letters_read_out() -> None:
    spoken = {
        "tài khoản": [
            "có người gọi cho em xưng công an phường biểu cập nhật vi en e i đi không là khóa tài "
            "khoản em nghĩ là lừa đảo",
            "tui bị gọi điện bảo cập nhật vi en e i cái định danh đó rồi nó lấy hết tiền trong tài "
            "khoản",
            "hôm qua mẹ em cũng bị gọi nói cập nhật vi en e i mức hai mà mất mười lăm triệu trong "
            "thẻ",
        ],
        "thùng rác": [
            "chợ mình thiếu thùng chị em bán cá cứ đổ ruột cá xuống cống",
            "thiếu thùng chị em tiểu thương vứt đại ra đường hôi lắm",
            "không có thùng rác chị em bán hàng bỏ đầy sau chợ",
        ],
        "cầu Ông Kiệu": [
            "Cầu Ông Kiệu sập lan can, xe máy rớt xuống kênh",
            "cầu Ông Kiệu hỏng lan can lâu rồi, đề nghị xã sửa",
        ],
    }
    for name, texts in spoken.items():
        (matter,) = group_matters(pd.DataFrame({"text": texts}))
        assert name.lower() in matter.name.lower()
        assert not {"chị", "em", "e", "i"} & set(matter.name.split())


def test_a_name_is_what_people_call_the_thing() -> None:
    names = {matter.name for matter in group_matters(hot_spot("duong-tan-lap"))}
    assert "mở rộng đường Nguyễn Trãi chậm tiến độ" in names
    dump = of(group_matters(hot_spot("rac-dong-giang")), "m001")
    assert dump.name == "bãi rác tạm cạnh trường mầm non Hoa Sen"


@pytest.mark.parametrize("size", [0, 1])
def test_few_opinions(size: int) -> None:
    part = hot_spot("dien-ea-tan").head(size)
    assert len(group_matters(part)) == size


def test_only_text_is_needed() -> None:
    matters = group_matters(pd.DataFrame({"text": ["Đường hỏng", "Đường hỏng", "", "?!"]}))
    assert sorted(id for m in matters for id in m.opinion_ids) == ["0", "1", "2", "3"]
    assert all(m.first is None and m.n_people == 0 for m in matters)
    with pytest.raises(KeyError):
        group_matters(pd.DataFrame({"id": ["1"]}))
    with pytest.raises(ValueError, match="max_quotes"):
        group_matters(MARKED.head(2), max_quotes=-1)


def test_missing_values_are_unknown() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": ["Cầu Bến Gỗ gãy lan can", None],
            "speaker": [None, float("nan")],
            "place": [None, "thôn 5"],
            "date": [pd.NaT, pd.Timestamp("2026-07-01")],
        }
    )
    bridge, other = sorted(group_matters(frame), key=lambda m: m.opinion_ids)
    assert (bridge.first, bridge.n_people, bridge.n_places) == (None, 0, 0)
    assert other.first == dt.date(2026, 7, 1)
    assert other.quotes[0].speaker == ""


def test_clustering_in_parts_gives_nearly_the_same() -> None:
    part = hot_spot("truong-ban-lau")
    vectors = matter_vectors(tokenize(part["text"].tolist()), part["place"].tolist())
    whole, parts = cluster(vectors), cluster(vectors, batch=12)
    assert parts.min() == 0
    assert adjusted_rand_score(whole, parts) > 0.4


POOL = hot_spot("cho-dong-quang").to_dict("records") + hot_spot("dien-ea-tan").to_dict("records")
some_rows = st.lists(st.sampled_from(range(len(POOL))), min_size=1, max_size=12, unique=True)


@settings(max_examples=15, deadline=None)
@given(some_rows)
def test_the_order_of_rows_plays_no_part(rows: list[int]) -> None:
    frame = pd.DataFrame([POOL[i] for i in sorted(rows)])
    shuffled = pd.DataFrame([POOL[i] for i in rows])
    assert group_matters(frame) == group_matters(shuffled)


@settings(max_examples=15, deadline=None)
@given(some_rows, st.data())
def test_a_duplicate_adds_no_voice(rows: list[int], data: st.DataObject) -> None:
    opinions = [POOL[i] for i in rows]
    again = {**data.draw(st.sampled_from(opinions)), "id": "again"}
    before = group_matters(pd.DataFrame(opinions))
    after = group_matters(pd.DataFrame([*opinions, again]))
    assert sum(m.n_voices for m in after) == sum(m.n_voices for m in before)
    assert {g - {"again"} for g in groups(after)} == groups(before)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_opinion_is_in_one_matter(texts: list[str]) -> None:
    matters = group_matters(pd.DataFrame({"text": texts}))
    ids = sorted((id for m in matters for id in m.opinion_ids), key=int)
    assert ids == [str(i) for i in range(len(texts))]
    assert all(m.n_voices + m.n_repeated == m.n_opinions for m in matters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đã kiến nghị nhiều lần, KÉO DÀI ba năm",
            [("nhiều lần", "repetition"), ("KÉO DÀI", "duration")],
        ),
        ("da kien nghi nhieu lan ma k ai lam", [("nhieu lan", "repetition")]),
        ("dân rất bức xúc, sẽ chặn xe", [("bức xúc", "anger"), ("chặn xe", "protest")]),
        ("sẽ khiếu kiện vượt cấp", [("khiếu kiện vượt cấp", "protest")]),
        ("đường này không nguy hiểm, chưa bị đe dọa", []),
        ("không ai bị thương, chưa có ai bị thương", []),
        ("dân hết bức xúc rồi, khỏi phải khiếu kiện", []),
        ("dân không khỏi bức xúc", [("bức xúc", "anger")]),
        ("cầu chưa hết nguy hiểm, không phải không nguy hiểm", [("nguy hiểm", "danger")] * 2),
        ("phản hồi nhiều. Lần sau xin nhanh hơn", []),
        ("học sinh có bai thi tot", []),
    ],
)
def test_escalation(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[m.start : m.end], m.kind) for m in escalation_marks(text)] == expected


@given(st.text(max_size=80))
def test_marks_lie_in_the_text_in_order(text: str) -> None:
    text = f"{text} nguy hiểm, {text} nguy hiểm"
    marks = escalation_marks(text)
    assert all(a.end <= b.start for a, b in zip(marks, marks[1:]))
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
