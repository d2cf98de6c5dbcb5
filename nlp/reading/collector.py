"""The rows of one file in, chunks out: what can't be used is rejected, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from nlp.errors import Reject
from nlp.reading.encoding import normalize, printable, stray_bytes
from nlp.reading.rows import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    TAG_COLUMNS,
    TEXT_KINDS,
    Block,
    Chunk,
    Decision,
)

# One opinion; more is a whole document in one cell. A spreadsheet cell holds 32,767.
MAX_CHARS = 32_000
# The largest whole number that a spreadsheet keeps exactly.
_LARGEST = 10**15
# A chunk is full with so many cells for each row of its size.
_CELLS_A_ROW = 50
_RESERVED = frozenset(COLUMNS + TAG_COLUMNS + OPTIONAL_COLUMNS)


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
    keep_answers : bool
        Opinions of running text have the answers to them as well.
    keep_blocks : bool
        Note every block and the rule that classed it.
    listed : bool
        As in `InputFile`.
    """

    def __init__(
        self,
        source: str,
        *,
        encoding: str = "utf-8",
        size: int = 5000,
        keep_answers: bool = False,
        keep_blocks: bool = False,
        listed: bool = False,
    ) -> None:
        self.source = printable(source)
        self.listed = listed
        self.encoding = encoding
        self.size = size
        # Lines that may say where the whole document is from.
        self.head: list[str] = []
        self.keep_answers = keep_answers
        self._keep_blocks = keep_blocks
        # Of the document, for opinions whose own isn't known; and of lines, by their positions.
        self.day: date | None = None
        self.place = ""
        self.days: dict[str, date] = {}
        # What the file is, told by its reader.
        self.kind = "text"
        self._chunk = Chunk()
        self._cells = 0
        # How many opinions of the chunk have an id by their place and words: they come together.
        self._ids: dict[str, int] = {}
        self._decided = False

    def decide(self, part: str, columns: Mapping[str, str]) -> None:
        """Note how the file, or a sheet or table of it, is read."""
        encoding = self.encoding if self.kind in TEXT_KINDS else ""
        shown = {role: normalize(printable(name)) for role, name in columns.items()}
        self._chunk.decisions.append(
            Decision(self.source, printable(part), self.kind, encoding, shown)
        )
        self._decided = True

    def opinion(
        self,
        position: str,
        text: str,
        *,
        day: date | None = None,
        speaker: str = "",
        place: str = "",
        within: str = "",
        answer: str | None = None,
        status: str | None = None,
        phone: str | None = None,
        extra: Mapping[str, Any] | None = None,
        reason: str = "row",
    ) -> None:
        """Take an opinion, or reject it when its text can't be used.

        `answer`, `status` and `phone` are columns of the row where they are not None; `within`
        is the place that the section or sheet of a table gives.
        """
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
        position, own_id = self._own(position, clean)
        row: dict[str, Any] = {
            "id": own_id,
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
        for name, said in zip(OPTIONAL_COLUMNS, (answer, status, phone)):
            if said is not None:
                row[name] = normalize(printable(said))
        for name, value in (extra or {}).items():
            row[_free_name(name, row)] = _plain(value)
        if within and normalize(within) != row["place"]:
            self._chunk.within[row["id"]] = normalize(printable(within))
        self._chunk.rows.append(row)
        self._note(position, "opinion", reason, clean)
        self._cells += len(row)
        return None

    def _own(self, position: str, text: str) -> tuple[str, str]:
        """Return a place and an id that no other opinion has: two may say the same in one line."""
        first = found = _row_id(self.source, position, text)
        place = position
        while found in self._ids:
            self._ids[first] += 1
            place = f"{position}#{self._ids[first]}"
            found = _row_id(self.source, place, text)
        self._ids[found] = 1
        return place, found

    def reject(
        self,
        position: str,
        code: str,
        text: str,
        cells: Iterable[tuple[str, str]] = (),
        /,
        **params: object,
    ) -> None:
        """Take a row that can't be used; `cells` are its texts by the columns' names."""
        self._note(position, "reject", code, text)
        shown = tuple((name, printable(cell)) for name, cell in cells if cell.strip())
        reject = Reject(self.source, position, code, params, printable(text), shown)
        self._chunk.rejects.append(reject)

    def leave_out(self, why: str, position: str = "", text: str = "", reason: str = "") -> None:
        """Count a block that is no opinion."""
        self._chunk.left_out[why] += 1
        self._note(position, why, reason or why, text)

    def _note(self, position: str, kind: str, reason: str, text: str) -> None:
        if self._keep_blocks:
            self._chunk.blocks.append(Block(position, kind, reason, normalize(printable(text))))

    def take(self, *, full_only: bool = True) -> Iterator[Chunk]:
        """Yield the chunk gathered so far when it is full, or at the end of the file."""
        if not full_only and not self._decided:
            self.decide("", {})
        # Rows may have thousands of cells.
        full = len(self._chunk) >= self.size or self._cells >= _CELLS_A_ROW * self.size
        if full or not full_only:
            self._cells = 0
            yield self._chunk
            self._chunk, self._ids = Chunk(), {}


def _row_id(source: str, position: str, text: str) -> str:
    key = "\0".join((source, position, text)).encode()
    return hashlib.blake2b(key, digest_size=8).hexdigest()


def _plain(value: Any) -> Any:
    """Return a cell as any output can hold it: no lone surrogates, infinities or huge numbers."""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    # Spreadsheets keep whole numbers, those of telephones and people among them, as 12.0.
    if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST:
        return int(value)
    if isinstance(value, int) and abs(value) > _LARGEST:
        value = str(value)
    if isinstance(value, str):
        return printable(unicodedata.normalize("NFC", value))
    return value


@lru_cache(maxsize=1024)
def _column_name(heading: str) -> str:
    name = normalize(printable(heading)) or "column"
    return f"input_{name}" if name in _RESERVED else name


def _free_name(name: str, row: Mapping[str, Any]) -> str:
    name = stem = _column_name(str(name))
    number = 2
    while name in row:
        name, number = f"{stem}_{number}", number + 1
    return name
