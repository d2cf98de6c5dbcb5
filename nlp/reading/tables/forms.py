"""Forms: tables of two columns, what is asked on the left and what was filled in beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.rules import fold
from nlp.reading.tables.headers import is_heading, role_of
from nlp.reading.tables.layout import cell_text
from nlp.reading.tables.sessions import session_day

# So many rows have a form, and so many of them are known headings of columns.
_FEWEST, _MOST = 3, 40
_FEWEST_KNOWN = 3
_COLUMNS = 2
_LABEL = 80
# Forms of one kind ask the same; more names are no forms.
_MOST_NAMES = 60
_COUNT = re.compile(r"\s*(?:số\s*)?\d{1,4}\s*[.:]?$", re.IGNORECASE)
# Heading of the days that stand between forms.
_DAY = "Ngày"


def forms_as_table(blocks: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Return blocks with all forms put together to one table, a form a row.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid

    Returns
    -------
    list of Paragraph and Grid
        The table stands where the first form stood; the same blocks where there is none. It has a
        column of days where lines between the forms tell when people came.
    """
    asked = {_asked(block) for block in blocks if isinstance(block, Grid) and is_form(block)}
    # What a form was filled in with may look like a heading; what the others ask tells it.
    forms = [block for block in blocks if isinstance(block, Grid) and _asked(block) in asked]
    if not forms:
        return list(blocks)
    filled = [_filled(form) for form in _named_alike(forms)]
    # A title over both columns ("Phiếu số 17") asks for nothing.
    names = list(dict.fromkeys(k for one in filled for k, v in one.items() if cell_text(v).strip()))
    if len(names) > _MOST_NAMES:
        return list(blocks)
    if any(days := _days(blocks, forms)) and all(role_of(fold(n)) != "date" for n in names):
        names.append(_DAY)
        filled = [{**one, _DAY: day} for one, day in zip(filled, days)]
    rows: list[Any] = [(forms[0].rows[0][0], names)]
    rows += [
        (form.rows[0][0], [one.get(name) for name in names]) for form, one in zip(forms, filled)
    ]
    table, known = Grid(rows), set(map(id, forms))
    found: list[Paragraph | Grid] = []
    for block in blocks:
        if block is forms[0]:
            found.append(table)
        elif id(block) not in known:
            found.append(block)
    return found


def is_form(grid: Grid) -> bool:
    """Tell whether a table is a form that somebody filled in with an opinion.

    Parameters
    ----------
    grid : Grid
    """
    if not _FEWEST <= len(grid.rows) <= _MOST or any(
        len(cells) != _COLUMNS for _, cells in grid.rows
    ):
        return False
    pairs = [(cell_text(label), cell_text(value)) for _, (label, value) in grid.rows]
    labels = [label for label, _ in pairs]
    if len(set(labels)) < len(labels) or any(len(label) > _LABEL for label in labels):
        return False
    roles = [role_of(fold(label)) for label in labels]
    # "Kênh | Điện thoại" says how it came, and heads no columns.
    headed = any(
        is_heading(label)
        and is_heading(value)
        and value != label
        and role_of(fold(value)) != "phone"
        for label, value in pairs
    )
    return (
        not headed
        and len({role for role in roles if role}) >= _FEWEST_KNOWN
        and roles.count("text") == 1
    )


def _asked(grid: Grid) -> tuple[str, ...]:
    """Return what a form asks for, none where a table has more or fewer columns than two."""
    if any(len(cells) != _COLUMNS for _, cells in grid.rows):
        return ()
    return tuple(_COUNT.sub("", cell_text(cells[0])) for _, cells in grid.rows)


def _named_alike(forms: Sequence[Grid]) -> list[Grid]:
    """Return forms whose first labels count them ("Lượt 01") with one label for all of them."""
    firsts = {cell_text(form.rows[0][1][0]) for form in forms}
    bare = {_COUNT.sub("", label) for label in firsts}
    labels = {cell_text(cells[0]) for form in forms for _, cells in form.rows}
    if len(firsts) < len(forms) or len(bare) > 1 or not all(bare) or bare & labels:
        return list(forms)
    label = bare.pop()
    return [
        Grid([(form.rows[0][0], [label, form.rows[0][1][1]]), *form.rows[1:]]) for form in forms
    ]


def _days(blocks: Sequence[Paragraph | Grid], forms: Sequence[Grid]) -> list[date | None]:
    """Return for each form the day in the last line above it that heads a session."""
    known, day = set(map(id, forms)), None
    days: list[date | None] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            day = session_day(block.text) or day
        elif id(block) in known:
            days.append(day)
    return days


def _filled(form: Grid) -> dict[str, Any]:
    """Return what was filled in by its label; a label over both columns has nothing."""
    return {
        cell_text(label): value if cell_text(value) != cell_text(label) else None
        for _, (label, value) in form.rows
    }
