"""What people say at a hot spot, in the words of the opinions themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.hotspots.report.opinions import Opinion
from nlp.hotspots.report.words import Words

_KEY_WORDS = 6
_QUOTES = 3
# A quote tells something and is still read at a glance.
_GOOD_LENGTH = range(60, 300)


@dataclass(frozen=True)
class Quote:
    """An opinion word for word, and who said it where and when."""

    text: str
    by: str


@dataclass(frozen=True)
class Asked:
    """What people say about one matter.

    Attributes
    ----------
    name : str
        Of the matter; empty where opinions are not grouped.
    detail : str
        How many opinions, voices and places, and when.
    notes : tuple of str
        Repeated petitions, words of escalation.
    quotes : tuple of Quote
    """

    name: str
    detail: str
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]


def key_words(opinions: Sequence[Opinion], keywords: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words that spoke for the topic in most opinions.

    Parameters
    ----------
    opinions : sequence of Opinion
    keywords : mapping of str to sequence of str
        Words by id of the opinion.
    """
    counts = Counter(word for opinion in opinions for word in set(keywords.get(opinion.id, ())))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, times in ranked if times > 1][:_KEY_WORDS]


def quotes(
    opinions: Sequence[Opinion], keywords: Mapping[str, Sequence[str]], words: Words
) -> tuple[Quote, ...]:
    """Return up to three opinions that hold most of the frequent words, from different people.

    Parameters
    ----------
    opinions : sequence of Opinion
    keywords : mapping of str to sequence of str
        Words by id of the opinion.
    words : Words
    """
    frequent = set(key_words(opinions, keywords))

    def rank(opinion: Opinion) -> tuple[int, bool, int, str]:
        shared = len(frequent & set(keywords.get(opinion.id, ())))
        return (-shared, len(opinion.text) not in _GOOD_LENGTH, len(opinion.text), opinion.id)

    chosen: list[Opinion] = []
    for opinion in sorted(opinions, key=rank):
        seen = [(o.text, o.speaker) for o in chosen]
        if any(opinion.text == t or (opinion.speaker and opinion.speaker == s) for t, s in seen):
            continue
        chosen.append(opinion)
        if len(chosen) == _QUOTES:
            break
    return tuple(
        Quote(o.text, byline(o.speaker, o.written or o.place, words.day(o.day))) for o in chosen
    )


def byline(*parts: str) -> str:
    """Return who said something, where and when, as far as it is known."""
    return " · ".join(part for part in parts if part)
