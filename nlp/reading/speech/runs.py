"""Labelled words of a recording in, runs out, where they plainly begin and end amiss put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.reading.rules import load_rules
from nlp.reading.speech.beginnings import (
    announced,
    another_begins,
    begun_before,
    fillers,
    keys_of,
    lead,
    rest_of_place,
)
from nlp.reading.speech.model import BEGIN, END, INSIDE, LINK, OFFICIAL, SELF, sounds_official
from nlp.reading.speech.recording import Recording

# An opinion that somebody breaks in on has so many words, one with an ending more than so many.
_LEAD, _REST = 8, 12
# Nobody states a further matter in fewer words.
_SHORTEST = 5
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
    for run in _by_person(_runs(labels, recording), recording):
        if run.label == BEGIN and sounds_official(recording.words[run.begin : run.end]):
            run.label = OFFICIAL
        link = found[-1] if len(found) > 1 else None
        if (
            run.label == BEGIN
            and link is not None
            and link.label == LINK
            and found[-2].label == BEGIN
            and recording.words[run.begin].gap != "change"
            and (not _links(recording, link) or run.end - run.begin < _SHORTEST)
        ):
            found.pop()
            found[-1].end = run.end
            continue
        if run.label == BEGIN:
            _begin(recording, run, found)
        if run.label == END and found and found[-1].label == BEGIN:
            run.begin = found[-1].end = _first_of_closing(recording, run)
        found.append(run)
        if run.label == BEGIN and (end := _closing(recording, run)):
            found.append(Run(END, end, run.end))
            run.end = end
    return list(_without_fillers(_joined(found, recording), recording))


def _without_fillers(runs: Iterable[Run], recording: Recording) -> Iterator[Run]:
    """Yield runs, the words that say nothing before an opinion as a run of their own."""
    before = OFFICIAL
    for run in runs:
        size = 0
        if run.label == BEGIN and not run.goes_on:
            size = fillers(recording.words[run.begin : run.end])
        if size:
            # Behind what the same person said nobody else begins.
            yield Run(SELF if before in (SELF, OFFICIAL) else LINK, run.begin, run.begin + size)
            run.begin += size
        before = run.label
        yield run


def _begin(recording: Recording, run: Run, found: list[Run]) -> None:
    """Let an opinion begin where it does; what goes before is added to what was found."""
    words = recording.words
    before = found[-1] if found else None
    if before is None or before.label in (SELF, OFFICIAL, END):
        if before is not None and before.label == SELF and words[run.begin].gap != "change":
            own = words[before.begin : before.end]
            run.begin += rest_of_place(own, words[run.begin : run.end])
            before.end = run.begin = begun_before(recording, before.begin, run.begin)
        while size := lead(words[run.begin : run.end]):
            found.append(Run(SELF, run.begin, run.begin + size))
            run.begin += size
    further = before is not None and before.label == BEGIN and words[run.begin].gap != "change"
    if size := announced(words[run.begin : run.end], further=further):
        first = before is None or before.label in (SELF, OFFICIAL)
        found.append(Run(SELF if first else LINK, run.begin, run.begin + size))
        run.begin += size


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
            and all(word in particles for word in keys_of(recording.words[lead.begin : lead.end]))
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
    words, text = recording.words, " ".join(keys_of(recording.words[call.begin : call.end]))
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


def _by_person(runs: Iterable[Run], recording: Recording) -> Iterator[Run]:
    """Yield runs, those of opinions cut where another takes over from the same voice."""
    for run in runs:
        while run.label == BEGIN:
            found = another_begins(recording.words[run.begin : run.end])
            if found is None:
                break
            end, begin = (run.begin + at for at in found)
            yield Run(BEGIN, run.begin, end)
            yield Run(END, end, begin)
            run.begin = begin
        yield run


def _links(recording: Recording, link: Run) -> bool:
    """Tell whether words go over to another matter; "vài năm nữa là mất nghề" does not."""
    keys = keys_of(recording.words[link.begin : link.end])
    inside = keys == ["nữa", "là"] and not recording.words[link.begin].gap
    return not inside and any(word in load_rules().speech["links"] for word in keys)


def _closing(recording: Recording, said: Run) -> int:
    """Return where the words begin that end a turn; 0 where there are none."""
    closings = load_rules().speech["closings"]
    for index in range(max(said.begin + _REST, said.end - _CLOSING), said.end):
        if " ".join(keys_of(recording.words[index : said.end])) in closings:
            return index
    return 0


def _first_of_closing(recording: Recording, end: Run) -> int:
    """Return where the words that end a turn begin.

    A word before a known closing that nobody tells of himself with, nor only says, ends the
    sentence before ("không đi được, xin hết").
    """
    speech = load_rules().speech
    first, *closing = keys_of(recording.words[end.begin : end.end])
    spoken = (*speech["oneself"], *speech["particles"])
    return end.begin + (" ".join(closing) in speech["closings"] and first not in spoken)
