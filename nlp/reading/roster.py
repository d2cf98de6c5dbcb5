"""Who of those present at a meeting speaks for an office, known by name from the list of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.person_names import person_length
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import speaks_for_people

_OFFICE = re.compile(
    r"\b(?:chu tri|chu toa|thu ky|chu tich|pho chu tich|giam doc|bi thu(?! chi)|truong phong"
    r"|pho phong|pho truong phong|chanh van phong|can bo|cong chuc|chuyen vien|truong cong an"
    r"|pct|ct ubnd|lanh dao)\b"
)
# Before the deputies, whose names stand one after the other: "Đại biểu HĐND huyện: ông A; bà B".
_DEPUTIES = re.compile(
    r"^(?:cac |vi )?(?:dbqh|(?:to |doan )dai bieu|dai bieu (?:hdnd|quoc hoi|qh))\b[^:]*:"
)
_MARK = re.compile(r"^\W*(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
# The side of the office, whose people are named with one title before all of them or none.
_SIDE = re.compile(r"\b(?:dai bieu|lanh dao|chu tri|ubnd|hdnd|phia (?!cu tri|nhan dan))")
_COMMON = ("ông", "bà", "anh", "chị")
_SEPARATORS = re.compile(r"[;.]\s+|\n")


class Roster:
    """The officials of a meeting, by name."""

    def __init__(self) -> None:
        self._full: set[str] = set()
        # By title and given name: "ông khải".
        self._short: set[str] = set()

    def add(self, text: str) -> None:
        """Take a line of those present ("ông Bùi Đăng Khải - trưởng thôn, chủ trì; ...").

        Parameters
        ----------
        text : str
        """
        deputies = _DEPUTIES.match(fold(_MARK.sub("", text))) is not None
        for piece in _SEPARATORS.split(text):
            label = deputies or _OFFICE.match(fold(piece)) is not None
            words = piece.split()
            start = 0
            people: list[tuple[list[str], int, int]] = []
            while start < len(words):
                # "Phó" of "bà Đỗ Thị Ngà - Phó Chủ tịch" is a family name as well.
                office = _OFFICE.match(fold(" ".join(words[start : start + 4])))
                # No title and name have more words.
                length = 0 if office else person_length(words[start : start + 10])
                if length:
                    people.append((words[start : start + length], start, start + length))
                start += length or 1
            for (name, _, end), following in zip(people, [*people[1:], None]):
                after = " ".join(words[end : following[1] if following else len(words)])
                # "Chi hội trưởng" sits among the officials and speaks for the people.
                held = after.strip(" -–,(")
                if _OFFICE.search(fold(after)) or (
                    (label or begins_with(fold(held), load_rules().officials))
                    and not speaks_for_people(held)
                ):
                    self._note(name)

    def add_side(self, text: str) -> None:
        """Take a line that says who came for the office, without titles before the names.

        Parameters
        ----------
        text : str
            Such as ``"Phía đại biểu có các ông bà: Trần Kỳ Sơn (Tổ trưởng), Hồ Thị Diễm"``.
        """
        for sentence in _SENTENCES.split(text):
            if not _SIDE.search(fold(sentence)[:60]):
                continue
            for piece in re.split(r"[,;:()]", sentence):
                words = piece.split()
                family = words and words[0].lower() in load_rules().family_names
                if family and 2 <= len(words) <= 5 and all(w[:1].isupper() for w in words):
                    self._note(words)
                    self._short.update(f"{t} {words[-1].lower()}" for t in _COMMON)

    def _note(self, name: list[str]) -> None:
        words = [word.strip(".,;:()").lower() for word in name]
        self._full.add(" ".join(words))
        size = _title_length(words)
        if size and len(words) > size:
            self._full.add(" ".join(words[size:]))
            title = "" if words[0] in ("đồng", "đ/c", "đc") else words[0]
            self._short.add(f"{title} {words[-1]}".strip())
            if title and len(words) > size + 2:
                # "bà Mai Chi" is "bà Phan Thị Mai Chi".
                self._short.add(f"{title} {words[-2]} {words[-1]}")
            if not title:
                self._short.update(f"{t} {words[-1]}" for t in ("ông", "bà", "anh", "chị"))

    def holds(self, name: str) -> bool:
        """Tell whether a speaker's name is that of an official of this meeting."""
        words = [word.strip(".,;:()").lower() for word in name.split()]
        size = _title_length(words)
        untitled = " ".join(words[size:]) if size and len(words) > size + 1 else ""
        folded = " ".join(words)
        return folded in self._full or folded in self._short or untitled in self._full


def _title_length(words: Sequence[str]) -> int:
    """Return how many words at the beginning of a name are its title ("đồng chí")."""
    title = begins_with(" ".join(words), load_rules().titles)
    return len(title.split()) if title else 0
