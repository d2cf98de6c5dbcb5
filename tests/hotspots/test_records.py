"""The result as JSON: names beside codes, matters with quotes, and nothing lost on the way."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nlp import HotspotResult, Taxonomy, find_hotspots
from nlp.batch.hotspots import report_hotspots

UNTIL = pd.Timestamp("2026-09-30")
TOPICS = [
    "moi_truong/rac_thai",
    "ha_tang/giao_thong",
    "an_sinh/bao_tro_xa_hoi",
    "y_te/bao_hiem_y_te",
]
# Communes of two provinces by their codes after the reform.
WARDS = {"00004": "01", "00008": "01", "09193": "24", "09400": "24"}


def opinions() -> pd.DataFrame:
    """Return a year of letters, with a landfill that comes up at one commune in the last weeks."""
    rng = np.random.default_rng(5)
    wards = rng.choice(list(WARDS), 1200)
    frame = pd.DataFrame(
        {
            "date": UNTIL - pd.to_timedelta(rng.integers(0, 365, 1200), unit="D"),
            "ward_code": wards,
            "province_code": [WARDS[code] for code in wards],
            "topics": [[TOPICS[i]] for i in rng.integers(0, 4, 1200)],
            "text": [f"Kiến nghị số {i} về việc khác" for i in range(1200)],
        }
    )
    hot = pd.DataFrame(
        {
            "date": UNTIL - pd.to_timedelta(rng.integers(0, 35, 30), unit="D"),
            "ward_code": "09193",
            "province_code": "24",
            "topics": [[TOPICS[0]]] * 30,
            "text": [
                f"Bãi rác Đồng Mới bốc mùi, nhà tôi số {i} kiến nghị nhiều lần chưa ai giải quyết"
                for i in range(30)
            ],
        }
    )
    frame = pd.concat([frame, hot], ignore_index=True)
    frame["id"] = [f"o{i}" for i in range(len(frame))]
    frame["speaker"] = [f"Ông Tư {i}" for i in range(len(frame))]
    frame["keywords"] = [["bãi rác", "mùi"]] * len(frame)
    frame["source"] = "đơn"
    return frame


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return opinions()


@pytest.fixture(scope="module")
def result(frame: pd.DataFrame) -> HotspotResult:
    return find_hotspots(frame, n_replicates=199)


def test_what_is_written_is_read_again(result: HotspotResult, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    text = result.to_json(path)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read == json.loads(text) == result.to_dict()
    table = result.table
    assert len(read["hotspots"]) == len(table) >= 1
    again = pd.DataFrame(read["hotspots"])
    for name in ("start", "end", "first", "last"):
        assert (pd.to_datetime(again[name]) == table[name]).all()
    for name in ("path", "kinds"):
        assert again[name].map(tuple).tolist() == table[name].tolist()
    for name in ("topic", "level", "kind", "p_value", "observed", "expected", "opinion_ids"):
        assert again[name].tolist() == table[name].tolist()


def test_codes_have_names(result: HotspotResult) -> None:
    spot = result.to_dict()["hotspots"][0]
    assert (spot["topic"], spot["place"]) == (TOPICS[0], "09193")
    assert spot["topic_name"] == Taxonomy.load().full_name(TOPICS[0])
    assert spot["path"] == ["24", "09193"]
    assert len(spot["place_names"]) == 2
    assert not any(name.isdecimal() for name in spot["place_names"])
    assert spot["place_name"] == ", ".join(reversed(spot["place_names"]))
    assert all({"topic_name", "place_names"} <= set(folded) for folded in spot["folded"])


def test_matters_hold_each_opinion_once(result: HotspotResult, frame: pd.DataFrame) -> None:
    texts = frame.set_index("id")["text"]
    for spot in result.to_dict()["hotspots"]:
        ids = [key for matter in spot["matters"] for key in matter["opinion_ids"]]
        assert sorted(ids) == sorted(spot["opinion_ids"])
        assert sum(m["n_opinions"] for m in spot["matters"]) == len(ids)
        for matter in spot["matters"]:
            assert spot["first"] <= matter["first"] <= matter["last"] <= spot["last"]
            assert matter["quotes"]
            for quote in matter["quotes"]:
                assert quote["text"] == texts[quote["id"]]
                assert quote["place"].count(",") == 1
                for mark in quote["escalation"]:
                    assert quote["text"][mark["start"] : mark["end"]].lower() == mark["phrase"]
    landfill = result.to_dict()["hotspots"][0]
    assert "nhiều lần" in {mark["phrase"] for mark in landfill["escalation"]}
    assert landfill["key_words"] == ["bãi rác", "mùi"]


def test_weeks_count_what_the_frame_holds(result: HotspotResult, frame: pd.DataFrame) -> None:
    spot = result.to_dict()["hotspots"][0]
    first = pd.Timestamp(spot["weeks"]["first_day"])
    mine = frame[(frame["ward_code"] == "09193") & (frame["topics"].str[0] == TOPICS[0])]
    week = (mine["date"] - first).dt.days // 7
    expected = week[week >= 0].value_counts().reindex(range(52), fill_value=0)
    assert spot["weeks"]["n_opinions"] == expected.tolist()


def test_no_text_no_matters(frame: pd.DataFrame) -> None:
    bare = frame[["id", "date", "ward_code", "topics", "source"]]
    spots = find_hotspots(bare, n_replicates=99).to_dict()["hotspots"]
    assert spots
    assert all(spot["matters"] == [] == spot["key_words"] for spot in spots)


def test_what_is_changed_later_does_not_change_the_result(frame: pd.DataFrame) -> None:
    mine = frame.copy()
    found = find_hotspots(mine, n_replicates=99)
    mine["text"] = "khác"
    mine.loc[0, "keywords"] = None
    quotes = found.to_dict()["hotspots"][0]["matters"][0]["quotes"]
    assert quotes and all("Bãi rác" in quote["text"] for quote in quotes)


def test_the_report_tells_what_the_page_shows(frame: pd.DataFrame, tmp_path: Path) -> None:
    table = tmp_path / "tagged.jsonl"
    frame.assign(date=frame["date"].dt.strftime("%Y-%m-%d"), trang_thai="Đã giải quyết").to_json(
        table, orient="records", lines=True, force_ascii=False
    )
    report = report_hotspots(table, tmp_path / "x.json")
    read = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    content = report.content
    assert [h["topic_name"] for h in read["hotspots"]] == [s.topic for s in content.spots]
    assert [h["place_name"] for h in read["hotspots"]] == [s.place for s in content.spots]
    for hotspot, spot in zip(read["hotspots"], content.spots):
        assert [m["name"] for m in hotspot["matters"]][: len(spot.asked)] == [
            asked.name for asked in spot.asked
        ]
        assert hotspot["summary"] == spot.sure(content.words)
        assert max(hotspot["weeks"]["n_opinions"]) == spot.sparkline.top
    assert sum(row["n_opinions"] for row in read["counts"]["places"]) == len(frame)
    assert read["resolution"]["overall"]["share_resolved"] == 1
