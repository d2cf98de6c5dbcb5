"""What words before a colon tell in a report: who says something, and whether that is all."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.alphabet import CAPITALS
from nlp.reading.named_places import find_place
from nlp.reading.rules import any_of, begins_with, load_rules, plain

# Whoever says something is named in so many letters.
_MOST_LETTERS = 160
# "Ở phường Vị Thanh, nhân dân phản ánh ..."
AT_PLACE = re.compile(r"^(?:ở|tại|trên địa bàn)\s[^.:;]{3,60}?,\s*", re.IGNORECASE)
# Behind the verb, and in its place where matters are counted: "có hai điều".
_FURTHER = re.compile(
    r"(?:\s+(?:thêm|là|rằng|như sau|sau|sau đây|việc|về việc"
    r"|(?:một số|các|những|\d+|hai|ba|bốn|năm)\s+(?:nội dung|vấn đề|ý kiến|kiến nghị|việc|điều|ý)"
    r"(?:\s+(?:như sau|sau|sau đây))?))*$",
    re.IGNORECASE,
)
# Whom it is said to: "mong tỉnh:", "đề nghị UBND tỉnh, các ngành chức năng:".
_OFFICE = (
    r"(?:(?:đảng|nhà nước|chính phủ|trung ương|quốc hội|tỉnh|thành phố|huyện|xã|phường|hđnd|ubnd"
    r"|chính quyền|cấp trên|các cấp|các ngành|ngành|sở|cơ quan|đơn vị|lãnh đạo)"
    r"(?:\s+(?:tỉnh|thành phố|huyện|xã|phường|các cấp|chức năng|có thẩm quyền|liên quan|địa phương"
    r"|nông nghiệp|xây dựng|giao thông|giáo dục|y tế|điện lực))*)"
)
_TO = re.compile(rf"\s+{_OFFICE}(?:(?:,|\s+và)\s+{_OFFICE})*$", re.IGNORECASE)
# "có ý kiến về đất đai, cụ thể:"
_IN_DETAIL = re.compile(
    r"(?:\s+(?:về|liên quan(?:\s+đến)?)\s[^.:;]{2,60}?)?,?\s+cụ thể(?:\s+(?:là|như sau))?$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\bcó\s+(?:một số|các|\d+|hai|ba|bốn|năm)\s+(?:nội dung|vấn đề|ý kiến|kiến nghị|việc|điều|ý)$",
    re.IGNORECASE,
)
# Words in a row that begin with no capital, and more of which tell of something: as whoever asks
# is named, and between two verbs ("phản ánh điện yếu cả năm, đề nghị:").
_MOST_NAMING, _MOST_BETWEEN = 6, 2
_BREAKS = re.compile(
    r"[,;()–-]|\b(?:ở|tại|của|thuộc|trong|các|và|cũng|đồng thời|tiếp tục|nhiều lần)\b"
    rf"|\b[{CAPITALS}]\w*"
)


@cache
def saying_verbs() -> re.Pattern[str]:
    """Return the pattern of verbs with which a report says that somebody says something."""
    rules = load_rules()
    return any_of((*rules.of_said, *rules.reported, *rules.strung["verbs"]))


@cache
def groups_of_people() -> tuple[str, ...]:
    """Return how several people are called who ask for something."""
    rules = load_rules()
    # Delegates are officials as often as not.
    return tuple(word for word in (*rules.reporters, *rules.groups) if word != "đại biểu")


@cache
def people_words() -> tuple[str, ...]:
    """Return how people are called who ask, one or several."""
    return (*groups_of_people(), *load_rules().told_places["people"])


def only_leads(text: str) -> bool:
    """Tell whether words before a colon only name voters and that they say something.

    Parameters
    ----------
    text : str
    """
    if len(text) > _MOST_LETTERS:
        return False
    rest = text.rstrip(" :")
    before = begins_with(plain(rest), load_rules().strung["before"])
    rest = rest[len(before or "") :].lstrip(" ,")
    if where := AT_PLACE.match(rest):
        rest = rest[where.end() :]
    who = begins_with(plain(rest), people_words())
    if who is None:
        return False
    place = find_place(rest)
    return tells_of_saying(rest) or (bool(place) and rest.endswith(place))


def complains(text: str) -> bool:
    """Tell whether words before a colon hold more than who asks, and that he does.

    Parameters
    ----------
    text : str
    """
    rest = text.rstrip(" :")
    verbs = list(saying_verbs().finditer(rest))
    begin = len(begins_with(plain(rest), people_words()) or "")
    named = rest[begin : verbs[0].start()] if verbs else ""
    between = [rest[a.end() : b.start()] for a, b in zip(verbs, verbs[1:])]
    return _row(named) > _MOST_NAMING or any(_row(part) > _MOST_BETWEEN for part in between)


def _row(text: str) -> int:
    return max(len(part.split()) for part in _BREAKS.split(text))


def tells_of_saying(text: str) -> bool:
    """Tell whether words before a colon end with a verb of saying, or count what is said.

    Parameters
    ----------
    text : str
    """
    rest = text.rstrip(" :")
    rest = _IN_DETAIL.sub("", rest)
    if to := _TO.search(rest):
        # Only behind the verb: "Cử tri xã" ends with what is no office here.
        last = [
            verb
            for verb in saying_verbs().finditer(rest, 0, to.start())
            if verb.end() == to.start()
        ]
        rest = rest[: to.start()] if last else rest
    verbs = list(saying_verbs().finditer(rest))
    told = bool(verbs) and _FURTHER.match(rest, verbs[-1].end()) is not None
    return told or _COUNTS.search(rest) is not None
