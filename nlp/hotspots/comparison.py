"""Beside the cases of nodes and windows, what they are compared with: all places and the past."""

from __future__ import annotations

import numpy as np

from nlp.hotspots.found import Table
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.statistic import Cells


def compare(
    table: Table,
    replicate: Ints,
    node: Ints,
    label: Ints,
    bins: Ints,
    observed: Floats,
    exposure: Floats,
    cases: Floats | None,
    totals: Floats | None,
) -> Cells:
    """Set beside observed cases what is expected.

    Parameters
    ----------
    table : Table
    replicate, node, label, bins : ndarray of int, shape (n,)
    observed : ndarray of float, shape (n,)
    exposure : ndarray of float, shape (n_replicates * n_nodes, n_bins)
        Opinions by node and bin.
    cases, totals : ndarray of float, shape (n_replicates, n_labels, n_bins), optional
        Cases of all places in each window, and those that the season leads one to expect;
        where the question is about the past.
    """
    # Windows of one node stand together: what they share is reckoned once.
    above = replicate * len(table.nodes) + node
    new = np.diff(above * len(table.share) + label, prepend=-1) != 0
    group = np.cumsum(new) - 1
    here = exposure[above[new]]
    running = np.cumsum(here * table.share[label[new]], axis=1)
    base = running[group, bins]
    if cases is None or totals is None:
        zero = np.zeros(len(label))
        at = table.cases[label, bins], table.cases_base[label, bins]
        return Cells(observed, base, *at, zero, zero, zero, zero, np.asarray(table.shape[label]))
    now, base_now = cases[replicate, label, bins], totals[replicate, label, bins]
    # Contents of unequal size that trade places take opinions out of the past or into it.
    before = table.past_opinions[node]
    left = np.maximum(table.opinions[node] - here.sum(axis=1)[group], 0)
    past_base = table.past_base[node, label] * left / np.maximum(before, 1e-9)
    # What came earlier in the longest window belongs to the past of a shorter one.
    return Cells(
        observed,
        base,
        now,
        base_now,
        np.maximum(table.total[node, label] - observed, 0),
        past_base + running[group, -1] - base,
        np.maximum(table.total_cases[label] - now, 0),
        table.past_cases_base[label] + totals[replicate, label, -1] - base_now,
        np.asarray(table.shape[label]),
    )
