"""Tables in Parquet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow
import pytest
from pyarrow import parquet

from nlp import YkienError, read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

ROWS = [
    ("Đường vào thôn hỏng nặng, đề nghị sửa", "xã Tam Đa", "05/09/2026"),
    ("Rác tồn đọng, đề nghị tăng chuyến thu gom", "phường Nếnh", "06/09/2026"),
]


def test_a_table_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame(ROWS, columns=["noi_dung", "dia_chi", "ngay"]).to_parquet(path)
    frame = read_opinions(path)
    assert frame["text"].tolist() == [row[0] for row in ROWS]
    assert frame["place"].tolist() == [row[1] for row in ROWS]


def test_parquet_with_text_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    said = ["Rác đầy đường".encode(), "Điện yếu".encode()]
    pd.DataFrame({"noi_dung": said, "anh": [b"\xff\xd8", b"\xff"]}).to_parquet(path)
    assert read_opinions(path)["text"].tolist() == ["Rác đầy đường", "Điện yếu"]


def test_what_stands_before_the_damage_of_a_parquet_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    said = [f"Đường thôn {i} hỏng nặng, đề nghị sửa" for i in range(2000)]
    pd.DataFrame({"noi_dung": said}).to_parquet(path, row_group_size=500, compression="gzip")
    data = bytearray(path.read_bytes())
    begin = parquet.ParquetFile(path).metadata.row_group(3).column(0).data_page_offset
    data[begin + 40 : begin + 400] = bytes(360)
    path.write_bytes(data)
    kept: list[str] = []
    with pytest.raises(YkienError) as caught:
        for chunk in read_chunks(InputFile(path, path.name), ReadOptions()):
            kept += [row["text"] for row in chunk.rows]
    assert 1000 <= len(kept) < 2000 and kept == said[: len(kept)]
    assert f"hỏng hoặc bị cắt cụt từ dòng {len(kept) + 1} trở đi" in caught.value.message("vi")


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    said, homes, notes = [row[0] for row in ROWS], [row[1] for row in ROWS], ["a", "b"]
    table = pyarrow.table([said, homes, notes], names=["noi_dung", "dia_chi", "noi_dung"])
    parquet.write_table(table, path)
    frame = read_opinions(path)
    assert frame["text"].tolist() == said
    assert frame["place"].tolist() == homes
    assert frame["noi_dung (2)"].tolist() == notes
