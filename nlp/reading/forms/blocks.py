"""The blocks of a document with all forms in it put together to one table."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.forms.grids import fields_of_grid
from nlp.reading.forms.records import (
    DAY,
    Field,
    Record,
    add_heads,
    are_forms,
    label_key,
    split_records,
    table_of,
)
from nlp.reading.forms.roles import roles_in
from nlp.reading.tables.headers import is_heading
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
    found: dict[int, list[Record]] = {}
    head = ""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            head = block.text
            continue
        items = fields_of_grid(block)
        if any(isinstance(item, Field) for item in items):
            found[index] = split_records(items)
            found[index][0].head = found[index][0].head or head
        head = ""
    keys = [set(record.values()) for records in found.values() for record in records]
    shared = {key for own in keys for key in own if sum(key in other for other in keys) > 1}
    shared |= {key for own in keys for key in own if is_heading(key)}
    forms = {
        index: records
        for index, records in found.items()
        if all(len(shared & set(one.values())) >= _SHARED * len(one.values()) for one in records)
    }
    records = [record for own in forms.values() for record in own]
    add_heads(records)
    if not records or not are_forms(records):
        return list(blocks)
    _add_days(blocks, forms)
    answer = next((key for key, role in roles_in(records).items() if role == "answer"), "")
    first, table = min(forms), table_of(records, answer)
    return [
        table if index == first else block
        for index, block in enumerate(blocks)
        if index == first or index not in forms
    ]


def _add_days(blocks: Sequence[Paragraph | Grid], forms: dict[int, list[Record]]) -> None:
    """Give forms the day in the last line above them that heads a session."""
    day = None
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            day = session_day(block.text) or day
        elif day is not None:
            for record in forms.get(index, ()):
                if not any(label_key(DAY) == one.key for one in record.fields):
                    position = record.fields[0].position
                    record.fields.append(Field(position, DAY, day.isoformat()))
