"""Minutes in a table: who asks, his matters and what is answered to each, in the cells of a row."""

from __future__ import annotations

from pathlib import Path

import docx
import pandas as pd
import pytest

from nlp import read_opinions
from nlp.reading.tables.item_answers import split_answer
from nlp.reading.tables.items import asked_by, split_items

ROAD = "Đường trục thôn sạt một đoạn dài 40 m, đề nghị xã kè lại trước mùa mưa."
LIGHT = "Đèn đường trước trường học hỏng ba cột từ Tết, các cháu học thêm về tối om."
WATER = "Nước máy đục hai tuần nay, nhờ nhà máy súc rửa đường ống."


def minutes(path: Path, *rows: tuple[str, ...]) -> pd.DataFrame:
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN XÃ TAM ĐA")
    document.add_paragraph("BIÊN BẢN ĐỐI THOẠI")
    document.add_paragraph("Thời gian: ngày 12/3/2026. Địa điểm: hội trường xã.")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row):
            cell.text = value
    document.save(str(path / "a.docx"))
    return read_opinions(path / "a.docx")


def test_who_asks_stands_above_his_matters(tmp_path: Path) -> None:
    frame = minutes(
        tmp_path,
        ("TT", "Ý kiến, kiến nghị", "Trả lời tại hội nghị"),
        ("1", f"Ông Lê Văn Sửu, thôn Đoài\n- {ROAD}\n- {LIGHT}", "Tiếp thu cả hai ý kiến."),
        ("2", f"Bà Vũ Thị Mận, Hội Phụ nữ\n{WATER}", "Giám đốc Sở trả lời: Tuần sau xong."),
    )  # fmt: skip
    assert frame["text"].tolist() == [ROAD, LIGHT, WATER]
    assert frame["speaker"].tolist() == [*["Ông Lê Văn Sửu"] * 2, "Bà Vũ Thị Mận"]
    # Who says of no hamlet where he is from, is from where the document is.
    assert frame["place"].tolist() == [*["thôn Đoài"] * 2, "XÃ TAM ĐA"]
    assert frame["answer"].tolist() == [*["Tiếp thu cả hai ý kiến."] * 2, "Tuần sau xong."]


@pytest.mark.parametrize(
    "cell",
    [
        "Ông Tám trưởng thôn\nnhận tiền hỗ trợ mà không phát cho dân.",
        "Ông Lê Văn Sửu, thôn Đoài",
        "Ông Lê Văn Sửu bị xe tông trước cổng chợ.\nĐề nghị lắp gờ giảm tốc.",
        f"{ROAD}\n{LIGHT}",
        "Hộ ông Ba, mất đất\nĐề nghị đền bù theo giá mới.",
        "Ông Tám - mất trâu\n- Mất hai con trong đêm",
        "Bà Tư Lành (bị điện giật)\nDây điện sà xuống mái nhà đã lâu.",
    ],
)
def test_what_tells_of_somebody_stays_in_the_cell(cell: str) -> None:
    assert asked_by(cell) == (cell, "", "")


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        (f"3.1. {ROAD}\n3.2. {LIGHT}", [ROAD, LIGHT]),
        (f"- {ROAD}\n- Ngoài ra, {WATER}", [ROAD, WATER]),
        # A size at the beginning of a line counts nothing.
        ("1.5 tấn rác dồn ở chợ\n2.3 ha lúa khô", ["1.5 tấn rác dồn ở chợ\n2.3 ha lúa khô"]),
    ],
)
def test_numbers_of_two_parts_count_matters(cell: str, items: list[str]) -> None:
    assert split_items(cell) == items


@pytest.mark.parametrize(
    ("answer", "to_road", "to_light"),
    [
        ("3.1. Hạt quản lý đê: đã lập hồ sơ.", "Hạt quản lý đê: đã lập hồ sơ.", ""),
        ("Phòng Kinh tế:\n- Sẽ kè lại.\n- Đã thay bóng.", "Sẽ kè lại.", "Đã thay bóng."),
        ("Đèn đường đã thay. Đường trục thôn chờ.", "Đường trục thôn chờ.", "Đèn đường đã thay."),
        ("Ghi nhận, chuyển huyện.",) + ("Ghi nhận, chuyển huyện.",) * 2,
        ("Cả hai việc xã làm. Xong quý II.",) + ("Cả hai việc xã làm. Xong quý II.",) * 2,
        ("Đèn đường đã thay. Tổng cộng 3 bóng.",) + ("Đèn đường đã thay. Tổng cộng 3 bóng.",) * 2,
    ],
)  # fmt: skip
def test_an_answer_is_to_the_matter_that_it_tells_of(
    answer: str, to_road: str, to_light: str
) -> None:
    assert split_answer(answer, [ROAD, LIGHT]) == [to_road, to_light]


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        (f"{ROAD} Ngoài ra {WATER}", [ROAD, WATER]),
        # The sign between them is of neither.
        (f"{ROAD[:-1]}; ngoài ra, {WATER}", [ROAD[:-1], WATER]),
        (f"- ;\n- {ROAD}\n- {WATER}", [";", ROAD, WATER]),
        (f"{ROAD}\nVới lại {WATER}", [ROAD, f"Với lại {WATER}"]),
        (f"{ROAD} Ngoài ra đường trục thôn còn sạt thêm đoạn nữa trước mùa mưa này.", None),
        (f"{ROAD} Sẵn sàng góp công với xã để làm cho xong việc.", None),
        (f"① {ROAD}\n② {LIGHT}", [ROAD, LIGHT]),
        (f"Thưa Ban, tôi có 2 ý:\n- {ROAD}\n- {LIGHT}\nSửu", [ROAD, LIGHT]),
        (f"{ROAD}\nXin cảm ơn!\nLê Văn Sửu", [ROAD]),
    ],
)
def test_further_matters_of_a_cell(tmp_path: Path, cell: str, texts: list[str] | None) -> None:
    rows = (("STT", "Họ tên", "Nội dung ý kiến"), ("1", "Lê Văn Sửu", cell))
    assert minutes(tmp_path, *rows)["text"].tolist() == (texts or [cell])


def test_no_word_of_an_answer_is_lost() -> None:
    for answer in ("Đèn đường sẽ thay. Mời bà con về. Xin cảm ơn.", "Về đèn đường: đã sửa."):
        joined = " ".join(split_answer(answer, [ROAD, LIGHT]))
        assert all(word in joined for word in answer.split())


@pytest.mark.parametrize(
    ("cell", "name", "place"),
    [
        ("Ông Nguyễn Kiệt, chủ cơ sở mộc (ấp Tây)", "Ông Nguyễn Kiệt, chủ cơ sở mộc", "ấp Tây"),
        ("Bà Lê Thị Lụa, tổ 3 thị trấn Đông Hưng", "Bà Lê Thị Lụa", "tổ 3 thị trấn Đông Hưng"),
        ("Chị Đặng Nhài (mẹ cháu Huy)", "Chị Đặng Nhài (mẹ cháu Huy)", "XÃ TAM ĐA"),
    ],
)
def test_where_somebody_lives_stands_at_the_end(
    tmp_path: Path, cell: str, name: str, place: str
) -> None:
    frame = minutes(tmp_path, ("STT", "Người nêu", "Nội dung ý kiến"), ("1", cell, ROAD))
    assert frame.loc[0, ["speaker", "place"]].tolist() == [name, place]


def test_an_office_that_has_acted_stays_in_the_answer(tmp_path: Path) -> None:
    head = ("STT", "Người nêu", "Nội dung ý kiến", "Trả lời")
    said = ["Sở Y tế: đã mua thuốc.", "Phòng Kinh tế trả lời: Đang đo lại."]
    rows = [(str(i), "Ông Lê Sửu", text, a) for i, (text, a) in enumerate(zip((ROAD, LIGHT), said))]
    frame = minutes(tmp_path, head, *rows)
    assert frame["answer"].tolist() == ["Sở Y tế: đã mua thuốc.", "Đang đo lại."]
