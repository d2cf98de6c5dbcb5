"""What is fixed about the scanned nodes, and what is found of them."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.hotspots.meetings import Channel
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.statistic import Cells


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
