"""The page of a small table: hostile texts, levels of places, nothing found, nothing known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from looking import Open, column, shown

from nlp import find_hotspots
from nlp.errors import Lang
from nlp.hotspots.report.content import report_content
from nlp.hotspots.report.page import page_html
from nlp.hotspots.report.places import PlaceColumns

HOSTILE = [
    "</script><script>window.harm = 1</script>",
    '<img src=x onerror="window.harm = 2"> "nháy kép" \'nháy đơn\' & <b>đậm</b>',
    "chữ \u202eđảo ngược\u2066 không đóng",
    "rất dài " * 1250,
    "{{ 7 * 7 }} ${window.harm = 3} <!-- \u2028 ]]>",
    '=HYPERLINK("http://evil.example";"bấm")',
]


def small_frame(texts: list[str]) -> pd.DataFrame:
    days = pd.date_range("2026-06-01", periods=len(texts), freq="D")
    return pd.DataFrame(
        {
            "id": [f"x{i}" for i in range(len(texts))],
            "text": texts,
            "date": days,
            "speaker": texts,
            "place": [f"{text[:200]} {i % 2}" for i, text in enumerate(texts)],
            "source": "a.xlsx",
            "position": "1",
            "topics": [["moi_truong/rac_thai"] if i % 3 else ["khac"] for i in range(len(texts))],
            "keywords": [[text[:60]] for text in texts],
            "status": [text[:100] for text in texts],
        }
    )


def written(frame: pd.DataFrame, folder: Path, **settings: Any) -> Path:
    place = settings.pop("place", ("place",))
    result = find_hotspots(frame, place=place, n_replicates=99)
    content = report_content(frame, result, places=PlaceColumns(place))
    path = folder / "trang.html"
    path.write_text(page_html(content, **settings), encoding="utf-8")
    return path


def test_hostile_text_does_no_harm(open_page: Open, tmp_path: Path) -> None:
    page = open_page(written(small_frame(HOSTILE * 2), tmp_path))
    assert page.evaluate("window.harm") is None
    assert page.locator("main img, main b").count() == 0
    texts = page.locator("#rows .c-text > div").all_text_contents()
    assert sorted(texts) == sorted(HOSTILE * 2)
    # A mark that turns the direction of writing ends with the text that holds it.
    isolated = "getComputedStyle(document.querySelector('#rows .c-text > div')).unicodeBidi"
    assert page.evaluate(isolated) == "isolate"
    long = page.locator("#rows tr", has_text="rất dài").first
    words = long.locator(".c-text > div")
    assert words.bounding_box()["height"] < 200
    long.get_by_role("button", name="xem thêm").click()
    assert words.bounding_box()["height"] > 1000
    assert long.get_by_role("button", name="thu gọn").get_attribute("aria-expanded") == "true"


def test_nothing_significant_is_said_plainly(open_page: Open, tmp_path: Path) -> None:
    frame = small_frame([f"Ý kiến {i}" for i in range(60)]).drop(columns=["status"])
    page = open_page(written(frame, tmp_path))
    assert "Chưa thấy điểm nóng nào." in page.locator("#spots").inner_text()
    assert "không phải điểm nóng" in page.locator("#volume caption").inner_text()
    assert page.locator("#volume tbody tr").count() > 0
    assert page.locator("#status, #f-status, #f-spot, .spot").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_plain_rankings_can_be_read_by_everyone(
    open_page: Open, artefacts: Path, tmp_path: Path, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    frame = small_frame([f"{text} {i}" for i, text in enumerate(HOSTILE * 10)])
    content = report_content(
        frame, find_hotspots(frame, window="28D", n_replicates=99), rankings=True
    )
    path = tmp_path / "trang.html"
    path.write_text(page_html(content), encoding="utf-8")
    page = open_page(path, width)
    assert page.evaluate("window.harm") is None
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("#volume").count() == page.locator("#growth").count() == 1
    places = page.locator("#growth tbody td:nth-child(2)").all_text_contents()
    assert places == [row.place for row in content.growth or ()]
    page.locator("#rankings").screenshot(path=artefacts / f"rankings-{width}.png")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []


def test_whole_answers_as_a_status(open_page: Open, tmp_path: Path) -> None:
    """Offices write what they did; the page stays small and is filtered by what it comes to."""
    frame = small_frame([f"Ý kiến {i}" for i in range(60)])
    ends = ("đã giải quyết", "đang xem xét", "")
    frame["status"] = [f"Văn bản số {i}: {ends[i % 3]} {'theo quy định ' * 300}" for i in range(60)]
    path = written(frame, tmp_path)
    assert path.read_text(encoding="utf-8").count("theo quy định") < 3000
    page = open_page(path)
    options = page.locator("#f-status option").all_inner_texts()
    assert options == ["Mọi tình trạng", "Đã giải quyết", "Đang xử lý", "Không rõ"]
    page.select_option("#f-status", label="Đang xử lý")
    assert shown(page) == "20 trong 60 ý kiến"
    cell = page.locator("#rows td.c-status").first
    assert cell.bounding_box()["height"] < 300
    assert cell.get_by_role("button", name="xem thêm").count() == 1


@pytest.mark.parametrize(("n", "lang"), [(1, "vi"), (2, "en"), (2600, "vi"), (2600, "en")])
def test_axes_count_whole_opinions_as_the_language_writes_them(
    open_page: Open, tmp_path: Path, n: int, lang: Lang
) -> None:
    frame = small_frame([f"Đường hỏng {i}" for i in range(n)])
    result = find_hotspots(frame, place=("place",), n_replicates=99)
    content = report_content(frame, result, places=PlaceColumns(("place",)), lang=lang)
    path = tmp_path / "trang.html"
    path.write_text(page_html(content), encoding="utf-8")
    page = open_page(path)
    mark = {"vi": ".", "en": ","}[lang]
    for chart in ("#chart-topics", "#chart-time"):
        svg = page.locator(f"{chart} svg")
        numbers = [
            t for t in svg.locator("text").all_text_contents() if re.fullmatch(r"[\d.,]+", t)
        ]
        assert len(set(numbers)) >= 2
        assert all(re.fullmatch(rf"\d{{1,3}}(\{mark}\d{{3}})*", number) for number in numbers)


def test_undated_opinions_of_no_known_place_are_shown(open_page: Open, tmp_path: Path) -> None:
    frame = small_frame([f"Ý kiến {i}" for i in range(6)]).assign(date=pd.NaT, place="")
    path = written(frame, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "6 ý kiến, không ý kiến nào có ngày." in text
    page = open_page(path)
    assert set(column(page, "day")) == {"Không rõ ngày"}
    assert set(column(page, "place")) == {"Không rõ nơi"}


def test_places_are_drilled_into_and_left_again(open_page: Open, tmp_path: Path) -> None:
    places = [("Bắc Ninh", "Xã A"), ("Bắc Ninh", "Xã B"), ("Hà Nội", "Xã C"), ("Hà Nội", "")]
    frame = small_frame([f"Ý kiến {i}" for i in range(40)])
    frame["province"] = [places[i % 4][0] for i in range(40)]
    frame["ward"] = [places[i % 4][1] for i in range(40)]
    page = open_page(written(frame, tmp_path, place=("province", "ward")))
    head = page.locator("#heat-map thead")
    assert head.locator("th").all_inner_texts() == ["Chủ đề", "Bắc Ninh", "Hà Nội", "Tổng"]
    head.get_by_role("button", name="Bắc Ninh").click()
    assert "Xã A" in head.inner_text()
    assert "Hà Nội" not in head.inner_text()
    assert shown(page) == "20 trong 40 ý kiến"
    page.locator("#heat-path").get_by_role("button", name="Mọi nơi").click()
    assert "Hà Nội" in head.inner_text()
    assert shown(page) == "40 trong 40 ý kiến"


def test_english() -> None:
    frame = small_frame([f"Ý kiến {i}" for i in range(10)])
    content = report_content(frame, find_hotspots(frame, n_replicates=99), lang="en")
    html = page_html(content)
    assert '<html lang="en">' in html
    assert "Hot spots in what citizens say" in html
    assert "10 opinions, 01/06/2026 to 10/06/2026" in html
