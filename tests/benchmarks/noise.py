"""Texts as they are really typed: slips of the finger, teen spelling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# Neighbours on a keyboard, by row.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TEEN = {
    "không": "ko", "được": "dc", "gì": "j", "rồi": "r", "với": "vs", "người": "ng",
    "cũng": "cg", "biết": "bít", "vậy": "z", "bây giờ": "bh", "trước": "trc", "nhiều": "nh",
    "đường": "đg", "những": "nhg", "phải": "p", "mình": "mk", "trong": "trog", "quá": "wá",
    "nước": "nc", "thôi": "thui", "chúng tôi": "ctôi", "ủy ban": "UB", "bảo hiểm": "BH",
    "giải phóng mặt bằng": "GPMB", "giấy chứng nhận": "GCN",
}  # fmt: skip


def slips(tokens: Sequence[str], rng: np.random.Generator, share: float = 0.1) -> list[str]:
    """Return words with a slip in some of their syllables: a letter lost, doubled, swapped."""
    return [" ".join(_slip(s, rng, share) for s in token.split(" ")) for token in tokens]


def _slip(syllable: str, rng: np.random.Generator, share: float) -> str:
    if len(syllable) < 2 or not syllable.isalpha() or rng.random() >= share:
        return syllable
    i = int(rng.integers(len(syllable) - 1))
    kind = int(rng.integers(4))
    if kind == 0:
        return syllable[:i] + syllable[i + 1 :]
    if kind == 1:
        return syllable[:i] + syllable[i] + syllable[i:]
    if kind == 2:
        return syllable[:i] + syllable[i + 1] + syllable[i] + syllable[i + 2 :]
    return syllable[:i] + _neighbour(syllable[i], rng) + syllable[i + 1 :]


def _neighbour(letter: str, rng: np.random.Generator) -> str:
    for row in _ROWS:
        if letter.lower() in row:
            place = row.index(letter.lower()) + (1 if rng.random() < 0.5 else -1)
            return row[max(0, min(place, len(row) - 1))]
    return letter


def teen(tokens: Sequence[str], rng: np.random.Generator | None = None) -> list[str]:
    """Return words in teen spelling and with the abbreviations of the office."""
    return [_TEEN.get(token.lower(), token) for token in tokens]
