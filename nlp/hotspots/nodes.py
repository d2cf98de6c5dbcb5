"""The two trees that are scanned: topics with their subtopics, places from coarse to fine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class TopicTree:
    """The labels that occur, and the topic above each.

    Attributes
    ----------
    labels : tuple of str
        Leaves, sorted: ``"topic/subtopic"``, or a bare topic.
    topics : tuple of str
        Sorted.
    topic_of : ndarray of int, shape (n_labels,)
        Index of each label's topic.
    scanned_labels : ndarray of bool, shape (n_labels,)
        False for a bare topic that is scanned as a topic already.
    scanned_topics : ndarray of bool, shape (n_topics,)
        False for a topic with a single label: the label says the same more precisely.
    """

    labels: tuple[str, ...]
    topics: tuple[str, ...]
    topic_of: Ints
    scanned_labels: Bools
    scanned_topics: Bools

    @classmethod
    def of(cls, labels: list[str]) -> TopicTree:
        """Build the tree of sorted, distinct labels."""
        above = [label.split("/", 1)[0] for label in labels]
        topics = sorted(set(above))
        number = {topic: i for i, topic in enumerate(topics)}
        topic_of = np.asarray([number[topic] for topic in above], dtype=np.int64)
        scanned_topics = np.bincount(topic_of, minlength=len(topics)) > 1
        bare = np.asarray(["/" not in label for label in labels], dtype=bool)
        scanned_labels = ~(bare & scanned_topics[topic_of])
        return cls(tuple(labels), tuple(topics), topic_of, scanned_labels, scanned_topics)


@dataclass(frozen=True)
class PlaceTree:
    """Places from coarse to fine.

    A leaf is a combination of values that occurs, blanks included: opinions of which only the
    province is known make a leaf of their own, which counts at the province and at no commune.

    Attributes
    ----------
    levels : tuple of str
        Column names, coarse to fine.
    nodes : ndarray of int, shape (n_levels, n_leaves)
        Node of each leaf at each level, or -1 where it is unknown there.
    paths : tuple of list of tuple of str
        By level: the values that name each node, coarse to fine.
    unknown : ndarray of bool, shape (n_leaves,)
        True for the leaf of which nothing is known.
    """

    levels: tuple[str, ...]
    nodes: Ints
    paths: tuple[list[tuple[str, ...]], ...]
    unknown: Bools

    @property
    def n_leaves(self) -> int:
        """How many leaves there are."""
        return int(self.nodes.shape[1])

    @classmethod
    def of(cls, columns: list[pd.Series], levels: tuple[str, ...]) -> tuple[PlaceTree, Ints]:
        """Build the tree of columns of cleaned strings.

        Parameters
        ----------
        columns : list of Series of str
            Coarse to fine, of one length; "" where a value is unknown.
        levels : tuple of str
            Their names.

        Returns
        -------
        PlaceTree
        ndarray of int, shape (n_rows,)
            Each row's leaf.
        """
        import pandas as pd

        row = np.zeros(len(columns[0]), dtype=np.int64)
        prefixes: list[tuple[str, ...]] = [()]
        chain: list[tuple[Ints, list[tuple[str, ...]]]] = []
        for column in columns:
            codes, values = pd.factorize(column, sort=True)
            joined, keys = pd.factorize(row * max(1, len(values)) + codes, sort=True)
            prefixes = [
                (*prefixes[int(key) // max(1, len(values))], str(values[int(key) % len(values)]))
                for key in keys
            ]
            row = joined.astype(np.int64)
            chain.append((row, prefixes))
        n_leaves = len(prefixes)
        nodes = np.full((len(levels), n_leaves), -1, dtype=np.int64)
        paths: list[list[tuple[str, ...]]] = []
        for depth, (rows, names) in enumerate(chain):
            of_leaf = np.zeros(n_leaves, dtype=np.int64)
            of_leaf[row] = rows
            known = np.asarray([bool(name[-1]) for name in names], dtype=bool)
            number = np.where(known, np.cumsum(known) - 1, -1)
            nodes[depth] = number[of_leaf] if len(names) else of_leaf
            paths.append([name for name, is_known in zip(names, known) if is_known])
        unknown = np.asarray([not any(path) for path in prefixes], dtype=bool)
        return cls(levels, nodes, tuple(paths), unknown), row

    def reordered(self, order: Ints) -> PlaceTree:
        """Return the tree with its leaves in another order, and nodes numbered after them."""
        nodes = self.nodes[:, order].copy()
        paths = []
        for depth, row in enumerate(nodes):
            known = row[row >= 0]
            _, first = np.unique(known, return_index=True)
            sequence = known[np.sort(first)]
            number = np.full(len(self.paths[depth]), -1, dtype=np.int64)
            number[sequence] = np.arange(len(sequence))
            nodes[depth] = np.where(row >= 0, number[np.maximum(row, 0)], -1) if len(number) else -1
            paths.append([self.paths[depth][i] for i in sequence])
        return PlaceTree(self.levels, nodes, tuple(paths), self.unknown[order])
