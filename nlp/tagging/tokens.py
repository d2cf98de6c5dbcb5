"""Texts to Vietnamese words with underthesea; a repeated text is segmented once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from nlp.reading.encoding import normalize
from nlp.tagging.parallel import run_in_parts

# The segmenter sees no longer piece than this, so that its time grows with the text's length.
_PIECE = 2000


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
    clean = [normalize(text) for text in texts]
    distinct = list(dict.fromkeys(clean))
    parts = run_in_parts(_segment, distinct, n_jobs)
    words = dict(zip(distinct, (found for part in parts for found in part)))
    return [words[text] for text in clean]


def without_diacritics(text: str) -> str:
    """Return a text as it is typed without diacritics."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def syllables(text: str) -> list[str]:
    """Return a text's syllables and numbers in lower case, without marks of punctuation."""
    return "".join(c if c.isalnum() else " " for c in normalize(text).lower()).split()


def _segment(texts: list[str]) -> list[list[str]]:
    return [[word for piece in _pieces(text) for word in _words(piece)] for text in texts]


def _words(piece: str) -> list[str]:
    """Return what ``underthesea.word_tokenize`` does, by the same compiled parts.

    They are the pattern that parts syllables, the features and the tagger. The text is normalised
    already, and words are to be shown as they were written, so syllables are not normalised once
    more. (To make the features of many texts at one time is slower: they are many short strings.)
    """
    find_syllables, featurize, tag = _segmenter()
    syllables = [match.group() for match in find_syllables(piece)]
    if not syllables:
        return []
    (features,) = featurize([[[syllable] for syllable in _spoken(syllables)]])
    words: list[str] = []
    for syllable, inside in zip(syllables, tag(features)):
        if inside == "I-W" and words:
            words[-1] += " " + syllable
        else:
            words.append(syllable)
    return words


def _spoken(syllables: list[str]) -> list[str]:
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
