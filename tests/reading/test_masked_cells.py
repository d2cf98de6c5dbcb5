"""Names in columns of persons, as people call themselves in chats and lists."""

from __future__ import annotations

import pytest

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
        "Người liên hệ": 912345678.0,
        "Số tiền": 912345678,
    }
    (masked,) = Mask("s").chunk(Chunk(rows=[{**row, "text": "Nước đục."}])).rows
    assert masked["Liên hệ"] == "[SĐT]"
    assert "912345678" not in str(masked["Người liên hệ"])
    assert masked["Số tiền"] == 912345678


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


def test_half_a_sign_in_json_within_a_cell_can_be_written() -> None:
    row = {"id": "1", "text": "Nước đục.", "Dữ liệu": r'{"ghi chú": "đục \ud83d", "ten": "Lan"}'}
    (masked,) = Mask("s").chunk(Chunk(rows=[row])).rows
    assert masked["Dữ liệu"].encode().startswith('{"ghi chú": "đục'.encode())
