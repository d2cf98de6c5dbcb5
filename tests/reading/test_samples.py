"""The sample transcripts are read as their gold file says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.encoding import normalize


@pytest.fixture(scope="module")
def frame(root: Path) -> pd.DataFrame:
    return read_opinions(root / "corpus" / "samples")


@pytest.fixture(scope="module")
def gold(root: Path) -> list[dict[str, Any]]:
    lines = (root / "tests" / "data" / "samples-gold.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_what_the_samples_are(gold: list[dict[str, Any]]) -> None:
    assert len({row["source"] for row in gold}) == 6
    assert len(gold) > 300
    assert len({row["commune"] for row in gold}) >= 15
    days = pd.to_datetime([row["date"] for row in gold])
    assert (days.max() - days.min()).days > 330


def test_every_file_gives_as_many_opinions_as_it_holds(
    frame: pd.DataFrame, gold: list[dict[str, Any]]
) -> None:
    assert Counter(frame["source"]) == Counter(row["source"] for row in gold)
    assert frame.attrs["rejects"] == []
    assert frame["id"].is_unique


def test_boundaries_dates_and_places(frame: pd.DataFrame, gold: list[dict[str, Any]]) -> None:
    by_text = {normalize(row["text"]): row for row in gold}
    matched = frame[frame["text"].isin(by_text)]
    assert len(matched) >= len(gold) - 2
    expected = [by_text[text] for text in matched["text"]]
    days = pd.to_datetime([row["date"] for row in expected])
    assert (matched["date"].to_numpy() == days.to_numpy()).all()
    places = [(said, row["place"]) for said, row in zip(matched["place"], expected)]
    assert sum(true in said or said in true for said, true in places) >= 0.99 * len(places)
    speakers = [(said, row["speaker"]) for said, row in zip(matched["speaker"], expected)]
    named = [(letters(said), letters(true)) for said, true in speakers if true]
    same = [true.startswith(said) for said, true in named if said]
    assert len(same) >= 0.9 * len(named)
    assert all(same)


def letters(name: str) -> str:
    return " ".join(re.findall(r"\w+", normalize(name).lower()))


def test_no_answer_leaks_in(frame: pd.DataFrame) -> None:
    minutes = frame[frame["source"] == "bien-ban-doi-thoai.docx"]
    assert not minutes["text"].str.contains("trả lời:|xin tiếp thu", case=False).any()


def test_the_planted_hot_spots_are_there(gold: list[dict[str, Any]]) -> None:
    recent = [row for row in gold if row["date"] >= "2026-08-05"]
    pairs = Counter((row["commune"], row["topics"][0]) for row in recent)
    planted = pairs.most_common(4)
    assert [n for _, n in planted[:3]] == [14, 14, 14]
    assert planted[3][1] <= 4
    assert {topic for (_, topic), _ in planted[:3]} == {
        "moi_truong/rac_thai",
        "dat_dai/thu_hoi_boi_thuong",
        "ha_tang/nuoc_sach",
    }


def test_a_citizens_formula_is_in_the_samples(frame: pd.DataFrame) -> None:
    assert frame["text"].str.startswith("=").any()
