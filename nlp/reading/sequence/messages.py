"""Messages of a chat in which somebody goes on what he wrote before: one opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.likeness import likeness
from nlp.reading.lines import Line
from nlp.reading.messages.columns import is_office_name
from nlp.reading.messages.words import (
    asks_secrecy,
    goes_over,
    is_advert,
    is_assent,
    is_attachment,
    is_filler,
    is_other_matter,
)
from nlp.reading.sequence.segments import Segment
from nlp.reading.stamps import Message, messages_of, without_sender

# What somebody sends within so many minutes goes on, unless it says that it does not.
_AT_ONCE = 3
# What it adds has so many words at least.
_FEWEST = 5
# What the model leaves out is an opinion all the same where it is so long and so like one.
_FEWEST_MATTER, _OPINION = 7, 0.7
# Asked of the group, and not of an office.
_NEIGHBOURS = re.compile(r"\bai (?:có|đi|mua|bán|cần|rảnh)\b", re.IGNORECASE)


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
    found = list(labels)
    messages = messages_of([line.raw for line in lines])
    own: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        own.setdefault(segment.line, []).append(index)
    # The message above, and what its opinion says so far.
    above: Message | None = None
    said = ""
    for index, line in enumerate(lines):
        message = messages[index]
        if message is None or message.alone:
            continue
        text = without_sender(line.text)
        same = above is not None and message.sender == above.sender
        if same and is_attachment(text):
            continue
        start = len(line.text) - len(text)
        said_in = [i for i in own.get(index, []) if segments[i].end > start]
        none = "R" if is_office_name(message.sender) else "O"
        if none == "R" or is_filler(text) or is_assent(text):
            # An office sends no opinions, and thanks are none.
            for i in said_in:
                found[i] = none if found[i] in "BI" else found[i]
        adds = same and said and message is not above and _adds(message, above, text)
        if adds and all(found[i] == "O" for i in said_in):
            for i in said_in:
                found[i] = "I"
        elif message.sender and {found[i] for i in said_in} == {"O"} and _states_matter(text):
            for i in said_in:
                found[i] = "B" if i == said_in[0] else "I"
        begun = [i for i in said_in if found[i] in "BI"]
        if begun and not same and message is not above:
            # Nobody goes on what another has written.
            found[begun[0]] = "B"
        begins = bool(begun) and found[begun[0]] == "B"
        if same and said and begins and not _is_other(message, above, text, said):
            found[begun[0]] = "I"
            said = f"{said}\n{text}"
        else:
            said = text if begun else ""
        above = message
    return found


def _is_other(message: Message, above: Message | None, text: str, said: str) -> bool:
    """Tell whether a message is of another matter than those of its sender above it."""
    if goes_over(text):
        return True
    return not _is_at_once(message, above) and is_other_matter(text, said)


def _adds(message: Message, above: Message | None, text: str) -> bool:
    """Tell whether a message that follows an opinion at once adds to it, whatever its label."""
    if len(text.split()) < _FEWEST or not _is_at_once(message, above) or goes_over(text):
        return False
    empty = is_filler(text) or is_assent(text) or asks_secrecy(text) or is_advert(text)
    return not empty


def _states_matter(text: str) -> bool:
    short = len(text.split()) < _FEWEST_MATTER
    if short or text.startswith("@") or is_advert(text) or _NEIGHBOURS.search(text):
        return False
    return likeness(text)["opinion"] >= _OPINION


def _is_at_once(message: Message, above: Message | None) -> bool:
    same_day = above is not None and message.day == above.day
    return same_day and above is not None and 0 <= message.minute - above.minute <= _AT_ONCE
