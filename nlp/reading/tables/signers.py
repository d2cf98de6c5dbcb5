"""Rows of who made a list and signs it, below the last of its opinions."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.rules import begins_with, fold, load_rules

# So many sign, with an office or a name of so many words, in so many rows of a wider table.
_SIGNERS, _WORDS, _ROWS, _COLUMNS = 2, 6, 12, 4


def may_sign(texts: Sequence[str], held: int) -> bool:
    """Tell whether a row may be of who signs, if nothing but such rows follows.

    Parameters
    ----------
    texts : sequence of str
        Its cells.
    held : int
        So many rows above it may be of who signs as well.
    """
    filled = [text for text in texts if text]
    if len(texts) < _COLUMNS or len(filled) > _SIGNERS:
        return False
    if any(one[0].isdigit() or len(one.split()) > _WORDS for one in filled):
        return False
    titles = load_rules().parts["signature"]
    return any(begins_with(fold(one), titles) for one in filled) or 0 < held < _ROWS
