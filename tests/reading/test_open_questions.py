"""Surveys: several columns of what people say, and cells in which they say nothing."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from nlp import read_opinions
from nlp.reading.files import read_chunks
from nlp.reading.rows import Block, InputFile
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.tables.unsaid import why_unsaid

WASTE = "Rác ở ngõ nhỏ để từ tối đến trưa hôm sau mới lấy, mùi hôi không chịu nổi."
SCHOOL = "Lớp 1 của con tôi 54 cháu một lớp, cần xây thêm trường."
PARKING = "Xe đỗ kín vỉa hè đường Trần Phú, người đi bộ phải xuống lòng đường."
TICKETS = "Vé gửi xe ở chợ ghi 3.000 đồng nhưng thu 10.000 đồng."
BENCHES = "Xin thêm ghế đá ở chỗ ngồi chờ bộ phận một cửa."
PUMPS = "Ngập ở gầm cầu chui mỗi khi mưa, nên đặt máy bơm."
FIRST = [WASTE, SCHOOL, "Tốt rồi", PARKING]
SECOND = ["Không", BENCHES, "ko", TICKETS]
ANSWERS = [
    "Đã giao công ty thu gom hai lần mỗi ngày.",
    "Trường đang xây thêm 12 phòng học.",
    "",
    "",
]
WHEN = ["16/04/2026", "17/04/2026", "18/04/2026", "19/04/2026"]
WHO = ["Nguyễn Thị Hạnh", "Trần Văn Quý", "Lê Thị Hương", "Ngô Đăng Khoát"]
SAID = [WASTE, SCHOOL, BENCHES, PARKING, TICKETS]


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def blocks(path: Path) -> list[Block]:
    options = ReadOptions(keep_blocks=True)
    chunks = read_chunks(InputFile(path, path.name), options)
    return [block for chunk in chunks for block in chunk.blocks]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Điều chưa hài lòng", "Góp ý khác"),
        ("Câu 2. Vì sao ông/bà chưa hài lòng?", "Câu 3. Ông/bà mong muốn điều gì?"),
        ("Khó khăn hiện nay", "Đề xuất, kiến nghị"),
        ("Phản ánh", "Kiến nghị"),
        ("Người dân bức xúc điều gì nhất", "Theo ông/bà phường cần làm gì"),
        ("what_should_be_improved", "other_comments"),
    ],
)
def test_every_open_question_has_its_opinions(tmp_path: Path, first: str, second: str) -> None:
    head = ("Dấu thời gian", "Họ và tên", "Điểm", first, second, "Phường trả lời")
    path = book(tmp_path / "a.xlsx", head, *zip(WHEN, WHO, [3, 2, 5, 2], FIRST, SECOND, ANSWERS))
    frame = read_opinions(path)
    assert frame["text"].tolist() == SAID
    assert frame["speaker"].tolist() == [WHO[0], WHO[1], WHO[1], WHO[3], WHO[3]]
    assert frame["answer"].tolist() == [ANSWERS[0], ANSWERS[1], "", "", ""]
    assert frame["position"].is_unique and frame["id"].is_unique
    left = [block.text for block in blocks(path) if block.reason == "nothing_to_add"]
    assert left == ["Không", "Tốt rồi", "ko"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Ghi chú", ["gọi lại sau khi có lịch thu gom mới", "", "đã lưu hồ sơ ở văn phòng", ""]),
        ("Tóm tắt ý kiến", ["Rác để lâu ở ngõ nhỏ, mùi hôi", "Lớp 1 đông, cần xây trường", "", ""]),
        ("Ý kiến của UBND phường", ["", "", "", "Đã giao Công an phường xử lý xe đỗ vỉa hè."]),
        ("Đề xuất", ["Đề nghị công ty thu gom trước 7 giờ.", "Báo cáo Sở xây thêm phòng.", "", ""]),
        ("Lĩnh vực kiến nghị", ["Môi trường", "Giáo dục", "", "Đô thị"]),
        ("Đơn vị được góp ý", ["UBND phường", "Trường tiểu học", "", "Công an phường"]),
        ("Bối cảnh", ["Ngõ rộng 2 mét, xe rác lớn không vào được.", "Trường có 24 phòng.", "", ""]),
    ],
)
def test_other_columns_ask_nobody(tmp_path: Path, heading: str, cells: list[str]) -> None:
    head = ("TT", "Họ và tên", "Nội dung phản ánh", heading, "Trạng thái")
    rows = zip(range(1, 5), WHO, FIRST, cells, ["Mới", "Đã xử lý", "Mới", "Mới"])
    frame = read_opinions(book(tmp_path / "a.xlsx", head, *rows))
    assert frame["text"].tolist() == [WASTE, SCHOOL, PARKING]


def test_who_answers_the_second_question_alone(tmp_path: Path) -> None:
    head = ("Dấu thời gian", "Điều chưa hài lòng", "Góp ý khác")
    path = book(
        tmp_path / "a.xlsx", head, *zip(WHEN, [WASTE, "", "-", "Như trên"], [*SECOND[:3], PUMPS])
    )
    found = [(block.kind, block.text) for block in blocks(path)[1:]]
    assert found == [
        ("form", "Không"),
        ("opinion", WASTE),
        ("opinion", BENCHES),
        ("form", "ko"),
        ("form", "Như trên"),
        ("opinion", PUMPS),
    ]
    frame = read_opinions(path, text_column="Góp ý khác")
    assert frame["text"].tolist() == [BENCHES, PUMPS]
    assert frame["Điều chưa hài lòng"][1] == "Như trên"


def test_records_of_a_form(tmp_path: Path) -> None:
    keys = ("thoi_gian", "dieu_chua_hai_long", "gop_y_khac")
    records = [dict(zip(keys, row)) for row in zip(WHEN, FIRST, SECOND)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert read_opinions(path)["text"].tolist() == SAID


@pytest.mark.parametrize(
    "text",
    [
        "ko có ý kiến gì ạ",
        "Hiện tại không có",
        "Mọi thứ đều tốt",
        "Bình thường",
        "Miễn ý kiến",
        "như trên",
        "Đã nêu ở trên",
        "Phiếu trùng",
        "Cảm ơn phường đã mở khảo sát.",
        "Chúc phường ngày càng phát triển",
        "Cảm ơn, chúc phường ngày càng phát triển",
        "Gọi nhầm số, khách xin lỗi",
        "Khách hàng không nói, tự ngắt máy sau 12 giây",
        "Trẻ em gọi chơi",
    ],
)
def test_cells_that_say_nothing(text: str) -> None:
    assert why_unsaid(text, clerk=True)


@pytest.mark.parametrize(
    "text",
    [
        "Không tốt",
        "Không có nước",
        "Chưa ổn",
        "Bình thường không ai dọn, có đoàn về mới dọn",
        "Như trên, và đèn đường hỏng",
        "Trùng tên với người khác nên hồ sơ bị trả lại",
        "Cảm ơn phường đã xử lý xong đống rác nhưng hôm nay lại đổ tiếp",
        "Cảm ơn tổ cấp cứu 115 đã tới nhà tôi rất nhanh hôm mồng 9.",
        "Tốt nhất nên làm lại cống",
        "Trẻ em không có chỗ chơi",
        "Không ra gì",
        "Chưa hết",
        "Không có ý kiến, cảm ơn phường nhưng đèn ngõ 5 vẫn chưa sửa",
        "Chúc phường sớm sửa đường ngõ 5",
        "Chúc mừng đường 5 tỷ hỏng sau một tháng",
        "Cảm ơn phường sửa xong đường mới được hai ngày thì hỏng",
        "Như trước",
        "Hồ sơ bị trùng",
        "Máy không trả lời",
        "Nhầm số, hỏi cán bộ không ai sửa",
    ],
)
def test_short_opinions_say_something(text: str) -> None:
    assert why_unsaid(text, clerk=True) is None


def test_the_one_question_of_a_form_is_asked_of_people(tmp_path: Path) -> None:
    header = "Dấu thời gian\tHọ và tên\tBạn ở thôn nào?\tAnh/chị có góp ý gì cho UBND xã?"
    rows = (
        "03/04/2026 19:22:10\tVũ Thu Hà\tThôn Phú Mỹ\tBộ phận một cửa nên làm cả thứ bảy",
        "03/04/2026 20:01:45\tNguyễn Đình Toàn\tThôn Văn Phú\tKhông có",
        "05/04/2026 08:08:08\tBùi Quang Huy\tThôn Văn Phú\tWifi nhà văn hóa yếu quá",
    )
    (tmp_path / "a.tsv").write_text("\n".join([header, *rows]), encoding="utf-8")
    frame = read_opinions(tmp_path / "a.tsv")
    assert frame["text"].tolist() == [row.rpartition("\t")[2] for row in (rows[0], rows[2])]
    assert frame["place"].tolist() == ["Thôn Phú Mỹ", "Thôn Văn Phú"]
