"""Words by which people say that a matter is getting worse, found in what they wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.reading.encoding import normalize, strip_diacritics

KINDS = ("repetition", "duration", "danger", "protest", "anger")

# A letter may still be followed by its marks: offsets are those of the text as it came.
_SYLLABLE = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A mark of escalation in a text.

    Attributes
    ----------
    start, end : int
        ``text[start:end]`` is what was written.
    phrase : str
        As the lexicon has it.
    kind : str
        One of `KINDS`.
    """

    start: int
    end: int
    phrase: str
    kind: str


@dataclass(frozen=True)
class _Lexicon:
    """Phrases as syllables, with their diacritics and without; an empty kind marks nothing."""

    accented: dict[_Phrase, tuple[str, str]]
    bare: dict[_Phrase, tuple[str, str]]
    negations: frozenset[_Phrase]

    @property
    def longest(self) -> int:
        return max(map(len, self.accented))


@cache
def _lexicon() -> _Lexicon:
    import yaml

    path = Path(__file__).with_name("escalation.yaml")
    data = yaml.safe_load(path.read_text("utf-8"))
    said = {phrase: kind for kind in KINDS for phrase in data["kinds"][kind]}
    said |= dict.fromkeys(data["not_within"], "")
    accented = {tuple(phrase.split()): (phrase, kind) for phrase, kind in said.items()}
    hidden = set(data["only_with_diacritics"])
    bare = {
        tuple(strip_diacritics(phrase).split()): (phrase, kind)
        for phrase, kind in said.items()
        if phrase not in hidden
    }
    negations = {
        form
        for word in data["negations"]
        for between in ("", *data["between"])
        for text in (f"{word} {between}", strip_diacritics(f"{word} {between}"))
        for form in [tuple(text.split())]
    }
    return _Lexicon(accented, bare, frozenset(negations))


def escalation_marks(text: str) -> list[Span]:
    """Find the phrases of ``escalation.yaml`` in a text: repetition, duration, danger, ...

    The longest phrase at each place counts, none reaches over a mark of punctuation, and one that
    is negated ("không nguy hiểm", "chưa bị đe dọa") is left out, unless its negation is negated
    too ("không khỏi bức xúc", "chưa hết nguy hiểm"). A text that was typed without
    any diacritics is compared without them.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Span
        In the order of the text, without overlaps.
    """
    lexicon = _lexicon()
    found = list(_SYLLABLE.finditer(text))
    said = [normalize(match.group()).lower() for match in found]
    is_bare = all(syllable == strip_diacritics(syllable) for syllable in said)
    phrases = lexicon.bare if is_bare else lexicon.accented
    spans: list[Span] = []
    for first, end in _clauses(text, found):
        clause = said[first:end]
        for start, length in _matches(clause, phrases, lexicon.longest):
            phrase, kind = phrases[tuple(clause[start : start + length])]
            if kind and not _negated(clause, start, lexicon.negations):
                head, tail = found[first + start], found[first + start + length - 1]
                spans.append(Span(head.start(), tail.end(), phrase, kind))
    return spans


def _clauses(text: str, found: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield the runs of syllables with nothing but space between them."""
    start = 0
    for i, match in enumerate(found):
        last = i + 1 == len(found)
        if last or not text[match.end() : found[i + 1].start()].isspace():
            yield start, i + 1
            start = i + 1


def _matches(
    clause: Sequence[str], phrases: dict[_Phrase, tuple[str, str]], longest: int
) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(clause):
        for length in range(min(longest, len(clause) - start), 0, -1):
            if tuple(clause[start : start + length]) in phrases:
                yield start, length
                start += length
                break
        else:
            start += 1


def _negated(clause: Sequence[str], start: int, negations: frozenset[_Phrase]) -> bool:
    """Tell whether what begins at `start` is negated, and the negation is not negated itself."""
    negated = False
    while found := [n for n in (3, 2, 1) if tuple(clause[max(0, start - n) : start]) in negations]:
        start, negated = max(0, start - found[0]), not negated
    return negated
