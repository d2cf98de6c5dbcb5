"""What a line of a letter is, by its own words: address, head of a mail, writer, closing."""

from __future__ import annotations

import re

from nlp.reading.dates import find_date
from nlp.reading.lines import Line
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules

# Words of a line that addresses, and of the longest line of a signature.
_ADDRESS = 24
_SIGNED = 8
_ADDRESSES = re.compile(
    r"(?:kinh (?:gui|thua|chao|de)|than gui|gui|dear)\b.{0,4}|"
    # but not "Thư gửi đi cả tháng ..."
    r"(?:la )?(?:thu|don) gui:?(?= (?:ong|ba|anh|chi|bac|co|chu|cac|quy|lanh dao|dong chi|chu tich"
    r"|bi thu|ubnd|uy ban|chinh quyen)\b)|"
    r"(?:thua|chao)(?: (?:ong|ba|anh|chi|bac|co|chu|cac|quy|toan|lanh dao|dong chi|ban)\b)"
)
_MAIL = re.compile(
    r"(?:from|to|cc|bcc|date|sent|subject|tu|gui|den|nguoi gui|nguoi nhan|tieu de|chu de|ngay"
    r"|ngay gui)\s*:\s*\S"
)
_WISHES = re.compile(
    r"^(?:tôi |chúng tôi |em )?(?:rất |kính )?(?:mong|đề nghị) .{0,80}"
    r"(?:quan tâm|xem xét|giải quyết|giúp đỡ)"
    r"(?:,? (?:và )?(?:giải quyết|xem xét|giúp đỡ|trả lời))*\W*$",
    re.IGNORECASE,
)

_LOOKS_BACK = re.compile(
    r"(?:tat ca )?(?:cac|nhung|may) (?:viec|noi dung|y kien|kien nghi|van de|dieu)"
    r" (?:neu |noi )?tren\b|tren day la\b"
)
_ENCLOSED = re.compile(
    r"\W*(?:gui kem|(?:tai lieu |danh sach |ho so )?(?:gui )?kem theo|noi nhan)\b[^:]{0,30}:"
)
_THANKS = re.compile(r"\b(?:cam on|biet on)(?: [a-z]+){0,4}\W*$")


def is_address(text: str) -> bool:
    """Tell whether a line says whom a letter is to, or greets him.

    Parameters
    ----------
    text : str
    """
    return len(text.split()) <= _ADDRESS and _ADDRESSES.match(fold(text)) is not None


def is_mail_head(text: str) -> bool:
    """Tell whether a line is a field at the head of a mail ("Từ: ...").

    Parameters
    ----------
    text : str
    """
    return _MAIL.match(fold(text)) is not None


def introduces_writer(text: str) -> bool:
    """Tell whether a line introduces the writer ("Tôi tên là ...").

    Parameters
    ----------
    text : str
    """
    word = begins_with(fold(text), load_rules().letter_writers)
    if word is None:
        return False
    rest = " ".join(text.split()[len(word.split()) :]).lstrip(" :")
    # "Chúng cháu là học sinh lớp 8B ..." tells who several are, and from where.
    several = word.startswith("chung") and find_place(text) != ""
    return (
        (rest[:1].isupper() or several)
        and len(text.split()) <= 60
        and text.split(maxsplit=1)[0][:1].isupper()
    )


def looks_back(text: str) -> bool:
    """Tell whether a paragraph looks back on all matters and thanks, however long it is.

    Parameters
    ----------
    text : str
        Such as ``"Các việc trên chúng tôi đã nói nhiều lần. ... Xin trân trọng cảm ơn."``.
    """
    folded = fold(text)
    return _LOOKS_BACK.match(folded) is not None and _THANKS.search(folded) is not None


def stands_behind_body(line: Line) -> bool:
    """Tell whether a line goes behind the body: thanks, wishes, the day, a signature.

    Parameters
    ----------
    line : Line
    """
    text = line.text
    short = len(text.split()) <= _SIGNED
    if not line.item and _ENCLOSED.match(fold(text)):
        return True
    if not line.item and looks_back(text):
        return True
    if begins_with(fold(text), load_rules().letter_closings) or _WISHES.match(text):
        return len(text.split()) <= 40
    dated = find_date(text) is not None and len(text.split()) <= 14
    return (
        dated
        or (short and text[-1] not in ".?!;" and not line.item)
        or text == "(đã ký)"
        or (short and bool(re.match(r"^(?:[A-ZĐ]\.\s*)+[A-ZĐ]\w*$", text)))
    )
