"""Read files that are large or worst of their kind; print CPU seconds and peak memory of each.

    python tests/benchmarks/large_files.py [NAME...]

Each is made in a temporary folder and read in a process of its own. ``minutes`` have 300 pages
(12 opinions a page), the others are files under 20 MB that are meant to do harm.
"""

from __future__ import annotations

import argparse
import multiprocessing
import queue
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

from harmful_files import MAKERS

LIMIT_MB = 500


def read(path: Path, answer: multiprocessing.Queue[tuple[str, float, int]], seconds: int) -> None:
    """Read a file and say what came of it."""
    from nlp import YkienError
    from nlp.reading.files import read_chunks
    from nlp.reading.rows import InputFile

    def over(*_: object) -> None:
        raise TimeoutError

    # What can't be stopped like this hangs, and is killed.
    signal.signal(signal.SIGXCPU, over)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 20))
    start = time.process_time()
    rows = rejects = 0
    try:
        for chunk in read_chunks(InputFile(path, path.name)):
            rows, rejects = rows + len(chunk.rows), rejects + len(chunk.rejects)
        outcome = f"{rows} opinions, {rejects} rejects"
    except YkienError as error:
        outcome = f"refused: {error.code}"
    except TimeoutError:
        outcome = f"{rows} opinions, {rejects} rejects until the time was over"
    took = time.process_time() - start
    answer.put((outcome, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def main(names: list[str], seconds: int) -> int:
    """Print a line a file; return how many took too much."""
    context = multiprocessing.get_context("spawn")
    bad = 0
    with tempfile.TemporaryDirectory(prefix="ykien-large-") as folder:
        for name in names or list(MAKERS):
            suffix, make = MAKERS[name]
            path = Path(folder) / f"{name}.{suffix}"
            # Made in a process too, since what it takes would count for the reader.
            making = context.Process(target=make, args=(path,))
            making.start()
            making.join()
            answer: multiprocessing.Queue[tuple[str, float, int]] = context.Queue()
            reading = context.Process(target=read, args=(path, answer, seconds))
            reading.start()
            outcome, took, peak = "HANG or crash", float(seconds), -1
            while reading.is_alive() or not answer.empty():
                try:
                    outcome, took, peak = answer.get(timeout=1)
                    break
                except queue.Empty:
                    continue
            reading.kill()
            reading.join()
            size = path.stat().st_size / 1e6
            bad += not 0 < peak <= LIMIT_MB
            mark = "" if 0 < peak <= LIMIT_MB else "  <-- over the limit"
            print(
                f"{name:26s} {size:6.1f} MB {took:7.1f} s {peak:6d} MB  {outcome}{mark}", flush=True
            )
            path.unlink()
    return bad


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *MAKERS])
    parser.add_argument("--seconds", type=int, default=60, help="CPU time limit of each")
    args = parser.parse_args()
    sys.exit(min(main(args.names, args.seconds), 1))
