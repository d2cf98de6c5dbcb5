"""Numbers and names in forms that people use beside the usual ones are masked, and no more."""

from __future__ import annotations

import pytest

from nlp.reading.privacy import Mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Nhà ở số mười hai ngõ ba mươi tư, tổ 5", "Nhà ở số [SỐ NHÀ], tổ 5"),
        ("nhà tôi số ba mươi lăm đường Lê Lợi", "nhà tôi số [SỐ NHÀ] đường Lê Lợi"),
        ("bên cạnh nhà 12B xả rác", "bên cạnh nhà [SỐ NHÀ] xả rác"),
        ("căn hộ A12.05 bị dột", "căn hộ [SỐ NHÀ] bị dột"),
        ("đc 89/12 tổ 3, ấp 2", "đc [SỐ NHÀ] tổ 3, ấp 2"),
        ("gọi 0912/345/678 nhé", "gọi [SĐT] nhé"),
        ("CMT 12345678 của tôi", "CMT [CMND] của tôi"),
        ("xe 80-123-NG-45 và 41-NN-291-05", "xe [BIỂN SỐ] và [BIỂN SỐ]"),
    ],
)
def test_numbers(text: str, masked: str) -> None:
    assert Mask("s").text(text) == masked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chồng: Tuấn", "Tuấn"),
        ("Số hộ 4; con: Gia Bảo", "Gia Bảo"),
        ("Thạch Sa Rượng hỏi khi nào có nước sạch.", "Thạch Sa Rượng"),
        ("Đề nghị sửa cầu (Hồ Pả Rằng).", "Hồ Pả Rằng"),
        ("Ksor H'Blăm hỏi về đất rẫy.", "Ksor H'Blăm"),
    ],
)
def test_names(text: str, name: str) -> None:
    masked = Mask("s").text(text)
    assert masked.startswith(text.partition(name)[0] + "[TÊN-")
    assert masked.endswith("]" + text.partition(name)[2])


@pytest.mark.parametrize(
    "text",
    [
        "làm đc 1/2 tổ 3 người, đc 2/3 đường rồi",
        "tòa nhà 12B và nhà 3T, nhà 5 tầng",
        "Quyết định số 0345/2024/0012 và 80-123-QĐ-45",
        "một số ba ngõ hai bên đường",
        "biển số nhà hai tổ cũ trùng nhau",
        "Hà Lầm đề nghị sửa đường, Sùng Phài kiến nghị có nước",
        "đường quanh hồ (Hồ Lắk), (Hồ Ea Kao) và (Hồ Con Rùa)",
        "Chồng: Công nhân. Con: Học sinh. Mẹ: Nông dân",
        "gọi 19001022 hoặc 1022",
    ],
)
def test_what_stays(text: str) -> None:
    assert Mask("s").text(text) == text


@pytest.mark.parametrize("handle", ["minhtuan89", "lan.huong92", "tuan_nguyen", "nguyenvana1975"])
def test_handles_of_senders(handle: str) -> None:
    masked = Mask("s").person(handle)
    assert masked.startswith("[TÊN-") and masked.endswith("]")


@pytest.mark.parametrize("name", ["Hồ Pả Rằng", "Lò X", "Đèo Nà Hú"])
def test_surnames_that_are_places_too_in_a_column_of_persons(name: str) -> None:
    masked = Mask("s").person(name)
    assert masked.startswith("[TÊN-") and masked.endswith("]")


@pytest.mark.parametrize("handle", ["user12", "KH00123", "khach_3", "ubnd.tanlap", "congan_p5"])
def test_senders_that_are_nobody(handle: str) -> None:
    assert Mask("s").person(handle) == handle
