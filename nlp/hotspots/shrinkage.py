"""Small counts steadied: gamma-Poisson models fitted to all cells together.

References
----------
DuMouchel, W. (1999). Bayesian data mining in large frequency tables, with an application to the
FDA spontaneous reporting system. The American Statistician 53, 177-190.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.hotspots.nodes import Floats

_LEAST, _MOST = 0.5, 1e6
# DuMouchel's starting point: (shape, rate) of either component, share of the first.
_START = (0.2, 0.1, 2.0, 4.0, 1 / 3)
_CELLS_TO_FIT = 50


def gamma_shapes(observed: Floats, expected: Floats, *, trim: bool) -> Floats:
    """Return by moments how much ratios vary from cell to cell, for each row.

    If O is Poisson with mean E times a gamma variable of mean 1 and shape a, then
    E[(O - E)^2 - E] = E^2 / a.

    Parameters
    ----------
    observed, expected : ndarray of float, shape (n_rows, n_cells)
    trim : bool
        Leave out the 2 % of each row, at least one cell, that stand out most: they may be the hot
        spots that are looked for.

    Returns
    -------
    ndarray of float, shape (n_rows,)
        Between 0.5 and 1e6. A row of few cases is drawn to what all rows have in common.
    """
    excess = (observed - expected) ** 2 - expected
    square = expected**2
    if trim and excess.shape[1] > 1:
        n_out = max(1, round(0.02 * excess.shape[1]))
        out = np.argpartition(excess, -n_out, axis=1)[:, -n_out:]
        np.put_along_axis(excess, out, 0.0, axis=1)
        np.put_along_axis(square, out, 0.0, axis=1)
    above, below = excess.sum(axis=1), square.sum(axis=1)
    common = above.sum() / max(below.sum(), 1e-12)
    weight = np.median(below[below > 0]) if (below > 0).any() else 1.0
    variance = (above + weight * common) / (below + weight)
    shapes: Floats = np.clip(1 / np.maximum(variance, 1e-9), _LEAST, _MOST)
    return shapes


@dataclass(frozen=True)
class GammaMixture:
    """The distribution of true ratios: two gamma components, most cells near 1 and a few apart.

    Attributes
    ----------
    shape, rate : tuple of two floats
    share : float
        Of the first component.
    """

    shape: tuple[float, float]
    rate: tuple[float, float]
    share: float

    @classmethod
    def fit(cls, observed: Floats, expected: Floats) -> GammaMixture:
        """Fit the mixture by maximum likelihood.

        Cells are grouped by rounded counts, so that the time does not grow with their number.

        Parameters
        ----------
        observed, expected : ndarray of float, shape (n_cells,)
        """
        from scipy.optimize import minimize

        use = expected > 1e-3
        if use.sum() < _CELLS_TO_FIT:
            return cls((_START[0], _START[2]), (_START[1], _START[3]), _START[4])
        rounded = np.column_stack([np.round(observed[use]), np.round(np.log(expected[use]) * 5)])
        cells, counts = np.unique(rounded, axis=0, return_counts=True)
        o, e = cells[:, 0], np.exp(cells[:, 1] / 5)

        def loss(x: Any, /) -> float:
            model = cls._of(x)
            return -float((counts * np.logaddexp(*model._log_parts(o, e))).sum())

        start = np.asarray([*np.log(_START[:4]), np.log(_START[4] / (1 - _START[4]))])
        # The first component stays wide and never vanishes: it is what a hot spot comes from.
        bounds = [(-3.0, 0.0), (-4.0, 0.0), (0.0, 8.0), (0.0, 8.0), (-7.0, 0.0)]
        # Needs no threads of a linear algebra library, which wait for one another on busy machines.
        options: Any = {"maxfev": 600, "xatol": 1e-3, "fatol": 1e-3}
        found = minimize(loss, start, method="Nelder-Mead", bounds=bounds, options=options)
        return cls._of(found.x)

    @classmethod
    def _of(cls, x: Floats) -> GammaMixture:
        a, b, c, d = np.exp(x[:4])
        return cls((float(a), float(c)), (float(b), float(d)), float(1 / (1 + np.exp(-x[4]))))

    def _log_parts(self, observed: Floats, expected: Floats) -> tuple[Floats, Floats]:
        from scipy.special import gammaln

        parts = []
        for shape, rate, share in zip(self.shape, self.rate, (self.share, 1 - self.share)):
            size = gammaln(shape + observed) - gammaln(shape)
            odds = shape * np.log(rate / (rate + expected))
            parts.append(np.log(share) + size + odds + observed * np.log(1 / (rate + expected)))
        return parts[0], parts[1]

    def geometric_mean(self, observed: Floats, expected: Floats) -> Floats:
        """Return the geometric mean of the ratio, given what was counted (DuMouchel's EBGM).

        Parameters
        ----------
        observed, expected : ndarray of float, shape (n,)

        Returns
        -------
        ndarray of float, shape (n,)
        """
        from scipy.special import digamma, expit

        first, second = self._log_parts(observed, expected)
        share = expit(first - second)
        logs = [
            digamma(shape + observed) - np.log(rate + expected)
            for shape, rate in zip(self.shape, self.rate)
        ]
        return np.exp(share * logs[0] + (1 - share) * logs[1])
