"""Districts by their initials, as offices shorten them: "Q.GV" in Ho Chi Minh City, "TP.BMT"."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading.gazetteer.keys import accent_key, fold_key, name_keys, split_words
from nlp.reading.gazetteer.names import Part, PlaceParser
from nlp.reading.gazetteer.readings import Reading, find_readings
from nlp.reading.gazetteer.units import Gazetteer

_KINDS = {"quan": 1, "thixa": 2, "thanhpho": 2, "huien": 1}
_MOST = 4  # letters
# A place has so many ways to spell its initials out; a list of districts would have millions.
_MOST_WAYS = 64
_VOWELS = frozenset("aeiou")


def spelt_readings(
    gazetteer: Gazetteer,
    parser: PlaceParser,
    parts: Sequence[Part],
    held: frozenset[str],
    *,
    plain: bool,
) -> list[Reading]:
    """Return the readings of a place whose districts are written by their initials.

    Parameters
    ----------
    gazetteer : Gazetteer
    parser : PlaceParser
    parts : sequence of Part
    held : frozenset of str
        Codes before the reform of the document's provinces, which count where the place names
        none: initials mean nothing elsewhere.
    plain : bool
        Written without diacritics.

    Returns
    -------
    list of Reading
        Empty where there are no initials, they fit no district, or they are of many districts.
        Which of several it is, the commune tells or nothing.
    """
    if not any(_is_short(part) for part in parts):
        return []
    provinces = _provinces(parser, parts) or held
    choices = [_districts(gazetteer, part, provinces) for part in parts]
    if not any(choices) or math.prod(len(found) or 1 for found in choices) > _MOST_WAYS:
        return []
    spelt = itertools.product(*(found or [part] for part, found in zip(parts, choices)))
    readings = [reading for each in spelt for reading in find_readings(parser, each, plain)]
    known = [r for r in readings if r.ward is not None or r.level != "ward"]
    return list(dict.fromkeys(known or readings))


def _provinces(parser: PlaceParser, parts: Sequence[Part]) -> frozenset[str]:
    units = [
        named.unit
        for part in parts
        if part.level in ("", "city", "province")
        for named in parser.candidates("province", part, plain=False)
        if part.level != "city" or "thanhpho" in named.kinds
    ]
    return frozenset().union(*units)


def _is_short(part: Part) -> bool:
    if part.known or part.kind not in _KINDS or not 1 < len(part.accents) <= _MOST:
        return False
    short = part.written[-len(part.folded) :]
    # "Q.Ba" is cut off; in small letters initials are none that read as a syllable.
    return short.isalpha() and (short.isupper() or not _VOWELS & set(part.folded))


def _districts(gazetteer: Gazetteer, part: Part, provinces: frozenset[str]) -> list[Part]:
    if not _is_short(part):
        return []
    found = []
    for units in gazetteer.districts.values():
        for named in units:
            unit = named.unit
            if unit.kind != part.kind or unit.province not in provinces or not named.accents:
                continue
            words = split_words(unit.name)[_KINDS[unit.kind] :]
            letters = [word[0] for word in words]
            fits = "".join(map(fold_key, letters)) == part.folded
            # "TĐ" is no Tân Định; "TD" may be either.
            marked = not part.accents.isascii()
            if fits and (not marked or "".join(map(accent_key, letters)) == part.accents):
                folded, accents = name_keys(words)
                found.append(
                    replace(part, level="district", folded=folded, accents=accents, known=True)
                )
    return list(dict.fromkeys(found))
