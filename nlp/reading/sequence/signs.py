"""The writer's own sign before what was done: whatever it is, it means the same throughout.

One writes an arrow, another ``//`` or ``BGH:`` before each answer. What most stretches behind a
sign are taken for, the others behind it are too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.reply_words import leads_answer
from nlp.reading.rules import fold
from nlp.reading.sequence.segments import Segment, on_lines

_CUTS = frozenset(("arrow", "slash", "sign"))
_SIGN = re.compile(r"[^\w\s(\[“\"']+")
_LABEL_WORDS, _LABEL = 4, 8
# So often a sign stands before answers at the least, and so many times oftener than before others.
_FEWEST, _SHARE = 2, 2


def with_signs(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels with all answers behind a sign that mostly stands before answers.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    """
    found = list(labels)
    spans = [
        span
        for line, own in on_lines(segments).items()
        for span in _spans(lines[line], segments, own)
    ]
    votes = Counter((key, _meaning(found, indices)) for key, indices in spans)
    for key, indices in spans:
        answers = votes[key, "R"]
        if _meaning(found, indices) != "B" or answers < max(_FEWEST, _SHARE * votes[key, "B"]):
            continue
        for i in indices:
            found[i] = "R" if found[i] in "BI" else found[i]
    return found


def _spans(
    line: Line, segments: Sequence[Segment], own: Sequence[int]
) -> list[tuple[str, list[int]]]:
    """Return the stretches of a line with the sign or label before each."""
    found: list[tuple[str, list[int]]] = []
    for i in own:
        key = _key(line, segments[i], first=i == own[0])
        if key:
            found.append((key, [i]))
        elif found:
            found[-1][1].append(i)
    return found


def _key(line: Line, segment: Segment, *, first: bool) -> str:
    text = segment.text.strip()
    if first:
        # ">> Đánh giá của người gửi: ..." among answers says what it is.
        label, colon, _ = line.text.partition(":")
        other = colon and len(label.split()) <= _LABEL and not leads_answer(label)
        return f"^{line.raw.strip()[:1]}" if line.arrow and not other else ""
    if segment.cut in _CUTS and (sign := _SIGN.match(text)):
        return sign[0]
    short = text.endswith(":") and len(text.split()) <= _LABEL_WORDS
    # "Đề nghị:" leads to no answer, whatever stands behind it elsewhere.
    return fold(text) if short and segment.cut == "sentence" and not asks(text) else ""


def _meaning(labels: Sequence[str], indices: Sequence[int]) -> str:
    """Return what a stretch is taken for: an answer, something said, or neither."""
    for i in indices:
        if labels[i] in "BIR":
            return "R" if labels[i] == "R" else "B"
    return "O"
