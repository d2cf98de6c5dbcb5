"""Plain rankings by volume and by growth, for those who ask for them.

They say what was heard most, and what was heard more than before. They do not say what stands out:
where a dialogue was held last week everything grew. For that see `nlp.find_hotspots`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.cells import UNKNOWN_DAY
from nlp.hotspots.grouped import group_sums
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.opinions import Opinions, last_day
from nlp.hotspots.places import PLACE_COLUMNS
from nlp.hotspots.windows import longest_days

if TYPE_CHECKING:
    import datetime

    import pandas as pd

# Added to both counts, so that one after none is not endless growth.
_PRIOR = 1.0


def volume_ranking(
    frame: pd.DataFrame,
    *,
    date: str = "date",
    place: str | Sequence[str] = PLACE_COLUMNS,
    topics: str = "topics",
    until: str | datetime.date | pd.Timestamp | None = None,
    window: str | int | pd.Timedelta | None = None,
    weights: str | None = None,
    n_rows: int | None = 50,
) -> pd.DataFrame:
    """Rank topics at places by the number of opinions.

    Parameters
    ----------
    frame, date, place, topics, until, weights
        As in `nlp.find_hotspots`.
    window : str, int or Timedelta, optional
        Count the days of this window that ends at `until`; by default everything, opinions
        without a date included.
    n_rows : int, optional
        At most so many rows; None for all.

    Returns
    -------
    DataFrame
        ``topic``, ``place``, ``path``, ``level`` (a column name, or "all"), ``observed``, ``share``
        (of the opinions of the place), ``ranking`` ("volume"): most opinions first.

    Raises
    ------
    YkienError
        A column is missing, or a value or setting can't be used.
    """
    read = Opinions.of(frame, date=date, place=place, topics=topics, weights=weights)
    use = np.ones(len(read), dtype=bool)
    if window is not None:
        last = last_day(read, until)
        back = (last or 0) - read.day
        use = (read.day != UNKNOWN_DAY) & (back >= 0) & (back < longest_days(window))
    elif until is not None:
        use = (read.day == UNKNOWN_DAY) | (read.day <= (last_day(read, until) or 0))
    rows = _counted(read, [np.where(use, read.weight, 0.0)])
    rows["share"] = rows["observed"] / rows.pop("opinions")
    rows["ranking"] = "volume"
    return _first(rows, "observed", n_rows)


def growth_ranking(
    frame: pd.DataFrame,
    *,
    date: str = "date",
    place: str | Sequence[str] = PLACE_COLUMNS,
    topics: str = "topics",
    until: str | datetime.date | pd.Timestamp | None = None,
    window: str | int | pd.Timedelta = "90D",
    weights: str | None = None,
    n_rows: int | None = 50,
) -> pd.DataFrame:
    """Rank topics at places by growth: the last window against the one before it.

    Parameters
    ----------
    frame, date, place, topics, until, window, weights, n_rows
        As in `volume_ranking`.

    Returns
    -------
    DataFrame
        ``topic``, ``place``, ``path``, ``level``, ``observed``, ``before``, ``growth``
        ((observed + 1) / (before + 1)), ``ranking`` ("growth"): strongest growth first.

    Raises
    ------
    YkienError
        A column is missing, or a value or setting can't be used.
    """
    days = longest_days(window)
    read = Opinions.of(frame, date=date, place=place, topics=topics, weights=weights)
    last = last_day(read, until)
    back = np.where(read.day == UNKNOWN_DAY, -1, (last or 0) - read.day)
    now = (back >= 0) & (back < days)
    before = (back >= days) & (back < 2 * days)
    rows = _counted(read, [np.where(part, read.weight, 0.0) for part in (now, before)])
    rows = rows.drop(columns="opinions")
    rows["growth"] = (rows["observed"] + _PRIOR) / (rows["before"] + _PRIOR)
    rows["ranking"] = "growth"
    return _first(rows, "growth", n_rows)


def _counted(read: Opinions, weights: list[Floats]) -> pd.DataFrame:
    """Return every topic node at every place node that has opinions by the first weights."""
    import pandas as pd

    parts = []
    tree, places = read.topics, read.places
    opinion = np.repeat(np.arange(len(read)), np.diff(read.start))
    fine = read.label, opinion, tree.labels, tree.scanned_labels
    pairs = np.unique(opinion * max(1, len(tree.topics)) + tree.topic_of[read.label])
    coarse_opinion, coarse = np.divmod(pairs, max(1, len(tree.topics)))
    topics = coarse, coarse_opinion, tree.topics, tree.scanned_topics
    everywhere = np.zeros(places.n_leaves, dtype=np.int64)
    levels: list[tuple[str, Ints, list[tuple[str, ...]]]] = [("all", everywhere, [()])]
    levels += list(zip(places.levels, places.nodes, places.paths))
    for level, of_leaf, paths in levels:
        node = of_leaf[read.leaf]
        known = node >= 0
        opinions = group_sums(node[known], weights[0][known], len(paths))
        for label, owner, names, kept in (fine, topics):
            use = (node[owner] >= 0) & kept[label]
            key = node[owner][use] * len(names) + label[use]
            size = len(paths) * len(names)
            counts = [group_sums(key, weight[owner][use], size) for weight in weights]
            cells = np.flatnonzero(counts[0] > 0)
            at, of = np.divmod(cells, max(1, len(names)))
            parts.append(
                pd.DataFrame(
                    {
                        "topic": [names[i] for i in of],
                        "place": [paths[i][-1] if paths[i] else "" for i in at],
                        "path": [tuple(v for v in paths[i] if v) for i in at],
                        "level": level,
                        "observed": counts[0][cells],
                        "opinions": opinions[at],
                        **({"before": counts[1][cells]} if len(counts) > 1 else {}),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _first(rows: pd.DataFrame, by: str, n_rows: int | None) -> pd.DataFrame:
    order = rows.sort_values(
        [by, "observed", "topic", "path"], ascending=[False, False, True, True], kind="stable"
    )
    return order.iloc[:n_rows].reset_index(drop=True)
