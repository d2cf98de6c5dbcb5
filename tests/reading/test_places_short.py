"""Places as people shorten them: without commas, with initials, under names that are no more."""

from __future__ import annotations

import pytest

from nlp.reading.places import PlaceResolver


@pytest.mark.parametrize(
    ("written", "province", "ward"),
    [
        ("xã Hòa Tiến Đà Nẵng", "48", "20332"),
        ("Phường Thanh Bình Đà Nẵng", "48", "20242"),
        ("phường 12 Gò Vấp Hồ Chí Minh", "79", "26882"),
        ("xa Hoa Tien Da Nang", "48", "20332"),
        # A ward that the register has no more.
        ("Phường Hải Châu 1 Đà Nẵng", "48", ""),
        # A hamlet may be called so.
        ("thôn Đoài Hà Nam", "", ""),
        ("xã Tân Hà Nội Bài", "", ""),
    ],
)
def test_without_commas(written: str, province: str, ward: str) -> None:
    found = PlaceResolver().resolve(written)
    assert (found.province_code, found.ward_code) == (province, ward)


@pytest.mark.parametrize(
    "written", ["xã An Vĩnh, huyện Lý Sơn", "xã An Hải, huyện Lý Sơn, tỉnh Quảng Ngãi"]
)
def test_a_commune_that_is_no_more_in_a_district_that_became_one(written: str) -> None:
    found = PlaceResolver().resolve(written)
    assert (found.ward_code, found.legacy_code, found.level) == ("21548", "", "ward")
    assert not found.ambiguous


def test_a_commune_that_is_no_more_in_another_district() -> None:
    assert not PlaceResolver().resolve("xã Không Có, huyện Lục Nam").ward_code
