"""Texts to Vietnamese words with underthesea; a repeated text is segmented once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from typing import cast

from nlp.reading.encoding import normalize
from nlp.tagging.parallel import run_in_parts
from nlp.tagging.restoration import Restorer
from nlp.tagging.segmenter import load_segmenter

# The segmenter sees no longer piece than this, so that its time grows with the text's length.
_PIECE = 2000
# Pieces that are segmented at a time.
_BATCH = 500


@dataclass(frozen=True)
class Words:
    """The words of a text; the syllables of a word are parted by a space.

    Attributes
    ----------
    written : list of str, length n
        As the text has them.
    read : list of str, length n
        As they were meant; the same list where that is no other.
    """

    written: list[str]
    read: list[str]

    def meant(self, text: str) -> str:
        """Return the text that these words are of, as it was meant.

        Parameters
        ----------
        text : str

        Returns
        -------
        str
            `text` itself where it is read as it is written; else the words, without what stands
            between them.
        """
        return text if self.read is self.written else " ".join(self.read)


def tokenize(texts: Sequence[str], *, n_jobs: int = 1) -> list[list[str]]:
    """Segment texts into words.

    Parameters
    ----------
    texts : sequence of str, length n
    n_jobs : int
        Processes; -1 for one a core.

    Returns
    -------
    list of list of str, length n
        Words as written; the syllables of a word are parted by a space.
    """
    return [said.written for said in read_words(texts, n_jobs=n_jobs)]


def read_words(
    texts: Sequence[str], restorer: Restorer | None = None, *, n_jobs: int = 1
) -> list[Words]:
    """Segment texts into words, as written and as they were meant.

    Parameters
    ----------
    texts : sequence of str, length n
    restorer : Restorer, optional
        Reads syllables as they were meant; words are parted by what it reads.
    n_jobs : int
        Processes; -1 for one a core.

    Returns
    -------
    list of Words, length n
    """
    clean = [normalize(text) for text in texts]
    distinct = list(dict.fromkeys(clean))
    parts = run_in_parts(partial(_segment, restorer=restorer), distinct, n_jobs)
    words = dict(zip(distinct, (found for part in parts for found in part)))
    return [words[text] for text in clean]


def syllables(text: str) -> list[str]:
    """Return a text's syllables and numbers in lower case, without marks of punctuation."""
    return "".join(c if c.isalnum() else " " for c in normalize(text).lower()).split()


def _segment(texts: list[str], restorer: Restorer | None) -> list[Words]:
    pieces = [_pieces(text) for text in texts]
    found = iter(_words([piece for parts in pieces for piece in parts], restorer))
    said = []
    for parts in pieces:
        words = [next(found) for _ in parts]
        written = [word for part in words for word in part.written]
        changed = any(part.read is not part.written for part in words)
        read = [word for part in words for word in part.read] if changed else written
        said.append(Words(written, read))
    return said


def _words(pieces: Sequence[str], restorer: Restorer | None) -> Iterator[Words]:
    """Yield the words of pieces, those of ``underthesea.word_tokenize``.

    The text is normalised already, and words are to be shown as they were written, so syllables
    are not normalised once more.
    """
    find_syllables, segmenter = _syllable_finder(), load_segmenter()
    for start in range(0, len(pieces), _BATCH):
        batch = pieces[start : start + _BATCH]
        written = [[match.group() for match in find_syllables(piece)] for piece in batch]
        read = [restorer.restore(said) for said in written] if restorer else written
        for was, meant, inside in zip(written, read, segmenter.inside(list(map(_spoken, read)))):
            words = _joined(was, inside)
            yield Words(words, words if meant is was else _joined(meant, inside))


def _joined(syllables: Sequence[str], inside: Sequence[bool]) -> list[str]:
    words: list[str] = []
    for syllable, continues in zip(syllables, inside):
        if continues and words:
            words[-1] += " " + syllable
        else:
            words.append(syllable)
    return words


def _spoken(syllables: Sequence[str]) -> Sequence[str]:
    """Return the syllables of a text all in capitals in lower case, others as they are.

    The segmenter takes capitals for names.
    """
    letters = "".join(filter(str.isalpha, syllables))
    return [s.lower() for s in syllables] if letters.isupper() else syllables


@lru_cache(maxsize=1)
def _syllable_finder() -> Callable[[str], Iterator[re.Match[str]]]:
    """Return what finds syllables and marks as underthesea does."""
    found = import_module("underthesea.pipeline.word_tokenize.regex_tokenize").patterns.finditer
    return cast("Callable[[str], Iterator[re.Match[str]]]", found)


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    while len(text) - start > _PIECE:
        cut = text.rfind(" ", start + 1, start + _PIECE)
        cut = cut if cut > 0 else start + _PIECE
        pieces.append(text[start:cut])
        start = cut + (text[cut] == " ")
    if start < len(text):
        pieces.append(text[start:])
    return pieces
