"""Two numbers at the head of a line: a day ("18.11", "7/6"), or the number of a part or a class."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.lines import Line

_PAIR = re.compile(r"\W{0,3}(\d{1,2})\s?([./])\s?(\d{1,2})(?![\d/]|\.\d)")
_WHOLE = re.compile(r"\W{0,3}(\d{1,2})\s*[.)/–-]")
_MOST_CLASSES = 12


def codes_of(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that begin with two numbers which are no day.

    Days go on by their month and numbers of parts or classes by the first number: 28/9 stands above
    2/10 in a diary, and 6/5 above 7/2 in a list of classes. "2.1" is of a part where a "2." or the
    part before it stands above.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    frozenset of int
        Indices of `lines`.
    """
    found = [
        (index, match[2], int(match[1]), int(match[3]))
        for index, line in enumerate(lines)
        if (match := _PAIR.match(line.text)) is not None
    ]
    pairs = [(first, second) for _, _, first, second in found]
    steps = list(zip(pairs, pairs[1:]))
    as_codes = sum(above <= below for above, below in steps)
    as_days = sum(above[::-1] <= below[::-1] for above, below in steps)
    back = all(above[::-1] >= below[::-1] for above, below in steps)
    # Where the newest stands first, days go back; no school has so many classes.
    back = back and any(first > _MOST_CLASSES for first, _ in pairs)
    if as_codes > as_days and not back:
        return frozenset(index for index, *_ in found)
    wholes = {
        int(match[1])
        for line in lines
        if not _PAIR.match(line.text) and (match := _WHOLE.match(line.text)) is not None
    }
    codes: set[int] = set()
    seen: set[tuple[int, int]] = set()
    parts: set[int] = set()
    for index, sign, first, second in found:
        opens = second == 1 and (
            first == 1 or not wholes.isdisjoint((first, first - 1)) or first - 1 in parts
        )
        if sign == "." and (opens or (first, second - 1) in seen):
            codes.add(index)
            seen.add((first, second))
            parts.add(first)
    return frozenset(codes)
