"""Which lines of a document are its own: its form, headings, remarks on a meeting, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.lines import PART_MARKS, Line
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.rules import any_of, begins_with, fold, load_rules

SHORT = 120
_TIME = re.compile(r"\d\s*(?:giờ|h\b|h\d|:\s*\d\d)|ngày\s+\d|\d/\d", re.IGNORECASE)
_DAY = re.compile(r"^(?:ngày\s+)?\d[\d/.-]*(?:\s+tháng\s+\d+)?(?:\s+năm\s+\d+)?$", re.IGNORECASE)
_DAY_MONTH = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?![/.\d])", re.IGNORECASE)
_ENDS = ".!?…;"
# These begin sentences too, and are of the form only where they say when.
_SAY_WHEN = ("hom nay", "vao hoi")
_MEETINGS = (
    *("hop", "cuoc hop", "buoi hop", "hoi nghi", "buoi", "tiep xuc", "doi thoai", "sinh hoat"),
    *("bien ban", "so tay", "ghi chep", "tiep dan"),
)
_MEETING = re.compile(r"\b(?:hop|tiep dan|tiep xuc|doi thoai|sinh hoat|hoi nghi)\b")
# "Hợp tác xã", "trường hợp", "hộp thư": without their marks they look like "họp".
_NO_MEETING = re.compile(r"\b(?:hợp|hộp)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:biên bản|báo cáo)"
    r"(?:\s+(?:hội nghị|họp|cuộc họp|tiếp xúc|đối thoại|buổi|tổng hợp|kết quả)\b|$)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:co|tong|tong so|tong cong|tat ca|cong|so)?\s*:?\s*\d+(?:/\d+)?\s+"
    r"(?:luot|y kien|phieu|kien nghi|cau hoi|don thu)\b"
)
_PRESENT = re.compile(
    r"^(?:co |du )?\d+(?:/\d+)?\s+(?:nguoi|ho|cu tri|dai bieu|dong chi|dc|vi|luot nguoi)\b"
)
# "Có 12 hộ chưa có điện" is an opinion.
_ONLY_PRESENT = re.compile(
    r"\W*(?:$|(?:den )?du(?: hop)?\s*(?:$|[,;.(])|(?:co mat|tham du|tham gia|co danh sach|kem"
    r"|theo danh sach|trong do|dai dien cho|tren tong)\b)"
)
_FOLLOWS = re.compile(
    r"\b(?:y kien|kien nghi|phan anh|van de|noi dung)\b.*\b(?:nhu sau|sau day|sau|cu the)\s*:$"
)


def has_form(lines: Sequence[Line]) -> bool:
    """Tell whether a document has the head that offices set over minutes and reports."""
    for line in lines[:8]:
        word = begins_with(fold(line.text), load_rules().forms[:9])
        capitals = line.text.isupper() and len(line.text) <= SHORT
        # Citizens write of minutes and reports too; there the word is no title in capitals.
        if word in ("bien ban", "bao cao") and not (
            capitals or line.heading or _is_title(line.text)
        ):
            continue
        if word and (capitals or (len(line.text) <= SHORT and line.text[-1] not in _ENDS)):
            return True
    return False


def _is_title(text: str) -> bool:
    if " ".join(text.split()[:2]).isupper():
        return True
    return _TITLE.match(text) is not None and text[-1] not in _ENDS


def part_of(text: str) -> str | None:
    """Tell what a part of a document holds by how its heading begins.

    Parameters
    ----------
    text : str
        Without its number.

    Returns
    -------
    str or None
        A key of `Rules.parts`.
    """
    folded = re.sub(r"^(?:phan|muc|cac)\s+(?!y kien|tra loi)", "", fold(text))
    fits = [
        (len(word), kind)
        for kind, words in load_rules().parts.items()
        if (word := begins_with(folded, words))
    ]
    return max(fits)[1] if fits else None


def label_of(text: str) -> str | None:
    """Return what a line "Label: text" holds, a key of `Rules.parts`, or None."""
    before, colon, after = text.partition(":")
    if not colon or not after.strip() or len(before.split()) > 6:
        return None
    return part_of(before)


def announces_opinions(text: str) -> bool:
    """Tell whether a line says that opinions follow ("... có một số ý kiến như sau:")."""
    return text.endswith(":") and bool(_FOLLOWS.search(fold(text)))


def is_form_line(text: str, *, begun: bool) -> bool:
    """Tell whether a line belongs to the form of a document.

    Parameters
    ----------
    text : str
    begun : bool
        An opinion stands above it already.
    """
    folded = fold(text)
    word = begins_with(folded, load_rules().forms)
    if word is None:
        return False
    if word in _SAY_WHEN:
        return bool(_TIME.search(text))
    words = len(text.split())
    if text.isupper() or (word == "kinh gui" and words <= 10):
        return len(text) <= SHORT
    return len(text) <= SHORT and text[-1] not in _ENDS and (not begun or words <= 4)


def is_capital_heading(text: str, *, begun: bool) -> bool:
    """Tell whether a line in capitals is a heading, and not somebody who shouts."""
    if not text.isupper() or len(text) > SHORT:
        return False
    rules = load_rules()
    words = rules.forms + rules.answers + rules.officials
    place = begins_with(fold(text), tuple(map(fold, rules.places))) and len(text.split()) <= 4
    return not begun or bool(part_of(text) or begins_with(fold(text), words) or place)


def is_part_heading(line: Line) -> bool:
    """Tell whether a line with the mark of a part (``II.``, ``A.``) is a heading."""
    if line.mark not in PART_MARKS or len(line.body) > SHORT:
        return False
    return line.body.isupper() or line.body[-1] not in _ENDS or part_of(line.body) is not None


def meeting_date(line: Line, last: date | None) -> date | None:
    """Return the date in the heading of a meeting above a group of notes, None if it is none.

    "Họp thôn Nội, xã Tam Đa, ngày 12/3/2026"; "15/8 họp nhanh" takes the year of the one before.

    Parameters
    ----------
    line : Line
    last : date or None
        Of the meeting before.
    """
    text = line.text
    if len(text) > SHORT or line.item or text[-1:] in _ENDS:
        return None
    found = find_date(text)
    folded = fold(_NO_MEETING.sub("", text))
    if found is not None:
        parts = [part.strip() for part in text.split(",")]
        bare = all(_DAY.match(part) or find_place(part) == part for part in parts)
        dated = re.match(r"(?:ngay\s+)?\d{1,2}\s*[/.-]", folded) and _MEETING.search(folded)
        heads = line.heading or dated or begins_with(folded, _MEETINGS)
        return found if bare or heads else None
    match = _DAY_MONTH.match(text)
    if match and last is not None and _MEETING.search(folded):
        try:
            return date(last.year, int(match[2]), int(match[1]))
        except ValueError:
            return None
    return None


def remark_kind(line: Line) -> str | None:
    """Tell what a short line says of the meeting: ``"total"``, ``"attendance"``, ``"form"``."""
    text, folded = line.text, fold(line.text)
    if line.item or len(text) > 2 * SHORT:
        return None
    words = len(text.split())
    if _TOTAL.match(folded) and words <= 14:
        return "total"
    if begins_with(folded, load_rules().remarks):
        return "form"
    if len(text) <= SHORT and folded.startswith(("co mat", "vang mat")):
        return "attendance"
    return "attendance" if _PRESENT.match(folded) and words <= 3 else None


def tells_presence(text: str) -> bool:
    """Tell whether a text only says how many were there ("86 người, có danh sách kèm theo")."""
    folded = fold(text)
    present = _PRESENT.match(folded)
    if present is None or len(text.split()) > 12:
        return False
    return _ONLY_PRESENT.match(folded, present.end()) is not None


def is_signature(line: Line, *, form: bool, closing: bool) -> bool:
    """Tell whether a line is where somebody signs.

    Parameters
    ----------
    line : Line
    form : bool
        The document has the form of an office.
    closing : bool
        Its conclusion stands above.
    """
    text = line.text
    receivers = fold(text).startswith("noi nhan")
    if line.item or (not receivers and (len(text.split()) > 10 or text[-1] in ".;!?")):
        return False
    word = begins_with(fold(text), load_rules().parts["signature"])
    if word is None:
        return False
    if word == "noi nhan":
        return True
    if text.isupper() or closing:
        return True
    after = text.partition(":")[2]
    short = len(after.split()) <= 6 and (not after or any(w[:1].isupper() for w in after.split()))
    return short and (":" in text or form)


def question_label(text: str) -> str | None:
    """Return what follows "Hỏi:" or "Câu hỏi 3:" at the beginning of a line, None without it."""
    words = any_of(load_rules().question_labels).pattern
    who = r"(?:\s*\(([^()]{2,80})\))?"
    match = re.match(rf"{words}(?:\s+(?:số\s+)?\d+)?{who}\s*:\s*(?=\S)", text, re.IGNORECASE)
    if match is None:
        return None
    return f"({match[1]}) {text[match.end() :]}" if match[1] else text[match.end() :]


def is_answer(text: str, *, marked: bool) -> bool:
    """Tell whether a line opens an official's answer.

    Parameters
    ----------
    text : str
        Without its number.
    marked : bool
        It is a heading.
    """
    word = begins_with(fold(text), load_rules().answers)
    return word is not None and (":" in text[:160] or marked)


def answers_stand_apart(lines: Sequence[Line]) -> bool:
    """Tell whether answers have their own lines ("Trả lời: ..."), so that a bullet may be one."""
    words = load_rules().answers
    for line in lines:
        folded = fold(line.body)
        word = begins_with(folded, words)
        if word and (not line.item or folded[len(word) :].lstrip().startswith(":")):
            return True
    return False


def _deeper(above: str, below: str) -> bool:
    """Tell whether a mark is of a list inside the one of the mark above it."""
    order = ("number", "number 2", "number 3", "paren number", "letter", "bullet")

    def depth(mark: str) -> int:
        kind = "bullet" if mark.startswith(("bullet", "list")) else mark
        return order.index(kind) if kind in order else -1

    return 0 <= depth(above) < depth(below)


def is_group(line: Line, after: Line | None) -> bool:
    """Tell whether a short numbered line names what the items below it are about."""
    deeper = after is not None and after.item and _deeper(line.mark, after.mark)
    if deeper and len(line.body.split()) <= 12 and not asks(line.body):
        return line.body[-1] not in ".;!?,"
    if not line.mark.startswith(("number", "letter")) or line.body[-1] in ".;!?,":
        return False
    place = find_place(line.body)
    folded = fold(line.body)
    topic = folded.startswith(("linh vuc", "ve linh vuc", "nhom")) and len(folded.split()) <= 14
    about = folded.startswith("ve ") and len(folded.split()) <= 10 and not asks(line.body)
    return topic or about or bool(place and len(place) >= len(line.body) - 2)
