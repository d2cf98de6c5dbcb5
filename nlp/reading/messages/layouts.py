"""Whom a message of a chat answers, and who manages the chat.

Whom it answers stands in a quotation above it, or behind an arrow; it becomes the name of an
account behind `MARK`, as people call each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from nlp.reading.formats.word import Paragraph
from nlp.reading.rules import fold

MARK = "↩ @"
# "↩ trả lời Mẹ bé Thóc: ...", "↩ @Tấn Phát 182 ...", "↩ Ẩn: ...", 'Trả lời "Lan":'
_TO = re.compile(
    r"^(?P<sign>[↩↪⤷]\ufe0f?\s*|\[(?=in reply|trả lời))?"
    r"(?P<verb>(?:(?:đã\s+)?(?:trả lời|phản hồi)|in reply to)\s+)?(?P<at>[@\"“]{0,2})"
    r"(?P<rest>[^\W\d_].*)$",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(r"^(?P<name>[^:\n”\"]{1,50}?)(?:[\"”]?\s*:|\])\s*(?P<said>.*)$", re.DOTALL)
# "[07:30] Tổ phó Thảo:", and below it "  ┃ Hùng N14: Ngõ 14 mớ cáp…"
_ALONE = re.compile(r"^\s*\[[^\]\n]{4,30}\]\s*[^:\[\]\n]{1,60}:\s*$")
_QUOTED = re.compile(r"^\s*[┃│❘▏|]\s*(?P<name>[^:\n]{1,60}?)\s*:\s*\S")
# "Quản trị: Anh Hải KP18, Ban điều hành phường"
_MANAGED = re.compile(
    r"\b(?:quản trị(?: viên)?|admin|trưởng nhóm|nhóm trưởng)(?: nhóm)?\s*:\s*(?P<names>[^.\n]+)",
    re.IGNORECASE,
)
_AND = re.compile(r"[,;&]|\s(?:và|-|–)\s")
_HOME = re.compile(r"^ \([^()]{1,40}\)(?= )")
_TITLE_LINES = 5
# No name that a text begins with is longer.
_NAME_LETTERS = 250
_STAMPED = re.compile(r"^\s*(?:\[|\d{1,2}[:h]\d{2})")


def administrators(raw: Sequence[str]) -> frozenset[str]:
    """Return the accounts that a chat's first lines say to manage it, folded.

    Parameters
    ----------
    raw : sequence of str
        The lines as they stand.
    """
    told = filter(None, map(_MANAGED.search, raw[:_TITLE_LINES]))
    names = (name for match in told for name in _AND.split(match["names"]))
    return frozenset(folded for name in names if (folded := fold(name.strip())))


def without_quotations(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a chat without quotations, and these.

    Parameters
    ----------
    paragraphs : sequence of Paragraph

    Returns
    -------
    said, quoted : list of Paragraph
        All as they are, and none, where nothing is quoted.
    """
    said = [one for one in paragraphs if one.text.strip()]
    found: list[Paragraph] = []
    quoted: list[Paragraph] = []
    index = 0
    while index < len(said):
        one, behind = said[index], said[index + 1 : index + 3]
        quote = _QUOTED.match(behind[0].text) if behind and _ALONE.match(one.text) else None
        if quote and len(behind) > 1 and not _STAMPED.match(behind[1].text):
            reply = f"{one.text.rstrip()} {to_sender(quote['name'])}{behind[1].text.strip()}"
            found.append(replace(one, text=reply))
            quoted.append(behind[0])
            index += 3
        else:
            found.append(one)
            index += 1
    return (found, quoted) if quoted else (list(paragraphs), [])


def to_sender(name: str) -> str:
    """Return what stands before a message that answers somebody."""
    return f"{MARK}{name} "


class Accounts:
    """The accounts of a chat, found by how a text begins or by a part of their names.

    Parameters
    ----------
    names : iterable of str
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        sizes = (size for size in map(len, self._names) if size <= _NAME_LETTERS)
        self._longest = max(sizes, default=0)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def at_start(self, text: str) -> str:
        """Return the longest name that a text begins with, empty where none is."""
        sizes = range(min(self._longest, len(text)), 0, -1)
        return next((text[:size] for size in sizes if text[:size] in self._names), "")

    def whole(self, part: str) -> str:
        """Return the one account that a part of its name names, or the part."""
        return self._by_part.get(fold(part)) or part

    @cached_property
    def _by_part(self) -> dict[str, str]:
        """Accounts by the words that stand together in their names; empty where several do."""
        found: dict[str, str] = {}
        for name in self._names:
            words = fold(name).split(" ")
            sizes = range(1, len(words) + 1)
            for part in {" ".join(words[i:j]) for i in range(len(words)) for j in sizes[i:]}:
                found[part] = "" if part in found else name
        return found


def addressed(text: str, known: Accounts) -> tuple[str, str]:
    """Return whom a message says to be to, and what it says to him.

    Parameters
    ----------
    text : str
        Such as ``"↩ @B-0907: mai thợ tới"``, or ``"@Lan Spa"`` on a line of its own.
    known : Accounts
        Of whose names the whole is returned where a part is named.
    """
    match = _TO.match(text)
    if match is None or not (match["sign"] or match["verb"] or match["at"]):
        return "", text
    rest = match["rest"]
    if match["sign"] or match["at"]:
        named = known.at_start(rest)
        if named and not (rest[len(named) :].strip() and not match["sign"]):
            return named, rest[len(named) :].lstrip(' ,:"”]')
    if match["verb"] and rest in known:
        return rest, ""
    told = _TOLD.match(rest) if match["sign"] or match["verb"] else None
    if told is not None:
        return known.whole(told["name"].strip()), told["said"].strip()
    if match["sign"] and match["at"]:
        return "", f"{MARK}{rest}"
    return "", text


def without_receiver(text: str, name: str) -> str:
    """Return an answer without whom its message is laid out to be to.

    Parameters
    ----------
    text : str
    name : str
        Of the account that is answered.
    """
    if not text.startswith(MARK):
        return text
    rest = text[len(MARK) :]
    if not name or not rest.startswith(name):
        return rest
    # "Lan (tổ 5)": where the account says that somebody lives.
    return _HOME.sub("", rest.removeprefix(name)).lstrip(" ,:")
