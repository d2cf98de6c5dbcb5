"""A line of a document and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.reading.heads import Head
from nlp.reading.lines import Line


@dataclass(frozen=True)
class Classed:
    """A line and what it is.

    Attributes
    ----------
    line : Line
    kind : str
        ``"opinion"``, or why it is none: ``answer``, ``official``, ``form``, ``attendance``,
        ``agenda``, ``heading``, ``total``, ``signature``.
    reason : str
        The rule that says so, a key of the messages ``rule_...``.
    head : Head or None
        Of an opinion or an answer that begins a turn.
    rest : str
        The text without mark, head and label.
    day, place : date or None, str
        Of the meeting or the part of the document it stands in.
    """

    line: Line
    kind: str
    reason: str
    head: Head | None = None
    rest: str = ""
    day: date | None = None
    place: str = ""
