"""Days, years and totals of lists that headings and titles tell only seemingly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.tables.sessions import section_day, section_year, title_day
from nlp.reading.tables.totals import is_total


@pytest.mark.parametrize(
    "heading",
    [
        "I. ĐẤT ĐAI (Luật Đất đai ngày 18/01/2024)",
        "II. THIỆT HẠI DO BÃO SỐ 3 NGÀY 10/9/2024",
        "(Kèm theo Nghị quyết số 12/NQ-HĐND ngày 20/12/2019)",
        "III. Hợp đồng thuê chợ ký ngày 2/5/2018",
    ],
)
def test_the_day_of_a_law_or_a_storm_is_none_of_the_rows(heading: str) -> None:
    assert section_day(heading) is None


def test_a_title_may_cite_a_law_of_another_day() -> None:
    assert title_day("(Kèm theo Nghị quyết số 12/NQ-HĐND ngày 20/12/2019)") is None
    assert title_day("Cập nhật đến ngày 3/2/2026") == date(2026, 2, 3)


def test_a_heading_that_is_a_time_tells_the_year() -> None:
    assert section_year("THÁNG 6 NĂM 2025") == 2025
    assert section_year("I. KẾ HOẠCH ĐẦU TƯ CÔNG NĂM 2026") is None
    assert section_year("II. TỒN ĐỌNG TỪ NĂM 2019") is None
    assert section_day("XÃ LONG HỮU – chiều thứ Hai 4/5/2026") == date(2026, 5, 4)


@pytest.mark.parametrize(
    "who", ["Cộng đồng dân cư thôn 4", "Công dân thôn 3", "Tổng công ty Thái Sơn"]
)
def test_who_asks_for_several_things_is_no_total(who: str) -> None:
    assert not is_total([who, "Cần 2 cống, 1 cầu"], width=5, said=True)
    assert is_total(["Tổng cộng", "9 kiến nghị, xong 4, chưa 5"], width=5, said=True)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("Kèm theo Nghị quyết số 12/NQ-HĐND ngày 20/12/2019", "KIẾN NGHỊ", [0, 0]),
        ("Kiến nghị tại hội nghị ngày 3/2/2026", "KIẾN NGHỊ", [3, 3]),
        # The second sheet is of another year.
        ("Kiến nghị tại hội nghị ngày 3/2/2026", "KIẾN NGHỊ NĂM 2024", [3, 0]),
    ],
)
def test_days_of_titles(tmp_path: Path, first: str, second: str, days: list[int]) -> None:
    book = openpyxl.Workbook()
    for title in (first, second):
        sheet = book.create_sheet(f"Thôn {len(book.sheetnames)}")
        sheet.append([title])
        sheet.append(["STT", "Người kiến nghị", "Nội dung kiến nghị", "Ghi chú"])
        sheet.append([1, "Ông Hùng", "Đường vào thôn lầy lội, đề nghị sửa", ""])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "so.xlsx")
    frame = read_opinions(tmp_path / "so.xlsx")
    assert frame["date"].dt.day.fillna(0).tolist() == days
