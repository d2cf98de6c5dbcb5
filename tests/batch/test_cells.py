"""What a cell of an output holds: no formula, no more than it can, odd values as text."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from nlp import Tagger, YkienError, tag_files


def test_no_cell_of_an_excel_file_is_a_formula(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    tag_files(source, out, tagger=tagger)
    book = openpyxl.load_workbook(out)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
    sheet = book["Ý kiến"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.split(':')[1]}"
    heads = [cell.value for cell in sheet[1]]
    assert heads[10:16] == [
        "Nội dung ý kiến", "Các tiểu mục", "Chủ đề", "Độ tin cậy", "Cần xem lại", "Từ khóa",
    ]  # fmt: skip
    names = {topic.name for topic in tagger.taxonomy.topics}
    assert {row[12].value for row in sheet.iter_rows(min_row=2)} <= names
    assert sheet.column_dimensions["K"].width > 50
    summary = book["Tổng hợp"]
    assert sum(row[1].value for row in summary.iter_rows(min_row=2)) == 6


# What is written as it is where a text looks like a cell's own XML.
PLANTED = (
    '<r><t>a</t></r></is></c><c r="ZA1"><f>HYPERLINK("http://x")</f><v>0</v></c>'
    '<c r="ZB1" t="inlineStr"><is><r><t>b</t></r>'
)


@pytest.mark.parametrize("planted", [PLANTED, "<r>A & B</r>", f"<r>{'x' * 32_760}</r>"])
def test_no_text_of_a_cell_becomes_a_part_of_the_workbook(
    tagger: Tagger, tmp_path: Path, planted: str
) -> None:
    source = tmp_path / "in.jsonl"
    row = {"noi_dung": "Đường thôn hỏng nặng xin sửa", "ghi_chu": planted, planted: "x"}
    source.write_text(json.dumps(row), encoding="utf-8")
    tag_files(source, tmp_path / "out.xlsx", tagger=tagger)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Ý kiến"]
    head, cells = sheet.iter_rows()
    assert {cell.data_type for cell in (*head, *cells)} <= {"s", "n"}
    assert [str(cell.value)[:30].strip() for cell in cells[-2:]] == [planted[:30], "x"]
    assert str(head[-1].value)[:30].strip() == planted[:30]


def test_no_cell_of_a_csv_file_begins_a_formula(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    tag_files(source, out, tagger=tagger)
    for path in (out, tmp_path / "out.csv.rejects.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_no_cell_begins_a_formula_where_the_list_separator_is_a_semicolon(
    tagger: Tagger, tmp_path: Path
) -> None:
    """There Excel splits the lines of our file at each ";", whatever stands in quotes."""
    said = ['Nước yếu;=HYPERLINK("http://x.vn");+1;-1; @SUM(A1) mong sửa', "Sửa đường; - làm cống"]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"noi_dung": s}) + "\n" for s in said), encoding="utf-8")
    out = tmp_path / "out.csv"
    tag_files(source, out, tagger=tagger)
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    cells = [cell for line in lines for cell in line.split(";")]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "@")]
    assert "; - làm cống" in lines[2]
    assert tag_files(out, tagger=tagger).frame["text"].tolist() == said


def test_days_and_times_of_other_columns_stay_what_they_are_in_a_workbook(
    tagger: Tagger, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nội dung kiến nghị", "Ngày nhận", "Hạn xử lý", "Lúc gọi", "Giờ", "Ngày cũ"])
    said = "Đường thôn hỏng nặng xin sửa"
    moment, hour = datetime(2026, 3, 2, 7, 30), time(8, 15)
    sheet.append([said, date(2026, 3, 1), date(2026, 4, 1), moment, hour, "1/3/1899"])
    sheet.append([said, date(2026, 3, 2), "chưa rõ", None, None, None])
    book.save(tmp_path / "in.xlsx")
    outs = [tmp_path / f"o.{suffix}" for suffix in ("xlsx", "csv", "jsonl", "parquet")]
    tag_files(tmp_path / "in.xlsx", outs, tagger=tagger)
    shown = pd.read_excel(outs[0], engine="openpyxl")
    assert shown["Ngày"].tolist() == [pd.Timestamp(2026, 3, 1), pd.Timestamp(2026, 3, 2)]
    assert shown["Hạn xử lý"].tolist() == [datetime(2026, 4, 1), "chưa rõ"]
    assert (shown["Lúc gọi"][0], shown["Giờ"][0]) == (moment, hour)
    assert shown["Ngày cũ"][0] == "1/3/1899"
    told = json.loads(outs[2].read_text(encoding="utf-8").splitlines()[0])
    for row in (told, pd.read_csv(outs[1]).loc[0], pd.read_parquet(outs[3]).loc[0]):
        assert row["Hạn xử lý"] == "2026-04-01"
        assert (row["Lúc gọi"], row["Giờ"]) == ("2026-03-02T07:30:00", "08:15:00")


def test_blanks_before_a_formula_hide_it_from_no_spreadsheet_that_passes_over_them(
    tagger: Tagger, tmp_path: Path
) -> None:
    source = tmp_path / "in.jsonl"
    row = {"noi_dung": "Đường thôn hỏng nặng xin sửa", "ghi_chu": " =1+1", "so": "\u00a0@SUM(A1)"}
    source.write_text(json.dumps(row), encoding="utf-8")
    tag_files(source, tmp_path / "out.csv", tagger=tagger)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for cells in csv.reader(file) for cell in cells]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "@")]
    again = tag_files(tmp_path / "out.csv", tagger=tagger).frame
    assert again.loc[0, ["ghi_chu", "so"]].tolist() == [row["ghi_chu"], row["so"]]


def test_whole_numbers_of_a_workbook_are_written_without_a_point(
    tagger: Tagger, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["STT", "Nội dung kiến nghị", "Số CCCD", "Kinh phí"])
    book.worksheets[0].append([1, "Đường thôn hỏng nặng xin sửa", 79200001234, 1.5])
    book.save(tmp_path / "in.xlsx")
    outs = [tmp_path / f"o.{suffix}" for suffix in ("csv", "jsonl", "parquet")]
    tag_files(tmp_path / "in.xlsx", outs, tagger=tagger)
    (line,) = csv.DictReader(outs[0].open(encoding="utf-8-sig"))
    row = json.loads(outs[1].read_text(encoding="utf-8"))
    for found in (line, row, pd.read_parquet(outs[2]).loc[0]):
        shown = [str(found[name]) for name in ("STT", "Số CCCD", "Kinh phí")]
        assert shown == ["1", "79200001234", "1.5"]


def test_odd_values_of_other_columns(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    huge = "9" * 400
    path.write_text(
        f'{{"text": "Đường hỏng", "n": {huge}, "x": NaN, "y": 1e999, "share": 1, "Chủ đề": "a"}}\n',
        encoding="utf-8",
    )
    outs = [tmp_path / f"o.{suffix}" for suffix in ("jsonl", "xlsx", "csv", "parquet")]
    assert tag_files(path, outs, tagger=tagger).n_opinions == 1
    row = json.loads(outs[0].read_text(encoding="utf-8"))
    assert (row["n"], row["x"], row["y"]) == (huge, None, None)
    heads = [cell.value for cell in openpyxl.load_workbook(outs[1]).worksheets[0][1]]
    assert "share" in heads
    assert heads.count("Chủ đề") == 1
    assert "Chủ đề (2)" in heads


def test_a_long_cell_of_another_column_is_cut_in_excel_alone(
    tagger: Tagger, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"noi_dung,ghi_chu\nĐường hỏng nặng,{'x' * 40_000}\n", encoding="utf-8")
    tag_files(path, [tmp_path / "o.xlsx", tmp_path / "o.jsonl"], tagger=tagger)
    cell = pd.read_excel(tmp_path / "o.xlsx", engine="openpyxl")["ghi_chu"][0]
    assert len(cell) == 32_767
    assert cell.endswith(" […]")
    assert len(pd.read_json(tmp_path / "o.jsonl", lines=True)["ghi_chu"][0]) == 40_000


def test_more_columns_than_a_sheet_has_are_said_in_either_language(
    tagger: Tagger, tmp_path: Path
) -> None:
    for name in "ab":
        heads = ",".join(f"{name}{i}" for i in range(9000))
        cells = ",".join(["x"] * 9000)
        path = tmp_path / f"{name}.csv"
        path.write_text(f"noi_dung,{heads}\nĐường hỏng nặng quá,{cells}\n", encoding="utf-8")
    with pytest.raises(YkienError) as refused:
        tag_files([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "o.xlsx", tagger=tagger)
    assert "(có 18016 cột, trang tính chỉ chứa 16384)" in refused.value.message("vi")
    assert "o.xlsx: cannot be written (18016 columns, a" in refused.value.message("en")
    assert not (tmp_path / "o.xlsx").exists()
