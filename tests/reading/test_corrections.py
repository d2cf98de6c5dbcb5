"""What the rules mend in the labels of the model, whatever it says."""

from __future__ import annotations

import pytest

from nlp.reading.blocks import Classifier
from nlp.reading.chairing import invites_to_speak
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.corrections import corrected
from nlp.reading.sequence.segments import segments_of

HEAD = ["BIÊN BẢN", "Hội nghị đối thoại với nhân dân xã Tam Đa", "Ý kiến của nhân dân:"]


def labels_of(rows: list[str], *, first: str = "B") -> list[tuple[str, str]]:
    """Return the mended labels of the last of the rows, each line being labelled B I I ..."""
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate([*HEAD, *rows])])
    segments = segments_of(lines)
    labels = []
    for i, segment in enumerate(segments):
        opens = not i or segments[i - 1].line != segment.line
        labels.append("O" if segment.line < len(HEAD) else first if opens else "I")
    found = corrected(segments, labels, Classifier(lines).classify())
    last = len(lines) - 1
    return [(label, s.text) for label, s in zip(found, segments) if s.line == last]


@pytest.mark.parametrize(
    "row",
    [
        "Ông Lê Văn Sử đề nghị cử tri phát biểu ngắn gọn, mỗi người năm phút.",
        "Sau phần khai mạc, bà Hoa mời bà con nêu ý kiến.",
        "1. Ông Lê Văn Sử thông báo tình hình sáu tháng và mong các đại biểu trao đổi thẳng thắn.",
        "Cử tri Vũ Thị Mận, thôn Nội, đồng tình với các ý kiến trên, không có ý kiến thêm.",
        "3. Cử tri dự họp: 112/120 vị.",
    ],
)
def test_what_says_nothing_is_no_opinion(row: str) -> None:
    assert not {"B", "I"} & {label for label, _ in labels_of([row])}


@pytest.mark.parametrize(
    "row",
    [
        "Bà Vũ Thị Mận, thôn Nội: Đề nghị đại biểu nói rõ bao giờ làm đường.",
        "Ông Tám, thôn Kép: Họp thôn mời bà con phát biểu mà tôi giơ tay mãi không được gọi.",
    ],
)
def test_what_is_asked_for_stays_an_opinion(row: str) -> None:
    assert "B" in {label for label, _ in labels_of([row])}


def test_people_are_asked_to_speak_by_others_than_themselves() -> None:
    assert invites_to_speak("Chủ trì mời các hộ dân cho ý kiến")
    assert not invites_to_speak("Tôi mời bà con phát biểu mà chẳng ai nói")
    assert not invites_to_speak("Đề nghị phường trả lời bà con")


def test_who_spoke_is_told_behind_a_turn() -> None:
    said = "Giấy phép ghi như thế thì ai dám xây. Đề nghị bỏ câu đó."
    found = labels_of([f"{said} - anh Chí nói tiếp."])
    assert " ".join(text for label, text in found if label in "BI") == said
    assert found[-1][0] == "W"
    kept = labels_of([f"{said} - anh Chí nói hai lần rồi mà xã không sửa."])
    assert all(label in "BI" for label, _ in kept)


def test_a_report_leaves_all_its_sentences_whole() -> None:
    whole = [f"{n}. Cử tri xã Hiệp An đề nghị sửa đường số {n} cho dân đi." for n in range(1, 5)]
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate([*HEAD, *whole])])
    segments = segments_of(lines)
    first = [s for s in segments if s.line == len(HEAD)]
    labels = ["O" if s.line < len(HEAD) else "I" for s in segments]
    for i, segment in enumerate(segments):
        if segment.line >= len(HEAD) and segments[i - 1].line != segment.line:
            labels[i] = "B"
    at = segments.index(first[0])
    # Of one of four the model takes the subject for whose it is.
    labels[at : at + 2] = ["W", "B"]
    found = corrected(segments, labels, Classifier(lines).classify())
    assert found[at : at + 2] == ["B", "I"]


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Những điều tôi trình bày trên là đúng sự thật. Rất mong xã quan tâm.", ""),
        ("Chúng tôi cam đoan các nội dung nêu trên là hoàn toàn đúng sự thật.", ""),
        (
            "Cống vỡ đã hai năm. Nếu sai tôi xin chịu trách nhiệm trước pháp luật.",
            "Cống vỡ đã hai năm.",
        ),
        (
            "Cán bộ nói không đúng sự thật, đề nghị kiểm tra.",
            "Cán bộ nói không đúng sự thật, đề nghị kiểm tra.",
        ),
    ],
)
def test_where_a_writer_vouches_he_asks_for_nothing(row: str, kept: str) -> None:
    found = labels_of(["1. Đường thôn lầy lội, đề nghị đổ bê tông.", row])
    assert " ".join(text for label, text in found if label in "BI") == kept


def test_words_before_whoever_speaks_are_no_opinion() -> None:
    row = "Mở đầu, ông Lê Văn Hợp, xóm Gò Cao, phát biểu: Đường lầy đã ba năm."
    lines = lines_of([Paragraph(f"L{i}", text) for i, text in enumerate([*HEAD, row])])
    segments = segments_of(lines)
    last = [i for i, segment in enumerate(segments) if segment.line == len(HEAD)]
    labels = ["O"] * last[0] + ["B", "W", "B"] + ["I"] * (len(last) - 3)
    found = corrected(segments, labels, Classifier(lines).classify())
    assert found[last[0] : last[0] + 3] == ["O", "W", "B"]


def test_items_below_an_office_in_the_part_of_answers_answer() -> None:
    rows = [
        "1. Ông Lê Văn Sửu, thôn Đoài: Lợn chết từ tháng 8, đề nghị hỗ trợ sớm.",
        "III. Ý KIẾN GIẢI TRÌNH, TIẾP THU",
        "1. Đại diện Phòng Kinh tế:",
        "- Còn 61 hộ chưa nhận tiền; đề nghị các hộ sửa lại số tài khoản.",
    ]
    assert {label for label, _ in labels_of(rows)} == {"R"}
    rows[-2] = "1. Bà Vũ Thị Mận, thôn Nội:"
    assert "B" in {label for label, _ in labels_of(rows)}


def test_what_voters_ask_for_in_a_report_is_no_answer() -> None:
    whole = [f"- Cử tri xã Tân {x} phản ánh đường hỏng, nước đục." for x in ("An", "Bình", "Chi")]
    ask = "- Cử tri xã Tân Phú đề nghị phòng khám có bác sĩ trực đêm."
    office = "- UBND xã Tân Phú đề nghị các hộ nộp hồ sơ trước ngày 30/6."
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate([*whole, ask, office])])
    segments = segments_of(lines)
    labels = []
    for i, segment in enumerate(segments):
        opens = not i or segments[i - 1].line != segment.line
        labels.append(("B" if opens else "I") if segment.line < 3 else "W" if opens else "R")
    found = corrected(segments, labels, Classifier(lines).classify())
    assert next(x for x, s in zip(found, segments) if s.line == 3) == "B"
    assert "R" not in [x for x, s in zip(found, segments) if s.line == 3]
    assert "B" not in [x for x, s in zip(found, segments) if s.line == 4]


def test_a_paragraph_between_counted_ones_goes_on_the_matter_above() -> None:
    rows = ["Thứ nhất, mương tắc.", "Bà con chỉ mong nước trong.", "Thứ hai, đèn đường hư cả dãy."]
    lines = lines_of([Paragraph(f"L{i}", row) for i, row in enumerate([*HEAD, *rows])])
    segments = segments_of(lines)
    opens = [not i or segments[i - 1].line != one.line for i, one in enumerate(segments)]
    labels = ["O" if s.line < len(HEAD) else "B" if x else "I" for s, x in zip(segments, opens)]
    found = corrected(segments, labels, Classifier(lines).classify())
    middle = [label for label, s in zip(found, segments) if s.line == len(HEAD) + 1]
    assert set(middle) == {"I"}


def test_a_writer_of_notes_reminds_himself() -> None:
    assert {label for label, _ in labels_of(["- mai nhớ: nộp sổ, mua mực"])} == {"O"}
    assert "B" in {label for label, _ in labels_of(["- bà Lan: nhớ mua phân mà kho hết"])}


def test_what_an_office_answers_is_no_opinion() -> None:
    above = "Bà Lê Thị Lụa, thôn Nội: Đường ra đồng lầy, đề nghị xã sửa."
    row = "Phòng Kinh tế (ông Lê Tấn Phúc): Máy ủi của xã đang làm ở thôn Đông, ngày 20/11 sang."
    found = labels_of([above, "Chủ tịch xã trả lời: Xã đã bố trí 40 triệu đồng.", row])
    assert {label for label, text in found if "Máy ủi" in text} == {"R"}
    asked = "Phòng trọ (chị Phúc): Chủ trọ tính điện 4.500 đồng, xin xã can thiệp giúp chúng tôi."
    assert "R" not in {label for label, _ in labels_of([above, asked])}


def test_voters_of_several_communes_stay_in_their_sentence() -> None:
    row = "Cử tri các phường Thới An, Tân Hưng phản ánh trạm y tế không có thuốc."
    lines = lines_of([Paragraph("L1", row)])
    segments = segments_of(lines)
    assert segments[0].text.endswith("Thới An,")
    labels = ["W", "B", *["I"] * (len(segments) - 2)]
    assert corrected(segments, labels, Classifier(lines).classify())[:2] == ["B", "I"]
    lines = lines_of([Paragraph("L1", "Cử tri Lê Thị Hai, Tân Hưng phản ánh trạm y tế hết thuốc.")])
    segments = segments_of(lines)
    labels = ["W", "B", *["I"] * (len(segments) - 2)]
    assert corrected(segments, labels, Classifier(lines).classify())[:2] != ["B", "I"]
