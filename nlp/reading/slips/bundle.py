"""Where each slip of a bundle begins, and whether a document is such a bundle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.headings import is_signature, part_of, remark_kind
from nlp.reading.lines import Line, lines_of
from nlp.reading.matters import asks
from nlp.reading.rules import fold
from nlp.reading.slips.labels import Labels, has_box, pieces
from nlp.reading.tables.layout import cell_text

_FEWEST = 3
# A document is a bundle of slips where so many of them have boxes to tick, unless its title tells.
_TICKED = 0.4
_TITLE_LINES = 12
_CONSULTS = re.compile(r"\b(?:lay y kien|gop y|tham van|tham do|khao sat|trung cau|ghi y kien)\b")
_HEAD = re.compile(
    r"\W*(?:tờ |bản )?phiếu(?: (?:lấy ý kiến|góp ý|ý kiến|tham vấn|khảo sát|thăm dò|hỏi))?"
    r"(?: (?:số|thứ))?[\s:]*(?P<number>(?:[A-ZĐ]{1,4}[-.])?\d{1,6})(?![\d/%])"
    r"(?P<rest>\W*$|\s*(?:[|:–—>=*\]-]|\().*)",
    re.IGNORECASE,
)
# A slip asks for these, and an answer to one does not.
_WRITTEN = ("speaker", "place", "matter", "tick")
_TOTAL = re.compile(r"\W*(?:tong|cong|tong hop|tong cong|tong so)\b.*\d")
_LONG = 12
_CAPITAL_WORDS, _WISH_WORDS = 3, 6


@dataclass(frozen=True)
class Slip:
    """The lines of one slip.

    Attributes
    ----------
    number : str
        As written, without zeros before it.
    rest : str
        What stands behind the number in its head.
    head : Line
    lines : list of Line
        Below the head.
    """

    number: str
    rest: str
    head: Line
    lines: list[Line]


@dataclass(frozen=True)
class Bundle:
    """A document of slips.

    Attributes
    ----------
    above : list of Line
        Before the first slip.
    slips : list of Slip
    below : list of Line
        What stands behind slips and is of none: answers gathered by number, totals, signatures.
    labels : Labels
    """

    above: list[Line]
    slips: list[Slip]
    below: list[Line]
    labels: Labels


def bare_number(text: str) -> str:
    """Return the number of a slip without the zeros before it ("012")."""
    return text.lstrip("0").upper() or "0"


def _heads(lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """Return by index the lines that head a slip: the first one of each number.

    Where each hamlet counts from one, a later one too, if it is filled in like the first.
    """
    every = {i: match for i, line in enumerate(lines) if (match := _HEAD.match(line.text))}
    found: dict[int, re.Match[str]] = {}
    seen: set[str] = set()
    for index, match in every.items():
        if (number := bare_number(match["number"])) not in seen:
            seen.add(number)
            found[index] = match
    if len(found) in (0, len(every)):
        return found
    ends = dict(zip(every, [*list(every)[1:], len(lines)]))
    labels = Labels([lines[index : ends[index]] for index in found])
    return {
        index: match
        for index, match in every.items()
        if index in found or _filled_in(lines[index + 1 : ends[index]], labels)
    }


def _filled_in(lines: Sequence[Line], labels: Labels) -> bool:
    """Tell whether lines below a number are of a slip, and no answer to the one above."""
    found = (label for line in lines for label, _ in pieces(line))
    return any(labels.is_label(label) and labels.role(label) in _WRITTEN for label in found)


def is_slips(lines: Sequence[Line]) -> bool:
    """Tell whether a document is slips on which people were asked, typed off one by one.

    Parameters
    ----------
    lines : sequence of Line
    """
    heads = list(_heads(lines))
    if len(heads) < _FEWEST:
        return False
    ends = [*heads[1:], len(lines)]
    ticked = sum(any(has_box(line.text) for line in lines[a:b]) for a, b in zip(heads, ends))
    title = " ".join(fold(line.text) for line in lines[: min(heads[0] + 1, _TITLE_LINES)])
    if ticked < _TICKED * len(heads) and not _CONSULTS.search(title):
        return False
    return bundle_of(lines).labels.asks()


def bundle_of(lines: Sequence[Line]) -> Bundle:
    """Return the slips of a document.

    Parameters
    ----------
    lines : sequence of Line
    """
    heads = _heads(lines)
    starts = list(heads)
    ends = [*starts[1:], len(lines)]
    labels = Labels([lines[a:b] for a, b in zip(starts, ends)])
    slips: list[Slip] = []
    below: list[Line] = []
    for start, end in zip(starts, ends):
        # Above a label of the form nothing ends a slip: "KHÔNG CÓ", who signs before the answer.
        last = max((i for i in range(start, end) if _is_of_form(lines[i], labels)), default=start)
        stop = next((i for i in range(last + 1, end) if _ends(lines[i], labels)), end)
        match = heads[start]
        slips.append(
            Slip(
                bare_number(match["number"]),
                match["rest"].strip(" |:–—>=*-]"),
                lines[start],
                list(lines[start + 1 : stop]),
            )
        )
        below += lines[stop:end]
    return Bundle(list(lines[: starts[0]]), slips, below, labels)


def _is_of_form(line: Line, labels: Labels) -> bool:
    """Tell whether a label that stands on many slips is in a line."""
    return any(map(labels.is_label, (line.body, *(label for label, _ in pieces(line)))))


def _ends(line: Line, labels: Labels) -> bool:
    """Tell whether a line is of no slip, but of the document below them."""
    if labels.is_label(line.body) or any(
        labels.role(label) for label, value in pieces(line) if label and value
    ):
        return False
    text, folded = line.text, fold(line.text)
    words = text.split()
    if _HEAD.match(text) or remark_kind(line) == "total":
        return True
    if _TOTAL.match(folded) and len(words) <= 2 * _LONG and "phieu" in folded:
        return True
    if is_signature(line, form=True, closing=True):
        return True
    heading = len(words) <= _LONG and text[-1] not in ".!?;,"
    capitals = " ".join(words[:_CAPITAL_WORDS]).isupper() and len(words) >= 2
    # Some write all in capitals.
    capitals = capitals and not (len(words) >= _WISH_WORDS and asks(text))
    return capitals or (heading and part_of(line.body) in ("answers", "conclusion"))


def slips_as_paragraphs(blocks: Sequence[Paragraph | Grid]) -> list[Paragraph] | None:
    """Return a document of slips as paragraphs, the rows of its tables among them.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid

    Returns
    -------
    list of Paragraph or None
        None where the document is no bundle of slips, or has no tables.
    """
    heads = sum(isinstance(b, Paragraph) and _HEAD.match(b.text) is not None for b in blocks)
    if heads < _FEWEST or not any(isinstance(block, Grid) for block in blocks):
        return None
    flat: list[Paragraph] = []
    for block in blocks:
        flat += [block] if isinstance(block, Paragraph) else _rows(block)
    return flat if is_slips(lines_of(flat)) else None


def _rows(grid: Grid) -> Iterable[Paragraph]:
    for position, cells in grid.rows:
        texts = dict.fromkeys(cell_text(cell).strip() for cell in cells)
        yield Paragraph(position, " | ".join(filter(None, texts)))
