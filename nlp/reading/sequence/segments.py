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

from nlp.reading.alphabet import CAPITALS
from nlp.reading.heads import find_head
from nlp.reading.lines import Line
from nlp.reading.sequence.openings import openings_of

_CUTS = re.compile(
    rf"""(?P<sentence>(?<=[.!?…;])\s+
          # but not in "c. Lan"
          (?:(?<![\s(–-][^\W\d_ạàờừ]\.\s)|(?<=(?:nhà|khu|dãy|toà|tòa)\s[A-Z]\.\s)))
      | (?P<colon>(?<=:)\s*(?!\d\d\b|//))      # but not in 7:30
      | (?P<dash>\s+(?=[-–—]\s)
          # but not in "thôn 3 - 5"
          (?!(?<=\d\s)[-–—]\s+\d{{1,4}}(?![\d/.,])\s+(?!nhân\b|khẩu\b|người|ng\b|hộ|con|cháu|đứa|em\b|nhà\b
            |năm\b|tháng\b|tuần\b|ngày\b|lần\b)))
      | (?P<arrow>\s*(?=[←-⇿➔-➾⟵-⟿]|(?<![=~–—<-])[=~–—-]+>|(?<!>)>>))
      | (?P<bracket>\s*(?=[(\[])|\s+(?=<\w))
      | (?P<behind_bracket>(?<=[)\]])\s*[,.;:]?\s*|(?<=\w>)\s*[,.;:]?\s*)
      | (?P<quote>\s*(?=[“"«])(?=.\w))
      | (?P<behind_quote>(?<=[”»])\s*[,.;:]?\s*)
      | (?P<slash>\s+(?=/{{1,2}}\s|\|{{1,2}}\s|(?P<twin>[;=~*+^\\])(?P=twin)+\s))
      | (?P<sign>\s+(?=>\s|[~*#]\s|=\s+\D)|(?<!\d)\s+(?=\+\s+\D)
          |\s*(?=[\u2600-\u27bf\U0001f000-\U0001faff])(?<![\u2600-\u27bf\U0001f000-\U0001faff]))
      | (?P<comma>(?<=,)\s+(?=cử\s+tri\s|bà\s+con\s|đồng\s+thời\s
          |(?:ông|bà|anh|chị)\s+[{CAPITALS}]))
      | (?P<said_behind>\s*(?=,\s+(?:[^\s,.;:]+\s+){{1,6}}
            (?:nói|kêu|bảo|kể|hỏi|than|báo)\s*(?:[.;]|$)))
      | (?P<dots>\s*(?=\.{{3}})(?<!\.))
    """,
    re.VERBOSE,
)
_FIRST_COMMA = re.compile(
    # but not in "Thứ bảy, chủ nhật xe đỗ kín đường"
    r"^((?:[^\s,]+\s+){0,7}[^\s,]+,)\s+(?!(?<=[Tt]hứ\s\w\w\w,\s)(?i:chủ\s+nhật)\b)"
)
# Behind these, whoever speaks is named already.
_LED = frozenset(("head", "behind_bracket"))
_LETTER = re.compile(r"[^\W_]")
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
    cut : str
        What it was cut off by from what stands before it in the line: ``"sentence"``, ``"colon"``,
        ``"dash"``, ``"said"`` (behind a verb of saying), ``"begin"`` (by the encoder) ..., empty at
        the beginning.
    """

    line: int
    begin: int
    end: int
    text: str
    spoken: bool
    cut: str = ""


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


def on_lines(segments: Sequence[Segment]) -> dict[int, list[int]]:
    """Return the indices of the segments of each line that has any, in the order of the text."""
    found: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        found.setdefault(segment.line, []).append(index)
    return found


def _segments(index: int, line: Line) -> Iterator[Segment]:
    text = line.text
    first = len(text) - len(line.body) if text.endswith(line.body) else 0
    head = find_head(line.body, item=line.item)
    cut = ""
    if head is not None and not head.kept and line.body.startswith(head.text):
        # Whoever speaks may stand before what is said with nothing between.
        end = first + len(head.text)
        end += len(text[end:]) - len(text[end:].lstrip(" :"))
        for begin, stop, before in _pieces(text, first, _CUTS, end):
            yield Segment(index, begin, stop, text[begin:stop], False, before)
        first, cut = end, "head"
    for begin, end, before in _pieces(text, first, _CUTS, cut=cut):
        start = begin
        kind = before
        # A name without a sign behind it stands at the beginning of an item only.
        named = (begin == first and line.item) or before == "behind_bracket"
        led = before in _LED
        for at, opening in openings_of(text[begin:end], named=named, led=led):
            yield from _with_comma(index, text, start, begin + at, kind)
            start, kind = begin + at, opening
        yield from _spoken(index, text, start, end, kind)


def _spoken(index: int, text: str, begin: int, end: int, cut: str) -> Iterator[Segment]:
    """Yield the segments of a stretch, cut at words where it has no punctuation."""
    words = len(text[begin:end].split())
    signs = len(_SIGNS.findall(text, begin, end))
    if words < _FEWEST_WORDS or signs > _MOST_SIGNS * words:
        yield from _with_comma(index, text, begin, end, cut)
        return
    for start, stop, before in _pieces(text, begin, _SPOKEN, end, cut=cut):
        yield Segment(index, start, stop, text[start:stop], True, before or "word")


def _with_comma(index: int, text: str, begin: int, end: int, cut: str) -> Iterator[Segment]:
    """Yield the segments of a stretch, cut at a comma near its beginning."""
    comma = _FIRST_COMMA.match(text[begin:end])
    if comma is not None:
        yield Segment(index, begin, begin + comma.end(1), comma[1], False, cut)
        begin, cut = begin + comma.end(), "comma"
        base = begin
        for at, opening in openings_of(text[base:end], named=False, led=True):
            yield _stretch(index, text, begin, base + at, cut)
            begin, cut = base + at, opening
    if text[begin:end].strip():
        yield _stretch(index, text, begin, end, cut)


def _stretch(index: int, text: str, begin: int, end: int, cut: str) -> Segment:
    end = begin + len(text[begin:end].rstrip())
    return Segment(index, begin, end, text[begin:end], False, cut)


def _pieces(
    text: str, begin: int, cuts: re.Pattern[str], end: int | None = None, *, cut: str = ""
) -> Iterator[tuple[int, int, str]]:
    """Yield where the pieces between cuts are, and what cuts each off."""
    end = len(text) if end is None else end
    start = begin
    letter = _LETTER.search(text, start, end)
    for match in cuts.finditer(text, begin, end):
        # Signs alone belong to what follows: "... [...] ngoài".
        if letter is not None and letter.end() <= match.start():
            yield start, match.start(), cut
            start, cut = match.end(), match.lastgroup or "word"
            letter = _LETTER.search(text, start, end)
    if letter is not None:
        yield start, end, cut
