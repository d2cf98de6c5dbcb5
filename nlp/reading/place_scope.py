"""Where a document is from, which settles names that may mean several units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.reading.gazetteer.codes import Place
from nlp.reading.gazetteer.readings import Reading

_NOWHERE = Place("")


@dataclass(frozen=True)
class Scope:
    """Where a document is from; None is unknown.

    Attributes
    ----------
    provinces, districts : frozenset of str or None
        Codes before the reform.
    era : {"old", "new"} or None
        Its units are those before the reform, or those after it.
    flat : bool
        Bare names in the column are communes.
    place : Place
        Its own.
    since : bool
        It is dated since the reform: in one province a name without a district is of today.
    """

    provinces: frozenset[str] | None = None
    districts: frozenset[str] | None = None
    era: Literal["old", "new"] | None = None
    flat: bool = False
    place: Place = _NOWHERE
    since: bool = False

    def narrow(self, readings: Sequence[Reading]) -> list[Reading]:
        """Return the readings that lie where the document is from; none where no one does.

        Parameters
        ----------
        readings : sequence of Reading

        Returns
        -------
        list of Reading
            Districts, the side of the reform and `flat` only choose among several.
        """
        found = list(readings)
        if self.provinces is not None:
            found = [reading for reading in found if reading.provinces & self.provinces]
        if self.districts is not None:
            inside = [reading for reading in found if reading.districts() & self.districts]
            found = inside or found
        if self.era is not None:
            new = self.era == "new"
            found = [r for r in found if r.ward is None or r.ward.new == new] or found
        communes = [r for r in found if r.ward is not None]
        if self.since and self.era != "old" and self._one_province(found):
            # No district is written, as people did before.
            today = [r for r in communes if r.ward is not None and r.ward.new]
            found = today if today and len(communes) == len(found) else found
        if self.flat and communes and not any(r.level == "province" for r in found):
            found = communes
        return found

    def _one_province(self, found: Sequence[Reading]) -> bool:
        held = {reading.provinces for reading in found}
        return self.provinces is not None or all(r.anchored for r in found) or len(held) == 1
