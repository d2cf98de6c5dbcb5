"""Whose the letters of a bundle are, where he lives, and when he wrote."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.cuts import Part
from nlp.reading.letters.fields import Writer, writers
from nlp.reading.lines import lines_of
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.segments import Segment

SAID = "said"
REPLY = "reply"


def parts(*lines: str | tuple[str, str]) -> list[Part]:
    """Return the parts of a document; plain lines are neither said nor a reply."""
    return [
        Part(index, *((line, "other") if isinstance(line, str) else (line[0], line[1])))
        for index, line in enumerate(lines)
    ]


def only(found: dict[int, Writer]) -> Writer:
    assert len(set(found.values())) == 1
    return next(iter(found.values()))


def test_a_form_names_its_writer_home_and_day() -> None:
    writer = only(
        writers(
            parts(
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Nam Giang, ngày 4 tháng 3 năm 2026",
                "ĐƠN ĐỀ NGHỊ",
                "Kính gửi: UBND xã Nam Giang",
                "Họ và tên: Lý Thị Cúc Sinh năm: 1970",
                "CCCD: 000170000001, cấp ngày 15/8/2021",
                "Địa chỉ: thôn Phú Lễ, xã Nam Giang. Điện thoại: 0900000111",
                ("Cống đầu thôn vỡ, nước tràn vào ruộng.", SAID),
                "Người làm đơn",
                "Lý Thị Cúc",
            )
        )
    )
    assert (writer.name, writer.place) == ("Lý Thị Cúc", "thôn Phú Lễ, xã Nam Giang")
    assert writer.day == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("Tôi tên Hà Văn Nam, ở ấp Tân Cư, xã Mỹ Lộc.", "Hà Văn Nam", "ấp Tân Cư, xã Mỹ Lộc"),
        (
            "Tôi là Đỗ Hữu Cư, 70 tuổi, số nhà 8, tổ 2, TP. Huế",
            "Đỗ Hữu Cư",
            "số nhà 8, tổ 2, TP. Huế",
        ),
        ("Con tên Bùi Thị Én, nhà ở hẻm 12, khu phố 5.", "Bùi Thị Én", "hẻm 12, khu phố 5"),
        (
            "Chúng tôi là 21 hộ dân xóm 3, thôn Bình An, xã Hòa Sơn, xin trình bày:",
            "21 hộ dân xóm 3",
            "xóm 3, thôn Bình An, xã Hòa Sơn",
        ),
        (
            "toi la tran van hai, sinh nam 1960, thon dong, xa mo",
            "tran van hai",
            "thon dong, xa mo",
        ),
    ],
)
def test_who_introduces_himself(line: str, name: str, place: str) -> None:
    writer = only(writers(parts("Kính gửi: UBND xã", line, ("Đường hỏng, đề nghị sửa.", SAID))))
    assert (writer.name, writer.place) == (name, place)


def test_letters_of_a_bundle_are_told_apart() -> None:
    found = writers(
        parts(
            "TẬP THƯ CỦA CÔNG DÂN (mở hòm thư ngày 20/5/2026)",
            "THƯ SỐ 1",
            "Kính thưa đồng chí Bí thư!",
            "Tôi là Mai Văn Lộc, trú tại khu phố 2.",
            ("Thứ nhất, rác ứ đọng.", SAID),
            "Thứ hai,",
            ("chợ họp dưới lòng đường.", SAID),
            "Xin cảm ơn.",
            "Ngày 11/5/2026",
            ("Bút phê: chuyển Phòng Kinh tế.", REPLY),
            "THƯ SỐ 2 (không ký tên)",
            ("Đèn đường hỏng từ tháng 3.", SAID),
            "Người đánh máy: Lê Thị Lan, ngày 25/5/2026",
        )
    )
    assert found[4] == found[6]
    assert (found[4].name, found[4].place) == ("Mai Văn Lộc", "khu phố 2")
    assert found[4].day == date(2026, 5, 11)
    assert found[11].name == ""


def test_headers_of_mails_begin_letters_and_an_office_writes_none() -> None:
    found = writers(
        parts(
            "From: hoa.le@vidu.vn",
            "Sent: Mon 18/05/2026 20:14",
            "Subject: Cây xanh",
            "Kính gửi quý phường, em là Lê Thị Hoa, nhà ở khu phố 6.",
            ("Cây trước trường sắp đổ.", SAID),
            "From: Văn phòng UBND phường",
            "Sent: Tue 19/05/2026 08:00",
            ("Phường đã cho cắt tỉa.", REPLY),
            "From: Trần Văn Bé <be@vidu.vn>",
            "Sent: Wed 20/05/2026 06:51",
            ("Hẻm ngập mỗi khi mưa.", SAID),
        )
    )
    assert (found[4].name, found[4].day) == ("Lê Thị Hoa", date(2026, 5, 18))
    assert (found[10].name, found[10].day) == ("Trần Văn Bé", date(2026, 5, 20))


def test_who_signs_is_the_writer_where_nobody_introduces_himself() -> None:
    writer = only(
        writers(
            parts(
                "Kính gửi: UBND phường",
                ("Vỉa hè bị lấn chiếm.", SAID),
                "Trân trọng cảm ơn.",
                "Người viết đơn: Phan Thị Mận (đã ký)",
            )
        )
    )
    assert writer.name == "Phan Thị Mận"


def test_minutes_hold_no_letters() -> None:
    minutes = parts(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BIÊN BẢN HỌP THÔN",
        "Chủ trì: ông Trần Văn Tý",
        "Ông Lê Văn Sáu:",
        ("Mương tắc.", SAID),
        "Bà Ngô Thị Bảy:",
        ("Đường hỏng.", SAID),
    )
    assert writers(minutes, sure=False) == {}


def test_who_tells_no_home_writes_to_his_own_commune() -> None:
    head = (
        "ĐƠN KIẾN NGHỊ",
        "Kính gửi: - Chủ tịch UBND phường Tân Lập, tỉnh Bắc Ninh;",
        "- Công an phường Tân Lập.",
    )
    body = ("Cống tắc cả tháng.", SAID)
    told = only(writers(parts(*head, "Chúng tôi là 20 hộ dân tổ dân phố Đình Cả", body)))
    assert told.place == "tổ dân phố Đình Cả, phường Tân Lập, tỉnh Bắc Ninh"
    silent = only(writers(parts(*head, "Chúng tôi là 20 công nhân thuê trọ", body)))
    assert (silent.place, silent.to) == ("", "phường Tân Lập, tỉnh Bắc Ninh")
    two = "Kính gửi: UBND phường Tân Lập; UBND xã Hòa Lạc"
    assert only(writers(parts("ĐƠN", two, "Chúng tôi là 20 công nhân trọ", body))).to == ""


def test_a_cooperative_tells_who_writes_below_the_title() -> None:
    found = writers(
        parts(
            "ĐƠN KIẾN NGHỊ",
            "Kính gửi: Ủy ban nhân dân xã Phong Hải cùng các phòng ban chuyên môn của xã",
            "Hợp tác xã Nông nghiệp Bình Minh (xã Phong Hải), do ông Lê Đình Tú làm Giám đốc, xin"
            " trình bày như sau.",
            ("Kênh vỡ ba đoạn.", SAID),
        ),
        sure=False,
    )
    assert only(found).name == "Hợp tác xã Nông nghiệp Bình Minh"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (
            "Tôi là Lê Thị Hồng, ở căn 502 tòa B2, tổ dân phố 9, phường Yên Sở.",
            "căn 502 tòa B2, tổ dân phố 9, phường Yên Sở",
        ),
        (
            "Chúng tôi là 30 hộ dân tại dãy A, B khu tập thể Nhà máy Dệt, tổ dân phố 3, phường"
            " Vị Xuyên.",
            "khu tập thể Nhà máy Dệt, tổ dân phố 3, phường Vị Xuyên",
        ),
    ],
)
def test_houses_of_many_families_are_of_the_home(line: str, place: str) -> None:
    body = ("Cầu thang nứt.", SAID)
    assert only(writers(parts("Kính gửi: UBND phường", line, body))).place == place


@pytest.mark.parametrize("apart", [True, False])
def test_a_letter_may_be_one_paragraph_with_line_breaks(apart: bool) -> None:
    texts = [
        "Kính gửi: UBND xã Nam Giang",
        "Tôi tên là Lê Văn Bốn, ở thôn Hạ, xã Nam Giang.",
        "Cống đầu thôn vỡ, nước tràn vào ruộng, đề nghị xã sửa.",
        "Đèn đường tắt đã hai tháng, tối om.",
        "Nam Giang, ngày 4 tháng 3 năm 2026",
        "Lê Văn Bốn",
    ]
    paragraphs = texts if apart else ["\n".join(texts)]
    lines = lines_of(Paragraph(f"P{i}", text) for i, text in enumerate(paragraphs, 1))
    segments = [Segment(i, 0, len(line.text), line.text, False) for i, line in enumerate(lines)]
    opinions, _ = put_together(lines, segments, "OOBBOO")
    assert [one.text for one in opinions] == texts[2:4]
    assert {(one.speaker, one.place, one.day) for one in opinions} == {
        ("Lê Văn Bốn", "thôn Hạ, xã Nam Giang", date(2026, 3, 4))
    }
