"""The secret under which names get their tokens, as a user gives it."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.errors import InputError, system_detail

_MAX_SALT_BYTES = 4096
_FILE_NAME = re.compile(r"[/\\]|\w\.[A-Za-z]\w{1,4}$")


def load_salt(value: str) -> bytes:
    """Return the salt that a user names: the bytes of a file, or else the text itself.

    Raises
    ------
    InputError
        The file can't be read, a text that reads like its name names none, or the salt is empty.
    """
    salt = _salt_of(value)
    if not salt:
        raise InputError("file_empty", file=value)
    return salt


def _salt_of(value: str) -> bytes:
    try:
        path = Path(value)
        if path.is_file():
            with path.open("rb") as file:
                return file.read(_MAX_SALT_BYTES).strip()
    except OSError as error:
        if isinstance(error, PermissionError):
            detail = system_detail(error)
            raise InputError("file_unreadable", file=value, detail=detail) from error
    if _FILE_NAME.search(value.strip()):
        # A name that is misspelt would be a salt that is easily guessed.
        raise InputError("file_missing", file=value)
    return value.strip().encode()
