"""What a group of opinions is about, in a phrase of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from nlp.hotspots.phrase_shape import PhraseShapes
from nlp.hotspots.similarity import background_idf
from nlp.reading.encoding import normalize, strip_diacritics
from nlp.reading.privacy import TOKEN
from nlp.tagging.terms import Tokens, bare_syllables

# Candidates are taken from so many texts of a group, of so many characters each.
_TEXTS = 4
_CHARACTERS = 600
_MAX_WORDS = 7
_MAX_SYLLABLES = 9
# Longer phrases say more; by this power of its length a phrase must be worth it.
_LENGTH_POWER = 0.45
# Tags of underthesea.pos_tag.
_NOUNS = frozenset(("N", "Np", "Ny", "Nb"))
_FIRST = _NOUNS | {"V"}
_LAST = _NOUNS | {"V", "A", "M"}
_INSIDE = _LAST | {"E", "Nc", "Nu"}
# A name after these is a person's.
_PERSONS = frozenset(
    ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "thầy", "cụ", "em", "cháu", "tên", "hộ")
)


@cache
def _words_to_avoid() -> dict[str, frozenset[str]]:
    import yaml

    path = Path(__file__).with_name("key_phrases.yaml")
    return {
        name: frozenset(words) for name, words in yaml.safe_load(path.read_text("utf-8")).items()
    }


@dataclass(frozen=True)
class _Candidate:
    words: tuple[str, ...]
    tags: tuple[str, ...]
    fitness: float

    @property
    def written(self) -> str:
        first = self.words[0]
        if self.tags[0] != "Np" and first[1:] == first[1:].lower():
            first = first[:1].lower() + first[1:]
        return " ".join((first, *self.words[1:]))


class TermStatistics:
    """How many voices of a hot spot use each word, without diacritics.

    Parameters
    ----------
    tokens : sequence of n voices' words
    """

    def __init__(self, tokens: Sequence[Tokens]) -> None:
        self._terms = [frozenset(map(_bare, words)) for words in tokens]
        self._all = Counter(term for terms in self._terms for term in terms)
        self._idf, self._unseen = background_idf("bare")

    def weights(self, members: Sequence[int]) -> dict[str, float]:
        """Weigh the words of a group by class-based TF-IDF.

        Grootendorst 2022, "BERTopic": the share of the group's voices that use a word, times the
        logarithm of how much rarer it is in the hot spot; here also times its rarity in what
        citizens write at all, as a hot spot is a small sample.

        Parameters
        ----------
        members : sequence of int
            Indices of the group's voices.

        Returns
        -------
        dict of str to float
        """
        inside = Counter(term for i in members for term in self._terms[i])
        n = len(self._terms)
        # Of a word that only one of many voices uses, nobody knows whether it matters.
        least = 2 if len(members) > 2 else 1
        return {
            term: times / len(members) * log(1 + n / self._all[term]) * self._rarity(term)
            for term, times in inside.items()
            if times >= least
        }

    def _rarity(self, term: str) -> float:
        parts = term.split()
        pairs = [" ".join(pair) for pair in zip(parts, parts[1:])] or parts
        rarities = [self._idf.get(pair, self._unseen) for pair in pairs]
        return max(0.0, min(8.0, sum(rarities) / max(1, len(rarities))) - 1)


def key_phrase(texts: Sequence[str], weights: dict[str, float]) -> str:
    """Return the phrase of a group's texts that says most of what the group is about.

    Candidates are runs of words that begin with a noun or a verb, hold a noun, and end neither in
    a stop word nor in the middle of a name; as they are written in one of the texts. None names
    a person or holds an offensive word.

    Parameters
    ----------
    texts : sequence of str
        The most central first.
    weights : dict of str to float
        Of words without diacritics, as `TermStatistics.weights` gives them.

    Returns
    -------
    str
        Empty when the texts have no such phrase.
    """
    # One that is typed without diacritics reads badly, and the tagger doesn't understand it.
    readable = [text for text in texts if text != strip_diacritics(text)] or list(texts)
    best: tuple[float, int, str] = (0.0, 0, "")
    for order, text in enumerate(readable[:_TEXTS]):
        for candidate in _candidates(text):
            score = candidate.fitness * _score(candidate, weights)
            if score > best[0] + 1e-9:
                best = (score, order, candidate.written)
    return best[2]


def _score(candidate: _Candidate, weights: dict[str, float]) -> float:
    stop = _words_to_avoid()["stop"]
    terms = {_bare(word) for word in candidate.words if word.lower() not in stop}
    # A number says nothing without the noun that it stands by, so it earns no more than little.
    total = sum(weights.get(t, 0.0) * (0.3 if t.isdigit() else 1) for t in sorted(terms))
    return float(total / len(candidate.words) ** _LENGTH_POWER)


def _candidates(text: str) -> Iterator[_Candidate]:
    for run, first, past in _runs(text):
        shapes = PhraseShapes([word for word, _ in run])
        for start in range(first, past):
            for end in range(start + 1, min(past, start + _MAX_WORDS) + 1):
                words, tags = zip(*run[start:end])
                before = run[start - 1][1] if start > first else ""
                after = run[end][1] if end < past else ""
                cuts_name = (tags[0] == "Np" and before in _NOUNS) or "Np" == tags[-1] == after
                if _fits(words, tags) and not cuts_name:
                    fitness = _wholeness(before, tags, after) * shapes.factor(start, end)
                    yield _Candidate(words, tags, fitness)


def _wholeness(before: str, tags: Sequence[str], after: str) -> float:
    """Return less than 1 for a phrase that seems cut out of a longer one."""
    whole = 1.0
    if before in _NOUNS and tags[0] in _NOUNS:
        whole *= 0.7
    if tags[0] == "V":
        whole *= 0.85
    if tags[-1] in ("V", "N") and after in ("N", "Np", "M"):
        whole *= 0.8
    if tags[-1] == "V" and len(tags) > 2:
        whole *= 0.85
    return whole


def _runs(text: str) -> Iterator[tuple[list[tuple[str, str]], int, int]]:
    """Yield the stretches that a phrase can lie in: a sentence, where one begins and is past."""
    from underthesea import pos_tag

    # What stands for a masked name or number is no part of a phrase.
    clean = TOKEN.sub(". ", normalize(text)[:_CHARACTERS])
    if clean.isupper():
        clean = clean.lower()
    clean = _spelled_out().sub(" ; ", clean)
    for sentence in re.split(r"[.!?;:\n,()\"“”]+(?=\s|$)|\s[-–+*]\s", clean):
        tagged = pos_tag(sentence) if sentence.strip() else []
        first, after_person = 0, False
        for at, (word, tag) in enumerate(tagged):
            names_person = after_person and word[:1].isupper()
            after_person = names_person or word.lower() in _PERSONS
            fits = tag in _INSIDE and any(map(str.isalnum, word)) and not _says_nothing(word)
            if names_person or not fits:
                yield tagged, first, at
                first = at + 1
        yield tagged, first, len(tagged)


@cache
def _spelled_out() -> re.Pattern[str]:
    """Return what finds letters that were read out one by one ("vi en e i đi")."""
    letter = "|".join(sorted(_words_to_avoid()["letters"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{letter})(?: (?:{letter})){{2,}}(?!\w)", re.IGNORECASE)


def _fits(words: Sequence[str], tags: Sequence[str]) -> bool:
    first, last = words[0].lower(), words[-1].lower()
    return (
        tags[0] in _FIRST
        and tags[-1] in _LAST
        and not {first, last} & _words_to_avoid()["stop"]
        and last not in _words_to_avoid()["last"]
        and (tags[-1] != "M" or last.isdigit())
        and (not last[0].isdigit() or (len(words) > 1 and tags[-2] in _NOUNS))
        and bool(_NOUNS & set(tags))
        and not first[0].isdigit()
        and not _is_offensive(words)
        and 2 <= sum(len(word.split()) for word in words) <= _MAX_SYLLABLES
    )


def _says_nothing(word: str) -> bool:
    """Tell whether a word is a person's for another, a filler, or a letter that was spelled out.

    A capital stands in names: "cầu Ông Kiệu", "khu B".
    """
    return word in _words_to_avoid()["nowhere"] or (len(word) == 1 and "a" <= word <= "z")


def _is_offensive(words: Sequence[str]) -> bool:
    said = f" {' '.join(words).lower()} "
    return any(f" {word} " in said for word in _words_to_avoid()["offensive"])


def _bare(word: str) -> str:
    return " ".join(bare_syllables(word))
