"""Matters of one turn that are counted off, the first of them without a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import read_opinions

ENDS = "\nChủ tọa: Xin ghi nhận ý kiến của bà.\n"


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (
            "Nước máy rất yếu. Hai là điện hay mất. Ba là đường tối om.",
            ["Nước máy rất yếu.", "điện hay mất.", "đường tối om."],
        ),
        (
            "Tôi xin có ý kiến là nước máy rất yếu. Hai là điện hay mất. Ba là đường tối om.",
            ["nước máy rất yếu.", "điện hay mất.", "đường tối om."],
        ),
        (
            "Rác đầy ngõ cả tuần không ai thu. Thứ hai là nước máy đục ngầu.",
            ["Rác đầy ngõ cả tuần không ai thu.", "nước máy đục ngầu."],
        ),
        (
            "Kính thưa các đồng chí. Thứ nhất là nước máy yếu. Thứ hai là điện hay mất.",
            ["nước máy yếu.", "điện hay mất."],
        ),
    ],
)
def test_the_first_matter_needs_no_mark(tmp_path: Path, said: str, texts: list[str]) -> None:
    (tmp_path / "a.txt").write_text(f"Bà Lan, thôn Đông: {said}{ENDS}", encoding="utf-8")
    frame = read_opinions(tmp_path / "a.txt")
    assert frame["text"].tolist() == texts
    assert set(frame["place"]) == {"thôn Đông"}


@pytest.mark.parametrize(
    "said",
    [
        "Cả tổ chờ xe rác mà không thấy tới. Thứ hai là ngày họp mà cũng không ai trả lời.",
    ],
)
def test_a_monday_counts_nothing(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.txt").write_text(f"Bà Lan, thôn Đông: {said}{ENDS}", encoding="utf-8")
    assert read_opinions(tmp_path / "a.txt")["text"].tolist() == [said]
