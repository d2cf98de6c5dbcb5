"""Documents in structures that no list of words knows are read by what their blocks read like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.reading.files import read_opinions
from nlp.reading.likeness import KINDS, is_remark, likeness, reads_like

ROAD = "Đường vào thôn lầy lội ba năm nay, xe máy đi còn ngã, đề nghị xã rải đá cho bà con."
WATER = "Nước máy đục ngầu, nhà tôi phải mua nước bình, bao giờ mới có nước sạch để dùng?"
LAMP = "Đèn trong ngõ cháy hỏng nửa năm, tối om, con cháu đi học về rất sợ mà không ai thay."
REPLY = "Ủy ban xin tiếp thu, đã giao phòng kinh tế kiểm tra và sẽ sửa xong trong quý II."


def texts_of(tmp_path: Path, name: str, text: str) -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read_opinions(path)["text"])


@given(st.text(max_size=200))
def test_shares_are_of_one(text: str) -> None:
    shares = likeness(text)
    assert set(shares) == set(KINDS)
    assert sum(shares.values()) == pytest.approx(1)


def test_opinions_replies_and_others_read_differently() -> None:
    assert [reads_like(text) for text in (ROAD, WATER, LAMP)] == ["opinion"] * 3
    assert reads_like(REPLY) == "reply"
    assert reads_like("Độc lập - Tự do - Hạnh phúc") == "other"
    assert is_remark("(Hội trường vỗ tay)")
    assert not is_remark(f"({ROAD})")


@pytest.mark.parametrize(
    "label",
    ["[08:1{n}, 2/3/2026] {who}:", "{who}   00:1{n}\n", "{who} —", "SPK_{who} [00:00:1{n}]"],
)
def test_labels_are_known_by_their_shape(tmp_path: Path, label: str) -> None:
    said = [("X1", ROAD), ("Q9", REPLY), ("X2", WATER), ("Q9", REPLY), ("X3", LAMP), ("Q9", REPLY)]
    lines = [f"{label.format(n=n, who=who)} {text}" for n, (who, text) in enumerate(said)]
    assert texts_of(tmp_path, "ghi.txt", "\n".join(lines)) == [ROAD, WATER, LAMP]


def test_columns_are_known_by_what_their_cells_read_like(tmp_path: Path) -> None:
    rows = [f"{n};{text};{REPLY}" for n, text in enumerate((ROAD, WATER, LAMP))]
    for heads in ("aa;bb;cc", "Cột một;Cột hai;Cột ba"):
        path = tmp_path / "bang.csv"
        path.write_text("\n".join([heads, *rows]), encoding="utf-8")
        frame = read_opinions(path)
        assert list(frame["text"]) == [ROAD, WATER, LAMP]
        assert list(frame["answer"]) == [REPLY] * 3


def test_columns_between_bars_need_no_header(tmp_path: Path) -> None:
    rows = [f"0{n}g10 | xã Tam Đa | {text} | x" for n, text in enumerate((ROAD, WATER, LAMP, ROAD))]
    assert texts_of(tmp_path, "truc.txt", "\n".join(rows)) == [ROAD, WATER, LAMP, ROAD]


def test_what_a_narrator_says_of_a_speaker_is_no_opinion(tmp_path: Path) -> None:
    text = (
        "ỦY BAN NHÂN DÂN XÃ TAM ĐA\nBIÊN BẢN\nHọp dân ngày 12/3/2026\n"
        f"Mở đầu, bác Trần Văn Sáu ở thôn Đông thưa rằng {ROAD}\n"
        "Chủ tịch xã hứa tháng sau rải đá, bà con yên tâm.\n"
        f"Sau cùng, chị Lê Thị Tám, thôn Đoài lên tiếng: {WATER}\n"
    )
    path = tmp_path / "bien-ban.txt"
    path.write_text(text, encoding="utf-8")
    frame = read_opinions(path)
    assert list(frame["text"]) == [ROAD, WATER]
    assert list(frame["speaker"]) == ["bác Trần Văn Sáu", "chị Lê Thị Tám"]
    assert list(frame["place"]) == ["thôn Đông", "thôn Đoài"]


def test_running_text_is_never_read_as_nothing(tmp_path: Path) -> None:
    text = f"BIÊN BẢN\nThành phần: các hộ\nNội dung chương trình\n{ROAD}\n{LAMP}\n"
    assert texts_of(tmp_path, "bien-ban.txt", text) == [ROAD, LAMP]
