"""Where the name of a place begins and ends in a sentence, and in the head of a turn."""

from __future__ import annotations

import pytest

from nlp.reading.named_places import find_place
from nlp.reading.speakers import who


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Họp thôn Nội, xã Tam Đa, ngày 12/3/2026", "thôn Nội, xã Tam Đa"),
        ("Ông Nguyễn Văn A, tổ dân phố số 4, phường Mão Điền", "tổ dân phố số 4, phường Mão Điền"),
        ("cử tri xã Đại Đồng", "xã Đại Đồng"),
        ("ông A, nông dân", ""),
        ("", ""),
    ],
)
def test_find_place(said: str, place: str) -> None:
    assert find_place(said) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
        ("thôn Phước An, xã Bình Khương. Ông nói", "thôn Phước An, xã Bình Khương"),
        ("tổ 9, P. Phước Hòa", "tổ 9, P. Phước Hòa"),
    ],
)
def test_where_the_name_of_a_place_ends(text: str, place: str) -> None:
    assert find_place(text) == place


def test_group_of_voters_with_commune_and_district() -> None:
    head = "Cử tri xã Tân Thanh Tây, huyện Mỏ Cày Bắc"
    assert who(head) == (head, "xã Tân Thanh Tây, huyện Mỏ Cày Bắc")
    head = "Cử tri Nguyễn Văn Tám, xã Tân Thạch, huyện Châu Thành"
    assert who(head) == ("Cử tri Nguyễn Văn Tám", "xã Tân Thạch, huyện Châu Thành")
