"""Messages of a chat in which somebody goes on what he wrote before: one opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from nlp.reading.stamps import Message, messages_of, without_sender

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
    found = list(labels)
    messages = messages_of([line.raw for line in lines])
    own = on_lines(segments)
    managers = administrators([line.raw for line in lines])
    # The message above, its segments, and what its opinion says so far.
    above: Message | None = None
    over: list[int] = []
    said = wrote = ""
    # The messages of one sender right above that have been left out: segments, and words.
    kept: list[int] = []
    pieces = ""
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
        office = is_office_name(message.sender)
        # Who manages the group lives in it, and sends opinions too.
        managed = fold(message.sender) in managers and (text.startswith(MARK) or calls_all(text))
        none = "R" if office or managed else "O"
        if none == "R" or is_filler(text) or is_assent(text) or _CALLS_ROUND.match(text):
            # An office sends no opinions, and thanks are none.
            for i in said_in:
                found[i] = none if found[i] in "BI" else found[i]
        if none == "R" and text.startswith(MARK) and not answers_nothing(text):
            # The program says that it answers.
            for i in said_in:
                found[i] = "R"
        adds = same and said and message is not above and _adds(message, above, text)
        if adds and all(found[i] == "O" for i in said_in):
            for i in said_in:
                found[i] = "I"
        elif (
            message.sender
            and none == "O"
            and _is_left(found, said_in, text)
            and _states_matter(text, _OPINION if _is_reply(found, said_in) else _MOSTLY)
        ):
            # Only an office answers: what reads like an opinion is one.
            lead = start + max(text.find(take_apart(text).text), 0)
            own_words = [i for i in said_in if segments[i].end > lead]
            for i in said_in:
                found[i] = "B" if i == own_words[0] else "I" if i in own_words else "O"
        elif same and said and goes_over(text) and {found[i] for i in said_in} == {"O"}:
            # "à còn" before it is no part of it.
            marker = len(said_in) > 1 and len(segments[said_in[0]].text.split()) <= MARKER_WORDS
            own_words = said_in[1:] if marker else said_in
            if _states_matter(line.text[segments[own_words[0]].begin :], _BESIDE):
                for i in own_words:
                    found[i] = "B" if i == own_words[0] else "I"
        elif same and kept and none == "O" and _is_at_once(message, above):
            together = [*kept, *said_in]
            # None of the pieces tells a matter, and all of them may.
            if _is_piece(found, said_in, text) and _states_matter(f"{pieces}\n{text}"):
                for i in together:
                    found[i] = "B" if i == together[0] else "I"
        begun = [i for i in said_in if found[i] in "BI"]
        if begun and not same and message is not above:
            # Nobody goes on what another has written.
            found[begun[0]] = "B"
        before = same and not said and message is not above and _is_at_once(message, above)
        left_out = bool(over) and all(found[i] == "O" for i in over)
        if before and begun and left_out and not goes_over(text) and _begins_above(wrote):
            for i in over:
                found[i] = "B" if i == over[0] else "I"
            said = wrote
        begins = bool(begun) and found[begun[0]] == "B"
        begin_further(segments, found, said_in)
        if message is above:
            # Within a message a new line may begin another matter; the model tells.
            goes_on = begins and said and not line.item and _goes_on_line(text, said)
        else:
            goes_on = same and said and begins and not _is_other(message, above, text, said)
        if goes_on:
            found[begun[0]] = "I"
            said = f"{said}\n{text}"[-_REACH:]
        else:
            said = text if begun else ""
        at_once = same and _is_at_once(message, above)
        if none == "O" and _is_piece(found, said_in, text):
            kept = [*kept, *said_in] if at_once else said_in
            pieces = f"{pieces}\n{text}"[-_REACH:] if at_once and pieces else text
        else:
            kept, pieces = [], ""
        above, over, wrote = message, said_in, text
    return found


def _is_piece(found: Sequence[str], said_in: Sequence[int], text: str) -> bool:
    """Tell whether a message that has been left out may be a piece of what its sender tells."""
    empty = is_filler(text) or is_assent(text) or _CALLS_ROUND.match(text) is not None
    return not empty and bool(said_in) and all(found[i] == "O" for i in said_in)


def _is_left(found: Sequence[str], said_in: Sequence[int], text: str) -> bool:
    """Tell whether all of a message has been left out, or taken for an answer."""
    labels = {found[i] for i in said_in}
    return labels == {"O"} or ("R" in labels and labels <= {"O", "R"} and not _CALLS.match(text))


def _is_reply(found: Sequence[str], said_in: Sequence[int]) -> bool:
    return any(found[i] == "R" for i in said_in)


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


def _adds(message: Message, above: Message | None, text: str) -> bool:
    """Tell whether a message that follows an opinion at once adds to it, whatever its label."""
    if len(text.split()) < _FEWEST or not _is_at_once(message, above) or goes_over(text):
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
