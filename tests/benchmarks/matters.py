"""Compare ways to group the opinions of a hot spot by matter.

    python tests/benchmarks/matters.py [FILE ...]

Prints, for each marked file, the adjusted Rand index of each method: over all pairs within hot
spots (its parts summed before they are divided) and the mean over hot spots; the number of groups
found; and what the folding of repeated petitions finds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import DBSCAN, KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.cluster import pair_confusion_matrix

from nlp.hotspots.grouping import fold_repeats
from nlp.hotspots.matters import group_matters
from nlp.tagging.tokens import tokenize

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = (DATA / "matters.jsonl", DATA / "matters-fresh.jsonl")
Labels = list[int]
Method = Callable[[pd.DataFrame], Labels]


def ours(part: pd.DataFrame) -> Labels:
    """Return the groups of `group_matters`."""
    group = {id: n for n, matter in enumerate(group_matters(part)) for id in matter.opinion_ids}
    return [group[id] for id in part["id"]]


def tfidf(part: pd.DataFrame) -> np.ndarray:
    """Return plain TF-IDF of words within the hot spot."""
    words = [[w.lower() for w in text] for text in tokenize(part["text"].tolist())]
    return TfidfVectorizer(analyzer=lambda text: text, sublinear_tf=True).fit_transform(words)


def k_means(part: pd.DataFrame) -> Labels:
    """Return k-means on TF-IDF, told how many groups there are."""
    k = part["matter"].nunique()
    return KMeans(k, n_init=10, random_state=0).fit_predict(tfidf(part)).tolist()


def dbscan(eps: float) -> Method:
    """Return DBSCAN on TF-IDF; what it calls noise stands alone."""

    def run(part: pd.DataFrame) -> Labels:
        labels = DBSCAN(eps=eps, min_samples=2, metric="cosine").fit_predict(tfidf(part))
        return [label if label >= 0 else -i - 1 for i, label in enumerate(labels.tolist())]

    return run


METHODS: dict[str, Method] = {
    "group_matters": ours,
    "all in one group": lambda part: [0] * len(part),
    "each alone": lambda part: list(range(len(part))),
    "k-means on TF-IDF, gold k": k_means,
    **{f"DBSCAN on TF-IDF, eps {eps}": dbscan(eps) for eps in (0.7, 0.8, 0.85, 0.9)},
}


def rand_parts(gold: list[str], found: Labels) -> np.ndarray:
    """Return the index, its expectation and its maximum (Hubert and Arabie 1985)."""
    (_, only_found), (only_gold, both) = pair_confusion_matrix(gold, found) / 2
    pairs = len(gold) * (len(gold) - 1) / 2
    in_gold, in_found = both + only_gold, both + only_found
    return np.array([both, in_gold * in_found / pairs, (in_gold + in_found) / 2])


def ratio(parts: np.ndarray) -> float:
    """Return the adjusted index from its parts."""
    index, expected, most = parts
    return float((index - expected) / (most - expected)) if most > expected else 1.0


def folding(frame: pd.DataFrame) -> str:
    """Return how many pairs of repeated petitions are found, missed and wrongly folded."""
    found = missed = wrong = 0
    for _, part in frame.groupby("hotspot", sort=False):
        gold = part["copy_of"].where(part["copy_of"] != "", part["id"]).to_numpy()
        voice = fold_repeats(part["text"].tolist())
        upper = np.triu(np.ones((len(part), len(part)), dtype=bool), 1)
        same, folded = gold[:, None] == gold[None], voice[:, None] == voice[None]
        found += int((same & folded & upper).sum())
        missed += int((same & ~folded & upper).sum())
        wrong += int((~same & folded & upper).sum())
    return f"repeated petitions: {found} pairs found, {missed} missed, {wrong} wrong"


def main(files: list[Path]) -> None:
    """Print a table for each file."""
    for file in files:
        frame = pd.read_json(file, lines=True, dtype=False)
        parts = [part for _, part in frame.groupby("hotspot", sort=False)]
        gold = sum(part["matter"].nunique() for part in parts)
        print(f"## {file.name}: {len(frame)} opinions, {len(parts)} hot spots, {gold} matters\n")
        print("| method | ARI pooled | mean ARI | groups |\n| --- | ---: | ---: | ---: |")
        for name, method in METHODS.items():
            found = [method(part) for part in parts]
            each = [
                rand_parts(part["matter"].tolist(), labels) for part, labels in zip(parts, found)
            ]
            mean = np.mean([ratio(p) for p in each])
            groups = sum(len(set(labels)) for labels in found)
            print(f"| {name} | {ratio(np.sum(each, axis=0)):.3f} | {mean:.3f} | {groups} |")
            if method is ours:
                ours_each = {p["hotspot"].iloc[0]: round(ratio(e), 2) for p, e in zip(parts, each)}
        print(f"\ngroup_matters by hot spot: {ours_each}\n{folding(frame)}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or list(FILES))
