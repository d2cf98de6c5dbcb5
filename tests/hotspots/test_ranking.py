"""Plain rankings: by volume and by growth."""

from __future__ import annotations

import pandas as pd
import pytest

from nlp import YkienError, growth_ranking, volume_ranking


@pytest.fixture
def frame() -> pd.DataFrame:
    rows = [("2026-09-20", "xã A", ["t0/s0"])] * 4
    rows += [("2026-05-20", "xã A", ["t0/s1"])] * 6
    rows += [("2026-09-25", "xã B", ["t0/s1", "t1/s2"])] * 3
    rows += [("", "xã B", ["t1/s3"])]
    return pd.DataFrame(rows, columns=["date", "place", "topics"])


def test_by_volume(frame: pd.DataFrame) -> None:
    table = volume_ranking(frame)
    assert set(table["ranking"]) == {"volume"}
    assert table["observed"].is_monotonic_decreasing
    first = table.iloc[0]
    assert (first["topic"], first["place"], first["level"]) == ("t0", "", "all")
    assert (first["observed"], first["share"]) == (13, pytest.approx(13 / 14))
    # Without a window an opinion of unknown date counts.
    assert (table["topic"] == "t1/s3").sum() == 2


def test_by_volume_in_a_window(frame: pd.DataFrame) -> None:
    table = volume_ranking(frame, place="place", until="2026-09-30", window="30D")
    ward = table[(table["place"] == "xã A") & (table["topic"] == "t0/s0")]
    assert list(ward["observed"]) == [4]
    assert not (table["topic"] == "t1/s3").any()
    assert len(volume_ranking(frame, n_rows=2)) == 2


def test_by_growth(frame: pd.DataFrame) -> None:
    table = growth_ranking(frame, until="2026-09-30", window="90D")
    assert set(table["ranking"]) == {"growth"}
    first = table.iloc[0]
    assert (first["topic"], first["growth"]) == ("t0/s0", 5)
    ward = table[(table["place"] == "") & (table["topic"] == "t0/s1")].iloc[0]
    assert (ward["observed"], ward["before"], ward["growth"]) == (3, 6, pytest.approx(4 / 7))


def test_empty_and_bad(frame: pd.DataFrame) -> None:
    assert volume_ranking(frame.head(0)).empty
    assert growth_ranking(frame.head(0)).empty
    with pytest.raises(YkienError, match="window"):
        growth_ranking(frame, window="1D")
