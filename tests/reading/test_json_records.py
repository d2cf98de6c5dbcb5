"""JSON: text in pieces, a single record, and lists inside of objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp import read_opinions


def test_text_in_spans_is_read_as_one(tmp_path: Path) -> None:
    spans = ["Quỹ bảo trì ", {"type": "bold", "text": "1,1 tỷ"}, " không ai công khai."]
    path = tmp_path / "result.json"
    path.write_text(json.dumps([{"text": spans, "nhãn": ["a", "b"]}]), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == ["Quỹ bảo trì 1,1 tỷ không ai công khai."]
    assert "ab" not in str(frame["nhãn"].iloc[0])


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "noi_dung": "Đường hỏng nặng, đề nghị sửa sớm", "tags": ["duong"]},
        {"id": 1, "noi_dung": "Đường hỏng nặng, đề nghị sửa sớm", "images": [{"url": "a"}]},
    ],
)
def test_one_record_on_one_line_is_a_record(tmp_path: Path, record: dict[str, Any]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    assert read_opinions(tmp_path / "a.json")["text"].tolist() == [record["noi_dung"]]


def test_an_object_holds_a_list_whatever_its_fields_are_called(tmp_path: Path) -> None:
    said = ["Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho dân đi", "Nước máy đục, xin kiểm tra"]
    whole = {"total": 2, "items": [{"ma": i, "xyz": text} for i, text in enumerate(said)]}
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    assert read_opinions(tmp_path / "a.json")["text"].tolist() == said
