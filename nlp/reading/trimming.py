"""What a speaker says around an opinion: greeting, introduction, lead-in, and the end of a turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, load_rules, plain
from nlp.reading.speakers import announces_count

_UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_SENTENCE = re.compile(rf"(?<=[.!?…])\s*(?=[{_UPPER}])|(?<=[.!?…])\s+")
_ME = r"(?:tôi|tui|em|con|cháu|mình|chúng tôi|tụi tôi|tụi em)"
_FILLER = r"(?:dạ|vâng|rồi|ờ|à|a ?lô|alo|thưa|kính thưa)"
_GREETING = re.compile(
    rf"^(?:{_FILLER}[\s,.]+)*(?:(?:(?:xin |kính )?chào|kính thưa|thưa|a ?lô|alo)\b[^?]*"
    # but not "Dạ nước nhà em đục."
    rf"|{_FILLER}(?:\s+ạ)?\W*|{_FILLER}[\s,.]+(?:{_ME}\s+)?(?:(?:cảm ơn|cám ơn)\b[^?]*"
    r"|xin\s+(?:phát biểu|nói|hỏi|góp|nêu|có|được|phép)(?:\s+\w+){0,2}\W*))$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"^(?:{_FILLER}[\s,.]+)*(?i:{_ME})\s+(?:là\b|tên\b|[{_UPPER}]\w*\s+[{_UPPER}])"
)
_FURTHER = re.compile(
    rf"^(?:{_FILLER}[\s,.]+)*(?:còn|thêm)\s+(?:một\s+)?(?:cái|ý|chuyện|việc|vấn đề)"
    r"(?:\s+(?:này|nữa|kia|khác))+\s*(?:là\s+)?[,:.]?\s*"
    r"|^(?:nhân tiện|nhân đây|tiện đây|tiện thể|sẵn đây|sẵn tiện)[^,:.]{3,40}(?:thêm|nữa|luôn)"
    r"[^,:.]{0,15}[,:]\s*",
    re.IGNORECASE,
)
# "Ngoài ra đường còn trơn": out on the road.
_OUTSIDE = re.compile(r"\s+(?:đường|đồng|bãi|biển|sông|chợ|ngõ|phố|ngoài|đến|tới|khỏi)\b", re.I)
_PAUSE = re.compile(
    # "Bên cạnh đó là bãi rác" tells where it is.
    r"\s*[,:]\s*|\s+thì\s*[,:]?\s+|\s+là\s+(?=(?:về|chuyện|việc|vấn đề|ý kiến|nội dung)\b)",
    re.IGNORECASE,
)
_I_ASK = re.compile(rf"(?:{_ME}\s+)?(?:cũng\s+)?(?:xin|đề nghị|kiến nghị|mong|cho hỏi|hỏi)\b", re.I)
# "Tôi xin hỏi: ...", "cũng xin nói luôn chuyện ...": that something is said, and not what.
_SAYING = r"(?:nói|thưa|hỏi|kể|trình bày|báo)"
_SAYS = re.compile(
    rf"(?:{_ME}\s+)?(?:cũng\s+)?(?:muốn\s+|xin\s+(?:phép\s+|được\s+)?)?{_SAYING}"
    r"(?:\s*:\s*"
    r"|(?:\s+(?:thêm|luôn|nốt|nữa))+(?:\s*[:,]\s*|\s+(?:là|rằng)\s+|\s+(?=(?:chuyện|việc|về|cái|con|vụ)\b)))"
    rf"|(?:{_ME}\s+)?cũng\s+xin\s+(?:được\s+)?{_SAYING}\s+(?=(?:chuyện|việc)\b)"
    # "cũng xin thưa luôn một việc, ..."
    rf"|(?:{_ME}\s+)?(?:cũng\s+)?xin\s+(?:được\s+)?{_SAYING}(?:\s+(?:thêm|luôn|nốt))?"
    r"\s+(?:một|1)\s+(?:việc|chuyện|điều|ý)(?:\s+(?:nữa|khác))?\s*[,:]\s*",
    re.IGNORECASE,
)
# "Tôi đọc giấy bà con viết: “...”": somebody reads out what another wrote.
_READS = re.compile(
    r"(?=[^:“\"]{0,60}\b(?:đọc|viết|ghi)\b)(?:[^\s:“\"]+\s+){1,9}[^\s:“\"]+\s*:\s*"
    r"(?:“(?P<said>[^“”]+)”|\"(?P<quoted>[^\"]+)\")\s*\.?",
    re.IGNORECASE,
)
# "Thẻ bảo hiểm của em hết hạn."
_USED_UP = re.compile(r"\w+\s+hết\s+(?!(?:ạ|rồi|ý|lời|nhé|đây)\b)\w", re.IGNORECASE)
# What is left when a link is taken off has so many words at least.
_FEWEST_LEFT = 3
_GREETING_WORDS = 14
_INTRODUCTION_WORDS = 26


@dataclass(frozen=True)
class Trimmed:
    """A turn without what stands around its opinion.

    Attributes
    ----------
    text : str
        The opinion, as it stands in the turn; empty where nothing is left.
    taken : str
        What was taken off the beginning.
    further : bool
        The speaker says that it is a further matter ("còn cái này nữa, ...").
    """

    text: str
    taken: str
    further: bool


def trim(text: str) -> Trimmed:
    """Take greeting, introduction and closing off what somebody says.

    Parameters
    ----------
    text : str

    Returns
    -------
    Trimmed
    """
    text = text.strip()
    spans = [(begin, end) for begin, end in _sentences(text) if text[begin:end].strip()]
    sentences = [text[begin:end] for begin, end in spans]
    first, last = 0, len(sentences)
    while first < last and _before(sentences[first]):
        first += 1
    while first < last and _after(sentences[last - 1]):
        last -= 1
    # As it stands, with its line breaks: a message is found again by what is left of it.
    said = text[spans[first][0] : spans[last - 1][1]] if first < last else ""
    further = _FURTHER.match(said)
    rest = said[further.end() :] if further else said
    return Trimmed(rest, " ".join(sentences[:first]), bool(further))


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end."""
    gaps = [edge for gap in _SENTENCE.finditer(text) for edge in gap.span()]
    edges = [0, *gaps, len(text)]
    return list(zip(edges[::2], edges[1::2]))


def without_link(text: str) -> str:
    """Return an opinion without the adverb that links it to the one above ("Ngoài ra, ...").

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Never empty: the text as it is where little else is in it.
    """
    rules = load_rules()
    lower = plain(text)
    link = begins_with(lower, rules.linking + rules.linking_before_pause + rules.further)
    if link is None or len(lower) != len(text):
        return text
    pause = _PAUSE.match(text, len(link))
    if link in rules.further and (pause is None or pause[0].strip() not in (",", ":")):
        # "Cái nữa thì không ai xuống xem" is a sentence.
        return text
    rest = text[pause.end() if pause else len(link) :].strip()
    if len(rest.split()) < _FEWEST_LEFT or (pause is None and not _links(link, text, rest)):
        return text
    return rest


def without_announcement(text: str) -> str:
    """Return what somebody writes without the words that only say that he says something.

    Parameters
    ----------
    text : str
        Such as ``"tôi xin hỏi: thửa ruộng sau nhà bao giờ có sổ?"``.

    Returns
    -------
    str
        Never empty: the text as it is where little else is in it.
    """
    says = _SAYS.match(text)
    rest = text[says.end() :] if says else ""
    return rest if len(rest.split()) >= _FEWEST_LEFT else text


def without_reading(text: str) -> str:
    """Return what somebody reads out without the words that he reads it.

    Parameters
    ----------
    text : str
        Such as ``"Tôi đọc đơn bà con viết: “Kênh cạn đã ba vụ.”"``, with nothing behind it.
    """
    reads = _READS.fullmatch(text.strip())
    said = (reads["said"] or reads["quoted"]).strip() if reads else ""
    return said if len(said.split()) >= _FEWEST_LEFT else text


def _links(link: str, text: str, rest: str) -> bool:
    """Tell whether an adverb without a pause behind it is a mark."""
    rules = load_rules()
    if link in rules.linking:
        return _OUTSIDE.match(text, len(link)) is None
    people = rules.reporters + rules.groups + rules.somebody
    asked = _I_ASK.match(rest) is not None or begins_with(plain(rest), people) is not None
    return asked or person_length(rest.split()) > 0


def introduced_place(taken: str) -> str:
    """Return the home that an introduction names, empty where it names none."""
    return find_place(taken)


def _before(sentence: str) -> bool:
    words = len(sentence.split())
    if "?" in sentence or (asks(sentence) and words > 8):
        return False
    if _NAMED.match(sentence):
        return words <= _INTRODUCTION_WORDS
    if announces_count(sentence):
        return False
    return words <= _GREETING_WORDS and _GREETING.match(sentence) is not None


def _after(sentence: str) -> bool:
    """Tell whether a sentence only ends a turn ("Tôi hết.", "Xin cảm ơn.")."""
    words = sentence.split()
    closing = any_of(load_rules().speech["closings"]).search(sentence)
    ends = closing is not None and not _USED_UP.match(sentence, closing.start())
    return len(words) <= 7 and ends and "?" not in sentence
