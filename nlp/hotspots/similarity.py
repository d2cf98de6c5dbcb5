"""How much two opinions of one hot spot speak of the same matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.reading.encoding import strip_diacritics
from nlp.resources import default_model
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.model_directory import load_model
from nlp.tagging.terms import Tokens, bare_terms, word_terms
from nlp.tagging.tokens import syllables

# A place that more than this share of the opinions names tells them apart no longer.
_COMMON_PLACE = 0.6
# These were measured on tests/data/matters.jsonl.
_PLACE_WEIGHT = 0.5
_PAIR_WEIGHT = 0.5
# Part of each block in the similarity.
_BLOCKS = {"words": 0.3, "bare": 0.7}
# A term that the corpus does not have is rarer than any that it has.
_UNSEEN = 0.7
_PLACE_PARTS = re.compile(r"[,;/()\n]|\s-\s")
_TOKEN = re.compile(r"[^\W_]+|[.!?;:\n]")
_ENDS = frozenset(".!?;:\n")
_SELF = frozenset(("tôi", "em", "cháu", "con", "tên"))


@cache
def _default_features() -> FeatureExtractor:
    return load_model(default_model()).features


@cache
def background_idf(block: str) -> tuple[dict[str, float], float]:
    """Return how rare terms are in what citizens write to offices.

    A hot spot is too small a sample to tell "đề nghị" from "mầm non"; the corpus of the default
    model is not.

    Parameters
    ----------
    block : {"words", "bare"}

    Returns
    -------
    idf : dict
        Inverse document frequency of a term.
    unseen : float
        That of a term that the corpus does not have, such as most names.
    """
    features = _default_features()
    weights = features.weights()[f"idf_{block}"].tolist()
    return dict(zip(features.vocabularies()[block], weights)), max(weights) + _UNSEEN


def matter_vectors(tokens: Sequence[Tokens], places: Sequence[str]) -> sparse.csr_array:
    """Weigh what opinions name, for cosine similarity.

    Words, and syllables without diacritics, and pairs of them at half weight; each by its rarity
    in the corpus less one, so that what every second opinion says hardly counts. The place where
    an opinion was raised counts as words of its text, at half weight too; but not a place that
    most of them share.

    Parameters
    ----------
    tokens : sequence of n texts' words
    places : sequence of n str

    Returns
    -------
    scipy.sparse.csr_array of float64, shape (n, n_terms)
        Rows of unit length, unless a text has nothing that counts.
    """
    counts = [Counter(filter(_is_word, word_terms(words))) for words in tokens]
    by_words = _weighted([_sublinear(counted) for counted in counts], "words")
    rows = [_sublinear(Counter(bare_terms(words))) for words in tokens]
    for row, terms in zip(rows, _place_terms(places)):
        for term in terms:
            row[term] = max(row.get(term, 0.0), _PLACE_WEIGHT)
    both = [by_words * _BLOCKS["words"] ** 0.5, _weighted(rows, "bare") * _BLOCKS["bare"] ** 0.5]
    return sparse.csr_array(sparse.hstack(both, format="csr"))


def specifics(text: str) -> frozenset[str]:
    """Return the numbers and names in a text, in lower case without diacritics.

    Two texts of one frame that differ in them speak of two matters ("đường thôn 3", "đường thôn
    5"). What a petitioner is called ("tôi là Nguyễn Văn An") is left out.
    """
    found: set[str] = set()
    before = ["", ""]
    at_head, introduced = True, False
    for token in _TOKEN.findall(text):
        is_name = token[0].isupper() and not token.isupper() and not at_head
        introduced = is_name and (introduced or (before[-1] == "là" and before[-2] in _SELF))
        if token[0].isdigit() or (is_name and not introduced):
            found.add(strip_diacritics(token).lower())
        at_head = token in _ENDS
        before = [before[-1], token.lower()]
    return frozenset(found)


def _is_word(term: str) -> bool:
    return any(map(str.isalnum, term))


def _sublinear(counted: Mapping[str, int]) -> dict[str, float]:
    return {term: 1 + log(n) for term, n in counted.items()}


def _place_terms(places: Sequence[str]) -> list[set[str]]:
    parts = [
        {tuple(syllables(strip_diacritics(part))) for part in _PLACE_PARTS.split(place)}
        for place in places
    ]
    named = Counter(part for row in parts for part in row)
    common = {part for part, n in named.items() if n > _COMMON_PLACE * len(places)}
    return [{term for part in row - common for term in _with_pairs(part)} for row in parts]


def _with_pairs(part: Sequence[str]) -> list[str]:
    return [*part, *(f"{a} {b}" for a, b in zip(part, part[1:]))]


def _weighted(rows: Iterable[Mapping[str, float]], block: str) -> sparse.csr_array:
    idf, unseen = background_idf(block)
    columns: dict[str, int] = {}
    data: list[float] = []
    indices: list[int] = []
    indptr = [0]
    for row in rows:
        for term in sorted(row):
            rarity = max(0.0, idf.get(term, unseen) - 1) * (_PAIR_WEIGHT if " " in term else 1)
            indices.append(columns.setdefault(term, len(columns)))
            data.append(row[term] * rarity)
        indptr.append(len(indices))
    parts = (np.asarray(data, dtype=np.float64), np.asarray(indices, dtype=np.int64), indptr)
    matrix = sparse.csr_array(parts, shape=(len(indptr) - 1, max(1, len(columns))))
    norms: NDArray[np.float64] = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    norms[norms == 0] = 1
    matrix.data /= np.repeat(norms, np.diff(matrix.indptr))
    return matrix
