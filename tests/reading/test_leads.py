"""What stands before a matter that the encoder begins within a clause."""

from __future__ import annotations

import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.leads import with_leads
from nlp.reading.sequence.segments import Segment


def pieces(*texts: str) -> list[Segment]:
    """Return pieces of one line as if the encoder had cut it between them."""
    lines = lines_of([Paragraph("1", " ".join(texts))])
    found, begin = [], 0
    for text in texts:
        cut = "begin" if begin else "line"
        found.append(Segment(0, begin, begin + len(text), text, False, cut))
        begin += len(text) + 1
    assert len(lines) == 1
    return found


@pytest.mark.parametrize(
    ("lead", "label"),
    [
        ("Có cử tri kiến nghị", "W"),
        ("nhiều đồng chí trăn trở", "W"),
        ("Tại ấp Tân Hưng, cử tri cho rằng", "W"),
        ("Anh Lương Văn Duy, thôn Bách Tính, đề nghị cho biết", "W"),
        ("tui xin phép hỏi", "O"),
        ("Còn", "O"),
        ("đường hư", "B"),
        ("Cử tri phản ánh điện yếu cả năm, đề nghị", "B"),
        ("anh Toàn bị lừa tiền, xin", "B"),
        ("xe rác không vô bà con kêu", "B"),
    ],
)
def test_who_asks_is_no_opinion_of_its_own(lead: str, label: str) -> None:
    segments = pieces(lead, "giảm giá nước sạch cho các hộ ven sông")
    assert with_leads(segments, ["B", "B"]) == [label, "B"]
    # Where it is taken for something else already, it stays so.
    assert with_leads(segments, ["O", "B"]) == ["O", "B"]
    assert with_leads(segments, ["I", "B"]) == ["I", "B"]


def test_a_lead_of_several_pieces() -> None:
    segments = pieces("Bà Ninh Thị Cúc", "(phường Kiến An)", "đề nghị", "bệnh viện bớt giấy tờ")
    assert with_leads(segments, ["B", "I", "I", "B"]) == ["W", "W", "W", "B"]


def test_a_lead_in_another_sentence_is_left() -> None:
    segments = pieces("Bà con phản ánh.", "Nước đục cả tuần", "đèn đường thì tắt")
    assert with_leads(segments, ["B", "I", "B"]) == ["B", "I", "B"]
