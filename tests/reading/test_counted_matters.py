"""Matters of one turn that are counted off, the first of them without a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.further import with_further
from nlp.reading.sequence.segments import segments_of

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


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [
        ("Nhân đây tôi cũng xin mấy bóng đèn ở ngõ 15, tối om.", True),
        ("Ngoài ra xe tải chạy suốt đêm làm nứt nhà dân.", True),
        # More of the matter: the same words, or what may as well tell more of it.
        ("Ngoài ra vỉa hè cổng chợ còn bị quán bia kê bàn kín cả buổi sáng.", False),
        ("Còn mấy hôm mưa thì nước ngập lên tới đầu gối.", False),
    ],
)
def test_what_can_only_be_further_begins_a_matter(sentence: str, begins: bool) -> None:
    above = "Vỉa hè cổng chợ bị quán bia kê bàn kín. Tôi đưa cháu đi học phải dắt xuống đường."
    segments = segments_of(lines_of([Paragraph("1", f"{above} {sentence}")]))
    start = next(i for i, one in enumerate(segments) if sentence.startswith(one.text))
    labels = with_further(segments, ["B", *["I"] * (len(segments) - 1)])
    assert ("B" in labels[start:]) == begins
    assert labels[:start] == ["B", *["I"] * (start - 1)]
