"""Rows of hotlines and applications that say nothing new: they add pictures to another one."""

from __future__ import annotations

import re

_WORDS = 20
# Time would grow with the cube of a number's length.
_CHARS = 300
_CLAUSE = re.compile(r"[.,;:!?\n–—]+")
_ME = r"(?:(?:tôi|tui|em|mình|con|cháu|người dân|công dân|dạ|vâng)\s+)*(?:xin\s+)?"
_BEFORE = r"(?:trước(?: đó)?|ở trên|lần trước|hôm trước|hôm qua|(?:mã|số)\s*\S*\d\S*|\S*\d{3,}\S*)"
_FORM = r"(?:phiếu|phản ánh|đơn|tin|tin nhắn|nội dung|cuộc gọi|yêu cầu|hồ sơ)"
_ABOVE = (
    r"(?:\s+(?:ở|tại))?\s+(?:(?:(?:câu|ý|mục|phần|dòng|cột)\s+)?trên"
    r"|(?:câu|ý|mục|phần|dòng|cột)\s+(?:trước|\d{1,2}))"
)
# "Nội dung như phiếu trước", "trùng với phản ánh PA-2031"
_SAME = re.compile(
    rf"^{_ME}(?:(?:nội dung|phản ánh|phiếu này|tin này)\s+)?(?:vẫn\s+)?(?:như|giống|trùng)"
    rf"(?:\s+với)?\s+(?:{_FORM}\s+)+{_BEFORE}$"
    # "Phiếu trùng", "như trên", "giống câu 2", "đã nêu ở trên"
    r"|^(?:phiếu|phản ánh|tin|tin nhắn|cuộc gọi)\s+(?:bị\s+)?trùng(?:\s+(?:lặp|lắp|nội dung))*$"
    r"|^(?:nt|n/t)$"
    rf"|^{_ME}(?:nội dung\s+)?(?:như|giống|xem)(?:\s+đã\s+(?:nêu|nói|ghi|trình bày))?{_ABOVE}$"
    rf"|^{_ME}(?:đã|như đã)\s+(?:nêu|nói|ghi|trình bày|góp ý|phản ánh){_ABOVE}$"
    rf"|^{_ME}đã\s+(?:nêu|nói|ghi|phản ánh)\s+(?:ở|trong|tại)\s+(?:{_FORM}\s+)+{_BEFORE}$",
    re.IGNORECASE,
)
# "em gửi thêm ảnh", "bổ sung video cho phản ánh trước"
_ADDS = re.compile(
    rf"^{_ME}(?:gửi|gởi|bổ sung|đính kèm|kèm|up|thêm)(?:\s+(?:thêm|lại|bổ sung|kèm|theo|mấy|\d+))*"
    r"\s+(?:hình ảnh|hình|ảnh|clip|video|file|tệp|vị trí)(?:\s+(?:chụp|hiện trường|minh họa|rõ hơn"
    rf"|nhé|nha|ạ))*(?:\s+(?:cho|của|vào)\s+(?:{_FORM}\s+)+{_BEFORE})?$",
    re.IGNORECASE,
)


def adds_nothing(text: str) -> bool:
    """Tell whether a row only refers to another one, or adds pictures to it.

    Parameters
    ----------
    text : str
        Such as ``"Nội dung như phiếu trước, em gửi thêm ảnh."`` or ``"Như trên"``. Where anything
        else is said, it is an opinion.
    """
    if len(text) > _CHARS or len(text.split()) > _WORDS or "?" in text:
        return False
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]
    return bool(clauses) and all(_SAME.match(one) or _ADDS.match(one) for one in clauses)
