"""Lines in, segments out: the smallest stretches that may be an opinion, a head or an answer.

What an office writes in one line may hold a speaker, what he asks, and what was done about it:
``- bà Tư (tổ 3): đèn đường hư → đã báo điện lực``. A line is cut wherever one of them may end: at
sentence ends, colons, dashes, arrows, brackets, quotation marks; speech without any of these at
the words with which people begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.reading.heads import find_head
from nlp.reading.lines import Line

_CUTS = re.compile(
    r"""(?<=[.!?…;])(?<![\s(–-][^\W\d_]\.)\s+    # end of a sentence, but not "c. Lan"
      | (?<=:)\s*(?!\d\d\b|//)          # behind a colon, but not 7:30
      | \s+(?=[-–—]\s)                          # before a dash
      | \s*(?=→|⇒|➔|=>|->|>>)                   # before an arrow
      | \s*(?=[(\[])                            # brackets
      | (?<=[)\]])\s*[,.;:]?\s*
      | \s*(?=[“"«])(?=.\w)                     # quotation marks
      | (?<=[”»])\s*[,.;:]?\s*
      | \s+(?=[/|]\s)
      | \s*(?=\.{3})(?<!\.)
    """,
    re.VERBOSE,
)
_FIRST_COMMA = re.compile(r"^((?:[^\s,]+\s+){0,7}[^\s,]+,)\s+")
_SIGNS = re.compile(r"[.,;:!?]")
# A stretch of so many words with no more signs than this is speech that a machine wrote down.
_FEWEST_WORDS = 14
_MOST_SIGNS = 0.03
# What people say where they begin, end or go over to another matter.
_SPOKEN = re.compile(
    r"""\s+(?=(?:dạ|vâng|kính\s+thưa|thưa|xin\s+chào|chào|cảm\s+ơn|cám\s+ơn|xin\s+cảm|mời|xin\s+mời
        |rồi|alo|à|ờ|thôi|còn|với\s+lại|ngoài\s+ra|thứ\s+(?:nhất|hai|ba|tư|năm)|một\s+là|hai\s+là
        |ba\s+là|bốn\s+là|ý\s+(?:kiến\s+)?(?:thứ|đầu|nữa|tiếp|một|hai|ba|cuối)
        |(?:cái|việc|chuyện|vấn\s+đề|điều|câu)\s+(?:thứ|nữa|này|kia|đầu|tiếp|cuối)|một\s+(?:cái|việc|chuyện|ý)
        |tiếp\s+(?:theo|nữa)|về\s+(?:vấn\s+đề|việc|cái|chuyện|phần|ý)|(?:tôi|tui|em|con|cháu|mình)\s+
        (?:là|tên|ở|xin|có|hỏi|muốn|nói|hết|cũng|đề|kiến|thấy|bên)|nhân\s+đây|nhân\s+tiện|tiện\s+đây
        |đề\s+nghị|kiến\s+nghị|xin|ông|bà|bác|chị|anh|cô|chú|cụ|ạ|hết|bên|tụi|chúng|phía|vậy|thế
        |người\s+tiếp|giờ|bây\s+giờ|hôm\s+nay|nhà\s+(?:tôi|tui|em|con|mình))\b)
    | (?<=\bạ)\s+ | (?<=\bhết)\s+""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Segment:
    """A stretch of a line.

    Attributes
    ----------
    line : int
        Index of the line.
    begin, end : int
        Where it stands in the line's text.
    text : str
    spoken : bool
        It is a stretch of speech without punctuation.
    """

    line: int
    begin: int
    end: int
    text: str
    spoken: bool


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """Cut lines into segments.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    list of Segment
        In the order of the text; the mark before a line (``1.``, ``-``) is in none.
    """
    return [segment for index, line in enumerate(lines) for segment in _segments(index, line)]


def _segments(index: int, line: Line) -> Iterator[Segment]:
    first = len(line.text) - len(line.body) if line.text.endswith(line.body) else 0
    head = find_head(line.body, item=line.item)
    if head is not None and not head.kept and line.body.startswith(head.text):
        # Whoever speaks may stand before what is said with nothing between.
        end = first + len(head.text)
        end += len(line.text[end:]) - len(line.text[end:].lstrip(" :"))
        for begin, stop in _pieces(line.text, first, _CUTS, end):
            yield Segment(index, begin, stop, line.text[begin:stop], False)
        first = end
    for begin, end in _pieces(line.text, first, _CUTS):
        text = line.text[begin:end]
        words = len(text.split())
        if words >= _FEWEST_WORDS and len(_SIGNS.findall(text)) <= _MOST_SIGNS * words:
            for start, stop in _pieces(line.text, begin, _SPOKEN, end):
                yield Segment(index, start, stop, line.text[start:stop], True)
            continue
        comma = _FIRST_COMMA.match(text)
        start = begin
        if comma is not None:
            yield Segment(index, begin, begin + comma.end(1), comma[1], False)
            start += comma.end()
        yield Segment(index, start, end, line.text[start:end], False)


def _pieces(
    text: str, begin: int, cuts: re.Pattern[str], end: int | None = None
) -> Iterator[tuple[int, int]]:
    end = len(text) if end is None else end
    start = begin
    for match in cuts.finditer(text, begin, end):
        if text[start : match.start()].strip():
            yield start, match.start()
            start = match.end()
    if text[start:end].strip():
        yield start, end
