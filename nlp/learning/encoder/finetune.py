"""Texts and labels in, a fine-tuned encoder out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nlp.learning.encoder.batches import fill_up, hide, random_batches, stack
from nlp.learning.encoder.losses import Losses
from nlp.learning.encoder.network import EncoderNetwork
from nlp.learning.encoder.pretrained import Pretrained
from nlp.learning.encoder.settings import EncoderSettings
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.classifier import Floats, LabelTree
from nlp.tagging.pieces import build_tokenizer, encode_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PREDICT_BATCH = 64
_HEAD_EPOCHS = 15
Numbers = NDArray[np.intp]


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
        for start in range(0, len(ids), _PREDICT_BATCH):
            rows = order[start : start + _PREDICT_BATCH]
            first, second = self.network(*fill_up([ids[i] for i in rows], self.pad))
            primary[rows], label_set[rows] = first.numpy(), second.numpy()
        return primary, label_set


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


def fit_encoder(
    prepared: PreparedTexts,
    rows: Numbers,
    primary: Numbers,
    indicator: NDArray[np.int8],
    tree: LabelTree,
    settings: EncoderSettings | None = None,
    *,
    phrases: Numbers | None = None,
    progress: Callable[[int, int, float], None] | None = None,
) -> FittedEncoder:
    """Fine-tune a pretrained encoder on labelled texts.

    One pass learns three things together: the primary label, its topic (the sum of its labels'
    probabilities) and the label set. Lower layers, which hold what is common to all texts, learn
    more slowly (Howard and Ruder 2018, "Universal Language Model Fine-tuning for Text
    Classification").

    Parameters
    ----------
    prepared : PreparedTexts
        Of n texts.
    rows : array of intp
        The texts to learn from.
    primary : array of intp, shape (n,)
        Index of each text's primary label.
    indicator : array of 0 and 1, shape (n, n_labels)
    tree : LabelTree
    settings : EncoderSettings, optional
        The same as those of `prepared`.
    phrases : array of intp, optional
        Texts of a few words, of which a share is read in an epoch.
    progress : callable, optional
        Told the step, the number of steps and the loss, now and then.

    Returns
    -------
    FittedEncoder
    """
    settings = settings or EncoderSettings()
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    fitted = replace(prepared.start, network=deepcopy(prepared.start.network))
    network, frozen, n = fitted.network, settings.frozen_layers, len(primary)
    losses = Losses(primary, indicator, tree, settings)
    phrases = np.empty(0, dtype=np.intp) if phrases is None else phrases
    _fit_heads(network, prepared.pooled, np.concatenate([rows, phrases]), losses, rng)
    network.train()
    n_phrases = round(settings.phrase_share * len(phrases))
    n_steps = settings.n_epochs * -(-(len(rows) + n_phrases) // settings.batch_size)
    optimizer = _optimizer(network, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * n_steps), 1 - step / n_steps)
    )
    step = 0
    for _ in range(settings.n_epochs):
        bare = rng.random(n) < settings.strip_share
        texts = np.concatenate([rows, rng.choice(phrases, n_phrases, replace=False)])
        lengths = [len(prepared.states[i]) for i in texts]
        for batch in random_batches(lengths, settings.batch_size, rng):
            read = texts[batch]
            given, mask = stack([prepared.states[i + n * bare[i]] for i in read])
            mask = hide(mask, settings.drop_share, rng)
            # Processors that multiply in bfloat16 take less than half of the time.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                last = network.run_layers(given, mask, frozen, len(network.layers))
            loss = losses(read, *network.heads(network.pool(last.float(), mask)))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if progress and (step % 50 == 0 or step == n_steps):
                progress(step, n_steps, float(loss.detach()))
    return fitted


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
    for start in range(0, len(ids), _PREDICT_BATCH):
        rows = order[start : start + _PREDICT_BATCH]
        pieces, mask = fill_up([ids[i] for i in rows], fitted.pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            below = network.run_layers(network.embed(pieces), mask, 0, frozen)
            last = network.run_layers(below, mask, frozen, len(network.layers))
        pooled[torch.from_numpy(rows)] = network.pool(last.float(), mask)
        for i, row in enumerate(rows.tolist()):
            # Half precision: noise far below that of the hidden pieces.
            states[row] = below[i, : len(ids[row])].half().clone()
    return states, pooled


def _fit_heads(
    network: EncoderNetwork,
    pooled: Tensor,
    rows: Numbers,
    losses: Losses,
    rng: np.random.Generator,
) -> None:
    """Fit the heads on the pretrained states, before the layers move.

    Layers that are tuned under heads that know nothing yet are bent more than they need be, and
    do worse on texts of another kind (Kumar et al. 2022, "Fine-Tuning Can Distort Pretrained
    Features and Underperform Out-of-Distribution").
    """
    n = len(pooled) // 2
    # As said and without diacritics.
    read = np.concatenate([rows, rows + n])
    network.center.copy_(pooled[read].mean(0))
    network.spread.copy_(pooled[read].std(0) + 1e-6)
    heads = [*network.primary.parameters(), *network.label_set.parameters()]
    optimizer = torch.optim.AdamW(heads, lr=3e-3, weight_decay=0.02)
    network.train()
    for _ in range(_HEAD_EPOCHS):
        order = rng.permutation(read)
        for part in np.array_split(order, max(1, len(order) // 128)):
            loss = losses(part % n, *network.heads(pooled[torch.from_numpy(part)].clone()))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()


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


def _optimizer(network: EncoderNetwork, settings: EncoderSettings) -> torch.optim.AdamW:
    last = len(network.layers) - 1

    def rate(name: str) -> float:
        if name.startswith("layers."):
            depth = last - int(name.split(".")[1])
            return settings.learning_rate * settings.layer_decay**depth
        return settings.head_learning_rate

    def learns(name: str) -> bool:
        if name.startswith("layers."):
            return int(name.split(".")[1]) >= settings.frozen_layers
        return name.startswith(("primary", "label_set"))

    groups = [
        {"params": [p], "lr": rate(name), "weight_decay": 0.01 if p.ndim > 1 else 0.0}
        for name, p in network.named_parameters()
        if learns(name)
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))
