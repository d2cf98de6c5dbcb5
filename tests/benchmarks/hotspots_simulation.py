"""Invented provinces: seasons, places that differ, meetings that keep to a subject, hot spots.

Every figure that shapes a world is in `World`; the topics are the labels of the taxonomy with
shares that fall off as 1 / (rank + 5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nlp import Taxonomy

UNTIL = pd.Timestamp("2026-09-30")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """How opinions come about.

    Attributes
    ----------
    n_opinions, n_places, n_days : int
    at_meetings : float
        Share of the opinions voiced at meetings of 5 to 40; the rest are letters and calls.
    meeting_focus : float
        Intraclass correlation of topics within a meeting (Dirichlet-multinomial).
    season : float
        Topics swing by a yearly sine with an amplitude of up to this, each with its own phase.
    place_spread : float
        Standard deviation of the log share of a topic at a place, for all time.
    several : float
        Share of the opinions with a second topic.
    """

    n_opinions: int = 7320
    n_places: int = 99
    n_days: int = 365
    at_meetings: float = 0.5
    meeting_focus: float = 0.08
    season: float = 0.7
    place_spread: float = 0.2
    several: float = 0.1


@dataclass(frozen=True)
class Planted:
    """A hot spot: from `days` before the end on, each opinion at the place may turn to the topic.

    Attributes
    ----------
    topic : str
    place : str
    days : int
    cases : int
        All cases of the topic there since.
    """

    topic: str
    place: str
    days: int
    cases: int


def labels() -> list[str]:
    """Return the labels of the taxonomy, in its order."""
    return list(Taxonomy.load().labels)


def simulate(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Return a tagged frame without any hot spot: id, date, place, source, topics."""
    names = labels()
    shares = 1 / (rng.permutation(len(names)) + 6.0)
    profile = np.exp(rng.normal(0, world.place_spread, (world.n_places, len(names))))
    swing, phase = rng.uniform(0, world.season, len(names)), rng.uniform(0, 1, len(names))
    size_of_place = rng.gamma(2, 1, world.n_places)
    size_of_place /= size_of_place.sum()

    sizes = np.ones(int(world.n_opinions * (1 - world.at_meetings)), dtype=np.int64)
    meetings = rng.integers(5, 41, world.n_opinions)
    meetings = meetings[np.cumsum(meetings) <= world.n_opinions * world.at_meetings]
    sizes = np.concatenate([sizes, meetings])
    place = rng.choice(world.n_places, len(sizes), p=size_of_place)
    day = rng.integers(0, world.n_days, len(sizes))
    season = 1 + swing * np.sin(2 * np.pi * (day[:, None] / 365.25 + phase))
    p = shares * profile[place] * season
    p /= p.sum(axis=1, keepdims=True)
    many = sizes > 1
    strength = (1 - world.meeting_focus) / max(world.meeting_focus, 1e-6)
    focused = rng.gamma(np.maximum(p[many] * strength, 1e-3))
    p[many] = focused / np.maximum(focused.sum(axis=1, keepdims=True), 1e-12)
    event = np.repeat(np.arange(len(sizes)), sizes)
    first = _draw(p, event, rng)
    second = _draw(p, event, rng)
    second = np.where((rng.random(len(event)) < world.several) & (second != first), second, -1)
    start = UNTIL - pd.Timedelta(days=world.n_days - 1)
    frame = pd.DataFrame(
        {
            "date": start + pd.to_timedelta(day[event], unit="D"),
            "place": [f"xã {number:03d}" for number in place[event]],
            "source": np.where(many[event], "biên bản", "đường dây nóng"),
            "first": np.asarray(names, dtype=object)[first],
            "second": np.asarray([*names, ""], dtype=object)[second],
        }
    )
    frame["topics"] = [
        [a, b] if b else [a] for a, b in zip(frame.pop("first"), frame.pop("second"))
    ]
    frame.insert(0, "id", [f"o{number:07d}" for number in range(len(frame))])
    return frame


def plant(
    frame: pd.DataFrame, ratio: float, rng: np.random.Generator, cases: tuple[int, int] = (3, 30)
) -> tuple[pd.DataFrame, Planted | None]:
    """Raise a topic's share at one place from a day on.

    A number of cases is drawn from `cases`, then some place, topic and start where `ratio` times
    the cases to be expected is about that number. Each opinion that is not of the topic turns to it
    with the chance that gives the ratio, whether it is a letter or was voiced at a meeting.

    Returns
    -------
    DataFrame
    Planted or None
        None where no place and topic fit.
    """
    first = frame["topics"].str[0]
    share = first.value_counts(normalize=True)
    names = sorted(share.index)
    places = sorted(frame["place"].unique())
    target = rng.integers(cases[0], cases[1] + 1)
    for _ in range(2000):
        days = int(rng.integers(28, 85))
        place, topic = places[rng.integers(len(places))], names[rng.integers(len(names))]
        here = (frame["place"] == place) & (frame["date"] > UNTIL - pd.Timedelta(days=days))
        expected = float(share[topic]) * here.sum()
        near = 0.8 * target <= ratio * expected <= 1.2 * target
        if not (near and ratio * share[topic] < 0.8):
            continue
        rows = np.flatnonzero(here & (first != topic))
        chance = (ratio - 1) * share[topic] / (1 - share[topic])
        turned = rows[rng.random(len(rows)) < chance]
        if not len(turned):
            continue
        said = list(frame["topics"])
        for row in turned:
            said[row] = [topic, *[t for t in said[row][1:] if t != topic]]
        return frame.assign(topics=said), Planted(
            topic, place, days, int((here & (first == topic)).sum()) + len(turned)
        )
    return frame, None


def _draw(p: NDArray[np.float64], event: Ints, rng: np.random.Generator) -> Ints:
    running = np.cumsum(p, axis=1)
    running /= running[:, -1:]
    at = rng.random(len(event))
    return np.minimum((running[event] < at[:, None]).sum(axis=1), p.shape[1] - 1)
