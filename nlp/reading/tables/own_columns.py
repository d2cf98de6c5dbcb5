"""The columns of a table that no role takes: they go with their opinions as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from nlp.reading.tables.layout import Layout, column_letter


def own_columns(
    layout: Layout, cells: Sequence[Any], taken: Collection[int] = ()
) -> dict[str, Any]:
    """Return the cells of a row that stand in no column with a role, and those of its day.

    Parameters
    ----------
    layout : Layout
    cells : sequence
        May be more than the header has columns.
    taken : collection of int
        Columns that are read as well, beside those with a role.

    Returns
    -------
    dict of str to object
        By the names of the columns, or their letters.
    """
    apart = {index for role, index in layout.roles.items() if role != "date"}
    apart |= set(taken)
    found: dict[str, Any] = {}
    for i, value in enumerate(cells):
        if i not in apart:
            letter = column_letter(i)
            name = layout.names[i] if i < len(layout.names) else letter
            # A cell behind the header's last may have the letter that one is headed by.
            found[f"{name} ({letter})" if name in found else name] = value
    return found
