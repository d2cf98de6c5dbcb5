"""Other ways to raise an alarm, each giving a score to every subtopic at every commune.

Raw counts and EARS look at periods of 28 days: by the week, most cells hold no opinion at all, and
they fare worse. The space-time permutation scan is that of Kulldorff et al. (2005), a topic at a
time: cases of the topic by place and window against the product of its margins.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PERIOD = 28
LEAST_DEVIATION = 0.5
_WINDOWS = range(7, 92, 7)


class Counts:
    """First topics by commune and day."""

    def __init__(self, frame: pd.DataFrame, until: pd.Timestamp, topics: list[str]) -> None:
        past = frame[frame["date"] <= until]
        self.topics, self.places = topics, sorted(frame["place"].unique())
        first = pd.Categorical(past["topics"].str[0], topics).codes
        place = pd.Categorical(past["place"], self.places).codes
        self.back = (until - past["date"]).dt.days.to_numpy()
        self.cell = first.astype(np.int64) * len(self.places) + place
        self.shape = len(topics), len(self.places)

    def within(self, low: int, high: int) -> Floats:
        """Return the counts of opinions at least `low` and less than `high` days old."""
        cells = self.cell[(self.back >= low) & (self.back < high)]
        size = self.shape[0] * self.shape[1]
        return np.bincount(cells, minlength=size).reshape(self.shape).astype(float)

    def periods(self) -> Floats:
        """Return counts by whole periods, latest first, shape (n_periods, n_topics, n_places)."""
        n = int(self.back.max() + 1) // PERIOD
        return np.stack([self.within(PERIOD * i, PERIOD * (i + 1)) for i in range(n)])


def raw(counts: Counts) -> tuple[Floats, Ints]:
    """Return (last period - mean) / sd, over all earlier periods; the start is the period's."""
    periods = counts.periods()
    return _standard(periods[0], periods[1:])


def ears_c1(counts: Counts) -> tuple[Floats, Ints]:
    """Return the EARS C1 score: against the seven periods before."""
    periods = counts.periods()
    return _standard(periods[0], periods[1:8])


def ears_c2(counts: Counts) -> tuple[Floats, Ints]:
    """Return the EARS C2 score: as C1, with a gap of two periods."""
    periods = counts.periods()
    return _standard(periods[0], periods[3:10])


def space_time_permutation(counts: Counts) -> tuple[Floats, Ints]:
    """Return the largest log-likelihood ratio over windows that end today, and their lengths."""
    everything = counts.within(0, 1 << 30)
    total = everything.sum(axis=1, keepdims=True)
    best = np.zeros(counts.shape)
    length = np.full(counts.shape, 7)
    for days in _WINDOWS:
        now = counts.within(0, days)
        expected = everything * now.sum(axis=1, keepdims=True) / np.maximum(total, 1)
        raised = (now > expected) & (expected > 0)
        o, e = np.where(raised, now, 1), np.where(raised, expected, 1)
        rest, rest_e = total - o, np.maximum(total - e, 1e-9)
        ratio = o * np.log(o / e) + rest * np.log(np.maximum(rest, 1e-9) / rest_e)
        ratio = np.where(raised, ratio, 0)
        length = np.where(ratio > best, days, length)
        best = np.maximum(best, ratio)
    return best, length


def _standard(now: Floats, before: Floats) -> tuple[Floats, Ints]:
    deviation = np.maximum(before.std(axis=0, ddof=1), LEAST_DEVIATION)
    return (now - before.mean(axis=0)) / deviation, np.full(now.shape, PERIOD)


PEERS: dict[str, Callable[[Counts], tuple[Floats, Ints]]] = {
    "raw counts, mean + k sd": raw,
    "EARS C1": ears_c1,
    "EARS C2": ears_c2,
    "space-time permutation scan": space_time_permutation,
}
