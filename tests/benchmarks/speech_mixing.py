"""Recordings whose opinions are drawn anew, so that matters follow each other without a mark.

In real recordings a speaker goes over to another matter as often as not without any word for it,
and what tells is that the matter changes. Gold recordings have a few hundred such places. Here an
opinion of another recording is put behind one, or in its place, in half of the cases one of the
same topic, since what people bring up together is often akin.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from nlp.reading.speech.features import key
from nlp.reading.speech.model import BEGIN, INSIDE
from nlp.reading.speech.recording import Recording, Word
from nlp.tagging.default import tag

# So often another opinion follows one, takes its place, and is of the same topic.
FOLLOWS, REPLACES, AKIN = 0.35, 0.25, 0.5
# Of longer ones a window holds little else.
LONGEST = 90
# Such a share of words with signs or capitals has a machine that sets them.
_SIGNED = 0.1
_SIGNS = ".,;:?!…"

Labelled = tuple[Recording, list[str]]
# Where an opinion begins and ends in a recording.
Span = tuple[int, int]


def spans(labels: Sequence[str]) -> list[Span]:
    """Return where each opinion stands that nobody breaks in on."""
    found: list[Span] = []
    for begin, label in enumerate(labels):
        if label != BEGIN:
            continue
        end = begin + 1
        while end < len(labels) and labels[end] == INSIDE:
            end += 1
        found.append((begin, end))
    return found


def is_signed(words: Sequence[Word]) -> bool:
    """Tell whether the machine set signs."""
    return sum(word.text[-1] in _SIGNS for word in words) >= _SIGNED * len(words)


class Topics:
    """What each opinion of some recordings is about, as the default model has it.

    Parameters
    ----------
    recordings : sequence of labelled recordings
    """

    def __init__(self, recordings: Sequence[Labelled]) -> None:
        texts: dict[str, str] = {}
        for recording, labels in recordings:
            for begin, end in spans(labels):
                words = recording.words[begin:end]
                texts.setdefault(_key(words), " ".join(word.text for word in words))
        tagged = tag(list(texts.values()))
        self._known = {
            text: one.topics[0] for text, one in zip(texts, tagged, strict=True) if one.topics
        }

    def of(self, words: Sequence[Word]) -> str:
        """Return the subtopic of an opinion, empty where it is of no recording."""
        return self._known.get(_key(words), "")


def _key(words: Sequence[Word]) -> str:
    return " ".join(key(word.text) for word in words)


class Mixing:
    """Puts opinions of other recordings into one.

    Parameters
    ----------
    recordings : sequence of labelled recordings
        What opinions are taken from.
    topics : Topics
    seed : int
    """

    def __init__(self, recordings: Sequence[Labelled], topics: Topics, seed: int) -> None:
        self._draw = random.Random(seed)
        pieces: list[list[Word]] = []
        for recording, labels in recordings:
            for begin, end in spans(labels):
                if end - begin <= LONGEST:
                    pieces.append(recording.words[begin:end])
        self._topics = topics
        # By whether a machine set signs, and by topic.
        self._pools: dict[tuple[bool, str], list[list[Word]]] = defaultdict(list)
        for piece in pieces:
            for topic in ("", topics.of(piece).split("/")[0]):
                self._pools[is_signed(piece), topic].append(piece)

    def __call__(self, recording: Recording, labels: Sequence[str]) -> Labelled:
        """Return a recording with opinions of others among its own, and the label of each word."""
        draw, signed = self._draw, is_signed(recording.words)
        words: list[Word] = []
        found: list[str] = []
        cursor = 0

        def add(piece: Sequence[Word], gap: str, speaker: str) -> None:
            fresh = [replace(word, gap="", speaker=speaker) for word in piece]
            fresh[0].gap = gap
            if signed and words and words[-1].text[-1] in ".?!":
                fresh[0].text = fresh[0].text[:1].upper() + fresh[0].text[1:]
            words.extend(fresh)
            found.extend([BEGIN, *[INSIDE] * (len(fresh) - 1)])

        for begin, end in spans(labels):
            words += recording.words[cursor:begin]
            found += labels[cursor:begin]
            cursor = end
            own = recording.words[begin:end]
            topic = self._topics.of(own).split("/")[0]
            if draw.random() < REPLACES and (other := self._other(signed, topic)):
                add(other, own[0].gap, own[0].speaker)
            else:
                words += own
                found += labels[begin:end]
            while draw.random() < FOLLOWS and (other := self._other(signed, topic)):
                last = words[-1]
                if signed and last.text[-1].isalnum():
                    words[-1] = replace(last, text=f"{last.text}.")
                add(other, "", own[0].speaker)
        words += recording.words[cursor:]
        found += labels[cursor:]
        return replace(recording, words=words), found

    def _other(self, signed: bool, topic: str) -> list[Word]:
        akin = topic if self._draw.random() < AKIN else ""
        pool = self._pools.get((signed, akin)) or self._pools.get((signed, ""))
        return self._draw.choice(pool) if pool else []
