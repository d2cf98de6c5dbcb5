"""Whether lines are speech: no capitals, few signs, labels, times, and how people speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.reading.lines import Line
from nlp.reading.rules import load_rules
from nlp.reading.speech.features import key
from nlp.reading.speech.likelihood import likelihood
from nlp.reading.speech.recording import Recording, Word, read_recording
from nlp.reading.speech.voices import is_voice_code
from nlp.reading.stamps import messages_of

_SIGNS = re.compile(r"[,;:!?.]$")
_FEWEST_WORDS = 25
# From this probability on words and shape tell alone; below the lower one nothing else does.
LIKELY, UNLIKELY = 0.75, 0.1
# What a machine writes down without signs and capitals is speech, where any words are such as only
# people who speak say; others type without them as well.
_MOST_SIGNS = 0.02
_MOST_CAPITALS = 0.03
_FEWEST_SPOKEN = 0.005
# Where it sets them, words that only people who speak say tell, and how a chair gives the floor.
_FEWEST_PARTICLES = 0.01
# Each message of a chat names its writer; in speech few words have capitals but the first ones.
_MOST_NAMES = 0.12
_ENDS = re.compile(r"[.?!:…]$")
_PERSON = (
    r"(?:bác|chị|anh|cô|chú|ông|bà|em|cháu|cụ|dì|thím|mợ|cậu|má|mệ|ôn|o|đồng chí|ai|người|bà con"
    r"|mấy)"
)
_CALLS = re.compile(
    rf"\bmời,? {_PERSON}\b|\bcảm ơn {_PERSON}\b|\b(?:còn|có) ai\b|\bai (?:nữa|nói)\b"
    r"|\bý kiến (?:tiếp|nữa)\b",
    re.IGNORECASE,
)
_FEWEST_CALLS = 2
# Thanks alone give nobody the floor (people comment a line each, that begins with a capital), but
# where so many words are of those who speak.
_MANY_PARTICLES, _FEW_CAPITALS = 0.02, 0.15
_FLOOR = re.compile(
    rf"\bmời,? {_PERSON}\b|\bai (?:nữa|nói (?:trước|tiếp|nữa))\b|\bý kiến (?:tiếp|nữa)\b",
    re.IGNORECASE,
)


def subtitles_as_lines(lines: Sequence[Line]) -> list[Line]:
    """Return what is said in subtitles line by line, each voice's with its name before it.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    list of Line
        Empty where the lines are no subtitles.
    """
    recording = read_recording(lines)
    if not recording.subtitles:
        return []
    found: list[Line] = []
    begins = [i for i, w in enumerate(recording.words) if not i or _is_new(recording.words, i)]
    for begin, end in zip(begins, [*begins[1:], len(recording.words)]):
        word = recording.words[begin]
        name = "" if word.speaker.startswith(">>") else word.speaker
        said = ": ".join(filter(None, (name, recording.text(begin, end))))
        found.append(replace(lines[word.line], text=said, body=said, mark="", raw=said))
    return found


def _is_new(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is of another line than the one before it."""
    return words[index].line != words[index - 1].line


def is_speech(lines: Sequence[Line]) -> bool:
    """Tell whether lines are speech that a machine wrote down.

    Parameters
    ----------
    lines : sequence of Line
    """
    recording = read_recording(lines)
    if recording.subtitles:
        return True
    if not may_be_speech(lines, recording):
        return False
    likely = likelihood(lines, recording)
    return likely >= LIKELY or (likely >= UNLIKELY and shows_speech(lines, recording))


def may_be_speech(lines: Sequence[Line], recording: Recording) -> bool:
    """Tell whether lines are long enough for speech, and no messages.

    Parameters
    ----------
    lines : sequence of Line
    recording : Recording
        The lines, read as speech.
    """
    enough = len(recording.words) >= _FEWEST_WORDS
    return enough and not any(messages_of([line.raw for line in lines]))


def shows_speech(lines: Sequence[Line], recording: Recording) -> bool:
    """Tell whether signs, capitals, particles and the chair's calls tell that lines are speech.

    Parameters
    ----------
    lines : sequence of Line
    recording : Recording
        The lines, read as speech.
    """
    words = recording.words
    if any(is_voice_code(word.speaker) for word in words):
        return True
    signs = sum(bool(_SIGNS.search(word.text)) for word in words)
    capitals = sum(word.text[:1].isupper() for word in words)
    spoken = frozenset(load_rules().speech["particles"])
    particles = sum(key(word.text) in spoken for word in words)
    said = [lines[index].text for index in recording.top] + [recording.text(0, len(words))]
    calls = sum(1 for text in said for _ in _CALLS.finditer(text))
    if signs <= _MOST_SIGNS * len(words) and capitals <= _MOST_CAPITALS * len(words):
        return particles > 0 and particles + calls >= _FEWEST_SPOKEN * len(words)
    names = sum(
        word.text[:1].isupper() and word.line == before.line and not _ENDS.search(before.text)
        for before, word in pairwise(words)
    )
    chat = names > _MOST_NAMES * len(words)
    if chat or particles < _FEWEST_PARTICLES * len(words) or calls < _FEWEST_CALLS:
        return False
    talked = particles >= _MANY_PARTICLES * len(words)
    talked = talked and (recording.labelled or capitals <= _FEW_CAPITALS * len(words))
    return talked or any(map(_FLOOR.search, said))
