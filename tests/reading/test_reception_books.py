"""Reception books kept as tables: days without a year, items lettered by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from nlp import read_opinions
from nlp.reading.dates import find_year
from nlp.reading.tables.items import split_items
from nlp.reading.tables.sessions import opening_day

HEAD = ("Số", "Ngày", "Người đến", "Nội dung trình bày", "Cách xử lý")


@pytest.mark.parametrize(
    ("title", "section", "days"),
    [
        ("Mở sổ 02/12/2024", "", [date(2024, 12, 5), date(2025, 1, 7)]),
        ("Năm 2025", "THÁNG GIÊNG 2024", [date(2024, 12, 5), date(2024, 1, 7)]),
        # A list is made up after the days in it.
        ("Tam Đa, ngày 10/02/2025", "", [date(2024, 12, 5), date(2025, 1, 7)]),
    ],
)
def test_days_without_a_year(tmp_path: Path, title: str, section: str, days: list[date]) -> None:
    document = docx.Document()
    document.add_paragraph("SỔ TIẾP CÔNG DÂN XÃ TAM ĐA")
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(HEAD))
    rows = [HEAD]
    rows += [(section,) * len(HEAD)] if section else []
    rows += [
        ("1", "05/12", "Bà Ngô Thị Lan", "Mương sau chợ nghẹt, đề nghị khơi.", "Giao thôn khơi."),
        ("2", "07/1", "Ông Vũ Văn Tư", "Đường vào xóm lầy lội, mong rải đá.", "Ghi nhận."),
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    path = tmp_path / "so.docx"
    document.save(str(path))
    assert [day.date() for day in read_opinions(path)["date"]] == days


def test_items_lettered_by_hand() -> None:
    assert split_items("a. Mương nghẹt rác.\nb. Đường lầy lội.") == [
        "Mương nghẹt rác.",
        "Đường lầy lội.",
    ]
    assert len(split_items("a/ Mương nghẹt rác.\nb/ Đường lầy lội.")) == 2
    # Titles, and letters that do not count, are of the text.
    for whole in ("b. Khuyên xin đèn.\nc. Tư xin mương.", "a. Mương nghẹt.\nc. Đường lầy."):
        assert split_items(whole) == [whole]


def test_what_tells_a_year_and_what_opens_a_book() -> None:
    assert find_year("THÁNG GIÊNG 2024") == find_year("Tháng 3 2024") == 2024
    assert find_year("Tháng lương 2500 nghìn") is None
    assert find_year("Mỗi tháng khoảng hơn 2000 đồng") is None
    assert opening_day("Quyển 02. Mở sổ 02/6/2025 tại trụ sở") == date(2025, 6, 2)
    assert opening_day("Lập ngày 02/6/2025") is None


def test_the_first_entry_of_a_log_is_an_opinion_like_those_below_it(tmp_path: Path) -> None:
    path = tmp_path / "so-truc.txt"
    path.write_text(
        "SỔ TRỰC TIẾP CÔNG DÂN\n"
        "Ngày 12/3/2026\n"
        "8h10: Ông Hà Văn Sự, thôn 3, hỏi về việc tách thửa cho con. Hướng dẫn đến bộ phận một"
        " cửa làm hồ sơ.\n"
        "8h40: Bà Lò Thị Pành, bản Nà Lặc, phản ánh đường vào bản sạt lở sau mưa, xe không qua"
        " được. Đã ghi nhận.\n"
        "9h15: Anh Vàng A Chu, thôn 5, đề nghị hỗ trợ giống ngô vụ hè. Chuyển phòng kinh tế.\n"
        "Ngày 13/3/2026\n"
        "7h50: Chị Hà Thị Ngoan, thôn 2, phản ánh con không được nhận tiền ăn bán trú tháng 2.\n"
        "10h00: Ông Quàng Văn Ún, thôn 1, kiến nghị sửa cống qua đường vì bị tắc gây ngập.\n",
        encoding="utf-8",
    )
    frame = read_opinions(path, keep_answers=True)
    assert frame["speaker"].tolist() == [
        "Ông Hà Văn Sự",
        "Bà Lò Thị Pành",
        "Anh Vàng A Chu",
        "Chị Hà Thị Ngoan",
        "Ông Quàng Văn Ún",
    ]
    assert frame["answer"].iloc[0] == "Hướng dẫn đến bộ phận một cửa làm hồ sơ."
