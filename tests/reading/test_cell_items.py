"""Cells that hold several opinions, greet, or tell who lives where; columns told by content."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.item_answers import split_answer, without_label
from nlp.reading.tables.items import split_items
from nlp.reading.tables.persons import who_and_where

GUTTER = "Rãnh trước chợ nghẹt cả tháng, mưa là ngập, đề nghị xã khơi lại."
LAMPS = "Đèn ngõ 4 cháy ba bóng liền nhau, trẻ con đi học tối om."


def read_csv(tmp_path: Path, text: str) -> pd.DataFrame:
    path = tmp_path / "bang.csv"
    path.write_text(text, encoding="utf-8")
    return read_opinions(path)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        (f"{GUTTER}\n- {LAMPS}", [GUTTER, LAMPS]),
        (f"{GUTTER}\n- {LAMPS}\n- {GUTTER}", [GUTTER, LAMPS, GUTTER]),
        # What somebody tells, and then what belongs to it.
        (f"Rãnh nghẹt.\n- {LAMPS}", None),
        ("Đề nghị xã sửa tuyến đường liên thôn từ cầu đến chợ:\n- Rải đá\n- Lắp đèn", None),
        ("Đề nghị xã rải lại tuyến đường vì những lý do sau đây.\n- Xe qua là bụi mù", None),
        (f"{GUTTER}\n– Bà Vũ Thị Mận, thôn Nội, xã Tam Đa", None),
    ],
)
def test_a_first_item_without_a_mark(cell: str, items: list[str] | None) -> None:
    assert split_items(cell) == (items or [cell])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (f"Kính gửi tổng đài. {GUTTER} Trân trọng cảm ơn.", GUTTER),
        (f"Xin chào phường!\n{GUTTER}\nEm cảm ơn ạ", GUTTER),
        (f"{GUTTER}\n(Đơn có 9 chữ ký)", GUTTER),
        (f"{GUTTER}\n(kèm 2 ảnh chụp)", GUTTER),
        # A part of the sentence, or all that is said.
        ("Kính gửi anh chị, rãnh trước chợ nghẹt cả tháng.",) * 2,
        ("Xin cảm ơn phường.",) * 2,
        (f"Kính gửi phường cống tắc rồi.\n{GUTTER}",) * 2,
        ("Cảm ơn cô Hạnh đã dắt bà cụ nhà tôi qua đường.",) * 2,
        ("Chào cờ sáng thứ hai loa rè. Nghe không ra chữ nào.",) * 2,
        (f"{GUTTER} (có từ năm 2020)",) * 2,
    ],
)
def test_what_stands_around_the_text_of_a_cell(cell: str, text: str) -> None:
    assert bare_text(cell).text == text


def test_sentences_of_an_answer_go_to_the_items_whose_words_they_share() -> None:
    gutter, lamps = "Rãnh trước chợ đã khơi hôm 3/4.", "Ba bóng đèn ngõ 4 thay trong tuần."
    assert split_answer(f"{gutter} {lamps}", [GUTTER, LAMPS]) == [gutter, lamps]
    for answer in (gutter, "Xã ghi nhận, sẽ kiểm tra.", f"{gutter} Xã cảm ơn ông."):
        assert split_answer(answer, [GUTTER, LAMPS]) == [answer] * 2


def test_a_person_with_a_hamlet_beside_a_column_of_communes() -> None:
    found = who_and_where("Ông Ngô Quý, tổ 3", "thị trấn Kép", told_apart=True)
    assert found == ("Ông Ngô Quý", "tổ 3, thị trấn Kép")
    assert who_and_where("Bà Vũ Thị Mận", "xã Tam Đa", told_apart=True)[1] == "xã Tam Đa"
    lane = who_and_where("Bà Vũ Thị Mận (hẻm 29, khóm Mỹ Phú)", "", told_apart=False)
    assert lane == ("Bà Vũ Thị Mận", "hẻm 29, khóm Mỹ Phú")
    # A column "Cử tri xã, phường".
    assert who_and_where("Xã Lao Bảo", "", told_apart=False) == ("", "Xã Lao Bảo")
    twice = who_and_where("Bà Mận (tổ 3)", "tổ 3, phường Kép", told_apart=True)
    assert twice == ("Bà Mận", "tổ 3, phường Kép")


def test_states_and_answers_are_told_by_what_they_say(tmp_path: Path) -> None:
    frame = read_csv(
        tmp_path,
        "TT;Nội dung kiến nghị;Tình hình giải quyết;Kết quả\n"
        f"1;{GUTTER};Đội vệ sinh đã khơi rãnh ngày 3/4, đậy lại nắp.;Đã giải quyết\n"
        f"2;{LAMPS};Điện lực hẹn thay bóng trong tháng này.;Đang giải quyết\n"
        "3;Chợ họp lấn ra lòng đường, mong phường dẹp.;;Chưa giải quyết\n",
    )
    assert frame["status"].tolist() == ["Đã giải quyết", "Đang giải quyết", "Chưa giải quyết"]
    assert frame["answer"].str.split().str[0].fillna("").tolist() == ["Đội", "Điện", ""]


def test_a_column_of_addresses_is_of_places_whatever_it_reads_like(tmp_path: Path) -> None:
    place = "phường Hải Châu, Đà Nẵng"
    rows = [
        f"GY-{n};Quầy {n};{place if n % 2 else f'tổ {n}, {place}'};{text};Trung tâm đã xử lý."
        for n, text in enumerate((GUTTER, LAMPS, "Máy lấy số chữ nhỏ quá, người già chịu."), 1)
    ]
    frame = read_csv(
        tmp_path, "ma_phieu;quay;dia_chi;noi_dung;phan_hoi_cua_trung_tam\n" + "\n".join(rows)
    )
    assert frame["place"].tolist() == [place, f"tổ 2, {place}", place]
    assert set(frame["ward_code"]) == {"20242"}


@pytest.mark.parametrize(
    "text",
    [
        "Cuộc gọi bị ngắt giữa chừng, tổng đài gọi lại 3 lần không nghe máy.",
        "[Người gọi tắt máy giữa chừng, chưa ghi nhận được nội dung]",
        "Người gọi cúp máy, gọi lại hai lần đều không bắt máy",
        "test form, vui long bo qua",
    ],
)
def test_calls_that_broke_off_and_trials_without_diacritics(text: str) -> None:
    assert is_empty_call(text)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        # Only where each of them has a topic.
        (
            "+ Việc lương: tiền tuất chưa nhận.\n+ Việc tường: nhà bên xây lấn.",
            ["tiền tuất chưa nhận.", "nhà bên xây lấn."],
        ),
        (
            "- Điện: hay mất.\n- Nước đục ba tuần nay.",
            ["Điện: hay mất.", "Nước đục ba tuần nay."],
        ),
        (
            "- Ông Lê Văn An: điện hay mất.\n- Bà Lan: nước đục.",
            ["Ông Lê Văn An: điện hay mất.", "Bà Lan: nước đục."],
        ),
        # Who says something more begins a matter, what was said before goes on.
        (
            "Tiền công trả thiếu.\nAnh còn nói tổ trưởng thu quỹ.\nĐề nghị làm rõ.",
            ["Tiền công trả thiếu.", "Anh còn nói tổ trưởng thu quỹ.\nĐề nghị làm rõ."],
        ),
        (
            "Đường hỏng lâu.\nBà con đề nghị sửa.",
            ["Đường hỏng lâu.\nBà con đề nghị sửa."],
        ),
    ],
)
def test_topics_and_further_words(cell: str, items: list[str]) -> None:
    assert split_items(cell) == items


def test_who_signs_below_an_answer() -> None:
    assert without_label("Đã trả đủ.\nN.T.Phượng") == "Đã trả đủ."
    assert without_label("Đã trả đủ.\nHẹn bà Lan thứ Hai.") == "Đã trả đủ.\nHẹn bà Lan thứ Hai."


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Bà Trịnh Thị Phê\nTDP Phố Hiến\n0900000133", ("Bà Trịnh Thị Phê", "TDP Phố Hiến")),
        ("Ông Châu Văn Thuận\nphường 2\nkhông để số ĐT", ("Ông Châu Văn Thuận", "phường 2")),
        ("Cụ Đặng Văn Nghi\nTDP 3\n(con đưa đến)", ("Cụ Đặng Văn Nghi", "TDP 3")),
    ],
)
def test_numbers_and_remarks_below_a_person(cell: str, who: tuple[str, str]) -> None:
    assert who_and_where(cell, "", told_apart=False) == who


def test_places_before_colons_are_no_topics() -> None:
    said = ["Thôn Hạ: cống vỡ tràn ra đường", "Thôn Thượng: điện chập chờn mỗi tối"]
    assert split_items("\n".join(f"- {one}" for one in said)) == said
    topics = ["Việc cống: cống vỡ tràn ra đường", "Việc điện: điện chập chờn mỗi tối"]
    assert split_items("\n".join(f"- {one}" for one in topics)) == [
        "cống vỡ tràn ra đường",
        "điện chập chờn mỗi tối",
    ]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        (
            "1/ Cổng chào nghiêng sắp đổ 2/ Hàng xóm nuôi gà gáy ồn",
            ["Cổng chào nghiêng sắp đổ", "Hàng xóm nuôi gà gáy ồn"],
        ),
        (
            "1. Đường vào xóm lầy lội 2. Nước máy yếu cả tuần 3. Đèn đường cháy mấy bóng",
            ["Đường vào xóm lầy lội", "Nước máy yếu cả tuần", "Đèn đường cháy mấy bóng"],
        ),
        # Numbers of other things, and too few words.
        ("1. Đề nghị sửa đường thôn 2. Đường hỏng nặng đã lâu", None),
        ("1) Xe tải chạy vào đường số 2) không có biển cấm", None),
        ("Thửa 1/ Lô A bị thu hồi đất, thửa 2/ Lô B chưa được trả tiền", None),
        ("1/ Hố ga 2/ Đèn", None),
    ],
)
def test_items_that_are_counted_off_in_one_line(cell: str, items: list[str] | None) -> None:
    assert split_items(cell) == (items or [cell])


def test_answers_to_points_by_their_letters() -> None:
    points = ["Nâng mức hỗ trợ.", "Cấp thẻ bảo hiểm.", "Sửa luật về giá đất."]
    said = "Bộ Nông nghiệp trả lời điểm c: Bộ đang tổng kết. Điểm a, b: Sở Nội vụ tiếp thu."
    to_c = "Bộ Nông nghiệp trả lời: Bộ đang tổng kết."
    assert split_answer(said, points) == ["Sở Nội vụ tiếp thu."] * 2 + [to_c]
    assert split_answer("Ý a: đã cấp.\nÝ b và c: tiếp thu.", points)[1:] == ["tiếp thu."] * 2
    # A paragraph of a law, and a letter that no point has.
    law = "Theo điểm a khoản 2 Điều 5: không thuộc diện. Điểm b: không áp dụng."
    assert split_answer(law, points) == [law] * 3
    other = "Điểm a: đã cấp. Điểm e: tiếp thu."
    assert split_answer(other, points) == [other] * 3


def test_more_points_than_letters_are_all_kept(tmp_path: Path) -> None:
    points = [f"Đề nghị xã sửa đoạn đường vào xóm {n} đã hỏng." for n in range(1, 13)]
    cell = "\n".join(f"- {point}" for point in points)
    text = f'STT,Nội dung kiến nghị,Trả lời\n1,"{cell}","Điểm a: đã sửa. Điểm b: đang xét."\n'
    assert read_csv(tmp_path, text)["text"].tolist() == points


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Ông Y Bliu Niê\nBon Jun Juh", ("Ông Y Bliu Niê", "Bon Jun Juh")),
        ("Ông A Blong\nKon Rờ Bàng", ("Ông A Blong", "Kon Rờ Bàng")),
        ("Anh Ksor Hải, Plei Ku Roh", ("Anh Ksor Hải", "Plei Ku Roh")),
        ("Chị Dung (ngách 3)", ("Chị Dung", "ngách 3")),
        ("Anh Tư (hẻm 21/3)", ("Anh Tư", "hẻm 21/3")),
        # These are no names of lanes.
        ("Chị Dung (ngách cụt gần chợ)", ("Chị Dung (ngách cụt gần chợ)", "")),
        ("Ông Y Bon Niê", ("Ông Y Bon Niê", "")),
    ],
)
def test_lanes_and_villages_behind_a_person(cell: str, who: tuple[str, str]) -> None:
    assert who_and_where(cell, "", told_apart=False) == who


def test_homes_behind_a_person_where_the_column_of_places_is_empty() -> None:
    assert who_and_where("Bà Lan (ngõ 15)", "", told_apart=True) == ("Bà Lan", "ngõ 15")
    assert who_and_where("Bà Lan (mẹ bé Na)", "", told_apart=True) == ("Bà Lan (mẹ bé Na)", "")
    assert who_and_where("Bà Lan (ngõ 15)", "tổ 3", told_apart=True)[1] == "tổ 3"


def test_a_bullet_before_the_only_item_is_no_part_of_it(tmp_path: Path) -> None:
    rows = (
        f'Thôn,Ý kiến,Trả lời\nThôn Hạ,"- {GUTTER}",- Đã khơi\nThôn Trung,"- {LAMPS}\n- Nhà tối",\n'
    )
    frame = read_csv(tmp_path, rows)
    assert frame["text"].tolist() == [GUTTER, LAMPS, "Nhà tối"]
    assert frame["answer"].tolist()[0] == "Đã khơi"


def test_answers_in_the_cells_of_the_opinions(tmp_path: Path) -> None:
    cells = (
        f"{GUTTER}\nTrả lời: Sẽ khơi trong tuần.",
        f"1. {GUTTER}\nXã trả lời: Đã khơi.\n2. {LAMPS}\nUBND xã trả lời: Chờ vật tư,\nthay sau.",
        f"{LAMPS} Trả lời: Đã thay.",
        f"{LAMPS} Tôi hỏi rồi, xã trả lời: chưa có tiền.",
        "Đề nghị xã trả lời: bao giờ làm đường?",
    )
    rows = "".join(f'{i},"{cell}"\n' for i, cell in enumerate(cells, 1))
    frame = read_csv(tmp_path, f"STT,Nội dung và kết quả\n{rows}")
    assert frame["text"].tolist() == [GUTTER, GUTTER, LAMPS, LAMPS, *cells[3:]]
    assert frame["answer"].fillna("").tolist() == [
        "Sẽ khơi trong tuần.",
        "Đã khơi.",
        "Chờ vật tư, thay sau.",
        "Đã thay.",
        "",
        "",
    ]
