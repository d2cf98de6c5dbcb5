"""Everything that the page and the workbook show, from a tagged frame and its hot spots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nlp.errors import Lang
from nlp.hotspots.report.opinions import OpinionTable, Pairs, opinions_of, timestamp
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.rankings import Ranked, Ranker
from nlp.hotspots.report.resolution import Resolution, resolution_of
from nlp.hotspots.report.spots import Spot, spots_of
from nlp.hotspots.report.words import Words
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.result import HotspotResult

# A window that holds less of all opinions ends at a day that may be mistyped.
_SPARSE = 0.01


@dataclass(frozen=True)
class Origin:
    """Where the opinions were read, and what could not be.

    Attributes
    ----------
    files : tuple of str
    n_rejects, n_bad_dates : int
    """

    files: tuple[str, ...] = ()
    n_rejects: int = 0
    n_bad_dates: int = 0


@dataclass(frozen=True)
class Count:
    """How many opinions a topic, or a topic at a place, has."""

    topic: str
    place: str
    n: int


@dataclass(frozen=True)
class Content:
    """What a report shows.

    Attributes
    ----------
    words : Words
    taxonomy : Taxonomy
    result : HotspotResult
    opinions : OpinionTable
        Latest first, the undated last.
    spots : list of Spot
        Most significant first.
    topics : list of Count
        Opinions by topic, most first; one with several topics counts in each.
    subtopics : list of Count
        The same by label.
    places : list of Count
        Opinions by place, two levels at the most.
    volume : list of Ranked
        Topics at places by volume; filled where asked for, or where there is no hot spot.
    growth : list of Ranked or None
        Topics at places by growth; None unless the rankings were asked for.
    resolution : Resolution or None
        None where no table has a status.
    origin : Origin
    """

    words: Words
    taxonomy: Taxonomy
    result: HotspotResult
    opinions: OpinionTable
    spots: list[Spot]
    topics: list[Count]
    subtopics: list[Count]
    places: list[Count]
    volume: list[Ranked]
    growth: list[Ranked] | None
    resolution: Resolution | None
    origin: Origin

    @property
    def headline(self) -> str:
        """How many hot spots there are, or why none could be judged."""
        words, result, n = self.words, self.result, len(self.spots)
        if n < result.n_hotspots:
            return words("found_cut", all=result.n_hotspots, n=n)
        if n:
            return words("found_one") if n == 1 else words("found_some", n=n)
        if result.n_scanned:
            return words("found_none")
        reason = "not_judged_undated" if result.until is None else "not_judged_few"
        return words("not_judged", why=words(reason))

    @property
    def sparse_period(self) -> str:
        """A warning where hardly an opinion lies in the longest window; empty otherwise."""
        until, days = self.result.until, self.result.window
        if until is None:
            return ""
        dated = self.opinions.day[self.opinions.dated]
        back = int(until.to_datetime64().astype("datetime64[D]").astype(np.int64)) - dated
        n = int(((back >= 0) & (back < days)).sum())
        if n >= _SPARSE * len(dated):
            return ""
        day = self.words.day(until)
        return self.words("sparse_period", n=n, total=len(dated), days=days, until=day)

    @property
    def first_day(self) -> pd.Timestamp | None:
        """The earliest day of an opinion."""
        days = self.opinions.day[self.opinions.dated]
        return timestamp(int(days.min())) if len(days) else None

    @property
    def last_day(self) -> pd.Timestamp | None:
        """The latest day of an opinion."""
        days = self.opinions.day[self.opinions.dated]
        return timestamp(int(days.max())) if len(days) else None


def report_content(
    frame: pd.DataFrame,
    result: HotspotResult,
    *,
    taxonomy: Taxonomy | None = None,
    places: PlaceColumns | None = None,
    lang: Lang = "vi",
    origin: Origin | None = None,
    rankings: bool = False,
) -> Content:
    """Gather what a report on a tagged frame shows.

    Parameters
    ----------
    frame : pandas.DataFrame
        The tagged opinions that `result` was found in. A column ``status`` brings the share
        that is resolved.
    result : HotspotResult
    taxonomy : Taxonomy, optional
    places : PlaceColumns, optional
        Those that `result` was found with; by default ``place`` alone.
    lang : {"vi", "en"}
    origin : Origin, optional
    rankings : bool
        Rank by volume and by growth too.

    Returns
    -------
    Content
    """
    taxonomy = taxonomy or Taxonomy.load()
    places = places or PlaceColumns(("place",))
    words = Words(lang)
    opinions = opinions_of(frame, taxonomy, places, result.table["opinion_ids"])
    full_names = [taxonomy.full_name(label) for label in opinions.labels.names]
    areas = [area or words("unknown_place") for area in opinions.areas]
    ranker = Ranker(frame, result, taxonomy, places, words)
    return Content(
        words=words,
        taxonomy=taxonomy,
        result=result,
        opinions=opinions,
        spots=spots_of(result, taxonomy, places, words),
        topics=[Count(name, "", n) for name, n in _counts(opinions.topics)],
        subtopics=[Count(name, "", n) for name, n in _counts(opinions.labels.renamed(full_names))],
        places=[
            Count("", name, n)
            for name, n in _counts(Pairs(np.arange(len(opinions)), opinions.place, areas))
        ],
        volume=ranker.by_volume() if rankings or not result.n_hotspots else [],
        growth=ranker.by_growth() if rankings else None,
        resolution=resolution_of(opinions, result.until) if "status" in frame else None,
        origin=origin or Origin(),
    )


def _counts(pairs: Pairs) -> list[tuple[str, int]]:
    """Return how many opinions have each name, most first."""
    counts = pairs.counts()
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
