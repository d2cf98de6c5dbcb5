"""The workbook of hot spots: every opinion, every figure, and no formula from a citizen's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from nlp.errors import Phrase
from nlp.hotspots.report.content import Content, Count
from nlp.hotspots.report.method import method_text
from nlp.hotspots.report.rankings import Ranked
from nlp.hotspots.report.resolution import Tally
from nlp.hotspots.report.spots import LARGEST_RATIO
from nlp.hotspots.report.status import STATUS_KEYS
from nlp.hotspots.report.words import Words
from nlp.workbooks import SHEET_ROWS, cell_words, closing_book, new_book

Cell = str | int | float | datetime | None


class TooManyRowsError(ValueError):
    """There are more opinions than a sheet has rows."""

    phrase = Phrase(
        "quá 1.048.575 ý kiến, một trang tính không chứa hết", "over 1,048,575 opinions"
    )


def write_workbook(content: Content, path: Path) -> None:
    """Write the workbook.

    Parameters
    ----------
    content : Content
    path : Path

    Raises
    ------
    TooManyRowsError
        A sheet can't hold the opinions.
    """
    if len(content.opinions) > SHEET_ROWS:
        raise TooManyRowsError(str(TooManyRowsError.phrase))
    words = content.words
    with closing_book(new_book(path, words("title"))) as file:
        book = _Book(file, words)
        _spots(book, content)
        _opinions(book, content)
        _counts(book, words("sheet_topics"), words("topic"), content.topics, content)
        _counts(book, words("sheet_places"), words("place"), content.places, content)
        if content.growth is not None:
            _rankings(book, content.volume, content.growth, words)
        if content.resolution is not None:
            _resolution(book, content)
        book.sheet(
            words("sheet_method"), [(words("sec_method"), 110)], ([p] for p in method_text(content))
        )


class _Book:
    """Writes sheets with a heading each; words are always written as words."""

    def __init__(self, file: Any, words: Words) -> None:
        self._file = file
        self._head = file.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E9EDF2"}
        )
        self._wrap = file.add_format({"text_wrap": True, "valign": "top"})
        self._plain = file.add_format({"valign": "top"})
        self._date = file.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        self._share = file.add_format({"valign": "top", "num_format": "0.0%"})
        self._decimal = file.add_format({"valign": "top", "num_format": "0.0"})
        # The number stays in the cell, so that the column can be sorted.
        above = words("ratio_above", ratio=LARGEST_RATIO)
        self._ratio = file.add_format(
            {"valign": "top", "num_format": f'[>{LARGEST_RATIO}]"{above}";0.0', "align": "right"}
        )
        self._small = file.add_format({"valign": "top", "num_format": "0.0000"})

    def sheet(
        self,
        name: str,
        columns: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[Cell]],
        *,
        forms: dict[int, str] | None = None,
    ) -> None:
        """Write a sheet: headings with their widths, then rows.

        `forms` names the format of some number columns: ``share``, ``decimal``, ``ratio`` or
        ``small``.
        """
        sheet = self._file.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for i, (heading, width) in enumerate(columns):
            sheet.set_column(i, i, width)
            sheet.write_string(0, i, heading, self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            for i, value in enumerate(row):
                self._cell(sheet, last, i, value, (forms or {}).get(i), columns[i][1])
        if len(columns) > 1:
            sheet.autofilter(0, 0, last, len(columns) - 1)

    def _cell(
        self, sheet: Any, row: int, i: int, value: Cell, form: str | None, wide: float
    ) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, i, cell_words(value), self._wrap if wide > 20 else self._plain)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, i, value, self._date)
        else:
            forms = {
                "share": self._share,
                "decimal": self._decimal,
                "ratio": self._ratio,
                "small": self._small,
            }
            sheet.write_number(row, i, value, forms.get(form or "", self._plain))


def _spots(book: _Book, content: Content) -> None:
    words = content.words
    columns = [
        (words("rank"), 6.0),
        (words("topic"), 34.0),
        (words("place"), 32.0),
        (words("col_kind"), 14.0),
        (words("col_start"), 12.0),
        (words("col_end"), 12.0),
        (words("opinions"), 11.0),
        (words("col_expected"), 11.0),
        (words("col_ratio"), 11.0),
        (words("col_p"), 13.0),
        (words("col_q"), 9.0),
        (words("col_says"), 80.0),
    ]
    rows: list[list[Cell]] = [
        [
            spot.number,
            spot.topic,
            spot.place,
            ", ".join(words(f"kind_{kind}") for kind in spot.kinds),
            spot.start.to_pydatetime(),
            spot.end.to_pydatetime(),
            spot.observed,
            spot.expected,
            spot.ratio,
            spot.p_value,
            spot.q_value,
            spot.says,
        ]
        for spot in content.spots
    ]
    if not rows:
        rows = [[None, content.headline]]
    if content.sparse_period:
        rows.append([None, content.sparse_period])
    forms = {7: "decimal", 8: "ratio", 9: "small", 10: "small"}
    book.sheet(words("sheet_spots"), columns, rows, forms=forms)


def _opinions(book: _Book, content: Content) -> None:
    words, taxonomy = content.words, content.taxonomy
    columns = [
        (words("spot"), 10.0),
        (words("date"), 12.0),
        (words("place"), 30.0),
        (words("speaker"), 24.0),
        (words("topic"), 26.0),
        (words("col_subtopics"), 42.0),
        (words("text"), 90.0),
        (words("status"), 18.0),
        (words("source"), 26.0),
        (words("col_position"), 12.0),
        (words("col_id"), 18.0),
    ]
    rows: Iterable[list[Cell]] = (
        [
            ", ".join(map(str, o.spots)),
            o.day.to_pydatetime() if o.day is not None else None,
            o.place,
            o.speaker,
            next(iter(o.topic_names), ""),
            "; ".join(taxonomy.full_name(code) for code in o.topics),
            o.text,
            o.status,
            o.source,
            o.position,
            o.id,
        ]
        for o in content.opinions
    )
    book.sheet(words("sheet_opinions"), columns, rows)


def _counts(book: _Book, name: str, first: str, counts: list[Count], content: Content) -> None:
    words, total = content.words, max(len(content.opinions), 1)
    columns = [(first, 44.0), (words("opinions"), 12.0), (words("col_share"), 10.0)]
    rows: Iterable[list[Cell]] = (
        [count.topic or count.place, count.n, count.n / total] for count in counts
    )
    book.sheet(name, columns, rows, forms={2: "share"})


def _rankings(
    book: _Book, volume: Sequence[Ranked], growth: Sequence[Ranked], words: Words
) -> None:
    named = [(words("topic"), 44.0), (words("place"), 44.0)]
    counted = (words("opinions"), 12.0)
    book.sheet(
        words("sheet_volume"),
        [*named, counted, (words("col_place_share"), 14.0)],
        ([row.topic, row.place, row.n, row.share] for row in volume),
        forms={3: "share"},
    )
    book.sheet(
        words("sheet_growth"),
        [*named, (words("col_before"), 12.0), counted, (words("col_growth"), 12.0)],
        ([row.topic, row.place, row.before, row.n, row.growth] for row in growth),
        forms={4: "decimal"},
    )


def _resolution(book: _Book, content: Content) -> None:
    words, resolution = content.words, content.resolution
    if resolution is None:
        return
    columns = [
        (words("col_group"), 14.0),
        (words("topic") + " / " + words("place"), 44.0),
        (words("share"), 16.0),
        *((words(key), 14.0) for key in STATUS_KEYS.values()),
    ]

    def row(group: str, tally: Tally, name: str) -> list[Cell]:
        return [group, name, tally.share, *(tally.counts[stands] for stands in tally.counts)]

    rows = [row(words("total"), resolution.overall, words("everywhere"))]
    rows += [row(words("topic"), tally, tally.name) for tally in resolution.by_topic]
    rows += [
        row(words("place"), tally, tally.name or words("unknown_place"))
        for tally in resolution.by_place
    ]
    book.sheet(words("sheet_status"), columns, rows, forms={2: "share"})
    columns = [
        (words("waiting_days"), 12.0),
        (words("date"), 12.0),
        (words("place"), 34.0),
        (words("text"), 90.0),
        (words("status"), 24.0),
    ]
    oldest: list[list[Cell]] = [
        [
            entry.days,
            entry.opinion.day.to_pydatetime() if entry.opinion.day is not None else None,
            entry.opinion.place,
            entry.opinion.text,
            entry.opinion.status,
        ]
        for entry in resolution.oldest
    ]
    book.sheet(words("sheet_oldest"), columns, oldest)
