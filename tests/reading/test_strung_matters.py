"""Matters that a report strings with semicolons behind whoever asks for them."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.segments import segments_of
from nlp.reading.sequence.strung import with_strung


def opinions(row: str, *, lead: str = "W", said: str = "I") -> list[str]:
    """Return the opinions in a row whose words before a colon are labelled `lead`."""
    lines = lines_of([Paragraph("L1", row)])
    segments = segments_of(lines)
    colon = next((i for i, s in enumerate(segments) if s.text.endswith(":")), -1)
    labels = [lead if i <= colon else said for i in range(len(segments))]
    if lead != "B" and said == "I":
        labels[colon + 1] = "B"
    found: list[str] = []
    for segment, label in zip(segments, with_strung(lines, segments, labels)):
        if label == "B":
            found.append(segment.text)
        elif label == "I":
            found[-1] += f" {segment.text}"
    return found


ROAD = "trải nhựa đường ra bến Chùa đã lầy suốt hai năm"
LOAN = "hạ lãi suất cho hộ nuôi cá bị trắng tay sau lụt"


@pytest.mark.parametrize(
    "who",
    [
        "Cử tri các xã Tân Hòa, An Phú kiến nghị:",
        "Riêng cử tri phường Hòa Bình đề nghị một số nội dung sau:",
        "Ở xã Tân Hòa, bà con đề nghị:",
    ],
)
@pytest.mark.parametrize("lead", ["W", "O", "B"])
def test_each_clause_behind_who_asks_is_an_opinion(who: str, lead: str) -> None:
    assert opinions(f"{who} {ROAD}; {LOAN}.", lead=lead) == [f"{ROAD};", f"{LOAN}."]


def test_what_voters_ask_for_behind_a_colon_is_no_answer() -> None:
    row = f"Cử tri xã Tân Hòa đề nghị: {ROAD}; {LOAN}."
    assert opinions(row, lead="B", said="R") == [f"{ROAD};", f"{LOAN}."]


def test_what_is_told_of_is_cut_behind_what_has_been_asked_for() -> None:
    first = "bờ sông lở sát vách nhà, đề nghị kè rọ đá"
    second = "chợ Mới không có chỗ để xe, tiểu thương bày ra lề đường"
    row = f"Nhân dân xã Tân Hòa phản ánh: {first}; {second}."
    assert opinions(row) == [f"{first};", f"{second}."]


@pytest.mark.parametrize(
    "row",
    [
        # What is asked for, how things are now, and what is told of the same people.
        "Cử tri xã Tân Hòa: cống Ba Đa nghẹt rác, nước tràn vào sân; đề nghị xã nạo vét.",
        "Cử tri xã Tân Hòa đề nghị: sớm nối lại đường vào ấp Ba; hiện học sinh phải đi đò ngang.",
        "Cử tri xã Tân Hòa phản ánh: khu tái định cư chậm giao nền; tiền thuê nhà trọ không đủ.",
        "Cử tri xã Tân Hòa đề nghị: lắp đèn ở ngã ba Cây Dương; nhất là chỗ gần trường học.",
    ],
)
def test_a_clause_that_goes_on_stays(row: str) -> None:
    assert len(opinions(row)) == 1


@pytest.mark.parametrize(
    "row",
    [
        "Ông Danh Hoàng kiến nghị cho sửa nhà hội; sẵn sàng góp công, xã nên cho thêm xi măng.",
        "Cử tri xã Tân Hòa đề nghị có bác sĩ trực đêm; sau 17 giờ trạm chỉ còn một điều dưỡng.",
        "Cử tri xã Tân Hòa phản ánh chợ ngập hễ mưa; đề nghị làm lại cống.",
    ],
)
def test_without_a_colon_a_sentence_stays(row: str) -> None:
    assert opinions(row) == [row]


def test_without_a_colon_another_demand_is_cut() -> None:
    first = "Cử tri xã Tân Hòa đề nghị mở tuyến xe buýt ra bến phà"
    second = "trụ sở bỏ trống nên làm nhà trẻ"
    assert opinions(f"{first}; {second}.") == [f"{first};", f"{second}."]


def test_the_people_of_another_place_say_something_else() -> None:
    first = "Nhân dân phường Hòa Bình phản ánh quán game mở sát cổng trường"
    second = "xã Tân Hòa phản ánh lề đường bị phơi lúa kín"
    assert opinions(f"{first}; {second}.") == [f"{first};", f"{second}."]
    own = "cử tri phường Hòa Bình đề nghị đóng cửa quán ấy."
    assert len(opinions(f"{first}; {own}")) == 1


def test_where_people_live_is_of_their_sentence() -> None:
    lines = lines_of([Paragraph("L1", "Ở xã Tân Hòa, nhân dân phản ánh đường lầy.")])
    segments = segments_of(lines)
    labels = ["W", "B", *"I" * (len(segments) - 2)]
    assert with_strung(lines, segments, labels) == ["B", *"I" * (len(segments) - 1)]


@pytest.mark.parametrize(
    "row",
    [
        "Cử tri xã Tân Hòa phản ánh tình trạng lạm thu đầu năm: quỹ khuyến học, tiền sơn tường.",
        "Đại biểu HĐND tỉnh đề nghị: các sở trả lời đúng hạn; xã niêm yết kết quả.",
    ],
)
def test_other_colons_are_left(row: str) -> None:
    lines = lines_of([Paragraph("L1", row)])
    segments = segments_of(lines)
    labels = ["B", *"I" * (len(segments) - 1)]
    assert with_strung(lines, segments, labels) == labels


@pytest.mark.parametrize(
    "who",
    [
        "Bà con thôn Đông mất nước sạch suốt ba tháng nay, phải mua nước xe bồn, đề nghị:",
        "Cử tri xã Tân Hòa cho rằng giá điện tăng quá cao mà điện vẫn yếu, đề nghị:",
        "Nhân dân xã Tân Hòa phản ánh nhà máy xả khói cả ngày lẫn đêm và kiến nghị:",
    ],
)
@pytest.mark.parametrize("lead", ["B", "W"])
def test_a_complaint_before_the_colon_is_not_lost(who: str, lead: str) -> None:
    assert " ".join(opinions(f"{who} {ROAD}; {LOAN}.", lead=lead)).startswith(who)


def test_a_string_without_end_takes_no_time() -> None:
    clauses = "; ".join(f"cầu thôn {i} gãy {i} nhịp rồi" for i in range(1500))
    assert opinions(f"Cử tri xã Tân Hòa phản ánh: {clauses}.")


@pytest.mark.parametrize(
    "who",
    [
        "Cử tri xã Tân Hòa mong tỉnh:",
        "Cử tri xã Tân Hòa đề nghị UBND tỉnh và các ngành chức năng:",
    ],
)
def test_whom_or_what_of_may_stand_behind_the_verb(who: str) -> None:
    assert opinions(f"{who} {ROAD}; {LOAN}.", lead="W") == [f"{ROAD};", f"{LOAN}."]
    assert opinions(f"{who} {ROAD}; {LOAN}.", lead="B")[-1] == f"{LOAN}."


def test_what_of_may_stand_between_the_verb_and_the_details() -> None:
    row = f"Cử tri xã Tân Hòa có ý kiến về đời sống, cụ thể: {ROAD}."
    assert opinions(row, lead="B") == [f"{ROAD}."]
    # Who does more than say something is none of them.
    row = f"Cử tri xã Tân Hòa góp tiền về quỹ, cụ thể: {ROAD}."
    assert opinions(row, lead="B") != [f"{ROAD}."]


@pytest.mark.parametrize(("whose", "matters"), [("hộ nghèo ở đảo", 2), ("nhà tôi", 1)])
def test_children_of_others_are_told_of_by_nobody_alone(whose: str, matters: int) -> None:
    row = f"Cử tri xã Tân Hòa kiến nghị: {ROAD}; miễn học phí cho con em {whose}."
    assert len(opinions(row)) == matters
