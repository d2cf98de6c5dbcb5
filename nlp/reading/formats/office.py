"""Guards of Office files: what one may unpack to, how far its cells reach, no DTD."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nlp.errors import InputError, first_line
from nlp.reading.formats.kinds import ZIP_ERRORS

# What an office file may unpack to. Minutes of 300 pages are some 2 MB of XML.
MAX_UNPACKED = 200_000_000
# Cells of a workbook from A1 to the last of each sheet, filled or not: the reader allocates all.
MAX_CELLS = 3_500_000
# Text of a workbook, shared strings counted each time that a cell shows them.
MAX_TEXT = 100_000_000
# Tags of a Word document; each becomes a node in memory.
MAX_TAGS = 2_000_000
_MAX_SPAN = 1000
_BLOCK = 1 << 20
# So much of a block is seen again with the next one, for what its end cuts in two.
_OVERLAP = 256
_COLUMN = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})\d")
_ROW = re.compile(rb"\br\s*=\s*[\"'][A-Z]{0,3}(\d{1,7})[\"']")
_ROW_TAG = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CELL_TAG = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
# Cells and rows that have a format alone, as Excel writes them; often far below the list. The
# reader allocates none of them.
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: [a-z]{1,2}="\w{0,9}"){0,3} ?(?:/>|></c>)')
_BLANK_ROW = re.compile(rb'<row r="\d{1,7}"(?: [\w:]{1,40}="[\w.: -]{0,40}"){0,16} ?(?:/>|></row>)')
_SHARED = re.compile(rb"t\s*=\s*[\"']s[\"'][^>]{0,120}>\s*<(?:[\w.-]+:)?v>\s*(\d{1,9})\s*<")
_STRING_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>|<(?:[\w.-]+:)?si\s*/>")
_SPAN = re.compile(rb"grid(?:Span|Before|After)\b[^>]{0,120}?val\s*=\s*[\"']\s*(\d+)")
# Office writes no document type; what is declared in one may be a bomb or name another file.
_DECLARATIONS = tuple(
    sign.encode(codec)
    for sign in ("<!DOCTYPE", "<!ENTITY")
    for codec in ("ascii", "utf-16-le", "utf-16-be")
)
_ENCRYPTED = 0x1


def check_office(path: Path, kind: str) -> None:
    """Look through an Office archive before a reader unpacks it into memory.

    Parameters
    ----------
    path : Path
    kind : {"docx", "xlsx", "ods"}

    Raises
    ------
    InputError
        It is damaged, encrypted, declares a document type (DTD), unpacks to more than
        `MAX_UNPACKED` bytes, has more than `MAX_CELLS` cells, `MAX_TEXT` bytes of text in its
        cells or `MAX_TAGS` tags.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
                raise InputError("file_encrypted", file=path.name)
            _check(archive, path, kind)
    except ZIP_ERRORS as error:
        raise InputError("file_damaged", file=path.name, detail=str(error)) from error


def _check(archive: zipfile.ZipFile, path: Path, kind: str) -> None:
    # What an entry claims of its size may be a lie, so the bytes are counted as they unpack.
    too_large = InputError("file_too_large", file=path.name, limit_mb=MAX_UNPACKED // 1_000_000)
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise too_large
    total = tags = 0
    workbook = _Workbook(path)
    for entry in archive.infolist():
        # Some programs write names with a slash before them, and case is free.
        name = entry.filename.lstrip("/").lower()
        markup = name.endswith((".xml", ".rels", ".vml"))
        for block, data in _blocks(archive, entry):
            total += len(block)
            if total > MAX_UNPACKED:
                raise too_large
            if not markup:
                continue
            if kind != "ods" and any(sign in data for sign in _DECLARATIONS):
                raise InputError("file_dtd", file=path.name)
            if kind == "docx":
                tags += block.count(b"<")
                spans = set(_SPAN.findall(data))
                if tags > MAX_TAGS or any(len(n) > 9 or int(n) > _MAX_SPAN for n in spans):
                    raise too_large
            elif kind == "xlsx":
                workbook.see(name, block, data)
        workbook.end_part()
    workbook.check_text()
    for entry in archive.infolist() if kind == "ods" else ():
        if entry.filename.lstrip("/") == "content.xml":
            with archive.open(entry) as stream:
                _check_opendocument(stream, path)


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield each block of a part, alone and with the end of the one before."""
    rest = b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            data = rest + block
            yield block, data
            rest = data[-_OVERLAP:]


class _Workbook:
    """How far the cells of a workbook reach and what text they show, seen as bytes stream by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = self._rows = self._columns = self._tags = self._in_row = 0
        self._cut = b""
        # As far as filled cells reach; not known where one has no address.
        self._filled_rows = self._filled_columns = 0
        self._unaddressed = False
        self._lengths = array("Q")
        self._string = 0
        self._shown: Counter[bytes] = Counter()

    def see(self, part: str, block: bytes, data: bytes) -> None:
        # A sheet may have any name; the strings of a workbook name no cells.
        if not part.startswith("xl/"):
            return
        if part.endswith("sharedstrings.xml"):
            self._strings(block)
            return
        self._rows = max([self._rows, *map(int, set(_ROW.findall(data)))])
        self._columns = max([self._columns, *map(_column_number, set(_COLUMN.findall(data)))])
        # Cells without an address stand where they come; a tag that is cut waits for its end.
        whole = self._cut + block
        end = max(whole.rfind(b"<"), len(whole) - _OVERLAP)
        whole, self._cut = whole[:end], whole[end:]
        self._see_filled(whole)
        for number, row in enumerate(_ROW_TAG.split(whole)):
            self._tags += number > 0
            self._in_row = len(_CELL_TAG.findall(row)) + (0 if number else self._in_row)
            self._columns = max(self._columns, self._in_row)
        if b"<" not in block and len(block) == _BLOCK:
            # A cell holds 32,767 signs.
            limit = _BLOCK // 1_000_000
            raise InputError("file_too_large", file=self._path.name, limit_mb=limit)
        self._shown.update(_SHARED.findall(data))
        self._check_cells()

    def _see_filled(self, markup: bytes) -> None:
        filled = _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", markup))
        self._filled_rows = max([self._filled_rows, *map(int, set(_ROW.findall(filled)))])
        columns = map(_column_number, set(_COLUMN.findall(filled)))
        self._filled_columns = max([self._filled_columns, *columns])
        tags = len(_ROW_TAG.findall(markup)) + len(_CELL_TAG.findall(markup))
        self._unaddressed |= tags > markup.count(b'<row r="') + markup.count(b'<c r="')

    def _strings(self, block: bytes) -> None:
        start = 0
        for end in _STRING_END.finditer(block):
            self._lengths.append(self._string + end.start() - start)
            self._string, start = 0, end.end()
        self._string += len(block) - start

    def _reach(self) -> int:
        if self._unaddressed:
            return max(self._rows, self._tags) * self._columns
        return self._filled_rows * self._filled_columns

    def _check_cells(self) -> None:
        if self._cells + self._reach() > MAX_CELLS:
            raise InputError("file_cells", file=self._path.name, limit=MAX_CELLS)

    def end_part(self) -> None:
        self._see_filled(self._cut)
        self._check_cells()
        self._cells += self._reach()
        self._filled_rows = self._filled_columns = 0
        self._unaddressed = False
        self._rows = self._columns = self._tags = self._in_row = 0
        self._cut = b""

    def check_text(self) -> None:
        lengths = self._lengths
        text = sum(
            times * lengths[int(index)]
            for index, times in self._shown.items()
            if int(index) < len(lengths)
        )
        if text > MAX_TEXT:
            raise InputError("file_too_large", file=self._path.name, limit_mb=MAX_TEXT // 1_000_000)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_opendocument(stream: object, path: Path) -> None:
    import xml.sax
    import xml.sax.handler

    import defusedxml.sax
    from defusedxml.common import DefusedXmlException

    from nlp.reading.formats.opendocument import Extent

    handler = Extent(MAX_CELLS, MAX_TEXT)
    try:
        defusedxml.sax.parse(stream, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError("file_dtd", file=path.name) from error
    except OverflowError as error:
        raise InputError("file_cells", file=path.name, limit=MAX_CELLS) from error
    except (xml.sax.SAXException, ValueError) as error:
        raise InputError("file_damaged", file=path.name, detail=first_line(error)) from error
