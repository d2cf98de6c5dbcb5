"""How a file was read, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.cli.console import Console

if TYPE_CHECKING:
    from nlp.reading.rows import Decision


def decision_line(decision: Decision, console: Console) -> str:
    """Return such as ``list.xlsx, sheet 'Sheet1': opinion = 'Content', place = 'Address'``.

    Parameters
    ----------
    decision : Decision
    console : Console
        For the language.
    """
    where = [decision.source]
    if decision.part:
        key = "read_table" if decision.kind in ("docx", "markdown", "html") else "read_sheet"
        where.append(console.text(key, name=decision.part))
    if decision.encoding not in ("", "utf-8", "utf-8-sig"):
        where.append(console.text("read_encoding", encoding=decision.encoding))
    if not decision.columns:
        kind = console.text("read_text", kind=decision.kind)
        return f"{', '.join(where)}: {kind}"
    columns = ", ".join(
        f"{console.text('role_' + role)} = '{heading}'"
        for role, heading in decision.columns.items()
    )
    return f"{', '.join(where)}: {columns}"
