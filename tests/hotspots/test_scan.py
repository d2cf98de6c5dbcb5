"""What is found, and what is not: planted hot spots, large meetings, seasons."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nlp import HotspotResult, find_hotspots

UNTIL = pd.Timestamp("2026-09-30")
TOPICS = [f"t{i}/s{j}" for i in range(4) for j in range(3)]
PLANTED = {
    ("moi_truong/rac_thai", "Phường Mão Điền", "2026-08-05"),
    ("dat_dai/thu_hoi_boi_thuong", "Phường Ninh Xá", "2026-08-10"),
    ("ha_tang/nuoc_sach", "Xã Bắc Lũng", "2026-08-07"),
}


def background(n: int = 1500, n_wards: int = 15, seed: int = 0, days: int = 365) -> pd.DataFrame:
    """Letters and calls without any hot spot."""
    rng = np.random.default_rng(seed)
    ward = rng.integers(n_wards, size=n)
    return pd.DataFrame(
        {
            "id": [f"o{i}" for i in range(n)],
            "date": UNTIL - pd.to_timedelta(rng.integers(days, size=n), unit="D"),
            "province": [f"tỉnh {w % 3}" for w in ward],
            "ward": [f"xã {w}" for w in ward],
            "topics": [[TOPICS[t]] for t in rng.integers(len(TOPICS), size=n)],
        }
    )


def with_hot_spot(frame: pd.DataFrame, n: int = 20, days: int = 40) -> pd.DataFrame:
    """Add calls on one topic at one ward, spread over the last days."""
    rng = np.random.default_rng(1)
    extra = pd.DataFrame(
        {
            "id": [f"hot{i}" for i in range(n)],
            "date": UNTIL - pd.to_timedelta(rng.permutation(days)[:n], unit="D"),
            "province": "tỉnh 1",
            "ward": "xã 4",
            "topics": [["t2/s1"]] * n,
        }
    )
    return pd.concat([frame, extra], ignore_index=True)


@pytest.fixture(scope="module")
def found() -> HotspotResult:
    return find_hotspots(with_hot_spot(background()), until=UNTIL)


def test_a_planted_hot_spot_is_the_only_one(found: HotspotResult) -> None:
    assert len(found.table) == 1
    spot = found.table.iloc[0]
    assert (spot["topic"], spot["place"], spot["level"]) == ("t2/s1", "xã 4", "ward")
    assert spot["path"] == ("tỉnh 1", "xã 4")
    assert set(spot["kinds"]) == {"concentrated", "emerging"}
    # It began 40 days before the end: no step of a week is closer than the 42nd day.
    assert abs((UNTIL - spot["start"]).days + 1 - 40) <= 7
    assert spot["end"] == UNTIL
    assert spot["observed"] > 4 * spot["expected"]
    assert spot["ratio"] > 2
    assert {f"hot{i}" for i in range(20)} <= set(spot["opinion_ids"])
    assert spot["observed"] == len(spot["opinion_ids"])


def test_overlapping_nodes_are_folded_under_it(found: HotspotResult) -> None:
    assert found.table["n_folded"].sum() == len(found.folded) > 0
    assert set(found.folded["under"]) == {0}
    assert set(found.folded["topic"]) <= {"t2", "t2/s1"}


def test_two_hot_spots_that_share_a_few_opinions_are_two() -> None:
    """An opinion may have topics of both; that makes neither a part of the other."""
    first, second = (with_hot_spot(background(n=0), n=n) for n in (25, 22))
    second = second.assign(id="z" + second["id"], topics=[["t0/s1"]] * len(second))
    both = first.head(2).assign(id=["both0", "both1"], topics=[["t2/s1", "t0/s1"]] * 2)
    frame = pd.concat([background(), first, second, both], ignore_index=True)
    result = find_hotspots(frame, until=UNTIL)
    own = {"t2/s1": {"t2", "t2/s1"}, "t0/s1": {"t0", "t0/s1"}}
    assert set(result.table["topic"]) == set(own)
    assert set(result.table["place"]) == {"xã 4"}
    for number, topic in enumerate(result.table["topic"]):
        under = result.folded[result.folded["under"] == number]
        assert set(under["topic"]) <= own[topic]


def test_nothing_is_found_where_nothing_is(found: HotspotResult) -> None:
    quiet = find_hotspots(background(), until=UNTIL)
    assert quiet.table.empty and quiet.folded.empty
    assert list(quiet.table.columns) == list(found.table.columns)
    assert len(quiet.candidates) > 0


def test_a_large_meeting_alone_is_no_hot_spot() -> None:
    frame = background()
    rng = np.random.default_rng(3)
    meeting = pd.DataFrame(
        {
            "id": [f"m{i}" for i in range(60)],
            "date": UNTIL - pd.Timedelta(days=5),
            "province": "tỉnh 2",
            "ward": "xã 5",
            "topics": [[TOPICS[t]] for t in rng.integers(len(TOPICS), size=60)],
        }
    )
    assert find_hotspots(pd.concat([frame, meeting]), until=UNTIL).table.empty


def test_one_meeting_that_keeps_to_its_subject_is_one_event() -> None:
    frame = background()
    meeting = pd.DataFrame(
        {
            "id": [f"m{i}" for i in range(25)],
            "date": UNTIL - pd.Timedelta(days=5),
            "province": "tỉnh 2",
            "ward": "xã 5",
            "topics": [["t0/s0"]] * 25,
        }
    )
    assert find_hotspots(pd.concat([frame, meeting]), until=UNTIL).table.empty


def seasonal(days: int, floods_in: tuple[int, ...], seed: int = 0) -> pd.DataFrame:
    """Letters of which a third are on floods in some years' last 60 days, at every ward alike."""
    frame = background(n=4 * days, days=days, seed=seed)
    back = (UNTIL - frame["date"]).dt.days
    wet = sum((back >= 364 * y) & (back < 364 * y + 60) for y in floods_in).astype(bool)
    turned = wet & (np.random.default_rng(2).random(len(frame)) < 0.33)
    frame["topics"] = [["t9/flood"] if t else s for t, s in zip(turned, frame["topics"])]
    return frame


def test_a_rise_everywhere_is_no_local_hot_spot() -> None:
    # Without an earlier year it can't be told from a season.
    assert find_hotspots(seasonal(365, (0,)), until=UNTIL).table.empty


def test_a_rise_everywhere_in_every_year_is_a_season() -> None:
    assert find_hotspots(seasonal(1000, (0, 1, 2)), until=UNTIL).table.empty


def test_a_single_mistyped_day_of_an_earlier_year_hides_nothing() -> None:
    frame = with_hot_spot(background())
    mistyped = frame.head(1).assign(id="mistyped", date=pd.Timestamp("2024-01-01"))
    table = find_hotspots(
        pd.concat([frame, mistyped], ignore_index=True), until=UNTIL, kinds=("emerging",)
    ).table
    assert list(zip(table["topic"], table["place"])) == [("t2/s1", "xã 4")]
    # The other places had hardly an opinion then: nothing is known of that season.
    assert set(table["baseline"]) == {"own past"}


def test_a_rise_above_the_season_of_earlier_years_is_shown_for_all_places() -> None:
    table = find_hotspots(seasonal(1000, (0,)), until=UNTIL).table
    assert len(table) == 1
    spot = table.iloc[0]
    assert (spot["topic"], spot["level"], spot["baseline"]) == ("t9/flood", "all", "same season")
    assert spot["path"] == ()


def test_a_chronic_matter_is_concentrated_and_not_emerging() -> None:
    frame = background(n=3000)
    chronic = (frame["ward"] == "xã 7") & (np.random.default_rng(4).random(len(frame)) < 0.5)
    frame["topics"] = [["t1/s1"] if c else s for c, s in zip(chronic, frame["topics"])]
    result = find_hotspots(frame, until=UNTIL)
    assert list(result.table["topic"]) == ["t1/s1"]
    assert result.table.iloc[0]["kinds"] == ("concentrated",)
    only_emerging = find_hotspots(frame, until=UNTIL, kinds=("emerging",))
    assert only_emerging.table.empty


def test_a_rise_in_a_whole_province_is_shown_for_the_province() -> None:
    frame = background(n=3000)
    recent = (UNTIL - frame["date"]).dt.days < 50
    hot = recent & (frame["province"] == "tỉnh 0") & (np.random.default_rng(5).random(3000) < 0.3)
    frame["topics"] = [["t1/s1"] if h else s for h, s in zip(hot, frame["topics"])]
    spot = find_hotspots(frame, until=UNTIL).table.iloc[0]
    assert (spot["topic"], spot["place"], spot["level"]) == ("t1/s1", "tỉnh 0", "province")


def test_one_place_is_compared_with_its_own_past() -> None:
    frame = with_hot_spot(background(n=400, n_wards=1), n=40).assign(province="a", ward="b")
    table = find_hotspots(frame, until=UNTIL).table
    assert list(table["topic"]) == ["t2/s1"]
    assert table.iloc[0]["kind"] == "emerging"
    quiet = background(n=400, n_wards=1).assign(province="a", ward="b")
    assert find_hotspots(quiet, until=UNTIL).table.empty


def test_a_rise_at_the_only_place_is_seen_among_topics_that_are_seldom_heard() -> None:
    """Three where a third of one is expected say less than twenty where five are."""
    labels = [f"t{i // 3}/s{i}" for i in range(40)]
    often = 1 / np.arange(1, len(labels) + 1)
    seen = 0
    for seed in range(5):
        rng = np.random.default_rng(seed + 100)
        frame = background(n=600, n_wards=1, seed=seed)
        drawn = rng.choice(len(labels), len(frame), p=often / often.sum())
        frame["topics"] = [[labels[i]] for i in drawn]
        risen = frame.head(15).assign(id=[f"hot{i}" for i in range(15)], topics=[[labels[2]]] * 15)
        risen["date"] = UNTIL - pd.to_timedelta(rng.integers(40, size=15), unit="D")
        result = find_hotspots(pd.concat([frame, risen]), until=UNTIL, n_replicates=199)
        seen += labels[2] in result.table["topic"].head(1).tolist()
    assert seen >= 4


def test_the_three_hot_spots_of_the_samples_come_first_and_alone(root: Path) -> None:
    frame = pd.read_json(root / "tests" / "data" / "samples-gold.jsonl", lines=True)
    for seed in (0, 1):
        table = find_hotspots(frame, place=("commune",), until="2026-09-30", seed=seed).table
        assert len(table) == 3
        assert set(zip(table["topic"], table["place"], table["first"].astype(str))) == PLANTED
        assert (table["observed"] == 14).all()


def test_one_person_who_files_the_same_petition_thirty_times_is_one_voice() -> None:
    frame = background()
    rng = np.random.default_rng(5)
    again = pd.DataFrame(
        {
            "id": [f"again{i}" for i in range(30)],
            "date": pd.Timestamp("2026-09-30") - pd.to_timedelta(rng.integers(40, size=30), "D"),
            "topics": [["t1/s1"]] * 30,
            "text": "Đề nghị bồi thường đất dưới đường dây 500 kV cho gia đình tôi.",
        }
    )
    for column in set(frame.columns) - set(again.columns):
        again[column] = frame[column].iloc[0]
    told = frame.assign(text=[f"ý kiến {i}" for i in range(len(frame))], speaker="")

    def found(speakers: list[str]) -> HotspotResult:
        return find_hotspots(pd.concat([told, again.assign(speaker=speakers)]), n_replicates=199)

    one = found(["Giáp Văn Đơn"] * 30)
    masked = found(["[TÊN-fb211d]"] * 30)
    assert (one.n_hotspots, one.n_refiled) == (masked.n_hotspots, masked.n_refiled) == (0, 29)
    # Neighbours who sign the same letter, and callers without a name, may all be others.
    neighbours = found([f"Giáp Văn {chr(65 + i)}" if i < 26 else "" for i in range(30)])
    callers = found(["Người dân"] * 30)
    titled = found(["Ông [TÊN-63c1bb]"] * 30)
    for many in (neighbours, callers, titled):
        assert (many.n_hotspots, many.n_refiled) == (1, 0)
        assert many.table["observed"].iloc[0] >= 30
