"""Forms: each word is of a form, or told as left out, and of no other form."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from nlp import YkienError, read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.forms.blocks import forms_as_table
from nlp.reading.forms.grids import fields_of_grid
from nlp.reading.forms.lines import fields_of_lines, pieces_of
from nlp.reading.forms.records import Field, Item, Mark, split_records
from nlp.reading.forms.relabelled import relabelled
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions, Row

SAID = [
    ("Bà Tòng Thị Inh", "bản Hụm", "Cầu treo qua suối mục ván, trẻ đi học sợ, xin thay ván mới."),
    ("Ông Lò Văn Ơn", "bản Lọng", "Trâu nhà tôi chết rét, đề nghị xã hỗ trợ tiền mua con giống."),
    ("Bà Quàng Thị Pháng", "bản Hụm", "Trạm y tế thiếu thuốc huyết áp, mong huyện cấp thêm."),
]
LABELS = ("Người kể", "Thuộc bản", "Điều muốn nói")


def rows_of(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(LABELS, said))


def test_a_head_is_of_the_form_below_it() -> None:
    items: list[Item] = []
    for number, head in enumerate(("", "Thẻ 2 – Lan", "")):
        fields = [Field(f"L{number}{label}", label, "x") for label in ("Người kể", "Bản")]
        items += [Mark(head), *fields]
    assert [record.head for record in split_records(items)] == ["", "Thẻ 2 – Lan", ""]


def test_a_number_before_a_label_is_no_head_in_place_of_that_above() -> None:
    items: list[Item] = [Mark("Thẻ 1 – Lan"), Mark("1.", inside=True), Field("L1", "Bản", "Hụm")]
    assert split_records(items)[0].head == "Thẻ 1 – Lan"


def test_what_stands_before_a_label_within_a_form_is_kept() -> None:
    forms = [
        f"Điều muốn nói: {text}\nMong sớm được xem xét.  Người kể: {who}\nThuộc bản: {home}"
        for who, home, text in SAID
    ]
    lines = "\n\n".join(forms).split("\n")
    paragraphs = [Paragraph(f"L{n}", line) for n, line in enumerate(lines, 1) if line]
    found = relabelled(paragraphs)
    assert found != paragraphs
    assert sum("Mong sớm được xem xét" in one.text for one in found) == len(SAID)


def test_lines_of_no_form_in_the_paragraph_of_one_are_kept() -> None:
    forms = [
        f"THẺ SỐ {number}\nĐiều muốn nói: {text}\nNgười kể: {who}\nThuộc bản: {home}"
        for number, (who, home, text) in enumerate(SAID, 1)
    ]
    paragraphs = [Paragraph(f"P{n}", form) for n, form in enumerate(forms, 1)]
    found = relabelled(paragraphs)
    assert found != paragraphs
    assert [one.text for one in found if "THẺ" in one.text] == [
        f"THẺ SỐ {number}" for number in (1, 2, 3)
    ]


def test_lines_go_on_the_field_above_them() -> None:
    lines = ["Điều muốn nói:", "Cầu mục ván.", "Xin thay.", "Người kể: Bà Inh"]
    pieces = pieces_of([Paragraph(f"L{n}", line) for n, line in enumerate(lines, 1)])
    items, used = fields_of_lines(pieces, {"dieu muon noi", "nguoi ke"})
    assert [(one.position, one.value) for one in items if isinstance(one, Field)] == [
        ("L2", "Cầu mục ván.\nXin thay."),
        ("L4", "Bà Inh"),
    ]
    assert used == {0, 1, 2, 3}


@pytest.mark.parametrize("label", ["Điều muốn nói", ""])
def test_what_is_said_alone_in_a_row_is_of_the_label_above(label: str) -> None:
    text = SAID[0][2]
    rows = [("R1", ["Người kể", "Inh"]), ("R2", [label]), ("R3", [text])]
    items = fields_of_grid(Grid([row for row in rows if row[1] != [""]]))
    values = [one.value for one in items if isinstance(one, Field)]
    assert values == (["Inh", text] if label else [f"Inh\n{text}"])


def test_what_is_said_in_a_cell_without_a_label_goes_on_the_one_above(tmp_path: Path) -> None:
    document = Document()
    more = "Ngoài ra đề nghị xã lắp thêm đèn ở ngõ {} vì buổi tối đi lại rất nguy hiểm"
    for number, (who, home, text) in enumerate(SAID, 1):
        document.add_paragraph(f"Thẻ {number}")
        table = document.add_table(rows=3, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = f"Họ tên: {who}", f"Nơi ở: {home}"
        for row, said in ((1, f"Ý kiến: {text}"), (2, more.format(number))):
            table.cell(row, 0).merge(table.cell(row, 1)).text = said
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    for number, (who, _, text) in enumerate(SAID, 1):
        own = " ".join(frame["text"][frame["speaker"] == who])
        assert text.rstrip(".") in own and f"đèn ở ngõ {number}" in own


def test_cells_without_a_label_among_others_are_told() -> None:
    rows: list[Row] = []
    for number, (who, home, text) in enumerate(SAID, 1):
        rows += [
            (f"R{number}", [f"THẺ SỐ {number}", ""]),
            (f"R{number}", [f"Người kể: {who}", f"Thuộc bản: {home}"]),
            (f"R{number}", [f"Ngày ghi: 0{number}/3/2026", "(Ký, ghi rõ họ tên)"]),
            (f"R{number}", [f"Điều muốn nói: {text}", f"Số máy: 091234567{number}"]),
        ]
    table, *others = forms_as_table([Grid(rows)])
    assert isinstance(table, Grid)
    assert len(table.rows) == 1 + len(SAID)
    assert [(one.position, one.text) for one in others if isinstance(one, Paragraph)] == [
        (f"R{number}", said)
        for number in (1, 2, 3)
        for said in (f"THẺ SỐ {number}", "(Ký, ghi rõ họ tên)")
    ]


def test_what_is_said_before_a_label_in_the_line_of_a_cell_is_kept() -> None:
    more = "Đề nghị xã sớm sửa chữa con đường này cho bà con đi lại."
    cell = f"Điều muốn nói: {SAID[0][2]}\n{more} Người kể: Inh"
    fields = fields_of_grid(Grid([("R1", [cell]), ("R2", ["Thuộc bản: Hụm"])]))
    assert [(one.label, one.value) for one in fields if isinstance(one, Field)] == [
        ("Điều muốn nói", f"{SAID[0][2]}\n{more.rstrip('.')}"),
        ("Người kể", "Inh"),
        ("Thuộc bản", "Hụm"),
    ]


def told_by(path: Path) -> tuple[list[str], list[str]]:
    """Return the opinions of a file, and what is left out of it."""
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    return (
        [block.text for block in blocks if block.kind == "opinion"],
        [block.text for block in blocks if block.kind != "opinion"],
    )


def test_rows_alone_on_a_sheet_of_forms_are_read_or_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    more = "Ngoài ra đề nghị xã lắp thêm đèn ở ngõ {} vì buổi tối đi lại rất nguy hiểm."
    for number, said in enumerate(SAID, 1):
        for row in ([f"THẺ SỐ {number}"], *rows_of(said), [more.format(number)], ["Thu tại bản"]):
            book.active.append(row)
    book.save(path := tmp_path / "the.xlsx")
    opinions, others = told_by(path)
    for number, (_, _, text) in enumerate(SAID, 1):
        assert text in opinions
        assert any(f"đèn ở ngõ {number}" in opinion for opinion in opinions)
        assert f"THẺ SỐ {number}" in others
    assert others.count("Thu tại bản") == len(SAID)


def test_labels_and_values_in_cells_side_by_side_are_no_labels(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number, (who, home, text) in enumerate(SAID, 1):
        sheet = book.create_sheet(f"Thẻ {number}") if number > 1 else book.active
        for row in (
            [f"THẺ SỐ {number}", "Bản sao"],
            [f"Họ tên: {who}", f"Nơi ở: {home}"],
            [f"Ý kiến: {text}", "(Ký tên)"],
        ):
            sheet.append(row)
    book.save(path := tmp_path / "the.xlsx")
    frame = read_opinions(path)
    assert frame[["speaker", "place", "text"]].to_numpy().tolist() == [list(one) for one in SAID]


def test_forms_side_by_side_are_refused_and_not_read_in_part(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for label, *values in zip(LABELS, *SAID):
        book.active.append([label, *values])
    book.save(path := tmp_path / "the.xlsx")
    with pytest.raises(YkienError, match="--text-column"):
        read_opinions(path)


def test_a_row_without_cells() -> None:
    items = fields_of_grid(Grid([("R1", []), ("R2", ["Người kể", "Inh"])]))
    assert [type(item) for item in items] == [Field]


def test_heads_within_tables_of_forms_are_told() -> None:
    rows: list[Row] = [
        row
        for number, said in enumerate(SAID, 1)
        for row in [(f"R{number}", [f"Thẻ số {number}"])]
        + [(f"R{number}", list(pair)) for pair in rows_of(said)]
    ]
    table, *heads = forms_as_table([Grid(rows)])
    assert isinstance(table, Grid)
    assert [cells[-1] for _, cells in table.rows[1:]] == [said[2] for said in SAID]
    assert [head.text for head in heads if isinstance(head, Paragraph)] == [
        f"Thẻ số {number}" for number in (1, 2, 3)
    ]


def test_forms_on_hidden_sheets_are_put_away(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number, said in enumerate(SAID, 1):
        sheet = book.create_sheet(f"Thẻ {number}") if number > 1 else book.active
        assert sheet is not None
        for row in rows_of(said):
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if number == len(SAID) else "visible"
    book.save(path := tmp_path / "the.xlsx")
    assert read_opinions(path)["text"].tolist() == [said[2] for said in SAID[:2]]


@pytest.mark.parametrize("beside", ["08:3{n}", "https://xa.vn/{n}"])
def test_times_and_links_in_cells_are_no_labels(tmp_path: Path, beside: str) -> None:
    lines = [
        " | ".join((who, beside.format(n=n), text)) for n, (who, _, text) in enumerate(SAID * 2)
    ]
    path = tmp_path / "so.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == [said[2] for said in SAID * 2]


@pytest.mark.parametrize("label", ["Kết quả", "Xử lý", "Ý kiến xử lý"])
def test_a_few_words_in_a_record_are_what_their_label_says(tmp_path: Path, label: str) -> None:
    calls = [
        ("Lò Văn Pản", "bản Nà Mường", "Lợn chết mấy con chưa rõ bệnh gì", "Đã chuyển thú y xã"),
        ("chị Thảo", "tổ 3", "Cho hỏi thứ Bảy xã có làm việc không?", "Có, buổi sáng"),
        ("anh Phúc", "tổ 5", "Hàng xóm hát karaoke khuya quá 23h", "Báo công an xã nhắc nhở"),
    ]
    path = tmp_path / "calls.txt"
    path.write_text(
        "\n\n".join(
            f"Cuộc gọi số {number}\nThời gian: 8h15 ngày 02/4/2026\nNgười gọi: {who}\n"
            f"Địa chỉ: {where}\nNội dung: {said}\n{label}: {answer}"
            for number, (who, where, said, answer) in enumerate(calls, 1)
        ),
        encoding="utf-8",
    )
    frame = read_opinions(path, keep_answers=True)
    assert frame[["speaker", "place", "text", "answer"]].to_numpy().tolist() == [
        list(call) for call in calls
    ]


def test_a_programme_of_meetings_in_records_tells_no_opinions(tmp_path: Path) -> None:
    path = tmp_path / "programme.txt"
    path.write_text(
        "LỊCH TIẾP XÚC CỬ TRI\n"
        "Thời gian: 8h ngày 2/4/2026\nĐịa điểm: Nhà văn hóa thôn Đông\n"
        "Nội dung: Tiếp xúc cử tri trước kỳ họp\nChủ trì: Mặt trận xã\n\n"
        "Thời gian: 14h ngày 3/4/2026\nĐịa điểm: Nhà văn hóa thôn Tây\n"
        "Nội dung: Tiếp xúc cử tri chuyên đề đất đai\nChủ trì: Mặt trận xã\n\n"
        "Cử tri Vũ Thị Mận: đề nghị làm lại đường thôn Đông vì ổ gà nhiều, đi lại khó khăn.\n"
        "Cử tri Đỗ Văn Lý: đề nghị sớm cấp sổ đỏ cho 12 hộ đã nộp hồ sơ từ năm 2022.\n",
        encoding="utf-8",
    )
    assert read_opinions(path)["speaker"].tolist() == ["Cử tri Vũ Thị Mận", "Cử tri Đỗ Văn Lý"]


@pytest.mark.parametrize(
    ("beside", "speakers"),
    [
        (
            ["Công ty TNHH Gỗ Minh Long", "HTX Rau sạch Hòa An", "Hộ kinh doanh Lan"],
            ["Công ty TNHH Gỗ Minh Long", "HTX Rau sạch Hòa An", "Hộ kinh doanh Lan"],
        ),
        (
            ["ông Lò Văn Ơn, bản Lọng", "bà Tòng Thị Inh", "bà Quàng Thị Pháng"],
            ["ông Lò Văn Ơn", "bà Tòng Thị Inh", "bà Quàng Thị Pháng"],
        ),
        # What is asked of whoever fills it in, topics, and offices that are asked.
        (["bắt buộc"] * 3, None),
        (["Giao thông", "Chăn nuôi", "Y tế"], None),
        (["Sở Xây dựng", "Phòng Kinh tế", "Sở Y tế"], None),
    ],
)
def test_who_asks_stands_in_brackets_behind_the_label_of_a_question(
    tmp_path: Path, beside: list[str], speakers: list[str] | None
) -> None:
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for number, (who, (_, _, said)) in enumerate(zip(beside, SAID), 1):
        for row in ((f"Câu hỏi {number} ({who})", said), ("Trả lời", "Xã ghi nhận, sẽ sửa.")):
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
    document.save(str(tmp_path / "a.docx"))
    frame = read_opinions(tmp_path / "a.docx")
    assert frame["text"].tolist() == [said for *_, said in SAID]
    assert frame["speaker"].tolist() == (speakers or [""] * 3)


def test_forms_are_parted_where_lines_or_tables_are_and_not_by_pages_or_names() -> None:
    def parted(*positions: str) -> list[bool]:
        return [piece.blank for piece in pieces_of([Paragraph(x, "Bản: Hụm") for x in positions])]

    assert parted("L1", "L2", "L4") == [False, False, True]
    # Rows from the tenth on, another table, and another page of one text.
    assert parted("T1R9", "T1R10", "T2R1")[1:] == [False, True]
    assert parted("Tr1L9", "Tr1L10", "Tr2L1", "Tr2L3")[1:] == [False, False, True]
    # A sheet may bear a sign that is a digit and no number.
    assert parted("Đất m²!2", "Đất m²!3")[1:] == [False]
