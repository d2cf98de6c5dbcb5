"""Tables of messages are read as conversations, and lists of petitions as before."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.messages.offices import is_office_name
from nlp.reading.messages.replies import answers_nothing, asks_back
from nlp.reading.messages.words import is_assent, is_attachment, is_filler, take_apart
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


def write(path: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append(list(row))
        book.save(path)
    elif path.suffix == ".jsonl":
        lines = (json.dumps(dict(zip(header, row)), ensure_ascii=False) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return path


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


@pytest.mark.parametrize(
    ("text", "said", "home"),
    [
        ("Alo phường ơi, cống nghẹt rồi", "cống nghẹt rồi", ""),
        ("Em ở tổ 5, phường An Bình: nước đục", "nước đục", "tổ 5, phường An Bình"),
        ("kp Hòa Lạc, phường An Bình nha: mất nước", "mất nước", "kp Hòa Lạc, phường An Bình"),
        ("Khu phố 3, đường lầy lội", "Khu phố 3, đường lầy lội", "Khu phố 3"),
        ("Đường Lê Lợi. Đoạn qua chợ ngập", "Đường Lê Lợi. Đoạn qua chợ ngập", ""),
        ("Sáng nay, mất điện cả xóm", "Sáng nay, mất điện cả xóm", ""),
        ("Dạ nước vẫn chưa có ạ. Hẹn hoài.", "Dạ nước vẫn chưa có ạ. Hẹn hoài.", ""),
        ("Đường hư quá. Cảm ơn ad nhiều nha", "Đường hư quá.", ""),
        ("Cho em hỏi: nộp hồ sơ ở đâu?", "Cho em hỏi: nộp hồ sơ ở đâu?", ""),
    ],
)
def test_what_stands_around_a_message(text: str, said: str, home: str) -> None:
    parts = take_apart(text)
    assert (parts.text, parts.home) == (said, home)


def test_messages_that_say_nothing() -> None:
    for text in ("hello", "ok cám ơn ad", "👍", "2", "dạ em chào phường ạ", "yes ad", "cam on"):
        assert is_filler(text)
    for text in ("mất nước", "hôi lắm", "Sao lâu vậy"):
        assert not is_filler(text)
    for text in ("[Hình ảnh]", "[Video 00:21]", "[đã gửi 3 ảnh]", "https://a.vn/b", "IMG_1.jpg"):
        assert is_attachment(text)
    assert not is_attachment("[khẩn] mất nước")
    assert is_assent("ok để em ra phường hỏi thử")
    assert not is_assent("cảm ơn phường nhưng nước vẫn đục")


def test_what_an_office_writes_without_answering() -> None:
    assert asks_back("Dạ bạn cho ad xin địa chỉ cụ thể ạ")
    assert answers_nothing("Dạ OA ghi nhận, chuyển Phòng KT ạ.")
    assert not answers_nothing("Đã chuyển Điện lực, sẽ phát quang ngày 12/11/2025.")
    assert not answers_nothing("Phường ghi nhận, sáng mai đội xuống kiểm tra.")


def test_names_of_offices_and_of_people() -> None:
    for name in (OA, "UBND xã Tân Phú", "Phường Sầm Sơn CSKH", "Fanpage Công an huyện", "1022"):
        assert is_office_name(name)
    for name in ("Phương Anh", "Phong Trần", "Trang Nguyễn", "Sơ Hai", "Adam"):
        assert not is_office_name(name)


def test_a_person_and_a_place_on_two_lines_of_a_cell(tmp_path: Path) -> None:
    header = ("Ai gửi, ở đâu", "Dân nói gì")
    rows = [
        ("Nguyễn Văn An\nTDP Hòa Đình, phường Võ Cường", "Đường hỏng nặng, đề nghị sửa"),
        ("Nhóm công nhân KCN\nphường Tiền Phong", "Nhà trọ tăng giá điện, đề nghị kiểm tra"),
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", header, rows))
    assert frame["speaker"].tolist() == ["Nguyễn Văn An", "Nhóm công nhân KCN"]
    assert frame["place"].tolist() == ["TDP Hòa Đình, phường Võ Cường", "phường Tiền Phong"]


def test_where_an_answer_is_from_is_no_home(tmp_path: Path) -> None:
    header = ("Người gọi - nơi ở", "Nội dung phản ánh", "Đáp", "Nơi đáp")
    rows = [
        (f"Vi Thị Hoa - khu {i} phường Vàng Danh", f"Đường {i} hư nặng, đề nghị sửa", "", "Sở Y tế")
        for i in (1, 2, 3)
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", header, rows))
    assert frame["speaker"].tolist() == ["Vi Thị Hoa"] * 3
    assert frame["place"].tolist() == [f"khu {i} phường Vàng Danh" for i in (1, 2, 3)]


def test_a_group_is_from_where_its_name_says(tmp_path: Path) -> None:
    rows = [
        ("Cử tri xã Lệ Thủy", "Đường hỏng nặng, đề nghị sửa"),
        ("Cử tri phường Đồng Hới", "Nhà trọ tăng giá điện, đề nghị kiểm tra"),
    ]
    frame = read_opinions(write(tmp_path / "b.xlsx", ("Người kiến nghị", "Nội dung"), rows))
    assert frame["speaker"].tolist() == [row[0] for row in rows]
    assert frame["place"].tolist() == ["xã Lệ Thủy", "phường Đồng Hới"]


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


def test_text_in_spans_is_read_as_one(tmp_path: Path) -> None:
    spans = ["Quỹ bảo trì ", {"type": "bold", "text": "1,1 tỷ"}, " không ai công khai."]
    path = tmp_path / "result.json"
    path.write_text(json.dumps([{"text": spans, "nhãn": ["a", "b"]}]), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["text"].tolist() == ["Quỹ bảo trì 1,1 tỷ không ai công khai."]
    assert "ab" not in str(frame["nhãn"].iloc[0])


def test_a_message_that_begins_like_a_total_is_none(tmp_path: Path) -> None:
    said = "Tổng đài 1022 gọi cả tuần không ai nghe máy, đề nghị phường kiểm tra"
    rows = [*ROWS, ("", "", "Người dùng", said)]
    frame = read_opinions(write(tmp_path / "a.xlsx", HEADER, rows))
    assert said in frame["text"].tolist()


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "noi_dung": "Đường hỏng nặng, đề nghị sửa sớm", "tags": ["duong"]},
        {"id": 1, "noi_dung": "Đường hỏng nặng, đề nghị sửa sớm", "images": [{"url": "a"}]},
    ],
)
def test_one_record_on_one_line_is_a_record(tmp_path: Path, record: dict[str, Any]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    assert read_opinions(tmp_path / "a.json")["text"].tolist() == [record["noi_dung"]]


def test_an_object_holds_a_list_whatever_its_fields_are_called(tmp_path: Path) -> None:
    said = ["Đường vào thôn hỏng nặng, đề nghị xã sửa sớm cho dân đi", "Nước máy đục, xin kiểm tra"]
    whole = {"total": 2, "items": [{"ma": i, "xyz": text} for i, text in enumerate(said)]}
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    assert read_opinions(tmp_path / "a.json")["text"].tolist() == said


def test_lines_of_one_message_may_be_of_two_matters(tmp_path: Path) -> None:
    drain = "Cống trước chợ nghẹt cả tháng nay, nước dơ tràn vô nhà mà không thấy ai xuống coi."
    dogs = "Chó thả rông ngoài công viên cắn hai cháu nhỏ, đề nghị tổ chức bắt nhốt và phạt chủ."
    rows = [*ROWS, ("04/11/2025 08:00", "Bảy Lúa", "Người dùng", f"{drain}\n{dogs}")]
    found = read_opinions(write(tmp_path / "oa.csv", HEADER, rows))
    assert list(found[found["speaker"] == "Bảy Lúa"]["text"]) == [drain, dogs]
