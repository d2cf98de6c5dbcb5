"""Words at the beginning of a stretch that may be none of the opinion: who says it, and links.

"bà Năm B12 nói thùng rác ...", "- chú Út Dừa bờ kè ...", "Một việc nữa là ...": no sign stands
between these words and what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.reading.alphabet import SMALL
from nlp.reading.named_places import place_openings
from nlp.reading.person_names import is_name, name_length, person_length
from nlp.reading.rules import begins_with, load_rules, plain

# Who says something is named in so many words, and a link has so many.
_MOST_WORDS = 9
_WORD = re.compile(r"\S+")
_ME = frozenset(("tôi", "tui", "em", "con", "cháu", "mình", "tớ", "chúng", "bọn", "tụi"))
_AGAIN = frozenset(("cũng", "vẫn", "van", "cung"))
_OF_ME = frozenset(("tôi", "tui", "mình"))
# Where somebody lives may stand behind the name: "chú Tám Đực tổ 3".
_LIVES = re.compile(rf"\s+(?:tổ|thôn|xóm|ấp|khu|đội|khóm|bản|kp|tdp|hẻm|ngõ|nhà)\s+[^\s{SMALL}]\S*")
# "ô. Sáu hỏi ..."
_TITLE = re.compile(r"^[abcôo]\.\s+", re.IGNORECASE)
_FURTHER = r"(?:\s+(?:thêm|nữa|lại|với|rằng|là|luôn|nhỏ|riêng))*"
_LINK = re.compile(
    r"""(?:dạ\s+|thưa\s+|à\s+|rồi\s+|còn\s+)?(?:
        (?=(?:\S+\s+){0,4}(?:nữa|thứ|đầu|cuối|cùng|khác|tiếp|hết|ý|việc|chuyện|đề|điều|câu)\s)
        (?:[^\s,.;:!?]+\s+){1,6}?là(?!\s+do\b)
      # "Thứ bảy, chủ nhật xe đỗ kín đường" counts nothing.
      | (?!thứ\s+\w+\s*(?:,|và|hay|hoặc)\s+chủ\s+nhật\b)thứ\s+\w+(?:\s+nữa)?(?:\s+thì)?
      | (?:với|vả)\s+lại | ngoài\s+ra(?:\s+thì)? | bên\s+cạnh\s+đó | kế\s+đó | sau\s+đó
      | (?:với|còn|thêm)\s+nữa | nữa\s+là | còn\s+(?:chuyện|việc)(?:\s+nữa)? | đồng\s+thời
      | rồi | còn
      | (?:lại\s+còn|thêm|nốt|tiếp)(?:\s+(?:một|cái))?\s+(?:chuyện|việc|ý|điều|vấn\s+đề)(?:\s+nữa)?
      | (?:một|chút)\s+(?:chuyện|việc|ý|điều|vấn\s+đề)\s+(?:nữa|khác)
      | (?:(?:cũng|nhân|sẵn)\s+)?(?:dịp|tiện|đây)(?:\s+(?:này|đây|thể))? | cuối\s+cùng | song | và
      | với\s+cả | lại\s+còn | thêm
      )[\s,:]+(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)


@cache
def _verbs() -> re.Pattern[str]:
    """Return the pattern of the verbs behind which, or before which, what is said may begin."""
    rules = load_rules()
    said = "|".join(sorted(rules.before_said, key=len, reverse=True))
    asked = "|".join(sorted(rules.of_said, key=len, reverse=True))
    other = "|".join(sorted(rules.no_saying, key=len, reverse=True))
    return re.compile(
        rf"(?<!\S)(?!(?:{other})(?!\w))(?:(?P<said>{said})|(?P<asked>{asked}))(?!\w){_FURTHER}\s+(?=\S)",
        re.IGNORECASE,
    )


def openings_of(text: str, *, named: bool, led: bool = False) -> Iterator[tuple[int, str]]:
    """Yield where what is said may begin in a stretch of text, besides its beginning.

    Parameters
    ----------
    text : str
    named : bool
        A name may stand before what is said with nothing between, as in an item of a list.
    led : bool
        Who says it stands before `text`, which may begin with a verb of saying.

    Yields
    ------
    int
        Where, in letters, ascending.
    str
        What stands before: ``"link"``, ``"name"``, ``"verb"`` (it begins with the verb) or
        ``"said"`` (the verb stands before it).
    """
    begin = 0
    link = _LINK.match(text)
    if link is not None:
        begin = link.end()
        yield begin, "link"
    words = [match for match, _ in zip(_WORD.finditer(text, begin), range(_MOST_WORDS))]
    if not words:
        return
    length = _length_of_name([word[0] for word in words]) if named else 0
    found = _verbs().finditer(text, begin, words[-1].end() + 1)
    # "La Đường", "Kể Xuyên" are names.
    verb = next((v for v in found if v.start() == begin or text[v.start()].islower()), None)
    subject = text[begin : verb.start()].strip() if verb else ""
    short = verb is not None and bool(verb["said"]) and 0 < len(subject.split()) < 3
    led = led and not subject
    if verb is not None and (led or _is_subject(subject, short=short)):
        if verb["asked"] and subject:
            yield verb.start(), "verb"
        yield verb.end(), "said"
    elif named and length and length < len(words) - 2 and words[length][0][:1].islower():
        lives = _LIVES.match(text, words[length - 1].end())
        at = lives.end() if lives else words[length - 1].end()
        yield at + len(text[at:]) - len(text[at:].lstrip()), "name"


def _length_of_name(words: list[str]) -> int:
    """Return how many words at the beginning may name somebody, with a title or without."""
    skipped = int(len(words) > 1 and plain(words[0]) in _AGAIN)
    words = words[skipped:]
    length = person_length(words)
    if not length and plain(words[0]) not in place_openings():
        length = name_length(words)
        length = length if length > 1 and words[0][0].isalpha() else 0
    return skipped + length if length else 0


def _is_subject(text: str, *, short: bool) -> bool:
    """Tell whether a text may name whoever says what follows; a short one may in any case."""
    words = text.split()
    if not words or re.search(r"[,;:.!?](?:\s|$)", _TITLE.sub("", text)):
        return False
    rules = load_rules()
    lower = plain(text)
    if _ME & set(lower.split()[:1]) or _OF_ME & set(lower.split()):
        return False
    people = rules.titles + rules.groups + rules.reporters + rules.somebody
    named = any(word[0].isupper() for word in words[1:]) or is_name(words[0])
    return short or named or begins_with(lower, people) is not None
