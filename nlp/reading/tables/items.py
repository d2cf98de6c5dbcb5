"""Several matters in one cell of a table: who asks, and each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.matters import asks, content_words, numbered
from nlp.reading.messages.further import surely_goes_over
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_is_full, person_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import announces_count, speaker_head, who
from nlp.reading.tables.cells import is_home, signed_by
from nlp.reading.trimming import without_link

_DEEP = r"\d{1,2}(?:\.\d{1,2}){1,2}"
ITEM = re.compile(
    rf"\s*(?:[-–—•●▪+*①-⑳]|\d{{1,2}}[.)/]|(?P<deep>{_DEEP})[.)]?|[a-zđ]\)"
    # These count from the first on: "b. Khuyên" is a person.
    r"|(?P<counted>\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)|[a-zđ][./]|[ivx]{1,4}[.)/]))\s+(?=\S)"
)
_BULLET = re.compile(r"[-–—•●▪+*]\s+(?=[^\W\d])")
# "1/ Cổng nghiêng 2/ Gà gáy ồn"
_IN_LINE = re.compile(r"(?<![^\s(])(?P<number>\d{1,2})(?P<sign>[.)/])\s+(?=[^\W\d])")
# "2 nội dung", "gồm 2 ý"
_TOLD = re.compile(r"^\W*(?:(?:có|gồm|tách|tổng)\s+)?0?(\d{1,2})(?:\s+\w+){1,2}\W*$")
_COUNTS = (
    tuple(map(str, range(1, 30))),
    tuple("abcdefghik"),
    tuple("abcdđeghik"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
)
# Fewer words tell no matter.
_ITEM_WORDS = 4
# A first line without a mark has so many words where it is an item above marked ones.
_FIRST_WORDS = 8
# Words of a line that leads over to what is listed below it.
_LEADS_OVER = re.compile(r"\b(?:như sau|sau đây|dưới đây|cụ thể|(?:lý|lí) do)\W*$", re.IGNORECASE)
# A sentence with "Ngoài ra" goes on the matter above it with which it has so many words in common.
_TIES = 4
# Of what stands above so many letters at its end are looked at.
_REMEMBERED = 600
# These only link, others are of the sentence ("Với lại xe chạy đêm").
_LINK = re.compile(r"^(?:ngoài ra|thêm nữa)\b[\s,:]*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.;!?…\n]|[.;!?…](?!\s))+[.;!?…]?")
# What each of several items is about, before a colon.
_TOPIC = re.compile(r"(?!\d)(?:về\s)?[^\s:,.;?!()]+(?:\s[^\s:,.;?!()]+){0,4}\s?:\s+(?=\S)")
# Who says something more is named in so many words.
_WHO_WORDS = 5
# A line above them that says who asks has no more words.
_ASKER_WORDS = 16
_PARTS = re.compile(r"[,;()]|(?:^|\s)[–-]\s")
_LIVES = re.compile(
    r"^(?:(?:hiện|đang)\s+)?(?:ở|ngụ|trú|tại|quê)(?:\s+(?:ở|tại))?\s+", re.IGNORECASE
)
_AGE = re.compile(
    r"\d{1,3}\s*(?:tuổi|t)|(?:sn|sinh(?: năm)?)\s*\d{4}|\+?[\d. ]{8,14}", re.IGNORECASE
)
_BEGINS = re.compile(rf"\W*[{CAPITALS}\d]")


def split_items(text: str) -> list[str]:
    r"""Return the items of a cell in which each has a line or a number, else the cell as it is.

    Parameters
    ----------
    text : str
        Such as ``"- Đường hỏng\n- Nước đục"``, ``"1. Đường hỏng lâu rồi. 2. Nước đục."`` or
        ``"3.1. Đường hỏng\n3.2. Nước đục"``.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].rstrip().endswith(":") and announces_count(lines[0]):
        # "Có 2 nội dung như sau:"
        del lines[0]
    found = [ITEM.match(line) for line in lines]
    if lines and not found[0] and _is_first(lines, found):
        behind = [line[match.end() :] for line, match in zip(lines[1:], found[1:]) if match]
        return [lines[0].strip(), *behind]
    marks = [match for match in found if match]
    counts = _counts([m["deep"] for m in marks]) and _counts_off([m["counted"] for m in marks])
    if len(lines) < 2 or not all(found) or not counts:
        more = [i for i, line in enumerate(lines) if i and _says_more(line)]
        if more and not marks:
            starts = [0, *more, len(lines)]
            return ["\n".join(lines[a:b]).strip() for a, b in zip(starts, starts[1:])]
        counted = numbered(text)
        counted = counted or _counted_in_line(text)
        whole = all(len(item.split()) >= _ITEM_WORDS for item in counted)
        return counted if counted and whole else [text]
    items = [without_link(line[match.end() :]) for line, match in zip(lines, found) if match]
    topics = [_TOPIC.match(item) for item in items]
    if all(topic and _is_topic(topic[0], item) for topic, item in zip(topics, items)):
        # "Việc lương: ..." beside "Việc tường: ..." only tells what each is about.
        return [item[topic.end() :] for topic, item in zip(topics, items) if topic]
    return items


def without_bullet(text: str) -> str:
    """Return a cell without the bullet before its only item ("- Chuồng trâu sát đường")."""
    first, _, below = text.lstrip().partition("\n")
    lead = _BULLET.match(first)
    if lead is None or any(map(ITEM.match, below.splitlines())):
        return text
    return text.lstrip()[lead.end() :]


def _counted_in_line(text: str) -> list[str]:
    """Return the items that are counted off from the beginning of a line, with no stop between."""
    marks = list(_IN_LINE.finditer(text))
    signs = {mark["sign"] for mark in marks}
    numbers = [int(mark["number"]) for mark in marks]
    # "1. Sửa đường thôn 2. Đường hỏng lâu rồi": a stop behind one number may end a sentence.
    if (
        len(marks) < (3 if "." in signs else 2)
        or len(signs) > 1
        or numbers != list(range(1, len(marks) + 1))
    ):
        return []
    if text[: marks[0].start()].strip():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [text[mark.end() : end].strip() for mark, end in zip(marks, ends)]
    # "đường số 2) hỏng"
    return items if all(item[:1].isupper() for item in items) else []


def _is_topic(head: str, item: str) -> bool:
    """Tell whether what stands before a colon is what an item is about, and not who or where."""
    return speaker_head(item) is None and not find_place(head)


def _says_more(line: str) -> bool:
    """Tell whether a line begins with somebody who says something more ("Anh còn nói ...")."""
    rules = load_rules()
    lower = plain(line)
    who = begins_with(lower, rules.titles + rules.groups)
    verb = any_of(rules.speech_verbs).search(lower) if who else None
    if verb is None or len(lower[: verb.start()].split()) > _WHO_WORDS:
        return False
    before, behind = lower[: verb.start()].split()[-1:], lower[verb.end() :].split()[:1]
    return before in (["còn"], ["cũng"]) or behind in (["thêm"], ["tiếp"])


def split_further(text: str) -> list[str]:
    """Return the parts of a text, each but the first said to be of a further matter.

    Parameters
    ----------
    text : str
        Such as ``"Quán mở nhạc đến 2 giờ sáng. Ngoài ra khách vứt vỏ bình đầy ngõ."``. A sentence
        that shares many words with what stands above it goes on, whatever it begins with.
    """
    starts = [0]
    for match in _SENTENCE.finditer(text):
        said = match[0].lstrip()
        if not surely_goes_over(said):
            continue
        above = text[max(starts[-1], match.start() - _REMEMBERED) : match.start()]
        ties = len(content_words(said) & content_words(above))
        if ties < _TIES and min(len(said.split()), len(above.split())) > _ITEM_WORDS:
            starts.append(match.start())
    parts = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)])]
    return [parts[0], *(_LINK.sub("", part) for part in parts[1:])]


def counted_lines(text: str, beside: Iterable[str]) -> list[str]:
    """Return the lines of a cell where another cell says that they are so many matters.

    Parameters
    ----------
    text : str
    beside : iterable of str
        The other cells of the row, of which one may say ``"2 nội dung"``.

    Returns
    -------
    list of str
        Empty where none does.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = any(
        announces_count(cell) and _TOLD.findall(cell) == [str(len(lines))] for cell in beside
    )
    return lines if len(lines) > 1 and told else []


def _is_first(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Tell whether a line without a mark is an item of its own above some with a dash."""
    dashes = [match is not None and not match[0].strip()[0].isalnum() for match in found[1:]]
    whole = lines[0].rstrip()[-1] in ".!?…" and len(lines[0].split()) >= _FIRST_WORDS
    long = all(len(line.split()) > _ITEM_WORDS for line in lines[1:])
    leads = _LEADS_OVER.search(lines[0]) is not None
    if leads or not (dashes and all(dashes) and whole and long and asks(lines[0])):
        return False
    # "— Ông Út, ấp Định Phú" below what he said
    return not signed_by("\n".join(lines))[1]


def _counts(deep: Sequence[str | None]) -> bool:
    """Tell whether numbers such as "3.1" count on, where there are any ("1.5 tấn" is a size)."""
    if not any(deep):
        return True
    parts = [number.rpartition(".") if number else ("", "", "0") for number in deep]
    within = len({part[0] for part in parts}) == 1
    return within and [int(part[2]) for part in parts] == list(range(1, len(parts) + 1))


def _counts_off(marks: Sequence[str | None]) -> bool:
    """Tell whether marks such as "(i)" or "a." count from the first on, where there are any."""
    if not any(marks):
        return True
    said = tuple((mark or "").strip("()./") for mark in marks)
    return any(said == count[: len(said)] for count in _COUNTS)


def asked_by(text: str) -> tuple[str, str, str]:
    r"""Return a cell without the line above its matters that says who asks, the name and the home.

    Parameters
    ----------
    text : str
        Such as ``"Ông Mai Văn Tám, thôn Đông\n- Đường hỏng\n- Nước đục"``.

    Returns
    -------
    tuple of str
        The cell as it is, without name and home, where its first line says something else.
    """
    above, _, below = text.lstrip().partition("\n")
    above, below = above.strip().rstrip(":"), below.strip()
    words = above.split()
    length = person_length(words)
    if not below or not length or len(words) > _ASKER_WORDS or above[-1] in ".!?;" or asks(above):
        return text, "", ""
    # The name is all of it, or a sign stands behind it: "Ông Tám trưởng thôn nói ..." tells.
    name = " ".join(words[:length])
    bare = person_is_full(name) and (length == len(words) or above[len(name) - 1] in ",;)")
    bare = bare or words[length : length + 1] in (["-"], ["–"]) or above[len(name) :][:2] == " ("
    bare = bare and all(map(_tells_who, _PARTS.split(" ".join(words[length:]))))
    if not bare or not _BEGINS.match(below):
        return text, "", ""
    return below, *who(above)


def _tells_who(part: str) -> bool:
    """Tell whether a part of a line behind a name says who that is and nothing of a matter."""
    part = _LIVES.sub("", part.strip(" .:"))
    # "(Ba Thợ)", "Hội Phụ nữ", but not "Mất trâu".
    words = part.split()
    capitals = sum(word[:1].isupper() for word in words)
    named = (part[:1].isupper() and capitals > 1) or capitals == len(words)
    role = begins_with(fold(part), load_rules().roles) is not None
    return named or role or is_home(part) or _AGE.fullmatch(part) is not None
