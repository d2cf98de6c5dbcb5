"""Lines of a text that was wrapped at a width are joined, and others are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_texts import read_lines

from nlp import read_opinions


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "Đề nghị xã sớm sửa đoạn đường từ nhà văn hóa thôn đến trường tiểu học vì trẻ em\n"
        "đi học rất vất vả, nhất là những hôm trời mưa.\n"
        "Rác không ai thu.\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert len(frame) == 2
    assert frame["text"][0].endswith("vì trẻ em đi học rất vất vả, nhất là những hôm trời mưa.")


@pytest.mark.parametrize("times", [1, 2000])
def test_long_lines_of_a_list_are_not_joined(tmp_path: Path, times: int) -> None:
    lines = [
        "đề nghị xã sớm sửa đoạn đường từ nhà văn hóa thôn đến trường tiểu học",
        "nước máy có mùi tanh mấy tuần nay, đề nghị nhà máy xuống kiểm tra lại đường ống",
        "rác mười ngày mới có xe vào một lần, đề nghị tăng số chuyến",
    ] * times
    texts = read_lines(tmp_path, *lines)
    assert len(texts) == len(lines)
    # Of lists of thousands pytest would print the difference for minutes.
    assert [text for text, line in zip(texts, lines, strict=True) if text != line][:3] == []


def test_wrapped_lines_may_begin_with_a_name(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "Đề nghị xã sớm sửa đoạn đường từ nhà văn hóa thôn đến trường tiểu học Tam Đa",
        "vì trẻ em đi học rất vất vả, nhất là những hôm trời mưa to, và cả đoạn thôn",
        "Đông ra chợ.",
        "Rác không ai thu.",
    )
    assert len(texts) == 2
    assert texts[0].endswith("đoạn thôn Đông ra chợ.")


def test_wrapped_lines_may_begin_with_a_number_or_hang(tmp_path: Path) -> None:
    above = "Nhà nằm trong quy hoạch đã mười chín năm, không xây được, cũng không bán được"
    other = "Nước máy ở tổ ba đục ngầu đã mấy tháng nay, mong công ty cấp nước kiểm tra vì"
    texts = read_lines(tmp_path, above, "5 nhân khẩu ở chung một gian.", other, "dân chờ đã lâu.")
    assert texts == [f"{above} 5 nhân khẩu ở chung một gian.", f"{other} dân chờ đã lâu."]
    item = "- Đường thôn Nội hỏng từ nhà văn hóa đến trường tiểu học, trẻ em đi học khó khăn"
    texts = read_lines(tmp_path, item, "  vì mưa là ngập.", f"- {other}", "  dân chờ đã lâu.")
    assert texts == [f"{item[2:]} vì mưa là ngập.", f"{other} dân chờ đã lâu."]
    # A number that counts begins an item, whatever stands above it.
    texts = read_lines(tmp_path, above, "5. Nước đục cả tuần.", other, "dân chờ đã lâu.")
    assert len(texts) == 3


def test_whoever_comments_begins_a_paragraph(tmp_path: Path) -> None:
    said = [
        (
            "thanhhuyen88",
            "2 giờ trước",
            "Đường vào hẻm 3 ngập nửa mét cả tuần nay, nhờ phường cho ",
        ),
        ("co_ba.79", "1 ngày trước", "Loa phường mở từ 4 giờ sáng ồn quá trời, đề nghị dời lại "),
        ("hoa hồng", "12/3 07:22", "Đèn đường hẻm 5 hỏng cả tháng không ai thay, đề nghị thay "),
        ("công tèo", "vừa xong", "Nước máy cúp ba ngày liền không báo trước, đề nghị gửi lịch "),
    ]
    path = tmp_path / "binh-luan.txt"
    rows = [f"{name} ({when}): {text}giúp bà con" for name, when, text in said]
    path.write_text("Bình luận trên trang phường\n" + "\n".join(rows), encoding="utf-8")
    frame = read_opinions(path)
    assert frame["speaker"].tolist() == [name for name, _, _ in said]
    assert frame["text"].tolist() == [f"{text}giúp bà con" for _, _, text in said]
