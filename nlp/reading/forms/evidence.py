"""Whether labelled values are forms that people filled in with what they have to say.

No label needs to be known. Labels that come back with other words behind them are of a form where
one of them has what people say, and others have who, where or when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.reading.forms.records import Field, Record
from nlp.reading.likeness import likeness
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.contents import holds_names

# An opinion has so many words as a rule, and what stands beside it in a form mostly fewer.
_SAID_WORDS, _SAID = 5, 0.5
# A form asks for so much beside what people say, and alone in its document for so much known.
_BESIDE, _KNOWN = 2, 3
# With no more than who speaks beside what is said, there are so many forms.
_FEWEST_BARE = 3
# So many of the forms have each of these labels.
_SHARE = 0.5
# Forms of one kind ask the same; more labels are no forms.
_MOST_LABELS = 60


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
    fewest = max(_SHARE * len(records), min(2, len(records)))
    labels = {key: own for key, own in values.items() if len(own) >= fewest}
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
    # What stands beside the same words in each form is no label.
    who = [key for key, own in beside.items() if len(set(own)) > 1 and _names(key, own)]
    return bool(said) and bool(who) and (len(beside) >= _BESIDE or len(records) >= _FEWEST_BARE)


def are_labelled(records: Sequence[Record]) -> bool:
    """Tell whether labels alone show forms: what people say, who says it or was answered, and more.

    Where they say it in few words ("Cho hỏi thứ Bảy xã có làm việc không?"), it reads like nothing.

    Parameters
    ----------
    records : sequence of Record
    """
    fields = [one for record in records for one in record.fields]
    fewest = max(_SHARE * len(records), 2)
    keys = [set(record.values()) for record in records]
    counts = {key: sum(key in own for own in keys) for key in {one.key for one in fields}}
    roles = [role_of(key) for key, count in counts.items() if count >= fewest]
    known = {role for role in roles if role}
    # A programme tells when and where there will be what.
    asked = roles.count("text") == 1 and bool(known & {"speaker", "answer"})
    return len(records) > 1 and asked and len(known) >= _KNOWN and not _is_below(fields)


def are_answered(records: Sequence[Record]) -> bool:
    """Tell whether labelled values are questions with their answers ("Câu hỏi | ...").

    Parameters
    ----------
    records : sequence of Record
    """
    roles = [[role_of(one.key) for one in record.fields] for record in records]
    asked = sum(own[0] == "text" and set(own[1:]) <= {"answer"} for own in roles)
    return asked == len(records) > 1 and any("answer" in own for own in roles)


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
