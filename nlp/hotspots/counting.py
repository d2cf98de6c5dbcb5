"""Counts of every topic node at every place node in every window, for many replicates at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from nlp.hotspots.meetings import Channel, Meetings
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.statistic import Cells, concentrated, emerging, log_likelihood_ratio

# Fewer cases are no hot spot, however few are expected.
LEAST_CASES = 3
_DENSE = 8_000_000
_BATCH_ROWS = 150_000
_CELLS_AT_ONCE = 60_000


@dataclass(frozen=True)
class Table:
    """One level of the topic tree at one level of the place tree, and what is fixed about it.

    Attributes
    ----------
    channel : Channel
    level : int
        Level of the place tree.
    node_of_leaf : ndarray of int, shape (n_leaves,)
        Number of the scanned node, or -1.
    nodes : ndarray of int, shape (n_nodes,)
        The node's number in the place tree.
    share : ndarray of float, shape (n_labels, n_bins)
        What the season leads one to expect of an opinion in each bin.
    total, past_base : ndarray of float, shape (n_nodes, n_labels)
        Cases over all time; those that the season leads one to expect before the longest window.
    opinions, past_opinions : ndarray of float, shape (n_nodes,)
        Over all time, and before the longest window.
    total_cases, past_cases_base : ndarray of float, shape (n_labels,)
        As `total` and `past_base`, over all places.
    cases, cases_base : ndarray of float, shape (n_labels, n_bins)
        Over all places, in the strata that each window touches. Used where places are compared.
    shape : ndarray of float, shape (n_labels,)
        How much ordinary places differ.
    """

    channel: Channel
    level: int
    node_of_leaf: Ints
    nodes: Ints
    share: Floats
    total: Floats
    past_base: Floats
    opinions: Floats
    past_opinions: Floats
    total_cases: Floats
    past_cases_base: Floats
    cases: Floats
    cases_base: Floats
    shape: Floats

    def with_shape(self, shape: Floats) -> Table:
        """Return the table with another `shape`."""
        return replace(self, shape=shape)


@dataclass(frozen=True)
class Found:
    """Cells with enough cases.

    Attributes
    ----------
    replicate, node, label, bin : ndarray of int
    cells : Cells
    statistic : ndarray of float
        Log-likelihood ratio.
    """

    replicate: Ints
    node: Ints
    label: Ints
    bin: Ints
    cells: Cells
    statistic: Floats


class Counter:
    """Counts what is said at the slots of the window.

    Parameters
    ----------
    meetings : Meetings
    slots, leaf, bins : ndarray of int, shape (n_slots,)
        The meetings of the window, their places and bins.
    n_bins : int
    tables : list of Table
    kind : {"emerging", "concentrated"}
    """

    def __init__(
        self,
        meetings: Meetings,
        slots: Ints,
        leaf: Ints,
        bins: Ints,
        n_bins: int,
        tables: list[Table],
        kind: str,
    ) -> None:
        self.meetings, self.slots, self.leaf, self.bins = meetings, slots, leaf, bins
        self.n_bins, self.tables, self.kind = n_bins, tables, kind
        self.expectation: Callable[[Cells], tuple[Floats, Floats]] = (
            emerging if kind == "emerging" else concentrated
        )
        sizes = [len(t.nodes) * len(t.channel.names) for t in tables] or [1]
        records = max(1, int(meetings.size[slots].sum()))
        self._exposures: dict[int, Floats] = {}
        self._cases: dict[int, Floats | None] = {}
        self.batch = max(1, min(100, _BATCH_ROWS // records, _DENSE // (2 * max(1, *sizes, 1))))

    def observed(self) -> Iterator[tuple[Table, Found]]:
        """Count what was really said."""
        return self.count(self.slots[None, :])

    def exposure(self, table: Table) -> Floats:
        """Return the opinions that were really voiced, shape (n_nodes, n_bins)."""
        if table.level not in self._exposures:
            node = table.node_of_leaf[self.leaf]
            known = node >= 0
            weight = self.meetings.weight[self.slots]
            size = len(table.nodes) * self.n_bins
            key = node[known] * self.n_bins + self.bins[known]
            counts = np.bincount(key, weight[known], size)
            self._exposures[table.level] = counts.reshape(-1, self.n_bins)
        return self._exposures[table.level]

    def observed_cells(
        self, table: Table, node: Ints, label: Ints, bins: Ints, observed: Floats
    ) -> Cells:
        """Set beside observed cases what is expected, as `cells` does for replicates."""
        weight = self.meetings.weight[self.slots]
        everyone = np.bincount(self.bins, weight, self.n_bins)[None, :]
        if id(table.channel) not in self._cases:
            one = np.zeros(len(self.slots), dtype=np.int64)
            spread = self._spread(table.channel, self.slots, one, self.bins, 1)
            self._cases[id(table.channel)] = spread[3]
        cases = self._cases[id(table.channel)]
        replicate = np.zeros(len(node), dtype=np.int64)
        exposure = self.exposure(table)
        return self.cells(table, replicate, node, label, bins, observed, exposure, everyone, cases)

    def count(self, contents: Ints) -> Iterator[tuple[Table, Found]]:
        """Count what is said where meetings take the slots.

        Parameters
        ----------
        contents : ndarray of int, shape (n_replicates, n_slots)

        Yields
        ------
        Table
        Found
            Sorted by replicate, node, label and bin.
        """
        n, n_slots = contents.shape
        content = contents.ravel()
        replicate = np.repeat(np.arange(n), n_slots)
        leaf = np.tile(self.leaf, n)
        bins = np.tile(self.bins, n)
        weight = self.meetings.weight[content]
        spread: dict[int, tuple[Ints, Ints, Floats, Floats | None]] = {}
        exposures: dict[int, tuple[Ints, Floats]] = {}
        everyone = np.bincount(replicate * self.n_bins + bins, weight, n * self.n_bins)
        everyone = everyone.reshape(n, self.n_bins)
        for table in self.tables:
            channel = table.channel
            if id(channel) not in spread:
                spread[id(channel)] = self._spread(channel, content, replicate, bins, n)
            slot, label, record_weight, cases = spread[id(channel)]
            if table.level not in exposures:
                node = table.node_of_leaf[leaf]
                known = node >= 0
                key = (replicate * len(table.nodes) + node) * self.n_bins + bins
                size = n * len(table.nodes) * self.n_bins
                exposure = np.bincount(key[known], weight[known], size)
                exposures[table.level] = node, exposure.reshape(-1, self.n_bins)
            node, exposure = exposures[table.level]
            yield (
                table,
                self._found(
                    table,
                    replicate[slot],
                    node[slot],
                    label,
                    bins[slot],
                    record_weight,
                    exposure,
                    everyone,
                    cases,
                ),
            )

    def _spread(
        self, channel: Channel, content: Ints, replicate: Ints, bins: Ints, n: int
    ) -> tuple[Ints, Ints, Floats, Floats | None]:
        """Return slot, label and weight of every scanned record, and cases over all places."""
        counts = channel.start[content + 1] - channel.start[content]
        slot = np.repeat(np.arange(len(content)), counts)
        ends = np.cumsum(counts)
        record = np.arange(len(slot)) + np.repeat(channel.start[content] - ends + counts, counts)
        label, weight = channel.label[record], channel.weight[record]
        cases = None
        if self.kind == "emerging":
            n_labels = len(channel.names)
            key = (replicate[slot] * n_labels + label) * self.n_bins + bins[slot]
            cases = np.bincount(key, weight, n * n_labels * self.n_bins)
            cases = np.cumsum(cases.reshape(n, n_labels, self.n_bins), axis=2)
        kept = channel.scanned[label]
        if not kept.all():
            slot, label, weight = slot[kept], label[kept], weight[kept]
        return slot, label, weight, cases

    def _found(
        self,
        table: Table,
        replicate: Ints,
        node: Ints,
        label: Ints,
        bins: Ints,
        weight: Floats,
        exposure: Floats,
        everyone: Floats,
        cases: Floats | None,
    ) -> Found:
        n_nodes, n_labels = len(table.nodes), len(table.channel.names)
        key = (replicate * n_nodes + node) * n_labels + label
        size = len(everyone) * n_nodes * n_labels
        use = node >= 0
        if size <= _DENSE:
            # Most nodes have too few cases: only the others are sorted.
            use &= np.bincount(key[use], minlength=size)[np.where(use, key, 0)] >= LEAST_CASES
        key = key[use] * self.n_bins + bins[use]
        order = np.argsort(key)
        key, weight = key[order], weight[use][order]
        if not len(key):
            empty = np.zeros(0, dtype=np.int64)
            return Found(empty, empty, empty, empty, Cells(*[np.zeros(0)] * 9), np.zeros(0))
        group = key // self.n_bins
        begins = np.flatnonzero(np.diff(group, prepend=-1))
        first = np.repeat(begins, np.diff(begins, append=len(group)))
        running = np.cumsum(weight)
        ends = np.diff(key, append=-1) != 0
        ends &= np.arange(len(key)) - first + 1 >= LEAST_CASES
        at = np.flatnonzero(ends)
        observed = running[at] - running[first[at]] + weight[first[at]]
        above, label = np.divmod(group[at], n_labels)
        replicate, node = np.divmod(above, n_nodes)
        bins = key[at] % self.n_bins
        parts = [
            self.cells(table, r, nd, lb, b, o, exposure, everyone, cases)
            for r, nd, lb, b, o in _chunks(replicate, node, label, bins, observed)
        ]
        cells = Cells(
            *(np.concatenate([getattr(p, name) for p in parts]) for name in _NAMES)
            if parts
            else [np.zeros(0)] * 9
        )
        expected, rest = self.expectation(cells)
        return Found(
            replicate,
            node,
            label,
            bins,
            cells,
            log_likelihood_ratio(cells.observed, expected, rest),
        )

    def cells(
        self,
        table: Table,
        replicate: Ints,
        node: Ints,
        label: Ints,
        bins: Ints,
        observed: Floats,
        exposure: Floats,
        everyone: Floats,
        cases: Floats | None,
    ) -> Cells:
        """Set beside observed cases what is expected.

        Parameters
        ----------
        table : Table
        replicate, node, label, bins : ndarray of int, shape (n,)
        observed : ndarray of float, shape (n,)
        exposure : ndarray of float, shape (n_replicates * n_nodes, n_bins)
            Opinions by node and bin.
        everyone : ndarray of float, shape (n_replicates, n_bins)
            Opinions of all places.
        cases : ndarray of float, shape (n_replicates, n_labels, n_bins), optional
            Cases of all places in each window; where the question is about the past.
        """
        rows = np.arange(len(label))
        here = exposure[replicate * len(table.nodes) + node]
        share = table.share[label]
        running = np.cumsum(here * share, axis=1)
        base = running[rows, bins]
        if cases is None:
            zero = np.zeros(len(rows))
            at = table.cases[label, bins], table.cases_base[label, bins]
            return Cells(
                observed, base, *at, zero, zero, zero, zero, np.asarray(table.shape[label])
            )
        all_running = np.cumsum(everyone[replicate] * share, axis=1)
        now = cases[replicate, label, bins]
        # Contents of unequal size that trade places take opinions out of the past or into it.
        before = table.past_opinions[node]
        left = np.maximum(table.opinions[node] - here.sum(axis=1), 0)
        past_base = table.past_base[node, label] * left / np.maximum(before, 1e-9)
        # What came earlier in the longest window belongs to the past of a shorter one.
        return Cells(
            observed,
            base,
            now,
            all_running[rows, bins],
            np.maximum(table.total[node, label] - observed, 0),
            past_base + running[:, -1] - base,
            np.maximum(table.total_cases[label] - now, 0),
            table.past_cases_base[label] + all_running[:, -1] - all_running[rows, bins],
            np.asarray(table.shape[label]),
        )


_NAMES = tuple(Cells.__dataclass_fields__)


def _chunks(*arrays: Ints | Floats) -> Iterator[tuple[Ints, ...]]:
    for low in range(0, len(arrays[0]), _CELLS_AT_ONCE):
        yield tuple(array[low : low + _CELLS_AT_ONCE] for array in arrays)  # type: ignore[misc]
