"""Minutes of meetings: the course of the meeting, days of the week, what is read out, pages."""

from __future__ import annotations

import pytest

from nlp.reading.blocks import Classifier
from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.lines import lines_of
from nlp.reading.matters import split_matters
from nlp.reading.sequence.minutes import with_meeting
from nlp.reading.sequence.segments import segments_of
from nlp.reading.trimming import without_reading


def mended(rows: list[str], label: dict[str, str]) -> dict[str, str]:
    """Return the mended label of each stretch, `label` being what the model says by its begin."""
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows)])
    segments = segments_of(lines)
    labels = [next((x for w, x in label.items() if s.text.startswith(w)), "I") for s in segments]
    found = with_meeting(segments, labels, Classifier(lines).classify())
    return {segment.text: own for segment, own in zip(segments, found)}


@pytest.mark.parametrize("link", ["Sang chuyện khác,", "Một việc nữa,", "Việc hai:"])
def test_who_goes_over_to_another_matter_speaks_on(link: str) -> None:
    first, second = "Bến phà Vàm lở hết bậc đá.", "cột đèn đầu chợ tắt ba tháng rồi."
    labels = {"Bến": "B", link[:6]: "R", "cột": "R"}
    found = mended([f"{first} {link} {second}"], labels)
    assert found[link] == "O"
    assert found[second] == "B"


def test_an_answer_behind_another_matter_stays_one() -> None:
    row = "Bến phà Vàm lở. Sang chuyện khác, đèn chợ tắt. Chủ tịch: Xã đã báo điện lực."
    found = mended([row], {"Bến": "B", "Sang": "R", "đèn": "R", "Chủ": "R", "Xã": "R"})
    assert found["đèn chợ tắt."] == "B"
    assert found["Xã đã báo"] == "R"
    # An answer that follows without such words is none of the turn.
    assert mended(["Bến lở. Xã đã báo."], {"Bến": "B", "Xã": "R"})["Xã đã báo."] == "R"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Họ bắt xây tường ngăn lửa dày hai gang, tốn cả trăm triệu.", "I"),
        # What has been asked for is at an end.
        ("Họ bắt xây tường ngăn lửa, đề nghị xã nói lại với họ.", "B"),
    ],
)
def test_a_condition_goes_on_the_paragraph_above(above: str, expected: str) -> None:
    below = "Nếu không xây thì cả xóm nghỉ bán."
    rows = ["BIÊN BẢN", "Bà Lê Thị Mận, xóm Kép:", above, below]
    assert mended(rows, {"BIÊN": "O", "Bà": "W", "Họ": "B", "Nếu": "B"})[below] == expected


def test_what_chairs_say_before_anybody_asks_is_no_opinion() -> None:
    rows = ["BIÊN BẢN", "Chủ tịch UBND xã phát biểu: Đường còn lầy lội lắm. Xã sẽ nghe hết."]
    labels = {"BIÊN": "O", "Chủ": "W", "Đường": "B", "Xã": "R"}
    assert mended(rows, labels)["Đường còn lầy lội lắm."] == "R"
    asked = "Ông Tám, xóm Kép: Đường còn lầy lội lắm. Xã sẽ nghe hết."
    assert mended([rows[0], asked], {**labels, "Ông": "W"})["Đường còn lầy lội lắm."] == "B"


@pytest.mark.parametrize("days", ["Thứ bảy, chủ nhật", "Thứ Bảy, Chủ nhật", "Thứ bảy và chủ nhật"])
def test_days_of_the_week_count_nothing(days: str) -> None:
    row = f"{days} thuyền neo kín bến, dân không ra sông được."
    assert segments_of(lines_of([Paragraph("L1", row)]))[0].text.startswith(f"{days} thuyền")
    assert split_matters(row) == [row]


def test_ordinals_still_count() -> None:
    assert split_matters("Thứ nhất, bến lở. Thứ hai, đèn tắt.") == ["bến lở.", "đèn tắt."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tôi đọc đơn của xóm viết: “Kênh cạn đã ba vụ.”", "Kênh cạn đã ba vụ."),
        ("Trong phiếu ghi: “Kênh cạn đã ba vụ.”", "Kênh cạn đã ba vụ."),
        # More is said behind it, or nothing is read.
        ("Họ viết: “Kênh cạn.” Tôi thấy đúng.", None),
        ("Xã hứa với dân tôi: “Tháng sau có nước.”", None),
    ],
)
def test_what_is_read_out_is_the_opinion(text: str, said: str | None) -> None:
    assert without_reading(text) == (said or text)


FULL = "Bến phà Vàm lở hết bậc đá từ mùa nước năm kia mà tới nay chưa thấy ai xuống coi"


def texts_of(*rows: str) -> list[str]:
    return [one.text for one in paragraphs_of(enumerate(rows, 1))]


def pages(below: str, foot: str) -> list[str]:
    return texts_of(f"{FULL}", "sửa, dân đi lại cực lắm.", FULL, "", foot, below, "Hết.")


@pytest.mark.parametrize("foot", ["                    4", "- 4 -", "Trang 4/9"])
def test_a_sentence_goes_on_over_the_foot_of_a_page(foot: str) -> None:
    found = pages("sửa, dân đi lại cực lắm.", foot)
    assert found[1] == f"{FULL} sửa, dân đi lại cực lắm."
    assert [foot.strip(), "Hết."] == [text.strip() for text in found[2:]]


def test_a_new_page_begins_with_what_begins_a_sentence() -> None:
    assert pages("Dân đi lại cực lắm.", "- 4 -")[1] == FULL


def test_hanging_lines_go_on_whatever_they_begin_with() -> None:
    first = "  + Bà con xóm Kép nói: năm nào cũng góp tiền nạo kênh mà chưa ai thấy"
    second = "    máy múc xuống, nước không vào được đồng, tính ra dân mất trắng vụ từ năm"
    third = "    2019 tới nay."
    above = (FULL, "sửa, dân đi lại cực lắm.")
    whole = " ".join((first, second.strip(), third.strip()))
    assert texts_of(*above, first, second, third)[1:] == [whole]
    # Another margin is another paragraph.
    assert texts_of(*above, first, second, "  2019 là năm hạn.")[2] == "  2019 là năm hạn."
