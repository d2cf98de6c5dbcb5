"""What a corpus is made of: shares, counts, growth of the vocabulary."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.tagging.tokens import syllables

_LENGTHS = (15, 45, 90)
# A shorter text can be without diacritics by chance.
_PLAIN_FROM = 4


@dataclass(frozen=True)
class BatchGrowth:
    """How a batch adds to the vocabulary of those before it.

    Attributes
    ----------
    batch : str
    n : int
        Its opinions.
    words : int
        Its running syllables.
    new : int
        Distinct syllables and pairs of syllables that no batch before it had.
    new_per_1000 : float
        `new` per thousand running syllables.
    """

    batch: str
    n: int
    words: int
    new: int
    new_per_1000: float


@dataclass(frozen=True)
class CorpusStatistics:
    """Counts and shares of a corpus.

    Attributes
    ----------
    n, n_batches : int
    styles, manners : dict of str to float
        Share of the opinions.
    lengths : dict of str to float
        Share by number of syllables: ``<15``, ``15-44``, ``45-89``, ``>=90``.
    length_quartiles : list of three floats
        In syllables.
    several_topics, no_diacritics, with_clauses : float
        Shares; of `with_clauses` among the opinions of several topics.
    labels : dict of str to int
        Opinions that carry each label, rarest first.
    growth : list of BatchGrowth
        In the order of the corpus.
    """

    n: int
    n_batches: int
    styles: dict[str, float]
    manners: dict[str, float]
    lengths: dict[str, float]
    length_quartiles: list[float]
    several_topics: float
    no_diacritics: float
    with_clauses: float
    labels: dict[str, int]
    growth: list[BatchGrowth]

    def to_dict(self) -> dict[str, Any]:
        """Return the statistics as plain data."""
        return asdict(self)


def statistics(corpus: Corpus) -> CorpusStatistics:
    """Count what a corpus is made of.

    Parameters
    ----------
    corpus : Corpus
        May be empty.

    Returns
    -------
    CorpusStatistics
    """
    opinions = corpus.opinions
    n = max(1, len(opinions))
    words = [syllables(opinion.text) for opinion in opinions]
    lengths = np.asarray([len(w) for w in words] or [0])
    bins = Counter(_length_bin(int(length)) for length in lengths)
    several = [opinion for opinion in opinions if len(opinion.topics) > 1]
    counts = Counter(label for opinion in opinions for label in opinion.topics)
    by_count = sorted(corpus.taxonomy.labels, key=lambda label: counts[label])
    return CorpusStatistics(
        n=len(opinions),
        n_batches=len({opinion.batch or opinion.id for opinion in opinions}),
        styles=_shares(opinion.style for opinion in opinions),
        manners=_shares(opinion.manner for opinion in opinions),
        lengths={name: round(bins[name] / n, 4) for name in map(_length_bin, (0, 15, 45, 90))},
        length_quartiles=[float(q) for q in np.percentile(lengths, [25, 50, 75])],
        several_topics=round(len(several) / n, 4),
        no_diacritics=round(sum(map(has_no_diacritics, opinions)) / n, 4),
        with_clauses=round(sum(bool(o.clauses) for o in several) / max(1, len(several)), 4),
        labels={label: counts[label] for label in by_count},
        growth=_growth(opinions, words),
    )


def has_no_diacritics(opinion: LabelledOpinion) -> bool:
    """Tell whether an opinion of more than a few syllables is written without any diacritic."""
    letters = unicodedata.normalize("NFD", opinion.text)
    plain = not any(unicodedata.combining(c) or c in "đĐ" for c in letters)
    return plain and len(opinion.text.split()) >= _PLAIN_FROM


def _length_bin(length: int) -> str:
    low, middle, high = _LENGTHS
    if length < low:
        return f"<{low}"
    if length < middle:
        return f"{low}-{middle - 1}"
    return f"{middle}-{high - 1}" if length < high else f">={high}"


def _shares(values: Any) -> dict[str, float]:
    counts = Counter(value or "-" for value in values)
    total = max(1, sum(counts.values()))
    return {value: round(count / total, 4) for value, count in counts.most_common()}


def _growth(opinions: tuple[LabelledOpinion, ...], words: list[list[str]]) -> list[BatchGrowth]:
    batches: dict[str, list[int]] = {}
    for i, opinion in enumerate(opinions):
        batches.setdefault(opinion.batch or "-", []).append(i)
    known: set[str] = set()
    growth = []
    for batch, rows in batches.items():
        terms = {t for i in rows for t in (*words[i], *map(" ".join, zip(words[i], words[i][1:])))}
        running = sum(len(words[i]) for i in rows)
        new = len(terms - known)
        known |= terms
        rate = round(1000 * new / max(1, running), 1)
        growth.append(BatchGrowth(batch, len(rows), running, new, rate))
    return growth
