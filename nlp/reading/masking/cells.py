"""Finds the names in a column of persons, where no title or surname is needed."""

from __future__ import annotations

import re

from nlp.reading.masking.sentence import Sentence, Token
from nlp.reading.masking.words import LONGEST_NAME, Span

# Parts of a cell that names several persons, or more than the person.
_BETWEEN = re.compile(r"([,;/\n()] ?| - | và )")


def find_cell_names(cell: str) -> list[Span]:
    """Return the names in a cell of a column of persons, where no title or surname is needed.

    Parameters
    ----------
    cell : str
        Such as ``"H'Nguôm Niê"``, ``"Cử tri thôn Đông"``, ``"Hoa và Ông Tư"``.

    Returns
    -------
    list of Span
        None where the cell names a group, a place or somebody with an office.
    """
    parts: list[tuple[int, Sentence]] = []
    position = 0
    for part in _BETWEEN.split(cell):
        if not _BETWEEN.fullmatch(part):
            parts.append((position, Sentence(part)))
        position += len(part)
    if any(part.begins_phrase(0, part.words.offices) for _, part in parts):
        return []
    return [
        Span(offset + tokens[0].start, offset + tokens[-1].end, "name")
        for offset, part in parts
        if (tokens := _cell_name(part))
    ]


def _cell_name(sentence: Sentence) -> list[Token]:
    tokens, words = sentence.tokens, sentence.words
    if not tokens or len(tokens) > LONGEST_NAME + 2 or not all(token.letters for token in tokens):
        return []
    if sentence.begins_phrase(0, words.groups) or tokens[0].word in words.kinds:
        return []
    title = sentence.begins_phrase(0, words.titles)
    return tokens[title if title < len(tokens) else 0 :]
