"""Places that somebody says, in speech without capitals and with a machine's."""

from __future__ import annotations

import pytest

from nlp.reading.speech.introductions import MEETING, introduced
from nlp.reading.speech.said_places import home_without_kind, mend_place


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("dạ em ở xã năm căn có hai ý", "xã năm căn"),
        ("em tên lan ở ấp cái nai xã năm căn", "ấp cái nai xã năm căn"),
        ("tôi ở tổ vay vốn thôn tám xã ea kar", "thôn tám xã ea kar"),
        ("Em ở khu phố phường Bình Hòa", "phường Bình Hòa"),
        ("cháu ở thôn bản vai xã chiềng mung", "thôn bản vai xã chiềng mung"),
        ("tôi là đội phục viên", ""),
        ("giám đốc hợp tác xã Ea Tân, buôn Trưng, xã Ea Kar", "buôn Trưng, xã Ea Kar"),
        ("con ở nhơn trạch gọi lên", "nhơn trạch"),
        ("tôi ở trung tâm", ""),
        ("tôi quê ở thái bình", ""),
        ("em ở bên này", ""),
        ("Dạ, tôi là Nguyễn Văn An ở ấp bình hòa", "ấp bình hòa"),
        ("Tôi là Trần Thị Hoa, thôn Hội Vân, xã Cát Hiệp", "thôn Hội Vân, xã Cát Hiệp"),
        ("Tôi tên Lê Văn Ba, ấp Mới", "ấp Mới"),
        ("tôi ở ấp hội thành", "ấp hội thành"),
        ("Tôi là Hoa ở xã Vĩnh Hòa Đình", "xã Vĩnh Hòa Đình"),
        ("tôi tên hoa làm ở hợp đồng thời vụ", ""),
        ("em làm công nhân ở nông trường cao su", ""),
        ("quê em ở kim sơn lên đây làm công nhân", ""),
        ("tôi là hoa, ở phù yên sơn la", "phù yên"),
    ],
)
def test_home(said: str, home: str) -> None:
    assert introduced(said)[1] == home


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("họp dân xã bù gia mập hôm nay", "xã bù gia mập"),
        ("chào bà con các xã vùng cao", ""),
        ("hôm nay xã trực tiếp nghe dân", ""),
        ("hôm nay xóm ta họp", ""),
        ("ủy ban phường năm quận tám tiếp xúc cử tri", "phường năm quận tám"),
        ("kính thưa bà con phường mười hai quận bình thạnh", "phường mười hai quận bình thạnh"),
        ("chào bà con thôn hội vân", "thôn hội vân"),
        ("phường nếnh tỉnh bắc ninh xin kính chào", "phường nếnh tỉnh bắc ninh"),
        ("Thưa Bà con, từ các thôn dọc đường về Họp", ""),
    ],
)
def test_place_of_a_meeting(said: str, place: str) -> None:
    match = MEETING.search(said)
    assert match is not None
    assert mend_place(said, match.start(), match.end(), of_meeting=True).text == place


def test_units_that_are_known_are_counted() -> None:
    said = "thôn sủa pa xã quản bạ tỉnh tuyên quang"
    assert mend_place(said, 0, len(said)) == (said, 2, 3, True)


def test_a_province_is_no_home() -> None:
    assert home_without_kind("em ở cà mau lên đây") == ""
