"""How long the scan takes and how much memory it needs, for a province's year and for a country.

    python tests/benchmarks/hotspots_speed.py [--only year|country] [--replicates 999] [--worst]

A process a row, so that the peak memory is its own. The time is that of `find_hotspots` and its
table alone, on a frame that is in memory already. CPU seconds are those of all threads: on a busy
machine they say more than the wall clock. A question stops early where nothing is unusual;
`--worst` plants what answers each of the three questions, so that all replicates of all are drawn
(the column says how many).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time

import numpy as np
import pandas as pd
from hotspots_simulation import UNTIL, World, labels, simulate

from nlp import find_hotspots

WORLDS = {
    "year": World(n_opinions=7320, n_places=99, n_days=365),
    "country": World(n_opinions=1_000_000, n_places=11_000, n_days=1096),
}


def make_hot(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Turn opinions to one topic at the largest place for 8 weeks, to another everywhere for 4."""
    back = (UNTIL - frame["date"]).dt.days
    here = (frame["place"] == frame["place"].value_counts().idxmax()) & (back < 56)
    everywhere = (back < 28) & (rng.random(len(frame)) < 0.2)
    said, names = list(frame["topics"]), labels()
    for rows, topic in ((here & (rng.random(len(frame)) < 0.7), 3), (everywhere & ~here, 40)):
        for row in np.flatnonzero(rows):
            said[row] = [names[topic]]
    return frame.assign(topics=said)


def measure(name: str, replicates: int, worst: bool) -> None:
    """Print one row."""
    world = WORLDS[name]
    rng = np.random.default_rng(0)
    frame = simulate(world, rng)
    # Communes lie in provinces, so that there are two levels.
    number = frame["place"].str[3:].astype(int)
    frame["province"] = "tỉnh " + (number % 34).astype(str)
    place: tuple[str, ...] = ("place",) if name == "year" else ("province", "place")
    if worst:
        frame = make_hot(frame, rng)
    find_hotspots(frame.head(300), n_replicates=9, place=place)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    result = find_hotspots(frame, place=place, n_replicates=replicates)
    n_rows = len(result.table)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    drawn = ", ".join(str(n) for n in result.n_drawn.values())
    print(
        f"| {len(frame):,} | {frame['place'].nunique():,} | {result.n_scanned:,} | {drawn} | "
        f"{n_rows} | {wall:.1f} | {cpu:.1f} | {before / 1024:,.0f} | {peak / 1024:,.0f} |"
    )


def main() -> None:
    """Measure each row in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=WORLDS)
    parser.add_argument("--replicates", type=int, default=999)
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.only, options.replicates, options.worst)
        return
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, load average at the start {load:.1f}, pandas {pd.__version__}\n"
    )
    print("| opinions | places | scanned | replicates drawn | hot spots | seconds | CPU seconds | "
          "MB before | MB at the peak |")  # fmt: skip
    print("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for name in [options.only] if options.only else WORLDS:
        command = [sys.executable, __file__, "--here", "--only", name]
        command += ["--replicates", str(options.replicates)]
        subprocess.run(command + ["--worst"] * options.worst, check=True)


if __name__ == "__main__":
    main()
