"""What "nt" and the like ("as above") stand for in the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.reading.tables.cells import is_same
from nlp.reading.tables.layout import cell_text


class Above:
    """Remembers the last cell of each role, row by row.

    Parameters
    ----------
    roles : mapping of str to int
        Column index of each role.
    """

    def __init__(self, roles: Mapping[str, int]) -> None:
        self._roles = roles
        self._last: dict[str, Any] = {}

    def undone(self, cells: list[Any]) -> list[Any]:
        """Put what "nt" stands for in its place, where it tells who, where and when.

        Parameters
        ----------
        cells : list
            Of one row; it is changed.
        """
        speaker = self._roles.get("speaker", len(cells))
        same = speaker < len(cells) and is_same(cell_text(cells[speaker]))
        for role, index in self._roles.items():
            if role == "text" or index >= len(cells):
                continue
            said = cell_text(cells[index]).strip()
            if is_same(said) or (same and role == "place" and not said):
                cells[index] = self._last.get(role, cells[index])
            else:
                self._last[role] = cells[index]
        return cells
