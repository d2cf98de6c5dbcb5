"""The names and phrases of labels, as short texts to learn from beside the opinions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.lexicon import Lexicon, LexiconEntry
from nlp.tagging.terms import Tokens
from nlp.tagging.tokens import tokenize
from nlp.taxonomy import Taxonomy


@dataclass(frozen=True)
class LabelPhrases:
    """Pseudo-documents: the name of each label, and what the lexicon has for it.

    A phrase that the corpus has seldom or never is learned in this way; on real opinions that
    brings more than on those that were written beside the lexicon.

    Attributes
    ----------
    tokens : tuple of n phrases' words
    labels : array of intp, shape (n,)
        Index of each phrase's label.
    indicator : array of 0 and 1, shape (n, n_labels)
        That label, and the others that the phrase is used for too.
    sha256 : str
        Of phrases and labels.
    """

    tokens: tuple[Tokens, ...]
    labels: NDArray[np.intp]
    indicator: NDArray[np.int8]
    sha256: str

    @classmethod
    def of(cls, taxonomy: Taxonomy, lexicon: Lexicon | str | Path | None = None) -> LabelPhrases:
        """Collect the phrases of a taxonomy's labels.

        Parameters
        ----------
        taxonomy : Taxonomy
        lexicon : Lexicon or path, optional
            By default the one that comes with ykien, of which a taxonomy of its own takes the
            labels that it has too.

        Raises
        ------
        TaxonomyError
            The lexicon can't be read, or is not of this taxonomy.
        """
        if lexicon is None:
            lexicon = Lexicon.load()
        elif not isinstance(lexicon, Lexicon):
            lexicon = Lexicon.load(lexicon, taxonomy)
        index = {label: i for i, label in enumerate(taxonomy.labels)}
        named = [LexiconEntry(taxonomy[label].name, label) for label in taxonomy.labels]
        entries = [*named, *(e for e in lexicon.entries if e.label in index)]
        indicator = np.zeros((len(entries), len(index)), dtype=np.int8)
        for row, entry in enumerate(entries):
            for label in (entry.label, *entry.also):
                if label in index:
                    indicator[row, index[label]] = 1
        said = "\n".join("\t".join((e.phrase, e.label, *e.also)) for e in entries)
        return cls(
            tuple(tokenize([entry.phrase for entry in entries])),
            np.asarray([index[entry.label] for entry in entries], dtype=np.intp),
            indicator,
            sha256(said.encode()).hexdigest(),
        )

    def added_to(
        self,
        tokens: Sequence[Tokens],
        indicator: NDArray[np.int8],
        primary: NDArray[np.intp],
    ) -> tuple[list[Tokens], NDArray[np.int8], NDArray[np.intp]]:
        """Return opinions with the phrases after them, of those labels that an opinion carries.

        Parameters
        ----------
        tokens : sequence of m texts' words
        indicator : array of 0 and 1, shape (m, n_labels)
        primary : array of intp, shape (m,)

        Returns
        -------
        The same three, longer by up to n.
        """
        carried = np.asarray(indicator.any(axis=0))
        rows = np.flatnonzero(carried[self.labels])
        return (
            [*tokens, *(self.tokens[row] for row in rows.tolist())],
            np.vstack([indicator, self.indicator[rows] & carried]),
            np.concatenate([primary, self.labels[rows]]),
        )
