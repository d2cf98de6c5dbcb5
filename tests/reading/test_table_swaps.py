"""Tables whose rows or columns look like others: answers, sections, and places told twice."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import Block, InputFile
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.tables.place_columns import joined_place

HEAD = ("STT", "Nội dung kiến nghị", "Người kiến nghị", "Địa chỉ", "Trả lời")
# Short, each beginning with a place, as clerks sum up what was said.
SHORT = ["Xóm Bãi mất sóng", "Đường Trần Phú lún", "Khu phố 6 hôi mùi sơn", "Ấp Rạch Gốc thiếu cầu"]
REPLIES = [
    "Đã đề nghị nhà mạng dựng thêm trạm, hoàn thành trong quý 2 năm 2026.",
    "Công ty cầu đường đã rải lại mặt đường, nghiệm thu ngày 14/4.",
    "Phòng môi trường đã lập biên bản cơ sở sơn và buộc lắp chụp hút.",
    "Đã đưa vào danh mục đầu tư năm 2027, chờ bố trí vốn.",
]
A = "Kênh Ba cạn từ tháng chạp, đề nghị nạo vét để bà con kịp xuống giống."
B = "Trạm y tế không còn thuốc huyết áp, người già phải ra tỉnh mua, mong cấp thêm."
C = "Xe ben chạy đêm làm nứt nhà dân, đề nghị cấm tải trên đường đê."


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def blocks(path: Path) -> list[Block]:
    options = ReadOptions(keep_blocks=True)
    return [
        block
        for chunk in read_chunks(InputFile(path, path.name), options)
        for block in chunk.blocks
    ]


def numbered(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [HEAD, *((*row, "", "", "", "")[: len(HEAD)] for row in rows)]


@pytest.mark.parametrize("text", ["Cử tri phản ánh", "Phản ánh", "Nội dung", "Kiến nghị"])
@pytest.mark.parametrize("reply", ["Xử lý của xã", "Việc đã làm", "Diễn biến", "Ghi chú", "Cột 3"])
def test_answers_beside_short_opinions(tmp_path: Path, text: str, reply: str) -> None:
    rows = [(str(i), *pair) for i, pair in enumerate(zip(SHORT, REPLIES), 1)]
    frame = read_opinions(table(tmp_path / "a.csv", ("TT", text, reply), *rows))
    assert frame["text"].tolist() == SHORT
    assert not set(frame["speaker"]) & {*SHORT, *REPLIES}


@pytest.mark.parametrize(
    "beside",
    [
        [f"https://anh.example/2026/03/12/hinh-chup-{i:04}.jpg" for i in range(4)],
        [f"PAKN-2026-03-12-{i:08}-XTD/UBND-VP" for i in range(4)],
        ["Bà con rất bức xúc, đã nói nhiều lần, đề nghị xã giải quyết dứt điểm"] * 4,
    ],
)
@pytest.mark.parametrize("text", ["Phản ánh", "Cử tri kiến nghị"])
def test_links_codes_and_repeated_remarks_are_no_opinions(
    tmp_path: Path, text: str, beside: list[str]
) -> None:
    rows = [(str(i), *pair) for i, pair in enumerate(zip(SHORT, beside), 1)]
    frame = read_opinions(table(tmp_path / "a.csv", ("TT", text, "Đính kèm"), *rows))
    assert frame["text"].tolist() == SHORT


def test_short_opinions_beside_their_background(tmp_path: Path) -> None:
    short = ["Sửa cống", "Loa hỏng", "Rác tràn", "Đường ngập"]
    rows = [(str(i), *pair) for i, pair in enumerate(zip(short, [A, B, C, f"{A} Ai cũng kêu."]), 1)]
    frame = read_opinions(table(tmp_path / "a.csv", ("TT", "Nội dung", "Bối cảnh"), *rows))
    assert frame["text"].tolist() == short


@pytest.mark.parametrize("subjects", [["Thủy lợi", "Y tế", "Môi trường"], ["Việc chung"] * 3])
def test_subjects_and_persons_give_way_to_sentences(tmp_path: Path, subjects: list[str]) -> None:
    rows = list(zip("123", subjects, [A, B, C]))
    frame = read_opinions(table(tmp_path / "a.csv", ("TT", "Nội dung", "Diễn giải"), *rows))
    assert frame["text"].tolist() == [A, B, C]
    persons = ["Bà Thạch Thị Sen", "Cử tri ấp Rạch Gốc", "Ông Út"]
    head = ("TT", "Cử tri phản ánh", "Trích yếu")
    frame = read_opinions(table(tmp_path / "b.csv", head, *zip("123", persons, [A, B, C])))
    assert frame["text"].tolist() == [A, B, C]
    assert frame["speaker"].tolist() == persons


@pytest.mark.parametrize("numbers", [["I", "II", "III", "IV"], ["A", "B", "C", "D"]])
@pytest.mark.parametrize("known", [{}, {0: "Bà Sen"}, {1: "Bà Sen"}, {3: "Bà Sen"}])
def test_opinions_numbered_otherwise(
    tmp_path: Path, numbers: list[str], known: dict[int, str]
) -> None:
    texts = [
        "Thiếu sân chơi tại các ấp vùng ven",
        "Kênh nội đồng bồi lắng nghiêm trọng",
        "Chậm chi trả tiền hỗ trợ dịch tả lợn",
        "Cầu gãy",
    ]
    rows = [(n, t, known.get(i, "")) for i, (n, t) in enumerate(zip(numbers, texts))]
    frame = read_opinions(table(tmp_path / "a.csv", *numbered(*rows)))
    assert frame["text"].tolist() == texts
    # A count in another column, and Arabic numbers below, change nothing.
    rows = [(*rows[0][:2], "", "", "5"), *rows[1:], ("1", A, "Ông Út"), ("2", B, "Bà Hai")]
    frame = read_opinions(table(tmp_path / "b.csv", *numbered(*rows)))
    assert frame["text"].tolist() == [*texts, A, B]


def test_sections_are_told_by_the_rows_below_them(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        *numbered(
            ("I", "Thủy lợi, đê điều"),
            ("",),
            ("1", A, "Ông Út", "ấp Rạch Gốc"),
            ("II", "Y tế (không có)"),
            ("III", "Giao thông"),
            ("A", "Đường đê"),
            ("2", C, "Bà Hai", "ấp Rạch Gốc"),
            ("B", "Đường tỉnh"),
            ("3", B, "Bà Ba", "ấp Rạch Gốc"),
        ),
    )
    assert read_opinions(path)["text"].tolist() == [A, C, B]
    found = blocks(path)
    assert [block.kind for block in found].count("section") == 5
    assert [block.position for block in found] == [f"L{i}" for i in range(1, 11)]


def test_letters_below_a_section_may_count_opinions(tmp_path: Path) -> None:
    texts = ["Đèn cầu tắt", "Chợ dột", "Nước phèn"]
    rows = [
        ("I", "Hạ tầng"),
        *zip("ABC", texts),
        ("1", A, "Ông Út"),
        ("II", "Y tế"),
        ("2", B, "Ba"),
    ]
    frame = read_opinions(table(tmp_path / "a.csv", *numbered(*rows)))
    assert frame["text"].tolist() == [*texts, A, B]


def test_empty_sections_and_opinions_among_sections(tmp_path: Path) -> None:
    # Topics say no matter, "Cầu gãy" does.
    rows = [
        ("I", "Thủy lợi"),
        ("II", "Y tế, giáo dục"),
        ("1", A, "Ông Út"),
        ("III", "Cầu gãy"),
        ("IV", "Môi trường"),
        ("V", "Giao thông"),
        ("2", C, "Bà Hai"),
        ("VI", "Nước phèn"),
    ]
    frame = read_opinions(table(tmp_path / "a.csv", *numbered(*rows)))
    assert frame["text"].tolist() == [A, "Cầu gãy", C, "Nước phèn"]
    # With nothing else in the list they are what was said.
    frame = read_opinions(table(tmp_path / "b.csv", *numbered(*rows[:2])))
    assert frame["text"].tolist() == ["Thủy lợi", "Y tế, giáo dục"]


def test_a_row_waits_for_no_end_of_blank_ones(tmp_path: Path) -> None:
    rows = [("I", "Cầu gãy"), *[("",)] * 200, ("1", A, "Ông Út")]
    frame = read_opinions(table(tmp_path / "a.csv", *numbered(*rows)))
    assert frame["text"].tolist() == ["Cầu gãy", A]


def test_sections_that_are_called_so(tmp_path: Path) -> None:
    rows = [
        ("I", "Lĩnh vực y tế"),
        ("II", "Xã Ba Động"),
        ("III", "Thủy lợi (2 ý kiến)"),
        ("1", A, "Ông Út"),
        ("2", C, "Ông Sáu"),
    ]
    frame = read_opinions(table(tmp_path / "a.csv", *numbered(*rows)))
    assert frame["text"].tolist() == [A, C]
    assert frame["place"].tolist() == ["Xã Ba Động"] * 2


ROWS = st.tuples(
    st.sampled_from(["I", "II", "A", "B", "1", ""]),
    st.sampled_from(["Cầu gãy", "Y tế", "Nước phèn", A, ""]),
    st.sampled_from(["", "", "Bà Sen"]),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=8))
def test_every_row_is_told_of_once_and_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    found = blocks(table(path, *numbered(("1", C, "Ông Út"), *rows)))
    places = [int(block.position[1:]) for block in found]
    assert places == sorted(set(places))
    kinds = {place: block.kind for place, block in zip(places, found)}
    for line, row in enumerate(rows, 3):
        if any(row):
            assert line in kinds
        # Whoever is named was heard.
        if row[1] and row[2]:
            assert kinds[line] == "opinion"


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (["Số 8 Trần Phú, xã Ba Động", "Ba Động"], "Số 8 Trần Phú, xã Ba Động"),
        (["ấp Gốc xã Ba Động", "Ba Động", "Ba Tơ"], "ấp Gốc xã Ba Động, Ba Tơ"),
        (["Ba Động", "xã Ba Động"], "xã Ba Động"),
        (["ấp Gốc, Ba Động", "xã Ba Động"], "ấp Gốc, xã Ba Động"),
        (["xã Ba Động, huyện Ba Tơ", "Ba Tơ"], "xã Ba Động, huyện Ba Tơ"),
        # A hamlet, a market and a town are called like what they lie in.
        (["thôn Ba Động", "Ba Động"], "thôn Ba Động, Ba Động"),
        (["Chợ Ba Động", "Ba Động"], "Chợ Ba Động, Ba Động"),
        (["TP Cao Bằng", "Cao Bằng"], "TP Cao Bằng, Cao Bằng"),
        (["Ba Tơ", "huyện Ba Tơ"], "Ba Tơ, huyện Ba Tơ"),
        (["Tổ Kinh tế", "Ba Động", "Kế toán"], "Ba Động"),
        (["tổ công tác", "Ba Động", "x"], "Ba Động"),
        (["Ba Động", "Nông thôn"], "Ba Động"),
        (["Tổ 4", "Ba Động", "Quảng ngãi"], "Tổ 4, Ba Động, Quảng ngãi"),
        (["tổ đông hà", "ba động"], "tổ đông hà, ba động"),
        (["Cạnh trường học", "Ba Động"], "Cạnh trường học, Ba Động"),
        (["-", "x"], ""),
        (["x"], ""),
        ([], ""),
    ],
)
def test_places_told_twice_and_cells_of_no_place(parts: list[str], place: str) -> None:
    assert joined_place(parts) == place


def test_places_of_a_table(tmp_path: Path) -> None:
    rows = [
        ("1", "Bà Sen", "Số 8 Trần Phú, xã Ba Động", "Ba Động", A),
        ("2", "Ông Út", "-", "x", B),
        ("3", "Bà Hai", "Ba Động", "xã Ba Động", C),
    ]
    head = ("TT", "Họ tên", "Địa chỉ", "Xã", "Nội dung")
    frame = read_opinions(table(tmp_path / "a.csv", head, *rows))
    assert frame["place"].tolist() == ["Số 8 Trần Phú, xã Ba Động", "", "xã Ba Động"]
