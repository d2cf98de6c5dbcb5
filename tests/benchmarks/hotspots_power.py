"""False alarms and power of the hot spot scan, beside other ways to raise an alarm.

    python tests/benchmarks/hotspots_power.py [--runs 500] [--planted-runs 100] [--replicates 999]
        [--opinions 7320] [--places 24] [--jobs 2]

Prints Markdown tables:

(a) no hot spot: in how many invented provinces anything is reported at alpha = 0.05;
(b) a planted hot spot of 3 to 30 cases by ratio: how often its subtopic and commune are reported,
    and how often the first row names exactly them, and the start within a week;
(c) by number of cases; and the days from the start to the first report, looking every 14.

ykien is cut at its nominal alpha of 0.05. Each peer is cut at the largest score that 5 % of the
runs without a hot spot exceed: the same chance of a false alarm, and known to the peer from runs
that ykien does not need. A report counts as finding the hot spot if it names the subtopic at the
commune; for ykien also if the row is of the topic above and the subtopic is folded under it.
Farrington's method needs R and its package surveillance; where these are missing it is left out.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hotspots_peers import PEERS, Counts
from hotspots_simulation import UNTIL, Planted, World, labels, plant, simulate
from joblib import Parallel, delayed

from nlp import find_hotspots

RATIOS = (1.5, 2.0, 3.0, 5.0)
ALPHA = 0.05
EVERY = 14
OURS = "ykien"


@dataclass(frozen=True)
class Answer:
    """What one method says: found, the first row exact, its start within a week, days."""

    found: bool
    exact: bool
    start: bool
    days: float


def null_run(number: int, world: World, replicates: int) -> dict[str, float]:
    """Return each peer's largest score, and the smallest p-value of ykien."""
    frame = simulate(world, np.random.default_rng([1, number]))
    counts = Counts(frame, UNTIL, labels())
    scores = {name: float(peer(counts)[0].max()) for name, peer in PEERS.items()}
    result = find_hotspots(frame, until=UNTIL, n_replicates=replicates, seed=number)
    scores[OURS] = float(result.candidates["p_value"].min())
    return scores


def planted_run(
    number: int, ratio: float, world: World, replicates: int, limits: dict[str, float]
) -> tuple[float, Planted, dict[str, Answer]] | None:
    """Return what every method says of one planted hot spot."""
    rng = np.random.default_rng([2, number, round(10 * ratio)])
    frame, spot = plant(simulate(world, rng), ratio, rng)
    if spot is None:
        return None
    answers = {name: _peer(frame, spot, name, limits[name]) for name in PEERS}
    answers[OURS] = _ours(frame, spot, replicates)
    return ratio, spot, answers


def _looks(spot: Planted) -> Iterator[tuple[int, pd.Timestamp]]:
    """Yield days since the start, and the day on which one looks; the last is the whole table."""
    start = UNTIL - pd.Timedelta(days=spot.days)
    for days in range(EVERY, spot.days, EVERY):
        yield days, start + pd.Timedelta(days=days)


def _peer(frame: pd.DataFrame, spot: Planted, name: str, limit: float) -> Answer:
    topics = labels()
    counts = Counts(frame, UNTIL, topics)
    score, length = PEERS[name](counts)
    at = topics.index(spot.topic), counts.places.index(spot.place)
    found = bool(score[at] > limit)
    exact = found and np.unravel_index(score.argmax(), score.shape) == at
    start = found and abs(int(length[at]) - spot.days) <= 7
    days = float("nan")
    if found:
        days = float(spot.days)
        for since, day in _looks(spot):
            if PEERS[name](Counts(frame, day, topics))[0][at] > limit:
                days = float(since)
                break
    return Answer(found, bool(exact), start, days)


def _ours(frame: pd.DataFrame, spot: Planted, replicates: int) -> Answer:
    result = find_hotspots(frame, until=UNTIL, n_replicates=replicates)
    rows = pd.concat([result.table, result.folded])
    mine = rows[(rows["topic"] == spot.topic) & (rows["place"] == spot.place)]
    if mine.empty:
        return Answer(False, False, False, float("nan"))
    first = result.table.iloc[0]
    exact = (first["topic"], first["place"]) == (spot.topic, spot.place)
    length = (UNTIL - mine.iloc[0]["start"]).days + 1
    days = float(spot.days)
    for since, day in _looks(spot):
        early = find_hotspots(frame, until=day, n_replicates=replicates)
        seen = pd.concat([early.table, early.folded])
        if ((seen["topic"] == spot.topic) & (seen["place"] == spot.place)).any():
            days = float(since)
            break
    return Answer(True, exact, abs(length - spot.days) <= 7, days)


def share(values: list[bool]) -> str:
    """Return a share with its standard error, in percent."""
    if not values:
        return "–"
    p = float(np.mean(values))
    return f"{100 * p:.0f} ± {100 * np.sqrt(p * (1 - p) / len(values)):.0f}"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--planted-runs", type=int, default=100)
    parser.add_argument("--replicates", type=int, default=999)
    parser.add_argument("--opinions", type=int, default=World.n_opinions)
    parser.add_argument("--places", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    world = World(n_opinions=options.opinions, n_places=options.places)
    pool = Parallel(n_jobs=options.jobs)
    nulls = pd.DataFrame(
        pool(delayed(null_run)(i, world, options.replicates) for i in range(options.runs))
    )
    alarms = (nulls[OURS] <= ALPHA).to_list()
    print(f"{world}; {options.replicates} replicates\n")
    print(f"(a) Of {options.runs} provinces without a hot spot {sum(alarms)} get a report: "
          f"{share(alarms)} %; nominal 5 %.\n")  # fmt: skip
    limits = {name: float(nulls[name].quantile(1 - ALPHA)) for name in PEERS}
    if shutil.which("Rscript") is None:
        print("Farrington's method is left out: R (Rscript) is not installed.\n")
    runs: list[Any] = [
        run
        for run in pool(
            delayed(planted_run)(i, ratio, world, options.replicates, limits)
            for ratio in RATIOS
            for i in range(options.planted_runs)
        )
        if run is not None
    ]
    names = [OURS, *PEERS]
    print("(b) Found, in % of the planted hot spots ± standard error:\n")
    print("| ratio | runs | median cases | " + " | ".join(names) + " |")
    print("| ---: | ---: | ---: |" + " ---: |" * len(names))
    for ratio in RATIOS:
        some = [run for run in runs if run[0] == ratio]
        cells = [share([run[2][name].found for run in some]) for name in names]
        cases = np.median([run[1].cases for run in some]) if some else 0
        print(f"| {ratio} | {len(some)} | {cases:.0f} | " + " | ".join(cells) + " |")
    print("\n(c) Found, by number of cases:\n")
    print("| cases | runs | " + " | ".join(names) + " |\n| --- | ---: |" + " ---: |" * len(names))
    for low, high in ((1, 7), (8, 14), (15, 21), (22, 99)):
        some = [run for run in runs if low <= run[1].cases <= high]
        cells = [share([run[2][name].found for run in some]) for name in names]
        print(f"| {low}-{high} | {len(some)} | " + " | ".join(cells) + " |")
    print("\nOf those that a method found:\n")
    print("| method | found | first row exact, % | start within a week, % | median days |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in names:
        hits = [run[2][name] for run in runs if run[2][name].found]
        days = f"{np.median([hit.days for hit in hits]):.0f}" if hits else "–"
        print(f"| {name} | {len(hits)} | {share([h.exact for h in hits])} | "
              f"{share([h.start for h in hits])} | {days} |")  # fmt: skip


if __name__ == "__main__":
    main()
