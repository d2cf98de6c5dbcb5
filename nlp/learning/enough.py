"""Whether a corpus is large enough for the figures of its model to mean anything."""

from __future__ import annotations

from pathlib import Path

from nlp.errors import Phrase
from nlp.learning.corpus import Corpus
from nlp.resources import default_corpus

# Below it the intervals of the figures are tens of points wide, and the review threshold, which is
# to hold for 96 % of what is accepted, rests on a few wrong tags.
LEAST_OPINIONS = 300
# Of a label with fewer, each fold learns from hardly any.
LEAST_PER_LABEL = 20


def too_small(corpus: Corpus) -> Phrase | None:
    """Return why a model of this corpus is not to be trusted yet; None where it is large enough.

    Parameters
    ----------
    corpus : Corpus
    """
    carried = corpus.indicator.sum(axis=0)
    rare = int(((carried > 0) & (carried < LEAST_PER_LABEL)).sum())
    used = int((carried > 0).sum())
    n, wanted = len(corpus), max(LEAST_OPINIONS, LEAST_PER_LABEL * used)
    if n >= wanted and rare * 2 <= used:
        return None
    return Phrase(
        f"kho ý kiến quá nhỏ để tin được mô hình này: {n} ý kiến (nên có từ {wanted}), {rare} trên"
        f" {used} nhãn có dưới {LEAST_PER_LABEL} ý kiến; các số đo và ngưỡng xem lại chỉ để tham"
        " khảo, hãy gán nhãn thêm và kiểm tra từng kết quả",
        f"the corpus is too small to trust this model: {n} opinions (have {wanted} or more),"
        f" {rare} of {used} labels with fewer than {LEAST_PER_LABEL}; its figures and its review"
        " threshold are rough guesses: label more opinions, and look at every result",
    )


def is_of_project(corpus: Corpus) -> bool:
    """Tell whether a corpus is the one that comes with the project, or a part of it."""
    own = default_corpus()
    files = {Path(opinion.file).resolve() for opinion in corpus.opinions if opinion.file}
    read = all(opinion.file for opinion in corpus.opinions)
    return read and all(own in file.parents for file in files)
