"""Fuzz the readers: any exception but a YkienError, a hang or too much memory is a finding.

    python tests/benchmarks/fuzz_reading.py --seconds 3600 --out /tmp/findings

Inputs are mutations of small valid files of every format: of their bytes, and of the parts inside
zip archives, so that the readers behind the checksums are reached too. With ``--atheris`` (extra
``fuzz``) text formats are fuzzed guided by coverage; the readers in C, Rust and C++ are fuzzed
from outside either way. Each input is read in a child process with limits on memory and CPU time.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))
from seeds import make_seeds

MEMORY = 1 << 30
SECONDS_EACH = 20
_WORDS = (
    b"\xff\xfe", b"\x00", b'"', b'""', b"\n" * 50, b"<!DOCTYPE x>", b"&amp;", b"]]>", b"<w:tbl>",
    b"</w:p>", b"1048576", b"-1", b"99999999999999999999", b"{", b"[[[[[[[[", b"|", b"\t", b"\r",
    b"r=\"XFD9\"", b"4294967295", "Nội dung".encode(), "Tổng cộng".encode(), b"%PDF-", b"/Pages",
)  # fmt: skip


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change some bytes, or a part of a zip archive."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.8:
        return _mutate_part(data, rng)
    out = bytearray(data)
    for _ in range(1 << rng.randrange(5)):
        at = rng.randrange(len(out) + 1)
        kind = rng.randrange(6)
        if kind == 0 and at < len(out):
            out[at] = rng.randrange(256)
        elif kind == 1:
            out[at:at] = rng.choice(_WORDS)
        elif kind == 2:
            del out[at : at + rng.randrange(1, 64)]
        elif kind == 3:
            end = at + rng.randrange(1, 200)
            out[at:at] = out[at:end] * rng.randrange(1, 20)
        elif kind == 4 and at < len(out):
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 5:
            out[at : at + 4] = rng.randrange(1 << 32).to_bytes(4, "little")
    return bytes(out[:2_000_000])


def _mutate_part(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    chosen = rng.randrange(len(parts))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, part) in enumerate(parts):
            if index == chosen and rng.random() < 0.05:
                continue
            archive.writestr(name, mutate(part, rng) if index == chosen else part)
    return buffer.getvalue()


def work(pipe: Connection) -> None:
    """Read the files whose paths come through the pipe; answer with what went wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + (1 << 31), MEMORY + (1 << 31)))
    from nlp import YkienError
    from nlp.reading.files import read_chunks
    from nlp.reading.rows import InputFile

    while (path := pipe.recv()) is not None:
        outcome = "read"
        try:
            for _ in read_chunks(InputFile(Path(path), Path(path).name)):
                pass
        except YkienError as error:
            outcome = error.code
            error.message("vi")
        except BaseException:
            outcome = traceback.format_exc()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        pipe.send((outcome, peak))


class Reader:
    """A child process that reads, replaced when it dies or hangs."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=work, args=(other,))
        self._process.start()
        other.close()
        self.peak = 0

    def _cpu(self) -> float:
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return 0.0
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def read(self, path: Path) -> str:
        """Return the outcome: ``read``, an error's code, or a traceback, crash or hang."""
        self._pipe.send(str(path))
        before = self._cpu()
        try:
            # Of the child's own time: on a busy machine it may wait for long.
            while not (answered := self._pipe.poll(1)) and self._cpu() - before < SECONDS_EACH:
                continue
            if answered:
                outcome, peak = self._pipe.recv()
                grown, self.peak = peak - self.peak, max(peak, self.peak)
                if grown > 400 and self.peak > 600:
                    outcome = f"MEMORY {peak} MB"
                    self.stop()
                    self._start()
                return str(outcome)
            outcome = f"HANG over {SECONDS_EACH} s"
        except EOFError:
            outcome = "CRASH of the process"
        self.stop()
        self._start()
        return outcome

    def stop(self) -> None:
        """End the child."""
        self._process.kill()
        self._process.join()


def fuzz(seconds: float, out: Path, seed: int) -> int:
    """Mutate and read until the time is over; return how many kinds of findings there are."""
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    seeds = make_seeds()
    reader = Reader()
    outcomes: Counter[str] = Counter()
    findings: dict[str, Path] = {}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="ykien-fuzz-") as folder:
        while time.monotonic() < end:
            name = rng.choice(sorted(seeds))
            data = mutate(seeds[name], rng)
            path = Path(folder) / name
            path.write_bytes(data)
            outcome = reader.read(path)
            bad = outcome != "read" and ("\n" in outcome or outcome.split()[0].isupper())
            # A finding is known by its last lines.
            key = "\n".join(outcome.strip().splitlines()[-3:]) if bad else outcome
            outcomes[key] += 1
            if bad and key not in findings:
                findings[key] = out / f"{len(findings)}-{name}"
                findings[key].write_bytes(data)
                (out / f"{len(findings) - 1}.txt").write_text(outcome, encoding="utf-8")
                print("FOUND", findings[key], key, flush=True)
    reader.stop()
    print(sum(outcomes.values()), "inputs")
    for key, count in outcomes.most_common():
        print(f"{count:8d} {key}")
    return len(findings)


def fuzz_with_atheris(seconds: float, out: Path) -> None:
    """Fuzz the text formats in this process, guided by coverage."""
    import atheris

    with atheris.instrument_imports(include=["nlp.reading"]):
        from nlp.reading import files
    from nlp import YkienError
    from nlp.reading.rows import InputFile

    out.mkdir(parents=True, exist_ok=True)
    corpus = out / "corpus"
    corpus.mkdir(exist_ok=True)
    suffixes = (".csv", ".txt", ".jsonl", ".json", ".md", ".tsv")
    for name, data in make_seeds().items():
        if Path(name).suffix in suffixes:
            (corpus / name).write_bytes(bytes([suffixes.index(Path(name).suffix)]) + data)
    folder = tempfile.mkdtemp(prefix="ykien-fuzz-")

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        path = Path(folder) / f"input{suffixes[data[0] % len(suffixes)]}"
        path.write_bytes(data[1:])
        try:
            for _ in files.read_chunks(InputFile(path, path.name)):
                pass
        except YkienError:
            pass

    limits = [f"-max_total_time={int(seconds)}", f"-timeout={SECONDS_EACH}", "-rss_limit_mb=1500"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={out}/", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    args = parser.parse_args()
    if args.atheris:
        fuzz_with_atheris(args.seconds, args.out)
    else:
        sys.exit(min(fuzz(args.seconds, args.out, args.seed), 1))
