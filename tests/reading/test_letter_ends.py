"""What stands around the matters of letters, and whose bundles of them are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nlp.reading.files import read_opinions
from nlp.reading.letters.cuts import Part
from nlp.reading.letters.fields import writers
from nlp.reading.letters.homes import addressed_commune, home_of
from nlp.reading.letters.lines import is_address
from nlp.reading.letters.names import group_named, stands_for_all
from nlp.reading.trimming import without_announcement

HEAD = ["Kính gửi ông Chủ tịch xã Tam Đa", "Tôi tên là Lê Văn Bốn, ở thôn Hạ, xã Tam Đa."]


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


CHILD = """\
Thư gửi bác chủ tịch xã

Cháu chào bác ạ. Cháu là Nguyễn Minh Châu, học sinh lớp 8A trường THCS Trần Phú. Cháu viết thư này
vì con đường đến trường của chúng cháu không có đèn, mùa đông 5 giờ chiều đã tối mà xe tải cứ phóng
ầm ầm, tuần trước bạn Hưng lớp cháu bị quệt gãy tay. Cháu cảm ơn bác nhiều!

Cháu Châu
Thôn Đoài, ngày 2/11/2025
"""


def test_a_letter_may_be_headed_by_whom_it_is_to(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text(CHILD, encoding="utf-8")
    frame = read_opinions(path)
    assert set(zip(frame["speaker"], frame["place"])) == {("Nguyễn Minh Châu", "Thôn Đoài")}
    assert is_address("Đơn gửi: Ủy ban nhân dân xã Sơn Hà")
    assert not is_address("Thư gửi đi cả tháng nay chưa thấy ai trả lời")
