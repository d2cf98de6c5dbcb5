"""Fit the model of `nlp.reading.likeness` and judge it: ``python tests/benchmarks/likeness.py``.

    python tests/benchmarks/likeness.py          # leave one file out, for each test file
    python tests/benchmarks/likeness.py --reader # the reader on each file, by a model without it
    python tests/benchmarks/likeness.py --write  # fit on all and write nlp/reading/likeness.json

It learns from the test set of transcripts (opinions, answers and officials' words, all else) and
from a part of the corpus of opinions. The figures are for the blocks of a file whose own blocks
the model has not seen.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from nlp.atomic import replacing
from nlp.reading import likeness as module
from nlp.reading.encoding import normalize
from nlp.reading.likeness import KINDS, features, likeness

shipped = module.weights_in_use
ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "transcripts"
# Written to be held out; the model never learns from them.
HELD_OUT = ("d0", "e0", "e1", "e2")
WEIGHTS = ROOT / "nlp" / "reading" / "likeness.json"
# Every so many opinions of the corpus one is learnt from.
STEP = 8
STRENGTH = 0.3
VOCABULARY = 2000
Example = tuple[str, str, float]
Weights = dict[str, tuple[float, ...]]


def gold_examples() -> dict[str, list[Example]]:
    """Return the blocks of every test file: text, kind, weight; their sentences weigh less."""
    found: dict[str, list[Example]] = {}
    for path in sorted(GOLD.glob("*.gold.jsonl")):
        if path.name.startswith(HELD_OUT):
            continue
        examples = found.setdefault(path.name, [])
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kind = "reply" if row.get("kind") in ("answer", "official") else "other"
            kind = "opinion" if "text" in row else kind
            text = normalize(row.get("text") or row["not_opinion"])
            examples.append((text, kind, 1.0))
            sentences = re.split(r"(?<=[.!?])\s+", text)
            if len(sentences) > 1 and kind != "other":
                examples += [(part, kind, 0.4) for part in sentences if len(part.split()) > 4]
    return found


def corpus_examples() -> list[Example]:
    """Return a part of the corpus, all of it opinions, each weighing half a block."""
    texts = [
        json.loads(line)["text"]
        for path in sorted((ROOT / "corpus" / "opinions").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(normalize(text), "opinion", 0.5) for text in texts[::STEP]]


def fit(examples: list[Example]) -> Weights:
    """Return the weights by feature, of those that tell the kinds apart best."""
    kinds = np.array([KINDS.index(kind) for _, kind, _ in examples])
    counts = Counter(kind for _, kind, _ in examples)
    rows = [features(text) for text, _, _ in examples]
    vectorizer = DictVectorizer()
    data = vectorizer.fit_transform(rows)
    names = vectorizer.get_feature_names_out()
    often = np.asarray((data > 0).sum(axis=0)).ravel() >= 4
    scores = np.where(often, np.nan_to_num(chi2(data, kinds)[0]), -1)
    shape = np.array([name.startswith("<") for name in names])
    chosen = np.sort(np.argsort(-(scores + 1e9 * shape), kind="stable")[:VOCABULARY])
    total = {kind: sum(w for _, k, w in examples if k == kind) for kind in counts}
    balanced = [w / total[kind] * len(examples) / len(counts) for _, kind, w in examples]
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(data[:, chosen], kinds, sample_weight=balanced)
    weights = {
        str(names[column]): tuple(round(float(w), 3) for w in model.coef_[:, index])
        for index, column in enumerate(chosen)
    }
    bias = zip(weights["<bias>"], model.intercept_)
    return weights | {"<bias>": tuple(round(w + float(b), 3) for w, b in bias)}


def judge_reader(gold: dict[str, list[Example]], corpus: list[Example]) -> None:
    """Print how the reader does on each file with weights that have not seen the file."""
    spec = importlib.util.spec_from_file_location(
        "transcripts", Path(__file__).parent / "transcripts.py"
    )
    assert spec is not None and spec.loader is not None
    transcripts = importlib.util.module_from_spec(spec)
    sys.modules["transcripts"] = transcripts
    spec.loader.exec_module(transcripts)
    totals = {part: transcripts.Score() for part in ("with", "without", "no model")}
    for path, gold_path in transcripts.gold_files():
        if path.name.startswith(HELD_OUT):
            continue
        rows = [json.loads(x) for x in gold_path.read_text("utf-8").splitlines() if x]
        rest = [e for other, more in gold.items() if other != gold_path.name for e in more]
        scores = {}
        for part in totals:
            if part != "with":
                weights = fit([*corpus, *rest]) if part == "without" else {}
                module.weights_in_use = lambda weights=weights: weights  # type: ignore[assignment]
            module.reads_like.cache_clear()
            scores[part] = transcripts.score(transcripts.read_rows(path), rows)
            totals[part] += scores[part]
            module.weights_in_use = shipped
        print(f"{path.name:46}", *(f"{part} {one.f1:.3f}" for part, one in scores.items()))
    for part, one in totals.items():
        print(f"{part:10} F1 {one.f1:.3f}  overlap {one.overlap:.3f}  leak {100 * one.leak:.1f} %")


def main() -> None:
    """Print the figures, or write the weights."""
    gold, corpus = gold_examples(), corpus_examples()
    if "--reader" in sys.argv:
        judge_reader(gold, corpus)
        return
    if "--write" in sys.argv:
        weights = fit([*corpus, *(e for rows in gold.values() for e in rows)])
        lines = [f"{json.dumps(k, ensure_ascii=False)}: {list(v)}" for k, v in weights.items()]
        with replacing(WEIGHTS) as path:
            path.write_text('{"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
        return
    table: Counter[tuple[str, str]] = Counter()
    for name, rows in gold.items():
        rest = [e for other, more in gold.items() if other != name for e in more]
        weights = fit([*corpus, *rest])
        own: Counter[bool] = Counter()
        for text, kind, weight in rows:
            if weight < 1:
                continue
            shares = likeness(text, weights)  # type: ignore[arg-type]
            said = max(KINDS, key=shares.__getitem__)
            table[kind, said] += 1
            own[kind == said] += 1
            if "--errors" in sys.argv and kind != said and "opinion" in (kind, said):
                print(f"   {kind} -> {said} {shares[said]:.2f}: {text[:140]}")
        print(f"{name:50} {own[True]:4} of {own.total()}")
    for kind in KINDS:
        total = sum(table[kind, said] for said in KINDS)
        said_so = sum(table[other, kind] for other in KINDS)
        right = table[kind, kind]
        print(f"{kind:8} {total:4}  precision {right / said_so:.3f}  recall {right / total:.3f}")


if __name__ == "__main__":
    main()
