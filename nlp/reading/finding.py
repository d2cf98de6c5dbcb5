"""Which files the inputs name: paths, folders and patterns."""

from __future__ import annotations

import glob
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath

from nlp.errors import InputError, system_detail
from nlp.reading.rows import InputFile

SUFFIXES = (
    ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".jsonl", ".ndjson",
    ".json", ".parquet", ".txt", ".md", ".markdown", ".pdf", ".zip",
)  # fmt: skip
# Documents that cannot be read; in a folder they are refused by name rather than passed over.
_REFUSED = (".doc", ".rtf", ".odt", ".xlsb", ".rar", ".7z")
# What archiving programs of a Mac add.
_PASSED_OVER = ("__macosx",)
_REJECTS = ".rejects.csv"


def find_files(inputs: Iterable[str | Path]) -> list[InputFile]:
    """List the files that the inputs name; folders are searched through, in order of name.

    A pattern (``*.docx``), which shells of Windows hand on as it is, stands for the files that
    fit it. Of a folder only documents are taken (see `is_document`).

    Raises
    ------
    InputError
        An input does not exist, or a folder holds nothing that can be read.
    """
    found: list[InputFile] = []
    for path in map(Path, inputs):
        try:
            if path.is_dir():
                found += _inside(path)
            elif path.exists():
                found.append(InputFile(path, path.name))
            else:
                found += _fitting(path)
        except OSError as error:
            detail = system_detail(error)
            raise InputError("file_unreadable", file=path, detail=detail) from error
    return found


def _fitting(pattern: Path) -> list[InputFile]:
    if not glob.has_magic(str(pattern)):
        return find_files([_same_letters(pattern)])
    base = Path(pattern.anchor or ".")
    fitting = pattern.relative_to(pattern.anchor).as_posix()
    paths = [path for path in sorted(base.glob(fitting)) if path.is_file()]
    # A file of that name is asked for by name, so Word's lock files alone are left out, and
    # rejects of an earlier run, which would be counted as opinions.
    paths = [path for path in paths if not path.name.startswith("~$")]
    if not pattern.name.lower().endswith(_REJECTS):
        paths = [path for path in paths if not path.name.lower().endswith(_REJECTS)]
    if not paths:
        raise InputError("file_missing", file=pattern)
    return [InputFile(path, path.name, found=True) for path in paths]


def _same_letters(path: Path) -> Path:
    """Return the file whose name looks like that of `path`: a Mac writes "ữ" as three signs.

    Raises
    ------
    InputError
        There is none.
    """
    wanted = unicodedata.normalize("NFC", path.name)
    if path.parent.is_dir():
        for child in sorted(path.parent.iterdir()):
            if unicodedata.normalize("NFC", child.name) == wanted and child.exists():
                return child
    raise InputError("file_missing", file=path)


def is_document(name: PurePath) -> bool:
    """Tell whether a file in a folder or an archive is a document, by its name.

    Documents are told by their suffix, also those that can't be read (doc, rtf, ...), so that
    the user is told. Hidden files, Word's lock files (``~$name``), rejects of an earlier run
    (``name.rejects.csv``) and a ``README`` are none.

    Parameters
    ----------
    name : PurePath
        Relative to the folder or archive.
    """
    return (
        name.suffix.lower() in SUFFIXES + _REFUSED
        and not any(part.startswith(".") or part.lower() in _PASSED_OVER for part in name.parts)
        and name.stem.upper() != "README"
        and not name.name.startswith("~$")
        and not name.name.lower().endswith(_REJECTS)
    )


def _inside(folder: Path) -> list[InputFile]:
    # A listing that fails must be seen; rglob would pass over it.
    next(folder.iterdir(), None)
    inside = [
        InputFile(child, child.relative_to(folder).as_posix(), found=True)
        for child in sorted(folder.rglob("*"))
        if is_document(child.relative_to(folder)) and child.is_file()
    ]
    if not inside:
        raise InputError("folder_empty", file=folder)
    return inside
