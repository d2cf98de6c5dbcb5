"""Speech as a machine writes it down: no capitals, no punctuation, at best labels and pauses.

Turns are found by labels ("Người nói 3:"), else by how people introduce themselves and how a chair
gives the floor; matters by how speakers count them off; the chair and the officials by what they
say over the whole recording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from nlp.reading.dates import find_date
from nlp.reading.lines import Line
from nlp.reading.matters import content_words
from nlp.reading.rules import any_of, begins_with, fold, load_rules
from nlp.reading.turns import Opinion

_LABEL = re.compile(r"^((?:người nói|speaker|giọng|spk)\s*\d+)\s*:\s*", re.IGNORECASE)
_PAUSE = re.compile(r"\s*(?:\.{2,}|…)\s*")
_SIGNS = re.compile(r"[,;:!?]|\.(?=\s|$)")
# Speech has nearly none of the signs and capitals that writing has.
_FEWEST_WORDS = 60
_MOST_SIGNS = 0.02
_MOST_CAPITALS = 0.03
# Nobody introduces himself at greater length.
_INTRODUCTION = 40
_SHORTEST = 6
_ANSWERED = 3

_NUMBERS = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|tư|trăm|linh|lẻ|\d+|[a-e]\b)"
_KINDS = (
    r"(?:khu phố|khu dân cư|khu vực|tổ dân phố|tổ|thôn|xóm|ấp|bản|buôn|làng|khóm|khối phố|khối|xã"
    r"|phường|thị trấn|đội)"
)
_STOPS = (
    r"(?:thì|mà|tôi|em|con|cháu|có|xin|cái|là|bà|chúng|hôm|nói|đề|cho|kính|thưa|vâng|dạ|ờ|à|ạ|nay"
    r"|tụi|trước|hiện|về|năm|nhà|ở|được|rất|muốn|kiến|ý|cũng|đây|bên|này|kia)"
)
_PLACE = re.compile(
    rf"\b{_KINDS}\s+(?:{_NUMBERS}(?:\s+{_NUMBERS})*|(?!{_STOPS}\b)\w+(?:\s+(?!{_STOPS}\b|{_KINDS}\b)\w+)?)"
    rf"(?:\s+{_KINDS}\s+(?:{_NUMBERS}(?:\s+{_NUMBERS})*|(?!{_STOPS}\b)\w+(?:\s+(?!{_STOPS}\b|{_KINDS}\b)\w+)?))*"
)
_I = r"(?:tôi|tui|em|con|cháu|mình|tớ)"
_SELF = re.compile(
    rf"\b{_I}\s+(?:xin\s+(?:tự\s+)?(?:phép|giới thiệu)\s+)?(?:{_I}\s+)?(?:là|tên(?:\s+là)?|cũng\s+ở|ở|họ)\b"
)
_COUNT = re.compile(
    rf"^(?:{_I}\s+)?(?:xin\s+)?(?:được\s+)?(?:có|nêu|hỏi|phát biểu)\s+(?:{_NUMBERS}|mấy|vài)\s+"
    r"(?:ý kiến|ý|việc|vấn đề|câu hỏi|câu|điều|nội dung|kiến nghị)(?:\s+(?:thôi|như sau|sau đây|ngắn))*\s*"
)
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy")
_ORDINAL = rf"thứ\s+(?P<ordinal>{'|'.join(_ORDINALS)})"
_COUNTED = re.compile(
    r"\b(?:(?P<noun>ý(?:\s+kiến)?|việc|cái|điều|câu)\s+|(?P<about>(?:về\s+)?(?:vấn đề|nội dung)\s+))?"
    rf"{_ORDINAL}\b(?!\s+(?:tuần|hàng|hằng|tới|vừa|ngày|mấy))\s*|\b(?:một|hai|ba|bốn)\s+là\s+"
)
# "Lần thứ hai", "người thứ ba", "sáng thứ hai" count other things than matters.
_COUNTS_OTHERS = re.compile(
    r"\b(?:lần|sáng|trưa|chiều|tối|ngày|con|người|hôm|đến|đời|nhà|vụ|quý|hạng|loại)\s+$"
)
_FILLERS = re.compile(r"^(?:(?:dạ|vâng|thưa|ờ|à|ừ|rồi|thế|vậy|alo|ạ)\s+)+")


@dataclass
class Utterance:
    """What one speaker says without a break.

    Attributes
    ----------
    position, speaker, text : str
    lines : list of (str, str)
        Positions and texts of its lines.
    official : bool
    """

    position: str
    speaker: str
    text: str
    lines: list[tuple[str, str]]
    official: bool = False


def is_speech(lines: Sequence[Line]) -> bool:
    """Tell whether lines are speech that a machine wrote down.

    Parameters
    ----------
    lines : sequence of Line
    """
    text = " ".join(_LABEL.sub("", line.text) for line in lines)
    words = _PAUSE.sub(" ", text).split()
    if len(words) < _FEWEST_WORDS:
        return False
    signs = len(_SIGNS.findall(_PAUSE.sub(" ", text)))
    capitals = sum(word[:1].isupper() for word in words)
    return signs <= _MOST_SIGNS * len(words) and capitals <= _MOST_CAPITALS * len(words)


def utterances_of(lines: Sequence[Line]) -> tuple[list[Utterance], list[Line]]:
    """Return who says what, and the lines at the top that nobody says.

    Parameters
    ----------
    lines : sequence of Line
    """
    labelled = [bool(_LABEL.match(line.text)) for line in lines]
    if sum(labelled) >= 2:
        first = labelled.index(True)
        found = list(_labelled(lines[first:]))
        _judge(found)
        return found, list(lines[:first])
    top = _title_lines(lines)
    return list(_stream(lines[top:])), list(lines[:top])


def _labelled(lines: Sequence[Line]) -> Iterator[Utterance]:
    current: Utterance | None = None
    for line in lines:
        match = _LABEL.match(line.text)
        text = line.text[match.end() :] if match else line.text
        speaker = match[1] if match else (current.speaker if current else "")
        if current is None or speaker != current.speaker:
            if current is not None:
                yield current
            current = Utterance(line.position, speaker, text, [(line.position, text)])
        else:
            current.text = f"{current.text} {text}"
            current.lines.append((line.position, text))
    if current is not None:
        yield current


def _judge(utterances: Sequence[Utterance]) -> None:
    """Find the officials by all that each speaker says."""
    scores: Counter[str] = Counter()
    for one in utterances:
        scores[one.speaker] += _score(one.text)
    for one in utterances:
        one.official = scores[one.speaker] > 0


def _score(text: str) -> int:
    """Return how much more a text sounds like an official than like a citizen."""
    speech = load_rules().speech
    official = len(any_of(speech["official"]).findall(text))
    return 2 * official - len(any_of(speech["citizen"]).findall(text))


def _title_lines(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a title: short, or with a date in figures."""
    count = 0
    for line in lines[:5]:
        titled = find_date(line.text) or re.search(
            r"\d{6}|\.(?:mp3|m4a|wav|mp4)\b|^file\b", line.text
        )
        if not titled and not begins_with(fold(line.text), load_rules().forms):
            break
        count += 1
    return count


@cache
def _turns() -> re.Pattern[str]:
    chair = r"(?:xin mời|mời|cảm ơn|cám ơn)\s+(?:các\s+)?(?:bác|chị|anh|bà con|bà|ông|cô|chú|cử tri|đồng chí|đại biểu|ý kiến)"
    answer = r"(?:tôi\s+)?xin\s+(?:được\s+)?(?:phép\s+)?(?:trả lời|tiếp thu|giải trình|báo cáo)"
    return re.compile(rf"(?P<self>{_SELF.pattern})|(?P<official>\b(?:{chair}|{answer})\b)")


def _stream(lines: Sequence[Line]) -> Iterator[Utterance]:
    """Cut one stream of words into utterances, at pauses and where the floor changes."""
    starts: list[tuple[int, str]] = []
    text = ""
    for line in lines:
        starts.append((len(text), line.position))
        text += f"{line.text} "
    cuts = {0} | {m.end() for m in _PAUSE.finditer(text)}
    kinds: dict[int, str] = {}
    for match in _turns().finditer(text):
        begin = _back_over_fillers(text, match.start())
        cuts.add(begin)
        kinds.setdefault(begin, "self" if match["self"] else "official")
    edges = [*sorted(cuts), len(text)]
    current: Utterance | None = None
    for begin, end in zip(edges, edges[1:]):
        piece = text[begin:end].strip()
        if not piece:
            continue
        position = next(p for at, p in reversed(starts) if at <= begin)
        kind = kinds.get(begin)
        official = kind == "official" or (kind is None and _score(_PAUSE.sub(" ", piece)) >= 2)
        opens = kind == "self" and (current is None or current.official or _introduces(piece))
        if (
            current is None
            or opens
            or (official != current.official and (official or kind == "self"))
        ):
            if current is not None:
                yield current
            current = Utterance(position, "", piece, [(position, piece)], official)
        else:
            current.text = f"{current.text} {piece}"
            current.lines.append((position, piece))
    if current is not None:
        yield current


def _back_over_fillers(text: str, at: int) -> int:
    match = re.search(
        r"(?:\b(?:dạ|vâng|kính|thưa|rồi|ờ|à|xin|chào)\s+)+$", text[max(0, at - 40) : at]
    )
    return at - len(match[0]) if match else at


def _introduces(piece: str) -> bool:
    head = " ".join(piece.split()[:_INTRODUCTION])
    match = _SELF.search(head)
    return match is not None and match.start() < 60 and bool(_PLACE.search(head, match.start()))


def opinions_of(utterance: Utterance, place: str, day: date | None) -> tuple[str, list[Opinion]]:
    """Return where the speaker says to live, and the opinions of an utterance.

    Parameters
    ----------
    utterance : Utterance
        Of a citizen.
    place : str
        Known of the speaker or the meeting.
    day : date or None
    """
    text = _FILLERS.sub("", utterance.text.strip())
    speaker = utterance.speaker
    text, name, own = _without_introduction(text)
    text = _COUNT.sub("", text).strip()
    text = _without_closing(text)
    found = [
        Opinion(_position(utterance, part), part, speaker or name, own or place, day, "speech")
        for part in _matters(text)
        if len(part.split()) >= _SHORTEST
    ]
    return own, found


def _position(utterance: Utterance, part: str) -> str:
    opening = " ".join(part.split()[:4])
    return next((at for at, line in utterance.lines if opening in line), utterance.position)


def _without_introduction(text: str) -> tuple[str, str, str]:
    head = " ".join(text.split()[:_INTRODUCTION])
    match = _SELF.search(head)
    if match is None or match.start() > 110:
        return (
            re.sub(
                r"^(?:kính )?thưa (?:các )?(?:quý vị|đồng chí|bác|hội nghị|chủ tọa|đoàn chủ tọa|chủ tịch)\s+",
                "",
                text,
            ),
            "",
            "",
        )
    place = _PLACE.search(head, match.end())
    again = _SELF.search(head, match.end())
    if place is not None and (again is None or place.start() < again.end() + 30):
        named = re.split(
            rf"\b(?:ở|cũng|ngụ|dân|cựu|đại diện|{_KINDS[3:-1]})\b",
            head[match.end() : place.start()],
        )
        return text[place.end() :].strip(), named[0].strip(), place[0].strip()
    return text, "", ""


def _without_closing(text: str) -> str:
    closings = any_of(load_rules().speech["closings"]).pattern
    return re.sub(
        rf"(?:\s*(?:ạ|dạ|thôi|rồi)?\s*{closings}(?:\s+(?:ạ|hội nghị|quý vị|các (?:đồng chí|bác)|chủ tọa))*)+\s*\.*$",
        "",
        text,
    ).strip()


def _matters(text: str) -> list[str]:
    """Cut what a citizen says where further matters are counted off or added."""
    added = rf"(?<!không ){any_of(load_rules().speech['matters']).pattern}\s+"
    marks = [*_counted(text), *((m.start(), m.end()) for m in re.finditer(added, text))]
    parts, start = [], 0
    for begin, end in sorted(marks):
        before = text[start:begin]
        if begin < start or (before.strip() and len(before.split()) < _SHORTEST and start):
            continue
        parts.append(before)
        start = end
    parts.append(text[start:])
    return [_PAUSE.sub(" ... ", part).strip(" .") for part in parts if part.strip(" .")]


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the marks by which a speaker counts off matters begin and end."""
    expected = 0
    for match in _COUNTED.finditer(text):
        if match["ordinal"] is None:
            if expected or match[0].startswith("một"):
                expected += 1
                yield match.span()
            continue
        place = _ORDINALS.index(match["ordinal"])
        follows = re.match(r"(?:thì\s+)?(?:là|về)\b", text[match.end() :]) is not None
        other = _COUNTS_OTHERS.search(text[max(0, match.start() - 10) : match.start()])
        named = match["noun"] or match["about"]
        if other and not (follows and place == expected and place):
            continue
        if not (named or follows or place == expected or place == 0):
            continue
        expected = place + 1
        # "Là" goes with the mark only where a noun makes it a clause of its own.
        is_ = re.match(r"(?:thì\s+)?là\s+", text[match.end() :]) if match["noun"] else None
        yield match.start(), match.end() + (is_.end() if is_ else 0)


def answers_of(utterance: Utterance, opinions: Sequence[Opinion]) -> None:
    """Put what an official says to the opinions above that it is about, by words in common."""
    words = [content_words(opinion.text) for opinion in opinions]
    for _, said in utterance.lines:
        own = content_words(said)
        shared = [len(own & other) for other in words]
        if shared and max(shared) >= _ANSWERED:
            best = shared.index(max(shared))
            opinions[best].answers.append(_FILLERS.sub("", said).strip())


def read_speech(lines: Sequence[Line]) -> tuple[list[Opinion], list[tuple[str, str, str, str]]]:
    """Return the opinions in speech, and what is none: position, kind, reason, text.

    Parameters
    ----------
    lines : sequence of Line
    """
    utterances, top = utterances_of(lines)
    day = next((d for line in lines[:5] if (d := find_date(line.text))), None)
    title = " ".join(line.text for line in top)
    meeting = _PLACE.search(title)
    left = [(line.position, "heading", "speech_title", line.text) for line in top]
    homes: dict[str, str] = {}
    opinions: list[Opinion] = []
    for one in utterances:
        if one.official:
            left += [(at, "official", "speech_official", text) for at, text in one.lines]
            answers_of(one, opinions)
            continue
        known = homes.get(one.speaker, "") if one.speaker else ""
        home, found = opinions_of(one, known or (meeting[0] if meeting else ""), day)
        homes[one.speaker] = home or known
        if not found:
            left.append((one.position, "greeting", "speech_short", one.text))
        opinions += found
    return opinions, left
