"""Peak memory of ``ykien tag`` on tables of many short opinions, by number of rows.

    python tests/benchmarks/memory.py [ROWS...]

Each row is a process of its own: a CSV of distinct opinions is tagged into a CSV, and the peak is
what the system says of the child. Memory that stays flat from row to row of this table is bounded.
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nlp.learning.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
_TAG = "from nlp.cli import main; main()"


def write_table(path: Path, n: int) -> None:
    """Write n distinct opinions of some six words each, in other words of the corpus."""
    rng = random.Random(0)
    words = " ".join(Corpus.load(ROOT / "corpus" / "opinions").texts[::50]).split()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["noi_dung", "ngay", "dia_chi"])
        for i in range(n):
            start = rng.randrange(len(words) - 6)
            writer.writerow(
                [f"{' '.join(words[start : start + 6])} {i}", "2026-09-01", "xã Tam Đa"]
            )


def main() -> None:
    """Measure and print the table."""
    print("| rows | MB at the peak | rows a second |\n| ---: | ---: | ---: |", flush=True)
    for n in [int(word) for word in sys.argv[1:]] or [100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "in.csv"
            write_table(table, n)
            start = time.perf_counter()
            command = [sys.executable, "-c", _TAG, "tag", str(table), "-o", f"{folder}/out.csv"]
            subprocess.run(command, check=True, capture_output=True)
            taken = time.perf_counter() - start
            # Of the largest child so far: numbers of rows should be given in rising order.
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"| {n:,} | {peak:,.0f} | {n / taken:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
