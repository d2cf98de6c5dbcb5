"""What the largest ratio of a whole report would be if there were no hot spot.

References
----------
Westfall, P. and Young, S. (1993). Resampling-based multiple testing. Wiley. (The maximum over all
that is tested holds the chance of any false finding.)
Besag, J. and Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78, 301-304.
Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
Statistical Society B 57, 289-300.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from nlp.hotspots.counting import Counter
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.permutation import Sampler

_WIDTH, _N_WIDTHS = 0.05, 4000


@dataclass(frozen=True)
class Null:
    """The null distribution of one family of tests.

    Attributes
    ----------
    maxima : ndarray of float, shape (n_replicates,)
        Largest statistic of each replicate.
    exceeding : ndarray of float
        How many nodes of a replicate reach k * 0.05, on average.
    share : float
        Of alpha that the family may spend.
    """

    maxima: Floats
    exceeding: Floats
    share: float

    def p_value(self, statistic: Floats) -> Floats:
        """Return the chance of so large a maximum, adjusted for all families.

        Parameters
        ----------
        statistic : ndarray of float, shape (n,)

        Returns
        -------
        ndarray of float, shape (n,)
            In (0, 1].
        """
        ordered = np.sort(self.maxima)
        as_large = len(ordered) - np.searchsorted(ordered, statistic, "left")
        return np.minimum((as_large + 1) / (len(ordered) + 1) / self.share, 1.0)

    def critical(self, alpha: float) -> float:
        """Return a ratio that the p-value of a larger one does not exceed alpha."""
        ordered = np.sort(self.maxima)[::-1]
        allowed = int(np.floor(alpha * self.share * (len(ordered) + 1) + 1e-9)) - 1
        if allowed < 0:
            return float("inf")
        return float(ordered[allowed]) if allowed < len(ordered) else 0.0

    def q_value(self, statistic: Floats) -> Floats:
        """Return Benjamini-Hochberg q-values.

        The p-value of a single node is its rank among the nodes of all replicates.

        Parameters
        ----------
        statistic : ndarray of float, shape (n,)
            Of all nodes that reach anything.

        Returns
        -------
        ndarray of float, shape (n,)
            In (0, 1].
        """
        order = np.argsort(-statistic, kind="stable")
        width = np.minimum((statistic[order] / _WIDTH).astype(np.int64), _N_WIDTHS - 1)
        expected = self.exceeding[width] + 1 / (len(self.maxima) + 1)
        ratio = expected / np.arange(1, len(order) + 1)
        values = np.empty(len(order))
        values[order] = np.minimum.accumulate(ratio[::-1])[::-1]
        return np.minimum(values, 1.0)


def simulate(
    counter: Counter,
    sampler: Sampler,
    rng: np.random.Generator,
    *,
    top: float,
    n_replicates: int,
    alpha: float,
    share: float,
) -> Null:
    """Draw replicates; stop early where even the largest observed ratio is nothing unusual.

    Parameters
    ----------
    counter : Counter
    sampler : Sampler
    rng : numpy.random.Generator
    top : float
        The largest observed ratio.
    n_replicates : int
    alpha, share : float
        Drawing ends once `top` has been reached so often that its p-value is above 2 alpha.

    Returns
    -------
    Null
    """
    enough = max(20, int(np.ceil(2 * alpha * share * (n_replicates + 1))))
    maxima = np.zeros(n_replicates)
    widths = np.zeros(_N_WIDTHS)
    done = reached = 0
    for contents in _drawn(sampler, rng, counter.batch, n_replicates):
        n = len(contents)
        best = maxima[done : done + n]
        for table, found in counter.count(contents):
            if not len(found.statistic):
                continue
            n_labels = len(table.channel.names)
            node = (found.replicate * len(table.nodes) + found.node) * n_labels + found.label
            begins = np.flatnonzero(np.diff(node, prepend=-1))
            largest = np.maximum.reduceat(found.statistic, begins)
            np.maximum.at(best, found.replicate[begins], largest)
            at = np.minimum((largest / _WIDTH).astype(np.int64), _N_WIDTHS - 1)
            widths += np.bincount(at, minlength=_N_WIDTHS)
        done += n
        reached = int((maxima[:done] >= top).sum())
        if reached >= enough:
            break
    drawn = done
    if reached >= enough:
        done = int(np.flatnonzero(maxima[:done] >= top)[enough - 1]) + 1
    exceeding = np.cumsum(widths[::-1])[::-1] / max(1, drawn)
    return Null(maxima[:done], exceeding, share)


def _drawn(
    sampler: Sampler, rng: np.random.Generator, batch: int, n_replicates: int
) -> Iterator[Ints]:
    """Draw batches of replicates in order, the next one while the last is counted."""
    sizes = [min(batch, n_replicates - first) for first in range(0, n_replicates, batch)]
    with ThreadPoolExecutor(max_workers=1) as pool:
        ahead = pool.submit(sampler.draw, rng, sizes[0])
        for size in sizes[1:]:
            contents = ahead.result()
            ahead = pool.submit(sampler.draw, rng, size)
            yield contents
        yield ahead.result()
