"""The readers' word lists, from ``rules.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.reading.encoding import normalize, strip_diacritics


@dataclass(frozen=True)
class Rules:
    """Word lists; all but `matter_marks` and `places` are folded (see `fold`).

    Attributes
    ----------
    columns : dict of str to tuple of str
        Headings by what the column holds: text, answer, status, phone, place, date,
        speaker, other.
    statuses : tuple of str
        How the state of a matter is said.
    totals, closed_parts, open_parts, forms, answers, officials, speakers : tuple of str
        How such a line begins.
    matter_marks, places : tuple of str
        Words with their diacritics.
    """

    columns: dict[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    totals: tuple[str, ...]
    closed_parts: tuple[str, ...]
    open_parts: tuple[str, ...]
    forms: tuple[str, ...]
    answers: tuple[str, ...]
    officials: tuple[str, ...]
    speakers: tuple[str, ...]
    matter_marks: tuple[str, ...]
    places: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """Return the rules that come with the package."""
    import yaml

    data = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
    columns = {kind: tuple(names) for kind, names in data.pop("columns").items()}
    return Rules(columns=columns, **{name: tuple(words) for name, words in data.items()})


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, for comparing headings."""
    return strip_diacritics(normalize(text).lower())


def begins_with(text: str, words: tuple[str, ...]) -> str | None:
    """Return the longest of `words` that folded `text` begins with, as whole words, or None."""
    fits = [w for w in words if text.startswith(w) and not text[len(w) : len(w) + 1].isalnum()]
    return max(fits, key=len, default=None)
