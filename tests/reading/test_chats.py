"""Chats that programs export as text: who sent what, on which day, and what goes together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.document_place import document_place
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.matters import split_matters
from nlp.reading.messages.around import without_greeting
from nlp.reading.messages.replies import reminds_all
from nlp.reading.messages.words import take_apart
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.matters import stated_fields, with_fields
from nlp.reading.sequence.messages import joined_messages
from nlp.reading.sequence.segments import segments_of
from nlp.reading.speech.detection import is_speech
from nlp.reading.stamps import Message, messages_of, without_stamp
from nlp.reading.turns import Opinion

CHAT = """\
Lịch sử trò chuyện nhóm "Tổ 7 Hải Thanh - dân hỏi" (phường Nam Hà, tỉnh Hà Tĩnh)
[06:02, 12/01/2026] Trưởng KP Sáu Lành: chào cả nhà
[06:15, 12/01/2026] Thắm bán xôi: Cống đầu hẻm 4 nghẹt từ hôm rằm, nước dơ tràn vô nhà
[06:16, 12/01/2026] Thắm bán xôi: [Hình ảnh]
[06:16, 12/01/2026] Thắm bán xôi: nhờ phường cho xe hút giùm bà con
[07:30, 13/01/2026] Kim Yến 92: Trạm y tế đóng cửa chiều thứ Bảy, con nít sốt không biết đi đâu
[09:00, 14/01/2026] Trưởng KP Sáu Lành: @Thắm bán xôi sáng mai công ty cho xe xuống hút nha
[09:05, 14/01/2026] Trưởng KP Sáu Lành: Nhắc bà con 8h sáng CN dọn vệ sinh hẻm
"""
LABELS = {2: "B", 4: "B", 5: "B", 6: "R", 7: "R"}


def lines(text: str) -> list[Line]:
    return lines_of([Paragraph(f"L{i}", row) for i, row in enumerate(text.splitlines(), 1)])


def read(text: str, labels: dict[int, str]) -> list[Opinion]:
    """Read a document in which the last segment of some lines has a label, all others "O"."""
    found = lines(text)
    segments = segments_of(found)
    begun: set[int] = set()
    given_labels = []
    for segment in segments:
        label = labels.get(segment.line, "O")
        body = found[segment.line].text.find(": ")
        if segment.end <= body + 2:
            label = "O"
        if label == "B" and segment.line in begun:
            label = "I"
        if label == "B":
            begun.add(segment.line)
        given_labels.append(label)
    joined = with_fields(found, segments, joined_messages(found, segments, given_labels))
    return put_together(found, segments, joined)[0]


def test_stamps_tell_who_sent_what_and_when() -> None:
    told = [(one.speaker, one.day) for one in read(CHAT, LABELS)]
    assert told == [
        ("Thắm bán xôi", date(2026, 1, 12)),
        ("Kim Yến 92", date(2026, 1, 13)),
    ]


def test_what_is_sent_at_once_goes_together_across_a_picture() -> None:
    assert read(CHAT, LABELS)[0].text == (
        "Cống đầu hẻm 4 nghẹt từ hôm rằm, nước dơ tràn vô nhà\nnhờ phường cho xe hút giùm bà con"
    )


def test_an_answer_is_to_the_account_that_it_names_and_reminders_are_to_nobody() -> None:
    found = [" ".join(one.answers) for one in read(CHAT, LABELS)]
    assert found == ["@Thắm bán xôi sáng mai công ty cho xe xuống hút nha", ""]


@pytest.mark.parametrize("gap", ["", " ", "\n", "\n\n"])
def test_what_stands_between_greeting_and_thanks_is_kept_as_it_is(gap: str) -> None:
    said = f"Cống hẻm 4 nghẹt.{gap}Nước dơ tràn vô nhà."
    assert take_apart(f"Chào phường. {said} Xin cảm ơn.").text == said
    assert without_greeting(f"Chào phường. {said} Xin cảm ơn.")[0].startswith(said)


@given(st.lists(st.sampled_from(["Chào ad", "Em cảm ơn ạ", "Cống nghẹt", ".", "!", " ", "\n"])))
def test_what_a_message_says_stands_in_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert take_apart(text).text in text


def test_a_chat_is_of_its_group() -> None:
    head = lines(CHAT)[:1]
    assert document_place(head) == "Tổ 7 Hải Thanh, phường Nam Hà, tỉnh Hà Tĩnh"


def test_a_further_matter_sent_at_once_is_another_opinion() -> None:
    text = CHAT.replace("nhờ phường cho xe", "với cả chợ chiều họp giữa đường, phường cho xe")
    assert len(read(text, LABELS)) == 3


@pytest.mark.parametrize(
    ("stamp", "day", "minute"),
    [
        ("[14/10/2025 07:12] ", date(2025, 10, 14), 432),
        ("[02/03/2026, 18:04:11] ", date(2026, 3, 2), 1084),
        ("07/11/2025, 18:03 - ", date(2025, 11, 7), 1083),
        ("[ 18 tháng 3 2024 6:50 SA ] ", date(2024, 3, 18), 410),
        ("[Ngày 5 Tháng 12 Năm 2025 18:30] ", date(2025, 12, 5), 1110),
        ("[6:02 CH] ", None, 1082),
    ],
)
def test_stamps_of_many_programs(stamp: str, day: date | None, minute: int) -> None:
    rows = [f"{stamp}{name}: đèn đường hư" for name in ("Út Hiền", "~ Bảy", "Hoa (thôn Đông)")]
    found = messages_of(rows)
    assert [one and one.sender for one in found] == ["Út Hiền", "Bảy", "Hoa (thôn Đông)"]
    assert {one and (one.day, one.minute) for one in found} == {(day, minute)}
    assert found[2] is not None
    assert (found[2].whose.name, found[2].whose.place) == ("Hoa", "thôn Đông")


@pytest.mark.parametrize(
    "row", ["[00:12:05] Ông Tám: đường lầy", "12/3/2026 - ra xóm", "8:30 họp tổ", "[3] Bà Hai: rác"]
)
def test_times_of_recordings_and_notes_are_no_stamps(row: str) -> None:
    assert without_stamp(row) == row
    assert messages_of([row] * 5) == [None] * 5


def test_who_writes_alone_tells_what_others_say() -> None:
    rows = ["[12/01/2026, 08:21] Sa Rết: chị Som nói tôm chết ba vụ liền"] * 4
    assert messages_of(rows) == [Message("Sa Rết", date(2026, 1, 12), 501, alone=True)] * 4


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_line_has_its_message(rows: list[str]) -> None:
    assert len(messages_of(rows)) == len(rows)


@pytest.mark.parametrize(
    ("text", "reminds"),
    [
        ("Nhắc bà con 8h sáng CN dọn vệ sinh hẻm", True),
        ("Thôi tui chốt danh sách gởi xã nghen", True),
        ("@Hoa bà con nhớ dời xe, sáng mai cưa cây", False),
        ("Công ty hẹn sáng thứ năm ra cưa, bà con dời xe giùm", False),
    ],
)
def test_reminders_to_all(text: str, reminds: bool) -> None:
    assert reminds_all(text) is reminds


def test_numbers_count_matters_where_their_number_is_announced() -> None:
    told = "Mình có 2 việc. 1. Đèn ngõ hư cả tháng. 2. Rác không ai lấy."
    assert split_matters(told) == ["Đèn ngõ hư cả tháng.", "Rác không ai lấy."]
    other = "Mỗi nhà đóng hai khoản. 1. Tiền rác. 2. Tiền đèn."
    assert split_matters(other) == [other]


def test_fields_of_a_matter_are_one_opinion() -> None:
    text = """\
1. Sân trường ngập
Hiện trạng: Mưa nửa tiếng là sân thành ao.
Đề nghị: Làm lại rãnh thoát nước phía tây.
2. Cổng trường
Hiện trạng: Xe tải chạy cả giờ tan học.
Đề nghị: Cấm xe tải giờ cao điểm.
"""
    assert [one.text for one in read(text, {})] == [
        "Mưa nửa tiếng là sân thành ao.\nLàm lại rãnh thoát nước phía tây.",
        "Xe tải chạy cả giờ tan học.\nCấm xe tải giờ cao điểm.",
    ]
    assert stated_fields(lines("Đề nghị: làm đường.\nHiện trạng: lầy.")) == {}


def test_an_office_sends_no_opinions() -> None:
    found = lines(CHAT)
    segments = segments_of(found)
    labels = joined_messages(found, segments, ["B"] * len(segments))
    sent = [label for segment, label in zip(segments, labels) if "Trưởng KP" in segment.text]
    told = {label for segment, label in zip(segments, labels) if segment.line in (1, 6, 7)}
    assert sent and told <= {"B", "R"}
    assert all(
        label == "R"
        for segment, label in zip(segments, labels)
        if segment.line in (6, 7) and segment.begin > 20
    )


HOURS = """\
Nhóm Zalo "Tổ 4 Phú Hòa" - trích tin nhắn
--- 12/05/2026 ---
[06:48] Chú Tám trưởng KP: chào cả nhà
[07:10] Tuấn hẻm 12: Cái nắp cống số 12/8 bể hơn tháng nay
--- 13/05/2026 ---
[05:58] Út Nhí: Tối qua có nhóm cho vay tạt sơn nhà chị Thu
[06:03] Dũng Honda: xe ba gác chở sắt lòi ra sau hai mét
"""


def test_hours_alone_are_stamps_in_what_is_called_a_chat() -> None:
    rows = HOURS.splitlines()
    found = [one and (one.sender, one.day, one.minute) for one in messages_of(rows)]
    assert found == [
        None,
        None,
        ("Chú Tám trưởng KP", date(2026, 5, 12), 408),
        ("Tuấn hẻm 12", date(2026, 5, 12), 430),
        None,
        ("Út Nhí", date(2026, 5, 13), 358),
        ("Dũng Honda", date(2026, 5, 13), 363),
    ]
    assert messages_of(["Ghi âm buổi họp", *rows[1:]]) == [None] * len(rows)


def test_nobody_goes_on_what_another_has_written() -> None:
    found = read(HOURS, {3: "B", 5: "B", 6: "I"})
    assert [(one.speaker, one.day) for one in found] == [
        ("Tuấn hẻm 12", date(2026, 5, 12)),
        ("Út Nhí", date(2026, 5, 13)),
        ("Dũng Honda", date(2026, 5, 13)),
    ]


def test_a_chat_with_hours_is_no_recording() -> None:
    assert not is_speech(lines(HOURS.replace("[06:48]", "dạ mời bác ạ " * 60 + "\n[06:48]")))


PIECES = """\
[07:02, 12/03/2026] Chị Thu: cả nhà ơi thang máy số 2 lại kẹt nữa rồi
[07:02, 12/03/2026] Chị Thu: con em bị nhốt 15p trong đó
[07:03, 12/03/2026] Chị Thu: BQL với phường kiểm tra kiểm định giúp với ạ
[08:00, 12/03/2026] Bác Lộc: mọi người ơi cái hố ga trước nhà 18 mất nắp từ hôm qua, ai đó cắm cành
[09:00, 12/03/2026] Cô Hạnh: Sáng ra gió mùa lạnh quá, các cụ mặc ấm nhé
[09:01, 12/03/2026] Cô Hạnh: mai ai đi chợ huyện thì gọi em với
"""


def test_what_the_model_leaves_out_is_an_opinion_where_it_reads_like_one() -> None:
    found = [(one.speaker, one.text.split("\n")) for one in read(PIECES, {})]
    assert [(who, len(rows)) for who, rows in found] == [("Chị Thu", 3), ("Bác Lộc", 1)]


GREETED = """\
[10:02, 12/03/2026] Thúy Hằng: Chào tổ dân phố, nước máy đục mấy hôm nay không dùng được
[10:05, 12/03/2026] Bính: Dạ chào bác tổ trưởng, quán karaoke đầu ngõ hát khuya quá
[10:09, 12/03/2026] Minh: Dạ chào cả nhà, chúc cả nhà ngày mới vui vẻ
"""


def test_a_greeting_before_a_grievance_does_not_make_it_one() -> None:
    assert [one.speaker for one in read(GREETED, {})] == ["Thúy Hằng", "Bính"]
