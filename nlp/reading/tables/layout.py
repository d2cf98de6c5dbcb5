"""Where a table's header is, and what each of its columns holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from nlp.errors import InputError
from nlp.reading.encoding import normalize
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.tables.contents import (
    holds_answers,
    holds_sentences,
    holds_states,
    reads_like_answers,
    role_by_content,
)
from nlp.reading.tables.headers import (
    Header,
    distinct,
    find_header,
    is_heading,
    role_of,
    roles_of,
)
from nlp.reading.tables.place_columns import holds_places, place_columns
from nlp.reading.tables.text_column import text_column

_MERGED = 2
_TICKS = frozenset("xXvV✓✔☑√+*•×")
# What stands under "Trả lời" beside the words: when, by which letter and by whom.
_BESIDE_ANSWER = ("date", "other", "place", "speaker", "phone")
_OUTCOMES = ("ket qua", "ket qua giai quyet", "ket qua xu ly")
# As many as a spreadsheet has.
MAX_COLUMNS = 16_384
ROLES = ("text", "place", "date", "speaker", "phone", "answer", "status")
# Where a row of a grid stands, and its cells.
Row = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class ReadOptions:
    """What the user says of the input; what is None is found out.

    Attributes
    ----------
    text_column, place_column, date_column, speaker_column : str or None
        Headings of the columns, or their letters (``C``) where a table has no header.
    encoding : str or None
        Codec of text files.
    answer_column, status_column, phone_column : str or None
        As the columns above.
    keep_answers : bool
        Put the answers in minutes and speech beside the opinions, as those of tables are.
    keep_blocks : bool
        Note what every block of a file was taken for.
    """

    text_column: str | None = None
    place_column: str | None = None
    date_column: str | None = None
    speaker_column: str | None = None
    encoding: str | None = None
    answer_column: str | None = None
    status_column: str | None = None
    phone_column: str | None = None
    keep_answers: bool = False
    keep_blocks: bool = False

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
        Index of the header in the grid, of its last row where there are two; -1 for none.
    names : list of str
        Headings; a column's letter where it has none.
    roles : dict of str to int
        Column index of each of `ROLES` that there is.
    header_first : int
        Index of the header's first row.
    places : tuple of int
        Indices of the columns that tell a place together, the finest first.
    """

    header_row: int
    names: list[str]
    roles: dict[str, int] = field(default_factory=dict)
    header_first: int = -1
    places: tuple[int, ...] = ()

    def headings(self) -> dict[str, str]:
        """Return the heading of each role's column, in the order of `ROLES`."""
        return {role: self.names[self.roles[role]] for role in ROLES if role in self.roles}


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


def find_layout(
    sample: Sequence[Sequence[Any]],
    options: ReadOptions,
    source: str,
    *,
    headed: bool = False,
) -> Layout:
    """Find the header row and the columns.

    Parameters
    ----------
    sample : sequence of rows
        The first rows of the grid.
    options : ReadOptions
    source : str
        For the error.
    headed : bool
        The first row is known to be the header.

    Raises
    ------
    InputError
        ``no_text_column`` where the column of opinions can't be told, ``column_missing`` where a
        column that the user names is not there, ``file_columns`` where there are more than
        `MAX_COLUMNS`.
    """
    width = max((len(row) for row in sample), default=0)
    if width > MAX_COLUMNS:
        raise InputError("file_columns", file=source, limit=MAX_COLUMNS)
    rows = [[cell_text(value) for value in row] for row in sample]
    if headed:
        header = Header(0, 0, tuple(map(normalize, rows[0])))
    else:
        header = find_header(rows, [name for role in ROLES if (name := options.named(role))])
    names = [*header.names, *[""] * (width - len(header.names))]
    names = distinct([name or column_letter(i) for i, name in enumerate(names)])
    layout = Layout(header.last, names, header_first=header.first)
    body = rows[header.last + 1 :]
    # "x" under the headings "Xã" and "Huyện" tells which is to answer, and no place.
    marks = _ticks(body, width)
    for role in ROLES:
        wanted = options.named(role)
        if wanted is not None:
            layout.roles[role] = _named_column(wanted, names, source)
            continue
        taken = set(layout.roles.values())
        taken |= marks if role == "place" else set()
        found = _heading_column(role, names, taken) if header.last >= 0 else None
        if role == "place" and found is not None and _answers(body, found, names[found]):
            # "Xã đã làm" heads no places.
            found = None
        if role == "text":
            found = text_column(body, names, found)
        if found is not None:
            layout.roles[role] = found
    if "text" not in layout.roles:
        raise InputError("no_text_column", file=source, columns=", ".join(names) or "-")
    _part_outcome(layout, body, options)
    _add_by_content(layout, body, options)
    if "place" in layout.roles and header.last >= 0:
        free = set(range(width)) - set(layout.roles.values()) - marks
        layout.places = place_columns(names, layout.roles["place"], free)
    return layout


def _ticks(body: list[list[str]], width: int) -> set[int]:
    """Return the columns that hold nothing but ticks."""
    ticks: set[int] = set()
    others: set[int] = set()
    for row in body:
        # A section's heading that is merged across the table is in all its columns.
        times = Counter(row)
        for index, cell in enumerate(row[:width]):
            if cell.strip() and times[cell] <= _MERGED:
                (ticks if cell.strip() in _TICKS else others).add(index)
    return ticks - others


def _part_outcome(layout: Layout, body: list[list[str]], options: ReadOptions) -> None:
    """Take "Kết quả" for the state of a matter, where what was done stands in another column."""
    column = layout.roles.get("answer")
    if column is None or options.answer_column is not None:
        return
    state = layout.roles.get("status")
    if state is not None:
        # "Tình hình giải quyết" beside "Kết quả" may head either.
        said, told = ([row[i] for row in body if i < len(row)] for i in (column, state))
        if options.status_column is None and holds_states(said) and holds_sentences(told):
            layout.roles |= {"answer": state, "status": column}
        return
    words = load_rules().columns["answer"]
    taken = set(layout.roles.values())
    done = [
        index
        for index, name in enumerate(layout.names)
        if index not in taken and begins_with(fold(name), words) and role_of(fold(name)) == "answer"
    ]
    if fold(layout.names[column]) in _OUTCOMES and done:
        layout.roles |= {"answer": done[0], "status": column}


def _add_by_content(layout: Layout, body: list[list[str]], options: ReadOptions) -> None:
    """Find roles that no heading tells by what the columns hold."""
    named = {role for role in ROLES if options.named(role) is not None}
    for index, name in enumerate(layout.names):
        if index in layout.roles.values():
            continue
        cells = [row[index] for row in body if index < len(row)]
        role: str | None
        if role_of(fold(name)) in (None, "other", "place") and holds_answers(name, cells):
            role = "answer"
        else:
            role = None if is_heading(name) else role_by_content(cells)
        if role is not None and role not in layout.roles and role not in named:
            layout.roles[role] = index


def _heading_column(role: str, names: list[str], taken: set[int]) -> int | None:
    words = load_rules().columns[role]
    fits = []
    for index, name in enumerate(names):
        head = fold(name)
        word = begins_with(head, words)
        roles = roles_of(head)
        group, _, under = name.partition(" – ")
        if role == "answer" and under and role_of(fold(group)) == role:
            roles = () if role_of(fold(under)) in _BESIDE_ANSWER else roles
        if index not in taken and word and role in roles:
            # "Cử tri kiến nghị" heads what they ask for, or who asks.
            fits.append((head != word, len(roles) > 1, words.index(word), index))
    return min(fits)[3] if fits else None


def _answers(body: list[list[str]], column: int, name: str) -> bool:
    cells = [row[column] for row in body if column < len(row)]
    # "Đơn vị tư vấn giải trình" says it, whatever the answers read like.
    return not holds_places(cells) and (reads_like_answers(cells) or holds_answers(name, cells))


def _named_column(wanted: str, names: list[str], source: str) -> int:
    for compare in (str, fold):
        folded = [compare(name) for name in names]
        if compare(wanted) in folded:
            return folded.index(compare(wanted))
    raise InputError("column_missing", file=source, column=wanted, columns=", ".join(names))
