"""The word lists of the masking of personal data, from ``words.yaml``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

Phrases = frozenset[tuple[str, ...]]
_WORD = re.compile(r"[^\W_]+")
_NO_NUMBERS = ("name", "email", "house")
# Syllables of a name.
LONGEST_NAME = 6


class Span(NamedTuple):
    """A part of a text that is personal data.

    Attributes
    ----------
    start, end : int
        ``text[start:end]`` is the part.
    kind : str
        ``name``, ``phone``, ``citizen_id``, ``old_id``, ``email``, ``account``, ``plate``,
        ``house``, ``insurance``, ``passport``, ``licence``, ``tax`` or ``social``.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class NameWords:
    """Word lists, either with their diacritics or all without.

    Attributes
    ----------
    surnames, firm_surnames, weak_surnames : frozenset of str
    middles, strong_middles, given, weak_given, clans : frozenset of str
        Syllables of names; the weak ones are words of every day as well,
        the firm ones hardly.
    kinds, office_words, after_name, not_names : frozenset of str
        Syllables that tell what a name belongs to, or where it ends.
    titles, introductions, weak_introductions, false_introductions, group_titles,
    kind_phrases, not_name_phrases, offices, namesakes, places, groups, kin,
    asks : frozenset of tuple
        Phrases, as tuples of syllables.
    """

    surnames: frozenset[str]
    firm_surnames: frozenset[str]
    weak_surnames: frozenset[str]
    middles: frozenset[str]
    strong_middles: frozenset[str]
    given: frozenset[str]
    weak_given: frozenset[str]
    clans: frozenset[str]
    kinds: frozenset[str]
    office_words: frozenset[str]
    after_name: frozenset[str]
    not_names: frozenset[str]
    titles: Phrases
    introductions: Phrases
    weak_introductions: Phrases
    kind_phrases: Phrases
    offices: Phrases
    not_name_phrases: Phrases
    group_titles: Phrases
    false_introductions: Phrases
    namesakes: Phrases
    places: Phrases
    groups: Phrases
    kin: Phrases
    asks: Phrases


@cache
def name_words(*, bare: bool = False) -> NameWords:
    """Return the lists, without diacritics where `bare`."""
    data = {name: fold(value) if bare else value for name, value in _data().items()}

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name].split())

    def phrases(name: str) -> Phrases:
        return frozenset(tuple(phrase.split()) for phrase in data[name].split("\n"))

    return NameWords(
        surnames=words("surnames"),
        firm_surnames=words("bare_firm_surnames" if bare else "firm_surnames"),
        weak_surnames=words("weak_surnames"),
        middles=words("middles"),
        strong_middles=words("strong_middles"),
        given=words("given"),
        weak_given=words("weak_given"),
        clans=words("clans"),
        kinds=words("kinds"),
        office_words=words("office_words"),
        after_name=words("after_name"),
        not_names=words("not_names"),
        titles=frozenset((word,) for word in words("bare_titles" if bare else "titles"))
        | phrases("long_titles"),
        introductions=phrases("introductions"),
        weak_introductions=phrases("weak_introductions"),
        kind_phrases=phrases("kind_phrases"),
        offices=phrases("offices"),
        not_name_phrases=phrases("not_name_phrases"),
        group_titles=phrases("group_titles"),
        false_introductions=phrases("false_introductions"),
        namesakes=phrases("namesakes"),
        places=phrases("places"),
        groups=phrases("groups"),
        kin=phrases("kin"),
        asks=phrases("asks"),
    )


@cache
def personal_headings() -> dict[str, str]:
    """Return the kind of personal data by folded heading of a column."""
    return {name: kind for kind, names in _columns().items() for name in names}


def heading_mentions(heading: str, *, number: bool = False) -> str | None:
    """Return the kind of number that a folded heading names among other words.

    ``"so dien thoai nguoi gui"`` gives ``phone``; names are no numbers, and beside that
    of a house more of an address stands.

    Parameters
    ----------
    heading : str
    number : bool
        The cell is a number and nothing else: below ``"lien he"`` it is a phone's.
    """
    padded = f" {' '.join(_WORD.findall(heading))} "
    listed = [*_columns().items()]
    if number:
        listed += _numbers().items()
    for kind, names in listed:
        if kind not in _NO_NUMBERS and any(f" {name} " in padded for name in names):
            return kind
    return None


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, character for character."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=8192)
def _fold(letter: str) -> str:
    letter = letter.lower()[:1]
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


@cache
def _data() -> dict[str, str]:
    loaded = _load()
    return {
        name: "\n".join(value) if isinstance(value, list) else str(value)
        for name, value in loaded.items()
        if name != "columns"
    }


def _columns() -> dict[str, list[str]]:
    columns = _load()["columns"]
    assert isinstance(columns, dict)
    return columns


def _numbers() -> dict[str, list[str]]:
    numbers = _load()["numbers"]
    assert isinstance(numbers, dict)
    return numbers


@cache
def _load() -> dict[str, object]:
    import yaml

    path = Path(__file__).with_name("words.yaml")
    loaded: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
