"""How a narrator introduces what somebody says ("Tiếp lời, ông X ở thôn Y thưa rằng ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import is_name, person_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import COLON, announces_count

# The person stands within so many words, and what is said begins within so many characters.
_LEAD_WORDS = 9
_LONGEST = 220
# Words between a verb of saying and the colon, and between a person and a verb without one.
_BEHIND_VERB = 4
_BEFORE_VERB = 14
_FIRST_PERSON = re.compile(r"\b(?:tôi|tui|em|con|cháu|chúng tôi|tụi tôi|mình)\b", re.IGNORECASE)
_QUOTES = ('"', "“", "”")
_ENDS = (".", "!", "?", ";", ":")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")

# "Trại gà của ông Khánh xả thải, ...": who owns something does not say it.
_OWNED = re.compile(r"\bcủa\s*$", re.IGNORECASE)
_VOICE = re.compile(
    r"\b(?:ý|ý kiến|kiến nghị|đề nghị|đề xuất|phản ánh|thắc mắc|bức xúc|nguyện vọng|mong muốn"
    r"|câu hỏi|đơn|thư|phiếu|lời|tin nhắn|cuộc gọi|trường hợp|yêu cầu|đại diện)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Introduction:
    """Who is said to speak, and the words.

    Attributes
    ----------
    text : str
        The introduction as written.
    name, place, rest : str
    """

    text: str
    name: str
    place: str
    rest: str


@cache
def _says() -> re.Pattern[str]:
    """Return the pattern of a verb of saying with what sets the words off from it."""
    verbs = any_of(load_rules().speech_verbs).pattern
    more = r"(?:\s+(?:thêm|tiếp|luôn|lại|ngay|ngắn|gọn|với [^,.:;]{2,25}))*"
    return re.compile(
        rf"{verbs}{more}\s*(?:(?:,\s*)?\b(?:rằng|là)(?:\s*:)?\s+|\s[–—-]\s+)", re.IGNORECASE
    )


def find_introduction(text: str) -> Introduction | None:
    """Find how a narrator introduces what somebody says at the beginning of a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    Introduction or None
    """
    person = _person(text)
    if person is None:
        return None
    start, name = person
    end = start + len(name.rstrip(" ,.:;"))
    lead = text[:start]
    if asks(lead) or _FIRST_PERSON.search(lead):
        return None
    cut = _cut(text, end, led=bool(lead.strip()))
    if cut is None or not text[cut:].strip():
        return None
    whole = text[:cut]
    return Introduction(whole.strip(), name.strip(" ,.:;("), find_place(whole), text[cut:].strip())


def find_narrated(text: str) -> Introduction | None:
    """Find of whom a narrator tells that he says something, without a sign before the words.

    Parameters
    ----------
    text : str

    Returns
    -------
    Introduction or None
        Its text ends with the verb ("Bác Nhuận ở xóm 5 phàn nàn").
    """
    rules = load_rules()
    if text[:1] in _QUOTES:
        return _quoted(text)
    office = begins_with(fold(text), rules.officials)
    person = (0, " ".join(text.split()[: len(office.split())])) if office else _person(text)
    if person is None:
        return None
    start, name = person
    end = start + len(name.rstrip(" ,.:;"))
    lead = text[:start]
    if (
        asks(lead)
        or _FIRST_PERSON.search(lead)
        or (_OWNED.search(lead) and not _VOICE.search(lead))
    ):
        return None
    window = text[end : end + _LONGEST]
    verb = any_of(rules.speech_verbs + rules.reported + rules.reply_verbs).search(window)
    if verb is None:
        # "Ông Giàng A Lử, 70 tuổi, thì lo chuyện khác."
        full = start == 0 and len(name.split()) > 2 and not office
        full = full and len(text.split()) > _BEFORE_VERB
        if full and re.match(r"(?:[,(]| thì | cũng | lại | vẫn )", window):
            return Introduction(text[:end], name.strip(" ,.:;("), find_place(text[: end + 60]), "")
        return None
    between = window[: verb.start()]
    place = find_place(text[: end + verb.start()])
    told = (
        verb[0].lower() in rules.reply_verbs
        or len(name.split()) > 2
        or place
        or office
        or begins_with(plain(name), rules.somebody)
    )
    if (
        not told
        or len(between.split()) > _BEFORE_VERB
        or _FIRST_PERSON.search(between)
        or re.search(r"[.!?;:]\s", between)
    ):
        return None
    cut = end + verb.end()
    return Introduction(text[:cut], name.strip(" ,.:;("), place, text[cut:].strip())


def _quoted(text: str) -> Introduction | None:
    """Find who is named behind words in quotation marks ("...", bà Hiến chia sẻ)."""
    close = max(text.rfind(sign) for sign in _QUOTES)
    tail = text[close + 1 :].lstrip(" ,.-–—")
    person = _person(tail) if close > 0 and tail else None
    if person is None or not any_of(load_rules().speech_verbs).search(tail):
        return None
    return Introduction(tail, person[1].strip(" ,.:;("), find_place(tail), text[: close + 1])


def _person(text: str) -> tuple[int, str] | None:
    """Return where the first person or group stands, and how it is called."""
    words = text.split()
    at = 0
    for index, word in enumerate(words[: _LEAD_WORDS + 1]):
        at = text.index(word, at)
        rest = words[index : index + 8]
        length = person_length(rest) if plain(rest[0].strip("(")) in _titles() else 0
        if length:
            last = next((i for i, w in enumerate(rest[:length]) if w[-1] in ",.:;)"), length - 1)
            return at, " ".join(rest[: last + 1])
        group = _group(rest)
        if group is not None:
            return at, text[at : at + len(group)]
        if word.endswith(_ENDS):
            return None
        at += len(word)
    return None


def _group(words: list[str]) -> str | None:
    """Return the group or somebody without a name that words begin with."""
    rules = load_rules()
    first = plain(words[0])
    if len(first) > 1 and first[:2] not in _group_openings():
        return None
    called = plain(" ".join(words))
    found = (begins_with(called, rules.groups), begins_with(called, rules.somebody))
    return max(filter(None, found), key=len, default=None)


@cache
def _group_openings() -> frozenset[str]:
    rules = load_rules()
    return frozenset(phrase[:2] for phrase in rules.groups + rules.somebody)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.split()[0] for title in load_rules().titles)


def _cut(text: str, end: int, *, led: bool) -> int | None:
    """Return where what is said begins, behind a name that ends at `end`."""
    window = text[:_LONGEST]
    colon = COLON.search(window, end)
    says = _says().search(window, end)
    if says is not None and (colon is None or says.start() < colon.start()):
        between = window[end : says.start()]
        if not re.search(r"[.!?;]\s", between):
            return says.end()
    if colon is not None:
        between = window[end : colon.start()]
        if _introduces(between, led=led):
            return colon.end()
    # "... hỏi hai câu. Trụ điện ..."
    stop = re.compile(r"[.]\s+").search(window, end)
    if stop is not None and announces_count(window[end : stop.start()]):
        between = window[end : stop.start()]
        if any_of(load_rules().speech_verbs).search(between) or " có " in f" {between} ":
            return stop.end()
    return None


def _introduces(between: str, *, led: bool) -> bool:
    """Tell whether what stands from a name to a colon only introduces words."""
    sentences = _SENTENCES.split(between.strip())
    if len(sentences) > 2 or (len(sentences) == 2 and len(sentences[1].split()) > 8):
        return False
    verbs = list(any_of(load_rules().speech_verbs).finditer(between))
    # "... phản ánh việc lắp thiết bị trên tàu: máy ..." goes on with what is said.
    verb = bool(verbs) and len(between[verbs[-1].end() :].split()) <= _BEHIND_VERB
    if verb or announces_count(sentences[-1]):
        return not _FIRST_PERSON.search(between)
    # Only descriptors, and somebody who has been led to.
    return led and (
        not between.strip() or find_place(between) != "" or is_name(between.split(maxsplit=1)[0])
    )
