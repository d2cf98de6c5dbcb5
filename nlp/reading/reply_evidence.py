"""What a sentence of an answer itself tells of whom it answers: numbers, names, words in common.

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
from functools import cache

from nlp.reading.naming import CAPITAL
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, fold, load_rules, plain

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
_TITLES = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|thầy|cháu|bạn|dì|mệ|o|đc|đ/c|đồng chí|cử tri|ô|b|a|c)\.?"
)
_NUMBER = re.compile(
    r"(?:\b(?:ý kiến|ý|câu hỏi|câu|kiến nghị|nội dung|vấn đề|mục|kn|phiếu"
    # but not "việc 2 hộ lấn chiếm", "trạm bơm số 1"
    r"|việc(?!\s*\d{1,2}\s+(?!(?:và|của|thì|là|đã|sẽ)\b)[^\W\d]))|(?:^|[:.,;(–-]\s*)số)\s*"
    r"((?:số\s+|thứ\s+)?\d{1,2}(?:\s*(?:,|và|-)\s*(?:số\s+)?\d{1,2})*)(?![\d/%]|\.\d)",
    re.IGNORECASE,
)

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
    line : int
        Index of the line in which it ends, -1 where that is not known.
    words : Counter of str
        What the opinion is about.
    given : str
        Given name of the speaker, empty where none is told.
    """

    text: str
    speaker: str
    number: int = 0
    turn: int = 0
    line: int = -1
    words: Counter[str] = field(default_factory=Counter)
    given: str = ""

    def __post_init__(self) -> None:
        self.words = _terms(self.text)
        own = self.speaker.split()
        given = self.speaker.strip(" .)").split()[-1:] if person_length(own) else []
        if given and given[0][:1].isupper() and len(given[0]) > 1:
            self.given = given[0]


def own_targets(
    reply: Reply,
    asked: Sequence[Asked],
    near: Sequence[int],
    turn: Sequence[int],
    weights: dict[str, float],
) -> list[int]:
    """Return the opinions that a sentence is to by its own words.

    Parameters
    ----------
    reply : Reply
    asked : sequence of Asked
        All opinions above.
    near : sequence of int
        Those of `asked` with no reply behind them; the others must be named.
    turn : sequence of int
        Those of them that are of the last turn.
    weights : dict of str to float
        See `term_weights`.

    Returns
    -------
    list of int
        Indices of `asked`, empty where its words tell of none.
    """
    whole = f"{reply.lead} {reply.text}"
    if any_of(load_rules().to_all).search(fold(whole)):
        return []
    numbers = numbers_in(reply)
    if numbers:
        found = _by_number(numbers, asked, near, turn)
        if found:
            return found
    # Who writes without diacritics is answered with them.
    written, bare = _terms(whole), _terms(fold(whole))
    scores: dict[int, float] = {}
    for index, one in enumerate(asked):
        named = names_asker(reply, one)
        if index not in near and not named:
            continue
        terms = bare if one.text.isascii() else written
        score = sum(weights[term] for term in terms if term in one.words)
        favoured = index in turn and len(near) > len(turn)
        scores[index] = score + _NAMED * named + _FAVOUR * favoured
    if not scores:
        return []
    best = max(scores.values())
    if len(turn) == len(near) == 1:
        # Only one is open: only a name tells of another.
        named_far = [i for i in scores if i not in near and scores[i] >= _NAMED]
        return named_far if named_far and not names_asker(reply, asked[turn[0]]) else []
    needed = _NEAR if len(near) == len(turn) else _GATHERED
    if best < needed:
        return []
    found = [index for index, score in scores.items() if score >= max(needed, _SHARE * best)]
    said = {i: scores[i] - _NAMED for i in found if names_asker(reply, asked[i])}
    one_of = len(said) == len(found) > 1 and not names_several(whole)
    if one_of and max(said.values()) >= _NEAR:
        # Whoever is named asked for several things; the words tell which.
        return [i for i in found if said[i] >= _SHARE * max(said.values())]
    return found


def numbers_in(reply: Reply) -> list[int]:
    """Return the numbers of the matters that a sentence says it is to ("Ý kiến 2 và 3: ...").

    Parameters
    ----------
    reply : Reply
    """
    match = _NUMBER.search(" ".join(f"{reply.lead} {reply.text}".split()[:9]))
    return [int(number) for number in re.findall(r"\d+", match[1])] if match else []


def _by_number(
    numbers: Iterable[int], asked: Sequence[Asked], near: Sequence[int], turn: Sequence[int]
) -> list[int]:
    """Return the opinions of these numbers: as counted in the document, else in the turn."""
    numbers = list(numbers)
    counted = [i for i in near if asked[i].number in numbers and asked[i].number]
    if counted and len(turn) < 2:
        return counted
    if len(turn) > 1:
        return [turn[n - 1] for n in numbers if 0 < n <= len(turn)]
    return counted


def names_asker(reply: Reply, one: Asked) -> bool:
    """Tell whether a sentence names who asked ("Về kiến nghị của ông Tám").

    Parameters
    ----------
    reply : Reply
    one : Asked
    """
    text = f"{reply.lead} {reply.text}"
    if one.speaker and _is_tagged(one.speaker, text):
        return True
    if not one.given or one.given.lower() not in text.lower():
        return False
    name = re.escape(one.given)
    pattern = rf"(?<!\w){_TITLES}\s*(?:{CAPITAL}[\w.]*\s+){{0,3}}{name}(?!\w)(?!\s+{CAPITAL})"
    return (
        re.search(pattern, text) is not None
        or re.search(pattern, text[:60], re.IGNORECASE) is not None
    )


def names_several(text: str) -> bool:
    """Tell whether a sentence says that it is to several matters ("cả hai nội dung")."""
    return _SEVERAL.search(text) is not None


def _is_tagged(speaker: str, text: str) -> bool:
    """Tell whether a message is to somebody by the name of the account ("@Kim Chi 88 ...")."""
    tags = [fold(part) for part in text.split("@")[1:]]
    name = fold(speaker)
    return any(
        tag.startswith(name) and not tag[len(name) : len(name) + 1].isalnum() for tag in tags
    )


def _terms(text: str) -> Counter[str]:
    """Return the words and pairs of words in a text that say what it is about."""
    stop = _bare_stop_words() if text.isascii() else load_rules().stop_words
    words: list[str] = _WORD.findall(plain(text))
    terms = [word for word in words if word not in stop and len(word) > 1]
    terms += [f"{a} {b}" for a, b in zip(words, words[1:]) if not (a in stop and b in stop)]
    return Counter(terms)


@cache
def _bare_stop_words() -> frozenset[str]:
    return frozenset(map(fold, load_rules().stop_words))


def term_weights(asked: Sequence[Asked]) -> dict[str, float]:
    """Return how much each word and pair of words weighs: the more, the fewer opinions have it.

    Parameters
    ----------
    asked : sequence of Asked
    """
    held: Counter[str] = Counter()
    for one in asked:
        held.update(one.words.keys())
    size = len(asked) + 1
    return {
        term: math.log(1 + size / (1 + count)) / math.log(1 + size) * _PAIR ** (" " in term) / 2
        for term, count in held.items()
    }
