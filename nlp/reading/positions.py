"""Where opinions stand: several that begin in one paragraph are told apart by a number."""

from __future__ import annotations


class Positions:
    """Gives each opinion of a document a position of its own, and so an id of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def apart(self, position: str) -> str:
        """Return a position that no opinion above has: ``"P7"``, ``"P7#2"``, ``"P7#3"``.

        Parameters
        ----------
        position : str
            Of the paragraph, perhaps with a number of its own behind it.
        """
        found = position
        while found in self._taken:
            self._last[position] = number = self._last.get(position, 1) + 1
            found = f"{position}#{number}"
        self._taken.add(found)
        return found
