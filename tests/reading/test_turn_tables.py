"""Tables with a row for what each one says: a recording, and no list of opinions."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from docx import Document

from nlp import read_opinions
from nlp.reading.collector import Collector
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.tables.recordings import turns_as_lines
from nlp.reading.tables.turns import find_turns

CHAIR = "Trần Văn Lâm (Chủ tịch UBND xã)"
TURNS = [
    ("0:00:05", CHAIR, "Chào bà con, hôm nay xã nghe bà con nói. Mời bác Khoát xóm 5 ạ."),
    (
        "0:00:40",
        "Cử tri Đinh Văn Khoát, xóm 5",
        "Thưa chủ tịch, đường từ xóm ra chợ ngập từ tháng 8, xe máy chết máy, trẻ con đi học phải "
        "lội nước. Đề nghị xã nạo vét cái cống đầu xóm và nâng mặt đường lên.",
    ),
    ("0:01:50", CHAIR, "Việc cống đầu xóm 5 tuần sau xã cho máy vào nạo vét. Mời chị Nhàn."),
    (
        "0:02:20",
        "Cử tri Mai Thị Nhàn, xóm 11",
        "Tôi xin hỏi là trạm y tế xã hết thuốc huyết áp ba tháng nay, người già phải lên tận "
        "huyện lấy thuốc. Mong xã có ý kiến để trạm có thuốc cho các cụ.",
    ),
    ("0:03:30", CHAIR, "Cảm ơn chị, xã sẽ báo trung tâm y tế cấp thuốc. Mời ai nữa ạ?"),
]


def word_table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    document = Document()
    document.add_paragraph("Bản ghi lời buổi đối thoại xã Hải Hậu, tỉnh Ninh Bình, ngày 27/11/2025")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(str(path))
    return path


@pytest.mark.parametrize("heads", [("Mốc", "Người nói", "Lời nói"), ("Phút", "Giọng", "Nội dung")])
def test_turns_are_read_as_speech(tmp_path: Path, heads: tuple[str, ...]) -> None:
    frame = read_opinions([word_table(tmp_path / "hop.docx", [heads, *TURNS])], keep_answers=True)
    assert {str(day)[:10] for day in frame["date"]} == {"2025-11-27"}
    check(frame)


def check(frame: pd.DataFrame) -> None:
    assert list(frame["speaker"]) == ["Cử tri Đinh Văn Khoát", "Cử tri Mai Thị Nhàn"]
    assert list(frame["place"]) == ["xóm 5", "xóm 11"]
    assert "nạo vét cái cống đầu xóm" in frame["text"].iloc[0]
    assert not frame["text"].str.contains("Cảm ơn chị|tuần sau|<v").any()
    assert frame["answer"].iloc[0].startswith("Việc cống đầu xóm 5")


def test_who_speaks_may_be_told_in_two_lines(tmp_path: Path) -> None:
    rows = [
        (clock, who.replace(" (", "\n(").replace(", ", ",\n"), text) for clock, who, text in TURNS
    ]
    path = word_table(tmp_path / "hop.docx", [("Mốc", "Người nói", "Lời nói"), *rows])
    check(read_opinions([path], keep_answers=True))


def test_a_heading_that_yaml_takes_for_a_truth_value(tmp_path: Path) -> None:
    rows = [(str(number), *turn[1:]) for number, turn in enumerate(TURNS, 1)]
    file = word_table(tmp_path / "hop.docx", [("No", "Speaker", "Transcript"), *rows])
    check(read_opinions([file], keep_answers=True))


def test_a_sheet_of_turns_below_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Gỡ băng đối thoại xã Hải Hậu, tỉnh Ninh Bình, ngày 27/11/2025"])
    for row in [("Mốc", "Người nói", "Nội dung"), *TURNS]:
        book.active.append(row)
    book.save(tmp_path / "hop.xlsx")
    frame = read_opinions(tmp_path / "hop.xlsx", keep_answers=True)
    check(frame)
    assert {str(day)[:10] for day in frame["date"]} == {"2025-11-27"}
    assert frame.attrs["inputs"][0]["columns"] == {"text": "Nội dung", "speaker": "Người nói"}
    # What the user says holds.
    assert len(read_opinions(tmp_path / "hop.xlsx", text_column="Nội dung")) == len(TURNS)


@pytest.mark.parametrize("unit", [1, 1000])
def test_what_recognisers_export(tmp_path: Path, unit: int) -> None:
    heads = ("id", "start", "end", "speaker", "text", "avg_logprob")
    rows = [
        (i, 20.3 * i * unit, (20.3 * i + 9.1) * unit, speaker, text, -0.2)
        for i, (_, speaker, text) in enumerate(TURNS)
    ]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
    segments = [dict(zip(heads, row)) for row in rows]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, segments)), encoding="utf-8")
    whole = {"text": "", "language": "vi", "segments": segments}
    (tmp_path / "c.json").write_text(json.dumps(whole), encoding="utf-8")
    for name in ("a.csv", "b.jsonl", "c.json"):
        check(read_opinions(tmp_path / name, keep_answers=True))


def test_the_turns_of_officials_tell_a_table_without_times(tmp_path: Path) -> None:
    rows = [(str(i), speaker, text) for i, (_, speaker, text) in enumerate(TURNS, 1)]
    path = word_table(tmp_path / "hop.docx", [("STT", "Họ tên", "Nội dung"), *rows])
    check(read_opinions(path, keep_answers=True))


def grid(rows: Sequence[Sequence[str]]) -> Grid:
    return Grid([(f"table 1, row {i}", list(cells)) for i, cells in enumerate(rows, 1)])


@pytest.mark.parametrize(
    "rows",
    [
        # Calls at their times of the day.
        [
            ("Thời gian", "Nội dung"),
            *((f"{8 + i}:15", "Đường hỏng, đề nghị sửa") for i in range(9)),
        ],
        # A list of petitions.
        [
            ("STT", "Người phát biểu", "Nội dung"),
            *((str(i), "Ông A", "Sửa đường") for i in range(9)),
        ],
        [("Mốc", "Người nói", "Lời nói", "Trả lời"), *((*turn, "Đã rõ") for turn in TURNS)],
        [("Mốc", "Người nói", "Lời nói"), TURNS[0]],
    ],
)
def test_other_tables_stay(rows: list[tuple[str, ...]]) -> None:
    blocks = [Paragraph("paragraph 1", "Tổng hợp"), grid(rows)]
    assert turns_as_lines(blocks, Collector("a.docx")) == blocks


SAID = [
    "bà con ngồi vào đi ạ hôm nay xã nghe bà con nói có gì thì cứ nói thẳng nhé",
    "dạ thưa chủ tịch tôi ở xóm năm cái đường ra chợ ngập từ tháng tám đến giờ",
    "trẻ con đi học phải lội nước đề nghị xã nạo vét cái cống đầu xóm giúp dân",
    "vâng cảm ơn bác việc cái cống thì tuần sau xã cho máy vào nạo vét ngay",
    "mời chị nhàn xóm mười một nói tiếp đi ạ chị có ý gì không",
    "tôi hỏi trạm y tế hết thuốc huyết áp ba tháng nay các cụ phải lên tận huyện",
    "rồi cảm ơn chị xã sẽ báo trung tâm y tế cấp thuốc còn ai nữa không ạ",
]


def test_every_row_becomes_a_line_or_is_accounted_for() -> None:
    rows = [("TT", "Phút", "Nội dung ghi âm")]
    rows += [(str(i), f"{i}.05", text) for i, text in enumerate(SAID)]
    rows += [("", "", ""), ("8", "8.05", ""), ("9", "9.05", "a\x00b")]
    collector = Collector("a.docx", keep_blocks=True)
    (head, *lines) = turns_as_lines([grid(rows)], collector)
    assert isinstance(head, Paragraph) and head.text == "TT | Phút | Nội dung ghi âm"
    assert [line.text for line in lines if isinstance(line, Paragraph)] == [
        f"[{i}:05] {text}" for i, text in enumerate(SAID)
    ]
    (chunk,) = collector.take(full_only=False)
    assert [reject.position for reject in chunk.rejects] == ["table 1, row 11"]
    assert [block.kind for block in chunk.blocks] == ["blank", "form", "reject"]


A, B = "Nước đục", "Rác ứ đọng đầu ngõ, đề nghị dọn"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("STT", "Nội dung", "Đơn vị"), ("1", A, "UBND phường")),
        (("STT", "Họ và tên", "Chức vụ", "Ý kiến"), ("1", "Lê Văn A", "Bí thư chi bộ", A)),
        (("STT", "Đơn vị", "Nội dung ý kiến"), ("1", "Sở Xây dựng", "Điều 5 chưa rõ, sửa lại")),
        (("Mã", "Nội dung kiến nghị"), ("1.0{i}", "Đường vào thôn hỏng nặng, đề nghị sửa")),
        (("Giờ", "Nội dung phản ánh", "Địa chỉ"), ("0{i}:15", B, "Tổ 4")),
        (("STT", "Họ và tên", "Nội dung ghi âm"), ("1", "Lê Văn {i}", B)),
        (("TT", "Phút", "Nội dung ghi âm"), ("1", "{i}.05", A)),
    ],
)
def test_ordinary_lists_are_no_recordings(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([cell.format(i=i) for cell in row] for i in range(7))
    frame = read_opinions(tmp_path / "a.csv")
    assert len(frame) == 7
    assert not frame["text"].str.contains(r"\[\d|<v").any()


def test_a_document_of_turns_and_of_a_list(tmp_path: Path) -> None:
    path = word_table(tmp_path / "hop.docx", [("Mốc", "Người nói", "Lời nói"), *TURNS])
    document = Document(str(path))
    document.add_paragraph("Phiếu gửi trước buổi đối thoại")
    table = document.add_table(rows=0, cols=3)
    rows = [("STT", "Họ và tên", "Nội dung kiến nghị"), ("1", "Lê Văn Cầu", B)]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(str(path))
    frame = read_opinions(path, keep_answers=True)
    assert list(frame["speaker"])[2:] == ["Lê Văn Cầu"]
    assert {str(day)[:10] for day in frame["date"]} == {"2025-11-27"}
    check(frame.iloc[:2])


@pytest.mark.parametrize("heads", [("Ngày", "Mốc"), ("Thời gian",)])
def test_days_in_a_column_of_turns(tmp_path: Path, heads: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "xã Hải Hậu"
    book.active.append((*heads, "Người nói", "Lời nói"))
    for number, (clock, *said) in enumerate(TURNS):
        day = "26/11/2025" if number < 3 else "27/11/2025"
        timed = (day, clock) if len(heads) > 1 else (f"{day} 8:{10 + number}:05",)
        book.active.append((*timed, *said))
    book.save(tmp_path / "hop.xlsx")
    frame = read_opinions(tmp_path / "hop.xlsx", keep_answers=True)
    check(frame)
    assert [str(day)[:10] for day in frame["date"]] == ["2025-11-26", "2025-11-27"]


def test_minutes_that_list_who_spoke_leave_out_who_answers(tmp_path: Path) -> None:
    rows = [
        ("8h05", "Chủ trì", "Tuyên bố lý do, giới thiệu đại biểu."),
        ("8h45", "Cử tri Tống Văn Sáng, thôn Lau", A),
        ("8h52", "Cử tri Bế Thị Lành, thôn Chùa", B),
        ("9h10", "Ông Vũ Tiến Lộc - Chủ tịch UBND xã", "Trả lời: xã đã giao nạo vét trong tháng."),
        ("9h20", "Ông Lê Văn Vấn - Chủ tịch UBND xã", "Đề nghị cấp trên làm con đường này ngay."),
        ("9h30", "UBND xã Hải Anh", "Đã giao nạo vét trong tháng."),
    ]
    heads = ("Thời gian", "Người phát biểu", "Nội dung phát biểu")
    frame = read_opinions([word_table(tmp_path / "hop.docx", [heads, *rows])])
    # An official may ask for the people, and an office too.
    assert list(frame["text"]) == [A, B, rows[4][2], rows[5][2]]
    assert list(frame["place"])[:2] == ["thôn Lau", "thôn Chùa"]
    (tmp_path / "hop.csv").write_text("\n".join(";".join(row) for row in [heads, *rows]))
    assert len(read_opinions(tmp_path / "hop.csv")) == len(rows)


def test_hours_as_people_write_them_tell_that_turns_follow_each_other(tmp_path: Path) -> None:
    # Nobody is named twice, and no office.
    rows = [
        (f"8h{5 * i:02}", speaker if i % 2 else f"Giọng {i}", text)
        for i, (_, speaker, text) in enumerate(TURNS)
    ]
    heads = ("Thời gian", "Người nói", "Lời nói")
    frame = read_opinions([word_table(tmp_path / "hop.docx", [heads, *rows])])
    assert list(frame["place"]) == ["xóm 5", "xóm 11"]
    assert not frame["text"].str.contains("Cảm ơn chị|tuần sau").any()


def test_calls_after_midnight_are_no_turns_of_a_recording() -> None:
    calls = [(f"{i}h02", "Lan", f"Trạm bơm số {i} hỏng, đề nghị sửa.") for i in range(6)]
    assert find_turns([("", one) for one in [("Giờ", "Người gọi", "Nội dung"), *calls]]) is None
    timed = [("Thời gian", "Họ tên", "Nội dung"), *calls]
    assert find_turns([("", one) for one in timed]) is None
