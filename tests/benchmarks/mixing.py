"""Texts whose opinions are drawn anew, so that matters follow each other without a mark.

People go over to another matter as often as not without any word for it, and what tells is that the
matter changes. Gold has few such places: here an opinion of another text takes the place of one, or
stands behind one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from encoder_training import Labelled

from nlp.reading.sequence.encoder import Token

# Opinions of so many words are put into others.
FEWEST, MOST = 3, 90


class Shares(NamedTuple):
    """How many opinions are replaced by another, and how many are followed by one."""

    replaced: float
    behind: float


def runs_of(document: Labelled) -> Iterator[tuple[int, int]]:
    """Yield where the opinions of a document begin and end, but for those that are broken off."""
    labels = document.labels
    begins = [i for i, label in enumerate(labels) if label == "B"]
    for begin, following in zip(begins, [*begins[1:], len(labels)]):
        end = begin + 1
        while end < following and labels[end] == "I":
            end += 1
        if "I" not in labels[end:following]:
            yield begin, end


def opinions_in(documents: Sequence[Labelled]) -> list[Sequence[Token]]:
    """Return the words of opinions of documents."""
    found = [
        [Token(word.text, word.gap) for word in one.words[begin:end]]
        for one in documents
        for begin, end in runs_of(one)
    ]
    return [one for one in found if FEWEST <= len(one) <= MOST]


def varied(
    document: Labelled,
    draw: random.Random,
    others: Sequence[Sequence[Token]],
    shares: Shares,
    behind_sign: str,
) -> Labelled:
    """Return a document with others in place of some of its opinions, and others behind some.

    Parameters
    ----------
    document : Labelled
    draw : Random
    others : sequence of sequence of Token
    shares : Shares
    behind_sign : str
        What parts an opinion from a sign that it is put behind.
    """
    words: list[Any] = []
    labels: list[str | None] = []

    def add(opinion: Sequence[Token], gap: str) -> None:
        words.extend([Token(opinion[0].text, gap), *opinion[1:]])
        labels.extend(["B", *["I"] * (len(opinion) - 1)])

    above = 0
    for begin, end in runs_of(document):
        words += document.words[above:begin]
        labels += document.labels[above:begin]
        if draw.random() < shares.replaced:
            add(draw.choice(others), document.words[begin].gap)
        else:
            words += document.words[begin:end]
            labels += document.labels[begin:end]
        if draw.random() < shares.behind:
            add(draw.choice(others), behind_sign if words[-1].text[-1:] in ".;!?" else "")
        above = end
    return Labelled([*words, *document.words[above:]], [*labels, *document.labels[above:]])
