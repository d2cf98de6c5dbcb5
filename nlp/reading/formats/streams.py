"""Text files read line by line as Vietnamese, whatever their encoding."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from nlp.errors import InputError, system_detail
from nlp.reading.formats.decoding import codec_of, letters_of
from nlp.reading.formats.legacy import form_named
from nlp.reading.formats.repair import Repair, fields_of
from nlp.reading.rows import InputFile

SAMPLE_BYTES = 256 * 1024


def first_bytes(file: InputFile) -> bytes:
    """Return the beginning of a file, of which its kind and encoding are told.

    Raises
    ------
    InputError
        The file can't be opened, or is empty.
    """
    try:
        with file.path.open("rb") as stream:
            sample = stream.read(SAMPLE_BYTES)
    except OSError as error:
        detail = system_detail(error)
        raise InputError("file_unreadable", file=file.path, detail=detail) from error
    if not sample:
        raise InputError("file_empty", file=file.source)
    return sample


class _Mapped(io.TextIOBase):
    """A text file whose lines go through a function."""

    def __init__(self, stream: TextIO, change: Callable[[str], str]) -> None:
        self._stream = stream
        self._change = change

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        return self._change(self._stream.readline(-1 if size is None else size))

    def read(self, size: int | None = -1, /) -> str:
        return self._change(self._stream.read(-1 if size is None else size))


@contextmanager
def open_text(path: Path, name: str, sample: bytes) -> Iterator[tuple[TextIO, str]]:
    """Open a text file as Vietnamese, line ends as they are.

    Text in TCVN3 or VNI that was saved as Unicode without being converted is repaired as well,
    field by field, when the sample shows it.

    Parameters
    ----------
    path : Path
    name : str
        From `detect_encoding` or `encoding_named`.
    sample : bytes
        The beginning of the file.

    Yields
    ------
    (text file, str)
        The file, and the sample decoded.
    """
    codec, errors = codec_of(name, sample, source=path.name)
    # The sample may end in the middle of a character.
    head = sample.decode(codec, "ignore" if errors == "replace" else errors)
    repair = Repair(fields_of(head)[::2])
    change: Callable[[str], str] | None = None
    if form_named(name) or name == "cp1258":

        def change(text: str) -> str:
            return "".join(letters_of(field, name) for field in fields_of(text))

    elif repair.needed:

        def change(text: str) -> str:
            return "".join(map(repair, fields_of(text)))

    with path.open("r", encoding=codec, errors=errors, newline="") as stream:
        if change is None:
            yield stream, head
        else:
            yield _Mapped(stream, change), change(head)  # type: ignore[misc]
