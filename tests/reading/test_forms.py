"""Forms in Word, a table each: one opinion a form, with who, where, when and the answer."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from nlp import read_opinions

FORMS = [
    {
        "Họ và tên": "Vũ Thị Mận",
        "Nơi ở": "thôn Nội, xã Tam Đa",
        "Ngày gửi": "12/3/2026",
        "Nội dung ý kiến": "Mương sau chợ tắc, nước đen tràn vào nhà, đề nghị xã khơi lại.",
        "Ý kiến của phòng Kinh tế": "Đã khơi ngày 20/3.",
    },
    {
        "Họ và tên": "Đỗ Văn Lý",
        "Nơi ở": "thôn Kép, xã Tam Đa",
        "Ngày gửi": "13/3/2026",
        "Nội dung ý kiến": "Không có ý kiến.",
    },
    {
        "Họ và tên": "Lê Thị Thơm",
        "Nơi ở": "thôn Kép, xã Tam Đa",
        "Ngày gửi": "14/3/2026",
        "Nội dung ý kiến": "Đèn đường xóm 2 cháy ba tháng nay, tối om, xin thay bóng.",
        "Ý kiến của phòng Kinh tế": "",
    },
]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("PHIẾU GÓP Ý")
    for number, form in enumerate(FORMS, 1):
        table = document.add_table(rows=0, cols=2)
        title = table.add_row().cells
        title[0].merge(title[1]).text = f"Phiếu số {number}"
        for label, value in form.items():
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
        document.add_paragraph()
    path = tmp_path / "phieu.docx"
    document.save(str(path))
    return path


def test_each_form_is_an_opinion_with_its_fields(forms: Path) -> None:
    frame = read_opinions(forms, keep_answers=True)
    assert frame["text"].tolist() == [FORMS[0]["Nội dung ý kiến"], FORMS[2]["Nội dung ý kiến"]]
    assert frame["speaker"].tolist() == ["Vũ Thị Mận", "Lê Thị Thơm"]
    assert frame["place"].tolist() == ["thôn Nội, xã Tam Đa", "thôn Kép, xã Tam Đa"]
    assert frame["date"].dt.day.tolist() == [12, 14]
    assert frame["answer"].fillna("").tolist() == ["Đã khơi ngày 20/3.", ""]
    assert frame["position"].is_unique


def test_a_list_with_two_columns_is_no_form(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    said = ["Đường vào xóm lầy lội, đề nghị rải đá.", "Chợ họp lấn ra lòng đường, mong dẹp."]
    for left, right in [
        ("Họ và tên", "Nội dung ý kiến"),
        ("Ngô Lan", said[0]),
        ("Bùi Tú", said[1]),
    ]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    path = tmp_path / "danh-sach.docx"
    document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].tolist() == said
    assert frame["speaker"].tolist() == ["Ngô Lan", "Bùi Tú"]


def test_what_a_form_holds_may_look_like_a_heading(tmp_path: Path) -> None:
    document = docx.Document()
    for number, channel in enumerate(("Trực tiếp", "Điện thoại", "Kiến nghị"), 1):
        document.add_paragraph(f"PHIẾU SỐ {number}")
        table = document.add_table(rows=0, cols=2)
        for label, value in {
            "Ngày tiếp nhận": f"0{number}/4/2026",
            "Họ và tên": f"Vũ Thị Mận {number}",
            "Hình thức": channel,
            "Nội dung ý kiến": f"Mương số {number} tắc, nước đen tràn vào nhà, đề nghị khơi.",
            "Kết quả trả lời": "Đã khơi.",
        }.items():
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
    path = tmp_path / "phieu.docx"
    document.save(str(path))
    frame = read_opinions(path)
    assert frame["text"].str[:9].tolist() == ["Mương số "] * 3
    assert frame["speaker"].str[-1].tolist() == ["1", "2", "3"]
