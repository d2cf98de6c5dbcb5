"""Labels of minutes put right by how a meeting goes: who opens it, who goes over to another matter.

The model judges each stretch by its words and its neighbours. What chairs say before anybody has
asked reads like a complaint where it is frank, and what somebody adds at the end of his turn reads
like an answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.classed import Classed
from nlp.reading.matters import asks
from nlp.reading.rules import begins_with, load_rules, plain
from nlp.reading.sequence.segments import Segment, on_lines

# "Sang chuyện khác, ...", "Chuyện nữa: ..." between two sentences of one speaker.
_ANOTHER = re.compile(
    r"(?:(?:còn|thêm|xin)\s+)?(?:(?:chuyển\s+)?(?:sang|qua)\s+|một\s+|(?=\w+\s+nữa))"
    r"(?:chuyện|việc|ý|vấn\s+đề|nội\s+dung|điều)\s+(?:khác|nữa)(?:\s+là)?\s*[,:.]$"
    # "Đi kèm chuyện đó, ..."
    r"|(?:đi\s+kèm|kèm\s+theo|kèm|cùng\s+với|song\s+song\s+với|bên\s+cạnh|ngoài|tiếp\s+theo)\s+"
    r"(?:chuyện|việc|điều|vấn\s+đề)\s+(?:đó|này|ấy|trên|nớ|nầy)\s*,$",
    re.IGNORECASE,
)
# "Việc hai: ..." behind "Việc một: ...".
_SECOND = re.compile(
    r"(?:việc|ý|chuyện|vấn\s+đề|nội\s+dung)\s+(?:thứ\s+)?(?:hai|ba|2|3)(?:\s+là)?\s*[,:]$",
    re.IGNORECASE,
)
_HEADS = (":", "→", "⇒", "=>", "->")


def with_meeting(
    segments: Sequence[Segment], labels: Sequence[str], classed: Sequence[Classed]
) -> list[str]:
    """Return the labels with what the course of a meeting tells.

    Whoever chairs it and speaks before anybody has asked says no opinion where most of his words
    are none. Who goes over to another matter in his turn still speaks. A paragraph that begins with
    a condition ("Nếu đóng cửa thì ...") goes on the one above it, which has asked for nothing yet.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    classed : sequence of Classed
        What the rules say of the lines.
    """
    found = list(labels)
    own = on_lines(segments)
    asked = False
    for line, indices in own.items():
        if not asked:
            _leave_opening(segments, found, classed[line], indices)
        _go_over(segments, found, indices)
        _keep_condition(segments, found, classed, indices, own.get(line - 1, []))
        asked = asked or any(found[i] == "B" for i in indices)
    return found


def _leave_opening(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave out what an official says before anybody has asked, mixed with words that are none."""
    said = [i for i in indices if found[i] in "BI"]
    if one.kind != "official" or not said or found[indices[0]] != "W":
        return
    replies = [i for i in indices if found[i] == "R"]
    if replies and replies[-1] > said[-1]:
        for i in said:
            found[i] = "R"


def _go_over(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Take what somebody adds in the line of his turn for another matter of his, and no answer."""
    for before, link, begins in zip(indices, indices[1:], indices[2:]):
        if found[before] not in "BI" or found[link] not in "RIO" or found[begins] not in "RI":
            continue
        opens = segments[link].cut == "sentence" and segments[before].text.endswith((".", "?", "!"))
        words = segments[link].text
        if not opens or not (_ANOTHER.match(words) or _SECOND.match(words)):
            continue
        found[link], found[begins] = "O", "B"
        for i in indices[indices.index(begins) + 1 :]:
            # Whoever answers is named before a colon, or an arrow leads to it.
            if found[i] != "R" or segments[i].text.endswith(":") or _answers(segments[i]):
                break
            found[i] = "I"


def _answers(segment: Segment) -> bool:
    return segment.cut == "arrow" or segment.text.startswith(_HEADS)


def _keep_condition(
    segments: Sequence[Segment],
    found: list[str],
    classed: Sequence[Classed],
    indices: Sequence[int],
    above: Sequence[int],
) -> None:
    """Leave a paragraph that begins with a condition to the one above it in the same turn."""
    first = indices[0]
    line = classed[segments[first].line].line
    if found[first] != "B" or line.mark or not above or found[above[-1]] not in "BI":
        return
    if begins_with(plain(line.text), load_rules().conditions) is None:
        return
    last = classed[segments[above[-1]].line]
    if last.line.text.endswith((".", "…")) and not asks(last.line.text):
        found[first] = "I"
