"""Outputs are written whole or not at all: a temporary neighbour, then one rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nlp.errors import OutputError, Phrase, system_detail


def check_writable(path: Path, *, force: bool) -> None:
    """Refuse an output that is there already or can't be made, before any work is done.

    Raises
    ------
    OutputError
        `path` exists and `force` is false, is a folder, or its folder can't be written.
    """
    if path.is_dir():
        raise OutputError(
            "output_unwritable", file=path, detail=Phrase("là một thư mục", "is a folder")
        )
    if path.exists() and not force:
        raise OutputError("output_exists", file=path)
    with replacing(path) as temporary:
        temporary.touch()
        temporary.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its place when the block succeeds.

    When the block fails or is interrupted nothing is left behind. A block that removes the
    temporary file leaves `path` as it was.

    Raises
    ------
    OutputError
        The folder or file can't be written.
    """
    # Behind a link the file itself is replaced, and the link stays.
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError("output_unwritable", file=path, detail=system_detail(error)) from error
    temporary = Path(name)
    try:
        # mkstemp makes the file private; an output gets the rights of any new file.
        temporary.chmod(0o666 & ~_umask())
        yield temporary
        if temporary.exists():
            temporary.replace(path)
    except OSError as error:
        raise OutputError("output_unwritable", file=path, detail=system_detail(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing_directory(path: Path) -> Iterator[Path]:
    """Give a temporary folder beside `path` that takes its place when the block succeeds.

    Raises
    ------
    OutputError
        The folder can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise OutputError("output_unwritable", file=path, detail=system_detail(error)) from error
    old = temporary / ".old"
    try:
        new = temporary / "new"
        new.mkdir()
        yield new
        if path.exists():
            path.replace(old)
        try:
            new.replace(path)
        except OSError:
            if old.exists():
                old.replace(path)
            raise
    except OSError as error:
        raise OutputError("output_unwritable", file=path, detail=system_detail(error)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
