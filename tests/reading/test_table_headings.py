"""Tables whose headings no list knows, or that say the same of opinions and of answers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.tables.layout import ReadOptions, find_layout
from nlp.reading.tables.sides import side_of

CELLS = {
    "no": ["1", "2", "3", "4"],
    "text": [
        "Bể rác đầu xóm ba tuần chưa ai đến chở, ruồi bay vào tận mâm cơm.",
        "Trạm bơm hỏng, lúa vụ mùa khát nước hơn 20 ha. Bao giờ mới sửa?",
        "Xin xã xem lại trợ cấp cho mẹ tôi 81 tuổi, bị cắt mà không có thông báo gì.",
        "Nước máy đục ngầu từ mùng 5, mỗi sáng phải xả bỏ hai chậu mới dùng được.",
    ],
    "answer": [
        "Công ty môi trường tăng chuyến từ 12/4, lịch thứ 3 và thứ 6.",
        "Đã đưa vào kế hoạch đầu tư công, thi công quý II.",
        "",
        "Giao Phòng Kinh tế khảo sát, báo cáo trước 20/4.",
    ],
    "speaker": ["Ông Đỗ Khắc Sinh", "Lò Văn Pánh", "bác Thìn", "Nhiều hộ"],
    "place": ["thôn Đoài", "ngõ 7", "bản Hua Nà", "đội 5"],
    "date": ["3/4/2026", "3/4/2026", "04/4/2026", "5/4/2026"],
    "office": ["UBND xã", "Công ty thủy nông", "Phòng Văn hóa", "Xí nghiệp nước"],
    "answered": ["6/4/2026", "7/4/2026", "", "9/4/2026"],
    "letter": ["12/UBND", "", "", "7/CN"],
    "status": ["Xong", "Đang làm", "Chưa", "Xong"],
    "done": ["x", "", "", "x"],
    "doing": ["", "x", "", ""],
}
ROLES = ("text", "answer", "speaker", "place", "date", "status")
ONE = [
    ("Dân hỏi | Xã đáp", "text answer"),
    ("Ủy ban đáp thế nào | Dân thắc mắc điều gì | Tên dân", "answer text speaker"),
    ("Mục | Chuyện | Đã làm gì | Ai bảo", "no text answer speaker"),
    ("Khoản mục | Bày tỏ | Đáp ứng", "no text answer"),
    ("A | Sự việc | Thông tin lại | Người đến", "no text answer speaker"),
    ("Nội dung | Nội dung", "text answer"),
    ("Nội dung | Ý kiến | Cơ quan", "text answer office"),
    ("Ý kiến cơ quan | Ý kiến cử tri", "answer text"),
    ("TT | Phản hồi của khách hàng | Công ty | Khách", "no text answer speaker"),
    ("STT | Người dân | Chính quyền", "no text answer"),
    ("STT | Họ tên | Nội dung | Ghi chú", "no speaker text answer"),
    ("Kết quả giải quyết kiến nghị của cử tri | Kiến nghị của cử tri", "answer text"),
    ("Ngày | Tiểu thương | Sạp | Bức xúc | Ban quản lý chợ", "date speaker place text answer"),
    ("Mức | Giải quyết | Nội dung | Nơi | Ai kể", "status answer text place speaker"),
    ("TT | Cơ quan trả lời | Kiến nghị | Nội dung trả lời", "no office text answer"),
]
TWO = [
    (
        "TT | Nơi | Cử tri nêu | Sở Y tế có ý kiến |",
        " | | | Phòng tham mưu | Nội dung",
        "no place text office answer",
    ),
    (
        "TT | Phía cơ quan | | Phía người dân |",
        " | Đơn vị | Nội dung | Họ tên | Nội dung",
        "no office answer speaker text",
    ),
    (
        "Người dân | | Cơ quan | |",
        "Là ai | Kể gì | Ai lo | Kể lại gì | Ngày",
        "speaker text office answer answered",
    ),
    (
        "TT | Văn bản của Sở | | Kiến nghị cử tri |",
        " | Số | Nội dung | Nội dung | Địa phương",
        "no letter answer text place",
    ),
    (
        "TT | Phía bà con | | | Phía làng | ",
        " | Tên tuổi | Chốn ở | Lời thưa | Lo liệu | Mốc",
        "no speaker place text answer answered",
    ),
]


def rows_of(kinds: str, count: int) -> list[list[str]]:
    return [[CELLS[kind][i] for kind in kinds.split()] for i in range(count)]


def heads(line: str) -> list[str]:
    return [head.strip() for head in line.split("|")]


def check(grid: list[list[str]], kinds: str) -> None:
    layout = find_layout(grid, ReadOptions(), "")
    columns = kinds.split()
    found = {role: columns[index] for role, index in layout.roles.items()}
    assert found == {role: role for role in ROLES if role in columns}


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize(("names", "kinds"), ONE)
def test_headings_that_are_not_known(names: str, kinds: str, count: int) -> None:
    if count > 2 or "status" not in kinds:
        check([heads(names), *rows_of(kinds, count)], kinds)


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize(("upper", "lower", "kinds"), TWO)
def test_whose_words_a_group_announces(upper: str, lower: str, kinds: str, merged: bool) -> None:
    above, below = heads(upper), heads(lower)
    if merged:
        for i, head in enumerate(above):
            above[i] = head or above[i - 1]
        below = [under or over for over, under in zip(above, below)]
    check([above, below, *rows_of(kinds, 4)], kinds)


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("Sở Xây dựng có ý kiến", "office"),
        ("Xã nói lại", "office"),
        ("Xã, phường", ""),
        ("Ý kiến của phụ huynh", "people"),
        ("Điều bà con còn băn khoăn", "people"),
        ("Kết quả giải quyết kiến nghị của cử tri", ""),
        ("Số, ngày", ""),
        ("Họ tên", ""),
    ],
)
def test_sides_of_headings(heading: str, side: str) -> None:
    assert side_of(heading) == side


def test_states_that_are_ticked_and_lines_that_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    kinds = "no text done doing"
    both = "\n".join(CELLS["text"][:2])
    grid = [
        ["TT", "Điều dân nêu", "Mức độ", "", "Ghi chú"],
        ["", "", "Xong", "Đang làm", ""],
        ["I. Việc chung", "", "", "", ""],
        *([*row, ""] for row in rows_of(kinds, 4)),
        ["5", both, "", "x", "2 nội dung"],
        ["Cộng: 6 nội dung", "", "", "", ""],
    ]
    for row in grid:
        book.active.append([value or None for value in row])
    for merge in ("C1:D1", "A3:E3", "A9:E9", "A1:A2", "B1:B2", "E1:E2"):
        book.active.merge_cells(merge)
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == [*CELLS["text"], *CELLS["text"][:2]]
    assert frame["status"].tolist() == ["Xong", "Đang làm", "", "Xong", "Đang làm", "Đang làm"]


def test_a_section_across_a_narrow_table_and_a_month(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    text, answer = CELLS["text"], CELLS["answer"]
    for row in (
        ["Lời dân", "Lời xã", "Hôm"],
        ["Phần 1. Việc chung"],
        [text[0], answer[0], "3/4/2026"],
        [text[1], answer[1], "tháng 4/2026"],
    ):
        book.active.append(row)
    book.active.merge_cells("A2:C2")
    book.save(tmp_path / "a.xlsx")
    frame = read_opinions(tmp_path / "a.xlsx")
    assert frame["text"].tolist() == text[:2]
    assert frame["answer"].tolist() == answer[:2]
    assert frame["date"].isna().tolist() == [False, True]


def test_questions_that_head_the_columns_of_a_form_on_the_net() -> None:
    names = ("Dấu thời gian", "Câu 1. Bạn tên gì?", "Câu 2. Bạn muốn phản ánh điều gì với phường?")
    check([list(names), *rows_of("date speaker text", 4)], "date speaker text")


def test_groups_in_groups() -> None:
    grid = [
        ["TT", "Phía dân", "", "", "", "Phía xã", ""],
        ["", "Người", "Nơi ở", "", "Lời", "Lời", "Ngày"],
        ["", "", "Làng", "Đường", "", "", ""],
        *rows_of("no speaker place office text answer answered", 4),
    ]
    layout = find_layout(grid, ReadOptions(), "")
    assert (layout.header_first, layout.header_row) == (0, 2)
    assert layout.names[2:4] == ["Làng", "Đường"]
    assert layout.roles == {"text": 4, "answer": 5, "place": 2, "speaker": 1}


def test_a_header_that_comes_again(tmp_path: Path) -> None:
    head = ["TT", "Bà con nêu", "Xã đáp"]
    rows = rows_of("no text answer", 4)
    book = openpyxl.Workbook()
    for row in (head, *rows[:2], head, *rows[2:]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read_opinions(tmp_path / "a.xlsx")["text"].tolist() == CELLS["text"]


@pytest.mark.parametrize("heading", ["Xã nói lại", "Phường trả lời", "Xã đã làm"])
def test_few_words_below_what_a_unit_says_are_answers_and_no_place(heading: str) -> None:
    short = ["Sẽ sửa quý 3", "Thay rồi", "", "Thay rồi"]
    rows = [[*row, reply] for row, reply in zip(rows_of("no speaker text", 4), short)]
    layout = find_layout([["STT", "Ai nói", "Bà con nói gì", heading], *rows], ReadOptions(), "")
    assert layout.roles == {"speaker": 1, "text": 2, "answer": 3}


def test_days_below_what_a_unit_says_are_no_answers() -> None:
    days = ["30/3/2026", "15/4/2026", "", "1/5/2026"]
    rows = [[*row, day] for row, day in zip(rows_of("no speaker text", 4), days)]
    layout = find_layout([["STT", "Ai nói", "Bà con nói gì", "Xã hẹn"], *rows], ReadOptions(), "")
    assert "answer" not in layout.roles and "place" not in layout.roles


def test_firms_that_ask_are_who_speaks_and_offices_that_answer_are_not() -> None:
    firms = ["Công ty TNHH Minh Long", "HTX Hòa An", "DNTN Tuấn Anh", "Công ty CP Gỗ Việt"]
    texts = [row[1:] for row in rows_of("no text office", 4)]
    for heading in ("Doanh nghiệp", "Người kiến nghị"):
        rows = [[firm, *row] for firm, row in zip(firms, texts)]
        layout = find_layout([[heading, "Kiến nghị", "Cơ quan"], *rows], ReadOptions(), "")
        assert layout.roles == {"speaker": 0, "text": 1}
        other = [[office, text, firm] for firm, (text, office) in zip(firms, texts)]
        layout = find_layout([["Cơ quan", "Kiến nghị", "Đơn vị"], *other], ReadOptions(), "")
        assert layout.roles == {"text": 1}


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (["Đã gọi tổ thu gom", "chuyển xã", "CA phường nhận"], "answer"),
        (["xong", "chưa"], "status"),
    ],
)
def test_kq_heads_what_was_done_or_the_state(cells: list[str], role: str) -> None:
    rows = [[text, cell] for text, cell in zip(CELLS["text"], cells)]
    assert find_layout([["ND", "KQ"], *rows], ReadOptions(), "").roles == {"text": 0, role: 1}


@pytest.mark.parametrize("heading", ["KQ xử lý", "Xử lý", "Cách giải quyết", "Hội đã làm gì"])
def test_short_headings_of_answers(heading: str) -> None:
    rows = [[*row, cell] for row, cell in zip(rows_of("no text", 3), CELLS["answer"])]
    layout = find_layout([["TT", "Tâm tư", heading], *rows], ReadOptions(), "")
    assert layout.roles == {"text": 1, "answer": 2}


def test_given_names_below_whoever_they_are_and_short_headings_of_hamlets() -> None:
    rows = [[*row] for row in zip(["Hường", "Quý", "Bà Nga"], CELLS["text"], CELLS["date"])]
    for who in ("Công nhân", "Ai báo"):
        for said in ("Chuyện gì", "ND phản ánh"):
            layout = find_layout([[who, said, "Khi nào"], *rows], ReadOptions(), "")
            assert layout.roles == {"speaker": 0, "text": 1, "date": 2}
