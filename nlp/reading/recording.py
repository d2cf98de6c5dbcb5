"""A recording that a machine wrote down: its words, and what is known of who has the floor.

Machines set labels ("(giọng nữ 1)", "SPK_02:", "NÓI 2 -"), times ("[00:02:07.660 -->
00:02:15.020]"), both or neither before what they hear, and break lines where somebody pauses, at a
column, or nowhere. Labels are told by coming again in one shape, not by a list of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from nlp.reading.dates import find_date
from nlp.reading.lines import Line
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import is_official

_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?|\d+(?:[.,]\d+)?s\b|\d{1,3}[p']\d{2}\b)"
_TIME = re.compile(rf"^\W{{0,2}}{_CLOCK}(?:\s*(?:-+>|→|[-–—])\s*{_CLOCK})?[\])>]?\s*[-–—:|]?\s*")
_SIGNED = re.compile(r"^\d{1,5}$|^webvtt\b", re.IGNORECASE)
_NAME = r"[^\W_][^\]\[)(><}{:|\n]{0,36}?"
_SHAPES = {
    "bracket": re.compile(rf"^[\[(<{{]\s*(?P<name>{_NAME})\s*[\])>}}]\s*[:–—-]?\s*(?=\S)"),
    "colon": re.compile(
        rf"^(?P<name>{_NAME})\s*(?:[\[(]?{_CLOCK}[\])]?\s*)?:(?:\s+{_CLOCK}(?=\s|$))?(?:\s+(?=\S)|$)"
    ),
    "dash": re.compile(rf"^(?P<name>{_NAME})\s+[-–—|]+>?\s+(?=\S)"),
    "alone": re.compile(rf"^(?P<name>{_NAME})\s*:?$"),
    "chevron": re.compile(r"^>{1,3}\s*(?P<name>)(?=\S)"),
    "bare": re.compile(
        r"^(?P<name>(?:người|người nói|speaker|spk|giọng|giọng nam|giọng nữ|nói|nam|nữ|loa|mic"
        r"|micro|kênh|voice)[\s_#]*\d{1,3})\s*:?\s*"
        rf"(?:[\[(]\s*{_CLOCK}[^\])]*[\])]|{_CLOCK}(?=\s|$))?\s*[:–-]?\s*(?=\S|$)",
        re.IGNORECASE,
    ),
}
_LABEL_WORDS = 5
_FEWEST_LABELS = 3
# Of the lines from the first label on so many have one, or one stands above them.
_LABELLED_SHARE = 0.3
_TIMED_SHARE = 0.5
# So many of them come again.
_AGAIN = 0.4
_NOISE = re.compile(r"\[[^\[\]]{1,40}\]|\((?:vỗ tay|cười|tiếng[^()]*|không[^()]*rõ[^()]*)\)")
_PAUSE = re.compile(r"^(?:\.{2,}|…|-{1,3}|–|—)+$")
_ENDS_PAUSING = re.compile(r"(?:\.{2,}|…)$")
_TITLE_LINES = 6


@dataclass(slots=True)
class Word:
    """A word that was said.

    Attributes
    ----------
    text : str
        As written, with its signs.
    line : int
        Index of its line.
    gap : str
        What stands before it: ``""``; ``"pause"``; a break of lines at a column (``"wrap"``), at a
        time (``"time"``), of a paragraph (``"para"``); the same label again (``"same"``), another
        (``"change"``).
    speaker : str
        The label, empty where there are none.
    """

    text: str
    line: int
    gap: str
    speaker: str = ""


@dataclass
class Recording:
    """Words of a recording.

    Attributes
    ----------
    words : list of Word
    top : list of int
        Lines above what is said.
    noise : list of int
        Lines with nothing but what a machine notes.
    timed, labelled : bool
        There are times, labels.
    """

    words: list[Word]
    top: list[int]
    noise: list[int]
    timed: bool
    labelled: bool

    def text(self, begin: int, end: int) -> str:
        """Return what is said from one word up to another, pauses as dots."""
        parts: list[str] = []
        for word in self.words[begin:end]:
            if parts and word.gap == "pause":
                parts.append("...")
            parts.append(word.text)
        return " ".join(parts)


def read_recording(lines: Sequence[Line]) -> Recording:
    """Return the words of a recording.

    Parameters
    ----------
    lines : sequence of Line
    """
    texts = [line.raw or line.text for line in lines]
    times = [_TIME.match(text) for text in texts]
    timed = sum(map(bool, times)) >= _TIMED_SHARE * max(sum(not _SIGNED.match(t) for t in texts), 1)
    rests = [text[m.end() :] if m else text for m, text in zip(times, texts)]
    labels = _labels(rests)
    first = min(labels, default=0)
    if not labels:
        first = times.index(next(filter(None, times))) if timed else _title(lines)
    words: list[Word] = []
    noise: list[int] = []
    break_ = "time" if timed else "wrap" if _wrapped(rests[first:]) else "para"
    speaker, held = "", ""
    for index in range(first, len(lines)):
        rest, gap = rests[index], "same" if labels else break_
        if index in labels:
            name, end = labels[index]
            gap = "same" if name == speaker and held != "change" else "change"
            speaker, rest = name, rest[end:]
        if timed and _SIGNED.match(rest):
            continue
        said = _said(_NOISE.sub(" ", rest), index, held or gap, speaker)
        # A label may stand alone above what is said.
        held = "" if said or index not in labels else gap
        if not said and rest.strip():
            noise.append(index)
        words += said
    return Recording(words, list(range(first)), noise, timed, bool(labels))


def _said(text: str, line: int, gap: str, speaker: str) -> list[Word]:
    found: list[Word] = []
    pausing = False
    for token in text.split():
        if _PAUSE.match(token):
            pausing = True
            continue
        found.append(
            Word(token, line, "pause" if pausing and found else "" if found else gap, speaker)
        )
        pausing = bool(_ENDS_PAUSING.search(token))
        if pausing:
            found[-1].text = _ENDS_PAUSING.sub("", token)
    return found


def _labels(rests: Sequence[str]) -> dict[int, tuple[str, int]]:
    """Return the labels by line, and where each ends; of the shape that most lines have."""
    best: dict[int, tuple[str, int]] = {}
    for shape, pattern in _SHAPES.items():
        found: dict[int, tuple[str, int]] = {}
        for index, text in enumerate(rests):
            match = pattern.match(text)
            if match is not None and len(match["name"].split()) <= _LABEL_WORDS:
                found[index] = (match["name"].strip() or f">>{index}", match.end())
        names = Counter(name.lower() for name, _ in found.values())
        if shape not in ("bracket", "chevron"):
            found = {i: x for i, x in found.items() if _is_label(x[0], names)}
        again = sum(names[name.lower()] > 1 for name, _ in found.values())
        fits = len(found) >= _FEWEST_LABELS
        fits = fits and (shape == "chevron" or again >= _AGAIN * len(found))
        begin = min(found, default=0)
        fits = fits and len(found) >= _LABELLED_SHARE * (len(rests) - begin)
        if fits and len(found) > len(best):
            best = found
    return best


def _is_label(name: str, names: Mapping[str, int]) -> bool:
    """Tell whether a name is a label: it comes again, is numbered, in capitals or an office's."""
    return names[name.lower()] > 1 or name[-1].isdigit() or name.isupper() or is_official(name)


def _wrapped(texts: Sequence[str]) -> bool:
    """Tell whether lines break at a column and not where somebody ends."""
    lengths = [len(text) for text in texts if text.strip()]
    if len(lengths) < 4:
        return False
    widest = max(lengths)
    near = sum(length >= 0.6 * widest for length in lengths)
    return widest <= 160 and near >= 0.7 * len(lengths)


def _title(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a title, with a date or the name of a file."""
    last = 0
    longest = median([len(line.text.split()) for line in lines[:40]] or [0])
    for index, line in enumerate(lines[:_TITLE_LINES]):
        text = line.text
        file = re.search(r"\d{6}|\.(?:mp3|m4a|wav|mp4|aac|ogg|amr)\b|^file\b", text, re.IGNORECASE)
        form = begins_with(fold(text), load_rules().forms)
        words = len(text.split())
        brackets = text[0] in "([" and text[-1] in ")]"
        if (find_date(text) and words <= max(40, longest)) or file or form or brackets:
            last = index + 1
        elif words > 15:
            break
    return last
