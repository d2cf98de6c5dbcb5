"""How many opinions are resolved, by topic and place, and which have waited longest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.nodes import Ints
from nlp.hotspots.report.opinions import Opinion, OpinionTable
from nlp.hotspots.report.status import CLASSES, StatusClass, classify_status

if TYPE_CHECKING:
    import pandas as pd

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


def resolution_of(opinions: OpinionTable, until: pd.Timestamp | None) -> Resolution:
    """Return where opinions stand.

    Parameters
    ----------
    opinions : OpinionTable
    until : pandas.Timestamp or None
        The day to which waiting is counted; None where no opinion has a date.

    Returns
    -------
    Resolution
    """
    import pandas as pd

    codes, statuses = pd.factorize(opinions.columns["status"])
    classes = [CLASSES.index(classify_status(status)) for status in statuses]
    stands = np.asarray(classes, dtype=np.int64)[codes]
    everyone = np.zeros(len(opinions), dtype=np.int64)
    unknown = np.bincount(codes[stands == CLASSES.index("unknown")], minlength=len(statuses))
    topics, places = opinions.topics, opinions.areas
    return Resolution(
        _tallies([""], everyone, stands)[0],
        _ranked(_tallies(topics.names, topics.value, stands[topics.row])),
        _ranked(_tallies(places, opinions.place, stands)),
        _oldest(opinions, stands, until),
        sorted(
            ((status, n) for status, n in zip(statuses, unknown.tolist()) if n),
            key=lambda item: (-item[1], item[0]),
        )[:_UNKNOWN_SHOWN],
    )


def _oldest(opinions: OpinionTable, stands: Ints, until: pd.Timestamp | None) -> list[Waiting]:
    if until is None:
        return []
    waits = np.isin(stands, [CLASSES.index("open"), CLASSES.index("in_progress")])
    back = int(until.to_datetime64().astype("datetime64[D]").astype(np.int64)) - opinions.day
    rows = np.flatnonzero(waits & opinions.dated & (back >= 0))
    if len(rows) > _OLDEST:
        rows = rows[back[rows] >= np.partition(back[rows], -_OLDEST)[-_OLDEST]]
    order = np.lexsort([opinions.columns["id"][rows].astype(str), -back[rows]])[:_OLDEST]
    first = rows[order]
    return [Waiting(o, int(days)) for o, days in zip(opinions.take(first), back[first])]


def _tallies(names: list[str], group: Ints, stands: Ints) -> list[Tally]:
    """Count opinions by group and class; groups of one name are one."""
    size = len(names) * len(CLASSES)
    counts = np.bincount(group * len(CLASSES) + stands, minlength=size).reshape(-1, len(CLASSES))
    tallies: dict[str, Counter[StatusClass]] = {}
    for name, row in zip(names, counts.tolist()):
        tallies.setdefault(name, Counter()).update(dict(zip(CLASSES, row)))
    return [Tally(name, dict(found)) for name, found in tallies.items()]


def _ranked(tallies: list[Tally]) -> list[Tally]:
    known = (tally for tally in tallies if tally.known)
    return sorted(known, key=lambda tally: (-tally.known, tally.name))
