"""A tagged frame, checked and turned into arrays that do not depend on the order of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nlp.errors import Phrase, YkienError
from nlp.hotspots.cells import (
    UNKNOWN_DAY,
    cleaned,
    day_numbers,
    distinct_rows,
    require_columns,
)
from nlp.hotspots.grouped import distinct_sorted, group_sums, records_of
from nlp.hotspots.nodes import Bools, Floats, Ints, PlaceTree, TopicTree
from nlp.hotspots.places import place_columns
from nlp.hotspots.refiled import refilings
from nlp.reading.dates import parse_date

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Opinions:
    """Opinions in a canonical order: by day, place, source, labels, weight and id.

    Attributes
    ----------
    ids : ndarray of object, shape (n,)
    day : ndarray of int, shape (n,)
        Days since 1970-01-01; `UNKNOWN_DAY` where unknown.
    leaf, source : ndarray of int, shape (n,)
    weight : ndarray of float, shape (n,)
        1, or the confidence.
    start : ndarray of int, shape (n + 1,)
        Where the labels of each opinion begin in `label`.
    label : ndarray of int
        Indices into `topics.labels`, distinct within an opinion.
    places : PlaceTree
    topics : TopicTree
    refiled : ndarray of bool, shape (n,)
        Filed before by the same person; see `nlp.hotspots.refiled`.
    n_duplicates : int
        Rows left out since their id had occurred.
    """

    ids: NDArray[np.object_]
    day: Ints
    leaf: Ints
    source: Ints
    weight: Floats
    start: Ints
    label: Ints
    places: PlaceTree
    topics: TopicTree
    refiled: Bools
    n_duplicates: int

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        *,
        date: str,
        place: str | Sequence[str],
        topics: str,
        weights: str | None,
    ) -> Opinions:
        """Check a frame and read it.

        Raises
        ------
        YkienError
            A column is missing, or a value is no date, no list of topics or no confidence.
        """
        levels = place_columns(frame, place)
        require_columns(frame, [date, topics, *([weights] if weights else [])])
        n_rows = len(frame)
        frame, ids = distinct_rows(frame)
        n_duplicates = n_rows - len(frame)
        day = day_numbers(frame[date], date)
        tree, leaf = PlaceTree.of([cleaned(frame[column]) for column in levels], levels)
        row, names = label_records(frame[topics], topics)
        label, distinct = _factorized(names)
        pairs = distinct_sorted(row * max(1, len(distinct)) + label)
        row, label = np.divmod(pairs, max(1, len(distinct)))
        weight = _weights(frame[weights], weights) if weights else np.ones(len(frame))
        source = _factorized(cleaned(frame["source"]))[0] if "source" in frame else None
        source = np.zeros(len(frame), dtype=np.int64) if source is None else source
        return _canonical(
            cls(
                ids=ids,
                day=day,
                leaf=leaf,
                source=source,
                weight=weight,
                start=np.searchsorted(row, np.arange(len(frame) + 1)),
                label=label,
                places=tree,
                topics=TopicTree.of(distinct),
                refiled=refilings(frame, leaf, day),
                n_duplicates=n_duplicates,
            )
        )

    def take(self, rows: Ints) -> Opinions:
        """Return some opinions, in the given order."""
        length = np.diff(self.start)[rows]
        start = np.concatenate([[0], np.cumsum(length)])
        at = np.repeat(self.start[rows] - start[:-1], length) + np.arange(start[-1])
        return Opinions(
            self.ids[rows],
            self.day[rows],
            self.leaf[rows],
            self.source[rows],
            self.weight[rows],
            start,
            self.label[at],
            self.places,
            self.topics,
            self.refiled[rows],
            self.n_duplicates,
        )


def last_day(read: Opinions, until: object) -> int | None:
    """Return the last day that is looked at: the one asked for, or that of the last opinion.

    Raises
    ------
    YkienError
        What was asked for is no date.
    """
    if until is not None:
        found = parse_date(until)
        if found is None:
            allowed = Phrase("cần một ngày, ví dụ 2026-09-30", "it must be a date (2026-09-30)")
            raise YkienError("hotspots_setting", setting="until", value=until, allowed=allowed)
        return int((np.datetime64(found) - np.datetime64("1970-01-01")).astype(int))
    known: Ints = read.day[read.day != UNKNOWN_DAY]
    return int(known.max()) if len(known) else None


def _factorized(values: pd.Series) -> tuple[Ints, list[str]]:
    import pandas as pd

    codes, distinct = pd.factorize(values, sort=True)
    return codes.astype(np.int64), [str(value) for value in distinct]


def label_records(column: pd.Series, name: str) -> tuple[Ints, pd.Series]:
    """Return (row, label) of every label, empty ones left out, in the order of the rows.

    Parameters
    ----------
    column : Series
        Lists of labels, or text joined by ``";"``; numbered from 0.
    name : str
        Of the column, for the error.

    Raises
    ------
    YkienError
        A value is no text.
    """
    import pandas as pd

    spread = column.astype(object).explode()
    spread = spread[spread.notna()]
    try:
        codes, distinct = pd.factorize(spread)
        text = np.asarray([isinstance(v, str) for v in distinct], dtype=bool)[codes]
    except TypeError:  # what has no hash, such as a list in a list, is no text
        text = spread.map(lambda value: isinstance(value, str)).to_numpy(dtype=bool)
    wrong = np.flatnonzero(~text)
    if len(wrong):
        at, value = spread.index[wrong[0]], spread.iloc[wrong[0]]
        raise YkienError("hotspots_topics", column=name, row=int(at) + 1, value=str(value)[:60])
    parts = [[p.strip() for p in str(v).split(";") if p.strip()] for v in distinct]
    start = np.concatenate([[0], np.cumsum([len(p) for p in parts], dtype=np.int64)])
    owner, record = records_of(start, codes.astype(np.int64))
    flat = np.asarray([label for p in parts for label in p], dtype=object)
    rows = spread.index.to_numpy(dtype=np.int64)
    return rows[owner], pd.Series(flat[record], dtype=object)


def _weights(column: pd.Series, name: str) -> Floats:
    import pandas as pd

    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64)
    wrong = np.flatnonzero(~((values >= 0) & (values <= 1)))
    if len(wrong):
        said = str(column.iloc[wrong[0]])[:60]
        raise YkienError("hotspots_weight", column=name, row=int(wrong[0]) + 1, value=said)
    return values


def _canonical(found: Opinions) -> Opinions:
    """Sort opinions, and number places by what was said there rather than by their names.

    So neither the order of the rows nor the names of the places reach the random numbers.
    """
    if not len(found):
        return found
    length = np.diff(found.start)
    owner = np.repeat(np.arange(len(found)), length)
    code = found.label.astype(np.float64) + 1
    first = group_sums(owner, code, len(found))
    second = group_sums(owner, np.square(code), len(found))
    n_leaves = found.places.n_leaves
    day = np.where(found.day == UNKNOWN_DAY, 0, found.day).astype(np.float64)
    signature = [
        group_sums(found.leaf, values, n_leaves)
        for values in (np.ones(len(found)), day, first, first * day, second * np.sqrt(day + 1e6))
    ]
    # Sums of floats depend on the order in the last digits.
    keys = [np.round(values, 3) for values in signature]
    order = np.lexsort([np.arange(n_leaves), *reversed(keys)])
    number = np.empty(n_leaves, dtype=np.int64)
    number[order] = np.arange(n_leaves)
    leaf = number[found.leaf]
    by_id = _factorized_array(found.ids)
    rows = np.lexsort([by_id, found.weight, second, first, found.source, leaf, found.day])
    moved = Opinions(
        found.ids,
        found.day,
        leaf,
        found.source,
        found.weight,
        found.start,
        found.label,
        found.places.reordered(order),
        found.topics,
        found.refiled,
        found.n_duplicates,
    )
    return moved.take(rows)


def _factorized_array(values: NDArray[np.object_]) -> Ints:
    import pandas as pd

    return pd.factorize(values, sort=True)[0].astype(np.int64)
