"""What an encoder is judged by, beside the linear model; loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.classifier import Floats


@dataclass(frozen=True)
class OutOfFold:
    """Decision values of a linear model for opinions that it has not read.

    Attributes
    ----------
    scores, lead : array of float, shape (n, n_labels)
        Of the whole texts and of their leads.
    held_out : array of intp
        Rows that no encoder may read before it is judged on them: whole batches.
    """

    scores: Floats
    lead: Floats
    held_out: NDArray[np.intp]
