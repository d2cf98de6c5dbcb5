"""No input row is lost: what can't be read is among the rejects, with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from nlp import Tagger, YkienError, tag_files
from nlp.reading.tables.grids import SAMPLE_ROWS


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


def test_rejects_of_an_earlier_run_do_not_stay(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    tag_files(source, out, tagger=tagger)
    good = tmp_path / "good.txt"
    good.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    tag_files(good, out, tagger=tagger, force=True)
    assert not (tmp_path / "out.jsonl.rejects.csv").exists()


def test_rejects_that_the_user_names_stay_when_there_are_none(
    tagger: Tagger, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    kept = tmp_path / "kept.csv"
    kept.write_text("mine", encoding="utf-8")
    tag_files(good, tmp_path / "o.csv", tagger=tagger, rejects=kept, force=True)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_every_input_row_is_in_the_output_or_in_the_rejects(
    tagger: Tagger, root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    result = tag_files(
        [root / "corpus" / "samples", root / "corpus" / "dev.jsonl"], out, tagger=tagger
    )
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == result.n_opinions == 382 + 149
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
    lines = ["noi_dung,noi", *rows, *['"Mất" điện, nước,xã Tam Đa'] * 1001]
    (tmp_path / "cut.csv").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    result = tag_files(tmp_path / "cut.csv", out, tagger=tagger)
    told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [f"{row['text']},{row['place']}" for row in told] == rows
    codes = [reject.code for reject in result.rejects]
    assert codes == [*["row_csv"] * 1001, "file_damaged"]
