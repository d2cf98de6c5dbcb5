"""Whose opinions are, and where they live who say them, where labels are given."""

from __future__ import annotations

import pytest
from labelled_text import HEAD, LIGHT, ROAD, WASTE, WATER, read, who

from nlp.reading.roster import Roster


@pytest.mark.parametrize(
    ("row", "name", "place"),
    [
        ("<W>Ông Nguyễn Văn Tám, thôn Đông: <B>{}", "Ông Nguyễn Văn Tám", "thôn Đông"),
        ("<W>Bà Lê Thị Lụa - thôn Đoài: <B>{}", "Bà Lê Thị Lụa", "thôn Đoài"),
        ("<W>Chị Đỗ Thu Hà (tổ 3) <B>{}", "Chị Đỗ Thu Hà", "tổ 3"),
        ("<W>Anh Vũ Quân, công nhân mỏ, tổ 6: <B>{}", "Anh Vũ Quân", "tổ 6"),
        ("<W>Cụ Phạm Thị Kén, 82 tuổi, thôn Đông: <B>{}", "Cụ Phạm Thị Kén", "thôn Đông"),
        ("<W>Ông Cao Văn Bề - Phú Phong: <B>{}", "Ông Cao Văn Bề", "Phú Phong"),
        ("<W>bà Lan, ngõ 80 Hoàng Quốc Việt: <B>{}", "bà Lan", "ngõ 80 Hoàng Quốc Việt"),
        ("<W>c. Phạm T. Lệ, KP3: <B>{}", "c. Phạm T. Lệ", "KP3"),
        ("<W>ô.Hồ Viết Trinh: <B>{}", "ô. Hồ Viết Trinh", "XÃ TAM ĐA"),
        ("<W>Ý kiến thứ 3 của bà Ngô Thị Chi, thôn Đông: <B>{}", "bà Ngô Thị Chi", "thôn Đông"),
        ("<W>Công ty May Yên Hà (thôn Đông): <B>{}", "Công ty May Yên Hà", "thôn Đông"),
        ("<W>Cử tri thôn Đông: <B>{}", "Cử tri thôn Đông", "thôn Đông"),
        ("<B>{} <W>(ông Hoàng Thí, xóm 1)", "ông Hoàng Thí", "xóm 1"),
        ("<B>{} <W>(cử tri thôn Đông)", "", "thôn Đông"),
        ("<B>{} <W>– ý của ông Trương Sỹ", "ông Trương Sỹ", "XÃ TAM ĐA"),
        ("<O>Người gửi: <W>Trần Vinh\n<O>Địa chỉ: <W>tổ 3\n<B>{}", "Trần Vinh", "tổ 3"),
        ("<W>Bà Trương Thị Điệp, thôn Đông\n<B>{}", "Bà Trương Thị Điệp", "thôn Đông"),
        ("<O>Người gửi: (không ký tên)\n<B>{}", "", "XÃ TAM ĐA"),
        ("<O>Lệ: <B>{}", "Lệ", "XÃ TAM ĐA"),
        ("<O>Vấn đề một: <B>{}", "", "XÃ TAM ĐA"),
        ("<B>{}", "", "XÃ TAM ĐA"),
    ],
)  # fmt: skip
def test_whose_it_is_stands_before_above_or_behind(row: str, name: str, place: str) -> None:
    assert who(HEAD + row.format(LIGHT)) == [(name, place)]


@pytest.mark.parametrize(
    ("said", "name", "place"),
    [
        ("Ông Hoàng Văn Khiết, thôn Đông, phản ánh đường lầy.", "Ông Hoàng Văn Khiết", "thôn Đông"),
        ("Bà Vi Thị Thắm ở thôn Đoài cho rằng phí cao.", "Bà Vi Thị Thắm", "thôn Đoài"),
        ("Còn theo bà Đinh Thị Nhớ (thôn Đông) thì bưởi ế.", "bà Đinh Thị Nhớ", "thôn Đông"),
        ("Ý kiến ông Hồ Đắc Lữ (thôn Đông) đề nghị lắp đèn.", "ông Hồ Đắc Lữ", "thôn Đông"),
        ("Cử tri thôn Đông đề nghị sửa cống.", "Cử tri thôn Đông", "thôn Đông"),
        ("Ngư dân thôn Đông kiến nghị nạo vét luồng.", "Ngư dân thôn Đông", "thôn Đông"),
        ("Nước ở thôn đục, đề nghị xem lại.", "", "XÃ TAM ĐA"),
        ("Tôi nghe ông Hải hứa rồi mà chưa thấy làm.", "", "XÃ TAM ĐA"),
    ],
)  # fmt: skip
def test_the_subject_of_a_sentence_is_the_speaker(said: str, name: str, place: str) -> None:
    assert who(f"{HEAD}<B>{said}") == [(name, place)]


def test_several_matters_of_a_turn_share_speaker_and_place() -> None:
    two = f"<O>Tôi có hai việc. Một là, <B>{LIGHT} <O>Hai là, <B>{WATER}"
    text = f"""{HEAD}<W>1. Bà Lê Thị Lụa, thôn Đoài: {two}
<W>2. Anh Đỗ Cường, thôn Nội:
<B>- {ROAD}
<B>- {WASTE}
<B>3. {LIGHT}"""
    lua, cuong = ("Bà Lê Thị Lụa", "thôn Đoài"), ("Anh Đỗ Cường", "thôn Nội")
    assert who(text) == [lua, lua, cuong, cuong, ("", "XÃ TAM ĐA")]


def test_as_above_and_the_same_hamlet_stand_for_what_is_above() -> None:
    text = f"""{HEAD}<W>Ông Hồ Văn Trinh, thôn Đông: <B>{ROAD}
<O>nt: <B>{LIGHT}
<W>Bà Lê Thị Mận, cùng thôn: <B>{WATER}
<W>Ông Trinh nói thêm: <B>{WASTE}
<B>Ông cũng đề nghị công khai quỹ."""
    trinh = ("Ông Hồ Văn Trinh", "thôn Đông")
    assert who(text) == [trinh, trinh, ("Bà Lê Thị Mận", "thôn Đông"), trinh, trinh]


def test_a_case_is_headed_by_whose_it_is() -> None:
    text = f"""{HEAD}<O>1. Trường hợp ông Lò Văn Pọm, bản Nà Hạ
<O>Ông Pọm trình bày: <B>{ROAD}
<R>Giao phòng Kinh tế kiểm tra.
<O>2. Trường hợp bà Hà Thị Xoan, bản Nong Xôm
<O>Nội dung: <B>{WATER}"""
    assert who(text) == [("ông Lò Văn Pọm", "bản Nà Hạ"), ("bà Hà Thị Xoan", "bản Nong Xôm")]


def test_beside_whom_somebody_sits_does_not_speak() -> None:
    row = f"<W>Ngồi cạnh bà Xí, ông Lê Văn Đức (tổ 9) phát biểu: <B>{ROAD}"
    assert who(HEAD + row) == [("ông Lê Văn Đức", "tổ 9")]


def test_a_group_in_another_clause_does_not_speak() -> None:
    said = "Ở chợ có nhóm lạ bắt mua cân giá cao, nói là quy định mới, ai không mua thì bị dọa."
    assert who(f"{HEAD}<W>Ông Đỗ Hữu Tâm, thôn Đông\n<O>- Ngoài ra: <B>{said}") == [
        ("Ông Đỗ Hữu Tâm", "thôn Đông")
    ]


def test_a_matter_behind_a_link_is_whose_sentence_tells() -> None:
    text = f"{HEAD}<B>Ngoài ra, cử tri thôn Đoài phản ánh rác mười ngày mới có xe vào."
    (one,) = read(text)
    assert (one.speaker, one.place) == ("cử tri thôn Đoài", "thôn Đoài")
    assert one.text == "cử tri thôn Đoài phản ánh rác mười ngày mới có xe vào."


def test_where_somebody_comes_from_is_not_where_he_lives() -> None:
    text = f"{HEAD}<W>Chị Lò Thị Sương (quê Điện Biên, thuê trọ tổ 2): <B>{LIGHT}"
    assert who(text) == [("Chị Lò Thị Sương", "tổ 2")]
    assert who(f"{HEAD}<W>Chị Lò Thị Sương (quê Thái Bình): <B>{LIGHT}")[0][1] == "Thái Bình"


@pytest.mark.parametrize(
    ("lead", "name", "place"),
    [
        ("Lượt 1 ▪ Bà Đồng Thị Lệ – tiểu thương chợ Gò", "Bà Đồng Thị Lệ", "chợ Gò"),
        ("09h40 ◆ Ông Lê Văn Sử – thôn Kép", "Ông Lê Văn Sử", "thôn Kép"),
        ("Ông Sáu Dũng (Võ Tấn Dũng), ấp Bưng", "Ông Sáu Dũng (Võ Tấn Dũng)", "ấp Bưng"),
        ("Ông Lê Văn Sử – Giám đốc HTX Tam Đa, thôn Kép", "Ông Lê Văn Sử", "thôn Kép"),
        ("Phiếu không ghi tên, chị Y Ngân đọc hộ", "", "xã Tam Đa"),
        ("Nông dân Lê Văn Sử, thôn Kép", "Nông dân Lê Văn Sử", "thôn Kép"),
    ],
)
def test_who_speaks_is_told_in_a_line_above(lead: str, name: str, place: str) -> None:
    head = HEAD.replace("thôn Nội", "xã Tam Đa")
    ((speaker, home),) = who(f"{head}<W>{lead}\n<B>{LIGHT}")
    assert speaker == name
    assert home == place or not name


def test_whoever_speaks_for_a_group_is_the_speaker() -> None:
    text = f"{HEAD}<W>Cử tri xã An Ninh, bà Lương Thị Nở, có ý kiến: <B>{LIGHT}"
    assert who(text) == [("bà Lương Thị Nở", "xã An Ninh")]
    # A group alone is named as it is.
    assert who(f"{HEAD}<W>Cử tri xã An Ninh, có ý kiến: <B>{LIGHT}")[0][0] == "Cử tri xã An Ninh"


def test_a_short_name_is_the_one_told_before() -> None:
    first = f"{HEAD}<W>Cử tri Đỗ Thị Hằng (xóm 11): <B>{LIGHT}\n"
    assert who(f"{first}<W>Cũng cử tri Hằng có ý kiến tiếp: <B>{ROAD}")[1] == (
        "Cử tri Đỗ Thị Hằng",
        "xóm 11",
    )
    assert who(f"{first}<W>Cử tri Hoa có ý kiến: <B>{ROAD}")[1][0] == "Cử tri Hoa"
    text = f"{HEAD}<W>Bà Đoàn Thị Liễu, xóm 2\n<W>Bà Liễu nói hai việc:\n<B>{LIGHT}"
    assert who(text) == [("Bà Đoàn Thị Liễu", "xóm 2")]


def test_an_official_is_known_by_two_given_names() -> None:
    roster = Roster()
    roster.add("Về phía quận có bà Phan Thị Mai Chi, Phó Chủ tịch UBND quận")
    assert roster.holds("Bà Mai Chi")
    assert not roster.holds("Bà Kim Chi")


def test_whoever_came_before_does_not_speak_in_an_entry_without_a_name() -> None:
    text = f"""<O>SỔ TIẾP DÂN XÃ TAM ĐA
<O>Lượt 1
<O>Họ tên:<W> Nguyễn Văn An
<O>Địa chỉ:<W> thôn Đông
<O>Nội dung: <B>{ROAD}
<O>Lượt 2
<O>Nội dung: <B>{LIGHT}
<O>Lượt 3
<O>Họ tên:<W> Lê Thị Lụa
<O>Nội dung: <B>{WATER}"""
    assert who(text) == [
        ("Nguyễn Văn An", "thôn Đông"),
        ("", "XÃ TAM ĐA"),
        ("Lê Thị Lụa", "XÃ TAM ĐA"),
    ]
