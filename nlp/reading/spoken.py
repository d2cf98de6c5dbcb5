"""Speech as a machine writes it down: no capitals, no punctuation, at best labels and pauses.

Turns are found by labels ("Người nói 3:"), else by how people introduce themselves and how a chair
gives the floor; matters by how speakers count them off; the chair and the officials by what they
say over the whole recording.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from nlp.reading.dates import find_date, find_day
from nlp.reading.lines import Line
from nlp.reading.matters import content_words
from nlp.reading.rows import Block
from nlp.reading.rules import any_of, begins_with, fold, load_rules
from nlp.reading.turns import Opinion
from nlp.reading.utterances import (
    FILLERS,
    PAUSE,
    PLACE,
    Utterance,
    closing,
    introduces,
    opinions_of,
    self_introduction,
)

_LABEL = re.compile(r"^((?:người nói|speaker|giọng|spk)\s*\d+)\s*:\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[,;:!?]|\.(?=\s|$)")
# Speech has nearly none of the signs and capitals that writing has.
_FEWEST_WORDS = 60
_MOST_SIGNS = 0.02
_MOST_CAPITALS = 0.03
_ANSWERED = 3
# So many opinions back an answer may reach.
_ASKED = 200
# Before so many words of a turn nobody ends it.
_FEWEST_SAID = 12
_POLITE = re.compile(
    r"(?:\b(?:dạ|vâng|kính|thưa|rồi|ờ|à|xin|chào|báo cáo|hội nghị|đại biểu|các|vị|bác|đồng chí|quý"
    r"|chủ tọa|chủ tịch|đoàn|ý kiến|phép|tôi|em|cháu|con|có|thêm|tiếp|được|hội trường|toàn thể"
    r"|cảm ơn|cho|ạ|đứng|phát biểu)\s+)+$"
)

_CALLING = re.compile(
    r"(?:\b(?:vâng|dạ|rồi|thôi|hết|giờ|thời gian|xin|phép|trân trọng|kính|thì|bây giờ|ạ|à|ờ)\s+)+$"
)


def is_speech(lines: Sequence[Line]) -> bool:
    """Tell whether lines are speech that a machine wrote down.

    Parameters
    ----------
    lines : sequence of Line
    """
    text = PAUSE.sub(" ", " ".join(_LABEL.sub("", line.text) for line in lines))
    words = text.split()
    if len(words) < _FEWEST_WORDS:
        return False
    capitals = sum(word[:1].isupper() for word in words)
    few = len(_SIGNS.findall(text)) <= _MOST_SIGNS * len(words)
    return few and capitals <= _MOST_CAPITALS * len(words)


def _utterances(lines: Sequence[Line]) -> tuple[list[Utterance], list[Line]]:
    """Return who says what, and the lines at the top that nobody says."""
    labelled = [bool(_LABEL.match(line.text)) for line in lines]
    if sum(labelled) >= 2:
        first = labelled.index(True)
        found = list(_labelled(lines[first:]))
        _judge(found)
        return found, list(lines[:first])
    top = _title_lines(lines)
    return list(_stream(lines[top:])), list(lines[:top])


def _labelled(lines: Sequence[Line]) -> Iterator[Utterance]:
    speaker, said = "", [(lines[0].position, "")][:0]
    for line in lines:
        match = _LABEL.match(line.text)
        if match is not None and match[1] != speaker:
            if said:
                yield _made(speaker, said)
            speaker, said = match[1], []
        said.append((line.position, line.text[match.end() :] if match else line.text))
    yield _made(speaker, said)


def _made(speaker: str, said: list[tuple[str, str]], *, official: bool = False) -> Utterance:
    text = " ".join(text for _, text in said)
    return Utterance(said[0][0], speaker, text, said, official)


def _judge(utterances: Sequence[Utterance]) -> None:
    """Find the officials by how much more they sound like one than like a citizen, over all."""
    speech = load_rules().speech
    scores: Counter[str] = Counter()
    for one in utterances:
        official = len(any_of(speech["official"]).findall(one.text))
        scores[one.speaker] += 2 * official - len(any_of(speech["citizen"]).findall(one.text))
    for one in utterances:
        one.official = scores[one.speaker] > 0


def _title_lines(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a title: with a date, or the name of a file."""
    count = 0
    for line in lines[:5]:
        file = re.search(r"\d{6}|\.(?:mp3|m4a|wav|mp4)\b|^file\b", line.text)
        if not (find_date(line.text) or file or begins_with(fold(line.text), load_rules().forms)):
            break
        count += 1
    return count


@cache
def _floor() -> re.Pattern[str]:
    """Return the pattern of where the floor changes: somebody begins, ends, or is called."""
    chair = any_of(load_rules().speech["chair"]).pattern
    return re.compile(
        rf"(?P<self>{self_introduction().pattern})|(?P<chair>(?<!tôi )(?<!em )(?<!cháu ){chair})"
        rf"|(?P<end>{closing().pattern})"
    )


def _stream(lines: Sequence[Line]) -> Iterator[Utterance]:
    """Cut one stream of words into utterances where the floor changes; a chair opens it."""
    text = ""
    offsets: list[int] = []
    for line in lines:
        offsets.append(len(text))
        text += f"{line.text} "
    begin, official = 0, True
    for match in _floor().finditer(text):
        at, change = match.start(), official
        if match["self"]:
            if not introduces(text[match.start() : match.start() + 300]):
                continue
            politely = _POLITE.search(text[max(begin, at - 60) : at])
            at -= len(politely[0]) if politely else 0
            change = False
        elif match["chair"]:
            calling = _CALLING.search(text[max(begin, at - 60) : at])
            at -= len(calling[0]) if calling else 0
            change = True
        elif not official and len(text[begin:at].split()) >= _FEWEST_SAID:
            at, change = match.end(), True
        if change == official and not match["self"]:
            continue
        if text[begin:at].strip(" ."):
            yield _piece(text, begin, at, lines, offsets, official)
        begin, official = at, change
    if text[begin:].strip(" ."):
        yield _piece(text, begin, len(text), lines, offsets, official)


def _piece(
    text: str, begin: int, end: int, lines: Sequence[Line], offsets: list[int], official: bool
) -> Utterance:
    said: list[tuple[str, str]] = []
    index = bisect_right(offsets, begin) - 1
    while index < len(lines) and offsets[index] < end:
        first = max(begin, offsets[index])
        last = min(end, offsets[index + 1] if index + 1 < len(lines) else len(text))
        if text[first:last].strip():
            said.append((lines[index].position, text[first:last].strip()))
        index += 1
    made = _made("", said, official=official)
    made.text = text[begin:end].strip()
    return made


def _answer(utterance: Utterance, opinions: Sequence[Opinion], words: list[set[str]]) -> None:
    """Put what an official says to the opinions above that it is about, by words in common."""
    pieces = [text for _, text in utterance.lines]
    if not utterance.speaker:
        pieces = PAUSE.split(utterance.text)
    for said in pieces:
        own = content_words(said)
        first = max(0, len(words) - _ASKED)
        shared = [len(own & other) for other in words[first:]]
        if shared and max(shared) >= _ANSWERED:
            best = opinions[first + shared.index(max(shared))]
            best.answers.append(FILLERS.sub("", said).strip())


def read_speech(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in speech, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    utterances, top = _utterances(lines)
    day = next((d for line in lines[:5] if (d := find_day(line.text))), None)
    meeting = PLACE.search(" ".join(line.text for line in top))
    left = [Block(line.position, "heading", "speech_title", line.text) for line in top]
    homes: dict[str, str] = {}
    opinions: list[Opinion] = []
    words: list[set[str]] = []
    for one in utterances:
        if one.official:
            left += [Block(at, "official", "speech_official", text) for at, text in one.lines]
            _answer(one, opinions, words)
            continue
        known = homes.get(one.speaker, "") if one.speaker else ""
        home, found = opinions_of(one, known or (meeting[0] if meeting else ""), day)
        homes[one.speaker] = home or known
        if not found:
            left.append(Block(one.position, "greeting", "speech_short", one.text))
        opinions += found
        words += [content_words(opinion.text) for opinion in found]
    return opinions, left
