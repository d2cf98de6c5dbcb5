"""Inputs that a command names, standard input among them."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import InputError

if TYPE_CHECKING:
    from nlp.reading.rows import InputFile


@contextmanager
def given_inputs(names: Sequence[str]) -> Iterator[list["str | Path | InputFile"]]:
    """Give the inputs, with standard input (``-``) kept in a file for the time being.

    Raises
    ------
    InputError
        Standard input is named twice, or is closed.
    """
    from nlp.reading.files import spool_stdin

    if list(names).count("-") > 1:
        raise InputError("stdin_twice")
    if "-" in names and sys.stdin is None:
        raise InputError("stdin_closed")
    with tempfile.TemporaryDirectory(prefix="ykien-") as folder:
        yield [
            spool_stdin(sys.stdin.buffer, Path(folder) / "stdin") if name == "-" else name
            for name in names
        ]
