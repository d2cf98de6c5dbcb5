"""Items of a cell that holds several opinions, what is written around them, and their answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.reading.matters import asks, content_words, numbered
from nlp.reading.speakers import announces_count
from nlp.reading.tables.cells import signed_by

_ITEM = re.compile(r"\s*(?:[-–—•●▪+*]|\d{1,2}[.)/]|[a-zđ]\))\s+(?=\S)")
# Fewer words tell no matter.
_ITEM_WORDS = 4
# "Việc 1: ...", "Ý thứ 2. ...", "(2) ..."
_ANSWERED = re.compile(
    r"(?<![^\s.;,])(?:(?:ý kiến|ý|câu hỏi|câu|kiến nghị|nội dung|vấn đề|việc|mục)\s+"
    r"(?:thứ\s+|số\s+)?(\d{1,2})\s*[:.)–-]|\(?(\d{1,2})[.)])\s+",
    re.IGNORECASE,
)
# Where a sentence of an answer ends.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
# So many words tie a sentence of an answer to an item.
_TIES = 2
# A first line without a mark has so many words where it is an item above marked ones.
_FIRST_WORDS = 8
# "(Đơn có 14 chữ ký)", "(kèm 3 ảnh)": of the paper, and not of what it says.
_ENCLOSED = re.compile(
    r"\s*\n\s*[(\[](?:đơn\s+)?(?:có|kèm|gửi kèm|đính kèm|kèm theo)\s[^()\[\]]{0,40}?"
    r"(?:chữ ký|ảnh|hình|video|clip|bản sao|bản phô tô|giấy tờ)[^()\[\]]{0,20}[)\]]\s*$",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"^(?:dạ,?\s+)?(?:kính gửi|kính thưa|kính chào|xin chào|em chào|chào)\s(?!cờ|mừng|bán|hàng)"
    r"[^.,:;!?\n]{1,50}[.!\n]\s*(?=\S)",
    re.IGNORECASE,
)
_GREETING_WORDS = 8
_THANKS = re.compile(
    r"(?:(?<=[.!?…])\s+|\n\s*)(?:(?:tôi|tui|em|con|cháu|mình|chúng tôi)\s+)?(?:xin\s+)?"
    r"(?:(?:trân trọng|chân thành|rất)\s+)*(?:cảm ơn|cám ơn|kính chào)"
    r"(?:\s+(?:nhiều|trước|ạ|nhé|nha|quý|các|anh|chị|cô|chú|bác|ad|admin|cơ quan|tổng đài|trung tâm"
    r"|lãnh đạo|ubnd|ủy ban|phường|xã|thành phố|cán bộ|mọi người)\b,?)*[\s.!]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bare:
    """A text without what is written around it.

    Attributes
    ----------
    text : str
    courtesies, enclosed : str
        Whole sentences that only greet or thank, and a note on the paper; mostly empty.
    """

    text: str
    courtesies: str
    enclosed: str


def bare_text(text: str) -> Bare:
    """Take greeting, thanks and a note on what is enclosed off the text of a cell.

    Parameters
    ----------
    text : str
        Such as ``"Kính gửi tổng đài. Cống tắc cả tháng. Trân trọng cảm ơn."``. Where nothing else
        is left, the text is as it was.
    """
    rest, courtesies = text.strip(), []
    note = _ENCLOSED.search(rest)
    enclosed = note[0].strip() if note else ""
    rest = rest[: note.start()] if note else rest
    greeting = _GREETS.match(rest)
    # "xin" asks for something, but in "xin chào".
    whom = greeting[0].partition("chào")[2] or greeting[0] if greeting else ""
    if greeting and len(greeting[0].split()) <= _GREETING_WORDS and not asks(whom):
        courtesies.append(greeting[0].strip())
        rest = rest[greeting.end() :]
    if thanks := _THANKS.search(rest):
        courtesies.append(thanks[0].strip())
        rest = rest[: thanks.start()].rstrip()
    return Bare(rest, " ".join(courtesies), enclosed) if rest.strip() else Bare(text, "", "")


def split_items(text: str) -> list[str]:
    r"""Return the items of a cell in which each has a line or a number, else the cell as it is.

    Parameters
    ----------
    text : str
        Such as ``"- Đường hỏng\n- Nước đục"`` or ``"1. Đường hỏng lâu rồi. 2. Nước đục."``.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].rstrip().endswith(":") and announces_count(lines[0]):
        # "Có 2 nội dung như sau:"
        del lines[0]
    found = [_ITEM.match(line) for line in lines]
    if lines and not found[0] and _is_first(lines, found):
        behind = [line[match.end() :] for line, match in zip(lines[1:], found[1:]) if match]
        return [lines[0].strip(), *behind]
    if len(lines) < 2 or not all(found):
        counted = numbered(text)
        whole = all(len(item.split()) >= _ITEM_WORDS for item in counted)
        return counted if counted and whole else [text]
    return [line[match.end() :] for line, match in zip(lines, found) if match]


def _is_first(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Tell whether a line without a mark is an item of its own above some with a dash."""
    dashes = [match is not None and not match[0].strip()[0].isalnum() for match in found[1:]]
    whole = lines[0].rstrip()[-1] in ".!?…" and len(lines[0].split()) >= _FIRST_WORDS
    long = all(len(line.split()) > _ITEM_WORDS for line in lines[1:])
    if not (dashes and all(dashes) and whole and long and asks(lines[0])):
        return False
    # "— Ông Út, ấp Định Phú" below what he said
    return not signed_by("\n".join(lines))[1]


def split_answer(answer: str, items: Sequence[str]) -> list[str]:
    """Return what an answer says to each of some items, by its numbers or by its words.

    Parameters
    ----------
    answer : str
        Such as ``"Việc 1: đã sửa. Việc 2: chuyển Sở."``
    items : sequence of str

    Returns
    -------
    list of str
        All of it for each item where it doesn't tell what it says to which.
    """
    count = len(items)
    marks = list(_ANSWERED.finditer(answer)) if count > 1 else []
    numbers = [int(match[1] or match[2]) for match in marks]
    if not marks and count > 1:
        return _by_words(answer, items)
    if not marks or answer[: marks[0].start()].strip() or numbers[-1] > count:
        return [answer] * count
    plain = any(match[2] for match in marks)
    whole = numbers == list(range(1, len(numbers) + 1))
    if numbers != sorted(set(numbers)) or (plain and (len(numbers) < 2 or not whole)):
        return [answer] * count
    ends = [*(match.start() for match in marks[1:]), len(answer)]
    said = {n: answer[m.end() : end].strip() for n, m, end in zip(numbers, marks, ends)}
    return [said.get(number, "") for number in range(1, count + 1)]


def _by_words(answer: str, items: Sequence[str]) -> list[str]:
    """Return the sentences of an answer by the one item with which each shares its words.

    All of it for each item, unless every item has a sentence and every sentence an item, in the
    order of the items: what is said to all of them is of each.
    """
    sentences = [part for part in _SENTENCE.split(answer) if part.strip()]
    known = [content_words(item) for item in items]
    said: list[list[str]] = [[] for _ in items]
    last = 0
    for sentence in sentences:
        shared = [len(content_words(sentence) & words) for words in known]
        best = max(shared)
        if best < _TIES or shared.count(best) > 1 or shared.index(best) < last:
            return [answer] * len(items)
        last = shared.index(best)
        said[last].append(sentence)
    return [" ".join(part) for part in said] if all(said) else [answer] * len(items)
