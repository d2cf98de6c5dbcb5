"""Places as people shorten them: without commas, with initials, under names that are no more."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.reading.places import PlaceResolver

DATED = (
    ("03/08/2025", '"phường Nghĩa Đô, Hà Nội",Rác ở chợ bốc mùi hôi thối lắm.'),
    ("03/05/2025", '"phường Nghĩa Đô, Hà Nội",Đèn đường ngõ ngoài hỏng cả tháng nay.'),
)


@pytest.mark.parametrize(
    ("written", "province", "ward"),
    [
        ("xã Hòa Tiến Đà Nẵng", "48", "20332"),
        ("Phường Thanh Bình Đà Nẵng", "48", "20242"),
        ("phường 12 Gò Vấp Hồ Chí Minh", "79", "26882"),
        ("xa Hoa Tien Da Nang", "48", "20332"),
        ("xa Hoa Tien – Da Nang", "48", "20332"),
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


@pytest.mark.parametrize("sign", ["'", "\u2019", "\u2018", "`", "\u02bc", ""])
def test_however_an_apostrophe_is_typed(sign: str) -> None:
    found = PlaceResolver().resolve(f"xã Cư Dliê M{sign}nông, huyện Cư M{sign}gar")
    assert (found.province_code, found.ward_code) == ("66", "24277")


@pytest.mark.parametrize(
    "written", ["xã An Vĩnh, huyện Lý Sơn", "xã An Hải, huyện Lý Sơn, tỉnh Quảng Ngãi"]
)
def test_a_commune_that_is_no_more_in_a_district_that_became_one(written: str) -> None:
    found = PlaceResolver().resolve(written)
    assert (found.ward_code, found.legacy_code, found.level) == ("21548", "", "ward")
    assert not found.ambiguous


def test_a_commune_that_is_no_more_in_another_district() -> None:
    assert not PlaceResolver().resolve("xã Không Có, huyện Lục Nam").ward_code


@pytest.mark.parametrize(
    ("context", "written", "ward"),
    [
        # Of the former commune of Tư Nghĩa the register has the letters alone.
        ("tỉnh Lâm Đồng", "xã Tú Nghĩa", ""),
        (None, "xã Tú Nghĩa, tỉnh Lâm Đồng", ""),
        (None, "xã Tư Nghĩa, huyện Cát Tiên", "25159"),
        ("huyện Cát Tiên, tỉnh Lâm Đồng", "xã Tư Nghĩa", "25159"),
        ("tỉnh Lâm Đồng", "xa Tu Nghia", "25159"),
        # Names that have no marks.
        ("tỉnh Đắk Lắk", "xã Ea Kar", "24373"),
        ("tỉnh Lâm Đồng", "xã Tu Tra", "24931"),
        # The ward of today and the former one are the same.
        ("tỉnh Lạng Sơn", "xã Bắc Sơn", "06325"),
    ],
)
def test_names_without_known_marks(context: str | None, written: str, ward: str) -> None:
    assert PlaceResolver(context).resolve(written).ward_code == ward


def test_letters_alone_give_no_province() -> None:
    assert not PlaceResolver().resolve("xã Tú Nghĩa").province_code


@pytest.mark.parametrize(
    ("day", "context", "written", "ward"),
    [
        (date(2025, 8, 3), "thành phố Hà Nội", "phường Nghĩa Đô", "00160"),
        (date(2025, 8, 3), None, "phường Nghĩa Đô, Hà Nội", "00160"),
        # The former ward was divided; the day is not known, or it is before the reform.
        (None, None, "phường Nghĩa Đô, Hà Nội", ""),
        (date(2025, 5, 3), None, "phường Nghĩa Đô, Hà Nội", ""),
        # The district is told as before.
        (date(2025, 8, 3), None, "phường Nghĩa Đô, quận Cầu Giấy, Hà Nội", ""),
        (date(2025, 8, 3), None, "phường Nghĩa Đô", "00160"),
        # Of that name there are wards in several provinces.
        (date(2025, 8, 3), None, "xã Bình Minh", ""),
    ],
)
def test_since_the_reform_a_name_is_of_today(
    day: date | None, context: str | None, written: str, ward: str
) -> None:
    assert PlaceResolver(context, day=day).resolve(written).ward_code == ward


def test_the_document_since_the_reform_is_of_today() -> None:
    context = "phường Nghĩa Đô, thành phố Hà Nội"
    assert PlaceResolver(context, day=date(2025, 8, 3)).resolve("tổ 5").ward_code == "00160"
    assert not PlaceResolver(context).resolve("tổ 5").ward_code


def test_minutes_since_the_reform(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{day},{text}\n" for day, text in DATED)
    path.write_text(f"Ngày,Địa chỉ,Nội dung phản ánh\n{rows}", "utf-8")
    assert list(read_opinions(path)["ward_code"]) == ["00160", ""]


@pytest.mark.parametrize(
    ("context", "written", "province", "ward"),
    [
        ("TP Hồ Chí Minh", "P.12 Q.GV", "79", "26882"),
        ("TP Hồ Chí Minh", "p12 q.gv", "79", "26882"),
        (None, "P.12, Q.GV, TPHCM", "79", "26882"),
        ("tỉnh Đắk Lắk", "P. Tân Lợi, TP.BMT", "66", "24133"),
        ("tỉnh Đắk Lắk", "TP.BMT", "66", ""),
        # Two districts; of them one has wards by numbers.
        ("TP Hồ Chí Minh", "Q.BT", "79", ""),
        ("TP Hồ Chí Minh", "P.12 Q.BT", "79", "26929"),
        # None of the province's, or no province is known.
        ("TP Hà Nội", "P.12 Q.GV", "", ""),
        (None, "P.12 Q.GV", "", ""),
    ],
)
def test_districts_by_their_initials(
    context: str | None, written: str, province: str, ward: str
) -> None:
    found = PlaceResolver(context).resolve(written)
    assert (found.province_code, found.ward_code) == (province, ward)


def test_a_list_of_districts_by_their_initials_costs_no_time_to_speak_of() -> None:
    began = time.process_time()
    found = PlaceResolver("TP Hồ Chí Minh").resolve(", ".join(["Q.BT"] * 18))
    assert not found.ward_code
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("written", "province"),
    [
        ("tỉnh Hưng Yên, tỉnh Quảng Ninh", ""),
        ("tỉnh Hà Nam (nay là tỉnh Ninh Bình)", "37"),
        ("tỉnh Hà Nam, tỉnh Không Có", "37"),
    ],
)
def test_of_two_provinces_none_is_meant(written: str, province: str) -> None:
    assert PlaceResolver().resolve(written).province_code == province


@pytest.mark.parametrize("context", [None, "huyện Lý Sơn, tỉnh Quảng Ngãi"])
@pytest.mark.parametrize(
    "written",
    [
        "huyện Lý Sơn, huyện Bình Sơn",
        "huyện Lý Sơn và huyện Bình Sơn",
        "huyện Lý Sơn, TP Quảng Ngãi",
    ],
)
def test_of_two_districts_none_is_meant(context: str | None, written: str) -> None:
    found = PlaceResolver(context).resolve(written)
    assert (found.province_code, found.ward_code, found.level) == ("51", "", "district")
    assert found.ambiguous


@pytest.mark.parametrize(
    ("written", "province", "ward"),
    [
        ("thị xã Từ Sơn (nay là TP Từ Sơn), tỉnh Bắc Ninh", "24", ""),
        ("phường Đồng Kỵ, thị xã Từ Sơn (nay là TP Từ Sơn)", "24", "09385"),
        ("phường Long Bình, quận 9 (nay là TP Thủ Đức), TP.HCM", "79", "26833"),
        ("xã Tịnh Khê, huyện Sơn Tịnh (nay thuộc TP Quảng Ngãi)", "51", "21211"),
        ("xã Bình Châu, huyện Bình Sơn, huyện Lý Sơn", "51", "21109"),
        ("huyện Lý Sơn (huyện Bình Sơn cũ)", "51", "21548"),
        # Each has a commune of that name.
        ("xã Tân Bình, huyện Tân Trụ, huyện Châu Thành", "", ""),
        ("huyện Không Có, huyện Lý Sơn", "", ""),
    ],
)
def test_a_district_and_what_became_of_it(written: str, province: str, ward: str) -> None:
    found = PlaceResolver().resolve(written)
    assert (found.province_code, found.ward_code) == (province, ward)
