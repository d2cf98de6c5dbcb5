"""Whoever only thanks or wishes well says no opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.classed import Classed
from nlp.reading.groups import is_group
from nlp.reading.matters import asks
from nlp.reading.person_names import person_length
from nlp.reading.rules import plain
from nlp.reading.sequence.segments import ANSWER_SIGNS, Segment

_THANKS_WORDS = 30
_THANKS = re.compile(
    r"\W*(?:(?:tôi|em|cháu|con|chúng tôi|xin|rất|chân thành|gửi lời)\s+)*(?:cảm ơn|cám ơn|chúc"
    r"|khen(?!\s+thưởng)|hoan nghênh|biết ơn|phấn khởi)\b",
    re.IGNORECASE,
)
_SAYS_THANKS = re.compile(
    r"[^.:;?]{3,80}?\s(?=(?:(?:xin|rất|chân thành|gửi lời)\s+)*"
    r"(?:cảm ơn|cám ơn|chúc|khen(?!\s+thưởng)|hoan nghênh)\b)",
    re.IGNORECASE,
)
_WISHES = re.compile(r"\bxin (?=chúc|cảm|cám|chân|gửi|trân)")
# Whoever answers thanks too, and whoever complains may begin with it.
_MORE = re.compile(
    r"\b(?:sẽ|ghi nhận|tiếp thu|giao|chuyển|trả lời|nhưng|song|tuy|chưa|vẫn|có điều|mỗi tội"
    r"|chỉ (?:còn|có|tội|mong|phiền|ngại|tiếc))\b"
)
# Whoever thanks is named in so many letters.
_MOST_LETTERS = 40


def leave_thanks(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave out what somebody says who only thanks, or wishes well.

    Parameters
    ----------
    segments : sequence of Segment
    found : list of str
        Labels of all segments, which are changed.
    one : Classed
        What the rules say of the line.
    indices : sequence of int
        The segments of the line.
    """
    said = [i for i in indices if found[i] in "BIR"]
    if not said or one.line.arrow or any(segments[i].cut in ANSWER_SIGNS for i in said):
        return
    text = one.line.text[segments[said[0]].begin :].lstrip(" –—-:")
    if (told := _SAYS_THANKS.match(text)) and (
        person_length(text.split()[:8]) or is_group(text[:_MOST_LETTERS])
    ):
        text = text[told.end() :]
    short = len(text.split()) <= _THANKS_WORDS and "?" not in text
    rest = _WISHES.sub("", plain(text))
    if short and _THANKS.match(text) and not (asks(rest) or _MORE.search(rest)):
        for i in said:
            found[i] = "O"
