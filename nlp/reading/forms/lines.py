"""Forms typed off as lines: labels before a sign, one in a line or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.evidence import names_somebody
from nlp.reading.forms.records import Field, Item, Mark, label_key
from nlp.reading.headings import is_signature, remark_kind
from nlp.reading.likeness import reads_like
from nlp.reading.lines import PART_MARKS, lines_of
from nlp.reading.rules import fold
from nlp.reading.speakers import speaker_head
from nlp.reading.tables.column_headings import is_heading, role_of
from nlp.reading.tables.sessions import session_day

_LABEL_WORDS, _HEAD_WORDS = 10, 16
# A bullet or number before the first label of a line.
_MARK = re.compile(r"\W*(?:\(?\d{1,3}\s?[.)/]\s*|[a-zđ]\)\s+)?[^\w(]*")
_FIRST = re.compile(
    r"(?P<label>[^\W\d_](?:[^:：|\]\s=;.!?]|[^\S\t\n](?!\s)){0,80}?)\s*"
    r"(?P<sign>[:：](?!//)|\t+|\s=\s|\s[–—-]\s|[|\]])\s*"
)
# A run of spaces is looked at once: time would grow with the square of its length.
_FURTHER = re.compile(
    r"(?:[|;\t]\s?|(?<=\s\s)|[.,]\s|\s[–—-]\s)"
    r"(?P<label>[^\W\d_](?:[^:：|;,.\s–—]|[^\S\t\n](?!\s)){1,50}?)\s?[:：](?!//)\s?"
)
_EDGES = " \t|;–—-"
# From the first digit on: of a number as long as a line each would be tried.
_COUNTED = re.compile(
    r"\W*(?:\w+\s){0,2}?\W?(?:\w+\s?)?(?:số\s|thứ\s)?(?<!\d)\d{1,5}(?![\d/.,%]*\d)"
)
_RULE = re.compile(r"[\W_]+")
# Of a paragraph, line or row: "P7", "L12", "T1R5", "Phiếu m²!3".
_LAST_NUMBER = re.compile(r"\d+$")
_COLONS = (":", "：")
# Labels come so often where a colon is behind them, and where another sign is.
_FEWEST, _FEWEST_SIGNED = 2, 3


@dataclass(frozen=True)
class Piece:
    """A line: where it stands, its words, and the labels that may be in it.

    Attributes
    ----------
    paragraph : int
        Index of its paragraph, which may have several lines.
    position, text : str
    blank : bool
        A blank line is above it.
    labels : tuple of (str, bool)
        Key of each, and whether a colon is behind it.
    """

    paragraph: int
    position: str
    text: str
    blank: bool
    labels: tuple[tuple[str, bool], ...]


def fields_in(line: str, known: Container[str] | None = None) -> tuple[str, list[tuple[str, str]]]:
    """Return what stands before the first label of a line, and the labels with their values.

    Parameters
    ----------
    line : str
    known : container of str, optional
        Keys of the only labels that count.
    """
    start = _MARK.match(line)
    begin = start.end() if start else 0
    found: list[tuple[int, int, str]] = []
    first = _FIRST.match(line, begin)
    if first and _counts(first["label"], known):
        found.append((first.start(), first.end(), first["label"].strip()))
    position = first.end() if found and first else begin
    # The sign before a label may be that behind the one above it.
    position = max(begin, position - 1)
    while match := _FURTHER.search(line, position):
        if _counts(match["label"], known):
            found.append((match.start(), match.end(), match["label"].strip()))
            position = match.end() - 1
        else:
            # Nothing but a gap may stand before a label: behind its first letter, or for ever here.
            position = match.start("label") + 1
    ends = [begins for begins, _, _ in found[1:]] + [len(line)]
    fields = [(label, line[a:b].strip(_EDGES)) for (_, a, label), b in zip(found, ends)]
    return line[: found[0][0]].strip() if found else line.strip(), fields


def _counts(label: str, known: Container[str] | None) -> bool:
    key = label_key(label)
    if label[-1:].isdigit():
        # "Ca 02 – bà Lan" heads a form, "Việc 2: đèn tắt" is a matter of one.
        return False
    if not key or len(key.split()) > _LABEL_WORDS:
        return False
    return key in known if known is not None else not names_somebody(label)


def pieces_of(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Return the lines of paragraphs with the labels that may be in them."""
    found: list[Piece] = []
    above, last = "", 0
    for index, paragraph in enumerate(paragraphs):
        counted = _LAST_NUMBER.search(paragraph.position)
        inside = paragraph.position[: counted.start()] if counted else paragraph.position
        number = int(counted[0]) if counted else 0
        # Another table begins, and not another page of one text ("Tr2L1").
        apart = number > last + 1 or (inside != above and not inside.endswith("L"))
        for place, text in enumerate(paragraph.text.split("\n")):
            if text.strip():
                blank = not place and apart
                labels = tuple((label_key(a), sign) for a, sign in _labels(text))
                found.append(Piece(index, paragraph.position, text.strip(), blank, labels))
        above, last = inside, number
    return found


def _labels(text: str) -> Iterator[tuple[str, bool]]:
    start = _MARK.match(text)
    first = _FIRST.match(text, start.end() if start else 0)
    _, fields = fields_in(text)
    for number, (label, _) in enumerate(fields):
        yield label, number > 0 or first is None or first["sign"] in _COLONS


def known_labels(pieces: Sequence[Piece]) -> set[str]:
    """Return the keys of labels that come again and again, and of those that tables have."""
    colons = Counter(key for piece in pieces for key, colon in piece.labels if colon)
    signed = Counter(key for piece in pieces for key, _ in piece.labels)
    again = {key for key, count in colons.items() if count >= _FEWEST}
    again |= {key for key, count in signed.items() if count >= _FEWEST_SIGNED}
    return again | {key for key in colons if is_heading(key) and role_of(key) != "other"}


def fields_of_lines(pieces: Sequence[Piece], known: Container[str]) -> tuple[list[Item], set[int]]:
    """Return the fields of lines, and the indices of the lines that they are in.

    A line without a label goes on the field above it, unless it heads forms or ends them.

    Parameters
    ----------
    pieces : sequence
        See `pieces_of`.
    known : container of str
        Keys of labels.
    """
    items: list[Item] = []
    used: set[int] = set()
    shapes = Counter(shape for piece in pieces if (shape := _shape(piece.text)))
    ends = max((i for i, piece in enumerate(pieces) if _has(piece, known)), default=-1)
    # Where the field is that a line without a label may go on, and those that do.
    open_field: int | None = None
    below: dict[int, list[Piece]] = {}
    for index, piece in enumerate(pieces):
        before, fields = fields_in(piece.text, known)
        if piece.blank:
            items.append(Mark())
        if fields:
            if before:
                items.append(Mark(before, inside=True))
            items += [Field(piece.position, label, value, not value) for label, value in fields]
            used.add(index)
            open_field = len(items) - 1
        elif shapes[_shape(piece.text)] > 1 and _is_head(piece.text):
            items.append(Mark(piece.text))
            open_field = None
        elif open_field is not None and not _stands_apart(piece, index > ends):
            below.setdefault(open_field, []).append(piece)
            used.add(index)
        else:
            open_field = None
    return [_with(item, below.get(index, [])) for index, item in enumerate(items)], used


def _with(item: Item, below: Sequence[Piece]) -> Item:
    """Return a field with the lines that go on it."""
    if not below or isinstance(item, Mark):
        return item
    value = "\n".join(filter(None, (item.value, *(piece.text for piece in below))))
    return replace(item, position=item.position if item.value else below[0].position, value=value)


def _has(piece: Piece, known: Container[str]) -> bool:
    return any(key in known for key, _ in piece.labels)


def _shape(text: str) -> str:
    """Return how a line begins that counts ("phieu 0"), or that it is no more than a rule."""
    if _RULE.fullmatch(text):
        return "-"
    count = _COUNTED.match(text)
    return re.sub(r"\d+", "0", fold(count[0])).strip() if count else ""


def _is_head(text: str) -> bool:
    return len(text.split()) <= _HEAD_WORDS and reads_like(text) != "opinion"


def _stands_apart(piece: Piece, last: bool) -> bool:
    """Tell whether a line without a label goes on no field: a heading, a total, who signs."""
    line = next(iter(lines_of([Paragraph(piece.position, piece.text)])), None)
    if line is None or session_day(piece.text) or remark_kind(line) == "total":
        return True
    if line.heading or line.mark in PART_MARKS or piece.text.isupper():
        return True
    if is_signature(line, form=True, closing=last):
        return True
    # "Người đánh máy: ...": another label, behind the last form.
    labelled = any(colon for _, colon in piece.labels) and reads_like(piece.text) != "opinion"
    return last and (piece.blank or labelled)


def speaks_in(items: Sequence[Item]) -> int:
    """Return how many lines within the fields are turns of their own ("Bà Lan: ...")."""
    lines = (line for one in items if isinstance(one, Field) for line in one.value.split("\n")[1:])
    return sum(speaker_head(line) is not None for line in lines)
