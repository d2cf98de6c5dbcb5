"""What a clerk tells of whoever chairs a meeting: that people are asked to speak."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.rules import any_of, load_rules

# More words than these tell more than that.
_MOST_WORDS = 60
_FIRST_PERSON = re.compile(
    # but not in "bà con" and "anh chị em"
    r"\b(?:tôi|tui|(?<!chị )em|(?<!bà )con|cháu)\b",
    re.IGNORECASE,
)


def invites_to_speak(text: str) -> bool:
    """Tell whether a sentence says that people are asked to speak ("Ông X mời cử tri phát biểu").

    Parameters
    ----------
    text : str
        A line; nobody speaks of himself in it.
    """
    if len(text.split()) > _MOST_WORDS or _FIRST_PERSON.search(text):
        return False
    return _invitation().search(text) is not None


@cache
def _invitation() -> re.Pattern[str]:
    chair = load_rules().chair
    asks, people, speak = (any_of(chair[name]).pattern for name in ("asks", "people", "speak"))
    more = r"(?:(?:các|quý|toàn thể|đại diện)\s+)?"
    each = r"mỗi (?:người|ý kiến|đại biểu|cử tri)[^.]{0,20} không quá [^.]{1,12} phút"
    return re.compile(
        rf"{asks}\s+{more}{people}\s+(?:[^\W\d_]+\s+){{0,2}}?{speak}|{asks}\b[^.]{{1,60}}\b{each}",
        re.IGNORECASE,
    )
