"""How often each topic is heard in each stratum of time, over all places: the season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.hotspots.grouped import group_sums
from nlp.hotspots.meetings import Channel, Meetings
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.shrinkage import gamma_shapes

# Meetings whose rows of log weights are made at a time.
_CHUNK = 100_000


@dataclass(frozen=True)
class Season:
    """Shares of the labels of one level by stratum.

    Attributes
    ----------
    share : ndarray of float, shape (n_labels, n_strata)
        Steadied towards the share over all time: (cases + a) / (expected + a), times that share.
    cases : ndarray of float, shape (n_labels, n_strata)
        Effective counts.
    opinions : ndarray of float, shape (n_strata,)
    shape : ndarray of float, shape (n_labels,)
        a, the shape of the gamma distribution of seasonal ratios.
    """

    share: Floats
    cases: Floats
    opinions: Floats
    shape: Floats

    @classmethod
    def of(cls, channel: Channel, meetings: Meetings, strata: Ints, n_strata: int) -> Season:
        """Count and steady. Meetings of stratum -1 are left out."""
        n_labels = len(channel.names)
        at = np.repeat(strata, np.diff(channel.start))
        use = at >= 0
        key = channel.label[use] * n_strata + at[use]
        cases = group_sums(key, channel.weight[use], n_labels * n_strata)
        cases = cases.reshape(n_labels, n_strata)
        opinions = group_sums(strata[strata >= 0], meetings.weight[strata >= 0], n_strata)
        share = cases.sum(axis=1) / max(opinions.sum(), 1e-12)
        expected = np.outer(share, opinions)
        shape = gamma_shapes(cases, expected, trim=False)
        ratio = (cases + shape[:, None]) / (expected + shape[:, None])
        return cls(share[:, None] * ratio, cases, opinions, shape)

    def flat(self) -> Season:
        """Return the same without any season, for a place that has no other beside it."""
        share = self.cases.sum(axis=1) / max(self.opinions.sum(), 1e-12)
        steady = np.repeat(share[:, None], self.share.shape[1], axis=1)
        return Season(steady, self.cases, self.opinions, self.shape)


def log_weights(meetings: Meetings, season: Season, strata: Ints) -> NDArrayFloat32:
    """Return how well the labels of each meeting fit each stratum, judged by all other places.

    Parameters
    ----------
    meetings : Meetings
    season : Season
        Of the labels.
    strata : ndarray of int, shape (n_meetings,)

    Returns
    -------
    ndarray of float32, shape (n_meetings, n_strata)
        Sum over the meeting's records of the log seasonal ratio of their label, counted without
        the meeting's own place: a hot spot must not pass for a season.
    """
    channel = meetings.labels
    n_labels, n_strata = season.cases.shape
    counts = np.diff(channel.start)
    leaf = np.repeat(meetings.leaf, counts)
    pairs, pair = np.unique(leaf * n_labels + channel.label, return_inverse=True)
    own = group_sums(
        pair * n_strata + np.repeat(strata, counts), channel.weight, len(pairs) * n_strata
    ).reshape(len(pairs), n_strata)
    n_leaves = int(meetings.leaf.max()) + 1
    total = group_sums(
        meetings.leaf * n_strata + strata, meetings.weight, n_leaves * n_strata
    ).reshape(n_leaves, n_strata)
    of_leaf, of_label = np.divmod(pairs, n_labels)
    table = np.empty((len(pairs), n_strata), dtype=np.float32)
    for low in range(0, len(pairs), _CHUNK):
        part = slice(low, low + _CHUNK)
        cases = np.maximum(season.cases[of_label[part]] - own[part], 0)
        opinions = np.maximum(season.opinions - total[of_leaf[part]], 0)
        share = cases.sum(axis=1) / np.maximum(opinions.sum(axis=1), 1e-12)
        expected = share[:, None] * opinions
        shape = season.shape[of_label[part]][:, None]
        table[part] = np.log((cases + shape) / (expected + shape))
    del own
    weights = np.zeros((len(meetings), n_strata), dtype=np.float32)
    for low in range(0, len(meetings), _CHUNK):
        high = min(low + _CHUNK, len(meetings))
        rows = table[pair[channel.start[low] : channel.start[high]]]
        filled = np.flatnonzero(counts[low:high])
        if len(filled):
            starts = channel.start[low:high][filled] - channel.start[low]
            weights[low + filled] = np.add.reduceat(rows, starts, axis=0)
    return weights


NDArrayFloat32 = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
