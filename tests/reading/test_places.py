"""Places as written get the codes of the official register, or none where they may be several."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.gazetteer.codes import Place, place_name
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.places import PlaceResolver

# Written, province, ward after the reform, commune before it, level.
WRITTEN = [
    ("xã Hương Gián, huyện Yên Dũng", "24", "07699", "07690", "ward"),
    ("xã Hương Gián, huyện Yên Dũng, Bắc Giang", "24", "07699", "07690", "ward"),
    ("thon Kep xa Huong Gian", "24", "07699", "07690", "hamlet"),
    ("XÃ HƯƠNG GIÁN, HUYỆN YÊN DŨNG", "24", "07699", "07690", "ward"),
    ("p. Tân Định Q1", "79", "26737", "26734", "ward"),
    ("P.5, Q.Gò Vấp", "79", "26876", "26887", "ward"),
    ("phường 05 quận Gò Vấp", "79", "26876", "26887", "ward"),
    ("x. Tam Đa h. Yên Phong", "24", "09208", "09199", "ward"),
    ("xã Bản Qua, Bát Xát", "15", "02683", "02716", "ward"),
    ("Thôn Chằm Sen, xã Bắc Lũng (huyện Lục Nam cũ)", "24", "07498", "", "hamlet"),
    ("84 tuổi, tổ dân phố Xuân Sải, phường Vũ Ninh, Bắc Ninh", "24", "09169", "", "hamlet"),
    ("Từ Sơn, phường cũ Hương Gián", "24", "", "", "ward"),
    ("xã Đắk Mar, huyện Đắk Hà", "51", "23512", "", "ward"),
    ("TX Phú Mỹ", "79", "", "", "district"),
    ("huyện Yên Dũng", "24", "", "", "district"),
    ("Q.2", "79", "", "", "district"),
    ("huyện Côn Đảo", "79", "26732", "", "district"),
    ("T.P Bắc Ninh", "24", "", "", "district"),
    ("TP.HCM", "79", "", "", "province"),
    ("tphcm", "79", "", "", "province"),
    ("tỉnh Bắc Giang", "24", "", "", "province"),
    ("Đăk Lăk", "66", "", "", "province"),
    ("Thừa Thiên - Huế", "46", "", "", "province"),
    ("TT Huế", "46", "", "", "province"),
    # Huế was the main town of the province before the province took its name.
    ("P. Vĩnh Ninh, TP Huế, tỉnh Thừa Thiên Huế", "46", "19789", "19783", "ward"),
    ("phường Mường Lay", "11", "03151", "", "ward"),
    ("huyện đảo Phú Quý, tỉnh Bình Thuận", "68", "23272", "", "district"),
    ("xa Dao Tru, huyen Tam Dao", "25", "08914", "", "ward"),
    ("xã Tam Giang (cũ), tỉnh Bắc Ninh", "24", "09202", "09202", "ward"),
    ("P12 Gò Vấp", "79", "26882", "26881", "ward"),
    ("P.5 Q.3 HCM", "79", "27154", "27151", "ward"),
    ("xã Quí Lộc, Yên Định, Thanh Hóa", "38", "15412", "15412", "ward"),
    # What is told after "trước đây là" is of former times, not the name before it.
    ("phường Tân Tiến (trước đây là xã Hương Gián)", "24", "07699", "", "ward"),
    ("xã Hương Gián trước đây, huyện Yên Dũng", "24", "07699", "07690", "ward"),
    ("xã Hương Gián cũ, nay là phường Tân Tiến", "24", "07699", "07690", "ward"),
    # What a province is part of now.
    ("P. Dĩ An, TP Dĩ An, tỉnh Bình Dương (nay là TP.HCM)", "79", "25942", "25942", "ward"),
    ("phường Dĩ An, tỉnh Bình Dương (nay là TP.HCM)", "79", "25942", "", "ward"),
    ("tỉnh Lâm Đồng (nay là TP.HCM)", "", "", "", "province"),
    # Communes that don't agree, in a province that is written.
    ("thôn Ngô Nội (xã Trung Nghĩa cũ), xã Yên Trung, tỉnh Bắc Ninh", "24", "", "", "hamlet"),
]
OPEN = [
    ("xã Tân Tiến", 20),
    ("xã Tam Đa", 4),
    ("phường 5", 20),
    ("An Bình", 3),
    ("huyện Châu Thành", 10),
    # A former ward of the town went to another ward than today's of the same name.
    ("phường Ninh Xá, tỉnh Bắc Ninh", 2),
    # Either the district or today's commune.
    ("Yên Phong, Bắc Ninh", 2),
]
CONTEXT = "UBND XÃ TAM ĐA, HUYỆN YÊN PHONG, tỉnh Bắc Ninh"


@pytest.fixture(scope="module")
def bare() -> PlaceResolver:
    return PlaceResolver()


def codes(place: Place) -> tuple[str, str, str]:
    return place.province_code, place.ward_code, place.legacy_code


@pytest.mark.parametrize(("written", "province", "ward", "legacy", "level"), WRITTEN)
def test_written_forms(
    bare: PlaceResolver, written: str, province: str, ward: str, legacy: str, level: str
) -> None:
    found = bare.resolve(written)
    assert (found.province_code, found.ward_code, found.level) == (province, ward, level)
    if legacy:
        assert found.legacy_code == legacy
    assert found.written == written


@pytest.mark.parametrize(
    "said",
    [
        "trước đây là xã Hương Gián",
        "trước là xã Hương Gián, huyện Yên Dũng",
        "nguyên là Hương Gián",
    ],
)
def test_what_was_before_tells_no_older_code_of_the_name_today(
    bare: PlaceResolver, said: str
) -> None:
    found = bare.resolve(f"phường Tân Tiến ({said}), tỉnh Bắc Ninh")
    assert (found.ward_code, found.legacy_code) == ("07699", "")


@pytest.mark.parametrize(("written", "at_least"), OPEN)
def test_ambiguous_names_stay_open(bare: PlaceResolver, written: str, at_least: int) -> None:
    found = bare.resolve(written)
    assert found.ambiguous
    assert found.candidates >= at_least
    assert (found.ward_code, found.legacy_code) == ("", "")


@pytest.mark.parametrize(
    "written",
    [
        "thôn Kép",
        "xã Không Có Đâu, huyện Yên Phong",
        "xã Hương Giản",
        # "Mường Lai" is another name.
        "xã Mường Lay",
        "chợ",
        "?",
        "n/a",
    ],
)
def test_unknown_names_have_no_ward(bare: PlaceResolver, written: str) -> None:
    found = bare.resolve(written)
    assert (found.ward_code, found.legacy_code) == ("", "")


def test_a_commune_that_the_reform_divided_keeps_its_old_code_alone(bare: PlaceResolver) -> None:
    found = bare.resolve("xã Hòa Liên, huyện Hòa Vang, Đà Nẵng")
    assert codes(found) == ("48", "", "20296")
    assert found.ambiguous
    assert found.candidates == 2


def test_the_document_settles_what_is_written_short() -> None:
    resolver = PlaceResolver(CONTEXT)
    assert codes(resolver.resolve("xã Tam Đa")) == ("24", "09208", "09199")
    hamlet = resolver.resolve("thôn Đông")
    assert (hamlet.ward_code, hamlet.level, hamlet.hamlet) == ("09208", "hamlet", "thôn Đông")
    assert codes(resolver.resolve("")) == ("24", "09208", "09199")
    assert codes(resolver.resolve("xã Hòa Tiến")) == ("24", "09202", "09211")


def test_former_communes_in_the_minutes_of_a_commune_became_part_of_it() -> None:
    resolver = PlaceResolver("phường Vũng Tàu, TP. Hồ Chí Minh", day=date(2025, 9, 1))
    assert codes(resolver.resolve("P.1 cũ")) == ("79", "26506", "26506")
    assert codes(resolver.resolve("khu phố 3, phường 5 (cũ)")) == ("79", "26506", "26518")
    # Not said to be of former times, it may be any of the province.
    assert resolver.resolve("Phường 3").ambiguous
    # One that became part of another commune stays there.
    assert resolver.resolve("phường 12 cũ, TP Vũng Tàu").ward_code != "26506"


def test_a_name_from_elsewhere_is_not_forced_into_the_document() -> None:
    # A bare name in a commune's minutes may be a hamlet; a commune of another province is odd.
    resolver = PlaceResolver(CONTEXT)
    for written in ("Kép", "Đông Thọ", "xã Hương Gián", "xã Bản Qua"):
        assert resolver.resolve(written).ward_code == ""


@given(
    written=st.sampled_from([row[0] for row in WRITTEN if "huyện" in row[0] or "Q" in row[0]]),
    context=st.sampled_from([CONTEXT, "tỉnh Cà Mau", "phường 5, quận Gò Vấp", "xã Tân Tiến"]),
)
def test_context_never_changes_a_fully_written_place(written: str, context: str) -> None:
    assert PlaceResolver(context).resolve(written) == PlaceResolver().resolve(written)


def test_the_other_rows_settle_the_side_of_the_reform() -> None:
    # Mão Điền, Kinh Bắc ... the first three are names of today alone in Bắc Ninh.
    column = ["P. Mão Điền", "xã Bắc Lũng, Bắc Ninh", "phường Nếnh", "phường Chũ", "xã Văn Môn"]
    column += ["phường Việt Yên", "phường Quế Võ", "phường Ninh Xá", "Từ Sơn", "Bắc Giang"]
    found = dict(zip(column, PlaceResolver("tỉnh Bắc Ninh").resolve_all(column)))
    assert place_name(found["phường Ninh Xá"].ward_code) == "Phường Ninh Xá"
    assert place_name(found["Từ Sơn"].ward_code) == "Phường Từ Sơn"
    # The former province and its town have the name as well.
    assert found["Bắc Giang"].ward_code == ""
    alone = PlaceResolver("tỉnh Bắc Ninh").resolve_all(["phường Ninh Xá", "Từ Sơn"])
    assert [place.ward_code for place in alone] == ["", ""]


def test_a_column_of_districts_keeps_bare_names_open() -> None:
    column = ["P. Mão Điền", "xã Bắc Lũng", "phường Nếnh", "phường Chũ", "phường Quế Võ"]
    column += ["huyện Yên Phong", "Từ Sơn"]
    assert PlaceResolver("tỉnh Bắc Ninh").resolve_all(column)[-1].ward_code == ""


def test_a_meeting_of_several_communes_leaves_hamlets_open() -> None:
    rows = ["xã Mù Cang Chải", "bản Nả Háng", "xã Púng Luông", "xã Púng Luông"]
    found = PlaceResolver("xã Mù Cang Chải, tỉnh Lào Cai").resolve_all(rows)
    assert [place.ward_code for place in found] == ["04456", "", "04492", "04492"]
    assert found[1].province_code == "15"
    one = PlaceResolver("xã Mù Cang Chải, tỉnh Lào Cai").resolve_all(rows[:3])
    assert one[1].ward_code == "04456"


def test_nine_rows_in_ten_give_the_province() -> None:
    rows = [
        "xã Hòa Tiến, Yên Phong",
        "xã Đông Thọ, huyện Yên Phong",
        "phường Suối Hoa, TP Bắc Ninh",
    ]
    rows += ["xã Hương Gián", "huyện Tiên Du", "xã Tam Đa"]
    assert PlaceResolver().resolve_all(rows)[-1].ward_code == "09208"
    mixed = [*rows[:5], "huyện Bình Sơn", "quận 1", rows[5]]
    assert PlaceResolver().resolve_all(mixed)[-1].ward_code == ""


def test_before_the_reform_no_unit_of_it_is_meant() -> None:
    # Hải Phòng has an old ward An Dương, in today's An Biên, and another of that name today.
    place = "phường An Dương"
    before = PlaceResolver("TP Hải Phòng", day=date(2024, 5, 1)).resolve(place)
    assert codes(before) == ("31", "11407", "11401")
    assert place_name(before.ward_code) == "Phường An Biên"
    assert PlaceResolver("TP Hải Phòng").resolve(place).ward_code == ""


def test_names_of_codes() -> None:
    assert place_name("24") == "Tỉnh Bắc Ninh"
    assert place_name("09409") == "Phường Mão Điền"
    assert place_name("09409", "en") == "Mão Điền"
    assert [place_name("99999"), place_name("")] == ["", ""]


def full_addresses() -> list[tuple[str, str, str, str]]:
    gazetteer = load_gazetteer()
    wards = {n.unit for found in gazetteer.wards.values() for n in found if not n.unit.new}
    return sorted(
        (w.code, w.name, gazetteer.district_names[min(w.districts)], min(w.provinces))
        for w in wards
    )


SHORT = {"Xã ": "x. ", "Phường ": "P.", "Thị trấn ": "TT ", "Huyện ": "h. ", "Quận ": "Q.",
         "Thị xã ": "TX ", "Thành phố ": "TP "}  # fmt: skip


def shortened(name: str) -> str:
    for kind, short in SHORT.items():
        if name.startswith(kind):
            return short + name.removeprefix(kind)
    return name


@given(unit=st.sampled_from(full_addresses()), level=st.sampled_from(["", "thôn 3, "]))
def test_however_a_place_is_written(unit: tuple[str, str, str, str], level: str) -> None:
    code, ward, district, _ = unit
    resolver = PlaceResolver()
    written = f"{level}{ward}, {district}"
    found = codes(resolver.resolve(written))
    assert found[2] in ("", code)
    for other in (
        written.upper(),
        written.lower(),
        unicodedata.normalize("NFD", written),
        f"  {written.replace(' ', '   ')} ",
        f"{level}{ward} - {district}",
    ):
        assert codes(resolver.resolve(other)) == found, other
    brief = resolver.resolve(f"{level}{shortened(ward)}, {shortened(district)}")
    # A name without any mark may stand for more once its kind has none either.
    same = codes(brief) == found
    assert same or (f"{shortened(ward)}{shortened(district)}".isascii() and not brief.ward_code)


@given(place=st.text(max_size=60) | st.sampled_from([row[0] for row in WRITTEN + OPEN]))
def test_a_ward_lies_in_its_province(place: str) -> None:
    found = PlaceResolver(CONTEXT).resolve(place)
    if found.ward_code:
        assert load_gazetteer().ward_province[found.ward_code] == found.province_code
    assert not (found.ambiguous and found.ward_code)


def test_every_commune_with_its_district_and_province_is_found_or_open(
    bare: PlaceResolver,
) -> None:
    gazetteer = load_gazetteer()
    units = full_addresses()[::7]
    found = [bare.resolve(f"{ward}, {district}") for _, ward, district, _ in units]
    wrong = [
        (unit, place)
        for unit, place in zip(units, found)
        if place.legacy_code not in ("", unit[0])
        or place.province_code not in ("", gazetteer.province_after[unit[3]])
    ]
    assert wrong == []
    assert sum(bool(place.legacy_code) for place in found) >= 0.98 * len(found)
