"""Files that are no tagged tables are refused in a short sentence, and stop no others."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet
from rows import ROW, write_jsonl

from nlp.batch.tagged import read_tagged
from nlp.errors import YkienError


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "Nội dung,Ngày\nĐường hỏng,05/09/2026\n"),
        ("t.jsonl", '{"text": "Đường hỏng"}\n'),
        ("t.txt", "Đường hỏng, đề nghị sửa\n"),
    ],
)
def test_a_table_that_was_not_tagged_is_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(YkienError, match="run `ykien tag` on it first"):
        read_tagged(tmp_path / name)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("ghi chú\rdòng hai,x\n", id="line ends of old Macs"),
        pytest.param('"' + "dài " * 50_000, id="a quote that is never closed"),
        pytest.param(f"{'cột ' * 500},b\n1,2\n", id="a long heading"),
        pytest.param("[" * 20_000, id="deep JSON"),
    ],
)
def test_what_is_no_table_is_refused_in_a_short_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.csv").write_text(content, encoding="utf-8", newline="")
    with pytest.raises(YkienError, match="run `ykien tag` on it first") as refused:
        read_tagged(tmp_path / "t.csv")
    assert len(refused.value.message("vi")) < 400


@pytest.mark.parametrize("rows", ["", "a1,Bãi rác bốc mùi,moi_truong/rac_thai\n"])
def test_a_csv_whose_header_is_broken_is_refused(tmp_path: Path, rows: str) -> None:
    (tmp_path / "t.csv").write_text(f'"Mã" hồ sơ,text,topics\n{rows}', encoding="utf-8")
    with pytest.raises(YkienError, match="its header is no CSV record"):
        read_tagged(tmp_path / "t.csv")
    good = write_jsonl(tmp_path / "good.jsonl", ROW)
    table = read_tagged([good, tmp_path / "t.csv"])
    assert len(table.frame) == 1
    codes = [(reject.position, reject.code) for reject in table.rejects]
    assert codes == [("L1", "row_csv"), ("", "file_damaged")]


def test_an_untagged_or_damaged_workbook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Ngày"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(YkienError, match="found: Nội dung, Ngày"):
        read_tagged(tmp_path / "t.xlsx")
    (tmp_path / "cut.parquet").write_bytes(b"PAR1 cut")
    # A day of the year 33658, which no calendar of Python has.
    strange = {
        "text": ["Rác hôi"],
        "topic": ["moi_truong"],
        "k": pa.array([10**12], pa.timestamp("s")),
    }
    parquet.write_table(pa.table(strange), tmp_path / "year.parquet")
    for name in ("cut", "year"):
        with pytest.raises(YkienError, match=f"{name}.parquet: this Parquet file is damaged"):
            read_tagged(tmp_path / f"{name}.parquet")
    (tmp_path / "none.csv").touch()
    with pytest.raises(YkienError, match="empty"):
        read_tagged(tmp_path / "none.csv")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = write_jsonl(tmp_path / "good.jsonl", ROW)
    (tmp_path / "bad.csv").write_text("Nội dung\nx\n", encoding="utf-8")
    table = read_tagged([good, tmp_path / "bad.csv"])
    assert len(table.frame) == 1
    assert [(r.source, r.code) for r in table.rejects] == [("bad.csv", "not_tagged")]


def test_rejects_of_a_file_that_breaks_off_are_kept(tmp_path: Path) -> None:
    lines = ["id,text,topics", "a1,Bãi rác bốc mùi,moi_truong/rac_thai", "a2,Mất điện,lạ"]
    lines += ['a3,"Mất" điện, nước,khac'] * 1001
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    table = read_tagged(tmp_path / "t.csv")
    assert table.frame["id"].tolist() == ["a1"]
    codes = [reject.code for reject in table.rejects]
    assert codes == ["row_topic", *["row_csv"] * 1001, "file_damaged"]
