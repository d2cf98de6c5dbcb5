"""Minutes, notes and lists: what of them is an opinion, whose, and what was answered."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from read_texts import read_lines

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.matters import split_matters
from nlp.reading.naming import without_addressee
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

MINUTES = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
BIÊN BẢN
Hội nghị đối thoại với nhân dân
Hôm nay, hồi 8 giờ ngày 12 tháng 3 năm 2026, tại hội trường xã Tam Đa.
I. THÀNH PHẦN
1. Ông Trần Văn Hải, Phó Chủ tịch UBND xã: chủ trì.
2. Đại diện các đoàn thể và 60 hộ dân.
II. Ý KIẾN CỦA NHÂN DÂN
1. Ông Nguyễn Văn Tám, thôn Đông: Đường ra đồng sạt lở, đề nghị xã cho đổ đá.
Việc này thôn đã nêu từ năm ngoái mà chưa làm.
2. Bà Lê Thị Lụa, thôn Đoài:
Xe rác mười ngày mới vào một lần.
Trả lời: Xã sẽ làm việc với đơn vị thu gom.
Trong tháng này xe sẽ vào đủ buổi.
3. Anh Đỗ Cường: Thứ nhất, đèn đường hỏng, đề nghị thay. Thứ hai, nước máy tanh, xin kiểm tra.
Ông Trần Văn Hải, Phó Chủ tịch UBND xã: Tôi xin tiếp thu các ý kiến.
III. KẾT LUẬN
Hội nghị kết thúc hồi 11 giờ cùng ngày.
"""


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_minutes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"minutes.{kind}"
    if kind == "txt":
        path.write_text(MINUTES, encoding="utf-8")
    else:
        document = docx.Document()
        for line in MINUTES.splitlines():
            document.add_paragraph(line)
        document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [
        "Đường ra đồng sạt lở, đề nghị xã cho đổ đá. "
        "Việc này thôn đã nêu từ năm ngoái mà chưa làm.",
        "Xe rác mười ngày mới vào một lần.",
        "đèn đường hỏng, đề nghị thay.",
        "nước máy tanh, xin kiểm tra.",
    ]
    assert frame["speaker"].tolist() == [
        "Ông Nguyễn Văn Tám",
        "Bà Lê Thị Lụa",
        "Anh Đỗ Cường",
        "Anh Đỗ Cường",
    ]
    assert frame["place"].tolist() == ["thôn Đông", "thôn Đoài", "xã Tam Đa", "xã Tam Đa"]
    assert set(frame["date"].dt.strftime("%Y-%m-%d")) == {"2026-03-12"}
    assert frame["position"].is_unique


def test_notes_of_several_meetings(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "Họp thôn Nội, xã Tam Đa, ngày 12/3/2026\n"
        "Có mặt 40 hộ.\n"
        "- Ông Bình: mương tắc, đề nghị nạo vét\n"
        "- bà Lan hỏi bao giờ có tiền hỗ trợ giống\n\n"
        "Họp tổ dân phố Mão Điền, phường Nếnh, ngày 2/4/2026\n"
        "- nhà văn hóa dột, xin lợp lại mái\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [
        "mương tắc, đề nghị nạo vét",
        "bao giờ có tiền hỗ trợ giống",
        "nhà văn hóa dột, xin lợp lại mái",
    ]
    assert frame["speaker"].tolist() == ["Ông Bình", "bà Lan", ""]
    assert frame["place"].tolist() == [
        "thôn Nội, xã Tam Đa",
        "thôn Nội, xã Tam Đa",
        "tổ dân phố Mão Điền, phường Nếnh",
    ]
    assert frame["date"].dt.month.tolist() == [3, 3, 4]


def test_a_plain_list_is_one_opinion_a_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    lines = ["Đường hỏng, đề nghị sửa", "Rác không ai thu", "Chúc hội nghị thành công"]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == lines
    # Of more words, what reads like none is left out, but a long one is taken as it is.
    more = [*lines, "Trạm biến áp quá tải, tối nào cũng mất điện từ sáu giờ đến chín giờ"]
    path.write_text("\n".join(more), encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == [*lines[:2], more[3]]
    long = [f"Đường số {number} hỏng, đề nghị sửa" for number in range(90)] + lines
    path.write_text("\n".join(long), encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == long


@pytest.mark.parametrize(
    ("head", "speaker", "place"),
    [
        ("Bác Thuận ơi, cháu Hòa con ông Lưu xóm 4 đây ạ.", "Hòa con ông Lưu", "xóm 4"),
        ("Anh Nam địa chính ạ. Em Tú, thôn Dược Thượng.", "Tú", "thôn Dược Thượng"),
        ("Chú Bảy à, con Nhí bên kinh 5 nè.", "Nhí bên kinh 5", ""),
    ],
)
def test_who_writes_a_message_is_not_whom_it_is_for(
    tmp_path: Path, head: str, speaker: str, place: str
) -> None:
    path = tmp_path / "sms.txt"
    said = "Cái cống đầu xóm lợn chết vứt hai hôm rồi, mùi không chịu nổi."
    path.write_text(f"{head} {said}\n", encoding="utf-8")
    (row,) = read_opinions(path).to_dict("records")
    assert (row["text"], row["speaker"], row["place"]) == (said, speaker, place)


@pytest.mark.parametrize("text", ["Bác ơi a" + "." * 200_000 + "b", "(" * 200_000])
def test_a_greeting_is_looked_for_in_the_head_of_a_line_alone(text: str) -> None:
    # In all of it the search would take hours.
    assert text.endswith(without_addressee(text))


def test_what_is_left_of_a_line_stands_apart_from_its_opinion(tmp_path: Path) -> None:
    path = tmp_path / "sms.txt"
    said = "Mốc giới nhà em với nhà bà Cải bị nhổ mất, anh bố trí xuống cắm lại giúp em."
    head, thanks = "Anh Nam địa chính ạ. Em Tú, thôn Dược Thượng.", "Em cảm ơn anh nhiều"
    path.write_text(f"{head} {said} {thanks}\n", encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    assert [block.text for block in blocks if block.kind == "opinion"] == [said]
    assert not any(said in block.text for block in blocks if block.kind != "opinion")
    assert any(thanks in block.text for block in blocks)


def test_notes_of_three_days_are_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "10/11/2025: lên xã lấy loa\n"
        "11/11/2025: chị Hà nhà 23 kêu đèn đường hỏng cả tháng nay\n"
        "12/11/2025: xã hẹn tuần sau cho thợ xuống sửa đèn\n",
        encoding="utf-8",
    )
    frame = read_opinions(path, keep_answers=True)
    assert frame["text"].tolist() == ["đèn đường hỏng cả tháng nay"]
    assert frame["date"].dt.day.tolist() == [11]
    assert frame["speaker"].tolist() == ["chị Hà"]


@pytest.mark.parametrize("text", ["Đường hỏng, đề nghị sửa", "Thôn Nội, đề nghị sửa\nxã A, ý kiến"])
def test_a_sentence_is_no_header_of_a_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    assert len(read_opinions(path)) == len(text.splitlines())


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("Đường hỏng.", ["Đường hỏng."]),
        ("Thứ nhất, đường hỏng.", ["Thứ nhất, đường hỏng."]),
        ("Thứ nhất, đường hỏng. Thứ hai, mất điện.", ["đường hỏng.", "mất điện."]),
        ("Tôi có hai ý. Một là đường hỏng; hai là mất điện.", ["đường hỏng;", "mất điện."]),
        ("Kênh cạn. Cũng cái kênh ấy, tấm đan gãy.", ["Kênh cạn.", "tấm đan gãy."]),
        ("Kênh cạn. Cũng vì cái cống ấy, ruộng ngập.", None),
        ("Kênh cạn. Cũng cái kênh ấy nước đen.", None),
        ("Đây là lần thứ hai tôi hỏi, lần thứ nhất đã lâu.", None),
    ],
)
def test_split_matters(said: str, parts: list[str] | None) -> None:
    assert split_matters(said) == (parts if parts is not None else [said])


def test_plain_lines_below_bullets_are_opinions(tmp_path: Path) -> None:
    plain = ["Đề nghị sửa đường thôn Đông.", "Mất nước sạch ba ngày nay rồi."]
    bullets = ["- Rác không ai thu", "- Chợ họp lấn đường"]
    texts = read_lines(tmp_path, *bullets, *plain)
    # The first of them may go on the bullet above it.
    assert [text for text in texts if text in plain] == plain[1:]
    assert " ".join(texts).split() == " ".join([*bullets, *plain]).replace("- ", "").split()


def test_remarks_on_a_meeting_are_none(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "Họp thôn Nội, xã Tam Đa, ngày 12/3/2026",
        "Dân hỏi nhiều về đường vành đai.",
        "- mương tắc, đề nghị nạo vét",
        "- đèn đường hỏng",
        "Mất điện từ ngày 10/3/2026 đến nay chưa có",
        "Họp xong, ghi đủ, gửi xã.",
    )
    assert texts == [
        "mương tắc, đề nghị nạo vét",
        "đèn đường hỏng",
        "Mất điện từ ngày 10/3/2026 đến nay chưa có",
    ]


def test_a_form_word_in_a_sentence_is_no_form(tmp_path: Path) -> None:
    lines = ["Biên bản kiểm kê đất sai, tôi đề nghị xem lại.", "Đường hỏng nặng."]
    assert read_lines(tmp_path, *lines, "Kính gửi UBND xã.")[:2] == lines
    lines = ["Biên bản kiểm kê đất sai", "Đường hỏng nặng"]
    assert read_lines(tmp_path, *lines) == lines


@pytest.mark.parametrize(
    "line",
    [
        "MẤT ĐIỆN CẢ TUẦN",
        "Hôm nay trời mưa ngập cả làng",
        "Cống thoát nước bị tắc, đề nghị nạo vét.",
    ],
)
def test_no_line_between_turns_is_lost(tmp_path: Path, line: str) -> None:
    texts = read_lines(
        tmp_path, "Ông Nguyễn Văn A: Đường hỏng.", line, "Bà Lê Thị B: Nước đục.", line
    )
    assert " ".join(texts).count(line) == 2
