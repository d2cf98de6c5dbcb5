"""Labels put right where forms tell what people say, and what they were answered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.reading.encoding import normalize
from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.records import Record
from nlp.reading.forms.relabelled import forms_of
from nlp.reading.likeness import likeness
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.sequence.segments import Segment
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.unsaid import says_nothing

# What a label calls the text is one that reads so far like an opinion, less where it asks.
_ASKED, _SAID = 0.3, 0.5


@dataclass(frozen=True)
class _Span:
    """Where the value of a field stands in its line, and what its label asks for."""

    line: int
    begin: int
    end: int
    key: str
    role: str


def with_forms(
    paragraphs: Sequence[Paragraph],
    lines: Sequence[Line],
    segments: Sequence[Segment],
    labels: Sequence[str],
) -> list[str]:
    """Return the labels with an opinion and an answer in each form that has fields for them.

    A few words ("Cho hỏi thứ Bảy xã có làm việc không?", "Đã chuyển thú y xã") read like nothing
    by themselves; what they are, their label says.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        What the lines are of.
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.

    Returns
    -------
    list of str
        The same where the paragraphs are no forms.
    """
    found = list(labels)
    forms = forms_of(paragraphs, by_labels=True)
    if forms is None:
        return found
    at: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        at.setdefault(line.position, []).append(index)
    records = [list(_spans(record, forms.roles, lines, at)) for record in forms.records]
    records = [spans for spans in records if spans]
    ends = [*(spans[0].line for spans in records[1:]), len(lines)]
    stand = [segment.line for segment in segments]
    for spans, end in zip(records, ends):
        own = range(bisect_left(stand, spans[0].line), bisect_left(stand, end))
        _put_right(spans, own, segments, found)
    return found


def _spans(
    record: Record, roles: Mapping[str, str], lines: Sequence[Line], at: Mapping[str, list[int]]
) -> Iterator[_Span]:
    """Yield where the values of a form stand that its lines hold."""
    found: list[tuple[int, int, int, str]] = []
    for one in record.fields:
        label = re.compile(re.escape(normalize(one.label)) + r"\s*[:：]\s*")
        for index in at.get(one.position, ()):
            if match := label.search(lines[index].text):
                found.append((index, match.start(), match.end(), one.key))
                break
    for number, (index, _, begin, key) in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        text = lines[index].text
        end = after[1] if after and after[0] == index and after[1] > begin else len(text)
        value = text[begin:end].strip()
        role = roles.get(key, "")
        told = value and not is_empty_call(value) and not says_nothing(value)
        # Somebody may have rung off, or thanked.
        told = told and (role != "text" or _says_something(value))
        yield _Span(index, begin, end, key, role if told else "")


def _says_something(value: str) -> bool:
    """Tell whether what a label calls the text of a form may be an opinion."""
    return likeness(value)["opinion"] >= (_ASKED if asks(value) else _SAID)


def _put_right(
    spans: Sequence[_Span], own: Sequence[int], segments: Sequence[Segment], found: list[str]
) -> None:
    """Label what a form has of an opinion and an answer, where none is found in it."""
    if not any(found[i] == "B" for i in own):
        said = next(
            (x for one in spans if one.role == "text" and (x := _in(one, own, segments))), []
        )
        for i in said:
            found[i] = "B" if i == said[0] else "I"
    for one in spans:
        value = _in(one, own, segments) if one.role == "answer" else []
        asked = any(found[i] == "B" for i in own if i not in value)
        # What was found elsewhere by its place may be anything, what its label calls an answer not.
        sure = role_of(one.key) == "answer" or not any(found[i] in "BI" for i in value)
        if asked and sure and not any(found[i] == "R" for i in value):
            for i in value:
                found[i] = "R"


def _in(span: _Span, own: Sequence[int], segments: Sequence[Segment]) -> list[int]:
    """Return the segments of a form that stand in the value of a field."""
    return [
        i for i in own if segments[i].line == span.line and span.begin < segments[i].end <= span.end
    ]
