"""Opinions a second on one core, beside bare word segmentation in the same run.

    python tests/benchmarks/throughput.py [N]

The peer is `underthesea.word_tokenize` on the same texts, the floor that word segmentation sets;
the ratio says what part of its speed is left once the texts are tagged. Runs alternate and the
best of three counts, since machines are shared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from underthesea import word_tokenize

from nlp import Tagger
from nlp.learning.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print the table."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    corpus = Corpus.load(ROOT / "corpus" / "opinions").texts
    # Distinct texts: repeated ones are segmented once and would flatter the tagger.
    texts = corpus[:: max(1, len(corpus) // wanted)][:wanted]
    start = time.perf_counter()
    tagger = Tagger.load()
    loaded = time.perf_counter() - start
    tagger.tag(texts[:50])
    contenders: dict[str, Callable[[], object]] = {
        "underthesea.word_tokenize": lambda: [word_tokenize(text) for text in texts],
        "Tagger.predict_proba": lambda: tagger.predict_proba(texts),
        "Tagger.tag (with keywords)": lambda: tagger.tag(texts),
        "Tagger.tag, two processes": lambda: tagger.tag(texts, n_jobs=2),
    }
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS):
        for name, work in contenders.items():
            best[name] = min(best[name], seconds(work))
    floor = best["underthesea.word_tokenize"]
    print(f"{len(texts)} opinions of the corpus, best of {ROUNDS}; model loaded in {loaded:.2f} s")
    print("| what | opinions a second | of the floor |\n| --- | ---: | ---: |")
    for name, time_taken in best.items():
        print(f"| {name} | {len(texts) / time_taken:,.0f} | {floor / time_taken:.2f} |")


if __name__ == "__main__":
    main()
