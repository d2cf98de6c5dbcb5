"""Lines of a form that say who asks, from where and when ("Người hỏi: ... | 02/06/2026")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.reading.dates import find_day
from nlp.reading.entries import label_role
from nlp.reading.lines import Line
from nlp.reading.person_names import is_name, person_length
from nlp.reading.rules import begins_with, fold, load_rules

_SPEAKER_LABEL = re.compile(
    r"^(?:nguoi (?:gui|goi|den|hoi|noi|tra loi|phan anh|kien nghi|viet|trinh bay|neu)"
    r"|ai (?:goi|noi|hoi|gui)|ho (?:va )?ten|cong dan|from|nguoi dan|ben (?:goi|hoi))\b"
    # but not "Tên đường", "Tên dự án"
    r"|^ten(?:$|\s*\(|\s(?:nguoi|cong dan|cu tri|chu ho|phu huynh|khach|toi|ong|ba|goi)\b)"
)
# "Công dân đề nghị: ...": a name may stand behind it, or what is asked for.
_SAYS = re.compile(
    r"^(?:cong dan|nguoi dan)\s+(?:hoi|noi|phan anh|kien nghi|de nghi|de xuat|yeu cau|khieu nai)\b"
)
_PLACE_LABEL = re.compile(r"^(?:o|o dau|noi o|cho o|dia chi|tru tai|thuong tru|que|ngu)$")
# "Lượt 01 (7g40)  Người đến: ...": the number of the entry before its first field.
_ENTRY = re.compile(
    r"^(?:lượt|phiếu|đơn|thư|ca|hồ sơ|số|stt)\s{0,3}(?:số|thứ)?\s{0,3}\d{1,5}\s{0,3}"
    r"(?:\([^()]{1,30}\))?[\s:.,|–-]{0,5}(?=[^\W\d])",
    re.IGNORECASE,
)
_ENTRY_HEAD = re.compile(r"\W*(?:lượt|phiếu|đơn)\s(?:số\s|thứ\s)?\d{1,5}\b", re.IGNORECASE)
_ENTRY_WORDS = 8
# "Đoàn 12 hộ (người trình bày: Lê Văn Đẳng)"
_IN_BRACKETS = re.compile(
    r"\((?:người )?(?:trình bày|phát biểu)\s*:\s*([^():]{3,60})\)\s*$", re.IGNORECASE
)
# The label of another field further on in the line: "... phường A    Ngày gửi: 02/01/2026".
_NEXT_LABEL = re.compile(
    r"(?<![\s,;|–-])[\s,;|–-]{1,40}(?:(?:ngày|thời gian|thời điểm|giờ|lúc)"
    r"(?:\s+(?:gửi|hỏi|đăng|nhận|tạo|tiếp nhận|phản ánh|kiến nghị))?"
    r"|(?:gửi|hỏi|đăng)(?:\s+(?:ngày|lúc))?|lĩnh vực|chuyên mục|chủ đề"
    r"|điện thoại|sđt|e-?mail|mã\s+\w+)\s*:\s*",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:ngay|thoi gian|thoi diem|gio|luc|gui|hoi|dang)\b")
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_CLOCK = r"(?:[\s,-]{0,9}\d{1,2}\s{0,3}[:hg]\s{0,3}\d{0,2}(?::\d\d)?)?"
# A field of its own at the end: "... | 02/06/2026", "... (10/3/2026 08:15)".
_LAST_FIELD = re.compile(
    rf"(?:[|·;(]|\s[-–—])\s{{0,9}}(?:ngày\s+)?{_CLOCK}[\s,-]{{0,9}}(?P<day>{_DAY}){_CLOCK}"
    r"\s{0,9}\)?\s{0,9}$",
    re.IGNORECASE,
)


def labelled_field(line: Line) -> tuple[str, str] | None:
    """Return what a line of a form says of whoever speaks: ``"speaker"`` or ``"place"``, its words.

    Parameters
    ----------
    line : Line
    """
    if entry := _ENTRY.match(line.text):
        line = replace(line, body=line.text[entry.end() :])
    before, colon, after = line.body.partition(":")
    folded = fold(before)
    if _SAYS.match(folded) and not _is_called(after.split()):
        return None
    role = label_role(line)
    if role is not None and role[0] in ("speaker", "place"):
        return role[0], _before_next(role[1])
    if inside := _IN_BRACKETS.search(line.body):
        return "speaker", inside[1].strip()
    if not colon or not after.strip() or len(folded.split()) > 5:
        return None
    if _SPEAKER_LABEL.match(folded):
        return "speaker", _before_next(after.strip())
    return ("place", _before_next(after.strip())) if _PLACE_LABEL.match(folded) else None


def heads_entry(line: Line) -> bool:
    """Tell whether a line is no more than the number of an entry of a book ("Lượt số 70 - ...").

    Parameters
    ----------
    line : Line
    """
    short = len(line.text.split()) <= _ENTRY_WORDS and ":" not in line.text
    return short and _ENTRY_HEAD.match(line.text) is not None


def asked_day(line: Line) -> date | None:
    """Return the day on which somebody asks, from the line of a form that says who.

    Parameters
    ----------
    line : Line

    Returns
    -------
    date or None
        None where the line says nothing of whoever asks, or not when; the day on which he was
        born is none.
    """
    found = labelled_field(line)
    if found is None:
        return None
    value = line.body.partition(":")[2]
    if (label := _NEXT_LABEL.search(value)) and _WHEN.search(fold(label[0])):
        return find_day(value[label.end() :][:20])
    last = _LAST_FIELD.search(value)
    return find_day(last["day"]) if last else None


def is_answer_head(text: str) -> bool:
    """Tell whether a line is only the head of an answer ("Trả lời (Sở Tư pháp, 05/06/2026):").

    Parameters
    ----------
    text : str
    """
    folded = fold(text)
    return text.rstrip().endswith(":") and begins_with(folded, load_rules().answers) is not None


def _is_called(words: list[str]) -> bool:
    return person_length(words) > 0 or all(map(is_name, words[:2]))


def _before_next(value: str) -> str:
    label = _NEXT_LABEL.search(value)
    return value[: label.start()].rstrip(" ,;|–-") if label else value
