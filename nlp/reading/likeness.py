"""What a stretch of running text reads like: an opinion, an official's reply, or neither.

The rules of this room tell what a block is by where it stands, who is said to speak, and how it is
marked. Where none of them speaks, a multinomial logistic regression over words, two-word phrases
and the shape of the text decides; ``likeness.json`` holds its weights, which
``tests/benchmarks/likeness.py`` fits, and judges on writers that it has not seen.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

from nlp.reading.remembering import remembered
from nlp.reading.rules import fold

KINDS = ("opinion", "reply", "other")
Weights = dict[str, tuple[float, float, float]]
_WORD = re.compile(r"[^\W\d_]+|\d+")
# What a text is shows at its beginning; a long one is judged by so many words.
_MOST_WORDS = 120
_OPINION = 0.75
_BIAS = "<bias>"


def features(text: str) -> dict[str, float]:
    """Return what the model sees of a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to float
        Folded words and phrases (1 where they occur; ``^`` before those at the beginning), and
        the shape in names between angle brackets.
    """
    words = ["0" if word[0].isdigit() else fold(word) for word in _WORD.findall(text)[:_MOST_WORDS]]
    found = dict.fromkeys(words, 1.0)
    found |= dict.fromkeys(map(" ".join, zip(words, words[1:])), 1.0)
    found |= {f"^{' '.join(words[:n])}": 1.0 for n in (1, 2) if len(words) >= n}
    tokens = text.split()
    capitals = sum(token[:1].isupper() for token in tokens[1:])
    letters = sum(map(str.isalpha, text))
    found |= {
        _BIAS: 1.0,
        "<length>": math.log1p(len(words)) / 3,
        "<short>": float(len(words) <= 8),
        "<capitals>": capitals / max(len(tokens) - 1, 1),
        "<upper>": float(sum(map(str.isupper, text)) > 0.7 * letters),
        "<digits>": sum(token[:1].isdigit() for token in tokens) / max(len(tokens), 1),
        "<asks>": float("?" in text),
        "<shouts>": float("!" in text),
        "<sentence>": float(text.rstrip()[-1:] in tuple(".!?…")),
        "<colon>": float(text.rstrip().endswith(":")),
        "<lower>": float(text[:1].islower()),
    }
    return found


@cache
def weights_in_use() -> Weights:
    """Return the weights that come with the package, by feature."""
    data = json.loads(Path(__file__).with_name("likeness.json").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in data["weights"].items()}


def likeness(text: str, weights: Weights | None = None) -> dict[str, float]:
    """Return how likely a text is of each of `KINDS`.

    Parameters
    ----------
    text : str
    weights : dict, optional
        In place of those that come with the package.

    Returns
    -------
    dict of str to float
        They sum to 1.
    """
    known = weights_in_use() if weights is None else weights
    opinion = reply = other = 0.0
    for name, value in features(text).items():
        weights_of = known.get(name)
        if weights_of is not None:
            opinion += value * weights_of[0]
            reply += value * weights_of[1]
            other += value * weights_of[2]
    top = max(opinion, reply, other)
    powers = [math.exp(score - top) for score in (opinion, reply, other)]
    total = sum(powers)
    return {kind: power / total for kind, power in zip(KINDS, powers)}


@remembered(4096)
def reads_like(text: str) -> str:
    """Return which of `KINDS` a text is most likely of."""
    shares = likeness(text)
    return max(KINDS, key=shares.__getitem__)


def is_remark(text: str) -> bool:
    """Tell whether a text is all in brackets, as what a clerk notes beside what is said.

    Parameters
    ----------
    text : str
    """
    inside = text[1:-1]
    whole = text[:1] == "(" and text[-1:] == ")" and "(" not in inside and ")" not in inside
    named = any(map(str.isalpha, inside))
    return whole and named and likeness(inside)["opinion"] < _OPINION
