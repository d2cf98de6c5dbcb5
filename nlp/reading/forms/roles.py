"""What the labels of forms ask for: as for the columns of a table, and by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.errors import InputError
from nlp.reading.forms.evidence import are_said
from nlp.reading.forms.records import Record, bare_label
from nlp.reading.likeness import likeness
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.contents import holds_names, holds_offices
from nlp.reading.tables.layout import ReadOptions, find_layout
from nlp.reading.tables.sides import side_of

# An answer has so many words as a rule, and more of them than the state of a matter.
_ANSWER_WORDS = 3
# So many of the forms have its label.
_SHARE = 0.5
# What an office says may read like an opinion, but not like the name of a file.
_OTHER = 0.65


@dataclass
class _Label:
    """What is known of a label: where it stands in the forms that have it, and what is behind."""

    name: str
    stands: list[float] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    @property
    def place(self) -> float:
        return sum(self.stands) / len(self.stands)

    @property
    def said(self) -> float:
        """How far its values read like opinions, from 0 to 1."""
        total = sum(likeness(value)["opinion"] for value in self.values)
        return total / max(len(self.values), 1)

    def answers(self) -> bool:
        """Tell whether it may be of answers: told in words, and no names, files or opinions."""
        words = sum(len(value.split()) for value in self.values)
        others = sum(likeness(value)["other"] for value in self.values)
        names = holds_names(self.values) or holds_offices(self.values)
        told = words >= _ANSWER_WORDS * len(self.values) > 0
        return told and not names and others < _OTHER * len(self.values)


def roles_in(records: Sequence[Record]) -> dict[str, str]:
    """Return what the labels of forms ask for, by their keys; nothing where that can't be told.

    Of several labels that ask for opinions each has the role ``"text"``, the main one first.

    Parameters
    ----------
    records : sequence of Record
    """
    labels = _labels(records)
    roles = _roles(records, labels)
    questions = _questions(labels, roles)
    if questions:
        # "Nỗi lo" is no place, though it begins like "nơi".
        others = {key: label for key, label in labels.items() if key not in questions}
        roles = _roles(records, others)
    if "answer" not in roles.values():
        roles |= _answer_behind(labels, roles, len(records))
    return roles | dict.fromkeys(questions, "text")


def _roles(records: Sequence[Record], labels: Mapping[str, _Label]) -> dict[str, str]:
    """Return what labels ask for as headings of columns."""
    keys = [key for key, label in labels.items() if label.values]
    own = [record.values() for record in records]
    sample: list[list[Any]] = [[labels[key].name for key in keys]]
    sample += [[one.get(key) for key in keys] for one in own]
    said = max(keys, key=lambda key: labels[key].said, default="")
    for options in (ReadOptions(), ReadOptions(text_column=labels[said].name if said else None)):
        try:
            layout = find_layout(sample, options, "", headed=True)
        except InputError:
            continue
        return {keys[column]: role for role, column in layout.roles.items()}
    return {}


def _questions(labels: Mapping[str, _Label], roles: Mapping[str, str]) -> list[str]:
    """Return the labels that ask for opinions beside the main one."""
    answer = next((labels[key].place for key, role in roles.items() if role == "answer"), 1.0)
    return [
        key
        for key, label in labels.items()
        if roles.get(key) not in ("text", "answer", "status")
        and role_of(key) not in ("answer", "status", "other")
        and side_of(key) != "office"
        and label.place < answer
        and are_said(label.values)
    ]


def _labels(records: Sequence[Record]) -> dict[str, _Label]:
    """Return the labels of forms by their keys."""
    labels: dict[str, _Label] = {}
    for record in records:
        for number, one in enumerate(record.fields):
            label = labels.setdefault(one.key, _Label(bare_label(one.label)))
            label.stands.append(number / len(record.fields))
            label.values.extend(filter(None, (one.value.strip(),)))
    return labels


def _answer_behind(
    labels: Mapping[str, _Label], roles: Mapping[str, str], count: int
) -> dict[str, str]:
    """Return the label of what is told behind the opinions, as the one of answers."""
    said = next((labels[key].place for key, role in roles.items() if role == "text"), 1.0)
    words = {
        key: sum(len(value.split()) for value in label.values)
        for key, label in labels.items()
        if roles.get(key) in (None, "status")
        and role_of(key) in (None, "answer", "status")
        and label.place > said
        and len(label.stands) >= _SHARE * count
        and label.answers()
        and not are_said(label.values)
    }
    return {max(words, key=words.__getitem__): "answer"} if words else {}
