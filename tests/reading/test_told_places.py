"""Where those are from whom a report in prose tells of."""

from __future__ import annotations

import pytest

from nlp.reading.document_place import document_place, place_run
from nlp.reading.formats.word import Paragraph
from nlp.reading.homes import homes_of
from nlp.reading.lines import lines_of
from nlp.reading.named_places import find_place
from nlp.reading.reply_words import closes, ends_answers
from nlp.reading.told_places import ParagraphPlaces, heading_place, named_commune, told_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mùi hôi từ trại lợn bị bà con xóm Cầu kêu suốt từ đầu năm.", "xóm Cầu"),
        ("Nhiều hộ trồng nhãn ở xã Hòa Lợi lo mất giá.", "xã Hòa Lợi"),
        ("Tuy nhiên, tiểu thương chợ Mới (phường Bình An) than ế.", "phường Bình An"),
        ("Cũng tại thôn Nội, có ý kiến cho rằng phí cao.", "thôn Nội"),
        ("Có ý kiến đề nghị sửa cầu xã Hòa Lợi.", ""),
        ("Anh Tín phản ánh đường thôn Nội bị lầy.", ""),
    ],
)
def test_place_of_the_people_told_of(text: str, place: str) -> None:
    assert told_place(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tại xã Hòa Lợi", "xã Hòa Lợi"),
        ("Tổ 2 (xã Hòa Lợi)", "xã Hòa Lợi"),
        ("Xã Hòa Lợi có các ý kiến sau:", "Xã Hòa Lợi"),
        ("Bà Tư ở xã Hòa Lợi", ""),
        ("Xã Hòa Lợi đã trả lời dân ngày 3/5", ""),
    ],
)
def test_place_that_heads_a_part(text: str, place: str) -> None:
    assert heading_place(text) == place


def test_commune_of_a_paragraph_holds_in_a_report_of_a_province_alone() -> None:
    places = ParagraphPlaces()
    assert places.of(0, "xã Hòa Lợi", "tỉnh Tây Ninh") == "xã Hòa Lợi"
    assert places.of(0, "", "tỉnh Tây Ninh") == "xã Hòa Lợi"
    assert places.of(1, "", "tỉnh Tây Ninh") == "tỉnh Tây Ninh"
    assert places.of(2, "thôn Nội", "xã Hòa Lợi") == "thôn Nội"
    assert places.of(2, "", "xã Hòa Lợi") == "xã Hòa Lợi"


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["UBND XÃ HÒA LỢI Số: 12/BC-UBND"], "XÃ HÒA LỢI"),
        (["ĐẢNG ỦY PHƯỜNG BÌNH AN BAN XÂY DỰNG ĐẢNG Số 3-TB/BXD"], "PHƯỜNG BÌNH AN"),
        (["HỘI NÔNG DÂN TỈNH TÂY NINH", "BCH HỘI NÔNG DÂN HUYỆN GÒ DẦU"], "HUYỆN GÒ DẦU"),
        (["HỘI PHỤ NỮ HUYỆN GÒ DẦU BAN CHẤP HÀNH HỘI PHỤ NỮ XÃ HÒA LỢI"], "XÃ HÒA LỢI"),
    ],
)
def test_letterhead_names_the_office_of_the_document(texts: list[str], place: str) -> None:
    lines = lines_of([Paragraph(str(i), text) for i, text in enumerate(texts, 1)])
    assert document_place(lines) == place


@pytest.mark.parametrize("text", ["10g Ba Ngon", "04/11/2025", "Riêng", "Ly Thi Mai", "Ngoài 8"])
def test_times_and_names_are_no_homes(text: str) -> None:
    assert homes_of(text, "") == ""


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("de nghi hdnd, ubnd tinh chi dao cac nganh xem xet, giai quyet", True),
        ("cac xa con lai: tinh hinh on dinh", True),
        ("to dai bieu so 2 kinh chuyen thuong truc hdnd huyen", True),
        ("de nghi cac ho tu thao do truoc ngay 30/6", False),
        ("xa se sua duong trong quy toi", False),
    ],
)
def test_what_a_report_asks_of_its_receiver_is_no_answer(words: str, ends: bool) -> None:
    assert ends_answers(words) is closes(words) is ends


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rừng hồi ở xã Văn Quan chồng lấn giấy giao rừng.", "xã Văn Quan"),
        ("Nhà văn hóa ấp Vĩnh Trinh, xã Hựu Thành chưa có ghế.", "ấp Vĩnh Trinh, xã Hựu Thành"),
        ("Đường từ xã Văn Quan sang xã Lộc Bình sạt.", ""),
        ("Cán bộ xã không trả lời.", ""),
        ("Hợp tác xã Tân Tiến nợ tiền bò.", ""),
    ],
)
def test_the_one_commune_of_an_opinion(text: str, place: str) -> None:
    assert named_commune(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bí thư ấp Lâm Quốc Tuấn ghi lại", ""),
        ("Ông Tư, trưởng thôn Đông Hòa", "thôn Đông Hòa"),
        # Hamlets are called after somebody, too.
        ("Trưởng thôn Lê Hồng Phong", "thôn Lê Hồng Phong"),
        ("Đường thôn Nguyễn Văn An", "thôn Nguyễn Văn An"),
    ],
)
def test_head_of_a_hamlet_is_no_place(text: str, place: str) -> None:
    assert find_place(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tiếp xúc cử tri tại 6 thôn. Kết quả như sau", ""),
        ("Họp với bà con trong xã. Ông Tám nói ở thôn Đông", "thôn Đông"),
        ("TP. Vinh, P. Bến Thủy", "TP. Vinh, P. Bến Thủy"),
        ("Biên bản Hội nghị tiếp xúc cử tri", ""),
        ("Lê Quang Dũng, KP7, phường Tân Sơn", "KP7, phường Tân Sơn"),
        ("Ở KP7 phường Tân Sơn có rác", "KP7 phường Tân Sơn"),
        ("KP7. Ông Tám nói", "KP7"),
        ("Cáp KP7A và số KP700", ""),
        ("Biên bản họp bản Nậm Khắt", "bản Nậm Khắt"),
    ],
)
def test_the_end_of_a_sentence_and_papers_are_no_places(text: str, place: str) -> None:
    assert find_place(text) == place


def test_minutes_in_capitals_are_no_hamlet() -> None:
    title = "BIÊN BẢN HỎI ĐÁP TẠI HỘI NGHỊ ĐỐI THOẠI XÃ TÂN PHÚ NGÀY 12/6/2025"
    assert place_run(title) == "XÃ TÂN PHÚ"
