"""Forms set out as tables: labels, and what was filled in beside or behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from nlp.reading.formats.word import Grid
from nlp.reading.forms.lines import fields_in
from nlp.reading.forms.records import Field, Item, Mark
from nlp.reading.likeness import reads_like
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import is_heading, role_of
from nlp.reading.tables.layout import cell_text

_MOST_ROWS = 2000
# A label and what was filled in.
_BESIDE = 2
_LABEL = 80
# What somebody says alone in a row has so many words.
_SAID_WORDS = 8
# Fewer words before a label are a part of it, or its number.
_BEFORE = 4
# So much of a table are cells with label and value in one.
_IN_CELLS, _IN_CELLS_BESIDE = 0.6, 0.4
_NUMBER = re.compile(r"\(?\d{0,3}[.)]?")
_WORD = re.compile(r"[^\W\d_]{2,}")


def fields_of_grid(grid: Grid, *, above: bool = False) -> list[Item]:
    """Return the fields of a table that may be forms, none where it is set out as no form.

    Label and value stand side by side, behind the number of the row, twice in a row, or in one
    cell ("Họ tên: Bà Lan"). What stands alone in its row heads a form.

    Parameters
    ----------
    grid : Grid
    above : bool
        Labels stand in a row above that of what was filled in.
    """
    if not grid.rows or len(grid.rows) > _MOST_ROWS or grid.headed:
        return []
    rows = [(position, _apart(cells)) for position, cells in grid.rows]
    if above:
        return _fields_below(rows)
    cells = sum(bool(cell) for _, row in rows for cell in row)
    inside = [sum(map(_holds_both, row)) for _, row in rows]
    # Two side by side are no label and its value.
    share = _IN_CELLS if max(inside, default=0) < _BESIDE else _IN_CELLS_BESIDE
    if cells and sum(inside) >= share * cells:
        return list(_fields_in_cells(rows))
    found: list[Item] = []
    for position, row in rows:
        if not row:
            continue
        pairs, alone = list(_pairs(row)), row[0]
        if len(pairs) == 1 and not pairs[0][1] and _is_said(pairs[0][0]):
            # A sheet has as many cells in each row.
            alone, pairs = pairs[0][0], []
        if not pairs:
            found.append(_alone(position, alone, found))
        for label, value in pairs:
            if not label or len(label) > _LABEL or _heads_list(label, value):
                return []
            if label != pairs[0][0] and "?" not in label and _is_said(label):
                # Each column is a form: "Nội dung | Đường hỏng ... | Nước đục ... | Cầu sập ..."
                return []
            found.append(Field(position, label, value, alone=True))
        if len(row) not in (1, 2, 3, 4) or (len(row) == 3 and not _NUMBER.fullmatch(row[0])):
            return []
    return found


def _alone(position: str, text: str, found: list[Item]) -> Item:
    """Return what stands alone in its row: what is said there belongs to the label above."""
    if not _is_said(text):
        return Mark(text, position=position)
    above = found[-1] if found else Mark()
    if isinstance(above, Mark) and not above.text:
        return Mark(text, position=position)
    del found[-1]
    if isinstance(above, Mark):
        return Field(position, above.text, text, alone=True)
    return _with(above, text)


def _is_said(text: str) -> bool:
    return len(text.split()) >= _SAID_WORDS and not text.isupper() and reads_like(text) == "opinion"


def _fields_in_cells(rows: Sequence[tuple[str, list[str]]]) -> list[Item]:
    """Return the fields of cells; what is said in one without a label goes on the one above."""
    found: list[Item] = []
    for position, cell in ((position, cell) for position, row in rows for cell in row if cell):
        own = _in_cell(position, cell)
        above = next((i for i in reversed(range(len(found))) if isinstance(found[i], Field)), None)
        last = found[above] if above is not None else None
        if own:
            found += own
        elif above is not None and isinstance(last, Field) and _go_together(last, cell):
            found[above] = _with(last, cell)
        else:
            found.append(Mark(cell, position=position, aside=True))
    return found


def _go_together(above: Field, text: str) -> bool:
    return _is_said(text) and _is_said(above.value)


def _with(field: Field, more: str) -> Field:
    return replace(field, value=f"{field.value}\n{more}".strip())


def _fields_below(rows: Sequence[tuple[str, list[str]]]) -> list[Item]:
    found: list[Item] = []
    if len(rows) % 2:
        return []
    for (_, labels), (position, values) in zip(rows[::2], rows[1::2]):
        pairs = [pair for pair in zip_longest(labels, values, fillvalue="") if any(pair)]
        if not all(label and len(label) <= _LABEL for label, _ in pairs):
            return []
        found += [Field(position, *pair, alone=True) for pair in pairs]
    return found


def _apart(cells: Sequence[Any]) -> list[str]:
    """Return the texts of a row, once those of cells that are merged side by side."""
    beside: frozenset[int] = getattr(cells, "beside", frozenset())
    texts = [cell_text(cell).strip() for i, cell in enumerate(cells) if i not in beside]
    while len(texts) > 1 and texts[-1] == texts[-2]:
        texts.pop()
    while len(texts) > _BESIDE and not texts[-1]:
        texts.pop()
    while len(texts) > _BESIDE and not texts[0]:
        del texts[0]
    # What was not filled in beside the last label.
    return [*texts, ""] if len(texts) == _BESIDE + 1 and not _NUMBER.fullmatch(texts[0]) else texts


def _pairs(row: list[str]) -> Iterator[tuple[str, str]]:
    if len(row) == 3 and _NUMBER.fullmatch(row[0]):
        row = row[1:]
    for label, value in zip(row[::2], row[1::2]):
        if label or value:
            yield label, value


def _heads_list(label: str, value: str) -> bool:
    """Tell whether two cells head columns; "Kênh | Điện thoại" says how it came."""
    both = is_heading(label) and is_heading(value)
    return both and role_of(fold(value)) != "phone"


def _holds_both(cell: str) -> bool:
    """Tell whether label and value stand in one cell."""
    return any(isinstance(item, Field) and item.value for item in _in_cell("", cell))


def _in_cell(position: str, cell: str) -> list[Item]:
    """Return the fields of a cell, and what stands before a label within it."""
    found: list[Item] = []
    for line in cell.split("\n"):
        before, fields = fields_in(line)
        last = found[-1] if found else None
        if not fields:
            if not isinstance(last, Field):
                return []
            found[-1] = _with(last, line)
            continue
        if isinstance(last, Field) and _is_said(before):
            # "... bị ngập. Điện thoại: ...": another field begins behind the last sentence.
            found[-1] = _with(last, before)
        elif len(_WORD.findall(before)) >= _BEFORE:
            found.append(Mark(before, position=position, aside=True))
        found += [Field(position, label, value, alone=True) for label, value in fields]
    return found
