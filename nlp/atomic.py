"""Outputs are written whole or not at all: into a temporary folder beside, then one rename."""

from __future__ import annotations

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
        `path` exists and `force` is false, is no file, or its folder can't be written.
    """
    _refuse_what_is_no_file(path)
    if path.exists() and not force:
        raise OutputError("output_exists", file=path)
    with replacing(path) as temporary:
        temporary.touch()
        temporary.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path on the disk of `path` that takes its place when the block succeeds.

    It lies in a folder of its own, so that when the block fails or is interrupted nothing is left
    behind, whatever a writer has put beside it. A block that writes no file leaves `path` as it
    was.

    Raises
    ------
    OutputError
        The folder or file can't be written, or `path` is there and is no file.
    """
    # A rename would put a file where a device or a pipe was: `/dev/null` of a whole machine.
    _refuse_what_is_no_file(path)
    # Behind a link the file itself is replaced, and the link stays.
    path = path.resolve()
    with _folder_beside(path) as folder:
        temporary = folder / path.name
        yield temporary
        if temporary.exists():
            temporary.replace(path)


def _refuse_what_is_no_file(path: Path) -> None:
    with written_as(path):
        if not path.exists() or path.is_file():
            return
        detail = Phrase("là thiết bị, không phải tệp", "is a device and no file")
        if path.is_dir():
            detail = Phrase("là một thư mục", "is a folder")
    raise OutputError("output_unwritable", file=path, detail=detail)


@contextmanager
def replacing_directory(path: Path) -> Iterator[Path]:
    """Give a temporary folder beside `path` that takes its place when the block succeeds.

    Raises
    ------
    OutputError
        The folder can't be written.
    """
    # Behind a link the folder itself is replaced; and `.` has a name by which it can be moved.
    path = path.resolve()
    with _folder_beside(path) as folder:
        old, new = folder / "old", folder / "new"
        new.mkdir()
        yield new
        if path.exists():
            path.replace(old)
        try:
            new.replace(path)
        except BaseException:
            if old.exists():
                old.replace(path)
            raise


def check_directory_writable(path: Path) -> None:
    """Refuse a folder that can't be made or replaced, before any work is done.

    Raises
    ------
    OutputError
        The folder that it lies in can't be written.
    """
    with _folder_beside(path.resolve()):
        pass


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Give a hidden folder beside `path`, gone after the block."""
    with written_as(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".ykien-", dir=path.parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def written_as(name: str | Path) -> Iterator[None]:
    """Say what keeps an output from being written; a reader that goes away is no error.

    Parameters
    ----------
    name : str or Path
        Of the output, as the user named it.

    Raises
    ------
    OutputError
        The block met an error of the system.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError("output_unwritable", file=name, detail=system_detail(error)) from error
