"""Tables that `ykien tag` wrote are read back as they were, whatever their format and language."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import ROW, write_jsonl

from nlp import Tagger
from nlp.batch.hotspots import report_hotspots
from nlp.batch.run import tag_files
from nlp.batch.tagged import read_tagged
from nlp.errors import Lang
from nlp.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["Nội dung", "Ngày", "Địa chỉ", "Tình trạng xử lý"],
                ["Bãi rác đầu thôn bốc mùi; xe không đến", "05/09/2026", "Xã Tam Đa", "Đang xử lý"],
                ["=1+1 là phép tính, đề nghị sửa đường hỏng", "", "Xã Yên Phong", ""],
                ['-Nước máy "đục", <b>hỏng</b>', "2026-09-07", "", "Đã giải quyết xong"],
            ]
        )
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl", "parquet"])
def test_what_tag_wrote_is_read_back(
    tagger: Tagger, source: Path, tmp_path: Path, suffix: str, lang: Lang
) -> None:
    tag_files(source, tmp_path / f"t.{suffix}", tagger=tagger, lang=lang)
    wanted = tag_files(source, tagger=tagger).frame
    table = read_tagged(tmp_path / f"t.{suffix}")
    assert not table.rejects
    for name in ("id", "source", "position", "text", "place", "topic", "topics", "needs_review"):
        assert table.frame[name].tolist() == wanted[name].tolist(), name
    assert table.frame["keywords"].map(list).tolist() == wanted["keywords"].map(list).tolist()
    assert table.frame["date"].equals(wanted["date"])
    assert table.frame["confidence"].round(4).tolist() == wanted["confidence"].tolist()
    assert table.frame["status"].tolist() == ["Đang xử lý", "", "Đã giải quyết xong"]


def test_a_workbook_that_staff_edited(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    tag_files(source, path, tagger=tagger)
    book = openpyxl.load_workbook(path)
    sheet = book["Ý kiến"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(
        2, heads.index("Các tiểu mục") + 1
    ).value = "Rác thải; Môi trường: Khói bụi, mùi, tiếng ồn"
    sheet.cell(3, heads.index("Các tiểu mục") + 1).value = None
    sheet.cell(3, heads.index("Chủ đề") + 1).value = "Hạ tầng"
    sheet.cell(4, heads.index("Các tiểu mục") + 1).value = "Chuyện khác"
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "BẢNG TỔNG HỢP THÁNG 9"
    book.save(path)
    table = read_tagged(path)
    labels = table.frame["topics"].tolist()
    assert labels[0][0] == "moi_truong/rac_thai"
    assert len(labels[0]) == 2
    assert labels[1] == ["ha_tang"]
    assert table.frame["topic"].tolist() == ["moi_truong", "ha_tang"]
    (reject,) = table.rejects
    assert (reject.code, reject.position) == ("row_topic", "Ý kiến!5")
    assert "'Chuyện khác' không phải" in reject.reason("vi")


def test_rows_that_cannot_be_read_are_rejected_with_the_reason(tmp_path: Path) -> None:
    path = write_jsonl(
        tmp_path / "t.jsonl",
        ROW,
        ROW | {"text": "Khác"},
        ROW | {"id": "a2", "text": " "},
        ROW | {"id": "a3", "topics": [], "topic": ""},
        ROW | {"id": "a4", "topics": ["moi_truong/khong_co"]},
        ROW | {"id": "a5", "text": "một\u0000hai"},
        ROW | {"id": "a6", "text": "dài " * 9000},
        ROW | {"id": "a7", "date": "hôm qua"},
    )
    with path.open("a", encoding="utf-8") as file:
        file.write("{cut\n")
    table = read_tagged(path)
    assert table.frame["id"].tolist() == ["a1", "a7"]
    assert table.n_bad_dates == 1
    assert sorted((r.position, r.code) for r in table.rejects) == [
        ("L2", "row_id_twice"),
        ("L3", "row_no_text"),
        ("L4", "row_no_topic"),
        ("L5", "row_topic"),
        ("L6", "row_nul"),
        ("L7", "row_too_long"),
        ("L9", "row_json"),
    ]
    twice = next(r for r in table.rejects if r.code == "row_id_twice")
    assert "a1" in twice.reason("vi")
    assert "t.jsonl L1" in twice.reason("vi")


def test_days_that_american_excel_wrote_are_read_month_first(tmp_path: Path) -> None:
    lines = ["id,date,text,topics", *(f"{d},9/{d}/2026,Rác hôi,khac" for d in (5, 12, 25))]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    write_jsonl(tmp_path / "u.jsonl", ROW | {"id": "u", "date": "05/09/2026"})
    table = read_tagged([tmp_path / "t.csv", tmp_path / "u.jsonl"])
    assert [f"{day:%m-%d}" for day in table.frame["date"]] == ["09-05", "09-12", "09-25", "09-05"]
    assert table.n_bad_dates == 0


def test_a_file_given_twice_counts_once_and_two_files_count_together(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "1.jsonl", ROW)
    second = write_jsonl(tmp_path / "2.jsonl", ROW | {"id": "b1", "ket_qua": "Chưa trả lời"})
    table = read_tagged([first, first, second])
    assert table.frame["id"].tolist() == ["a1", "b1"]
    assert table.frame["status"].tolist() == ["", "Chưa trả lời"]
    assert table.files == ["1.jsonl", "2.jsonl"]


def test_a_csv_that_excel_for_mac_saved_is_read(tmp_path: Path) -> None:
    lines = ["id,text,topics", "a1,Bãi rác bốc mùi,moi_truong/rac_thai", "a2,Mất điện,ha_tang/dien"]
    (tmp_path / "t.csv").write_text("\r".join(lines) + "\r", encoding="utf-8", newline="")
    assert read_tagged(tmp_path / "t.csv").frame["id"].tolist() == ["a1", "a2"]


def test_topics_that_are_deep_json_are_a_reject(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROW, ROW | {"id": "b", "topics": "[" * 50_000})
    (reject,) = read_tagged(path).rejects
    assert (reject.position, reject.code) == ("L2", "row_topic")
    assert len(reject.reason("vi")) < 200


def test_a_list_in_an_own_column_may_be_a_place(tmp_path: Path) -> None:
    rows = [ROW | {"id": f"a{i}", "ward": ["Xã Tam Đa"], "more": {"b": i}} for i in range(4)]
    report = report_hotspots(write_jsonl(tmp_path / "t.jsonl", *rows))
    assert {opinion.place for opinion in report.content.opinions} == {'["Xã Tam Đa"]'}


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.text(max_size=40), "topics": st.lists(st.text(max_size=12), max_size=2)}
        ),
        min_size=1,
        max_size=20,
    )
)
def test_every_row_is_in_the_frame_or_in_the_rejects(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    write_jsonl(path, *rows)
    table = read_tagged(path, taxonomy=TAXONOMY)
    assert len(table.frame) + len(table.rejects) == len(rows)


def test_codes_that_a_spreadsheet_took_for_numbers_are_whole_again(tmp_path: Path) -> None:
    rows = [ROW | {"id": "n", "province_code": 1, "ward_code": 4.0}]
    rows += [ROW | {"id": "t", "province_code": "24", "ward_code": "9169"}, ROW | {"id": "e"}]
    frame = read_tagged(write_jsonl(tmp_path / "t.jsonl", *rows)).frame
    assert frame["province_code"].tolist() == ["01", "24", ""]
    assert frame["ward_code"].tolist() == ["00004", "09169", ""]


def test_half_a_character_in_an_own_column_does_no_harm(tmp_path: Path) -> None:
    row = ROW | {"tinh_trang": "\ud83d Đã xong", "ghi chú": "\udc00 lẻ", "\ud83d": "x"}
    frame = read_tagged(write_jsonl(tmp_path / "t.jsonl", row)).frame
    assert frame["status"].tolist() == ["\ufffd Đã xong"]
    assert frame["ghi chú"].tolist() == ["\ufffd lẻ"]


@pytest.mark.parametrize(
    ("topic", "topics"),
    [
        ("Môi trường", ["moi_truong/rac_thai", "ha_tang/giao_thong"]),
        ("Hạ tầng", ["ha_tang/giao_thong", "moi_truong/rac_thai"]),
        ("Y tế", ["y_te", "ha_tang/giao_thong"]),
        ("", ["moi_truong/rac_thai", "ha_tang/giao_thong"]),
    ],
)
def test_a_topic_that_staff_corrected_alone_counts(
    tmp_path: Path, topic: str, topics: list[str]
) -> None:
    labels = ["moi_truong/rac_thai", "ha_tang/giao_thong"]
    path = write_jsonl(tmp_path / "t.jsonl", {**ROW, "topics": labels, "topic": topic})
    frame = read_tagged(path).frame
    assert frame["topics"].tolist() == [topics]
    assert frame["topic"].tolist() == [topics[0].split("/")[0]]


def test_a_corrected_topic_that_is_none_is_told(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROW, {**ROW, "id": "a2", "topic": "Rác rưởi"})
    table = read_tagged(path)
    assert [reject.code for reject in table.rejects] == ["row_topic"]
    assert len(table.frame) == 1
