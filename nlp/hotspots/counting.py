"""Counts of every topic node at every place node in every window, for many replicates at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from nlp.hotspots.comparison import compare
from nlp.hotspots.found import Found, Table
from nlp.hotspots.grouped import group_sums, records_of
from nlp.hotspots.meetings import Channel, Meetings
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.statistic import (
    CELL_FIELDS,
    Cells,
    concentrated,
    emerging,
    emerging_alone,
    log_likelihood_ratio,
)

# Fewer cases are no hot spot, however few are expected.
LEAST_CASES = 3
_DENSE = 8_000_000
_BATCH_ROWS = 150_000
_CELLS_AT_ONCE = 60_000


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
    alone : bool
        The tables are of a single place: there is no other to compare it with.
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
        *,
        alone: bool = False,
    ) -> None:
        self.meetings, self.slots, self.leaf, self.bins = meetings, slots, leaf, bins
        self.n_bins, self.tables, self.kind = n_bins, tables, kind
        # Where places are compared, what is said at slots of no node counts for nothing.
        counted = np.zeros(len(slots), dtype=bool)
        for table in tables:
            counted |= table.node_of_leaf[leaf] >= 0
        self._counted = np.flatnonzero(counted | (kind == "emerging"))
        self.expectation: Callable[[Cells], tuple[Floats, Floats]] = concentrated
        if kind == "emerging":
            self.expectation = emerging_alone if alone else emerging
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
            counts = group_sums(key, weight[known], size)
            self._exposures[table.level] = counts.reshape(-1, self.n_bins)
        return self._exposures[table.level]

    def observed_cells(
        self, table: Table, node: Ints, label: Ints, bins: Ints, observed: Floats
    ) -> Cells:
        """Set beside observed cases what is expected, as `compare` does for replicates."""
        weight = self.meetings.weight[self.slots]
        everyone = group_sums(self.bins, weight, self.n_bins)[None, :]
        if id(table.channel) not in self._cases:
            one = np.zeros(len(self.slots), dtype=np.int64)
            spread = self._spread(table.channel, self.slots, one, self.bins, 1)
            self._cases[id(table.channel)] = spread[3]
        cases = self._cases[id(table.channel)]
        replicate = np.zeros(len(node), dtype=np.int64)
        exposure = self.exposure(table)
        totals = self._season(table, everyone)
        return compare(table, replicate, node, label, bins, observed, exposure, cases, totals)

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
        n, n_slots = len(contents), len(self._counted)
        content = contents[:, self._counted].ravel()
        replicate = np.repeat(np.arange(n), n_slots)
        leaf = np.tile(self.leaf[self._counted], n)
        bins = np.tile(self.bins[self._counted], n)
        weight = self.meetings.weight[content]
        spread: dict[int, tuple[Ints, Ints, Floats, Floats | None]] = {}
        totals: dict[int, Floats | None] = {}
        exposures: dict[int, tuple[Ints, Floats]] = {}
        everyone = group_sums(replicate * self.n_bins + bins, weight, n * self.n_bins)
        everyone = everyone.reshape(n, self.n_bins)
        for table in self.tables:
            channel = table.channel
            if id(channel) not in spread:
                spread[id(channel)] = self._spread(channel, content, replicate, bins, n)
                totals[id(channel)] = self._season(table, everyone)
            slot, label, record_weight, cases = spread[id(channel)]
            if table.level not in exposures:
                node = table.node_of_leaf[leaf]
                known = node >= 0
                key = (replicate * len(table.nodes) + node) * self.n_bins + bins
                size = n * len(table.nodes) * self.n_bins
                exposure = group_sums(key[known], weight[known], size)
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
                    n,
                    cases,
                    totals[id(channel)],
                ),
            )

    def _season(self, table: Table, everyone: Floats) -> Floats | None:
        """Return cases that the season leads one to expect over all places, by window."""
        if self.kind != "emerging":
            return None
        return np.cumsum(everyone[:, None, :] * table.share[None], axis=2)

    def _spread(
        self, channel: Channel, content: Ints, replicate: Ints, bins: Ints, n: int
    ) -> tuple[Ints, Ints, Floats, Floats | None]:
        """Return slot, label and weight of every scanned record, and cases over all places."""
        slot, record = records_of(channel.start, content)
        label, weight = channel.label[record], channel.weight[record]
        cases = None
        if self.kind == "emerging":
            n_labels = len(channel.names)
            key = (replicate[slot] * n_labels + label) * self.n_bins + bins[slot]
            cases = group_sums(key, weight, n * n_labels * self.n_bins)
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
        n: int,
        cases: Floats | None,
        totals: Floats | None,
    ) -> Found:
        n_nodes, n_labels = len(table.nodes), len(table.channel.names)
        use = np.flatnonzero(node >= 0)
        key = ((replicate * n_nodes + node) * n_labels + label)[use]
        size = n * n_nodes * n_labels
        bins, weight = bins[use], weight[use]
        if size * self.n_bins <= 2 * len(key):
            group, bins, observed = _dense(key, bins, weight, size, self.n_bins)
        else:
            group, bins, observed = _sorted(key, bins, weight, size, self.n_bins)
        above, label = np.divmod(group, n_labels)
        replicate, node = np.divmod(above, n_nodes)
        parts = [
            compare(
                table,
                replicate[part],
                node[part],
                label[part],
                bins[part],
                observed[part],
                exposure,
                cases,
                totals,
            )
            for part in map(slice, *_bounds(len(group)))
        ]
        cells = Cells(
            *(np.concatenate([getattr(p, name) for p in parts]) for name in CELL_FIELDS)
            if parts
            else [np.zeros(0)] * len(CELL_FIELDS)
        )
        expected, rest = self.expectation(cells)
        return Found(
            replicate,
            node,
            label,
            bins,
            cells,
            # Sums of floats in another order must not break ties with what was observed.
            np.round(log_likelihood_ratio(cells.observed, expected, rest), 6),
        )


def _dense(
    key: Ints, bins: Ints, weight: Floats, size: int, n_bins: int
) -> tuple[Ints, Ints, Floats]:
    """Return group, bin and cases up to that bin where there are enough; by counting all cells."""
    at = key * n_bins + bins
    cases = np.bincount(at, minlength=size * n_bins).reshape(size, n_bins)
    enough = (np.cumsum(cases, axis=1) >= LEAST_CASES) & (cases > 0)
    observed = np.cumsum(group_sums(at, weight, size * n_bins).reshape(size, n_bins), axis=1)
    group, window = np.nonzero(enough)
    return group, window, observed[enough]


def _sorted(
    key: Ints, bins: Ints, weight: Floats, size: int, n_bins: int
) -> tuple[Ints, Ints, Floats]:
    """Return the same as `_dense`; by sorting the few cells that have any."""
    if size <= _DENSE:
        use = np.flatnonzero(np.bincount(key, minlength=size)[key] >= LEAST_CASES)
        key, bins, weight = key[use], bins[use], weight[use]
    cell = key * n_bins + bins
    order = np.argsort(cell.astype(np.int32) if size * n_bins < 2**31 else cell)
    cell, weight = cell[order], weight[order]
    group = cell // n_bins
    begins = np.flatnonzero(np.diff(group, prepend=-1))
    first = np.repeat(begins, np.diff(begins, append=len(group)))
    ends = np.diff(cell, append=-1) != 0
    ends &= np.arange(len(cell)) - first + 1 >= LEAST_CASES
    at = np.flatnonzero(ends)
    running = np.cumsum(weight)
    observed = running[at] - running[first[at]] + weight[first[at]]
    return group[at], cell[at] % n_bins, observed


def _bounds(n: int) -> tuple[range, range]:
    """Return where chunks of cells begin and end."""
    return range(0, n, _CELLS_AT_ONCE), range(_CELLS_AT_ONCE, n + _CELLS_AT_ONCE, _CELLS_AT_ONCE)
