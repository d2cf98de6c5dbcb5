"""Numbers said in words or typed oddly, pages of persons, and papers that name one person."""

from __future__ import annotations

import pytest

from nlp.reading.privacy import Mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("số em là không chín một hai ba bốn năm sáu bảy tám ạ", "số em là [SĐT] ạ"),
        ("gọi không chín tám bảy, sáu năm bốn, ba hai một nhé", "gọi [SĐT] nhé"),
        (
            "căn cước không ba tám không sáu một không không bốn năm một hai ạ",
            "căn cước [CCCD] ạ",
        ),
        ("zalo o912.345.678 hoặc 09l2345678", "zalo [SĐT] hoặc [SĐT]"),
        ("gọi ０９１２３４５６７８ nhé", "gọi [SĐT] nhé"),
        ("gọi 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖 nhé", "gọi [SĐT] nhé"),
        ("gọi 𝟬𝟵𝟭𝟮.𝟯𝟰𝟱.𝟲𝟳𝟴 nhé", "gọi [SĐT] nhé"),
        ("gọi (+84) 912.345.678 nhé", "gọi [SĐT] nhé"),
        ("gọi (0912) 345 678 nhé", "gọi [SĐT] nhé"),
        ("em Đông (0912 345 678) ạ", "em [TÊN-6ced34] ([SĐT]) ạ"),
        ("em Đông (+84912345678) ạ", "em [TÊN-6ced34] ([SĐT]) ạ"),
        # As web pages and Word set spaces and hyphens.
        ("gọi 0912\u00a0345\u00a0678 nhé", "gọi [SĐT] nhé"),
        ("gọi 0912\u2011345\u2011678 nhé", "gọi [SĐT] nhé"),
        ("gọi 0912 – 345 – 678 nhé", "gọi [SĐT] nhé"),
        ("số bàn 38251234 không ai nghe", "số bàn [SĐT] không ai nghe"),
        ("thư về hoa88 (at) gmail.com nhé", "thư về [EMAIL] nhé"),
        ("thư về hoa88 a còng gmail chấm com nhé", "thư về [EMAIL] nhé"),
        ("bài ở https://www.facebook.com/hoa.ngo.88.", "bài ở [MẠNG XÃ HỘI]."),
        ("nhắn tiktok @hoango88 nhé", "nhắn tiktok [MẠNG XÃ HỘI] nhé"),
        ("số tài khoản: 711A12345678 Vietinbank", "số tài khoản: [STK] Vietinbank"),
        ("mã số thuế cá nhân 8512345678 bị sai", "mã số thuế cá nhân [MST] bị sai"),
        ("GPLX số 790123456789 hết hạn", "GPLX số [GPLX] hết hạn"),
        ("hộ chiếu Mỹ 567812345 của tôi", "hộ chiếu Mỹ [HỘ CHIẾU] của tôi"),
        ("hộ chiếu (số C1234567) và b7654321", "hộ chiếu (số [HỘ CHIẾU]) và [HỘ CHIẾU]"),
        ("P01234567 là số hộ chiếu cũ", "[HỘ CHIẾU] là số hộ chiếu cũ"),
        # Words typed at once before and behind a number.
        ("gọi0912345678nhé", "gọi[SĐT]nhé"),
        ("LH0912345678, Zalo0987654321gặp em", "LH[SĐT], Zalo[SĐT]gặp em"),
        ("cccd 001085012345cấp ngày 2/3/2021", "cccd [CCCD]cấp ngày 2/3/2021"),
        ("xe 29-MĐ1 123.45 đỗ trước cổng", "xe [BIỂN SỐ] đỗ trước cổng"),
        ("ngụ tại số 45/2 buôn Tơng Jú", "ngụ tại số [SỐ NHÀ] buôn Tơng Jú"),
        ("Đ/c: 17 Trần Phú, phường 2", "Đ/c: [SỐ NHÀ] Trần Phú, phường 2"),
    ],
)
def test_what_is_hidden(text: str, masked: str) -> None:
    assert Mask("s").text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "nhà tôi không có một hai ba gì cả, nói năm sáu bảy tám lần rồi",
        "hotline 19001234 và tel: 1900 1234 không ai nghe",
        "xem trang facebook.com/ubndxatanlap và facebook.com/groups/tanlap",
        "đưa lên facebook. Thôn tôi có zalo: 2 nhóm",
        "công ty có MST 0312345678, nộp vào tài khoản 500000 đồng",
        "làm đc 3 đường rồi, ngụ cư lâu năm",
        "mã đơn C1234567 nộp từ tháng 3, khách hàng KH0912345678",
        "mã số0312345678, vật tư 0912345678A, nợ 0901234567đồng",
        "giai đoạn 2021 – 2025, từ ngày 01/3 – 30/4/2026",
    ],
)
def test_what_stays(text: str) -> None:
    assert Mask("s").text(text) == text


def test_a_table_of_addresses_and_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    from nlp import read_opinions

    path = tmp_path_factory.mktemp("a") / "a.csv"
    path.write_text(
        "Họ tên,Địa chỉ,Link FB,Số TK,Nội dung\n"
        'Hoa,"Số 8, tổ 5",hoa.ngo,711A12345678,Rác ở chợ bốc mùi hôi thối lắm.\n'
        "Sen,Thôn 5,,,Đèn đường ngõ ngoài hỏng cả tháng nay.\n",
        "utf-8",
    )
    frame = read_opinions(path, mask=Mask("s"))
    assert list(frame["place"]) == ["Số [SỐ NHÀ], tổ 5", "Thôn 5"]
    assert frame["Link FB"][0] == "[MẠNG XÃ HỘI]" and frame["Số TK"][0] == "[STK]"
