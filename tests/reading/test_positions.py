"""Each opinion has a position, and so an id, of its own."""

from __future__ import annotations

from pathlib import Path

import docx

from nlp import read_opinions
from nlp.reading.blocks import Classifier
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of

ROAD = "Đường ra đồng thôn Đoài sạt lở hai đoạn."
LIGHT = "Đèn đường ngõ Chùa hỏng, đề nghị thay bóng."
WATER = "Nước máy có mùi tanh, đề nghị kiểm tra."


def test_two_opinions_on_lines_of_one_paragraph_stand_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ý kiến của nhân dân:")
    document.add_paragraph(f"- Ông Tám: {ROAD}\n- Bà Lụa: {LIGHT}\n- Ông Tám: {ROAD}")
    path = tmp_path / "hop.docx"
    document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, LIGHT, ROAD]
    assert frame["position"].tolist() == ["P2", "P2#2", "P2#3"]
    assert frame["id"].is_unique


def test_cells_of_one_row_stand_apart(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip([*table.row_cells(0), *table.row_cells(1)], (ROAD, LIGHT, WATER, ROAD)):
        cell.text = text
    path = tmp_path / "o.docx"
    document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, LIGHT, WATER, ROAD]
    assert frame["position"].is_unique
    assert frame["id"].is_unique


def test_lists_in_one_paragraph_are_judged_apart() -> None:
    rows = [
        "Ý kiến của nhân dân:",
        *(f"{number}. {text}" for number, text in enumerate((ROAD, LIGHT, WATER), 1)),
        "- Xã đã ghi nhận và giao phòng Kinh tế kiểm tra đường.",
        "- Ủy ban nhân dân xã đã chỉ đạo thay đèn trong tháng.",
        "- Xã đã yêu cầu nhà máy nước súc rửa đường ống.",
    ]
    for paragraphs in (
        [Paragraph("P1", "\n".join(rows))],
        [Paragraph(f"P{number}", row) for number, row in enumerate(rows)],
    ):
        kinds = [one.kind for one in Classifier(lines_of(paragraphs)).classify()]
        assert kinds == ["heading", *["opinion"] * 3, *["answer"] * 3]
