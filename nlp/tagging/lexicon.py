"""The words and phrases that people use for each subtopic, found in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from nlp.errors import TaxonomyError
from nlp.reading.encoding import normalize
from nlp.resources import default_lexicon
from nlp.tagging.tokens import syllables
from nlp.taxonomy import Taxonomy
from nlp.yaml_files import WrongDataError, as_list, as_mapping, as_text, read_yaml

KINDS = (
    "term",
    "synonym",
    "abbreviation",
    "colloquial",
    "regional",
    "office",
    "programme",
)
# What `syllables` parts a text into.
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class LexiconEntry:
    """A phrase that speaks for a label.

    Attributes
    ----------
    phrase : str
        As people write it.
    label : str
        The label it speaks for.
    kind : str
        One of `KINDS`.
    also : tuple of str
        Other labels that it is used for too; empty for a phrase of this label alone.
    """

    phrase: str
    label: str
    kind: str = "term"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class LexiconMatch:
    """A phrase found in a text.

    Attributes
    ----------
    written : str
        The phrase as the text has it.
    start, end : int
        First syllable, and the one after the last.
    entries : tuple of LexiconEntry
        One a label that has this phrase.
    """

    written: str
    start: int
    end: int
    entries: tuple[LexiconEntry, ...]


@dataclass(frozen=True)
class Lexicon:
    """Phrases by label.

    Attributes
    ----------
    entries : tuple of LexiconEntry
        In the order of the file.
    """

    entries: tuple[LexiconEntry, ...]

    @classmethod
    def load(cls, path: str | Path | None = None, taxonomy: Taxonomy | None = None) -> Lexicon:
        """Read a lexicon file, by default the one that comes with ykien.

        Parameters
        ----------
        path : str or Path, optional
            YAML: ``labels`` maps each label to a list of phrases, or of mappings with ``phrase``,
            ``kind`` and ``also``.
        taxonomy : Taxonomy, optional
            By default the one that comes with ykien.

        Returns
        -------
        Lexicon

        Raises
        ------
        TaxonomyError
            The file can't be read, or names a label that the taxonomy does not have.
        """
        path = Path(path) if path is not None else default_lexicon()
        try:
            data = read_yaml(path)
        except WrongDataError as error:
            raise TaxonomyError("lexicon_bad", file=path, detail=error.phrase) from error
        return cls.from_dict(data, taxonomy or Taxonomy.load(), source=str(path))

    @classmethod
    def from_dict(cls, data: Any, taxonomy: Taxonomy, *, source: str = "lexicon") -> Lexicon:
        """Build and check a lexicon from plain data, as `to_dict` gives it.

        Raises
        ------
        TaxonomyError
            It lacks something, or names a label that the taxonomy does not have.
        """
        try:
            return cls(tuple(_entries(data, taxonomy)))
        except WrongDataError as error:
            raise TaxonomyError("lexicon_bad", file=source, detail=error.phrase) from error

    def to_dict(self) -> dict[str, Any]:
        """Return the lexicon as plain data."""
        return {
            "labels": {
                label: [{"phrase": e.phrase, "kind": e.kind, "also": list(e.also)} for e in entries]
                for label, entries in self.by_label().items()
            }
        }

    def of_labels(self, taxonomy: Taxonomy) -> Lexicon:
        """Return what speaks for labels that a taxonomy has."""
        return Lexicon(
            tuple(
                replace(entry, also=tuple(filter(taxonomy.is_label, entry.also)))
                for entry in self.entries
                if taxonomy.is_label(entry.label)
            )
        )

    def by_label(self) -> dict[str, list[LexiconEntry]]:
        """Return the entries of each label."""
        grouped: dict[str, list[LexiconEntry]] = {}
        for entry in self.entries:
            grouped.setdefault(entry.label, []).append(entry)
        return grouped

    @cached_property
    def _index(self) -> dict[tuple[str, ...], tuple[LexiconEntry, ...]]:
        index: dict[tuple[str, ...], tuple[LexiconEntry, ...]] = {}
        for entry in self.entries:
            key = tuple(syllables(entry.phrase))
            index[key] = (*index.get(key, ()), entry)
        return index

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._index), default=0)

    def find(self, text: str, read: str | None = None) -> list[LexiconMatch]:
        """Find the phrases of a text, the longest first at each place, without overlaps.

        Parameters
        ----------
        text : str
        read : str, optional
            What the text was meant as, syllable by syllable; by default the text itself.

        Returns
        -------
        list of LexiconMatch
            In the order of the text; positions count its `syllables`.
        """
        clean = normalize(text)
        spans = [match.span() for match in _SYLLABLE.finditer(clean)]
        said = [clean[a:b].lower() for a, b in spans]
        meant = [m.group().lower() for m in _SYLLABLE.finditer(normalize(read or text))]
        said = meant if len(meant) == len(said) else said
        matches, start = [], 0
        while start < len(said):
            for length in range(min(self._longest, len(said) - start), 0, -1):
                entries = self._index.get(tuple(said[start : start + length]))
                if entries:
                    end = start + length
                    written = clean[spans[start][0] : spans[end - 1][1]]
                    matches.append(LexiconMatch(written, start, end, entries))
                    start = end
                    break
            else:
                start += 1
        return matches


def find_phrases(
    text: str,
    read: str,
    taxonomy: Taxonomy,
    *,
    first: Collection[str],
    lexicon: Lexicon | None = None,
) -> list[LexiconMatch]:
    """Find the phrases of a lexicon, as far as a taxonomy knows their labels.

    Parameters
    ----------
    text, read : str
        As for `Lexicon.find`.
    taxonomy : Taxonomy
        A model with one of its own may have other labels than the lexicon.
    first : collection of str
        Labels whose phrases come before the others.
    lexicon : Lexicon, optional
        By default the one that comes with ykien.

    Returns
    -------
    list of LexiconMatch
    """
    found = []
    for match in (lexicon or _default_lexicon()).find(text, read):
        known = tuple(e for e in match.entries if taxonomy.is_label(e.label))
        if known:
            found.append(replace(match, entries=known))
    wanted = set(first)
    return sorted(found, key=lambda match: wanted.isdisjoint(e.label for e in match.entries))


@lru_cache(maxsize=1)
def _default_lexicon() -> Lexicon:
    return Lexicon.load()


def _entries(data: Any, taxonomy: Taxonomy) -> Iterator[LexiconEntry]:
    missing = ('thiếu "labels": mỗi nhãn cùng các cụm từ của nó', 'no "labels" with phrases')
    labels = as_mapping(as_mapping(data, *missing).get("labels"), *missing)
    for label, phrases in labels.items():
        _known(label, taxonomy)
        seen: set[tuple[str, ...]] = set()
        for item in as_list(phrases, label):
            entry = as_mapping(
                {"phrase": item} if isinstance(item, str) else item,
                f"{label}: {item!r} không phải cụm từ; số, yes và no hãy đặt trong ngoặc kép",
                f"{label}: {item!r} is no phrase; put numbers, yes and no in quotes",
            )
            phrase, kind = as_text(entry, "phrase"), entry.get("kind", KINDS[0])
            key = tuple(syllables(phrase))
            if not key:
                raise WrongDataError(
                    f"{label}: {phrase!r} không phải cụm từ", f"{label}: {phrase!r} is no phrase"
                )
            if key in seen:
                raise WrongDataError(
                    f"{label}: {phrase!r} xuất hiện hai lần", f"{label}: {phrase!r} stands twice"
                )
            seen.add(key)
            if kind not in KINDS:
                kinds = ", ".join(KINDS)
                raise WrongDataError(
                    f"{label}: {phrase!r}: kind {kind!r} phải là một trong {kinds}",
                    f"{label}: {phrase!r}: the kind {kind!r} is none of {kinds}",
                )
            also = tuple(as_list(entry.get("also"), f"{label}: {phrase!r}: also"))
            for other in also:
                _known(other, taxonomy)
            yield LexiconEntry(phrase, label, kind, also)


def _known(label: object, taxonomy: Taxonomy) -> None:
    wrong = taxonomy.check_label_set([label])
    if wrong:
        raise WrongDataError(wrong.vi, wrong.en)
