"""Time stamps before messages, as WhatsApp, Viber, Telegram and Zalo export a chat as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.reading.dates import find_day, find_short_day, parse_date
from nlp.reading.named_places import find_place
from nlp.reading.whose import Whose

_DATE = (
    r"(?:(?:ngày\s+)?\d{1,2}\s+(?:tháng|thg)\.?\s*\d{1,2}\s*(?:,\s*)?(?:năm\s+)?\d{4}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))"
)
_HALF = r"(?:SA|CH|AM|PM)"
_HOUR = rf"\d{{1,2}}[:hg]\d{{2}}(?::\d{{2}})?(?:\s*{_HALF})?"
_BOTH = rf"(?:{_DATE}(?:\s*,)?\s+{_HOUR}|{_HOUR}(?:\s*,)?\s+{_DATE})"
# An hour alone may be of a recording; with its half of the day it is of a telephone.
_STAMP = re.compile(
    rf"^\s*(?:\[\s*(?P<inside>{_BOTH}|\d{{1,2}}:\d{{2}}\s*{_HALF})\s*\]\s*"
    rf"|(?P<before>{_BOTH})\s+[-–]\s+)(?=\S)",
    re.IGNORECASE,
)
# So an hour alone counts in what is called a chat; the days stand on lines of their own.
_HOUR_STAMP = re.compile(
    rf"^\s*(?:\[\s*(?P<inside>{_HOUR})\s*\]|(?P<before>{_HOUR})\s+[-–])\s*(?=\S)"
)
_CHAT = re.compile(
    r"\b(?:zalo|viber|telegram|messenger|whatsapp|(?:nhóm|đoạn) chat|tin nhắn|trò chuyện"
    r"|\d+ thành viên|thành viên\s*:\s*\d+|sao lưu ngày)\b",
    re.IGNORECASE,
)
_TITLE_LINES = 5
_DAY_WORDS = 6
# "Chậm nhất ngày 15/4/2026" is of a message.
_DAY_ONLY = re.compile(
    r"(?:[\W\d_]|\b(?:ngày|tháng|thg|năm|thứ|hai|ba|tư|sáu|bảy|chủ|nhật|cn|t[2-7]|th|hôm|nay|qua"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b)+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})[:hg](?P<minute>\d{{2}})(?::\d{{2}})?(?:\s*(?P<half>{_HALF}))?",
    re.IGNORECASE,
)
# The name of an account has so many letters at the most.
SENDER_LETTERS = 60
_SENDER = re.compile(rf"^(?:~\s*)?(?P<name>[^:\n]{{1,{SENDER_LETTERS}}}?)\s*:(?:\s+|$)")
_WITH_HOME = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<home>[^()]+)\)$")
# "P.1508" is a flat; no ward has so high a number.
_ROOM = re.compile(r"\s*p(?:\.|hòng)?\s?\d{3,}", re.IGNORECASE)
# A document with fewer stamped lines, or a smaller share of them, is no chat.
_FEWEST, _SHARE = 3, 0.3


@dataclass(frozen=True)
class Message:
    """Whose message a line is, and of which day.

    Attributes
    ----------
    sender : str
        The name of the account, as exported; empty where a program notes something.
    day : date or None
        None where the stamp has an hour alone.
    minute : int
        Of the day.
    alone : bool
        Nobody else writes in the chat: it is a notebook, and tells what others say.
    """

    sender: str
    day: date | None
    minute: int = 0
    alone: bool = False

    @property
    def whose(self) -> Whose:
        """Who sent it, and the home that some write behind their name ("Thuần (thôn Đông)")."""
        match = _WITH_HOME.match(self.sender)
        room = match is not None and _ROOM.match(match["home"])
        if match and not room and find_place(match["home"]) == match["home"].strip():
            return Whose(match["name"], match["home"].strip())
        return Whose(self.sender)


def without_stamp(text: str) -> str:
    """Return a line without the stamp of a message before it (``[06:02, 12/01/2026] Hạnh: ...``).

    Parameters
    ----------
    text : str
    """
    return _STAMP.sub("", text, count=1)


def is_called_chat(raw: Sequence[str]) -> bool:
    """Tell whether the first lines say that what follows is a chat ("Nhóm Zalo tổ 5").

    Parameters
    ----------
    raw : sequence of str
        The lines as they stand.
    """
    return any(_CHAT.search(text) for text in raw[:_TITLE_LINES])


def messages_of(raw: Sequence[str]) -> list[Message | None]:
    """Return whose message each line of a chat is.

    Parameters
    ----------
    raw : sequence of str
        The lines as they stand, stamps before them. A line without a stamp goes on the message
        above it.

    Returns
    -------
    list of Message or None
        None above the first message, and everywhere where the lines are no chat.
    """
    chat = is_called_chat(raw)
    stamps = [_STAMP.match(text) or (_HOUR_STAMP.match(text) if chat else None) for text in raw]
    stamped = sum(stamp is not None for stamp in stamps)
    if stamped < _FEWEST or stamped < _SHARE * len(raw):
        return [None] * len(raw)
    found: list[Message | None] = []
    last: Message | None = None
    above: date | None = None
    for text, stamp in zip(raw, stamps):
        if stamp is None and (alone := _day_alone(text)) is not None:
            # A day between two messages is of neither.
            above, last = alone, None
        if stamp is not None:
            sender = _SENDER.match(text[stamp.end() :])
            told = stamp["inside"] or stamp["before"]
            day = find_day(told) or parse_date(told) or find_short_day(told, 0) or above
            last = Message(sender["name"] if sender else "", day, _minute(told))
        found.append(last)
    senders = {message.sender for message in found if message is not None and message.sender}
    if len(senders) == 1:
        # The lines of a message have one object, by which `begins_message` knows them.
        lonely = {id(one): replace(one, alone=True) for one in found if one is not None}
        return [one and lonely[id(one)] for one in found]
    return found


def begins_message(messages: Sequence[Message | None], index: int) -> bool:
    """Tell whether a line is the first of its message, before which its sender stands.

    Parameters
    ----------
    messages : sequence of Message or None
        See `messages_of`.
    index : int
        Of the line.
    """
    message = messages[index]
    return message is not None and not (index and messages[index - 1] is message)


def without_rule(text: str) -> str:
    """Return a line without the signs around its words ("──── 14/4 ────").

    Parameters
    ----------
    text : str
    """
    match = _WORDS.search(text)
    return match[0] if match else ""


def _day_alone(text: str) -> date | None:
    """Return the day that a line consists of."""
    bare = without_rule(text)
    if len(bare.split()) > _DAY_WORDS or not _DAY_ONLY.fullmatch(bare):
        return None
    return find_day(bare) or parse_date(bare)


def _minute(stamp: str) -> int:
    hour = _CLOCK.search(stamp)
    if hour is None:
        return 0
    later = 12 * (hour["half"] is not None and hour["half"].upper() in ("CH", "PM"))
    return 60 * (int(hour["hour"]) % (12 if hour["half"] else 24) + later) + int(hour["minute"])


def without_sender(text: str) -> str:
    """Return the text of a message without the name before it.

    Parameters
    ----------
    text : str
        The first line of a message without its stamp; before a colon in others stands nobody.
    """
    return _SENDER.sub("", text, count=1)
