"""Notes of a hamlet: marks, arrows, who was out, doubts, topics; and where no rule may fire."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.segments import segments_of


def mark_of(row: str, *, listed: bool = False) -> str:
    """Return the mark of a line."""
    return lines_of([Paragraph("L1", row, listed)])[0].mark


def test_boxes_and_hollow_bullets_are_marks() -> None:
    assert mark_of("[ ] cầu ván gãy hai nhịp") == "bullet ☐"
    assert mark_of("[x] xã cho thợ xuống rồi") == "bullet ☐"
    assert mark_of("o bà Tư: mương nghẹt") == "bullet ○"
    assert mark_of("o vẫn ông Tư: mương nghẹt") == "bullet ○"


@pytest.mark.parametrize("row", ["o Thắm: mương nghẹt", "[xem ảnh] mương nghẹt", "o dưới xóm ngập"])
def test_what_looks_like_one_is_none(row: str) -> None:
    assert mark_of(row) == ""


def test_behind_a_bullet_a_letter_may_be_a_title() -> None:
    assert mark_of("a. Lực cháu ô. Ba rỉ tai: cát bị hút trộm", listed=True) != "letter"
    assert mark_of("a. Đường liên xóm lầy lội", listed=True) == "letter"


@pytest.mark.parametrize("arrow", ["=>", "==>", "-->", "↳"])
def test_an_arrow_is_cut_off_whole(arrow: str) -> None:
    row = f"giếng cạn từ tháng hai {arrow} báo trạm nước"
    said, done = segments_of(lines_of([Paragraph("L1", row)]))[:2]
    assert said.text == "giếng cạn từ tháng hai"
    assert done.text.startswith(arrow)


def test_numbers_of_two_hamlets_stay_together() -> None:
    together = segments_of(lines_of([Paragraph("L1", "cầu nối thôn 7 - 9 bị mọt chân")]))
    assert [s.text for s in together] == ["cầu nối thôn 7 - 9 bị mọt chân"]
    apart = segments_of(lines_of([Paragraph("L1", "anh Tám tổ 7 - 5 nhân khẩu")]))
    assert apart[-1].text == "- 5 nhân khẩu"


@pytest.mark.parametrize("told", ["3 tháng nay rác không ai lấy", "15 nhà phải kê đồ"])
def test_a_count_behind_a_hamlet_is_no_number_of_another(told: str) -> None:
    apart = segments_of(lines_of([Paragraph("L1", f"ngập tổ 4 - {told}")]))
    assert apart[-1].text == f"- {told}"
