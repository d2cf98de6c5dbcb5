"""Exports in JSON: records by their keys, tables as columns, and fields that come late."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile

SAID = [
    "Đường thôn 3 hỏng nặng, đề nghị sửa sớm.",
    "Cống nghẹt hai tháng nay chưa ai khơi.",
    "Đèn đường ở chợ tắt cả tháng.",
]
PLACES = ["Tổ 1", "Tổ 2", "Tổ 5"]
RECORDS = [{"noi_dung": text, "dia_chi": place} for text, place in zip(SAID, PLACES)]
KEYED = {f"-Nk{number}": record for number, record in enumerate(RECORDS)}
COLUMNS = {
    name: {str(number): record[name] for number, record in enumerate(RECORDS)}
    for name in ("noi_dung", "dia_chi")
}


def written(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [
        KEYED,
        {"phan_anh": KEYED},
        {"users": {"u1": {"name": "Lan"}}, "phan_anh": KEYED},
        COLUMNS,
    ],
)
def test_an_object_holds_records_by_their_keys_or_as_columns(data: Any, tmp_path: Path) -> None:
    frame = read_opinions(written(tmp_path / "export.json", data))
    assert frame["text"].tolist() == SAID
    assert frame["place"].tolist() == PLACES
    if data is not COLUMNS:
        assert frame["key"].tolist() == list(KEYED)


@pytest.mark.parametrize("keyed", [True, False])
def test_an_object_on_one_line_that_is_longer_than_the_sample(keyed: bool, tmp_path: Path) -> None:
    said = [f"{SAID[0]} Lần thứ {number}." for number in range(5000)]
    if keyed:
        data: Any = {f"k{number}": {"noi_dung": text} for number, text in enumerate(said)}
    else:
        data = {"noi_dung": {str(number): text for number, text in enumerate(said)}}
    path = written(tmp_path / "export.json", data)
    assert path.stat().st_size > 300_000
    assert read_opinions(path)["text"].tolist() == said


def test_who_asks_and_who_answers_are_one_record(tmp_path: Path) -> None:
    data = {
        "citizen": {"name": "Hà", "message": SAID[0]},
        "response": {"message": "Đã chuyển đội sửa đường."},
    }
    frame = read_opinions(written(tmp_path / "one.json", data))
    assert frame["text"].tolist() == [SAID[0]]
    assert frame["answer"].tolist() == ["Đã chuyển đội sửa đường."]


def message(number: int, **more: str) -> dict[str, str]:
    if number % 2:
        said = {"role": "admin", "sender": "UBND xã", "message": "Xã đã ghi nhận, sẽ kiểm tra ạ."}
    else:
        said = {"role": "user", "sender": f"Lan {number}", "message": SAID[number % 3]}
    return {**said, **more}


@pytest.mark.parametrize("lines", [True, False])
def test_a_field_of_messages_that_comes_behind_the_sample(lines: bool, tmp_path: Path) -> None:
    records = [message(number) for number in range(120)]
    records += [message(120, hinh_anh="cong.jpg"), {"ghi_chu_them": "xem lại tin trên"}]
    path = tmp_path / ("chat.jsonl" if lines else "chat.json")
    if lines:
        text = "\n".join(json.dumps(one, ensure_ascii=False) for one in records)
        path.write_text(text, encoding="utf-8")
    else:
        written(path, records)
    (chunk,) = read_chunks(InputFile(path, path.name))
    assert len(chunk.rows) == 61
    assert chunk.rows[-1]["hinh_anh"] == "cong.jpg"
    assert not any("hinh_anh" in row for row in chunk.rows[:-1])
    # A record of nothing else is not blank.
    assert not chunk.left_out["blank"]


def test_what_says_that_nobody_is_named_is_no_name(tmp_path: Path) -> None:
    fields = ("noi_dung", "ho_ten", "thon", "xa")
    rows = [
        (SAID[0], "Bà Lan", "thôn 3", "xã Tam Đa"),
        (SAID[1], "(không ghi)", "-", "xã Tam Đa"),
        (SAID[2], "không rõ", "chưa rõ", "..."),
    ]
    path = written(tmp_path / "a.json", [dict(zip(fields, row)) for row in rows])
    frame = read_opinions(path)
    assert frame["speaker"].tolist() == ["Bà Lan", "", ""]
    assert frame["place"].tolist() == ["thôn 3, xã Tam Đa", "xã Tam Đa", ""]
