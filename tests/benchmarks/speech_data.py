"""What the model of speech learns from: gold recordings word by word, opinions and replies."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import transcripts
from as_said import as_said

from nlp.errors import InputError
from nlp.reading import paragraphs as reader
from nlp.reading.files import read_opinions
from nlp.reading.lines import Line, lines_of
from nlp.reading.speech.detection import is_speech
from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Recording, Word, read_recording
from nlp.reading.speech.runs import FILLERS

ROOT = transcripts.ROOT
BLOCKS = ROOT / "tests" / "data" / "blocks"
# So many words between two opinions, broken by a line, end one speaker's and begin another's.
_TWO_SPEAKERS = 7
# Who is broken in on has said so many words, says so many more, and hears so many at the most.
_FEWEST_BEFORE, _FEWEST_BEHIND, _CALLED_IN = 4, 5, 20
# So many words of an official are a chair's who gives the floor.
_CHAIRS = 22
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


def writer(name: str) -> str:
    """Return who wrote a part of the test set: the letters before its number."""
    match = re.match(r"[a-z]+(?=\d)", name)
    return match[0] if match else ""


@cache
def recordings() -> dict[str, list[Line]]:
    """Return the lines of the recordings of the test set, as the reader sees them, by name."""
    found: dict[str, list[Line]] = {}
    for path, _ in transcripts.gold_files():
        name = path.name
        if name.startswith(transcripts.HELD_OUT) or transcripts.kind_of(name) != "speech":
            continue
        lines = lines_of(paragraphs_of(path))
        if is_speech(lines):
            found[name.split("-")[0]] = lines
    return found


def paragraphs_of(path: Path) -> list[Any]:
    """Return the paragraphs of a file that reach the reader of transcripts."""
    found: list[Any] = []
    shipped = reader.read_transcript

    def record(paragraphs: Any, collector: Any, *, marked_only: bool = False) -> None:
        # What the reader would find in them takes time, and is asked for by none.
        found.extend(paragraphs)

    reader.read_transcript = record  # type: ignore[attr-defined]
    try:
        with suppress(InputError):
            read_opinions(path)
    finally:
        reader.read_transcript = shipped  # type: ignore[attr-defined]
    return found


def corpus_opinions() -> list[dict[str, Any]]:
    """Return the corpus of opinions, file by file."""
    return [
        json.loads(line)
        for path in sorted((ROOT / "corpus" / "opinions").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def sources(without: Collection[str]) -> Sources:
    """Return opinions and replies, none of them by the writers `without`."""
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
        if path.name.startswith(transcripts.HELD_OUT) or writer(path.name) in without:
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


def heard(without: Collection[str]) -> dict[str, list[str]]:
    """Return the words around opinions in real recordings, by label; none by writers `without`."""
    found: dict[str, list[str]] = {label: [] for label in "SLEO"}
    for name in recordings():
        if writer(name) in without:
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


def labelled_gold(name: str) -> tuple[Recording, list[str]]:
    """Return a recording of the test set with the label of each word, from its gold."""
    recording = read_recording(recordings()[name])
    keys = [key(word.text) for word in recording.words]
    labels = [""] * len(keys)
    speakers = [""] * len(keys)
    cursor = 0
    for row in gold_rows(next(transcripts.GOLD.glob(f"{name}-*.gold.jsonl")).name):
        text = row.get("text") or row["not_opinion"]
        wanted = [k for token in text.split() if (k := key(token))]
        kind = "B" if "text" in row else "W" if row["kind"] == "greeting" else "O"
        at = _find(keys, wanted, cursor)
        pieces = [(at, at + len(wanted))] if at is not None else []
        if at is None and kind == "B":
            pieces = _find_interrupted(keys, wanted, cursor)
        for begin, end in pieces:
            labels[begin:end] = ["I" if kind == "B" else kind] * (end - begin)
            speakers[begin:end] = [row.get("speaker", "")] * (end - begin)
        if pieces and kind == "B":
            # As boundaries are compared, see `transcripts.boundary`.
            begin, end = pieces[0]
            fillers = len(list(takewhile(FILLERS.__contains__, keys[begin : end - 1])))
            labels[begin : begin + fillers + 1] = [*[""] * fillers, "B"]
        if pieces:
            # What somebody called in between comes after it in the gold.
            cursor = pieces[0][1]
    return recording, own_words(recording, labels, speakers)


def _find(keys: list[str], wanted: list[str], cursor: int) -> int | None:
    for at in range(cursor, len(keys) - len(wanted) + 1):
        if keys[at : at + len(wanted)] == wanted:
            return at
    return None


def _find_interrupted(keys: list[str], wanted: list[str], cursor: int) -> list[tuple[int, int]]:
    """Return where both pieces stand of what somebody else broke in on; empty where none do."""
    first = wanted[:_FEWEST_BEFORE]
    at = _find(keys, first, cursor)
    while at is not None:
        said = len(first)
        while said < len(wanted) and keys[at + said : at + said + 1] == wanted[said : said + 1]:
            said += 1
        # A word that both begin with stands in the second piece.
        for size in range(said, max(said - 3, 0), -1):
            rest = wanted[size:]
            again = _find(keys[: at + size + _CALLED_IN + len(rest)], rest, at + size)
            if len(rest) >= _FEWEST_BEHIND and again is not None and again > at + size:
                return [(at, at + size), (again, again + len(rest))]
        at = _find(keys, first, at + 1)
    return []


def own_words(recording: Recording, labels: list[str], speakers: list[str]) -> list[str]:
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


def broken_anew(
    recording: Recording, labels: list[str], draw: random.Random
) -> tuple[Recording, list[str]]:
    """Return a recording as another machine writes it down: lines at pauses, or one for a turn."""
    bared = bare(recording, labels)[0].words if draw.random() < 0.5 else None
    pausing = draw.random() < 0.6
    # How often a machine notes that somebody begins or goes over, and how long its lines are.
    heard, often, longest = draw.uniform(0.6, 0.95), draw.uniform(0.3, 0.9), draw.randint(7, 16)
    words: list[Word] = []
    since = 0
    for index, word in enumerate(recording.words):
        before = labels[index - 1] if index else ""
        here = labels[index]
        turn = word.gap == "change" or not index or ((before == "O") != (here == "O"))
        fresh = here != before and (here, before) != ("I", "B")
        chance = heard if turn else often * pausing if fresh else 0.0
        if pausing and not chance and since > 3:
            chance = 0.03 + max(0, since - longest) * 0.2
        gap = ("time" if pausing else "para") if draw.random() < chance or not index else ""
        since = 0 if gap else since + 1
        words.append(Word(bared[index].text if bared else word.text, word.line, gap))
    return Recording(words, [], [], pausing, False), labels
