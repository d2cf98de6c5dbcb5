"""Lines that say of which place the tables below them are ("2. Thôn Khúc Thủy (3 ý kiến)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.encoding import normalize
from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.named_places import find_place
from nlp.reading.rules import fold
from nlp.reading.tables.sections import without_remark

_LEAD = re.compile(
    r"[^\w(]*(?:(?:[IVX]{1,5}|\d{1,2}|[A-H])[.)/-]\s*)?"
    r"(?:(?:các\s+)?(?:ý kiến|kiến nghị|phản ánh)\s+)?(?:của\s+)?"
    r"(?:(?:cử tri|nhân dân|bà con|người dân|công dân)\s+)?(?:(?:tại|ở|thuộc)\s+)?",
    re.IGNORECASE,
)
_WORDS = 15


def places_above(blocks: Sequence[Paragraph | Grid]) -> dict[int, str]:
    """Return by a table's id the place in a line between it and the table above.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid

    Returns
    -------
    dict of int to str
        Empty where there are no two places: one alone is that of the document.
    """
    places: dict[int, str] = {}
    place, below_table = "", False
    for block in blocks:
        if isinstance(block, Paragraph):
            if not block.text.strip():
                continue
            # What stands below another heading is of no hamlet.
            place = _place_of(block.text) or ("" if below_table else place)
            below_table = False
        else:
            below_table = True
            if place:
                places[id(block)] = place
    return places if len(set(map(fold, places.values()))) > 1 else {}


def _place_of(line: str) -> str:
    """Return the place that a line names and nothing more, else ``""``."""
    if len(line.split()) > _WORDS:
        return ""
    bare = normalize(without_remark(line.strip().rstrip(" .:"))).rstrip(" .:")
    bare = bare[len(match[0]) :] if (match := _LEAD.match(bare)) else bare
    place = find_place(bare)
    return place if place and fold(place) == fold(bare) else ""
