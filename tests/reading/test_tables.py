from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import YkienError, read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile
from nlp.reading.tables.grids import SAMPLE_ROWS
from nlp.reading.tables.layout import ReadOptions

ROWS = [
    ("Đường vào thôn hỏng nặng, đề nghị sửa", "xã Tam Đa", "05/09/2026"),
    ("Rác tồn đọng, đề nghị tăng chuyến thu gom", "phường Nếnh", "06/09/2026"),
    ("Nước máy đục, có mùi tanh; đề nghị kiểm tra", "xã Bắc Lũng", "07/09/2026"),
]


def write_csv(path: Path, delimiter: str, encoding: str, header: tuple[str, ...]) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_encoding_and_header_are_found_out(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, delimiter, encoding, ("Nội dung phản ánh", "Địa chỉ", "Ngày nhận"))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row[0] for row in ROWS]
    assert frame["place"].tolist() == [row[1] for row in ROWS]
    assert frame["date"].dt.strftime("%d/%m/%Y").tolist() == [row[2] for row in ROWS]
    assert frame["Ngày nhận"].tolist() == [row[2] for row in ROWS]
    assert frame["position"].tolist() == ["L2", "L3", "L4"]


def test_a_table_without_its_suffix_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "export"
    write_csv(path, ";", "utf-8", ("noi_dung", "dia_chi", "ngay"))
    assert read_opinions(path)["text"].tolist() == [row[0] for row in ROWS]


def test_one_column_whose_texts_hold_commas(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    texts = [row[0] for row in ROWS]
    path.write_text("noi_dung\n" + "\n".join(texts) + "\n", encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == texts


def test_the_longest_column_is_the_text_where_no_heading_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, ",", "utf-8", ("c1", "c2", "c3"))
    assert read_opinions(path)["text"].tolist() == [row[0] for row in ROWS]


def test_no_text_column_is_an_error_that_names_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(YkienError, match=r"list\.csv.*columns: a, b.*--text-column"):
        read_opinions(path)
    with pytest.raises(YkienError, match="no column 'c'"):
        read_opinions(path, text_column="c")


def test_a_column_of_nearly_that_name_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nội dung ý kiến,Nơi\nĐường hỏng,xã A\n", encoding="utf-8")
    with pytest.raises(YkienError, match="'nội dung ý kin'; did you mean 'Nội dung ý kiến'"):
        read_opinions(path, text_column="nội dung ý kin")


def test_a_cell_behind_the_last_heading_takes_no_other_columns_place(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    # The header is as wide as the rows by which the columns are told.
    rows = ["Đường hỏng,ba,thường"] * SAMPLE_ROWS
    text = "\n".join(["Nội dung,D,Ghi chú", *rows, "Nước đục,bốn,gấp,thêm"])
    path.write_text(text, encoding="utf-8")
    row = read_opinions(path).to_dict("records")[-1]
    assert (row["D"], row["Ghi chú"], row["D (D)"]) == ("bốn", "gấp", "thêm")


def test_few_of_many_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    names = [f"cột số {i}" for i in range(500)]
    names[0] = "rất dài " * 20
    path.write_text(f"{','.join(names)}\n{','.join('1' * 500)}\n", encoding="utf-8")
    with pytest.raises(YkienError, match=r", … \(\+488\)") as error:
        read_opinions(path, text_column="nội dung")
    assert len(str(error.value)) < 400


def test_named_columns_win(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "noi_dung,ghi_chu,noi\nđã trả lời,Đường hỏng đề nghị sửa,xã A\n", encoding="utf-8"
    )
    frame = read_opinions(path, text_column="ghi_chu", place_column="NOI")
    assert frame["text"].tolist() == ["Đường hỏng đề nghị sửa"]
    assert frame["place"].tolist() == ["xã A"]
    assert frame["noi_dung"].tolist() == ["đã trả lời"]


def test_a_workbook_with_titles_sections_and_totals(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["TỔNG HỢP Ý KIẾN, KIẾN NGHỊ CỦA CỬ TRI"])
    sheet.append(["Tháng 9 năm 2026"])
    sheet.append([])
    sheet.append(["STT", "Nội dung kiến nghị", "Đơn vị (xã)", "Ngày", "Trả lời"])
    sheet.append(["I", "LĨNH VỰC HẠ TẦNG", None, None, None])
    for number, (text, place, day) in enumerate(ROWS, 1):
        sheet.append([number, text, place, day, "Đã chuyển cơ quan có thẩm quyền xem xét, trả lời"])
    sheet.append(["Tổng cộng", 3])
    book.create_sheet("Ghi chú").append(["Người lập biểu"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row[0] for row in ROWS]
    assert frame["position"].tolist() == ["Sheet!6", "Sheet!7", "Sheet!8"]
    assert frame["STT"].tolist() == [1, 2, 3]
    assert frame.attrs["rejects"] == []


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    cells = [("Nội dung", "Nơi"), *((text, place) for text, place, _ in ROWS)]
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in cells
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row[0] for row in ROWS]
    assert frame["place"].tolist() == [row[1] for row in ROWS]


def test_content_and_not_the_suffix_decides(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Nơi"])
    book.active.append(["Đường hỏng, đề nghị sửa", "xã A"])
    book.save(tmp_path / "book.xlsx")
    path = (tmp_path / "book.xlsx").rename(tmp_path / "book.csv")
    assert read_opinions(path)["text"].tolist() == ["Đường hỏng, đề nghị sửa"]


def test_json_lines_keep_their_other_fields(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    records = [
        {"id": 7, "message": "Rác hôi", "created_at": "2026-09-05T10:00:00", "tags": ["a", 1]},
        {"id": 8, "message": "Mất điện", "created_at": "2026-09-06", "text_note": "x"},
    ]
    path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == ["Rác hôi", "Mất điện"]
    assert frame["input_id"].tolist() == [7, 8]
    assert frame["tags"].tolist()[0] == '["a", 1]'
    assert frame["date"].dt.day.tolist() == [5, 6]


def test_a_broken_record_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        'stt,noi_dung,noi\n1,"Đường hỏng, đề nghị sửa",a\n2,"mở mà không đóng,b\n'
        "3,Rác hôi thối quá,c\n4,Mất điện liên miên,d\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [
        "Đường hỏng, đề nghị sửa",
        "Rác hôi thối quá",
        "Mất điện liên miên",
    ]
    (reject,) = frame.attrs["rejects"]
    assert reject["position"] == "L3"
    assert "mở mà không đóng" in reject["text"]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=60
).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_every_row_is_an_opinion_a_reject_or_told_as_left_out(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerow(["stt", "noi_dung_y_kien", "dia_chi"])
        writer.writerows([str(i), value, "xã A"] for i, value in enumerate(values))
    chunks = list(read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True)))
    told = [block for chunk in chunks for block in chunk.blocks]
    below = {block.position.split("#")[0] for block in told} - {"L1"}
    assert below == {f"L{i}" for i, _ in enumerate(values, 2)}
    # Only a clerk's remark, all in brackets, is left out of a list.
    remarks = [block for block in told if block.kind == "form"]
    assert all(block.text[0] == "(" and block.text[-1] == ")" for block in remarks)
    numbers = [str(row["stt"]) for chunk in chunks for row in chunk.rows]
    assert numbers == sorted(numbers, key=int)


def test_items_of_a_cell_are_opinions_and_sums_are_none(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "STT;Địa chỉ;Nội dung;Trả lời\n"
        '1;Phường A;"- Đường hỏng nặng\n- Nước máy đục";Xã tiếp thu\n'
        '2;Phường A;"Rác không ai thu\n- nhất là ngày mưa";\n'
        "Cộng phường A;;3;\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [
        "Đường hỏng nặng",
        "Nước máy đục",
        "Rác không ai thu - nhất là ngày mưa",
    ]
    assert frame["answer"].tolist() == ["Xã tiếp thu", "Xã tiếp thu", ""]
    assert frame["position"].is_unique
