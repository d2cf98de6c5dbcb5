"""What a clerk tells of whoever chairs a meeting: that people are asked to speak."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.rules import any_of, begins_with, load_rules, plain

_EACH = re.compile(
    r"mỗi (?:người|ý kiến|đại biểu|cử tri)[^.]{0,20}(?: không quá)? [^.]{1,12} phút", re.IGNORECASE
)
# What somebody else is told to do before that.
_MUST = ("kiến nghị", "phản ánh", "phải", "cần", "nên")
_MOST_BEHIND = 8
_OF_WHAT = re.compile(r"\b(?:với|là|chứ|trước khi|sau khi|vì|nếu|thì|cho)\b", re.IGNORECASE)
# What only whoever chairs does.
_OPENS = re.compile(r"\b(?:mở đầu|khai mạc|chủ trì|chủ tọa|điều hành|quán triệt|gợi ý)\b")
# More words than these tell more than that.
_MOST_WORDS = 60
_FIRST_PERSON = re.compile(
    # but not in "bà con" and "anh chị em"
    r"\b(?:tôi|tui|(?<!chị )em|(?<!bà )con|cháu)\b",
    re.IGNORECASE,
)


def invites_to_speak(text: str) -> bool:
    """Tell whether a sentence says that people are asked to speak ("Ông X mời cử tri phát biểu").

    Citizens ask for that too ("Đề nghị xã mời các hộ góp ý trước khi làm"): so asking is the first
    thing that the sentence tells of, it is no citizens who ask, and little stands behind.

    Parameters
    ----------
    text : str
        A line; nobody speaks of himself in it.
    """
    if len(text.split()) > _MOST_WORDS or _FIRST_PERSON.search(text):
        return False
    rules = load_rules()
    asked = _invitation().search(text)
    if asked is None:
        return False
    above, below = text[: asked.start()], text[asked.end() :]
    if any_of((*rules.chair["asks"], *_MUST)).search(above):
        return False
    if begins_with(plain(above), (*rules.groups, *rules.reporters)) is not None:
        return False
    if _EACH.search(text[asked.start() :]) or _OPENS.search(above):
        return True
    rest = below.split(".")[0]
    return len(rest.split()) <= _MOST_BEHIND and _OF_WHAT.search(rest) is None


@cache
def _invitation() -> re.Pattern[str]:
    """Return the pattern of asking people to speak, or to keep order and be brief."""
    chair = load_rules().chair
    asks, people, speak = (any_of(chair[name]).pattern for name in ("asks", "people", "speak"))
    deputies = any_of(chair["deputies"]).pattern
    more = r"(?:(?:các|quý|toàn thể|đại diện)\s+)?"
    speaks = rf"\s+(?:[^\W\d_]+\s+){{0,2}}?{speak}"
    return re.compile(
        # Deputies are whom voters ask: only together or by an invitation they are asked to speak.
        rf"{asks}\s+{more}{people}{speaks}|(?:mời|{asks}\s+(?:các|quý))\s+{deputies}{speaks}"
        rf"|{asks}\b[^.]{{1,60}}\b{_EACH.pattern}",
        re.IGNORECASE,
    )
