"""How far the cells of a sheet reach and what text they show is bounded before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeds import ods_bytes, with_part, xls_bytes, xlsx_bytes

from nlp import YkienError, read_opinions
from nlp.reading.formats import office


def sheet_xlsx(path: Path, sheet: str, strings: str = "") -> Path:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def change(part: bytes) -> bytes:
        return f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>".encode()

    data = with_part(xlsx_bytes(), "xl/worksheets/sheet1.xml", change)
    if strings:
        shared = f"<sst {space}>{strings}</sst>".encode()
        data = with_part(data, "xl/sharedStrings.xml", lambda part: shared)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        # Cells without an address stand where they come.
        f"<row>{'<c><v>1</v></c>' * 500}</row>" + "<row/>" * (office.MAX_CELLS // 500 + 1),
    ],
)
def test_a_sheet_that_reaches_too_far_is_refused(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(YkienError, match="reach over more than") as caught:
        read_opinions(sheet_xlsx(tmp_path / "a.xlsx", sheet))
    assert caught.value.code == "file_cells"


def test_a_long_string_that_many_cells_share_is_refused(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>'
        for n in range(1, office.MAX_TEXT // 30_000 + 100)
    )
    path = sheet_xlsx(tmp_path / "a.xlsx", rows, f"<si><t>{'a' * 30_000}</t></si>")
    with pytest.raises(YkienError, match="unpacks to more than 100 MB"):
        read_opinions(path)


def test_an_xls_sheet_that_reaches_too_far_is_refused(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Nội dung")
    sheet.write(65535, 255, "x")
    path = tmp_path / "a.xls"
    book.save(str(path))
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)
    path.write_bytes(xls_bytes())
    assert len(read_opinions(path)) == 3


def test_an_xls_sheet_that_claims_too_much_is_refused(tmp_path: Path) -> None:
    """Found by fuzzing: the reader's library aborted the process for want of 400 GB."""
    data = bytearray(xls_bytes())
    dimensions = data.index(b"\x00\x02\x0e\x00")
    data[dimensions + 8 : dimensions + 12] = (0x78D36F04).to_bytes(4, "little")
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)


def test_long_strings_that_many_cells_of_an_xls_share_are_refused(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    # Strings before it, wide and narrow, that go over the end of a record.
    texts = ["Nội dung", *(f"{n} Đường hỏng " * 400 for n in range(9)), "a" * 32_000]
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    path = tmp_path / "a.xls"
    book.save(str(path))
    assert len(read_opinions(path)) == 10
    for row in range(len(texts), office.MAX_TEXT // 32_000 + 20):
        sheet.write(row, 0, texts[-1])
    book.save(str(path))
    with pytest.raises(YkienError, match="unpacks to more than 100 MB"):
        read_opinions(path)


@pytest.mark.parametrize(("rows", "columns"), [(1_000_000, 100), (10, 2_000_000)])
def test_an_opendocument_cell_that_is_repeated_is_counted(
    tmp_path: Path, rows: int, columns: int
) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods_bytes(
            f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
            f'table:number-columns-repeated="{columns}" office:value-type="string">'
            "<text:p>Đường hỏng</text:p></table:table-cell></table:table-row>"
        )
    )
    with pytest.raises(YkienError, match="reach over more than"):
        read_opinions(path)


def test_empty_rows_that_are_repeated_to_the_end_do_no_harm(tmp_path: Path) -> None:
    # As LibreOffice writes a sheet whose columns are formatted.
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(text)}</table:table-row>"
        for text in ("Nội dung", "Đường vào thôn hỏng nặng")
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = tmp_path / "a.ods"
    path.write_bytes(ods_bytes(rows + empty))
    assert read_opinions(path)["text"].tolist() == ["Đường vào thôn hỏng nặng"]
