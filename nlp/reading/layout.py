"""Where a table's header is, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

from nlp.errors import InputError
from nlp.reading.encoding import normalize
from nlp.reading.rules import begins_with, fold, load_rules

# The header is looked for among the first rows, the columns are judged on some more.
_HEADER_ROWS = 25
# A column of running text, where no heading says so: mean length, and lead over the next column.
_TEXT_LENGTH = 25
_TEXT_LEAD = 1.5
# Words that head a column as well as a sentence, and how the heading goes on.
_VERBS = frozenset(("de nghi", "kien nghi", "phan anh", "y kien", "cau hoi", "noi dung"))
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
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,30}")
ROLES = ("text", "place", "date", "speaker")


@dataclass(frozen=True)
class ReadOptions:
    """What the user says of the input; what is None is found out.

    Attributes
    ----------
    text_column, place_column, date_column, speaker_column : str or None
        Headings of the columns, or their letters (``C``) where a table has no header.
    encoding : str or None
        Codec of text files.
    """

    text_column: str | None = None
    place_column: str | None = None
    date_column: str | None = None
    speaker_column: str | None = None
    encoding: str | None = None

    def named(self, role: str) -> str | None:
        """Return the heading that the user gave for a role."""
        value: str | None = getattr(self, f"{role}_column")
        return value


@dataclass
class Layout:
    """Where a table's header is and what its columns hold.

    Attributes
    ----------
    header_row : int
        Index of the header in the grid, -1 where there is none.
    names : list of str
        Headings; a column's letter where it has none.
    roles : dict of str to int
        Column index of text, place, date, speaker.
    """

    header_row: int
    names: list[str]
    roles: dict[str, int] = field(default_factory=dict)


def column_letter(index: int) -> str:
    """Return a spreadsheet's letter for a column: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_text(value: Any) -> str:
    """Return a cell as text; a whole number without a decimal point, a date in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def find_layout(sample: Sequence[Sequence[Any]], options: ReadOptions, source: str) -> Layout:
    """Find the header row and the columns.

    Parameters
    ----------
    sample : sequence of rows
        The first rows of the grid.
    options : ReadOptions
    source : str
        For the error.

    Raises
    ------
    InputError
        ``no_text_column`` where the column of opinions can't be told, ``column_missing`` where a
        column that the user names is not there.
    """
    rows = [[cell_text(value) for value in row] for row in sample]
    header = _header_row(rows, options)
    width = max((len(row) for row in rows), default=0)
    cells = rows[header] if header >= 0 else []
    names = [normalize(cells[i]) if i < len(cells) else "" for i in range(width)]
    names = _distinct([name or column_letter(i) for i, name in enumerate(names)])
    layout = Layout(header, names)
    body = rows[header + 1 :]
    for role in ROLES:
        wanted = options.named(role)
        if wanted is not None:
            layout.roles[role] = _named_column(wanted, names, source)
            continue
        taken = set(layout.roles.values())
        found = _heading_column(role, names, taken) if header >= 0 else None
        if found is None and role == "text":
            found = _longest_column(body, names)
        if found is not None:
            layout.roles[role] = found
    if "text" not in layout.roles:
        raise InputError("no_text_column", file=source, columns=", ".join(names) or "-")
    return layout


def _distinct(names: list[str]) -> list[str]:
    """Number the names that come again, so that no column hides another."""
    seen: set[str] = set()
    distinct = []
    for name in names:
        candidate, number = name, 2
        while candidate in seen:
            candidate, number = f"{name} ({number})", number + 1
        seen.add(candidate)
        distinct.append(candidate)
    return distinct


def _header_row(rows: list[list[str]], options: ReadOptions) -> int:
    """Return the index of the header, the earliest of the rows with most known headings.

    A cell of data may begin like a heading ("Xã Tam Đa", "Đề nghị ..."), so a row without a
    heading to the letter is one only where all its cells begin like headings and none goes on
    like a name or a sentence.
    """
    wanted = [fold(name) for role in ROLES if (name := options.named(role)) is not None]
    best, best_score = -1, 0.0
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        filled = [cell.strip() for cell in row if cell.strip()]
        # A title that is merged across the table repeats one value.
        if not filled or (len(row) > 1 and len(set(filled)) == 1):
            continue
        if wanted and all(name in map(fold, filled) for name in wanted):
            return index
        score = sum(map(_heading_score, filled))
        if score > best_score and score >= min(1, 0.8 * len(filled)):
            best, best_score = index, score
    if best >= 0 or not rows:
        return best
    # No heading is known: names as programs give them, over something else, are a header too.
    first, rest = rows[0], rows[1:]
    named = all(_IDENTIFIER.fullmatch(cell.strip()) for cell in first)
    return 0 if named and rest and len(set(first)) == len(first) and len(first) > 1 else -1


def _heading_score(cell: str) -> float:
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


def _role_of(head: str) -> str | None:
    best: tuple[int, str] | None = None
    for role, words in load_rules().columns.items():
        word = begins_with(head, words)
        if word and (best is None or len(word) > best[0]):
            best = (len(word), role)
    return best[1] if best else None


def is_heading(cell: str) -> bool:
    """Tell whether a cell is a known heading of a column, to the letter."""
    return fold(cell) in _all_headings()


def _heading_column(role: str, names: list[str], taken: set[int]) -> int | None:
    words = load_rules().columns[role]
    fits = []
    for index, name in enumerate(names):
        head = fold(name)
        word = begins_with(head, words)
        if index not in taken and word and _role_of(head) == role:
            fits.append((head != word, words.index(word), index))
    return min(fits)[2] if fits else None


def _longest_column(body: list[list[str]], names: list[str]) -> int | None:
    if not body:
        return None
    lengths = []
    for index, name in enumerate(names):
        if _role_of(fold(name)) == "answer":
            continue
        cells = [row[index] for row in body if index < len(row) and row[index].strip()]
        lengths.append((sum(map(len, cells)) / max(len(cells), 1), index))
    lengths.sort(reverse=True)
    if not lengths or (len(names) > 1 and lengths[0][0] < _TEXT_LENGTH):
        return None
    if len(lengths) > 1 and lengths[0][0] < _TEXT_LEAD * lengths[1][0]:
        return None
    return lengths[0][1]


def _named_column(wanted: str, names: list[str], source: str) -> int:
    for compare in (str, fold):
        folded = [compare(name) for name in names]
        if compare(wanted) in folded:
            return folded.index(compare(wanted))
    raise InputError("column_missing", file=source, column=wanted, columns=", ".join(names))
