"""Fit the model of `nlp.reading.speech.model` and judge it: ``python tests/benchmarks/speech.py``.

    python tests/benchmarks/speech.py               # each group of writers' files, without them
    python tests/benchmarks/speech.py --gold-labels # what is left amiss where labels are right
    python tests/benchmarks/speech.py --write       # fit on all and write speech/model.json

It learns from the gold recordings, from meetings and short recordings that were written for it
(`speech_meetings`, `speech_clips`) and from synthetic ones (`speech_synthesis`), which are glued
from the corpus of opinions, the blocks of ``tests/data/blocks`` and the gold of the other files.
The figures are those of the reader (see ``transcripts.py``) with the random field alone, and no
encoder beside it, on recordings by writers of whom the model has seen no file of any kind; to save
time a model is without several of them. ``speech_encoder.py --without`` judges both together.
Files that are held out are never read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite
from joblib import Parallel, delayed
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))

import transcripts
from as_said import as_said
from speech_clips import clips
from speech_data import (
    Sources,
    bare,
    broken_anew,
    heard,
    labelled_gold,
    recordings,
    sources,
    writer,
)
from speech_meetings import known
from speech_synthesis import Synthesis

from nlp.atomic import replacing
from nlp.reading.speech import model as speech_model
from nlp.reading.speech import spoken
from nlp.reading.speech.features import plain, speech_features
from nlp.reading.word_encoder import WordEncoder

ROOT = transcripts.ROOT
MODEL = ROOT / "nlp" / "reading" / "speech" / "model.json"
# Writers of recordings whose files are judged by one model, which has seen none of them.
GROUPS = (
    "ag",
    "ah",
    "y",
    "ab q b",
    "c f l i j",
    "ak al am an",
    "ao",
    "ap at au",
    "av aw",
    "ax",
    "ay",
)
SYNTHETIC = 120
ITERATIONS = 200
L1, L2 = 0.05, 0.3
SMALLEST = 0.12
# What no recording goes over to.
UNSEEN = -4.0
# A gold recording is learnt from once without breaks and signs, and so often as it is.
AS_IS = 2


class Member(NamedTuple):
    """One of the models whose mean is taken."""

    seed: int
    # How often it learns from a gold recording as another machine would have written it down.
    anew: int


MEMBERS = (Member(7, 0), Member(8, 1))
# So many of what is seen of a word is kept, to learn not to rely on any of it.
KEPT = 0.75


def odds_of(found: Sources, phrases: Synthesis) -> dict[str, float]:
    """Return the log-odds of words and pairs of words that an official says them."""
    rows: list[dict[str, float]] = []
    kinds: list[int] = []
    calls = phrases.samples(("call", "opening", "pass", "closing", "official_intro"), 60)
    own = phrases.samples(("lead", "request", "name_said", "greeting", "end"), 40)
    for kind, texts in ((1, [*found.replies, *calls]), (0, [*found.opinions, *own])):
        for text in texts:
            words = [plain(word) for word in as_said(text).split()]
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


def thinned(rows: list[list[str]], draw: random.Random) -> list[list[str]]:
    """Return rows without some of their features, drawn anew for each."""
    return [[name for name in row if draw.random() < KEPT] for row in rows]


def fit(without: Collection[str], *, synthetic: int = SYNTHETIC) -> dict[str, Any]:
    """Return the weights, fitted without any file by some writers: the mean of the members'.

    One of them depends much on what was drawn for it (bagging: Breiman, 1996); the mean of linear
    models is one of them.
    """
    found = sources(without)
    state: dict[str, Counter[str]] = {label: Counter() for label in speech_model.LABELS}
    transitions: Counter[str] = Counter()
    fitted = Parallel(n_jobs=len(MEMBERS))(
        delayed(trained)(without, member, synthetic=synthetic) for member in MEMBERS
    )
    for features, moves in fitted:
        for (name, label), weight in features.items():
            state[label][name] += weight / len(MEMBERS)
        for before in speech_model.LABELS:
            for after in speech_model.LABELS:
                weight = moves.get((before, after), UNSEEN)
                transitions[f"{before}>{after}"] += weight / len(MEMBERS)
    phrases = Synthesis(found.opinions, found.replies, MEMBERS[0].seed)
    kept = {
        label: {name: round(w, 2) for name, w in weights.items() if abs(w) >= SMALLEST}
        for label, weights in state.items()
    }
    rounded = {name: round(weight, 3) for name, weight in transitions.items()}
    return {"odds": odds_of(found, phrases), "transitions": rounded, "state": kept}


def trained(
    without: Collection[str], member: Member, *, synthetic: int
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Return one member's weights: of what is seen with a label, and of going between labels."""
    found = sources(without)
    draw = random.Random(member.seed)
    for texts in (found.opinions, found.replies):
        draw.shuffle(texts)
    halves = [Sources(found.opinions[i::2], found.replies[i::2]) for i in (0, 1)]
    around = heard(without)
    phrases = Synthesis(found.opinions, found.replies, member.seed)
    odds = [odds_of(half, phrases) for half in halves]
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.minfreq": 3})
    for half in (0, 1):
        # What the odds tell of words they were fitted on is too good.
        maker = Synthesis(halves[half].opinions, halves[half].replies, member.seed + half, around)
        for _ in range(synthetic // 2):
            recording, labels = maker.recording()
            rows = speech_features(recording.words, odds[1 - half])
            trainer.append(thinned(rows, draw), labels)
    for number, (recording, labels) in enumerate([*known(without), *clips(without)]):
        for times in range(1 + AS_IS + member.anew):
            seen = (recording, labels) if times else bare(recording, labels)
            if times > AS_IS:
                seen = broken_anew(recording, labels, draw)
            rows = speech_features(seen[0].words, odds[(number + times) % 2])
            trainer.append(thinned(rows, draw), seen[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        return dict(info.state_features), dict(info.transitions)


@contextmanager
def put(module: Any, name: str, value: Any) -> Iterator[None]:
    """Put something in place of a module's."""
    shipped = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, shipped)


def judge(
    names: Iterable[str], data: dict[str, Any], encoder: WordEncoder | None = None
) -> dict[str, transcripts.Score]:
    """Return the scores of the reader with given weights, and an encoder or none."""
    model = speech_model.as_model(data)
    with (
        put(speech_model, "model_in_use", lambda: model),
        put(speech_model, "encoder_in_use", lambda: encoder),
    ):
        return transcripts.scores_by_file(names)


def judge_gold_labels() -> dict[str, transcripts.Score]:
    """Return the scores of the reader where every word has its label from the gold."""
    found: dict[str, transcripts.Score] = {}
    for name in recordings():
        labels = labelled_gold(name)[1]
        with put(spoken, "label_words", lambda _, labels=labels: labels):
            found |= transcripts.scores_by_file([f"{name}-"])
    return found


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
    parser.add_argument("--gold-labels", action="store_true")
    parser.add_argument("--errors", action="store_true", help="what is missed and what is wrong")
    parser.add_argument("--groups", nargs="*", default=GROUPS, metavar="WRITERS")
    options = parser.parse_args(arguments)
    if options.write:
        with replacing(MODEL) as path:
            path.write_text(as_text(fit((), synthetic=options.synthetic)), encoding="utf-8")
        return
    found: dict[str, transcripts.Score] = {}
    rows: list[tuple[str, transcripts.Score]] = []
    if options.gold_labels:
        found = judge_gold_labels()
    for group in () if options.gold_labels else options.groups:
        names = [f"{name}-" for name in recordings() if writer(name) in group.split()]
        scores = judge(names, fit(group.split(), synthetic=options.synthetic))
        rows.append((f"**{group}**", sum(scores.values(), transcripts.Score())))
        found |= scores
    total = sum(found.values(), transcripts.Score())
    print(transcripts.table([*found.items(), *rows, ("**all**", total)]))
    for name, one in found.items() if options.errors else ():
        for sign, texts in (("-", one.missed), ("+", one.wrong)):
            print(*(f"{name} {sign} {text}" for text in texts), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
