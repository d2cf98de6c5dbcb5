"""Meetings that were written for the model of speech to learn from, word by word with labels.

They stand in ``corpus/recordings``, a writer a file, as its README says: what is said one after
another, and of each piece who says it and whether it is an opinion. They are no transcripts, so
nothing is judged on them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from speech_data import ROOT, labelled_gold, own_words, recordings, writer

from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Recording, Word
from nlp.reading.speech.runs import FILLERS

FOLDER = ROOT / "corpus" / "recordings"
# Who says a word; what else a citizen says is told apart by what stands around it.
_LABELS = {"C": "O", "G": "W", "O": "I", "+": "I"}
_PIECE = re.compile(r"([CGO+])(\d+)\|(.*)")


class Piece(NamedTuple):
    """What somebody says without a break.

    Attributes
    ----------
    kind : str
        ``"C"`` of a chair or an official, ``"O"`` an opinion, ``"+"`` more of it after somebody
        broke in, ``"G"`` what else a citizen says.
    speaker, text : str
    """

    kind: str
    speaker: str
    text: str


def meetings(without: Collection[str] = ()) -> list[list[Piece]]:
    """Return the meetings, but for those by some writers.

    Raises
    ------
    ValueError
        A line is none of the format.
    """
    found: list[list[Piece]] = []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem in without:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = _PIECE.fullmatch(line)
            if line.startswith("#"):
                found.append([])
            elif match:
                official = "C" if match[1] == "C" else ""
                found[-1].append(Piece(match[1], official + match[2], match[3]))
            else:
                raise ValueError(f"{path.name}, line {number}: {line[:40]}")
    return found


def labelled(meeting: list[Piece], *, voices: bool) -> tuple[Recording, list[str]]:
    """Return a meeting as a recording, with the label of each word.

    Parameters
    ----------
    meeting : list of Piece
    voices : bool
        Whether the machine tells voices apart.
    """
    words: list[Word] = []
    labels: list[str] = []
    speakers: list[str] = []
    for kind, speaker, text in meeting:
        gap = "change" if not speakers or speakers[-1] != speaker else ""
        begun = kind != "O"
        for token in text.split():
            said = key(token)
            if not said:
                gap = gap or "pause"
                continue
            label = _LABELS[kind]
            if not begun:
                begun = said not in FILLERS
                label = "B" if begun else "W"
            words.append(Word(token, 0, gap))
            labels.append(label)
            speakers.append(speaker)
            gap = ""
    labels = own_words(Recording(words, [], [], False, True), labels, speakers)
    numbers = {speaker: number for number, speaker in enumerate(dict.fromkeys(speakers), 1)}
    if voices:
        words = [
            Word(word.text, 0, word.gap, f"Người nói {numbers[speaker]}")
            for word, speaker in zip(words, speakers, strict=True)
        ]
    else:
        words = [Word(word.text, 0, "") for word in words]
    return Recording(words, [], [], False, voices), labels


def known(without: Collection[str]) -> list[tuple[Recording, list[str]]]:
    """Return what a model learns from but for files by some writers: the gold, and these."""
    found = [labelled_gold(name) for name in recordings() if writer(name) not in without]
    # Half of the machines tell voices apart.
    return found + [labelled(m, voices=len(m) % 2 == 0) for m in meetings(without)]
