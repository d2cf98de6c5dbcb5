"""What the page and the workbook say: how many, against what, and when nothing can be said."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from province import province_year, write_lines

from nlp import find_hotspots
from nlp.batch.hotspots import HotspotReport, report_hotspots
from nlp.hotspots.matters import group_matters
from nlp.hotspots.report.asked import asked_of
from nlp.hotspots.report.content import Content, report_content
from nlp.hotspots.report.method import method_text
from nlp.hotspots.report.page import page_html
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.words import Words
from nlp.hotspots.report.workbook import write_workbook


@pytest.fixture(scope="module")
def table(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    return write_lines(province_year(root, 700), folder / "nam.jsonl")


@pytest.fixture(scope="module")
def report(table: Path) -> HotspotReport:
    return report_hotspots(table)


def quiet(n: int = 300, last: str = "2026-06-01", **columns: object) -> Content:
    frame = pd.DataFrame(
        {
            "id": [f"x{i}" for i in range(n)],
            "text": [f"Ý kiến {i}" for i in range(n)],
            "date": [pd.Timestamp("2026-01-01") + pd.Timedelta(days=i % 90) for i in range(n - 1)]
            + [pd.Timestamp(last)],
            "place": [f"Xã {i % 3}" for i in range(n)],
            "topics": [["khac"]] * n,
        }
    ).assign(**columns)
    return report_content(frame, find_hotspots(frame, n_replicates=99))


def test_more_hot_spots_than_are_shown_are_counted(table: Path, report: HotspotReport) -> None:
    all_of_them = report.result.n_hotspots
    first = report_hotspots(table, max_hotspots=1).content
    assert all_of_them > 1 == len(first.spots)
    assert first.headline.startswith(f"Có {all_of_them} điểm nóng")
    assert "1 điểm đầu" in first.headline
    assert f"<dt>điểm nóng</dt><dd>{all_of_them}</dd>" in page_html(first)
    assert "dưới đây" not in report.content.headline
    # Nor is it said that there are none where none is to be shown.
    none_shown = page_html(report_hotspots(table, max_hotspots=0).content)
    assert f"Có {all_of_them} điểm nóng" in none_shown
    assert "Không có chủ đề nào" not in none_shown


def test_matters_tell_how_many_people_and_places(report: HotspotReport) -> None:
    details = [matter.detail for spot in report.content.spots for matter in spot.asked]
    assert details
    for word in ("ý kiến", "tiếng nói", "người có tên", "nơi", "/2026"):
        assert all(word in detail for detail in details)
    assert not any(" 0 " in f" {detail}" for detail in details)


def test_each_figure_is_told_against_its_own_baseline(report: HotspotReport) -> None:
    against = {
        "own past": "so với trước đây ở chính nơi này",
        "other places": "so với các nơi khác cùng thời gian",
        "same season": "so với cùng kỳ các năm trước",
    }
    html = page_html(report.content)
    baselines = report.result.table["baseline"]
    assert [spot.against for spot in report.content.spots] == [against[b] for b in baselines]
    assert all(f"lần {spot.against}." in html for spot in report.content.spots)


def test_a_table_of_one_place_is_told_against_its_past() -> None:
    frame = pd.DataFrame(
        {
            "id": [f"x{i}" for i in range(300)],
            "text": [f"Rác chất đống ở ngõ {i}" for i in range(300)],
            "date": [pd.Timestamp("2026-09-30") - pd.Timedelta(days=i) for i in range(300)],
            "place": "Xã Tam Đa",
            "topics": [
                ["moi_truong/rac_thai" if i < 40 else "ha_tang/nuoc_sach"] for i in range(300)
            ],
        }
    )
    content = report_content(frame, find_hotspots(frame, n_replicates=99))
    assert [(s.topic, s.place, s.against) for s in content.spots] == [
        ("Môi trường: Rác thải", "Mọi nơi", "so với trước đây")
    ]


def test_the_method_tells_what_the_scan_does(report: HotspotReport) -> None:
    said = "\n".join(method_text(report.content))
    assert "hoán đổi nội dung của cả buổi" in said
    assert "số thận trọng" in said
    assert all(s.ratio <= s.observed / s.expected + 1e-9 for s in report.content.spots)
    shares = report.result.alpha_shares
    assert sum(shares.values()) == pytest.approx(1)
    assert all(f" {100 * share:.0f} %" in said for share in shares.values())


def test_no_chance_is_told_that_the_replicates_do_not_show(report: HotspotReport) -> None:
    result, words = report.result, report.content.words
    n = round(1 / result.least_p_value)
    assert n == round(1000 * max(result.alpha_shares.values()))
    assert result.candidates["p_value"].min() == pytest.approx(result.least_p_value)
    assert f"nhỏ nhất có thể nêu là 1/{n};" in "\n".join(method_text(report.content))
    for spot in report.content.spots:
        told = int(spot.sure(words).rsplit("1/", 1)[1])
        assert told <= n
        assert spot.p_value <= 1 / told + 1e-12


def test_undated_opinions_are_not_called_quiet() -> None:
    content = quiet(date=pd.NaT)
    assert content.headline == "Chưa xét được điểm nóng: không ý kiến nào có ngày."
    html = page_html(content)
    assert "Chưa thấy điểm nóng" not in html
    assert "đến ngày Không rõ ngày" not in html


def test_a_last_day_far_from_all_others_is_pointed_at() -> None:
    mistyped = quiet(last="2062-06-01")
    assert mistyped.sparse_period.startswith("Chỉ 1 trong 300 ý kiến có ngày")
    assert mistyped.sparse_period in page_html(mistyped)
    assert not quiet(last="2026-03-30").sparse_period


def test_a_mistyped_last_day_is_pointed_at_in_the_workbook_too(tmp_path: Path) -> None:
    content = quiet(last="2062-06-01")
    assert content.headline.startswith("Chưa xét được điểm nóng: trong thời gian được xét")
    write_workbook(content, tmp_path / "b.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "b.xlsx")["Điểm nóng"].iter_rows(values_only=True)
    assert [row[1] for row in rows] == ["Chủ đề", content.headline, content.sparse_period]


@pytest.mark.parametrize("status", ["", "Lưu hồ sơ"])
def test_of_a_status_that_nobody_filled_in_nothing_is_claimed(status: str) -> None:
    html = page_html(quiet(status=status))
    assert "300 ý kiến " in html
    assert "Không còn ý kiến nào" not in html
    assert "Tỷ lệ giải quyết" not in html
    assert "Tỷ lệ giải quyết" in page_html(quiet(status="Đã trả lời"))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.05, "5,0 %"),
        (0.001, "0,1 %"),
        (0.0001, "0,01 %"),
        (0.0005, "0,05 %"),
        (0, "0 %"),
        (0.95, "95,0 %"),
        (0.9999, "99,99 %"),
        (1, "100 %"),
    ],
)
def test_a_small_share_is_not_told_as_none_nor_nearly_all_as_all(share: float, said: str) -> None:
    assert Words("vi").percent(share) == said


def test_a_frame_of_ones_own_is_read_as_the_scan_reads_it(tmp_path: Path) -> None:
    """Topics joined by ";", days before months, ids twice or none, a time zone."""
    frame = pd.DataFrame(
        {
            "id": ["a", "a", None, "b"],
            "text": ["một", "một", "hai", "ba"],
            "date": ["05/09/2026", "05/09/2026", "", "2026-09-20"],
            "place": "Xã A",
            "topics": ["moi_truong/rac_thai; khac", "khac", None, ["khac"]],
        }
    )
    content = report_content(frame, find_hotspots(frame, n_replicates=19))
    assert [(o.id, o.topics) for o in content.opinions] == [
        ("b", ("khac",)),
        ("a", ("moi_truong/rac_thai", "khac")),
        ("#2", ()),
    ]
    assert content.first_day == pd.Timestamp("2026-09-05")
    assert page_html(content)
    write_workbook(content, tmp_path / "b.xlsx")
    zoned = frame.assign(date=pd.Timestamp("2026-09-05 23:30", tz="Asia/Ho_Chi_Minh"))
    content = report_content(zoned, find_hotspots(zoned, n_replicates=19))
    assert {o.day for o in content.opinions} == {pd.Timestamp("2026-09-05")}


def test_an_offices_own_province_does_not_crowd_its_communes_out_of_the_rankings() -> None:
    frame = pd.DataFrame(
        {
            "id": [f"o{i}" for i in range(400)],
            "date": pd.Timestamp("2026-09-30") - pd.to_timedelta([i % 90 for i in range(400)], "D"),
            "province": "Bắc Ninh",
            "ward": [f"Xã Bố Hạ {i % 8}" if i % 10 else "" for i in range(400)],
            "topics": [["moi_truong/rac_thai"]] * 400,
            "text": [f"Ý kiến {i}" for i in range(400)],
        }
    )
    # One letter that went astray does not bring the province back.
    frame.loc[0, ["province", "ward"]] = "Hà Nội", ""

    def ranked(frame: pd.DataFrame) -> set[tuple[str, ...]]:
        result = find_hotspots(frame, n_replicates=9)
        columns = PlaceColumns(("province", "ward"))
        content = report_content(frame, result, places=columns, rankings=True)
        assert content.growth is not None
        assert {row.path for row in content.growth} == {row.path for row in content.volume}
        return {row.path for row in content.volume}

    assert {path[:1] for path in ranked(frame) if len(path) == 1} <= {("Hà Nội",)}
    assert sum(len(path) == 2 for path in ranked(frame)) == 8
    # Where nothing within it is known, the province is what there is.
    assert ("Bắc Ninh",) in ranked(frame.assign(ward=""))


def test_what_was_filed_again_adds_no_voice() -> None:
    petitions = [
        "Bãi rác Núi Voi bốc mùi hôi thối, đề nghị xã sớm đóng cửa bãi rác này.",
        "Bãi rác Núi Voi khói mù mịt cả ngày, dân không thở được, xin đóng cửa bãi rác.",
    ]
    frame = pd.DataFrame({"text": [text for text in petitions for _ in range(4)]})
    asked, _ = asked_of(group_matters(frame), Words("vi"))
    # Two voices: "six petitions count as one" would be untrue of them.
    assert len(asked) == 1 and asked[0].detail.startswith("8 ý kiến, 2 tiếng nói")
    assert asked[0].notes[0] == "6 đơn nộp lặp lại không được tính thêm thành tiếng nói"
