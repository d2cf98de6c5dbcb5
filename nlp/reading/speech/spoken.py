"""Speech in, opinions out.

`nlp.reading.speech.recording` tells its words and who has the floor, `nlp.reading.speech.model`
which of them are an opinion; here they are put together to opinions with who, where, when and
what was answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.reading.dates import find_day
from nlp.reading.lines import Line
from nlp.reading.named_places import find_place
from nlp.reading.rows import Block
from nlp.reading.speech.answers import Answers
from nlp.reading.speech.dates import find_day_filed, find_day_said
from nlp.reading.speech.floor import Floor
from nlp.reading.speech.introductions import MEETING
from nlp.reading.speech.model import BEGIN, LINK, OFFICIAL, label_words
from nlp.reading.speech.recording import Recording, read_recording
from nlp.reading.speech.runs import Run, runs_of
from nlp.reading.speech.said_places import mend_place
from nlp.reading.turns import Opinion

# Behind a place in a title: a day, or the rest of a file's name.
_FILED = re.compile(r"[\s,_-]+(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|20\d\d-?\d\d-?\d\d)(?![^\W_]).*$")
# In so many first words a chair names the place of a meeting, in so many its day.
_OPENING, _LONGEST_OPENING = 80, 250
# Nobody states a matter in fewer words.
_SHORTEST = 8


def _pieces(recording: Recording, run: Run) -> Iterator[tuple[str, str]]:
    """Yield a run line by line: position in the words, text."""
    words = recording.words
    begin = run.begin
    for index in range(run.begin + 1, run.end + 1):
        if index == run.end or words[index].line != words[begin].line:
            yield str(words[begin].line), recording.text(begin, index)
            begin = index


def _meeting_place(texts: Sequence[str]) -> str:
    """Return the fullest place that the title and the opening name, empty where they name none."""
    found = [_FILED.sub("", place) for text in texts[:-1] if (place := find_place(text))]
    places = [mend_place(place, 0, len(place), of_meeting=True) for place in found]
    for text in texts:
        for match in MEETING.finditer(text):
            places.append(mend_place(text, match.start(), match.end(), of_meeting=True))
    places = [place for place in places if place.text]
    if not places:
        return max(found, key=len, default="")
    fullest = max(places, key=lambda p: (p.n_units, len(p.text)))
    known = max(places, key=lambda p: (p.n_known > 0, p.n_units, len(p.text)))
    apart = fullest.is_hamlet and not fullest.n_known and known.n_known
    return f"{fullest.text}, {known.text}" if apart else known.text


def _before_citizens(labels: Sequence[str]) -> int:
    """Return how many words are said before the first citizen speaks.

    Where somebody lives who speaks first is not where the meeting is.
    """
    first = next((i for i, label in enumerate(labels) if label != OFFICIAL), len(labels))
    return first or _OPENING


def read_speech(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in speech, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    recording = read_recording(lines)
    labels = label_words(recording)
    left = [
        Block(lines[i].position, "heading", "speech_title", lines[i].text) for i in recording.top
    ]
    left += [
        Block(lines[i].position, "form", "speech_noise", lines[i].text) for i in recording.noise
    ]
    day, place = _setting(lines, recording, _before_citizens(labels))
    floor = Floor(recording)
    opinions: list[Opinion] = []
    answers = Answers(recording)
    for run in runs_of(labels, recording):
        text = recording.text(run.begin, run.end)
        who = floor.taken(run, text)
        if run.goes_on and opinions:
            opinions[-1].text = f"{opinions[-1].text} {text}"
            answers.goes_on(text)
            floor.has_spoken()
            continue
        if run.label == BEGIN and run.end - run.begin >= _SHORTEST:
            position = lines[recording.words[run.begin].line].position
            home = who.home or place
            opinions.append(Opinion(position, text, who.name, home, day, "speech"))
            floor.has_said(who)
            answers.opinion(text, who.called or who.name)
            continue
        kind = "official" if run.label == OFFICIAL else "greeting"
        reason = {OFFICIAL: "speech_official", LINK: "speech_link"}.get(run.label, "speech_short")
        left += [
            Block(lines[int(at)].position, kind, reason, said)
            for at, said in _pieces(recording, run)
        ]
        if run.label == OFFICIAL:
            floor.is_given(run)
            for number, said in () if run.breaks_in else answers.said(run.begin, run.end):
                opinions[number].answers.append(said)
    for opinion, name in zip(opinions, floor.names_said_later(), strict=True):
        opinion.speaker = name or opinion.speaker
    return opinions, left


def _setting(lines: Sequence[Line], recording: Recording, opening: int) -> tuple[date | None, str]:
    """Return the day and the place of a meeting, of which `opening` words are no citizen's."""
    top = [lines[index].text for index in recording.top]
    texts = [*top, recording.text(0, min(opening, _LONGEST_OPENING))]
    day = next((d for t in texts if (d := find_day(t) or find_day_said(t))), None)
    day = day or next((d for text in texts if (d := find_day_filed(text))), None)
    return day, _meeting_place([*top, recording.text(0, min(opening, _OPENING))])
