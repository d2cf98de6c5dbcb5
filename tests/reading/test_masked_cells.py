"""Names in columns of persons, as people call themselves in chats and lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.reading.privacy import Mask
from nlp.reading.rows import Chunk


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Hoàng Anh 🌸", "Hoàng Anh"),
        ("★Linh★", "Linh"),
        ("Mẹ Bống 2k15", "Bống"),
        ("Tuấn 0912345678", "Tuấn"),
        ("Hoa - số nhà 5", "Hoa"),
        ("Hằng (mẹ bé Na)", "Hằng"),
        ("Hương.Trần", "Hương"),
        ("Hoàng_Anh", "Hoàng"),
        ("Lê V. Hùng", "Hùng"),
        ("Kim Min-soo", "Min"),
    ],
)
def test_names_beside_signs_and_numbers_are_masked(cell: str, name: str) -> None:
    masked = Mask("s").person(cell)
    assert name not in masked and "[TÊN-" in masked


@pytest.mark.parametrize(
    "cell",
    ["Khách 12", "KH00123", "User 12", "SPEAKER_00", "Người nói 2", "Tổ 4 - khu 3", "Cử tri (3)"],
)
def test_numbers_of_nobody_stay(cell: str) -> None:
    assert Mask("s").person(cell) == cell


def test_a_second_person_behind_one_who_is_masked() -> None:
    person = Mask("s").person
    for cell in ("Trần Văn Tư và Lan Anh", "Trần Văn Tư; Lan Anh", "Ông Tư và Lan Anh"):
        assert person(cell).count("[TÊN-") == 2 and "Lan" not in person(cell), cell
        assert person(person(cell)) == person(cell)
    for other in (", Hương Sơn", " và con", " và Ban quản lý", " và Trưởng Thôn"):
        assert person(f"Trần Văn Tư{other}").endswith(f"]{other}")
    assert person("Lan Anh và Trần Văn Tư và Vợ Lê Thị Hoa").count("[TÊN-") == 3


def test_several_persons_however_they_are_set_apart() -> None:
    person = Mask("s").person
    for sign in (" & ", "/", "+", " – ", ", ", " và "):
        assert person(f"Trần Tư{sign}Lê Hoa").count("[TÊN-") == 2, sign
    for sign in (" & ", "/", "+"):
        assert person(f"Trần Văn Tư{sign}Lan Anh").count("[TÊN-") == 2, sign
    assert person("An, Bình, Chi").count("[TÊN-") == 3
    for other in (" – Hương Sơn", "/Thôn 3", " & con", " & Ban quản lý"):
        assert person(f"Trần Văn Tư{other}").endswith(f"]{other}")
    assert person("Chị") == "Chị"


def test_what_stands_beside_a_masked_number_or_name_is_no_name() -> None:
    assert Mask("s").person("SĐT 0912345678") == "SĐT [SĐT]"
    assert Mask("s").person("Ông 0912345678") == "Ông [SĐT]"
    masked = Mask("s").person("Bà Năm (vợ ông Sáu)")
    assert masked.count("[TÊN-") == 2 and masked.startswith("Bà [") and "(vợ ông [" in masked
    assert Mask("s").person(masked) == masked


def test_a_number_by_itself_in_a_column_of_contacts_is_a_phone() -> None:
    row = {
        "id": "1",
        "speaker": "",
        "Liên hệ": 912345678,
        "Liên lạc": "912 345 678",
        "Contact": "912.345.678",
        "Người liên hệ": 912345678.0,
        "Ngày liên hệ": "2026-01-05 10:00",
        "Số tiền": 912345678,
    }
    (masked,) = Mask("s").chunk(Chunk(rows=[{**row, "text": "Nước đục."}])).rows
    assert {masked[name] for name in ("Liên hệ", "Liên lạc", "Contact")} == {"[SĐT]"}
    assert "912345678" not in str(masked["Người liên hệ"])
    assert masked["Ngày liên hệ"] == row["Ngày liên hệ"]
    assert masked["Số tiền"] == 912345678


def test_who_speaks_is_masked_in_the_other_columns_too() -> None:
    notes = {"Ghi chú": "đã gọi y blim ktla hai lần", "answer": "Y Blim Ktla đã nhận", "Lần": 3}
    row = {"id": "1", "speaker": "Y Blim Ktla", "text": "Y Blim Ktla xin đường.", **notes}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    token = masked["speaker"]
    assert [masked[name] for name in ("text", *notes)] == [
        f"{token} xin đường.",
        f"đã gọi {token} hai lần",
        f"{token} đã nhận",
        3,
    ]


def test_a_given_name_beside_the_column_of_surnames() -> None:
    hidden = {
        "Tên": "Thu An",
        "C": "Sen",
        "Họ đệm": "Y",
        "first_name": "Blim",
        "Người đại diện": "Blim",
        "Tên thường gọi": "Bống",
    }
    kept = {"Tên ": "Đường Hoa", "D": "Hòa Bình", "Hộ": "Nghèo", "E": "đạt", "Tên dự án": "Sen"}
    row = {"id": "1", "speaker": "Nguyễn Thị", "text": "Nước đục.", **hidden, **kept}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert all(str(masked[name]).startswith("[TÊN-") for name in hidden), masked
    assert {name: masked[name] for name in kept} == kept


def test_a_list_with_one_heading_over_surname_and_given_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "STT,Họ và tên,,Địa chỉ,Nội dung phản ánh\n"
        "1,Nguyễn Văn,Sen,Thôn Đông,Đường vào thôn hỏng nặng đề nghị sửa.\n"
        "2,Lê Thị,Hoa,Thôn Nội,Nước đục cả tuần rồi chưa ai xử lý.\n",
        "utf-8",
    )
    frame = read_opinions(path, mask=Mask("s"))
    assert len(frame) == 2 and not [n for n in ("Sen", "Hoa", "Nguyễn") if n in frame.to_csv()]


def test_columns_of_addresses_under_other_headings() -> None:
    headings = ("HKTT", "Thường trú", "Hộ khẩu thường trú", "address", "Nơi đăng ký HKTT")
    row = {"id": "1", "text": "Nước đục.", "Hộ khẩu": "3 năm", "Số lượng": "12 Lê Lợi"}
    row |= dict.fromkeys(headings, "12 Lê Lợi, tổ 3")
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert {masked[name] for name in headings} == {"[SỐ NHÀ] Lê Lợi, tổ 3"}
    assert (masked["Hộ khẩu"], masked["Số lượng"]) == ("3 năm", "12 Lê Lợi")


def test_a_passport_in_a_column_of_papers_is_masked() -> None:
    row = {"id": "1", "text": "Nước đục.", "Số CCCD/Hộ chiếu": "C1234567", "Mã đơn": "P1234567"}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert masked["Số CCCD/Hộ chiếu"].startswith("[") and masked["Mã đơn"] == "P1234567"


def test_headings_with_notes_and_of_houses() -> None:
    hidden = {
        "Họ và tên (nếu có) *": "Lan Anh",
        "Họ tên người liên lạc": "Sen",
        "ho_ten_vo_chong": "Na",
        "SĐT:": "090511",
        "Số nhà": 12,
    }
    kept = {"Họ tên cán bộ tiếp nhận": "Sen", "Số nhà hư hỏng": 12, "Tên đường": "Sen"}
    row = {"id": "1", "speaker": "", "text": "Nước đục.", **hidden, **kept}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert all(str(masked[name]).startswith("[") for name in hidden), masked
    assert {name: masked[name] for name in kept} == kept


def test_signs_that_nobody_sees_hide_no_number() -> None:
    notes = {"Ghi chú": "gọi 0912\u200b345678 nhé", "Khác": "đã\u200b xem"}
    row = {"id": "1", "speaker": "", "text": "Nước đục.", **notes}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert masked["Ghi chú"] == "gọi [SĐT] nhé"
    assert masked["Khác"] == notes["Khác"]


def test_a_text_gets_no_token_where_nobody_is_named() -> None:
    text = "Đường hỏng, (mưa là ngập). Đề nghị sửa."
    row = {"id": "1", "speaker": "Ông Trần Văn Tư và bà Lê Thị Hoa", "text": text}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert masked["speaker"].count("[TÊN-") == 2
    assert masked["text"] == text


@pytest.mark.parametrize(
    ("cell", "hidden"),
    [("[SĐT]", "[SĐT]"), ("[TÊN-0a1b2c] [SĐT]", "[TÊN-0a1b2c] [SĐT]"), ("[SĐT] 090511", "[SĐT]")],
)
def test_a_number_beside_a_token_is_masked(cell: str, hidden: str) -> None:
    (masked,) = Mask("s").chunk(Chunk(rows=[{"id": "1", "phone": cell, "text": "Nước đục."}])).rows
    assert masked["phone"] == hidden


def test_records_in_cells_are_masked_however_a_program_writes_them() -> None:
    held = {"sender": "Lan", "note": "Nước đục cả tuần rồi."}
    cells = {"A1": str(held), "B1": str([held]), "C1": f" {json.dumps(held)}", "D1": "[Ảnh] Rác"}
    (masked,) = Mask("s").chunk(Chunk(rows=[{"id": "1", "text": "Nước đục.", **cells}])).rows
    for name in ("A1", "B1", "C1"):
        assert "Lan" not in masked[name] and "[TÊN-" in masked[name] and "sender" in masked[name]
        assert "cả tuần rồi." in masked[name]
    assert masked["D1"] == cells["D1"]


def test_half_a_sign_in_json_within_a_cell_can_be_written() -> None:
    row = {"id": "1", "text": "Nước đục.", "Dữ liệu": r'{"ghi chú": "đục \ud83d", "ten": "Lan"}'}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert masked["Dữ liệu"].encode().startswith('{"ghi chú": "đục'.encode())
