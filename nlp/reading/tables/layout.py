"""Where a table's header is, and what each of its columns holds."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from nlp.errors import InputError, did_you_mean
from nlp.reading.dates import are_month_first
from nlp.reading.encoding import normalize
from nlp.reading.rules import fold
from nlp.reading.tables.columns import columns_of
from nlp.reading.tables.contents import holds_subjects
from nlp.reading.tables.field_names import field_heading
from nlp.reading.tables.headers import Header, distinct, find_header
from nlp.reading.tables.place_columns import place_columns
from nlp.reading.tables.roles import (
    OF_PEOPLE,
    answering_columns,
    headed_column,
    roles_by_content,
    state_columns,
    tick_columns,
    title_column,
    with_outcomes,
)
from nlp.reading.tables.text_column import answer_column, further_text_columns, text_column

# As many as a spreadsheet has.
MAX_COLUMNS = 16_384
ROLES = ("text", "place", "date", "speaker", "phone", "answer", "status")
# What is said and answered is found first, by words and content; the others take what is left.
_ORDER = ("text", "answer", "place", "date", "speaker", "phone", "status")
# So many columns are listed in a message, with so many letters of each.
_LISTED, _NAME = 12, 40
# A title that says a matter has so many.
_TITLE_WORDS = 2
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
    states : tuple of int
        Indices of the columns in one of which a tick tells the status.
    more_texts : tuple of int
        Indices of the columns in which the same people say something else.
    month_first : bool
        Days in the column of dates are written month first.
    title : int or None
        Index of the column of titles, which say the matter where the opinion is left empty.
    """

    header_row: int
    names: list[str]
    roles: dict[str, int] = field(default_factory=dict)
    header_first: int = -1
    places: tuple[int, ...] = ()
    states: tuple[int, ...] = ()
    more_texts: tuple[int, ...] = ()
    month_first: bool = False
    title: int | None = None

    @property
    def texts(self) -> tuple[int, ...]:
        """Indices of all columns of opinions, as they stand from the left."""
        return tuple(sorted((self.roles["text"], *self.more_texts)))

    def named(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """Return the cells of a row, each by its column's role, or else its heading."""
        roles = {index: role for role, index in self.roles.items()}
        return [(roles.get(i, name), text) for i, (name, text) in enumerate(zip(self.names, texts))]

    def entitled(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return the cells of a row, the title in place of an opinion that is left empty.

        Parameters
        ----------
        cells : sequence
        """
        if self.title is None or self.title >= len(cells):
            return cells
        said = (cell_text(cells[index]) for index in self.texts if index < len(cells))
        if any(map(str.isalnum, "".join(said))):
            return cells
        title, text = cell_text(cells[self.title]), self.roles["text"]
        merged = getattr(cells, "below", frozenset()) | getattr(cells, "beside", frozenset())
        if text >= len(cells) or text in merged or self.title in merged:
            return cells
        # "Điện", "Y tế" tell what a matter is about, and no matter.
        if len(title.split()) < _TITLE_WORDS or holds_subjects((title,)):
            return cells
        found = copy(cells) if isinstance(cells, list) else list(cells)
        found[text] = title
        return found

    def headings(self) -> dict[str, str]:
        """Return the heading of each role's column, in the order of `ROLES`.

        Of several columns of opinions all of them.
        """
        found = {role: self.names[self.roles[role]] for role in ROLES if role in self.roles}
        if self.more_texts:
            found["text"] = " + ".join(self.names[index] for index in self.texts)
        return found

    def ticked(self, cells: Sequence[Any]) -> str:
        """Return the headings of the columns in which a state is ticked in a row."""
        ticked = [i for i in self.states if i < len(cells) and cell_text(cells[i]).strip()]
        return ", ".join(self.names[i].rpartition(" – ")[2] for i in ticked)


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
    if isinstance(value, str):
        return value
    # Programs write NaN where they have no value.
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
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
    headings = [*header.names, *[""] * (width - len(header.names))]
    names = distinct([name or column_letter(i) for i, name in enumerate(headings)])
    layout = Layout(header.last, names, header_first=header.first)
    body = rows[header.last + 1 :]
    fields = list(map(field_heading, headings))
    groups = [*header.groups, *[""] * (width - len(header.groups))]
    groups = [group or holder for group, (holder, _) in zip(groups, fields)]
    columns = columns_of([own for _, own in fields], groups, body)
    for role in ROLES:
        if (wanted := options.named(role)) is not None:
            layout.roles[role] = _named_column(wanted, names, source)
    # "x" under the headings "Xã" and "Huyện" tells which is to answer, and no place.
    marks = tick_columns(columns)
    for role in _ORDER:
        if role == "place" and options.text_column is None and header.last >= 0:
            layout.more_texts = further_text_columns(columns, layout.roles)
        taken = {*layout.roles.values(), *layout.more_texts}
        if role in layout.roles:
            continue
        if role == "text":
            found = text_column(columns)
        elif role == "answer":
            found = answer_column(columns, taken | marks)
        else:
            apart = answering_columns(columns, layout.roles) if role in OF_PEOPLE else set()
            found = headed_column(role, columns, taken | marks | apart)
        if found is not None:
            layout.roles[role] = found
        elif role == "text":
            raise InputError("no_text_column", file=source, columns=listed(names))
    if options.answer_column is None and options.status_column is None:
        layout.roles = with_outcomes(columns, layout.roles)
    apart = answering_columns(columns, layout.roles)
    taken = {*layout.roles.values(), *layout.more_texts, *marks}
    told = roles_by_content(columns, taken, apart)
    layout.roles = told | layout.roles
    if "date" in layout.roles:
        layout.month_first = are_month_first(columns[layout.roles["date"]].cells)
    layout.title = title_column(columns, {*taken, *layout.roles.values()})
    if "status" not in layout.roles:
        layout.states = state_columns(columns, marks)
    if "place" in layout.roles and header.last >= 0:
        free = set(range(width)) - taken - set(layout.roles.values()) - apart
        cells = [column.cells for column in columns]
        shown = [column.heading or name for column, name in zip(columns, names)]
        layout.places = place_columns(shown, layout.roles["place"], free, cells)
    return layout


def _named_column(wanted: str, names: list[str], source: str) -> int:
    for compare in (str, fold):
        folded = [compare(name) for name in names]
        if compare(wanted) in folded:
            return folded.index(compare(wanted))
    close = did_you_mean(wanted, [name for name in names if len(name) <= _NAME])
    raise InputError(
        "column_missing", file=source, column=wanted, close=close, columns=listed(names)
    )


def listed(names: Sequence[str]) -> str:
    """Return the names of columns for a message: a sheet may have thousands, and long ones.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    str
        The first of them, ``"-"`` where there is none.
    """
    shown = [name if len(name) <= _NAME else f"{name[:_NAME]}…" for name in names[:_LISTED]]
    more = len(names) - len(shown)
    return ", ".join([*shown, *([f"… (+{more})"] if more else [])]) or "-"
