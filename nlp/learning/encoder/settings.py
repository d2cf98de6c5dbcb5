"""What can be set in fine-tuning; loads nothing heavy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class EncoderSettings:
    """What can be set in fine-tuning.

    Attributes
    ----------
    n_epochs, batch_size : int
    frozen_layers : int
        So many layers, counted from below, stay as they were pretrained. Their states are
        computed once, which halves the time with half of the layers, and takes some 40 kB of
        memory a text.
    learning_rate, head_learning_rate : float
        Peak rates of the last layer and of the heads; after a warm-up they fall linearly.
    layer_decay : float
        Each layer learns at this part of the rate of the one above it.
    topic_weight, label_set_weight : float
        Weights of the losses of the topic and of the label set beside that of the primary label.
    label_smoothing : float
    strip_share : float
        Share of the texts that are read without diacritics in an epoch.
    drop_share : float
        Share of the pieces that are hidden in an epoch.
    phrase_share : float
        Share of the lexicon's phrases that are read in an epoch.
    seed : int
    """

    n_epochs: int = 6
    batch_size: int = 32
    frozen_layers: int = 0
    learning_rate: float = 1.5e-4
    head_learning_rate: float = 5e-4
    layer_decay: float = 0.9
    topic_weight: float = 0.5
    label_set_weight: float = 8.0
    label_smoothing: float = 0.05
    strip_share: float = 0.15
    drop_share: float = 0.06
    phrase_share: float = 0.3
    seed: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain data."""
        return asdict(self)
