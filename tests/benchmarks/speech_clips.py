"""Short recordings that were written for the model of speech to learn from: ``corpus/clips``.

A writer a file, each recording as a recogniser wrote it down, behind a line ``=== form; what it
is`` and with the marks of ``corpus/documents`` (`text_documents`). They are no transcripts, so
nothing is judged on them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator
from itertools import takewhile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from speech_data import own_words, paragraphs_of
from text_documents import CLIPS, MARKED, bare, written

from nlp.reading.encoding import normalize
from nlp.reading.lines import lines_of
from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Recording, read_recording
from nlp.reading.speech.runs import FILLERS


def clips(without: Collection[str] = ()) -> Iterator[tuple[Recording, list[str]]]:
    """Yield the recordings with the label of each word, but for those by some writers.

    Raises
    ------
    ValueError
        The words of a mark are not among those that the reader sees.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, marked in written(without, CLIPS):
            path = Path(folder) / f"{name}.txt"
            path.write_text(bare(marked), encoding="utf-8")
            recording = read_recording(lines_of(paragraphs_of(path)))
            yield recording, labels_of(name, recording, marked)


def labels_of(name: str, recording: Recording, marked: str) -> list[str]:
    """Return the label of each word of a recording, from its marks."""
    keys = [key(word.text) for word in recording.words]
    labels = [""] * len(keys)
    cursor = 0
    for match in MARKED.finditer(marked):
        text = match["reply"] if match["text"] is None else bare(match["text"])
        if text is None:
            continue
        wanted = [k for token in normalize(text).split() if (k := key(token))]
        if not wanted:
            continue
        begin = next(
            (i for i in range(cursor, len(keys)) if keys[i : i + len(wanted)] == wanted), None
        )
        if begin is None and match["reply"] is not None:
            # The reader takes it for a title.
            continue
        if begin is None:
            raise ValueError(f"{name}: not among the words that are read: {text[:60]}")
        cursor = begin + len(wanted)
        labels[begin:cursor] = ["O" if match["reply"] is not None else "I"] * len(wanted)
        if match[0].startswith("{{") and not match[0].startswith("{{+"):
            # As boundaries are compared, see `transcripts.boundary`.
            fillers = len(list(takewhile(FILLERS.__contains__, wanted[:-1])))
            labels[begin : begin + fillers + 1] = [*[""] * fillers, "B"]
    return own_words(recording, labels, [word.speaker for word in recording.words])
