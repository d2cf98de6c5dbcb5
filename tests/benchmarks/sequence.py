"""Fit the model that labels the segments of a document: ``python tests/benchmarks/sequence.py``.

    python tests/benchmarks/sequence.py [-v]    # the reader on each writer's files, without them
    python tests/benchmarks/sequence.py --gold-labels # the fields alone, on labels from the gold
    python tests/benchmarks/sequence.py --write # fit on all and write
                                                # nlp/reading/sequence/model.json

It learns from the test set of transcripts but for the held-out parts, from the documents of
``corpus/documents``, and from those that ``invented_documents.py`` writes. Files of one writer (the
letter of a part) are judged by a model that has not seen any of them, without the encoder that
comes with the package. CRFsuite (python-crfsuite) fits; the package needs it neither to read nor to
run.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from joblib import Parallel, delayed

from nlp.atomic import replacing
from nlp.errors import InputError
from nlp.reading import paragraphs as reader
from nlp.reading.blocks import Classifier
from nlp.reading.encoding import normalize
from nlp.reading.formats.word import Paragraph
from nlp.reading.letters.detection import is_letters
from nlp.reading.lines import Line, lines_of
from nlp.reading.sequence.features import RULE, segment_features
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.model import LABELS, LinearChain
from nlp.reading.sequence.reading import read_labelled
from nlp.reading.sequence.segments import Segment, segments_of
from nlp.reading.speech.detection import is_speech
from nlp.reading.word_encoder import WordEncoder


def _beside(name: str) -> Any:
    """Return the module of a script that lies beside this one."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


transcripts, invented_documents = _beside("transcripts"), _beside("invented_documents")
text_documents = _beside("text_documents")

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = transcripts.SAMPLES
WEIGHTS = ROOT / "nlp" / "reading" / "sequence" / "model.json"
C1, C2, ITERATIONS = 0.3, 0.3, 300
N_INVENTED, SEED = 240, 0
N_FOLDS = 6
# The rules were made with these parts in sight: how far to trust them the others teach.
TUNED = frozenset(("a", "b", "c", "e", "samples"))
# So much of what is seen of a segment is kept, so many times over, to learn not to rely on any of
# it (Wager, Wang and Liang 2013, "Dropout Training as Adaptive Regularization").
KEPT, COPIES = 0.75, 2
# Chains whose mean is taken: on 130 files by writers left out one gives F1 0.927 to 0.930, two give
# 0.936 and four 0.939.
MEMBERS = 4
# All that is seen together counts for more than what was kept did: by KEPT it would be as much,
# which is best for letters and samples, and 1 is best for reports and notes, by 7 points each.
EVIDENCE = 0.87
# Weights below this change nothing.
SMALLEST = 0.04
# A step from one label to another that never occurs.
UNSEEN = -8.0
# How far before and behind an opinion its speaker and place stand, in letters.
BEFORE, BEHIND = 300, 120
# Of a segment, so much must be of an opinion or a reply.
MOSTLY, MAINLY = 0.5, 0.4


@dataclass(frozen=True)
class Document:
    """A file of the test set as the reader sees it, and what is in it.

    A document beside a table is learnt from and not judged: the table has opinions as well.
    """

    lines: list[Line]
    gold: list[dict[str, Any]]
    segments: list[Segment]
    labels: list[str]
    features: list[list[str]]
    beside_table: bool = False


@contextmanager
def _recording(found: list[tuple[list[Any], bool]]) -> Iterator[None]:
    """Note the paragraphs that reach the reader of transcripts, and read no opinion in them."""
    shipped = reader.read_transcript

    def record(paragraphs: Sequence[Any], collector: Any, *, marked_only: bool = False) -> None:
        found.append((list(paragraphs), marked_only))

    reader.read_transcript = record  # type: ignore[attr-defined]
    try:
        yield
    finally:
        reader.read_transcript = shipped  # type: ignore[attr-defined]


def load(*, held_out: bool = False) -> dict[str, Document]:
    """Return the documents in running text that are no speech."""
    found: dict[str, Document] = {}
    samples = [] if held_out else [p for p in sorted(SAMPLES.iterdir()) if p.suffix != ".md"]
    for path, gold in [*_gold(held_out=held_out), *((p, _sample_gold(p)) for p in samples)]:
        seen: list[tuple[list[Any], bool]] = []
        # Nothing is read in what is recorded, so a file may hold no opinion.
        with _recording(seen), suppress(InputError):
            transcripts.read_opinions(path)
        if not seen:
            continue
        lines = lines_of([paragraph for paragraphs, _ in seen for paragraph in paragraphs])
        if not lines or is_speech(lines):
            continue
        beside = any(marked_only for _, marked_only in seen)
        document = replace(_document(lines, gold), beside_table=beside)
        if writer(path.name) in TUNED and not held_out:
            document = replace(document, features=_without_rules(document.features))
        found[path.name] = document
    return found


def _gold(*, held_out: bool) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    for path, gold_path in transcripts.gold_files():
        if path.name.startswith(transcripts.HELD_OUT) == held_out:
            yield path, _rows(gold_path)


def _sample_gold(path: Path) -> list[dict[str, Any]]:
    return [row for row in _rows(transcripts.SAMPLES_GOLD) if row["source"] == path.name]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def invented() -> list[Document]:
    """Return documents that were made up, of plain layouts and many wordings."""
    writer = invented_documents.Writer(SEED)
    found = []
    for _ in range(N_INVENTED):
        texts, gold = writer.document()
        lines = lines_of([Paragraph(str(i), text) for i, text in enumerate(texts, 1)])
        found.append(_document(lines, gold))
    return found


def written(without: Collection[str] = ()) -> dict[str, Document]:
    """Return the documents that were written to learn from, but for those by some writers.

    Short recordings that are read as documents are among them.
    """
    found = {}
    for folder in (text_documents.FOLDER, text_documents.CLIPS):
        for name, paragraphs, gold in text_documents.documents(without, folder):
            lines = lines_of(paragraphs)
            # Chats and slips that have readers of their own have none.
            if lines and not is_speech(lines):
                found[name] = _document(lines, gold)
    return found


def _document(lines: list[Line], gold: list[dict[str, Any]]) -> Document:
    segments = segments_of(lines)
    labels = segment_labels(segments, letter_labels(lines, gold))
    classed = Classifier(lines).classify()
    features = list(segment_features(lines, segments, classed))
    return Document(lines, gold, segments, labels, features)


def _without_rules(features: list[list[str]]) -> list[list[str]]:
    """Return features without what the rules say."""
    return [[name for name in row if not name.startswith(RULE)] for row in features]


def squash(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(c.lower() for c in normalize(text) if c.isalnum())


def letter_labels(lines: Sequence[Line], gold: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Return a label for each letter of each line, a blank where the gold says nothing."""
    labels = [[" "] * len(line.text) for line in lines]
    where = [(i, j) for i, line in enumerate(lines) for j, c in enumerate(line.text) if c.isalnum()]
    whole = "".join(lines[i].text[j].lower() for i, j in where)
    taken = [False] * len(whole)

    def put(begin: int, end: int, label: str) -> None:
        for k in range(begin, end):
            if not taken[k]:
                labels[where[k][0]][where[k][1]], taken[k] = label, True

    cursor = 0
    places: list[tuple[dict[str, Any], int, int]] = []
    for row in gold:
        sought = squash(row.get("text") or row["not_opinion"])
        begin = whole.find(sought, cursor)
        begin = whole.find(sought) if begin < 0 else begin
        if begin < 0 or not sought:
            continue
        cursor = begin + len(sought)
        if "text" in row:
            if not row.get("more"):
                put(begin, begin + 1, "B")
            put(begin, cursor, "I")
            places.append((row, begin, cursor))
        else:
            put(begin, cursor, "R" if row.get("kind") in ("answer", "official") else "O")
    for row, _, _ in places:
        for part in (row.get("answer") or "").split("\n"):
            begin = whole.find(squash(part))
            if squash(part) and begin >= 0:
                put(begin, begin + len(squash(part)), "R")
    for row, begin, end in places:
        for name in filter(None, (squash(row.get(key) or "") for key in ("speaker", "place"))):
            for at in (
                whole.rfind(name, max(0, begin - BEFORE), begin),
                whole.find(name, end, end + BEHIND),
            ):
                if at >= 0 and not any(taken[at : at + len(name)]):
                    put(at, at + len(name), "W")
                    break
    return labels


def segment_labels(segments: Sequence[Segment], letters: Sequence[Sequence[str]]) -> list[str]:
    """Return what most of each segment is."""
    found = []
    for segment in segments:
        said = [c for c in letters[segment.line][segment.begin : segment.end] if c != " "]
        size = sum(c.isalnum() for c in segment.text)
        label, count = Counter(said).most_common(1)[0] if said else ("O", 0)
        if "B" in said:
            label = "B"
        elif (label == "I" and count < MOSTLY * size) or (label == "R" and count < MAINLY * size):
            label = "O"
        found.append(label)
    return found


def thinned(features: list[list[str]], draw: random.Random) -> list[list[str]]:
    """Return features without some of them, drawn anew for each segment."""
    return [[name for name in row if draw.random() < KEPT] for row in features]


def fit(documents: Sequence[Document], *, n_jobs: int = 1) -> LinearChain:
    """Return the mean of several chains, each of which has seen other features of the documents.

    The mean of their weights is the geometric mean of their probabilities, a logarithmic opinion
    pool (Smith, Cohn and Osborne 2005, "Logarithmic Opinion Pools for Conditional Random Fields").
    """
    seeds = range(SEED, SEED + MEMBERS)
    members = Parallel(n_jobs=n_jobs)(delayed(_member)(documents, seed) for seed in seeds)
    states: dict[str, Any] = defaultdict(lambda: np.zeros(len(LABELS)))
    for own, _ in members:
        for (name, label), weight in own.items():
            states[name][LABELS.index(label)] += EVIDENCE * weight / MEMBERS
    rounded = {
        name: tuple(round(float(w), 2) if abs(w) > SMALLEST else 0.0 for w in states[name])
        for name in sorted(states)
    }
    steps = tuple(
        tuple(round(sum(s.get((a, b), UNSEEN) for _, s in members) / MEMBERS, 2) for b in LABELS)
        for a in LABELS
    )
    return LinearChain({name: row for name, row in rounded.items() if any(row)}, steps)


def _member(
    documents: Sequence[Document], seed: int
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Return the weights of features and of steps that CRFsuite learns from documents."""
    trainer = pycrfsuite.Trainer(verbose=False)
    draw = random.Random(seed)
    for document in documents:
        for _ in range(COPIES):
            trainer.append(thinned(document.features, draw), document.labels)
    trainer.set_params(
        {
            "c1": C1,
            "c2": C2,
            "max_iterations": ITERATIONS,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        with tagger.open(path):
            info = tagger.info()
    return dict(info.state_features), dict(info.transitions)


def judge(document: Document, chain: LinearChain | None, encoder: WordEncoder | None = None) -> Any:
    """Return the score of the reader on a document, on its gold labels where no chain is given."""
    if chain is None:
        opinions, _ = put_together(document.lines, document.segments, document.labels)
    else:
        opinions, _ = read_labelled(document.lines, chain, encoder)
    rows = [
        {
            "text": opinion.text,
            "speaker": opinion.speaker,
            "place": opinion.place,
            "date": opinion.day.isoformat() if opinion.day else None,
            "answer": " ".join(opinion.answers),
        }
        for opinion in opinions
    ]
    return transcripts.score(rows, document.gold)


def writer(name: str) -> str:
    """Return the letters of a file's part."""
    match = re.match(r"([a-z]{1,2})\d\d-", name)
    return match[1] if match else "samples" if (SAMPLES / name).exists() else "a"


def _folds(writers: set[str]) -> list[tuple[str, ...]]:
    """Return writers in groups, none of them apart from their own files."""
    ordered = sorted(writers)
    return [tuple(ordered[i::N_FOLDS]) for i in range(N_FOLDS)]


def _judge_without(
    parts: tuple[str, ...], found: dict[str, Document], made_up: list[Document]
) -> dict[str, Any]:
    """Return the scores of some writers' files by a model that has not seen them."""
    rest = [one for name, one in found.items() if writer(name) not in parts]
    chain = fit([*rest, *made_up])
    judged = _judged(found)
    return {name: judge(one, chain) for name, one in judged.items() if writer(name) in parts}


def _judged(found: dict[str, Document]) -> dict[str, Document]:
    return {name: one for name, one in found.items() if not one.beside_table}


def described(name: str, score: Any) -> str:
    """Return a line with the figures of a score."""
    fields = "  ".join(f"{field} {score.accuracy(field):.2f}" for field in transcripts.FIELDS)
    return (
        f"{name:46} F1 {score.f1:.3f}  overlap {score.overlap:.3f}"
        f"  leak {100 * score.leak:4.1f} %  {fields}"
    )


def main() -> None:
    """Print the figures by writer, or write the weights."""
    found, made_up = load(), [*invented(), *written().values()]
    if "--write" in sys.argv:
        chain = fit([*found.values(), *made_up], n_jobs=2)
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps([w or 0 for w in weights])}"
            for name, weights in chain.states.items()
        ]
        steps = json.dumps([list(row) for row in chain.transitions])
        with replacing(WEIGHTS) as path:
            path.write_text(
                f'{{"transitions": {steps},\n"states": {{\n' + ",\n".join(lines) + "\n}}\n",
                encoding="utf-8",
            )
        return
    if "--gold-labels" in sys.argv:
        scores = {name: judge(one, None) for name, one in _judged(found).items()}
    elif "--held-out" in sys.argv:
        chain = fit([*found.values(), *made_up], n_jobs=2)
        held_out = _judged(load(held_out=True))
        scores = {name: judge(one, chain) for name, one in held_out.items()}
    else:
        scores = {}
        for own in Parallel(n_jobs=2)(
            delayed(_judge_without)(parts, found, made_up)
            for parts in _folds({writer(name) for name in found})
        ):
            scores |= own
    if "-v" in sys.argv:
        for name, score in scores.items():
            print(described(name, score))
    for part in sorted({writer(name) for name in scores}):
        own = [score for name, score in scores.items() if writer(name) == part]
        print(described(f"part {part}, by a model without it", sum(own, transcripts.Score())))
    kinds: defaultdict[str, Any] = defaultdict(transcripts.Score)
    for name, score in scores.items():
        kinds["samples" if writer(name) == "samples" else transcripts.kind_of(name)] += score
    for kind, score in kinds.items():
        print(described(f"kind {kind}", score))
    told = [s for n, s in scores.items() if n in found and not is_letters(found[n].lines)]
    print(described("all", sum(scores.values(), transcripts.Score())))
    print(described("all but letters", sum(told, transcripts.Score())))


if __name__ == "__main__":
    main()
