"""Farrington's method as a peer, by Debian's R package surveillance in a process of its own.

    apt-get install r-cran-surveillance

References
----------
Farrington, C. P. et al. (1996). A statistical algorithm for the early detection of outbreaks of
infectious disease. Journal of the Royal Statistical Society A 159, 547-563.
Noufaily, A. et al. (2013). An improved algorithm for outbreak detection in multiple surveillance
systems. Statistics in Medicine 32, 1206-1222.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from hotspots_peers import PERIOD, Counts, Floats, Ints

NAME = "Farrington"
# As ykien has it: fewer are no hot spot. It spares the regression of all the empty series.
_LEAST_CASES = 3


@cache
def missing() -> str:
    """Return why the method can't be used, or an empty string."""
    if shutil.which("Rscript") is None:
        return "R (Rscript) is not installed"
    command = ["Rscript", "-e", "library(surveillance)"]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        return "R's package surveillance is not installed"
    return ""


def farrington(looks: list[Counts]) -> list[tuple[Floats, Ints]]:
    """Return scores and lengths of every look, all by one call of R."""
    rows = []
    for number, counts in enumerate(looks):
        periods = counts.periods()[::-1].reshape(-1, counts.shape[0] * counts.shape[1])
        for series in np.flatnonzero(periods[-1] >= _LEAST_CASES):
            rows.append([number, series, *periods[:, series]])
    scores = [np.full(counts.shape, -np.inf) for counts in looks]
    if rows:
        width = max(map(len, rows))
        # The oldest periods are missing where a look is early.
        padded = [[*row[:2], *[np.nan] * (width - len(row)), *row[2:]] for row in rows]
        names = ["look", "series", *(f"p{i}" for i in range(width - 2))]
        with tempfile.TemporaryDirectory(prefix="ykien-farrington-") as folder:
            put, got = Path(folder) / "counts.csv", Path(folder) / "scores.csv"
            pd.DataFrame(padded, columns=names).to_csv(put, index=False, na_rep="NA")
            script = Path(__file__).with_name("farrington.R")
            subprocess.run(["Rscript", script, put, got], check=True, capture_output=True)
            found = pd.read_csv(got)
        for number, score in enumerate(scores):
            mine = found[found["look"] == number]
            score.flat[mine["series"].to_numpy()] = mine["score"].fillna(-np.inf).to_numpy()
    return [(score, np.full(score.shape, PERIOD)) for score in scores]
