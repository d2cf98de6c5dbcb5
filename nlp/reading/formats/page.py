"""The text of an HTML page, and of the tables that many programs export as "xls".

lxml's parser names the tags as they stream by, those that are left out too; no tree is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from nlp.errors import InputError, first_line
from nlp.reading.formats.page_table import PageTable, Size, plain_lines
from nlp.reading.formats.word import Grid, Paragraph

# What HTML allows.
_MAX_COLUMNS, _MAX_ROWS = 1000, 65534
# Tables within tables; what they hold is in the cells around each of them as well.
_DEEPEST = 50
_BLOCK = 1 << 20
_PASSED_OVER = frozenset(
    ("script", "style", "template", "title", "xml", "object", "svg", "select", "button", "textarea")
)
_PARAGRAPHS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
     "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
     "main", "nav", "ol", "p", "pre", "section", "ul")
)  # fmt: skip
_OF_TABLES = frozenset(("tr", "td", "th"))
_LISTS = {"ul": "bullet", "ol": "ordered"}
_HEADING = re.compile(r"h[1-6]")
_HIDDEN = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*([0-9]{1,6})")


@dataclass(frozen=True)
class Page:
    """What is written on a page.

    Attributes
    ----------
    blocks : list of Paragraph and Grid
        Its text, in order; positions as in Word documents (``P7``, ``T1R5``).
    hidden : list of Paragraph
        Text that is not shown.
    """

    blocks: list[Paragraph | Grid]
    hidden: list[Paragraph]


def read_page(stream: TextIO, source: str) -> Page:
    """Read an HTML page.

    Parameters
    ----------
    stream : text file
    source : str
        Its name, for errors.

    Returns
    -------
    Page

    Raises
    ------
    InputError
        Its tables have more than 2,000,000 cells, 300,000 rows or 100 MB of text, lie in each other
        more than 50 deep, or it can't be parsed.
    """
    from lxml import etree

    page = _Page(source)
    # Nothing is loaded from elsewhere, and HTML has no entities of its own to be expanded.
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        while block := stream.read(_BLOCK):
            parser.feed(block.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        raise InputError("file_damaged", file=source, detail=first_line(error)) from error
    return Page(page.blocks, page.hidden)


class _Page:
    """Takes the tags and the text of a page as they stream by."""

    def __init__(self, source: str) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.hidden: list[Paragraph] = []
        self._source = source
        self._size = Size(source)
        self._said: list[str] = []
        self._unseen: list[str] = []
        self._open: list[PageTable] = []
        self._lists: list[str] = []
        self._paragraphs = self._tables = self._quotes = 0
        self._heading = self._item = False
        # How deep in what is passed over, and whether that is text which is hidden.
        self._passed = 0
        self._hides = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """See a tag."""
        if self._passed:
            self._passed += 1
        elif tag in _PASSED_OVER or _is_hidden(attributes):
            self._passed, self._hides = 1, tag not in _PASSED_OVER
        elif tag == "table":
            if len(self._open) == _DEEPEST:
                detail = f"{_DEEPEST} tables within tables"
                raise InputError("file_damaged", file=self._source, detail=detail)
            self._break()
            self._tables += 1
            self._open.append(PageTable(self._tables, self._size))
        elif tag in _OF_TABLES and self._open:
            self._begin(tag, attributes)
        elif tag == "br":
            self._text("\n")
        elif tag in _PARAGRAPHS:
            self._break()
            self._heading = bool(_HEADING.fullmatch(tag))
            self._item = tag == "li" or (self._item and tag in ("p", "div"))
            self._quotes += tag == "blockquote"
            if tag in _LISTS:
                self._lists.append(_LISTS[tag])

    def end(self, tag: str) -> None:
        """See the end of what a tag opened."""
        if self._passed:
            self._passed -= 1
            self._take_hidden()
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in _OF_TABLES and self._open:
            self._open[-1].end_cell()
        elif tag in _PARAGRAPHS:
            self._break()
            self._heading = self._item = False
            self._quotes -= tag == "blockquote"
            if tag in _LISTS and self._lists:
                self._lists.pop()

    def data(self, text: str) -> None:
        """See text."""
        if not self._passed:
            self._text(_SPACES.sub(" ", text))
        elif self._hides:
            self._unseen.append(text)

    def close(self) -> None:
        """Take what is open where the page ends."""
        while self._open:
            self._end_table()
        self._break()

    def _text(self, text: str) -> None:
        cell = self._open[-1].cell if self._open else None
        (self._said if cell is None else cell).append(text)

    def _break(self) -> None:
        """End a paragraph, in a cell a line."""
        if self._open and self._open[-1].cell is not None:
            self._text("\n")
            return
        text = plain_lines(self._said)
        self._said = []
        if text:
            self._paragraphs += 1
            mark = f"{self._lists[-1]} {len(self._lists)}" if self._item and self._lists else ""
            position, quoted = f"P{self._paragraphs}", self._quotes > 0
            self.blocks.append(Paragraph(position, text, bool(mark), self._heading, mark, quoted))
            self._item = False

    def _take_hidden(self) -> None:
        if not self._passed and (text := plain_lines(self._unseen)):
            table = self._open[-1] if self._open else None
            position = table.position() if table else f"P{self._paragraphs + 1}"
            self.hidden.append(Paragraph(position, text))
        if not self._passed:
            self._unseen = []

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._open[-1]
        table.end_cell()
        # What stands between cells belongs above them.
        self._break()
        if tag == "tr":
            table.begin_row()
        else:
            across = _number(attributes.get("colspan"), _MAX_COLUMNS)
            table.begin_cell(across, _number(attributes.get("rowspan"), _MAX_ROWS))

    def _end_table(self) -> None:
        self._open[-1].end_cell()
        self._break()
        grid = self._open.pop().grid()
        around = self._open[-1] if self._open else None
        if around is None or around.cell is None:
            self.blocks.append(grid)
            return
        around.nested.append(grid)
        for _, cells in grid.rows:
            around.cell += [f"\n{text}" for text in dict.fromkeys(map(str, cells))]
        around.cell.append("\n")


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _number(value: str | None, most: int) -> int:
    match = _NUMBER.match(value or "")
    return min(max(int(match[1]), 1), most) if match else 1
