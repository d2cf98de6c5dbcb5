"""Texts that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.tokens import syllables

# Two texts are near-duplicates when they share this part of their syllable 3-grams.
NEAR_DUPLICATE = 0.5
_SHINGLE = 3
_PERMUTATIONS = 128
# Texts that are compared with all others at one time: where all are alike, that many rows are full.
_ROWS = 250


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
    for start in range(0, left.shape[0], _ROWS):
        common = (left[start : start + _ROWS] @ right.T).tocoo()
        i, j = common.coords[0] + start, common.coords[1]
        similarity = common.data / (sizes[i] + sizes[j + offset] - common.data)
        close = similarity >= threshold
        if others is None:
            close &= i < j
        yield from zip(i[close].tolist(), j[close].tolist())


def joined(n: int, pairs: Iterable[tuple[int, int]]) -> NDArray[np.intp]:
    """Return which of n things are joined by pairs, over however many others.

    The pairs are taken one at a time and not kept: of texts that are all alike there are millions.

    Parameters
    ----------
    n : int
    pairs : iterable of (i, j)

    Returns
    -------
    array of intp, shape (n,)
        The same number for what is joined, numbered by what comes first.
    """
    from scipy.cluster.hierarchy import DisjointSet

    sets = DisjointSet(range(n))
    for i, j in pairs:
        sets.merge(i, j)
    numbers: dict[int, int] = {}
    found = [numbers.setdefault(sets[i], len(numbers)) for i in range(n)]
    return np.asarray(found, dtype=np.intp)


def similar_sets(
    sequences: Sequence[Sequence[str]],
    *,
    threshold: float,
    size: int = 5,
    most: int | None = None,
) -> list[tuple[int, int]]:
    """Find pairs of sequences whose n-grams overlap, in time that grows with their number.

    Candidates come from MinHash signatures with locality-sensitive hashing (Broder 1997, "On the
    Resemblance and Containment of Documents"), so that a pair near the threshold can be missed;
    each candidate is then compared exactly, so that no pair is named wrongly. `near_duplicates`
    misses none and is for splits, where a missed pair is a leak.

    Parameters
    ----------
    sequences : sequence of n sequences of str
        Syllables of texts, or of their skeletons.
    threshold : float
        Least Jaccard similarity of the sets of n-grams, above 0 and up to 1.
    size : int
        Length of the n-grams; a shorter sequence is one n-gram.
    most : int, optional
        What is like so many before it is not compared with those after it, so that of n that are
        all alike each is in some pair and there are about ``most * n`` pairs; by default there
        are ``n * (n - 1) / 2``.

    Returns
    -------
    list of (i, j), i < j, sorted
    """
    from datasketch import MinHash, MinHashLSH

    sets = [frozenset(_ngrams(sequence, size)) for sequence in sequences]
    signatures = MinHash.bulk(
        ([gram.encode() for gram in grams] for grams in sets), num_perm=_PERMUTATIONS, seed=1
    )
    # Candidates are looked for a little below the threshold: a signature is an estimate.
    index = MinHashLSH(threshold=max(0.05, threshold - 0.1), num_perm=_PERMUTATIONS)
    pairs = []
    for i, signature in enumerate(signatures):
        alike = []
        for j in index.query(signature):
            common = len(sets[i] & sets[j])
            if common >= threshold * (len(sets[i]) + len(sets[j]) - common):
                alike.append((j, i))
        pairs += alike
        if most is None or len(alike) < most:
            index.insert(i, signature)
    return sorted(pairs)


def repeats(sequences: Sequence[Sequence[str]]) -> tuple[list[int], list[tuple[int, int]]]:
    """Tell which of some sequences are said anew and which only say another once more.

    A text that stands a thousand times makes half a million pairs; told so it makes a thousand.

    Parameters
    ----------
    sequences : sequence of n sequences of str

    Returns
    -------
    distinct : list of int
        Places of the first of each kind.
    pairs : list of (first, later)
        The others, each with the first that it repeats.
    """
    first: dict[tuple[str, ...], int] = {}
    pairs = []
    for i, sequence in enumerate(sequences):
        place = first.setdefault(tuple(sequence), i)
        if place != i:
            pairs.append((place, i))
    return list(first.values()), pairs


def similarity(a: Sequence[str], b: Sequence[str], size: int = 5) -> float:
    """Return the Jaccard similarity of two sequences' sets of n-grams, as `similar_sets` does."""
    first, second = set(_ngrams(a, size)), set(_ngrams(b, size))
    return len(first & second) / len(first | second)


def _shingles(text: str) -> list[str]:
    return _ngrams(syllables(text), _SHINGLE)


def _ngrams(sequence: Sequence[str], size: int) -> list[str]:
    last = max(1, len(sequence) - size + 1)
    return [" ".join(sequence[i : i + size]) for i in range(last)]
