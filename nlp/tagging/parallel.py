"""Many texts over several processes, in parts."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Part = TypeVar("Part")
# What this process was last given to do, by its digest: a model is unpacked once a process.
_kept: dict[str, Callable[[list[str]], Any]] = {}
# Below this many texts starting worker processes costs more than it saves.
_PARALLEL_FROM = 4000
# A part is short enough that the last one does not keep the others waiting for long, and no
# shorter for want of processes than is worth handing over.
_PART, _LEAST_PART = 2500, 500


def run_in_parts(
    work: Callable[[list[str]], Part], texts: Sequence[str], n_jobs: int
) -> list[Part]:
    """Call `work` on the parts of many texts, in processes, and on few texts at once.

    Parameters
    ----------
    work : callable
        Takes some texts. A process gets a copy of it, and keeps that for the next call.
    texts : sequence of str
    n_jobs : int
        Processes; -1 for one a core.

    Returns
    -------
    list
        What `work` returned for the parts, in the order of the texts; nothing for no texts.
    """
    if not texts:
        return []
    if n_jobs == 1 or len(texts) < _PARALLEL_FROM:
        return [work(list(texts))]
    from joblib import Parallel, delayed, effective_n_jobs

    n_parts = max(-(-len(texts) // _PART), min(effective_n_jobs(n_jobs), len(texts) // _LEAST_PART))
    size = -(-len(texts) // n_parts)
    parts = [list(texts[i : i + size]) for i in range(0, len(texts), size)]
    dumped = pickle.dumps(work, protocol=5)
    digest = hashlib.blake2b(dumped).hexdigest()
    # As an array, so that joblib hands it over as a file that the processes share.
    packed = np.frombuffer(dumped, dtype=np.uint8)
    tasks = (delayed(_run)(digest, packed, part) for part in parts)
    return list(Parallel(n_jobs=n_jobs)(tasks))


def _run(digest: str, packed: NDArray[np.uint8], part: list[str]) -> Any:
    if digest not in _kept:
        _kept.clear()
        # Bytes that the parent process has just made in memory; no file is unpickled.
        _kept[digest] = pickle.loads(packed.tobytes())
    return _kept[digest](part)
