"""Headers further down in a grid: of a list below another list, with columns of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.errors import InputError
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import heading_score, role_of
from nlp.reading.tables.field_names import field_heading
from nlp.reading.tables.layout import Layout, ReadOptions, Row, cell_text, find_layout

# So many headings, of so many letters, and all of them known, are no row of data.
_HEADINGS, _LETTERS = 3, 60
_KNOWN = 0.8


def heads_columns(cells: Sequence[Any]) -> bool:
    """Tell whether a row is nothing but known headings, one of them that of opinions.

    Parameters
    ----------
    cells : sequence
    """
    shown = set(filter(None, (cell_text(value).strip() for value in cells)))
    if len(shown) < _HEADINGS or any(len(one) > _LETTERS or one[0].isdigit() for one in shown):
        return False
    names = [field_heading(one)[1] for one in shown]
    if not all(heading_score(name) >= _KNOWN for name in names):
        return False
    return any(role_of(fold(name).replace("_", " ")) == "text" for name in names)


def of_one_list(rows: Sequence[Sequence[Any]], header: int) -> Sequence[Sequence[Any]]:
    """Return the rows up to a header of other columns than that of the list that they begin with.

    Parameters
    ----------
    rows : sequence of rows
    header : int
        Index of the last row that heads the list.
    """
    below = enumerate(rows[header + 1 :], header + 1)
    ends = (i for i, row in below if heads_columns(row) and list(row) != list(rows[header]))
    return rows[: next(ends, len(rows))]


def layout_below(rows: Sequence[Row], above: Layout, options: ReadOptions) -> Layout | None:
    """Return the layout of a list below another one, None where its columns are the same.

    Parameters
    ----------
    rows : sequence of (position, cells)
        Its header, and the first rows below.
    above : Layout
        Of the list above.
    options : ReadOptions
    """
    try:
        found = find_layout(of_one_list([cells for _, cells in rows], 0), options, "")
    except InputError:
        return None
    # The header may be repeated in other words.
    own = set(range(len(above.names))) - set(above.roles.values())
    same = len(found.names) == len(above.names) and found.roles == above.roles
    if found.header_first or (
        same and all(fold(found.names[i]) == fold(above.names[i]) for i in own)
    ):
        return None
    return found
