"""Texts to the pieces of a unigram vocabulary, for the encoder of the accurate model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Pieces of a text that the encoder reads; what follows is left to the linear model.
MAX_PIECES = 128


def build_tokenizer(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    """Return a unigram tokenizer over some pieces (Kudo 2018, "Subword Regularization").

    Text is read in lower case and NFKC, so that neither capitals nor the form of the letters
    matters.

    Parameters
    ----------
    pieces : sequence of (str, float)
        Pieces with their log-probabilities, in the order of their ids.
    unknown : int
        Id of the piece that stands for what no piece covers.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("\u200b", "")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def encode_pieces(
    tokenizer: Tokenizer, texts: Sequence[str], begin: int, end: int
) -> list[list[int]]:
    """Return the ids of texts, with the marks of beginning and end, `MAX_PIECES` at the most."""
    encoded = tokenizer.encode_batch(list(texts))
    return [[begin, *e.ids[: MAX_PIECES - 2], end] for e in encoded]


def tokenizer_from_json(data: str) -> Tokenizer:
    """Read a tokenizer from its own plain form.

    Raises
    ------
    ValueError
        `data` is no tokenizer.
    """
    from tokenizers import Tokenizer

    json.loads(data)
    try:
        return Tokenizer.from_str(data)
    except Exception as error:  # The library raises plain Exception.
        raise ValueError(str(error)) from error
