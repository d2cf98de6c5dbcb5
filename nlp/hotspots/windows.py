"""The windows that are scanned, and the strata of time in which places are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nlp.errors import Phrase, YkienError
from nlp.hotspots.nodes import Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

STEP = 7
# A stratum with fewer opinions says too little of how often each topic is heard.
STRATUM_OPINIONS = 200
_PAST_STEP = 28
# A longer one would overlap with the same season of the year before.
_LONGEST = 364


@dataclass(frozen=True)
class Timeline:
    """Bins of a week each that end at `until`, and what lies before them.

    Attributes
    ----------
    until : int
        Last day, in days since 1970.
    lengths : ndarray of int, shape (n_bins,)
        The windows in days: 7, 14, ... up to the longest. Window b is made of the bins 0 to b.
    stratum_of_bin : ndarray of int, shape (n_bins,)
        Strata are runs of bins with enough opinions; 0 is the latest.
    past_starts : ndarray of int
        First day of each stratum of the past, latest first.
    """

    until: int
    lengths: Ints
    stratum_of_bin: Ints
    past_starts: Ints

    @classmethod
    def of(cls, day: Ints, until: int, length: int) -> Timeline:
        """Cut the time up to `until` into bins and strata."""
        lengths = np.arange(STEP, length + STEP, STEP)
        lengths[-1] = length
        back = until - day
        inside = back < length
        bins = np.minimum(back[inside] // STEP, len(lengths) - 1)
        counts = np.bincount(bins, minlength=len(lengths))
        stratum = _runs(counts)
        past = back[~inside] - length
        per_step = np.bincount(past // _PAST_STEP) if len(past) else np.zeros(0, dtype=np.int64)
        run = _runs(per_step)
        ends = np.flatnonzero(np.diff(run, append=run[-1] + 1)) + 1 if len(run) else run
        return cls(until, lengths, stratum, until - length - ends * _PAST_STEP + 1)

    @property
    def n_bins(self) -> int:
        """How many windows there are."""
        return len(self.lengths)

    @property
    def n_window_strata(self) -> int:
        """How many strata lie in the longest window."""
        return int(self.stratum_of_bin[-1]) + 1

    @property
    def n_strata(self) -> int:
        """How many strata there are, the past included."""
        return self.n_window_strata + len(self.past_starts)

    def bins(self, day: Ints) -> Ints:
        """Return the bin of each day, -1 for the past."""
        back = self.until - day
        bins = np.minimum(back // STEP, self.n_bins - 1)
        return np.where(back < self.lengths[-1], bins, -1)

    def strata(self, day: Ints) -> Ints:
        """Return the stratum of each day."""
        bins = self.bins(day)
        past = np.searchsorted(-self.past_starts, -day)
        past = np.minimum(past, max(0, len(self.past_starts) - 1)) + self.n_window_strata
        return np.where(bins >= 0, self.stratum_of_bin[np.maximum(bins, 0)], past)


def _runs(counts: Ints) -> Ints:
    """Number runs of bins of `STRATUM_OPINIONS` each; a short last run joins the one before."""
    runs = np.zeros(len(counts), dtype=np.int64)
    current, held = 0, 0
    for i, count in enumerate(counts):
        runs[i] = current
        held += int(count)
        if held >= STRATUM_OPINIONS:
            current, held = current + 1, 0
    if held and current:
        runs[runs == current] = current - 1
    return np.minimum(runs, max(0, current - 1)) if current else runs


def longest_days(window: str | int | pd.Timedelta) -> int:
    """Return the days of the longest window.

    Raises
    ------
    YkienError
        It is no length of time from 7 to 364 days.
    """
    import pandas as pd

    allowed = Phrase(
        f"cần từ {STEP} đến {_LONGEST} ngày, ví dụ '90D'",
        f"it must be {STEP} to {_LONGEST} days, such as '90D'",
    )
    try:
        days = window if isinstance(window, int) else int(pd.Timedelta(window).days)
    except (ValueError, TypeError, OverflowError) as error:
        raise YkienError(
            "hotspots_setting", setting="window", value=window, allowed=allowed
        ) from error
    if isinstance(window, bool) or not STEP <= days <= _LONGEST:
        raise YkienError("hotspots_setting", setting="window", value=window, allowed=allowed)
    return days


def touched(timeline: Timeline, by_stratum: Floats) -> Floats:
    """Return, for each window, the sums of the strata that it touches.

    Parameters
    ----------
    timeline : Timeline
    by_stratum : ndarray of float, shape (..., n_strata)

    Returns
    -------
    ndarray of float, shape (..., n_bins)
    """
    return np.cumsum(by_stratum, axis=-1)[..., timeline.stratum_of_bin]
