"""Rows of a table that are its own lines, and no rows of data: section headings and totals."""

from __future__ import annotations

from nlp.reading.likeness import reads_like
from nlp.reading.tables.cells import SECTION_LEAD, heads_rows
from nlp.reading.tables.sections import Sections, is_subject, is_title, without_remark
from nlp.reading.tables.table_row import TableRow
from nlp.reading.tables.totals import is_total

# Fewer words are no opinion where others stand in another column.
_SAID_WORDS = 8


def own_line(
    row: TableRow, sections: Sections[TableRow], *, full: bool, grouped: bool = False
) -> str | None:
    """Tell whether a row is a section heading or a total, and no row of data.

    A row whose text column is filled is an opinion unless its form says otherwise: a small
    mistake the other way would lose what somebody said.

    Parameters
    ----------
    row : TableRow
        One or more of its cells are filled.
    sections : Sections
    full : bool
        The columns beside the opinions are filled as a rule.
    grouped : bool
        But for those of whoever says several things: he is named in the first row alone, and this
        one is below it.

    Returns
    -------
    {"section", "total"} or None
    """
    filled, width, text = row.filled, len(row.texts), row.text.strip()
    if row.merged and heads_rows(filled[0]):
        return "total" if is_total(filled, width=width, said=False) else "section"
    numbered = row.number and text and row.bare
    # "II | Đất đai, môi trường"
    if numbered and sections.heads(row.number, row.text):
        return "section"
    if width < 3:
        # "Tổng | 2 ý kiến"
        summed = len(filled) == 2 and is_total(filled, width=2, said=False)
        return "total" if summed else None
    if is_total(filled, width=width, said=bool(text)):
        return "total"
    if len(filled) > 2 and len(set(filled)) == 1:
        return "section"
    if text:
        led = len(filled) == 1 and SECTION_LEAD.match(text)
        if (numbered or led) and without_remark(text).isupper():
            return "section"
        # "* Chuyện nước ăn": alone in its row, and says nothing.
        alone = len(filled) == 1 and width > 3 and full
        titled = not text[0].isalnum() or is_title(text) or is_subject(text)
        said = grouped and not titled
        return "section" if alone and not said and heads_rows(text) else None
    if any(map(_is_said, filled)):
        # An opinion in the column of something else is no heading, and to be seen to.
        return None
    return "section" if len(filled) == 1 or row.number else None


def _is_said(text: str) -> bool:
    long = len(text.split()) >= _SAID_WORDS and not text.isupper()
    return long and not SECTION_LEAD.match(text) and reads_like(text) == "opinion"
