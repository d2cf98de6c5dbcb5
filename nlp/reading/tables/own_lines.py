"""Rows of a table that are its own lines, and no rows of data: section headings and totals."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.tables.cells import SECTION_LEAD, heads_rows
from nlp.reading.tables.sections import Sections, numbering, without_remark
from nlp.reading.tables.totals import COUNT, is_total


def own_line(
    texts: Sequence[str], text: str, sections: Sections, *, merged: bool, full: bool
) -> str | None:
    """Tell whether a row is a section heading or a total, and no row of data.

    A row whose text column is filled is an opinion unless its form says otherwise: a small
    mistake the other way would lose what somebody said.

    Parameters
    ----------
    texts : sequence of str
        The cells, of which one or more are filled.
    text : str
        That of the opinion.
    sections : Sections
    merged : bool
        All cells are merged into one.
    full : bool
        The columns beside the opinions are filled as a rule.

    Returns
    -------
    {"section", "total"} or None
    """
    filled = [cell.strip() for cell in texts if cell.strip()]
    if merged and heads_rows(filled[0]):
        return "total" if is_total(filled, width=len(texts), said=False) else "section"
    number = numbering(filled[0])
    numbered = number and bool(text.strip()) and is_bare(filled, text)
    # "II | Đất đai, môi trường"
    if numbered and sections.heads(number, text):
        return "section"
    if len(texts) < 3:
        # "Tổng | 2 ý kiến"
        summed = len(filled) == 2 and is_total(filled, width=2, said=False)
        return "total" if summed else None
    if is_total(filled, width=len(texts), said=bool(text.strip())):
        return "total"
    if len(filled) > 2 and len(set(filled)) == 1:
        return "section"
    if text.strip():
        led = len(filled) == 1 and SECTION_LEAD.match(text.strip())
        if (numbered or led) and without_remark(text).isupper():
            return "section"
        # "* Chuyện nước ăn": alone in its row, and says nothing.
        alone = len(filled) == 1 and len(texts) > 3 and full
        return "section" if alone and heads_rows(text) else None
    return "section" if len(filled) == 1 or number else None


def is_bare(filled: Sequence[str], text: str) -> bool:
    """Tell whether nothing but a count stands beside a number and a text.

    Parameters
    ----------
    filled : sequence of str
        The cells that are filled.
    text : str
        That of the opinion.
    """
    return [cell for cell in filled[1:] if not COUNT.fullmatch(cell)] == [text.strip()]
