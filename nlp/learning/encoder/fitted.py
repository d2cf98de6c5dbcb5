"""A fine-tuned encoder: texts in, logits out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from nlp.learning.encoder.batches import PREDICT_BATCH, fill_up
from nlp.learning.encoder.network import EncoderNetwork
from nlp.tagging.classifier import Floats
from nlp.tagging.pieces import encode_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class FittedEncoder:
    """A fine-tuned encoder.

    Attributes
    ----------
    network : EncoderNetwork
    tokenizer : Tokenizer
        Over the pieces that were kept.
    begin, pad, end : int
        Ids of the special pieces.
    """

    network: EncoderNetwork
    tokenizer: Tokenizer
    begin: int
    pad: int
    end: int

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of texts."""
        return encode_pieces(self.tokenizer, texts, self.begin, self.end)

    @torch.inference_mode()
    def logits(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the logits of the primary label and of the label set.

        Parameters
        ----------
        texts : sequence of str, length n

        Returns
        -------
        two arrays of float64, shape (n, n_labels)
        """
        self.network.eval()
        ids = self.encode(texts)
        order = np.argsort([len(i) for i in ids], kind="stable")
        n_labels = self.network.primary.out_features
        primary, label_set = np.empty((len(ids), n_labels)), np.empty((len(ids), n_labels))
        for start in range(0, len(ids), PREDICT_BATCH):
            rows = order[start : start + PREDICT_BATCH]
            first, second = self.network(*fill_up([ids[i] for i in rows], self.pad))
            primary[rows], label_set[rows] = first.numpy(), second.numpy()
        return primary, label_set
