"""A recording that a machine wrote down: its words, and what is known of who has the floor.

Machines set labels ("(giọng nữ 1)", "SPK_02:", "NÓI 2 -"), times ("[00:02:07.660 -->
00:02:15.020]"), both or neither before what they hear, and break lines where somebody pauses, at a
column, or nowhere. Labels are told by coming again in one shape, not by a list of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from nlp.reading.dates import find_date
from nlp.reading.lines import Line
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speech.dates import find_day_filed
from nlp.reading.speech.voices import CLOCK, VOICE, voice_labels

_TIME = re.compile(rf"^\W{{0,2}}{CLOCK}(?:\s*(?:-+>|→|[-–—])\s*{CLOCK})?[\])>]?\s*[-–—:|]?\s*")
_SIGNED = re.compile(r"^\d{1,5}$|^webvtt\b", re.IGNORECASE)
_TIMED_SHARE = 0.5
# So many times alone on their lines are subtitles', among lines of text.
_FEWEST_CUES, _CUES_SHARE = 3, 0.1
# A machine that cuts by the clock has so many spans of one length.
_BY_CLOCK = 0.7
# No column is narrower.
_NARROWEST = 60
# Lines with fewer words end where somebody pauses; longer ones are turns, or pieces of them.
_PAUSED_WORDS = 17
_NOISE = re.compile(
    r"\[[^\[\]]{1,40}\]|\((?:vỗ tay|cười|tiếng[^()]{0,60}|không[^()]{0,40}rõ[^()]{0,40})\)"
)
_ASIDE = re.compile(r"^(?:\([^()]*\)|\[[^\[\]]*\]|[-–—]\s*\d{1,3}\s*[-–—])$")
_PAUSE = re.compile(r"^(?:\.{2,}|…|-{1,3}|–|—)+$")
_ENDS_PAUSING = re.compile(r"(?:\.{2,}|…)$")
_TITLE_LINES = 6
_LONGEST_TITLE = 80
# With more words a long number is said: "thu 500000 một hộ".
_TITLE_WORDS = 15


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
        What stands before it: ``""``; ``"pause"``; a break of lines at a column or by the clock
        (``"wrap"``), where somebody pauses (``"time"``), of a paragraph (``"para"``); the same
        label again (``"same"``), another (``"change"``).
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
    homes : dict of str to str
        What stands in brackets behind a label, by label.
    subtitles : bool
        Times from when to when stand alone above what is said, or voices are named as in WebVTT.
    """

    words: list[Word]
    top: list[int]
    noise: list[int]
    timed: bool
    labelled: bool
    homes: Mapping[str, str] = field(default_factory=dict)
    subtitles: bool = False

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
    rests = [text[m.end() :] if m else text for m, text in zip(times, texts)]
    timed = _timed(times, rests)
    if not timed and sum(map(bool, times)) < _FEWEST_CUES:
        # An hour that is said: "xe rác thì tới / 7:30 mới tới".
        times, rests = [None] * len(texts), texts
    labels, homes = voice_labels(rests, timed=timed)
    first = min(labels, default=0)
    if not labels:
        first = times.index(next(filter(None, times))) if timed else _title(lines)
        while first and _SIGNED.match(rests[first - 1]):
            first -= 1
    breaks = _breaks(lines, times, rests, first, timed=timed)
    words: list[Word] = []
    noise: list[int] = []
    speaker, held = "", ""
    for index in range(first, len(lines)):
        rest, gap = rests[index], "same" if labels else breaks[index - first]
        if index in labels:
            name, end = labels[index]
            gap = "same" if name == speaker and held != "change" else "change"
            speaker, rest = name, rest[end:]
        elif _ASIDE.match(rest):
            noise.append(index)
            continue
        # A subtitle's number stands right above its time; others are said.
        numbered = rest.isdigit() and any(times[index + 1 : index + 2])
        if timed and _SIGNED.match(rest) and (numbered or not rest.isdigit()):
            noise.append(index)
            continue
        if gap != "change":
            # A label may stand alone above what is said.
            gap = held or gap
        said = _said(_NOISE.sub(" ", rest), index, gap, speaker)
        held = "" if said or index not in labels else gap
        if not said and rest.strip():
            noise.append(index)
        words += said
    cues = sum(m is not None and "-->" in m[0] and not rest for m, rest in zip(times, rests))
    subtitles = (timed and cues >= _FEWEST_CUES) or any(map(VOICE.match, rests))
    # The time of the first cue stands above its voice, and is no title.
    top = [i for i in range(first) if rests[i] or times[i] is None]
    return Recording(words, top, noise, timed, bool(labels), homes, subtitles)


def _timed(times: Sequence[re.Match[str] | None], rests: Sequence[str]) -> bool:
    """Tell whether there are times before lines, or alone on lines above them."""
    stamped = sum(map(bool, times))
    cues = sum(bool(m) and not rest for m, rest in zip(times, rests))
    said = [rest for rest in rests if rest and not _SIGNED.match(rest)]
    if cues >= _FEWEST_CUES and cues >= _CUES_SHARE * len(said):
        return True
    return stamped >= _TIMED_SHARE * max(len(said), 1)


def _breaks(
    lines: Sequence[Line],
    times: Sequence[re.Match[str] | None],
    rests: Sequence[str],
    first: int,
    *,
    timed: bool,
) -> list[str]:
    """Return the break before each line from the first on, where there are no labels."""
    said = [i for i in range(first, len(rests)) if rests[i] and not _SIGNED.match(rests[i])]
    if timed:
        stamps = [m for m in times[first:] if m is not None]
        stamped = "wrap" if _by_clock(stamps) else "time"
        found, held = [], ""
        for index in range(first, len(lines)):
            held = stamped if times[index] else held
            found.append(held or "wrap")
            held = "" if rests[index] and not _SIGNED.match(rests[index]) else held
        return found
    short = sum(len(rests[i].split()) for i in said) < _PAUSED_WORDS * len(said)
    break_ = "wrap" if _wrapped([rests[i] for i in said]) else "time" if short else "para"
    numbers = [_line_number(line.position) for line in lines[max(first - 1, 0) :]]
    numbers = numbers if first else [0, *numbers]
    apart = [b - a > 1 for a, b in zip(numbers, numbers[1:])]
    # Empty lines tell turns apart only where they are not before every line.
    if 2 * sum(apart) > len(apart):
        return [break_] * len(apart)
    return ["para" if far else break_ for far in apart]


def _line_number(position: str) -> int:
    match = re.search(r"\d+$", position)
    return int(match[0]) if match else 0


def _by_clock(stamps: Sequence[re.Match[str]]) -> bool:
    """Tell whether a machine cut what it heard in pieces of one length."""
    seconds = []
    for stamp in stamps:
        parts = [float(part) for part in re.findall(r"\d+(?:[.,]\d+)?", _first_clock(stamp[0]))]
        seconds.append(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    spans = Counter(round(b - a) for a, b in zip(seconds, seconds[1:]))
    return len(seconds) > _FEWEST_CUES and max(spans.values()) >= _BY_CLOCK * len(seconds)


def _first_clock(text: str) -> str:
    match = re.search(CLOCK, text)
    return match[0].replace(",", ".") if match else "0"


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


def _wrapped(texts: Sequence[str]) -> bool:
    """Tell whether lines break at a column and not where somebody ends."""
    lengths = [len(text) for text in texts if text.strip()]
    if len(lengths) < 4:
        return False
    widest = max(lengths)
    near = sum(length >= 0.6 * widest for length in lengths)
    return _NARROWEST <= widest <= 160 and near >= 0.7 * len(lengths)


def _title(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a title, with a date or the name of a file."""
    last = 0
    longest = median([len(line.text.split()) for line in lines[:40]] or [0])
    for index, line in enumerate(lines[:_TITLE_LINES]):
        text = line.text
        file = re.search(r"\.(?:mp3|m4a|wav|mp4|aac|ogg|amr)\b|^file\b", text, re.IGNORECASE)
        form = begins_with(fold(text), load_rules().forms)
        if form in load_rules().speech["said_forms"] and not text.isupper():
            form = None
        words = len(text.split())
        numbered = words <= _TITLE_WORDS and re.search(r"\d{6}", text)
        brackets = text[0] in "([" and text[-1] in ")]"
        dated = find_date(text) or find_day_filed(text)
        if words > _LONGEST_TITLE:
            break
        if (dated and words <= max(40, longest)) or file or numbered or form or brackets:
            last = index + 1
        elif words > _TITLE_WORDS:
            break
    return last
