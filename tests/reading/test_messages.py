"""Tables of messages are read as conversations, and lists of petitions as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from written_tables import write

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import Block, InputFile
from nlp.reading.tables.layout import ReadOptions

HEADER = ("Thời gian", "Người gửi", "Vai trò", "Nội dung tin nhắn")
OA = "OA Phường An Bình"
ROWS = [
    ("03/11/2025 07:30", OA, "Tự động", "Chào mừng bạn đến với OA UBND phường An Bình."),
    ("03/11/2025 08:10", "Lan Anh", "Người dùng", "chào ad"),
    (
        "03/11/2025 08:11",
        "Lan Anh",
        "Người dùng",
        "Em ở khu phố 3, phường An Bình. Cống trước nhà em nghẹt cả tuần nay",
    ),
    ("03/11/2025 08:12", "Lan Anh", "Người dùng", "nước dơ tràn vô nhà, nhờ phường cho người coi"),
    ("03/11/2025 08:13", "Lan Anh", "Người dùng", "[Hình ảnh]"),
    (
        "03/11/2025 09:00",
        "Tư Cà Phê",
        "Người dùng",
        "Quán nhậu đầu hẻm 12 hát karaoke tới 1 giờ sáng, không ai ngủ được.",
    ),
    ("03/11/2025 09:05", OA, "Quản trị viên", "Dạ anh/chị cần phản ánh thêm nội dung gì ạ?"),
    (
        "03/11/2025 10:00",
        OA,
        "Quản trị viên",
        "Chào chị Lan Anh, đội thoát nước sẽ xuống nạo vét cống chiều nay.",
    ),
    (
        "03/11/2025 11:00",
        OA,
        "Quản trị viên",
        "Công an phường đã nhắc nhở quán nhậu, hát sau 22 giờ sẽ bị phạt.",
    ),
    ("03/11/2025 11:30", "Lan Anh", "Người dùng", "dạ cảm ơn phường nhiều nha"),
]
DRAIN = "Cống trước nhà em nghẹt cả tuần nay nước dơ tràn vô nhà, nhờ phường cho người coi"


def blocks(path: Path) -> list[Block]:
    options = ReadOptions(keep_blocks=True)
    return [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]


def without(column: int, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row[:column] + row[column + 1 :] for row in rows]


def one_line(frame: pd.DataFrame) -> list[str]:
    return [" ".join(text.split()) for text in frame["text"]]


@pytest.mark.parametrize("name", ["oa.csv", "oa.xlsx", "oa.jsonl"])
def test_messages_are_read_as_a_conversation(tmp_path: Path, name: str) -> None:
    frame = read_opinions(write(tmp_path / name, HEADER, ROWS))
    assert one_line(frame) == [DRAIN, ROWS[5][3]]
    assert frame["speaker"].tolist() == ["Lan Anh", "Tư Cà Phê"]
    assert frame["place"].tolist() == ["khu phố 3, phường An Bình", "Phường An Bình"]
    assert frame["answer"].tolist() == [ROWS[7][3], ROWS[8][3]]
    assert frame["date"].dt.strftime("%d/%m/%Y").tolist() == ["03/11/2025"] * 2
    assert frame["Vai trò"].tolist() == ["Người dùng"] * 2


def test_every_row_is_a_block_with_its_class(tmp_path: Path) -> None:
    found = blocks(write(tmp_path / "oa.csv", HEADER, ROWS))
    kinds = {block.position: block.kind for block in reversed(found)}
    assert kinds == {
        "L1": "heading",
        "L2": "official",
        "L3": "greeting",
        "L4": "greeting",  # The home before the opinion.
        "L5": "merged",
        "L6": "form",
        "L7": "opinion",
        "L8": "official",
        "L9": "answer",
        "L10": "answer",
        "L11": "greeting",
    }
    assert any(block.position == "L4" and block.kind == "opinion" for block in found)


def test_the_office_is_known_by_its_name_where_no_column_says_so(tmp_path: Path) -> None:
    header = ("Time", "From", "Message")
    frame = read_opinions(write(tmp_path / "page.csv", header, without(2, ROWS)))
    assert one_line(frame) == [DRAIN, ROWS[5][3]]


@pytest.mark.parametrize(
    ("role", "office", "citizen"),
    [
        ("Sender type", "agent", "user"),
        ("Direction", "outgoing", "incoming"),
        ("Loại", "Admin", "Thành viên"),
    ],
)
def test_roles_in_other_words(tmp_path: Path, role: str, office: str, citizen: str) -> None:
    rows = [
        (when, who, citizen if said == "Người dùng" else office, text)
        for when, who, said, text in ROWS
    ]
    header = ("Timestamp", "Sender", role, "Message")
    frame = read_opinions(write(tmp_path / "crm.csv", header, rows))
    assert one_line(frame) == [DRAIN, ROWS[5][3]]


def test_an_export_by_customer_names_him_in_the_rows_of_the_office(tmp_path: Path) -> None:
    to_whom = {7: "Lan Anh", 8: "Tư Cà Phê"}
    rows = [
        (row[0], to_whom.get(i, row[1]), "in" if row[2] == "Người dùng" else "out", row[3])
        for i, row in enumerate(ROWS)
    ]
    rows[7] = (*rows[7][:3], "Đội sẽ xuống chiều nay.")
    frame = read_opinions(
        write(tmp_path / "crm.csv", ("Time", "Customer", "Direction", "Message"), rows)
    )
    assert frame["answer"].tolist() == ["Đội sẽ xuống chiều nay.", ROWS[8][3]]


def test_a_column_of_conversations_pairs(tmp_path: Path) -> None:
    ask = "Đường vào xóm hư nặng, đề nghị sửa."
    rows = [
        ("1", "An", "user", ask),
        ("2", "Bình", "user", "Rác đầy chợ ba ngày không ai hốt, đề nghị dọn."),
        ("1", "UBND", "agent", "Xã sẽ làm trong tháng 12."),
    ]
    header = ("Conversation ID", "Sender", "Role", "Message")
    frame = read_opinions(write(tmp_path / "c.csv", header, rows))
    assert frame["answer"].tolist() == ["Xã sẽ làm trong tháng 12.", ""]


def test_a_reply_names_the_message_that_it_is_to(tmp_path: Path) -> None:
    header = ("message_id", "date", "from", "reply_to", "text")
    day = "2026-03-02 19:20:45"
    rows = [
        ("1", day, "Tư Hận - ấp Phước Trung", "", "Cống ngăn mặn đóng miết, ghe lúa vô không được"),
        ("2", day, "Út Nhanh", "1", "anh Tư nói đúng á"),
        ("3", day, "Sáu Lành - ấp An Thuận", "", "Đêm nào cũng có ghe cào điện, cá chết hết trơn"),
        ("4", day, "Phòng Kinh tế xã", "1", "Dự kiến ngày 6/3 mở 8 tiếng lúc nước ròng."),
        ("5", day, "Công an xã", "3", "Đêm 3/3 sẽ phối hợp kiểm ngư tuần tra."),
        ("6", day, "Công an xã", "", "Chào bà con buổi sáng"),
    ]
    frame = read_opinions(write(tmp_path / "t.csv", header, rows))
    assert frame["speaker"].tolist() == ["Tư Hận", "Sáu Lành"]
    assert frame["place"].tolist() == ["ấp Phước Trung", "ấp An Thuận"]
    assert frame["answer"].tolist() == [rows[3][4], rows[4][4]]


def test_a_chat_under_common_headings_is_told_by_its_rows(tmp_path: Path) -> None:
    header = ("Ngày", "Giờ", "Người gửi", "Nội dung")
    rows = [(*row[0].split(), row[1], row[3]) for row in ROWS]
    frame = read_opinions(write(tmp_path / "viber.csv", header, rows))
    assert one_line(frame) == [DRAIN, ROWS[5][3]]
    # Without hours it may be a list, and nothing is left out but a picture and thanks alone.
    rows = [row[:1] + row[2:] for row in rows]
    frame = read_opinions(write(tmp_path / "list.csv", ("Ngày", "Người gửi", "Nội dung"), rows))
    assert len(frame) == len(ROWS) - 2


def test_two_matters_of_one_sender_are_two_opinions(tmp_path: Path) -> None:
    rows = [
        *ROWS[:4],
        ("03/11/2025 08:14", "Lan Anh", "Người dùng", "sẵn cho hỏi đèn đường hẻm 12 sao chưa sửa"),
        *ROWS[5:],
    ]
    frame = read_opinions(write(tmp_path / "oa.csv", HEADER, rows))
    assert len(frame) == 3


def test_a_petition_list_with_a_sender_and_answers_is_none(tmp_path: Path) -> None:
    asked = [text for _, _, role, text in ROWS if role == "Người dùng" and len(text) > 30]
    rows = [
        (f"0{i}/11/2025", who, text, "Đã xử lý, phường sẽ kiểm tra tiếp.")
        for i, (who, text) in enumerate(zip((OA, OA, "Lan"), asked), 1)
    ]
    header = ("Thời gian", "Người gửi", "Tin nhắn", "Trả lời")
    frame = read_opinions(write(tmp_path / "list.csv", header, rows))
    assert frame["text"].tolist() == asked


def test_offices_that_send_in_petitions_are_no_chat(tmp_path: Path) -> None:
    asked = [
        "Đề nghị sửa đường thôn Đông, mưa là ngập",
        "Đề nghị kéo điện ba pha cho xóm Mới",
        "Kiến nghị nâng cấp trạm y tế, thiếu thuốc",
        "Nước sinh hoạt đục, đề nghị kiểm tra",
        "Rác tồn đọng ở chợ, đề nghị thu gom",
    ]
    senders = ["UBND xã A", "UBND xã A", "UBND xã B", "Nguyễn Văn An", "UBND xã A"]
    rows = list(zip(senders, asked))
    frame = read_opinions(write(tmp_path / "list.csv", ("Người gửi", "Tin nhắn"), rows))
    assert frame["text"].tolist() == asked
    # A kind of petitioner is no role in a conversation.
    roles = ["Cán bộ", "Cán bộ", "Người dân", "Người dân", "Cán bộ"]
    rows = list(zip(senders, roles, asked))
    header = ("Người gửi", "Loại", "Nội dung")
    frame = read_opinions(write(tmp_path / "kinds.csv", header, rows))
    assert frame["text"].tolist() == asked


def test_comments_without_an_office_are_one_opinion_a_row(tmp_path: Path) -> None:
    rows = [(who, text) for _, who, role, text in ROWS if role == "Người dùng"]
    frame = read_opinions(write(tmp_path / "c.csv", ("Tên", "Bình luận"), rows))
    assert len(frame) == len(rows)


def test_short_messages_are_known_by_their_heading(tmp_path: Path) -> None:
    rows = [
        ("Trần Thị Ngọc Lan", "người dân", "cống nghẹt rồi ad"),
        (OA, "quản trị", "Dạ chiều nay đội thoát nước xuống nạo vét cống ạ"),
    ]
    frame = read_opinions(write(tmp_path / "t.csv", ("Tên", "Vai trò", "Tin nhắn"), rows))
    assert frame["text"].tolist() == ["cống nghẹt rồi ad"]
    assert frame["answer"].tolist() == [rows[1][2]]


def test_columns_that_the_user_names_win(tmp_path: Path) -> None:
    path = write(tmp_path / "oa.csv", (*HEADER, "Ghi lại"), [(*r, r[3] + " (chép)") for r in ROWS])
    frame = read_opinions(path, text_column="Ghi lại")
    assert len(frame) and all("(chép)" in text for text in frame["text"])


def test_a_message_with_a_nul_is_rejected(tmp_path: Path) -> None:
    rows = [*ROWS, ("04/11/2025", "Ba", "Người dùng", "Đường\x00 hư nặng, đề nghị sửa")]
    path = write(tmp_path / "oa.jsonl", HEADER, rows)
    assert [r["position"] for r in read_opinions(path).attrs["rejects"]] == ["L11"]


def test_a_long_export_keeps_its_order(tmp_path: Path) -> None:
    rows = [
        (f"{1 + i // 60:02}/11/2025", who if who == OA else f"{who} {i}", role, text)
        for i in range(120)
        for _, who, role, text in ROWS
    ]
    frame = read_opinions(write(tmp_path / "long.csv", HEADER, rows))
    assert len(frame) == 240
    lines = [int(position[1:]) for position in frame["position"]]
    assert lines == sorted(lines)
    assert (frame["answer"] != "").all()


def test_the_account_in_every_conversation_is_the_office(tmp_path: Path) -> None:
    header = ("Thread", "Sent", "From", "Message")
    matters = [
        "Bãi tắm bị hàng quán lấn hết bãi cát, yêu cầu dẹp.",
        "Tàu em mất kết nối do máy hư mà bị phạt, xin xem lại.",
        "Cô giáo bắt cả lớp mua sách tham khảo, nhờ phường hỏi giúp.",
        "Đèn đường hẻm 12 tắt cả tháng nay, đề nghị sửa.",
    ]
    rows: list[tuple[Any, ...]] = []
    for number, (name, matter) in enumerate(zip(("Thu", "Ký", "Lài", "Lợi"), matters), 1):
        rows += [
            (number, f"1{number}/05/2026 06:41", name, matter),
            (number, f"1{number}/05/2026 06:41", "Đồng Hới quê tôi", "Cảm ơn bạn đã nhắn tin."),
            (number, f"1{number}/05/2026 08:30", "Đồng Hới quê tôi", "Phường đã xử lý hôm qua."),
        ]
    rows.append(("Tổng: 12 tin", None, None, None))
    frame = read_opinions(write(tmp_path / "a.xlsx", header, rows), keep_answers=True)
    assert frame["text"].tolist() == matters
    assert set(frame["answer"]) == {"Phường đã xử lý hôm qua."}


def test_who_writes_is_told_from_who_receives(tmp_path: Path) -> None:
    header = ("Mã phiên", "Thời điểm", "Người nhắn", "Vai trò", "Nội dung")
    rows = [
        ("A1", "08/12/2025 07:12", "Cẩm Tú", "Công dân", "Cống trào ngược vô nhà, xin sửa gấp."),
        ("A1", "10/12/2025 15:20", "Điện thoại viên Ngân", "Tổng đài", "Phường đã nạo vét cống."),
        ("A2", "08/12/2025 09:05", "Trần Bảo", "Công dân", "Đèn vàng chỉ hai giây, đề nghị chỉnh."),
    ]
    frame = read_opinions(write(tmp_path / "a.xlsx", header, rows), keep_answers=True)
    assert frame["speaker"].tolist() == ["Cẩm Tú", "Trần Bảo"]
    assert frame["answer"].tolist() == ["Phường đã nạo vét cống.", ""]


def test_matters_that_one_message_lists_are_apart(tmp_path: Path) -> None:
    listed = "Có 2 nội dung như sau:\n- Cầu hư khe co giãn.\n- Tờ rơi dán kín trụ điện, xin dẹp."
    rows = [
        ("01/12/2025 07:12", "Tám", "Người dùng", listed),
        ("01/12/2025 09:12", OA, "Quản trị viên", "Phường đã cho sửa khe co giãn."),
    ]
    frame = read_opinions(write(tmp_path / "a.xlsx", HEADER, rows))
    assert frame["text"].tolist() == ["Cầu hư khe co giãn.", "Tờ rơi dán kín trụ điện, xin dẹp."]


def test_a_message_that_begins_like_a_total_is_none(tmp_path: Path) -> None:
    said = "Tổng đài 1022 gọi cả tuần không ai nghe máy, đề nghị phường kiểm tra"
    rows = [*ROWS, ("", "", "Người dùng", said)]
    frame = read_opinions(write(tmp_path / "a.xlsx", HEADER, rows))
    assert said in frame["text"].tolist()


def test_lines_of_one_message_may_be_of_two_matters(tmp_path: Path) -> None:
    drain = "Cống trước chợ nghẹt cả tháng nay, nước dơ tràn vô nhà mà không thấy ai xuống coi."
    dogs = "Chó thả rông ngoài công viên cắn hai cháu nhỏ, đề nghị tổ chức bắt nhốt và phạt chủ."
    rows = [*ROWS, ("04/11/2025 08:00", "Bảy Lúa", "Người dùng", f"{drain}\n{dogs}")]
    found = read_opinions(write(tmp_path / "oa.csv", HEADER, rows))
    assert list(found[found["speaker"] == "Bảy Lúa"]["text"]) == [drain, dogs]
