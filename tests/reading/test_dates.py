from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.dates import find_date, find_day, parse_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("05/09/2026 14:32", date(2026, 9, 5)),
        ("5-9-2026", date(2026, 9, 5)),
        ("2026-09-05", date(2026, 9, 5)),
        ("2026-09-05T14:32:00+07:00", date(2026, 9, 5)),
        ("2026-09-05 14:32:00", date(2026, 9, 5)),
        # Six in the morning in Viet Nam.
        ("2026-09-04T23:00:00.000Z", date(2026, 9, 5)),
        ("2026-09-04 23:00 +0000", date(2026, 9, 5)),
        ("2026-09-05T16:59:59Z", date(2026, 9, 5)),
        ("2026-09-05T24:00:00Z", date(2026, 9, 5)),
        (datetime(2026, 9, 4, 23, 0, tzinfo=UTC), date(2026, 9, 5)),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), None),
        ("ngày 5 tháng 9 năm 2026", date(2026, 9, 5)),
        ("Ngày 05/09/2026", date(2026, 9, 5)),
        ("05/09/26", date(2026, 9, 5)),
        (datetime(2026, 9, 5, 14, 32), date(2026, 9, 5)),
        (date(2026, 9, 5), date(2026, 9, 5)),
        ("2026/09/05", date(2026, 9, 5)),
        ("2026-9-5", date(2026, 9, 5)),
        ("2026.09.05 08:00", date(2026, 9, 5)),
        ("05-thg 9-2026", date(2026, 9, 5)),
        (46270, date(2026, 9, 5)),
        (46270.5, date(2026, 9, 5)),
        (12, None),
        (float("nan"), None),
        (float("inf"), None),
        ("09/2026", None),
        ("2026", None),
        ("12:30:45", None),
        ("31/02/2026", None),
        ("hôm qua", None),
        ("12", None),
        ("", None),
        (None, None),
        ("05/09/1066", None),
        ("1" * 500, None),
    ],
)
def test_parse_date(value: object, day: date | None) -> None:
    assert parse_date(value) == day


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_both_ways_to_write_a_day_are_read_alike(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(day.strftime("%d/%m/%Y")) == day
    assert parse_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == day


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    parse_date(text)


def test_find_date_inside_a_sentence() -> None:
    said = "Hôm nay, hồi 8 giờ ngày 12 tháng 3 năm 2026, tại nhà văn hóa thôn"
    assert find_date(said) == date(2026, 3, 12)
    assert find_date("Số 15/BC-UBND") is None


def test_a_period_is_no_day() -> None:
    period = "Từ ngày 22/4 đến ngày 03/5/2024, Đoàn đã tổ chức 9 cuộc tiếp xúc"
    assert find_day(period) is None
    assert find_day(f"{period}, báo cáo ngày 08/5/2024") == date(2024, 5, 8)
    assert find_day("(từ ngày 01/01/2026 đến hết ngày 31/3/2026)") is None
    assert find_day("Bến Tre, ngày 08 tháng 5 năm 2024") == date(2024, 5, 8)


def test_hours_are_no_period() -> None:
    assert find_day("Thời gian: từ 8 giờ 00 đến 11 giờ 15, ngày 15/11/2025.") == date(2025, 11, 15)
    assert find_day("Từ 8h đến 10h30 ngày 15/11/2025") == date(2025, 11, 15)
    assert find_day("Từ 8 giờ ngày 1/5 đến 17 giờ ngày 3/5/2024") is None


def test_days_as_programs_write_them_in_america() -> None:
    assert find_day("On Wed, Sep 17, 2025 at 8:05 AM") == date(2025, 9, 17)
    assert find_day("Sep 17 2025") == date(2025, 9, 17)
    assert find_day("hu xe may 10 2025") is None
    assert find_day("Decal 12 2025") is None
