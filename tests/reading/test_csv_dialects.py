"""CSV as data bases and hands write it: backslashes or blanks before quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import read_opinions

GOOD = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho bà con đi lại"


def test_quotes_behind_backslashes_break_no_record(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [
        '1,"' + GOOD + '",A',
        r'2,"Ông An nói \"đường hỏng\", đề nghị sửa",B',
        r'3,"\"Nước đục\"",C',
    ]
    rows += [r'4,"Rác \"tồn\" ba tuần, đề nghị dọn",D,E', '5,"' + GOOD + '",F']
    path.write_text("\n".join(["stt,noi_dung,noi", *rows]) + "\n", encoding="utf-8")
    frame = read_opinions(path)
    said = [GOOD, 'Ông An nói "đường hỏng", đề nghị sửa', '"Nước đục"', GOOD]
    assert frame["text"].tolist() == said
    assert frame["position"].tolist() == ["L2", "L3", "L4", "L6"]
    # It is wider than the others.
    assert [reject["position"] for reject in frame.attrs["rejects"]] == ["L5"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_blanks_before_quotes_cut_no_text(tmp_path: Path, delimiter: str) -> None:
    said = [GOOD, "Nước đục; cả tuần, chưa ai xử lý"]
    rows = [f'{n}{delimiter} "{text}"{delimiter} "xã Tam Đa"' for n, text in enumerate(said, 1)]
    header = delimiter.join(["STT", " Nội dung phản ánh", " Địa chỉ"])
    (tmp_path / "a.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    frame = read_opinions(tmp_path / "a.csv")
    assert frame["text"].tolist() == said
    assert set(frame["place"]) == {"xã Tam Đa"}


def test_a_quotation_behind_a_blank_is_no_quoted_cell(tmp_path: Path) -> None:
    rows = ['1, "Đường tránh" hỏng nặng đề nghị sửa,xã A', "2,Nước đục cả tuần chưa ai xử lý,xã B"]
    text = "\n".join(["STT,Nội dung phản ánh,Địa chỉ", *rows])
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    frame = read_opinions(tmp_path / "a.csv")
    assert frame["text"].tolist()[0] == '"Đường tránh" hỏng nặng đề nghị sửa'
    assert not frame.attrs["rejects"]


def test_strokes_around_every_line_set_out_a_table_of_few(tmp_path: Path) -> None:
    lines = (
        "| Tổ 3 | bà Lành | Nhà trọ không đăng ký tạm trú, ồn ào |",
        "| Tổ 3 | ông Phi | Bậc thang công viên vỡ |",
        "| Tổ 8 | cô Nga | Ki ốt bán thuốc lá ngay cổng trường |",
    )
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    frame = read_opinions(tmp_path / "a.txt")
    assert frame["speaker"].tolist() == ["bà Lành", "ông Phi", "cô Nga"]
    assert frame["place"].tolist() == ["Tổ 3", "Tổ 3", "Tổ 8"]
