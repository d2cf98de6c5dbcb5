"""Forms typed off as lines, with labels that the readers of running text know.

Those readers cut what people say into matters, and find whose it is and what was answered, by
labels such as "Họ và tên", "Nội dung" and "Trả lời". What other labels ask for is found as the
columns of a table are, by their words and by what stands behind them; then the known ones take
their places, in the order in which a form has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.reading.entries import label_role
from nlp.reading.form_fields import labelled_field
from nlp.reading.formats.word import Paragraph
from nlp.reading.forms.evidence import are_forms, are_labelled
from nlp.reading.forms.lines import Piece, fields_of_lines, known_labels, pieces_of, speaks_in
from nlp.reading.forms.records import (
    DAY,
    Field,
    Record,
    add_heads,
    label_key,
    split_records,
)
from nlp.reading.forms.roles import roles_in
from nlp.reading.forms.table import ANSWER, SAID
from nlp.reading.headings import is_answer, label_of, question_label
from nlp.reading.lines import lines_of
from nlp.reading.slips.bundle import is_slips
from nlp.reading.tables.column_headings import is_heading, role_of
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.unsaid import says_nothing

# So much of a text is in its forms.
_IN_FORMS = 0.6
# So many of the forms have what people say before who says it, or an answer before that.
_TURNED = 0.2
# A list has more lines.
_MOST_LINES = 5000
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DATED = re.compile(r"(?:ngay|thoi gian|thoi diem|luc|gui|date|sent)\b")
# The labels that all readers know, in the order of a form.
_KNOWN = {
    "date": DAY,
    "speaker": "Họ và tên",
    "place": "Địa chỉ",
    "phone": "Điện thoại",
    "text": SAID,
    "answer": ANSWER,
    "status": "Tình trạng",
}
# What says nothing is none of them.
_NOTE = "Ghi chú"
_TOLD = ("speaker", "place", "text", "answer")
# Of those on the same side of what was said the order is free.
_ORDER = {"date": 0, "speaker": 0, "place": 0, "phone": 0, "text": 1, "answer": 2, "status": 2}


@dataclass(frozen=True)
class Forms:
    """Forms typed off as lines.

    Attributes
    ----------
    pieces : sequence of Piece
        All lines.
    used : set of int
        Indices of the lines that are in forms.
    records : sequence of Record
    roles : mapping
        What labels ask for, by their keys.
    """

    pieces: Sequence[Piece]
    used: set[int]
    records: Sequence[Record]
    roles: Mapping[str, str]


def relabelled(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs that are forms with known labels; the same ones where they are none.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    """
    forms = forms_of(paragraphs)
    if forms is None:
        return list(paragraphs)
    pieces, used, records, roles = forms.pieces, forms.used, forms.records, forms.roles
    apart: dict[int, list[str]] = {piece.paragraph: [] for piece in map(pieces.__getitem__, used)}
    for index, piece in enumerate(pieces):
        if index not in used and piece.paragraph in apart:
            apart[piece.paragraph].append(piece.text)
    if _are_read(records, roles) or is_slips(lines_of(paragraphs)):
        # The reader of slips learns the labels by itself.
        return list(paragraphs)
    return list(_written(paragraphs, apart, records, roles))


def forms_of(paragraphs: Sequence[Paragraph], *, by_labels: bool = False) -> Forms | None:
    """Return the forms that paragraphs are, None where they are none.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    by_labels : bool
        Labels that all know are enough, whatever stands behind them.
    """
    if not paragraphs or len(paragraphs) > _MOST_LINES:
        return None
    pieces = pieces_of(paragraphs)
    items, used = fields_of_lines(pieces, known_labels(pieces))
    words = [len(piece.text.split()) for piece in pieces]
    inside = sum(words[index] for index in used)
    if inside < _IN_FORMS * sum(words) or speaks_in(items) > 1:
        return None
    records = split_records(items)
    add_heads(records)
    if len(records) < 2 or not (are_forms(records) or (by_labels and are_labelled(records))):
        return None
    roles = roles_in(records)
    return Forms(pieces, used, records, roles) if "text" in roles.values() else None


def _are_read(records: Sequence[Record], roles: Mapping[str, str]) -> bool:
    """Tell whether the readers of running text know the labels of forms, and their order."""
    turned = sum(not _is_ordered(record, roles) for record in records)
    return turned < _TURNED * len(records) and all(
        _is_known(one.label, role) or (is_heading(one.key) and role_of(one.key) == role)
        for record in records
        for one in record.fields
        if (role := roles.get(one.key)) in _TOLD
    )


def _is_ordered(record: Record, roles: Mapping[str, str]) -> bool:
    """Tell whether a form says whose something is before it, and the answer behind it."""
    order = [_ORDER[role] for one in record.fields if (role := roles.get(one.key)) in _TOLD]
    return order == sorted(order)


@lru_cache(maxsize=1024)
def _is_known(label: str, role: str | None) -> bool:
    line = lines_of([Paragraph("", f"{label}: x")])[0]
    if role == "date":
        return _DATED.match(label_key(label)) is not None
    if role in ("speaker", "place"):
        return (labelled_field(line) or ("",))[0] == role
    part = label_of(line.body)
    if role == "answer" and (is_answer(line.body, marked=False) or part == "answers"):
        return True
    asks = role == "text" and (question_label(line.body) or part == "opinions")
    return bool(asks) or (label_role(line) or ("",))[0] == role


def _written(
    paragraphs: Sequence[Paragraph],
    apart: Mapping[int, Sequence[str]],
    records: Sequence[Record],
    roles: Mapping[str, str],
) -> Iterator[Paragraph]:
    """Yield paragraphs, those of forms with the labels that are known.

    Of those `apart` has the lines that are in no form.
    """
    begins: dict[str, list[Record]] = {}
    for record in records:
        begins.setdefault(record.fields[0].position, []).append(record)
    for index, paragraph in enumerate(paragraphs):
        if index not in apart:
            yield paragraph
        elif apart[index]:
            yield Paragraph(paragraph.position, "\n".join(apart[index]))
        # The cells of a row have one position.
        for record in begins.pop(paragraph.position, ()):
            if record.inside and any(map(str.isalpha, record.head)):
                yield Paragraph(paragraph.position, record.head)
            for one in _in_order(record, roles):
                # "2." counts, two words say something.
                if len(_WORDS.findall(one.before)) > 1:
                    yield Paragraph(one.position, one.before)
                if one.value:
                    yield Paragraph(one.position, _line(one, roles))


def _in_order(record: Record, roles: Mapping[str, str]) -> list[Field]:
    """Return the fields of a form, whose and when before what was said, and the answer behind."""
    if _is_ordered(record, roles):
        return record.fields
    told = [roles.get(one.key) for one in record.fields]
    said = told.index("text") if "text" in told else len(told)
    # What asks for something else stays on its side of what was said.
    order = [
        _ORDER[role] if role is not None else _ORDER["text"] + (0.5 if number > said else -0.5)
        for number, role in enumerate(told)
    ]
    return [record.fields[i] for i in sorted(range(len(order)), key=order.__getitem__)]


def _line(one: Field, roles: Mapping[str, str]) -> str:
    role = roles.get(one.key)
    if role == "text" and (is_empty_call(one.value) or says_nothing(one.value)):
        return f"{_NOTE}: {one.value}"
    if role is not None and not _is_known(one.label, role):
        return f"{_KNOWN[role]}: {one.value}"
    return f"{one.label}: {one.value}"
