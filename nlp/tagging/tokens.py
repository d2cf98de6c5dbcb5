"""Texts to Vietnamese words with underthesea; a repeated text is segmented once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from typing import Any

from nlp.reading.encoding import normalize
from nlp.tagging.parallel import run_in_parts
from nlp.tagging.restoration import Restorer

# The segmenter sees no longer piece than this, so that its time grows with the text's length.
_PIECE = 2000


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


def without_diacritics(text: str) -> str:
    """Return a text as it is typed without diacritics."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def syllables(text: str) -> list[str]:
    """Return a text's syllables and numbers in lower case, without marks of punctuation."""
    return "".join(c if c.isalnum() else " " for c in normalize(text).lower()).split()


def _segment(texts: list[str], restorer: Restorer | None) -> list[Words]:
    said = []
    for text in texts:
        parts = [_words(piece, restorer) for piece in _pieces(text)]
        written = [word for part in parts for word in part.written]
        changed = any(part.read is not part.written for part in parts)
        read = [word for part in parts for word in part.read] if changed else written
        said.append(Words(written, read))
    return said


def _words(piece: str, restorer: Restorer | None) -> Words:
    """Return what ``underthesea.word_tokenize`` does, by the same compiled parts.

    They are the pattern that parts syllables, the features and the tagger. The text is normalised
    already, and words are to be shown as they were written, so syllables are not normalised once
    more. (To make the features of many texts at one time is slower: they are many short strings.)
    """
    find_syllables, featurize, tag = _segmenter()
    written: Sequence[str] = [match.group() for match in find_syllables(piece)]
    if not written:
        return Words([], [])
    read = restorer.restore(written) if restorer else written
    (features,) = featurize([[[syllable] for syllable in _spoken(read)]])
    inside = [mark == "I-W" for mark in tag(features)]
    words = _joined(written, inside)
    return Words(words, words if read is written else _joined(read, inside))


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
def _segmenter() -> tuple[Any, Any, Any]:
    """Return what finds syllables, makes features of them, and tags them, as underthesea does."""
    import_module("underthesea").word_tokenize("a")
    package = "underthesea.pipeline.word_tokenize"
    model = import_module(package).word_tokenize_model
    pattern = import_module(f"{package}.regex_tokenize").patterns
    return pattern.finditer, model.featurizer.process, model.estimator.tag


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
