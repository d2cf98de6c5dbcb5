"""Results of an earlier run in a folder are known again, and not read as opinions."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from nlp import Tagger, tag_files
from nlp.batch.hotspots import report_hotspots


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    rows = [f"Đường thôn {i} hỏng nặng xin sửa,xã Tam Đa,0{i}/09/2026" for i in range(1, 7)]
    path.write_text("\n".join(["noi_dung,dia_chi,ngay", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_earlier_results_in_a_folder_are_not_read_as_opinions(
    tagger: Tagger, source: Path, tmp_path: Path, suffix: str
) -> None:
    first = tmp_path / f"thang-9.{suffix}"
    tag_files(source, first, tagger=tagger)
    result = tag_files(tmp_path, tmp_path / "thang-10.csv", tagger=tagger)
    refused = [r for r in result.rejects if r.source == first.name]
    assert result.n_opinions == 6
    assert [r.code for r in refused] == ["file_is_result"]
    # Who names it wants it tagged anew, beside its folder too.
    assert tag_files(first, tagger=tagger).n_opinions == 6
    assert tag_files([tmp_path, first], tagger=tagger).n_opinions == 12


def test_an_earlier_result_in_an_archive_is_not_read_as_opinions(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    tag_files(source, [tmp_path / "t.xlsx", tmp_path / "t.jsonl"], tagger=tagger)
    with zipfile.ZipFile(tmp_path / "office.zip", "w") as archive:
        for name in ("in.csv", "t.xlsx", "t.jsonl"):
            archive.write(tmp_path / name, f"2026/{name}")
    result = tag_files(tmp_path / "office.zip", tagger=tagger)
    assert result.n_opinions == 6
    assert [(r.source, r.code) for r in result.rejects] == [
        ("office.zip/2026/t.jsonl", "file_is_result"),
        ("office.zip/2026/t.xlsx", "file_is_result"),
    ]


def test_a_report_in_a_folder_is_not_read_as_opinions(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    tag_files(source, tmp_path / "elsewhere" / "t.jsonl", tagger=tagger)
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "in.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    reports = [folder / name for name in ("bao-cao.html", "bao-cao.xlsx", "bao-cao.json")]
    report_hotspots(tmp_path / "elsewhere" / "t.jsonl", reports)
    result = tag_files(folder, tagger=tagger)
    assert result.n_opinions == 1
    assert {(r.source, r.code) for r in result.rejects} == {
        ("bao-cao.xlsx", "file_is_result"),
        ("bao-cao.json", "file_is_result"),
    }


def test_an_earlier_result_that_excel_saved_anew_is_known(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    tag_files(source, tmp_path / "thang-9.csv", tagger=tagger)
    with (tmp_path / "thang-9.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "thang-9.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    result = tag_files(tmp_path, tagger=tagger)
    assert result.n_opinions == 6
    assert [r.code for r in result.rejects if r.source == "thang-9.csv"] == ["file_is_result"]
