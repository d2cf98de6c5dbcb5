"""Prints for people: tables and sentences, no markup from citizens' text."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from nlp.cli.messages import message
from nlp.errors import Lang, OutputError, Reject

if TYPE_CHECKING:
    from rich.table import Table

# Of a row that could not be read.
_SHOWN = 160


class Console:
    """Where the commands print.

    Parameters
    ----------
    lang : {"vi", "en"}
    to_stderr : bool
        Standard output carries data, so that words go to standard error.
    optional : bool
        What is printed may go nowhere: the results are in files.

    Raises
    ------
    OutputError
        Standard output is closed, and is where the results would go.
    """

    def __init__(self, lang: Lang, *, to_stderr: bool = False, optional: bool = False) -> None:
        if not to_stderr and not optional:
            require_stdout()
        self.lang: Lang = lang
        self._to_stderr = to_stderr

    def text(self, key: str, **params: object) -> str:
        """Return a sentence of the catalogue in this console's language."""
        return message(key, self.lang, **params)

    def say(self, key: str, **params: object) -> None:
        """Print a sentence of the catalogue."""
        self.line(self.text(key, **params))

    def line(self, text: str) -> None:
        """Print a line as it is."""
        _print(text, sys.stderr if self._to_stderr else sys.stdout)

    def error(self, text: str) -> None:
        """Print one line on standard error."""
        _print(f"{self.text('error')}: {' '.join(text.split())}", sys.stderr)

    def json(self, data: Any) -> None:
        """Print data as JSON."""
        self.line(json.dumps(data, ensure_ascii=False, indent=2))

    def table(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        left: int = 1,
        footer: Sequence[str] | None = None,
    ) -> None:
        """Print a table; the first `left` columns are words, the others numbers."""
        from rich.console import Console as RichConsole
        from rich.table import Table
        from rich.text import Text

        # As `Text` nothing is markup: titles and headings hold names of files.
        table: Table = Table(
            title=Text(title, style="table.title") if title else None,
            title_justify="left",
            show_footer=footer is not None,
        )
        for i, heading in enumerate(headings):
            table.add_column(
                Text(heading),
                footer=Text(footer[i]) if footer else "",
                justify="left" if i < left else "right",
            )
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        RichConsole(stderr=self._to_stderr, highlight=False).print(table)


def require_stdout() -> None:
    """Refuse, before any work, a standard output that is closed.

    Raises
    ------
    OutputError
    """
    if sys.stdout is None:
        raise OutputError("stdout_closed")


def _print(text: str, stream: TextIO | None) -> None:
    # `print` takes standard output for one that is closed: words would stand among data.
    if stream is not None:
        print(text, file=stream)


def print_rejects(
    lang: Lang, rejects: Sequence[Reject], file: Path | None, *, quiet: bool = False
) -> None:
    """Say on standard error which rows could not be read, or in which file they are.

    With `quiet` the file is not named: the results for programs name it.
    """
    if not rejects:
        return
    words = Console(lang, to_stderr=True)
    # A reject without a position is a whole file.
    rows = sum(bool(reject.position) for reject in rejects)
    counts = (("rejected_rows", rows), ("rejected_files", len(rejects) - rows))
    count = ", ".join(words.text(key, count=whole(n, lang)) for key, n in counts if n)
    if file is not None:
        if not quiet:
            words.say("rejected", count=count, file=file)
        return
    words.say("rejected_stderr", count=count)
    for reject in rejects:
        text = " ".join(reject.text[:_SHOWN].split())
        # The reason for a whole file names it.
        where = f"{reject.source} {reject.position}: " if reject.position else ""
        words.line(f"  {where}{reject.reason(lang)}{': ' + text if text else ''}")


def percent(share: float, lang: Lang, digits: int = 1) -> str:
    """Return a share in per cent, with the language's decimal mark."""
    text = f"{100 * share:.{digits}f} %"
    return text.replace(".", ",") if lang == "vi" else text


def decimal(value: float, lang: Lang, digits: int = 3) -> str:
    """Return a number with the language's decimal mark."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang == "vi" else text


def whole(value: int, lang: Lang) -> str:
    """Return a whole number with the language's thousands mark."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "vi" else text
