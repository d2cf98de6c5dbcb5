"""Chats whose programs lay them out in other ways: bars behind names, quotations, managers."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.messages.heads import heads_as_stamped
from nlp.reading.messages.layouts import administrators, without_quotations, without_receiver
from nlp.reading.messages.replies import calls_all, reminds_all
from nlp.reading.sequence.messages import joined_messages
from nlp.reading.sequence.segments import segments_of
from nlp.reading.stamps import messages_of

BARRED = """\
NHÓM ZALO ẤP TÂN LỢI - XÃ TÂN HƯNG
Thành viên: 120. Quản trị: Út Hậu, Văn phòng xã
[Thứ Ba, 14/10/2025]
06:05 Út Hậu | Bà con ơi mai xã họp dân, ai bận thì nhắn ở đây
06:31 Má Tèo | Cầu ván đầu ấp gãy hai nhịp
07:02 Út Hậu | ↩ trả lời Má Tèo: mai có thợ xuống đóng lại
07:10 Văn phòng xã | ↩ @Má Tèo xã duyệt rồi
"""
QUOTED = """\
[07:30] Tổ phó Liễu:
  ┃ Quân N7: Mớ cáp rũ xuống…
Em đã báo bên cáp rồi.
[07:40] Mẹ Bông: Vâng ạ
"""


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(f"L{i}", row) for i, row in enumerate(text.splitlines(), 1)]


def test_names_before_a_bar_are_senders() -> None:
    said, quoted = heads_as_stamped(paragraphs(BARRED))
    assert [one.position for one in quoted] == ["L3"]
    assert [one.text for one in said[4:]] == [
        "[14/10/2025 07:02] Út Hậu: ↩ @Má Tèo mai có thợ xuống đóng lại",
        "[14/10/2025 07:10] Văn phòng xã: ↩ @Má Tèo xã duyệt rồi",
    ]
    messages = messages_of([one.text for one in said])
    assert [m.sender for m in messages if m] == ["Út Hậu", "Má Tèo", "Út Hậu", "Văn phòng xã"]
    assert {str(m.day) for m in messages if m} == {"2025-10-14"}


def test_bars_elsewhere_stay() -> None:
    rows = "Lịch trực tuần\n07:00 Ông Ba | trực cổng\n08:00 Ông Tư | trực chợ\n09:00 Bà Năm | nghỉ"
    assert heads_as_stamped(paragraphs(rows)) == (paragraphs(rows), [])


def test_a_quotation_tells_whom_a_message_answers() -> None:
    said, quoted = without_quotations(paragraphs(QUOTED))
    assert [one.text for one in said] == [
        "[07:30] Tổ phó Liễu: ↩ @Quân N7 Em đã báo bên cáp rồi.",
        "[07:40] Mẹ Bông: Vâng ạ",
    ]
    assert [one.position for one in quoted] == ["L2"]
    assert without_receiver("↩ @Quân N7 Em đã báo", "Quân N7") == "Em đã báo"
    # As people write it themselves, it is a part of the answer.
    assert without_receiver("@Quân N7 Em đã báo", "Quân N7") == "@Quân N7 Em đã báo"


@pytest.mark.parametrize("below", ["[07:31] Quân N7: Cảm ơn", ""])
def test_a_quotation_with_nothing_below_stays(below: str) -> None:
    rows = paragraphs("\n".join(["[07:30] Tổ phó Liễu:", "┃ Quân N7: Mớ cáp rũ xuống…", below]))
    assert without_quotations(rows) == (rows, [])


@pytest.mark.parametrize(
    ("title", "chat"),
    [
        ("Nhóm: TDP 3 – phường Phú Thọ, 318 thành viên", True),
        ("Ghi âm họp tổ dân phố 3, phường Phú Thọ", False),
    ],
)
def test_a_group_with_members_is_called_a_chat(title: str, chat: bool) -> None:
    rows = [title, "[06:45] Thảo: Chào cả nhà", "[06:50] Lan: Đèn hỏng", "[07:02] Hùng: Cáp rũ"]
    assert any(messages_of(rows)) == chat


def test_who_manages_a_group_calls_all() -> None:
    assert administrators(BARRED.splitlines()) == {"ut hau", "van phong xa"}
    assert calls_all("Bà con ơi mai xã họp dân, ai bận thì nhắn ở đây")
    assert not calls_all("Bà con ấp Tân Lợi đi cầu ván gãy đã hai tháng")
    assert reminds_all("Ban ấp chốt 8 ý kiến chuyển xã, xã trả lời sẽ báo sau.")


def joined(rows: list[str], labels: dict[str, str]) -> list[str]:
    """Return the labels of all segments with words of messages; those not named are "O"."""
    found = lines_of(paragraphs("\n".join(["Nhóm Zalo ấp Tân Lợi", "14/10/2025", *rows])))
    segments = segments_of(found)
    given = [next((x for key, x in labels.items() if key in s.text), "O") for s in segments]
    told = joined_messages(found, segments, given)
    return [x for s, x in zip(segments, told) if s.line > 1 and not s.text.strip().endswith(":")]


def test_no_sentence_before_thanks_is_lost() -> None:
    thanks = "Em cảm ơn phường nhiều lắm ạ."
    said = "Cống hẻm 18 nghẹt. Nước trong hầm cầu trào lên nhà dân hai tháng nay chưa ai sửa."
    rows = [f"[07:40] Phát: {said} {thanks}", "[07:50] Na: hi", "[07:52] Na: hello"]
    assert joined(rows, {})[:2] == ["B", "I"]


def test_an_opinion_may_begin_in_the_message_above() -> None:
    first = "Cống hẻm 18 nghẹt từ sau trận mưa lớn, nước trong hầm cầu trào lên."
    said = "[07:41] Phát: Con báo hai lần mà không ai xuống"
    rows = [f"[07:40] Phát: {first}", said, "[07:50] Na: hi"]
    labels = joined(rows, {"Con báo": "B"})
    assert (labels[0], labels[-2]) == ("B", "I")
    # A few words are none of it, nor is a greeting.
    hello = ["[07:40] Phát: Con mới dọn về hẻm 18, chào cả nhà ạ", said, rows[2]]
    assert joined(hello, {"Con báo": "B"})[0] == "O"
    short = ["[07:40] Phát: alo phường ơi", rows[1], rows[2]]
    assert joined(short, {"Con báo": "B"})[0] == "O"
