"""What the readers hand on: opinions, rejects, and a count of what is no opinion."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import Reject
from nlp.reading.encoding import normalize, printable, stray_bytes

if TYPE_CHECKING:
    import pandas as pd

# One opinion; more is a whole document in one cell. A spreadsheet cell holds 32,767.
MAX_CHARS = 32_000
# How many lines at the top of a document may say where it is from.
HEAD_LINES = 25
# The largest whole number that a spreadsheet keeps exactly.
_LARGEST = 10**15
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
_RESERVED = frozenset(COLUMNS + TAG_COLUMNS)


@dataclass(frozen=True)
class InputFile:
    """A file to read and the name that outputs show for it."""

    path: Path
    source: str


@dataclass
class Chunk:
    """Some rows of one file, in their order.

    Attributes
    ----------
    rows : list of dict
        Opinions, keyed by `COLUMNS` and the other columns of the table.
    rejects : list of Reject
    left_out : Counter
        How many blocks are no opinion, by why: ``heading``, ``section``, ``total``, ``answer``,
        ``official``, ``blank``.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self.rows) + len(self.rejects) + self.left_out.total()


class Collector:
    """Gathers the rows of one file into chunks.

    Parameters
    ----------
    source : str
        File name as the output shows it.
    encoding : str
        Named in the reason of a row with stray bytes.
    size : int
        Rows in a chunk.
    """

    def __init__(self, source: str, *, encoding: str = "utf-8", size: int = 5000) -> None:
        self.source = printable(source)
        self.encoding = encoding
        self.size = size
        # Lines that may say where the whole document is from.
        self.head: list[str] = []
        self._chunk = Chunk()

    def opinion(
        self,
        position: str,
        text: str,
        *,
        day: date | None = None,
        speaker: str = "",
        place: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        """Take an opinion, or reject it when its text can't be used."""
        if "\x00" in text:
            return self.reject(position, "row_nul", text)
        stray = stray_bytes(text)
        if stray:
            return self.reject(position, "row_encoding", text, encoding=self.encoding, detail=stray)
        if len(text) > MAX_CHARS:
            return self.reject(position, "row_too_long", text, length=len(text), limit=MAX_CHARS)
        clean = normalize(text)
        if not clean:
            return self.reject(position, "row_no_text", text)
        row: dict[str, Any] = {
            "id": _row_id(self.source, position, clean),
            "source": self.source,
            "position": position,
            "date": day,
            "speaker": normalize(printable(speaker)),
            "place": normalize(printable(place)),
            "province_code": "",
            "ward_code": "",
            "legacy_code": "",
            "place_level": "",
            "text": clean,
        }
        for name, value in (extra or {}).items():
            row[_free_name(name, row)] = _plain(value)
        self._chunk.rows.append(row)
        return None

    def reject(self, position: str, code: str, text: str, **params: object) -> None:
        """Take a row that can't be used."""
        self._chunk.rejects.append(Reject(self.source, position, code, params, printable(text)))

    def leave_out(self, why: str) -> None:
        """Count a block that is no opinion."""
        self._chunk.left_out[why] += 1

    def take(self, *, full_only: bool = True) -> Iterator[Chunk]:
        """Yield the chunk gathered so far when it is full, or at the end of the file."""
        if len(self._chunk) >= (self.size if full_only else 1):
            yield self._chunk
            self._chunk = Chunk()


def to_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return opinions as a frame: the columns of the design first, then the table's own.

    Parameters
    ----------
    rows : list of dict

    Returns
    -------
    pandas.DataFrame
        ``date`` is datetime64, everything else as read.
    """
    import pandas as pd

    others = list(dict.fromkeys(name for row in rows for name in row if name not in COLUMNS))
    frame = pd.DataFrame(rows, columns=[*COLUMNS, *others])
    frame["date"] = pd.to_datetime(frame["date"])
    for name in COLUMNS:
        if name != "date":
            frame[name] = frame[name].astype("str")
    return frame


def _row_id(source: str, position: str, text: str) -> str:
    key = "\0".join((source, position, text)).encode()
    return hashlib.blake2b(key, digest_size=8).hexdigest()


def _plain(value: Any) -> Any:
    """Return a cell as any output can hold it: no lone surrogates, infinities or huge numbers."""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and abs(value) > _LARGEST:
        value = str(value)
    return printable(value) if isinstance(value, str) else value


def _free_name(name: str, row: Mapping[str, Any]) -> str:
    name = normalize(printable(str(name))) or "column"
    if name in _RESERVED:
        name = f"input_{name}"
    stem, number = name, 2
    while name in row:
        name, number = f"{stem}_{number}", number + 1
    return name
