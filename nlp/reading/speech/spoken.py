"""Speech as a machine writes it down: no capitals, few signs, at best labels, times and pauses.

`nlp.reading.speech.recording` tells its words and who has the floor, `nlp.reading.speech.model`
which of them are an opinion; here they are put together to opinions with who, where, when and
what was answered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.reading.dates import find_day
from nlp.reading.lines import Line
from nlp.reading.named_places import find_place
from nlp.reading.rows import Block
from nlp.reading.rules import load_rules
from nlp.reading.speakers import is_official
from nlp.reading.speech.answers import Answers
from nlp.reading.speech.dates import find_day_filed, find_day_said
from nlp.reading.speech.features import key
from nlp.reading.speech.introductions import MEETING, PLACE_SAID, introduced, invited
from nlp.reading.speech.model import (
    BEGIN,
    LINK,
    OFFICIAL,
    SELF,
    label_words,
)
from nlp.reading.speech.recording import Recording, read_recording
from nlp.reading.speech.runs import Run, runs_of
from nlp.reading.speech.said_places import mend_place
from nlp.reading.stamps import messages_of
from nlp.reading.turns import Opinion

_SIGNS = re.compile(r"[,;:!?.]$")
_FEWEST_WORDS = 60
# What a machine writes down without signs and capitals is speech.
_MOST_SIGNS = 0.02
_MOST_CAPITALS = 0.03
# Where it sets them, words that only people who speak say tell, and how a chair gives the floor.
_FEWEST_PARTICLES = 0.01
# So a machine labels voices.
_VOICE = re.compile(
    r"(?:người nói|speaker|spk|giọng(?: nam| nữ)?|voice|nói)[\s_#]*\d{1,3}$", re.IGNORECASE
)
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
# Behind a place in a title: a day, or the rest of a file's name.
_FILED = re.compile(r"[\s,_-]+(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|20\d\d-?\d\d-?\d\d)(?![^\W_]).*$")
# Parts of a label.
_PARTED = re.compile(r"\s+-\s+|,\s+")
# In so many last words a chair calls somebody.
_LAST_WORDS = 60
# In so many first words a chair names the place of a meeting, in so many its day.
_OPENING, _LONGEST_OPENING = 80, 250
# Nobody states a matter in fewer words.
_SHORTEST = 8
# Labels that name nobody: a code for a voice, which is one person's, and a word for anybody.
_CODE = re.compile(
    r"(?:(?:unknown |người )?(?:nói|speaker|spk|voice|participant|người tham gia)"
    r"|giọng(?: nam| nữ)?|người dân|cử tri|công dân|khách|[^\W\d_]{1,4})[\s_#-]*\d{1,3}"
    r"|(?:người nói|speaker)[\s_]+[a-z]",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r">>|giọng|nam\b|nữ\b|người dân|cử tri|dân\b|công dân|khách|unknown", re.IGNORECASE
)


def is_speech(lines: Sequence[Line]) -> bool:
    """Tell whether lines are speech that a machine wrote down.

    Parameters
    ----------
    lines : sequence of Line
    """
    recording = read_recording(lines)
    words = recording.words
    if recording.subtitles:
        return True
    if len(words) < _FEWEST_WORDS or any(messages_of([line.raw for line in lines])):
        return False
    signs = sum(bool(_SIGNS.search(word.text)) for word in words)
    capitals = sum(word.text[:1].isupper() for word in words)
    if any(_VOICE.match(word.speaker) for word in words):
        return True
    if signs <= _MOST_SIGNS * len(words) and capitals <= _MOST_CAPITALS * len(words):
        return True
    spoken = frozenset(load_rules().speech["particles"])
    particles = sum(key(word.text) in spoken for word in words)
    said = [lines[index].text for index in recording.top] + [recording.text(0, len(words))]
    calls = sum(1 for text in said for _ in _CALLS.finditer(text))
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


def _pieces(recording: Recording, run: Run) -> Iterator[tuple[str, str]]:
    """Yield a run line by line: position in the words, text."""
    words = recording.words
    begin = run.begin
    for index in range(run.begin + 1, run.end + 1):
        if index == run.end or words[index].line != words[begin].line:
            yield str(words[begin].line), recording.text(begin, index)
            begin = index


def _label_parts(label: str, recording: Recording) -> tuple[str, str]:
    """Return the name in a label that a person wrote ("Anh Phước - Giáp Kiền"), and the home."""
    if label not in recording.homes:
        return label, ""
    if label[-1].isdigit() and not _PARTED.search(label):
        # "TN2 (Lương Quốc Bình)", but not "Ông Khoát, xóm 5"
        return recording.homes[label] or label, ""
    name, *behind = _PARTED.split(label)
    behind += [recording.homes[label]]
    for part in behind:
        if place := PLACE_SAID.match(part):
            return name, place[0]
    named = [
        p for p in behind if p and not is_official(p) and all(w[0].isupper() for w in p.split())
    ]
    return name, named[-1] if named else ""


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
    words = recording.words
    top = [lines[index].text for index in recording.top]
    opening = _before_citizens(labels)
    texts = [*top, recording.text(0, min(opening, _LONGEST_OPENING))]
    day = next((d for t in texts if (d := find_day(t) or find_day_said(t))), None)
    day = day or next((d for text in texts if (d := find_day_filed(text))), None)
    place = _meeting_place([*top, recording.text(0, min(opening, _OPENING))])
    left = [
        Block(lines[i].position, "heading", "speech_title", lines[i].text) for i in recording.top
    ]
    left += [
        Block(lines[i].position, "form", "speech_noise", lines[i].text) for i in recording.noise
    ]
    known: dict[str, tuple[str, str]] = {}
    names: dict[str, set[str]] = defaultdict(set)
    keys = [key(word.text) for word in words]
    often, call = Counter(map(" ".join, zip(keys, keys[1:]))), ""
    opinions: list[Opinion] = []
    voices: list[str] = []
    answers = Answers(recording)
    who, before = ("", ""), ""
    for run in runs_of(labels, recording):
        first = words[run.begin]
        text = recording.text(run.begin, run.end)
        begins = run.label == OFFICIAL or (run.label == SELF and before != SELF)
        begins = begins or (run.label == BEGIN and before == OFFICIAL)
        before = run.label
        voice, (label, home) = first.speaker, _label_parts(first.speaker, recording)
        coded = _CODE.fullmatch(label) is not None
        named = bool(label) and not (coded or _ANYBODY.match(label))
        if begins or first.gap == "change":
            who = known.get(voice, ("", "")) if voice else ("", "")
            if not (who[0] or named or run.label == OFFICIAL):
                who = (invited(call, often), who[1])
        if run.label == SELF:
            name, place_said = introduced(text)
            who = (name or who[0], place_said or who[1])
            if voice:
                known[voice] = who
                names[voice].add(name)
        if run.goes_on and opinions:
            opinions[-1].text = f"{opinions[-1].text} {text}"
            answers.goes_on(text)
            call = ""
            continue
        if run.label == BEGIN and run.end - run.begin >= _SHORTEST:
            position = lines[first.line].position
            speaker = label if named else who[0] or label
            if coded:
                known[voice] = who
            opinions.append(
                Opinion(position, text, speaker, who[1] or home or place, day, "speech")
            )
            voices.append(voice)
            answers.opinion(text, who[0] or speaker)
            # Whoever was called has spoken; the next without a call is another.
            call = ""
            continue
        kind = "official" if run.label == OFFICIAL else "greeting"
        reason = {OFFICIAL: "speech_official", LINK: "speech_link"}.get(run.label, "speech_short")
        left += [
            Block(lines[int(at)].position, kind, reason, said)
            for at, said in _pieces(recording, run)
        ]
        if run.label == OFFICIAL:
            if not run.breaks_in:
                # Whoever speaks next under a word for anybody may be another.
                known = {
                    v: w for v, w in known.items() if _CODE.fullmatch(v) or not _ANYBODY.match(v)
                }
            call = recording.text(max(run.begin, run.end - _LAST_WORDS), run.end)
            for number, said in () if run.breaks_in else answers.said(run.begin, run.end):
                opinions[number].answers.append(said)
    for opinion, voice in zip(opinions, voices, strict=True):
        # He may say his name only when he speaks again; a word for anybody is several persons'.
        said_names = names[voice] - {""}
        if _CODE.fullmatch(voice) and opinion.speaker == voice and len(said_names) == 1:
            opinion.speaker = min(said_names)
    return opinions, left
