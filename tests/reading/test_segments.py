"""Where lines are cut into the stretches that the sequence model labels."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.segments import segments_of


@pytest.mark.parametrize(
    ("line", "begin", "cut"),
    [
        ("6g30 bà Năm B12 nói thùng rác sát vách nhà tui", "thùng rác", "said"),
        ("Hoài (chi đoàn Tiến Thọ) hỏi vay vốn thì thủ tục răng", "vay vốn", "said"),
        ("3. Cử tri xã Bảo Thuận phản ánh việc thu phí", "phản ánh", "head"),
        ("Cùng ý đó, anh Lê Văn Chính xóm Bãi xin đặt thêm thùng rác", "xin", "verb"),
        ("- chú Út Dừa bờ kè sông Cái Hóp sạt thêm 7m", "bờ kè", "name"),
        ("Một việc nữa là con bò của tôi sẩy thai", "con bò", "link"),
        ("Với lại trạm y tế hết thuốc", "trạm y tế", "link"),
        ("chị Kim Som > tôm chết ba vụ liền", "> tôm chết", "sign"),
        ("nước đục ba buổi sáng liền <chị Hạnh, CT5>", "<chị Hạnh", "bracket"),
        ("không thấy ai tiêm phòng, già Páo Sử nói. Thú y hẹn", ", già Páo", "said_behind"),
        ("Hộ bà Hòe, phòng 104 nhà B. Trần nhà bong từng mảng", "Trần nhà", "sentence"),
    ],
)
def test_what_is_said_begins_a_segment(line: str, begin: str, cut: str) -> None:
    segments = segments_of(lines_of([Paragraph("L1", line)]))
    assert [s.cut for s in segments if s.text.startswith(begin)] == [cut]


@pytest.mark.parametrize(
    "line",
    [
        "Điểm trường La Đường thiếu cô",
        "Thẻ bảo hiểm cũ hết hạn",
        "Thưa c. Lan đường lầy",
        "Giá điện kể từ tháng ba tăng gấp đôi",
    ],
)
def test_a_plain_sentence_stays_whole(line: str) -> None:
    assert [s.text for s in segments_of(lines_of([Paragraph("L1", line)]))] == [line]
