"""Rows of messages in, opinions out: who writes, what goes on, what the office answers.

What somebody sends in several rows before the office answers is one opinion, as long as it is of
one matter; what the office sends is put to the opinion of the one it answers, whom it names, whose
words it takes up, or who wrote last.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nlp.reading.collector import Collector
from nlp.reading.dates import parse_date
from nlp.reading.encoding import normalize, stray_bytes
from nlp.reading.matters import answered, split_matters
from nlp.reading.messages.columns import Messages, Sender
from nlp.reading.messages.further import is_other_matter
from nlp.reading.messages.pairing import NEAR, WINDOW, Asked, Pairing
from nlp.reading.messages.replies import answers_nothing, asks_back, is_welcome
from nlp.reading.messages.words import (
    asks_secrecy,
    is_advert,
    is_assent,
    is_attachment,
    is_filler,
    take_apart,
    without_attachments,
)
from nlp.reading.rows import Block
from nlp.reading.rules import fold
from nlp.reading.tables.cells import optional_fields, split_speaker
from nlp.reading.tables.items import split_items
from nlp.reading.tables.layout import cell_text
from nlp.reading.tables.own_columns import own_columns

_WORD_OR_TWO = 2
# A line of a message that may be of another matter than the line above has so many words.
_LONG_LINE = 12
# "Tổng: 27 tin", and not "Tổng đài 1022 ..."
_TOTAL = re.compile(r"(?:tong|cong|tong cong|tong so)\W*\d")


class Conversation:
    """Reads the rows of a table of messages, one by one.

    Parameters
    ----------
    messages : Messages
    collector : Collector
    day : datetime.date or None
        Date for rows that have none.
    place : str
        Place of senders who name none, where the office has none.
    """

    def __init__(
        self, messages: Messages, collector: Collector, day: date | None, place: str = ""
    ) -> None:
        self._messages = messages
        self._layout = messages.layout
        self._collector = collector
        self._day = day
        self._place = messages.place or place
        self._number = 0
        # In the order of the rows, those that may still change.
        self._queue: deque[tuple[int, Asked | Block]] = deque()
        self._pairing = Pairing()
        # By sender: what may go on, and where he lives.
        self._open: dict[str, Asked] = {}
        self._homes: dict[str, str] = {}
        self._above = Sender("")
        collector.head += messages.head

    def end(self) -> None:
        """Hand on what waits."""
        self._hand_on(self._number + WINDOW + 1)

    def read(
        self, position: str, cells: Sequence[Any], more: Mapping[str, Any] | None = None
    ) -> None:
        """Take one row.

        Parameters
        ----------
        position : str
        cells : sequence
        more : mapping of str, optional
            Fields of a record that has others than the columns, by their names.
        """
        self._number += 1
        more = more or {}
        texts = [cell_text(value).strip() for value in (*cells, *more.values())]
        text = self._cell(cells, "text")
        sender = self._messages.sender(cells)
        shown = " | ".join(filter(None, texts))
        if "\x00" in text or stray_bytes(text):
            # The collector says why it is rejected.
            self._collector.opinion(position, text)
            return
        text = "\n".join(filter(None, map(normalize, text.splitlines())))
        if not shown:
            self._leave(position, "blank", "blank", "")
        elif not text:
            self._leave(position, "form", "message_attachment", shown)
        elif not self._cell(cells, "speaker") and _TOTAL.match(fold(shown)):
            self._leave(position, "total", "total", shown)
        elif fold(text) == fold(self._layout.names[self._layout.roles["text"]]):
            self._leave(position, "heading", "table_header", shown)
        else:
            if not sender.name and not sender.office and not self._cell(cells, "date"):
                # Exports name the sender of several rows once.
                sender = self._above
            self._above = sender
            if sender.office:
                self._reply(position, text, sender, self._receiver(cells, sender.name))
            else:
                self._write(position, text, sender.name, cells, more)
        self._hand_on(self._number)

    def _write(
        self, position: str, text: str, name: str, cells: Sequence[Any], more: Mapping[str, Any]
    ) -> None:
        """Take what somebody writes to the office."""
        self._pairing.write(name)
        before = self._open.get(name)
        if before and self._number - before.number > NEAR:
            before = None
        if is_attachment(text):
            self._leave(position, "form", "message_attachment", text)
            return
        if asks_secrecy(text):
            self._leave(position, "form", "message_secrecy", text)
            return
        # "ko", "có ạ": what the office is answered, and no part of what is said.
        goes_on = before is not None and len(text.split()) > _WORD_OR_TWO
        if is_filler(text, marked=goes_on):
            self._leave(position, "greeting", "speech_short", text)
            return
        if is_advert(text):
            self._leave(position, "form", "message_advert", text)
            return
        said = take_apart(without_attachments(text))
        if said.home:
            self._homes.setdefault(name, said.home)
        if not said.text or is_assent(said.text):
            self._leave(position, "greeting", "speech_short", text)
            return
        if said.lead:
            self._leave(position, "greeting", "message_lead", said.lead)
        month_first = self._messages.layout.month_first
        day = parse_date(self._value(cells, "date"), month_first=month_first) or self._day
        if before and before.day == day and not said.home and _goes_on(said.text, before):
            before.text = f"{before.text}\n{said.text}"
            before.numbers.add(self._folded(cells, self._messages.own))
            self._leave(position, "merged", "merged", said.text)
        else:
            thread = self._folded(cells, self._messages.thread)
            numbers = {self._folded(cells, self._messages.own)}
            home = self._cell(cells, "place") or said.home
            begun = Asked(
                self._number,
                name,
                thread,
                day,
                home,
                list(cells),
                position,
                said.text,
                numbers,
                more=more,
            )
            self._open[name] = begun
            self._pairing.ask(begun)
            self._queue.append((self._number, begun))
        if said.end:
            self._leave(position, "greeting", "speech_short", said.end)

    def _reply(self, position: str, text: str, sender: Sender, thread: str) -> None:
        """Take what the office writes."""
        machine = sender.machine or is_welcome(text)
        if machine or asks_back(text):
            # What a machine sends in between, or is asked back, ends nothing.
            reason = "message_machine" if machine else "message_asks_back"
            self._leave(position, "official", reason, text)
            return
        asked = None
        if not answers_nothing(text):
            asked = self._pairing.answer(text, thread, self._number)
        self._open.pop(asked.sender if asked else self._pairing.writer, None)
        if asked is None:
            self._leave(position, "official", "message_official", text)
        else:
            self._leave(position, "answer", "message_answer", text)

    def _leave(self, position: str, kind: str, reason: str, text: str) -> None:
        self._queue.append((self._number, Block(position, kind, reason, text)))

    def _hand_on(self, number: int) -> None:
        """Give the collector what is older than the window."""
        while self._queue and number - self._queue[0][0] > WINDOW:
            _, one = self._queue.popleft()
            if isinstance(one, Block):
                self._collector.leave_out(one.kind, one.position, one.text, one.reason)
            else:
                self._opinion(one)

    def _opinion(self, asked: Asked) -> None:
        if self._open.get(asked.sender) is asked:
            del self._open[asked.sender]
        position = asked.position
        if asked.is_short and not asked.answers:
            self._collector.leave_out("form", position, asked.text, "message_short")
            return
        roles = self._layout.roles
        extra = {**own_columns(self._layout, asked.cells), **asked.more}
        fields = optional_fields({role: self._value(asked.cells, role) for role in roles})
        speaker, lives = asked.sender, ""
        if "place" not in roles:
            # "Tư Hận - ấp Phước Trung", as people call themselves in groups.
            speaker, lives = split_speaker(speaker)
        items = [one for item in split_items(asked.text) for one in _matters(item)]
        parts = [part for item in items for part in split_matters(item)]
        for number, part in enumerate(parts, 1):
            own = [text for text in asked.answers if number - 1 in answered(text, parts)]
            self._collector.opinion(
                position if number == 1 else f"{position}#{number}",
                part,
                day=asked.day,
                speaker=speaker,
                place=asked.home
                or self._homes.get(asked.sender)
                or lives
                or self._place
                or self._collector.place,
                within=self._place,
                extra=extra,
                reason="message",
                **{**fields, "answer": " ".join(own)},
            )

    def _value(self, cells: Sequence[Any], role: str) -> Any:
        index = self._layout.roles.get(role)
        return cells[index] if index is not None and index < len(cells) else None

    def _cell(self, cells: Sequence[Any], role: str) -> str:
        return cell_text(self._value(cells, role)).strip()

    def _receiver(self, cells: Sequence[Any], sender: str) -> str:
        """Return whom, what or in which conversation a row answers, where it says so."""
        messages = self._messages
        told = self._folded(cells, messages.reply) or self._folded(cells, messages.thread)
        # Exports by customer name him in the rows of the office as well.
        return told or (fold(sender) if self._pairing.knows(sender) else "")

    def _folded(self, cells: Sequence[Any], index: int | None) -> str:
        return fold(cell_text(cells[index])) if index is not None and index < len(cells) else ""


def _matters(text: str) -> list[str]:
    """Return the lines of a message, those of one matter together."""
    found: list[str] = []
    for line in text.splitlines():
        long = found and len(line.split()) >= _LONG_LINE and len(found[-1].split()) >= _LONG_LINE
        if long and is_other_matter(line, found[-1]):
            found.append(line)
        else:
            found[-1:] = [f"{found[-1]}\n{line}" if found else line]
    return found


def _goes_on(text: str, before: Asked) -> bool:
    """Tell whether a message goes on the matter of the one before it by the same sender."""
    return before.is_short or not is_other_matter(text, before.text)
