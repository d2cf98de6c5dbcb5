"""Prepared texts and labels in, a fine-tuned encoder out."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from nlp.learning.encoder.batches import hide, random_batches, stack
from nlp.learning.encoder.fitted import FittedEncoder
from nlp.learning.encoder.losses import Losses
from nlp.learning.encoder.network import EncoderNetwork
from nlp.learning.encoder.prepared import PreparedTexts
from nlp.learning.encoder.settings import EncoderSettings
from nlp.tagging.classifier import LabelTree

_HEAD_EPOCHS = 15
Numbers = NDArray[np.intp]


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
