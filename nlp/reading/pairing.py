"""Which opinion the words of an office answer: by number, by name, by the words in common.

The words in common weigh by how few opinions have them, as inverse document frequency does
(Spärck Jones 1972, "A statistical interpretation of term specificity"); two syllables in a row
weigh more than each alone, since most Vietnamese words have two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.reading.naming import CAPITAL
from nlp.reading.reply_words import closes, ends_answers
from nlp.reading.rules import any_of, fold, load_rules, plain
from nlp.reading.speakers import person_length

_WORD = re.compile(r"[^\W_]+")
# So much evidence an answer needs for an opinion, directly above and elsewhere.
_NEAR, _GATHERED = 1.2, 1.7
# Of the best, an opinion that is answered too has so much.
_SHARE = 0.75
_NAMED = 6.0
# The turn right above is likelier than the ones before it.
_FAVOUR = 0.5
# A pair of syllables weighs so much more than one.
_PAIR = 3.0
# More matters of one turn are not all answered by words that name none.
_MOST_MATTERS = 3
_TITLES = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|thầy|cháu|bạn|dì|mệ|o|đc|đ/c|đồng chí|cử tri|ô|b|a|c)\.?"
)
_NUMBER = re.compile(
    r"\b(?:ý kiến|ý|câu hỏi|câu|kiến nghị|nội dung|vấn đề|việc|mục|kn|phiếu|số)\s*"
    r"((?:số\s+|thứ\s+)?\d{1,2}(?:\s*(?:,|và|-)\s*(?:số\s+)?\d{1,2})*)(?![\d/.%])",
    re.IGNORECASE,
)
# Answers to more turns than these are gathered, and none is to the last turn by its place.
_MOST_TURNS = 2
_SEVERAL = re.compile(
    r"\b(?:cả\s+)?(?:hai|ba)\s+(?:nội dung|việc|ý kiến|câu|cái|vấn đề|ý)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Reply:
    """A sentence of an official's words.

    Attributes
    ----------
    line : int
        Index of its line.
    begin, end : int
        Where it stands in the line's text.
    text : str
        What may be the answer.
    lead : str
        What stands before it in the line: who answers, and to whom.
    marked : bool
        It begins an item of a list.
    """

    line: int
    begin: int
    end: int
    text: str
    lead: str = ""
    marked: bool = False


@dataclass
class Asked:
    """An opinion that may be answered.

    Attributes
    ----------
    text, speaker : str
    number : int
        As the document counts it, 0 where it does not.
    turn : int
        Opinions of one speaker without a break have the same.
    words : Counter of str
        What the opinion is about.
    given : str
        Given name of the speaker, empty where none is told.
    """

    text: str
    speaker: str
    number: int = 0
    turn: int = 0
    words: Counter[str] = field(default_factory=Counter)
    given: str = ""

    def __post_init__(self) -> None:
        self.words = _terms(self.text)
        own = self.speaker.split()
        given = self.speaker.strip(" .)").split()[-1:] if person_length(own) else []
        if given and given[0][:1].isupper() and len(given[0]) > 1:
            self.given = given[0]


def pair(
    replies: Sequence[Reply], asked: Sequence[Asked], recent: int, *, headed: bool = False
) -> list[tuple[int, list[Reply]]]:
    """Tell which opinions are answered by a block of replies, and with which sentences.

    Parameters
    ----------
    replies : sequence of Reply
        What officials say without an opinion between, in order.
    asked : sequence of Asked
        All opinions above.
    recent : int
        So many of them, the last ones, stand above with no reply between.
    headed : bool
        A heading of answers stands above the replies.

    Returns
    -------
    list of (int, list of Reply)
        Index of an opinion and the sentences that answer it.
    """
    near = range(len(asked) - recent, len(asked))
    turn = [i for i in near if asked[i].turn == asked[-1].turn] if recent else []
    weights = _weights(asked)
    targets = [_targets(reply, asked, near, turn, weights) for reply in replies]
    ordered = _in_order(replies, targets, turn)
    if ordered is None:
        turns = len({asked[i].turn for i in near})
        lines = len({reply.line for reply in replies})
        gathered = turns > _MOST_TURNS and (headed or lines > _MOST_TURNS)
        _inherit(replies, targets, asked, turn, gathered=gathered)
        _join(replies, targets)
    else:
        targets = ordered
    found: dict[int, list[Reply]] = {}
    for reply, indices in zip(replies, targets):
        for index in indices:
            found.setdefault(index, []).append(reply)
    return sorted(found.items())


def _join(replies: Sequence[Reply], targets: list[list[int]]) -> None:
    """Give a line whole to each opinion it is to, where it says that it answers several."""
    for line in {reply.line for reply in replies}:
        own = [i for i, reply in enumerate(replies) if reply.line == line]
        if any(_SEVERAL.search(replies[i].text) for i in own):
            several = sorted({index for i in own for index in targets[i]})
            for i in own:
                targets[i] = several


def _in_order(
    replies: Sequence[Reply], targets: Sequence[Sequence[int]], turn: Sequence[int]
) -> list[list[int]] | None:
    """Return the matters of a turn in order, where as many lines answer them, else None."""
    marked = any(reply.marked for reply in replies)
    lines = list(dict.fromkeys(r.line for r in replies if r.marked or not marked))
    if len(turn) < 2 or len(lines) != len(turn) or (marked and not replies[0].marked):
        return None
    found: list[list[int]] = []
    told: dict[int, set[int]] = {}
    at = -1
    for reply, own in zip(replies, targets):
        if at < 0 or (reply.line in lines and reply.line != lines[at]):
            at += 1
        found.append([turn[at]])
        told.setdefault(at, set()).update(own)
    wrong = sum(bool(own) and turn[place] not in own for place, own in told.items())
    return None if wrong else found


def _inherit(
    replies: Sequence[Reply],
    targets: list[list[int]],
    asked: Sequence[Asked],
    turn: Sequence[int],
    *,
    gathered: bool,
) -> None:
    """Give sentences without evidence to whom the ones before them are, or the turn above."""
    default = list(turn) if 0 < len(turn) <= _MOST_MATTERS and not gathered else []
    told = any(targets)
    if len(turn) > 1 and told and any(set(t) & set(turn) for t in targets):
        # Its words name some of the matters; what comes before them leads in.
        first = next(t for t in targets if set(t) & set(turn))
        default = first
    closed = False
    last: list[int] = []
    for index, reply in enumerate(replies):
        words = fold(reply.text.strip(" -–.*("))
        if closes(words) and not _evident(reply, asked, targets[index]):
            closed = ends_answers(words)
            targets[index] = []
            last = [] if closed else last
            if closed:
                default = []
            continue
        if targets[index]:
            last, closed = targets[index], False
            continue
        if closed:
            continue
        new = index and reply.line != replies[index - 1].line
        if last and not (new and reply.marked and not set(last) <= set(turn)):
            targets[index] = last
        elif default:
            targets[index] = last = default


def _evident(reply: Reply, asked: Sequence[Asked], indices: Sequence[int]) -> bool:
    return any(_named(reply, asked[index]) for index in indices)


def _targets(
    reply: Reply,
    asked: Sequence[Asked],
    near: range,
    turn: Sequence[int],
    weights: dict[str, float],
) -> list[int]:
    """Return the opinions that a sentence is to by its own words."""
    whole = f"{reply.lead} {reply.text}"
    if any_of(load_rules().to_all).search(fold(whole)):
        return []
    numbers = _numbers(reply)
    if numbers:
        found = _by_number(numbers, asked, near, turn)
        if found:
            return found
    terms = _terms(whole)
    scores: dict[int, float] = {}
    for index, one in enumerate(asked):
        named = _named(reply, one)
        if index not in near and not named:
            continue
        score = sum(weights[term] for term in terms if term in one.words)
        favoured = index in turn and len(near) > len(turn)
        scores[index] = score + _NAMED * named + _FAVOUR * favoured
    if not scores:
        return []
    best = max(scores.values())
    if len(turn) == len(near) == 1:
        # Only one is open: only a name tells of another.
        named_far = [i for i in scores if i not in near and scores[i] >= _NAMED]
        return named_far if named_far and not _named(reply, asked[turn[0]]) else []
    needed = _NEAR if len(near) == len(turn) else _GATHERED
    if best < needed:
        return []
    return [index for index, score in scores.items() if score >= max(needed, _SHARE * best)]


def _numbers(reply: Reply) -> list[int]:
    match = _NUMBER.search(" ".join(f"{reply.lead} {reply.text}".split()[:9]))
    return [int(number) for number in re.findall(r"\d+", match[1])] if match else []


def _by_number(
    numbers: Iterable[int], asked: Sequence[Asked], near: range, turn: Sequence[int]
) -> list[int]:
    """Return the opinions of these numbers: as counted in the document, else in the turn."""
    numbers = list(numbers)
    counted = [i for i in near if asked[i].number in numbers and asked[i].number]
    if counted and len(turn) < 2:
        return counted
    if len(turn) > 1:
        return [turn[n - 1] for n in numbers if 0 < n <= len(turn)]
    return counted


def _named(reply: Reply, one: Asked) -> bool:
    """Tell whether a sentence names who asked ("Về kiến nghị của ông Tám")."""
    text = f"{reply.lead} {reply.text}"
    if not one.given or one.given.lower() not in text.lower():
        return False
    name = re.escape(one.given)
    pattern = rf"(?<!\w){_TITLES}\s*(?:{CAPITAL}[\w.]*\s+){{0,3}}{name}(?!\w)(?!\s+{CAPITAL})"
    return (
        re.search(pattern, text) is not None
        or re.search(pattern, text[:60], re.IGNORECASE) is not None
    )


def _terms(text: str) -> Counter[str]:
    """Return the words and pairs of words in a text that say what it is about."""
    stop = load_rules().stop_words
    words: list[str] = _WORD.findall(plain(text))
    terms = [word for word in words if word not in stop and len(word) > 1]
    terms += [f"{a} {b}" for a, b in zip(words, words[1:]) if not (a in stop and b in stop)]
    return Counter(terms)


def _weights(asked: Sequence[Asked]) -> dict[str, float]:
    held: Counter[str] = Counter()
    for one in asked:
        held.update(one.words.keys())
    size = len(asked) + 1
    return {
        term: math.log(1 + size / (1 + count)) / math.log(1 + size) * _PAIR ** (" " in term) / 2
        for term, count in held.items()
    }
