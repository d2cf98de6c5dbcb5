"""What a file is, told by its content and not by its suffix."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib

from nlp.errors import InputError
from nlp.reading.rows import InputFile

# What read errors of zip archives look like; NotImplementedError is an unknown compression.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
# Streams of an OLE container and what they tell, the first that is there.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ODF = "application/vnd.oasis.opendocument."
_PAGE = re.compile(rb"<(?:!doctype html|html|head|meta|style|body|table)(?![a-z])")
# Markdown may begin with these as well.
_PAGE_PARTS = (b"<div", b"<center", b"<font", b"<!--")
_PAGE_SUFFIXES = (".xls", ".html", ".htm")
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_WEB_ARCHIVE = b"mime-version:"
# Kinds that a reader takes; every other kind is refused by its name.
WORKBOOK_KINDS = ("xlsx", "xls", "ods", "xml-xls")
READ_KINDS = frozenset(("docx", *WORKBOOK_KINDS, "pdf", "parquet", "zip", "html", "text"))

_PICTURES = ("PNG", "JPEG", "GIF", "TIFF")
_PACKED = ("RAR", "7z", "gzip")


def refusal(kind: str, source: str) -> InputError:
    """Return the error that says why a file of a kind without a reader is not read.

    Parameters
    ----------
    kind : str
        From `file_kind`, none of `READ_KINDS`.
    source : str
        File name as the error shows it.
    """
    if kind == "encrypted":
        return InputError("file_encrypted", file=source)
    if kind == "doc":
        return InputError("file_doc", file=source)
    code = "file_picture" if kind in _PICTURES else "file_kind"
    return InputError("file_packed" if kind in _PACKED else code, file=source, detail=kind)


def file_kind(file: InputFile, sample: bytes) -> str:
    """Tell what a file is.

    Parameters
    ----------
    file : InputFile
    sample : bytes
        Its beginning.

    Returns
    -------
    str
        One of `READ_KINDS`, ``"encrypted"``, or the name of a kind that is not read (``"doc"``,
        ``"RTF"``, ``"XML"``, ...). ``"text"`` stands for all that has no signature.

    Raises
    ------
    InputError
        A zip archive or Office 97-2003 file is damaged.
    """
    if sample.startswith(_ZIP):
        return _zip_kind(file)
    if sample.startswith(_OLE):
        return _ole_kind(file)
    for signature, kind in _SIGNATURES:
        if sample.startswith(signature):
            return kind
    # A few bytes may stand before the head of a PDF, as mail programs leave them.
    if b"%PDF-" in sample[:1024] and b"\0" not in sample[: sample.find(b"%PDF-")]:
        return "pdf"
    return _markup_kind(sample, file.path.suffix.lower())


def _markup_kind(sample: bytes, suffix: str) -> str:
    """Tell pages, XML and text apart; what many programs export as "xls" is one of the former."""
    # In UTF-16 every other byte of a tag is zero.
    head = sample[:4096].replace(b"\0", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(_WEB_ARCHIVE):
        return "MHTML"
    if _PAGE.match(head) or (suffix in _PAGE_SUFFIXES and head.startswith(_PAGE_PARTS)):
        return "html"
    if head.startswith((b"<?xml", b"<workbook")):
        if _SPREADSHEET in head and b"<html" not in head:
            return "xml-xls"
        return "html" if b"<html" in head else "XML"
    return "text"


def _zip_kind(file: InputFile) -> str:
    try:
        with zipfile.ZipFile(file.path) as archive:
            # Some programs write names with a slash before them.
            names = {name.lstrip("/"): name for name in archive.namelist()}
            mimetype = b""
            if "mimetype" in names:
                with archive.open(names["mimetype"]) as stream:
                    mimetype = stream.read(200)
    except ZIP_ERRORS as error:
        raise InputError("file_damaged", file=file.source, detail=str(error)) from error
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        kind = mimetype.decode("ascii", "replace").strip().removeprefix(_ODF)
        return "ods" if kind.startswith("spreadsheet") else "OpenDocument (odt, odp)"
    if "xl/workbook.bin" in names:
        return "xlsb"
    # Other packages of Office (slides, drawings) are no archives of documents.
    return "Office (pptx, vsdx)" if "[Content_Types].xml" in names else "zip"


def _ole_kind(file: InputFile) -> str:
    import olefile

    try:
        with olefile.OleFileIO(str(file.path)) as container:
            streams = {entry[-1].lower() for entry in container.listdir()}
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as error:
        detail = str(error).strip() or type(error).__name__
        raise InputError("file_damaged", file=file.source, detail=detail) from error
    for name, kind in _STREAMS:
        if name.lower() in streams:
            return kind
    return "Office 97-2003"
