"""The lines of PDF pages: put together to paragraphs, what repeats on the pages left out."""

from __future__ import annotations

import math
import re
import statistics
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import ITEM
from nlp.reading.speakers import speaker_head
from nlp.reading.syllables import UNSEEN, syllable_score

# Lines at the head and foot of a page that may repeat on every page.
MARGIN_LINES = 3
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:trang|tr\.?|page)\s*)?\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# The signs that pdfium gives for a hyphen at the end of a line.
LINE_HYPHENS = ("\x02", "\ufffe")
_HYPHENS = (*LINE_HYPHENS, "\xad")
_INDENT = 6.0
# Of the lines so many are of each of two columns, and of both together.
_COLUMN, _APART = 0.25, 0.9


@dataclass(frozen=True)
class Line:
    """A line of a page.

    Attributes
    ----------
    page, number : int
        From 1.
    text : str
    left, right, top, bottom : float
        In points; the origin is the lower left corner of the page.
    """

    page: int
    number: int
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def position(self) -> str:
        """Where it stands, as in ``Tr2L14``."""
        return f"Tr{self.page}L{self.number}"


def without_margins(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """Take out page numbers, and headers and footers that repeat on the pages.

    Parameters
    ----------
    pages : list of list of Line

    Returns
    -------
    (pages, list of Line)
        The pages with the other lines, and those that were taken out.
    """
    repeated: Counter[str] = Counter()
    for lines in pages:
        repeated.update({_pattern(line) for line in _margin(lines)})
    filled = sum(bool(lines) for lines in pages)
    least = max(2, filled // 2)
    kept: list[list[Line]] = []
    taken: list[Line] = []
    for lines in pages:
        margin = _margin(lines)
        out = {
            line.number
            for line in margin
            if repeated[_pattern(line)] >= least or _PAGE_NUMBER.fullmatch(line.text)
        }
        kept.append([line for line in lines if line.number not in out])
        taken += [line for line in lines if line.number in out]
    return kept, taken


def _margin(lines: list[Line]) -> list[Line]:
    """Return the lines at the head and the foot of a page, by where they stand on it."""
    from_top = sorted(lines, key=lambda line: -line.top)
    return [*from_top[:MARGIN_LINES], *from_top[MARGIN_LINES:][-MARGIN_LINES:]]


def _pattern(line: Line) -> str:
    # Page numbers differ; where the line stands does not.
    return f"{round(line.bottom / 4)} {_DIGITS.sub('#', line.text)}"


def paragraphs_of_lines(pages: list[list[Line]]) -> Iterator[Paragraph]:
    """Put lines together to paragraphs, also over the end of a page.

    A line goes on the one above where the first word had no room there, unless it is an item of
    a list, is indented as a first line, stands off, or begins with who speaks.

    Parameters
    ----------
    pages : list of list of Line

    Yields
    ------
    Paragraph
        Positions are as in ``Tr2L14``: page and line.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return
    gutter = _gutter(lines)
    # Beside a second column the first has a right edge of its own.
    rights = [line.right for line in lines]
    page, column = _edge(rights), _edge([right for right in rights if right <= gutter])
    gaps = [a.bottom - b.bottom for a, b in zip(lines, lines[1:]) if a.page == b.page]
    spacing = statistics.median(gap for gap in gaps if gap > 0) if any(g > 0 for g in gaps) else 0
    gathered: list[Line] = []
    for line in lines:
        if gathered:
            right = column if gathered[-1].right <= gutter else page
            if not _goes_on(gathered, line, right, spacing):
                yield _paragraph(gathered)
                gathered = []
        gathered.append(line)
    yield _paragraph(gathered)


def _edge(rights: list[float]) -> float:
    """Return the right edge of the text: nearly the furthest, so that strays don't count."""
    ordered = sorted(rights)
    return ordered[int(0.95 * (len(ordered) - 1))]


def _gutter(lines: Sequence[Line]) -> float:
    """Return where a second column of the text begins, infinity where there is none."""
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    for left in sorted(set(lefts)):
        before, behind = bisect_right(rights, left), len(lefts) - bisect_left(lefts, left)
        full = min(before, behind) >= _COLUMN * len(lines)
        if full and before + behind >= _APART * len(lines):
            return left
    return math.inf


def _goes_on(above: list[Line], line: Line, right: float, spacing: float) -> bool:
    last = above[-1]
    if ITEM.match(line.text) or not last.text:
        return False
    if line.text[:1].isupper() and last.text[-1] != "," and speaker_head(line.text):
        return False
    sign = (last.right - last.left) / max(len(last.text), 1)
    word = line.text.split(maxsplit=1)[0] if line.text.split() else ""
    if last.right + sign * (len(word) + 1) < right - 0.02 * right:
        return False
    if last.page == line.page:
        gap = last.bottom - line.bottom
        # Beside it or above it: another block of the page, as the head in two columns.
        if gap <= 0 or (spacing and gap > 1.45 * spacing):
            return False
    elif last.text[-1] in ".:!?" and not line.text[:1].islower():
        return False
    # The second line of an item hangs; the first line of a paragraph is indented.
    return len(above) == 1 or line.left <= last.left + _INDENT or line.text[:1].islower()


def _paragraph(lines: list[Line]) -> Paragraph:
    parts: list[str] = []
    for line in lines:
        above = parts[-1] if parts else ""
        if above.endswith(_HYPHENS):
            # Vietnamese is not hyphenated, so most hyphens are the writer's: "kinh tế-xã hội".
            ends, begins = re.split(r"\W", above[-10:-1])[-1], re.split(r"\W", line.text)[0]
            word = ends and begins[:1].islower() and syllable_score(ends + begins) >= UNSEEN
            parts[-1] = above[:-1] + ("" if word else "-")
        elif parts:
            parts.append(" ")
        parts.append(line.text)
    if parts[-1].endswith(_HYPHENS):
        parts[-1] = parts[-1][:-1] + "-"
    return Paragraph(lines[0].position, "".join(parts))
