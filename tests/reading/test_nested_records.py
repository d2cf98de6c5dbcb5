"""Records with fields inside fields are read as flat ones, and masked by the fields' names."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd

from nlp import read_opinions
from nlp.reading.privacy import Mask

LIGHT = "Đèn đường trước trường tiểu học hỏng cả tháng, đề nghị sửa."
WASTE = "Rác ứ đọng ở đầu ngõ mấy ngày nay không ai gom."


def record(name: str, phone: str, ward: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "citizen": {"name": name, "phone": phone, "address": {"street": "Ngõ 5", "ward": ward}},
        "content": content,
        "status": {"code": 2, "name": "Đang xử lý"},
        "category": {"id": 4, "name": "Hạ tầng"},
        "response": {"content": "Đã chuyển điện lực.", "date": "2026-03-09"},
        "created_at": {"$date": "2026-03-01T08:00:00"},
        **more,
    }


RECORDS = [
    record("Hà", "0912345678", "Phường Tuy Hòa", LIGHT),
    record("Sen", "0912345679", "Phường Bình Kiến", WASTE, response=None),
]


def as_json(folder: Path, records: list[dict[str, Any]], *, lines: bool = False) -> Path:
    path = folder / ("a.jsonl" if lines else "a.json")
    dumped = [json.dumps(one, ensure_ascii=False) for one in records]
    text = "\n".join(dumped) if lines else f'{{"total": 2, "data": [{", ".join(dumped)}]}}'
    path.write_text(text, encoding="utf-8")
    return path


def test_fields_within_fields_tell_who_where_when_and_what_was_answered(tmp_path: Path) -> None:
    for lines in (False, True):
        frame = read_opinions(as_json(tmp_path, RECORDS, lines=lines))
        assert frame["text"].tolist() == [LIGHT, WASTE]
        assert frame["speaker"].tolist() == ["Hà", "Sen"]
        assert frame["place"][1] == "Ngõ 5, Phường Bình Kiến"
        assert frame["date"].dt.day.tolist() == [1, 1]
        assert frame["answer"].tolist() == ["Đã chuyển điện lực.", ""]
        assert frame["status"][0] == "Đang xử lý" and frame["phone"][0] == "0912345678"
        # The others are kept, each a column; what is empty leaves none behind.
        assert frame["category.name"].tolist() == ["Hạ tầng"] * 2
        assert "response.date" in frame and "response" not in frame


def test_what_a_program_writes_for_no_value_is_no_name(tmp_path: Path) -> None:
    none = float("nan")
    fields = ("noi_dung", "ho_ten", "dia_chi", "tra_loi")
    rows = [(LIGHT, "Hà", "Phường Tuy Hòa", "Đã sửa."), (WASTE, none, none, none)]
    file = as_json(tmp_path, [dict(zip(fields, row)) for row in rows], lines=True)
    frame = read_opinions(file)
    assert frame["text"].tolist() == [LIGHT, WASTE]
    for name in ("speaker", "place", "answer"):
        assert frame[name][1] == ""


def test_whoever_handles_it_is_not_who_speaks(tmp_path: Path) -> None:
    staff = {"staff": {"name": "Lan Anh", "phone": "0911111111"}}
    frame = read_opinions(as_json(tmp_path, [staff | one for one in RECORDS]))
    assert frame["speaker"].tolist() == ["Hà", "Sen"]
    assert frame["phone"][0] == "0912345678"


def test_names_in_fields_and_lists_of_fields_are_masked(tmp_path: Path) -> None:
    more = {"owner": {"fullName": "Tý"}, "comments": [{"user": {"name": "Na"}, "ok": True}]}
    frame = read_opinions(as_json(tmp_path, [one | more for one in RECORDS]), mask=Mask("s"))
    told = frame.to_json(force_ascii=False, date_format="iso")
    assert not [name for name in ("Hà", "Sen", '"Tý"', '\\"Na\\"', "09123") if name in told]
    assert json.loads(frame["comments"][0])[0]["ok"] is True
    assert frame["category.name"].tolist() == ["Hạ tầng"] * 2


def test_tables_with_such_headings_and_parquet_are_read_alike(tmp_path: Path) -> None:
    flat = pd.json_normalize(RECORDS)
    flat.to_csv(tmp_path / "a.csv", index=False, quoting=csv.QUOTE_MINIMAL)
    columns = ["citizen", "content", "status"]
    pd.DataFrame(RECORDS)[columns].to_parquet(tmp_path / "a.parquet")
    for name in ("a.csv", "a.parquet"):
        frame = read_opinions(tmp_path / name)
        assert frame["speaker"].tolist() == ["Hà", "Sen"], name
        assert frame["status"].tolist() == ["Đang xử lý"] * 2, name


def test_a_field_that_is_called_so_already_is_not_lost(tmp_path: Path) -> None:
    frame = read_opinions(as_json(tmp_path, [one | {"a.b": 1, "a": {"b": 2}} for one in RECORDS]))
    assert frame["a.b"].tolist() == [1, 1] and frame["a"][0] == '{"b": 2}'


def test_records_that_a_server_answers_with_are_found_within_objects(tmp_path: Path) -> None:
    answer = {"message": "Lấy dữ liệu thành công", "result": {"page": 1, "items": RECORDS}}
    (tmp_path / "a.json").write_text(json.dumps(answer), encoding="utf-8")
    assert read_opinions(tmp_path / "a.json")["speaker"].tolist() == ["Hà", "Sen"]
    # What is written below one record is no list of records.
    one = RECORDS[0] | {"comments": {"data": [{"message": "Đúng rồi, tối om cả ngõ."}]}}
    (tmp_path / "b.json").write_text(json.dumps(one), encoding="utf-8")
    assert read_opinions(tmp_path / "b.json")["text"].tolist() == [LIGHT]


def test_fields_of_programs_that_write_words_as_one(tmp_path: Path) -> None:
    names = ["maPhieu", "noiDung", "nguoiGui", "soDienThoai", "ngayGui", "diaChi", "trangThai"]
    rows = [
        ["1", LIGHT, "Hà", "0905123456", "01/03/2026", "ngõ 12", "Đang xử lý"],
        ["2", WASTE, "Sen", "0905123457", "02/03/2026", "ngõ 5", "Đã xử lý"],
    ]
    frame = read_opinions(as_json(tmp_path, [dict(zip(names, row)) for row in rows]))
    assert frame["speaker"].tolist() == ["Hà", "Sen"]
    assert frame["place"].tolist() == ["ngõ 12", "ngõ 5"]
    assert frame["date"].dt.day.tolist() == [1, 2]
    assert frame["status"].tolist() == ["Đang xử lý", "Đã xử lý"]


def test_who_handles_it_is_no_place_beside_the_place(tmp_path: Path) -> None:
    offices = ["TT Công viên cây xanh", "UBND phường Vỹ Dạ"]
    for names in (["DiaDiem", "DonVi"], ["Địa điểm", "Đơn vị"]):
        rows = [
            {"NoiDungPhanAnh": text, names[0]: ward, names[1]: office}
            for text, ward, office in zip((LIGHT, WASTE), ("Phường Vỹ Dạ", "tổ 7"), offices)
        ]
        frame = read_opinions(as_json(tmp_path, rows))
        assert frame["place"].tolist() == ["Phường Vỹ Dạ", "tổ 7"]
        assert frame[names[1]].tolist() == offices


def test_what_is_nested_deeply_is_masked_without_end_of_the_stack(tmp_path: Path) -> None:
    deep = "[" * 700 + '"Bà Nguyễn Thị Lan"' + "]" * 700
    rows = [["noi_dung", "ghi_chu"], [LIGHT, deep], [WASTE, "{" * 5000]]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    frame = read_opinions(tmp_path / "a.csv", mask=Mask("s"))
    assert frame["text"].tolist() == [LIGHT, WASTE] and "Lan" not in frame["ghi_chu"][0]
    lines = [{"message": LIGHT, "more": json.loads("[" * 300 + "]" * 300)}, {"message": WASTE}]
    read = read_opinions(as_json(tmp_path, lines, lines=True), mask=Mask("s"))
    assert read["text"].tolist() == [LIGHT, WASTE]
