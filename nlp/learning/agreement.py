"""How far two readers of the same opinions agree."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from nlp.errors import CorpusError
from nlp.learning.corpus import Corpus, LabelledOpinion

_REPLICATES = 1000


@dataclass(frozen=True)
class Agreement:
    """Agreement of two readers on the opinions that both labelled.

    Attributes
    ----------
    n : int
    topic, subtopic : float
        Share of the same primary topic, of the same primary label.
    topic_kappa, subtopic_kappa : float or None
        Cohen's kappa (Cohen 1960, "A Coefficient of Agreement for Nominal Scales"): agreement
        beyond that by chance. None where both readers gave one and the same label only.
    topic_interval, subtopic_interval : tuple of float
        95 % intervals of the shares, bootstrap over opinions.
    label_f1 : float
        Micro-F1 of the second reader's label sets against the first's.
    """

    n: int
    topic: float
    subtopic: float
    topic_kappa: float | None
    subtopic_kappa: float | None
    topic_interval: tuple[float, float]
    subtopic_interval: tuple[float, float]
    label_f1: float

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return asdict(self)


def agreement(first: Corpus, second: Corpus, *, seed: int = 0) -> Agreement:
    """Compare the labels of two readers of the same texts.

    Parameters
    ----------
    first, second : Corpus
        Opinions that stand in one of them only are left out.
    seed : int
        Of the bootstrap.

    Returns
    -------
    Agreement

    Raises
    ------
    CorpusError
        The two have no opinion in common.
    """
    pairs = _pairs(first, second)
    if not pairs:
        raise CorpusError("corpus_disjoint", first=_files(first, 1), second=_files(second, 2))
    labels = [(a.topics[0], b.topics[0]) for a, b in pairs]
    topics = [(first.taxonomy.topic_of(a), first.taxonomy.topic_of(b)) for a, b in labels]
    hits = sum(len(set(a.topics) & set(b.topics)) for a, b in pairs)
    total = sum(len(a.topics) + len(b.topics) for a, b in pairs)
    topic, topic_interval, topic_kappa = _compare(topics, seed)
    subtopic, subtopic_interval, subtopic_kappa = _compare(labels, seed)
    return Agreement(
        n=len(pairs),
        topic=topic,
        subtopic=subtopic,
        topic_kappa=topic_kappa,
        subtopic_kappa=subtopic_kappa,
        topic_interval=topic_interval,
        subtopic_interval=subtopic_interval,
        label_f1=round(2 * hits / total, 4),
    )


def _files(corpus: Corpus, number: int) -> str:
    names = dict.fromkeys(opinion.file for opinion in corpus.opinions if opinion.file)
    return ", ".join(names) or f"corpus {number}"


def _compare(
    given: list[tuple[str, str]], seed: int
) -> tuple[float, tuple[float, float], float | None]:
    from sklearn.metrics import cohen_kappa_score

    same = np.asarray([a == b for a, b in given], dtype=float)
    rng = np.random.default_rng(seed)
    drawn = same[rng.integers(len(same), size=(_REPLICATES, len(same)))].mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    kappa = None
    if len({label for pair in given for label in pair}) > 1:
        first, second = zip(*given)
        kappa = round(float(cohen_kappa_score(first, second)), 4)
    return (
        round(float(same.mean()), 4),
        (round(float(low), 4), round(float(high), 4)),
        kappa,
    )


def _pairs(first: Corpus, second: Corpus) -> list[tuple[LabelledOpinion, LabelledOpinion]]:
    """Return what both have: the same text, and the same id where a text stands there twice."""
    by_text = {opinion.text: opinion for opinion in second.opinions}
    exact = {(opinion.id, opinion.text): opinion for opinion in second.opinions}
    found = (
        (opinion, exact.get((opinion.id, opinion.text)) or by_text.get(opinion.text))
        for opinion in first.opinions
    )
    return [(opinion, other) for opinion, other in found if other is not None]
