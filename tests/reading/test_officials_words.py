"""What officials say in minutes is no opinion; it is kept beside the one that it answers."""

from __future__ import annotations

from pathlib import Path

from read_texts import read_lines

from nlp import read_opinions

HEAD = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "BIÊN BẢN",
    "Hội nghị đối thoại với nhân dân",
    "Hôm nay, hồi 8 giờ ngày 12 tháng 3 năm 2026, tại hội trường xã Tam Đa.",
    "I. THÀNH PHẦN",
    "1. Ông Trần Văn Hải, Phó Chủ tịch UBND xã: chủ trì.",
    "2. Đại diện các đoàn thể và 60 hộ dân.",
    "II. Ý KIẾN CỦA NHÂN DÂN",
]


def test_officers_of_the_hamlet_speak_for_the_people(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        *HEAD,
        "1. Ông Nguyễn Văn Tám, thôn Đông: Đường ra đồng sạt lở.",
        "Trả lời: Xã sẽ sửa.",
        "2. Bà Chủ tịch Hội phụ nữ thôn: Đề nghị lắp đèn ngõ chùa.",
        "3. Chủ tịch Hội đồng nhân dân xã: Tôi xin tiếp thu.",
        "4. Đại diện hộ dân khu 3: Bãi rác đầu khu bốc mùi hôi thối, đề nghị cho dọn.",
        "5. Trưởng thôn Nội Nguyễn Văn B: Mương thoát nước tắc đã hai tháng, dân chờ mãi.",
        "6. Tổ trưởng tổ 4 Lê C: Nắp cống ngõ 7 vỡ, trẻ em dễ ngã.",
        "Đại diện Sở Xây dựng trả lời: Sẽ xem xét.",
        "III. KẾT LUẬN",
    )
    assert texts == [
        "Đường ra đồng sạt lở.",
        "Đề nghị lắp đèn ngõ chùa.",
        "Bãi rác đầu khu bốc mùi hôi thối, đề nghị cho dọn.",
        "Mương thoát nước tắc đã hai tháng, dân chờ mãi.",
        "Nắp cống ngõ 7 vỡ, trẻ em dễ ngã.",
    ]


def test_bullets_about_officials_are_opinions(tmp_path: Path) -> None:
    texts = [
        "Trả lời đơn của tôi: ba năm nay chưa có",
        "Chủ tịch xã: hay gây khó dễ với dân",
        "Kết luận thanh tra đất đai: đề nghị công khai",
        "Đường hỏng nặng",
    ]
    assert read_lines(tmp_path, *(f"- {text}" for text in texts)) == texts


def test_a_bullet_that_answers_is_none(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "- Đường hỏng nặng",
        "- Trả lời: xã sẽ sửa trong quý này",
        "- Nước máy có mùi",
        "- Trả lời: đã báo nhà máy",
    )
    assert texts == ["Đường hỏng nặng", "Nước máy có mùi"]


def test_answers_are_kept_beside_their_opinions(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(
        "BIÊN BẢN\nHội nghị đối thoại xã Tam Đa\nII. Ý KIẾN\n"
        "1. Bà Lê Thị Lụa, thôn Đoài: Thứ nhất, xe rác mười ngày mới vào một lần. "
        "Thứ hai, nước máy có mùi tanh, đề nghị nhà máy kiểm tra.\n"
        "Chủ tịch UBND xã: Nhà máy nước sẽ súc rửa đường ống trong tuần.\n"
        "2. Ông Đỗ Cường, thôn Nội: Đèn đường hỏng ba cột.\n"
        "Trả lời: Xã thay bóng trước ngày 30.\nCột thứ ba xã đang chờ điện lực thay.\n",
        encoding="utf-8",
    )
    frame = read_opinions(path, keep_answers=True)
    assert frame["answer"].tolist() == [
        "",
        "Nhà máy nước sẽ súc rửa đường ống trong tuần.",
        "Xã thay bóng trước ngày 30. Cột thứ ba xã đang chờ điện lực thay.",
    ]
    assert "answer" not in read_opinions(path).columns


def test_officials_are_known_from_those_present(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "Biên bản họp thôn Hạ, xã Tam Đa",
        "Thành phần: ông Đỗ Văn Kha - trưởng thôn, chủ trì; bà Vũ Thị Mơ - chi hội trưởng phụ nữ.",
        "Ông Kha: báo cáo thu chi quỹ thôn năm qua, mời bà con thảo luận.",
        "Bà Vũ Thị Mơ: Sân nhà văn hóa đọng nước, đề nghị lát gạch.",
        "Ông Kha trả lời: thôn sẽ lát trong tháng sau.",
        "Anh Lê Tú: Mương sau chợ tắc, mưa là ngập.",
    )
    assert texts == [
        "Sân nhà văn hóa đọng nước, đề nghị lát gạch.",
        "Mương sau chợ tắc, mưa là ngập.",
    ]


def test_items_below_an_officials_name_are_the_answer(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "BIÊN BẢN",
        "Tiếp xúc cử tri trước kỳ họp thứ 5",
        "1. Thành phần:",
        "- Ông Phạm Văn Bách - Chủ tịch HĐND xã;",
        "- Bà Lê Thị Thắm - Phó Chủ tịch UBND xã;",
        "- 64 cử tri.",
        "2. Nội dung:",
        "2.1. Ông Bách thông qua dự kiến chương trình kỳ họp.",
        "2.2. Cử tri phát biểu:",
        "* Cử tri Trần Đăng Khoa (thôn Trung):",
        "- Tuyến đường đi chợ Gạo xuống cấp. Đề nghị sớm đầu tư.",
        "- Trạm biến áp số 3 quá tải, tối nào cũng sụt điện.",
        "* Cử tri Mai Thị Lan (thôn Hạ): Nghĩa trang thôn đã hết đất, xin mở rộng.",
        "2.3. Bà Thắm tiếp thu, trả lời:",
        "- Đường trục thôn đã đưa vào danh mục năm 2026.",
        "3. Ông Bách phát biểu bế mạc, cảm ơn cử tri.",
        "Hội nghị kết thúc vào 16h30 cùng ngày.",
        "THƯ KÝ                      CHỦ TỌA",
    )
    assert texts == [
        "Tuyến đường đi chợ Gạo xuống cấp. Đề nghị sớm đầu tư.",
        "Trạm biến áp số 3 quá tải, tối nào cũng sụt điện.",
        "Nghĩa trang thôn đã hết đất, xin mở rộng.",
    ]


def test_a_short_lead_heads_the_items_below(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "PHIẾU TỔNG HỢP Ý KIẾN NHÂN DÂN",
        "Tổ dân phố 12, phường Hòa Khánh",
        "1. Quán nhậu mở loa quá 22 giờ.",
        "2. Đề nghị:",
        "a) Cắt tỉa cây xanh trước mùa mưa bão;",
        "b) Thay 6 nắp cống bị vỡ.",
        "Tổng cộng: 3 ý kiến.",
        "TỔ TRƯỞNG",
        "Lê Văn Hiệp",
    )
    assert texts == [
        "Quán nhậu mở loa quá 22 giờ.",
        "Cắt tỉa cây xanh trước mùa mưa bão",
        "Thay 6 nắp cống bị vỡ.",
    ]
