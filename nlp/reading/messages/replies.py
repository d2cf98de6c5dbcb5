"""What in the messages of an office is no answer: asking back, noting, greeting, news to all."""

from __future__ import annotations

import re

from nlp.reading.messages.words import is_attachment, is_filler

_ASKS_BACK = re.compile(
    r"\b(?:cần|muốn) (?:được )?(?:phản ánh|hỗ trợ|giúp|hỏi|tư vấn|góp ý)\b"
    r"|\b(?:giúp|hỗ trợ) (?:được )?gì\b"
    r"|\b(?:cho|gửi|nhắn|để lại|cung cấp|bổ sung|ghi rõ|nói rõ)\b(?: \w+){0,5}"
    r" (?:địa chỉ|số điện thoại|sđt|số nhà|hình ảnh|ảnh chụp|thông tin|họ tên|nội dung|mã hồ sơ)\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"\bcho (?:\w+ ){1,3}xin (?:số|tên|họ|địa chỉ|ngày|giờ|vị trí|ảnh|hình|thông tin)\b",
    re.IGNORECASE,
)
_THIN = re.compile(
    r"\b(?:ghi nhận|đã nhận|nhận được|tiếp nhận|chuyển|xin nhận|cảm ơn|cám ơn"
    r"|(?:phản hồi|trả lời|liên hệ) (?:lại )?(?:\w+ ){0,3}(?:sau|sớm))\b",
    re.IGNORECASE,
)
# What was or will be done, and when; "mai" is tomorrow, and "Mai" a name.
_TELLS = re.compile(
    r"\d[/:h]\d|\d{1,2}h\b|(?-i:\bmai\b)|\bthứ (?:hai|ba|tư|năm|sáu|bảy|\d)\b"
    r"|\b(?:ngày|tuần|tháng|sáng|chiều|hôm|khảo sát|kiểm tra|xác minh|sửa|xuống|yêu cầu"
    r"|lập biên bản|xử phạt|xử lý|nhắc nhở|bố trí|lịch|trước|trong vòng|dự kiến|sẽ báo|cập nhật"
    r"|lắp|phải|mang|không có|chưa có|đã có)\b",
    re.IGNORECASE,
)
_THIN_WORDS = 30
_NOTICE = re.compile(
    r"^\W*(?:thông báo|thông tin tới|kính gửi bà con|kính thưa|cập nhật tình hình)\b", re.IGNORECASE
)
_TO_ALL = re.compile(
    r"\b(?:bà con|cả nhà|mọi người|quý cư dân|quý khách hàng|cả nhóm)\b", re.IGNORECASE
)
_WRITE_HERE = re.compile(
    r"\b(?:nhắn|viết|ghi|gửi|gởi|để lại|bình luận|góp ý|nói)\b(?: \w+){0,3} "
    r"(?:ở đây|vào đây|vô đây|tại đây|dưới đây|bên dưới|vào nhóm|trong nhóm|riêng)\b",
    re.IGNORECASE,
)
_REMINDS = re.compile(
    r"^\W*(?:dạ\s+)?(?:xin\s+)?(?:nhắc|kính báo|báo|mời)\b"
    r"|\b(?:bà con|cả nhà|mọi người)(?: \w+){0,2} (?:nhớ|cố gắng|tham gia|có mặt|ngủ)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\bchốt (?:danh sách|(?:lại )?\d+|sổ)\b|\b(?:tổng hợp|gom|ghi) (?:hết|lại|tuần này|xong)\b"
    r"|\b(?:các|những) (?:ý|ý kiến|việc) (?:còn lại|chưa trả lời)\b.{0,40}\b(?:tổng hợp|gửi|gởi)\b",
    re.IGNORECASE,
)
# As accounts greet by themselves; people who answer do so as well, and tell what was done.
_GREETS = re.compile(
    r"\bchào mừng\b|\b(?:cảm|cám) ơn (?:(?:quý )?\S+ ){0,2}đã (?:nhắn tin|liên hệ|quan tâm)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:sửa|thay|tháo|lắp|khảo sát|kiểm tra|xác minh|xuống|lập biên bản|xử phạt|xử lý|nhắc nhở"
    r"|bố trí|nạo vét|thi công|bổ sung|thiếu|mang|nộp|hồ sơ (?:của|đã))\b",
    re.IGNORECASE,
)
# With a menu or hours of work.
_WELCOME = re.compile(
    r"\b(?:bấm|nhấn|soạn|chọn) (?:phím |số )?\d\b.{0,80}\b\d (?:để|nếu|gặp)\b"
    r"|\b(?:phản hồi|trả lời) trong giờ (?:hành chính|làm việc)\b",
    re.IGNORECASE,
)


def speaks_to_all(text: str) -> bool:
    """Tell whether what an office writes is to everybody ("bà con nhớ đi đông đủ").

    Parameters
    ----------
    text : str
    """
    return _TO_ALL.search(text) is not None


def calls_all(text: str) -> bool:
    """Tell whether who manages a group asks all in it to write what they have to say.

    Parameters
    ----------
    text : str
        Such as ``"Bà con ơi tối mai phường đối thoại, ai bận thì nhắn ở đây"``.
    """
    return speaks_to_all(text) and _WRITE_HERE.search(text) is not None


def reminds_all(text: str) -> bool:
    """Tell whether what an office writes reminds everybody of something, or closes the round.

    Parameters
    ----------
    text : str
        A whole message, such as ``"Nhắc bà con 8h sáng CN dọn vệ sinh hẻm"``.
    """
    if "@" in text:
        return False
    return _CLOSES.search(text) is not None or (
        speaks_to_all(text) and (_REMINDS.search(text) or _NOTICE.match(text)) is not None
    )


def asks_back(text: str) -> bool:
    """Tell whether what an office writes asks for what it needs to know.

    Parameters
    ----------
    text : str
    """
    short = len(text.split()) <= _THIN_WORDS
    if short and _ASKS_FOR.search(text):
        return True
    return short and _ASKS_BACK.search(text) is not None and not _TELLS.search(text)


def is_welcome(text: str) -> bool:
    """Tell whether an account writes by itself: it greets, shows a menu or says when it answers.

    Parameters
    ----------
    text : str
    """
    greets = _GREETS.search(text) is not None and not _DONE.search(text)
    return greets or _WELCOME.search(text) is not None


def answers_nothing(text: str) -> bool:
    """Tell whether what an office writes greets, thanks, puts off or notes, and tells nothing.

    Parameters
    ----------
    text : str
    """
    if is_filler(text) or is_attachment(text) or asks_back(text):
        return True
    if _NOTICE.match(text) or is_welcome(text):
        return True
    short = len(text.split()) <= _THIN_WORDS
    return short and _THIN.search(text) is not None and not _TELLS.search(text)
