"""Where the writer of a letter lives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.reading.alphabet import CAPITALS
from nlp.reading.document_place import place_run
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules

_HOME_LABEL = re.compile(
    r"\b(?:dia chi|noi o|cho o|thuong tru|noi cu tru|ho khau)(?: [a-z]+){0,3}\s*:(?!.{0,80}@)"
)
_BARE_KIND = re.compile(
    r"\b(?:so nha|to|thon|xom|ap|ban|buon|lang|khom|khu pho|kp|pho|xa|phuong|thi tran|huyen|quan"
    r"|tinh|thanh pho|tp)\s+(?=\w)"
)
_ISSUED = re.compile(r"^(.{6,60}?),\s*(?:ngày|mùng|mồng)\s", re.IGNORECASE)
_WIDE = ("xa ", "phuong ", "thi tran ", "huyen ", "quan ", "tinh ", "thanh pho ", "tp")
# Whom a letter is to, and kinds of places.
_TO = ("kinh gui", "dong kinh gui", "kinh goi", "kinh thua", "gui ", "than gui ")
_ENCLOSES = ("gui kem", "gui lai")
_COMMUNES = ("xa ", "phuong ", "thi tran ", "dac khu ")
_HAMLETS = (
    *("thon ", "xom ", "ap ", "ban ", "buon ", "lang ", "khom ", "khu ", "khoi "),
    *("to ", "tdp ", "kp ", "pho "),
)
_WITHIN = re.compile(r"\b(?:xa|phuong|thi tran|tt|p|x)\b")
_SELF = re.compile(r"\b(?:toi|tui|em|con|chau|minh)\b")
# "TP." and "P." are shortened, and end nothing.
_END = r"[;]|(?<!\b[PpQqHhXx])(?<!\b[Tt][PpTtXx])\.(?:\s|$)"
_CLAUSE = re.compile(rf"{_END}|[()]|\s[-–]\s")
_CLAUSE_OR_NOTE = re.compile(_END)
_LIVES = re.compile(
    r"\b(?:dia chi|noi o|cho o|thuong tru(?: tai)?|tru so(?: tai)?|nha o|hien o|dang o(?: tro)?"
    r"|hien ngu|cu ngu|ngu tai|ngu|tru tai|tru|cu tru tai|song tai|o tai|o)\b\s*:?\s+(?=\S)"
)
# Kinds of places in an address that name nothing an office is of, and those of who writes without
# diacritics.
_KINDS = (
    *("số nhà", "số", "nhà số", "hẻm", "kiệt", "ngõ", "ngách", "phòng trọ số", "lô", "căn hộ"),
    *(
        "chung cư",
        "tòa",
        "căn",
        "khu nhà ở",
        "kiet",
        "to",
        "thon",
        "xom",
        "ap",
        "khu pho",
        "phuong",
        "xa",
        "ben",
    ),
)

_BOTH = re.compile(
    r"\b(to|thon|xom|ap|ban|buon|khom|khu pho|to dan pho|hem|ngo|toa|lo|day)"
    r"\s+\w+\s+va\s+(?:\1\s+)?\w+"
)
_ESTATE = re.compile(r"\s*(?:khu tap the|khu nha o|chung cu|tap the|cu xa)(?: \S+){1,7}$")
# A home begins so many letters behind what announces it; its kind and name end before more.
_NEAR, _REACH = 24, 80


def home_of(text: str) -> str:
    """Return where somebody lives, from what stands behind the name."""
    folded = fold(text)
    if text.isascii() and text.islower():
        return _bare_home(text)
    for match in _LIVES.finditer(folded):
        near = text[match.end() : match.end() + _REACH]
        named = _home_pattern().search(near)
        # "ngụ tại số 5 ...", "ở cuối kinh Bông Súng xã Long Hậu"
        if named and not re.search(r"[,.;(]", near[: named.start()]) and named.start() <= _NEAR:
            return _run(text[match.end() + named.start() :])
    anywhere = _home_pattern().search(text)
    return _run(text[anywhere.start() :]) if anywhere else place_run(text)


def labelled_home(text: str) -> str:
    """Return the address in a line that has a label before it."""
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


def told_home(text: str) -> str:
    """Return where somebody says he lives who does not say his name."""
    folded = fold(text)
    told = _SELF.search(folded)
    if told is None:
        return ""
    home = _home_pattern().search(text, told.end())
    near = told.start() <= 4 and home is not None and home.start() <= 48
    if not near and not _LIVES.search(folded, told.end()):
        return ""
    return home_of(text[told.end() :])


def issued_at(texts: Sequence[str]) -> str:
    """Return the hamlet beside the day of a letter."""
    for text in texts:
        match = _ISSUED.match(text)
        if match and _home_pattern().match(match[1]) and not fold(match[1]).startswith(_WIDE):
            return match[1]
    return ""


def addressed_commune(texts: Sequence[str]) -> str:
    """Return the commune or ward whose offices a letter is to, empty where it is to several.

    Parameters
    ----------
    texts : sequence of str
        What stands before the body.
    """
    found: list[str] = []
    addressing = False
    for text in texts:
        folded = fold(text).lstrip(" -–*•+")
        addressing = (folded.startswith(_TO) and not folded.startswith(_ENCLOSES)) or (
            addressing and text[:1] in "-–*•+"
        )
        if not addressing:
            continue
        for part in re.split(_END, text):
            run = place_run(part)
            if fold(run).startswith(_COMMUNES):
                found.append(run)
    names = {fold(run.split(",")[0]) for run in found}
    return max(found, key=len) if len(names) == 1 else ""


def with_commune(home: str, texts: Sequence[str]) -> str:
    """Return a home that is only told by its hamlet, with the commune of the letter behind it.

    Parameters
    ----------
    home : str
        As the writer says it, such as ``"thôn Hợp Nhất"``.
    texts : sequence of str
        What stands before the body: the hamlet again with its commune, or to whom the letter is.
    """
    alone = "," not in home and not _WITHIN.search(fold(home))
    if not (alone and fold(home).startswith(_HAMLETS) and find_place(home) == home):
        return home
    for text in texts:
        run = place_run(text)
        if run.startswith(f"{home},"):
            return run
    commune = addressed_commune(texts)
    return f"{home}, {commune}" if commune else home


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


def _run(text: str) -> str:
    """Return the parts of a place that a text begins with."""
    clause = _CLAUSE.split(text)[0]
    found: list[str] = []
    parts = clause.split(",")
    if len(parts) > 1 and _BOTH.search(fold(parts[0])) and find_place(parts[1]):
        # "tổ 6 và tổ 7, khu phố 11": those of both live in what is wider.
        parts = parts[1:]
    for part, below in zip(parts, [*parts[1:], ""]):
        piece = _place_words(part.strip())
        if _ESTATE.match(fold(part)) and _home_pattern().match(below.strip()):
            # "khu tập thể Nhà máy Sợi, tổ 11": whatever it is called.
            piece = part.strip()
        if not piece or (
            found and not (find_place(piece) or piece[:1].isupper() or _home_pattern().match(piece))
        ):
            break
        found.append(piece)
        if piece != part.strip():
            break
    return ", ".join(found).strip(" .")


def _place_words(text: str) -> str:
    """Return the words of a part of a place: those before one that is neither name nor kind."""
    words = text.split()
    kinds = {word for kind in (*_KINDS, *load_rules().places) for word in kind.split()}
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


@cache
def _home_pattern() -> re.Pattern[str]:
    """Return a pattern of the kinds of places, with a name or number behind them."""
    kinds = (*_KINDS, *load_rules().places)
    either = "|".join(f"[{kind[0].upper()}{kind[0]}]{kind[1:]}" for kind in kinds)
    # "đường tỉnh 428" is a road.
    return re.compile(
        rf"(?<!\w)(?<![Tt]ác )(?<![Đđ]ường )(?:{either})\.?\s+(?:số\s+)?(?=[{CAPITALS}\d])"
    )
