"""Workbooks in the XML of Excel 2003, which many programs still export under the suffix xls."""

from __future__ import annotations

import xml.sax
import xml.sax.handler
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nlp.errors import InputError, first_line
from nlp.reading.formats.office import MAX_CELLS, MAX_TEXT

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_DATA = (_NAMESPACE, "Data")
_VISIBLE = ("urn:schemas-microsoft-com:office:excel", "Visible")
_HIDDEN = ("SheetHidden", "SheetVeryHidden")
_MAX_COLUMNS = 16_384
_BOOLEANS = {"0": False, "1": True}


@dataclass
class XmlSheet:
    """A sheet of such a workbook.

    Attributes
    ----------
    name : str
    hidden : bool
    rows : list of list
        From the first row of the sheet on.
    merges : list of ((row, column), (row, column))
        First and last cell of each merged region, from 0.
    """

    name: str
    hidden: bool = False
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def read_xml_workbook(path: Path) -> list[XmlSheet]:
    """Read the sheets of a workbook in the XML of Excel 2003.

    Parameters
    ----------
    path : Path

    Returns
    -------
    list of XmlSheet

    Raises
    ------
    InputError
        It is damaged, declares a document type (DTD), or has more than `MAX_CELLS` cells from A1 to
        the last of each sheet or `MAX_TEXT` characters in them.
    """
    import defusedxml.sax
    from defusedxml.common import DefusedXmlException

    parser = defusedxml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_namespaces, True)
    parser.forbid_dtd = True
    handler = _Workbook(path.name)
    parser.setContentHandler(handler)
    try:
        with path.open("rb") as stream:
            parser.parse(stream)
    except DefusedXmlException as error:
        raise InputError("file_dtd", file=path.name) from error
    except (xml.sax.SAXException, ValueError) as error:
        raise InputError("file_damaged", file=path.name, detail=first_line(error)) from error
    return handler.sheets


class _Workbook(xml.sax.handler.ContentHandler):
    """Takes the cells while the XML streams by."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.sheets: list[XmlSheet] = []
        self._source = source
        self._cells = self._text = 0
        self._widest = 0
        # Where the open cell stands, how many columns it spans, and what is said in it.
        self._at, self._span = 0, 1
        self._type = ""
        self._said: list[str] | None = None

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 (its name)
        """See a sheet, row, cell or its value begin."""
        namespace, tag = name
        if name == _VISIBLE:
            self._said = []
        if namespace != _NAMESPACE:
            return
        if tag == "Worksheet":
            self.sheets.append(XmlSheet(attrs.get((_NAMESPACE, "Name"), "")))
            self._widest = 0
        elif not self.sheets:
            return
        elif tag == "Row":
            rows = self.sheets[-1].rows
            index = max(_number(attrs, "Index", len(rows) + 1), len(rows) + 1)
            self._count(cells=(index - len(rows)) * max(self._widest, 1))
            rows += [[] for _ in range(index - len(rows))]
        elif tag == "Cell" and self.sheets[-1].rows:
            self._begin_cell(attrs)
        elif tag == "Data":
            self._said, self._type = [], attrs.get((_NAMESPACE, "Type"), "String")
        elif tag == "Comment":
            # A note that hangs on a cell has a Data of its own.
            self._said = None

    def characters(self, content: str) -> None:
        """See text."""
        if self._said is not None:
            self._said.append(content)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 (its name)
        """See a value end."""
        if self._said is None or name not in (_DATA, _VISIBLE) or not self.sheets:
            return
        text, self._said = "".join(self._said), None
        sheet = self.sheets[-1]
        if name == _VISIBLE:
            sheet.hidden = text.strip() in _HIDDEN
            return
        self._count(text=len(text) * self._span)
        row = sheet.rows[-1] if sheet.rows else []
        if self._at < len(row) and row[self._at] is None:
            row[self._at] = _value(text, self._type)

    def _begin_cell(self, attrs: Any) -> None:
        sheet = self.sheets[-1]
        row, top = sheet.rows[-1], len(sheet.rows) - 1
        across, down = _number(attrs, "MergeAcross", 0), _number(attrs, "MergeDown", 0)
        self._at = max(_number(attrs, "Index", len(row) + 1), len(row) + 1) - 1
        end = self._at + across + 1
        if end > _MAX_COLUMNS:
            raise InputError("file_columns", file=self._source, limit=_MAX_COLUMNS)
        if end > self._widest:
            self._count(cells=(end - self._widest) * len(sheet.rows))
            self._widest = end
        self._span = across + 1
        row += [None] * (end - len(row))
        if across or down:
            sheet.merges.append(((top, self._at), (top + down, end - 1)))

    def _count(self, cells: int = 0, text: int = 0) -> None:
        self._cells += cells
        self._text += text
        if self._cells > MAX_CELLS:
            raise InputError("file_cells", file=self._source, limit=MAX_CELLS)
        if self._text > MAX_TEXT:
            raise InputError("file_too_large", file=self._source, limit_mb=MAX_TEXT // 1_000_000)


def _number(attrs: Any, name: str, otherwise: int) -> int:
    value = attrs.get((_NAMESPACE, name), "")
    return int(value[:9]) if value.isascii() and value.isdigit() else otherwise


def _value(text: str, kind: str) -> Any:
    """Return a value as a workbook of today would give it; what it can't be stays text."""
    with suppress(ValueError):
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
        if kind == "Boolean":
            return _BOOLEANS.get(text, text)
    return text or None
