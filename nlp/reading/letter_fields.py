"""Who writes a letter, from where and when: from what stands before and behind its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.dates import find_day
from nlp.reading.rules import any_of, begins_with, fold, load_rules
from nlp.reading.setting import place_run
from nlp.reading.speakers import find_place, is_official

_NAME_WORDS = range(2, 7)
_DATED_WORDS = 16
_I = (
    r"(?:(?:toi|tui|em|chau|con|minh)(?: ky ten duoi day)?(?: xin tu gioi thieu)?"
    r"(?: (?:ten la|ten|la)|(?=\s*:))|ten (?:toi|tui|em|chau|con)(?: la)?)"
)
_INTRODUCED = re.compile(rf"(?:^|[.,:;!?(]\s*|\b(?:nay|day|thua)\s+){_I}\s*:?\s+(?=\S)")
_LABELLED = re.compile(
    r"^\W*(?:ho (?:va )?ten|ten|(?:ho (?:va )?ten )?nguoi (?:gui|goi|viet(?: don| thu)?|lam don|kien nghi"
    r"|phan anh|de nghi|gop y|trinh bay|khieu nai|to cao|nop)|cong dan|from|tu)"
    r"[^:]{0,24}:\s*(?=\S)"
)
_WE = re.compile(
    r"(?:^|[.,:;!?]\s*)(?:(?:chung|tui|bon|tap the|anh em|ba con) (?:toi|em|chau|con|tui)"
    r"(?: (?:la|gom|cung la|cung))+\s+|(?=(?:tap the|nhan dan|phu huynh|ba con|chi hoi|cac ho"
    r"|hop tac xa|hoi|doanh nghiep|cong ty)\s(?!dong nhan dan)))(?=\S)"
)
# What goes on behind the name of a writer, and behind that of several.
_AFTER_NAME = re.compile(
    r"[,.;:(\[<–]|\s-\s|\s(?:sinh|sanh|sn|hien|o|ngu|la|nam|thuong|tru|cu|nha|so|cccd|cmnd|dt"
    r"|dien thoai|nghe|gioi tinh|dan toc|thay mat|lam|viet|xin|tuoi|dai dien)\b"
)
_AFTER_GROUP = re.compile(
    r"[,.;:(\[–]|\s-\s|\s(?:co ten|co chu ky|cu tru|xin|viet|lam don|ky ten|do|cung|kinh|de nghi"
    r"|kien nghi|chung toi|dong dung)\b"
)
_LIVES = re.compile(
    r"\b(?:dia chi|noi o|cho o|thuong tru(?: tai)?|nha o|hien o|dang o(?: tro)?|hien ngu|cu ngu|ngu tai"
    r"|ngu|tru tai|tru|cu tru tai|song tai|o tai|o)\b\s*:?\s+(?=\S)"
)
_HOME = re.compile(r"^(?:so nha|so \d|nha so|hem|kiet|ngo|ngach|duong|pho|to|phong|lo|can|tap the|chung cu)\b")
_RECEIVED = re.compile(
    r"\b(?:den|nhan|so den|cong van|but phe|dau|buu|mo (?:thung|hom)|nop|vao so|chuyen|xuat|in)\b"
)
_OTHER_DAY = re.compile(r"\b(?:cccd|cmnd|sinh|cap ngay|so dinh danh|tai lieu|ban sao|anh chup|kem theo)\b")
_SENT = re.compile(r"^\W*(?:date|sent|ngay gui|gui luc|ngay|thoi gian|luc|ngay viet)[^:\d]{0,12}:")
_SIGNED = re.compile(r"\([^)]*\)?|^\W*(?:TM\.?|T/M|KT\.?|Ký tên|Ký)\W+", re.IGNORECASE)
_SIGNER = re.compile(
    r"^\W*(?:nguoi \w+(?: \w+)?|(?:thay mat|dai dien|tm)[^:]{0,40}|(?:chi hoi|to|truong|pho|hoi|ban|xom|khu)"
    r"[^:]{0,30}(?:truong|pho|dien))\s*:?\s+(?=\S)"
)
_NUMBER = r"(?:\d|[ivx]+\b|nhat\b|hai\b|ba\b|tu\b|nam\b|sau\b|bay\b|tam\b|chin\b)"
_COUNTED = re.compile(
    rf"^\W*(?:o0o )?(?:don|thu|la thu|buc thu|phieu|mail|email|tin|to don|don thu)"
    rf"(?: (?:gop y|dien tu|tay))?(?: so| thu)?\s*:?\s*{_NUMBER}|^\W*ma (?:tin|so|phieu|don)\b.{{0,12}}:"
    r"|^[-–]\s*\d{1,2}\s*[-–]$|^\W*(?:cong van den|so den|so vao so)\b"
)
_SENDER = re.compile(r"^\W*(?:tu|from|nguoi gui|ho (?:va )?ten)\s*:\s*\S")
_HEADER = re.compile(r"^\W*(?:from|to|cc|sent|date|subject|den|tieu de|chu de|email|gui luc)\s*:")
_GREETS = re.compile(r"^\W*(?:dong )?kinh (?:gui|goi|thua|chao)\b|^\W*than gui\b|^\W*(?:xin )?(?:chao|thua)\s")
# The order in which the parts of a head follow each other; see `_rank`.
_REPEATS = (3, 4, 5, 6)


@dataclass(frozen=True)
class Writer:
    """Whose a letter is.

    Attributes
    ----------
    name, place : str
        As written, empty where the letter does not tell.
    day : date or None
    """

    name: str
    place: str
    day: date | None


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
class _Letter:
    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def writers(parts: Sequence[Part]) -> dict[int, Writer]:
    """Return whose letter each line with an opinion is in.

    Parameters
    ----------
    parts : sequence of Part
        Of a document of letters, in their order.

    Returns
    -------
    dict of int to Writer
        By the number of the line; without the lines of opinions above the first letter.
    """
    letters: list[_Letter] = []
    of: dict[int, int] = {}
    gap: list[Part] = []
    for part in parts:
        if part.kind != "said":
            gap.append(part)
            continue
        starts, end = _cut(gap)
        if letters:
            letters[-1].tail += [p.text for p in _until_reply(gap[:end])]
        if starts is not None or not letters:
            letters.append(_Letter([p.text for p in gap[starts or 0 :] if p.kind == "other"]))
        of.setdefault(part.line, len(letters) - 1)
        gap = []
    if letters:
        letters[-1].tail += [p.text for p in _until_reply(gap[: _cut(gap)[1]])]
    found = [_writer(letter) for letter in letters]
    return {line: found[index] for line, index in of.items()}


def _until_reply(gap: Sequence[Part]) -> list[Part]:
    first = next((i for i, part in enumerate(gap) if part.kind == "reply"), len(gap))
    return list(gap[:first])


def _rank(text: str) -> int | None:
    """Return which part of a letter's head a line is, None where it is none."""
    folded = fold(text)
    signs = len(text) >= 3 and not any(map(str.isalnum, text))
    if signs or re.match(r"^\W{3,}.*forwarded", folded):
        return 0
    if _COUNTED.match(folded) or (text[:1] == "[" and text[-1:] == "]" and re.search(r"\d", text)):
        return 1
    if folded.startswith("cong hoa xa hoi"):
        return 2
    if text.isupper() and begins_with(folded, load_rules().letter_titles):
        return 3
    if _SENDER.match(folded) or _HEADER.match(folded):
        return 4
    if _GREETS.match(folded):
        return 5
    if _INTRODUCED.match(folded) or (_WE.match(folded) and re.match(r"(?:chung|tui|bon)", folded)):
        return 6
    return None


def _cut(gap: Sequence[Part]) -> tuple[int | None, int]:
    """Return where the last letter of a gap begins, None where none does, and where one ended."""
    last: int | None = None
    first = len(gap)
    high, at = -1, -1
    for index, part in enumerate(gap):
        if part.kind == "reply":
            last, high = None, -1
            first = min(first, index)
            continue
        rank = _rank(part.text)
        if rank is None:
            continue
        again = rank == high and (rank in _REPEATS or index - at <= 2)
        if last is None or (rank <= high and not again):
            last = index
            first = min(first, index)
        high, at = rank, index
    return last, first


def _writer(letter: _Letter) -> Writer:
    name, place = "", ""
    group = ""
    for text in letter.head:
        found, rest = _person(text)
        if found and not name:
            name = found
            place = place or _home(rest)
        if not found and not group and not name and (several := _group(text)):
            group = several
            place = place or _home(text[text.find(several) :])
        place = _labelled_home(text) or place
    name = name or group or _signer(letter.tail)
    place = place or next((p for t in letter.tail if (p := _labelled_home(t))), "")
    return Writer(name, place, _day(letter))


def _person(text: str) -> tuple[str, str]:
    """Return the writer whom a line names, and what stands behind the name."""
    folded = fold(text)
    for pattern in (_LABELLED, _INTRODUCED):
        for match in pattern.finditer(folded):
            rest = text[match.end() :]
            name = _name(rest, free=pattern is _LABELLED)
            if name:
                return name, rest[len(name) :]
    return "", ""


def _name(text: str, *, free: bool = False) -> str:
    """Return the name that a text begins with."""
    end = _AFTER_NAME.search(fold(text))
    cut = (text[: end.start()] if end else text).strip(" \"'”“")
    if "@" in cut or is_official(cut):
        return ""
    if free and len(cut.split()) <= 10:
        return cut
    words: list[str] = []
    bare = cut.islower() and fold(cut.split()[0]) in load_rules().family_names if cut else False
    for word in cut.split():
        if not (word[:1].isupper() or bare):
            break
        words.append(word)
    return " ".join(words) if len(words) in _NAME_WORDS else ""


def _group(text: str) -> str:
    """Return who several writers are ("38 hộ dân thôn Cầu Đá")."""
    match = _WE.search(fold(text))
    if match is None:
        return ""
    rest = text[match.end() :]
    end = _AFTER_GROUP.search(fold(rest))
    found = (rest[: end.start()] if end else rest).strip()
    return found if 2 <= len(found.split()) <= 14 else ""


def _labelled_home(text: str) -> str:
    folded = fold(text)
    label = begins_with(folded, load_rules().letter_places)
    if label is None:
        return ""
    rest = text[len(label) :]
    before, colon, after = rest.partition(":")
    if colon and len(before.split()) <= 4:
        rest = after
    rest = re.split(r"[.;]\s|\s(?:Điện thoại|ĐT|SĐT|Số điện thoại)\b", rest.lstrip(" :"))[0]
    return rest.strip(" .;,")


def _home(text: str) -> str:
    """Return where somebody lives, from what stands behind the name."""
    folded = fold(text)
    for match in _LIVES.finditer(folded):
        found = _run(text[match.end() :], any_start=True)
        if found:
            return found
    begin = 0
    for part in re.split(r"(?<=[,;.(])\s*", text):
        at = text.find(part, begin)
        if found := _run(text[at:], any_start=False):
            return found
        begin = at + len(part)
    return place_run(text)


def _run(text: str, *, any_start: bool) -> str:
    """Return the parts of a place that a text begins with."""
    clause = re.split(r"[;()]|\.(?:\s|$)|\s-\s", text.lstrip(" ,"))[0]
    found: list[str] = []
    for part in clause.split(","):
        piece = part.strip()
        known = find_place(piece)
        starts = known and piece.startswith(known)
        if starts and len(piece) > len(known) + 2:
            # "xã Hòa An xin phản ánh": the place ends before the verb.
            wider = place_run(piece) or known
            known = wider if piece.startswith(wider) else known
            rest = piece[len(known) :].split()
            if rest and not rest[0][:1].isupper():
                found.append(known)
                break
        if starts or (not found and _HOME.match(fold(piece))) or (found and piece[:1].isupper()):
            found.append(piece)
        elif not found and any_start and known:
            found.append(piece)
        else:
            break
    joined = ", ".join(found)
    return joined.strip(" .") if find_place(joined) or (joined and _HOME.match(fold(joined))) else ""


def _signer(tail: Sequence[str]) -> str:
    """Return who signs, from the lines behind the body."""
    for text in tail:
        if len(text.split()) > 14 or text.isupper():
            continue
        bare = _SIGNED.sub("", text).strip(" .,")
        match = _SIGNER.match(fold(bare))
        bare = bare[match.end() :] if match else bare
        if find_day(bare) is None and not find_place(bare) and not begins_with(fold(bare), load_rules().letter_closings):
            name = _name(bare)
            if name and len(name) == len(bare.split(",")[0].strip()):
                return name
    return ""


def _day(letter: _Letter) -> date | None:
    """Return the day of a letter: its own, else when it came in."""
    own: list[date] = []
    came: list[date] = []
    for text in (*letter.head, *letter.tail):
        day = find_day(text)
        if day is None:
            continue
        folded = fold(text)
        if _SENT.match(folded) and text in letter.head:
            return day
        if _OTHER_DAY.search(folded):
            continue
        if _RECEIVED.search(folded):
            came.append(day)
        elif len(text.split()) <= _DATED_WORDS:
            own.append(day)
    return next(iter([*own, *came]), None)


def is_anonymous(texts: Sequence[str]) -> bool:
    """Tell whether lines say that a letter has no name."""
    return any(any_of(load_rules().anonymous).search(text) for text in texts)
