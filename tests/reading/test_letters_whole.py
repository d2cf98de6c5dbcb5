"""Letters are read as such: who writes, from where, and what of it is asked for."""

from __future__ import annotations

from pathlib import Path

from nlp import read_opinions


def test_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(
        "ĐƠN ĐỀ NGHỊ\nKính gửi: UBND xã Tam Đa\n"
        "Tôi tên là: Hoàng Văn Lực, sinh năm 1970\nĐịa chỉ: thôn Đoài, xã Tam Đa\n"
        "Nay tôi làm đơn này xin trình bày như sau:\n"
        "Ao sau nhà tôi bị lấp, mưa là nước dồn vào bếp.\n"
        "Tôi đề nghị xã cho khơi lại cống.\n"
        "Tôi xin chân thành cảm ơn!\nTam Đa, ngày 3 tháng 4 năm 2026\nNgười làm đơn\n"
        "Hoàng Văn Lực\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == [
        "Ao sau nhà tôi bị lấp, mưa là nước dồn vào bếp. Tôi đề nghị xã cho khơi lại cống."
    ]
    assert frame["speaker"].tolist() == ["Hoàng Văn Lực"]
    assert frame["place"].tolist() == ["thôn Đoài, xã Tam Đa"]
    assert frame["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-03"]


def test_a_short_letter_of_several(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(
        "Kính gửi bác chủ tịch phường\n"
        "Chúng cháu là học sinh lớp 7C trường Quang Trung, phường Hòa Lợi, tỉnh Tây Ninh.\n"
        "Đường tới trường ngập sau mỗi trận mưa, đề nghị phường cho nạo vét cống.\n"
        "Chúng cháu xin cảm ơn bác ạ.\nHòa Lợi, ngày 3 tháng 4 năm 2026\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["speaker"].tolist() == ["học sinh lớp 7C trường Quang Trung"]
    assert frame["place"].tolist() == ["phường Hòa Lợi, tỉnh Tây Ninh"]
    assert frame["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-03"]


def test_a_letter_without_marks_is_no_list_of_opinions(tmp_path: Path) -> None:
    matters = [
        "Cái đập Bàu Sen có tổ mối to bằng cái thúng, nước rỉ ra chân đập, con trâu lội qua là "
        "thụt. Tôi xin các bác cho người về khoan phụt trước mùa lụt.",
        "Cái sân vận động của xã cho người ta thuê phơi ván bóc, trẻ con ra đường nhựa đá bóng. "
        "Tôi đề nghị trả lại sân cho con nít.",
        "Nghĩa địa chật lắm rồi, nhà nghèo không còn chỗ chôn. Đề nghị xã mở thêm đất.",
    ]
    around = [
        "Mỹ Sơn, ngày 18 tháng 5 năm 2024",
        "Kính thưa bác Chủ tịch xã và các bác lãnh đạo,",
        "Tôi là Trần Đình Đại, năm nay tám mươi ba tuổi, ở xóm 7, xã Mỹ Sơn.",
    ]
    below = ["Thư dài quá rồi, chúc các bác mạnh khỏe.", "Kính thư,", "Trần Đình Đại"]
    filler = [f"Đường xóm {i} trơn lắm, mưa là ngã, xin xã đổ cát cho bà con đi." for i in range(6)]
    path = tmp_path / "thu.txt"
    path.write_text("\n\n".join([*around, *matters, *filler, *below]), encoding="utf-8")
    texts = read_opinions(path)["text"]
    assert not texts.str.contains("Kính thư|Mỹ Sơn, ngày|tám mươi ba").any()
    assert all(any(matter[5:60] in text for text in texts) for matter in matters)
