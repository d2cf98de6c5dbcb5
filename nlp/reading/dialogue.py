"""Speech in writing with a label before each turn, whatever the labels are.

Transcripts of meetings, exports of group chats and interviews set a label before what is said:
``Speaker 2:   1:40``, ``[00:12] SPK_03``, ``[07:41, 12/03/2026] Bình Xe Ôm:``, ``BTV —``. No list
holds them all; what makes them labels is that they come again in one shape. Who answers for the
office is told by what each label says over the whole document (see `nlp.reading.likeness`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.headings import part_of
from nlp.reading.likeness import likeness, reads_like
from nlp.reading.lines import Line
from nlp.reading.matters import answered, asks, begins_matter, content_words, split_matters
from nlp.reading.named_places import find_place
from nlp.reading.rows import Block
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import announces_count, is_official
from nlp.reading.trimming import introduced_place, trim
from nlp.reading.turns import Opinion

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s*[AaPp][Mm])?"
_STAMP = rf"(?:[\[(][^\[\]()]{{0,24}}{_CLOCK}[^\[\]()]{{0,24}}[\])]|{_CLOCK}(?=\s|$))"
# "3 phút", "2 giờ trước", as pages of comments give the time.
_AGO = r"[·•|–-]?\s*\d+\s*(?:phút|giờ|ngày|tuần|tháng)(?:\s+trước)?\s*$"
_NAME = r"@?[^\W_](?:[^:\[\]()—–\n]|(?<=\S)[-–](?=\S)){0,38}?"
_LABELLED = re.compile(
    rf"^\s*(?P<before>{_STAMP})?\s*[-–—]?\s*(?P<name>{_NAME})\s*(?P<after>{_STAMP})?\s*"
    rf"(?P<end>:(?!\d)|\s[—–·-](?=\s)|(?<=[\])])(?=\s)|$)\s*(?P<clock>{_CLOCK}(?=\s*$)|{_AGO})?\s*"
)
_DIGITS = re.compile(r"\d+")
_CODES = re.compile(r"\w*\d\w*")
_LABEL_WORDS = 6
# So many labelled lines make a dialogue, some label at least twice, and of all lines a share.
_FEWEST = 4
_SHARE = 0.5
# Fewer words are a greeting or thanks, unless they ask for something.
_SHORTEST = 6
_ANSWERED = 2
# A label that names an office weighs as much as several turns.
_OFFICE = 3.0


@dataclass
class _Said:
    """What stands below or behind a label, up to the next one."""

    label: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    day: date | None = None

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.lines)


def _label(text: str) -> re.Match[str] | None:
    match = _LABELLED.match(text)
    if match is None or len(match["name"].split()) > _LABEL_WORDS:
        return None
    stamped = match["before"] or match["after"] or match["clock"]
    # A line without a sign is a label only beside a time.
    return match if match["end"].strip() or stamped else None


def _labels(lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    """Return the labels of a dialogue by line, empty where it is none."""
    found = {i: match for i, line in enumerate(lines) if (match := _label(line.raw))}
    names = Counter(_kin(match) for match in found.values())
    shapes = Counter(map(_shape, found.values()))
    rules = load_rules()
    own = tuple(
        word for words in (rules.question_labels, rules.answers) for word in map(fold, words)
    )
    kept = {}
    for index, match in found.items():
        name = match["name"].strip()
        stamped = bool(match["before"] or match["after"] or match["clock"])
        again = names[_kin(match)] > 1 or bool(_DIGITS.search(name)) or stamped
        part = None if stamped else part_of(name)
        if begins_with(fold(name), own) or part or (not stamped and _section(name)):
            continue
        if again or shapes[_shape(match)] >= _FEWEST:
            kept[index] = match
    stamped_lines = sum(bool(m["before"] or m["after"] or m["clock"]) for m in kept.values())
    repeated = sum(names[_kin(m)] > 1 for m in kept.values())
    below = sum(not lines[i].raw[m.end() :].strip() for i, m in kept.items())
    enough = len(kept) >= _FEWEST and len(kept) + below >= _SHARE * len(lines)
    speaks = stamped_lines >= 0.6 * len(kept) or repeated >= 0.6 * len(kept)
    return kept if enough and speaks and len({m["name"].strip() for m in kept.values()}) > 1 else {}


def _kin(match: re.Match[str]) -> str:
    """Return a label with its numbers and codes levelled ("PH 7A2 hỏi" and "PH 9A5 hỏi")."""
    return _CODES.sub("#", match["name"].strip().lower())


def _speaker(match: re.Match[str]) -> str:
    """Return a label without the verb behind it ("PH 7A2 hỏi")."""
    name = match["name"].strip()
    verbs = any_of(load_rules().speech_verbs + load_rules().reply_verbs)
    last = list(verbs.finditer(name))
    says = bool(last) and last[-1].end() == len(name) and last[-1].start() > 0
    return name[: last[-1].start()].strip() if says else name


def _section(name: str) -> bool:
    """Tell whether a name is the number of an item ("Câu 3", "Ý kiến 2")."""
    return begins_with(plain(name), load_rules().matters) is not None


def _shape(match: re.Match[str]) -> str:
    signs = "".join("x" if match[name] else "." for name in ("before", "after", "clock"))
    return f"{signs}{match['end'].strip()}"


def is_dialogue(lines: Sequence[Line]) -> bool:
    """Tell whether lines are turns of speech behind labels.

    Parameters
    ----------
    lines : sequence of Line
    """
    return bool(_labels(lines))


def read_dialogue(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in a dialogue, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    labels = _labels(lines)
    first = min(labels)
    top = lines[:first]
    left = [Block(line.position, "heading", "speech_title", line.text) for line in top]
    day = next((d for line in top if (d := find_date(line.text))), None)
    place = next((p for line in top if (p := find_place(line.text))), "")
    below = sum(not lines[i].raw[m.end() :].strip() for i, m in labels.items())
    turns: list[_Said] = []
    offices: set[str] = set()
    for index, line in enumerate(lines[first:], first):
        match = labels.get(index)
        if match is not None:
            stamp = match["before"] or match["after"] or ""
            turns.append(_Said(_speaker(match), day=find_date(stamp.strip("[]()")) or day))
            if is_official(match["name"].strip()):
                offices.add(_speaker(match))
        text = line.raw[match.end() :].strip() if match else line.text
        inline = below <= 0.3 * len(labels) and match is None
        if match is None and (line.heading or (inline and reads_like(line.text) == "other")):
            left.append(Block(line.position, "heading", "heading_topic", line.text))
        elif text:
            turns[-1].lines.append((line.position, text))
    offices |= _offices(turns)
    opinions = _Dialogue(place, frozenset(offices), left).read(
        [turn for turn in turns if turn.lines]
    )
    return opinions, left


def _offices(turns: Sequence[_Said]) -> frozenset[str]:
    """Return the labels of those who answer for the office, or lead the talk."""
    scores: defaultdict[str, float] = defaultdict(float)
    chair = any_of(load_rules().speech["chair"])
    for turn in turns:
        shares = likeness(turn.text)
        size = min(len(turn.text.split()), 40) / 20
        scores[turn.label] += size * (shares["reply"] - shares["opinion"])
        scores[turn.label] += len(chair.findall(turn.text[:200]))
    for label in scores:
        scores[label] += _OFFICE * is_official(label)
    return frozenset(label for label, score in scores.items() if score > 0)


class _Dialogue:
    """Reads turns in their order."""

    def __init__(self, place: str, offices: frozenset[str], left: list[Block]) -> None:
        self._place = place
        self._offices = offices
        self._left = left
        self._homes: dict[str, str] = {}
        self._opinions: list[Opinion] = []
        self._last = ""

    def read(self, turns: Sequence[_Said]) -> list[Opinion]:
        """Return the opinions."""
        for turn in turns:
            if turn.label in self._offices:
                self._answer(turn)
            else:
                self._speak(turn)
            self._last = turn.label
        return self._opinions

    def _speak(self, turn: _Said) -> None:
        trimmed = trim(turn.text)
        self._homes.setdefault(turn.label, introduced_place(trimmed.taken))
        if not self._homes[turn.label]:
            self._homes[turn.label] = introduced_place(trimmed.taken)
        position = turn.lines[0][0]
        said = trimmed.text
        if not said or (len(said.split()) < _SHORTEST and not asks(said)) or _polite(said):
            self._left.append(Block(position, "greeting", "speech_short", turn.text))
            return
        before = self._opinions[-1] if self._opinions else None
        again = before and self._last == turn.label == before.speaker
        if before and again and not trimmed.further and not begins_matter(said, before.text):
            before.text = f"{before.text}\n{said}"
            return
        for number, part in enumerate(split_matters(said), 1):
            if announces_count(part):
                continue
            at = position if number == 1 else f"{position}#{number}"
            home = self._homes[turn.label] or self._place
            self._opinions.append(Opinion(at, part, turn.label, home, turn.day, "speech"))

    def _answer(self, turn: _Said) -> None:
        self._left += [Block(at, "official", "speech_official", text) for at, text in turn.lines]
        recent = self._opinions[-20:]
        if not recent or likeness(turn.text)["other"] > 0.5:
            return
        words = content_words(turn.text)
        shared = [len(words & content_words(opinion.text)) for opinion in recent]
        if max(shared) >= _ANSWERED:
            recent[len(shared) - 1 - shared[::-1].index(max(shared))].answers.append(turn.text)
        elif self._last == recent[-1].speaker and len(turn.text.split()) > 2 * _SHORTEST:
            same = [one for one in recent if one.speaker == self._last]
            for index in answered(turn.text, [one.text for one in same[-1:]]):
                same[-1:][index].answers.append(turn.text)


def _polite(text: str) -> bool:
    return len(text.split()) <= 2 * _SHORTEST and likeness(text)["opinion"] < 0.4 and not asks(text)
