"""A record with named fields in, its opinions out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.reading.collector import Collector
from nlp.reading.dates import parse_date
from nlp.reading.tables.cells import optional_fields
from nlp.reading.tables.item_answers import answers_to
from nlp.reading.tables.layout import Layout, cell_text
from nlp.reading.tables.row_places import place_of
from nlp.reading.tables.said import holds_no_opinion, without_announcement
from nlp.reading.tables.unsaid import told


def read_record(
    position: str,
    record: Mapping[str, Any],
    names: Sequence[str],
    layout: Layout,
    collector: Collector,
) -> None:
    """Hand on the opinions of a record, each of which a field holds.

    Parameters
    ----------
    position : str
    record : mapping of str
    names : sequence of str
        The fields that `layout` tells of.
    layout : Layout
    collector : Collector
    """
    named = layout.entitled([record.get(name) for name in names])
    record = {**record, **{n: v for n, v in zip(names, named) if v is not None}}
    known = {names[index]: role for role, index in layout.roles.items()}
    fields = {known[name]: value for name, value in record.items() if name in known}
    texts = [names[index] for index in layout.texts]
    values = {name: record.get(name) for name in texts}
    words = {name: value for name, value in values.items() if isinstance(value, str)}
    # "-" and "..." say nothing.
    said = [text for text in dict.fromkeys(words.values()) if any(map(str.isalnum, text))]
    if not said:
        shown = ", ".join(f"{k}={cell_text(v)}" for k, v in record.items())
        text = cell_text(record.get(names[layout.roles["text"]]))
        cells = [(known.get(name, name), cell_text(value)) for name, value in record.items()]
        collector.reject(position, "row_no_text", text or shown, cells)
    asked = []
    for text in said:
        if unsaid := holds_no_opinion(text, clerk=len(names) > 2):
            collector.leave_out(unsaid[0], position, text, unsaid[1])
        else:
            asked.append(text)
    speaker = told(cell_text(fields.get("speaker")))
    place = place_of(layout, [record.get(name) for name in names])
    # What is no text is kept beside.
    kept = {*words, *(n for n, role in known.items() if role not in ("date", "text"))}
    others = optional_fields({role: fields.get(role) for role in layout.roles})
    answers = answers_to(others.get("answer", ""), [[text] for text in asked])
    for number, (text, answer) in enumerate(zip(asked, answers), 1):
        if "answer" in others:
            others["answer"] = answer
        bare, named, home = without_announcement(text, speaker, place)
        collector.opinion(
            position if number == 1 else f"{position}#{number}",
            bare,
            day=parse_date(fields.get("date"), month_first=layout.month_first),
            speaker=named,
            place=home,
            extra={k: v for k, v in record.items() if k not in kept},
            **others,
        )
