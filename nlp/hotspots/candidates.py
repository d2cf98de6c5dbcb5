"""The nodes that stand out most, each with its best window, its figures and its opinions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.hotspots.families import Family, own_season
from nlp.hotspots.found import Found, Table
from nlp.hotspots.grouped import group_sums, records_of
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.null import Null
from nlp.hotspots.shrinkage import GammaMixture
from nlp.hotspots.statistic import Cells
from nlp.hotspots.tables import EVERYWHERE, Setting

# What is kept of one family; the rest is further from significance than all of it.
KEPT = 1000


@dataclass(frozen=True)
class Candidate:
    """A topic at a place in its best window.

    Attributes
    ----------
    family, table : int
        Which family, and which of its tables.
    level : int
        Of the place tree; -1 for all places together.
    node : int
        The scanned node's number in its table.
    place : int
        Its number in the place tree.
    label, bin : int
        Index into the names of the table's channel; the window.
    cells : Cells
        Of one entry.
    expected : float
        On the scale of effective counts.
    statistic, p_value, q_value : float
    ratio : float
        Shrunk.
    scale : float
        Opinions for one effective opinion at this place and window.
    """

    family: int
    table: int
    level: int
    node: int
    place: int
    label: int
    bin: int
    cells: Cells
    expected: float
    statistic: float
    p_value: float
    q_value: float
    ratio: float
    scale: float


@dataclass(frozen=True)
class Best:
    """The best window of every node of a family, most significant first.

    Attributes
    ----------
    table : ndarray of int, shape (n,)
    found : list of Found
        By table, one entry a node.
    row : ndarray of int, shape (n,)
        Into the table's `found`.
    statistic : ndarray of float, shape (n,)
    mixture : GammaMixture
        Of the ratios of all nodes in the longest window.
    """

    table: Ints
    found: list[Found]
    row: Ints
    statistic: Floats
    mixture: GammaMixture


def best_windows(setting: Setting, family: Family) -> Best:
    """Scan what was really said."""
    found, pairs = [], []
    for table, all_found in family.counter.observed():
        one = all_found
        if family.baseline == "own past" and len(one.statistic):
            statistic = np.minimum(one.statistic, own_season(setting, table, one))
            one = Found(one.replicate, one.node, one.label, one.bin, one.cells, statistic)
        found.append(_best(one, len(table.channel.names)))
        pairs.append(_ratios(family, table))
    table_of = np.repeat(np.arange(len(found)), [len(f.statistic) for f in found])
    row = np.concatenate([np.arange(len(f.statistic)) for f in found] or [np.zeros(0, np.int64)])
    statistic = np.concatenate([f.statistic for f in found] or [np.zeros(0)])
    order = np.argsort(-statistic, kind="stable")
    order = order[statistic[order] > 0]
    observed, expected = (
        np.concatenate([pair[i] for pair in pairs] or [np.zeros(0)]) for i in (0, 1)
    )
    mixture = GammaMixture.fit(observed, expected)
    return Best(table_of[order], found, row[order], statistic[order], mixture)


def _best(found: Found, n_labels: int) -> Found:
    """Keep the best window of each node; the shorter of equal ones."""
    key = found.node * n_labels + found.label
    order = np.lexsort([found.bin, -found.statistic, key])
    first = order[np.diff(key[order], prepend=-1) != 0]
    return Found(
        found.replicate[first],
        found.node[first],
        found.label[first],
        found.bin[first],
        found.cells.take(first),
        found.statistic[first],
    )


def _ratios(family: Family, table: Table) -> tuple[Floats, Floats]:
    """Return observed and expected counts of all nodes in the longest window, zeros included."""
    counter, channel = family.counter, table.channel
    n_labels = len(channel.names)
    labels = np.flatnonzero(channel.scanned)
    node = np.repeat(np.arange(len(table.nodes)), len(labels))
    label = np.tile(labels, len(table.nodes))
    slot, record = records_of(channel.start, counter.slots)
    of_slot = table.node_of_leaf[counter.leaf][slot]
    use = of_slot >= 0
    key = of_slot[use] * n_labels + channel.label[record[use]]
    dense = group_sums(key, channel.weight[record[use]], len(table.nodes) * n_labels)
    observed = dense[node * n_labels + label]
    bins = np.full(len(node), counter.n_bins - 1)
    cells = counter.observed_cells(table, node, label, bins, observed)
    return observed, counter.expectation(cells)[0]


def candidates(
    setting: Setting, number: int, family: Family, best: Best, null: Null
) -> list[Candidate]:
    """Return the `KEPT` most significant nodes of a family."""
    p_values, q_values = null.p_value(best.statistic), null.q_value(best.statistic)
    made: list[tuple[int, Candidate]] = []
    for at, table in enumerate(family.counter.tables):
        ranks = np.flatnonzero(best.table[:KEPT] == at)
        rows, found = best.row[ranks], best.found[at]
        cells = found.cells.take(rows)
        expected = family.counter.expectation(cells)[0]
        ratio = best.mixture.geometric_mean(cells.observed, expected)
        counted = np.cumsum(family.counter.exposure(table), axis=1)[
            found.node[rows], found.bin[rows]
        ]
        voiced = np.cumsum(_raw_exposure(setting, family, table), axis=1)
        scale = voiced[found.node[rows], found.bin[rows]] / np.maximum(counted, 1e-12)
        for i, (rank, row) in enumerate(zip(ranks, rows)):
            node = int(found.node[row])
            candidate = Candidate(
                family=number,
                table=at,
                level=table.level,
                node=node,
                place=int(table.nodes[node]) if table.level != EVERYWHERE else -1,
                label=int(found.label[row]),
                bin=int(found.bin[row]),
                cells=cells.take(np.asarray([i])),
                expected=float(expected[i]),
                statistic=float(best.statistic[rank]),
                p_value=float(p_values[rank]),
                q_value=float(q_values[rank]),
                ratio=float(ratio[i]),
                scale=float(scale[i]),
            )
            made.append((int(rank), candidate))
    return [candidate for _, candidate in sorted(made, key=lambda pair: pair[0])]


def _raw_exposure(setting: Setting, family: Family, table: Table) -> Floats:
    """Return opinions by node and bin, not discounted for meetings."""
    meetings, counter = setting.meetings, family.counter
    weight = group_sums(meetings.meeting_of, meetings.opinions.weight, len(meetings))
    node = table.node_of_leaf[counter.leaf]
    known = node >= 0
    key = node[known] * counter.n_bins + counter.bins[known]
    size = len(table.nodes) * counter.n_bins
    return group_sums(key, weight[counter.slots][known], size).reshape(-1, counter.n_bins)


class Members:
    """Which opinions of the longest window a node has."""

    def __init__(self, setting: Setting) -> None:
        meetings = setting.meetings
        bins = setting.bins[meetings.meeting_of]
        self.opinions = np.flatnonzero(bins >= 0)
        self.bins = bins[self.opinions]
        self._leaf = meetings.leaf[meetings.meeting_of[self.opinions]]
        self._places = meetings.opinions.places
        self._has: dict[tuple[int, int], Ints] = {}
        self._setting = setting

    def of(self, level: int, place: int, channel: int, label: int) -> Ints:
        """Return the opinions of a label at a place, as positions in `opinions`."""
        if (channel, label) not in self._has:
            records = self._setting.channels[channel]
            said = records.opinion[records.label == label]
            inside = np.searchsorted(self.opinions, said)
            inside = np.minimum(inside, max(0, len(self.opinions) - 1))
            self._has[channel, label] = inside[self.opinions[inside] == said]
        having = self._has[channel, label]
        if level == EVERYWHERE:
            return having
        there: Ints = having[self._places.nodes[level][self._leaf[having]] == place]
        return there
