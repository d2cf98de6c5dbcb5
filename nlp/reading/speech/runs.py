"""Labelled words of a recording in, runs out, where they plainly begin and end amiss put right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.reading.rules import load_rules
from nlp.reading.speech.features import key
from nlp.reading.speech.introductions import called
from nlp.reading.speech.model import BEGIN, END, INSIDE, LINK, OFFICIAL, SELF, sounds_official
from nlp.reading.speech.recording import Recording

# So many words about oneself may go before an opinion that has more than so many.
_LEAD, _REST = 8, 12
# So many words end a turn at the most.
_CLOSING = 5
# Whoever breaks in on somebody says so many words at the most, and gives nobody the floor.
_BREAKS_IN = 16
_GIVES_FLOOR = re.compile(
    r"\b(?:mời|cảm ơn|cám ơn|nữa|thêm|khác|tiếp theo|kế tiếp|giơ tay|đưa tay|gì (?:không|hông))\b"
)
# Where nothing tells that the same voice goes on, he asks him something, or how to speak.
_ASKS = re.compile(
    r"\b(?:bao nhiêu|phải không|khi (?:mô|nào)|cho (?:tôi|tui|em|con|cháu) hỏi|hả"
    r"|nói (?:nhỏ|tiếp|chậm|gần|lại))\b|\bchưa$|\bcó\b.*\bkhông$"
)


@dataclass
class Run:
    """Words in a row with one label.

    Attributes
    ----------
    label : str
        `BEGIN` for an opinion.
    begin, end : int
        Of its words.
    breaks_in : bool
        An official breaks in on an opinion, which goes on behind.
    goes_on : bool
        It is the rest of the opinion that an official broke in on.
    """

    label: str
    begin: int
    end: int
    breaks_in: bool = False
    goes_on: bool = False


def runs_of(labels: Sequence[str], recording: Recording) -> list[Run]:
    """Return the runs of a recording.

    Parameters
    ----------
    labels : sequence of str
        Of its words, see `label_words`.
    recording : Recording
    """
    found: list[Run] = []
    for run in _runs(labels, recording):
        if run.label == BEGIN and sounds_official(recording.words[run.begin : run.end]):
            run.label = OFFICIAL
        link = found[-1] if len(found) > 1 else None
        if (
            run.label == BEGIN
            and link is not None
            and link.label == LINK
            and found[-2].label == BEGIN
            and recording.words[run.begin].gap != "change"
            and not _links(recording, link)
        ):
            found.pop()
            found[-1].end = run.end
            continue
        if run.label == BEGIN and (not found or found[-1].label in (SELF, OFFICIAL)):
            while lead := _lead(recording, run):
                found.append(Run(SELF, run.begin, lead))
                run.begin = lead
        if run.label == END and found and found[-1].label == BEGIN:
            run.begin = found[-1].end = _first_of_closing(recording, run)
        found.append(run)
        if run.label == BEGIN and (end := _closing(recording, run)):
            found.append(Run(END, end, run.end))
            run.end = end
    return _joined(found, recording)


def _joined(runs: list[Run], recording: Recording) -> list[Run]:
    """Tell of opinions that an official broke in on, and that go on behind."""
    particles = load_rules().speech["particles"]
    found: list[Run] = []
    for run in runs:
        lead = found[-1] if found else run
        if (
            run.label == BEGIN
            and recording.labelled
            and lead.label in (SELF, LINK)
            and all(word in particles for word in _keys(recording, lead.begin, lead.end))
            and _broken_in(found[:-1], run, recording)
        ):
            # "Dạ, gọi sao cũng được": he goes on with a word that says no more than that.
            found.pop()
            run.begin = lead.begin
        if run.label == BEGIN and _broken_in(found, run, recording):
            found[-1].breaks_in = run.goes_on = True
        found.append(run)
    return found


def _broken_in(before: Sequence[Run], run: Run, recording: Recording) -> bool:
    if len(before) < 2 or (before[-2].label, before[-1].label) != (BEGIN, OFFICIAL):
        return False
    said, call = before[-2], before[-1]
    words, text = recording.words, " ".join(_keys(recording, call.begin, call.end))
    if (
        said.end - said.begin < _LEAD
        or call.end - call.begin > _BREAKS_IN
        or _GIVES_FLOOR.search(text)
    ):
        return False
    if recording.labelled:
        voices = [words[one.begin].speaker for one in (said, call, run)]
        return voices[0] == voices[2] != voices[1] and not voices[0].startswith(">>")
    return _ASKS.search(text) is not None


def _runs(labels: Sequence[str], recording: Recording) -> Iterator[Run]:
    begin = 0
    for index in range(1, len(labels) + 1):
        if index < len(labels):
            here, before = labels[index], labels[index - 1]
            goes_on = here == INSIDE or (here == before and here != BEGIN)
            change = recording.words[index].gap == "change"
            if goes_on and not (change and here != INSIDE):
                continue
        if labels:
            yield Run(labels[begin], begin, index)
        begin = index


def _keys(recording: Recording, begin: int, end: int) -> list[str]:
    return [key(word.text) for word in recording.words[begin:end]]


def _of_oneself(keys: Sequence[str]) -> int:
    known = load_rules().speech["oneself"]
    return sum(word in known for word in keys)


def _links(recording: Recording, link: Run) -> bool:
    """Tell whether words go over to another matter."""
    return any(
        word in load_rules().speech["links"] for word in _keys(recording, link.begin, link.end)
    )


def _closing(recording: Recording, said: Run) -> int:
    """Return where the words begin that end a turn; 0 where there are none."""
    closings = load_rules().speech["closings"]
    for index in range(max(said.begin + _REST, said.end - _CLOSING), said.end):
        if " ".join(_keys(recording, index, said.end)) in closings:
            return index
    return 0


def _lead(recording: Recording, said: Run) -> int:
    """Return where a first sentence ends that is about the speaker; 0 where there is none."""
    words = recording.words
    for index in range(said.begin, min(said.begin + _LEAD, said.end - _REST)):
        if words[index].text[-1] in ".!,;" and words[index + 1].text[:1].isalpha():
            keys = _keys(recording, said.begin, index + 1)
            matter = any(word in load_rules().speech["topics"] for word in keys)
            named = called().match(" ".join(keys)) is not None
            tells = named or 2 * _of_oneself(keys) > len(keys)
            if tells and not matter and len(keys) > 1:
                return index + 1
            if words[index].text[-1] != ",":
                return 0
    return 0


def _first_of_closing(recording: Recording, end: Run) -> int:
    """Return where the words that end a turn begin.

    A word before a known closing that nobody tells of himself with, nor only says, ends the
    sentence before ("không đi được, xin hết").
    """
    speech = load_rules().speech
    first, *closing = _keys(recording, end.begin, end.end)
    spoken = (*speech["oneself"], *speech["particles"])
    return end.begin + (" ".join(closing) in speech["closings"] and first not in spoken)
