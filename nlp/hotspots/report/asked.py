"""What people say at a hot spot, by matter and in the words of the opinions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.hotspots.escalation import escalation_marks
from nlp.hotspots.matters import Matter
from nlp.hotspots.report.words import Words

# The largest matters are shown; of all others it is said how many there are.
_MATTERS = 4
_QUOTES = 3
# A matter of few voices is told by one of them.
_FEW_VOICES = 3
_PHRASES = 6


@dataclass(frozen=True)
class Part:
    """A piece of a quote, and whether it is a word of escalation."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Quote:
    """An opinion word for word, and who said it where and when."""

    text: str
    by: str

    @property
    def parts(self) -> list[Part]:
        """The text cut where words of escalation begin and end."""
        found, at = [], 0
        for span in escalation_marks(self.text):
            found += [
                Part(self.text[at : span.start], False),
                Part(self.text[span.start : span.end], True),
            ]
            at = span.end
        return [part for part in (*found, Part(self.text[at:], False)) if part.text]


@dataclass(frozen=True)
class Asked:
    """What people say about one matter.

    Attributes
    ----------
    name : str
        Of the matter; may be empty.
    detail : str
        How many opinions, voices, people and places, and when; what is unknown is left out.
    notes : tuple of str
        Repeated petitions, words of escalation.
    quotes : tuple of Quote
    """

    name: str
    detail: str
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]


def asked_of(matters: Sequence[Matter], words: Words) -> tuple[list[Asked], str]:
    """Tell the matters of a hot spot.

    Parameters
    ----------
    matters : sequence of Matter
        Most voices first.
    words : Words

    Returns
    -------
    asked : list of Asked
        The largest matters.
    rest : str
        How many others there are; empty where none.
    """
    shown, others = matters[:_MATTERS], matters[_MATTERS:]
    n = sum(matter.n_opinions for matter in others)
    rest = words("matter_rest", n=len(others), opinions=n) if others else ""
    return [_asked(matter, words) for matter in shown], rest


def _asked(matter: Matter, words: Words) -> Asked:
    import pandas as pd

    def day(value: object) -> str:
        return words.day(None if value is None else pd.Timestamp(str(value)))

    notes = []
    if matter.n_repeated:
        notes.append(words("matter_repeated", n=matter.n_repeated))
    if matter.escalation:
        listed = ", ".join(f"{phrase} ({n})" for phrase, n in matter.escalation[:_PHRASES])
        notes.append(f"{words('escalation')}: {listed}")
    said = {
        "count_opinions": matter.n_opinions,
        "count_voices": matter.n_voices,
        "count_people": matter.n_people,
        "count_places": matter.n_places,
    }
    # Nobody named and no place known is no count of none.
    counts = [words(key, n=n) for key, n in said.items() if n]
    when = " – ".join(dict.fromkeys(day(d) for d in (matter.first, matter.last) if d is not None))
    n_quotes = _QUOTES if matter.n_voices >= _FEW_VOICES else 1
    return Asked(
        matter.name,
        "; ".join([", ".join(counts), *([when] if when else [])]),
        tuple(notes),
        tuple(
            Quote(quote.text, byline(quote.speaker, quote.place, day(quote.date)))
            for quote in matter.quotes[:n_quotes]
        ),
    )


def byline(*parts: str) -> str:
    """Return who said something, where and when, as far as it is known."""
    return " · ".join(part for part in parts if part)
