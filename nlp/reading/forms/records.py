"""What was filled into forms: labels with their values, and where each form begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from nlp.reading.dates import parse_date
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.contents import holds_firms, holds_names

# So many of the forms may lack the label that most have, where something else sets them off.
_LEFT_OUT = 0.2
_COUNT = re.compile(r"(?<=[^\W\d_])[\s.]*(?:số\s*)?\d{1,4}\s*[.:]?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"\D{0,30}\d{1,5}(?![\d/.-]*\d)")
_PARTS = re.compile(r"\s[|–—-]\s|[|;\t]|\s{3,}")
_IN_BRACKETS = re.compile(r"\(([^()]{3,80})\)\W*$")
# Of the forms so many say who asks behind the label of what is said.
_ASKED = 0.5
# What stands beside the number of a form: when, and who.
DAY, WHO = "Ngày", "Người"


@dataclass(frozen=True)
class Field:
    """A label, and what was filled in behind it.

    Attributes
    ----------
    position : str
    label, value : str
    alone : bool
        Nothing stands behind the label in its line, or there are no lines.
    before : str
        What stands before the label in its line, within a form.
    """

    position: str
    label: str
    value: str
    alone: bool = False
    before: str = ""

    @cached_property
    def key(self) -> str:
        """The label as it is compared with others."""
        return label_key(self.label)


@dataclass(frozen=True)
class Mark:
    """Where a form may begin: below a head ("Phiếu 3"), or below nothing where `text` is empty.

    Attributes
    ----------
    text : str
    inside : bool
        It stands in a line with fields.
    position : str
        Of a row of a table.
    aside : bool
        It stands among the fields of a table without a label, and no form begins below it.
    """

    text: str = ""
    inside: bool = False
    position: str = ""
    aside: bool = False


@dataclass
class Record:
    """A form as it was filled in.

    Attributes
    ----------
    head : str
        What stands above it, or before its first label, as ("Phiếu 3").
    inside : bool
        The head stands in a line with fields.
    fields : list of Field
    """

    head: str = ""
    inside: bool = False
    fields: list[Field] = field(default_factory=list)

    def values(self) -> dict[str, str]:
        """Return what was filled in by its key, below each other what one label has twice."""
        found: dict[str, list[str]] = {}
        for one in self.fields:
            found.setdefault(one.key, []).append(one.value)
        return {key: "\n".join(filter(None, values)) for key, values in found.items()}


Item = Field | Mark


def label_key(label: str) -> str:
    """Return a label as it is compared with others, without what stands in brackets or counts.

    Parameters
    ----------
    label : str
    """
    bare = _BRACKETS.sub(" ", label)
    bare = _COUNT.sub("", bare) if any(map(str.isalpha, _COUNT.sub("", bare))) else bare
    return " ".join(fold(bare).strip(" \t?:*_()[]<>|=-–—.").split())


def bare_label(label: str) -> str:
    """Return a label as it is to head a column, the same for "Trả lời (Sở Y tế)" and others.

    Parameters
    ----------
    label : str
    """
    bare = _COUNT.sub("", _BRACKETS.sub("", label)).strip(" :")
    return bare or label.strip(" :")


def split_records(items: Sequence[Item]) -> list[Record]:
    """Return the forms in a run of fields, cut where no form has a label twice.

    A form may begin below a head or a blank line, with the label that the first one begins with,
    or with the first label that the open one has already. The first way is taken that leaves hardly
    more labels twice in a form, and forms without the label that most have, than any other.

    Parameters
    ----------
    items : sequence of Field and Mark
    """
    first = next((one.key for one in items if isinstance(one, Field)), "")
    ways = (
        list(_cut(items, heads=True)),
        list(_cut(items, blanks=True)),
        list(_cut(items, first=first)),
        list(_cut(items, repeated=True)),
    )
    misfits = [_misfits(way) for way in ways]
    # What is set off by hand counts for more than a label that somebody left out.
    most = min(misfits) + _LEFT_OUT * len(ways[0])
    return next(way for way, count in zip(ways, misfits) if count <= most)


def _cut(
    items: Sequence[Item],
    *,
    heads: bool = False,
    blanks: bool = False,
    first: str = "",
    repeated: bool = False,
) -> Iterator[Record]:
    record = Record()
    keys: set[str] = set()
    # What stands above the next field: the head of a form where that is its first one.
    above = Mark()
    for item in items:
        if isinstance(item, Mark):
            if item.aside:
                continue
            if record.fields and (heads if item.text else blanks):
                yield record
                record, keys = Record(), set()
            # A bare number before a label is no head in place of "Phiếu 3" above it.
            named = any(map(str.isalpha, item.text)) or not above.text
            above = item if item.text and named else above
            continue
        again = repeated and item.key in keys
        if record.fields and (again or item.key == first):
            yield record
            record, keys = Record(), set()
        if not record.fields:
            record.head, record.inside = above.text, above.inside
        before = above.text if above.inside and record.fields else ""
        record.fields.append(replace(item, before=before) if before else item)
        above = Mark()
        keys.add(item.key)
    if record.fields:
        yield record


def _misfits(records: Sequence[Record]) -> float:
    keys = [[one.key for one in record.fields] for record in records]
    counts = Counter(key for own in keys for key in set(own))
    twice = sum(len(own) - len(set(own)) for own in keys)
    common = max(counts.values(), default=0)
    alone = sum(len(set(own)) == 1 for own in keys)
    return twice + alone + (len(keys) - common) / 2


def add_askers(records: Sequence[Record]) -> None:
    """Add who asks where labels tell it in brackets: "Câu hỏi 1 (Công ty TNHH Gỗ Minh Long)".

    Parameters
    ----------
    records : sequence of Record
    """
    if any(role_of(one.key) == "speaker" for record in records for one in record.fields):
        return
    found: list[tuple[Record, str]] = []
    for record in records:
        labels = (one.label for one in record.fields if role_of(one.key) == "text")
        asker = _IN_BRACKETS.search(next(labels, ""))
        if asker and (holds_names([asker[1]]) or holds_firms([asker[1]])):
            found.append((record, asker[1].strip()))
    if len({name for _, name in found}) > 1 and len(found) >= _ASKED * len(records):
        for record, name in found:
            record.fields.insert(0, Field(record.fields[0].position, WHO, name))


def add_heads(records: Sequence[Record]) -> None:
    """Add who and when the heads of forms tell beside their numbers, where no label does.

    Parameters
    ----------
    records : sequence of Record
    """
    roles = {role_of(one.key) for record in records for one in record.fields}
    found: list[tuple[Record, str, str]] = []
    for record in records:
        number = _NUMBER.match(record.head)
        parts = _PARTS.split(record.head[number.end() :]) if number else []
        parts = [part.strip(" .,:()[]–—-") for part in parts]
        day = next((part for part in parts if parse_date(part) is not None), "")
        found.append((record, day, ", ".join(part for part in parts if part and part != day)))
    names = [who for _, _, who in found if who]
    named = 2 * len(names) >= len(found) and holds_names(names) and "speaker" not in roles
    for record, day, who in found:
        position = record.fields[0].position
        if named and who:
            record.fields.insert(0, Field(position, WHO, who))
        if day and "date" not in roles:
            record.fields.insert(0, Field(position, DAY, day))
