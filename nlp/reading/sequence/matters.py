"""Labels put right by the shape of a document: topics in letters, fields of a matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.letters.detection import is_letters
from nlp.reading.letters.lines import looks_back
from nlp.reading.lines import Line
from nlp.reading.rules import fold
from nlp.reading.sequence.segments import Segment

# "Hai là về con giống.", "Về đường Lê Lợi:" behind the mark of a matter.
_TOPIC = re.compile(r"^(?:(?:thu )?[a-z]+ la,? )?ve .{2,70}[.:]$")
_FEWEST_TOPICS = 2
_LINK = re.compile(r"^ngoai ra\W*$")
_ENCLOSED = re.compile(r"^\((?:co |xem |kem )?(?:danh sach|anh|hinh|ban sao|phu luc|bang)\b")
# How things are, and what is asked for: two fields of one matter.
_STATE = re.compile(
    r"^(?:hiện trạng|thực trạng|tình trạng|tình hình|nội dung|vướng mắc|khó khăn|vấn đề)\s*:\s*",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:đề nghị|kiến nghị|đề xuất|nguyện vọng|mong muốn|yêu cầu)\s*:\s*", re.IGNORECASE
)
_FEWEST_PAIRS = 2


def stated_fields(lines: Sequence[Line]) -> dict[int, int]:
    """Return where the text begins in lines that are fields of a matter.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    dict of int to int
        By the index of the line, in letters; of pairs such as ``Hiện trạng: ...`` above
        ``Đề nghị: ...``. Empty where there are fewer than two pairs.
    """
    found: dict[int, int] = {}
    for index in range(len(lines) - 1):
        state, request = _STATE.match(lines[index].body), _REQUEST.match(lines[index + 1].body)
        if state is not None and request is not None:
            for at, match in ((index, state), (index + 1, request)):
                mark = len(lines[at].text) - len(lines[at].body)
                found[at] = mark + match.end()
    return found if len(found) >= 2 * _FEWEST_PAIRS else {}


def with_fields(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels with each pair of fields as one opinion.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    """
    found = list(labels)
    fields = stated_fields(lines)
    begun = -1
    for index, segment in enumerate(segments):
        if segment.line not in fields or segment.end <= fields[segment.line]:
            continue
        states = _STATE.match(lines[segment.line].body) is not None
        found[index] = "B" if states and segment.line != begun else "I"
        begun = segment.line
    return found


def with_topics(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels of a letter with its topics labelled alike.

    A writer who begins his matters with their topics ("Một là về con giống. Sò chết ...") does so
    in all of them, and those are of the opinion or before it. "Ngoài ra," is before it, and
    brackets that tell of what is enclosed are in it; what looks back on all matters is behind them.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.

    Returns
    -------
    list of str
        The same where the lines are no letter.
    """
    found = list(labels)
    if not is_letters(lines):
        return found
    topics = [i for i in range(len(segments) - 1) if _is_topic(i, segments)]
    inside = sum(found[i] == "B" for i in topics)
    before = [i for i in topics if found[i] in "OW" and found[i + 1] == "B"]
    if inside >= _FEWEST_TOPICS and inside > len(before):
        for i in before:
            found[i], found[i + 1] = "B", "I"
    for i, segment in enumerate(segments[:-1]):
        goes_on = segments[i + 1].line == segment.line and found[i + 1] == "I"
        if found[i] == "B" and goes_on and _LINK.match(fold(segment.text)):
            found[i], found[i + 1] = "O", "B"
    for i, segment in enumerate(segments[1:], 1):
        above = segments[i - 1].line == segment.line and found[i - 1] in "BI"
        if found[i] in "BI" and looks_back(lines[segment.line].text):
            found[i] = "O"
        if found[i] == "O" and above and _ENCLOSED.match(fold(segment.text)):
            found[i] = "I"
    return found


def _is_topic(index: int, segments: Sequence[Segment]) -> bool:
    """Tell whether a segment is the topic of a matter: at its beginning, with more behind it."""
    segment = segments[index]
    near = index < 2 or segments[index - 2].line != segment.line
    goes_on = segments[index + 1].line == segment.line
    return near and goes_on and _TOPIC.match(fold(segment.text)) is not None
