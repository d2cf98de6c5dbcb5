"""Who writes a letter, from where and when: from what stands before and behind its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nlp.reading.dates import find_day
from nlp.reading.rules import begins_with, fold, load_rules, mentions, plain
from nlp.reading.setting import place_run
from nlp.reading.speakers import find_place, is_official

_NAME_WORDS = range(2, 7)
_DATED_WORDS = 16
# From so many letters on, a line may have been broken at the margin.
_MARGIN = 50
_I = (
    r"(?:(?:toi|tui|em|chau|con|minh)(?: ky ten duoi day)?(?: xin tu gioi thieu)?"
    r"(?: (?:ten la|ten|la)|(?=\s*:))|ten (?:toi|tui|em|chau|con)(?: la)?)"
)
_INTRODUCED = re.compile(rf"(?:^|[.,:;!?(]\s*|\b(?:nay|day|thua|oi)\s+){_I}\s*:?\s+(?=\S)")
_LABELLED = re.compile(
    r"^\W*(?:ho (?:va )?ten|ten|(?:ho (?:va )?ten )?nguoi (?:gui|goi|viet(?: don| thu)?|lam don|dung don|kien nghi"
    r"|phan anh|de nghi|gop y|trinh bay|khieu nai|to cao|nop)|cong dan|from|tu)"
    r"[^:]{0,24}:\s*(?=\S)"
)
_WE = re.compile(
    r"(?:^|[.,:;!?]\s*)(?:(?:chung|tui|bon|tap the|anh em|ba con) (?:toi|em|chau|con|tui)"
    r"(?: (?:la|gom|cung la|cung))+\s+|(?=(?:tap the|nhan dan|phu huynh|ba con|chi hoi|cac ho"
    r"|hop tac xa|hoi|doanh nghiep|cong ty)\s(?!dong nhan dan)))(?=\S)"
)
# What goes on behind the name of a writer, and behind that of several: with its diacritics, since
# "Nam" and "Cư" are names, but for those who write without any.
_AFTER_NAME = (
    re.compile(
        r"[,.;:(\[<–|]|\s-\s|\s(?:[Ss]inh|[Nn]ăm sinh|sanh|sn|SN|hiện|đang|ở|ngụ|là|năm|thường|trú|cư|nhà|số|CCCD"
        r"|CMND|ĐT|điện thoại|nghề|[Gg]iới tính|[Dd]ân tộc|thay mặt|làm|viết|xin|tuổi|đại diện)\b"
    ),
    re.compile(
        r"[,.;:(\[<–|]|\s-\s|\s(?:sinh|sn|hien|dang o|o|ngu|la|thuong tru|tru|cu tru|nha o|so|cccd|cmnd"
        r"|dt|dien thoai|thay mat|xin|tuoi|dai dien)\b"
    ),
)
_AFTER_GROUP = (
    re.compile(
        r"[,.;:(\[–]|\s-\s|\s(?:có tên|có chữ ký|cư trú|xin|viết|làm đơn|ký tên|do|cùng|kính|đề nghị"
        r"|kiến nghị|chúng tôi|đồng đứng)\b"
    ),
    re.compile(r"[,.;:(\[–]|\s-\s|\s(?:co ten|co chu ky|cu tru|xin|viet|lam don|ky ten|de nghi)\b"),
)
_ASKS = re.compile(r"\b(?:xin|kinh|de nghi|kien nghi|chung toi|chung em|doi loi)\b")
_HOME_LABEL = re.compile(
    r"\b(?:dia chi|noi o|cho o|thuong tru|noi cu tru|ho khau)(?: [a-z]+){0,3}\s*:(?!.*@)"
)
_REPLIES = re.compile(
    r"^\W*(?:tra loi|phuc dap|phan hoi|but phe|y kien (?:cua|chi dao|chanh|lanh dao))\b"
)
_BARE_KIND = re.compile(
    r"\b(?:so nha|to|thon|xom|ap|ban|buon|lang|khom|khu pho|kp|pho|xa|phuong|thi tran|huyen|quan|tinh"
    r"|thanh pho|tp)\s+(?=\w)"
)
_FROM = re.compile(r"^\W*(?:tu|from)\s*:|.*@")
_ISSUED = re.compile(r"^(.{6,60}?),\s*(?:ngày|mùng|mồng)\s", re.IGNORECASE)
_WIDE = ("xa ", "phuong ", "thi tran ", "huyen ", "quan ", "tinh ", "thanh pho ", "tp")
_SELF = re.compile(r"\b(?:toi|tui|em|con|chau|minh)\b")
# "TP." and "P." are shortened, and end nothing.
_END = r"[;]|(?<!\b[PpQqHhXx])(?<!\b[Tt][PpTtXx])\.(?:\s|$)"
_CLAUSE = re.compile(rf"{_END}|[()]|\s[-–]\s")
_CLAUSE_OR_NOTE = re.compile(_END)
_MAIL = re.compile(r"\s*<|(?:^|\s)\S+@")
_QUOTED = re.compile(
    r"^\W*(?:vao|on)\b.{4,60}?(?:da viet|wrote)|^\W*(?:vao|on)\b.{6,40}\d{4}.{0,40}<"
)
_QUOTED_NAME = re.compile(r"(?:lúc|at)?\s*\d{1,2}:\d{2}(?:\s*[AP]M)?,?\s+(?=[^\W\d_])")
_LIVES = re.compile(
    r"\b(?:dia chi|noi o|cho o|thuong tru(?: tai)?|nha o|hien o|dang o(?: tro)?|hien ngu|cu ngu|ngu tai"
    r"|ngu|tru tai|tru|cu tru tai|song tai|o tai|o)\b\s*:?\s+(?=\S)"
)
_HOME = re.compile(
    r"(?<!\w)(?:[Ss]ố nhà|[Ss]ố|[Nn]hà số|[Hh]ẻm|[Kk]iệt|[Kk]iet|[Nn]gõ|[Nn]gách|[Pp]hòng trọ số"
    r"|[Ll]ô|[Cc]ăn hộ|[Cc]hung cư|[Tt]òa|[Tt]o|[Tt]hon|[Xx]om|[Aa]p|[Kk]hu pho|[Pp]huong|[Xx]a|[Bb]en"
    rf"|{'|'.join('[' + w[0].upper() + w[0] + ']' + w[1:] for w in load_rules().places)})\.?\s+(?:số\s+)?(?=[A-ZĐÀ-Ỹ\d])"
)
_RECEIVED = re.compile(
    r"^\W*ngay\s*:|\b(?:den|nhan|so den|cong van|but phe|dau|buu|mo (?:thung|hom)|nop|vao so|chuyen|xuat|in)\b"
)
_OTHER_DAY = re.compile(
    r"\b(?:quyet dinh|thong bao|ve viec|v/v|can cu|van ban|cccd|cmnd|sinh|cap ngay|so dinh danh|tai lieu|ban sao|anh chup|kem theo)\b"
)
_SENT = re.compile(
    r"^\W*(?:date|sent|ngay (?:gio )?gui|gui luc|thoi gian|luc|ngay viet)[^:\d]{0,12}:"
)
_SIGNED = re.compile(r"\([^)]*\)?|^\W*(?:TM\.?|T/M|KT\.?|Ký tên|Ký)\W+", re.IGNORECASE)
_SIGNER = re.compile(
    r"^\W*(?:nguoi (?:viet|lam|kien nghi|phan anh|gop y|trinh bay|de nghi|ky|gui|khieu nai|to cao)(?: \w+)?|(?:thay mat|dai dien|tm)[^:]{0,40}|(?:chi hoi|to|truong|pho|hoi|ban|xom|khu)"
    r"[^:]{0,30}(?:truong|pho|dien))\s*:?\s+(?=\S)"
)
_NUMBER = r"(?:\d|[ivx]+\b|nhat\b|hai\b|ba\b|tu\b|nam\b|sau\b|bay\b|tam\b|chin\b)"
_COUNTED = re.compile(
    rf"^\W*(?:o0o )?(?:don|thu|la thu|buc thu|phieu|mail|email|tin|to don|don thu)"
    rf"(?: (?:gop y|dien tu|tay))?(?: so| thu)?\s*:?\s*{_NUMBER}|^\W*(?:don|thu|phieu) [a-z]{1, 4}[-/]?\d|^\W*ma (?:tin|so|phieu|don)\b.{{0,12}}:"
    r"|^[-–]\s*\d{1,2}\s*[-–]$|^\W*(?:cong van den|so den|so vao so)\b"
)
_SENDER = re.compile(r"^\W*(?:tu|from|nguoi gui)\s*:\s*\S")
_HEADER = re.compile(
    r"^\W*(?:from|to|cc|sent|date|subject|gui|den|ngay|tieu de|chu de|email|gui luc)\s*:"
)
_GREETS = re.compile(
    r"^\W*(?:dong )?kinh (?:gui|goi|thua|chao)\b|^\W*than gui\b|^\W*(?:xin )?(?:chao|thua)\s"
)
# The order in which the parts of a head follow each other; see `_rank`.
_REPEATS = (3, 4, 5, 6)
_MAIL_RANK = 4
_OURSELVES = ("chung", "tui", "bon")
# So many of what begins like letters must tell who writes.
_SHARE = 0.5
_GREETED = (1, 2, 3, 5)


@dataclass(frozen=True)
class Writer:
    """Whose a letter is.

    Attributes
    ----------
    name, place : str
        As written, empty where the letter does not tell.
    day : date or None
    sure : bool
        Where it begins is known, so that what it does not tell stands nowhere.
    """

    name: str
    place: str
    day: date | None
    sure: bool = False


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
    started: bool = False


def writers(parts: Sequence[Part], *, sure: bool = True) -> dict[int, Writer]:
    """Return whose letter each line with an opinion is in.

    Parameters
    ----------
    parts : sequence of Part
        Of a document, in their order.
    sure : bool
        The document is of letters; else nothing is found unless most of it reads so.

    Returns
    -------
    dict of int to Writer
        By the number of the line; without the lines of opinions above the first letter.
    """
    letters: list[_Letter] = []
    of: dict[int, int] = {}
    gap: list[Part] = []
    before: list[str] = []
    for part in [*parts, Part(-1, "", "said")]:
        if part.kind != "said":
            gap.append(part)
            continue
        start, end = _cut(gap)
        if letters:
            letters[-1].tail += [p.text for p in _until_reply(gap[:end])]
        else:
            # "Mở hòm thư ngày 14/01/2026": above all letters.
            before = [p.text for p in gap[: start or 0]]
        if part.line >= 0 and (start is not None or not letters):
            head = [p.text for p in gap[start or 0 :] if p.kind == "other"]
            letters.append(_Letter(head, started=start is not None))
        of.setdefault(part.line, len(letters) - 1)
        gap = []
    if not sure and sum(map(_is_letter, letters)) < max(1, _SHARE * len(letters)):
        return {}
    common = _day(_Letter(before)) if len(letters) > 1 else None
    found = [
        replace(one, day=one.day or common, sure=letter.started and len(letters) > 1)
        for letter, one in zip(letters, map(_writer, letters))
    ]
    return {line: found[index] for line, index in of.items() if line >= 0}


def _is_letter(letter: _Letter) -> bool:
    """Tell whether somebody is greeted and somebody tells who writes."""
    greeted = any(_rank(text) in _GREETED for text in letter.head)
    return greeted and any(
        _introduced(text)[0]
        or _labelled(text)[0]
        or (_group(text) and fold(text).startswith(_OURSELVES))
        for text in letter.head
    )


def _until_reply(gap: Sequence[Part]) -> list[Part]:
    first = next(
        (i for i, p in enumerate(gap) if p.kind == "reply" or _REPLIES.match(fold(p.text))),
        len(gap),
    )
    return list(gap[:first])


def _rank(text: str) -> int | None:
    """Return which part of a letter's head a line is, None where it is none."""
    folded = fold(text)
    signs = len(text) >= 3 and not any(map(str.isalnum, text))
    if signs or re.match(r"^\W{3,}.*forwarded", folded):
        return 0
    # "Thứ hai" counts matters, "Thư hai" letters.
    counted = _COUNTED.match(folded) and not plain(text).lstrip(" -–*(").startswith("thứ")
    if counted or (text[:1] == "[" and text[-1:] == "]" and re.search(r"\d", text)):
        return 1
    if folded.startswith("cong hoa xa hoi"):
        return 2
    if text.isupper() and begins_with(folded, load_rules().letter_titles):
        return 3
    if _SENDER.match(folded) or _HEADER.match(folded) or _QUOTED.match(folded):
        return 4
    if _GREETS.match(folded):
        return 5
    if (
        _LABELLED.match(folded)
        or _INTRODUCED.match(folded)
        or (_WE.match(folded) and re.match(r"(?:chung|tui|bon)", folded))
    ):
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
        if rank == _MAIL_RANK:
            again = again and all(":" in p.text for p in gap[at + 1 : index])
        if last is None or (rank <= high and not again):
            last = index
            first = min(first, index)
        high, at = rank, index
    return last, first


def _writer(letter: _Letter) -> Writer:
    name, group, labelled, place = "", "", "", ""
    for text in _unwrapped(letter.head):
        found, rest = ("", "") if name else _introduced(text)
        if found:
            name, place = found, place or _home(rest)
        if not labelled:
            labelled, rest = _labelled(text)
            place = place or (_home(rest) if labelled else "")
        if not (found or group or name) and (several := _group(text)):
            group = several
            place = place or _home(text[text.find(several) :])
    home = next((p for t in letter.head if (p := _labelled_home(t))), "")
    form = labelled and not any(_FROM.match(fold(text)) for text in letter.head)
    own = labelled if form else name or group or labelled
    if not own and is_anonymous([*letter.head, *letter.tail]):
        return Writer("", home or place, _day(letter))
    place = home or place or next((p for t in letter.tail if (p := _labelled_home(t))), "")
    place = place or next((p for t in _unwrapped(letter.head) if (p := _told_home(t))), "")
    place = place or _issued([*letter.head, *letter.tail])
    return Writer(own or _signer(letter.tail), place, _day(letter))


def _unwrapped(texts: Sequence[str]) -> list[str]:
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
        _rank(text) is not None
        or ":" in " ".join(text.split()[:5])
        or begins_with(folded, load_rules().letter_openings) is not None
    )


def _introduced(text: str) -> tuple[str, str]:
    """Return the writer who introduces himself in a line, and what stands behind the name."""
    for match in _INTRODUCED.finditer(fold(text)):
        rest = text[match.end() :]
        if name := _name(rest):
            return name, rest[len(name) :]
    return "", ""


def _labelled(text: str) -> tuple[str, str]:
    """Return the writer of a field of a form or mail, and what stands behind the name."""
    folded = fold(text)
    if (match := _LABELLED.match(folded)) is not None:
        rest = text[match.end() :]
    elif _QUOTED.match(folded) and (said := _QUOTED_NAME.search(text)):
        rest = text[said.end() :]
    else:
        return "", ""
    name = _name(_MAIL.split(rest)[0], free=True)
    return name, rest[len(name) :]


def _until(text: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> str:
    end = patterns[text.isascii()].search(text)
    return (text[: end.start()] if end else text).strip(" \"'”“*")


def _name(text: str, *, free: bool = False) -> str:
    """Return the name that a text begins with."""
    cut = _until(text, _AFTER_NAME)
    if not cut or "@" in cut or is_official(cut):
        return ""
    if free and len(cut.split()) <= 10:
        return cut
    words: list[str] = []
    bare = cut.islower() and cut.split()[0] in map(fold, load_rules().family_names)
    for word in cut.split():
        if not (word[:1].isupper() or bare):
            break
        words.append(word)
    alone = len(words) == 1 and "'" in words[0]
    return " ".join(words) if len(words) in _NAME_WORDS or alone else ""


def _group(text: str) -> str:
    """Return who several writers are ("38 hộ dân thôn Cầu Đá")."""
    folded = fold(text)
    match = _WE.search(folded)
    if match is None:
        return ""
    told = folded[match.start() : match.end()].strip(" .,:;!?") != ""
    begins = not match.start() or folded[match.start()] in ".!"
    if not told and (not begins or text.isupper() or not _ASKS.search(folded)):
        return ""
    rest = text[match.end() :]
    found = _until(rest, _AFTER_GROUP)
    return found if 2 <= len(found.split()) <= 14 else ""


def _labelled_home(text: str) -> str:
    folded = fold(text)
    inside = _HOME_LABEL.search(folded)
    label = begins_with(folded, load_rules().letter_places)
    if inside is not None:
        rest = text[inside.end() :]
    elif label is not None:
        rest = text[len(label) :]
    else:
        return ""
    rest = re.split(r"\s(?:Điện thoại|ĐT|SĐT|Số điện thoại)\b", rest.lstrip(" :"))[0]
    rest = _CLAUSE_OR_NOTE.split(rest)[0]
    return rest.strip(" .;,")


def _home(text: str) -> str:
    """Return where somebody lives, from what stands behind the name."""
    folded = fold(text)
    if text.isascii() and text.islower():
        return _bare_home(text)
    for match in _LIVES.finditer(folded):
        rest = text[match.end() :]
        named = _HOME.search(rest)
        # "ngụ tại số 5 ...", "ở cuối kinh Bông Súng xã Long Hậu"
        if named and not re.search(r"[,.;(]", rest[: named.start()]) and named.start() <= 24:
            return _run(rest[named.start() :])
    match = _HOME.search(text)
    return _run(text[match.start() :]) if match else place_run(text)


def _bare_home(text: str) -> str:
    """Return where somebody lives who writes without capitals."""
    found: list[str] = []
    for part in _CLAUSE.split(text)[0].split(","):
        kind = _BARE_KIND.match(part.strip()) if found else _BARE_KIND.search(part.strip())
        if kind:
            found.append(part.strip()[kind.start() :])
        elif found:
            break
    return ", ".join(found)


def _told_home(text: str) -> str:
    """Return where somebody says he lives who does not say his name."""
    folded = fold(text)
    told = _SELF.search(folded)
    if told is None or _HEADER.match(folded):
        return ""
    home = _HOME.search(text, told.end())
    near = told.start() <= 4 and home is not None and home.start() <= 48
    if not near and not _LIVES.search(folded, told.end()):
        return ""
    return _home(text[told.end() :])


def _issued(texts: Sequence[str]) -> str:
    """Return the hamlet beside the day of a letter."""
    for text in texts:
        match = _ISSUED.match(text)
        if match and _HOME.match(match[1]) and not fold(match[1]).startswith(_WIDE):
            return match[1]
    return ""


def _run(text: str) -> str:
    """Return the parts of a place that a text begins with."""
    clause = _CLAUSE.split(text)[0]
    found: list[str] = []
    for part in clause.split(","):
        piece = _place_words(part.strip())
        if not piece or (
            found and not (find_place(piece) or piece[:1].isupper() or _HOME.match(piece))
        ):
            break
        found.append(piece)
        if piece != part.strip():
            break
    return ", ".join(found).strip(" .")


def _place_words(text: str) -> str:
    """Return the words of a part of a place: those before one that is neither name nor kind."""
    words = text.split()
    kinds = {word for kind in load_rules().places for word in kind.split()}
    bare = text.isascii()
    for index, word in enumerate(words):
        plain = word.lower().strip(".")
        if (
            not index
            or word[:1].isupper()
            or word[:1].isdigit()
            or plain in kinds
            or plain in ("số", "so")
        ):
            continue
        if (
            index
            and (bare or index == 1)
            and not begins_with(fold(word), ("xin", "lam", "viet", "la"))
        ):
            continue
        return " ".join(words[:index])
    return text


def _signer(tail: Sequence[str]) -> str:
    """Return who signs, from the lines behind the body."""
    for text in tail:
        if len(text.split()) > 14 or text.isupper():
            continue
        bare = _SIGNED.sub("", text).strip(" .,")
        match = _SIGNER.match(fold(bare))
        bare = bare[match.end() :] if match else bare
        if (
            find_day(bare) is None
            and not find_place(bare)
            and not begins_with(fold(bare), load_rules().letter_closings)
        ):
            name = _name(bare)
            if name and len(name) == len(bare.split(",")[0].strip()):
                return name
    return ""


def _day(letter: _Letter) -> date | None:
    """Return the day of a letter: its own, else when it came in."""
    own: list[date] = []
    came: list[date] = []
    mailed = any(_SENDER.match(fold(text)) for text in letter.head)
    for text in (*letter.head, *letter.tail):
        day = find_day(text)
        if day is None:
            continue
        folded = fold(text)
        sent = (
            _SENT.match(folded) or _QUOTED.match(folded) or (mailed and folded.startswith("ngay:"))
        )
        if sent and text in letter.head:
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
    return any(
        mentions(text, (*load_rules().anonymous, "không ký tên", "nặc danh")) for text in texts
    )
