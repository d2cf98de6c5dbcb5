"""The page in Chromium: it works, asks the network for nothing and lets no text do harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from looking import Open, column, shown
from province import province_year, write_lines

from nlp.batch.hotspots import HotspotReport, report_hotspots
from nlp.hotspots.report.page import page_html
from nlp.reading.encoding import strip_diacritics


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> HotspotReport:
    """Some 1,500 opinions of a year, with the planted hot spots."""
    folder = tmp_path_factory.mktemp("report")
    table = write_lines(province_year(root, 1500), folder / "nam.jsonl")
    return report_hotspots(table, folder / "nam.html")


@pytest.fixture
def page(report: HotspotReport, open_page: Open) -> Any:
    return open_page(report.outputs[0])


def test_the_planted_hot_spots_are_told_in_plain_words(page: Any) -> None:
    titles = page.locator(".spot h3").all_inner_texts()
    assert sorted(titles) == [
        "Hạ tầng: Nước sạch – Phường Kinh Bắc",
        "Môi trường: Rác thải – Xã Tam Đa",
        "Đất đai: Thu hồi đất, bồi thường, tái định cư – Xã Yên Phong",
    ]
    first = page.locator(".spot").first
    assert "ý kiến, dự kiến" in first.inner_text()
    assert "khả năng do ngẫu nhiên không quá 1/" in first.inner_text()
    # What people ask, by matter, each with its counts and somebody's own words.
    matters = first.locator(".matter").all_inner_texts()
    assert 1 <= len(matters) <= first.locator("blockquote").count()
    assert all("ý kiến" in matter and "tiếng nói" in matter for matter in matters)
    assert first.locator("svg rect.hot").count() >= 4
    assert "1.500 ý kiến, từ 01/10/2025 đến 30/09/2026" in page.locator("header").inner_text()


def test_every_row_of_the_table_is_its_opinion(page: Any, report: HotspotReport) -> None:
    """Also where many opinions have one day, and those of hot spots stand among others."""
    wanted = {o.text: o for o in report.content.opinions}
    for _ in range(4):
        texts = page.locator("#rows .c-text > div").all_text_contents()
        assert texts
        others = (column(page, name) for name in ("place", "status", "day", "topic"))
        for text, place, status, day, topic in zip(texts, *others):
            opinion = wanted[text]
            said = (opinion.place, opinion.status, report.content.words.day(opinion.day))
            assert (place, status, day) == said
            assert all(name in topic for name in opinion.topic_names)
        page.get_by_role("button", name="Sau").click()


def test_search_and_filters(page: Any) -> None:
    from playwright.sync_api import expect

    count = page.locator("#shown")
    assert shown(page) == "1.500 trong 1.500 ý kiến"
    page.fill("#f-text", "bai rac")
    expect(count).not_to_have_text("1.500 trong 1.500 ý kiến")
    found = [strip_diacritics(text.lower()) for text in column(page, "text")]
    assert found and all("bai" in text and "rac" in text for text in found)
    page.fill("#f-text", "bãi rẵc")
    expect(count).to_have_text("Không có ý kiến nào khớp với bộ lọc.")
    page.click("#f-clear")
    page.select_option("#f-topic", label="Môi trường")
    assert all("Môi trường" in text for text in column(page, "topic"))
    page.select_option("#f-place", value='["Xã Tam Đa"]')
    assert set(column(page, "place")) == {"Xã Tam Đa"}
    page.select_option("#f-status", label="Chưa trả lời")
    assert set(column(page, "status")) == {"Chưa trả lời"}
    page.fill("#f-from", "2026-09-01")
    assert all(day.endswith("/09/2026") for day in column(page, "day"))


def test_a_hot_spot_shows_its_opinions(page: Any) -> None:
    page.locator("button[data-spot='1']").click()
    number = page.locator("button[data-spot='1']").inner_text().split()[1]
    assert shown(page) == f"{number} trong 1.500 ý kiến"
    assert set(column(page, "spot")) == {"1"}


def test_sorting(page: Any) -> None:
    page.select_option("#f-spot", "2")
    days = [day.split("/")[::-1] for day in column(page, "day")]
    assert days == sorted(days, reverse=True)
    page.locator("#rows th.c-day button").click()
    assert page.locator("#rows th.c-day").get_attribute("aria-sort") == "ascending"
    assert [day.split("/")[::-1] for day in column(page, "day")] == sorted(days)
    page.locator("#rows th.c-status button").click()
    statuses = column(page, "status")
    assert statuses[0] == "Chưa trả lời"
    assert statuses[-1] in ("Lưu hồ sơ", "Đang xử lý", "Đã giải quyết")


def test_pages_of_the_table(page: Any) -> None:
    first = column(page, "text")
    assert len(first) == 50
    page.get_by_role("button", name="Sau").click()
    assert "Trang 2/30" in page.locator("#pager").inner_text()
    assert column(page, "text") != first
    page.get_by_role("button", name="Trước").click()
    assert column(page, "text") == first


def test_the_heat_map_counts_and_drills_down(page: Any, report: HotspotReport) -> None:
    cell = page.get_by_role("button", name="Môi trường, Xã Tam Đa:")
    opinions = report.content.opinions
    wanted = sum(o.place == "Xã Tam Đa" and "Môi trường" in o.topic_names for o in opinions)
    assert cell.inner_text() == str(wanted)
    cell.click()
    assert shown(page) == f"{wanted} trong 1.500 ý kiến"
    page.locator("#heat-map").get_by_role("button", name="▸ Môi trường").click()
    inner = page.get_by_role("button", name="Môi trường: Rác thải, Xã Tam Đa:")
    wanted = sum(o.place == "Xã Tam Đa" and "moi_truong/rac_thai" in o.topics for o in opinions)
    assert inner.inner_text() == str(wanted)
    inner.press("Enter")
    assert shown(page) == f"{wanted} trong 1.500 ý kiến"


def test_a_bar_of_a_chart_filters_the_table(page: Any) -> None:
    bar = page.locator("#chart-topics svg path[aria-label*='Môi trường']").first
    bar.click()
    assert page.locator("#f-topic option:checked").inner_text() == "Môi trường"
    assert page.locator("#chart-time svg").count() == 1


def test_the_share_that_is_resolved(page: Any, report: HotspotReport) -> None:
    resolution = report.content.resolution
    assert resolution is not None
    section = page.locator("#status").inner_text()
    share = report.content.words.percent(resolution.overall.share or 0)
    assert share in section
    assert share in page.locator(".kpis").inner_text()
    assert "Lưu hồ sơ (" in section
    assert page.locator("#oldest tbody tr").count() == 10
    assert page.locator("#oldest tbody tr").first.inner_text().startswith("364 ngày")


def test_axe_finds_nothing_serious(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.locator("#heat-map").get_by_role("button", name="▸ Môi trường").click()
    page.locator("#method summary").click()
    for details in page.locator(".numbers summary").all():
        details.click()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"], len(v["nodes"])) for v in found] == []


@pytest.mark.parametrize(("name", "width", "height"), [("phone", 390, 844), ("desktop", 1280, 900)])
def test_it_fits_the_screen(
    report: HotspotReport, open_page: Open, artefacts: Path, name: str, width: int, height: int
) -> None:
    page = open_page(report.outputs[0], width, height)
    page.screenshot(path=artefacts / f"hotspots-{name}.png")
    page.screenshot(path=artefacts / f"hotspots-{name}-full.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_prints(page: Any, artefacts: Path) -> None:
    import pypdfium2

    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator(".spot").first.is_visible()
    path = artefacts / "hotspots.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "Phương pháp và giới hạn" in text
    assert "Hạt giống ngẫu nhiên" in text
    assert len(document) <= 15


def test_a_year_of_a_province_stays_below_three_megabytes(
    root: Path, open_page: Open, artefacts: Path, tmp_path: Path
) -> None:
    table = write_lines(province_year(root, 7320), tmp_path / "nam.jsonl")
    path = tmp_path / "nam.html"
    report = report_hotspots(table, path)
    assert len(report.content.opinions) == 7320
    assert path.stat().st_size < 3_000_000
    page = open_page(path)
    assert shown(page) == "7.320 trong 7.320 ý kiến"
    assert page.locator("#cut").count() == 0
    assert page.locator(".spot").count() == 3


def test_the_policy_forbids_what_the_page_does_not_need(report: HotspotReport) -> None:
    text = report.outputs[0].read_text(encoding="utf-8")
    policy = text.split('Content-Security-Policy" content="')[1].split('"')[0].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_table_that_is_too_large_is_cut_with_a_word(
    report: HotspotReport, open_page: Open, tmp_path: Path
) -> None:
    path = tmp_path / "cut.html"
    html = page_html(report.content, book="bao-cao.xlsx", max_packed=60_000)
    path.write_text(html, encoding="utf-8")
    page = open_page(path)
    note = page.locator("#cut").inner_text()
    assert "trong 1.500 ý kiến" in note
    assert "bao-cao.xlsx" in note
    held = int(shown(page).split()[0])
    assert 100 < held < 1500
    # Those of the hot spots are all there.
    hot = sum(bool(o.spots) for o in report.content.opinions)
    page.locator("#rows th.c-spot button").click()
    assert sum(bool(text.strip()) for text in column(page, "spot")) == min(hot, 50)


def test_the_same_opinions_give_the_same_bytes(report: HotspotReport) -> None:
    assert page_html(report.content) == report.outputs[0].read_text("utf-8")
