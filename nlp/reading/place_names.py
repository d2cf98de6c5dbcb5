"""A place as written in, its named parts out: hamlet, commune, district, province."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.reading.encoding import normalize
from nlp.reading.gazetteer import Gazetteer, Named
from nlp.reading.syllables import accent_key, fold_key, name_keys

Level = Literal["hamlet", "ward", "district", "city", "province", "street", ""]

_KINDS: dict[str, tuple[Level, str]] = {
    "thôn": ("hamlet", "thon"),
    "xóm": ("hamlet", "thon"),
    "ấp": ("hamlet", "thon"),
    "bản": ("hamlet", "thon"),
    "buôn": ("hamlet", "thon"),
    "làng": ("hamlet", "thon"),
    "phum": ("hamlet", "thon"),
    "sóc": ("hamlet", "thon"),
    "plei": ("hamlet", "thon"),
    "khóm": ("hamlet", "thon"),
    "khu phố": ("hamlet", "thon"),
    "kp": ("hamlet", "thon"),
    "tổ dân phố": ("hamlet", "thon"),
    "tdp": ("hamlet", "thon"),
    "tiểu khu": ("hamlet", "thon"),
    "khu dân cư": ("hamlet", "to"),
    "kdc": ("hamlet", "to"),
    "khu": ("hamlet", "to"),
    "tổ": ("hamlet", "to"),
    "đội": ("hamlet", "to"),
    "cụm": ("hamlet", "to"),
    "xã": ("ward", "xa"),
    "x": ("ward", "xa"),
    "phường": ("ward", "phuong"),
    "p": ("ward", "phuong"),
    "f": ("ward", "phuong"),
    "thị trấn": ("ward", "thitran"),
    "tt": ("ward", "thitran"),
    "đặc khu": ("ward", "dackhu"),
    "huyện": ("district", "huien"),
    "h": ("district", "huien"),
    "quận": ("district", "quan"),
    "q": ("district", "quan"),
    "thị xã": ("district", "thixa"),
    "tx": ("district", "thixa"),
    "thành phố": ("city", "thanhpho"),
    "tp": ("city", "thanhpho"),
    "tỉnh": ("province", "tinh"),
    "đường": ("street", ""),
    "phố": ("street", ""),
    "ngõ": ("street", ""),
    "ngách": ("street", ""),
    "hẻm": ("street", ""),
    "kiệt": ("street", ""),
    "số": ("street", ""),
    "chung cư": ("street", ""),
    "khu đô thị": ("street", ""),
    "kđt": ("street", ""),
    "kcn": ("street", ""),
    "quốc lộ": ("street", ""),
    "tỉnh lộ": ("street", ""),
}
_LONGEST_KIND = 3
# At which levels a name of a kind is looked up, where that is not its own level.
_LEVELS: dict[Level, tuple[Level, ...]] = {
    "": ("ward", "district", "province"),
    "city": ("district", "province"),
    "hamlet": (),
    "street": (),
}
# A unit's name in syllables: Văn Miếu - Quốc Tử Giám, Phan Rang - Tháp Chàm.
_LONGEST_NAME = 6
# What may follow a name at once.
_AFTER = {"cũ", "nay", "thuộc", "hiện", "trước", "và", "là", "năm", "ngày", "lần", "quý", "về"}
_FORMER = ("cũ", "trước")
_TOKEN = re.compile(r"\w+(?:['’`]\w+)*|[,;/()|:.–—-]")
_HARD = frozenset(",;/()|:")
_SOFT = frozenset("-–—")
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


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int


class PlaceParser:
    """Cuts places into parts.

    Parameters
    ----------
    gazetteer : Gazetteer
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        plain = {_joined(kind.split()): found for kind, found in _KINDS.items()}
        marked = {name_keys(kind.split())[1]: found for kind, found in _KINDS.items()}
        self._kinds = {True: plain, False: marked}

    def parse(self, place: str) -> tuple[list[Part], bool]:
        """Return the parts of a place, and whether it is written without any diacritics.

        A place without diacritics names every unit that reads so; one with diacritics names
        those alone that have the same.
        """
        text = normalize(place)
        plain = text.isascii()
        tokens = list(_tokens(text))
        parts: list[Part] = []
        at = 0
        while at < len(tokens):
            if not _is_word(tokens[at]):
                at += 1
                continue
            part, at = self._part(text, tokens, at, plain)
            if part is not None:
                parts.append(part)
        return parts, plain

    def candidates(self, level: Level, part: Part, plain: bool) -> list[Named]:
        """Return the units of a level (ward, district, province) that a part may name."""
        index = {
            "ward": self._gazetteer.wards,
            "district": self._gazetteer.districts,
            "province": self._gazetteer.provinces,
        }[level]
        found = index.get(part.folded, [])
        if plain:
            return found
        return [named for named in found if named.accents in ("", part.accents)]

    def _part(
        self, text: str, tokens: Sequence[_Token], at: int, plain: bool
    ) -> tuple[Part | None, int]:
        kind, length = self._kind(tokens, at, plain)
        if kind is not None and self._is_whole_name(tokens, at, length, plain):
            kind, length = None, 0
        start = at
        at += length
        former = False
        while at < len(tokens) and tokens[at].word in _FORMER:
            former, at = True, at + 1
        level, name = kind or ("", "")
        end = self._known_name(tokens, at, level, plain)
        known = end > at
        if not known:
            end = self._name_end(tokens, at, plain)
        words = [token.word for token in tokens[at:end] if _is_word(token)]
        if not words or (kind is None and not known):
            return None, max(end, start + 1)
        former = former or (end < len(tokens) and tokens[end].word in _FORMER)
        written = text[tokens[start].start : tokens[end - 1].end]
        return Part(level, name, *name_keys(words), former, written, known), end

    def _kind(
        self, tokens: Sequence[_Token], at: int, plain: bool
    ) -> tuple[tuple[Level, str] | None, int]:
        """Return the kind that is written at a token and its length in tokens."""
        for length in range(_LONGEST_KIND, 0, -1):
            words = tokens[at : at + length]
            if len(words) < length or not all(map(_is_word, words)):
                continue
            key = _joined([t.word for t in words], plain)
            kind = self._kinds[plain].get(key)
            after = at + length
            if kind is not None and after < len(tokens) and _is_word(tokens[after]):
                return kind, length
        return None, 0

    def _is_whole_name(self, tokens: Sequence[_Token], at: int, length: int, plain: bool) -> bool:
        """Tell whether what looks like a kind begins a name: Buôn Ma Thuột, Lang Son."""
        end = self._name_end(tokens, at + length, plain)
        words = [token.word for token in tokens[at:end]]
        part = Part("", "", *name_keys(words), False, "", True)
        return any(
            named.accents or plain
            for level in ("district", "province")
            for named in self.candidates(level, part, plain)
        )

    def _known_name(self, tokens: Sequence[_Token], at: int, level: Level, plain: bool) -> int:
        """Return the end of the longest known name at a token, or `at` where there is none."""
        levels = _LEVELS.get(level, (level,))
        for end in range(min(len(tokens), at + _LONGEST_NAME + 1), at, -1):
            run = tokens[at:end]
            if not (_is_word(run[0]) and _is_word(run[-1])) or any(t.word in _HARD for t in run):
                continue
            if not self._may_end(tokens, end, plain):
                continue
            part = Part("", "", *name_keys(t.word for t in run if _is_word(t)), False, "", True)
            if not level and part.folded.isdigit():
                continue
            found = [named for each in levels for named in self.candidates(each, part, plain)]
            # An older name alone, with its marks unknown, counts only behind its kind.
            if found and (level or any(named.accents for named in found)):
                return end
        return at

    def _may_end(self, tokens: Sequence[_Token], end: int, plain: bool) -> bool:
        if end == len(tokens) or not _is_word(tokens[end]) or tokens[end].word in _AFTER:
            return True
        return self._kind(tokens, end, plain)[0] is not None

    def _name_end(self, tokens: Sequence[_Token], at: int, plain: bool) -> int:
        """Return where an unknown name ends: at a sign, or where another kind is written."""
        end = at
        while end < len(tokens) and _is_word(tokens[end]):
            if end > at and self._kind(tokens, end, plain)[0] is not None:
                kind_again = self._kind(tokens, end + 1, plain)[0]
                if kind_again is None or kind_again != self._kind(tokens, end, plain)[0]:
                    break
            end += 1
        return end


def _joined(words: Sequence[str], plain: bool = True) -> str:
    return "".join(map(fold_key if plain else accent_key, words))


def _is_word(token: _Token) -> bool:
    return token.word not in _HARD and token.word not in _SOFT


def _tokens(text: str) -> Iterator[_Token]:
    found = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    at = 0
    while at < len(found):
        word, start, end = found[at]
        at += 1
        if word == ".":
            continue
        # "T.P", "T.X", "T.T"
        dotted = found[at : at + 2]
        if word == "t" and [w for w, _, _ in dotted][:1] == ["."] and len(dotted) == 2:
            second = dotted[1][0]
            if second in ("p", "x", "t"):
                word, end = word + second, dotted[1][2]
                at += 2
        glued = _GLUED.fullmatch(word)
        if glued:
            first, second = (group for group in glued.groups() if group)
            yield _Token(first, start, start + len(first))
            word, start = second, start + len(first)
        yield _Token(word, start, end)
