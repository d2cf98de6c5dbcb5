"""Further labels are chosen by the micro-F1 of the label sets, as where the tagger is used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.learning.label_sets import LabelSetJudge
from nlp.taxonomy import Taxonomy


def corpus(n: int, several: int) -> Corpus:
    """Return opinions of twenty batches, the first `several` of each hundred with two labels."""
    taxonomy = Taxonomy.load()
    first, second = taxonomy.labels[:2]
    opinions = [
        LabelledOpinion(
            str(i),
            f"text {i}",
            (first, second) if i % 100 < several else (first,),
            batch=str(i // 5 % 20),
        )
        for i in range(n)
    ]
    return Corpus(tuple(opinions), taxonomy)


def values(data: Corpus, *, spread: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return decision values whose further labels overlap with what is wrong."""
    rng = np.random.default_rng(0)
    primary = np.full((len(data), len(data.taxonomy.labels)), -5.0)
    primary[:, 0] = 3
    further = np.full_like(primary, -5.0)
    further[:, 1] = rng.normal(np.where(data.indicator[:, 1] == 1, 0.5, -0.5), spread)
    return primary, further


def test_where_more_opinions_have_several_labels_more_are_given() -> None:
    data = corpus(1000, 10)
    primary, further = values(data, spread=0.5)
    found = [LabelSetJudge(data, primary, share).threshold(further) for share in (0.05, 0.2, 0.5)]
    assert found[0] > found[1] > found[2]


def test_the_best_is_no_worse_than_at_any_other_values() -> None:
    """Values that tell more have a better micro-F1, and the worse ones are not near it."""
    data = corpus(1000, 20)
    primary, clear = values(data, spread=0.2)
    _, vague = values(data, spread=2.0)
    judge = LabelSetJudge(data, primary, None)
    best, other = judge.best(clear), judge.best(vague)
    assert best.value > other.value
    assert best.is_near(best)
    assert not other.is_near(best)


def test_a_difference_that_goes_either_way_is_none() -> None:
    """Values that are worse on two batches and better on one are within a standard error."""
    data = corpus(1000, 20)
    primary, clear = values(data, spread=0.1)

    def without(*batches: str) -> NDArray[np.float64]:
        missed = clear.copy()
        of_these = np.asarray([opinion.batch in batches for opinion in data.opinions])
        missed[of_these & (data.indicator[:, 1] == 1), 1] = -0.5
        return missed

    judge = LabelSetJudge(data, primary, None)
    better, worse = judge.best(without("3")), judge.best(without("1", "2"))
    assert worse.value < better.value
    assert worse.is_near(better)
