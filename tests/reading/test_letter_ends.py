"""What stands around the matters of letters, and whose bundles of them are."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.cuts import Part
from nlp.reading.letters.fields import writers
from nlp.reading.letters.homes import addressed_commune, home_of
from nlp.reading.letters.names import group_named, stands_for_all
from nlp.reading.lines import lines_of
from nlp.reading.sequence.letters import with_letter_ends
from nlp.reading.sequence.segments import segments_of
from nlp.reading.trimming import without_announcement

HEAD = ["Kính gửi ông Chủ tịch xã Tam Đa", "Tôi tên là Lê Văn Bốn, ở thôn Hạ, xã Tam Đa."]


def said(rows: list[str], head: list[str] = HEAD) -> list[str]:
    """Return what is said, in each of its runs, where every row is labelled B I I ..."""
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate([*head, *rows])])
    segments = segments_of(lines)
    labels = []
    for i, segment in enumerate(segments):
        opens = not i or segments[i - 1].line != segment.line
        labels.append("O" if segment.line < len(head) else "B" if opens else "I")
    found: list[str] = []
    for label, segment in zip(with_letter_ends(lines, segments, labels), segments):
        if label == "B":
            found.append(segment.text)
        elif label == "I":
            found[-1] += f" {segment.text}"
    return found


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Trước tiên, mương sau đình tắc cả năm.", "mương sau đình tắc cả năm."),
        ("Sau rốt là việc riêng của tôi. Sổ đỏ chưa có.", "Sổ đỏ chưa có."),
        ("Nhà dột. Tôi xin dừng bút. Có gì không phải mong ông bỏ quá cho.", "Nhà dột."),
        ("Nhà dột. Mong các bác giữ kín tên cho.", "Nhà dột."),
        # What is asked for, and what came of something, stays.
        ("Nhà dột. Mong các bác cho thợ sửa.", "Nhà dột. Mong các bác cho thợ sửa."),
        ("Cuối cùng vẫn phải nộp, xin trả lại.", "Cuối cùng vẫn phải nộp, xin trả lại."),
    ],
)
def test_links_and_leave_are_no_part_of_a_matter(row: str, kept: str) -> None:
    assert said([row])[-1].rpartition("là việc riêng của tôi. ")[2] == kept


def test_whoever_greets_and_announces_says_nothing_yet() -> None:
    greeting = "Kính thưa ông, mấy mẹ con chúng tôi ở thôn Hạ xin thưa ngắn."
    assert said([greeting, "Đường lầy."]) == ["Đường lầy."]
    asks = "Kính thưa ông, đường thôn Hạ lầy, xin cho đổ đá."
    assert said([asks]) == [asks]


def test_what_an_office_explained_goes_on_the_matter_above() -> None:
    explained = "Xã giải thích là chờ kinh phí. Chúng tôi mong làm sớm."
    assert len(said(["Cống vỡ từ tháng sáu, nước tràn vào bếp.", explained])) == 1
    # Behind a request another matter begins, as with an office that is asked.
    assert len(said(["Cống vỡ, đề nghị sửa.", explained])) == 2
    assert len(said(["Cống vỡ từ tháng sáu.", "Xã thu phí hai lần, xin trả lại."])) == 2


def test_nothing_is_mended_where_nobody_writes() -> None:
    row = "Trước tiên, mương sau đình tắc cả năm."
    assert said([row], head=["BIÊN BẢN HỌP THÔN"]) == [row]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tôi xin hỏi: sổ đỏ bao giờ có?", "sổ đỏ bao giờ có?"),
        ("cháu xin thưa luôn là đèn đường hỏng", "đèn đường hỏng"),
        ("cũng xin nói chuyện rừng bị đốn", "chuyện rừng bị đốn"),
        ("tôi xin nói về con đường sau chợ", "tôi xin nói về con đường sau chợ"),
        ("tôi hỏi cán bộ ba lần không ai đáp", "tôi hỏi cán bộ ba lần không ai đáp"),
        ("tôi xin hỏi: bao giờ?", "tôi xin hỏi: bao giờ?"),
    ],
)
def test_that_something_is_said_is_taken_off(text: str, kept: str) -> None:
    assert without_announcement(text) == kept


def test_who_stands_for_several_and_who_they_are() -> None:
    assert stands_for_all("12 hộ thôn Hạ, do bà Lê Thị Tám đứng đơn.") == "bà Lê Thị Tám"
    assert stands_for_all("12 hộ thôn Hạ, cử bà Lê Thị Tám đi nộp, do xã yêu cầu") == ""
    text = "Thưa ông, hai anh em nhà họ Vũ chúng tôi ở thôn Hạ, xã Tam Đa xin thưa."
    assert group_named(text) == "hai anh em nhà họ Vũ"


def test_a_road_of_the_province_is_no_home() -> None:
    assert home_of("các hộ dọc đường tỉnh 999, thôn Hạ, xã Tam Đa") == "thôn Hạ, xã Tam Đa"


def test_whom_a_letter_is_to_without_a_polite_word() -> None:
    assert addressed_commune(["Gửi các bác ở xã Tam Đa. Tôi không ghi tên."]) == "xã Tam Đa"
    assert addressed_commune(["Gửi kèm: bản đồ xã Tam Đa"]) == ""


def letters(second: str, intro: str = "Gửi xã Tam Đa") -> date | None:
    rows = [
        ("Thư đến trong tháng 3/2026", "other"),
        ("Bức thư thứ nhất", "other"),
        ("Kính gửi xã Tam Đa", "other"),
        ("Đường lầy.", "said"),
        (second, "other"),
        (intro, "other"),
        ("Cống vỡ.", "said"),
    ]
    return writers([Part(i, *row) for i, row in enumerate(rows)])[6].day


def test_the_year_of_a_bundle_is_of_the_days_in_it() -> None:
    assert letters("Bức thư thứ hai, mở hòm ngày 17/3") == date(2026, 3, 17)
    assert letters("Bức thư thứ hai, trả lời cho số 17/3") is None
    met = (
        "Ngày 05/3/2026, các hộ họp và thống nhất gửi thư này, mong xã đọc cho hết và cho dân biết"
    )
    assert letters("Bức thư thứ hai", met) == date(2026, 3, 5)
    bought = (
        "Ngày 05/3/2026 tôi mua một con trâu ở chợ huyện, về nhà được ba hôm thì nó lăn ra chết"
    )
    assert letters("Bức thư thứ hai", bought) is None


@pytest.mark.parametrize(
    "row",
    [
        "Mong xã không bỏ qua cho mấy hộ lấn lòng đường.",
        "Mong xã thông cảm cho hộ nghèo, cho nợ học phí đến hết vụ lúa.",
        "Trong thôn có chỗ nào chưa phải đất ở thì đề nghị cho chuyển mục đích.",
        "Hôm nay tôi xin phản ánh mấy việc. Nước giếng nhiễm phèn không dùng được.",
    ],
)
def test_what_only_looks_like_leave_stays(row: str) -> None:
    assert " ".join(said(["Đường lầy.", row])).endswith(row)


def test_what_stands_behind_thanks_is_a_matter() -> None:
    row = "Xin cảm ơn các đồng chí. Nhưng cống ngõ 5 vẫn ngập, đề nghị xã khơi thông."
    assert "cống ngõ 5 vẫn ngập" in " ".join(said(["Đường lầy.", row]))


def test_a_line_without_end_is_announced_in_no_time() -> None:
    row = f"Kính gửi xã, {'mạnh dạn ' * 4_000}"
    assert said([row])
