"""Names of the Central Highlands' peoples, also without a title before them."""

from __future__ import annotations

import pytest

from nlp.reading.privacy import Mask


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("H'Hen Niê hỏi về đường vào rẫy.", ["H'Hen Niê"]),
        ("Y Moan Êban và Y Blim Niê hỏi về đường.", ["Y Moan Êban", "Y Blim Niê"]),
        ("Alăng Thị Bích báo cầu hỏng.", ["Alăng Thị Bích"]),
        ("Zơrâm Bình đề nghị sửa cầu treo.", ["Zơrâm Bình"]),
        ("Bh’riu Liếc đề nghị sửa cầu treo.", ["Bh’riu Liếc"]),
        ("Ksor Hnhan đề nghị sửa cầu treo.", ["Ksor Hnhan"]),
        ("Hôm qua K’Brểu và K'Sỏi báo nước bẩn.", ["K’Brểu", "K'Sỏi"]),
    ],
)
def test_names_are_masked(text: str, names: list[str]) -> None:
    masked = Mask("s").text(text)
    assert masked.count("[TÊN-") == len(names) and not [n for n in names if n in masked]


@pytest.mark.parametrize(
    "text",
    [
        "Đường vào huyện Ea H'leo, huyện K'Bang và Đạ K'Nàng hỏng.",
        "Bà con K’Ho, đồng bào H'Mông và Chăm H'roi ở khu sản xuất K'Nai cần nước sạch.",
        "Đường Y Ngông Niê và trường Y Jut ở phường Y Tế hỏng.",
        "Trường H'Hen Niê ở buôn H'Lú thiếu lớp.",
    ],
)
def test_places_and_peoples_stay(text: str) -> None:
    assert Mask("s").text(text) == text


def test_either_apostrophe_gives_one_token() -> None:
    mask = Mask("s")
    assert mask.text("bà H'Hen Niê") == mask.text("bà H’Hen Niê")
