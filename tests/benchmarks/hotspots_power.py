"""False alarms and power of the hot spot scan, beside other ways to raise an alarm.

    python tests/benchmarks/hotspots_power.py [--runs 500] [--planted-runs 100] [--replicates 999]
        [--opinions 7320] [--places 24] [--jobs 2] [--no-farrington] [--table FILE] [--notebook]

Prints Markdown tables, writes them to a file where one is named, and with ``--notebook`` into the
cell ``power`` of notebooks/03_hot_spots.ipynb:

(a) no hot spot: in how many invented provinces each method reports anything;
(b) a planted hot spot of 3 to 30 cases by ratio: how often its subtopic and commune are reported;
(c) by number of cases;
(d) of those found: whether the first row names the subtopic, the commune, and a start within a
    week; and the days from the start to the first report, looking every 14.

ykien is cut at its nominal alpha of 0.05. Each peer is cut at the largest score that 5 % of the
runs without a hot spot exceed: the same chance of a false alarm, and known to the peer from runs
that ykien does not need. In (a) stands beside it what each peer's usual limit would give: scores
are in standard deviations for counts (2) and EARS (3), in parts of its upper bound for Farrington
(1); the space-time permutation scan has none without its own replicates. A report counts as finding
the hot spot if it names the subtopic at the commune; for ykien also if the row is of the topic
above and the subtopic is folded under it. Farrington's method needs R and its package
surveillance; where these are missing it is left out.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
from hotspots_farrington import NAME as FARRINGTON
from hotspots_farrington import farrington, missing
from hotspots_peers import PEERS, Counts, Floats, Ints
from hotspots_simulation import UNTIL, Planted, World, labels, plant, simulate
from hotspots_tables import fill_notebook, tables
from joblib import Parallel, delayed

from nlp import find_hotspots

RATIOS = (1.5, 2.0, 3.0, 5.0)
ALPHA = 0.05
EVERY = 14
# R takes longer to start than to judge a province.
BLOCK = 10
OURS = "ykien"


@dataclass(frozen=True)
class Answer:
    """What one method says: found; topic, place and start of its first row are right; days."""

    found: bool
    topic: bool = False
    place: bool = False
    start: bool = False
    days: float = float("nan")


@dataclass(frozen=True)
class Run:
    """A planted hot spot and what every method says of it."""

    ratio: float
    cases: int
    answers: dict[str, Answer]


def peer(name: str, looks: list[Counts]) -> list[tuple[Floats, Ints]]:
    """Return a peer's scores and window lengths at every look."""
    return farrington(looks) if name == FARRINGTON else [PEERS[name](look) for look in looks]


def null_runs(
    numbers: range, world: World, replicates: int, peers: list[str]
) -> list[dict[str, float]]:
    """Return each peer's largest score, and the smallest p-value of ykien, for some provinces."""
    frames = [simulate(world, np.random.default_rng([1, number])) for number in numbers]
    counts = [Counts(frame, UNTIL, labels()) for frame in frames]
    scores: list[dict[str, float]] = [{} for _ in numbers]
    for name in peers:
        for row, (score, _) in zip(scores, peer(name, counts)):
            row[name] = float(score.max())
    for row, number, frame in zip(scores, numbers, frames):
        result = find_hotspots(frame, until=UNTIL, n_replicates=replicates, seed=number)
        row[OURS] = float(result.candidates["p_value"].min())
    return scores


def planted_runs(
    numbers: range, ratio: float, world: World, replicates: int, limits: dict[str, float]
) -> list[Run]:
    """Return what every method says of one planted hot spot in each of some provinces."""
    planted: list[tuple[pd.DataFrame, Planted, list[Counts]]] = []
    for number in numbers:
        rng = np.random.default_rng([2, number, round(10 * ratio)])
        frame, spot = plant(simulate(world, rng), ratio, rng)
        if spot is not None:
            days = [UNTIL, *(day for _, day in _looks(spot))]
            planted.append((frame, spot, [Counts(frame, day, labels()) for day in days]))
    runs = [Run(ratio, spot.cases, {OURS: _ours(f, spot, replicates)}) for f, spot, _ in planted]
    for name, limit in limits.items():
        scores = iter(peer(name, [counts for *_, looks in planted for counts in looks]))
        for run, (_, spot, looks) in zip(runs, planted):
            run.answers[name] = _peer(looks, [next(scores) for _ in looks], spot, limit)
    return runs


def _looks(spot: Planted) -> Iterator[tuple[int, pd.Timestamp]]:
    """Yield days since the start, and the day on which one looks; the last is the whole table."""
    start = UNTIL - pd.Timedelta(days=spot.days)
    for days in range(EVERY, spot.days, EVERY):
        yield days, start + pd.Timedelta(days=days)


def _peer(
    looks: list[Counts], found: list[tuple[Floats, Ints]], spot: Planted, limit: float
) -> Answer:
    topic = labels().index(spot.topic)
    at = topic, looks[0].places.index(spot.place)
    score, length = found[0]
    if not score[at] > limit:
        return Answer(False)
    first = np.unravel_index(int(score.argmax()), score.shape)
    days = float(spot.days)
    for (since, _), counts, (early, _) in zip(_looks(spot), looks[1:], found[1:]):
        if spot.place in counts.places and early[topic, counts.places.index(spot.place)] > limit:
            days = float(since)
            break
    near = abs(int(length[first]) - spot.days) <= 7
    return Answer(True, bool(first[0] == at[0]), bool(first[1] == at[1]), near, days)


def _ours(frame: pd.DataFrame, spot: Planted, replicates: int) -> Answer:
    def names_it(until: pd.Timestamp) -> tuple[bool, pd.DataFrame]:
        result = find_hotspots(frame, until=until, n_replicates=replicates)
        rows = pd.concat([result.table, result.folded])
        named = (rows["topic"] == spot.topic) & (rows["place"] == spot.place)
        return bool(named.any()), result.table

    found, table = names_it(UNTIL)
    if not found:
        return Answer(False)
    days = float(spot.days)
    for since, day in _looks(spot):
        if names_it(day)[0]:
            days = float(since)
            break
    first = table.iloc[0]
    length = (UNTIL - first["start"]).days + 1
    return Answer(
        True,
        bool(first["topic"] == spot.topic),
        bool(first["place"] == spot.place),
        abs(length - spot.days) <= 7,
        days,
    )


def _blocks(n: int) -> list[range]:
    return [range(i, min(i + BLOCK, n)) for i in range(0, n, BLOCK)]


def main() -> None:
    """Run, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--planted-runs", type=int, default=100)
    parser.add_argument("--replicates", type=int, default=999)
    parser.add_argument("--opinions", type=int, default=World.n_opinions)
    parser.add_argument("--places", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-farrington", action="store_true")
    parser.add_argument("--table", type=Path, help="write the tables to this file too")
    parser.add_argument("--notebook", action="store_true", help="write them to notebook 03 too")
    options = parser.parse_args()
    world = World(n_opinions=options.opinions, n_places=options.places)
    peers, notes = list(PEERS), []
    if options.no_farrington or missing():
        why = missing() if not options.no_farrington else "it was not asked for"
        notes.append(f"Farrington's method is left out: {why}.")
    else:
        peers.append(FARRINGTON)
    pool, began = Parallel(n_jobs=options.jobs), time.perf_counter()
    nulls = pd.DataFrame(
        chain.from_iterable(
            pool(
                delayed(null_runs)(block, world, options.replicates, peers)
                for block in _blocks(options.runs)
            )
        )
    )
    middle = time.perf_counter()
    limits = {name: float(nulls[name].quantile(1 - ALPHA)) for name in peers}
    runs = chain.from_iterable(
        pool(
            delayed(planted_runs)(block, ratio, world, options.replicates, limits)
            for ratio in RATIOS
            for block in _blocks(options.planted_runs)
        )
    )
    took = middle - began, time.perf_counter() - middle
    command = f"python tests/benchmarks/hotspots_power.py {shlex.join(sys.argv[1:])}".strip()
    notes.append(
        f"Made by `{command}` in {took[0] / 60:.0f} + {took[1] / 60:.0f} minutes: "
        f"{options.opinions:,} opinions of a year from {options.places} communes, "
        f"{options.replicates} replicates, {options.runs} provinces without a hot spot and "
        f"{options.planted_runs} with one for each ratio."
    )
    text = tables(nulls, limits, list(runs), notes, ALPHA)
    print(text)
    if options.table:
        options.table.write_text(text + "\n", encoding="utf-8")
    if options.notebook:
        fill_notebook(text)


if __name__ == "__main__":
    main()
