"""What makes probabilities and labels of decision values is learned as it is promised."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import softmax

from nlp.learning.calibration import calibrate, temperature
from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.learning.cross_validation import learned_out_of_fold
from nlp.learning.fitting import TrainingSettings
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


def by_margin(margin: NDArray[np.float64], data: Corpus) -> NDArray[np.float64]:
    """Return values by which the right label is ahead of one of another topic by `margin`."""
    values = np.full((len(data), len(data.taxonomy.labels)), -50.0)
    values[:, 0], values[:, -1] = margin / 2, -margin / 2
    return values


def test_the_temperature_is_that_by_which_the_labels_were_drawn() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(4000, 5))
    primary = np.asarray([rng.choice(5, p=row) for row in softmax(2.5 * values, axis=1)])
    assert temperature(values, primary) == pytest.approx(2.5, abs=0.25)


def test_a_label_of_one_batch_does_not_flatten_the_others() -> None:
    """Out of fold nothing is known of it, and what is made up for it says nothing of others."""
    taxonomy = Taxonomy.load()
    rng = np.random.default_rng(0)
    n, n_alone = 1000, 50
    values = np.full((n + n_alone, len(taxonomy.labels)), -14.0)
    values[:, :4] = rng.normal(size=(n + n_alone, 4))
    primary = [rng.choice(4, p=row) for row in softmax(2.5 * values[:n, :4], axis=1)]
    batches = [str(i % 20) for i in range(n)] + ["alone"] * n_alone
    corpus = Corpus(
        tuple(
            LabelledOpinion(str(i), f"text {i}", (taxonomy.labels[label],), batch=batch)
            for i, (label, batch) in enumerate(zip([*primary, *[5] * n_alone], batches))
        ),
        taxonomy,
    )
    learned = learned_out_of_fold(corpus, TrainingSettings())
    assert np.flatnonzero(~learned).tolist() == list(range(n, n + n_alone))
    found = calibrate(values, values, corpus, 0.9, learned=learned)
    assert found.scale == pytest.approx(2.5, abs=0.4)
    assert calibrate(values, values, corpus, 0.9).scale < 1


def test_the_review_threshold_is_the_lowest_that_keeps_what_is_wanted() -> None:
    data = corpus(2000, 0)
    # So the margin m, whichever label is ahead, is of the right one with probability expit(2 m).
    margin = np.random.default_rng(0).normal(1, 1, len(data))
    values, right = by_margin(margin, data), margin > 0
    found = calibrate(values, values, data, 0.95)
    confidence = found.confidence(np.abs(margin) / 2, -np.abs(margin) / 2)
    assert found.best_weight + found.other_weight == pytest.approx(4, abs=0.6)
    assert confidence.mean() == pytest.approx(right.mean(), abs=0.005)
    accepted = confidence >= found.review_threshold
    assert accepted.sum() > 500
    assert right[accepted].mean() == pytest.approx(0.95, abs=0.01)
    assert right[confidence >= found.review_threshold - 0.02].mean() < 0.95


def test_where_confidence_tells_nothing_all_is_for_review() -> None:
    data = corpus(400, 0)
    values = by_margin(np.random.default_rng(0).normal(0, 1, len(data)), data)
    assert calibrate(values, values, data, 0.9).review_threshold == 1.0
