"""The text of a Word document: paragraphs and tables in their order.

The XML is walked here and not through python-docx's ``text``, which leaves out insertions whose
changes are tracked, content controls and tables within tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import InputError, first_line
from nlp.reading.formats.fonts import repair_document
from nlp.reading.formats.shown import PASSED_OVER, hidden_text, join_paragraphs, shown_text
from nlp.reading.tables.cells import Cells
from nlp.reading.tables.layout import Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = _W + "txbxContent"
# Where programs put another file (HTML, RTF) into a document, which Word alone takes in.
_FOREIGN = _W + "altChunk"
# What a text box is kept in twice, for programs of today and for old ones.
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = {_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
# What is kept as a document beside documents: with macros, and templates.
_DOCUMENTS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_MARGIN = re.compile(r"/word/((?:header|footer)\d*|footnotes|endnotes|comments)\.xml")
# Cells of all tables together, counted by the columns that they span.
_MAX_CELLS = 20_000_000


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document.

    Attributes
    ----------
    position : str
    text : str
    listed : bool
        Word numbers or bullets it.
    heading : bool
        It has a heading or title style.
    mark : str
        Which list it is an item of, and how deep, where that is known.
    quoted : bool
        It is set off as a quotation.
    """

    position: str
    text: str
    listed: bool = False
    heading: bool = False
    mark: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of a document.

    Attributes
    ----------
    rows : list of Row
    nested : tuple of Grid
        The tables inside its cells, whose text is in the cells as well.
    headed : bool
        Its first row is known to head its columns.
    """

    rows: list[Row]
    nested: tuple[Grid, ...] = ()
    headed: bool = False


class _Reader:
    """Walks one document; counts its paragraphs, tables and cells."""

    def __init__(self, document: Any, source: str) -> None:
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._source = source
        self._paragraphs = self._tables = self._cells = 0
        self.hidden: list[Paragraph] = []
        self.unread: list[str] = []

    def blocks(self, parent: Any) -> Iterator[Paragraph | Grid]:
        for element in _children(parent, ("p", "tbl", "altChunk")):
            if element.tag == _W + "tbl":
                yield self._grid(element)
                continue
            self._paragraphs += 1
            if element.tag == _FOREIGN:
                self.unread.append(f"P{self._paragraphs}")
            else:
                paragraph = self._paragraph(element, f"P{self._paragraphs}")
                # Blank ones are counted alone: a file may have millions.
                if paragraph.text.strip():
                    yield paragraph
                for box in _boxes(element):
                    yield from self.blocks(box)

    def _paragraph(self, element: Any, position: str) -> Paragraph:
        properties = element.find(_W + "pPr")
        named = properties.find(_W + "pStyle") if properties is not None else None
        style = self._styles.get(named.get(_W + "val"), "") if named is not None else ""
        level = _list_level(properties)
        heading = style.startswith(("Heading", "Title", "Subtitle"))
        text = self._text(element, position)
        listed = style.startswith("List") or bool(level)
        mark = f"{style}/{level}" if listed else ""
        return Paragraph(position, text, listed, heading, mark)

    def _grid(self, table: Any) -> Grid:
        self._tables += 1
        number = self._tables
        rows: list[Row] = []
        nested: list[Grid] = []
        above: list[str] = []
        for index, row in enumerate(_children(table, ("tr",)), 1):
            self._count(before := _property(row, "trPr", "gridBefore"))
            cells = [""] * before
            below: set[int] = set()
            beside: set[int] = set()
            for cell in _children(row, ("tc",)):
                inside = list(self._inside(cell, nested, f"T{number}R{index}"))
                merged = _continues_above(cell) and len(cells) < len(above)
                text = above[len(cells)] if merged else "\n".join(inside)
                span = max(_property(cell, "tcPr", "gridSpan"), 1)
                self._count(span)
                start = len(cells)
                cells += [text] * span
                below |= set(range(start, len(cells))) if merged else set()
                beside |= set(range(start + 1, len(cells)))
            rows.append((f"T{number}R{index}", Cells(cells, frozenset(below), frozenset(beside))))
            above = cells
        return Grid(rows, tuple(nested))

    def _inside(self, cell: Any, nested: list[Grid], position: str) -> Iterator[str]:
        for element in _children(cell, ("p", "tbl", "altChunk")):
            if element.tag == _FOREIGN:
                self.unread.append(position)
            elif element.tag == _W + "tbl":
                grid = self._grid(element)
                nested.append(grid)
                for _, cells in grid.rows:
                    yield from dict.fromkeys(cells)
            else:
                yield self._text(element, position)
                for box in _boxes(element):
                    yield from self._inside(box, nested, position)

    def _text(self, paragraph: Any, position: str) -> str:
        if (hidden := hidden_text(paragraph)).strip():
            self.hidden.append(Paragraph(position, hidden))
        return shown_text(paragraph)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MAX_CELLS:
            raise InputError("file_too_large", file=self._source, limit_mb=200)


@dataclass(frozen=True)
class WordDocument:
    """What is written in a Word document.

    Attributes
    ----------
    blocks : list of Paragraph and Grid
        Its text, in order.
    margins : list of Paragraph
        What stands around it: heads and feet of pages, notes, comments; positions such as
        ``"header1/P1"`` and ``"footnotes/P3"``.
    hidden : list of Paragraph
        Text that is neither shown nor printed.
    unread : list of str
        Where it takes in other files, which are not read.
    """

    blocks: list[Paragraph | Grid]
    margins: list[Paragraph]
    hidden: list[Paragraph]
    unread: list[str]


def read_docx(path: Path) -> WordDocument:
    """Read a Word document.

    Parameters
    ----------
    path : Path

    Returns
    -------
    WordDocument

    Raises
    ------
    InputError
        It is no readable Word document.
    """
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    # Macros are left; the text is kept as in any other document.
    PartFactory.part_type_for.update(dict.fromkeys(_DOCUMENTS, DocumentPart))
    try:
        package = Package.open(str(path))
        document = package.main_document_part.document
        margins = _margins(package)
        repair_document(document, margins.values())
        join_paragraphs(document.element.body)
        reader = _Reader(document, path.name)
        return WordDocument(
            list(reader.blocks(document.element.body)),
            [
                Paragraph(f"{name}/P{number}", text)
                for name, part in margins.items()
                for number, text in enumerate(map(shown_text, part.iter(_W + "p")), 1)
                if text.strip()
            ],
            reader.hidden,
            reader.unread,
        )
    except InputError:
        raise
    except Exception as error:  # python-docx raises whatever the broken part provokes
        if isinstance(error, (KeyboardInterrupt, MemoryError)):
            raise
        raise InputError("file_damaged", file=path.name, detail=first_line(error)) from error


def _margins(package: Any) -> dict[str, Any]:
    """Return the parts of a document around its text as XML, by name."""
    from docx.oxml import parse_xml

    found = ((_MARGIN.fullmatch(part.partname), part) for part in package.iter_parts())
    # Of the same content as Word writes it, whatever python-docx takes it for.
    return {match[1]: parse_xml(part.blob) for match, part in found if match}


def _children(parent: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Yield the children of these names, also those in content controls and insertions."""
    wanted = {_W + name for name in names}
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, names)


def _boxes(parent: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, each once."""
    for child in parent:
        if child.tag == _BOX:
            yield child
        elif child.tag == _TWICE:
            yield from next(filter(None, (list(_boxes(kept)) for kept in child)), [])
        elif child.tag not in PASSED_OVER:
            yield from _boxes(child)


def _property(element: Any, group: str, name: str) -> int:
    found = element.find(f"{_W}{group}/{_W}{name}")
    value = found.get(_W + "val", "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() else 0


def _list_level(properties: Any) -> str:
    """Return the list and the level in it that a paragraph's numbering names, "" where none."""
    numbering = properties.find(_W + "numPr") if properties is not None else None
    if numbering is None:
        return ""
    found = (numbering.find(_W + name) for name in ("numId", "ilvl"))
    number, level = ("" if value is None else value.get(_W + "val", "") for value in found)
    # The list 0 is none: so Word writes that somebody has taken the number off.
    return "" if number == "0" else f"{number}.{level}"


def _continues_above(cell: Any) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(_W + "val", "continue") == "continue"
