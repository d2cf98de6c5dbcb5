"""The workbook: every opinion, every figure, no formula."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from province import PLANTED, province_year, write_lines

from nlp.batch.hotspots import HotspotReport, report_hotspots
from nlp.hotspots.report.workbook import write_workbook

HOSTILE = ["=1+1", "@SUM(A1)", "http://evil.example", "+84 912", "-x\ty", "a" * 32_000]
# With these signs around it xlsxwriter writes a text as XML of its own.
HOSTILE += ["<r>A & B</r>", '<r></r></is></c><c r="ZA1"><f>1+1</f></c><c><is><r></r>']


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> HotspotReport:
    rows = province_year(root, 700)
    for row, text in zip(rows[-len(HOSTILE) :], HOSTILE):
        row |= {"text": text, "speaker": text[:30], "place": text[:30], "trang_thai": text[:30]}
    folder = tmp_path_factory.mktemp("book")
    return report_hotspots(write_lines(rows, folder / "nam.jsonl"), folder / "nam.xlsx")


@pytest.fixture(scope="module")
def book(report: HotspotReport) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report.outputs[0])


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row)) for row in rows]


def test_the_sheets(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Điểm nóng",
        "Ý kiến",
        "Theo chủ đề",
        "Theo địa bàn",
        "Giải quyết",
        "Chờ lâu nhất",
        "Phương pháp",
    ]


def test_the_hot_spots_and_their_opinions(book: openpyxl.Workbook, report: HotspotReport) -> None:
    spots = table(book, "Điểm nóng")
    assert {spot["Nơi"] for spot in spots} == {ward for _, ward, _, _ in PLANTED}
    opinions = table(book, "Ý kiến")
    for spot in spots:
        inside = [o for o in opinions if o["Điểm nóng"] == str(spot["Số"])]
        assert len(inside) == spot["Số ý kiến"]
        assert {o["Nơi"] for o in inside} == {spot["Nơi"]}
        assert all(spot["Từ ngày"] <= o["Ngày"] <= spot["Đến ngày"] for o in inside)
        assert spot["Đến ngày"] == report.result.until


def test_a_ratio_is_shown_as_on_the_page(book: openpyxl.Workbook, report: HotspotReport) -> None:
    head, *rows = book["Điểm nóng"].iter_rows()
    column = [cell.value for cell in head].index("Gấp (lần)")
    for row, spot in zip(rows, report.content.spots):
        # Still a number, so that the column can be sorted; a format of Excel shows no more of it.
        assert row[column].value == pytest.approx(spot.ratio)
        assert row[column].number_format == '[>20]"hơn 20";0.0'
        assert ("hơn 20 lần" in spot.times(report.content.words)) == (spot.ratio > 20)


def test_every_opinion_is_there_and_none_is_a_formula(book: openpyxl.Workbook) -> None:
    opinions = table(book, "Ý kiến")
    assert len(opinions) == 700
    texts = [str(o["Nội dung"]).strip() for o in opinions]
    assert all(text in texts for text in HOSTILE if "\t" not in text)
    for sheet in book:
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}
        assert all(cell.hyperlink is None for row in sheet for cell in row)


def test_the_counts_add_up(book: openpyxl.Workbook, report: HotspotReport) -> None:
    places = table(book, "Theo địa bàn")
    assert sum(int(str(row["Số ý kiến"])) for row in places) == 700
    topics = {row["Chủ đề"]: row["Số ý kiến"] for row in table(book, "Theo chủ đề")}
    assert topics == {count.topic: count.n for count in report.content.topics}
    overall = table(book, "Giải quyết")[0]
    known = [overall[key] for key in ("Đã giải quyết", "Đang xử lý", "Chưa giải quyết")]
    assert overall["Tỷ lệ giải quyết"] == pytest.approx(known[0] / sum(known))
    assert sum(known) + overall["Không rõ"] + overall["Không ghi"] == 700


def test_the_same_report_gives_the_same_bytes(report: HotspotReport, tmp_path: Path) -> None:
    write_workbook(report.content, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == report.outputs[0].read_bytes()
