"""Where one letter ends and the next begins: what stands between opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.reading.dates import find_day
from nlp.reading.letters.names import INTRODUCED, QUOTED, SEVERAL
from nlp.reading.named_places import place_openings
from nlp.reading.rules import begins_with, fold, load_rules, plain

# From so many letters on, a line may have been broken at the margin.
_MARGIN = 50
_NUMBER = r"(?:\d|[ivx]+\b|nhat\b|hai\b|ba\b|tu\b|nam\b|sau\b|bay\b|tam\b|chin\b)"
_COUNTED = re.compile(
    rf"^\W*(?:o0o )?(?:don|thu|la thu|buc thu|phieu|mail|email|tin|to don|don thu)"
    rf"(?: (?:gop y|dien tu|tay))?(?: so| thu)?\s*:?\s*{_NUMBER}"
    rf"|^\W*(?:don|thu|phieu) [a-z]{{1,4}}[-/]?\d|^\W*ma (?:tin|so|phieu|don)\b.{{0,12}}:"
    r"|^[-–]\s*\d{1,2}\s*[-–]$|^\W*(?:cong van den|so den|so vao so)\b"
)
_COUNTING = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
# A greeting with what follows on its line, and a day with its word, have so many words.
_OPENING, _DAY_WORDS = 40, 4
_ORDINALS = {word: number for number, word in enumerate(_COUNTING, 1)} | {"mot": 1, "bon": 4}
# "LÁ 1", "Bức thứ hai (...)", "Hộp thư – lá 3", "4. THƯ BẠN ĐỌC, ..."
_HEADING = re.compile(
    r"^\W*(?P<kind>(?:[^\W\d_]+\W{1,3}){1,4}?)(?:so |thu )?"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_ORDINALS)})(?=\W*$|\W*[(:–—/.,|·\[-])"
)
_NUMBERED = re.compile(
    r"^\W*(?P<number>\d{1,2})[.)/:\s]\s*(?P<kind>[a-z]+(?: [a-z]+){0,4})(?=\W*$|\s*[,(:–—\[-])"
)
_SIGNS = re.compile(r"^[\W\d_]+")
_FORM = re.compile(r"^\W*(?:ho (?:va )?ten|nguoi (?:goi|phan anh))[^:]{0,24}:\s*\S")
SENDER = re.compile(r"^\W*(?:tu|from|nguoi gui|nguoi dung don)\s*:\s*\S")
HEADER = re.compile(
    r"^\W*(?:from|to|cc|sent|date|subject|gui|den|ngay|tieu de|chu de|email|gui luc)\s*:"
)
_GREETS = re.compile(
    r"^\W*(?:dong )?kinh (?:gui|goi|thua|chao)\b|^\W*than gui\b|^\W*(?:xin )?(?:chao|thua)\s"
    r"|^\W*(?:gui|goi) (?:cac|may|quy|ong|ba|anh|chi|co|chu|bac|dong chi|uy ban|ubnd|hdnd|lanh dao"
    r"|xa|phuong|ban|bao|toa soan|mat tran|hop thu|chu tich|bi thu)\b"
)
# The order in which the parts of a head follow each other; see `rank_of`.
_REPEATS = (2, 4, 5, 6)
_MAIL_RANK, _GREETING_RANK = 2, 5
_REPLIES = re.compile(
    r"^\W*(?:tra loi|phuc dap|phan hoi|but phe|y kien (?:cua|chi dao|chanh|lanh dao))\b"
)


@dataclass
class Part:
    """A line of a document, or what of it stands before or behind what is said in it.

    Attributes
    ----------
    line : int
        Number of the line.
    text : str
    kind : {"said", "reply", "other"}
    """

    line: int
    text: str
    kind: str


@dataclass
class Letter:
    """What stands before and behind the body of a letter.

    Attributes
    ----------
    head, tail : list of str
    started : bool
        Its head has been told from what is above.
    """

    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    started: bool = False


def unwrapped(texts: Sequence[str]) -> list[str]:
    """Return lines with those joined that a program broke at the margin."""
    found: list[str] = []
    long = False
    for text in texts:
        if long and found[-1][-1] not in ".:;!?>" and not _opens(text):
            found[-1] += f" {text}"
        else:
            found.append(text)
        long = len(text) >= _MARGIN
    return found


def _opens(text: str) -> bool:
    """Tell whether a line begins something new."""
    folded = fold(text)
    return (
        rank_of(text) is not None
        or (text[:1].isupper() and SEVERAL.match(folded) is not None)
        or ":" in " ".join(text.split()[:5])
        or begins_with(folded, load_rules().letter_openings) is not None
    )


def counted_headings(texts: Sequence[str]) -> frozenset[str]:
    """Return the lines that count the letters of a document, whatever they call them.

    Parameters
    ----------
    texts : sequence of str
        Lines in which nobody says anything, such as ``"LÁ 1"``, ``"Phong bì số 2 (không tên)"``.
        What repeats is the word and what counts on is the number, from the first to the last.
    """
    kinds: dict[str, list[tuple[int, str]]] = {}
    for text in texts:
        match = _NUMBERED.match(fold(text)) or _HEADING.match(fold(text))
        if match is not None and not _counts_others(text):
            number = _ORDINALS.get(match["number"]) or int(match["number"])
            kinds.setdefault(match["kind"].strip(" -–—:,"), []).append((number, text))
    return frozenset(
        text
        for found in kinds.values()
        if len(found) > 1 and [n for n, _ in found] == list(range(1, len(found) + 1))
        for _, text in found
    )


def _counts_others(text: str) -> bool:
    """Tell whether a line that counts is of matters, of places or of those who speak."""
    bare = _SIGNS.sub("", plain(text))
    if bare.split(" ", 1)[0] in place_openings() or begins_with(bare, load_rules().matters):
        return True
    return begins_with(bare, load_rules().titles) is not None and not bare.startswith("bạn đọc")


def dated_headings(texts: Sequence[str]) -> frozenset[str]:
    """Return the days on lines of their own that stand above the letters of a document.

    Parameters
    ----------
    texts : sequence of str
        All its lines. Where the first greeting has no day above it, the days are signed below.
    """
    greeting = [i for i, text in enumerate(texts) if len(text.split()) <= _OPENING and greets(text)]
    if len(greeting) < 2 or not greeting[0] or not _is_day(texts[greeting[0] - 1]):
        return frozenset()
    return frozenset(texts[i - 1] for i in greeting if _is_day(texts[i - 1]))


def _is_day(text: str) -> bool:
    return len(text.split()) <= _DAY_WORDS and find_day(text) is not None


def rank_of(text: str) -> int | None:
    """Return which part of a letter's head a line is, None where it is none."""
    folded = fold(text)
    signs = len(text) >= 3 and not any(map(str.isalnum, text))
    if signs or re.match(r"^\W{3}.*forwarded", folded):
        return 0
    # "Thứ hai" counts matters, "Thư hai" letters.
    counted = _COUNTED.match(folded) and not plain(text).lstrip(" -–*(").startswith("thứ")
    if counted or (text[:1] == "[" and text[-1:] == "]" and re.search(r"\d", text)):
        return 1
    if SENDER.match(folded) or HEADER.match(folded) or QUOTED.match(folded):
        return _MAIL_RANK
    if folded.startswith("cong hoa xa hoi"):
        return 3
    if text.isupper() and begins_with(folded, load_rules().letter_titles):
        return 4
    if _GREETS.match(folded):
        return _GREETING_RANK
    if (
        _FORM.match(folded)
        or INTRODUCED.match(folded)
        or (SEVERAL.match(folded) and re.match(r"(?:chung|tui|bon)", folded))
    ):
        return 6
    return None


def greets(text: str) -> bool:
    """Tell whether a line says whom a letter is to, or greets him.

    Parameters
    ----------
    text : str
    """
    return rank_of(text) == _GREETING_RANK


def replies(text: str) -> bool:
    """Tell whether a line begins as the answer to a letter does ("Phúc đáp của UBND xã: ...").

    Parameters
    ----------
    text : str
    """
    return _REPLIES.match(fold(text)) is not None


def cut_gap(gap: Sequence[Part], headings: frozenset[str] = frozenset()) -> tuple[int | None, int]:
    """Return where the last letter of a gap begins, None where none does, and where one ended.

    Parameters
    ----------
    gap : sequence of Part
        What stands between opinions.
    headings : frozenset of str
        See `counted_headings`.
    """
    last: int | None = None
    first = len(gap)
    high, at = -1, -1
    for index, part in enumerate(gap):
        if part.kind == "reply":
            last, high = None, -1
            first = min(first, index)
            continue
        rank = 1 if part.text in headings else rank_of(part.text)
        if rank is None:
            continue
        again = rank == high and (rank in _REPEATS or index - at <= 2)
        if rank == _MAIL_RANK:
            again = again and all(":" in p.text for p in gap[at + 1 : index])
        if last is None or (rank <= high and not again):
            last = index
            first = min(first, index)
        high, at = rank, index
    return last, first


def until_reply(gap: Sequence[Part]) -> list[Part]:
    """Return what stands before an answer of an office."""
    first = next(
        (i for i, p in enumerate(gap) if p.kind == "reply" or replies(p.text)),
        len(gap),
    )
    return list(gap[:first])
