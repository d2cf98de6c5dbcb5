"""Opinions to voices, and voices to groups of one matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from nlp.hotspots.similarity import specifics
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.near_duplicates import NEAR_DUPLICATE, similar_sets
from nlp.tagging.tokens import syllables

Labels = NDArray[np.intp]
_SHINGLE = 3
# Two groups are one matter when their mean similarity reaches LEAST and this share of what any two
# voices of the hot spot have. Measured on tests/data/matters.jsonl.
_LEAST = 0.03
_SHARE = 0.5
# So many voices are clustered at once; it bounds time and memory, which grow with its square.
BATCH = 1500


def fold_repeats(texts: Sequence[str]) -> Labels:
    """Tell which texts are one petition, filed again as it was or nearly so.

    Compared are syllables without diacritics, by the overlap of their 3-grams; texts of which
    each has a number or name that the other has not are two petitions, however alike.

    Parameters
    ----------
    texts : sequence of n str

    Returns
    -------
    array of intp, shape (n,)
        Number of each text's voice, from 0 in the order of their first texts.
    """
    keys = [tuple(syllables(strip_diacritics(text))) for text in texts]
    distinct = list(dict.fromkeys(keys))
    # Of several spellings of the same, the first in the alphabet speaks, whatever the order.
    spelled: dict[tuple[str, ...], str] = {}
    for key, text in zip(keys, texts):
        spelled[key] = min(spelled.get(key, text), text)
    named = [specifics(spelled[key]) for key in distinct]
    edges = [
        (i, j)
        for i, j in similar_sets(distinct, threshold=NEAR_DUPLICATE, size=_SHINGLE)
        if not (named[i] - named[j] and named[j] - named[i])
    ]
    ends = np.asarray(edges, dtype=np.intp).reshape(-1, 2).T
    shape = (len(distinct), len(distinct))
    graph = sparse.coo_array((np.ones(len(edges)), (ends[0], ends[1])), shape)
    part = dict(zip(distinct, connected_components(graph, directed=False)[1].tolist()))
    number: dict[int, int] = {}
    return np.asarray([number.setdefault(part[key], len(number)) for key in keys], dtype=np.intp)


def cluster(vectors: sparse.csr_array, *, batch: int = BATCH) -> Labels:
    """Group vectors by average linkage of their cosine similarity.

    Average linkage is UPGMA (Sokal and Michener 1958). Where the tree is cut depends on how alike
    the vectors are in all: those of one hot spot have its topic in common. More than `batch`
    vectors are clustered in parts: the others join the group of the part that they are near
    enough to on the average, and what is left is the next part.

    Parameters
    ----------
    vectors : csr_array of float, shape (n, n_terms)
        Rows of unit length or zero.
    batch : int
        At least 2.

    Returns
    -------
    array of intp, shape (n,)
    """
    least = _LEAST + _SHARE * _mean_similarity(vectors)
    labels = np.full(vectors.shape[0], -1, dtype=np.intp)
    groups = 0
    while (waiting := np.flatnonzero(labels < 0)).size:
        # Evenly over the rows, which stand in the order of their texts.
        chosen = waiting[np.unique(np.linspace(0, waiting.size - 1, batch).astype(np.intp))]
        labels[chosen] = groups + _average_linkage(vectors[chosen], 1 - least)
        others = np.setdiff1d(waiting, chosen)
        if others.size:
            means = _means(vectors[chosen], labels[chosen] - groups)
            near = (vectors[others] @ means.T).toarray()
            best = near.argmax(axis=1)
            joins = near[np.arange(others.size), best] >= least
            labels[others[joins]] = groups + best[joins]
        groups = int(labels.max()) + 1
    return labels


def _mean_similarity(vectors: sparse.csr_array) -> float:
    """Return the mean similarity of two different rows, without comparing each pair."""
    n = vectors.shape[0]
    total = float((vectors.sum(axis=0) ** 2).sum())
    itself = float((vectors.data**2).sum())
    return (total - itself) / (n * (n - 1)) if n > 1 else 0.0


def _average_linkage(vectors: sparse.csr_array, distance: float) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    if vectors.shape[0] == 1:
        return np.zeros(1, dtype=np.intp)
    # Rounded, so that ties are ties on every machine.
    apart = np.round(np.clip(1 - (vectors @ vectors.T).toarray(), 0, None), 9)
    np.fill_diagonal(apart, 0)
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=distance, metric="precomputed", linkage="average"
    )
    labels: Labels = model.fit_predict(apart)
    return labels


def _means(vectors: sparse.csr_array, labels: Labels) -> sparse.csr_array:
    """Return the mean vector of each group: its product with a vector is their mean similarity."""
    sizes = np.bincount(labels)
    parts = (1 / sizes[labels], (labels, np.arange(labels.size)))
    shares = sparse.coo_array(parts, (sizes.size, labels.size)).tocsr()
    return sparse.csr_array(shares @ vectors)
