"""Messages of a chat in which somebody goes on what he wrote before: one opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.reading.likeness import likeness
from nlp.reading.lines import Line
from nlp.reading.matters import content_words
from nlp.reading.messages.further import goes_over, is_other_matter
from nlp.reading.messages.layouts import MARK, administrators
from nlp.reading.messages.offices import is_office_name
from nlp.reading.messages.replies import answers_nothing, calls_all
from nlp.reading.messages.words import (
    asks_secrecy,
    is_advert,
    is_assent,
    is_attachment,
    is_filler,
    take_apart,
)
from nlp.reading.rules import fold
from nlp.reading.sequence.further import MARKER_WORDS, begin_further
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.stamps import Message, begins_message, messages_of, without_sender

# What somebody sends within so many minutes goes on, unless it says that it does not.
_AT_ONCE = 3
# What it adds has so many words at least.
_FEWEST = 5
# What the model leaves out is an opinion all the same where it is so long and so like one.
_FEWEST_MATTER, _OPINION = 7, 0.7
# Nobody answers there, or so it seems: what reads more like an opinion than like all else is one.
_MOSTLY = 0.5
# Where its sender says that it is a further one, or goes on it at once, so like one is enough.
_BESIDE = 0.4
# Whoever looks for others in the group asks no office.
_CALLS_ROUND = re.compile(
    r"^(?:(?:cả nhà|mọi người|bà con|mn) (?:ơi )?)?ai (?:nhặt|đi|cần mua|mua|bán"
    r"|rảnh|vào học|muốn học)\b",
    re.IGNORECASE,
)
# Nothing further above ties a message to what its sender wrote.
_REACH = 4000
# So whoever answers calls who has asked: "Chị Mận ơi, ...".
_CALLS = re.compile(r"^(?:dạ |chào |gửi )*(?:anh|chị|cô|chú|bác|ông|bà|em|bạn)\b", re.IGNORECASE)
# "Mấy anh ơi đường số 5 ...", "Chào bác tổ trưởng, ...": whom a message calls or greets is no part
# of what it tells.
_CALL = re.compile(
    r"^(?:(?:dạ|ê|này|à)\s)?(?:(?:[^\W\d_]+\s){1,4}(?:ơi|oi)[\s,.!:]+"
    r"|(?:(?:em|con|cháu|tôi|mình)\s)?(?:(?:xin|kính)\s)?chào(?:\s[^\W\d_]+){1,6}[,.!:]+\s*)(?=\S)",
    re.IGNORECASE,
)
# So many words in common tie a line to those above it.
_TIES = 2
_GREETS = re.compile(r"\bchào\b", re.IGNORECASE)
# Asked of the group, and not of an office.
_NEIGHBOURS = re.compile(
    r"\bai (?:có|đi|mua|bán|cần|rảnh|nhặt|thấy|vào|muốn|rành|cùng ý)\b|\bnick\b|\bđiểm danh\b",
    re.IGNORECASE,
)


def joined_messages(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels with those messages joined in which a sender goes on.

    People send what they have to say in pieces, a message each. A message that follows another
    one of the same sender begins no opinion of its own unless it is of another matter.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.

    Returns
    -------
    list of str
        The same where the lines are no chat.
    """
    messages = messages_of([line.raw for line in lines])
    own = on_lines(segments)
    managers = administrators([line.raw for line in lines])
    chat = _Chat(segments, labels)
    for index, (line, message) in enumerate(zip(lines, messages, strict=True)):
        if message is None or message.alone:
            continue
        text = without_sender(line.text) if begins_message(messages, index) else line.text
        if chat.goes_on_with(message) and is_attachment(text):
            continue
        start = len(line.text) - len(text)
        here = [i for i in own.get(index, []) if segments[i].end > start]
        # Who manages the group lives in it, and sends opinions too.
        managed = fold(message.sender) in managers and (text.startswith(MARK) or calls_all(text))
        official = is_office_name(message.sender) or managed
        chat.read(_Said(line, message, text, start, here, official))
    return chat.labels


@dataclass(frozen=True)
class _Said:
    """A line of a message.

    Attributes
    ----------
    line : Line
    message : Message
    text : str
        Without the sender.
    start : int
        Where that begins in the line.
    segments : list of int
    official : bool
        An office or who manages the group says it.
    """

    line: Line
    message: Message
    text: str
    start: int
    segments: list[int]
    official: bool

    @property
    def is_empty(self) -> bool:
        """Nothing is told in it that an office could see to."""
        empty = is_filler(self.text) or is_assent(self.text)
        return empty or _CALLS_ROUND.match(self.text) is not None


class _Chat:
    """The labels of a chat, and what its latest messages say.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    """

    def __init__(self, segments: Sequence[Segment], labels: Sequence[str]) -> None:
        self.labels = list(labels)
        self._segments = segments
        # The message above, its segments, and what its opinion says so far.
        self._above: Message | None = None
        self._over: list[int] = []
        self._said = self._wrote = ""
        # The messages of one sender right above that have been left out: segments, and words.
        self._kept: list[int] = []
        self._pieces = ""

    def goes_on_with(self, message: Message) -> bool:
        """Tell whether a message is of the sender of the one above."""
        return self._above is not None and message.sender == self._above.sender

    def read(self, said: _Said) -> None:
        """Take the next line, and label it by what stands above it."""
        same = self.goes_on_with(said.message)
        at_once = same and _is_at_once(said.message, self._above)
        self._leave_out_empty(said)
        self._take_matter(said, same=same, at_once=at_once)
        begun = [i for i in said.segments if self.labels[i] in "BI"]
        if begun and not same:
            # Nobody goes on what another has written.
            self.labels[begun[0]] = "B"
        if begun and at_once and said.message is not self._above:
            self._take_message_above(said.text)
        begins = bool(begun) and self.labels[begun[0]] == "B"
        begin_further(self._segments, self.labels, said.segments)
        if begins and same and self._goes_on(said):
            self.labels[begun[0]] = "I"
            self._said = f"{self._said}\n{said.text}"[-_REACH:]
        else:
            self._said = said.text if begun else ""
        self._keep_piece(said, at_once=at_once)
        self._above, self._over, self._wrote = said.message, said.segments, said.text

    def _put(self, segments: Sequence[int], *, begins: bool) -> None:
        for i in segments:
            self.labels[i] = "B" if begins and i == segments[0] else "I"

    def _are_out(self, segments: Sequence[int]) -> bool:
        return all(self.labels[i] == "O" for i in segments)

    def _leave_out_empty(self, said: _Said) -> None:
        """Take thanks and an office's words for no opinion."""
        if said.official or said.is_empty:
            for i in said.segments:
                if self.labels[i] in "BI":
                    self.labels[i] = "R" if said.official else "O"
        if said.official and said.text.startswith(MARK) and not answers_nothing(said.text):
            # The program says that it answers.
            for i in said.segments:
                self.labels[i] = "R"

    def _take_matter(self, said: _Said, *, same: bool, at_once: bool) -> None:
        """Take for an opinion, or for more of one, what has been left out."""
        own, text = said.segments, said.text
        follows = at_once and bool(self._said) and said.message is not self._above
        if follows and _adds(text) and self._are_out(own):
            self._put(own, begins=False)
        elif said.message.sender and not said.official and self._is_left(own, text):
            replies = any(self.labels[i] == "R" for i in own)
            if _states_matter(text, _OPINION if replies else _MOSTLY):
                # Only an office answers: what reads like an opinion is one.
                lead = said.start + max(text.find(take_apart(text).text), 0)
                for i in own:
                    self.labels[i] = "O"
                self._put([i for i in own if self._segments[i].end > lead], begins=True)
                return
        if not own or not self._are_out(own):
            return
        if same and self._said and goes_over(text):
            # "à còn" before it is no part of it.
            marker = len(own) > 1 and len(self._segments[own[0]].text.split()) <= MARKER_WORDS
            matter = own[1:] if marker else own
            if _states_matter(said.line.text[self._segments[matter[0]].begin :], _BESIDE):
                self._put(matter, begins=True)
        elif at_once and self._kept and not said.official and not said.is_empty:
            # None of the pieces tells a matter, and all of them may.
            together = f"{self._pieces}\n{text}"
            self._put([*self._kept, *own] if _states_matter(together) else [], begins=True)

    def _is_left(self, own: Sequence[int], text: str) -> bool:
        """Tell whether all of a message has been left out, or taken for an answer."""
        labels = {self.labels[i] for i in own}
        answers = "R" in labels and labels <= {"O", "R"} and not _CALLS.match(text)
        return labels == {"O"} or answers

    def _take_message_above(self, text: str) -> None:
        """Begin an opinion in the message above, where it was left out and goes on here."""
        left_out = bool(self._over) and self._are_out(self._over)
        if self._said or not left_out or goes_over(text) or not _begins_above(self._wrote):
            return
        self._put(self._over, begins=True)
        self._said = self._wrote

    def _goes_on(self, said: _Said) -> bool:
        """Tell whether what begins an opinion is of the one that its sender wrote above."""
        if not self._said:
            return False
        if said.message is self._above:
            # Within a message a new line may begin another matter; the model tells.
            return not said.line.item and _goes_on_line(said.text, self._said)
        return not _is_other(said.message, self._above, said.text, self._said)

    def _keep_piece(self, said: _Said, *, at_once: bool) -> None:
        """Take note of a message that was left out: it may be a piece of what its sender tells."""
        if said.official or said.is_empty or not said.segments or not self._are_out(said.segments):
            self._kept, self._pieces = [], ""
            return
        self._kept = [*self._kept, *said.segments] if at_once else said.segments
        goes_on = at_once and self._pieces
        self._pieces = f"{self._pieces}\n{said.text}"[-_REACH:] if goes_on else said.text


def _goes_on_line(text: str, above: str) -> bool:
    """Tell whether a line of a message goes on the lines above it: no sentence, or of the same."""
    if goes_over(text):
        return False
    ties = content_words(text) & content_words(above)
    return not text.lstrip()[:1].isupper() or len(ties) >= _TIES


def _is_other(message: Message, above: Message | None, text: str, said: str) -> bool:
    """Tell whether a message is of another matter than those of its sender above it."""
    if goes_over(text):
        return True
    return not _is_at_once(message, above) and is_other_matter(text, said)


def _adds(text: str) -> bool:
    """Tell whether what follows an opinion at once adds to it, whatever its label."""
    if len(text.split()) < _FEWEST or goes_over(text):
        return False
    empty = is_filler(text) or is_assent(text) or asks_secrecy(text) or is_advert(text)
    return not empty and _NEIGHBOURS.search(text) is None


def _begins_above(wrote: str) -> bool:
    """Tell whether what goes on in the next message may have begun in one that was left out."""
    # A sentence that ends with a comma goes on.
    told = wrote.rstrip().endswith(",") or _states_matter(wrote, _BESIDE)
    return _GREETS.search(wrote) is None and told


def _states_matter(text: str, least: float = _OPINION) -> bool:
    short = len(text.split()) < _FEWEST_MATTER
    if short or text.startswith("@") or is_advert(text) or _NEIGHBOURS.search(text):
        return False
    return likeness(_CALL.sub("", text))["opinion"] >= least


def _is_at_once(message: Message, above: Message | None) -> bool:
    same_day = above is not None and message.day == above.day
    return same_day and above is not None and 0 <= message.minute - above.minute <= _AT_ONCE
