"""What a corpus made of batches teaches: measured before the next opinions are written.

    python tests/benchmarks/corpus_curve.py [CORPUS] [--dev FILE] [--largest N]

Prints, with 95 % intervals (bootstrap by whole batches where there are several):

(a) accuracy by manner and style, each opinion judged by a model that has not read its batch;
(b) accuracy on the held-out file: real-derived, small, a check and no compass;
(c) transfer: trained on the batches of one manner, tested on those of the others;
(d) what each of the largest batches adds to a model that has read only other manners: accuracy on
    the other batches of its own manner, with and without it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.learning.corpus import Corpus
from nlp.learning.evaluation import measure
from nlp.learning.fitting import TrainingSettings, fit_features, fit_linear
from nlp.learning.training import cross_val_scores
from nlp.tagging.classifier import Calibration, Floats
from nlp.tagging.scoring import Scored, score
from nlp.tagging.tokens import tokenize

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = TrainingSettings(n_splits=10)
# Accuracy does not depend on the calibration.
PLAIN = Calibration()


def subset(corpus: Corpus, rows: NDArray[np.intp]) -> Corpus:
    """Return some opinions of a corpus."""
    return Corpus(tuple(corpus.opinions[i] for i in rows), corpus.taxonomy)


def accuracies(scores: Floats, corpus: Corpus) -> str:
    """Return topic and subtopic accuracy as cells of a table."""
    batches = [opinion.batch or opinion.id for opinion in corpus.opinions]
    _, groups = np.unique(batches, return_inverse=True)
    several = len(set(batches)) > 3
    measured = measure(scores, corpus, PLAIN, groups=groups if several else None).figures
    cells = []
    for name in ("topic_accuracy", "subtopic_accuracy"):
        figure = measured[name]
        cells.append(f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})")
    return " | ".join([str(len(corpus)), *cells])


class Bench:
    """A corpus and its words, fitted on parts of it.

    Parameters
    ----------
    corpus : Corpus
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.tokens = tokenize(corpus.texts, n_jobs=-1)
        self.manners = np.asarray([o.manner or "-" for o in corpus.opinions])
        self.styles = np.asarray([o.style or "-" for o in corpus.opinions])
        self.batches = np.asarray([o.batch or o.id for o in corpus.opinions])

    def scores(self, fitted: NDArray[np.intp], tokens: Sequence[Sequence[str]]) -> Floats:
        """Return decision values of a model that has read the opinions `fitted`."""
        part = subset(self.corpus, fitted)
        features, matrix = fit_features([self.tokens[i] for i in fitted], SETTINGS)
        model = fit_linear(matrix, part.indicator, part.primary, SETTINGS, n_jobs=-1)
        return self._primary(score(tokens, features, model))

    def out_of_fold(self) -> None:
        """(a) Print accuracy by manner and style."""
        whole, lead = cross_val_scores(self.corpus, self.tokens, SETTINGS, n_jobs=-1)
        scores = whole + SETTINGS.lead_weight * lead
        print(
            "\n(a) out of fold\n\n| part | opinions | topic | subtopic |\n| --- | --- | --- | --- |"
        )
        print("| all |", accuracies(scores, self.corpus), "|")
        for values in (self.manners, self.styles):
            for value, _ in Counter(values.tolist()).most_common():
                rows = np.flatnonzero(values == value)
                print(f"| {value} |", accuracies(scores[rows], subset(self.corpus, rows)), "|")

    def held_out(self, dev: Corpus) -> None:
        """(b) Print accuracy on the held-out file."""
        print("\n(b) held out\n\n| file | opinions | topic | subtopic |")
        print("| --- | --- | --- | --- |")
        everything = np.arange(len(self.corpus))
        print("| dev |", accuracies(self.scores(everything, tokenize(dev.texts)), dev), "|")

    def transfer(self, dev: Corpus) -> None:
        """(c) Print topic accuracy by manner trained on and manner tested on."""
        names = [name for name, n in Counter(self.manners.tolist()).most_common() if n >= 200]
        print("\n(c) transfer, topic accuracy\n\n| trained on | n |", " | ".join(names), "| dev |")
        print("| --- |" + " --- |" * (len(names) + 2))
        dev_tokens = tokenize(dev.texts)
        for name in names:
            fitted = np.flatnonzero(self.manners == name)
            scores = self.scores(fitted, [*self.tokens, *dev_tokens])
            right = self._right(scores[: len(self.corpus)], self.corpus)
            cells = ["-" if n == name else f"{right[self.manners == n].mean():.3f}" for n in names]
            cells.append(f"{self._right(scores[len(self.corpus) :], dev).mean():.3f}")
            print(f"| {name} | {len(fitted)} |", " | ".join(cells), "|")

    def batch_gains(self, largest: int) -> None:
        """(d) Print what each of the largest batches adds to the others of its manner."""
        print("\n(d) topic accuracy on the other batches of its manner\n")
        print("| batch | manner | opinions | tested on | without it | with it |")
        print("| --- | --- | --- | --- | --- | --- |")
        for batch, size in Counter(self.batches.tolist()).most_common(largest):
            inside = self.batches == batch
            manner = Counter(self.manners[inside].tolist()).most_common(1)[0][0]
            tested = np.flatnonzero((self.manners == manner) & ~inside)
            if not len(tested):
                continue
            without = np.flatnonzero((self.manners != manner) & ~inside)
            both = np.union1d(without, np.flatnonzero(inside))
            part, tokens = subset(self.corpus, tested), [self.tokens[i] for i in tested]
            cells = [
                f"{self._right(self.scores(fitted, tokens), part).mean():.3f}"
                for fitted in (without, both)
            ]
            print(f"| {batch} | {manner} | {size} | {len(tested)} |", " | ".join(cells), "|")

    @staticmethod
    def _primary(scored: Scored) -> Floats:
        return scored.scores + SETTINGS.lead_weight * scored.lead_scores

    @staticmethod
    def _right(scores: Floats, corpus: Corpus) -> NDArray[np.bool_]:
        topic_of = corpus.tree.topic_of
        right: NDArray[np.bool_] = topic_of[scores.argmax(axis=1)] == topic_of[corpus.primary]
        return right


def main() -> None:
    """Measure and print the four tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", default=ROOT / "corpus" / "opinions", type=Path)
    parser.add_argument("--dev", default=ROOT / "corpus" / "dev.jsonl", type=Path)
    parser.add_argument("--largest", default=12, type=int, metavar="N")
    arguments = parser.parse_args()
    bench, dev = Bench(Corpus.load(arguments.corpus)), Corpus.load(arguments.dev)
    bench.out_of_fold()
    bench.held_out(dev)
    bench.transfer(dev)
    bench.batch_gains(arguments.largest)


if __name__ == "__main__":
    main()
