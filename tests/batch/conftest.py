"""A table to tag."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hostile import HOSTILE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["stt", "noi_dung", "dia_chi", "ngay", "=cot"])
        for i, text in enumerate(HOSTILE):
            writer.writerow([i, text, "xã Tam Đa", "05/09/2026", "=1+1"])
        writer.writerow([99, "  ", "xã A", "", ""])
    return path
