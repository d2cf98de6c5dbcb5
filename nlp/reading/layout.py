"""Where a table's header is, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from nlp.errors import InputError
from nlp.reading.encoding import normalize
from nlp.reading.rules import begins_with, fold, load_rules

# The header is looked for among the first rows, the columns are judged on some more.
_HEADER_ROWS = 25
# A column of running text, where no heading says so: mean length, and lead over the next column.
_TEXT_LENGTH = 25
_TEXT_LEAD = 1.5
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
    names = [name or column_letter(i) for i, name in enumerate(names)]
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


def _header_row(rows: list[list[str]], options: ReadOptions) -> int:
    wanted = [fold(name) for role in ROLES if (name := options.named(role)) is not None]
    best, best_score = -1, 0.0
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        heads = [fold(cell) for cell in row]
        filled = [head for head in heads if head]
        # A title that is merged across the table repeats one value.
        if not filled or (len(row) > 1 and len(set(filled)) == 1):
            continue
        if wanted and all(name in heads for name in wanted):
            return index
        score = sum(1.0 for head in filled if len(head) <= 60 and _role_of(head))
        score += 0.5 * any(_role_of(head) == "text" for head in filled if len(head) <= 60)
        if score > best_score and score >= 0.5 * min(len(filled), 3):
            best, best_score = index, score
    if best >= 0 or not rows:
        return best
    # No heading is known. Words over numbers, or short ones over long, are a header all the same.
    first, rest = rows[0], rows[1:]
    named = all(cell.strip() and len(cell) <= 40 and not _is_number(cell) for cell in first)
    below = [[row[i] for row in rest if i < len(row) and row[i].strip()] for i in range(len(first))]
    other = any(
        cells and (all(map(_is_number, cells)) or max(map(len, cells)) > 2 * len(head))
        for head, cells in zip(first, below)
    )
    return 0 if named and other and len(set(first)) == len(first) else -1


def _is_number(cell: str) -> bool:
    return not any(c.isalpha() for c in cell)


def is_heading(cell: str) -> bool:
    """Tell whether a cell is a known heading of a column, to the letter."""
    return any(fold(cell) in words for words in load_rules().columns.values())


def _role_of(head: str) -> str | None:
    best: tuple[int, str] | None = None
    for role, words in load_rules().columns.items():
        word = begins_with(head, words)
        if word and (best is None or len(word) > best[0]):
            best = (len(word), role)
    return best[1] if best else None


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
