"""Cells in which nobody says anything: nothing to add, thanks alone, "as above", an empty call."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.likeness import is_remark
from nlp.reading.matters import asks
from nlp.reading.messages.words import is_attachment
from nlp.reading.rules import Words, any_of, load_rules, plain
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.follow_ups import adds_nothing

# Whoever writes more has something to say.
_CHARS, _THANKS_CHARS = 200, 160
# What clerks write where they could have left the cell empty.
_UNTOLD = re.compile(
    r"\W*+(?:(?:không|chưa|ko|k)\s+(?:ghi|rõ|nêu|có|khai|cung cấp|xác định)"
    r"(?:\s+(?:tên|họ tên|địa chỉ))?|để trống|bỏ trống|trống)?\W*",
    re.IGNORECASE,
)
_CONSENTS = re.compile(
    # "Thống nhất như dự thảo, không có ý kiến."
    r"\W*(?:(?:cơ bản |hoàn toàn )?(?:thống nhất|nhất trí|đồng ý|đồng thuận)(?: cao)?"
    r"(?: (?:như|với|theo)(?: nội dung| toàn bộ)?(?: bản)? (?:dự thảo|đồ án|phương án|hồ sơ"
    r"|tờ trình|báo cáo))?(?:[,.;] (?:không|chưa) có (?:ý kiến|góp ý)(?: gì| thêm| khác)*)?"
    r"|không có (?:công dân|người dân|người|ai)(?: nào)? (?:đến|tới|đến tiếp|đến đăng ký|đăng ký)"
    r"(?: trong ngày| trụ sở| phản ánh| tiếp)?)\W*",
    re.IGNORECASE,
)
_TAIL = r"(?P<tail>[,.;]? (?:xin )?(?:chúc|cảm ơn|cám ơn)\b[^.?!,;]{0,60})?"
_WORD = re.compile(r"\w+")


def told(text: str) -> str:
    """Return what a cell tells of a person or place, nothing where it says that it is not known.

    Parameters
    ----------
    text : str
        Such as ``"(không ghi)"`` or ``"-"``.
    """
    return "" if _UNTOLD.fullmatch(text) else text


def says_nothing(text: str) -> bool:
    """Tell whether a cell only says that somebody has no opinion, or is content.

    Parameters
    ----------
    text : str
        Such as ``"Không có ý kiến."``, ``"ko"`` or ``"Mọi thứ đều tốt"``, but not ``"Không có
        nước"`` or ``"Chưa tốt"``.
    """
    bare = text.strip()
    # "K" alone may be anything.
    if not 1 < len(bare) <= _CHARS:
        return False
    if _CONSENTS.fullmatch(bare):
        return True
    nothing = _nothing().fullmatch(bare)
    # "Không có ý kiến, cảm ơn phường nhưng đèn vẫn chưa sửa"
    against = any_of(load_rules().thanks["against"])
    return nothing is not None and not against.search(plain(nothing["tail"] or ""))


@cache
def _nothing() -> re.Pattern[str]:
    words = load_rules().nothing_said
    before, negations, objects, behind = (
        _any(words[name]) for name in ("before", "negations", "objects", "behind")
    )
    subjects, fine, grades = (_any(words[name]) for name in ("subjects", "fine", "grades"))
    # "Chưa hết" is a complaint.
    none = rf"{negations}(?!\s+(?:hết|cả))(?:\s+có)?(?:\s+{objects})?(?:\s+{behind})*{_TAIL}"
    pleased = rf"(?:{subjects}\s+)*{fine}(?:\s+{grades})*"
    led = rf"(?:{before}[\s,:]+)*"
    return re.compile(
        rf"\W*{led}(?:{none}|{pleased}|{_any(words['whole'])})\W*",
        re.IGNORECASE,
    )


def _any(words: Words) -> str:
    return any_of(words).pattern


def only_thanks(text: str) -> bool:
    """Tell whether a cell only thanks or wishes well, and praises nothing by its name.

    Parameters
    ----------
    text : str
        Such as ``"Cảm ơn phường đã mở khảo sát."``. Thanks for a deed ("Cảm ơn tổ cấp cứu đã tới
        rất nhanh"), or with a word against it, are an opinion.
    """
    lower = plain(text).strip()
    words = load_rules().thanks
    if len(lower) > _THANKS_CHARS or "?" in lower:
        return False
    begins = _thanks().match(lower)
    rest = lower[begins.end() :].strip(" ,;.!") if begins else lower
    wishes = any_of(words["wishes"]).match(rest) is not None
    against = any_of(words["against"]).search(rest) is not None
    if (begins is None and not wishes) or against or asks(rest):
        return False
    known = (*words["asked"], *words["wishes"], *words["wished"])
    said = set(_WORD.findall(any_of(known).sub(" ", rest)))
    return said <= set(load_rules().messages["fillers"])


@cache
def _thanks() -> re.Pattern[str]:
    words = load_rules().thanks
    return re.compile(rf"\W*(?:{_any(words['before'])}[\s,]+)*{_any(words['words'])}")


def why_unsaid(text: str, *, clerk: bool) -> tuple[str, str] | None:
    """Return the kind and the rule of a cell in which nobody says anything, None for an opinion.

    Parameters
    ----------
    text : str
    clerk : bool
        The table has columns beside, so what is in brackets is a clerk's and "Không" an answer.

    Returns
    -------
    tuple of str or None
        As the kind and the reason of a `nlp.reading.rows.Block`.
    """
    bare = text.strip()
    if clerk and (is_remark(bare) or is_attachment(bare)):
        return "form", "remark_form"
    if clerk and says_nothing(bare):
        return "form", "nothing_to_add"
    if is_empty_call(bare) or adds_nothing(bare):
        return "form", "empty_call"
    return ("greeting", "courtesy") if clerk and only_thanks(bare) else None
