"""Opinions of one hot spot on one and the same matter, grouped, named and quoted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.hotspots.escalation import escalation_marks
from nlp.hotspots.grouping import cluster, fold_repeats
from nlp.hotspots.key_phrases import TermStatistics, key_phrase
from nlp.hotspots.similarity import matter_vectors
from nlp.reading.encoding import strip_diacritics
from nlp.reading.rules import load_rules, plain
from nlp.tagging.tokens import syllables, tokenize

if TYPE_CHECKING:
    import pandas as pd

_TITLES = frozenset(
    ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "thầy", "cụ", "em", "cháu", "đồng", "chí")
)
# Words are looked for in so many characters of an opinion; bounds time on hostile input.
_CHARACTERS = 5000


@dataclass(frozen=True)
class Quote:
    """An opinion that speaks for a matter; `date` is None when unknown, other fields empty."""

    id: str
    text: str
    speaker: str
    place: str
    date: dt.date | None


@dataclass(frozen=True)
class Matter:
    """What several opinions ask or complain of alike.

    Attributes
    ----------
    name : str
        Its key phrase, as one of the opinions writes it; empty when they have none.
    opinion_ids : tuple of str
        In the order of their dates.
    quotes : tuple of Quote
        The most central first, each of another speaker as far as known.
    first, last : date or None
        Of the opinions whose date is known.
    n_opinions : int
        Opinions, repeats counted.
    n_voices : int
        Opinions, where near-identical texts count as one.
    n_people : int
        Distinct speakers as far as any is named; 0 when none is.
    n_places : int
        Distinct places as written, as far as known.
    n_repeated : int
        Opinions that were folded: ``n_opinions - n_voices``.
    escalation : tuple of (str, int)
        Phrases of ``escalation.yaml``, and how many voices use them; the most frequent first.
    """

    name: str
    opinion_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]
    first: dt.date | None
    last: dt.date | None
    n_opinions: int
    n_voices: int
    n_people: int
    n_places: int
    n_repeated: int
    escalation: tuple[tuple[str, int], ...]


def group_matters(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    speaker: str = "speaker",
    place: str = "place",
    date: str = "date",
    id: str = "id",
    max_quotes: int = 3,
) -> list[Matter]:
    """Group the opinions of one hot spot by the matter that they are about.

    Near-identical petitions are folded into one voice first; voices are grouped by what they name
    and where they come from. The order of the rows plays no part.

    Parameters
    ----------
    frame : DataFrame, one row an opinion
        Of one topic at one place: the grouping tells matters apart within a topic.
    text, speaker, place, date, id : str
        Columns; `text` must be there, `id` is the number of the row when it is missing, and the
        others are unknown then.
    max_quotes : int
        At most so many quotes a matter.

    Returns
    -------
    list of Matter
        Each opinion in exactly one; most voices first.

    Raises
    ------
    KeyError
        There is no column `text`.
    ValueError
        `max_quotes` is negative.
    """
    if max_quotes < 0:
        raise ValueError(f"max_quotes is {max_quotes}, below 0")
    opinions = sorted(_opinions(frame, text, speaker, place, date, id), key=_order)
    if not opinions:
        return []
    voice_of = fold_repeats([opinion.text for opinion in opinions])
    rows = [np.flatnonzero(voice_of == voice).tolist() for voice in range(int(voice_of.max()) + 1)]
    voices = [[opinions[i] for i in members] for members in rows]
    spoken = [max(voice, key=_readability).text[:_CHARACTERS] for voice in voices]
    tokens = tokenize(spoken)
    places = [", ".join(sorted({o.place for o in voice if o.place})) for voice in voices]
    vectors = matter_vectors(tokens, places)
    labels = cluster(vectors)
    statistics = TermStatistics(tokens)
    matters = []
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        members = members[_centrality_order(vectors[members])]
        said = [spoken[i] for i in members]
        name = key_phrase(said, statistics.weights(members.tolist()))
        matters.append(_matter(name, [voices[i] for i in members], max_quotes))
    return sorted(matters, key=lambda m: (-m.n_voices, -m.n_opinions, m.opinion_ids))


def _opinions(
    frame: pd.DataFrame, text: str, speaker: str, place: str, date: str, id: str
) -> list[Quote]:
    texts = _strings(frame, text)
    if texts is None:
        raise KeyError(text)
    unknown = [""] * len(texts)
    return [
        Quote(*fields)
        for fields in zip(
            _strings(frame, id) or map(str, range(len(texts))),
            texts,
            _strings(frame, speaker) or unknown,
            _strings(frame, place) or unknown,
            _dates(frame, date),
        )
    ]


def _strings(frame: pd.DataFrame, column: str) -> list[str] | None:
    if column not in frame.columns:
        return None
    values = frame[column]
    return ["" if gone else str(v) for v, gone in zip(values.tolist(), values.isna().tolist())]


def _dates(frame: pd.DataFrame, column: str) -> list[dt.date | None]:
    import pandas as pd

    if column not in frame.columns:
        return [None] * len(frame)
    stamps = pd.to_datetime(frame[column], errors="coerce")
    return [None if pd.isna(stamp) else stamp.date() for stamp in stamps]


def _order(opinion: Quote) -> tuple[str, ...]:
    said = " ".join(syllables(opinion.text))
    return (said, opinion.text, opinion.place, opinion.speaker, _iso(opinion), opinion.id)


def _iso(opinion: Quote) -> str:
    return opinion.date.isoformat() if opinion.date else "9999"


def _readability(opinion: Quote) -> tuple[int, str]:
    """Of a petition that was filed several times, the spelling with most diacritics speaks."""
    bare = strip_diacritics(opinion.text)
    return sum(a != b for a, b in zip(opinion.text, bare)), opinion.text


def _centrality_order(vectors: sparse.csr_array) -> NDArray[np.intp]:
    """Return rows by their mean similarity to all rows: medoids first."""
    mean = np.asarray(vectors.mean(axis=0)).ravel()
    return np.argsort(-np.round(vectors @ mean, 9), kind="stable")


def _matter(name: str, voices: Sequence[Sequence[Quote]], max_quotes: int) -> Matter:
    opinions = sorted(chain.from_iterable(voices), key=lambda o: (_iso(o), o.id, _order(o)))
    dates = [opinion.date for opinion in opinions if opinion.date]
    marks = Counter(
        phrase
        for voice in voices
        for phrase in {mark.phrase for opinion in voice for mark in escalation_marks(opinion.text)}
    )
    return Matter(
        name=name,
        opinion_ids=tuple(opinion.id for opinion in opinions),
        quotes=tuple(_quotes(voices, max_quotes)),
        first=min(dates, default=None),
        last=max(dates, default=None),
        n_opinions=len(opinions),
        n_voices=len(voices),
        n_people=len({_person(o.speaker) for o in opinions} - {""}),
        n_places=len({_folded(o.place) for o in opinions} - {""}),
        n_repeated=len(opinions) - len(voices),
        escalation=tuple(sorted(marks.items(), key=lambda item: (-item[1], item[0]))),
    )


def _quotes(voices: Sequence[Sequence[Quote]], limit: int) -> list[Quote]:
    quotes: list[Quote] = []
    heard: set[str] = set()
    for voice in voices:
        # The first filing speaks; a voice whose people were all quoted already adds none.
        fresh = [o for o in voice if not _person(o.speaker) or _person(o.speaker) not in heard]
        if fresh and len(quotes) < limit:
            quote = min(fresh, key=lambda o: (_iso(o), _order(o)))
            quotes.append(quote)
            heard.add(_person(quote.speaker))
    return quotes


def _folded(value: str) -> str:
    return " ".join(syllables(strip_diacritics(value)))


def _person(speaker: str) -> str:
    """Return a name without its title, so that "Ông Tám" and "Tám" are one.

    Empty where nobody is named: "Cử tri" and "Ẩn danh" may be anybody.
    """
    if plain(speaker) in _nameless():
        return ""
    parts = syllables(speaker)
    while len(parts) > 1 and parts[0] in _TITLES:
        parts.pop(0)
    return strip_diacritics(" ".join(parts))


@cache
def _nameless() -> frozenset[str]:
    rules = load_rules()
    several = (*rules.sides["people"], *rules.groups, *rules.reporters)
    return frozenset((*several, *rules.somebody, *rules.anonymous))
