"""Notes of a hamlet: marks, arrows, who was out, doubts, topics; and where no rule may fire."""

from __future__ import annotations

import pytest

from nlp.reading.blocks import Classifier
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.notes import mend_notes
from nlp.reading.sequence.segments import on_lines, segments_of


def mark_of(row: str, *, listed: bool = False) -> str:
    """Return the mark of a line."""
    return lines_of([Paragraph("L1", row, listed)])[0].mark


def mended(*rows: str, labels: str, listed: bool = False) -> str:
    """Return the labels of all segments, mended."""
    lines = lines_of([Paragraph(f"L{i}", row, listed) for i, row in enumerate(rows)])
    segments = segments_of(lines)
    assert len(labels) == len(segments), [s.text for s in segments]
    found = list(labels)
    mend_notes(segments, found, Classifier(lines).classify(), on_lines(segments))
    return "".join(found)


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


@pytest.mark.parametrize("row", ["- nhà Bảy Tụi đi vắng", "- ko ý kiến", "- ông Sang vắng"])
def test_whoever_was_out_says_nothing(row: str) -> None:
    assert mended(row, labels="B") == "O"


@pytest.mark.parametrize(
    "row",
    ["- chợ mới xây mà vắng", "- họp dân mà cán bộ đi vắng", "- đường này dân không ý kiến à"],
)
def test_what_is_empty_may_be_complained_of(row: str) -> None:
    assert mended(row, labels="B") == "B"


def test_a_doubt_behind_is_the_writers_own() -> None:
    assert mended("- cát bị hút trộm đêm (?? chưa rõ ai)", labels="BI") == "BO"
    assert mended("- cát bị hút trộm đêm (tổ 4 có ảnh)", labels="BI") == "BI"


def test_what_is_asked_for_short_is_of_the_matter() -> None:
    assert mended("- đèn hư cả tháng. ĐN thay bóng", labels="BR") == "BI"
    assert mended("- đèn hư cả tháng. Xã ghi nhận", labels="BR") == "BR"


def test_an_answer_goes_on_behind_a_plus() -> None:
    row = "- giếng cạn -> đã chụp hình + đơn gửi xã"
    assert mended(row, labels="BRB") == "BRR"
    assert mended("- giếng cạn -> đã báo + Đèn hư", labels="BRB") == "BRB"


def test_a_topic_is_of_what_is_said_of_it() -> None:
    assert mended("– lúa giống: mua về nảy mầm thưa (bà Năm Sáo)", labels="WBW") == "BIW"
    assert mended("– thím Tư: mua về nảy mầm thưa (bà Năm Sáo)", labels="WBW") == "WBW"
    assert mended("– lúa giống: mua về nảy mầm thưa (tháng này)", labels="WBW") == "WBW"


def test_a_box_holds_what_is_asked_for() -> None:
    rows = ("[ ] hai nhà sập (Tư, Bảy) xin tôn", "[x] xã cho 10 tấm")
    assert mended(*rows, labels="OOOOOR") == "BIIIIR"
    rows = ("[ ] xin dấu xã (giấy Tư, giấy Bảy)", "[x] xong")
    assert mended(*rows, labels="OOOR") == "OOOR"


def test_whoever_asks_behind_a_letter_is_none_of_it() -> None:
    row = "* b. Sáu hỏi sao chưa có nước"
    parts = [s.text for s in segments_of(lines_of([Paragraph("L1", row[2:])]))]
    assert mended(row[2:], labels="BII"[: len(parts)]) == "WWB"
    row = "Bà Sáu hỏi sao chưa có nước"
    parts = [s.text for s in segments_of(lines_of([Paragraph("L1", row)]))]
    assert mended(row, labels="BIII"[: len(parts)]) == "BIII"[: len(parts)]


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("- tiền điện tăng gấp đôi (cần kiểm tra lại công tơ)", "BI"),
        ("- giá nước cao quá (xem lại cách tính cho dân)", "BI"),
        ("- đường lầy -> xã sẽ đổ đá + đề nghị làm thêm cống", "BRB"),
    ],
)
def test_what_people_ask_for_stays(row: str, labels: str) -> None:
    assert mended(row, labels=labels) == labels


def test_what_goes_on_the_line_above_may_end_with_nothing_said() -> None:
    rows = ("- đơn gửi ba lần mà huyện vẫn", "không có ý kiến gì")
    assert mended(*rows, labels="BI") == "BI"


@pytest.mark.parametrize("told", ["3 tháng nay rác không ai lấy", "15 nhà phải kê đồ"])
def test_a_count_behind_a_hamlet_is_no_number_of_another(told: str) -> None:
    apart = segments_of(lines_of([Paragraph("L1", f"ngập tổ 4 - {told}")]))
    assert apart[-1].text == f"- {told}"


def test_many_brackets_on_a_line_take_no_time() -> None:
    row = "mương nghẹt " + "(?? a) " * 4_000
    parts = segments_of(lines_of([Paragraph("L1", row)]))
    assert mended(row, labels="B" + "I" * (len(parts) - 1)).endswith("O")
