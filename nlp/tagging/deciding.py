"""Scored texts and a model in, decisions out: the linear part alone, or with the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from nlp.tagging.classifier import Decision, LabelTree, decide
from nlp.tagging.model import Model
from nlp.tagging.scoring import Scored
from nlp.tagging.tokens import Words

EncoderUse = Literal["always", "unsure"]
ENCODER_USES: tuple[EncoderUse, ...] = ("always", "unsure")


def decide_texts(
    model: Model,
    scored: Scored,
    texts: Sequence[str],
    said: Sequence[Words],
    encoder_use: EncoderUse = "always",
) -> Decision:
    """Decide about texts with all that a model has.

    Parameters
    ----------
    model : Model
    scored : Scored
        What the linear part sees in n texts.
    texts : sequence of str, length n
    said : sequence of Words, length n
        Their words; the encoder, where the model has one, reads the texts as they were meant.
    encoder_use : {"always", "unsure"}
        Whether the encoder reads every text, or those alone whose tag the linear part by itself
        would have a person look at.

    Returns
    -------
    Decision
    """
    tree = LabelTree.of(model.taxonomy)
    rows = np.arange(len(texts))
    if model.encoder is None or (encoder_use == "unsure" and model.linear_calibration):
        calibration = model.linear_calibration or model.calibration
        values = scored.values
        alone = decide(values.primary(calibration), tree, calibration, values.further(calibration))
        rows = alone.unsure
        if model.encoder is None or not len(rows):
            return alone
    calibration = model.calibration
    values = scored.values.of(rows)
    primary, label_set = model.encoder.values([said[i].meant(texts[i]) for i in rows.tolist()])
    both = decide(
        values.primary(calibration) + calibration.encoder_weight * primary,
        tree,
        calibration,
        values.further(calibration) + calibration.encoder_set_weight * label_set,
    )
    return both if len(rows) == len(texts) else alone.where_unsure(both)
