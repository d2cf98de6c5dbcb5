"""Minutes and notes: who asks and who answers, the writer's own signs, where matters end."""

from __future__ import annotations

import pytest

from nlp.reading.blocks import Classifier
from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.wrapped import paragraphs_of
from nlp.reading.lines import lines_of
from nlp.reading.naming import person_words
from nlp.reading.numbering import codes_of
from nlp.reading.pairing import pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.reply_words import leads_answer, without_head
from nlp.reading.sequence.askers import with_askers
from nlp.reading.sequence.bounds import with_bounds
from nlp.reading.sequence.segments import segments_of
from nlp.reading.sequence.signs import with_signs


def mended(*rows: str, **label: str) -> dict[str, str]:
    """Return the mended label of each stretch, `label` being what the model says by its word."""
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows)])
    segments = segments_of(lines)
    labels, last = [], "O"
    for segment in segments:
        words = segment.text.strip("(–-•/;=~|> ").split() or [""]
        last = label.get(words[0].strip(",.:"), {"B": "I"}.get(last, last))
        labels.append(last)
    classed = Classifier(lines).classify()
    labels = with_signs(lines, segments, labels)
    found = with_bounds(segments, with_askers(segments, labels, classed), classed)
    return {segment.text: own for segment, own in zip(segments, found)}


ASKED = "Cử tri Lê Thị Mận (xóm Kép) nêu: Bến phà lở hết bậc đá."


@pytest.mark.parametrize(
    "head", ["Cử tri Tô Văn Nhị (xóm Đoài)", "Bà con xóm Đoài", "Cử tri các xã Tân Hòa, Tân Lập"]
)
def test_what_voters_say_is_no_answer(head: str) -> None:
    row = f"{head} phản ánh: tàu lạ vào sát bờ, gọi số trực thì trả lời tàu đang sửa."
    found = mended("Ông Tư: Bến lở.", row, Ông="W", Bến="B", Cử="R", tàu="R", Bà="R")
    assert [x for text, x in found.items() if text.startswith("tàu lạ")] == ["B"]
    assert "R" not in found.values()


def test_behind_an_arrow_or_an_office_the_answer_stays_one() -> None:
    row = "Cử tri Tô Văn Nhị (xóm Đoài) nêu: giếng cạn từ Tết. UBND xã: sẽ khoan giếng mới."
    found = mended(ASKED, row, Cử="W", Bến="B", giếng="R", UBND="R", sẽ="R")
    assert found["giếng cạn từ Tết."] == "B"
    assert found["sẽ khoan giếng mới."] == "R"


def test_who_stands_alone_above_a_paragraph_asks() -> None:
    below = "Chợ họp tràn ra quốc lộ, đã hai vụ va chạm. Mấy nhiệm kỳ nói dời mà không dời được."
    others = ("► Ông Tạ Văn Tư, xóm Kép", "Bến lở hết.", "► Chị Lò Thị Na, bản Mới", "Bến gãy.")
    rows = (*others, "► Bà Phùng Thị Thơm, Phó Chủ tịch Hội Nông dân xã", below)
    found = mended(*rows, Ông="W", Chị="W", Bến="B", Bà="O", Chợ="R")
    assert {found[text] for text in found if text.startswith("Chợ họp")} == {"B"}


def test_who_only_thanks_asks_and_answers_nothing() -> None:
    row = "Cử tri Mai Thị Sợi (xóm Đông) cảm ơn Tổ đại biểu đã quan tâm, xin chúc sức khỏe."
    found = mended(ASKED, row, Cử="W", Bến="B", cảm="R", xin="R")
    assert "R" not in found.values()


@pytest.mark.parametrize(
    "said",
    [
        "cảm ơn xã làm đường rồi, chỉ tội cái cống đầu bến bị bịt mất.",
        "cảm ơn đoàn về xóm. Lối xuống đò chưa có đèn.",
        "Khen thưởng năm rồi toàn người nhà trưởng xóm.",
    ],
)
def test_who_complains_behind_thanks_says_something(said: str) -> None:
    labels = {said.split(maxsplit=1)[0]: "B"}
    found = mended(ASKED, f"Bà Mai Thị Sợi (xóm Đông): {said}", Cử="W", Bến="B", Bà="W", **labels)
    assert list(found.values()).count("B") == 2


@pytest.mark.parametrize(
    "head", ["hội PN", "nhà Lò Thị Ên (mẹ đơn thân)", "chi đoàn", "vợ chồng anh Tư"]
)
def test_who_speaks_is_none_of_what_is_said(head: str) -> None:
    found = mended(
        ASKED, f"+ {head}: mái thủng, cột mọt", Cử="W", Bến="B", **{head.split(maxsplit=1)[0]: "B"}
    )
    assert found["mái thủng,"] == "B"


@pytest.mark.parametrize("house", ["Nhà Văn hóa xóm Kép", "nhà SHCĐ xóm"])
def test_a_house_of_all_is_what_is_complained_of(house: str) -> None:
    labels = {house.split(maxsplit=1)[0]: "B"}
    found = mended(ASKED, f"+ {house}: mái thủng, cột mọt", Cử="W", Bến="B", **labels)
    assert found["mái thủng,"] == "I"


def test_what_leads_to_a_request_leads_to_no_answer() -> None:
    rows = [
        f"+ bà {name}: mương nghẹt. Đề nghị: {what}"
        for name, what in (("Tư", "khơi mương."), ("Năm", "đặt cống."), ("Sáu", "nạo đáy."))
    ]
    found = mended(*rows, bà="W", mương="B", Đề="O", khơi="R", đặt="R", nạo="B")
    assert found["nạo đáy."] == "B"


@pytest.mark.parametrize("sign", ["//", ";;", "~>", "==>", "||"])
def test_a_sign_before_answers_stands_before_all_answers(sign: str) -> None:
    rows = [
        f"+ bà {name}: {what} {sign} {done}"
        for name, what, done in (
            ("Tư", "mương nghẹt", "đã khơi"),
            ("Năm", "đèn tắt", "báo điện"),
            ("Sáu", "cầu gãy", "thay ván"),
        )
    ]
    found = mended(*rows, bà="W", mương="B", đèn="B", cầu="B", đã="R", báo="R", thay="B")
    assert [x for text, x in found.items() if "thay ván" in text] == ["R"]


def test_matters_that_are_counted_begin_an_opinion_each() -> None:
    row = (
        "Anh Bình, xóm Kép: Tôi thay mặt bà con nói hai việc: một, chủ trọ thu tiền điện quá cao."
        " hai, cổng chợ kẹt xe."
    )
    found = mended(ASKED, row, Cử="W", Bến="B", Anh="W", Tôi="B", hai="O", cổng="B")
    said = {text: x for text, x in found.items() if text.startswith(("Tôi", "một", "chủ", "hai"))}
    assert said == {
        "Tôi thay mặt bà con nói hai việc:": "O",
        "một,": "O",
        "chủ trọ thu tiền điện quá cao.": "B",
        "hai,": "O",
    }


def test_an_answer_that_counts_once_stays_one() -> None:
    row = "Anh Bình, xóm Kép: Cổng chợ kẹt xe. Một là, xã sẽ kẻ vạch."
    found = mended(ASKED, row, Cử="W", Bến="B", Anh="W", Cổng="B", Một="R", xã="R")
    assert found["xã sẽ kẻ vạch."] == "R"


def test_what_is_asked_for_goes_with_the_complaint() -> None:
    row = "Cử tri Tô Văn Nhị (xóm Đoài) nêu: Na rụng non từ tháng 6. Đề nghị xã mời người về xem."
    found = mended(ASKED, row, Cử="W", Bến="B", Na="B", Đề="B")
    assert [x for text, x in found.items() if text.startswith("Đề nghị")] == ["I"]


@pytest.mark.parametrize(
    "head",
    [
        "Phản hồi của bà Hạnh, Phó Giám đốc Sở Nội vụ",
        "Trả lời chung (ông Trí)",
        "Đ/c Chu Văn Dậu, Trưởng phòng Kinh tế, với ý kiến đ/c Thọ",
        "Đại biểu Đỗ Văn Lệ trả lời cử tri Xuyền",
        "Với bà Chắp, ý 1",
    ],
)
def test_who_answers_is_none_of_the_answer(head: str) -> None:
    assert leads_answer(head)
    assert without_head(f"{head}: đã giao trạm nước.") == "đã giao trạm nước."


@pytest.mark.parametrize("head", ["Về đèn đường", "Cống Vàm", "Bí thư chỉ đạo ngay"])
def test_what_names_the_matter_is_of_the_answer(head: str) -> None:
    assert without_head(f"{head}: đã giao trạm nước.") == f"{head}: đã giao trạm nước."


def test_counted_answers_are_to_the_matters_of_whoever_is_named() -> None:
    asked = [
        Asked("Giống lúa lép hết.", "Ông Vi Văn Thọ", turn=1, line=0),
        Asked("Dốc trơn quá.", "Ông Vi Văn Thọ", turn=1, line=1),
        Asked("Chợ dột.", "Bà Lê Thị Hoa", turn=2, line=2),
    ]
    head = "Đ/c Dậu, với ý kiến ông Thọ:"
    replies = [
        Reply(4, 0, 9, "(1) Phòng đã lấy mẫu.", head),
        Reply(4, 9, 18, "Kết quả có tuần sau."),
        Reply(4, 18, 27, "(2) Năm 2027 mới có vốn."),
    ]
    found = {index: [reply.begin for reply in own] for index, own in pair(replies, asked, 3)}
    assert found == {0: [0, 9], 1: [18]}


@pytest.mark.parametrize("name", ["phụ huynh em Gia Huy", "mẹ cháu Na", "bà ngoại của bé Thiên Ân"])
def test_at_a_school_people_are_called_by_their_children(name: str) -> None:
    assert person_words(f"{name} nói") == len(name.split())


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # Classes, days of a diary, parts of minutes, a day among notes.
        (("6/4 / phụ huynh", "6/5 – không", "7/2 / phụ huynh", "7/3 / mẹ Na"), {0, 1, 2, 3}),
        (("28/9 họp xóm", "2/10 thu quỹ", "5/10 họp"), set()),
        (("2- Trao đổi", "2.1- Phiên thứ nhất", "2.2- Phiên thứ hai"), {1, 2}),
        (("1) nhà Ên", "18.11 đi các nhà", "22.11 họp bản"), set()),
        # The newest first.
        (("5/10 họp xóm", "2/10 thu quỹ", "28/9 họp"), set()),
        (("1.1 Bến", "1.2 Đò", "2.1 Kênh", "2.2 Cống"), {0, 1, 2, 3}),
    ],
)
def test_two_numbers_are_a_day_or_a_code(rows: tuple[str, ...], codes: set[int]) -> None:
    assert codes_of(lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(rows)])) == codes


FIRST = "     + Cử tri Lê Văn Mậu (tổ 11): Đồi Vọng xe đậu kín hai bên đường rồi."
BELOW = "xe cứu thương không qua được, dân kêu mãi mà chưa thấy ai xuống làm gì."


def test_where_paragraphs_are_indented_a_line_at_the_margin_goes_on() -> None:
    lower = (f"     {BELOW[:-1]}", "hết, khổ lắm.")
    rows = [*lower, *lower, *lower, FIRST, "Nhưng Tổ đã kẻ vạch.", "     Bà Sáu: đèn tắt."]
    found = [one.text for one in paragraphs_of(enumerate(rows, 1))]
    assert found[-2:] == [f"{FIRST} Nhưng Tổ đã kẻ vạch.", "     Bà Sáu: đèn tắt."]


def test_a_heading_at_the_margin_goes_on_nothing() -> None:
    lower = (f"     {BELOW[:-1]}", "hết, khổ lắm.")
    rows = [*lower, *lower, *lower, FIRST, "KẾT LUẬN CỦA CHỦ TRÌ", "     Bà Sáu: đèn tắt."]
    assert [one.text for one in paragraphs_of(enumerate(rows, 1))][-3:] == rows[-3:]


def test_a_running_head_is_none_of_the_sentence() -> None:
    foot = ("", f"{' ' * 40}Trang 1/2", f"\f{' ' * 30}Biên bản tiếp xúc", "")
    rows = (BELOW[:-1], "hết, khổ lắm.", BELOW[:-1], *foot, "hết, khổ lắm.")
    found = [one.text for one in paragraphs_of(enumerate(rows, 1))]
    assert found[1] == f"{BELOW[:-1]} hết, khổ lắm."
