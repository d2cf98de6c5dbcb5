"""How people are named where it is said that they speak: titles, names, what leads to them."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.person_names import name_length, person_length
from nlp.reading.rules import any_of, load_rules, plain

EDGES = " \t–—-:;,.•*→⇒=>/|+☐☑✔☒[]()\"“”«»'"
# Whatever flags the pattern around it has.
CAPITAL = "(?-i:[" + "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper()) + "])"
# What may stand before a name: how it comes that this person speaks.
_LEADS = re.compile(
    rf"(?:hộ\s+(?={CAPITAL})|(?:pv|ptv|mc|btv)\s?\d{{0,2}}\s*:\s*(?=\S)"
    r"|(?:cũng|vẫn|và|còn|rồi|riêng|trong đó|sau đó|ngoài ra|bên cạnh đó"
    r"|đồng thời|cuối cùng|tiếp theo|tiếp đến|thêm|nhất là|trong khi đó|về phía|gặp"
    r"|gọi (?:điện )?cho|điện cho|gọi điện|ghé (?:nhà|thăm)|đến nhà|qua nhà|sang nhà|thăm"
    r"|đồng tình với (?:bà|ông))(?:\s*[,:]\s*|\s+)"
    r"|(?:còn\s+|và\s+)?theo\s+|(?:dư luận|có|phản ánh từ)\s+(?:ý kiến\s+(?:của\s+)?)?"
    r"|(?:câu hỏi|câu|ý kiến|ý|kiến nghị|phản ánh|trường hợp|lượt|phiếu|thư tay|lá thư|thư|tin nhắn"
    r"|đơn)"
    r"(?:\s+(?:số\s+|thứ\s+)?(?:\d+|nhất|hai|ba|tư|năm|cuối cùng|cuối|sau cùng|tiếp theo"
    r"|đầu tiên)\b)?"
    r"(?:\s*[,:.–•●▪■◆♦·|-]\s*|\s+)(?:là\s+)?(?:của\s+)?(?:các\s+)?"
    r"|(?:người|tiếp)\s+(?:\w+\s+){0,3}?(?:là|đến)\s+|mở đầu(?:\s+\w+){0,2}[,:]?\s+"
    r"|(?:ở|tại|cũng (?:ở|tại)|về|sau khi|trước|tiếp tục|hiện nay|thời gian qua|từ khi|do"
    r"|(?:ngồi|đứng|ngay|tiếp)\s+(?:cạnh|gần|bên|sau|cùng)|(?:tiếp|nối)\s+lời|cùng\s+ý(?:\s+kiến)?\s+với)"
    r"\s+[^,.:;]{2,60},\s+|cùng\s+(?:thôn|xóm|ấp|tổ|bản|khóm|xã|phường)[^,]{0,20},\s+)",
    re.IGNORECASE,
)
# A tick box, a clock or a day before a name.
_STAMP = re.compile(
    r"^(?:(?:[x ]?|\d{1,3}|(?:lượt|ý|ý kiến|phiếu|câu|số)(?: số| thứ)? \d{1,3})\]\s*"
    # The class of a school: "6/1 / ", "1C | "
    r"|\d{1,2}(?:[/.]\d{1,2}|[A-Z]\d?)?\s*[|/]\s+"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?[.:]?\s+"
    r"(?=(?:ông|bà|anh|chị|cô|chú|bác|cụ|mệ|o|đ/c|đc)\s|[abcôo]\.\s*\w"
    rf"|[abcô]\s+{CAPITAL})"
    r"|(?:\d[\d/.:hg ]{0,40}\d[hg]?|\d{1,2}[hg/])\s*(?:[\]:,–•●▪■◆♦·|-]\s*|\s-\s*|(?=\d))"
    r"|kn\s?\d+[.:]\s*)+",
    re.IGNORECASE,
)
# The number of a row of a table, as a PDF file has it: "3 Bà Lê Thị Tám".
_ROW = re.compile(r"\d{1,4}\s+(?=\S)")
_CLOCK = re.compile(r"(?<![\s:\[(·|–-])[\s:\[(·|–-]*\d{1,2}[:/]\d{2}(?:[:/]\d{2,4})?[\])]?\s*$")
# Whoever speaks at a school is called by his child.
KIN_OF = re.compile(
    r"(?:phụ huynh|ph|cha mẹ|mẹ|má|bố|ba|cha|(?:ông|bà)(?: nội| ngoại)?|anh|chị|cô|dì)"
    rf"\s+(?:của\s+)?(?:(?:em|cháu|bé|con|bạn|học sinh|hs)\s+(?={CAPITAL})|(?<=của )(?={CAPITAL}))",
    re.IGNORECASE,
)
_INITIALS = frozenset(("ô", "b", "a", "c", "o"))
LONGEST_NAME = 8
# No name: the number of an item, or a word that counts matters off.
NUMBERED = re.compile(
    r"^(?:kn|câu|ý|mục|số|phiếu|stt|việc|vấn đề)\s?\d+$|^(?:một|hai|ba|bốn|thứ \w+)(?: là)?$"
    r"|^\d+\W*$",
    re.IGNORECASE,
)
# Whom a message is for: "Anh Nam địa chính ạ.", "Dạ em chào anh Vũ CSKV,"; "em Tú đây ạ" is who
# writes it.
_FIRST_PERSON = r"(?:tôi|tui|em|con|cháu|mình|tớ|chúng)"
_CALLED = re.compile(
    rf"^\W*(?:(?:dạ|alo|a lô|kính|thưa)\s+)*(?!{_FIRST_PERSON}\b)"
    r"(?:[^\s,.!?:;]+\s+){1,6}?(?:ơi|oi|ạ|à)\b(?!\s*:)[\s,.!–-]*",
    re.IGNORECASE,
)
_GREETED = re.compile(
    rf"^\W*(?:dạ\s+)?(?:{_FIRST_PERSON}\s+)?(?:xin\s+)?(?:kính\s+)?chào\s+[^,.!?:;]{{1,40}}[,.!]\s*",
    re.IGNORECASE,
)
_HERE = re.compile(r"(?:\s(?:đây|nè|nghen|nha))?(?:\sạ)?$", re.IGNORECASE)
# Whoever is greeted stands in so many letters.
_GREETING = 120
_SELF = re.compile(rf"(?:dạ\s+)?(?i:{_FIRST_PERSON})\s+(?:(?:tên|là)\s+){{0,2}}(?=[^\W\d_a-zà-ỹđ])")


def bare_name(text: str) -> str:
    """Return a text without stamps, marks and what leads to a name."""
    text = _CLOCK.sub("", _STAMP.sub("", text.strip(EDGES))).split("<")[0].strip(EDGES)
    text = re.sub(r"(?<=\w)\(", " (", text)
    # "ô.Hồ Viết Trinh"
    text = re.sub(r"^(\w{1,2}\.)(?=[^\W\d_])", r"\1 ", text)
    row = _ROW.match(text)
    if row and text[row.end()].isupper() and person_words(text[row.end() :]) > 1:
        text = text[row.end() :]
    return without_leads(text)


def without_addressee(text: str) -> str:
    """Return a text without whom it greets ("Bác Thuận ơi, ..."), and what leads to the writer.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        ``"Hòa con ông Lưu xóm 4"`` of ``"Bác Thuận ơi, cháu Hòa con ông Lưu xóm 4 đây ạ"``.
    """
    head = text[:_GREETING]
    greeted = _CALLED.match(head) or _GREETED.match(head)
    if greeted is None:
        return text
    rest = text[greeted.end() :].rstrip(f"{EDGES}.!?")
    rest = rest[: -len(here[0])] if (here := _HERE.search(rest[-_GREETING:])) and here[0] else rest
    return rest[found.end() :] if (found := _SELF.match(rest)) else rest


def without_leads(text: str) -> str:
    """Return a text without the words that lead to who speaks ("Tiếp theo, ý kiến của ...")."""
    begin, end = 0, len(text.rstrip())
    while (match := _LEADS.match(text, begin)) and match.end() < end:
        begin = match.end()
    return text[begin:]


def person_words(text: str, *, lenient: bool = False) -> int:
    """Return how many words at the beginning are a title and a name, with its initials.

    Parameters
    ----------
    text : str
    lenient : bool
        Take a title of one letter before a name of one word ("ô. Tư"), which elsewhere may be
        the mark of an item.
    """
    words = text.split()[: LONGEST_NAME + 2]
    if not words:
        return 0
    length = person_length(words)
    if (kin := KIN_OF.match(text)) is not None:
        # "phụ huynh em Gia Huy", "bà ngoại của bé Na"
        led = len(kin[0].split())
        length = led + name_length(words[led:]) if name_length(words[led:]) else length
    if not length and lenient and plain(words[0].strip(".")) in _INITIALS and len(words) > 1:
        # "ô. Tư", where it stands as whose something is.
        length = 1 + name_length(words[1:]) if name_length(words[1:]) else 0
    # "Phạm T. Lệ": a name goes on behind an initial.
    while length and re.fullmatch(rf"{CAPITAL}\.?", words[length - 1]) and length < len(words):
        after = name_length(words[length:])
        if not after:
            break
        length += after
    return length


@cache
def title_words() -> frozenset[str]:
    """Return the first words of titles ("ông", "đồng")."""
    return frozenset(title.split()[0] for title in load_rules().titles)


@cache
def tells() -> re.Pattern[str]:
    """Return the pattern of verbs that say what somebody asks for or complains of."""
    rules = load_rules()
    words = {*rules.speech_verbs, *rules.reported, "tiếp tục", "tỏ ra", "phấn khởi", "đồng tình"}
    words |= {"không đồng tình", "bàn tán", "phê bình", "trình bày", "bức xúc trước", "về việc"}
    words.add("tiếp")
    return _in_small(words)


@cache
def says() -> re.Pattern[str]:
    """Return the pattern of verbs that go on a sentence whose subject is a person."""
    rules = load_rules()
    words = {
        *rules.speech_verbs,
        *rules.reported,
        *("tiếp", "tiếp tục", "nêu ý kiến", "tỏ ra", "phấn khởi", "không đồng tình", "đồng tình"),
        *("gửi", "góp", "bàn tán", "chưa đồng tình", "phê bình", "cũng", "thì", "lại", "có"),
        *("về việc", "xin", "than", "kiến nghị", "trình bày", "bức xúc trước", "thắc mắc"),
    }
    return _in_small(words)


def _in_small(words: set[str]) -> re.Pattern[str]:
    """Return a pattern of verbs without a capital: "Than" in "xã Mường Than" is of a name."""
    return re.compile(rf"(?!{CAPITAL}){any_of(tuple(sorted(words))).pattern}", re.IGNORECASE)
