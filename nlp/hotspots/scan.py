"""What is heating up, where, since when, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from nlp.errors import Phrase, YkienError
from nlp.hotspots.candidates import Best, best_windows, candidates
from nlp.hotspots.cells import UNKNOWN_DAY
from nlp.hotspots.details import Details
from nlp.hotspots.families import Family, families
from nlp.hotspots.meetings import Meetings
from nlp.hotspots.nodes import Bools
from nlp.hotspots.null import Null, simulate
from nlp.hotspots.opinions import Opinions, last_day
from nlp.hotspots.places import PLACE_COLUMNS
from nlp.hotspots.result import HotspotResult, check_alpha
from nlp.hotspots.scanned import Scan
from nlp.hotspots.tables import Setting
from nlp.hotspots.windows import Timeline, longest_days

if TYPE_CHECKING:
    import datetime

    import pandas as pd

KINDS = ("emerging", "concentrated")


def find_hotspots(
    frame: pd.DataFrame,
    *,
    date: str = "date",
    place: str | Sequence[str] = PLACE_COLUMNS,
    topics: str = "topics",
    until: str | datetime.date | pd.Timestamp | None = None,
    window: str | int | pd.Timedelta = "90D",
    max_hotspots: int = 50,
    alpha: float = 0.05,
    seed: int = 0,
    n_replicates: int = 999,
    weights: str | None = None,
    kinds: Sequence[str] = KINDS,
) -> HotspotResult:
    """Find the topics that stand out at a place and in a time.

    Every topic and subtopic, at every place of every level, in every window that ends at `until`
    and is 7, 14, ... days long up to `window`, is judged by two questions.

    *Concentrated*: is the topic's share of the opinions above that of all other places in the same
    weeks? *Emerging*: is it above the place's own past, by more than it rose elsewhere? For the
    topic over all places together the second is asked against the same weeks of earlier years, and
    not at all where there are none. Where there are, a place must also exceed its own same season.
    A year that has hardly an opinion in those weeks is none: its day may be mistyped.

    Both questions take as given how many opinions each place had and when, so that a large
    meeting is no hot spot by itself. How this is held in the replicates is told in
    `nlp.hotspots.permutation`, the ratio in `nlp.hotspots.statistic`. Opinions of one day, place
    and ``source`` make a meeting; opinions of a meeting count for less the more alike they are.

    `alpha` bounds the chance that a report holds any false hot spot. It is split between the
    questions asked: 45 % each, 10 % for topics over all places. Within each the largest ratio of
    every replicate is the yardstick for all nodes and windows scanned. A p-value is divided by the
    share of its question, so that with 999 replicates none is below 1/450 (1/500 where topics over
    all places are not asked about), see `HotspotResult.least_p_value`; more replicates allow less.
    It bounds how often a report without any hot spot would hold something that extreme.

    Parameters
    ----------
    frame : DataFrame
        One row an opinion. Rows that repeat an ``id`` are left out. Where there are ``text`` and
        ``speaker``, what a person had filed before at a place in the same words takes no part.
    date : str
        Column of dates, datetimes, or text that `nlp.reading.dates.parse_date` reads; empty where
        unknown.
    place : str or sequence of str
        Columns from coarse to fine; those that are not there are left out. By default names or,
        without any, ``province_code`` and ``ward_code``, or ``place`` where fewer than half of
        the opinions that name a place have its code (of a commune or hamlet that of its province
        alone is none), or where all are of one commune and most name one of its hamlets.
    topics : str
        Column of lists of ``"topic/subtopic"``, or of text joined by ``";"``.
    until : str, date or Timestamp, optional
        Last day; by default that of the last opinion.
    window : str, int or Timedelta
        The longest window: 7 to 364 days.
    max_hotspots : int
        At most so many rows.
    alpha : float
    seed : int
    n_replicates : int
        Monte Carlo replicates of each question; fewer are drawn where nothing is unusual.
    weights : str, optional
        Column of probabilities (``"confidence"``): they are summed in place of counts.
    kinds : sequence of {"emerging", "concentrated"}

    Returns
    -------
    HotspotResult

    Raises
    ------
    YkienError
        A column is missing, or a value or setting can't be used.

    References
    ----------
    Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics 26, 1481-1496.
    Kulldorff, M., Fang, Z. and Walsh, S. (2003). A tree-based scan statistic for database disease
    surveillance. Biometrics 59, 323-331.
    Kulldorff, M. et al. (2005). A space-time permutation scan statistic for disease outbreak
    detection. PLoS Medicine 2, e59.
    DuMouchel, W. (1999). Bayesian data mining in large frequency tables. The American Statistician
    53, 177-190.

    Examples
    --------
    >>> result = find_hotspots(frame, place=("commune",))  # doctest: +SKIP
    >>> result.table[["topic", "place", "start", "observed", "expected"]]  # doctest: +SKIP
    """
    kinds = _checked(alpha, seed, n_replicates, max_hotspots, kinds)
    days = longest_days(window)
    read = Opinions.of(frame, date=date, place=place, topics=topics, weights=weights)
    last = last_day(read, until)
    dated = read.day != UNKNOWN_DAY
    until_then: Bools = dated & (read.day <= last) if last is not None else dated
    used = until_then & ~read.refiled
    meetings = Meetings.of(read.take(np.flatnonzero(used)))
    setting = Setting.of(meetings, Timeline.of(meetings.day[meetings.meeting_of], last or 0, days))
    asked = families(setting, kinds, seed)
    scans = [best_windows(setting, family) for family in asked]
    nulls = _simulate(asked, scans, n_replicates, alpha)
    found = [
        candidate
        for number, (family, best, null) in enumerate(zip(asked, scans, nulls))
        for candidate in candidates(setting, number, family, best, null)
    ]
    details = Details(frame.copy(deep=False), date, read.places.levels, setting)
    return HotspotResult(
        alpha=alpha,
        until=_timestamp(last),
        window=days,
        max_hotspots=int(max_hotspots),
        n_replicates=int(n_replicates),
        n_drawn={f"{f.kind}: {f.baseline}": len(n.maxima) for f, n in zip(asked, nulls)},
        n_scanned=sum(_n_scanned(family) for family in asked),
        n_opinions=len(read),
        n_unknown_date=int((~dated).sum()),
        n_unknown_place=int(read.places.unknown[read.leaf].sum()),
        n_no_topic=int((np.diff(read.start) == 0).sum()),
        n_later=int((dated & ~until_then).sum()),
        n_duplicates=read.n_duplicates,
        n_refiled=int((until_then & read.refiled).sum()),
        meeting_correlation=meetings.correlation,
        seed=int(seed),
        _scan=Scan(setting, asked, nulls, found, details),
    )


def _simulate(
    asked: list[Family], scans: list[Best], n_replicates: int, alpha: float
) -> list[Null]:
    """Draw the null of each family, two at a time: arrays leave Python's lock free."""

    def one(number: int) -> Null:
        family, best = asked[number], scans[number]
        return simulate(
            family.counter,
            family.sampler,
            family.rng,
            top=float(best.statistic[0]) if len(best.statistic) else 0.0,
            n_replicates=n_replicates,
            alpha=alpha,
            share=family.share,
        )

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(one, range(len(asked))))


def _n_scanned(family: Family) -> int:
    counter = family.counter
    nodes = sum(len(table.nodes) * int(table.channel.scanned.sum()) for table in counter.tables)
    return nodes * counter.n_bins


def _timestamp(day: int | None) -> pd.Timestamp | None:
    import pandas as pd

    return None if day is None else pd.Timestamp(np.datetime64(day, "D"))


def _checked(
    alpha: float, seed: int, n_replicates: int, max_hotspots: int, kinds: Sequence[str]
) -> tuple[str, ...]:
    check_alpha(alpha)
    for name, value, least in (
        ("seed", seed, 0),
        ("n_replicates", n_replicates, 1),
        ("max_hotspots", max_hotspots, 0),
    ):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
            allowed = Phrase(
                f"cần số nguyên không nhỏ hơn {least}", f"it must be a whole number from {least}"
            )
            raise YkienError("hotspots_setting", setting=name, value=value, allowed=allowed)
    asked = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    if not asked or set(asked) - set(KINDS):
        allowed = Phrase(f"cần {' / '.join(KINDS)}", f"it must be among {' / '.join(KINDS)}")
        raise YkienError("hotspots_setting", setting="kinds", value=asked, allowed=allowed)
    return asked
