"""Sums by group, and the records of many meetings at once."""

from __future__ import annotations

import numpy as np

from nlp.hotspots.nodes import Floats, Ints


def group_sums(group: Ints, weight: Floats, n_groups: int) -> Floats:
    """Return the sum of the weights of each group, shape (n_groups,)."""
    return np.bincount(group, weight, n_groups).astype(np.float64, copy=False)


def distinct_sorted(values: Ints) -> Ints:
    """Return the distinct values, none below 0, in order; quick where they nearly are in order."""
    ordered = np.sort(values, kind="stable")
    kept: Ints = ordered[np.diff(ordered, prepend=-1) != 0]
    return kept


def records_of(start: Ints, chosen: Ints) -> tuple[Ints, Ints]:
    """Return the records of chosen rows of a ragged array.

    Parameters
    ----------
    start : ndarray of int, shape (n_rows + 1,)
        Where the records of each row begin.
    chosen : ndarray of int, shape (n,)
        Rows; they may repeat.

    Returns
    -------
    ndarray of int, shape (n_records,)
        Position in `chosen` of the row that each record belongs to.
    ndarray of int, shape (n_records,)
        The records.
    """
    counts = start[chosen + 1] - start[chosen]
    owner = np.repeat(np.arange(len(chosen)), counts)
    shift = start[chosen] - np.cumsum(counts) + counts
    return owner, np.arange(len(owner)) + np.repeat(shift, counts)
