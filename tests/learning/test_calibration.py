"""The threshold of further labels: right where it matters, the middle where it makes none."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.learning.calibration import calibrate
from nlp.learning.corpus import Corpus, LabelledOpinion
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
            batch=str(i % 20),
        )
        for i in range(n)
    ]
    return Corpus(tuple(opinions), taxonomy)


def threshold(data: Corpus, wanted: float, others: float, noise: float = 0.0) -> float:
    """Return the threshold learned where further labels have these decision values."""
    rng = np.random.default_rng(0)
    values = np.full((len(data), len(data.taxonomy.labels)), -5.0)
    values[:, 0] = 3
    further = np.full_like(values, others) + rng.normal(0, noise + 1e-12, values.shape)
    further[data.indicator.astype(bool)] = wanted
    return calibrate(values, further, data, 0.9).label_threshold


def test_the_middle_of_the_equally_good_is_taken() -> None:
    assert threshold(corpus(1000, 20), wanted=1.0, others=-1.0) == pytest.approx(0.0, abs=0.1)


def test_it_is_not_so_high_that_labels_are_lost() -> None:
    """Between wrong ones far below and right ones of all values it stays below the right ones."""
    data = corpus(1000, 20)
    assert threshold(data, wanted=0.5, others=-1.0, noise=0.1) <= 0.5


def test_it_lies_above_what_is_wrong() -> None:
    assert threshold(corpus(1000, 20), wanted=0.9, others=0.0, noise=0.05) > 0.2
