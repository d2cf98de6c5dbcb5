"""How long a report of hot spots takes, step by step, and how much memory.

    python tests/benchmarks/hotspots_report.py [--opinions 200000] [--places 300] [--workbook]

Rows are invented (`hotspots_simulation`) with texts of the corpus on their topic, and three hot
spots among them; they are written as a Parquet table and read again. CPU seconds are those of all
threads: on a busy machine they say more than the wall clock. The memory is the peak of the process
up to then; making the rows takes place in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from hotspots_simulation import UNTIL, World, plant, simulate

from nlp import find_hotspots
from nlp.batch.tagged import read_tagged
from nlp.hotspots.report.content import Origin, report_content
from nlp.hotspots.report.page import page_html
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.records import report_json
from nlp.hotspots.report.workbook import write_workbook

CORPUS = Path(__file__).parents[2] / "corpus" / "opinions"
STATUSES = ("Đã giải quyết", "Đang xử lý", "Chưa trả lời", "")
_T = TypeVar("_T")


def make(path: Path, n_opinions: int, n_places: int) -> None:
    """Write the table."""
    rng = np.random.default_rng(0)
    frame = simulate(World(n_opinions=n_opinions, n_places=n_places), rng)
    for ratio in (6, 8, 10):
        frame, _ = plant(frame, ratio, rng, (30, 60))
    texts: dict[str, list[str]] = {}
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts.setdefault(row["topics"][0], []).append(row["text"])
    first = frame["topics"].str[0]
    pick = rng.integers(0, 1 << 30, len(frame))
    frame["text"] = [
        f"{texts[topic][i % len(texts[topic])]} (đơn số {number})"
        for number, (topic, i) in enumerate(zip(first, pick))
    ]
    frame["speaker"] = [f"Người dân {i % 9000}" for i in pick]
    frame["status"] = np.asarray(STATUSES, dtype=object)[pick % len(STATUSES)]
    frame["date"] = frame["date"].dt.strftime("%Y-%m-%d")
    frame.to_parquet(path, index=False)


def measure(path: Path, workbook: bool) -> None:
    """Print a row a step."""

    def timed(name: str, step: Callable[[], _T]) -> _T:
        wall, cpu = time.perf_counter(), time.process_time()
        made = step()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:,.0f} |", flush=True)
        return made

    print("| step | seconds | CPU seconds | MB at the peak |\n| --- | ---: | ---: | ---: |")
    table = timed("read the table", lambda: read_tagged(path))
    frame = table.frame
    result = timed("scan", lambda: find_hotspots(frame, place=("place",), until=UNTIL))
    timed("rows of the result", lambda: result.table)
    places = PlaceColumns(("place",))
    content = timed(
        "content",
        lambda: report_content(frame, result, places=places, origin=Origin((path.name,))),
    )
    html = timed("page", lambda: page_html(content))
    timed("JSON", lambda: report_json(content))
    if workbook:
        timed("workbook", lambda: write_workbook(content, path.with_suffix(".xlsx")))
    inside = sum(len(ids) for ids in result.table["opinion_ids"])
    print(f"\n{len(frame):,} opinions; {result.n_hotspots} hot spots with {inside} opinions; "
          f"page {len(html.encode()) / 1e6:.2f} MB; pandas {pd.__version__}")  # fmt: skip


def main() -> None:
    """Make the rows and measure, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opinions", type=int, default=200_000)
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--workbook", action="store_true")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="ykien-report-") as folder:
        path = Path(folder) / "tagged.parquet"
        for target, arguments in (
            (make, (path, options.opinions, options.places)),
            (measure, (path, options.workbook)),
        ):
            process = context.Process(target=target, args=arguments)
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
