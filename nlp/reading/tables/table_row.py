"""One row of a list of opinions, and what is found out of it, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.reading.tables.item_answers import reply_below
from nlp.reading.tables.layout import cell_text
from nlp.reading.tables.sections import numbering
from nlp.reading.tables.totals import COUNT


@dataclass
class TableRow:
    """A row as it is looked at: when it comes, and again when those below it are known.

    Attributes
    ----------
    position : str
    cells : sequence
    below, beside : frozenset of int
        Columns whose cell goes on the one above, or to the left (`nlp.reading.tables.cells.Cells`).
    texts : list of str
        The cells as text, but for what goes on the cell to the left.
    filled : list of str
        Those that hold anything, without white space around.
    text : str
        That of the opinion.
    reply : str or None
        The answer that is all of a row, but for what goes on the row above.
    number : str
        Its `nlp.reading.tables.sections.numbering`.
    bare : bool
        Nothing but a count stands beside a number and a text.
    merged : bool
        All cells are merged into one.
    own : {"section", "total", "blank"} or None
        Which of the table's own lines it is, as far as is known by now.
    """

    position: str
    cells: Sequence[Any]
    below: frozenset[int]
    beside: frozenset[int]
    texts: list[str]
    filled: list[str]
    text: str
    reply: str | None
    number: str
    bare: bool
    merged: bool
    own: str | None = None


def table_row(position: str, cells: Sequence[Any], texts_at: Sequence[int]) -> TableRow:
    """Look at a row.

    Parameters
    ----------
    position : str
    cells : sequence
    texts_at : sequence of int
        The columns of opinions; one that is filled goes before those behind it.
    """
    below: frozenset[int] = getattr(cells, "below", frozenset())
    beside: frozenset[int] = getattr(cells, "beside", frozenset())
    texts = ["" if i in beside else cell_text(value) for i, value in enumerate(cells)]
    filled = [bare for text in texts if (bare := text.strip())]
    text = next((texts[i] for i in texts_at if i < len(texts) and texts[i].strip()), "")
    new = filled
    if below:
        new = [one.strip() for i, one in enumerate(texts) if i not in below and one.strip()]
    return TableRow(
        position,
        cells,
        below,
        beside,
        texts,
        filled,
        text,
        reply=reply_below(new),
        number=numbering(filled[0]) if filled else "",
        bare=[one for one in filled[1:] if not COUNT.fullmatch(one)] == [text.strip()],
        merged=1 < len(texts) == len(beside) + 1,
    )
