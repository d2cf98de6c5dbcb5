"""Lines that say of which day the tables below them are ("Buổi tiếp ngày 15/10/2025")."""

from __future__ import annotations

import re
from datetime import date

from nlp.reading.dates import find_day, find_year

_SESSION = re.compile(
    r"\W*(?:(?:[IVX]{1,5}|\d{1,2}|[A-Z])[.)]\s*)?"
    r"(?:(?:tại |trong )?(?:buổi|phiên|đợt|kỳ|cuộc|lần|hội nghị|tiếp xúc|đối thoại|họp)\b"
    r"[^.:;\d]{0,60}\s)?(?:(?:sáng|chiều|thứ \w+),?\s+)?ngày\s*\d",
    re.IGNORECASE,
)
_WORDS = 25
# The day of a letter, of a deadline or of a count is none of what stands below.
_OF_OTHER = re.compile(
    r"\b(?:công văn|cv|văn bản|vb|nghị quyết|quyết định|báo cáo|kế hoạch|thông báo|tờ trình|chỉ thị"
    r"|luật|nghị định|thông tư|pháp lệnh|kết luận|hợp đồng|thiệt hại|bão|lũ|sự cố|vụ"
    r"|số liệu|cập nhật|tính đến|trước|hạn|đến|kể từ)\b",
    re.IGNORECASE,
)
# "THÁNG 6 NĂM 2025", "II. Quý I/2026"; "Kế hoạch năm 2026" is a matter, and no time.
_PERIOD = re.compile(
    r"\W*+(?:(?:[ivx]+|[a-zđ]|\d{1,2})[.)]\s*)?(?:sổ|phần|các)?\s*"
    r"(?:tháng|quý|năm|tuần|ngày|đợt|kỳ|6 tháng|thứ)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:(?:trong|khoảng|đầu|giữa|cuối|hết)\s+){0,2}(?:(?:tháng|quý|th|t)[\s.]*(?:\d{1,2}|[ivx]{1,4})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)\d{4})?|\d{1,2}\s?[/.-]\s?\d{4})",
    re.IGNORECASE,
)
# Titles cite these, of whatever day they are.
_CITED = re.compile(
    r"\b(?:căn cứ|luật|pháp lệnh|nghị quyết|nghị định|thông tư|quyết định|kết luận|chỉ thị)\b",
    re.IGNORECASE,
)
# "Mở sổ 02/6/2025", "mở ngày 02/01/2024": the first day of a book.
_OPENED = re.compile(
    r"\bmở\s+(?:(?:sổ|quyển)\s*)?(?:từ\s+)?(?:ngày\s*)?(?::\s*)*"
    r"(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4})",
    re.IGNORECASE,
)


def session_day(line: str) -> date | None:
    """Return the day of what stands below a line, None where it is no such heading.

    Parameters
    ----------
    line : str
    """
    heads = len(line.split()) <= _WORDS and _SESSION.match(line)
    return find_day(line) if heads else None


def section_day(heading: str) -> date | None:
    """Return the day of the rows below a heading in a table, None where it tells none.

    Parameters
    ----------
    heading : str
        Such as ``"XÃ TRÀ CÚ – sáng Chủ nhật 12/4/2026"``.
    """
    return None if _OF_OTHER.search(heading) else find_day(heading)


def title_day(title: str) -> date | None:
    """Return the day of a list by its title, None where it tells none or that of a law.

    Parameters
    ----------
    title : str
    """
    return None if _CITED.search(title) else find_day(title)


def is_month(cell: str) -> bool:
    """Tell whether the cell of a day tells a month and no day ("đầu tháng 3/2026", "02/2026").

    Parameters
    ----------
    cell : str
    """
    return _MONTH.fullmatch(cell.strip()) is not None


def section_year(heading: str) -> int | None:
    """Return the year of the rows below a heading that is a time, None where it is another.

    Parameters
    ----------
    heading : str
        Such as ``"THÁNG 6 NĂM 2025"``.
    """
    return find_year(heading) if _PERIOD.match(heading) else None


def opening_day(line: str) -> date | None:
    """Return the day on which a book was opened, None where a line does not say it.

    Parameters
    ----------
    line : str
        Such as ``"Quyển 02. Mở sổ 02/6/2025 tại Ban Tiếp công dân"``.
    """
    found = _OPENED.search(line)
    return find_day(line[found.end() :][:12]) if found else None
