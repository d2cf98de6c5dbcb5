"""Places as written to official codes, before and after the reform of July 2025.

A code is given where one unit alone is meant, never by guess. What settles a name, in this order:

1. The place itself: a commune written with its district or province.
2. The document's own place (`PlaceResolver`'s ``context``): the communes of its district, or
   else of its province.
3. The other rows of the same column (`PlaceResolver.informed_by`), by these rules: the province
   that nine in ten of the rows name which resolve by themselves (five rows or more); units before
   or after the reform, where nine in ten of the communes whose name exists only before or only
   after it are of one side (three names or more); and, in a column of units after the reform that
   names communes (five rows or more) and no district, a bare name is the commune of that name,
   since the district of that name is no more. And a hamlet is in the document's commune only
   where fewer than two rows, or than one in ten, name another commune.

And in a document dated since the reform, of units of one name and kind in one province, the
one of today is meant where no district is written.

A commune without any of these is resolved only where its kind is written and its name is one of
its kind in the whole country. Everything else is left open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from nlp.reading.gazetteer.codes import Place, PlaceLevel, coded_place
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.initials import spelt_readings
from nlp.reading.gazetteer.names import Part, PlaceParser
from nlp.reading.gazetteer.readings import Reading, find_readings, hamlet_of, is_settled
from nlp.reading.place_scope import Scope

REFORM = date(2025, 7, 1)
_SHARE = 0.9
_MIN_ROWS = 5
_MIN_NAMES = 3
_MIN_OTHERS = 2
_CACHED = 200_000
# Longer than any address: an opinion in the wrong column.
_MAX_CHARS = 300


class PlaceResolver:
    """Gives places as written in one document their official codes.

    Parameters
    ----------
    context : str, optional
        Place of the document, such as ``"xã Tam Đa, huyện Yên Phong, tỉnh Bắc Ninh"``. It
        settles names that may mean several units and never changes one that is written in full.
    day : datetime.date, optional
        Date of the document: before July 2025 no unit of the reform is meant; since then, of
        units of one name in one province without a district, that of today.

    Examples
    --------
    >>> PlaceResolver().resolve("xã Hương Gián, huyện Yên Dũng, Bắc Giang").ward_code
    '07699'
    """

    def __init__(self, context: str | None = None, *, day: date | None = None) -> None:
        self._gazetteer = load_gazetteer()
        self._parser = PlaceParser(self._gazetteer)
        self._cache: dict[str, Place] = {}
        before = day is not None and day < REFORM
        self._scope = Scope(era="old" if before else None, since=day is not None and not before)
        if context and context.strip():
            self._scope = self._scope_of(context)

    def resolve(self, place: str) -> Place:
        """Return the codes of a place; an empty one is the document's own."""
        found = self._cache.get(place)
        if found is None:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            found = self._cache[place] = self._resolve(place)
        return found

    def resolve_all(self, places: Iterable[str]) -> list[Place]:
        """Return the codes of a column's places, each settled by the others where that is sound.

        Parameters
        ----------
        places : iterable of str
            All of one document or column.

        Returns
        -------
        list of Place
            In the order of `places`.
        """
        places = list(places)
        informed = self.informed_by(places)
        return [informed.resolve(place) for place in places]

    def informed_by(self, places: Iterable[str]) -> PlaceResolver:
        """Return a resolver that knows what the places of a column have in common.

        Parameters
        ----------
        places : iterable of str
            The rules are those of this module's description.

        Returns
        -------
        PlaceResolver
        """
        rows = Counter(place for place in places if place.strip())
        scope = self._one_commune(rows)
        if scope.provinces is None:
            votes: Counter[str] = Counter()
            for place, count in rows.items():
                found = self.resolve(place)
                if found.province_code and not found.ambiguous:
                    votes[found.province_code] += count
            code, most = max(votes.items(), key=lambda item: item[1], default=("", 0))
            if most >= _MIN_ROWS and most >= _SHARE * votes.total():
                held = (o for o, n in self._gazetteer.province_after.items() if n == code)
                whole = Place("", code, level="province")
                scope = replace(scope, provinces=frozenset(held), place=whole)
        return self._with(self._with(scope)._with_era(rows))

    def _one_commune(self, rows: Counter[str]) -> Scope:
        """Return the scope; without its commune where one row in ten names another, and two do.

        A meeting for several communes is held in one of them.
        """
        scope, own = self._scope, self._scope.place
        if not own.ward_code:
            return scope
        votes: Counter[str] = Counter()
        for place, count in rows.items():
            found = self.resolve(place)
            # A hamlet without its commune was given the document's.
            if found.ward_code and not place.endswith(found.hamlet or "\n"):
                votes[found.ward_code] += count
        same = votes.pop(own.ward_code, 0)
        others = votes.total()
        if others < _MIN_OTHERS or others <= (1 - _SHARE) * (same + others):
            return scope
        return replace(scope, districts=None, place=Place("", own.province_code, level="province"))

    def _with(self, scope: Scope) -> PlaceResolver:
        if scope == self._scope:
            return self
        made = PlaceResolver()
        made._scope = scope
        return made

    def _with_era(self, rows: Counter[str]) -> Scope:
        """Return the scope with the side of the reform that the names of a column are of."""
        sides: dict[str, bool] = {}
        communes = districts = 0
        for place, count in rows.items():
            if len(place) > _MAX_CHARS:
                continue
            parts, plain = self._parser.parse(place)
            names = [part for part in parts if part.level == "ward"]
            former = any(part.former for part in parts)
            if any(part.level == "district" and not part.former for part in parts):
                districts += count
            if len(names) != 1:
                continue
            communes += count
            readings = self._scope.narrow(find_readings(self._parser, parts, plain))
            is_new = {r.ward.new for r in readings if r.ward is not None}
            if len(is_new) == 1 and not former and not any(r.old_format for r in readings):
                sides[names[0].folded] = is_new.pop()
        scope, new = self._scope, sum(sides.values())
        if scope.era is None and len(sides) >= _MIN_NAMES:
            if new >= _SHARE * len(sides):
                scope = replace(scope, era="new", flat=communes >= _MIN_ROWS and not districts)
            elif new <= (1 - _SHARE) * len(sides):
                scope = replace(scope, era="old")
        return scope

    def _scope_of(self, context: str) -> Scope:
        """Return the scope of a document by its own place."""
        era = self._scope.era
        parts, plain = self._parser.parse(context[:_MAX_CHARS])
        readings = find_readings(self._parser, parts, plain)
        if era == "old":
            readings = [r for r in readings if r.ward is None or not r.ward.new]
        readings = Scope(era=era, since=self._scope.since).narrow(readings)
        if not readings:
            return replace(self._scope, era=era)
        if any(reading.old_format for reading in readings):
            era = "old"
        elif all(reading.ward is not None and reading.ward.new for reading in readings):
            era = era or "new"
        place = coded_place(context, parts, readings, settled=is_settled(readings))
        after = self._gazetteer.province_after
        codes = {after[code] for reading in readings for code in reading.provinces}
        # A document since the reform is of today's province, all of it.
        provinces = frozenset(old for old, new in after.items() if new in codes)
        if era == "old":
            provinces = frozenset().union(*(reading.provinces for reading in readings))
        within = [r.districts() for r in readings if r.ward is None or r.old_format]
        districts = frozenset().union(*within) or None
        return Scope(provinces or None, districts, era, place=place, since=self._scope.since)

    def _resolve(self, place: str) -> Place:
        own = self._scope.place
        if not place.strip():
            return replace(own, written=place)
        if len(place) > _MAX_CHARS:
            return self._elsewhere(place, "")
        parts, plain = self._parser.parse(place)
        named = [part for part in parts if part.level not in ("hamlet", "street")]
        hamlet = hamlet_of(parts)
        if not named:
            if hamlet:
                # A hamlet is in the commune whose document names it.
                return replace(own, written=place, level="hamlet", hamlet=hamlet)
            return self._elsewhere(place, hamlet)
        held = self._scope.provinces or frozenset()
        readings = spelt_readings(self._gazetteer, self._parser, parts, held, plain=plain)
        readings = readings or find_readings(self._parser, parts, plain)
        if not readings:
            return self._elsewhere(place, hamlet, named)
        if is_settled(readings) and all(reading.anchored for reading in readings):
            own_wards = {r.ward.after for r in readings if r.ward is not None}
            sure = self._known_marks(readings)
            settled = sure and not self._contradicted(own_wards, named)
            return coded_place(place, parts, readings, settled=settled)
        narrowed = self._scope.narrow(readings)
        where = self._scope.provinces is not None or any(r.anchored for r in readings)
        if not (where or self._known_marks(readings)):
            return self._elsewhere(place, hamlet, named)
        if own.ward_code and any(part.former and part.level == "ward" for part in named):
            # Communes of former times that a commune's minutes name became part of it.
            joined = [r for r in narrowed if r.ward and own.ward_code in r.ward.after]
            narrowed = joined or narrowed
        if not narrowed:
            # The document is of another province than every unit of that name.
            return self._elsewhere(place, hamlet, named)
        return coded_place(place, parts, narrowed, settled=self._may_settle(narrowed, named))

    def _may_settle(self, readings: Sequence[Reading], named: Sequence[Part]) -> bool:
        if not is_settled(readings) or any(reading.passed_over for reading in readings):
            return False
        if not self._known_marks(readings):
            return False
        if self._scope.provinces is not None or all(r.anchored for r in readings):
            # In a commune's minutes a bare name may as well be one of its hamlets.
            inside = bool(self._scope.place.ward_code) and not any(p.kind for p in named)
            own = {reading.ward.after for reading in readings if reading.ward is not None}
            if inside and own and own != {(self._scope.place.ward_code,)}:
                return False
            return not self._contradicted(own, named)
        return any(part.kind for part in named)

    def _known_marks(self, readings: Sequence[Reading]) -> bool:
        """Tell whether a reading is not by letters alone, or is in the document's district.

        "Tú Nghĩa" is not "Tư Nghĩa", a former name whose marks are not known.
        """
        inside = self._scope.districts or frozenset()
        return any(r.sure or r.districts() & inside for r in readings)

    def _contradicted(self, found: set[tuple[str, ...]], named: Sequence[Part]) -> bool:
        """Tell whether a bare name is another commune, in a column where such are communes.

        "Từ Sơn, phường cũ Đồng Kỵ": the former ward is not in today's ward of Từ Sơn.
        """
        bare = [part for part in named if not part.kind and self._scope.flat and len(named) > 1]
        alone = [
            self._scope.narrow(find_readings(self._parser, [part], plain=False)) for part in bare
        ]
        codes = [{r.ward.after for r in readings if r.ward is not None} for readings in alone]
        return any(each and not each & found for each in codes) and bool(found)

    def _elsewhere(self, place: str, hamlet: str, named: Sequence[Part] = ()) -> Place:
        """Return a place of which only the document's province may be known."""
        level: PlaceLevel = "hamlet" if hamlet else ""
        for part in named:
            if not level and part.level in ("ward", "district", "province"):
                level = part.level
        code = self._scope.place.province_code if not named else ""
        return Place(place, code, level=level, hamlet=hamlet)
