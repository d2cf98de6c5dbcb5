"""The likelihood ratio by which every node and window is judged.

Let O opinions be observed where E are expected, and let the expectation itself rest on r cases. If
O is negative binomial with mean E and size r, the log-likelihood ratio of a raised mean is

    O ln(O / E) - (O + r) ln((O + r) / (E + r)),    O > E.

With r = the cases of the comparison this is Kulldorff's ratio (1997) for two Poisson rates, inside
and outside; r without end gives the Poisson ratio for a known E. So one formula serves all: what
E rests on (few past cases, few cases elsewhere, places that differ by nature) lowers r and thereby
the evidence, as the gamma-Poisson model of DuMouchel (1999) has it.

References
----------
Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics 26, 1481-1496.
DuMouchel, W. (1999). Bayesian data mining in large frequency tables. The American Statistician 53,
177-190.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from nlp.hotspots.nodes import Floats, Ints

# Added to cases elsewhere, so that a topic unheard elsewhere leaves a finite expectation.
CONTINUITY = 0.5


@dataclass
class Cells:
    """What is counted of nodes and windows, one entry each; arrays of float of one shape.

    Attributes
    ----------
    observed, base : ndarray
        Cases in the node and window; expected ones if the node had the shares of all places in
        each stratum of time.
    cases, cases_base : ndarray
        The same over all places.
    past, past_base, past_cases, past_cases_base : ndarray
        The same before the window. All zero where the question is not about the past.
    shape : ndarray
        Of the gamma distribution of the ratios of ordinary places.
    """

    observed: Floats
    base: Floats
    cases: Floats
    cases_base: Floats
    past: Floats
    past_base: Floats
    past_cases: Floats
    past_cases_base: Floats
    shape: Floats

    def take(self, rows: Ints) -> Cells:
        """Return some cells."""
        return Cells(*(getattr(self, name)[rows] for name in CELL_FIELDS))

    def without(self, part: Cells) -> Cells:
        """Return what is left of the cells when a part of each is taken away.

        What is taken from the node is taken from all places too: it is no longer compared with.
        """
        left = {
            name: np.maximum(getattr(self, name) - getattr(part, name), 0)
            for name in ("observed", "base", "past", "past_base")
        }
        left["cases"] = self.cases - self.observed + left["observed"]
        left["cases_base"] = self.cases_base - self.base + left["base"]
        left["past_cases"] = self.past_cases - self.past + left["past"]
        left["past_cases_base"] = self.past_cases_base - self.past_base + left["past_base"]
        return Cells(**left, shape=self.shape)


CELL_FIELDS = tuple(field.name for field in fields(Cells))


def log_likelihood_ratio(observed: Floats, expected: Floats, size: Floats) -> Floats:
    """Return the ratio above, 0 where no more is observed than expected.

    Parameters
    ----------
    observed, expected, size : ndarray of float
        O, E and r; E and r positive.

    Returns
    -------
    ndarray of float
        Natural logarithms, at least 0.
    """
    raised = observed > expected
    o = np.where(raised, observed, 1.0)
    e = np.where(raised, expected, 1.0)
    ratio = o * np.log(o / e) - (o + size) * np.log1p((o - e) / (e + size))
    return np.where(raised, np.maximum(ratio, 0), 0.0)


def concentrated(cells: Cells) -> tuple[Floats, Floats]:
    """Return expectation and its size where a place is compared with the others.

    E is what the node would have if its shares were those of all other places in the same strata
    of time; it rests on the cases elsewhere and on how much ordinary places differ.
    """
    elsewhere = np.maximum(cells.cases - cells.observed, 0) + CONTINUITY
    base = np.maximum(cells.cases_base - cells.base, 0) + CONTINUITY
    expected = cells.base * elsewhere / base
    return np.maximum(expected, 1e-9), 1 / (1 / cells.shape + 1 / elsewhere)


def emerging(cells: Cells) -> tuple[Floats, Floats]:
    """Return expectation and its size where a place is compared with its own past.

    E is the node's past ratio to the other places, steadied by a gamma prior of mean 1, times what
    the other places lead one to expect now: neither a chronic matter nor a rise everywhere counts.
    """
    now, _ = concentrated(cells)
    elsewhere = np.maximum(cells.past_cases - cells.past, 0) + CONTINUITY
    base = np.maximum(cells.past_cases_base - cells.past_base, 0) + CONTINUITY
    past_expected = cells.past_base * elsewhere / base
    own = np.maximum(cells.past, 0) + cells.shape
    expected = now * own / (past_expected + cells.shape)
    now_cases = np.maximum(cells.cases - cells.observed, 0) + CONTINUITY
    size = 1 / (1 / own + 1 / now_cases + 1 / elsewhere)
    return np.maximum(expected, 1e-9), size


def emerging_alone(cells: Cells) -> tuple[Floats, Floats]:
    """Return expectation and its size where a place has no others beside it.

    E is the node's past ratio, steadied as above; it rests on the node's own past alone.
    """
    own = np.maximum(cells.past, 0) + cells.shape
    expected = cells.base * own / (cells.past_base + cells.shape)
    return np.maximum(expected, 1e-9), own
