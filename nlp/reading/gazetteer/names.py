"""A place as written in, its named parts out: hamlet, commune, district, province."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nlp.reading.encoding import normalize
from nlp.reading.gazetteer.keys import accent_key, fold_key, name_keys
from nlp.reading.gazetteer.kinds import KINDS, Level
from nlp.reading.gazetteer.units import Gazetteer, Named

_LONGEST_KIND = 3
# At which levels a name of a kind is looked up, where that is not its own level.
_LEVELS: dict[Level, tuple[Level, ...]] = {
    "": ("ward", "district", "province"),
    "city": ("district", "province"),
    "hamlet": (),
    "street": (),
}
_ABOVE: tuple[Level, ...] = ("district", "province")
# A unit's name in syllables: Văn Miếu - Quốc Tử Giám, Phan Rang - Tháp Chàm.
_LONGEST_NAME = 6
# What may follow a name at once.
_AFTER = {"cũ", "nay", "thuộc", "hiện", "trước", "và", "là", "năm", "ngày", "lần", "quý", "về"}
_FORMER = ("cũ", "trước")
# "(trước đây là xã A)", "nguyên thuộc huyện B": what follows is of former times.
_ONCE = ({"trước", "nguyên"}, {"đây", "kia"}, {"là", "thuộc"})
_TOKEN = re.compile(r"\w+(?:['’‘`]\w+)*|[,;/()|:.–—-]")
_HARD = frozenset(",;/()|:")
_SIGNS = _HARD | frozenset("-–—")
_GLUED = re.compile(r"(p|f|q|x|h|tt|tx|kp|tdp)(\d+)|(tp)(hcm|hn)")


@dataclass(frozen=True)
class Part:
    """One named part of a place.

    Attributes
    ----------
    level : Level
        Empty where no kind is written. ``city`` is a province or a district.
    kind : str
        Folded kind, empty where none is written.
    folded, accents : str
        Keys of the name.
    former : bool
        Said to be the unit of former times ("huyện Lục Nam cũ").
    written : str
        With its kind, as written.
    known : bool
        The gazetteer has the name at that level.
    """

    level: Level
    kind: str
    folded: str
    accents: str
    former: bool
    written: str
    known: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    # False for a comma, a hyphen and the like.
    is_word: bool


@dataclass(frozen=True)
class _Line:
    """A place as tokens, and at each the kind that is written there with its length."""

    text: str
    plain: bool
    tokens: list[_Token]
    keys: list[str]
    kinds: list[tuple[Level, str, int] | None]

    def is_word(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].is_word

    def is_former(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].word not in _FORMER:
            return False
        return not any(self.once_before(end) == at for end in (at + 2, at + 3))

    def once_before(self, end: int) -> int | None:
        """Return where "trước đây là", which ends there, begins."""
        words = [token.word for token in self.tokens[max(0, end - 3) : end]]
        first, middle, last = _ONCE
        if len(words) < 2 or words[-1] not in last:
            return None
        begin = 2 if words[-2] not in middle else 3
        return end - begin if len(words) >= begin and words[-begin] in first else None

    def said_former(self, at: int) -> bool:
        """Tell whether a name that ends there is of former times: "xã A cũ", "xã A (cũ)"."""
        bracket = self.tokens[at : at + 1] and self.tokens[at].word == "("
        return self.is_former(at + 1 if bracket else at)

    def name(self, start: int, end: int) -> tuple[str, str]:
        """Return the folded and the accented key of a name."""
        words = [token.word for token in self.tokens[start:end] if token.is_word]
        return name_keys(words)


class PlaceParser:
    """Cuts places into parts.

    Parameters
    ----------
    gazetteer : Gazetteer
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._indices = {
            "ward": gazetteer.wards,
            "district": gazetteer.districts,
            "province": gazetteer.provinces,
        }
        names = [(kind.split(), found) for kind, found in KINDS.items()]
        self._kinds = {
            True: {tuple(map(fold_key, words)): found for words, found in names},
            False: {tuple(map(accent_key, words)): found for words, found in names},
        }
        self._first = {plain: {key[0] for key in kinds} for plain, kinds in self._kinds.items()}

    def parse(self, place: str) -> tuple[list[Part], bool]:
        """Return the parts of a place, and whether it is written without any diacritics.

        A place without diacritics names every unit that reads so; one with diacritics names
        those alone that have the same.
        """
        line = self._line(normalize(place))
        parts: list[Part] = []
        at = 0
        once = False
        while at < len(line.tokens):
            # "(trước là xã A, huyện B), nay ...": the district is a former one too.
            once = line.once_before(at) is not None or (
                once and line.tokens[at].word not in (")", ";", "nay")
            )
            if not line.is_word(at):
                at += 1
                continue
            part, at = self._part(line, at, once=once)
            if part is not None:
                parts.append(part)
        return parts, line.plain

    def candidates(self, level: Level, part: Part, plain: bool) -> list[Named]:
        """Return the units of a level (ward, district, province) that a part may name."""
        return self._found(level, part.folded, part.accents, plain)

    def _found(self, level: Level, folded: str, accents: str, plain: bool) -> list[Named]:
        found = self._indices[level].get(folded, [])
        return found if plain else [n for n in found if n.accents in ("", accents)]

    def _line(self, text: str) -> _Line:
        # The dashes that Word sets are no diacritics.
        plain = "".join(filter(str.isalpha, text)).isascii()
        tokens = list(_tokens(text))
        key = fold_key if plain else accent_key
        keys = [key(token.word) if token.is_word else "" for token in tokens]
        line = _Line(text, plain, tokens, keys, [])
        line.kinds.extend(self._kind(line, at) for at in range(len(tokens)))
        return line

    def _kind(self, line: _Line, at: int) -> tuple[Level, str, int] | None:
        """Return the kind that is written at a token and its length in tokens."""
        if line.keys[at] not in self._first[line.plain]:
            return None
        for length in range(_LONGEST_KIND, 0, -1):
            kind = self._kinds[line.plain].get(tuple(line.keys[at : at + length]))
            if kind is not None and line.is_word(at + length):
                return (*kind, length)
        return None

    def _part(self, line: _Line, at: int, *, once: bool) -> tuple[Part | None, int]:
        level, kind, length = line.kinds[at] or ("", "", 0)
        if length and self._is_whole_name(line, at, length):
            level, kind, length = "", "", 0
        start = at
        at += length
        former = once or line.is_former(at)
        while line.is_former(at):
            at += 1
        end = self._known_name(line, at, level)
        known = end > at
        if not known:
            end = self._name_end(line, at)
            if level in ("ward", "district"):
                end = self._before_province(line, at, end)
        folded, accents = line.name(at, end)
        if not folded or not (length or known):
            return None, max(end, start + 1)
        former = former or line.said_former(end)
        written = line.text[line.tokens[start].start : line.tokens[end - 1].end]
        return Part(level, kind, folded, accents, former, written, known), end

    def _is_whole_name(self, line: _Line, at: int, length: int) -> bool:
        """Tell whether what looks like a kind begins a name: Buôn Ma Thuột, Lang Son."""
        keys = line.name(at, self._name_end(line, at + length))
        return any(
            named.accents or line.plain
            for level in _ABOVE
            for named in self._found(level, *keys, line.plain)
        )

    def _known_name(self, line: _Line, at: int, level: Level) -> int:
        """Return the end of the longest known name at a token, or `at` where there is none."""
        levels = _LEVELS.get(level, (level,))
        last = at
        while levels and last < min(len(line.tokens), at + _LONGEST_NAME + 1):
            after_sign = last > at and not line.is_word(last - 1)
            if line.tokens[last].word in _HARD or (after_sign and line.kinds[last] is not None):
                break
            last += 1
        for end in range(last, at, -1):
            if not (line.is_word(end - 1) and line.is_word(at)):
                continue
            if not (self._may_end(line, end) or ((level or at) and self._wider_follow(line, end))):
                continue
            keys = line.name(at, end)
            if not level and keys[0].isdigit():
                continue
            found = [named for each in levels for named in self._found(each, *keys, line.plain)]
            # An older name alone, with its marks unknown, counts only behind its kind.
            if found and (level or any(named.accents for named in found)):
                return end
        return at

    def _may_end(self, line: _Line, end: int) -> bool:
        # Not in the middle of a kind: "xã Tân Hòa, thành | phố".
        before = line.kinds[end - 2 : end] if end > 1 else []
        if any(kind is not None and kind[2] > 2 - n for n, kind in enumerate(before)):
            return False
        # "P.5 Gò Vấp": a number is a name by itself.
        if not line.is_word(end) or line.tokens[end - 1].word.isdigit():
            return True
        return line.tokens[end].word in _AFTER or line.kinds[end] is not None

    def _wider_follow(self, line: _Line, at: int, levels: tuple[Level, ...] = _ABOVE) -> bool:
        """Tell whether only names of wider units follow: "xã Tân Lập | Thái Nguyên"."""
        stop = at
        while line.is_word(stop):
            stop += 1
        for end in range(stop, at + 1, -1):
            keys = line.name(at, end)
            found = (n for level in levels for n in self._found(level, *keys, line.plain))
            if any(named.accents for named in found) and (
                end == stop or self._wider_follow(line, end, ("province",))
            ):
                return True
        return False

    def _before_province(self, line: _Line, at: int, end: int) -> int:
        """Return where an unknown name ends, with a province's behind it: "xã A B | Hà Nội"."""
        for split in range(at + 2, end - 1):
            if self._wider_follow(line, split, ("province",)):
                return split
        return end

    def _name_end(self, line: _Line, at: int) -> int:
        """Return where an unknown name ends: at a sign, or where another kind is written."""
        end = at
        while line.is_word(end):
            kind = line.kinds[end]
            # "thon Dong Xa xa Tam Da": of two the second is the kind.
            if end > at and kind is not None and line.kinds[end + 1] != kind:
                break
            end += 1
        return end


def _tokens(text: str) -> Iterator[_Token]:
    found = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    at = 0
    while at < len(found):
        word, start, end = found[at]
        at += 1
        if word == ".":
            continue
        # "T.P", "T.X", "T.T"
        if word == "t" and at + 1 < len(found) and found[at][0] == ".":
            second = found[at + 1][0]
            if second in ("p", "x", "t"):
                word, end = word + second, found[at + 1][2]
                at += 2
        glued = _GLUED.fullmatch(word)
        if glued:
            first, second = (group for group in glued.groups() if group)
            yield _Token(first, start, start + len(first), True)
            word, start = second, start + len(first)
        yield _Token(word, start, end, word not in _SIGNS)
