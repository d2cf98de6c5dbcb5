"""Fit the model of `nlp.reading.speech_model` and judge it: ``python tests/benchmarks/speech.py``.

    python tests/benchmarks/speech.py            # leave one writer's files out, for each writer
    python tests/benchmarks/speech.py --write    # fit on all and write speech_model.json

It learns from the gold recordings and from synthetic ones (`speech_synthesis`), which are glued
from the corpus of opinions, the blocks of ``tests/data/blocks`` and the gold of the other files.
The figures are those of the whole reader (see ``transcripts.py``) on recordings by a writer of
whom the model has seen no file of any kind. Files that are held out are never read.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))

import transcripts
from as_said import as_said
from speech_synthesis import Synthesis

from nlp.atomic import replacing
from nlp.reading import speech_model
from nlp.reading.lines import lines_of
from nlp.reading.recording import Recording, Word, read_recording
from nlp.reading.speech_features import key, speech_features
from nlp.reading.wrapped import paragraphs_of

ROOT = transcripts.ROOT
BLOCKS = ROOT / "tests" / "data" / "blocks"
MODEL = ROOT / "nlp" / "reading" / "speech_model.json"
HELD_OUT = re.compile(r"[dm]\d\d-")
# Recordings of the test set; the writer is the letter.
RECORDINGS = (
    *("b01", "b02", "c03", "c04", "f01", "f03", "f05", "f07"),
    *("i08", "i09", "j01", "j02", "j03", "l07", "l08"),
)
SYNTHETIC = 280
ITERATIONS = 60
L1, L2 = 0.05, 0.3
SMALLEST = 0.04
GOLD_TIMES = 3
# So many words between two opinions, broken by a line, end one speaker's and begin another's.
_TWO_SPEAKERS = 7
# So many words of an official are a chair's who gives the floor.
_CHAIRS = 22
# So many of what is seen of a word is kept, to learn not to rely on any of it.
KEPT = 0.75
_OPENS = re.compile(
    r"^(?:dạ )?(?:kính |em |con )?(?:thưa|chào)|^(?:tên )?\w+ (?:tên |là )?tên|xin hết"
)


@dataclass
class Sources:
    """What recordings are made of."""

    opinions: list[str]
    replies: list[str]


def gold_rows(name: str) -> list[dict[str, Any]]:
    """Return the gold of a file."""
    text = (transcripts.GOLD / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def sources(without: str) -> Sources:
    """Return opinions and replies, none of them by the writer `without`."""
    opinions: list[str] = []
    replies: list[str] = []
    for path in sorted((ROOT / "corpus" / "opinions").glob("*.jsonl")):
        rows = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()]
        spoken = [r["text"] for r in rows if r["style"] == "spoken"]
        opinions += spoken + [r["text"] for r in rows if r["style"] == "letter"][::3]
        opinions += [r["text"] for r in rows if r["style"] == "petition"][::12]
    for name in ("a.jsonl", "b.jsonl"):
        for line in (BLOCKS / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] == "reply":
                replies += [row["text"]] * (1 if name == "a.jsonl" else 2)
            elif row["kind"] == "opinion" and not _OPENS.search(as_said(row["text"])):
                opinions += [row["text"]] * 3
    for path in sorted(transcripts.GOLD.glob("*.gold.jsonl")):
        if HELD_OUT.match(path.name) or (path.name.startswith(without) and without):
            continue
        for row in gold_rows(path.name):
            if "text" in row:
                opinions.append(row["text"])
                replies += [row["answer"]] if row.get("answer") else []
            elif row["kind"] in ("answer", "official"):
                replies.append(row["not_opinion"])
    # Long ones cost time and have no more begins and ends than short ones.
    lengths = [(text, len(text.split())) for text in opinions]
    fits = [text for text, n in lengths if 7 <= n <= 42]
    fits += [text for text, n in lengths if 42 < n <= 80][::4]
    return Sources(fits, [text for text in replies if 5 <= len(text.split()) <= 40])


def heard(without: str) -> dict[str, list[str]]:
    """Return the words around opinions in real recordings, by label."""
    found: dict[str, list[str]] = {label: [] for label in "SLEO"}
    for name in RECORDINGS:
        if without and name.startswith(without):
            continue
        recording, labels = labelled_gold(name)
        begin = 0
        for index in range(1, len(labels) + 1):
            if index < len(labels) and labels[index] == labels[begin]:
                continue
            label = labels[begin]
            if label in found and index - begin <= (_CHAIRS if label == "O" else 40):
                found[label].append(recording.text(begin, index))
            begin = index
    return found


def odds_of(found: Sources, phrases: Synthesis) -> dict[str, float]:
    """Return the log-odds of words and pairs of words that an official says them."""
    rows: list[dict[str, float]] = []
    kinds: list[int] = []
    calls = phrases.samples(("call", "opening", "pass", "closing", "official_intro"), 60)
    own = phrases.samples(("lead", "request", "name_said", "greeting", "end"), 40)
    for kind, texts in ((1, [*found.replies, *calls]), (0, [*found.opinions, *own])):
        for text in texts:
            words = [key(word) for word in as_said(text).split()]
            seen = Counter(words) + Counter(map(" ".join, zip(words, words[1:])))
            rows.append(dict.fromkeys(seen, 1.0))
            kinds.append(kind)
    often = Counter(name for row in rows for name in row)
    rows = [{n: v for n, v in row.items() if often[n] >= 4} for row in rows]
    vectorizer = DictVectorizer()
    data = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=0.3, max_iter=500, class_weight="balanced")
    model.fit(data, np.array(kinds))
    names = vectorizer.get_feature_names_out()
    return {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0])
        if abs(weight) >= 0.04
    }


def labelled_gold(name: str) -> tuple[Recording, list[str]]:
    """Return a recording of the test set with the label of each word, from its gold."""
    path = next(p for p in transcripts.GOLD.glob(f"{name}*") if ".gold." not in p.name)
    lines = path.read_text(encoding="utf-8").splitlines()
    recording = read_recording(lines_of(paragraphs_of(enumerate(lines, 1))))
    keys = [key(word.text) for word in recording.words]
    labels = [""] * len(keys)
    speakers = [""] * len(keys)
    cursor = 0
    for row in gold_rows(next(transcripts.GOLD.glob(f"{name}*.gold.jsonl")).name):
        text = row.get("text") or row["not_opinion"]
        wanted = [k for token in text.split() if (k := key(token))]
        at = _find(keys, wanted, cursor)
        if at is None:
            continue
        kind = "B" if "text" in row else "W" if row["kind"] == "greeting" else "O"
        for index in range(at, at + len(wanted)):
            labels[index] = "I" if kind == "B" and index > at else kind
            speakers[index] = row.get("speaker", "")
        if kind == "B" and keys[at] == "là" and len(wanted) > 1:
            labels[at : at + 2] = ["", "B"]
        cursor = at + len(wanted)
    return recording, _own_words(recording, labels, speakers)


def _find(keys: list[str], wanted: list[str], cursor: int) -> int | None:
    for at in range(cursor, len(keys) - len(wanted) + 1):
        if keys[at : at + len(wanted)] == wanted:
            return at
    return None


def _own_words(recording: Recording, labels: list[str], speakers: list[str]) -> list[str]:
    """Tell introductions, links and endings apart by what stands around them."""
    found = list(labels)
    index = 0
    while index < len(found):
        if found[index] not in ("", "W"):
            index += 1
            continue
        end = index
        while (
            end < len(found)
            and found[end] in ("", "W")
            and (end == index or recording.words[end].gap not in ("change", "para"))
        ):
            end += 1
        new_turn = recording.words[index].gap in ("change", "para") or index == 0
        before = "O" if new_turn or found[index - 1] == "O" else "I"
        after = "O" if end == len(found) else found[end]
        if (
            after not in ("B",)
            and end < len(found)
            and recording.words[end].gap in ("change", "para")
        ):
            after = "O"
        if before + after == "IB" and speakers[index - 1] != speakers[end]:
            before = "O"
        label = {"OB": "S", "IB": "L", "IO": "E", "OO": "E"}.get(before + after, "E")
        if before == "O" and "".join(found[index:end]) == "" and after == "O":
            label = "O"
        found[index:end] = [label] * (end - index)
        breaks = [i for i in range(index + 1, end) if recording.words[i].gap in ("wrap", "time")]
        if (
            label == "S"
            and found[index - 1] in "BI"
            and index
            and breaks
            and end - index >= _TWO_SPEAKERS
        ):
            found[index : breaks[-1]] = ["E"] * (breaks[-1] - index)
            found[breaks[-1] : end] = ["S"] * (end - breaks[-1])
        index = end
    return found


def bare(recording: Recording, labels: list[str]) -> tuple[Recording, list[str]]:
    """Return a recording without breaks, labels, signs and capitals."""
    words = [
        Word(re.sub(r"[.,;:!?]+$", "", w.text).lower() or w.text, w.line, "")
        for w in recording.words
    ]
    return Recording(words, [], [], False, False), labels


def thinned(rows: list[list[str]], draw: random.Random) -> list[list[str]]:
    """Return rows without some of their features, drawn anew for each."""
    return [[name for name in row if draw.random() < KEPT] for row in rows]


def fit(without: str, *, synthetic: int = SYNTHETIC, seed: int = 7) -> dict[str, Any]:
    """Return the weights, fitted without any file by a writer."""
    found = sources(without)
    draw = random.Random(seed)
    for texts in (found.opinions, found.replies):
        draw.shuffle(texts)
    halves = [Sources(found.opinions[i::2], found.replies[i::2]) for i in (0, 1)]
    around = heard(without)
    phrases = Synthesis(found.opinions, found.replies, seed)
    odds = [odds_of(half, phrases) for half in halves]
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.minfreq": 3})
    for half in (0, 1):
        # What the odds tell of words they were fitted on is too good.
        maker = Synthesis(halves[half].opinions, halves[half].replies, seed + half, around)
        for _ in range(synthetic // 2):
            recording, labels = maker.recording()
            rows = speech_features(recording.words, odds[1 - half])
            trainer.append(thinned(rows, draw), labels)
    for number, name in enumerate(RECORDINGS):
        if without and name.startswith(without):
            continue
        recording, labels = labelled_gold(name)
        for times in range(GOLD_TIMES):
            seen = (recording, labels) if times else bare(recording, labels)
            rows = speech_features(seen[0].words, odds[(number + times) % 2])
            trainer.append(thinned(rows, draw), seen[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
    state: dict[str, dict[str, float]] = {label: {} for label in speech_model.LABELS}
    for (name, label), weight in info.state_features.items():
        if abs(weight) >= SMALLEST:
            state[label][name] = round(weight, 2)
    transitions = {f"{a}>{b}": round(w, 3) for (a, b), w in info.transitions.items()}
    return {"odds": odds_of(found, phrases), "transitions": transitions, "state": state}


def judge(names: Iterable[str], data: dict[str, Any]) -> list[tuple[str, transcripts.Score]]:
    """Return the scores of the reader with given weights."""
    model = speech_model.as_model(data)
    shipped = speech_model.model_in_use
    speech_model.model_in_use = lambda: model  # type: ignore[assignment]
    try:
        return list(transcripts.scores_by_file(names).items())
    finally:
        speech_model.model_in_use = shipped


def as_text(data: dict[str, Any]) -> str:
    """Return weights as JSON, a feature a line."""

    def rows(values: dict[str, Any]) -> str:
        ordered = sorted(values.items())
        return ",\n".join(
            f"{json.dumps(k, ensure_ascii=False)}:{json.dumps(v)}" for k, v in ordered
        )

    parts = [f'"{part}": {{\n{rows(data[part])}\n}}' for part in ("transitions", "odds")]
    parts += [
        '"state": {\n'
        + ",\n".join(
            f'"{label}": {{\n{rows(weights)}\n}}' for label, weights in data["state"].items()
        )
        + "\n}"
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: Sequence[str]) -> None:
    """Print the figures, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--synthetic", type=int, default=SYNTHETIC)
    parser.add_argument("--writers", default="".join(dict.fromkeys(n[0] for n in RECORDINGS)))
    options = parser.parse_args(arguments)
    if options.write:
        with replacing(MODEL) as path:
            path.write_text(as_text(fit("", synthetic=options.synthetic)), encoding="utf-8")
        return
    rows: list[tuple[str, transcripts.Score]] = []
    for writer in options.writers:
        names = [name for name in RECORDINGS if name.startswith(writer)]
        rows += judge(names, fit(writer, synthetic=options.synthetic))
    total = sum((one for _, one in rows), transcripts.Score())
    print(transcripts.table([*rows, ("**all**", total)]))


if __name__ == "__main__":
    main(sys.argv[1:])
