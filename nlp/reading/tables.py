"""A grid of cells in, opinions out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from nlp.reading.dates import find_date, parse_date
from nlp.reading.layout import Layout, ReadOptions, cell_text, column_letter, find_layout
from nlp.reading.rows import Chunk, Collector
from nlp.reading.rules import begins_with, fold, load_rules

Row = tuple[str, Sequence[Any]]
# How many rows the columns are judged on.
SAMPLE_ROWS = 200
# "93", "93 đơn", "12,5 %"
_COUNT = re.compile(r"[\d.,\s]+[^\d\s]{0,8}")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_SECTION_LEAD = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)/-]\s")


def read_grid(
    grid: Iterable[Row],
    collector: Collector,
    options: ReadOptions,
    *,
    day: date | None = None,
) -> Iterator[Chunk]:
    """Read a grid whose first rows may be titles.

    Parameters
    ----------
    grid : iterable of (position, cells)
    collector : Collector
    options : ReadOptions
    day : datetime.date, optional
        Date of the document, for rows that have none.

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        The column of opinions can't be told.
    """
    rows = iter(grid)
    sample = list(itertools.islice(rows, SAMPLE_ROWS))
    layout = find_layout([cells for _, cells in sample], options, collector.source)
    for _, cells in sample[: layout.header_row]:
        title = " ".join(dict.fromkeys(cell_text(value) for value in cells))
        if title.strip():
            collector.leave_out("heading")
            collector.head.append(title)
            day = day or find_date(title)
    if layout.header_row >= 0:
        collector.leave_out("heading")
    table = Table(layout, collector, day)
    for position, cells in itertools.chain(sample[layout.header_row + 1 :], rows):
        table.read(position, cells)
        yield from collector.take()


class Table:
    """Reads the rows below a header, one by one.

    Parameters
    ----------
    layout : Layout
    collector : Collector
    day : datetime.date or None
        Date for rows that have none.
    """

    def __init__(self, layout: Layout, collector: Collector, day: date | None) -> None:
        self._layout = layout
        self._collector = collector
        self._day = day
        self._section_place = ""

    def read(self, position: str, cells: Sequence[Any]) -> None:
        """Take one row: an opinion, a reject, or one of the table's own lines."""
        roles, names = self._layout.roles, self._layout.names
        texts = [cell_text(value) for value in cells]
        filled = [text.strip() for text in texts if text.strip()]
        if not filled:
            # A row of white space was written by somebody; a row of nothing was not.
            if any(texts):
                self._collector.reject(position, "row_no_text", " ".join(texts))
            else:
                self._collector.leave_out("blank")
            return
        text = texts[roles["text"]] if roles["text"] < len(texts) else ""
        why = self._own_line(texts, filled, text)
        if why:
            if why == "section" and begins_with(fold(filled[-1]), _place_words()):
                self._section_place = filled[-1]
            self._collector.leave_out(why)
            return
        if not text.strip():
            self._collector.reject(position, "row_no_text", " | ".join(filled))
            return
        extra = {
            names[i] if i < len(names) else column_letter(i): cells[i]
            for i in range(max(len(cells), len(names)))
            if i < len(cells) and i not in (roles["text"], roles.get("speaker"), roles.get("place"))
        }
        self._collector.opinion(
            position,
            text,
            day=parse_date(self._cell(cells, "date")) or self._day,
            speaker=cell_text(self._cell(cells, "speaker")),
            place=cell_text(self._cell(cells, "place")) or self._section_place,
            extra=extra,
        )

    def _cell(self, cells: Sequence[Any], role: str) -> Any:
        index = self._layout.roles.get(role)
        return cells[index] if index is not None and index < len(cells) else None

    def _own_line(self, texts: list[str], filled: list[str], text: str) -> str | None:
        """Tell whether a row is a section heading or a total, and no row of data.

        A row whose text column is filled is an opinion unless its form says otherwise: a small
        mistake the other way would lose what somebody said.
        """
        if len(texts) < 3:
            return None
        head = fold(filled[0]).rstrip(" :")
        if head in load_rules().totals and all(map(_COUNT.fullmatch, filled[1:])):
            return "total"
        if len(filled) > 2 and len(set(filled)) == 1:
            return "section"
        if text.strip():
            numbered = len(filled) == 2 and _SECTION_NUMBER.fullmatch(filled[0])
            led = len(filled) == 1 and _SECTION_LEAD.match(text.strip())
            return "section" if (numbered or led) and text.isupper() else None
        return "section" if len(filled) == 1 or _SECTION_NUMBER.fullmatch(filled[0]) else None


def _place_words() -> tuple[str, ...]:
    return tuple(fold(word) for word in load_rules().places)


def read_records(
    records: Iterable[tuple[str, Mapping[str, Any]]],
    names: list[str],
    collector: Collector,
    options: ReadOptions,
    sample: Sequence[Mapping[str, Any]],
) -> Iterator[Chunk]:
    """Read records with named fields (JSON Lines, Parquet).

    Parameters
    ----------
    records : iterable of (position, record)
    names : list of str
        The fields seen in `sample`.
    collector : Collector
    options : ReadOptions
    sample : sequence of dict
        Some records, from which the columns are told.

    Yields
    ------
    Chunk
    """
    # Records have names always, so a header is written above them.
    grid: list[list[Any]] = [names, *([record.get(name) for name in names] for record in sample)]
    layout = find_layout(grid, options, collector.source)
    known = {names[index]: role for role, index in layout.roles.items()}
    text_name = names[layout.roles["text"]]
    for position, record in records:
        fields = {known[name]: value for name, value in record.items() if name in known}
        if not isinstance(fields.get("text"), str):
            shown = ", ".join(f"{k}={cell_text(v)}" for k, v in record.items())
            collector.reject(position, "row_no_text", cell_text(record.get(text_name)) or shown)
        else:
            kept = ("text", "speaker", "place")
            collector.opinion(
                position,
                fields["text"],
                day=parse_date(fields.get("date")),
                speaker=cell_text(fields.get("speaker")),
                place=cell_text(fields.get("place")),
                extra={k: v for k, v in record.items() if known.get(k) not in kept},
            )
        yield from collector.take()
