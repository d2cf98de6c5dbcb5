"""Zip archives of documents: a member at a time, never under the name that it claims."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nlp.errors import InputError, Phrase, Reject, system_detail
from nlp.reading.encoding import printable
from nlp.reading.finding import is_document
from nlp.reading.formats.kinds import ZIP_ERRORS
from nlp.reading.rows import Chunk, InputFile

# What all members together may unpack to, those of archives in the archive as well.
MAX_UNPACKED = 1_000_000_000
MAX_MEMBERS = 10_000
# An archive in an archive in an archive; a deeper one is a trap or a mistake.
MAX_DEPTH = 3
_BLOCK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass
class Budget:
    """What may still be unpacked.

    Attributes
    ----------
    unpacked, members : int
        Bytes and files left.
    depth : int
        How many archives the one that is read lies in.
    """

    unpacked: int = MAX_UNPACKED
    members: int = MAX_MEMBERS
    depth: int = 0


def read_archive(
    file: InputFile,
    folder: Path,
    budget: Budget,
    read: Callable[[InputFile, Budget], Iterator[Chunk]],
) -> Iterator[Chunk]:
    """Read the documents of an archive; one that can't be read is rejected, the rest goes on.

    Parameters
    ----------
    file : InputFile
    folder : Path
        An empty folder for the member in hand. Members are kept there under numbers: what they
        claim to be named (``../../etc/passwd``) is shown and never used as a path.
    budget : Budget
        Used up while members are unpacked.
    read : callable
        Reads one member.

    Yields
    ------
    Chunk
        The members' sources are as in ``archive.zip/folder/inner.docx``.

    Raises
    ------
    InputError
        The archive is damaged, encrypted, too large or too deep, holds no document, or none of
        its documents can be read.
    """
    if budget.depth >= MAX_DEPTH:
        raise InputError("archive_deep", file=file.source, limit=MAX_DEPTH)
    inner = Budget(budget.unpacked, budget.members, budget.depth + 1)
    first_error: InputError | None = None
    done = 0
    try:
        with contextlib.ExitStack() as stack:
            try:
                archive = stack.enter_context(zipfile.ZipFile(file.path))
                entries = _documents(archive, file, inner)
            except ZIP_ERRORS as error:
                raise InputError("file_damaged", file=file.source, detail=str(error)) from error
            for number, (name, entry) in enumerate(entries):
                source = f"{file.source}/{name}"
                # The suffix alone is taken over, and only where it is one that is known.
                place = folder / f"{inner.depth}-{number}{PurePosixPath(name).suffix.lower()}"
                try:
                    _unpack(archive, entry, place, source, inner)
                    yield from read(InputFile(place, source), inner)
                    done += 1
                except InputError as error:
                    first_error = first_error or error
                    reject = Reject(printable(source), "", error.code, error.params, "")
                    yield Chunk(rejects=[reject])
                finally:
                    place.unlink(missing_ok=True)
    finally:
        budget.unpacked, budget.members = inner.unpacked, inner.members
    if not done and first_error is not None:
        why = Phrase(first_error.message("vi").rstrip("."), first_error.message("en").rstrip("."))
        raise InputError("archive_nothing", file=file.source, detail=why) from first_error


def _documents(
    archive: zipfile.ZipFile, file: InputFile, budget: Budget
) -> list[tuple[str, zipfile.ZipInfo]]:
    entries = archive.infolist()
    too_large = InputError("file_too_large", file=file.source, limit_mb=MAX_UNPACKED // 1_000_000)
    if len(entries) > budget.members:
        raise too_large
    budget.members -= len(entries)
    named = [(_shown_name(entry), entry) for entry in entries if not entry.is_dir()]
    found = [(name, entry) for name, entry in named if is_document(PurePosixPath(name))]
    if not found:
        raise InputError("archive_empty", file=file.source)
    # Photographs beside the documents are not unpacked.
    if sum(entry.file_size for _, entry in found) > budget.unpacked:
        raise too_large
    return sorted(found, key=lambda item: item[0])


def _shown_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name without steps out of the archive.

    Names without the flag of UTF-8 are often UTF-8 all the same.
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    parts = [p for p in name.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "/".join(parts) or "?"


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, source: str, budget: Budget
) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("file_encrypted", file=source)
    try:
        with archive.open(entry) as stream, place.open("wb") as target:
            while block := stream.read(_BLOCK):
                budget.unpacked -= len(block)
                if budget.unpacked < 0:
                    limit = MAX_UNPACKED // 1_000_000
                    raise InputError("file_too_large", file=source, limit_mb=limit)
                target.write(block)
    except ZIP_ERRORS as error:
        if isinstance(error, OSError) and error.errno:
            # The disk is full, or can't be read: the archive may be sound.
            detail = system_detail(error)
            raise InputError("file_unreadable", file=source, detail=detail) from error
        raise InputError("file_damaged", file=source, detail=str(error)) from error
