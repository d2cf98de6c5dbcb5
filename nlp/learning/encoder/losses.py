"""What fine-tuning makes small: the losses of label, topic and label set together."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from nlp.learning.encoder.settings import EncoderSettings
from nlp.tagging.classifier import LabelTree


class Losses:
    """The weighted sum of three losses over some rows of a corpus.

    Parameters
    ----------
    primary : array of intp, shape (n,)
    indicator : array of 0 and 1, shape (n, n_labels)
    tree : LabelTree
    settings : EncoderSettings
    """

    def __init__(
        self,
        primary: NDArray[np.intp],
        indicator: NDArray[np.int8],
        tree: LabelTree,
        settings: EncoderSettings,
    ) -> None:
        self._primary = torch.from_numpy(primary.astype(np.int64))
        self._indicator = torch.from_numpy(indicator.astype(np.float32))
        self._topic_of = torch.from_numpy(tree.topic_of.astype(np.int64))
        # Log of the membership: minus infinity outside a topic.
        self._inside = torch.from_numpy(np.log(tree.membership.T + 1e-12).astype(np.float32))
        self._settings = settings

    def __call__(self, rows: NDArray[np.intp], primary: Tensor, label_set: Tensor) -> Tensor:
        """Return the loss of the logits of both heads for the rows `rows`."""
        settings = self._settings
        wanted = self._primary[rows]
        of_label = functional.cross_entropy(
            primary, wanted, label_smoothing=settings.label_smoothing
        )
        log_proba = functional.log_softmax(primary, dim=1)
        by_topic = torch.logsumexp(log_proba[:, None, :] + self._inside[None], dim=2)
        of_topic = functional.nll_loss(by_topic, self._topic_of[wanted])
        of_set = functional.binary_cross_entropy_with_logits(label_set, self._indicator[rows])
        total: Tensor = (
            of_label + settings.topic_weight * of_topic + settings.label_set_weight * of_set
        )
        return total
