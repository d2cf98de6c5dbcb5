"""The tables of `hotspots_power` in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import nbformat
import numpy as np
import pandas as pd

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "03_hot_spots.ipynb"
CELL = "power"
INTRO = """## How often it is right

Measured on invented provinces, where it is known what is true: seasons, places that differ and
meetings that keep to a subject, with no hot spot or with a planted one. Beside ykien stand other
ways to raise an alarm. ykien keeps its own nominal level of 5 %; each of the others is cut where
5 % of the provinces without a hot spot would alarm, which it could not know in practice."""

OURS = "ykien"
CASES = ((1, 7), (8, 14), (15, 21), (22, 99))
# What each peer's literature takes for an alarm, in its own score.
USUAL = {"raw counts, mean + k sd": 2.0, "EARS C1": 3.0, "EARS C2": 3.0, "Farrington": 1.0}


class Said(Protocol):
    """What a method says of a planted hot spot."""

    found: bool
    topic: bool
    place: bool
    start: bool
    days: float


class Planted(Protocol):
    """A planted hot spot and what every method says of it."""

    ratio: float
    cases: int
    answers: dict[str, Said]


def share(values: Sequence[bool]) -> str:
    """Return a share with its standard error, in percent."""
    if not values:
        return "–"
    p = float(np.mean(values))
    return f"{100 * p:.0f} ± {100 * np.sqrt(p * (1 - p) / len(values)):.0f}"


def tables(
    nulls: pd.DataFrame,
    limits: dict[str, float],
    runs: Sequence[Planted],
    notes: Sequence[str],
    alpha: float,
) -> str:
    """Return all tables.

    Parameters
    ----------
    nulls : DataFrame
        A row a province without a hot spot: ykien's smallest p-value, the peers' largest scores.
    limits : dict of str to float
        Score from which a peer raises an alarm.
    runs : sequence of Planted
    notes : sequence of str
    alpha : float
    """
    names = [OURS, *limits]
    parts = [
        f"(a) Provinces without a hot spot in which anything is reported, % ± standard error "
        f"({len(nulls)} provinces; nominal {100 * alpha:.0f} %):",
        _table(
            ["method", "as compared below", "at its usual limit"],
            [[OURS, share(list(nulls[OURS] <= alpha)), "the same"]]
            + [
                [
                    name,
                    share(list(nulls[name] > limit)),
                    share(list(nulls[name] > USUAL[name])) if name in USUAL else "–",
                ]
                for name, limit in limits.items()
            ],
            text=1,
        ),
        "(b) Planted hot spots found, % ± standard error, by ratio:",
        _table(
            ["ratio", "runs", "median cases", *names],
            [
                [
                    str(ratio),
                    str(len(some)),
                    f"{np.median([run.cases for run in some]):.0f}",
                    *(share([run.answers[name].found for run in some]) for name in names),
                ]
                for ratio in sorted({run.ratio for run in runs})
                for some in [[run for run in runs if run.ratio == ratio]]
            ],
        ),
        "(c) The same by number of cases:",
        _table(
            ["cases", "runs", *names],
            [
                [
                    f"{low}–{high}" if high < 99 else f"{low} and more",
                    str(len(some)),
                    *(share([run.answers[name].found for run in some]) for name in names),
                ]
                for low, high in CASES
                for some in [[run for run in runs if low <= run.cases <= high]]
                if some
            ],
        ),
        "(d) Of those found, % whose first row has the right topic, place, and start within a "
        "week; and the days from the start to the first report:",
        _table(
            ["method", "found", "topic", "place", "start", "median days"],
            [_found(name, runs) for name in names],
            text=1,
        ),
        *notes,
    ]
    return "\n\n".join(parts)


def _found(name: str, runs: Sequence[Planted]) -> list[str]:
    hits = [run.answers[name] for run in runs if run.answers[name].found]
    days = f"{np.median([hit.days for hit in hits]):.0f}" if hits else "–"
    exact = ([getattr(hit, what) for hit in hits] for what in ("topic", "place", "start"))
    return [name, str(len(hits)), *map(share, exact), days]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, text: int = 0) -> str:
    """Return a Markdown table; the first `text` columns hold words, the others numbers."""
    lines = [heads, ["---"] * text + ["---:"] * (len(heads) - text), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fill_notebook(text: str) -> None:
    """Write the tables into their cell of the notebook, in place of what it held."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell["id"] == CELL]
    cell["source"] = f"{INTRO}\n\n{text}"
    nbformat.write(notebook, NOTEBOOK)
