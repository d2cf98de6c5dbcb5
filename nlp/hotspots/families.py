"""The three families of tests, each with its question, its comparison and its null.

- *Concentrated*: every node against all other places, in the same strata of time.
- *Emerging*: every node against its own past, as the other places lead one to expect.
- *Emerging everywhere*: a topic over all places together has no other place to be compared with,
  and what rises in every rainy season is no news; so it is compared with the same weeks of earlier
  years. Where the table holds no earlier year nothing is said of it, save where the table is of a
  single place: its own past is then all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.hotspots.baseline import Season, log_weights
from nlp.hotspots.counting import LEAST_CASES, Counter
from nlp.hotspots.found import Found, Table
from nlp.hotspots.grouped import group_sums
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.permutation import AcrossPlaces, Sampler, WithinPlaces
from nlp.hotspots.statistic import Cells, emerging, log_likelihood_ratio
from nlp.hotspots.tables import EVERYWHERE, Setting
from nlp.hotspots.windows import touched

YEAR = 364
# Topics differ from year to year by about a fifth without being news: 1 / 0.2 ** 2.
_YEARLY_SHAPE = 25.0
# A year whose season holds less than this share of the last one's opinions tells nothing of it: a
# single mistyped day would else make it one.
_LEAST_OF_SEASON = 0.1
# What each family may spend of alpha, relative to the others.
_SHARES = {"concentrated": 0.45, "emerging": 0.45, "everywhere": 0.1}


@dataclass(frozen=True)
class Family:
    """Tests that share a question and a null.

    Attributes
    ----------
    kind : {"emerging", "concentrated"}
    baseline : {"other places", "own past", "same season"}
        What is compared with.
    counter : Counter
    sampler : Sampler
    rng : numpy.random.Generator
    share : float
        Of alpha.
    """

    kind: str
    baseline: str
    counter: Counter
    sampler: Sampler
    rng: np.random.Generator
    share: float


def families(setting: Setting, kinds: tuple[str, ...], seed: int) -> list[Family]:
    """Return the families that the data allow; their shares of alpha sum to one."""
    years = n_years(setting)
    local = {kind: setting.tables(kind) for kind in ("concentrated", "emerging")}
    wanted = [kind for kind in local if kind in kinds and local[kind]]
    # The past is that of the longest window: without any, nothing can have changed.
    if "emerging" in kinds and (years or not local["emerging"]):
        wanted.append("everywhere")
    if setting.meetings.size[setting.slots].sum() < LEAST_CASES:
        return []
    total = sum(_SHARES[name] for name in wanted)
    made = []
    for number, name in enumerate(_SHARES):
        if name not in wanted:
            continue
        rng = np.random.default_rng([seed, number])
        share = _SHARES[name] / total
        if name == "concentrated":
            made.append(_concentrated(setting, local[name], rng, share))
        elif name == "emerging":
            made.append(_emerging(setting, local[name], rng, share))
        elif years:
            made.append(_same_season(setting, years, rng, share))
        else:
            made.append(_emerging(setting, _lone_place(setting), rng, share))
    return made


def n_years(setting: Setting) -> int:
    """Return how many years back the same season is held, as a whole and by enough opinions."""
    meetings, timeline = setting.meetings, setting.timeline
    if not len(meetings):
        return 0
    back, longest = timeline.until - meetings.day, int(timeline.lengths[-1])
    whole = max(0, (int(back.max()) + 1 - longest) // YEAR)
    year, day = np.divmod(back, YEAR)
    inside = (day < longest) & (year <= whole)
    counts = np.bincount(year[inside], meetings.size[inside], whole + 1)
    enough = np.flatnonzero(counts[1:] >= _LEAST_OF_SEASON * counts[0])
    return int(enough[-1]) + 1 if len(enough) else 0


def _slots(setting: Setting) -> tuple[Ints, Ints, Ints]:
    slots = setting.slots
    return slots, setting.meetings.leaf[slots], setting.bins[slots]


def _concentrated(
    setting: Setting, tables: list[Table], rng: np.random.Generator, share: float
) -> Family:
    slots, leaf, bins = _slots(setting)
    meetings = setting.meetings
    counter = Counter(meetings, slots, leaf, bins, setting.timeline.n_bins, tables, "concentrated")
    group = setting.strata[slots] * (int(meetings.size_class.max()) + 1)
    sampler = AcrossPlaces(slots, group + meetings.size_class[slots])
    return Family("concentrated", "other places", counter, sampler, rng, share)


def _emerging(
    setting: Setting, tables: list[Table], rng: np.random.Generator, share: float
) -> Family:
    slots, leaf, bins = _slots(setting)
    meetings, n_bins = setting.meetings, setting.timeline.n_bins
    lone = all(table.level == EVERYWHERE for table in tables)
    counter = Counter(meetings, slots, leaf, bins, n_bins, tables, "emerging", alone=lone)
    weights = log_weights(meetings, setting.seasons[0], setting.strata)
    sampler: Sampler = WithinPlaces(
        slots,
        np.zeros_like(meetings.leaf) if lone else meetings.leaf,
        meetings.size_class,
        setting.strata,
        np.zeros_like(weights) if lone else weights,
        rng,
    )
    return Family("emerging", "own past", counter, sampler, rng, share)


def _lone_place(setting: Setting) -> list[Table]:
    of_leaf = np.zeros(setting.meetings.opinions.places.n_leaves, dtype=np.int64)
    return [
        setting.table(channel, season.flat(), EVERYWHERE, of_leaf, np.asarray([0]), "emerging")
        for channel, season in zip(setting.channels, setting.seasons)
        if channel.scanned.any()
    ]


def _same_season(setting: Setting, years: int, rng: np.random.Generator, share: float) -> Family:
    """Compare years as places are compared: contents trade years within a season."""
    meetings, timeline = setting.meetings, setting.timeline
    year, bins = season_bins(setting, years)
    strata = np.where(bins >= 0, timeline.stratum_of_bin[bins], -1)
    n_window = timeline.n_window_strata
    node_of_year = np.full(years + 1, -1)
    node_of_year[0] = 0
    tables = []
    for channel in setting.channels:
        if not channel.scanned.any():
            continue
        season = Season.of(channel, meetings, strata, n_window)
        zero, none = np.zeros(len(channel.names)), np.zeros(1)
        tables.append(
            Table(
                channel=channel,
                level=EVERYWHERE,
                node_of_leaf=node_of_year,
                nodes=np.asarray([0]),
                share=season.share[:, timeline.stratum_of_bin],
                total=zero[None],
                past_base=zero[None],
                opinions=none,
                past_opinions=none,
                total_cases=zero,
                past_cases_base=zero,
                cases=touched(timeline, season.cases),
                cases_base=touched(timeline, season.share * season.opinions),
                shape=np.full(len(channel.names), _YEARLY_SHAPE),
            )
        )
    slots = np.flatnonzero(bins >= 0)
    counter = Counter(
        meetings, slots, year[slots], bins[slots], timeline.n_bins, tables, "concentrated"
    )
    group = strata[slots] * (int(meetings.size_class.max()) + 1) + meetings.size_class[slots]
    return Family("emerging", "same season", counter, AcrossPlaces(slots, group), rng, share)


def season_bins(setting: Setting, years: int) -> tuple[Ints, Ints]:
    """Return for each meeting how many years ago it was, and its bin within the season or -1."""
    timeline = setting.timeline
    back = timeline.until - setting.meetings.day
    year = np.minimum(back // YEAR, years)
    return year, timeline.bins(setting.meetings.day + year * YEAR)


def own_season(setting: Setting, table: Table, found: Found) -> Floats:
    """Judge what was found by the place's own same season of earlier years.

    A season that only some places have, such as the floods of one coast, is no change of theirs.

    Returns
    -------
    ndarray of float, shape (n_found,)
        Log-likelihood ratio against the same weeks of earlier years; infinite without any.
    """
    years = n_years(setting)
    if not years or table.level == EVERYWHERE:
        return np.full(len(found.statistic), np.inf)
    meetings, timeline, channel = setting.meetings, setting.timeline, table.channel
    year, bins = season_bins(setting, years)
    bins = np.where(year > 0, bins, -1)
    strata = np.where(bins >= 0, timeline.stratum_of_bin[bins], -1)
    season = Season.of(channel, meetings, strata, timeline.n_window_strata)
    n_bins, n_labels = timeline.n_bins, len(channel.names)
    node = table.node_of_leaf[meetings.leaf]
    use = (bins >= 0) & (node >= 0)
    exposure = group_sums(
        node[use] * n_bins + bins[use], meetings.weight[use], len(table.nodes) * n_bins
    ).reshape(-1, n_bins)
    cells, which = np.unique(found.node * n_labels + found.label, return_inverse=True)
    counts = np.diff(channel.start)
    record = np.repeat(use, counts)
    key = np.repeat(node, counts)[record] * n_labels + channel.label[record]
    at = np.minimum(np.searchsorted(cells, key), max(0, len(cells) - 1))
    match = cells[at] == key if len(cells) else np.zeros(0, dtype=bool)
    cases = group_sums(
        at[match] * n_bins + np.repeat(bins, counts)[record][match],
        channel.weight[record][match],
        len(cells) * n_bins,
    ).reshape(-1, n_bins)
    share = season.share[:, timeline.stratum_of_bin]
    base = np.cumsum(exposure[found.node] * share[found.label], axis=1)
    rows = np.arange(len(found.node))
    old = found.cells
    everywhere = touched(timeline, season.cases)[found.label, found.bin]
    expected, size = emerging(
        Cells(
            old.observed,
            old.base,
            old.cases,
            old.cases_base,
            np.cumsum(cases, axis=1)[which, found.bin],
            base[rows, found.bin],
            everywhere,
            touched(timeline, season.share * season.opinions)[found.label, found.bin],
            old.shape,
        )
    )
    return log_likelihood_ratio(old.observed, expected, size)
