"""Texts of unlike length as rectangles that a network reads at one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

# Texts that are read at a time where nothing is learnt.
PREDICT_BATCH = 64
# Lengths are sorted within so many batches: little is filled up, and the order stays random.
_BUCKET = 24


def fill_up(ids: Sequence[Sequence[int]], pad: int) -> tuple[Tensor, Tensor]:
    """Return ids filled up to one length, and a mask that is false where they are filled up."""
    longest = max(map(len, ids))
    filled = torch.full((len(ids), longest), pad, dtype=torch.int64)
    mask = torch.zeros((len(ids), longest), dtype=torch.bool)
    for row, values in enumerate(ids):
        filled[row, : len(values)] = torch.tensor(values)
        mask[row, : len(values)] = True
    return filled, mask


def stack(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return states of shape (length, hidden) filled up to one length, and their mask."""
    longest = max(map(len, states))
    stacked = torch.zeros((len(states), longest, states[0].shape[1]))
    mask = torch.zeros((len(states), longest), dtype=torch.bool)
    for row, values in enumerate(states):
        stacked[row, : len(values)] = values
        mask[row, : len(values)] = True
    return stacked, mask


def hide(mask: Tensor, share: float, rng: np.random.Generator) -> Tensor:
    """Return a mask in which a share of the pieces is hidden as well."""
    hidden = torch.from_numpy(rng.random(tuple(mask.shape)) < share)
    # The mark of beginning stays, so that no text is hidden whole.
    hidden[:, 0] = False
    return mask & ~hidden


def random_batches(
    lengths: Sequence[int], size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    """Yield the rows of batches in random order, texts of about one length together."""
    order, of = rng.permutation(len(lengths)), np.asarray(lengths)
    batches: list[NDArray[np.intp]] = []
    for start in range(0, len(order), size * _BUCKET):
        bucket = order[start : start + size * _BUCKET]
        bucket = bucket[np.argsort(of[bucket], kind="stable")]
        batches += [bucket[i : i + size] for i in range(0, len(bucket), size)]
    for i in rng.permutation(len(batches)):
        yield batches[i]
