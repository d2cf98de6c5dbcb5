"""Separate matters inside one turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.reading.likeness import likeness
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, load_rules, mentions, plain
from nlp.reading.speakers import announces_count

# So many words in common tie a paragraph to the matter above it.
_TIES = 2
_NEXT = "kế|kế tiếp|đầu|đầu tiên|tiếp|tiếp theo|sau|chót|sau chót|cuối|cuối cùng|khác"
# "Chúng cháu cũng muốn có ..." asks for another thing.
ALSO = re.compile(r"(?:\S+ ){1,3}(?:cũng|còn) (?:muốn|xin|mong|đề nghị|kiến nghị|yêu cầu)\b")
# Behind a line break no further one is passed over, or many of them would take for ever.
_NUMBERS = re.compile(r"(?:^\s*|(?<=[.;:!?…])\s*|(?<=\n)[^\S\n]*)\(?([1-9]\d?)[.)/]\s+(?=[^\W\d])")
# "Tôi xin báo hai chỗ:"
_LEADS = re.compile(
    r"(?:dạ,?\s+)?(?:tôi|tui|em|cháu|con|mình|chúng tôi|chúng em)\s+(?:(?:cũng|chỉ)\s+)?"
    r"(?:xin|muốn|báo|phản ánh|nêu|hỏi|nhờ|góp|kiến nghị|đề nghị|trình bày|có)\b[^:\n]{0,60}:\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# A mark that no first one need stand before; "Thứ hai" alone may be Monday.
_SECOND = re.compile(
    r"(?:về\s+)?(?:\w+\s+){1,2}(?:thứ\s+(?:hai|2|ba|3)|(?:kế\s+)?tiếp(?:\s+theo)?|khác)\b"
    r"|thứ\s+hai\s*(?:là\s*)?[,:]|(?:hai|ba)\s+là\b",
    re.IGNORECASE,
)
# "Thứ hai là rác thải ..." counts, "Thứ hai là ngày họp" does not.
_COUNT_IS = re.compile(
    r"thứ\s+(?:hai|ba|tư|[2-4])\s+là\s+(?!(?:ngày|hôm|buổi|phiên|lịch|đầu tuần)\b)",
    re.IGNORECASE,
)
# Where no pause is behind it, or no first one before, it is a day of the week and counts nothing.
_DAY = re.compile(r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:và\s+)?(?:thứ\s|chủ nhật)", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:chủ nhật|thứ\s+\S+|hôm|sáng|chiều|tối|tuần)\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b(?:chủ nhật|{_DAY.pattern})\b", re.IGNORECASE)
# "Thứ bảy, chủ nhật xe đỗ kín đường" counts nothing.
_NEXT_DAY = r"\s*(?:,|và|hay|hoặc)\s+chủ\s+nhật\b"
# Another matter of the same place or thing: "Cũng cái kênh ấy, tấm đan bị xe đè gãy".
_SAME_THING = re.compile(
    r"cũng\s+(?:tại|ở|trong|trước|sau|trên|dưới|ngay|gần|cạnh|cái|con|đoạn|chỗ|khu|đường|kênh|cầu"
    r"|ngõ|hẻm)\s+(?:[^\s,.;:!?]+\s+){0,5}(?:ấy|này|đó|nọ|nớ|ni|đấy)\s*,\s*",
    re.IGNORECASE,
)
# Fewer words than these in front of it are no matter.
_FEWEST, _FEWEST_STATED, _LONG_INTRO = 6, 4, 13
# Before a mark that counts a second one, so few words are a matter.
_SHORTEST = 3
# Who only says who he is, or greets, is less likely to ask for something.
_MAYBE = 0.1
_LATER = re.compile(r"\b(?:hai|2)\b|b\)", re.IGNORECASE)
# Somebody says who he is, or that he is going to say something.
_OPENS = re.compile(
    r"(?:dạ|vâng|alo|thưa|kính|xin|chào"
    r"|(?:tôi|tui|em|con|cháu|mình|chúng tôi|chúng em|bà con|cử tri)\s+"
    r"(?:là|tên|có|xin|muốn|nói|hỏi|nêu|góp|nhất trí|phản ánh|kiến nghị|đề nghị))\b",
    re.IGNORECASE,
)
# "Dạ em xin góp một ý." and what somebody says of himself in it.
_COUNTS_WORDS = 10
_COUNT_SENTENCE = re.compile(r"^([^.:;!?…]{3,70})[.…]+\s+(?=\S)")
_COUNTED = re.compile(
    r"\b(?:có|xin|góp|nêu|hỏi|nói|nhờ|thưa|phản ánh|kiến nghị|đề nghị|trình bày|thêm|còn)"
    r"(?:\s+thêm)?\s+(?:\d|một|hai|ba|bốn|năm|sáu|mấy|vài)\w*(?:\s+\w+){1,2}$",
    re.IGNORECASE,
)
_STOPS = re.compile(r"(?<=[.!?…])\s+|\n")
_TELLS = 4
_BEHIND_COUNT = re.compile(r"\s+(?:như\s+sau|sau(?:\s+đây)?|là|này|nữa|thôi)$", re.IGNORECASE)
_SAYS_HIMSELF = re.compile(r"\b(?:tôi|tui|em|con|cháu|mình|chúng tôi|xin|dạ)\b", re.IGNORECASE)


@cache
def _marks() -> re.Pattern[str]:
    """Return the pattern of the marks by which a speaker counts off matters."""
    rules = load_rules()
    ordinal = "|".join(rules.ordinals)
    count = "|".join(rules.counts)
    matter = "|".join(sorted(rules.matters, key=len, reverse=True))
    mark = (
        rf"(?:(?:(?:về\s+)?(?:{matter})\s+)?thứ\s+(?:{ordinal})|(?:{matter})\s+(?:số\s+)?\d"
        # "Ba, bốn ngày mới có một chuyến"
        rf"|(?:{count})(?:\s+là|(?=,\s)(?!,\s+(?:{count})\b))"
        rf"|(?:{matter})\s+(?:{_NEXT})(?=\s*[,:])|\(?[1-9a-e]\)|[1-9]/)"
    )
    return re.compile(
        rf"(?:^|(?<=[.;:!?…]\s)|(?<=\n))(?P<mark>{mark})(?!\w)(?!{_NEXT_DAY})(?:\s+là\b)?\s*[,:.]?\s*",
        re.IGNORECASE,
    )


@cache
def _added() -> re.Pattern[str]:
    words, links = any_of(load_rules().added).pattern, any_of(load_rules().further).pattern
    return re.compile(
        rf"(?:^|(?<=[.;!?…]\s)|(?<=\n))(?:{words}\s*:|{links}\s*[,:]|{_SAME_THING.pattern})\s*",
        re.IGNORECASE,
    )


def split_matters(text: str) -> list[str]:
    """Cut a turn at the marks by which a speaker counts off matters ("Thứ nhất, ... Thứ hai, ...").

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        The whole text when fewer than two marks stand at the head of a clause; one that counts
        a second matter is enough. Never empty: marks with no words behind them count no matters.
    """
    # Without an announcement the number may be of a law or a list within the matter.
    counted = [] if _NUMBERS.match(text) else numbered(text)
    if counted:
        return counted
    found = list(_marks().finditer(text))
    second = found and (_SECOND.match(found[0][0]) or _COUNT_IS.match(text, found[0].start()))
    if found and _DAY.fullmatch(found[0]["mark"]) and not second:
        found = [mark for mark in found if not _DAY.fullmatch(mark["mark"])]
    if len(found) == 1 and second:
        # The first matter has no mark: "Bãi xe ... . Vấn đề thứ hai, quán hát ..."
        above, below = text[: found[0].start()].strip(), text[found[0].end() :].strip()
        # "Rác từ chủ nhật. Thứ hai, xe mới tới": Monday.
        when = _DAY_BEFORE if _COUNT_IS.match(text, found[0].start()) else _WHEN
        monday = _WEEKDAY.match(below) or (
            found[0][0].lower().startswith("thứ") and when.search(above)
        )
        # "Hai là" says nothing but that a second matter follows.
        counts = not found[0][0].lower().startswith("thứ")
        fewest = _FEWEST_STATED if counts else _FEWEST
        if len(above.split()) >= fewest and below and not monday:
            return [above, below]
    if len(found) < 2:
        return [part for part in (p.strip() for p in _added().split(text)) if part] or [text]
    # The mark itself is a number, like the "1." of a list, and no part of the opinion.
    ends = [*(mark.start() for mark in found[1:]), len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(found, ends)]
    intro = text[: found[0].start()].strip()
    if _is_matter(intro, found[0]["mark"]):
        parts.insert(0, intro)
    return [part for part in parts if any(map(str.isalnum, part))] or [text]


def _is_matter(intro: str, mark: str) -> bool:
    """Tell whether what stands before the first mark is a matter, no greeting or announcement."""
    if announces_count(intro):
        return False
    words, opens = len(intro.split()), _OPENS.match(intro)
    if _LATER.search(mark) and words >= _SHORTEST:
        # The first matter has no mark: "Nước máy rất yếu. Hai là điện hay mất. Ba là ..."
        return not opens or words >= _LONG_INTRO or likeness(intro)["opinion"] >= _MAYBE
    return words >= (_LONG_INTRO if opens else _FEWEST)


def numbered(text: str) -> list[str]:
    """Return the matters that are numbered in a text ("1. Đường hỏng lâu rồi. 2. Nước đục.").

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Empty where fewer than two are counted from 1 on, or where something else than the number
        of matters stands before them.
    """
    marks = list(_NUMBERS.finditer(text))
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    lead = text[: marks[0].start()]
    if lead.strip() and not (announces_count(lead) or _LEADS.fullmatch(lead.strip())):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends)]


def without_mark(text: str) -> str:
    """Return a text without the mark that counts it off ("Chuyện thứ nhất: ...").

    Parameters
    ----------
    text : str
    """
    match = _marks().match(text)
    day = match and _DAY.fullmatch(match[0].strip().removesuffix(" là"))
    if day and not _COUNT_IS.match(text):
        # "Thứ bảy xe rác không tới."
        return text
    return text[match.end() :] if match and text[match.end() :] else text


def begins_matter(text: str, above: str) -> bool:
    """Tell whether a paragraph of a turn is another matter than what stands above it.

    It is where its first words say so ("Ngoài ra ..."). Otherwise a matter ends with what is
    asked for: a paragraph below a request, which shares no words with it and does not point back
    ("Việc này ..."), begins another one. The words in common are lexical cohesion as in TextTiling
    (Hearst, 1997), with a paragraph for a block.

    Parameters
    ----------
    text, above : str
    """
    rules = load_rules()
    lower = plain(text)
    if begins_with(lower, rules.new_matter):
        return True
    if text[:1].islower() or begins_with(lower, rules.anaphora):
        return False
    if not asks(above):
        return False
    if begins_with(lower, rules.more) or ALSO.match(lower):
        return True
    return len(content_words(text) & content_words(above)) < _TIES


def without_count(text: str) -> str:
    """Return a text without a lead-in that only counts ("Em hỏi hai chuyện: ...")."""
    sentence = _COUNT_SENTENCE.match(text)
    if sentence is not None:
        words = sentence[1].split()
        # What is counted stands at its end, behind the verb: "Tôi còn một điều day dứt là ..."
        # and "Tôi hỏi xã nợ dân hai điều." tell it.
        counts = announces_count(" ".join(words[-4:])) and len(words) <= _COUNTS_WORDS
        counts = counts and _COUNTED.search(sentence[1]) is not None
        if counts and _SAYS_HIMSELF.search(sentence[1]):
            return text[sentence.end() :]
    lead, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(lead.split()) > 10:
        return text
    *above, _ = _STOPS.split(lead)
    words = " ".join(above).split()
    if len(words) >= _TELLS and not (_OPENS.match(above[0]) or person_length(words)):
        # "Cống tắc cả tháng. Tôi xin hai việc: ..." tells something before it counts.
        return text
    # "Có ba điểm sạt lở: ..." tells what is counted.
    last = plain(_BEHIND_COUNT.sub("", lead)).split()[-3:]
    ends = {" ".join(last[-2:]), *last[-1:]} & set(load_rules().matters)
    return rest.strip() if ends and announces_count(" ".join(last)) else text


def asks(text: str) -> bool:
    """Tell whether a text asks for something."""
    return "?" in text or mentions(text, load_rules().requests)


def content_words(text: str) -> set[str]:
    """Return the words of a text that say what it is about, in lower case."""
    stop = load_rules().stop_words
    return {word for word in _WORD.findall(text.lower()) if word not in stop}


def answered(answer: str, opinions: Sequence[str]) -> list[int]:
    """Tell which of a turn's opinions an answer is to, by the words that they have in common.

    Parameters
    ----------
    answer : str
    opinions : sequence of str

    Returns
    -------
    list of int
        All of them where no words tell.
    """
    if len(opinions) < 2:
        return list(range(len(opinions)))
    words = content_words(answer)
    shared = [len(words & content_words(opinion)) for opinion in opinions]
    best = max(shared)
    if best < 1:
        return list(range(len(opinions)))
    return [index for index, count in enumerate(shared) if count and 2 * count >= best]
