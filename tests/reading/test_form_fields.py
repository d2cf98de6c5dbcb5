"""Questions and answers of a portal, saved as text: who asks, from where and when."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.form_fields import asked_day, is_answer_head, labelled_field
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of


def line(text: str) -> Line:
    return lines_of([Paragraph("L1", text)])[0]


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        (
            "Người hỏi: Vũ Thị Mận | Xã Tam Đa | 02/06/2026",
            "Vũ Thị Mận | Xã Tam Đa | 02/06/2026",
            date(2026, 6, 2),
        ),
        (
            "Người hỏi: Vũ Thị Mận - xóm 6, xã Tam Đa    Ngày gửi: 03/01/2026",
            "Vũ Thị Mận - xóm 6, xã Tam Đa",
            date(2026, 1, 3),
        ),
        ("Người gửi: Lê Văn Sử (10/3/2026 08:15)", None, date(2026, 3, 10)),
        ("Họ tên: Lê Văn Sử, sinh ngày 01/02/1960", None, None),
        ("Người hỏi: Lê Văn Sử", "Lê Văn Sử", None),
        ("Nội dung: họp ngày 02/06/2026", None, None),
    ],
)
def test_who_asks_and_when(text: str, value: str | None, day: date | None) -> None:
    found = labelled_field(line(text))
    if value is not None:
        assert found == ("speaker", value)
    assert asked_day(line(text)) == day


def test_the_head_of_an_answer_is_no_day_of_what_follows() -> None:
    assert is_answer_head("Trả lời (Sở Tư pháp, 05/06/2026):")
    assert not is_answer_head("Người hỏi: Vũ Thị Mận")
