"""Offices, fields, marks, hours and presence: what looks like one and is none."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from nlp.reading.attribution import subject, whose
from nlp.reading.collector import Collector
from nlp.reading.dates import find_day
from nlp.reading.document_place import document_place, place_run
from nlp.reading.facts import facts_of
from nlp.reading.form_fields import labelled_field
from nlp.reading.formats.word import Paragraph
from nlp.reading.headings import meeting_date, tells_presence
from nlp.reading.lines import Line, lines_of
from nlp.reading.speakers import is_official
from nlp.reading.stamps import messages_of
from nlp.reading.transcript import read_transcript


def line_of(text: str) -> Line:
    (line,) = lines_of([Paragraph("L1", text)])
    return line


@pytest.mark.parametrize(
    ("head", "official"),
    [
        ("Bà Nguyễn Thị Hoa, số 12 đường Trần Phú", False),
        ("Chị Hoa, phòng 302 chung cư Sen", False),
        ("Bà Hoa, Phong Điền", False),
        ("Sổ đỏ", False),
        ("Sở Y tế", True),
        ("Phòng Kinh tế", True),
        ("Ông Hải, Phó Chủ tịch UBND xã", True),
    ],
)
def test_a_house_number_is_no_office(head: str, official: bool) -> None:
    assert is_official(head) == official


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Tên đường: Nguyễn Trãi", None),
        ("Công dân đề nghị: sửa đường", None),
        ("Tên người gửi: Lê Văn Tám", ("speaker", "Lê Văn Tám")),
        ("Công dân phản ánh: Lê Văn Tám", ("speaker", "Lê Văn Tám")),
    ],
)
def test_what_is_asked_for_is_no_person(text: str, field: tuple[str, str] | None) -> None:
    assert labelled_field(line_of(text)) == field


@pytest.mark.parametrize(
    "text",
    [
        "A/c cho hỏi bao giờ có nước?",
        "C.ty ABC xả thải ra kênh",
        "V/v đề nghị sửa đường",
        "22:00 - 2:00 sáng, quán hát ầm ĩ",
        "22:30 rồi vẫn hát ầm ĩ",
    ],
)
def test_short_words_and_hours_are_no_marks(text: str) -> None:
    assert line_of(text).body == text


@pytest.mark.parametrize(
    ("text", "body"),
    [("I/ Kết quả chung", "Kết quả chung"), ("08:30 - Bà Tư hỏi đường", "Bà Tư hỏi đường")],
)
def test_marks_and_stamps_are_taken_off(text: str, body: str) -> None:
    assert line_of(text).body == body


def test_hours_of_a_meeting_are_no_period() -> None:
    for text in (
        "từ 08h00' đến 10h30', ngày 15/11/2025",
        "Từ 8 giờ sáng đến 11 giờ trưa ngày 15/11/2025",
    ):
        assert find_day(text) == date(2025, 11, 15)
    assert find_day("Từ ngày 22/4 đến ngày 3/5/2024") is None


def test_minutes_are_of_the_day_of_the_meeting() -> None:
    lines = lines_of(
        [
            Paragraph("L1", "BIÊN BẢN HỌP THÔN"),
            Paragraph("L2", "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã;"),
            Paragraph("L3", "Hôm nay, vào hồi 8 giờ ngày 20/3/2026, tại nhà văn hóa thôn Nội"),
        ]
    )
    assert facts_of(lines).day == date(2026, 3, 20)


def test_a_day_within_a_message_does_not_end_it() -> None:
    found = messages_of(
        [
            "[08:10, 12/01/2026] Hạnh: Kính gửi UBND phường",
            "Cắt nước đến ngày 15/4/2026",
            "Nhà tôi có con nhỏ, đề nghị có xe bồn.",
            "[08:12, 12/01/2026] Tú: Nhà em cũng vậy",
            "[08:15, 12/01/2026] Hạnh: Đề nghị trả lời sớm",
        ]
    )
    assert [one.sender if one else "" for one in found[:3]] == ["Hạnh"] * 3


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("Có 12 hộ chưa có điện.", False),
        ("86 người, có danh sách kèm theo", True),
        ("86 cử tri tham dự", True),
        ("25 người", True),
    ],
)
def test_households_without_power_are_not_who_was_there(text: str, presence: bool) -> None:
    assert tells_presence(text) == presence


def test_a_case_or_a_contract_is_no_meeting() -> None:
    assert meeting_date(line_of("12/3/2026 - trường hợp bà Tư nhà sập"), None) is None
    assert meeting_date(line_of("12/3/2026 họp tổ"), None) == date(2026, 3, 12)


def test_a_city_written_short_is_no_hamlet() -> None:
    lines = [line_of("UBND TP. HUẾ"), line_of("PHƯỜNG THUẬN HÓA")]
    assert document_place(lines) == "PHƯỜNG THUẬN HÓA"


@pytest.mark.parametrize(
    ("head", "name", "place"),
    [
        ("12/9 a Lực + mấy hộ xóm 3", "a Lực", "xóm 3"),
        ("14/9 ô Tình", "ô Tình", ""),
        ("12/9/2026 b Lan xóm 2", "b Lan", "xóm 2"),
    ],
)
def test_a_day_before_a_title_of_one_letter_is_no_name(head: str, name: str, place: str) -> None:
    assert (whose(head).name, whose(head).place) == (name, place)


def test_who_owns_something_does_not_complain_of_it() -> None:
    told = "Trại gà của ông Khánh ở thôn Thượng xả thải ra mương, kiến nghị xã kiểm tra."
    assert subject(told).name == ""
    said = "Theo ý kiến của bà Lan ở thôn 3 thì đề nghị xã sửa đường"
    assert subject(said).name == "bà Lan"


def test_a_hamlet_with_a_number_is_none_of_a_letter() -> None:
    assert place_run("Nhóm Zalo: TDP Số 7 - Phường Xuân Hòa") == "TDP Số 7 - Phường Xuân Hòa"
    assert place_run("UBND XÃ TAM ĐA Số 12/BC-UBND") == "XÃ TAM ĐA"


@pytest.mark.parametrize(
    "text",
    [
        "Câu hỏi 3: Bao giờ sửa cầu?",
        "- Ông Nam: đường hỏng",
        "ngày 12 tháng 1 năm 2026 06:02 - Hạnh: Đường hỏng",
        "[12/01/2026, 06:02:11] Hạnh: ảnh",
    ],
)
def test_marks_are_known_however_letters_are_encoded(text: str) -> None:
    known = line_of(text)
    assert known.body != text
    assert line_of(unicodedata.normalize("NFD", text)) == known
    # A program may set the direction of writing or a zero-width space before it.
    assert line_of(f"\u200e{text}") == line_of(f"\u200b{text}") == known


def test_a_chat_is_known_however_its_letters_are_encoded() -> None:
    page = "\n".join(
        [
            "Bình luận trên fanpage Phường An Bình, ngày 14/10/2025",
            *("Lan Anh · 3 giờ trước", "Cống trước nhà em nghẹt cả tuần nay, nước tràn vô nhà."),
            *("Tư Cà Phê · 2 giờ trước", "Đèn hẻm 12 hư hai tháng, tối đi làm về sợ té."),
            *("Bảy Hột · 1 giờ trước", "Rác đầu chợ ba ngày không ai gom, hôi quá phường ơi."),
        ]
    )
    lines = [Paragraph(f"L{i}", row) for i, row in enumerate(page.splitlines(), 1)]
    split = [Paragraph(one.position, unicodedata.normalize("NFD", one.text)) for one in lines]
    found = []
    for paragraphs in (lines, split):
        collector = Collector("a.txt")
        read_transcript(paragraphs, collector)
        (chunk,) = collector.take(full_only=False)
        found.append([(row["speaker"], row["text"]) for row in chunk.rows])
    assert found[0] == found[1] != []
