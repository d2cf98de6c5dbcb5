"""Plain rankings by volume and by growth, as people read them: counts, and no hot spots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.hotspots.ranking import growth_ranking, volume_ranking
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.words import Words
from nlp.hotspots.tables import LARGEST_SHARE
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.result import HotspotResult

_ROWS = 30


@dataclass(frozen=True)
class Ranked:
    """A topic at a place, by plain counts.

    Attributes
    ----------
    code : str
        Of the topic or subtopic.
    path : tuple of str
        The place as the frame has it, widest first; empty for all places.
    topic, place : str
        Names.
    n : int
        Opinions in the longest window.
    share : float or None
        Of the opinions of the place; None in a ranking by growth.
    before : int or None
        Opinions in the window before that; None in a ranking by volume.
    growth : float or None
        ``(n + 1) / (before + 1)``; None in a ranking by volume.
    """

    code: str
    path: tuple[str, ...]
    topic: str
    place: str
    n: int
    share: float | None = None
    before: int | None = None
    growth: float | None = None

    def record(self) -> dict[str, Any]:
        """Return it under the names of `nlp.volume_ranking` and `nlp.growth_ranking`."""
        record = {
            "topic": self.code,
            "path": list(self.path),
            "observed": self.n,
            "share": self.share,
            "before": self.before,
            "growth": self.growth,
        }
        return {name: value for name, value in record.items() if value is not None}


class Ranker:
    """Ranks the topics of a frame within the windows of a result.

    Where any place is known, topics over all places together are left out: they are counted by
    topic already. So are those of a place that holds nearly all of them, such as an office's own
    province, where places within it are known: they would leave no row to its communes.

    Parameters
    ----------
    frame : pandas.DataFrame
        The tagged opinions that `result` was found in.
    result : HotspotResult
    taxonomy : Taxonomy
    places : PlaceColumns
    words : Words
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        result: HotspotResult,
        taxonomy: Taxonomy,
        places: PlaceColumns,
        words: Words,
    ) -> None:
        self._frame, self._result = frame, result
        self._taxonomy, self._places, self._words = taxonomy, places, words

    def by_volume(self) -> list[Ranked]:
        """Return the topics at places with most opinions in the longest window, most first."""
        return self._ranked(volume_ranking)

    def by_growth(self) -> list[Ranked]:
        """Return those that grew most from the window before to the last, strongest first."""
        return self._ranked(growth_ranking)

    def _ranked(self, ranking: Any) -> list[Ranked]:
        if self._result.until is None:
            return []
        table = ranking(
            self._frame,
            place=self._places.columns,
            until=self._result.until,
            window=self._result.window,
            n_rows=None,
        )
        rows = _told_apart(table).head(_ROWS).to_dict("records")
        return [self._row(row) for row in rows]

    def _row(self, row: Mapping[Any, Any]) -> Ranked:
        names = self._places.path_names(row["path"])
        return Ranked(
            code=row["topic"],
            path=row["path"],
            topic=self._taxonomy.full_name(row["topic"]),
            place=", ".join(reversed(names)) or self._words("everywhere"),
            n=round(row["observed"]),
            share=row.get("share"),
            before=round(row["before"]) if "before" in row else None,
            growth=row.get("growth"),
        )


def _told_apart(table: pd.DataFrame) -> pd.DataFrame:
    placed = table[table["level"] != "all"]
    if placed.empty:
        return table
    everything = table.loc[table["level"] == "all", "observed"].sum()
    summed: Any = placed.groupby("path")["observed"].sum().to_dict()
    counts: dict[tuple[str, ...], float] = summed
    nearly_all = [path for path, n in counts.items() if n > LARGEST_SHARE * everything]
    within = [p for p in nearly_all if any(q[: len(p)] == p and q != p for q in counts)]
    return placed[~placed["path"].isin(within)]
