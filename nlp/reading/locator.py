"""Official codes for the rows of one file, settled by the place that the document is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.reading.encoding import normalize
from nlp.reading.gazetteer.codes import Place
from nlp.reading.place_mentions import find_mentions, head_place
from nlp.reading.places import REFORM, PlaceResolver
from nlp.reading.rules import begins_with, fold
from nlp.reading.speakers import speaker_head

_LONGEST_LINE = 300
# By so many letters an opinion is known again in the line that holds it.
_OPENING = 40
_FIRST_ROWS = 100
# Below such a line are people and places that are not the document's own.
_ATTENDANCE = ("i. thanh phan", "thanh phan", "co mat", "kinh gui", "1. thanh phan", "dai bieu")


class Locator:
    """Fills in the codes of a file's rows; loads the gazetteer once a place is met.

    Parameters
    ----------
    head : sequence of str
        Lines at the top of the document; may grow until the first rows are filled in. The
        first that turns out to be an opinion, or heads a list of those present, ends it.
    """

    def __init__(self, head: Sequence[str]) -> None:
        self._head = head
        self._context: str | None = None
        # The head in small letters, to know the document's own place again.
        self._head_words = ""
        # By whether a row is from before the reform, where it is dated.
        self._resolvers: dict[bool | None, PlaceResolver] = {}
        self._places: list[str] = []

    def fill(self, rows: Sequence[dict[str, Any]], within: Mapping[str, str] | None = None) -> None:
        """Fill in ``province_code``, ``ward_code``, ``legacy_code`` and ``place_level``.

        What the places of a column have in common is learned from the first rows, so that a
        file of any length is read in one pass.

        Parameters
        ----------
        rows : sequence of dict
        within : mapping of str to str, optional
            By a row's id the wider place (`nlp.reading.rows.Chunk`), which settles a hamlet.
        """
        within = within or {}
        if rows and self._context is None:
            self._context = self._document_place(rows)
            self._places = [row["place"] for row in rows]
        for row in rows:
            mentions = find_mentions(row["text"])
            if not (row["place"] or mentions or self._context):
                continue
            found = self._find(row, mentions, within.get(row.get("id", ""), ""))
            row["province_code"] = found.province_code
            row["ward_code"] = found.ward_code
            row["legacy_code"] = found.legacy_code
            row["place_level"] = found.level

    def _find(self, row: dict[str, Any], mentions: list[str], within: str) -> Place:
        resolver = self._resolver(row["date"])
        if row["place"] and not self._is_own(row["place"], resolver):
            found = resolver.resolve(row["place"])
            if within and found.hamlet and found.hamlet == row["place"]:
                return resolver.resolve(f"{found.hamlet}, {within}")
            return found
        own = resolver.resolve("")
        if not mentions:
            return own
        said = resolver.resolve(", ".join(mentions))
        # What is said may be about elsewhere: it counts where it names one commune, the
        # document's own if that is known.
        certain = said.ward_code and not said.ambiguous
        if own.ward_code:
            certain = certain and said.ward_code == own.ward_code
        elif own.province_code:
            certain = certain and said.province_code == own.province_code
        return said if certain else own

    def _is_own(self, place: str, resolver: PlaceResolver) -> bool:
        """Tell whether a row's place is the document's own, of which the head may tell more."""
        if place.casefold() not in self._head_words:
            return False
        own, found = resolver.resolve(""), resolver.resolve(place)
        if found.hamlet or not own.ward_code or (found.level == "ward" and not found.ward_code):
            return False
        same = found.ward_code in ("", own.ward_code)
        return same and found.province_code in ("", own.province_code)

    def _resolver(self, day: Any) -> PlaceResolver:
        before = None if day is None else day < REFORM
        if before not in self._resolvers:
            made = PlaceResolver(self._context, day=day)
            self._resolvers[before] = made.informed_by(self._places)
        return self._resolvers[before]

    def _document_place(self, rows: Sequence[dict[str, Any]]) -> str:
        said = {row["text"][:_OPENING] for row in rows[:_FIRST_ROWS]}
        lines: list[str] = []
        for number, line in enumerate(map(normalize, self._head)):
            if any(opening in line for opening in said) or begins_with(fold(line), _ATTENDANCE):
                break
            # Nobody speaks in a title, whatever stands before a colon in it.
            if len(line) <= _LONGEST_LINE and (not number or speaker_head(line) is None):
                lines.append(line)
        self._head_words = ", ".join(lines).casefold()
        return head_place(lines)
