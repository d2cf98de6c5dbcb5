"""What a file is, told by its content and not by its suffix."""

from __future__ import annotations

import codecs
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
_MARKUP = re.compile(
    rb"<(?:!doctype html|html|\?xml|table|mime|meta|head|style|body)(?![a-z])|mime-version:"
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Kinds that a reader takes; every other kind is refused by its name.
READ_KINDS = frozenset(("docx", "xlsx", "xls", "ods", "pdf", "parquet", "zip", "text"))

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
        ``"RTF"``, ``"HTML"``, ...). ``"text"`` stands for all that has no signature.

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
    if sample.startswith(_UTF16):
        sample = sample[:400].decode("utf-16", "ignore").encode("utf-8", "ignore")
    head = sample.removeprefix(codecs.BOM_UTF8).lstrip()[:64].lower()
    # What many programs export as "xls" is a page or an XML file.
    return "HTML/XML" if _MARKUP.match(head) else "text"


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
