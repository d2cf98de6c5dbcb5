"""Whose opinions are, from where and when, and what answers them, where labels are given.

A document is written with the label of each stretch before it: ``<W>Ông Tám: <B>Đường lầy.``
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.roster import Roster
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.segments import Segment
from nlp.reading.turns import Opinion

_TAG = re.compile(r"<([BIRWO])>")
HEAD = """\
<O>ỦY BAN NHÂN DÂN XÃ TAM ĐA
<O>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
<O>BIÊN BẢN
<O>Hôm nay, hồi 8 giờ ngày 12 tháng 3 năm 2026, tại hội trường thôn Nội.
"""
ROAD = "Đường ra đồng thôn sạt lở hai đoạn, đề nghị xã cho đổ đá."
LIGHT = "Đèn đường ngõ Chùa hỏng ba cột, tối om."
WATER = "Nước máy có mùi tanh, đề nghị kiểm tra đường ống."
WASTE = "Rác mười ngày mới có xe vào một lần."


def read(text: str) -> list[Opinion]:
    """Read a document whose stretches have their labels before them."""
    rows = text.splitlines()
    lines = lines_of([Paragraph(f"L{i}", _TAG.sub("", row)) for i, row in enumerate(rows, 1)])
    assert len(lines) == len(rows)
    segments: list[Segment] = []
    labels: list[str] = []
    for index, (line, row) in enumerate(zip(lines, rows)):
        at = len(line.text) - len(line.body)
        pieces = _TAG.split(row)[1:]
        for label, piece in zip(pieces[::2], pieces[1::2]):
            said = piece.strip()
            while (begin := line.text.find(said, at)) < 0:
                # The mark before a line is in none.
                said = said[1:]
            at = begin + len(said)
            segments.append(Segment(index, begin, at, said, False))
            labels.append(label)
    return put_together(lines, segments, labels)[0]


def who(text: str) -> list[tuple[str, str]]:
    return [(opinion.speaker, opinion.place) for opinion in read(text)]


def answers(text: str) -> list[str]:
    return [" ".join(opinion.answers) for opinion in read(text)]


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


def test_the_place_of_a_part_holds_for_those_who_give_none() -> None:
    text = f"""{HEAD}<O>I. Thôn Đông
<B>1. {ROAD}
<B>2. {LIGHT} <W>(bà Tư, xóm 2)
<O>II. Thôn Đoài
<B>1. {WATER}"""
    assert [place for _, place in who(text)] == ["Thôn Đông", "xóm 2", "Thôn Đoài"]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("<O>ỦY BAN MTTQ VIỆT NAM XÃ TAM ĐA BAN THƯỜNG TRỰC", "XÃ TAM ĐA"),
        ("<O>MẶT TRẬN TỔ QUỐC VIỆT NAM\n<O>TỈNH KHÁNH HÒA", "TỈNH KHÁNH HÒA"),
        ("<O>XÃ CAM LỘ\n<O>THÔN TÂN HIẾU", "THÔN TÂN HIẾU, XÃ CAM LỘ"),
        ("<O>Sổ tay thôn Nội, xã Tam Đa, Bắc Ninh. Ghi: Na", "thôn Nội, xã Tam Đa, Bắc Ninh"),
        ("<O>Ghi nhanh xã Mường La (Sơn La), tháng 9", "xã Mường La (Sơn La)"),
        ("<O>BIÊN BẢN HỘI NGHỊ\n<O>Họp xã Tam Đa, huyện Lục", "xã Tam Đa, huyện Lục"),
    ],
)  # fmt: skip
def test_the_head_of_a_document_gives_its_place(head: str, place: str) -> None:
    assert who(f"{head}\n<B>{LIGHT}") == [("", place)]


def test_days_are_of_the_entry_else_of_the_section_else_of_the_document() -> None:
    text = f"""<O>SỔ TAY THÔN ĐÔNG
<O>Họp thôn tối 28/2/2026
<B>- {ROAD}
<R>15/3 xã đã đổ đá
<O>12/3 – ra xóm, gặp mấy nhà
<B>- {LIGHT}
<O>Thứ 2, 06.04.2026
<B>- {WATER}
<O>T6 10/4 họp tổ
<B>- {WASTE}"""
    assert [opinion.day for opinion in read(text)] == [
        date(2026, 2, 28),
        date(2026, 3, 12),
        date(2026, 4, 6),
        date(2026, 4, 10),
    ]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<O>Kim Long, ngày 14/5/2026\n<O>Ngày 11/5/2026, tại nhà văn hóa", date(2026, 5, 11)),
        ("<O>Theo Công văn ngày 07/11/2025\n<O>Pleiku, ngày 02/12/2025", date(2025, 12, 2)),
        ("<O>Từ ngày 22/4 đến ngày 3/5/2024\n<O>Bến Tre, ngày 08/5/2024", date(2024, 5, 8)),
        ("<O>Ghi chú\n<O>8 thg 2, 2026 lúc 19:42", date(2026, 2, 8)),
        ("<O>Hộp thư\n<O>Date: Sat, 1 Nov 2025 21:14", date(2025, 11, 1)),
        ("<O>Phiếu 12 | gửi lúc 09/03/2026 07:41\n<O>Người gửi: <W>Võ Thị Nương", date(2026, 3, 9)),
        ("<O>Tổng hợp tháng 3", None),
    ],
)  # fmt: skip
def test_the_head_of_a_document_gives_its_day(head: str, day: date | None) -> None:
    assert read(f"{head}\n<B>{LIGHT}")[0].day == day


def test_an_answer_is_to_the_opinion_above_it() -> None:
    text = f"""{HEAD}<W>Bà Lê Thị Lụa: <B>{WASTE}
<R>Trả lời: Xã sẽ làm việc với đơn vị thu gom.
<R>Trong tháng này xe sẽ vào đủ buổi.
<W>Anh Đỗ Cường: <B>{LIGHT}
<W>Ông Trần Văn Tám: <B>{ROAD}
<O>→ đã trả lời: <R>ghi vốn đợt 1 năm sau
<W>Chị Hoàng Thị Nhung: <B>{WATER}
<R>Giám đốc nhà máy nước trả lời: Tuần sau thay ống."""
    assert answers(text) == [
        "Xã sẽ làm việc với đơn vị thu gom.\nTrong tháng này xe sẽ vào đủ buổi.",
        "",
        "ghi vốn đợt 1 năm sau",
        "Tuần sau thay ống.",
    ]


@pytest.mark.parametrize(
    "replies",
    [
        "<O>Ý 1: <R>xã sẽ lắp trong tháng.\n<O>Ý 2: <R>nhà máy đang súc rửa.",
        "<R>a) xã sẽ lắp trong tháng.\n<R>b) nhà máy đang súc rửa.",
        "<R>Xã sẽ lắp trong tháng.\n<R>Nhà máy đang súc rửa.",
        "<R>Về nước máy, nhà máy đang súc rửa. <R>Đèn đường xã sẽ lắp trong tháng.",
    ],
)
def test_two_matters_and_two_answers(replies: str) -> None:
    text = f"""{HEAD}<W>Bà Lê Thị Lụa: <O>Một là, <B>{LIGHT} <O>Hai là, <B>{WATER}
{replies}"""
    light, water = answers(text)
    assert ("lắp trong tháng" in light, "súc rửa" in light) == (True, False)
    assert ("lắp trong tháng" in water, "súc rửa" in water) == (False, True)


def test_one_answer_to_two_matters_stands_with_each() -> None:
    text = f"""{HEAD}<W>Bà Lê Thị Lụa: <O>Một là, <B>{LIGHT} <O>Hai là, <B>{WATER}
<R>Cả hai việc xã giao phòng Kinh tế làm xong trong quý II."""
    whole = "Cả hai việc xã giao phòng Kinh tế làm xong trong quý II."
    assert answers(text) == [whole, whole]


GATHERED = f"""{HEAD}<O>B. Ý KIẾN
<W>1. Ông Trần Văn Tám: <B>{ROAD}
<W>2. Bà Lê Thị Lụa: <B>{LIGHT}
<W>3. Chị Hoàng Thị Nhung: <B>{WATER}
<W>4. Anh Đỗ Cường: <B>{WASTE}
<O>C. PHẦN TRẢ LỜI
"""


@pytest.mark.parametrize(
    ("replies", "to", "said"),
    [
        ("<O>Về kiến nghị của bà Lụa: <R>Xã sẽ lắp trong tháng.", 1, "Xã sẽ lắp trong tháng."),
        ("<R>Ý kiến số 3: đang kiểm tra.", 2, "Ý kiến số 3: đang kiểm tra."),
        ("<R>- Nước máy tanh: tuần sau thay ống.", 2, "Nước máy tanh: tuần sau thay ống."),
    ],
)  # fmt: skip
def test_gathered_answers_are_paired_where_they_say_to_which(
    replies: str, to: int, said: str
) -> None:
    expected = ["", "", "", ""]
    expected[to] = said
    assert answers(GATHERED + replies) == expected


def test_gathered_answers_that_name_nothing_are_paired_with_none() -> None:
    text = GATHERED + "<R>Ủy ban tiếp thu, sẽ có văn bản.\n<R>Năm sau bố trí vốn."
    assert answers(text) == ["", "", "", ""]


@pytest.mark.parametrize(
    "words",
    [
        "<R>Mời bác Sáu phát biểu.",
        "<R>Cảm ơn bà. Mời người tiếp theo.",
        "<R>Kết luận hội nghị, chủ tọa giao Văn phòng tổng hợp.",
        "<R>Việc này xã xin trả lời bằng văn bản.",
        "<O>IV. KẾT LUẬN\n<R>Ủy ban cảm ơn, sẽ sửa đèn đường.",
        "<R>Xã tiếp thu các ý kiến của bà con.",
    ],
)
def test_words_of_the_chair_answer_nothing(words: str) -> None:
    assert answers(f"{HEAD}<W>Bà Lê Thị Lụa: <B>{LIGHT}\n{words}") == [""]


def test_a_list_inside_an_answer_keeps_its_marks() -> None:
    text = f"""{HEAD}<W>Bà Lê Thị Lụa: <B>{WATER}
<R>Hồ sơ gồm:
<R>1. Đơn theo mẫu.
<R>2. Bản sao căn cước."""
    assert answers(text) == ["Hồ sơ gồm:\n1. Đơn theo mẫu.\n2. Bản sao căn cước."]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("BRWO"),
            st.sampled_from([ROAD, "Ông Tám:", "12/3 họp", "Ý 2: làm rồi.", "thôn Đông", "nt"]),
        ),
        min_size=1,
        max_size=12,
    )
)  # fmt: skip
def test_whatever_the_labels_each_begun_opinion_comes_out(
    rows: list[tuple[str, str]],
) -> None:
    opinions = read("\n".join(f"<{label}>{text}" for label, text in rows))
    assert len(opinions) == sum(label == "B" for label, _ in rows)
    replied = {word for label, text in rows if label == "R" for word in text.split()}
    for opinion in opinions:
        assert set(" ".join(opinion.answers).split()) <= replied


PORTAL = """\
<O>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH BẮC NINH
<O>Hỏi - Đáp, từ 01/6/2026 đến 15/6/2026
<O>[1] Đường làng
<O>Người hỏi:<W> Vũ Thị Mận | Xã Tam Đa | 02/06/2026
<B>{road}
<O>Trạng thái: Đang xử lý
<O>[2] Đèn đường
<O>Người hỏi:<W> Lê Văn Sử | Xã Yên Phong | 04/06/2026
<B>{light}
<O>Trả lời (UBND xã, 10/06/2026):
<R>Đường ra đồng thôn có đèn, xã thay ba cột trong tuần.
"""


def test_each_question_of_a_portal_has_its_own_day_and_answer() -> None:
    text = PORTAL.format(road=ROAD, light=LIGHT)
    assert [one.day for one in read(text)] == [date(2026, 6, 2), date(2026, 6, 4)]
    assert answers(text) == ["", "Đường ra đồng thôn có đèn, xã thay ba cột trong tuần."]


def test_a_place_may_be_named_with_a_verb() -> None:
    rows = f"<B>{ROAD} <W>(cử tri xã Mường Than)\n<B>{LIGHT} <W>(cử tri xã Than Uyên)"
    assert who(HEAD + rows) == [("", "xã Mường Than"), ("", "xã Than Uyên")]


def test_beside_whom_somebody_sits_does_not_speak() -> None:
    row = f"<W>Ngồi cạnh bà Xí, ông Lê Văn Đức (tổ 9) phát biểu: <B>{ROAD}"
    assert who(HEAD + row) == [("ông Lê Văn Đức", "tổ 9")]


def test_a_group_in_another_clause_does_not_speak() -> None:
    said = "Ở chợ có nhóm lạ bắt mua cân giá cao, nói là quy định mới, ai không mua thì bị dọa."
    assert who(f"{HEAD}<W>Ông Đỗ Hữu Tâm, thôn Đông\n<O>- Ngoài ra: <B>{said}") == [
        ("Ông Đỗ Hữu Tâm", "thôn Đông")
    ]


def test_the_second_matter_needs_no_first_mark() -> None:
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>{ROAD} Vấn đề thứ hai, rác mười ngày mới có xe vào."
    assert [one.text for one in read(text)] == [ROAD, "rác mười ngày mới có xe vào."]
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>{ROAD} Thêm nữa, rác mười ngày mới có xe vào."
    assert [one.text for one in read(text)] == [ROAD, "rác mười ngày mới có xe vào."]
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>Trạm y tế đóng cửa suốt tuần. Thứ hai, thứ tư mới mở."
    assert len(read(text)) == 1


def test_a_sentence_that_only_counts_is_no_part_of_the_opinion() -> None:
    text = f"{HEAD}<W>Chị Trúc, tổ 6: <B>Dạ em xin góp một ý. {ROAD}"
    assert [one.text for one in read(text)] == [ROAD]
    kept = f"Tôi còn một điều day dứt là chuyện trao huy hiệu. {ROAD}"
    assert [one.text for one in read(f"{HEAD}<W>Cụ Kén, tổ 6: <B>{kept}")] == [kept]


def test_who_concludes_answers_nobody() -> None:
    text = (
        f"{HEAD}<W>Chị Trúc, tổ 6: <B>{ROAD}\n"
        "<O>Bí thư kết luận: <R>Tôi cảm ơn bà con. Ba tháng nữa ta ngồi lại kiểm tra từng việc."
    )
    assert answers(text) == [""]


def test_the_line_that_names_no_matter_answers_the_one_left_over() -> None:
    text = (
        f"{HEAD}<W>Bà Ẩn, tổ 6: <B>{LIGHT}\n<B>{WASTE}\n"
        "<W>Bà Hân: <R>Hợp đồng ký lại từ tháng sau, mỗi tuần hai chuyến.\n"
        "<R>Về đèn đường ngõ Chùa, chủ tịch giao thợ ra thay ngay buổi chiều."
    )
    assert answers(text) == [
        "Về đèn đường ngõ Chùa, chủ tịch giao thợ ra thay ngay buổi chiều.",
        "Hợp đồng ký lại từ tháng sau, mỗi tuần hai chuyến.",
    ]


def test_a_matter_behind_a_link_is_whose_sentence_tells() -> None:
    text = f"{HEAD}<B>Ngoài ra, cử tri thôn Đoài phản ánh rác mười ngày mới có xe vào."
    (one,) = read(text)
    assert (one.speaker, one.place) == ("cử tri thôn Đoài", "thôn Đoài")
    assert one.text == "cử tri thôn Đoài phản ánh rác mười ngày mới có xe vào."


def test_a_clause_behind_a_semicolon_answers_the_same() -> None:
    text = f"""{GATHERED}<R>Về kiến nghị của bà Lụa: xã thay bóng; <R>trước mắt cho đổ đá cả ngõ."""
    assert answers(text)[0] == ""
    assert "đổ đá" in answers(text)[1]


def test_where_somebody_comes_from_is_not_where_he_lives() -> None:
    text = f"{HEAD}<W>Chị Lò Thị Sương (quê Điện Biên, thuê trọ tổ 2): <B>{LIGHT}"
    assert who(text) == [("Chị Lò Thị Sương", "tổ 2")]
    assert who(f"{HEAD}<W>Chị Lò Thị Sương (quê Thái Bình): <B>{LIGHT}")[0][1] == "Thái Bình"


def test_a_neighbour_is_no_hamlet() -> None:
    assert who(f"{HEAD}<B>Gửi con cho bà hàng xóm 2 triệu một tháng.") == [("", "XÃ TAM ĐA")]


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


def test_gathered_answers_reach_above_what_was_answered_at_once() -> None:
    text = f"""{HEAD}<W>Bà Lê Thị Lụa: <B>{ROAD}
<W>Ông Vũ Văn Tám: <B>{LIGHT}
<R>Đã thay ba cột đèn ngõ Chùa.
<W>Bà Trần Thị Mơ: <B>{WATER}
"""
    replies = "<R>Đường ra đồng thôn sạt lở đã có đá đổ trong tháng.\n<R>Nước máy tanh do vỡ ống."
    assert answers(f"{text}<O>PHẦN TRẢ LỜI CHUNG\n{replies}") == [
        "Đường ra đồng thôn sạt lở đã có đá đổ trong tháng.",
        "Đã thay ba cột đèn ngõ Chùa.",
        "Nước máy tanh do vỡ ống.",
    ]


@pytest.mark.parametrize(("foot", "day"), [("1 / 3", 12), ("Trang 1/3", 12), ("1/3", 1)])
def test_the_number_of_a_page_is_no_day(foot: str, day: int) -> None:
    text = f"{HEAD}<W>Bà Lê Thị Lụa: <B>{ROAD}\n<O>{foot}\n<W>Ông Vũ Văn Tám: <B>{LIGHT}"
    assert [one.day for one in read(text)] == [date(2026, 3, 12), date(2026, 3, day)]


def test_an_official_is_known_by_two_given_names() -> None:
    roster = Roster()
    roster.add("Về phía quận có bà Phan Thị Mai Chi, Phó Chủ tịch UBND quận")
    assert roster.holds("Bà Mai Chi")
    assert not roster.holds("Bà Kim Chi")


def test_whoever_is_named_is_answered_on_what_the_words_tell() -> None:
    asked = f"{HEAD}<W>Ông Lê Văn Tròn: <B>{LIGHT}\n<B>{WATER}\n"
    reply = "<R>Nước máy có mùi tanh của ông Tròn do đường ống vỡ."
    assert answers(asked + reply) == ["", reply[3:]]
    both = "<R>Xã nhận của ông Tròn."
    assert answers(asked + both) == [both[3:], both[3:]]


def test_what_is_left_over_answers_nobody() -> None:
    text = f"{HEAD}<W>Bà Lê Thị Lụa: <B>{LIGHT}\n<R>Đèn đường thay trong tuần."
    left = " <R>Các việc còn lại thuộc Thành phố, Quận sẽ có văn bản."
    assert answers(text + left) == ["Đèn đường thay trong tuần."]
    assert answers(f"{HEAD}<W>Bà Lụa: <B>{LIGHT}\n<W>Ông Tám, tiếp lời ngay: <R>Đã thay đèn.") == [
        "Đã thay đèn."
    ]


def test_marks_with_nothing_behind_them_end_no_reading() -> None:
    assert [one.text for one in read("<W>Thứ nhất. <B>Thứ hai. Thứ ba.")] == ["Thứ ba."]
