"""Opinions a second, beside named peers in the same run, and how the cost grows.

    python tests/benchmarks/throughput.py [N] [--model DIR] [--rounds N]

All on the same N opinions, distinct ones, since a repeated text is segmented once and would flatter
the tagger:

- bare `underthesea.word_tokenize`, the floor that word segmentation sets: the last column is the
  share of its speed that is left;
- scikit-learn's plain `Pipeline` (TF-IDF of words, `LinearSVC`), saved with joblib and loaded,
  with `word_tokenize` as its tokenizer as its users have it, and on words that are there already;
- fastText supervised on the same words, where it is installed (``ykien[benchmarks]``).

The peers learn from the whole corpus, as the default model does: this is about speed alone. None
gives calibrated probabilities, keywords or label sets. Runs alternate and the best counts, since
machines are shared; before each run the segmenter forgets the syllables that it has seen, as if the
texts were new to it. The second and third table show the cost by length of a text and by number of
rows.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from underthesea import word_tokenize

from nlp import Tagger
from nlp.learning.corpus import Corpus
from nlp.tagging.segmenter import load_segmenter
from nlp.tagging.tokens import tokenize

ROOT = Path(__file__).resolve().parents[2]
FLOOR = "underthesea.word_tokenize"
LENGTHS = (25, 50, 100, 200, 400, 800, 1600)


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def forget() -> None:
    """Forget what the segmenter keeps of syllables that it has seen, but for its weights."""
    load_segmenter.cache_clear()
    load_segmenter()
    time.sleep(0.1)


def forget_everywhere() -> None:
    """Do so in this process and in those that joblib keeps."""
    forget()
    Parallel(n_jobs=2)(delayed(forget)() for _ in range(8))


def joined(words: list[str]) -> str:
    """Return words as one text, syllables of a word joined."""
    return " ".join(word.replace(" ", "_").lower() for word in words)


def pipelines(
    learned: list[str], labels: list[str], folder: Path
) -> dict[str, Callable[[list[str]], Any]]:
    """Return the scikit-learn peers, saved and loaded."""
    words = [joined(tokens) for tokens in tokenize(learned, n_jobs=-1)]
    pipeline = make_pipeline(TfidfVectorizer(token_pattern=r"\S+", min_df=2), LinearSVC())
    joblib.dump(pipeline.fit(words, labels), folder / "pipeline.joblib")
    loaded = joblib.load(folder / "pipeline.joblib")
    return {
        "Pipeline with word_tokenize": lambda texts: loaded.predict(
            [joined(word_tokenize(text)) for text in texts]
        ),
        "Pipeline on ready words": loaded.predict,
    }


def fasttext_peer(learned: list[str], labels: list[str], folder: Path) -> Callable[..., Any] | None:
    """Return fastText, or None where it is not installed."""
    try:
        import fasttext
    except ImportError:
        return None
    lines = [
        f"__label__{label} {joined(tokens)}"
        for label, tokens in zip(labels, tokenize(learned, n_jobs=-1))
    ]
    (folder / "train.txt").write_text("\n".join(lines), encoding="utf-8")
    model = fasttext.train_supervised(
        str(folder / "train.txt"), epoch=25, lr=0.5, wordNgrams=2, thread=1, verbose=0
    )
    # The wrapper's own predict does not know numpy 2; this is what it calls.
    return lambda texts: [model.f.predict(text + "\n", 1, 0.0, "strict") for text in texts]


def compare(tagger: Tagger, corpus: Corpus, n: int, rounds: int) -> None:
    """Print the table of contenders."""
    step = max(1, len(corpus) // n)
    texts = corpus.texts[::step][:n]
    learned, labels = corpus.texts, [opinion.topics[0] for opinion in corpus.opinions]
    words = [joined(tokens) for tokens in tokenize(texts)]
    with tempfile.TemporaryDirectory() as folder:
        plain = pipelines(learned, labels, Path(folder))
        fast = fasttext_peer(learned, labels, Path(folder))
    contenders: dict[str, Callable[[], object]] = {
        FLOOR: lambda: [word_tokenize(text) for text in texts],
        "Tagger.predict_proba": lambda: tagger.predict_proba(texts),
        "Tagger.tag (with keywords)": lambda: tagger.tag(texts),
        "Tagger.tag, two processes": lambda: tagger.tag(texts, n_jobs=2),
        "Pipeline with word_tokenize": lambda: plain["Pipeline with word_tokenize"](texts),
        "Pipeline on ready words": lambda: plain["Pipeline on ready words"](words),
    }
    if tagger.model.encoder is not None:
        unsure, default = Tagger(tagger.model, "unsure"), Tagger.load()
        contenders["Tagger.tag, encoder where unsure"] = lambda: unsure.tag(texts)
        contenders["Tagger.tag of the default model"] = lambda: default.tag(texts)
    if fast is not None:
        contenders["fastText on ready words"] = lambda: fast(words)
    else:
        print("fastText is not installed (ykien[benchmarks]): left out")
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, work in contenders.items():
            forget_everywhere()
            best[name] = min(best[name], seconds(work))
    print("| what | opinions a second | of the floor |\n| --- | ---: | ---: |")
    for name, taken in best.items():
        print(f"| {name} | {n / taken:,.0f} | {best[FLOOR] / taken:.2f} |")


def growth(tagger: Tagger, corpus: Corpus, rounds: int) -> None:
    """Print what a syllable costs in texts of unlike length, and a row in unlike numbers."""
    syllables = " ".join(corpus.texts).split()
    print("\n| syllables in a text | texts | microseconds a syllable |\n| ---: | ---: | ---: |")
    for length in LENGTHS:
        n = max(10, 20_000 // length)
        texts = [" ".join(syllables[i * length : (i + 1) * length]) for i in range(n)]
        taken = min(seconds(lambda texts=texts: tagger.tag(texts)) for _ in range(rounds))
        print(f"| {length} | {n} | {taken / n / length * 1e6:.1f} |")
    print("\n| rows | milliseconds a row |\n| ---: | ---: |")
    for n in (500, 1000, 2000, 4000, 8000):
        texts = corpus.texts[:: max(1, len(corpus) // n)][:n]
        taken = min(seconds(lambda texts=texts: tagger.tag(texts)) for _ in range(rounds))
        print(f"| {n} | {taken / n * 1e3:.2f} |")


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("n", nargs="?", default=10_000, type=int, metavar="N")
    parser.add_argument("--model", type=Path, metavar="DIR")
    parser.add_argument("--rounds", default=3, type=int, metavar="N")
    arguments = parser.parse_args()
    corpus = Corpus.load(ROOT / "corpus" / "opinions")
    start = time.perf_counter()
    tagger = Tagger.load(arguments.model)
    print(f"model loaded in {time.perf_counter() - start:.2f} s; best of {arguments.rounds}")
    tagger.tag(corpus.texts[:50])
    compare(tagger, corpus, min(arguments.n, len(corpus)), arguments.rounds)
    if tagger.model.encoder is None:
        growth(tagger, corpus, arguments.rounds)


if __name__ == "__main__":
    main()
