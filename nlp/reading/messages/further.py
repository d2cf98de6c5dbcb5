"""Messages in which a sender goes over to another matter, or goes on."""

from __future__ import annotations

import re

from nlp.reading.matters import begins_matter, content_words
from nlp.reading.named_places import place_openings
from nlp.reading.rules import begins_with, load_rules, plain

# A further matter of one who has written already.
_FURTHER = re.compile(
    r"^(?:à\s+)?(?:sẵn|tiện|nhân tiện|nhân đây|quên|với lại|với cả|vả lại|còn|ngoài ra"
    r"|với (?:cái|vụ|chuyện|việc)|thêm nữa|hỏi thêm"
    r"|rồi (?:còn |tới |đến )?(?:cái|chuyện|vụ|việc))\b",
    re.IGNORECASE,
)
# With these a further matter begins, whatever stands above; "còn", "rồi" may tell more of it.
_SURELY = re.compile(
    r"^(?:sẵn(?! sàng| có)|tiện(?! ích| nghi| lợi| thể)|nhân tiện|nhân đây|tiện đây|với lại|với cả"
    r"|vả lại|ngoài ra|thêm nữa)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"^mà\b", re.IGNORECASE)
_FURTHER_WORDS = 8
_MATTER_WORDS = 12
_TIES = 2
_SHORTEST = 6


def goes_over(text: str) -> bool:
    """Tell whether a message says itself that it is of a further matter ("còn chuyện này nữa").

    Parameters
    ----------
    text : str
    """
    further = len(text.split()) >= _FURTHER_WORDS and _FURTHER.match(text) is not None
    return further or begins_with(plain(text), load_rules().new_matter) is not None


def surely_goes_over(text: str) -> bool:
    """Tell whether a sentence begins with words that nothing but a further matter begins with.

    Parameters
    ----------
    text : str
        Such as ``"Ngoài ra xe tải chạy suốt đêm"``.
    """
    return _SURELY.match(text) is not None


def is_other_matter(text: str, above: str) -> bool:
    """Tell whether a message is of another matter than what its sender wrote before it.

    People send a sentence in pieces: what is short, begins with a small letter or asks for what
    the office is to do goes on; a full sentence that shares no words with those above does not.

    Parameters
    ----------
    text, above : str
    """
    words = len(text.split())
    if words < _SHORTEST:
        return False
    if words >= _FURTHER_WORDS and _FURTHER.match(text):
        return True
    if begins_matter(text, above):
        return True
    lower = plain(text)
    rules = load_rules()
    shared = (content_words(text) & content_words(above)) - place_openings()
    if words < _MATTER_WORDS or len(above.split()) < _MATTER_WORDS or len(shared) >= _TIES:
        return False
    if _BUT.match(text):
        return True
    points = begins_with(lower, rules.anaphora) or begins_with(lower, rules.requests)
    # "Không giấy phép gì cả ..." tells more of what stands above.
    told = lower.split(" ", 1)[0] in rules.predicates
    return text[:1].isupper() and not points and not told
