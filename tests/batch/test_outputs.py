from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from nlp import Tagger, YkienError, tag_files
from nlp.reading.rows import COLUMNS, TAG_COLUMNS

HOSTILE = [
    '=HYPERLINK("http://x","bấm vào đây") đường hỏng',
    "+84 912 345 678 gọi mãi không ai nghe máy",
    "- rác đổ đầy ngõ, đề nghị thu gom",
    "@SUM(A1:A9) mất điện cả ngày",
    "<script>alert(1)</script> nước máy đục",
    "'nháy đơn' ở đầu câu thì để nguyên, đường ngập",
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["stt", "noi_dung", "dia_chi", "ngay", "=cot"])
        for i, text in enumerate(HOSTILE):
            writer.writerow([i, text, "xã Tam Đa", "05/09/2026", "=1+1"])
        writer.writerow([99, "  ", "xã A", "", ""])
    return path


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_rows_come_out_in_order_with_their_columns(
    tagger: Tagger, source: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    result = tag_files(source, out, tagger=tagger)
    assert (result.n_opinions, len(result.rejects), result.outputs) == (6, 1, [out])
    if suffix == "xlsx":
        frame = pd.read_excel(out, sheet_name=0, engine="openpyxl")
        assert frame["stt"].tolist() == list(range(6))
        assert frame["Nội dung ý kiến"].tolist() == HOSTILE
        return
    if suffix == "csv":
        frame = pd.read_csv(out, encoding="utf-8-sig")
    elif suffix == "jsonl":
        frame = pd.read_json(out, lines=True)
    else:
        frame = pd.read_parquet(out)
    assert list(frame.columns[:14]) == [*COLUMNS, *TAG_COLUMNS]
    assert frame["stt"].astype(int).tolist() == list(range(6))
    if suffix != "csv":
        assert frame["text"].tolist() == HOSTILE
        assert list(frame["topics"][0])


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
    assert heads[8:14] == [
        "Nội dung ý kiến", "Các tiểu mục", "Chủ đề", "Độ tin cậy", "Cần xem lại", "Từ khóa",
    ]  # fmt: skip
    names = {topic.name for topic in tagger.taxonomy.topics}
    assert {row[10].value for row in sheet.iter_rows(min_row=2)} <= names
    assert sheet.column_dimensions["I"].width > 50
    summary = book["Tổng hợp"]
    assert sum(row[1].value for row in summary.iter_rows(min_row=2)) == 6


def test_no_cell_of_a_csv_file_begins_a_formula(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    tag_files(source, out, tagger=tagger)
    for path in (out, tmp_path / "out.csv.rejects.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_our_own_csv_is_read_back_as_it_was(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    tag_files(source, tmp_path / "first.csv", tagger=tagger)
    again = tag_files(tmp_path / "first.csv", tagger=tagger).frame
    assert again["text"].tolist() == HOSTILE


def test_rejects_name_source_position_reason_and_text(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    result = tag_files(source, tmp_path / "out.jsonl", tagger=tagger)
    assert result.rejects_file == tmp_path / "out.jsonl.rejects.csv"
    rejects = pd.read_csv(result.rejects_file, encoding="utf-8-sig")
    assert list(rejects.columns) == ["source", "position", "reason", "text"]
    assert rejects.loc[0, ["source", "position"]].tolist() == ["in.csv", "L8"]
    assert rejects.loc[0, "reason"] == "nội dung ý kiến để trống"


def test_rejects_of_an_earlier_run_do_not_stay(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    tag_files(source, out, tagger=tagger)
    good = tmp_path / "good.txt"
    good.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    tag_files(good, out, tagger=tagger, force=True)
    assert not (tmp_path / "out.jsonl.rejects.csv").exists()


def test_every_input_row_is_in_the_output_or_in_the_rejects(
    tagger: Tagger, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    result = tag_files(
        [root / "corpus" / "samples", root / "corpus" / "dev.jsonl"], out, tagger=tagger
    )
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == result.n_opinions == 376 + 149
    assert not result.rejects
    ids = [json.loads(line)["id"] for line in lines]
    assert len(set(ids)) == len(ids)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tagger: Tagger, tmp_path: Path
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "good.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    (tmp_path / "none.csv").touch()
    result = tag_files(tmp_path, tagger=tagger)
    assert result.n_opinions == 1
    assert {(r.source, r.code) for r in result.rejects} == {
        ("bad.docx", "file_damaged"),
        ("none.csv", "file_empty"),
    }
    with pytest.raises(YkienError, match=r"none\.csv: the file is empty"):
        tag_files(tmp_path / "none.csv", tagger=tagger)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_same_input_gives_the_same_bytes(
    tagger: Tagger, root: Path, tmp_path: Path, suffix: str
) -> None:
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for out in (first, second):
        tag_files(root / "corpus" / "samples", out, tagger=tagger)
    assert first.read_bytes() == second.read_bytes()


def test_an_output_in_the_way_is_refused_and_left_alone(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(YkienError, match=r"out\.jsonl: exists already.*--force"):
        tag_files(source, out, tagger=tagger)
    assert out.read_text(encoding="utf-8") == "mine"
    tag_files(source, out, tagger=tagger, force=True)
    assert out.read_text(encoding="utf-8") != "mine"


def test_outputs_that_cannot_be_written(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(YkienError, match="cannot be written"):
        tag_files(source, tmp_path / "file" / "out.csv", tagger=tagger)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(YkienError, match="is a folder"):
        tag_files(source, tmp_path / "folder.csv", tagger=tagger)
    with pytest.raises(YkienError, match=r"must end in \.csv"):
        tag_files(source, tmp_path / "out.pdf", tagger=tagger)


def test_a_folder_that_may_not_be_written(
    tagger: Tagger, source: Path, open_folder: Path, nobody: Callable[[], Any]
) -> None:
    open_folder.chmod(0o555)
    with nobody(), pytest.raises(YkienError, match=r"cannot be written \(Permission denied\)"):
        tag_files(source, open_folder / "out.csv", tagger=tagger)


def test_an_empty_result_is_a_whole_file(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\n"  ",a\n', encoding="utf-8")
    outs = [tmp_path / f"out.{suffix}" for suffix in ("csv", "xlsx", "jsonl", "parquet")]
    result = tag_files(path, outs, tagger=tagger)
    assert (result.n_opinions, len(result.rejects)) == (0, 1)
    assert openpyxl.load_workbook(outs[1])["Ý kiến"].max_row == 1
    assert len(pd.read_parquet(outs[3])) == 0


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


def test_english_headings(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    tag_files(source, tmp_path / "out.xlsx", tagger=tagger, lang="en")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Opinions", "Summary"]
    assert book["Opinions"]["I1"].value == "Opinion"
    rejects = (tmp_path / "out.xlsx.rejects.csv").read_text(encoding="utf-8-sig")
    assert "the opinion is empty" in rejects


def test_columns_of_different_tables_stand_side_by_side(tagger: Tagger, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("noi_dung,so\nĐường hỏng nặng quá,1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("noi_dung,kenh\nRác nhiều quá rồi,Zalo\n", encoding="utf-8")
    frame = tag_files([tmp_path / "a.csv", tmp_path / "b.csv"], tagger=tagger).frame
    assert list(frame.columns[-2:]) == ["so", "kenh"]
    assert frame["kenh"].tolist()[1] == "Zalo"
    assert pd.isna(frame["kenh"][0])


def test_a_result_written_to_files_has_no_frame(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    result = tag_files(source, tmp_path / "out.csv", tagger=tagger)
    with pytest.raises(ValueError, match="written to files"):
        result.frame  # noqa: B018
