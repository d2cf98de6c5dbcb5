"""Personal data is masked in the tables and texts of files that are read and tagged."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from nlp import Tagger, read_opinions, tag_files
from nlp.cli import main
from nlp.errors import InputError
from nlp.reading.files import read_chunks
from nlp.reading.masking.salt import load_salt
from nlp.reading.privacy import TOKEN, WITHHELD, Mask
from nlp.reading.rows import Chunk, InputFile
from nlp.reading.tables.layout import ReadOptions


def petition_list(folder: Path) -> Path:
    path = folder / "don.csv"
    rows = [
        ["Người gửi", "SĐT", "Nội dung", "Trả lời"],
        ["H'Nguôm Niê", "912345678", "H'Nguôm Niê xin vay vốn làm nhà vệ sinh.", "Đã gọi bà Niê"],
        ["Cử tri thôn Đông", "", "Đường liên thôn hỏng, đề nghị trải nhựa.", ""],
        ["lê thị sáu", "0987 654 321", "Nước máy đục, nhà số 5/12/3 không dùng được.", ""],
        ["Ông Trần Bình, Chủ tịch UBND xã", "", "Đề nghị tỉnh cấp vốn làm cầu qua sông.", ""],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_columns_are_masked(tmp_path: Path) -> None:
    path = petition_list(tmp_path)
    clear, hidden = read_opinions(path), read_opinions(path, mask=Mask("s"))
    shown = hidden.to_csv()
    for personal in ("Nguôm", "912345678", "lê thị sáu", "0987", "5/12/3", "bà Niê"):
        assert personal in clear.to_csv()
        assert personal not in shown
    assert hidden["speaker"][1] == "Cử tri thôn Đông"
    assert hidden["speaker"][3] == "Ông Trần Bình, Chủ tịch UBND xã"
    assert hidden["text"][1] == clear["text"][1]
    # The speaker is one person, there and in what is said.
    assert TOKEN.findall(hidden["speaker"][0]) == TOKEN.findall(hidden["text"][0])
    assert list(hidden["position"]) == list(clear["position"])


def test_numbers_under_headings_of_phones_and_cards_are_masked() -> None:
    row = {
        "id": "1",
        "legacy_code": "123456789",
        "speaker": "Trần Thị Lụa",
        "text": "Đường hỏng.",
        "answer": "Đã mời Trần Thị Lụa lên xã.",
        "phone": "0912345678",
        "Số ĐT": 912345678.0,
        "Điện thoại": 912345678,
        "Số điện thoại người gửi": 987654321.0,
        "CCCD của người gửi": "001085012345",
        "Ngày cấp CCCD": date(2021, 5, 1),
        "Kênh (điện thoại, zalo)": "zalo",
        "Kinh phí": 350000000.0,
    }
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert {name: masked[name] for name in list(row)[5:10]} == {
        "phone": "[SĐT]",
        "Số ĐT": "[SĐT]",
        "Điện thoại": "[SĐT]",
        "Số điện thoại người gửi": "[SĐT]",
        "CCCD của người gửi": "[CCCD]",
    }
    for kept in ("legacy_code", "Ngày cấp CCCD", "Kênh (điện thoại, zalo)", "Kinh phí"):
        assert masked[kept] == row[kept]
    assert "Lụa" not in str(masked)


def test_how_files_were_read_is_kept_and_blocks_are_masked(tmp_path: Path) -> None:
    path = petition_list(tmp_path)
    clear, hidden = read_opinions(path), read_opinions(path, mask=Mask("s"))
    assert clear.attrs["inputs"]
    assert hidden.attrs["inputs"] == clear.attrs["inputs"]
    (chunk,) = read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True))
    masked = Mask("s").chunk(chunk)
    assert [b.position for b in masked.blocks] == [b.position for b in chunk.blocks]
    assert "5/12/3" in str(chunk.blocks)
    assert "5/12/3" not in str(masked.blocks)


def test_ids_tell_nothing_without_the_salt(tmp_path: Path) -> None:
    path = petition_list(tmp_path)
    clear = read_opinions(path)
    one, same, other = (read_opinions(path, mask=Mask(salt)) for salt in ("a", "a", "b"))
    pd.testing.assert_frame_equal(one, same)
    assert not set(one["id"]) & (set(clear["id"]) | set(other["id"]))
    assert one["id"].is_unique


def test_rejects_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": "Đường hỏng, đề nghị sửa sớm cho dân."}, ensure_ascii=False)
    cut = '{"text": "B\\u00e0 Nguy\\u1ec5n Th\\u1ecb Hoa g\\u1ecdi 0912345678'
    path.write_bytes(
        (good + "\n").encode() * 20 + cut.encode() + b"\n" + b'{"text": "Ong Tu\xff 0912345678"}\n'
    )
    rejects = read_opinions(path, mask=Mask("s")).attrs["rejects"]
    assert len(rejects) == 2
    assert not any("0912345678" in r["text"] or "Hoa" in r["text"] for r in rejects)
    assert WITHHELD in [r["text"] for r in rejects]
    clear = read_opinions(path).attrs["rejects"]
    assert [r["reason"] for r in clear] == [r["reason"] for r in rejects]


def test_tagged_files_hold_no_name_nor_keyword_of_one(tmp_path: Path, tagger: Tagger) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. Bà Trần Thị Lụa (tổ 3) gọi 0912.345.678 báo rác ứ đọng ba ngày.\n", "utf-8")
    for suffix in (".jsonl", ".csv"):
        tag_files(path, tmp_path / f"out{suffix}", tagger=tagger, mask=Mask("s"))
        out = (tmp_path / f"out{suffix}").read_text(encoding="utf-8")
        assert "[TÊN-" in out and "Lụa" not in out and "0912" not in out


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = petition_list(tmp_path)
    salt = tmp_path / "salt.txt"
    salt.write_text("muối bí mật\n", encoding="utf-8")

    def run(name: str, *options: str) -> tuple[str, str]:
        out = tmp_path / name
        with pytest.raises(SystemExit) as stop:
            main(["tag", str(path), "-o", str(out), "--lang", "en", *options])
        assert not stop.value.code
        return out.read_text(encoding="utf-8"), " ".join(capsys.readouterr().err.split())

    first, said = run("a.jsonl", "--mask", "--mask-salt", str(salt))
    assert "H'Nguôm" not in first and "random salt" not in said
    assert run("b.jsonl", "--mask", "--mask-salt", "muối bí mật")[0] == first
    random, said = run("c.jsonl", "--mask")
    assert random != first and "random salt" in said


def test_salt_of_a_file_or_text(tmp_path: Path) -> None:
    path = tmp_path / "salt"
    path.write_text(" bí mật \n", encoding="utf-8")
    assert load_salt(str(path)) == load_salt("bí mật")
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError):
        load_salt(str(path))


@pytest.mark.parametrize("name", ["muoi.txt", "bi-mat/muoi", r"C:\muoi.txt"])
def test_a_file_of_the_salt_that_is_missing_is_told(name: str) -> None:
    with pytest.raises(InputError):
        load_salt(name)


def test_a_number_in_front_of_an_address_is_that_of_a_house(tmp_path: Path) -> None:
    path = tmp_path / "phan-anh.csv"
    path.write_text(
        "Họ và tên,Địa chỉ,Nội dung kiến nghị\n"
        'Lê Thị Hoa,"12 Lê Lợi, P. Bến Nghé, Q.1",12 Lê Lợi bị ngập cả tuần đề nghị khơi cống\n'
        'Đỗ Văn Tám,"12/5 Nguyễn Trãi, phường 3, quận 5",Rác để ba ngày không ai thu gom\n'
        'Ngô Văn Ba,"tổ 5, ấp 3, xã Tân Hòa",Đề nghị sửa cầu qua kênh đã mục nát\n'
        'Lý Văn Sáu,"45/3, tổ 5, xã Tân Hòa",Nước máy đục ba hôm nay không dùng được\n',
        encoding="utf-8",
    )
    frame = read_opinions(path, mask=Mask("muối"))
    assert list(frame["place"]) == [
        "[SỐ NHÀ] Lê Lợi, P. Bến Nghé, Q.1",
        "[SỐ NHÀ] Nguyễn Trãi, phường 3, quận 5",
        "tổ 5, ấp 3, xã Tân Hòa",
        "[SỐ NHÀ], tổ 5, xã Tân Hòa",
    ]
    assert list(frame["ward_code"])[:2] == ["26740", "27301"]
