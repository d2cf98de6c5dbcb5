"""What the heading of a column says that it holds, by the words that are known."""

from __future__ import annotations

from functools import cache

from nlp.reading.rules import begins_with, fold, load_rules

# Words that head a column as well as a sentence, and how the heading goes on.
_VERBS = frozenset(
    ("de nghi", "kien nghi", "phan anh", "y kien", "cau hoi", "noi dung", "xu ly", "giai quyet")
)
_OF_WHOM = (
    "cua",
    "cu tri",
    "nhan dan",
    "cong dan",
    "nguoi dan",
    "kien nghi",
    "phan anh",
    "y kien",
    "gop y",
    "va",
    "don",
    "cau hoi",
    "de nghi",
    "hoi",
)


def role_of(head: str) -> str | None:
    """Return what a column of this (folded) heading holds, None where it is not known."""
    return next(iter(roles_of(head)), None)


def roles_of(head: str) -> tuple[str, ...]:
    """Return what a column of this (folded) heading may hold, the likeliest first."""
    fits: dict[str, int] = {}
    for role, words in load_rules().columns.items():
        word = begins_with(head, words)
        if word:
            fits[role] = len(word)
    longest = max(fits.values(), default=0)
    return tuple(role for role, length in fits.items() if length == longest)


def is_heading(cell: str) -> bool:
    """Tell whether a cell is a known heading of a column, to the letter."""
    return fold(cell) in _all_headings()


def heading_score(cell: str) -> float:
    """Return 1 for a known heading, less for a cell that begins like one, 0 for any other."""
    if is_heading(cell):
        return 1.0
    head = fold(cell)
    word = begins_with(head, _all_headings())
    if word is None or len(head) > 60:
        return 0.0
    tail = cell.strip()[len(word) :]
    if word in _VERBS:
        # "Kiến nghị của cử tri" is a heading, "Đề nghị sửa đường" is what somebody asks.
        return 1.0 if begins_with(head[len(word) :].lstrip(" ,/("), _OF_WHOM) else 0.0
    proper = not cell.isupper() and any(c.isupper() or c.isdigit() for c in tail)
    return 0.0 if proper else 0.8


@cache
def _all_headings() -> tuple[str, ...]:
    return tuple(word for words in load_rules().columns.values() for word in words)
