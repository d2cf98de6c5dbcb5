"""Where a petition stands, as offices write it."""

from __future__ import annotations

import pytest

from nlp.hotspots.report.status import classify_status, is_status_heading


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Đã giải quyết", "resolved"),
        ("ĐÃ XỬ LÝ XONG ngày 5/9", "resolved"),
        ("da tra loi", "resolved"),
        ("Đóng phiếu", "resolved"),
        ("Đang xử lý", "in_progress"),
        ("Đã xử lý một phần, đang chờ kinh phí", "in_progress"),
        ("Đã chuyển Sở Y tế", "in_progress"),
        ("Chờ phản hồi", "in_progress"),
        ("Chưa trả lời", "open"),
        ("Chưa giải quyết xong", "open"),
        ("Quá hạn 12 ngày", "open"),
        ("Đã giải quyết quá hạn", "resolved"),
        ("Đã trả lời cho công dân", "resolved"),
        ("da tra loi cho cong dan", "resolved"),
        ("Đã giải quyết: Đảng ủy xã cho sửa cổng chùa", "resolved"),
        ("Dự kiến hoàn thành quý IV/2026", "in_progress"),
        ("Sẽ giải quyết xong trước 30/12", "in_progress"),
        ("Đã được giải quyết", "resolved"),
        ("Đã có văn bản trả lời số 12", "resolved"),
        ("da hoan tat", "resolved"),
        ("Không hoàn thành", "open"),
        ("Đã thụ lý", "in_progress"),
        ("chua tra loi", "open"),
        ("dang cho phan hoi", "in_progress"),
        ("Unresolved", "open"),
        ("Closed", "resolved"),
        ("Rồi", "resolved"),
        ("Đã chuyển rồi", "in_progress"),
        ("Chưa rồi", "open"),
        ("Lưu hồ sơ", "unknown"),
        ("x", "unknown"),
        ("  ", ""),
    ],
)
def test_a_status_is_told_by_its_words(text: str, stands: str) -> None:
    assert classify_status(text) == stands


def test_headings_of_the_status_column() -> None:
    assert all(map(is_status_heading, ("Tình trạng", "TRẠNG THÁI", "Kết quả giải quyết", "status")))
    assert not any(map(is_status_heading, ("Nội dung", "Kênh", "Đơn vị giải quyết", "")))
