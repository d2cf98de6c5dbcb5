"""Texts as the pretrained encoder reads them, read once for all fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from nlp.learning.encoder.batches import PREDICT_BATCH, fill_up
from nlp.learning.encoder.fitted import FittedEncoder
from nlp.learning.encoder.network import EncoderNetwork
from nlp.learning.encoder.pretrained import Pretrained
from nlp.learning.encoder.settings import EncoderSettings
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.pieces import build_tokenizer


@dataclass(frozen=True)
class PreparedTexts:
    """Texts as the pretrained encoder reads them, for several fits.

    Attributes
    ----------
    start : FittedEncoder
        The pretrained encoder, with untrained heads.
    states : list of 2 n tensors, shape (length, hidden)
        After the frozen layers: the texts, then the same without diacritics.
    pooled : tensor, shape (2 n, hidden)
        Means of the last states.
    """

    start: FittedEncoder
    states: list[Tensor]
    pooled: Tensor


def prepare(
    texts: Sequence[str],
    n_labels: int,
    pretrained: Pretrained,
    settings: EncoderSettings | None = None,
) -> PreparedTexts:
    """Read texts with the pretrained encoder, once for all fits.

    Parameters
    ----------
    texts : sequence of str, length n
    n_labels : int
    pretrained : Pretrained
    settings : EncoderSettings, optional

    Returns
    -------
    PreparedTexts
    """
    settings = settings or EncoderSettings()
    torch.manual_seed(settings.seed)
    both = [*texts, *map(strip_diacritics, texts)]
    start = _fresh(both, n_labels, pretrained)
    return PreparedTexts(start, *_frozen_states(start, both, settings.frozen_layers))


@torch.inference_mode()
def _frozen_states(
    fitted: FittedEncoder, texts: Sequence[str], frozen: int
) -> tuple[list[Tensor], Tensor]:
    """Return the states of each text after the frozen layers, and its pooled last states."""
    network = fitted.network.eval()
    ids = fitted.encode(texts)
    states: list[Tensor] = [torch.empty(0)] * len(ids)
    pooled = torch.empty(len(ids), network.word.embedding_dim)
    order = np.argsort([len(i) for i in ids], kind="stable")
    for start in range(0, len(ids), PREDICT_BATCH):
        rows = order[start : start + PREDICT_BATCH]
        pieces, mask = fill_up([ids[i] for i in rows], fitted.pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            below = network.run_layers(network.embed(pieces), mask, 0, frozen)
            last = network.run_layers(below, mask, frozen, len(network.layers))
        pooled[torch.from_numpy(rows)] = network.pool(last.float(), mask)
        for i, row in enumerate(rows.tolist()):
            # Half precision: noise far below that of the hidden pieces.
            states[row] = below[i, : len(ids[row])].half().clone()
    return states, pooled


def _fresh(texts: Sequence[str], n_labels: int, pretrained: Pretrained) -> FittedEncoder:
    """Return the pretrained encoder with the pieces alone that Vietnamese texts need."""
    whole = build_tokenizer(
        list(zip(pretrained.pieces, pretrained.scores.tolist())), pretrained.unknown
    )
    special = {pretrained.begin, pretrained.pad, pretrained.end, pretrained.unknown}
    used = {i for e in whole.encode_batch(list(texts)) for i in e.ids}
    # Single letters, so that a word that was never read is spelled and not lost.
    letters = {i for i, piece in enumerate(pretrained.pieces) if _is_latin(piece.strip("▁"))}
    kept = np.asarray(sorted(special | used | letters), dtype=np.intp)
    position = {int(old): new for new, old in enumerate(kept)}
    pieces = [(pretrained.pieces[i], float(pretrained.scores[i])) for i in kept]
    return FittedEncoder(
        EncoderNetwork(pretrained, kept, n_labels),
        build_tokenizer(pieces, position[pretrained.unknown]),
        begin=position[pretrained.begin],
        pad=position[pretrained.pad],
        end=position[pretrained.end],
    )


def _is_latin(piece: str) -> bool:
    """Tell whether a piece is one sign that Vietnamese is written with, or nothing."""
    return len(piece) <= 1 and (
        piece < "\u0250" or "\u0300" <= piece < "\u0370" or "\u1e00" <= piece < "\u1f00"
    )
