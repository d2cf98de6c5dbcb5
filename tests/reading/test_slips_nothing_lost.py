"""Nothing that people wrote on slips, or said beside them, is left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.rows import InputFile
from nlp.reading.slips.gathered import answer_to
from nlp.reading.slips.written import matters_of
from nlp.reading.tables.follow_ups import adds_nothing
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.tables.totals import is_total

TITLE = "PHIẾU LẤY Ý KIẾN NGƯỜI DÂN XÃ BÌNH AN\nNgày 12/3/2026\n"
ROAD = "đường vào thôn lầy lội, xe cứu thương không vào được"
SAID = (
    ROAD,
    "trạm y tế buổi trưa không có ai trực",
    "chợ tạm họp ngay trên quốc lộ rất nguy hiểm",
)
LAMPS = tuple(f"Ý kiến: đề nghị lắp đèn đường ở ngõ {number}" for number in (3, 4, 5))
BOTH = tuple(zip(SAID, LAMPS))
MINUTES = "".join(
    f"{number}. Ông Nguyễn Văn {name} (thôn {number}): {said}, đề nghị xã sớm khắc phục.\n"
    for number, (name, said) in enumerate(zip(("Hùng", "Dũng", "Bình"), SAID), 1)
)


def _slip(number: int, *lines: str) -> str:
    head = f"PHIẾU SỐ {number}\nHọ tên: Trần Văn {'ABCDE'[number]}\nNơi ở: thôn {number}\n"
    return head + "\n".join(lines) + "\n"


def _slips(*rows: tuple[str, ...]) -> str:
    return "".join(_slip(number, *lines) for number, lines in enumerate(rows, 1))


def _read(path: Path, text: str) -> list[str]:
    (path / "phieu.txt").write_text(text, encoding="utf-8")
    frame = read_opinions(path / "phieu.txt")
    assert set(frame["date"].dt.day) == {12}
    return frame["text"].tolist()


LAMP_SLIPS = _slips(*((lamp,) for lamp in LAMPS))


@pytest.mark.parametrize(
    "text",
    [
        # Each hamlet counts its slips from one.
        "THÔN ĐOÀI\n" + LAMP_SLIPS + "THÔN ĐÔNG\n" + _slips(*((f"Ý kiến: {s}",) for s in SAID)),
        # A reason beside the boxes, on their line or on one of several.
        _slips(*((f"Ông bà đồng ý: ☐ Có ☒ Không. Lý do: {s}", m) for s, m in BOTH)),
        _slips(
            *(
                ("Ông bà đánh giá thế nào?", "☐ Tốt", f"☒ Kém, vì {s}", m)
                for s, m in zip(SAID, LAMPS)
            )
        ),
        # Asked by an office, not answered by it.
        _slips(*((m, f"UBND xã cần làm gì để tốt hơn? {s}") for s, m in BOTH)),
        # Beside the questions, and where there is none.
        _slips(*((m, f"Ghi chú: {s}, đề nghị xã xem xét") for s, m in BOTH)),
        LAMP_SLIPS + _slip(4, f"Kính gửi xã, {ROAD}, đề nghị xã cho làm lại."),
        LAMP_SLIPS + _slip(4, "Ý kiến:", f"ĐỀ NGHỊ XÃ LÀM LẠI VÌ {ROAD.upper()}"),
        LAMP_SLIPS + f"PHIẾU SỐ 4\nHọ tên: Lê Thị Mai | Tôi thấy {ROAD}, đề nghị làm lại\n",
        LAMP_SLIPS + f"PHIẾU SỐ 4: {ROAD}\n",
        LAMP_SLIPS + f"PHIẾU SỐ 4 - Ý kiến: {ROAD}\nHọ tên: Lê Thị Mai\n",
        # Minutes above and below.
        "I. Ý kiến tại hội nghị\n" + MINUTES + "II. Phiếu gửi về\n" + LAMP_SLIPS,
        LAMP_SLIPS + "Ý KIẾN TẠI HỘI NGHỊ\n" + MINUTES,
    ],
)
def test_all_is_read(tmp_path: Path, text: str) -> None:
    found = _read(tmp_path, TITLE + text)
    assert any(ROAD in said.lower() for said in found), found
    for lamp in LAMPS if "ngõ 5" in text else ():
        assert any(lamp.partition(": ")[2] in said for said in found), found


def test_what_a_form_prints_beside_its_boxes_is_no_opinion(tmp_path: Path) -> None:
    printed = "☐ Có ☒ Không, đề nghị ghi rõ vì sao đường không tốt"
    found = _read(tmp_path, TITLE + _slips(*((printed, lamp) for lamp in LAMPS)))
    assert len(found) == len(LAMPS)


def test_an_answer_to_one_of_two_slips_with_a_number_is_given_to_neither(tmp_path: Path) -> None:
    path = tmp_path / "phieu.txt"
    text = TITLE + "THÔN ĐOÀI\n" + LAMP_SLIPS + "THÔN ĐÔNG\n" + LAMP_SLIPS
    path.write_text(f"{text}TRẢ LỜI CHUNG\nPhiếu 1: đã lắp đèn.\n", encoding="utf-8")
    frame = read_opinions(path, keep_answers=True)
    assert len(frame) == 2 * len(LAMPS)
    assert not frame["answer"].fillna("").any()


@pytest.mark.parametrize(
    "work",
    [
        lambda: adds_nothing("như phiếu " + "1" * 100_000 + " x"),
        lambda: is_total(["Tổng cộng", "1, 1" + "." * 100_000 + "x"], width=5, said=True),
        lambda: matters_of("Ngoài ra, " + "a. b " * 20_000),
        lambda: answer_to(
            next(iter(lines_of([Paragraph("L1", "Phiếu 1" + ", 1" * 50_000)]))), ["1"]
        ),
    ],
)
def test_time_does_not_grow_with_the_square(work: Callable[[], object]) -> None:
    began = time.process_time()
    work()
    assert time.process_time() - began < 5


def test_what_stands_before_an_opinion_in_its_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "phieu.txt"
    rows = ((f"Nghề nghiệp: làm ruộng | Ý kiến: {said}",) for said in SAID)
    path.write_text(TITLE + _slips(*rows), encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    assert [b.text for b in blocks if b.kind == "opinion"] == list(SAID)
    assert [b.text for b in blocks if "ruộng" in b.text] == ["Nghề nghiệp: làm ruộng"] * 3


def test_a_few_words_beside_what_was_written_are_told(tmp_path: Path) -> None:
    path = tmp_path / "phieu.txt"
    path.write_text(TITLE + _slips(*((f"{m} | Chợ bẩn lắm",) for m in LAMPS)), encoding="utf-8")
    (chunk,) = read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True))
    assert len(chunk.rows) == len(LAMPS)
    assert [block.text for block in chunk.blocks].count("Chợ bẩn lắm") == len(LAMPS)
