"""Whether a document is a letter, or several, and which line is of which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.letters.cuts import counted_headings, greets
from nlp.reading.letters.lines import (
    introduces_writer,
    is_address,
    is_mail_head,
    stands_behind_body,
)
from nlp.reading.lines import Line
from nlp.reading.rules import fold
from nlp.reading.stamps import messages_of

# Lines of a letter before its body.
_HEAD = 25
_MAIL_LINES = 3
# So many letters are several; a line that only greets has so many words.
_FEWEST, _GREETING = 2, 14
_WORD = re.compile(r"\w")
_WRITTEN = ("kinh gui", "kinh goi", "dong kinh gui", "than gui", "gui ", "goi ")
# A letter greets so many lines below its heading at the most.
_NEAR = 6
_SOUTHERN = ("kinh goi", "than goi")


def is_letters(lines: Sequence[Line]) -> bool:
    """Tell whether a document is a letter, or several: addressed to somebody, by somebody.

    Parameters
    ----------
    lines : sequence of Line
    """
    if sum(is_mail_head(line.text) for line in lines[:10]) >= _MAIL_LINES:
        return True
    short = len(lines) <= _HEAD and any(map(stands_behind_body, lines[-3:]))
    if short and any(is_address(line.text) for line in lines[:2]):
        return True
    addressed = any(is_address(line.text) for line in lines[:15])
    return addressed and any(introduces_writer(line.text) for line in lines[:_HEAD])


def are_letters(lines: Sequence[Line]) -> bool:
    """Tell whether a document is of letters, addressed as in the south or several in one as well.

    Parameters
    ----------
    lines : sequence of Line
    """
    if is_letters(lines):
        return True
    addressed = any(fold(line.text).startswith(_SOUTHERN) for line in lines[:15])
    if addressed and any(introduces_writer(line.text) for line in lines[:_HEAD]):
        return True
    return _are_several(lines)


def _are_several(lines: Sequence[Line]) -> bool:
    """Tell whether letters follow each other: each greets, and is counted or takes leave."""
    if any(messages_of([line.raw for line in lines])):
        return False
    greeted = [i for i, line in enumerate(lines) if _greets_alone(line.text)]
    if len(greeted) < _FEWEST:
        return False
    headings = counted_headings([line.raw for line in lines])
    heads = [i for i, line in enumerate(lines) if line.raw in headings]
    if heads:
        below = set(greeted)
        near = sum(not below.isdisjoint(range(i + 1, i + _NEAR + 1)) for i in heads)
        return 2 * near >= len(heads)
    pairs = list(zip(greeted, greeted[1:]))
    parted = all(any(not _WORD.search(x.raw) for x in lines[a + 1 : b]) for a, b in pairs)
    # Whoever speaks greets too, but writes to nobody.
    written = all(fold(lines[i].text).startswith(_WRITTEN) for i in greeted)
    closed = sum(any(map(stands_behind_body, lines[a + 1 : b])) for a, b in pairs)
    return (written or parted) and closed == len(pairs) and all(b - a > 1 for a, b in pairs)


def letters_of(lines: Sequence[Line]) -> list[int]:
    """Return the number of the letter in which each line of several stands, from 0 on.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    list of int
        Empty where the lines are not of several letters.
    """
    if not _are_several(lines):
        return []
    headings = counted_headings([line.raw for line in lines])
    found: list[int] = []
    number = 0
    for line in lines:
        number += line.raw in headings if headings else _greets_alone(line.text)
        found.append(number)
    return found


def _greets_alone(text: str) -> bool:
    return len(text.split()) <= _GREETING and (is_address(text) or greets(text))
