"""Forms in, a table out: a column for each label, a row for each form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.reading.formats.word import Grid
from nlp.reading.forms.records import Record, bare_label
from nlp.reading.slips.labels import is_wish
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.layout import Row

SAID, ANSWER = "Nội dung", "Trả lời"


def table_of(records: Sequence[Record], roles: Mapping[str, str] | None = None) -> Grid:
    """Return forms as a table: a column for each label, a row for each form.

    Parameters
    ----------
    records : sequence of Record
    roles : mapping of str, optional
        What labels ask for, by their keys, where it is known. What is said to further questions
        goes into the column of the first.
    """
    known = roles or {}
    spelt: dict[str, Counter[str]] = {}
    filled: dict[str, bool] = {}
    for one in (one for record in records for one in record.fields):
        spelt.setdefault(one.key, Counter())[bare_label(one.label)] += 1
        filled[one.key] = filled.get(one.key, False) or bool(one.value.strip())
    said = [key for key, role in known.items() if role == "text"]
    # A label that nobody filled in heads no column.
    keys = [key for key in spelt if filled[key] and key not in said[1:]]
    names = [spelt[key].most_common(1)[0][0] for key in keys]
    for number, key in enumerate(keys):
        # What the words of a label do not tell, or tell otherwise ("Nỗi lo" is no "nơi").
        if known.get(key) == "answer" and role_of(key) != "answer":
            names[number] = f"{ANSWER}: {names[number]}"
        elif known.get(key) == "text" and role_of(key) not in (None, "text"):
            names[number] = f"{SAID}: {names[number]}"
    rows: list[Row] = [(records[0].fields[0].position, names)]
    for record in records:
        own: dict[str, str | None] = dict(record.values())
        if len(said) > 1:
            own[said[0]] = _joined(record, said)
        told = (one.position for one in record.fields if one.key in said)
        position = next(told, record.fields[0].position)
        rows.append((position, [own.get(key) for key in keys]))
    return Grid(rows, headed=True)


def _joined(record: Record, said: Sequence[str]) -> str:
    """Return what was said to all questions of a form, each a matter of its own but a wish."""
    matters: list[str] = []
    for one in record.fields:
        if one.key not in said or not one.value.strip():
            continue
        if matters and is_wish(one.label):
            matters[-1] += f"\n{one.value}"
        else:
            matters.append(one.value)
    if len(matters) > 1 and not any("\n" in matter for matter in matters):
        return "\n".join(f"- {matter}" for matter in matters)
    return "\n".join(matters)
