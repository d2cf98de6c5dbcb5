"""Words to arrays: TF-IDF of word n-grams and of character n-grams inside words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

Tokens = Sequence[str]
CHAR_NGRAMS = (2, 5)
_CACHED_TOKENS = 50_000


@dataclass(frozen=True)
class FeatureSettings:
    """What is counted.

    Attributes
    ----------
    min_df_words, min_df_chars : int
        Terms that fewer opinions hold are left out.
    sublinear_tf : bool
        Count n as 1 + ln n.
    """

    min_df_words: int = 2
    min_df_chars: int = 3
    sublinear_tf: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain data."""
        return asdict(self)


def word_terms(tokens: Tokens) -> list[str]:
    """Return a text's words and pairs of neighbouring words, in lower case."""
    words = [fold_word(token) for token in tokens]
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]


def char_terms(tokens: Tokens) -> list[str]:
    """Return the character n-grams of a text's words, each within its word.

    They reach over the syllables of a word but not over the gap to the next one.
    """
    return [gram for token in tokens for gram in _grams(fold_word(token))]


def fold_word(token: str) -> str:
    """Return a word as the vocabulary writes it: lower case, syllables joined."""
    return token.lower().replace(" ", "_")


@lru_cache(maxsize=100_000)
def _grams(word: str) -> tuple[str, ...]:
    padded = f" {word[:64]} "
    low, high = CHAR_NGRAMS
    return tuple(
        padded[i : i + n] for n in range(low, high + 1) for i in range(len(padded) - n + 1)
    )


class FeatureExtractor:
    """TF-IDF over words and characters, each block of unit length.

    Parameters
    ----------
    settings : FeatureSettings, optional
    """

    def __init__(self, settings: FeatureSettings | None = None) -> None:
        self.settings = settings or FeatureSettings()
        self.words_ = self._vectorizer(word_terms, self.settings.min_df_words)
        self.chars_ = self._vectorizer(char_terms, self.settings.min_df_chars)
        self._columns: dict[str, NDArray[np.intp]] = {}

    def _vectorizer(self, analyzer: Any, min_df: int, vocabulary: Any = None) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer=analyzer,
            min_df=min_df if vocabulary is None else 1,
            sublinear_tf=self.settings.sublinear_tf,
            vocabulary=vocabulary,
            dtype=np.float32,
        )

    def fit_transform(self, tokens: Sequence[Tokens]) -> sparse.csr_array:
        """Learn the vocabulary and weights.

        Parameters
        ----------
        tokens : sequence of n texts' words

        Returns
        -------
        scipy.sparse.csr_array of float32, shape (n, n_features)
        """
        return _join(self.words_.fit_transform(tokens), self.chars_.fit_transform(tokens))

    def transform(self, tokens: Sequence[Tokens]) -> sparse.csr_array:
        """Turn words into features.

        Parameters
        ----------
        tokens : sequence of n texts' words

        Returns
        -------
        scipy.sparse.csr_array of float32, shape (n, n_features)
        """
        return _join(self.words_.transform(tokens), self.chars_.transform(tokens))

    @property
    def n_words(self) -> int:
        """How many of the columns, the first ones, are words."""
        return len(self.words_.vocabulary_)

    def vocabularies(self) -> dict[str, list[str]]:
        """Return the terms in the order of their columns, for the model directory."""
        return {
            name: sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            for name, vectorizer in (("words", self.words_), ("chars", self.chars_))
        }

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Return the inverse document frequencies, for the model directory."""
        return {
            "idf_words": self.words_.idf_.astype(np.float32),
            "idf_chars": self.chars_.idf_.astype(np.float32),
        }

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
        extractor.words_ = extractor._vectorizer(word_terms, 1, vocabularies["words"])
        extractor.chars_ = extractor._vectorizer(char_terms, 1, vocabularies["chars"])
        extractor.words_.idf_ = weights["idf_words"]
        extractor.chars_.idf_ = weights["idf_chars"]
        return extractor

    def token_columns(self, token: str) -> NDArray[np.intp]:
        """Return the columns that a word by itself is counted in: its own and its characters'.

        Parameters
        ----------
        token : str

        Returns
        -------
        array of intp
            One entry an occurrence, so a column may come twice.
        """
        known = self._columns.get(token)
        if known is None:
            word = self.words_.vocabulary_.get(fold_word(token))
            offset, chars = self.n_words, self.chars_.vocabulary_
            columns = [word] if word is not None else []
            columns += [offset + c for g in char_terms([token]) if (c := chars.get(g)) is not None]
            known = np.asarray(columns, dtype=np.intp)
            if len(self._columns) >= _CACHED_TOKENS:
                self._columns.clear()
            self._columns[token] = known
        return known

    def pair_column(self, token: str, following: str) -> int | None:
        """Return the column of two neighbouring words, or None where it is not counted."""
        column: int | None = self.words_.vocabulary_.get(
            f"{fold_word(token)} {fold_word(following)}"
        )
        return column


def _join(words: Any, chars: Any) -> sparse.csr_array:
    # hstack of two CSR blocks keeps the rows sorted: all word columns come first.
    return sparse.csr_array(sparse.hstack([words, chars], format="csr", dtype=np.float32))
