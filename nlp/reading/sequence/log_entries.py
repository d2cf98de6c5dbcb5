"""Entries of a log, one a line: hour, who came, and what for ("8h10: Ông Sự, thôn 3, hỏi ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.attribution import subject
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.sequence.further import sentences_of
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.speakers import is_official

_HOUR = re.compile(
    r"(?:lúc\s+)?\d{1,2}\s?(?:[hg:]\s?\d{2}|[hg]|giờ(?:\s?\d{2})?)\s*[:.–-]\s*", re.IGNORECASE
)
# So many of the entries are opinions at the least, and such a share.
_FEWEST, _SHARE = 2, 0.5


def with_entries(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels with an opinion in each entry of a log in which somebody says something.

    What was done about it, behind what he says, is its answer.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.

    Returns
    -------
    list of str
        The same where most entries are no opinions.
    """
    found = list(labels)
    own = on_lines(segments)
    entries: dict[int, int] = {}
    for index, line in enumerate(lines):
        hour = _HOUR.match(line.text)
        if hour is None or index not in own:
            continue
        told = subject(line.text[hour.end() :])
        if told.name and not is_official(told.name, listed=True):
            entries[index] = hour.end()
    lost = {i for i in entries if all(found[s] in "OW" for s in own[i])}
    if len(entries) - len(lost) < max(_FEWEST, _SHARE * len(entries)):
        return found
    for index, end in entries.items():
        said = [s for s in own[index] if segments[s].end > end]
        sentences = sentences_of(segments, said)
        done = _answers(lines[index], segments, sentences)
        for number, sentence in enumerate(sentences):
            if number in done:
                for s in sentence:
                    found[s] = "R"
            elif index in lost and number == 0:
                for s in sentence:
                    found[s] = "B" if s == sentence[0] else "I"
    return found


def _answers(
    line: Line, segments: Sequence[Segment], sentences: Sequence[Sequence[int]]
) -> set[int]:
    """Return which sentences of an entry tell what was done: the last, after what is said."""
    answers: set[int] = set()
    for number in range(len(sentences) - 1, 0, -1):
        first, last = sentences[number][0], sentences[number][-1]
        text = line.text[segments[first].begin : segments[last].end]
        if reads_like(text) != "reply" or asks(text):
            break
        answers.add(number)
    return answers
