"""Forms, as tables or as lines: one opinion a form, with who, where, when and the answer."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.lines import fields_in
from nlp.reading.forms.relabelled import relabelled

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


# Who, where, when, what is said, what is answered: labels that no list has.
SAID = [
    (
        "Ông Hà Văn Thụ",
        "thôn Cốc Lầy",
        "03/5/2026",
        "Mỏ đá nổ mìn rung nứt nhà, đá văng xuống nương, đề nghị dừng nổ gần khu dân cư.",
        "Sở kiểm tra, yêu cầu dừng nổ từ 10/5.",
    ),
    (
        "Bà Lù Thị Chấn",
        "thôn Nậm Tôn",
        "04/5/2026",
        "Trâu bò chết rét năm ngoái làm hồ sơ rồi mà chưa được đồng hỗ trợ nào.",
        "Phòng tài chính chi trả trước 20/5.",
    ),
    (
        "Chị Giàng Seo Mỷ",
        "thôn Cốc Lầy",
        "05/5/2026",
        "Nhà trẻ xa ba cây số, mưa lũ không đưa con qua suối được, xin mở nhóm trẻ tại thôn.",
        "",
    ),
]
LABELS = ("Bà con nào", "Thuộc thôn", "Bữa nào gặp", "Kể chuyện gì", "Xã tính sao")
# The same in another order.
TURNED = (3, 0, 2, 1, 4)


def assert_all_found(path: Path) -> None:
    frame = read_opinions(path, keep_answers=True)
    found = zip(
        frame["speaker"],
        frame["place"],
        frame["date"].dt.strftime("%d/%-m/%Y"),
        frame["text"],
        frame["answer"].fillna(""),
    )
    assert list(found) == SAID


def beside(said: tuple[str, ...], labels: tuple[str, ...] = LABELS) -> list[tuple[str, ...]]:
    return list(zip(labels, said))


def turned(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [beside(said)[i] for i in TURNED]


def counted(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(str(i), *pair) for i, pair in enumerate(beside(said), 1)]


def twice_in_a_row(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    pairs = beside(said)
    return [pairs[0] + pairs[1], pairs[2] + ("Cán bộ ghi", "Y Blin"), pairs[3] + pairs[4]]


def above(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [LABELS[:2], said[:2], LABELS[2:4], said[2:4], LABELS[4:], said[4:]]


def in_one_cell(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [("\n".join(f"{label}: {value}" for label, value in beside(said)),)]


LAYOUTS = (beside, turned, counted, twice_in_a_row, above, in_one_cell)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [2, 3])
def test_tables_with_labels_that_no_list_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: object, count: int
) -> None:
    assert callable(layout)
    monkeypatch.setitem(globals(), "SAID", SAID[:count])
    document = docx.Document()
    document.add_paragraph("SỔ GHI NHỎ CỦA XÃ")
    for number, said in enumerate(SAID, 1):
        document.add_paragraph(f"Thẻ số {number}")
        # Every second form has another order.
        rows = beside(said) if layout is turned and number % 2 else layout(said)
        table = document.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
    document.add_paragraph("Người tổng hợp: Võ Thị Hạnh")
    document.save(str(path := tmp_path / "the.docx"))
    assert_all_found(path)


@pytest.mark.parametrize("apart", [True, False])
def test_sheets_with_labels_that_no_list_has(tmp_path: Path, apart: bool) -> None:
    book = openpyxl.Workbook()
    for number, said in enumerate(SAID, 1):
        sheet = book.create_sheet(f"Thẻ {number}") if apart and number > 1 else book.active
        assert sheet is not None
        sheet.append([f"Thẻ số {number}"])
        for row in beside(said):
            sheet.append(list(row))
        sheet.append([])
    book.save(path := tmp_path / "the.xlsx")
    assert_all_found(path)


@pytest.mark.parametrize(
    "line",
    ["{label}: {value}", "* {label} : {value}", "[{label}] {value}", "{label} = {value}"],
)
@pytest.mark.parametrize("between", ["\n", "Thẻ {number}\n", "-----\n"])
@pytest.mark.parametrize("order", [tuple(range(5)), TURNED])
def test_lines_with_labels_that_no_list_has(
    tmp_path: Path, line: str, between: str, order: tuple[int, ...]
) -> None:
    forms = []
    for number, said in enumerate(SAID, 1):
        pairs = [beside(said)[i] for i in order]
        lines = [line.format(label=label, value=value) for label, value in pairs]
        forms.append(between.format(number=number) + "\n".join(lines))
    path = tmp_path / "so.txt"
    text = "SỔ NGHE DÂN NÓI\n\n" + "\n".join(forms) + "\n\nNgười ghi: Lê Thị Vân\n"
    path.write_text(text, encoding="utf-8")
    assert_all_found(path)


@pytest.mark.parametrize("sign", [" | ", "; "])
def test_a_form_a_line(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "so.txt"
    lines = [
        f"{number}. " + sign.join(f"{label}: {value.rstrip('.')}" for label, value in beside(said))
        for number, said in enumerate(SAID, 1)
    ]
    path.write_text("NHẬT KÝ TRỰC\n" + "\n".join(lines) + "\n", encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].str.rstrip(".").tolist() == [said[3].rstrip(".") for said in SAID]
    assert frame["speaker"].tolist() == [said[0] for said in SAID]


def test_who_and_when_beside_the_number_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "so.txt"
    forms = [
        f"Ca 0{number} - {who}, {where} - {day}\nSự tình: {text}\n"
        + (f"Tổ xử: {answer}\n" if answer else "")
        for number, (who, where, day, text, answer) in enumerate(SAID, 1)
    ]
    path.write_text("SỔ TỔ HÒA GIẢI\n\n" + "\n".join(forms), encoding="utf-8")
    assert_all_found(path)


def test_two_questions_are_two_matters(tmp_path: Path) -> None:
    path = tmp_path / "so.txt"
    asked = [(0, 2), (2, 0), (0, 1)]
    forms = [
        f"Người trò chuyện: {SAID[number][0]}\nThuộc thôn: {SAID[number][1]}\n"
        f"Nỗi lo: {SAID[i][3]}\nNỗi lo khác: {SAID[j][3]}\n"
        for number, (i, j) in enumerate(asked)
    ]
    path.write_text("PHIẾU TRÒ CHUYỆN\n\n" + "\n".join(forms), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == [SAID[i][3] for pair in asked for i in pair]
    assert frame["speaker"].tolist() == [said[0] for said in SAID for _ in range(2)]


@pytest.mark.parametrize(
    "text",
    [
        # Labels that are known already.
        "Họ và tên: Bà Lù\nNội dung: Đường lầy, đề nghị rải đá.\nTrả lời: Đã rải đá.\n" * 3,
        # Messages, with what is said below the labels.
        "From: lu@xa.vn\nDate: 03/5/2026\nSubject: Đường lầy\n\n"
        + "Đường vào thôn lầy lội cả năm, xe không vào được, đề nghị xã rải đá.\n\n" * 4,
        # Turns of a dialogue.
        "Bà Lù, thôn Cốc: Đường lầy, đề nghị rải đá.\nÔng Páo, thôn Tôn: Mất nước cả tháng.\n" * 3,
    ],
)
def test_what_is_no_form_stays(text: str) -> None:
    paragraphs = [Paragraph(f"L{n}", line) for n, line in enumerate(text.split("\n"), 1) if line]
    assert relabelled(paragraphs) == paragraphs


def test_a_label_behind_spaces_that_does_not_come_again() -> None:
    assert fields_in("Sổ trực  Lạ: một", {"quen"}) == ("Sổ trực  Lạ: một", [])
    assert fields_in("Lượt 01   Khách: Lan", {"khach"}) == ("Lượt 01", [("Khách", "Lan")])
