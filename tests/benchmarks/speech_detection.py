"""Fit the model of `nlp.reading.speech.likelihood` and judge it.

    python tests/benchmarks/speech_detection.py            # on writers that it has not seen
    python tests/benchmarks/speech_detection.py --write    # fit on all, write likelihood.json

Speech are the recordings of ``corpus/clips`` and of the test set; no speech are
``corpus/documents``, the other files of the test set, and plain lists of opinions of one batch of
the corpus; all but those that the reader tells by their stamps. Files that are held out are never
read. The figures are the shares of each that are taken for speech: by what lines show (signs,
capitals, particles, calls), by the model, and by the reader, which asks both.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

sys.path.insert(0, str(Path(__file__).parent))

import transcripts
from speech_data import ROOT, corpus_opinions, paragraphs_of, writer
from text_documents import CLIPS, bare, written

from nlp.atomic import replacing
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.speech import detection
from nlp.reading.speech.likelihood import features
from nlp.reading.speech.recording import read_recording

WEIGHTS = ROOT / "nlp" / "reading" / "speech" / "likelihood.json"
# A word is known from so many texts on.
FEWEST = 8
STRENGTH = 0.1
# So many lists, of so many lines at the most, this share in small letters without signs.
LISTS, MOST_LINES, SMALL = 600, 15, 0.4
_SIGNS = re.compile(r"[,;:!?.]+(?=\s|$)\s*")
SEED = 0
N_FOLDS = 8


class Example(NamedTuple):
    """Lines, who wrote them, of which kind they are."""

    lines: list[Line]
    writer: str
    kind: str

    @property
    def is_speech(self) -> bool:
        """Whether they are speech."""
        return self.kind in ("short recordings", "recordings")


def examples() -> Iterator[Example]:
    """Yield what the model learns from."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, texts in (("short recordings", written((), CLIPS)), ("documents", written())):
            for name, marked in texts:
                path = Path(folder) / f"{name}.txt"
                path.write_text(bare(marked), encoding="utf-8")
                yield Example(lines_of(paragraphs_of(path)), writer(name), kind)
    for path, _ in transcripts.gold_files():
        if not path.name.startswith(transcripts.HELD_OUT):
            speech = transcripts.kind_of(path.name) == "speech"
            kind = "recordings" if speech else "other files"
            yield Example(lines_of(paragraphs_of(path)), writer(path.name) or path.name, kind)
    yield from lists()


def lists() -> Iterator[Example]:
    """Yield plain lists of opinions of one batch of the corpus, a line each."""
    draw = random.Random(SEED)
    batches: dict[str, list[str]] = defaultdict(list)
    for row in corpus_opinions():
        batches[row["batch"]].append(" ".join(row["text"].split()))
    names = sorted(name for name, texts in batches.items() if len(texts) >= MOST_LINES)
    for _ in range(LISTS):
        name = draw.choice(names)
        texts = draw.sample(batches[name], draw.randint(2, MOST_LINES))
        if draw.random() < SMALL:
            texts = [_SIGNS.sub(" ", text.lower()) for text in texts]
        lines = lines_of([Paragraph(str(i), text) for i, text in enumerate(texts)])
        yield Example(lines, f"batch {name}", "lists")


def main() -> None:
    """Print the figures, or write the weights."""
    read = [(one, read_recording(one.lines)) for one in examples()]
    asked = [
        (one, recording)
        for one, recording in read
        if not recording.subtitles and detection.may_be_speech(one.lines, recording)
    ]
    found = [one for one, _ in asked]
    rows = [features(one.lines, recording) for one, recording in asked]
    speech = np.array([one.is_speech for one in found])
    vectorizer = DictVectorizer()
    data = vectorizer.fit_transform(rows)
    often = np.flatnonzero(np.asarray((data != 0).sum(axis=0)).ravel() >= FEWEST)
    data, names = data[:, often], vectorizer.get_feature_names_out()[often]
    # The constant is a feature of its own.
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
    if "--write" in sys.argv:
        weights = dict(zip(names, model.fit(data, speech).coef_[0], strict=True))
        said = {str(name): round(float(w), 3) for name, w in weights.items() if abs(w) >= 0.005}
        with replacing(WEIGHTS) as path:
            path.write_text(json.dumps(said, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        return
    groups = [one.writer for one in found]
    folds = GroupKFold(N_FOLDS)
    p = cross_val_predict(model, data, speech, groups=groups, cv=folds, method="predict_proba")
    likely, possible = (p[:, 1] >= least for least in (detection.LIKELY, detection.UNLIKELY))
    shows = np.array([detection.shows_speech(one.lines, recording) for one, recording in asked])
    kinds = np.array([one.kind for one in found])
    print("| | n | by what lines show | by the model | by both |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for kind in dict.fromkeys(kinds):
        own = kinds == kind
        shares = [x[own].mean() for x in (shows, likely, likely | (possible & shows))]
        print(f"| {kind} | {own.sum()} | " + " | ".join(f"{x:.1%}" for x in shares) + " |")


if __name__ == "__main__":
    main()
