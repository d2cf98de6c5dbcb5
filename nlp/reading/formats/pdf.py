"""PDF files with text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from nlp.errors import InputError
from nlp.reading.collector import Collector
from nlp.reading.formats.pdf_lines import (
    LINE_HYPHENS,
    MARGIN_LINES,
    Line,
    paragraphs_of_lines,
    without_margins,
)
from nlp.reading.formats.repair import Repair
from nlp.reading.paragraphs import read_paragraphs
from nlp.reading.rows import Chunk, InputFile

MAX_PAGES = 3000
MAX_SECONDS = 120.0
# Signs of one page and of a file; a page of minutes has 3,000.
_MAX_PAGE_CHARS = 200_000
_MAX_CHARS = 10_000_000
# So much of a page a scan fills at the least.
_FILLED = 0.5
_PASSWORD = 4


def read_pdf(file: InputFile, collector: Collector) -> Iterator[Chunk]:
    """Read the text of a PDF file as a transcript.

    A page that is only a picture, but for what repeats on the pages, goes to the rejects; so does
    no text of the other pages.

    Parameters
    ----------
    file : InputFile
    collector : Collector

    Yields
    ------
    Chunk

    Raises
    ------
    InputError
        It is damaged, encrypted, scanned, or has more than `MAX_PAGES` pages, too much text, or
        takes longer than `MAX_SECONDS`.
    """
    pages, pictures = _pages(file)
    pages = _repaired(pages)
    kept, margins = without_margins(pages)
    scanned = [number for number in pictures if not kept[number - 1]]
    if not any(kept) and (scanned or not any(pages)):
        raise InputError("pdf_scanned" if scanned else "file_no_opinions", file=file.source)
    for line in margins:
        collector.leave_out("heading", line.position, line.text, "margin")
    yield from read_paragraphs(list(paragraphs_of_lines(kept)), collector)
    for number in scanned:
        collector.reject(f"Tr{number}", "page_scanned", "")


def _repaired(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of pages that were written in the fonts of TCVN3 or VNI as Unicode."""
    repair = Repair(line.text for lines in pages for line in lines)
    if not repair.needed:
        return pages
    return [[replace(line, text=repair(line.text)) for line in lines] for lines in pages]


def _pages(file: InputFile) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of every page, and the numbers of pages that may be only pictures."""
    import pypdfium2

    pages: list[list[Line]] = []
    pictures: list[int] = []
    end = time.monotonic() + MAX_SECONDS
    chars = 0
    try:
        with pypdfium2.PdfDocument(str(file.path)) as document:
            if len(document) > MAX_PAGES:
                raise InputError("pdf_pages", file=file.source, limit=MAX_PAGES)
            for number in range(1, len(document) + 1):
                page = document[number - 1]
                lines = list(_lines(page, number))
                chars += sum(len(line.text) for line in lines)
                if chars > _MAX_CHARS or time.monotonic() > end:
                    raise InputError("pdf_pages", file=file.source, limit=number - 1)
                if len(lines) <= 2 * MARGIN_LINES and _is_picture(page, furnished=bool(lines)):
                    pictures.append(number)
                pages.append(lines)
                page.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise InputError("file_encrypted", file=file.source) from error
        raise InputError("file_damaged", file=file.source, detail=str(error)) from error
    return pages, pictures


def _is_picture(page: Any, *, furnished: bool) -> bool:
    """Tell whether a page holds a picture, a large one where lines stand beside it."""
    from pypdfium2 import raw

    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    if not furnished:
        return any(True for _ in pictures)
    width, height = page.get_size()
    # Beside a page's number a scan fills the page, in one piece or in stripes; a logo does not.
    return bool(sum(map(_area, pictures)) >= _FILLED * width * height)


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))


def _lines(page: Any, number: int) -> Iterator[Line]:
    text_page = page.get_textpage()
    found = 0
    start = 0
    signs: list[str] = []
    for index, sign in enumerate([*_signs(text_page), "\n"]):
        ends = sign in ("\r", "\n")
        signs += [] if ends else [sign]
        # Behind a hyphen that ends a line pdfium gives no end of the line.
        if not ends and sign not in LINE_HYPHENS:
            continue
        if (text := "".join(signs)).strip():
            found += 1
            yield _line(text_page, number, found, text, start, index - ends)
        signs, start = [], index + 1
    text_page.close()


def _signs(text_page: Any) -> Sequence[str]:
    """Return the signs of a page, one for each of pdfium's numbers; an empty one is none."""
    from pypdfium2 import raw

    count = min(text_page.count_chars(), _MAX_PAGE_CHARS)
    # One call for all where each number is one sign; one call a sign takes ten times as long.
    at_once: str = text_page.get_text_range(0, count) if count else ""
    if len(at_once) == count:
        return at_once
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return [chr(c) if 0 < c < 0x110000 and not 0xD800 <= c <= 0xDFFF else "" for c in codes]


def _line(page: Any, number: int, found: int, text: str, first: int, last: int) -> Line:
    left, bottom, _, top = page.get_charbox(first, loose=True)
    # Spaces at the end of a line reach over the margin.
    last -= len(text) - len(text.rstrip())
    _, _, right, _ = page.get_charbox(max(first, last), loose=True)
    return Line(number, found, text.strip(" \t"), left, right, top, bottom)
