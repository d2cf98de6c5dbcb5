"""Messages of a chat put together, with a stamp and the sender before each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.reading.formats.word import Paragraph
from nlp.reading.messages.layouts import Accounts, addressed, to_sender
from nlp.reading.messages.moments import Moment
from nlp.reading.messages.offices import is_office_name
from nlp.reading.stamps import SENDER_LETTERS

# The beginning of what another wrote: '"Đêm qua trộm cậy cửa…"'.
_QUOTED = re.compile(r"[\"“]([^\"“”]{5,}\w)\W*[\"”]")
_QUOTED_LETTERS = 6
# What a program notes of an account ("Lan đã thêm Tú vào nhóm"); people tell of each other too.
_NOTED = re.compile(
    r" đã (?:thêm|mời|xóa|xoá|rời|tham gia|đổi|ghim|bỏ ghim|tạo|thu hồi|bày tỏ|thả|trở thành"
    r"|cập nhật ảnh|(?:gửi|chia sẻ) (?:\w+ ){0,2}(?:ảnh|hình|video|tệp|file|nhãn dán|vị trí))\b"
)


@dataclass
class _Sent:
    """A message in the making."""

    stamp: str
    name: str
    to: str = ""
    empty: bool = True


class Stamper:
    """Puts messages together in their order.

    Parameters
    ----------
    known : iterable of str
        Names of accounts.
    saved : date or None
        Day of the page.
    called : bool
        The document is called a chat, in which an hour alone is a stamp.
    """

    def __init__(self, known: Iterable[str], saved: date | None, *, called: bool) -> None:
        self.said: list[Paragraph] = []
        self.left: list[Paragraph] = []
        self.begun = False
        self.day: date | None = None
        self._known, self._saved, self._called = Accounts(known), saved, called
        self._author = self._name = ""
        # By their first letters, since a page may have thousands.
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        self._open: _Sent | None = None

    def leave(self, *lines: Paragraph, day: date | None = None) -> None:
        """Leave out lines that tell of messages only, perhaps of their day."""
        self.left += lines
        self.day = day or self.day

    def begin(
        self, moment: Moment | None, name: str, to: str = "", *, badge: bool, nested: bool
    ) -> None:
        """Begin a message.

        Parameters
        ----------
        moment : Moment or None
        name, to : str
            Who sends it, empty for who sent the one above, and whom it says to answer.
        badge : bool
            The name has the badge of who writes for the page.
        nested : bool
            It stands below another.
        """
        self.begun = True
        name = name or self._name
        if moment is not None:
            day = moment.day(self.day, self._saved)
            self.day = day or self.day
        hour = (moment.hour if moment else "") or "00:00"
        day = self.day or (None if self._called else self._saved)
        # Where nothing calls it a chat an hour is one of a message with its half of the day.
        alone = hour if self._called else _with_half(hour)
        stamp = f"[{day:%d/%m/%Y} {hour}]" if day else f"[{alone}]"
        office = is_office_name(name) or (badge and nested)
        sent = name if is_office_name(name) or not office else f"Tác giả {name}"
        to = to or (self._author if nested and office and self._author != name else "")
        self._author = self._author if nested else name
        self._name = name
        self._open = _Sent(stamp, _as_sender(sent), to)

    def say(self, lines: Sequence[Paragraph]) -> None:
        """Take what is said in the message that has begun."""
        for line in lines:
            one = self._open
            if one is None or not one.empty:
                self.said.append(line)
                continue
            to, text = addressed(line.text.strip(), self._known)
            one.to = to or ("" if text.startswith("@") else one.to)
            if one.to and text.startswith(f"{one.to} "):
                # The program writes whom it answers before the text.
                text = text[len(one.to) :].strip()
            quoted = _QUOTED.fullmatch(text)
            if not text or (quoted and self._is_said(quoted[1])):
                self.left.append(line)
                continue
            self._texts[text[:_QUOTED_LETTERS]].append(text)
            one.empty = False
            words = f"{to_sender(one.to) if one.to else ''}{text}"
            self.said.append(replace(line, text=f"{one.stamp} {one.name}: {words}"))

    def _is_said(self, begin: str) -> bool:
        return any(x.startswith(begin) for x in self._texts.get(begin[:_QUOTED_LETTERS], ()))

    def go_on(self, lines: Sequence[Paragraph]) -> None:
        """Take lines that go on the message above, or stand above all."""
        for line in lines:
            text = line.text.strip()
            if self.begun and _NOTED.match(text, len(self._known.at_start(text))):
                self.left.append(line)
            else:
                self.say([line])


def _with_half(hour: str) -> str:
    """Return an hour as telephones write it ("01:05 CH")."""
    number, minute = hour.split(":")
    return f"{int(number) % 12 or 12:02}:{minute} {'CH' if int(number) >= 12 else 'SA'}"


def _as_sender(name: str) -> str:
    """Return a name as it can be read before a colon; that of a page may be a long one."""
    bare = " ".join(name.replace(":", " ").split())
    return bare if len(bare) <= SENDER_LETTERS else bare[:SENDER_LETTERS].rpartition(" ")[0]
