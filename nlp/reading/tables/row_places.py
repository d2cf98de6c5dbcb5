"""The place that the cells of a row tell, with the headings of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.reading.tables.layout import Layout, cell_text
from nlp.reading.tables.numbered_places import with_kind
from nlp.reading.tables.place_columns import joined_place
from nlp.reading.tables.unsaid import told


def place_of(layout: Layout, cells: Sequence[Any]) -> str:
    """Return the place of a row, empty where its cells tell none.

    Parameters
    ----------
    layout : Layout
    cells : sequence
    """
    place = layout.roles.get("place")
    indices = layout.places if len(layout.places) > 1 else () if place is None else (place,)
    known = [(layout.names[i], cell_text(cells[i])) for i in indices if i < len(cells)]
    parts = [with_kind(name, cell) for name, cell in known if told(cell)]
    return joined_place(parts) if len(layout.places) > 1 else "".join(parts)
