"""Lists of a document judged as a whole by what their items read like."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from nlp.reading.headings import is_answer
from nlp.reading.likeness import likeness
from nlp.reading.lines import Line

# So many items in a row are judged together, by a lead of so much in the mean.
_RUN = 3
_RUN_LEAD = 0.15
# Behind an arrow within a line stands what was done about it.
ANSWERED = re.compile(r"(?<=\S)\s*(?:[=~–-]+>|>>|[→⇒➔➜➝➞⟶⟹⇨])\s*\w")
_CLEAR, _UNCLEAR = 0.6, 0.2


def judged_lists(lines: Sequence[Line]) -> tuple[frozenset[Line], frozenset[Line]]:
    """Return the items that read like replies, and those like neither, taken together.

    One item alone may read like one by chance; the items of a list are of one kind. A list that
    reads like neither is left out only where another of the same mark reads like opinions.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    replies, others : frozenset of Line
        Not of positions: the lines of a paragraph, and those of a row's cells, have one.
    """
    replies: set[Line] = set()
    runs: list[tuple[str, float, list[Line]]] = []
    for mark, run in itertools.groupby(lines, key=lambda line: line.mark if line.item else ""):
        items = list(run)
        # A list in which questions and answers take turns, or stand in one line, is of two kinds.
        both = any(is_answer(x.body, marked=False) or ANSWERED.search(x.body) for x in items)
        if not mark or both:
            continue
        shares = [likeness(line.body) for line in items]
        runs.append((mark, sum(s["opinion"] for s in shares) / len(items), items))
        lead = sum(s["reply"] - s["opinion"] for s in shares)
        if len(items) >= _RUN and lead > _RUN_LEAD * len(items):
            replies.update(items)
    clear = {mark for mark, share, items in runs if share > _CLEAR and len(items) > 1}
    others = {
        line
        for mark, share, items in runs
        if mark in clear and len(items) > 1 and share < _UNCLEAR
        for line in items
    }
    return frozenset(replies), frozenset(others)
