"""What is left of a text without its places, numbers and names: the frame it may be written in."""

from __future__ import annotations

import re

from nlp.reading.encoding import normalize

# A word with a digit in it is a number: 12/6, 0,4ha, QL1A, 34/2019/NĐ-CP.
_TOKEN = re.compile(r"[^\W_]+(?:[./,:-][^\W_]+)*|[.!?;:]", re.UNICODE)
_ENDS = frozenset(".!?;:")
NUMBER = "#"
NAME = "@"
_OPENING = 5


def skeleton(text: str) -> list[str]:
    """Return a text's words in lower case, with numbers and names replaced by a mark.

    A name is a run of words that begin with a capital letter, except at the head of a sentence,
    where every word has one. So two texts that were made by filling one frame with other places,
    people and figures have nearly the same skeleton.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
    """
    words: list[str] = []
    at_head = True
    for token in _TOKEN.findall(normalize(text)):
        if token in _ENDS:
            at_head = True
            continue
        if any(c.isdigit() for c in token):
            kept = NUMBER
        elif token[0].isupper() and not at_head:
            kept = NAME
        else:
            kept = token.lower()
        if not words or kept not in (NUMBER, NAME) or words[-1] != kept:
            words.append(kept)
        at_head = False
    return words


def opening(text: str) -> str:
    """Return the first five words of a text in lower case, the way a reader would notice them."""
    return " ".join(normalize(text).lower().split()[:_OPENING])
