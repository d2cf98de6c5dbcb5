"""Questions and answers of a portal, saved as text: who asks, from where and when."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.attribution import whose
from nlp.reading.document_place import place_run
from nlp.reading.form_fields import asked_day, heads_entry, is_answer_head, labelled_field
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


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Lượt 04 (8g20)   Người đến: Lê Văn Sử, ấp 3", ("speaker", "Lê Văn Sử, ấp 3")),
        ("Phiếu số 12 - Địa chỉ: thôn Nội", ("place", "thôn Nội")),
        ("Đoàn 9 hộ (người trình bày: Lê Văn Sử)", ("speaker", "Lê Văn Sử")),
        ("Lượt số 70 - ngày 14/09/2023", None),
    ],
)
def test_fields_of_an_entry(text: str, field: tuple[str, str] | None) -> None:
    assert labelled_field(line(text)) == field
    assert heads_entry(line(text)) is (field is None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nhóm 4 hộ, đại diện bà Vũ Thị Mận", "nhóm 4 hộ, đại diện bà Vũ Thị Mận"),
        ("Tập thể 9 hộ (đại diện ông Ngô Quý)", "Tập thể 9 hộ (đại diện ông Ngô Quý)"),
        ("[2] Thư ông Ngô Quý, ấp 3:", "ông Ngô Quý"),
        ("1] PV2: Thư của chị Vũ Thị Mận:", "chị Vũ Thị Mận"),
        ("Tin nhắn của anh Sử, thợ hồ:", "anh Sử"),
        ("không để tên", ""),
    ],
)
def test_whose_an_entry_or_a_letter_is(text: str, name: str) -> None:
    assert whose(text).name == name


def test_places_that_a_group_is_named_for() -> None:
    run = "thôn Lâm Yên - Đại Đồng, Đại Lộc, Quảng Nam"
    assert place_run(f"Tổ Đoàn kết {run}") == run
    assert whose("Lan Phương (P.1508)").place == ""


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("3 Bà Lê Thị Tám, tổ 5", "Bà Lê Thị Tám"),
        ("15 hộ dân thôn Đông", "15 hộ dân thôn Đông"),
    ],
)
def test_the_number_of_a_row_in_a_pdf_file_is_of_no_name(cell: str, name: str) -> None:
    assert whose(cell).name == name
