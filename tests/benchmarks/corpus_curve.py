"""What a corpus made of batches teaches: measured before the next opinions are written.

    python tests/benchmarks/corpus_curve.py [CORPUS] [--dev FILE] [--folds N] [--least N]
        [--parts abcde] [--semantic]

Prints, with 95 % intervals (bootstrap by whole batches where there are several):

(a) accuracy by manner and style, each opinion judged by a model that has not read its batch;
(b) accuracy on the held-out file: real-derived, small, a check and no compass;
(c) transfer: trained on the batches of one manner, tested on those of the others;
(d) what each batch of at least N opinions adds to a model that has read only other manners:
    accuracy on the other batches of its own manner, with and without it;
(e) the curve by wave of writing (`corpus/waves.yaml`): each wave added to those before it, judged
    out of fold on the whole corpus, on the opinions of all other waves and on the held-out file.
    With `--plot FILE` it is drawn.

The model is the linear one; with `--semantic` the average of it and of a logistic regression on the
mean states of the pretrained encoder, untuned, since tuning it for every part would take days.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp.learning.corpus import Corpus
from nlp.learning.evaluation import measure
from nlp.learning.fitting import TrainingSettings, fit
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.classifier import Calibration, Floats
from nlp.tagging.scoring import score
from nlp.tagging.tokens import tokenize

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = TrainingSettings()
# The strength and weight of the semantic part, chosen out of fold on the first three waves.
SEMANTIC_C, SEMANTIC_WEIGHT = 0.01, 0.1
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
    dev : Corpus
        The held-out file.
    n_folds : int
    semantic : bool
        Put a logistic regression on the states of the pretrained encoder beside the linear model.
    """

    def __init__(
        self, corpus: Corpus, dev: Corpus, *, n_folds: int = 10, semantic: bool = False
    ) -> None:
        self.corpus, self.dev, self.n_folds = corpus, dev, n_folds
        # The rows of the corpus, then those of the held-out file.
        texts = [*corpus.texts, *dev.texts]
        self.tokens = tokenize(texts, n_jobs=-1)
        self.phrases = LabelPhrases.of(corpus.taxonomy)
        self.dev_rows = np.arange(len(corpus), len(texts))
        self.states = pretrained_states(texts, len(corpus.taxonomy.labels)) if semantic else None
        self.manners = np.asarray([o.manner or "-" for o in corpus.opinions])
        self.styles = np.asarray([o.style or "-" for o in corpus.opinions])
        self.batches = np.asarray([o.batch or o.id for o in corpus.opinions])

    def values(
        self, fitted: NDArray[np.intp], rows_scored: NDArray[np.intp], n_jobs: int = -1
    ) -> dict[str, Floats]:
        """Return decision values for some rows, of models that have read the opinions `fitted`."""
        part = subset(self.corpus, fitted)
        model = fit(
            [self.tokens[i] for i in fitted],
            part.indicator,
            part.primary,
            SETTINGS,
            self.phrases,
            n_jobs=n_jobs,
        )
        scored = score([self.tokens[i] for i in rows_scored], *model)
        first = scored.values.primary(SETTINGS.uncalibrated)
        values = {"linear": first}
        if self.states is not None:
            added = SEMANTIC_WEIGHT * self._semantic(fitted, rows_scored)
            values["semantic"] = values["linear"] + added
        return values

    def scores(
        self, fitted: NDArray[np.intp], rows_scored: NDArray[np.intp], n_jobs: int = -1
    ) -> Floats:
        """Return the decision values of the best model there is."""
        return list(self.values(fitted, rows_scored, n_jobs).values())[-1]

    def _semantic(self, fitted: NDArray[np.intp], rows_scored: NDArray[np.intp]) -> Floats:
        assert self.states is not None
        primary = self.corpus.primary[fitted]
        model = LogisticRegression(C=SEMANTIC_C, max_iter=300).fit(self.states[fitted], primary)
        values = np.full((len(rows_scored), self.corpus.indicator.shape[1]), -20.0)
        values[:, model.classes_] = model.predict_log_proba(self.states[rows_scored])
        return values

    def out_of_fold(self) -> None:
        """(a) Print accuracy by manner and style."""
        scores = np.empty(self.corpus.indicator.shape)
        parts = Parallel(n_jobs=-1)(
            delayed(self.scores)(fitted, left_out, 1) for fitted, left_out in self._folds()
        )
        for (_, left_out), part in zip(self._folds(), parts):
            scores[left_out] = part
        print(
            "\n(a) out of fold\n\n| part | opinions | topic | subtopic |\n| --- | --- | --- | --- |"
        )
        print("| all |", accuracies(scores, self.corpus), "|")
        for values in (self.manners, self.styles):
            for value, _ in Counter(values.tolist()).most_common():
                rows = np.flatnonzero(values == value)
                print(f"| {value} |", accuracies(scores[rows], subset(self.corpus, rows)), "|")

    def _folds(self) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        splitter = GroupKFold(self.n_folds, shuffle=True, random_state=0)
        return list(splitter.split(self.batches, groups=self.corpus.groups))

    def held_out(self) -> None:
        """(b) Print accuracy on the held-out file."""
        print("\n(b) held out\n\n| file | opinions | topic | subtopic |")
        print("| --- | --- | --- | --- |")
        everything = np.arange(len(self.corpus))
        print("| dev |", accuracies(self.scores(everything, self.dev_rows), self.dev), "|")

    def transfer(self) -> None:
        """(c) Print topic accuracy by manner trained on and manner tested on."""
        names = [name for name, n in Counter(self.manners.tolist()).most_common() if n >= 200]
        print("\n(c) transfer, topic accuracy\n\n| trained on | n |", " | ".join(names), "| dev |")
        print("| --- |" + " --- |" * (len(names) + 2))
        for name in names:
            fitted = np.flatnonzero(self.manners == name)
            scores = self.scores(fitted, np.arange(len(self.tokens)))
            right = self._right(scores[: len(self.corpus)], self.corpus)
            cells = ["-" if n == name else f"{right[self.manners == n].mean():.3f}" for n in names]
            cells.append(f"{self._right(scores[self.dev_rows], self.dev).mean():.3f}")
            print(f"| {name} | {len(fitted)} |", " | ".join(cells), "|")

    def batch_gains(self, least: int) -> None:
        """(d) Print what each batch adds to the others of its manner."""
        print("\n(d) topic accuracy on the other batches of its manner\n")
        print("| batch | manner | opinions | tested on | without it | with it |")
        print("| --- | --- | --- | --- | --- | --- |")
        for batch, size in Counter(self.batches.tolist()).most_common():
            if size < least:
                break
            inside = self.batches == batch
            manner = Counter(self.manners[inside].tolist()).most_common(1)[0][0]
            tested = np.flatnonzero((self.manners == manner) & ~inside)
            if not len(tested):
                continue
            without = np.flatnonzero((self.manners != manner) & ~inside)
            both = np.union1d(without, np.flatnonzero(inside))
            part = subset(self.corpus, tested)
            cells = [
                f"{self._right(self.scores(fitted, tested), part).mean():.3f}"
                for fitted in (without, both)
            ]
            print(f"| {batch} | {manner} | {size} | {len(tested)} |", " | ".join(cells), "|")

    def by_wave(self, waves: list[set[str]]) -> list[dict[str, float]]:
        """(e) Print accuracy with each wave added to those before it; return the last model's."""
        of = np.asarray([next(w for w, b in enumerate(waves) if x in b) for x in self.batches])
        folds = self._folds()
        print("\n(e) by wave, topic / subtopic accuracy\n")
        heads = ["model, waves read", "opinions", "whole corpus", "other waves before"]
        print("|", " | ".join([*heads, "other waves", "dev"]), "|")
        print("| --- | --- | --- | --- | --- | --- |")
        curve: list[dict[str, float]] = []
        before: dict[str, NDArray[np.bool_]] = {}
        for wave in range(len(waves)):
            read, other = of <= wave, of != wave
            parts = Parallel(n_jobs=-1)(
                delayed(self._fold)(np.intersect1d(fitted, np.flatnonzero(read)), left_out)
                for fitted, left_out in folds
            )
            on_dev = self._fold(np.flatnonzero(read), self.dev_rows, n_jobs=-1)
            for model in on_dev:
                right = np.empty((2, len(self.corpus)), dtype=bool)
                for (_, left_out), part in zip(folds, parts):
                    right[:, left_out] = part[model]
                values = {"n": float(read.sum())}
                cells = [f"{model}, 0 to {wave}", f"{read.sum()}"]
                for name, matrix, rows in (
                    ("all", right, slice(None)),
                    ("before", before.get(model), other),
                    ("others", right, other),
                    ("dev", on_dev[model], slice(None)),
                ):
                    if matrix is None:
                        cells.append("-")
                        continue
                    topic, subtopic = matrix[:, rows].mean(axis=1)
                    values |= {f"{name}_topic": topic, f"{name}_subtopic": subtopic}
                    cells.append(f"{topic:.4f} / {subtopic:.4f}")
                print("|", " | ".join(cells), "|", flush=True)
                before[model] = right
            curve.append(values)
        return curve

    def _fold(
        self, fitted: NDArray[np.intp], scored: NDArray[np.intp], n_jobs: int = 1
    ) -> dict[str, NDArray[np.bool_]]:
        """Return which topics and labels are right, by model."""
        part = subset(self.corpus, scored) if scored[0] < len(self.corpus) else self.dev
        return {
            name: np.vstack([self._right(values, part), self._exact(values, part)])
            for name, values in self.values(fitted, scored, n_jobs).items()
        }

    @staticmethod
    def _exact(scores: Floats, corpus: Corpus) -> NDArray[np.bool_]:
        right: NDArray[np.bool_] = scores.argmax(axis=1) == corpus.primary
        return right

    @staticmethod
    def _right(scores: Floats, corpus: Corpus) -> NDArray[np.bool_]:
        topic_of = corpus.tree.topic_of
        right: NDArray[np.bool_] = topic_of[scores.argmax(axis=1)] == topic_of[corpus.primary]
        return right


def pretrained_states(texts: Sequence[str], n_labels: int) -> NDArray[np.float32]:
    """Return the mean last states of the pretrained encoder, scaled, shape (n, hidden)."""
    from nlp.learning.encoder.prepared import prepare
    from nlp.learning.encoder.pretrained import load_pretrained

    states = prepare(texts, n_labels, load_pretrained()).pooled[: len(texts)].numpy()
    scaled: NDArray[np.float32] = (states - states.mean(axis=0)) / states.std(axis=0)
    return scaled


def read_waves(path: Path, corpus: Corpus) -> list[set[str]]:
    """Return the batches of each wave, the seed first."""
    waves: list[set[str]] = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["waves"]:
        manners = set(entry.get("manners", ()))
        named = {o.batch for o in corpus.opinions if o.manner in manners}
        waves.append(named | set(entry.get("batches", ())))
    return waves


def draw(curve: list[dict[str, float]], path: Path) -> None:
    """Draw the curve by wave."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "ykien"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    sizes = [values["n"] for values in curve]
    for name, title, marker in (("all", "out of fold, whole corpus", "o"), ("dev", "dev", "s")):
        for level, style in (("topic", "-"), ("subtopic", "--")):
            heights = [values[f"{name}_{level}"] for values in curve]
            axes.plot(sizes, heights, style, marker=marker, label=f"{title}, {level}")
    axes.set_xlabel("opinions read: the seed, then a point a wave")
    axes.set_ylabel("accuracy of the primary label")
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", default=ROOT / "corpus" / "opinions", type=Path)
    parser.add_argument("--dev", default=ROOT / "corpus" / "dev.jsonl", type=Path)
    parser.add_argument("--waves", default=ROOT / "corpus" / "waves.yaml", type=Path)
    parser.add_argument("--folds", default=10, type=int, metavar="N")
    parser.add_argument("--least", default=100, type=int, metavar="N")
    parser.add_argument("--parts", default="abcde", help="which of the tables")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    parser.add_argument("--semantic", action="store_true")
    arguments = parser.parse_args()
    corpus, dev = Corpus.load(arguments.corpus), Corpus.load(arguments.dev)
    bench = Bench(corpus, dev, n_folds=arguments.folds, semantic=arguments.semantic)
    if "a" in arguments.parts:
        bench.out_of_fold()
    if "b" in arguments.parts:
        bench.held_out()
    if "c" in arguments.parts:
        bench.transfer()
    if "d" in arguments.parts:
        bench.batch_gains(arguments.least)
    if "e" in arguments.parts:
        curve = bench.by_wave(read_waves(arguments.waves, bench.corpus))
        if arguments.plot:
            draw(curve, arguments.plot)


if __name__ == "__main__":
    main()
