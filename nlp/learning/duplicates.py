"""Texts that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nlp.reading.encoding import normalize

# Two texts are near-duplicates when they share this part of their syllable 3-grams.
NEAR_DUPLICATE = 0.5
_SHINGLE = 3


def near_duplicates(
    texts: Sequence[str],
    others: Sequence[str] | None = None,
    *,
    threshold: float = NEAR_DUPLICATE,
) -> Iterator[tuple[int, int]]:
    """Find pairs of texts whose syllable 3-grams overlap (exact Jaccard similarity).

    Parameters
    ----------
    texts : sequence of str
    others : sequence of str, optional
        Compare each of `texts` with these; by default `texts` with each other.
    threshold : float
        Least share of common 3-grams, above 0 and up to 1.

    Yields
    ------
    (i, j)
        Index into `texts` and into `others` (or `texts`, then i < j).
    """
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=_shingles, binary=True, dtype=np.int32)
    both = [*texts, *others] if others is not None else list(texts)
    matrix = csr_array(vectorizer.fit_transform(both))
    sizes = matrix.sum(axis=1)
    left = matrix[: len(texts)]
    offset = len(texts) if others is not None else 0
    right = matrix[offset:]
    for start in range(0, left.shape[0], 1000):
        common = (left[start : start + 1000] @ right.T).tocoo()
        i, j = common.coords[0] + start, common.coords[1]
        similarity = common.data / (sizes[i] + sizes[j + offset] - common.data)
        close = similarity >= threshold
        if others is None:
            close &= i < j
        yield from zip(i[close].tolist(), j[close].tolist())


def _shingles(text: str) -> list[str]:
    syllables = "".join(c if c.isalnum() else " " for c in normalize(text).lower()).split()
    last = max(1, len(syllables) - _SHINGLE + 1)
    return [" ".join(syllables[i : i + _SHINGLE]) for i in range(last)]
