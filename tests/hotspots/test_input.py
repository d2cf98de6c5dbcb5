"""What a frame may hold, and the laws that hold whatever it holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import YkienError, find_hotspots
from nlp.hotspots.places import PLACE_COLUMNS, place_columns

COLUMNS = ["topic", "place", "kind", "start", "observed", "expected", "ratio", "p_value", "q_value"]


def hot_frame(n: int = 420, seed: int = 0, n_places: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    place = rng.integers(n_places, size=n)
    back = rng.integers(300, size=n)
    hot = (place == 2) & (back < 70)
    topic = np.where(hot, 0, rng.integers(8, size=n))
    return pd.DataFrame(
        {
            "id": [f"o{i:04d}" for i in range(n)],
            "date": pd.Timestamp("2026-09-30") - pd.to_timedelta(back, unit="D"),
            "place": [f"xã {p}" for p in place],
            "source": np.where(rng.random(n) < 0.5, "a", "b"),
            "topics": [[f"t{t // 3}/s{t}"] for t in topic],
            "confidence": rng.uniform(0.5, 1, n),
        }
    )


def shown(frame: pd.DataFrame, **options: object) -> pd.DataFrame:
    return find_hotspots(frame, n_replicates=99, alpha=0.2, **options).candidates  # type: ignore[arg-type]


@settings(max_examples=5)
@given(seed=st.integers(0, 30), order=st.integers(0, 1000))
def test_the_order_of_rows_and_the_names_of_places_change_nothing(seed: int, order: int) -> None:
    frame = hot_frame(seed=seed)
    first = shown(frame)
    shuffled = frame.sample(frac=1, random_state=order)
    pd.testing.assert_frame_equal(first, shown(shuffled))
    names = np.random.default_rng(order).permutation(6)
    renamed = shuffled.assign(place=[f"thôn {names[int(p[3:])]}" for p in shuffled["place"]])
    second = shown(renamed)
    columns = [c for c in COLUMNS if c != "place"]
    pd.testing.assert_frame_equal(first[columns], second[columns])
    assert [f"thôn {names[int(p[3:])]}" for p in first["place"]] == list(second["place"])


@settings(max_examples=5)
@given(seed=st.integers(0, 30), low=st.floats(0.01, 0.5), high=st.floats(0.5, 0.99))
def test_p_values_and_thresholds(seed: int, low: float, high: float) -> None:
    result = find_hotspots(hot_frame(seed=seed), n_replicates=99)
    for column in ("p_value", "q_value"):
        assert result.candidates[column].between(0, 1, inclusive="right").all()
    assert result.candidates["p_value"].is_monotonic_increasing
    few, many = result.rethreshold(low), result.rethreshold(high)
    covered = [
        {
            (row.topic, row.place, row.kind)
            for part in (cut.table, cut.folded)
            for row in part.itertuples()
        }
        for cut in (few, many)
    ]
    assert covered[0] <= covered[1]
    assert (few.table["p_value"] <= low).all()
    significant = (result.candidates["p_value"] <= high).sum()
    assert len(many.table) + len(many.folded) == significant


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = hot_frame()
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    find_hotspots(frame, seed=3).to_json(first)
    find_hotspots(frame, seed=3).to_json(second)
    assert first.read_bytes() == second.read_bytes()
    data = json.loads(first.read_text(encoding="utf-8"))
    assert data["hotspots"][0]["place"] == "xã 2"
    assert data["hotspots"][0]["end"] == data["until"] == "2026-09-30"
    assert data["seed"] == 3


def test_repeated_ids_count_once() -> None:
    frame = hot_frame()
    doubled = pd.concat([frame, frame.head(100)], ignore_index=True)
    result = find_hotspots(doubled, n_replicates=99)
    assert (result.n_opinions, result.n_duplicates) == (len(frame), 100)
    pd.testing.assert_frame_equal(result.table, find_hotspots(frame, n_replicates=99).table)


def test_one_id_is_one_whatever_its_type_and_an_empty_one_is_none() -> None:
    frame = hot_frame()
    numbers = frame.assign(id=range(len(frame)))
    kinds = [numbers, *(numbers.assign(id=numbers["id"].astype(kind)) for kind in (float, str))]
    both = pd.concat([part.astype({"id": object}) for part in kinds], ignore_index=True)
    result = find_hotspots(both.assign(text="Rác thải chất đống"), n_replicates=99)
    assert (result.n_opinions, result.n_duplicates) == (len(frame), 2 * len(frame))
    assert all(key.isdecimal() for key in result.table["opinion_ids"][0])
    assert result.matters()[0][0].n_opinions == len(result.table["opinion_ids"][0])
    nameless = find_hotspots(frame.assign(id=""), n_replicates=99)
    assert (nameless.n_opinions, nameless.n_duplicates) == (len(frame), 0)


def test_a_moment_is_of_the_day_that_it_was_in_viet_nam() -> None:
    frame = hot_frame()
    late = frame.assign(date=frame["date"].dt.tz_localize("UTC") - pd.Timedelta(hours=3))
    for zoned in (late, late.assign(date=late["date"].map(pd.Timestamp.isoformat))):
        pd.testing.assert_frame_equal(shown(zoned), shown(frame))


def test_key_words_stand_once_whatever_their_capitals() -> None:
    words = [["Công an", "BHYT"], ["công an", "bhyt"], ["Công an", "BHYT"]] * 140
    frame = hot_frame().assign(keywords=words)
    assert find_hotspots(frame, n_replicates=99).key_words()[0] == ["BHYT", "công an"]


def test_key_words_are_read_from_parquet_too(tmp_path: Path) -> None:
    frame = hot_frame().assign(keywords=[["rác", "mùi"], ["rác"]] * 210)
    frame.to_parquet(tmp_path / "t.parquet")
    read = find_hotspots(pd.read_parquet(tmp_path / "t.parquet"), n_replicates=99)
    assert read.key_words() == find_hotspots(frame, n_replicates=99).key_words()
    assert read.key_words()[0] == ["rác", "mùi"]


def test_what_is_unknown_is_counted_where_it_is_known() -> None:
    frame = hot_frame().assign(province="tỉnh")
    frame["date"] = frame["date"].astype(object)
    frame.loc[:9, "date"] = [None, pd.NaT, "", np.nan, None] * 2
    frame.loc[10:14, "place"] = ["", None, np.nan, " ", ""]
    frame.loc[15:16, "province"] = ""
    frame.loc[15:16, "place"] = None
    frame.loc[17, "topics"] = None
    result = find_hotspots(frame, place=("province", "place"), n_replicates=99)
    assert result.n_unknown_date == 10
    assert result.n_unknown_place == 2
    assert result.n_no_topic == 1
    assert result.n_opinions == len(frame)
    ids = {i for row in result.candidates["opinion_ids"] for i in row}
    assert not ids & set(frame["id"][:10])


def test_topics_may_be_text_and_dates_too() -> None:
    frame = hot_frame()
    frame.loc[5, "topics"] = ["t0/s0", "t1/s4"]
    text = frame.assign(
        topics=["; ".join(t) for t in frame["topics"]], date=frame["date"].dt.strftime("%d/%m/%Y")
    )
    pd.testing.assert_frame_equal(shown(frame), shown(text))


def test_an_opinion_on_two_subtopics_of_a_topic_counts_once_for_the_topic() -> None:
    frame = hot_frame()
    frame["topics"] = [["t0/s0", "t0/s1"] if t == ["t0/s0"] else t for t in frame["topics"]]
    table = shown(frame)
    hot = table[(table["place"] == "xã 2") & table["topic"].isin(["t0", "t0/s0", "t0/s1"])]
    assert set(hot["topic"]) == {"t0", "t0/s0", "t0/s1"}
    for ids in hot["opinion_ids"]:
        assert len(ids) == len(set(ids))


def test_confidence_is_summed() -> None:
    frame = hot_frame()
    spot = find_hotspots(frame, weights="confidence").table.iloc[0]
    own = frame.set_index("id").loc[spot["opinion_ids"], "confidence"].sum()
    assert spot["observed"] == pytest.approx(own, abs=1e-3)
    sure = find_hotspots(frame.assign(confidence=1.0), weights="confidence")
    pd.testing.assert_frame_equal(sure.table, find_hotspots(frame).table)


def test_opinions_after_the_last_day_are_left_out() -> None:
    frame = hot_frame()
    result = find_hotspots(frame, until=date(2026, 9, 1), n_replicates=99)
    assert result.n_later == (frame["date"] > "2026-09-01").sum() > 0
    assert result.until == pd.Timestamp("2026-09-01")


@pytest.mark.parametrize("n", [0, 1, 3])
def test_tables_of_next_to_nothing(n: int) -> None:
    result = find_hotspots(hot_frame().head(n))
    assert result.table.empty
    assert result.n_opinions == n
    assert json.loads(result.to_json())["hotspots"] == []
    assert result.rethreshold(0.5).table.empty


def test_codes_stand_in_for_names() -> None:
    frame = hot_frame()
    coded = frame.assign(province_code=27, ward_code=[9000 + int(p[3:]) for p in frame["place"]])
    table = find_hotspots(coded).table
    assert table.iloc[0]["path"] == ("27", "9002")
    blank = frame.assign(province_code="", ward_code=None)
    assert find_hotspots(blank).table.iloc[0]["place"] == "xã 2"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"alpha": 0}, "alpha"),
        ({"alpha": "a"}, "alpha"),
        ({"window": "3D"}, "window"),
        ({"window": "soon"}, "window"),
        ({"window": 400}, "window"),
        ({"until": "hôm qua"}, "until"),
        ({"n_replicates": 0}, "n_replicates"),
        ({"seed": -1}, "seed"),
        ({"max_hotspots": 1.5}, "max_hotspots"),
        ({"kinds": ("new",)}, "kinds"),
        ({"date": "ngày"}, "ngày"),
        ({"topics": "chủ đề"}, "chủ đề"),
        ({"weights": "chắc"}, "chắc"),
        ({"place": ("xã", "thôn")}, "xã, thôn"),
    ],
)
def test_bad_settings_are_named(options: dict[str, object], says: str) -> None:
    with pytest.raises(YkienError) as error:
        find_hotspots(hot_frame(), **options)  # type: ignore[arg-type]
    assert says in error.value.message("en")
    assert says in error.value.message("vi")


@pytest.mark.parametrize(
    ("column", "value"),
    [("date", "hôm qua"), ("date", "31/02/2026"), ("topics", [["a/b"]]), ("topics", 7),
     ("confidence", 1.2), ("confidence", None), ("confidence", "cao")],
)  # fmt: skip
def test_bad_values_are_named_with_their_row(column: str, value: object) -> None:
    frame = hot_frame()
    frame[column] = frame[column].astype(object)
    frame.at[7, column] = value
    with pytest.raises(YkienError, match=rf"'{column}', row 8"):
        find_hotspots(frame, weights="confidence")


def test_a_few_codes_do_not_hide_the_places_as_written() -> None:
    frame = pd.DataFrame(
        {"place": ["Xã A", "Xã B", "Xã C", ""], "ward_code": ["09169", "", "", ""]}
    )
    assert place_columns(frame, PLACE_COLUMNS) == ("place",)
    frame["ward_code"] = ["09169", "09170", "", ""]
    assert place_columns(frame, PLACE_COLUMNS) == ("ward_code",)
    assert place_columns(frame.assign(ward_code=""), PLACE_COLUMNS) == ("place",)
    assert place_columns(frame.drop(columns="place"), PLACE_COLUMNS) == ("ward_code",)


def test_the_code_of_the_province_is_none_of_a_commune() -> None:
    frame = pd.DataFrame(
        {
            "place": ["thôn 1 xã A", "thôn 2 xã B", "thôn 1 xã C"] * 4,
            "province_code": "64",
            "ward_code": ["", "", "23638"] * 4,
            "place_level": "hamlet",
        }
    )
    assert place_columns(frame, PLACE_COLUMNS) == ("place",)
    codes = ("province_code", "ward_code")
    assert place_columns(frame.assign(ward_code="23638"), PLACE_COLUMNS) == codes
    # Of provinces it tells all.
    assert place_columns(frame.assign(place_level="province"), PLACE_COLUMNS) == codes


def test_of_one_commune_its_hamlets_are_looked_at() -> None:
    frame = pd.DataFrame(
        {
            "place": ["thôn Nội", "thôn Đoài"] * 10,
            "ward_code": "09169",
            "place_level": "hamlet",
        }
    )
    assert place_columns(frame, PLACE_COLUMNS) == ("place",)
    # Addresses, each of one opinion, are nothing to compare; nor is a commune beside another.
    alone = frame.assign(place=[f"thôn {i}" for i in range(20)])
    assert place_columns(alone, PLACE_COLUMNS) == ("ward_code",)
    two = frame.assign(ward_code=["09169", "09170"] * 10)
    assert place_columns(two, PLACE_COLUMNS) == ("ward_code",)
    assert place_columns(frame.assign(place_level="ward"), PLACE_COLUMNS) == ("ward_code",)


def test_settings_of_numpy_are_written_as_numbers() -> None:
    result = find_hotspots(hot_frame(60), seed=np.int64(3), n_replicates=np.int64(19))
    assert json.loads(result.to_json())["seed"] == 3
    assert json.loads(result.to_json())["n_replicates"] == 19
