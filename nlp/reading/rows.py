"""What the readers hand on: opinions, rejects, and a count of what is no opinion."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.errors import Reject

# How many lines at the top of a document may say where it is from.
HEAD_LINES = 25
# Kinds whose bytes are decoded.
TEXT_KINDS = ("text", "markdown", "html", "csv", "jsonl", "json")
COLUMNS = (
    "id",
    "source",
    "position",
    "date",
    "speaker",
    "place",
    "province_code",
    "ward_code",
    "legacy_code",
    "place_level",
    "text",
)
TAG_COLUMNS = ("topics", "topic", "confidence", "needs_review", "keywords")
# Columns that are there where an input has them; strings.
OPTIONAL_COLUMNS = ("answer", "status", "phone")


@dataclass(frozen=True)
class InputFile:
    """A file to read and the name that outputs show for it.

    Attributes
    ----------
    path : Path
    source : str
    found : bool
        It was found in a folder or by a pattern, and not asked for by name.
    listed : bool
        Lines of text without any structure are a list, an opinion a line.
    """

    path: Path
    source: str
    found: bool = False
    listed: bool = False


@dataclass(frozen=True)
class Decision:
    """How a file, or one sheet or table of it, was read.

    Attributes
    ----------
    source : str
    part : str
        The sheet, empty where there is one grid or none.
    kind : str
        ``"docx"``, ``"xlsx"``, ``"csv"``, ``"text"``, ...
    encoding : str
        Of text files.
    columns : dict of str to str
        Heading by role (see `nlp.reading.tables.layout.ROLES`); empty for running text.
    """

    source: str
    part: str
    kind: str
    encoding: str
    columns: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return dataclasses.asdict(self)


@dataclass(frozen=True)
class Block:
    """A piece of a file and what the reader takes it for.

    Attributes
    ----------
    position : str
    kind : str
        ``"opinion"``, or why it is none: ``answer``, ``official``, ``form``, ``attendance``,
        ``agenda``, ``heading``, ``total``, ``signature``, ``greeting``, ``section``, ``blank``,
        ``merged``, ``hidden``, ``reject``.
    reason : str
        The rule that says so.
    text : str
    """

    position: str
    kind: str
    reason: str
    text: str


@dataclass
class Chunk:
    """Some rows of one file, in their order.

    Attributes
    ----------
    rows : list of dict
        Opinions, keyed by `COLUMNS` and the other columns of the table.
    rejects : list of Reject
    left_out : Counter
        How many blocks are no opinion, by why (see `Block`).
    within : dict of str to str
        By a row's id the wider place in which the row's own place lies.
    decisions : list of Decision
        How what begins in this chunk was read.
    blocks : list of Block
        All that was read, where it was asked for (`ReadOptions.keep_blocks`).
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    within: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows) + len(self.rejects) + self.left_out.total()
