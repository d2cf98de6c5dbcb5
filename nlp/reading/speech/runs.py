"""Labelled words of a recording in, runs out; who breaks in on an opinion does not end it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from nlp.reading.rules import load_rules
from nlp.reading.speech.announcements import announcement
from nlp.reading.speech.features import key
from nlp.reading.speech.model import BEGIN, INSIDE, LINK, OFFICIAL, SELF
from nlp.reading.speech.place_cuts import phrases_of, rest_of_place
from nlp.reading.speech.recording import Recording, Word

# An opinion that somebody breaks in on has so many words.
_LEAD = 8
# Nobody states a further matter in fewer words.
_SHORTEST = 5
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
# Words that say nothing, before what somebody says; what he says has so many at least.
FILLERS = frozenset(["là", "dạ", "vâng", "ờ", "à", "ừ", "ạ"])
_SAID = 2


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
    often = phrases_of(recording.words)
    for run in _runs(labels, recording):
        links = [one.label for one in found[-2:]] == [BEGIN, LINK]
        turns = recording.words[run.begin].gap == "change"
        if run.label == BEGIN and links and not turns and run.end - run.begin < _SHORTEST:
            found.pop()
            found[-1].end = run.end
            continue
        if run.label == BEGIN and found and found[-1].label == SELF and not turns:
            lead = recording.words[found[-1].begin : run.begin]
            run.begin += rest_of_place(lead, recording.words[run.begin : run.end], often)
            found[-1].end = run.begin
        found.append(run)
    return list(_without_fillers(_joined(found, recording), recording))


def _keys_of(words: Sequence[Word]) -> list[str]:
    """Return words without signs, in lower case."""
    return [key(word.text) for word in words]


def _without_fillers(runs: Iterable[Run], recording: Recording) -> Iterator[Run]:
    """Yield runs, the words that say nothing before an opinion as a run of their own."""
    before = OFFICIAL
    for run in runs:
        opens = run.label == BEGIN and not run.goes_on
        size = _left_out(run, recording) if opens else 0
        if size:
            # Behind what the same person said nobody else begins.
            yield Run(SELF if before in (SELF, OFFICIAL) else LINK, run.begin, run.begin + size)
            run.begin += size
        before = run.label
        yield run


def _left_out(opinion: Run, recording: Recording) -> int:
    """Return how many words at the beginning of an opinion say nothing, or only announce it."""
    said = recording.words[opinion.begin : opinion.end]
    size = len(list(takewhile(FILLERS.__contains__, _keys_of(said[:-_SAID]))))
    return size + announcement(said[size:])


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
            and all(word in particles for word in _keys_of(recording.words[lead.begin : lead.end]))
            and _broken_in(found[:-1], run, recording)
        ):
            # "Dạ, gọi sao cũng được": he goes on with a word that says no more than that.
            found.pop()
            run.begin = lead.begin
        if run.label == BEGIN and _broken_in(found, run, recording):
            found[-1].breaks_in = run.goes_on = True
        if run.label == INSIDE:
            run.label, run.goes_on = BEGIN, _goes_on(found, run, recording)
            if run.goes_on:
                _let_break_in(found, recording)
        found.append(run)
    return found


def _goes_on(before: Sequence[Run], run: Run, recording: Recording) -> bool:
    """Tell whether the voice that the model lets go on is that of the opinion before."""
    said = next((one for one in reversed(before) if one.label == BEGIN), None)
    if said is None or not (said.goes_on or _is_enough(said, recording)):
        return False
    voices = [recording.words[one.begin].speaker for one in (said, run)]
    return not recording.labelled or voices[0] == voices[1]


def _is_enough(said: Run, recording: Recording) -> bool:
    """Tell whether so much is left of what somebody says that it is an opinion, and may go on."""
    return said.end - said.begin - _left_out(said, recording) >= _LEAD


def _let_break_in(before: Sequence[Run], recording: Recording) -> None:
    """Tell of the officials behind the last opinion that they asked, and did not answer."""
    for one in reversed(before):
        if one.label == BEGIN:
            return
        said = _keys_of(recording.words[one.begin : one.end])
        if one.label == OFFICIAL and len(said) <= _BREAKS_IN:
            one.breaks_in = not _GIVES_FLOOR.search(" ".join(said))


def _broken_in(before: Sequence[Run], run: Run, recording: Recording) -> bool:
    if len(before) < 2 or (before[-2].label, before[-1].label) != (BEGIN, OFFICIAL):
        return False
    said, call = before[-2], before[-1]
    words, text = recording.words, " ".join(_keys_of(recording.words[call.begin : call.end]))
    if (
        not _is_enough(said, recording)
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
            goes_on = here == before != BEGIN or (here == INSIDE and before == BEGIN)
            if goes_on and recording.words[index].gap != "change":
                continue
        if labels:
            yield Run(labels[begin], begin, index)
        begin = index
