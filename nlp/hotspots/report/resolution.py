"""How many opinions are resolved, by topic and place, and which have waited longest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.hotspots.report.status import CLASSES, StatusClass, classify_status

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.report.opinions import Opinion

_OLDEST = 10
_UNKNOWN_SHOWN = 8


@dataclass(frozen=True)
class Tally:
    """How many opinions of a group stand where.

    Attributes
    ----------
    name : str
        Of the topic or place; empty for all.
    counts : dict of str to int
        By class of `nlp.hotspots.report.status.CLASSES`.
    """

    name: str
    counts: dict[StatusClass, int]

    @property
    def resolved(self) -> int:
        """How many are resolved."""
        return self.counts["resolved"]

    @property
    def known(self) -> int:
        """How many have a status that is understood."""
        return self.resolved + self.counts["in_progress"] + self.counts["open"]

    @property
    def share(self) -> float | None:
        """Share resolved among `known`, or None where nothing is known."""
        return self.resolved / self.known if self.known else None


@dataclass(frozen=True)
class Waiting:
    """An unresolved opinion and how many days it has waited."""

    opinion: Opinion
    days: int


@dataclass(frozen=True)
class Resolution:
    """Where opinions stand.

    Attributes
    ----------
    overall : Tally
    by_topic, by_place : list of Tally
        Most opinions first. An opinion with several topics counts in each.
    oldest : list of Waiting
        The unresolved that have waited longest, up to ten.
    unknown : list of (str, int)
        Statuses that are not understood, most frequent first, up to eight.
    """

    overall: Tally
    by_topic: list[Tally]
    by_place: list[Tally]
    oldest: list[Waiting]
    unknown: list[tuple[str, int]]


def resolution_of(opinions: Iterable[Opinion], until: pd.Timestamp | None) -> Resolution:
    """Return where opinions stand.

    Parameters
    ----------
    opinions : iterable of Opinion
    until : pandas.Timestamp or None
        The day to which waiting is counted; None where no opinion has a date.

    Returns
    -------
    Resolution
    """
    overall: Counter[StatusClass] = Counter()
    topics: defaultdict[str, Counter[StatusClass]] = defaultdict(Counter)
    places: defaultdict[str, Counter[StatusClass]] = defaultdict(Counter)
    unknown: Counter[str] = Counter()
    waiting = []
    for opinion in opinions:
        stands = classify_status(opinion.status)
        overall[stands] += 1
        for topic in opinion.topic_names:
            topics[topic][stands] += 1
        places[opinion.area][stands] += 1
        if stands == "unknown":
            unknown[opinion.status] += 1
        if stands in ("open", "in_progress") and opinion.day and until:
            days = (until - opinion.day).days
            if days >= 0:
                waiting.append(Waiting(opinion, days))
    waiting.sort(key=lambda entry: (-entry.days, entry.opinion.id))
    return Resolution(
        _tally("", overall),
        _tallies(topics),
        _tallies(places),
        waiting[:_OLDEST],
        sorted(unknown.items(), key=lambda item: (-item[1], item[0]))[:_UNKNOWN_SHOWN],
    )


def _tally(name: str, counts: Counter[StatusClass]) -> Tally:
    return Tally(name, {stands: counts[stands] for stands in CLASSES})


def _tallies(groups: dict[str, Counter[StatusClass]]) -> list[Tally]:
    tallies = [_tally(name, counts) for name, counts in groups.items()]
    return sorted(
        (tally for tally in tallies if tally.known), key=lambda tally: (-tally.known, tally.name)
    )
