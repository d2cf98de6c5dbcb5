"""The opinions of a tagged frame as the report shows them.

A frame may have a million rows, so they are kept by column and counted as arrays; an `Opinion` is
made of those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nlp.hotspots.cells import UNKNOWN_DAY, day_numbers, distinct_rows
from nlp.hotspots.nodes import Bools, Ints
from nlp.hotspots.opinions import label_records
from nlp.hotspots.report.places import Path, PlaceColumns
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

_FIELDS = ("text", "speaker", "place", "source", "position", "status")
_AT_ONCE = 10_000
Strings = NDArray[np.object_]


@dataclass(frozen=True)
class Opinion:
    """One opinion.

    Attributes
    ----------
    id, text, speaker, written, source, position, status : str
        Empty where unknown; `written` is the place as written.
    day : pandas.Timestamp or None
    topics : tuple of str
        Codes, primary first.
    topic_names : tuple of str
        Names of their topics, each once.
    path : tuple of str
        The place by name; widest first, empty where unknown.
    spots : tuple of int
        Numbers of the hot spots that it belongs to.
    """

    id: str
    text: str
    speaker: str
    written: str
    source: str
    position: str
    status: str
    day: pd.Timestamp | None
    topics: tuple[str, ...]
    topic_names: tuple[str, ...]
    path: Path
    spots: tuple[int, ...]

    @property
    def place(self) -> str:
        """The place by name, narrowest first; as written where no name is known."""
        return ", ".join(reversed(self.path)) or self.written


@dataclass(frozen=True)
class Pairs:
    """What opinions have several of: topics, hot spots.

    Attributes
    ----------
    row, value : ndarray of int, shape (n_pairs,)
        Sorted by row; within one in the order of the frame.
    names : list of str
        What the values stand for.
    """

    row: Ints
    value: Ints
    names: list[str]

    def of(self, row: int) -> list[int]:
        """Return the values of a row."""
        first, last = np.searchsorted(self.row, [row, row + 1])
        values: list[int] = self.value[first:last].tolist()
        return values

    def counts(self) -> dict[str, int]:
        """Return how many pairs have each name, those that none has left out."""
        counts: dict[str, int] = {}
        for name, n in zip(self.names, np.bincount(self.value, minlength=len(self.names)).tolist()):
            if n:
                counts[name] = counts.get(name, 0) + n
        return counts

    def renamed(self, names: list[str]) -> Pairs:
        """Return the pairs under other names, those that become equal once."""
        distinct = list(dict.fromkeys(names))
        number = {name: i for i, name in enumerate(distinct)}
        value = np.asarray([number[name] for name in names], dtype=np.int64)[self.value]
        kept = _first_of_each(self.row, value, len(distinct))
        return Pairs(self.row[kept], value[kept], distinct)


@dataclass(frozen=True)
class OpinionTable:
    """All opinions of a report, latest first, the undated last.

    Attributes
    ----------
    columns : dict of str to ndarray of object, shape (n,)
        ``id``, ``text``, ``speaker``, ``place`` (as written), ``source``, ``position``,
        ``status``: str, empty where unknown.
    day : ndarray of int, shape (n,)
        Days since 1970, or `nlp.hotspots.cells.UNKNOWN_DAY`.
    place : ndarray of int, shape (n,)
        Index into `paths`.
    paths : list of tuple of str
        Names of places, widest first.
    labels, topics, spots : Pairs
        Codes of topics and subtopics, names of topics, numbers of hot spots.
    """

    columns: dict[str, Strings]
    day: Ints
    place: Ints
    paths: list[Path]
    labels: Pairs
    topics: Pairs
    spots: Pairs

    def __len__(self) -> int:
        return len(self.day)

    def __iter__(self) -> Iterator[Opinion]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self.take(range(first, min(first + _AT_ONCE, len(self))))

    @property
    def dated(self) -> Bools:
        """Which opinions have a day."""
        known: Bools = self.day != UNKNOWN_DAY
        return known

    @property
    def in_spots(self) -> Bools:
        """Which opinions belong to a hot spot."""
        inside = np.zeros(len(self), dtype=bool)
        inside[self.spots.row] = True
        return inside

    @property
    def areas(self) -> list[str]:
        """The places by name, without their narrowest parts: two levels at the most."""
        return [", ".join(reversed(path[:2])) for path in self.paths]

    def take(self, rows: Iterable[int]) -> list[Opinion]:
        """Return some opinions."""
        return [self._opinion(row) for row in rows]

    def _opinion(self, row: int) -> Opinion:
        texts = {name: values[row] for name, values in self.columns.items()}
        return Opinion(
            written=texts.pop("place"),
            day=timestamp(int(self.day[row])),
            topics=tuple(self.labels.names[i] for i in self.labels.of(row)),
            topic_names=tuple(self.topics.names[i] for i in self.topics.of(row)),
            path=self.paths[self.place[row]],
            spots=tuple(self.spots.of(row)),
            **texts,
        )


def timestamp(day: int) -> pd.Timestamp | None:
    """Return a day since 1970 as people know it, None where it is unknown."""
    import pandas as pd

    return None if day == UNKNOWN_DAY else pd.Timestamp(np.datetime64(day, "D"))


def opinions_of(
    frame: pd.DataFrame, taxonomy: Taxonomy, places: PlaceColumns, spots: Iterable[list[str]]
) -> OpinionTable:
    """Return the opinions of a frame.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tagged opinions as `nlp.find_hotspots` takes them, with ``text``; the other columns of
        the frame of opinions and ``status`` where there are any. A repeated id is left out.
    taxonomy : Taxonomy
    places : PlaceColumns
    spots : iterable of list of str
        Ids of the opinions of each hot spot.

    Returns
    -------
    OpinionTable
    """
    import pandas as pd

    frame, ids = distinct_rows(frame)
    day = day_numbers(frame["date"], "date")
    order = np.argsort(np.where(day == UNKNOWN_DAY, np.iinfo(np.int64).max, -day), kind="stable")
    place, paths = places.paths(frame)
    row, labels = label_records(frame["topics"], "topics")
    codes, names = pd.factorize(labels)
    known = pd.Index(ids, dtype=object)
    inside = [known.get_indexer(pd.Index(found, dtype=object)) for found in spots]
    numbers = np.repeat(np.arange(len(inside)) + 1, [len(found) for found in inside])
    found = np.concatenate([np.zeros(0, dtype=np.int64), *inside])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    said = _pairs(rank[row], codes.astype(np.int64), [str(name) for name in names])
    topic_names = [taxonomy[taxonomy.topic_of(label)].name for label in said.names]
    return OpinionTable(
        columns={
            "id": ids[order],
            **{name: _strings(frame, name)[order] for name in _FIELDS},
        },
        day=day[order],
        place=place[order],
        paths=[places.path_names(path) for path in paths],
        labels=said,
        topics=said.renamed(topic_names),
        spots=_pairs(rank[found], numbers, []),
    )


def _pairs(row: Ints, value: Ints, names: list[str]) -> Pairs:
    order = np.argsort(row, kind="stable")
    row, value = row[order], value[order]
    kept = _first_of_each(row, value, int(value.max(initial=0)) + 1)
    return Pairs(row[kept], value[kept], names)


def _first_of_each(row: Ints, value: Ints, n_values: int) -> Ints:
    """Return the pairs that did not occur before."""
    return np.sort(np.unique(row * n_values + value, return_index=True)[1])


def _strings(frame: pd.DataFrame, name: str) -> Strings:
    """Return a column as text, empty where nothing is known."""
    import pandas as pd

    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[name].astype(object).where(frame[name].notna(), "").to_numpy(dtype=object)
    if pd.api.types.infer_dtype(values, skipna=False) in ("string", "empty"):
        return values
    return np.asarray([*map(str, values), None], dtype=object)[:-1]
