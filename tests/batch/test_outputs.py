from __future__ import annotations

import csv
import json
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from nlp import Tagger, YkienError, tag_files
from nlp.atomic import replacing
from nlp.reading.rows import COLUMNS, TAG_COLUMNS
from nlp.reading.tables.grids import SAMPLE_ROWS

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
    assert list(frame.columns[: len(COLUMNS + TAG_COLUMNS)]) == [*COLUMNS, *TAG_COLUMNS]
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
    assert heads[10:16] == [
        "Nội dung ý kiến", "Các tiểu mục", "Chủ đề", "Độ tin cậy", "Cần xem lại", "Từ khóa",
    ]  # fmt: skip
    names = {topic.name for topic in tagger.taxonomy.topics}
    assert {row[12].value for row in sheet.iter_rows(min_row=2)} <= names
    assert sheet.column_dimensions["K"].width > 50
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


def test_a_reject_of_many_megabytes_is_cut(tagger: Tagger, tmp_path: Path) -> None:
    source = tmp_path / "in.txt"
    source.write_text("a" * 5_000_000 + "\nĐường hỏng, đề nghị sửa\n", encoding="utf-8")
    result = tag_files(source, tmp_path / "out.csv", tagger=tagger)
    assert result.rejects_file is not None
    rejects = pd.read_csv(result.rejects_file, encoding="utf-8-sig")
    # What a cell of Excel holds.
    assert len(rejects.loc[0, "text"]) <= 32_767
    assert rejects.loc[0, "text"].endswith(" […]")
    assert "5000000" in rejects.loc[0, "reason"]


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
    told = "nội dung ý kiến không có chữ nào (để trống hoặc chỉ có dấu, biểu tượng)"
    assert rejects.loc[0, "reason"] == told


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
    assert len(lines) == result.n_opinions == 381 + 149
    assert not result.rejects
    ids = [json.loads(line)["id"] for line in lines]
    assert len(set(ids)) == len(ids)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tagger: Tagger, tmp_path: Path
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "good.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    (tmp_path / "none.csv").touch()
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    result = tag_files(tmp_path, tagger=tagger)
    assert result.n_opinions == 1
    assert {(r.source, r.code) for r in result.rejects} == {
        ("bad.docx", "file_damaged"),
        ("old.doc", "file_damaged"),
        ("none.csv", "file_empty"),
    }
    with pytest.raises(YkienError, match=r"none\.csv: the file is empty"):
        tag_files(tmp_path / "none.csv", tagger=tagger)


@pytest.mark.parametrize("n_rows", [2, SAMPLE_ROWS + 9])
def test_what_was_read_before_a_file_breaks_off_stands(
    tagger: Tagger, tmp_path: Path, n_rows: int
) -> None:
    rows = [f"Đường số {n} hỏng không ai sửa,xã Tam Đa" for n in range(n_rows)]
    lines = ["noi_dung,noi", *rows, *['"Mất" điện,xã Tam Đa'] * 1001]
    (tmp_path / "cut.csv").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    result = tag_files(tmp_path / "cut.csv", out, tagger=tagger)
    told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [f"{row['text']},{row['place']}" for row in told] == rows
    codes = [reject.code for reject in result.rejects]
    assert codes == [*["row_csv"] * 1001, "file_damaged"]


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


def test_no_file_is_both_input_and_output(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    with pytest.raises(YkienError, match="both input and output"):
        tag_files(source, source, tagger=tagger, force=True)
    with pytest.raises(YkienError, match="both input and output"):
        tag_files(source, tmp_path / "o.csv", tagger=tagger, rejects=source, force=True)
    with pytest.raises(YkienError, match="named twice"):
        tag_files(source, tmp_path / "o.csv", tagger=tagger, rejects=tmp_path / "o.csv")
    assert source.read_bytes() == before


def test_rejects_that_the_user_names_stay_when_there_are_none(
    tagger: Tagger, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    kept = tmp_path / "kept.csv"
    kept.write_text("mine", encoding="utf-8")
    tag_files(good, tmp_path / "o.csv", tagger=tagger, rejects=kept, force=True)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_written_into_can_be_read_again(tagger: Tagger, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    for _ in range(2):
        result = tag_files(tmp_path, tmp_path / "out.csv", tagger=tagger, force=True)
        assert result.n_opinions == 1


def test_files_of_one_name_are_told_apart_and_each_is_read_once(
    tagger: Tagger, tmp_path: Path
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "in.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    first, second = tmp_path / "a" / "in.txt", tmp_path / "b" / "in.txt"
    frame = tag_files([first, second, first], tagger=tagger).frame
    assert len(frame) == 2
    assert frame["id"].is_unique
    assert frame["source"].is_unique


def test_a_linked_output_stays_a_link(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    tag_files(source, tmp_path / "link.csv", tagger=tagger, force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size > 100


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


def test_a_file_name_that_is_no_unicode(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xff.txt")
    path.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    assert tag_files(path, tagger=tagger).frame["source"].tolist() == ["b\\xff.txt"]


def test_a_frame_of_nothing_but_rejects(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\n" ",a\n', encoding="utf-8")
    frame = tag_files(path, tagger=tagger).frame
    assert len(frame) == 0
    assert {"topics", "text"} <= set(frame.columns)


def test_our_own_workbook_is_read_back(tagger: Tagger, root: Path, tmp_path: Path) -> None:
    samples = root / "corpus" / "samples"
    tag_files(samples, tmp_path / "first.xlsx", tagger=tagger)
    first = tag_files(samples, tagger=tagger).frame
    again = tag_files(tmp_path / "first.xlsx", tagger=tagger).frame
    for name in ("text", "place", "speaker", "topic"):
        assert again[name].tolist() == first[name].tolist(), name


def test_a_folder_that_may_not_be_written(
    tagger: Tagger, source: Path, open_folder: Path, nobody: Callable[[], Any]
) -> None:
    readable = open_folder / "in.csv"
    readable.write_bytes(source.read_bytes())
    readable.chmod(0o644)
    open_folder.chmod(0o555)
    with nobody(), pytest.raises(YkienError, match=r"cannot be written \(permission denied\)"):
        tag_files(readable, open_folder / "out.csv", tagger=tagger)


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """What writing meets on a full disk, near enough."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_full_disk_is_said_of_the_output_and_nothing_stays(
    tagger: Tagger, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng nặng, đề nghị sửa\n" * 60, encoding="utf-8")
    out = tmp_path / "ket-qua" / f"o.{suffix}"
    with no_file_above(4000), pytest.raises(YkienError, match=rf"o\.{suffix}: cannot be written"):
        tag_files(path, out, tagger=tagger)
    assert list(out.parent.iterdir()) == []


def test_nothing_stays_of_an_interrupted_writer(tmp_path: Path) -> None:
    out = tmp_path / "o.xlsx"
    with pytest.raises(KeyboardInterrupt), replacing(out) as temporary:
        temporary.write_text("half", encoding="utf-8")
        # As a library that writes a workbook does with its parts.
        temporary.with_name("part").write_text("sheet", encoding="utf-8")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_a_name_can_be(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    # The rejects would lie beside it, under a name that is longer by 12.
    out = tmp_path / f"{'ý' * 119}.csv"
    assert tag_files(path, out, tagger=tagger).outputs == [out]
    assert {p.name for p in tmp_path.iterdir()} == {"in.txt", out.name}


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


def test_english_headings(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    tag_files(source, tmp_path / "out.xlsx", tagger=tagger, lang="en")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Opinions", "Summary"]
    assert book["Opinions"]["K1"].value == "Opinion"
    rejects = (tmp_path / "out.xlsx.rejects.csv").read_text(encoding="utf-8-sig")
    assert "the opinion has no words (empty, or signs and pictures only)" in rejects


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
