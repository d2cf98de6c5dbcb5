"""Chats as some programs lay them out, put as the stamped lines that most of them export.

Whom a message answers stands in a quotation above it, or behind an arrow; it becomes the name of
an account behind `MARK`, as people call each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading.formats.word import Paragraph
from nlp.reading.rules import fold
from nlp.reading.stamps import is_called_chat

MARK = "↩ @"
# So many lines, and such a share of them, are messages of a chat.
_FEWEST, _SHARE = 3, 0.3
# "06:05 Anh Hải KP18 | Bà con ơi ..."
_BARRED = re.compile(
    r"^\s*\[?(?P<hour>\d{1,2}[:hg]\d{2}(?::\d{2})?)\]?\s+(?P<name>[^\s|:\d][^|:\n]{0,50}?)\s+\|"
    r"\s+(?P<said>\S.*)$",
    re.DOTALL,
)
# "↩ trả lời Mẹ bé Thóc: ...", "↩ @Tấn Phát 182 ..."
_TO = re.compile(r"^↩\ufe0f?\s*(?:(?:đã\s+)?(?:trả lời|phản hồi)\s+([^:\n]{1,50}?)\s*:\s*|@)(?=\S)")
# "[07:30] Tổ phó Thảo:", and below it "  ┃ Hùng N14: Ngõ 14 mớ cáp…"
_ALONE = re.compile(r"^\s*\[[^\]\n]{4,30}\]\s*[^:\[\]\n]{1,60}:\s*$")
_QUOTED = re.compile(r"^\s*[┃│❘▏|]\s*(?P<name>[^:\n]{1,60}?)\s*:\s*\S")
# "Quản trị: Anh Hải KP18, Ban điều hành phường"
_MANAGED = re.compile(
    r"\b(?:quản trị(?: viên)?|admin|trưởng nhóm|nhóm trưởng)(?: nhóm)?\s*:\s*(?P<names>[^.\n]+)",
    re.IGNORECASE,
)
_AND = re.compile(r"[,;&]|\s(?:và|-|–)\s")
_TITLE_LINES = 5
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


def as_stamped(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a chat with a stamp before each message, and quotations apart.

    Parameters
    ----------
    paragraphs : sequence of Paragraph

    Returns
    -------
    said, quoted : list of Paragraph
        All as they are, and none, where the document is not laid out so.
    """
    said = [one for one in paragraphs if one.text.strip()]
    barred = [_BARRED.match(one.text) for one in said]
    count = sum(match is not None for match in barred)
    chat = count >= max(_FEWEST, _SHARE * len(said))
    if chat and is_called_chat([one.text for one in said]):
        said = [
            replace(one, text=f"[{m['hour']}] {m['name']}: {_to(m['said'])}") if m else one
            for one, m in zip(said, barred)
        ]
    elif not any(_QUOTED.match(one.text) for one in said):
        return list(paragraphs), []
    found: list[Paragraph] = []
    quoted: list[Paragraph] = []
    index = 0
    while index < len(said):
        one, behind = said[index], said[index + 1 : index + 3]
        quote = _QUOTED.match(behind[0].text) if behind and _ALONE.match(one.text) else None
        if quote and len(behind) > 1 and not _STAMPED.match(behind[1].text):
            reply = f"{one.text.rstrip()} {MARK}{quote['name']} {behind[1].text.strip()}"
            found.append(replace(one, text=reply))
            quoted.append(behind[0])
            index += 3
        else:
            found.append(one)
            index += 1
    return (found, quoted) if chat or quoted else (list(paragraphs), [])


def _to(text: str) -> str:
    match = _TO.match(text)
    if match is None:
        return text
    return f"{MARK}{match[1] or ''}{' ' if match[1] else ''}{text[match.end() :]}"


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
    return rest.removeprefix(name).lstrip(" ,:") if name and rest.startswith(name) else rest
