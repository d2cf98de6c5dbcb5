"""Fit the model of `nlp.reading.likeness` and judge it: ``python tests/benchmarks/likeness.py``.

    python tests/benchmarks/likeness.py          # by models that have not seen the writer
    python tests/benchmarks/likeness.py --errors # and what they take for something else
    python tests/benchmarks/likeness.py --write  # fit on all and write nlp/reading/likeness.json

It learns from the test set of transcripts (opinions, answers and officials' words, all else), from
``corpus/documents`` and ``corpus/recordings``, and from a part of the corpus of opinions. Files
that are held out are never learnt from. The figures are for the blocks of writers whose own files
the model has not seen, and for those of files that are held out.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))

import transcripts
from speech_meetings import meetings
from text_documents import blocks_of, written

from nlp.atomic import replacing
from nlp.reading.encoding import normalize
from nlp.reading.likeness import KINDS, features, likeness

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "nlp" / "reading" / "likeness.json"
# Every so many opinions of the corpus one is learnt from.
STEP = 8
# 0.3 says more surely what it says (log-loss 0.144 and not 0.154 on blocks of unseen writers), but
# the random field was fitted beside a less sure one.
STRENGTH = 0.1
VOCABULARY = 12000
# A piece of what is said at a meeting weighs so much beside a block of a file.
SAID = 0.5
N_FOLDS = 6
Example = tuple[str, str, float]
Weights = dict[str, tuple[float, ...]]


def gold_examples(*, held_out: bool = False) -> dict[str, list[Example]]:
    """Return the blocks of every writer: text, kind, weight; their sentences weigh less."""
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for path, gold_path in transcripts.gold_files():
        if path.name.startswith(transcripts.HELD_OUT) is not held_out:
            continue
        examples = found[re.split(r"\d", path.name)[0]]
        for line in filter(None, gold_path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            kind = "reply" if row.get("kind") in ("answer", "official") else "other"
            examples += _blocks(row.get("text") or row["not_opinion"], "text" in row, kind)
            if row.get("answer"):
                examples += _blocks(row["answer"], False, "reply")
    return found


def _blocks(text: str, is_opinion: bool, otherwise: str) -> list[Example]:
    kind = "opinion" if is_opinion else otherwise
    text = normalize(text)
    sentences = re.split(r"(?<=[.!?])\s+", text)
    parts = sentences if len(sentences) > 1 and kind != "other" else []
    return [(text, kind, 1.0), *((one, kind, 0.4) for one in parts if len(one.split()) > 4)]


def document_examples() -> list[Example]:
    """Return the blocks of ``corpus/documents``, and the lines between them."""
    return [
        example
        for _, marked in written()
        for kind, text in blocks_of(marked)
        for example in _blocks(text, kind == "opinion", kind)
    ]


def meeting_examples() -> list[Example]:
    """Return the pieces of ``corpus/recordings``."""
    kinds = {"C": "reply", "G": "other", "O": "opinion", "+": "opinion"}
    pieces = (piece for meeting in meetings() for piece in meeting)
    return [(normalize(piece.text), kinds[piece.kind], SAID) for piece in pieces]


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


def main() -> None:
    """Print the figures, or write the weights."""
    gold = gold_examples()
    corpus = [*corpus_examples(), *document_examples(), *meeting_examples()]
    if "--write" in sys.argv:
        weights = fit([*corpus, *(e for rows in gold.values() for e in rows)])
        lines = [f"{json.dumps(k, ensure_ascii=False)}: {list(v)}" for k, v in weights.items()]
        with replacing(WEIGHTS) as path:
            path.write_text('{"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
        return
    judged: list[tuple[str, list[Example], Weights]] = []
    writers = sorted(gold)
    for own in (writers[i::N_FOLDS] for i in range(N_FOLDS)):
        rest = [e for name, rows in gold.items() if name not in own for e in rows]
        weights = fit([*corpus, *rest])
        judged.append(("other writers", [row for name in own for row in gold[name]], weights))
    strangers = [row for rows in gold_examples(held_out=True).values() for row in rows]
    weights = fit([*corpus, *(e for rows in gold.values() for e in rows)])
    judged.append(("held out", strangers, weights))
    tables: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for name, rows, weights in judged:
        for text, kind, weight in rows:
            if weight < 1:
                continue
            shares = likeness(text, weights)  # type: ignore[arg-type]
            said = max(KINDS, key=shares.__getitem__)
            tables[name][kind, said] += 1
            if "--errors" in sys.argv and name != "held out" and said != kind:
                print(f"   {kind} -> {said} {shares[said]:.2f}: {text[:140]}")
    for name, table in tables.items():
        print(name)
        _print(table)


def _print(table: Counter[tuple[str, str]]) -> None:
    for kind in KINDS:
        total = sum(table[kind, said] for said in KINDS)
        said_so = sum(table[other, kind] for other in KINDS)
        right = table[kind, kind]
        shares = f"precision {right / said_so:.3f}  recall {right / total:.3f}"
        print(f"  {kind:8} {total:5}  {shares}")


if __name__ == "__main__":
    main()
