"""Signs with which word processors break lines in text: what stands behind one is a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import read_opinions

ROAD = "Đường ra đồng sạt lở, đề nghị xã cho đổ đá."
LIGHT = "Đèn đường ngõ Chùa hỏng, đề nghị thay bóng."
WATER = "Nước máy có mùi tanh, đề nghị kiểm tra."


@pytest.mark.parametrize("sign", ["\x0b", "\u2028", "\u2029"])
def test_what_stands_behind_a_break_is_a_line(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "y-kien.txt"
    path.write_text(f"{ROAD}{sign}{LIGHT}\n{WATER}\n", encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, LIGHT, WATER]
    assert frame["position"].tolist() == ["L1", "L1#2", "L2"]


@pytest.mark.parametrize("sign", ["\x0b", "\u2028", "\u2029"])
def test_whoever_speaks_behind_a_break_is_the_speaker(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "hop.txt"
    path.write_text(f"Họp tổ 5\n1. Ông Tám: {ROAD}{sign}2. Bà Lụa: {LIGHT}\n", encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, LIGHT]
    assert frame["speaker"].tolist() == ["Ông Tám", "Bà Lụa"]
