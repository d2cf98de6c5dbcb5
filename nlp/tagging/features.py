"""Terms to arrays: TF-IDF of words, of characters inside words, and of bare syllables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.tagging.occurrences import ColumnCache, Indices, Occurrences
from nlp.tagging.terms import Tokens, bare_syllables, bare_terms, char_terms, fold_word, word_terms


@dataclass(frozen=True)
class FeatureSettings:
    """What is counted.

    Attributes
    ----------
    min_df_words, min_df_chars, min_df_bare : int
        Terms that fewer opinions hold are left out.
    max_words : int
        At most so many words and pairs of words, the most frequent. It bounds the model directory
        of a large corpus, where those that only two opinions hold bring nothing.
    sublinear_tf : bool
        Count n as 1 + ln n.
    """

    min_df_words: int = 2
    min_df_chars: int = 3
    min_df_bare: int = 4
    max_words: int = 75_000
    sublinear_tf: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain data."""
        return asdict(self)


class FeatureExtractor:
    """TF-IDF over words, characters and bare syllables, each block of unit length.

    Parameters
    ----------
    settings : FeatureSettings, optional
    """

    def __init__(self, settings: FeatureSettings | None = None) -> None:
        self.settings = settings or FeatureSettings()
        # Terms with their columns within a block, and their inverse document frequencies.
        self._columns: dict[str, dict[str, int]] = {}
        self._weights: dict[str, NDArray[np.float32]] = {}

    def fit_transform(self, tokens: Sequence[Tokens]) -> sparse.csr_array:
        """Learn the vocabulary and weights.

        Parameters
        ----------
        tokens : sequence of n texts' words

        Returns
        -------
        scipy.sparse.csr_array of float32, shape (n, n_features)
        """
        # Only learning needs it, and tagging starts a second sooner without.
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.__dict__ = {"settings": self.settings, "_columns": {}, "_weights": {}}
        matrices = []
        for name, analyzer in _ANALYZERS.items():
            vectorizer = TfidfVectorizer(
                analyzer=analyzer,
                min_df=getattr(self.settings, f"min_df_{name}"),
                max_features=self.settings.max_words if name == "words" else None,
                sublinear_tf=self.settings.sublinear_tf,
                dtype=np.float32,
            )
            matrices.append(vectorizer.fit_transform(tokens))
            self._columns[name] = {term: int(c) for term, c in vectorizer.vocabulary_.items()}
            self._weights[name] = vectorizer.idf_.astype(np.float32)
        # hstack of CSR blocks keeps the rows sorted: the columns of a block stand together.
        return sparse.csr_array(sparse.hstack(matrices, format="csr", dtype=np.float32))

    def transform(self, tokens: Sequence[Tokens]) -> sparse.csr_array:
        """Turn words into features.

        Parameters
        ----------
        tokens : sequence of n texts' words

        Returns
        -------
        scipy.sparse.csr_array of float32, shape (n, n_features)
        """
        return self.weigh(self.occurrences(tokens))

    def occurrences(self, tokens: Sequence[Tokens]) -> Occurrences:
        """Look up which columns the words of texts are counted in.

        Parameters
        ----------
        tokens : sequence of n texts' words
        """
        return Occurrences.of(tokens, *self._caches)

    def weigh(self, occurrences: Occurrences) -> sparse.csr_array:
        """Turn counts into TF-IDF, each block of unit length.

        The same as what the vectorizers do one block at a time, in one pass over all.

        Parameters
        ----------
        occurrences : Occurrences
            Of n texts.

        Returns
        -------
        scipy.sparse.csr_array of float32, shape (n, n_features)
        """
        row_of_word, idf = occurrences.row_of_word, self._idf
        rows = row_of_word[np.concatenate([occurrences.words, occurrences.pairs])]
        columns = np.concatenate([occurrences.columns, occurrences.pair_columns])
        # Half of the bytes, and of the time, of what the platform counts in.
        rows, columns = rows.astype(np.int32), columns.astype(np.int32)
        shape = (len(occurrences.lengths), len(idf))
        counted = sparse.coo_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape)
        matrix = counted.tocsr()
        matrix.sum_duplicates()
        if self.settings.sublinear_tf:
            matrix.data = np.log(matrix.data) + 1
        matrix.data *= idf[matrix.indices]
        block = np.searchsorted(self._ends, matrix.indices, side="right")
        part = np.repeat(np.arange(shape[0]), np.diff(matrix.indptr)) * len(self._ends) + block
        squares = np.bincount(part, matrix.data**2)
        matrix.data /= np.sqrt(squares[part]).astype(np.float32)
        return matrix

    def __getstate__(self) -> dict[str, Any]:
        # What is computed when first needed is not worth its bytes.
        kept = ("settings", "_columns", "_weights")
        return {name: self.__dict__[name] for name in kept}

    @cached_property
    def _caches(self) -> tuple[ColumnCache[str], ColumnCache[tuple[str, str]]]:
        return (
            ColumnCache(self._token_columns),
            ColumnCache(lambda pair: self._pair_columns(*pair)),
        )

    @cached_property
    def _idf(self) -> NDArray[np.float32]:
        return np.concatenate(list(self._weights.values()))

    @cached_property
    def _ends(self) -> NDArray[np.intp]:
        """Column after the last of each block."""
        return np.cumsum(self._sizes)

    @cached_property
    def _offsets(self) -> dict[str, int]:
        """First column of each block."""
        return dict(zip(self._columns, np.cumsum([0, *self._sizes]).tolist()))

    @property
    def _sizes(self) -> list[int]:
        return [len(columns) for columns in self._columns.values()]

    def vocabularies(self) -> dict[str, list[str]]:
        """Return the terms in the order of their columns, for the model directory."""
        return {
            name: sorted(columns, key=columns.__getitem__)
            for name, columns in self._columns.items()
        }

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Return the inverse document frequencies, for the model directory."""
        return {f"idf_{name}": weights for name, weights in self._weights.items()}

    @classmethod
    def from_arrays(
        cls,
        settings: FeatureSettings,
        vocabularies: dict[str, list[str]],
        weights: dict[str, NDArray[np.float32]],
    ) -> FeatureExtractor:
        """Build a fitted extractor from plain data.

        Raises
        ------
        ValueError
            Terms repeat, or their number differs from that of the weights.
        """
        extractor = cls(settings)
        for name in _ANALYZERS:
            terms, idf = vocabularies[name], weights[f"idf_{name}"]
            columns = {term: column for column, term in enumerate(terms)}
            if not len(columns) == len(terms) == len(idf):
                raise ValueError(f"terms of {name} repeat or do not fit their weights")
            extractor._columns[name], extractor._weights[name] = columns, idf.astype(np.float32)
        return extractor

    def coverage(self, tokens: Tokens) -> float:
        """Return the share of a text's syllables that the vocabulary has, diacritics aside.

        Near 1 for Vietnamese, whatever it is about; far below for other languages and code.
        """
        known, total = self._columns["bare"], 0
        found = 0
        for token in tokens:
            syllables = bare_syllables(token)
            total += len(syllables)
            found += sum(syllable in known for syllable in syllables)
        return found / total if total else 0.0

    def _token_columns(self, token: str) -> Indices:
        """Return the columns of a word by itself: its own, its characters', its syllables'.

        One entry an occurrence, so a column may come twice.
        """
        columns = self._known("words", [fold_word(token)])
        columns += self._known("chars", char_terms([token]))
        columns += self._known("bare", bare_terms([token]))
        return np.asarray(columns, dtype=np.intp)

    def _pair_columns(self, token: str, following: str) -> Indices:
        """Return the columns that two neighbouring words are counted in together."""
        columns = self._known("words", [f"{fold_word(token)} {fold_word(following)}"])
        first, second = bare_syllables(token), bare_syllables(following)
        if first and second:
            columns += self._known("bare", [f"{first[-1]} {second[0]}"])
        return np.asarray(columns, dtype=np.intp)

    def _known(self, name: str, terms: Sequence[str]) -> list[int]:
        vocabulary, offset = self._columns[name], self._offsets[name]
        return [offset + c for term in terms if (c := vocabulary.get(term)) is not None]


# Blocks of columns, in their order.
_ANALYZERS = {"words": word_terms, "chars": char_terms, "bare": bare_terms}
