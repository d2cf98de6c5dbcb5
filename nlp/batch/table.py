"""The table of tagged opinions, as its writers need to know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nlp.errors import Lang
from nlp.reading.rows import COLUMNS, OPTIONAL_COLUMNS, TAG_COLUMNS
from nlp.taxonomy import Taxonomy

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """What a writer needs to know before the first row.

    Attributes
    ----------
    columns : list of str
        The frame's columns in order.
    taxonomy : Taxonomy
        For the names that spreadsheets show.
    lang : {"vi", "en"}
        Of spreadsheet headings.
    summary : list of (str, int, float, int)
        A topic's name, opinions, share, and how many need review; a second sheet shows it.
    """

    columns: list[str]
    taxonomy: Taxonomy
    lang: Lang
    summary: list[tuple[str, int, float, int]]


def columns_in_order(names: Iterable[str]) -> list[str]:
    """Return the columns of the design first, then the tags, optional ones, the others."""
    names = dict.fromkeys(names)
    known = [*COLUMNS, *TAG_COLUMNS, *(name for name in OPTIONAL_COLUMNS if name in names)]
    return [*known, *(name for name in names if name not in known)]
