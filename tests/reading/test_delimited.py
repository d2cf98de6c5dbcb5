"""Lists that programs join with signs without quoting what stands in the cells."""

from __future__ import annotations

from pathlib import Path

from nlp import read_opinions

SAID = [
    '"Điện lực" cắt điện ba lần trong tuần mà không báo trước.',
    "Cống nghẹt hai tháng nay chưa ai khơi.",
    '"Chợ quê" bẩn quá, đề nghị quét dọn.',
]


def test_quotes_at_the_beginning_of_a_text_are_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{number};{said};Tổ {number}" for number, said in enumerate(SAID * 500, 1)]
    path.write_text("\n".join(("STT;Nội dung;Khu vực", *rows)), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == SAID * 500
    assert frame["place"].tolist()[-1] == "Tổ 1500"
    assert not frame.attrs["rejects"]


def test_quotes_within_a_quoted_cell_that_are_not_doubled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '"STT","Nội dung","Khu vực"\n"1","Đường "vành đai" hỏng nặng","Tổ 1"\n'
        '"2","Cống nghẹt hai tháng nay","Tổ 2"\n"3","Chợ "quê", nhà văn hóa đều bẩn","Tổ 3"\n',
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == ['Đường "vành đai" hỏng nặng', "Cống nghẹt hai tháng nay"]
    assert frame["place"].tolist() == ["Tổ 1", "Tổ 2"]
    # With a comma in it, nobody can tell where the cell ends.
    assert [reject["position"] for reject in frame.attrs["rejects"]] == ["L4"]
