"""Rows that wait on disk until all columns are known; days and times stay what they are."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

from nlp.atomic import written_as
from nlp.batch.output import as_text
from nlp.batch.table import Row

# No row has this key alone, and no cell is a mapping.
_DAY = "day"


class Spool:
    """A file without a name on the disk of an output.

    Parameters
    ----------
    output : Path
        Named in an error.
    file : text file
        Open to be written and read.
    """

    def __init__(self, output: Path, file: TextIO) -> None:
        self._output, self._file = output, file

    def add(self, rows: Iterable[Row]) -> None:
        """Keep rows.

        Raises
        ------
        OutputError
            The disk is full, or the like.
        """
        lines = (json.dumps(row, ensure_ascii=False, default=_marked) for row in rows)
        with written_as(self._output):
            self._file.writelines(f"{line}\n" for line in lines)

    def rows(self) -> Iterator[Row]:
        """Yield all rows, from the first."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line, object_hook=_as_it_was)


@contextmanager
def spool_beside(output: Path) -> Iterator[Spool]:
    """Give a spool on the disk of an output, gone after the block.

    Raises
    ------
    OutputError
        It can't be made.
    """
    with written_as(output):
        # Closed below, where an error of closing must not hide the one of writing.
        file = tempfile.TemporaryFile(  # noqa: SIM115
            "w+", encoding="utf-8", newline="\n", dir=output.parent
        )
    try:
        yield Spool(output, file)
    finally:
        # On a full disk closing fails like the write of which the user is told.
        with suppress(OSError):
            file.close()


def _marked(value: Any) -> Any:
    return {_DAY: value.isoformat()} if isinstance(value, (date, time)) else as_text(value)


def _as_it_was(found: dict[str, Any]) -> Any:
    if found.keys() != {_DAY}:
        return found
    said: str = found[_DAY]
    if "T" in said:
        return datetime.fromisoformat(said)
    return time.fromisoformat(said) if ":" in said else date.fromisoformat(said)
