"""A few labelled opinions for `OpinionClassifier` to learn from, and how tests hold them."""

from __future__ import annotations

from typing import Any

import numpy as np

LABELS = (
    "an_ninh/toi_pham_te_nan",
    "giao_duc/hoc_phi",
    "ha_tang/dien",
    "y_te/bao_hiem_y_te",
)
Labelled = tuple[list[str], list[list[str]]]


def primary_of(sets: list[list[str]]) -> list[str]:
    return [labels[0] for labels in sets]


def as_objects(sets: list[list[str]]) -> np.ndarray[Any, Any]:
    array = np.empty(len(sets), dtype=object)
    array[:] = sets
    return array
