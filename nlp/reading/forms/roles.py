"""What the labels of forms ask for: as for the columns of a table, and by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.errors import InputError
from nlp.reading.forms.records import Record, are_said, label_key, table_of
from nlp.reading.likeness import likeness
from nlp.reading.tables.contents import holds_names, holds_offices
from nlp.reading.tables.headers import role_of
from nlp.reading.tables.layout import ReadOptions, find_layout

# An answer has so many words as a rule, and more of them than the state of a matter.
_ANSWER_WORDS = 3
# So many of the forms that have a label have it behind what people say.
_BEHIND = 0.5
# What an office says may read like an opinion, but not like the name of a file.
_OTHER = 0.5


def roles_in(records: Sequence[Record]) -> dict[str, str]:
    """Return what the labels of forms ask for, by their keys; nothing where that can't be told.

    Parameters
    ----------
    records : sequence of Record
    """
    grid = table_of(records)
    try:
        layout = find_layout([cells for _, cells in grid.rows], ReadOptions(), "", headed=True)
    except InputError:
        return {}
    keys = list(map(label_key, grid.rows[0][1]))
    roles = {keys[column]: role for role, column in layout.roles.items()}
    if "answer" not in roles.values() and (answer := _answer_behind(records, roles)):
        roles[answer] = "answer"
    return roles


def _answer_behind(records: Sequence[Record], roles: Mapping[str, str]) -> str:
    """Return the label of what stands behind the opinions and is told in words, "" for none."""
    said = next((key for key, role in roles.items() if role == "text"), "")
    behind: dict[str, list[bool]] = {}
    values: dict[str, list[str]] = {}
    for record in records:
        keys = [one.key for one in record.fields]
        for number, one in enumerate(record.fields):
            behind.setdefault(one.key, []).append(said in keys[:number])
            values.setdefault(one.key, []).extend(filter(None, (one.value.strip(),)))
    words = {
        key: sum(len(value.split()) for value in own) / len(own)
        for key, own in values.items()
        if len(behind[key]) >= _BEHIND * len(records)
        and own
        and (key not in roles or roles[key] == "status")
        and role_of(key) in (None, "answer", "status")
        and sum(behind[key]) >= _BEHIND * len(behind[key])
        and not (are_said(own) or holds_names(own) or holds_offices(own))
        and sum(likeness(value)["other"] for value in own) < _OTHER * len(own)
    }
    words = {key: mean for key, mean in words.items() if mean >= _ANSWER_WORDS}
    return max(words, key=words.__getitem__, default="")
