"""Rows that can't be used are masked as those are that can."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import openpyxl

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.privacy import Mask
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

HEADINGS = ["STT", "Họ và tên", "Địa chỉ", "Số ĐT", "Số CCCD", "Nội dung đơn", "Ghi chú"]
ROWS = [
    [1, "Y Blim", "5 Trần Phú", "090511", 66068001234, "Đường vào buôn hỏng, đề nghị sửa.", ""],
    [2, "Sen", "7 Trần Phú", "090522", 66068005678, "Nước máy đục ba hôm nay rồi.", ""],
    [3, "Y Blim", "5 Trần Phú", "090511", 66068001234, "", "chờ gọi lại anh Tuấn"],
]
HIDDEN = ("Blim", "5 Trần", "090511", "66068001234", "Tuấn")


def petition_list(folder: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [HEADINGS, *ROWS]:
        book.active.append(row)
    book.save(folder / "don.xlsx")
    return folder / "don.xlsx"


def test_cells_of_a_row_without_an_opinion_are_masked_by_their_columns(tmp_path: Path) -> None:
    frame = read_opinions(petition_list(tmp_path), mask=Mask("s"))
    (reject,) = frame.attrs["rejects"]
    assert not [one for one in HIDDEN if one in reject["text"]]
    assert reject["text"].startswith("3 | " + frame["speaker"][0])
    assert "Trần Phú" in reject["text"] and "chờ gọi lại" in reject["text"]


def test_such_cells_are_masked_however_their_letters_are_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    hidden = ["Nguyễn Thị Bưởi", "Nguyễn Thị B\u200bưởi"]
    names = [unicodedata.normalize("NFD", hidden[0]), hidden[1]]
    for row in [HEADINGS, *ROWS[:2], *([3, name, *ROWS[2][2:]] for name in names)]:
        book.active.append(row)
    book.save(tmp_path / "don.xlsx")
    frame = read_opinions(tmp_path / "don.xlsx", mask=Mask("s"))
    rejects = [reject["text"] for reject in frame.attrs["rejects"]]
    assert len(rejects) == 2 and rejects[0] == rejects[1]
    assert rejects[0].startswith("3 | [TÊN-")


def test_blocks_of_such_rows_are_masked_as_well(tmp_path: Path) -> None:
    file = InputFile(petition_list(tmp_path), "don.xlsx")
    chunks = map(Mask("s").chunk, read_chunks(file, ReadOptions(keep_blocks=True)))
    shown = [block.text for chunk in chunks for block in chunk.blocks if block.kind == "reject"]
    assert shown and not [one for one in HIDDEN if one in shown[0]]


def test_fields_of_a_record_without_an_opinion_are_masked_by_their_names(tmp_path: Path) -> None:
    records = [
        {"message": "Đèn đường ngõ chợ hỏng cả tháng.", "sender": "Sen", "zalo": "090522"},
        {"message": "", "sender": "Y Blim", "zalo": "090511"},
    ]
    path = tmp_path / "tin.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    (reject,) = read_opinions(path, mask=Mask("s")).attrs["rejects"]
    assert "sender=[TÊN-" in reject["text"] and "zalo=[SĐT]" in reject["text"]


def test_values_in_lines_that_can_not_be_parsed_are_masked(tmp_path: Path) -> None:
    table = 'stt,ho_ten,dia_chi,noi_dung\n1,Sen,Thôn Đông,"Đường vào thôn hỏng, đề nghị sửa."\n'
    table += '2,"Y "Blim,Thôn Nội,"Nước đục cả tuần, đề nghị xử lý."\n3,Hằng Nga,Thôn Nội,"Rác\n'
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    broken = '{"name":"Tý","sender":{"full_name": "Y Blim"},"message":"Nước đục cả tuần rồi." "x":1'
    lines = [json.dumps({"name": "Sen", "message": "Đèn đường ngõ chợ hỏng cả tháng."}), broken]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("a.csv", "b.jsonl"):
        rejects = read_opinions(tmp_path / name, mask=Mask("s")).attrs["rejects"]
        shown = "\n".join(one["text"] for one in rejects)
        assert rejects and not [one for one in ("Blim", "Hằng", "Tý") if one in shown], name
        # What is said, and what the fields are called, can still be read.
        assert "Nước đục cả tuần" in shown and (name == "a.csv" or '"full_name"' in shown)


def test_names_in_small_letters_and_single_quotes_in_such_lines(tmp_path: Path) -> None:
    table = 'stt,ho_ten,dia_chi,noi_dung\n1,Sen,Thôn Đông,"Đường vào thôn hỏng, đề nghị sửa."\n'
    table += '2,trần hoa,Thôn Nội,"Nước "đục, cả tuần."\n3,tran van sau,Thôn Nội,"Rác\n'
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    record = {"ho_ten": "Trần Hoa", "chu_ho": "H'Hen Niê", "noi_dung": "Nước đục cả tuần rồi."}
    lines = [json.dumps({"ho_ten": "Sen", "noi_dung": "Đèn đường ngõ chợ hỏng cả tháng."})]
    (tmp_path / "b.jsonl").write_text("\n".join([*lines, str(record)]), encoding="utf-8")
    for name in ("a.csv", "b.jsonl"):
        rejects = read_opinions(tmp_path / name, mask=Mask("s")).attrs["rejects"]
        shown = "\n".join(one["text"] for one in rejects)
        hidden = ("hoa", "Hoa", "tran van sau", "Hen")
        assert rejects and not [one for one in hidden if one in shown], name
        assert "cả tuần" in shown and (name == "a.csv" or "'ho_ten'" in shown)
