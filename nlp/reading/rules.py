"""The readers' word lists, from ``rules.yaml``."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nlp.reading.encoding import normalize, strip_diacritics
from nlp.reading.remembering import remembered

Words = tuple[str, ...]
# Lines and words of a long document, which several rules look at one after the other.
_REMEMBERED = 32_768


@dataclass(frozen=True)
class Rules:
    """Word lists; all but the last group are folded (see `fold`).

    Attributes
    ----------
    columns : dict of str to tuple of str
        Headings by what the column holds: text, answer, status, phone, place, date,
        speaker, other.
    entries : dict of str to tuple of str
        Labels in a reception book: text, answer, speaker, place, date, other.
    place_columns : dict of str to tuple of str
        Headings of columns that tell a place together, by level.
    sides : dict of str to tuple of str
        How headings say whose words are below them (before, people, office, firms, units,
        acts), with diacritics.
    statuses, state_words : tuple of str
        How the state of a matter is said, and how it begins (with diacritics).
    empty_calls : dict of str to tuple of str
        How hotlines note a call without a matter, with diacritics (tests, test_words, wrong,
        operators, callers, silence, ended, whole).
    nothing_said, thanks : dict of str to tuple of str
        How people say that they have nothing to say, and how they thank and no more; with
        diacritics.
    open_questions : dict of str to tuple of str
        Words by which a heading asks people what they think (asks, questions), and those of what
        an office makes of it (handles, advises).
    parts : dict of str to tuple of str
        Headings by what a part of a document holds: attendance, agenda, form, opinions, answers,
        conclusion, signature.
    totals, remarks, forms, answers, officials, titles, groups, letter_titles, ... : tuple of str
        How such a line, or the head of a turn, begins.
    family_names, stop_words, requests, predicates, kin, reporters, reported : tuple of str
        Words inside a line.
    messages : dict of str to tuple of str
        Headings, senders and empty words in tables of messages; those of names and empty words
        with their diacritics.
    turns : dict of str to tuple of str
        Headings of tables of turns.
    speech : dict of str to tuple of str
        How a turn is ended, words that only people who speak say, and regional ones.
    told_places : dict of str to tuple of str
        Of reports in prose: who is told of (people), the units where they live, words behind a
        place (ends), and how the folded place of a commune, or of more than one, begins.
    strung : dict of str to tuple of str
        Of matters strung with semicolons: words before whoever says them (before), what else he
        may be said to do (verbs), and how a clause begins that goes on the one before it
        (goes_on) or asks for something (requests); with their diacritics.
    announced : dict of str to tuple of str
        How a clerk announces what somebody says, with diacritics (people, around, labels).
    ordinals, counts, matters, new_matter, added, further, linking,
    linking_before_pause, question_labels, places, speech_verbs, reply_verbs,
    somebody : tuple of str
        Words with their diacritics.
    """

    columns: dict[str, Words]
    entries: dict[str, Words]
    place_columns: dict[str, Words]
    sides: dict[str, Words]
    statuses: Words
    state_words: Words
    parts: dict[str, Words]
    totals: Words
    empty_calls: dict[str, Words]
    nothing_said: dict[str, Words]
    thanks: dict[str, Words]
    open_questions: dict[str, Words]
    remarks: Words
    forms: Words
    answers: Words
    officials: Words
    official_acts: Words
    to_the_people: Words
    chair: dict[str, Words]
    to_all: Words
    titles: Words
    groups: Words
    family_names: frozenset[str]
    roles: Words
    head_verbs: Words
    speech_verbs: Words
    before_said: Words
    of_said: Words
    no_saying: Words
    reply_verbs: Words
    somebody: Words
    predicates: frozenset[str]
    kin: frozenset[str]
    requests: Words
    anaphora: Words
    more: Words
    anonymous: Words
    stop_words: frozenset[str]
    reporters: Words
    reported: Words
    letter_titles: Words
    letter_writers: Words
    letter_places: Words
    letter_openings: Words
    letter_closings: Words
    messages: dict[str, Words]
    turns: dict[str, Words]
    speech: dict[str, Words]
    ordinals: Words
    counts: Words
    matters: Words
    new_matter: Words
    added: Words
    further: Words
    linking: Words
    linking_before_pause: Words
    announced: dict[str, Words]
    question_labels: Words
    places: Words
    told_places: dict[str, Words]
    strung: dict[str, Words]


@cache
def load_rules() -> Rules:
    """Return the rules that come with the package."""
    import yaml

    text = Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    # Every word is a word, "no", "on" and "yes" too, which the safe loader takes for truth values.
    # The one in C, where libyaml is there, is ten times as fast.
    data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return Rules(**{f.name: _words(data[f.name], str(f.type)) for f in dataclasses.fields(Rules)})


def _words(value: Any, kind: str) -> Any:
    if isinstance(value, dict):
        return {name: tuple(words) for name, words in value.items()}
    return frozenset(value) if kind.startswith("frozenset") else tuple(value)


@remembered(_REMEMBERED)
def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, for comparing headings."""
    return strip_diacritics(normalize(text).lower())


def begins_with(text: str, words: Words) -> str | None:
    """Return the longest of `words` that folded `text` begins with, as whole words, or None."""
    groups = _by_opening(words)
    near = groups.get(text[:2], ()) + groups.get(text[:1], ())
    fits = [w for w in near if text.startswith(w) and not text[len(w) : len(w) + 1].isalnum()]
    return max(fits, key=len, default=None)


@cache
def _by_opening(words: Words) -> dict[str, Words]:
    """Return words by their first two letters."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:2], []).append(word)
    return {opening: tuple(group) for opening, group in groups.items()}


@remembered(_REMEMBERED)
def plain(text: str) -> str:
    """Return `text` in lower case, for comparing with words that keep their diacritics."""
    return normalize(text).lower()


def mentions(text: str, words: Words) -> bool:
    """Tell whether any of `words`, in lower case, is in a text."""
    return _lower_pattern(words).search(text.lower()) is not None


@cache
def _lower_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(any_of(words).pattern)


@cache
def any_of(words: Words) -> re.Pattern[str]:
    """Return a pattern that finds any of `words` as whole words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)
