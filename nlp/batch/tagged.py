"""`read_tagged`: tables that ``ykien tag`` wrote, perhaps edited since, back into one frame."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.batch.inputs import distinct_files
from nlp.batch.tagged_records import read_tagged_records
from nlp.errors import InputError, NothingReadError, Reject
from nlp.hotspots.report.status import is_status_heading
from nlp.reading.collector import MAX_CHARS, Collector
from nlp.reading.dates import are_month_first, parse_date
from nlp.reading.encoding import normalize, printable, stray_bytes
from nlp.reading.frame import to_frame
from nlp.reading.rows import COLUMNS, TAG_COLUMNS, InputFile
from nlp.reading.tables.layout import cell_text
from nlp.taxonomy import Taxonomy
from nlp.topics import Subtopic, Topic

if TYPE_CHECKING:
    import pandas as pd

_YES = ("true", "có", "yes", "1")
# Of a label that is none.
_SHOWN = 80
_CODE_DIGITS = {"province_code": 2, "ward_code": 5, "legacy_code": 5}


@dataclass
class TaggedTable:
    """Tagged opinions, and what could not be read.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row an opinion: the columns of the frame of opinions, ``status`` (str, empty where
        unknown) when a table has a column of that meaning, and the tables' own columns.
    rejects : list of Reject
        Rows, and whole files, that could not be read.
    files : list of str
        Names of the files read.
    n_bad_dates : int
        Opinions whose date is written but can't be read; they are kept, without a date.
    """

    frame: pd.DataFrame
    rejects: list[Reject] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    n_bad_dates: int = 0


class _RowError(Exception):
    """Why a row can't be used: a code of the catalogue and what its sentence names."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def read_tagged(
    inputs: str | Path | Sequence[str | Path],
    *,
    taxonomy: Taxonomy | None = None,
    written: Sequence[Path] = (),
) -> TaggedTable:
    """Read tagged tables with Vietnamese or English headings.

    Parameters
    ----------
    inputs : path or sequence of paths
        xlsx, ods, csv, jsonl or parquet files, or folders of them.
    taxonomy : Taxonomy, optional
        Topics are mapped back to its codes by name; by default the one that comes along.
    written : sequence of Path
        Outputs, none of which may be an input.

    Returns
    -------
    TaggedTable

    Raises
    ------
    InputError
        No input can be read at all, or none holds an opinion.
    OutputError
        An output is an input too.
    """
    paths = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    reader = _Reader(taxonomy or Taxonomy.load())
    failures: list[InputError] = []
    files: list[str] = []
    for file in distinct_files(paths, written):
        try:
            reader.read(file)
            files.append(printable(file.source))
        except InputError as error:
            failures.append(error)
            source = printable(file.source)
            reader.rejects.append(Reject(source, "", error.code, error.params, ""))
    if failures and not reader.rows:
        raise NothingReadError(failures)
    if not reader.rows and not reader.rejects:
        raise InputError("file_no_opinions", file=paths[0])
    frame = to_frame(reader.rows)
    for name in (*TAG_COLUMNS, *(["status"] if reader.has_status else [])):
        if name not in frame:
            frame[name] = None
    if reader.has_status:
        frame["status"] = frame["status"].astype(object).where(frame["status"].notna(), "")
    return TaggedTable(frame, reader.rejects, files, reader.bad_dates)


class _Reader:
    """Gathers the rows of all files."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._codes = _codes_by_name(taxonomy)
        self._taxonomy = taxonomy
        self._seen: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.rejects: list[Reject] = []
        self.bad_dates = 0
        self.has_status = False

    def read(self, file: InputFile) -> None:
        """Take the rows of one file."""
        collector = Collector(file.source)
        rows: list[dict[str, Any]] = []
        days: list[Any] = []
        try:
            for position, record in read_tagged_records(file, collector):
                try:
                    rows.append(self._row(file.source, position, record))
                    days.append(record.get("date"))
                except _RowError as why:
                    shown = cell_text(record.get("text")) or ", ".join(
                        f"{name}={cell_text(value)}" for name, value in record.items()
                    )
                    collector.reject(position, why.code, shown, **why.params)
        finally:
            # Also where the file breaks off: the rows before stand, and so do their rejects.
            self._date(rows, days)
            self.rows += rows
            for chunk in collector.take(full_only=False):
                self.rejects += chunk.rejects

    def _row(self, source: str, position: str, record: dict[str, Any]) -> dict[str, Any]:
        text = _checked_text(record.get("text"))
        labels = self._labels(record)
        cell = {name: _words(record.get(name)) for name in COLUMNS if name not in ("text", "date")}
        where = f"{printable(source)} {position}"
        key = cell["id"] or hashlib.blake2b(f"{where}\0{text}".encode(), digest_size=8).hexdigest()
        if key in self._seen:
            raise _RowError("row_id_twice", id=key, where=self._seen[key])
        self._seen[key] = where
        row: dict[str, Any] = {
            **cell,
            "id": key,
            "source": cell["source"] or printable(source),
            "position": cell["position"] or position,
            "date": None,
            "text": text,
            "topics": labels,
            "topic": self._taxonomy.topic_of(labels[0]),
            **{name: _code(cell[name], digits) for name, digits in _CODE_DIGITS.items()},
            "confidence": _share(record.get("confidence")),
            "needs_review": cell_text(record.get("needs_review")).strip().lower() in _YES,
            "keywords": _items(record.get("keywords"), ","),
        }
        own = {
            # The names of places are told apart and counted, which no list can be.
            printable(name): printable(cell_text(value))
            if isinstance(value, (str, list, dict))
            else value
            for name, value in record.items()
            if name and name not in row
        }
        status = next(
            (s for name in own if is_status_heading(name) and (s := _words(own[name]))), ""
        )
        self.has_status |= any(map(is_status_heading, own))
        return {**row, **own, **({"status": status} if self.has_status else {})}

    def _date(self, rows: Sequence[dict[str, Any]], days: Sequence[Any]) -> None:
        """Give the rows of one file the days that stand in their cells.

        A spreadsheet that is set to American English has saved a CSV anew with the month first.
        """
        month_first = are_month_first(day for day in days if isinstance(day, str))
        for row, day in zip(rows, days):
            row["date"] = parse_date(day, month_first=month_first)
            self.bad_dates += row["date"] is None and bool(cell_text(day).strip())

    def _labels(self, record: dict[str, Any]) -> list[str]:
        names = _items(record.get("topics"), ";") or _items(record.get("topic"), ";")
        if not names:
            raise _RowError("row_no_topic")
        codes = []
        for name in names:
            code = self._codes.get(normalize(name).casefold())
            if code is None:
                raise _RowError("row_topic", label=name[:_SHOWN])
            codes.append(code)
        return self._corrected(list(dict.fromkeys(codes)), record)

    def _corrected(self, codes: list[str], record: dict[str, Any]) -> list[str]:
        """Return the labels by the primary topic, which staff may have corrected alone."""
        names = _items(record.get("topic"), ";")
        topic = self._codes.get(normalize(names[0]).casefold()) if names else codes[0]
        if topic is None:
            raise _RowError("row_topic", label=names[0][:_SHOWN])
        topic_of = self._taxonomy.topic_of
        if topic_of(codes[0]) == topic_of(topic):
            return codes
        same = [code for code in codes if topic_of(code) == topic_of(topic)]
        if same:
            return [*same, *(code for code in codes if code not in same)]
        # The one that was first is what they found wrong.
        return [topic, *codes[1:]]


def _codes_by_name(taxonomy: Taxonomy) -> dict[str, str]:
    codes: dict[str, str] = {}
    entries: list[Topic | Subtopic] = []
    for topic in taxonomy.topics:
        entries += [topic, *topic.subtopics]
    # A code or full name wins over a short name, and a short name counts where it is the only one.
    for entry in entries:
        if entry.name in taxonomy:
            codes.setdefault(normalize(entry.name).casefold(), taxonomy[entry.name].code)
    for entry in entries:
        codes[normalize(taxonomy.full_name(entry.code)).casefold()] = entry.code
        codes[entry.code] = entry.code
    return codes


def _checked_text(value: Any) -> str:
    text = cell_text(value)
    if "\x00" in text:
        raise _RowError("row_nul")
    stray = stray_bytes(text)
    if stray:
        raise _RowError("row_encoding", encoding="utf-8", detail=stray)
    if len(text) > MAX_CHARS:
        raise _RowError("row_too_long", length=len(text), limit=MAX_CHARS)
    clean = normalize(text)
    if not clean:
        raise _RowError("row_no_text")
    return clean


def _words(value: Any) -> str:
    return normalize(printable(cell_text(value)))


def _code(value: str, digits: int) -> str:
    """Return an official code with the zeros that a spreadsheet takes off a number."""
    return value.zfill(digits) if value.isdecimal() else value


def _items(value: Any, separator: str) -> list[str]:
    """Return the items of a list, of a list written as JSON, or of a cell with separators."""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = [value]
    parts: Iterable[Any]
    if value is None:
        parts = ()
    elif isinstance(value, (list, tuple)):
        parts = value
    else:
        # Keywords are joined by "," in spreadsheets and by ";" in CSV.
        text = cell_text(value)
        parts = text.split(";" if ";" in text else separator)
    return [text for part in parts if (text := _words(part))]


def _share(value: Any) -> float | None:
    text = cell_text(value).strip().replace(",", ".")
    scale = 100.0 if text.endswith("%") else 1.0
    try:
        share = float(text.rstrip("% ")) / scale
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None
