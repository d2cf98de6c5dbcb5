"""What an encoder is judged by, beside the linear model; loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.scoring import DecisionValues


@dataclass(frozen=True)
class OutOfFold:
    """Decision values of a linear model for opinions that it has not read.

    Attributes
    ----------
    values : DecisionValues
        Of n opinions.
    held_out : array of intp
        Rows that no encoder may read before it is judged on them: whole batches.
    """

    values: DecisionValues
    held_out: NDArray[np.intp]
