"""What was filled into forms: where each begins, whether they are forms at all, and as a table.

No label needs to be known. Labels that come back with other words behind them are of a form, one
of them has what people say, the others who, where, when or what was answered. Which is which is
left to the rooms of tables: the labels head the columns, and each form is a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nlp.reading.dates import parse_date
from nlp.reading.formats.word import Grid
from nlp.reading.likeness import likeness
from nlp.reading.rules import fold
from nlp.reading.speakers import find_place, person_length
from nlp.reading.tables.contents import holds_names
from nlp.reading.tables.headers import role_of
from nlp.reading.tables.layout import Row

# An opinion has so many words as a rule, and what stands beside it in a form mostly fewer.
_SAID_WORDS, _SAID = 5, 0.5
# A form asks for so much beside what people say, and alone in its document for so much known.
_BESIDE, _KNOWN = 2, 3
# With no more than who speaks beside what is said, there are so many forms.
_FEWEST_BARE = 3
# So many of the forms have each of these labels.
_SHARE = 0.5
_LEFT_OUT = 0.2
# Forms of one kind ask the same; more labels are no forms.
_MOST_LABELS = 60
_COUNT = re.compile(r"[\s.]*(?:số\s*)?\d{1,4}\s*[.:]?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"\D{0,30}\d{1,5}(?![\d/.-]*\d)")
_PARTS = re.compile(r"\s[|–—-]\s|[|;\t]|\s{3,}")
# What stands beside the number of a form: when, and who.
DAY, WHO = "Ngày", "Người"
ANSWER = "Trả lời"


@dataclass(frozen=True)
class Field:
    """A label, and what was filled in behind it.

    Attributes
    ----------
    position : str
    label, value : str
    alone : bool
        Nothing stands behind the label in its line, or there are no lines.
    """

    position: str
    label: str
    value: str
    alone: bool = False

    @property
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
    """

    text: str = ""
    inside: bool = False


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


def names_somebody(label: str) -> bool:
    """Tell whether a label is a person or a place, as the head of a turn ("Bà Lan, thôn 3").

    Parameters
    ----------
    label : str
    """
    words = label.split()
    named = any(word[:1].isupper() and not word.isupper() for word in words[1:])
    # "BẢN LÀNG" is no hamlet.
    placed = find_place(label) == label and not label.isupper()
    return placed or (named and person_length(words) > 1)


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
    for item in items:
        if isinstance(item, Mark):
            if record.fields and (heads if item.text else blanks):
                yield record
                record = Record()
            if item.text:
                record.head, record.inside = item.text, item.inside
            continue
        again = repeated and any(item.key == one.key for one in record.fields)
        if record.fields and (again or item.key == first):
            yield record
            record = Record()
        record.fields.append(item)
    if record.fields:
        yield record


def _misfits(records: Sequence[Record]) -> float:
    keys = [[one.key for one in record.fields] for record in records]
    counts = Counter(key for own in keys for key in set(own))
    twice = sum(len(own) - len(set(own)) for own in keys)
    common = max(counts.values(), default=0)
    alone = sum(len(set(own)) == 1 for own in keys)
    return twice + alone + (len(keys) - common) / 2


def are_forms(records: Sequence[Record]) -> bool:
    """Tell whether labelled values are forms that people filled in with what they have to say.

    Parameters
    ----------
    records : sequence of Record
    """
    fields = [one for record in records for one in record.fields]
    values: dict[str, list[str]] = {}
    for record in records:
        for key, value in record.values().items():
            values.setdefault(key, []).append(value)
    labels = {key: own for key, own in values.items() if len(own) >= _SHARE * len(records)}
    if len(values) > _MOST_LABELS or not labels:
        return False
    if 2 * sum(names_somebody(one.label) for one in fields) >= len(fields):
        # "Ông Tám | Đường lầy lội": a list of people, and no labels.
        return False
    said = [key for key, own in labels.items() if are_said(own)]
    if _is_below(fields) or any(_is_below(x for x in fields if x.key == key) for key in said):
        return False
    beside = {key: own for key, own in labels.items() if key not in said}
    if len(records) == 1:
        roles = {role for key in labels if (role := role_of(key))}
        return len(roles) >= _KNOWN and sum(role_of(key) == "text" for key in labels) == 1
    who = [key for key, own in beside.items() if _names(key, own)]
    return bool(said) and bool(who) and (len(beside) >= _BESIDE or len(records) >= _FEWEST_BARE)


def _is_below(fields: Iterable[Field]) -> bool:
    """Tell whether more stands below the lines of labels than behind them, as in a letter."""
    behind = below = 0
    for one in fields:
        first, _, more = one.value.partition("\n")
        behind += len(first.split()) + (len(more.split()) if one.alone else 0)
        below += 0 if one.alone else len(more.split())
    return below > behind


def are_said(values: Sequence[str]) -> bool:
    """Tell whether what stands behind a label is what people say.

    Parameters
    ----------
    values : sequence of str
    """
    filled = [value for value in values if value.strip()]
    words = sum(len(value.split()) for value in filled)
    shares = sum(likeness(value)["opinion"] for value in filled)
    return bool(filled) and shares >= _SAID * len(filled) and words >= _SAID_WORDS * len(filled)


def _names(key: str, values: Sequence[str]) -> bool:
    """Tell whether a label is of who speaks, from where or when, by its words or the values."""
    known = role_of(key) in ("speaker", "place", "date", "phone")
    short = all(len(value.split()) <= 4 * _SAID_WORDS for value in values)
    return (known and short) or holds_names(values)


def table_of(records: Sequence[Record], answer: str = "") -> Grid:
    """Return forms as a table: a column for each label, a row for each form.

    Parameters
    ----------
    records : sequence of Record
    answer : str
        Key of a label that is of answers whatever it says.
    """
    spelt: dict[str, Counter[str]] = {}
    values: dict[str, list[str]] = {}
    for one in (one for record in records for one in record.fields):
        spelt.setdefault(one.key, Counter())[_spelt(one.label)] += 1
        values.setdefault(one.key, []).append(one.value)
    # A label that nobody filled in heads no column.
    keys = [key for key, own in values.items() if any(value.strip() for value in own)]
    said = {key for key in keys if are_said(values[key])}
    names = [spelt[key].most_common(1)[0][0] for key in keys]
    if answer in keys and role_of(answer) != "answer":
        names[keys.index(answer)] = f"{ANSWER}: {names[keys.index(answer)]}"
    rows: list[Row] = [(records[0].fields[0].position, names)]
    for record in records:
        own = record.values()
        told = (one.position for one in record.fields if one.key in said)
        position = next(told, record.fields[0].position)
        rows.append((position, [own.get(key) for key in keys]))
    return Grid(rows, headed=True)


def _spelt(label: str) -> str:
    """Return a label as it is to head a column, the same for "Trả lời (Sở Y tế)" and others."""
    bare = _COUNT.sub("", _BRACKETS.sub("", label)).strip(" :")
    return bare or label.strip(" :")


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
