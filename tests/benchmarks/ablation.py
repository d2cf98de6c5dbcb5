"""What each part of the tagger earns: one row a variant, out of fold and on the held-out file.

    python tests/benchmarks/ablation.py [CORPUS] [--dev FILE] [--only NAME...] [--every N]
                                         [--output FILE] [--card MODEL [--table FILE]]

Every row differs from the default in the one thing that it names. Folds are by whole batch; topic
and subtopic accuracy of the primary label and micro-F1 of the label sets have 95 % intervals
(bootstrap; whole batches out of fold). `stripped` is the subtopic accuracy on the held-out file
without its diacritics. Calibration and label threshold are learned anew, out of fold, for each row.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from variants import AVERAGE, DEFAULT, VARIANTS, Variant

from nlp.learning.bigrams import fit_restorer, restored
from nlp.learning.calibration import calibrate, temperature
from nlp.learning.corpus import Corpus
from nlp.learning.evaluation import measure
from nlp.learning.phrases import LabelPhrases
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.classifier import Calibration, Floats
from nlp.tagging.model_directory import load_model, save_model
from nlp.tagging.scoring import DecisionValues, clause_lengths, lead_lengths
from nlp.tagging.terms import Tokens
from nlp.tagging.tokens import tokenize

HEADING = "## What each part earns"
NOTE = """Each row differs from the first in the one thing that it names; out of fold by whole
batch, and on the held-out file. `stripped` is the subtopic accuracy there without diacritics.
Printed by `tests/benchmarks/ablation.py --card`."""
ROOT = Path(__file__).resolve().parents[2]
Values = tuple[DecisionValues, DecisionValues]
Job = tuple[Any, Sequence[Tokens], Sequence[Tokens]]


class Bench:
    """The corpus, and the held-out file with and without diacritics, as words."""

    def __init__(self, corpus: Corpus, dev: Corpus) -> None:
        self.corpus, self.dev = corpus, dev
        self.tokens = tokenize(corpus.texts, n_jobs=-1)
        self.dev_tokens = tokenize([*dev.texts, *map(strip_diacritics, dev.texts)])
        splitter = GroupKFold(DEFAULT.n_splits, shuffle=True, random_state=0)
        self.folds = list(splitter.split(corpus.texts, groups=corpus.groups))
        self.phrases = LabelPhrases.of(corpus.taxonomy)
        everything = np.arange(len(self.tokens))
        # Rows to fit on, their words, and the words to score: of each fold, then for dev.
        self.written: list[Job] = [
            (fitted, [self.tokens[i] for i in fitted], [self.tokens[i] for i in left_out])
            for fitted, left_out in self.folds
        ]
        self.written.append((everything, self.tokens, self.dev_tokens))
        self.read = [self._restored(*job) for job in self.written]

    def _restored(self, rows: Any, fitted: Sequence[Tokens], scored: Sequence[Tokens]) -> Job:
        restorer = fit_restorer(fitted, self.phrases)
        return rows, restored(fitted, restorer), restored(scored, restorer)

    def values(self, variant: Variant) -> Values:
        """Return out-of-fold values, then those on the dev texts."""
        jobs = self.read if variant.restore else self.written
        *parts, dev = Parallel(n_jobs=-1)(delayed(self._part)(variant, *job) for job in jobs)
        order = np.argsort(np.concatenate([left_out for _, left_out in self.folds]))
        return DecisionValues.joined(parts).of(order), dev

    def _part(
        self, variant: Variant, fitted: Any, learned: Sequence[Tokens], scored: Sequence[Tokens]
    ) -> DecisionValues:
        tokens, rows = self._learned(variant, fitted, learned)
        indicator, primary = self.corpus.indicator[rows], self.corpus.primary[rows]
        if variant.phrases:
            tokens, indicator, primary = self.phrases.added_to(tokens, indicator, primary)
        blocks = [
            TfidfVectorizer(analyzer=analyzer, min_df=least, sublinear_tf=True, dtype=np.float32)
            for analyzer, least in variant.blocks.values()
        ]

        def join(parts: list[Any]) -> Any:
            return sparse.csr_array(sparse.hstack(parts, format="csr"))

        matrix = join([block.fit_transform(tokens) for block in blocks])
        score = self._scorer(variant, matrix, indicator, primary)
        leads = lead_lengths(np.asarray([len(tokens) for tokens in scored]))
        lengths = [clause_lengths(tokens) or [0] for tokens in scored]
        clauses = [
            tokens[end - n : end]
            for tokens, parts in zip(scored, lengths)
            for n, end in zip(parts, np.cumsum(parts).tolist())
        ]
        texts = [scored, [tokens[:n] for tokens, n in zip(scored, leads.tolist())], clauses]
        whole, lead, parted = (score(join([block.transform(t) for block in blocks])) for t in texts)
        counts = [len(parts) for parts in lengths]
        best = np.maximum.reduceat(parted, np.cumsum(counts) - counts, axis=0)
        return DecisionValues(whole, lead, best)

    def _learned(
        self, variant: Variant, fitted: Any, tokens: Sequence[Tokens]
    ) -> tuple[list[Tokens], Any]:
        rng = np.random.default_rng(0)
        picked = np.flatnonzero(rng.random(len(tokens)) < variant.strip)
        bare = [[strip_diacritics(word) for word in tokens[i]] for i in picked]
        rows = [fitted, fitted[picked]]
        noisy: list[Tokens] = []
        if variant.noise:
            others = np.flatnonzero(rng.random(len(tokens)) < 0.2)
            noisy = [variant.noise(tokens[i], rng) for i in others]
            rows.append(fitted[others])
        return [*tokens, *bare, *noisy], np.concatenate(rows)

    def _scorer(
        self, variant: Variant, matrix: Any, indicator: Any, primary: Any
    ) -> Callable[[Any], Floats]:
        coef, intercept = variant.fit(matrix, indicator, primary)
        if not variant.two_steps:
            return lambda x: x @ coef.T + intercept
        topic_of = self.corpus.tree.topic_of
        topics = np.zeros((len(indicator), topic_of.max() + 1), dtype=np.int8)
        for label, topic in enumerate(topic_of):
            topics[:, topic] |= indicator[:, label]
        top, top_intercept = variant.fit(matrix, topics, topic_of[primary])
        # The subtopic within its topic, the topic by itself: log-probabilities are added.
        return lambda x: _two_steps(x @ top.T + top_intercept, x @ coef.T + intercept, topic_of)

    def row(self, values: Values, lead_weight: float, clause_weight: float) -> list[str]:
        """Return the cells of a row."""
        own, dev = values
        base = DEFAULT.uncalibrated if lead_weight else Calibration()
        base = replace(base, clause_weight=clause_weight)
        own_first, dev_first = own.primary(base), dev.primary(base)
        calibration = calibrate(
            own_first,
            own.further(base),
            self.corpus,
            DEFAULT.review_precision,
            base,
            several_share=DEFAULT.several_share,
        )
        n, cells = len(self.dev), []
        for corpus, first, further, groups in (
            (self.corpus, own_first, own.further(base), self.corpus.groups),
            (self.dev, dev_first[:n], dev.further(base)[:n], None),
        ):
            figures = measure(
                first, corpus, calibration, further_values=further, groups=groups
            ).figures
            for name in ("topic_accuracy", "subtopic_accuracy", "micro_f1"):
                f = figures[name]
                cells.append(f"{f.value:.3f} ({f.low:.3f}-{f.high:.3f})")
        stripped = dev_first[n:].argmax(axis=1) == self.dev.primary
        return [*cells, f"{stripped.mean():.3f}"]


def _two_steps(topics: Floats, labels: Floats, topic_of: Any) -> Floats:
    chances = np.log(softmax(3 * topics, axis=1) + 1e-12)[:, topic_of]
    for topic in range(topic_of.max() + 1):
        inside = np.flatnonzero(topic_of == topic)
        chances[:, inside] += np.log(softmax(3 * labels[:, inside], axis=1) + 1e-12)
    return np.asarray(chances)


def rows(bench: Bench, only: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Measure the variants, then the calibrated average of three of them."""
    kept: dict[str, Values] = {}
    for name, variant in VARIANTS.items():
        if only and not any(part in name for part in only):
            continue
        values = bench.values(variant)
        if name in AVERAGE:
            kept[name] = values
        yield name, bench.row(values, variant.lead, variant.clauses)
    if len(kept) == len(AVERAGE):
        yield "calibrated average of those three", bench.row(average(bench, kept), 0, 0)


def average(bench: Bench, kept: dict[str, Values]) -> Values:
    """Return the log of the mean of calibrated probabilities, in the place of whole texts."""
    out, dev = [], []
    for both in kept.values():
        values, dev_values = (a.whole + DEFAULT.lead_weight * a.lead for a in both)
        scale = temperature(values, bench.corpus.primary)
        out.append(softmax(scale * values, axis=1))
        dev.append(softmax(scale * dev_values, axis=1))
    first, second = (np.log(np.mean(p, axis=0) + 1e-12) for p in (out, dev))
    return tuple(DecisionValues(v, np.zeros_like(v), v) for v in (first, second))


def put_into_card(path: Path, table: str) -> None:
    """Put the table into a model's card, in the place of an earlier one."""
    model = load_model(path)
    model.card = (
        f"{model.card.split(HEADING)[0].rstrip()}\n\n{HEADING}\n\n{NOTE}\n\n{table.strip()}\n"
    )
    save_model(model, path, force=True)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", default=ROOT / "corpus" / "opinions", type=Path)
    parser.add_argument("--dev", default=ROOT / "corpus" / "dev.jsonl", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="parts of names")
    parser.add_argument("--every", default=1, type=int, metavar="N", help="every Nth opinion")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the table here as well")
    parser.add_argument("--card", type=Path, metavar="MODEL", help="put it into this model's card")
    parser.add_argument("--table", type=Path, metavar="FILE", help="a table that was measured")
    arguments = parser.parse_args()
    if arguments.table:
        put_into_card(arguments.card, arguments.table.read_text(encoding="utf-8"))
        return
    corpus = Corpus.load(arguments.corpus)
    corpus = Corpus(corpus.opinions[:: arguments.every], corpus.taxonomy)
    bench = Bench(corpus, Corpus.load(arguments.dev))
    lines = [
        f"| {len(bench.corpus):,} opinions, {DEFAULT.n_splits} folds | topic | subtopic | micro-F1"
        f" | dev topic (n = {len(bench.dev)}) | dev subtopic | dev micro-F1 | stripped |",
        "| --- |" + " --- |" * 7,
    ]
    print("\n".join(lines), flush=True)
    for name, cells in rows(bench, arguments.only):
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    if arguments.output:
        arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if arguments.card:
        put_into_card(arguments.card, "\n".join(lines))


if __name__ == "__main__":
    main()
