"""Several letters in one file: where each begins, who signs it and from where."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.reading.files import read_opinions
from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.cuts import counted_headings
from nlp.reading.letters.detection import are_letters, letters_of
from nlp.reading.letters.signatures import is_anonymous, signed
from nlp.reading.lines import lines_of

LETTERS = (
    ("Lương Văn Thụ", "thôn Bến, xã Nho Quan", "12/3/2026", "Trạm bơm Đồng Bến hỏng từ vụ mùa năm"
     " ngoái, 40 mẫu ruộng khô nứt. Đề nghị xã cho sửa trước vụ chiêm."),
    ("Cựu chiến binh Đỗ Xuân Trường", "xóm 7, xã Kim Sơn", "18/3/2026", "Nghĩa trang liệt sĩ xã cỏ"
     " mọc ngang bia, 14 ngôi mộ chữ mờ không đọc được. Đề nghị xã tu sửa."),
    ("", "xã Gia Viễn", "20/3/2026", "Công ty may nợ bảo hiểm của 60 công nhân từ tháng 9, người ốm"
     " đi viện phải tự trả. Xin cơ quan bảo hiểm làm rõ."),
)  # fmt: skip
HEADINGS = (
    "LÁ {n} (nhận {day})",
    "Phong bì số {n} - bưu điện {day}",
    "{n}. THƯ BẠN ĐỌC, ngày {day}",
)
SIGNATURES = ("{name} ({home})", "{name}, {home}", "{name} – {home}", "{name}\n{home}")


def written(heading: str, signature: str) -> str:
    lines = ["BÁO NINH BÌNH", "TẬP THƯ BẠN ĐỌC THÁNG 3 NĂM 2026"]
    for n, (name, home, day, text) in enumerate(LETTERS, 1):
        lines += [heading.format(n=n, day=day), "Kính gửi quý báo,", text, "Xin cảm ơn quý báo."]
        lines.append(signature.format(name=name or "Bạn đọc giấu tên", home=home))
    return "\n".join(lines)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("signature", SIGNATURES)
def test_each_letter_has_its_writer(heading: str, signature: str, tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text(written(heading, signature), encoding="utf-8")
    rows = read_opinions(path).to_dict("records")
    told = [(r["speaker"], r["place"], f"{r['date']:%-d/%-m/%Y}") for r in rows]
    assert told == [(name, home, day) for name, home, day, _ in LETTERS]


def test_letters_are_told_by_greetings() -> None:
    text = written("----------", "{name}, {home}")
    lines = lines_of([Paragraph(f"L{i}", x) for i, x in enumerate(text.splitlines(), 1)])
    assert are_letters(lines)
    assert max(letters_of(lines)) == len(LETTERS)


def test_what_counts_letters() -> None:
    counted = ["LÁ 1", "LÁ 2 (đánh máy)", "LÁ 3"]
    assert counted_headings(["Mở đầu", *counted, "Tổ 3", "Tổ 5"]) == set(counted)
    # Matters are counted in each letter, and no letters.
    assert not counted_headings(["Việc thứ nhất.", "Việc thứ hai.", "Việc thứ nhất.", "Ý kiến 1"])
    # Hamlets, those who speak and matters with their numbers are no letters either.
    for others in ("Ấp {n}", "Khu phố {n}:", "Cử tri {n} (ông Tám)", "{n}. Ý kiến"):
        assert not counted_headings([others.format(n=n) for n in (1, 2, 3)]), others
    assert len(counted_headings([f"Bạn đọc {n}" for n in (1, 2)])) == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Xin cảm ơn.", "Nguyễn Tấn Hoanh (thôn Tú Sơn)"], ("Nguyễn Tấn Hoanh", "thôn Tú Sơn")),
        (["Đại diện các hộ: Tăng Thị Lý (đã ký)"], ("Tăng Thị Lý", "")),
        (["Ngày 2/3/2026", "LÊ VĂN HAI", "ấp 3, xã Tân Hòa"], ("LÊ VĂN HAI", "ấp 3, xã Tân Hòa")),
        (["(Bạn đọc yêu cầu không nêu tên, xã Đăk Hà)"], ("", "xã Đăk Hà")),
        (["Chúc quý báo ngày càng đông bạn đọc."], ("", "")),
        # Whoever takes a letter in signs none.
        (["Cán bộ tiếp nhận: Phạm Thị Nhàn"], ("", "")),
        (["Người nhận đơn: Phạm Thị Nhàn", "Người viết: Bùi Văn Sửu"], ("Bùi Văn Sửu", "")),
    ],
)
def test_signatures(lines: list[str], expected: tuple[str, str]) -> None:
    assert signed(lines) == expected


def test_a_heading_may_name_the_writer() -> None:
    assert signed([], ["Thư số 2: bà Trần Thị Mão (phường Hoa Lư), gửi ngày 15/3/2026"]) == (
        "bà Trần Thị Mão",
        "phường Hoa Lư",
    )
    quoted = 'LÁ 4 (ký "một đảng viên 50 năm tuổi Đảng, Chi bộ 9")'
    assert signed([], [quoted]) == ("một đảng viên 50 năm tuổi Đảng", "Chi bộ 9")


@pytest.mark.parametrize("text", ["Số nhà 45, Trần Hưng Đạo", "Hẻm 45, Lê Lợi"])
def test_an_address_counts_no_letter(text: str) -> None:
    assert signed([], [text]) == ("", "")


def test_a_way_without_a_name_hides_nobody() -> None:
    assert not is_anonymous(["Con đường không tên sau chợ lầy lội."])
    assert is_anonymous(["Thư không tên"])


def test_what_is_answered_in_hamlets_stays_an_answer() -> None:
    rows = ["Ấp 1", "Kính thưa đoàn,", "Cầu ván gãy.", "Ấp 2", "Kính thưa đoàn,", "Điện yếu."]
    assert letters_of(lines_of([Paragraph(f"L{i}", x) for i, x in enumerate(rows)])) == []
