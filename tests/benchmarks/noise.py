"""Texts as they are really typed: slips of the finger, keys of Telex, teen spelling."""

from __future__ import annotations

import unicodedata
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


# Marks of letters and tones, as combining characters, to the keys that make them.
_SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


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


def telex(tokens: Sequence[str]) -> list[str]:
    """Return words as the keys of Telex that make them, the tone last in each syllable."""
    return [" ".join(_keys(s) for s in token.split(" ")) for token in tokens]


def _keys(syllable: str) -> str:
    keys, tone = "", ""
    # What stands after the letters, as a comma does, stays after the tone.
    end = len(syllable.rstrip('.,;:!?)"”'))
    for letter in unicodedata.normalize("NFD", syllable[:end].replace("đ", "dd")):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            keys += (_SHAPES[letter] or keys[-1]) if letter in _SHAPES else letter
    return keys.replace("Đ", "DD") + tone + syllable[end:]
