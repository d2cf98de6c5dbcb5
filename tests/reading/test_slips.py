"""Bundles of slips on which an office asked the people."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from nlp import read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.slips.bundle import is_slips
from nlp.reading.slips.gathered import deal_out
from nlp.reading.slips.labels import writes_nothing

TITLE = "PHIẾU LẤY Ý KIẾN NGƯỜI DÂN XÃ TAM ĐA, HƯNG YÊN"
SLIPS = f"""{TITLE}
Thu phiếu ngày 12/3/2026.
<<< PHIẾU 001 >>>
NGƯỜI TRẢ LỜI: Vũ Thị Mận
NƠI Ở: thôn Nội, xã Tam Đa
1. MỨC ĐỘ: [ ] Hài lòng  [x] Không hài lòng
2. ĐIỀU CHƯA HÀI LÒNG: mương sau chợ nghẹt rác, nước đen tràn vào nhà
3. MONG MUỐN: khơi mương trước mùa mưa
   (nhập: Hoa)
<<< PHIẾU 002 >>>
NGƯỜI TRẢ LỜI: (không ghi)
NƠI Ở: xã Tam Đa
1. MỨC ĐỘ: [x] Hài lòng  [ ] Không hài lòng
2. ĐIỀU CHƯA HÀI LÒNG: k có ý kiến
3. MONG MUỐN: Tốt rồi, chúc xã phát huy
   (nhập: Hoa)
<<< PHIẾU 003 >>>
NGƯỜI TRẢ LỜI: Lê Văn Tư, 70 tuổi
NƠI Ở: thôn Kép, xã Tam Đa
1. MỨC ĐỘ: [ ] Hài lòng  [x] Không hài lòng
2. ĐIỀU CHƯA HÀI LÒNG: trạm y tế trưa đóng cửa, đau bụng phải đi huyện
3. MONG MUỐN: đèn cổng làng sáng suốt ngày đêm tốn điện, nên lắp công tắc hẹn giờ
   (nhập: Hoa)
TRẢ LỜI CHUNG
Phiếu 001: đã giao thôn khơi ngày 20/3.
Phiếu 003 (ý sau): lắp công tắc trong tháng 4.
Tổng hợp 3 phiếu: hài lòng 1, không hài lòng 2.
"""


def test_each_answer_to_a_question_is_an_opinion(tmp_path: Path) -> None:
    path = tmp_path / "phieu.txt"
    path.write_text(SLIPS, encoding="utf-8")
    frame = read_opinions(path, keep_answers=True)
    assert frame["text"].str[:8].tolist() == ["mương sa", "trạm y t", "đèn cổng"]
    # What is to be done about it is of the same matter.
    assert frame["text"][0].endswith("khơi mương trước mùa mưa")
    assert frame["speaker"].tolist() == ["Vũ Thị Mận", "Lê Văn Tư", "Lê Văn Tư"]
    assert frame["place"][0] == "thôn Nội, xã Tam Đa"
    assert set(frame["date"].dt.day) == {12}
    assert frame["answer"].fillna("").tolist() == [
        "đã giao thôn khơi ngày 20/3.",
        "",
        "lắp công tắc trong tháng 4.",
    ]


def test_a_table_of_answers_below_the_slips_holds_no_opinions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("TẬP PHIẾU THAM VẤN CỘNG ĐỒNG")
    said = (
        "Chợ mới chỉ có một cầu thang, đề nghị làm thêm lối thoát.",
        "Đừng chặt hàng sấu ven hồ. Ngoài ra, xin bố trí hai nhà vệ sinh công cộng.",
        "(bỏ trống)",
    )
    for number, text in enumerate(said, 1):
        document.add_paragraph(f"■ Phiếu 0{number} – Bà Ngô Thị Lan – thôn Đông, xã Tam Đa")
        document.add_paragraph("Câu 1. Ông/bà có đồng ý: ☐ Có ☒ Không")
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Câu 2. Góp ý cụ thể", text
    document.add_paragraph("TIẾP THU, GIẢI TRÌNH")
    table = document.add_table(rows=0, cols=2)
    for row in (("Phiếu", "Ý kiến của UBND xã"), ("01", "Tăng lối thoát từ 1 lên 3.")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    path = tmp_path / "phieu.docx"
    document.save(str(path))
    frame = read_opinions(path, keep_answers=True)
    assert frame["text"].tolist() == [
        said[0],
        "Đừng chặt hàng sấu ven hồ.",
        "xin bố trí hai nhà vệ sinh công cộng.",
    ]
    assert frame["answer"].fillna("").tolist() == ["Tăng lối thoát từ 1 lên 3.", "", ""]
    assert set(frame["speaker"]) == {"Bà Ngô Thị Lan"}
    assert set(frame["place"]) == {"thôn Đông, xã Tam Đa"}


@pytest.mark.parametrize(
    "text",
    [
        # Numbers of letters that an office passed on, and nothing that people were asked.
        "SỔ CHUYỂN ĐƠN\nPhiếu 1: chuyển Sở Y tế\nPhiếu 2: chuyển Sở Xây dựng\nPhiếu 3: lưu",
        # Two slips are no bundle.
        "\n".join(SLIPS.splitlines()[:15]),
        "BIÊN BẢN GÓP Ý\nPhiếu 12 và 13 nói đường hỏng.\nPhiếu 14 xin thêm đèn.\nPhiếu 15 khen xã.",
    ],
)
def test_other_documents_are_no_slips(text: str) -> None:
    lines = lines_of(Paragraph(f"L{i}", line) for i, line in enumerate(text.splitlines(), 1))
    assert not is_slips(lines)


@pytest.mark.parametrize(
    "text",
    [
        *("không", "0", ".....", "(bỏ trống)", "k có ý kiến", "xem câu 5", "Không lo gì hết"),
        *("như phiếu bà con ghi", "Gia đình nhất trí cao, cảm ơn xã."),
        "Tốt, cho 10 điểm!",
    ],
)
def test_what_tells_no_matter(text: str) -> None:
    assert writes_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Không có đường gom thì chở lúa đi lối nào?",
        "Tôi đồng ý nhưng phải đền đất trước",
        "Không đồng ý lấy vỉa hè làm chỗ đổ rác.",
        "Tốt, đề nghị làm sớm",
        "không có nước sạch",
    ],
)
def test_what_tells_a_matter_stays(text: str) -> None:
    assert not writes_nothing(text)


def test_an_answer_goes_to_the_matter_that_it_names() -> None:
    asked = [
        "Máy đóng cọc làm nứt tường nhà tôi.",
        "Giá đất thấp hơn giá thị trường, xin thẩm lại.",
    ]
    both = "Tường vây đưa vào hợp đồng; giá đất thẩm lại trước 15/02."
    assert deal_out(both, asked) == ["Tường vây đưa vào hợp đồng", "giá đất thẩm lại trước 15/02."]
    assert deal_out("Đã ghi.", asked, "(ý sau)") == ["", "Đã ghi."]
    assert deal_out("Đã ghi.", asked, "(giá đất)") == ["", "Đã ghi."]
