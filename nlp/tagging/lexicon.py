"""The words and phrases that people use for each subtopic, found in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from nlp.errors import TaxonomyError
from nlp.reading.encoding import normalize
from nlp.resources import default_lexicon
from nlp.tagging.tokens import syllables
from nlp.taxonomy import Taxonomy

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
        import yaml

        path = Path(path) if path is not None else default_lexicon()
        taxonomy = taxonomy or Taxonomy.load()
        try:
            # The C loader where it is there: thousands of lines.
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_text("utf-8"))
            try:
                node = loader.get_single_node()
                _refuse_repeats(node)
                data = loader.construct_document(node)
            finally:
                loader.dispose()
            return cls(tuple(_entries(data, taxonomy)))
        except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
            detail = " ".join(str(error).split())
            raise TaxonomyError("lexicon_bad", file=path, detail=detail) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise TaxonomyError("lexicon_bad", file=path, detail=str(error)) from error

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
    text: str, read: str, taxonomy: Taxonomy, *, first: Collection[str]
) -> list[LexiconMatch]:
    """Find the phrases of the lexicon that comes with ykien, as far as a taxonomy knows them.

    Parameters
    ----------
    text, read : str
        As for `Lexicon.find`.
    taxonomy : Taxonomy
        A model with one of its own may have other labels than the lexicon.
    first : collection of str
        Labels whose phrases come before the others.

    Returns
    -------
    list of LexiconMatch
    """
    found = []
    for match in _default_lexicon().find(text, read):
        known = tuple(e for e in match.entries if taxonomy.is_label(e.label))
        if known:
            found.append(replace(match, entries=known))
    wanted = set(first)
    return sorted(found, key=lambda match: wanted.isdisjoint(e.label for e in match.entries))


@lru_cache(maxsize=1)
def _default_lexicon() -> Lexicon:
    return Lexicon.load()


def _refuse_repeats(node: Any) -> None:
    """Refuse a label that stands twice: YAML would forget the phrases of the first."""
    from yaml import MappingNode

    parts = node.value if isinstance(node, MappingNode) else ()
    for labels in (value for key, value in parts if key.value == "labels"):
        keys = labels.value if isinstance(labels, MappingNode) else ()
        for label, times in Counter(str(key.value) for key, _ in keys).items():
            if times > 1:
                raise ValueError(f"{label} stands {times} times; give its phrases once")


def _entries(data: Mapping[str, Any], taxonomy: Taxonomy) -> Iterator[LexiconEntry]:
    for label, phrases in data["labels"].items():
        _known(label, taxonomy)
        seen: set[tuple[str, ...]] = set()
        for item in phrases:
            entry = {"phrase": item} if isinstance(item, str) else item
            phrase, kind = entry["phrase"], entry.get("kind", KINDS[0])
            key = tuple(syllables(phrase)) if isinstance(phrase, str) else ()
            if not key:
                raise ValueError(f"{label}: {phrase!r} is no phrase")
            if key in seen:
                raise ValueError(f"{label}: {phrase!r} stands twice")
            seen.add(key)
            if kind not in KINDS:
                raise ValueError(f"{label}: {phrase!r}: the kind {kind!r} is none of {KINDS}")
            also = tuple(entry.get("also") or ())
            for other in also:
                _known(other, taxonomy)
            yield LexiconEntry(phrase, label, kind, also)


def _known(label: object, taxonomy: Taxonomy) -> None:
    if not isinstance(label, str) or not taxonomy.is_label(label):
        raise ValueError(f"{label!r} is no label of the taxonomy")
