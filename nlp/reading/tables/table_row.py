"""One row of a list of opinions, and what is found out of it, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.reading.tables.item_answers import reply_below
from nlp.reading.tables.layout import cell_text
from nlp.reading.tables.sections import numbering
from nlp.reading.tables.totals import COUNT


class WaitingRow:
    """A row that waits for those below, which may go on it.

    Parameters
    ----------
    position : str
    cells : sequence
    """

    def __init__(self, position: str, cells: Sequence[Any]) -> None:
        self.position = position
        self._cells = list(cells)
        # What the rows below say, by column: put together once, or time would grow with the square.
        self._parts: dict[int, list[str]] = {}

    def go_on(self, more: Sequence[Any], below: frozenset[int]) -> None:
        """Add the cells of a row that goes on this one, unless it says the same.

        Parameters
        ----------
        more : sequence
        below : frozenset of int
            Columns whose cell goes on the one above.
        """
        for index, value in enumerate(more[: len(self._cells)]):
            text = cell_text(value)
            if index in below or not text.strip() or self._says(index, text.strip()):
                continue
            old = cell_text(self._cells[index])
            if index in self._parts:
                self._parts[index].append(text)
            elif old.strip():
                self._parts[index] = [old, text]
            else:
                self._cells[index] = value

    def _says(self, index: int, said: str) -> bool:
        """Tell whether a cell ends with that: many repeat it in each row beside a merged one."""
        parts = self._parts.get(index) or [cell_text(self._cells[index])]
        last = parts[-(said.count("\n") + 2) :]
        tail = "\n".join(last)
        return tail.endswith(f"\n{said}") or (len(last) == len(parts) and tail.strip() == said)

    @property
    def alone(self) -> bool:
        """One cell of it is filled at the most."""
        return sum(map(bool, self._cells)) < 2

    def cells(self) -> list[Any]:
        """Return the cells with all that goes on them."""
        parts = self._parts
        return ["\n".join(parts[i]) if i in parts else v for i, v in enumerate(self._cells)]


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
