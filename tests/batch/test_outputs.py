"""Tagged opinions as JSON Lines, CSV, Excel, Parquet and a frame: rows, columns, headings."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hostile import HOSTILE

from nlp import Tagger, tag_files
from nlp.reading.rows import COLUMNS, TAG_COLUMNS


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


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_same_input_gives_the_same_bytes(
    tagger: Tagger, root: Path, tmp_path: Path, suffix: str
) -> None:
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for out in (first, second):
        tag_files(root / "corpus" / "samples", out, tagger=tagger)
    assert first.read_bytes() == second.read_bytes()


def test_our_own_csv_is_read_back_as_it_was(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    tag_files(source, tmp_path / "first.csv", tagger=tagger)
    again = tag_files(tmp_path / "first.csv", tagger=tagger).frame
    assert again["text"].tolist() == HOSTILE


def test_our_own_workbook_is_read_back(tagger: Tagger, root: Path, tmp_path: Path) -> None:
    samples = root / "corpus" / "samples"
    tag_files(samples, tmp_path / "first.xlsx", tagger=tagger)
    first = tag_files(samples, tagger=tagger).frame
    again = tag_files(tmp_path / "first.xlsx", tagger=tagger).frame
    for name in ("text", "place", "speaker", "topic"):
        assert again[name].tolist() == first[name].tolist(), name


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


def test_a_frame_of_nothing_but_rejects(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\n" ",a\n', encoding="utf-8")
    frame = tag_files(path, tagger=tagger).frame
    assert len(frame) == 0
    assert {"topics", "text"} <= set(frame.columns)


def test_an_empty_result_is_a_whole_file(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('noi_dung,noi\n"  ",a\n', encoding="utf-8")
    outs = [tmp_path / f"out.{suffix}" for suffix in ("csv", "xlsx", "jsonl", "parquet")]
    result = tag_files(path, outs, tagger=tagger)
    assert (result.n_opinions, len(result.rejects)) == (0, 1)
    assert openpyxl.load_workbook(outs[1])["Ý kiến"].max_row == 1
    assert len(pd.read_parquet(outs[3])) == 0


def test_a_result_written_to_files_has_no_frame(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    result = tag_files(source, tmp_path / "out.csv", tagger=tagger)
    with pytest.raises(ValueError, match="written to files"):
        result.frame  # noqa: B018
