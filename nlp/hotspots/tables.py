"""The nodes that are scanned, and what is fixed about them before any replicate is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.hotspots.baseline import Season
from nlp.hotspots.counting import LEAST_CASES
from nlp.hotspots.found import Table
from nlp.hotspots.grouped import group_sums
from nlp.hotspots.meetings import Channel, Meetings
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.shrinkage import gamma_shapes
from nlp.hotspots.statistic import CONTINUITY
from nlp.hotspots.windows import Timeline, touched

# A place that holds more of all opinions has no others to be compared with.
LARGEST_SHARE = 0.9
# The level of the root of the place tree.
EVERYWHERE = -1


@dataclass(frozen=True)
class Setting:
    """Meetings laid out in time.

    Attributes
    ----------
    meetings : Meetings
    timeline : Timeline
    bins, strata : ndarray of int, shape (n_meetings,)
    channels : tuple of Channel
    seasons : tuple of Season
        One for each channel.
    """

    meetings: Meetings
    timeline: Timeline
    bins: Ints
    strata: Ints
    channels: tuple[Channel, ...]
    seasons: tuple[Season, ...]

    @classmethod
    def of(cls, meetings: Meetings, timeline: Timeline) -> Setting:
        """Lay meetings out in time."""
        strata = timeline.strata(meetings.day)
        channels = meetings.labels, meetings.topics
        seasons = tuple(Season.of(c, meetings, strata, timeline.n_strata) for c in channels)
        return cls(meetings, timeline, timeline.bins(meetings.day), strata, channels, seasons)

    @property
    def slots(self) -> Ints:
        """The meetings of the longest window."""
        return np.flatnonzero(self.bins >= 0)

    def level_nodes(self) -> list[tuple[int, Ints, Ints]]:
        """Return (level, number of each leaf's scanned node or -1, the scanned nodes)."""
        places = self.meetings.opinions.places
        slots = self.slots
        size = self.meetings.size[slots]
        levels = []
        for level, of_leaf in enumerate(places.nodes):
            node = of_leaf[self.meetings.leaf[slots]]
            known = node >= 0
            counts = group_sums(node[known], size[known], len(places.paths[level]))
            scanned = (counts >= LEAST_CASES) & (counts <= LARGEST_SHARE * size.sum())
            if scanned.any():
                number = np.where(scanned, np.cumsum(scanned) - 1, -1)
                mapped = np.where(of_leaf >= 0, number[np.maximum(of_leaf, 0)], -1)
                levels.append((level, mapped, np.flatnonzero(scanned)))
        return levels

    def tables(self, kind: str) -> list[Table]:
        """Return the tables of a question, for every level of either tree below the root."""
        found = []
        for level, node_of_leaf, nodes in self.level_nodes():
            for channel, season in zip(self.channels, self.seasons):
                if channel.scanned.any():
                    found.append(self.table(channel, season, level, node_of_leaf, nodes, kind))
        return found

    def table(
        self,
        channel: Channel,
        season: Season,
        level: int,
        node_of_leaf: Ints,
        nodes: Ints,
        kind: str,
    ) -> Table:
        """Count what is fixed, and estimate how much ordinary places differ."""
        timeline, meetings = self.timeline, self.meetings
        n_window, n_strata = timeline.n_window_strata, timeline.n_strata
        n_nodes, n_labels = len(nodes), len(channel.names)
        node = node_of_leaf[meetings.leaf]
        known = node >= 0
        opinions = group_sums(
            node[known] * n_strata + self.strata[known], meetings.weight[known], n_nodes * n_strata
        ).reshape(n_nodes, n_strata)
        counts = np.diff(channel.start)
        record_node = np.repeat(node, counts)
        in_window = np.repeat(self.bins >= 0, counts)
        use = record_node >= 0
        key = record_node * n_labels + channel.label
        size = n_nodes * n_labels
        total = group_sums(key[use], channel.weight[use], size).reshape(n_nodes, n_labels)
        use &= in_window
        now = group_sums(key[use], channel.weight[use], size).reshape(n_nodes, n_labels)
        past_base = opinions[:, n_window:] @ season.share[:, n_window:].T
        by_stratum = season.share * season.opinions
        if kind == "emerging":
            cases = season.cases[:, n_window:].sum(axis=1), by_stratum[:, n_window:].sum(axis=1)
            shape = _shapes(np.maximum(total - now, 0), past_base, *cases)
        else:
            base = opinions[:, :n_window] @ season.share[:, :n_window].T
            cases = season.cases[:, :n_window].sum(axis=1), by_stratum[:, :n_window].sum(axis=1)
            shape = _shapes(now, base, *cases)
        return Table(
            channel=channel,
            level=level,
            node_of_leaf=node_of_leaf,
            nodes=nodes,
            share=season.share[:, timeline.stratum_of_bin],
            total=total,
            past_base=past_base,
            opinions=opinions.sum(axis=1),
            past_opinions=opinions[:, n_window:].sum(axis=1),
            total_cases=season.cases.sum(axis=1),
            past_cases_base=by_stratum[:, n_window:].sum(axis=1),
            cases=touched(timeline, season.cases[:, :n_window]),
            cases_base=touched(timeline, by_stratum[:, :n_window]),
            shape=shape,
        )


def _shapes(observed: Floats, base: Floats, cases: Floats, cases_base: Floats) -> Floats:
    elsewhere = np.maximum(cases - observed, 0) + CONTINUITY
    expected = base * elsewhere / (np.maximum(cases_base - base, 0) + CONTINUITY)
    return gamma_shapes(observed.T, expected.T, trim=True)
