"""Notes of hamlets: what their writers must do themselves, answers behind arrows, days, places."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.attribution import whose
from nlp.reading.document_place import document_place
from nlp.reading.formats.markdown import read_markdown
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.pairing import pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.reply_words import reminds
from nlp.reading.setting import settings_of


def lines(*rows: str) -> list[Line]:
    return lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows, 1)])


def test_an_arrow_answers_the_matter_in_its_line() -> None:
    asked = [
        Asked("lúa lép, hợp tác xã không đền", "chú Bảy", turn=1, line=3),
        Asked("máy bơm cũ quá, xin thay", "chú Bảy", turn=1, line=4),
    ]
    own = [Reply(4, 30, 50, "→ công an xã mời ông Hai lên,"), Reply(4, 51, 60, "trình xã")]
    assert pair(own, asked, 2) == [(1, own)]
    both = [Reply(4, 30, 50, "→ cả hai việc đã báo xã")]
    assert pair(both, asked, 2) == [(0, both), (1, both)]


def test_totals_and_words_to_all_answer_nothing() -> None:
    assert reminds("cộng cả tháng: 9 việc, xong 4")
    assert reminds("nói bà con nhớ đóng quỹ trước 30/4")
    assert not reminds("công an xã đã nhắc bà con chợ")


def test_an_item_is_not_joined_with_who_concludes_below_it() -> None:
    said = "- " + "đường trục chính của xóm lầy lội quá mà chưa ai rải cấp phối, " * 3
    item = "1) anh Thu: xóm rộng quá một mình trưởng xóm đi không hết, cần thêm một phó xóm"
    found = read_markdown(f"## Họp 5/3\n{said}\n\n{item}\nđ/c bí thư kết luận: để hỏi trên\n")
    assert found is not None
    texts = [part.text for part in found if isinstance(part, Paragraph)]
    assert texts[-1] == "đ/c bí thư kết luận: để hỏi trên"


def test_days_of_headings() -> None:
    rows = lines("# Sổ năm 2026", "## 3/2", "- đèn hư", "## Họp chi bộ 20/2", "- mương tắc")
    found = settings_of(rows, [False, False, True, False, True])
    assert [one.day for one in found[2::2]] == [date(2026, 2, 3), date(2026, 2, 20)]
    rows = lines("# Sổ năm 2026", "**28/1**", "- đèn hư", "**Ngày 14**", "- mương tắc")
    found = settings_of(rows, [False, False, True, False, True])
    assert found[-1].day == date(2026, 2, 14)


def test_who_is_called_or_met_on_a_day_is_named() -> None:
    assert whose("gọi cho b. Hiên:").name == "b. Hiên"
    assert whose("9/4 chị Hòa bán bún:").name == "chị Hòa"
    [line] = lines_of([Paragraph("L1", "a. Lực than: giá bò xuống quá", listed=True)])
    assert line.body.startswith("a. Lực")


def test_a_title_of_one_letter_begins_a_name_and_no_colon_a_mark() -> None:
    [line] = lines_of([Paragraph("L1", "b. Phần đường trong thôn bị hư", listed=True)])
    assert line.mark == "letter"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (["SỔ VIỆC THÔN 2025", "Thôn Hà Trung, xã Gio Linh, Quảng Trị"], "Thôn Hà Trung"),
        (["VIỆC DÂN - KHU 5, XÃ TU VŨ, PHÚ THỌ"], "KHU 5, XÃ TU VŨ, PHÚ THỌ"),
        (["Sổ tay xóm Đồng, xã Yên Trạch, Phú Lương"], "xóm Đồng, xã Yên Trạch, Phú Lương"),
        (["Hợp tác xã Tân Thịnh", "(xã Nam Sách, thành phố Hải Phòng)"], "xã Nam Sách"),
    ],
)
def test_where_notes_are_from(rows: list[str], place: str) -> None:
    assert document_place(lines(*rows)).startswith(place)


def test_a_day_and_a_point_before_a_person_are_the_day_of_what_he_says() -> None:
    head = "SỔ TAY - thôn Na Quang, xã Bắc Hà (từ 1/2026)"
    rows = [head, "7/1. Bà Sình: ống nước bục, xin xã cho thay.", "- Ông Páo: đèn đường tắt."]
    days = [setting.day for setting in settings_of(lines(*rows), [False, True, True])]
    assert days == [None, date(2026, 1, 7), date(2026, 1, 7)]
    assert whose(rows[1].partition(":")[0]).name == "Bà Sình"
