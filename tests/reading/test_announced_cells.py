"""What clerks write before the words of a citizen in the cells of a list of opinions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from nlp import read_opinions

GUTTER = "Cống trước chợ vỡ từ tháng 3, nước thải tràn ra đường."
LAMPS = "Đèn ngõ 12 hỏng, đề nghị thay bóng."
TRUCKS = "Xe ben chạy đêm làm nứt nhà dân."


def read(path: Path, lead: str, speakers: tuple[str, ...] = ()) -> pd.DataFrame:
    texts = [f"{lead}{text}" for text in (GUTTER, LAMPS, TRUCKS)]
    rows = [("Mã", "Nơi ở", "Nội dung", *(["Người gửi"] if speakers else []))]
    for number, text in enumerate(texts):
        rows.append((str(number), "Phường Hải An", text, *speakers[number : number + 1]))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return read_opinions(path)


@pytest.mark.parametrize(
    "lead",
    [
        "Công dân phản ánh: ",
        "Người dân cho biết: ",
        "CỬ TRI KIẾN NGHỊ:\n",
        "Khách hàng gọi điện báo: ",
        "Nội dung phản ánh: ",
        "Nội dung: Công dân trình bày như sau: ",
        "Chị Hoa phản ánh: ",
    ],
)
def test_an_announcement_is_no_part_of_an_opinion(tmp_path: Path, lead: str) -> None:
    speakers = ("Trần Thị Hoa", "Nguyễn Thị Hoa", "")
    frame = read(tmp_path / "a.csv", lead, speakers)
    assert frame["text"].tolist() == [GUTTER, LAMPS, TRUCKS]
    assert frame["speaker"].tolist()[:2] == list(speakers[:2])
    assert frame["speaker"][2] == ("Chị Hoa" if "Hoa" in lead else frame["speaker"][2])
    assert read(tmp_path / "b.csv", lead)["text"].tolist() == [GUTTER, LAMPS, TRUCKS]


@pytest.mark.parametrize(
    "lead",
    [
        "Công dân phản ánh tiếng ồn: ",
        "Về việc thoát nước: ",
        "Xe ben chạy đêm, đề nghị: ",
        "Nhân tiện phản ánh: ",
        "Lừa đảo: ",
    ],
)
def test_what_tells_of_a_matter_stays(tmp_path: Path, lead: str) -> None:
    for speakers in ((), ("Trần Thị Hoa", "Lê Văn Tư", "")):
        frame = read(tmp_path / "a.csv", lead, speakers)
        assert frame["text"].tolist() == [f"{lead}{text}" for text in (GUTTER, LAMPS, TRUCKS)]


def test_somebody_else_who_is_announced_stays(tmp_path: Path) -> None:
    frame = read(tmp_path / "a.csv", "Ông Tám (tổ 3) nói: ", ("Trần Thị Hoa", "Lê Văn Tám", ""))
    assert frame["text"].tolist() == [f"Ông Tám (tổ 3) nói: {GUTTER}", LAMPS, TRUCKS]
    assert frame["speaker"].tolist() == ["Trần Thị Hoa", "Lê Văn Tám", "Ông Tám"]
    assert frame["place"].tolist() == ["Phường Hải An", *["tổ 3, Phường Hải An"] * 2]


def test_another_citizen_who_is_announced_keeps_his_name(tmp_path: Path) -> None:
    lead = "Công dân Nguyễn Văn An, tổ 3, phản ánh: "
    frame = read(tmp_path / "a.csv", lead, ("Trần Thị Hoa", "Nguyễn Văn An", ""))
    assert frame["text"].tolist() == [f"{lead}{GUTTER}", LAMPS, TRUCKS]
    assert frame["speaker"].tolist()[:2] == ["Trần Thị Hoa", "Nguyễn Văn An"]
    assert frame["place"][0] == "Phường Hải An"


def test_a_long_run_of_spaces_before_a_cell_takes_no_time(tmp_path: Path) -> None:
    """Time that grew with the square of the run would be minutes."""
    frame = read(tmp_path / "a.csv", "." + " " * 30_000, ("", "", "Trần Thị Hoa"))
    assert len(frame) == 3


def test_matters_below_an_announcement_and_in_records(tmp_path: Path) -> None:
    text = f"Công dân phản ánh:\n1. {GUTTER}\n2. {LAMPS}"
    (tmp_path / "a.csv").write_text(
        f'Mã,Người gửi,Nơi ở,Nội dung\n1,Trần Thị Hoa,Phường Hải An,"{text}"\n', encoding="utf-8"
    )
    assert read_opinions(tmp_path / "a.csv")["text"].tolist() == [GUTTER, LAMPS]
    records = [{"noi_dung": f"Người dân cho biết: {t}", "ngay": "2026-03-01"} for t in (GUTTER,)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert read_opinions(tmp_path / "a.jsonl")["text"].tolist() == [GUTTER]
