"""Worlds without hot spots: meetings with all that was said at them trade places.

Topics are not shuffled among single opinions. Twenty people at one meeting often speak of one
matter, and a shuffle would tear them apart and take every such meeting for a hot spot. What is
exchanged is the whole content of a meeting (a letter or a call is a meeting of one), and only among
meetings of about the same size. A topic heard at a single meeting, however often, therefore stays
as extreme in every replicate and is not called significant: one event does not show that it is
more than one event.

- *Concentrated*: contents trade places within a stratum of time. Each stratum keeps its topics, so
  that a season is no finding; each place keeps how many meetings it had and when.
- *Emerging*: contents trade dates within a place. Each place keeps its topics, so that a chronic
  matter is no finding; and how many meetings it had when. That topics have seasons is kept by
  weighting: an arrangement is as likely as the product of the seasonal ratios, judged from all
  other places, of what it says when. Such arrangements are drawn by Metropolis swaps after Besag
  and Clifford: from the observed one some steps back, and from there the same number of steps
  forward for each replicate, so that observed and drawn arrangements are exchangeable under the
  null and the p-value is valid however slowly the chain mixes.

References
----------
Kulldorff, M. et al. (2005). A space-time permutation scan statistic for disease outbreak detection.
PLoS Medicine 2, e59. (Single cases trade dates; volume by place and time is not held.)
Besag, J. and Clifford, P. (1989). Generalized Monte Carlo significance tests. Biometrika 76,
633-642.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from nlp.hotspots.baseline import NDArrayFloat32
from nlp.hotspots.nodes import Ints

# Steps back and forth; in each nearly every meeting of the window is offered a trade.
_STEPS = 3
# Within a place there are too few meetings for finer classes of size than 1, 2-4, 5 and more.
_COARSE = np.asarray([0, 1, 1, 2, 2, 2, 2])


class Sampler(Protocol):
    """Draws what is said at each slot of the window."""

    def draw(self, rng: np.random.Generator, n: int) -> Ints:
        """Return meetings whose content takes the slots, shape (n, n_slots)."""
        ...


@dataclass(frozen=True)
class AcrossPlaces:
    """Contents trade places within groups.

    Attributes
    ----------
    slots : ndarray of int, shape (n_slots,)
        Meetings of the window.
    group : ndarray of int, shape (n_slots,)
        Stratum of time and class of size.
    """

    slots: Ints
    group: Ints

    def draw(self, rng: np.random.Generator, n: int) -> Ints:
        """Return meetings whose content takes the slots, shape (n, n_slots)."""
        drawn = np.tile(self.slots, (n, 1))
        for members in self._exchangeable:
            drawn[:, members] = rng.permuted(drawn[:, members], axis=1)
        return drawn

    @cached_property
    def _exchangeable(self) -> list[Ints]:
        order = np.argsort(self.group, kind="stable")
        edges = np.flatnonzero(np.diff(self.group[order])) + 1
        return [members for members in np.split(order, edges) if len(members) > 1]


class WithinPlaces:
    """Contents trade dates within a place, as seasons allow.

    Parameters
    ----------
    slots : ndarray of int, shape (n_slots,)
        Meetings of the window.
    leaf, size_class, strata : ndarray of int, shape (n_meetings,)
    weights : ndarray of float32, shape (n_meetings, n_strata)
        See `log_weights`.
    rng : numpy.random.Generator
        Draws the steps back.
    """

    def __init__(
        self,
        slots: Ints,
        leaf: Ints,
        size_class: Ints,
        strata: Ints,
        weights: NDArrayFloat32,
        rng: np.random.Generator,
    ) -> None:
        group = leaf * (int(_COARSE.max()) + 1) + _COARSE[size_class]
        self._meeting = np.lexsort([np.arange(len(leaf)), group])
        place = np.empty(len(leaf), dtype=np.int64)
        place[self._meeting] = np.arange(len(leaf))
        ordered = group[self._meeting]
        first = np.searchsorted(ordered, ordered[place[slots]], "left")
        last = np.searchsorted(ordered, ordered[place[slots]], "right")
        self._slots = place[slots]
        movable = last - first > 1
        self._movers = self._slots[movable].astype(np.int32)
        self._first = first[movable].astype(np.int32)
        self._span = (last - first)[movable].astype(np.float64)
        self._last = (last - first)[movable].astype(np.int32) - np.int32(1)
        self._strata = strata[self._meeting].astype(np.int32)
        self._flat = weights[self._meeting].ravel()
        self._n_strata = weights.shape[1]
        self._start = np.arange(len(leaf), dtype=np.int32)[None, :]
        self._start = self._walk(rng, self._start.copy())

    def draw(self, rng: np.random.Generator, n: int) -> Ints:
        """Return meetings whose content takes the slots, shape (n, n_slots)."""
        state = self._walk(rng, np.repeat(self._start, n, axis=0))
        return self._meeting[state[:, self._slots]]

    def _walk(
        self, rng: np.random.Generator, state: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
        """Take steps. In each, disjoint pairs are chosen blindly and traded by Metropolis' rule."""
        n, length = state.shape
        offset = (np.arange(n, dtype=np.int32) * length)[:, None]
        owner = np.empty(n * length, dtype=np.int32)
        flat = state.reshape(-1)
        for _ in range(_STEPS):
            if not len(self._movers):
                break
            partner = (rng.random((n, len(self._movers)), dtype=np.float32) * self._span).astype(
                np.int32
            )
            partner = np.minimum(partner, self._last) + self._first
            i = (self._movers + offset).ravel()
            j = (partner + offset).ravel()
            number = np.arange(len(i), dtype=np.int32)
            owner[i] = number
            owner[j] = number
            alone = (owner[i] == number) & (owner[j] == number) & (i != j)
            i, j = i[alone], j[alone]
            a, b = flat[i].astype(np.int64) * self._n_strata, flat[j].astype(np.int64)
            b *= self._n_strata
            at_i, at_j = self._strata[i % length], self._strata[j % length]
            gain = self._flat[b + at_i] + self._flat[a + at_j]
            gain -= self._flat[a + at_i] + self._flat[b + at_j]
            taken = np.log(rng.random(len(i), dtype=np.float32) + 1e-12) < gain
            i, j = i[taken], j[taken]
            flat[i], flat[j] = flat[j], flat[i]
        return state
