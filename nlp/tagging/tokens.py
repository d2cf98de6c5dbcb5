"""Texts to Vietnamese words with underthesea; a repeated text is segmented once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nlp.reading.encoding import normalize

# The segmenter sees no longer piece than this, so that its time grows with the text's length.
_PIECE = 2000
# Below this many distinct texts starting worker processes costs more than it saves.
_PARALLEL_FROM = 4000


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
    words = dict(zip(distinct, _segment_all(distinct, n_jobs)))
    return [words[text] for text in clean]


def _segment_all(texts: list[str], n_jobs: int) -> list[list[str]]:
    if n_jobs == 1 or len(texts) < _PARALLEL_FROM:
        return _segment(texts)
    from joblib import Parallel, delayed

    size = 1000
    parts = [texts[i : i + size] for i in range(0, len(texts), size)]
    done = Parallel(n_jobs=n_jobs)(delayed(_segment)(part) for part in parts)
    return [words for part in done for words in part]


def _segment(texts: list[str]) -> list[list[str]]:
    from underthesea import word_tokenize

    # The text is normalised already, and words are to be shown as they were written.
    segment = partial(word_tokenize, use_token_normalize=False)
    return [[word for piece in _pieces(text) for word in segment(piece)] for text in texts]


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
