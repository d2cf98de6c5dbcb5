"""What officials say is put to the opinions that it answers, where labels are given."""

from __future__ import annotations

import pytest
from labelled_text import HEAD, LIGHT, ROAD, WASTE, WATER, answers


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


def test_a_clause_behind_a_semicolon_answers_the_same() -> None:
    text = f"""{GATHERED}<R>Về kiến nghị của bà Lụa: xã thay bóng; <R>trước mắt cho đổ đá cả ngõ."""
    assert answers(text)[0] == ""
    assert "đổ đá" in answers(text)[1]


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
