"""One speaker's words without punctuation in, matters out: greeting and closing are taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from nlp.reading.rules import any_of, load_rules
from nlp.reading.turns import Opinion

PAUSE = re.compile(r"\s*(?:\.{2,}|…)\s*")
# Nobody introduces himself at greater length.
_INTRODUCTION = 40
_SHORTEST = 6
# So many words may go on an introduction up to a pause ("... xóm đông làm nghề muối ...").
_TRADE = 6
_LEAD = 30

_NUMBER = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|tư|trăm|linh|lẻ|\d+|[a-e]\b)"
_KIND = (
    r"(?:khu phố|khu dân cư|khu vực|tổ dân phố|tổ|thôn|xóm|ấp|bản|buôn|làng|khóm|khối phố|khối|xã"
    r"|phường|thị trấn|đội)"
)
_STOP = (
    r"(?:thì|mà|tôi|em|con|cháu|có|xin|cái|là|bà|chúng|hôm|nói|đề|cho|kính|thưa|vâng|dạ|ờ|à|ạ|nay"
    r"|tụi|trước|hiện|về|năm|nhà|ở|được|rất|muốn|kiến|ý|cũng|đây|bên|này|kia|làm)"
)
_NAMED = rf"(?!{_STOP}\b)[^\W\d_]+(?:\s+(?!{_STOP}\b|{_KIND}\b)[^\W\d_]+)?"
_ONE_PLACE = rf"{_KIND}\s+(?:{_NUMBER}(?:\s+{_NUMBER})*|{_NAMED})"
PLACE = re.compile(rf"\b{_ONE_PLACE}(?:\s+{_ONE_PLACE})*")
_I = r"(?:tôi|tui|em|con|cháu|mình|tớ)"
_CALLED = re.compile(
    rf"\b{_I}\s+(?:xin\s+(?:tự\s+)?(?:phép|giới thiệu)\s+)?(?:{_I}\s+)?"
    r"(?:là|tên(?:\s+là)?|cũng\s+ở|ở|họ)\b"
)
# "Cho bà Lý xóm tám nói một câu".
_LET = re.compile(
    rf"\bcho\s+(?P<who>(?:bà|ông|bác|chị|anh|cô|chú|cụ)\s+[^\W\d_]+)\s+(?P<where>{_ONE_PLACE})\s+"
    r"(?:xin\s+)?(?:nói|hỏi|có|phát biểu)(?:\s+(?:một|vài|mấy)\s+(?:câu|ý|lời|điều))?"
)
_COUNT = re.compile(
    rf"^(?:{_I}\s+)?(?:xin\s+)?(?:được\s+)?(?:có|nêu|hỏi|phát biểu)\s+(?:{_NUMBER}|mấy|vài)\s+"
    r"(?:ý kiến|ý|việc|vấn đề|câu hỏi|câu|điều|nội dung|kiến nghị)"
    r"(?:\s+(?:thôi|như sau|sau đây|ngắn))*\s*(?!\s*là\b)"
)
_ANNOUNCED = re.compile(
    rf"(?:có|nêu|hỏi)\s+{_NUMBER}\s+(?:ý kiến|ý|việc|vấn đề|điều|nội dung|kiến nghị)[\s.]*$"
)
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy")
_COUNTED = re.compile(
    r"\b(?:(?P<noun>ý(?:\s+kiến)?|việc|cái|điều|câu|(?:về\s+)?(?:vấn đề|nội dung))\s+)?"
    rf"thứ\s+(?P<ordinal>{'|'.join(_ORDINALS)})\b(?!\s+(?:tuần|hàng|hằng|tới|vừa|ngày|mấy))"
    r"|\b(?:một|hai|ba|bốn)\s+là\b"
    r"|\b(?:về\s+)?(?:một\s+)?(?:ý|việc|vấn đề|chuyện|cái)\s+nữa\b"
)
# "Là" goes with the mark.
_IS = re.compile(r"\s*(?:thì\s+)?(?:là\s+)?")
# "Lần thứ hai", "người thứ ba", "sáng thứ hai" count other things than matters.
_COUNTS_OTHERS = re.compile(
    r"\b(?:lần|sáng|trưa|chiều|tối|ngày|con|người|hôm|đến|đời|nhà|vụ|quý|hạng|loại)\s+$"
)
FILLERS = re.compile(r"^(?:(?:dạ|vâng|thưa|ờ|à|ừ|rồi|thế|vậy|alo|ạ|\.+)\s+)+")
_ADDRESS = re.compile(
    r"^(?:kính\s+)?thưa\s+(?:các\s+)?(?:quý vị|đồng chí|bác|hội nghị|chủ tọa|đoàn chủ tọa"
    r"|chủ tịch|vị đại biểu|đại biểu)\s+"
)


@dataclass
class Utterance:
    """What one speaker says without a break.

    Attributes
    ----------
    position, speaker, text : str
    lines : list of (str, str)
        Positions and texts of its lines.
    official : bool
    """

    position: str
    speaker: str
    text: str
    lines: list[tuple[str, str]]
    official: bool = False


@cache
def self_introduction() -> re.Pattern[str]:
    """Return the pattern of how people introduce themselves."""
    family = "|".join(name for name in sorted(load_rules().family_names) if len(name) > 1)
    known = rf"\b{_I}\s+(?:{family})\s+[^\W\d_]+\s+[^\W\d_]+"
    return re.compile(rf"{_CALLED.pattern}|{known}|{_LET.pattern}")


def introduces(text: str) -> bool:
    """Tell whether somebody says at the beginning of a text who he is and from where."""
    head = " ".join(text.split()[:_INTRODUCTION])
    match = self_introduction().search(head)
    if match is None or match.start() > 60:
        return False
    return bool(match["who"]) or bool(PLACE.search(head, match.start(), match.end() + 80))


def opinions_of(utterance: Utterance, place: str, day: date | None) -> tuple[str, list[Opinion]]:
    """Return where the speaker says to live, and the opinions of an utterance.

    Parameters
    ----------
    utterance : Utterance
        Of a citizen.
    place : str
        Known of the speaker or the meeting.
    day : date or None
    """
    text = FILLERS.sub("", utterance.text.strip())
    text, name, own = _without_introduction(text)
    text = without_closing(_COUNT.sub("", text).strip())
    speaker = utterance.speaker or name
    found = [
        Opinion(_position(utterance, part), part, speaker, own or place, day, "speech")
        for part in _matters(text)
        if len(part.split()) >= _SHORTEST
    ]
    return own, found


def _position(utterance: Utterance, part: str) -> str:
    opening = " ".join(part.split()[:4])
    return next((at for at, line in utterance.lines if opening in line), utterance.position)


def _without_introduction(text: str) -> tuple[str, str, str]:
    """Return a text without its greeting, the name and the home in it."""
    head = " ".join(text.split()[:_INTRODUCTION])
    match = self_introduction().search(head)
    if match is None or match.start() > 110:
        return _ADDRESS.sub("", text), "", ""
    if match["who"]:
        return text[match.end() :].strip(" ."), match["who"], match["where"]
    start = match.end() if _CALLED.match(match[0]) else match.start() + len(match[0].split()[0])
    place = PLACE.search(head, start)
    again = _CALLED.search(head, match.end())
    if place is None or (again is not None and place.start() >= again.end() + 30):
        return text, "", ""
    roles = rf"\s(?:ở|cũng|ngụ|dân|cựu|đại diện|giáo viên|làm|{_KIND[3:-1]})\b"
    name = re.split(roles, f"{head[start : place.start()]} ở")[0].strip(" .")
    rest = text[place.end() :]
    trade = PAUSE.search(rest)
    if trade is not None and len(rest[: trade.start()].split()) <= _TRADE:
        rest = rest[trade.end() :]
    return rest.strip(), name, place[0].strip()


def without_closing(text: str) -> str:
    """Return a text without the words that end a turn ("tôi xin hết")."""
    for found in reversed(list(closing().finditer(text))):
        if found.end() < len(text.rstrip(" .")):
            break
        text = text[: found.start()].rstrip(" .")
    return re.sub(r"(?:\s+(?:vâng|dạ)(?:\s+ạ)?)+$", "", text).strip(" .")


@cache
def closing() -> re.Pattern[str]:
    """Return the pattern of the words that end a turn."""
    said = any_of(load_rules().speech["closings"]).pattern
    to = r"(?:\s+(?:ạ|hội nghị|quý vị|đại biểu|(?:các|quý)\s+(?:đồng chí|bác|vị|anh chị)|chủ tọa))*"
    return re.compile(rf"(?:\b(?:vâng|dạ|thôi|rồi)\s+)?(?:\b{_I}\s+)?{said}{to}[\s.]*")


def _matters(text: str) -> list[str]:
    """Cut what a citizen says where further matters are counted off or added."""
    added = rf"(?<!không ){any_of(load_rules().speech['matters']).pattern}\s+"
    marks = [*_counted(text), *((m.start(), m.end()) for m in re.finditer(added, text))]
    parts, start = [], 0
    for begin, end in sorted(marks):
        before = text[start:begin]
        if begin < start or (before.strip(" .") and len(before.split()) < _SHORTEST and start):
            continue
        lead = not start and len(before.split()) <= _LEAD and _ANNOUNCED.search(before)
        parts.append("" if lead else before)
        start = end
    parts.append(text[start:])
    return [PAUSE.sub(" ... ", part).strip(" .") for part in parts if part.strip(" .")]


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the marks by which a speaker counts off matters begin and end."""
    expected = 0
    for match in _COUNTED.finditer(text):
        after = _IS.match(text, match.end())
        end = after.end() if after is not None else match.end()
        if match["ordinal"] is None:
            if expected or not match[0].endswith("là") or match[0].startswith("một"):
                expected += 1
                yield match.start(), end
            continue
        place = _ORDINALS.index(match["ordinal"])
        follows = re.match(r"\s*(?:thì\s+)?(?:là|về)\b", text[match.end() :]) is not None
        other = _COUNTS_OTHERS.search(text[max(0, match.start() - 10) : match.start()])
        if other and not (follows and place == expected and place):
            continue
        if match["noun"] or follows or place in (0, expected):
            expected = place + 1
            yield match.start(), end
