"""The blocks of a document with all forms in it put together to one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.forms.evidence import are_answered, are_forms
from nlp.reading.forms.grids import fields_of_grid
from nlp.reading.forms.records import (
    DAY,
    Field,
    Item,
    Mark,
    Record,
    add_askers,
    add_heads,
    split_records,
)
from nlp.reading.forms.roles import roles_in
from nlp.reading.forms.table import table_of
from nlp.reading.tables.column_headings import is_heading, role_of
from nlp.reading.tables.layout import Row
from nlp.reading.tables.sessions import session_day

# So many labels of a table are asked in other forms as well.
_SHARED = 0.5


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
    items = _fields(blocks, above=False)
    forms = _forms(items, blocks, above=False)
    if not forms:
        items = _fields(blocks, above=True)
        forms = _forms(items, blocks, above=True)
    if not forms:
        return list(blocks)
    records = [record for own in forms.values() for record in own]
    roles = roles_in(records)
    if "date" not in roles.values() and _add_days(blocks, forms):
        roles = roles_in(records)
    filled = {one.key for record in records for one in record.fields if one.value.strip()}
    found: list[Paragraph | Grid] = []
    for index, block in enumerate(blocks):
        if index == min(forms):
            found.append(table_of(records, roles))
        if index not in forms:
            found.append(block)
            continue
        # What stands alone in its row is told of as the lines between forms are.
        told = ((one.position, _alone(one, filled)) for one in items[index])
        found += [Paragraph(position, text) for position, text in told if text]
    return found


def _alone(item: Item, filled: Collection[str]) -> str:
    """Return what stands beside the fields of a form, or looks like a label and is none."""
    if isinstance(item, Mark):
        return item.text
    return "" if item.key in filled or role_of(item.key) else item.label


def forms_of_sheets(sheets: Sequence[tuple[str, list[Row]]]) -> list[Paragraph | Grid]:
    """Return the forms on the sheets of a workbook as one table, and what heads them.

    Nothing where they are lists and no forms.

    Parameters
    ----------
    sheets : sequence of (str, list of Row)
        The name of each, and its rows.
    """
    blocks: list[Paragraph | Grid] = []
    for name, rows in sheets:
        blocks += [Paragraph("", name), Grid(rows)]
    found = forms_as_table(blocks)
    grids = [block for block in found if isinstance(block, Grid)]
    return found if len(grids) == 1 and grids[0].headed else []


def _fields(blocks: Sequence[Paragraph | Grid], *, above: bool) -> dict[int, list[Item]]:
    """Return the fields of tables that may be forms, by the index of each."""
    found: dict[int, list[Item]] = {}
    for index, block in enumerate(blocks):
        items = fields_of_grid(block, above=above) if isinstance(block, Grid) else []
        if any(isinstance(item, Field) for item in items):
            found[index] = items
    return found


def _forms(
    fields: Mapping[int, list[Item]], blocks: Sequence[Paragraph | Grid], *, above: bool
) -> dict[int, list[Record]]:
    """Return the forms in tables, by the index of each; none where they are no forms."""
    found: dict[int, list[Record]] = {}
    head = ""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            head = block.text
            continue
        if index in fields:
            found[index] = split_records(fields[index])
            found[index][0].head = found[index][0].head or head
        head = ""
    keys = [set(record.values()) for records in found.values() for record in records]
    counts = Counter(key for own in keys for key in own)
    # Of a list the first row is above others too, so all labels must come back there.
    least = 1.0 if above else _SHARED
    known = set() if above else set(filter(is_heading, counts))
    shared = {key for key, count in counts.items() if count > 1} | known
    forms = {
        index: records
        for index, records in found.items()
        if all(len(shared & set(one.values())) >= least * len(one.values()) for one in records)
    }
    records = [record for own in forms.values() for record in own]
    add_askers(records)
    add_heads(records)
    return forms if records and (are_forms(records) or are_answered(records)) else {}


def _add_days(blocks: Sequence[Paragraph | Grid], forms: Mapping[int, list[Record]]) -> bool:
    """Give forms the day in the last line above them that heads a session, where there is one."""
    day = None
    added = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            day = session_day(block.text) or day
        elif day is not None:
            for record in forms.get(index, ()):
                position = record.fields[0].position
                record.fields.append(Field(position, DAY, day.isoformat()))
                added = True
    return added
