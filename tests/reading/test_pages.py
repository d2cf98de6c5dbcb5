"""HTML pages and XML of Excel 2003, which programs of offices export under the suffix xls."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import YkienError, read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.formats.legacy import encode_tcvn3
from nlp.reading.rows import InputFile
from nlp.reading.tables.layout import ReadOptions

ROAD = "Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho bà con đi lại"
WASTE = "Rác mười ngày mới có xe vào một lần, đề nghị tăng số chuyến"
WATER = "Nước máy có mùi tanh, đề nghị nhà máy kiểm tra đường ống"
HEAD = "<tr><th>STT</th><th>Ngày nhận</th><th>Địa chỉ</th><th>Nội dung phản ánh</th></tr>"
XML = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def page(*rows: str, above: str = "") -> str:
    return f"<html><body>{above}<table border=1>{HEAD}{''.join(rows)}</table></body></html>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def workbook(*sheets: tuple[str, str]) -> str:
    body = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{rows}</Table></Worksheet>' for name, rows in sheets
    )
    return f'{XML}<Workbook xmlns="{NAMESPACE}" xmlns:ss="{NAMESPACE}">{body}</Workbook>'


def xml_row(*cells: str, more: str = "") -> str:
    data = (f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells)
    return f"<Row{more}>{''.join(data)}</Row>"


@pytest.mark.parametrize("name", ["danh-sach.xls", "danh-sach.html", "stdin"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_that_is_called_a_workbook(tmp_path: Path, name: str, codec: str) -> None:
    path = tmp_path / name
    text = page(row("1", "3/11/2025", "xã Tam Đa", ROAD), row("2", "4/11/2025", "xã Tam Đa", WASTE))
    path.write_bytes(text.encode(codec))
    frame = read_opinions(path)
    assert frame["text"].tolist() == [ROAD, WASTE]
    assert frame["place"].tolist() == ["xã Tam Đa"] * 2
    assert frame["date"].dt.date.tolist() == [date(2025, 11, 3), date(2025, 11, 4)]
    assert frame["position"].tolist() == ["T1R2", "T1R3"]
    assert frame.attrs["inputs"][0]["kind"] == "html"


def test_what_programs_put_before_a_table_is_no_text(tmp_path: Path) -> None:
    head = (
        "<style>.num {mso-number-format:'\\@'}</style><!-- xuất từ phần mềm -->"
        "<script>var a = '<td>Đường hỏng</td>';</script>"
    )
    (tmp_path / "a.xls").write_text(f"{head}<table>{HEAD}{row('1', '', '', ROAD)}</table>", "utf-8")
    assert read_opinions(tmp_path / "a.xls")["text"].tolist() == [ROAD]


def test_letters_in_numbers_and_in_tcvn3(tmp_path: Path) -> None:
    numbered = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in page(row("1", "", "", ROAD)))
    (tmp_path / "so.xls").write_text(numbered, encoding="ascii")
    assert read_opinions(tmp_path / "so.xls")["text"].tolist() == [ROAD]
    old = encode_tcvn3(page(row("1", "", "", ROAD), row("2", "", "", WASTE)))
    (tmp_path / "abc.xls").write_bytes(old.encode("cp1252"))
    assert read_opinions(tmp_path / "abc.xls")["text"].tolist() == [ROAD, WASTE]


def test_merged_cells_and_lines_in_cells(tmp_path: Path) -> None:
    rows = (
        f"<tr><td>1</td><td>3/11/2025</td><td rowspan=2>xã Tam Đa</td><td>{ROAD}</td></tr>",
        "<tr><td>2</td><td>4/11/2025</td><td>Rác mười ngày<br>chưa ai dọn</td></tr>",
        "<tr><td colspan=4>II. XÃ YÊN PHONG</td></tr>",
        f"<tr><td>3</td><td>5/11/2025</td><td></td><td><p>{WATER}</p></td></tr>",
    )
    (tmp_path / "a.xls").write_text(page(*rows), encoding="utf-8")
    frame = read_opinions(tmp_path / "a.xls")
    assert frame["text"].tolist() == [ROAD, "Rác mười ngày chưa ai dọn", WATER]
    assert frame["place"].tolist() == ["xã Tam Đa", "xã Tam Đa", "XÃ YÊN PHONG"]


def test_a_list_in_a_table_that_sets_out_the_page(tmp_path: Path) -> None:
    inner = f"<table>{HEAD}{row('1', '', 'xã Tam Đa', ROAD)}{row('2', '', '', WASTE)}</table>"
    outer = f"<table><tr><td>Menu</td><td><h1>Phản ánh tháng 11</h1>{inner}</td></tr></table>"
    (tmp_path / "a.html").write_text(f"<html>{outer}</html>", encoding="utf-8")
    assert read_opinions(tmp_path / "a.html")["text"].tolist() == [ROAD, WASTE]


def test_a_page_of_paragraphs_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>Trang</title></head><body>"
        "<h2>Ý kiến của nhân dân</h2>"
        f"<p>Ông Nguyễn Văn An, thôn Đoài: {ROAD}.</p>"
        f"<p>Bà Trần Thị Bé, thôn Đông:\n  {WASTE}.</p></body></html>",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [f"{ROAD}.", f"{WASTE}."]
    assert frame["place"].tolist() == ["thôn Đoài", "thôn Đông"]


def test_what_a_page_hides_is_seen_but_no_opinion(tmp_path: Path) -> None:
    hidden = f"<tr style='display: none'><td>2</td><td></td><td></td><td>{WASTE}</td></tr>"
    path = tmp_path / "a.xls"
    path.write_text(page(row("1", "", "", ROAD), hidden, row("3", "", "", WATER)), "utf-8")
    chunks = list(read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True)))
    assert [row["text"] for chunk in chunks for row in chunk.rows] == [ROAD, WATER]
    left = [(b.text, b.reason) for chunk in chunks for b in chunk.blocks if WASTE in b.text]
    assert left == [(f"2{WASTE}", "hidden_text")]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))),
        min_size=1,
        max_size=5,
    )
)
def test_cells_come_out_as_they_were_written(texts: list[str]) -> None:
    import io

    from nlp.reading.formats.page import read_page

    rows = "".join(row(html.escape(text)) for text in texts)
    (grid,) = read_page(io.StringIO(f"<table>{rows}</table>"), "a.html").blocks
    assert [cells for _, cells in grid.rows] == [[text] for text in texts]


@pytest.mark.parametrize(
    "bomb",
    [
        "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 1000 + "</tr>" + "<tr>" * 60_000,
        "<tr><td colspan=1000 rowspan=65534>x</td></tr>" * 60_000,
        "<tr>" + f"<td colspan=1000>{'x' * 1000}</td>" * 200,
    ],
)
def test_tables_are_bounded(tmp_path: Path, bomb: str) -> None:
    (tmp_path / "a.xls").write_text(f"<table>{bomb}</table>", encoding="utf-8")
    with pytest.raises(YkienError, match=r"2000000 cells|300000 rows|100 MB"):
        read_opinions(tmp_path / "a.xls")


def test_deep_and_broken_pages_end(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<div><b>" * 20_000 + ROAD, encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == [ROAD]
    path.write_text("<html>" + "<table><tr><td>" * 20_000 + ROAD, encoding="utf-8")
    with pytest.raises(YkienError, match="tables within tables"):
        read_opinions(path)


def test_a_workbook_in_xml(tmp_path: Path) -> None:
    dated = (
        '<Row ss:Index="5"><Cell><Data ss:Type="Number">1</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2025-11-03T00:00:00.000</Data></Cell>'
        '<Cell ss:MergeDown="1"><Data ss:Type="String">xã Tam Đa</Data></Cell>'
        f'<Cell><Data ss:Type="String">{ROAD}</Data><Comment><ss:Data>ghi chú</ss:Data></Comment>'
        "</Cell></Row>"
    )
    rows = (
        xml_row("DANH SÁCH PHẢN ÁNH")
        + xml_row("STT", "Ngày nhận", "Địa chỉ", "Nội dung", more=' ss:Index="4"')
        + dated
        + f'<Row><Cell ss:Index="4"><Data ss:Type="String">{WASTE}</Data></Cell></Row>'
    )
    (tmp_path / "a.xls").write_text(workbook(("Tháng 11", rows)), encoding="utf-8")
    frame = read_opinions(tmp_path / "a.xls")
    assert frame["text"].tolist() == [ROAD, WASTE]
    assert frame["place"].tolist() == ["xã Tam Đa"] * 2
    assert frame["date"].dt.date.iloc[0] == date(2025, 11, 3)
    assert frame["position"].tolist() == ["Tháng 11!5", "Tháng 11!6"]


def test_sheets_that_are_put_away_in_xml(tmp_path: Path) -> None:
    rows = xml_row("STT", "Nội dung phản ánh")
    shown, away = (("Một", rows + xml_row("1", ROAD)), ("Hai", rows + xml_row("1", WASTE)))
    text = workbook(shown, away)
    hidden = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"
    )
    text = text.replace("</Worksheet></Workbook>", hidden)
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    assert read_opinions(tmp_path / "a.xls")["text"].tolist() == [ROAD]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            workbook(("A", xml_row("&e;"))).replace(
                "<Workbook", '<!DOCTYPE x [<!ENTITY e "bom">]><Workbook'
            ),
            "document type",
        ),
        (workbook(("A", '<Row ss:Index="999999999"/>')), "cells"),
        (workbook(("A", '<Row><Cell ss:Index="999999"/></Row>')), "columns"),
        (workbook(("A", xml_row(ROAD)))[:-20], "damaged"),
    ],
)
def test_xml_that_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    with pytest.raises(YkienError, match=said):
        read_opinions(tmp_path / "a.xls")
