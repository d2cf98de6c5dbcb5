"""Each opinion has an id of its own, the same each time that its file is read."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from nlp import read_opinions

ROAD = "Đường thôn 3 hỏng nặng, đề nghị sửa sớm."
DRAIN = "Cống nghẹt hai tháng nay chưa ai khơi, nước tràn vào nhà."


def test_ids_are_stable_and_distinct(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [("noi_dung", "noi"), (ROAD, "xã A"), (DRAIN, "xã B"), (ROAD, "xã A")]
    path.write_text("\n".join(f'"{said}",{home}' for said, home in rows), encoding="utf-8")
    first, second = read_opinions(path)["id"], read_opinions(path)["id"]
    assert first.tolist() == second.tolist()
    assert len(first) == 3 and first.is_unique


def test_two_who_say_the_same_in_one_paragraph_are_two_opinions(tmp_path: Path) -> None:
    document = Document()
    for text in (
        "BIÊN BẢN HỌP DÂN THÔN ĐÔNG",
        "Ý kiến của nhân dân:",
        f"Bà Lan: {ROAD}\nÔng Tư: {ROAD}",
        f"Bà Hoa: {DRAIN}",
    ):
        document.add_paragraph(text)
    document.save(str(path := tmp_path / "minutes.docx"))
    frame = read_opinions(path)
    assert frame["speaker"].tolist() == ["Bà Lan", "Ông Tư", "Bà Hoa"]
    assert frame["position"].tolist() == ["P3", "P3#2", "P4"]
    assert frame["id"].is_unique
