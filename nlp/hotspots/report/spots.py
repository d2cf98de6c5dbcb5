"""A hot spot as people read it: what, where, since when, how sure, and what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.hotspots.report.asked import Asked, asked_of
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.words import Words
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.result import HotspotResult

# Beyond it a ratio rests on next to nothing expected: more digits would say nothing.
LARGEST_RATIO = 20
# The sparkline's drawing area.
_WIDTH, _HEIGHT = 260, 44


@dataclass(frozen=True)
class Bar:
    """A week in a sparkline, in the units of its drawing area."""

    x: float
    y: float
    width: float
    height: float
    hot: bool


@dataclass(frozen=True)
class Sparkline:
    """Opinions a week on a topic at a place.

    Attributes
    ----------
    bars : tuple of Bar
    width, height : int
        Of the drawing area.
    first, last : str
        The days that it begins and ends with.
    top : int
        The largest week.
    """

    bars: tuple[Bar, ...]
    width: int
    height: int
    first: str
    last: str
    top: int


@dataclass(frozen=True)
class Spot:
    """One hot spot.

    Attributes
    ----------
    number : int
        From 1, most significant first.
    topic, place : str
        Names.
    kind : {"emerging", "concentrated"}
        Of the figures.
    against : str
        What `expected` comes from, in words.
    kinds : tuple of str
        Every kind that it is.
    start, end : pandas.Timestamp
    observed, expected, ratio, p_value, q_value : float
    n_folded : int
    ids : tuple of str
    key_words : list of str
    asked : list of Asked
    rest : str
        How many further matters there are.
    sparkline : Sparkline
    """

    number: int
    topic: str
    place: str
    kind: str
    against: str
    kinds: tuple[str, ...]
    start: pd.Timestamp
    end: pd.Timestamp
    observed: float
    expected: float
    ratio: float
    p_value: float
    q_value: float
    n_folded: int
    ids: tuple[str, ...]
    key_words: list[str]
    asked: list[Asked]
    rest: str
    sparkline: Sparkline

    @property
    def says(self) -> str:
        """What people say, as one cell of a spreadsheet."""
        names = [matter.name for matter in self.asked if matter.name]
        quoted = [
            f"“{quote.text}” ({quote.by})" for matter in self.asked for quote in matter.quotes
        ]
        return "\n".join([*names, ", ".join(self.key_words), *quoted]).strip()

    def times(self, words: Words) -> str:
        """Return how often as many there are; what is above `LARGEST_RATIO` is told alike."""
        if self.ratio > LARGEST_RATIO:
            return words("spot_ratio_above", ratio=LARGEST_RATIO)
        return words("spot_ratio", ratio=words.decimal(self.ratio))

    def sure(self, words: Words) -> str:
        """Return how sure the finding is, in plain words."""
        expected = words.decimal(self.expected, 0 if self.expected >= 10 else 1)
        if self.expected < 1:
            expected = words("below_one")
        parts = [
            words("spot_count", n=round(self.observed), expected=expected),
            words("chance", chance=words.chance(self.p_value)),
        ]
        return "; ".join(parts)


def spots_of(
    result: HotspotResult, taxonomy: Taxonomy, places: PlaceColumns, words: Words
) -> list[Spot]:
    """Return the hot spots of a result.

    Parameters
    ----------
    result : HotspotResult
    taxonomy : Taxonomy
    places : PlaceColumns
    words : Words

    Returns
    -------
    list of Spot
        Most significant first.
    """
    spots = []
    rows = result.table.to_dict("records")
    told = zip(rows, result.matters(words.lang), result.key_words(), result.weekly())
    for number, (row, matters, key_words, weekly) in enumerate(told, 1):
        asked, rest = asked_of(matters, words)
        spots.append(
            Spot(
                number=number,
                topic=taxonomy.full_name(row["topic"]),
                place=", ".join(reversed(places.path_names(row["path"]))) or words("everywhere"),
                kind=row["kind"],
                against=_against(row, words),
                kinds=tuple(row["kinds"]),
                start=row["start"],
                end=row["end"],
                observed=float(row["observed"]),
                expected=float(row["expected"]),
                ratio=float(row["ratio"]),
                p_value=float(row["p_value"]),
                q_value=float(row["q_value"]),
                n_folded=int(row["n_folded"]),
                ids=tuple(row["opinion_ids"]),
                key_words=key_words,
                asked=asked,
                rest=rest,
                sparkline=_sparkline(row, weekly.tolist(), words),
            )
        )
    return spots


def _against(row: Mapping[Any, Any], words: Words) -> str:
    if row["baseline"] == "own past" and not row["path"]:
        # A table of a single place: all places together are no "this place".
        return words("why_past")
    return words("why_" + row["baseline"].replace(" ", "_"))


def _sparkline(row: Mapping[Any, Any], counts: Sequence[int], words: Words) -> Sparkline:
    import pandas as pd

    until = row["end"]
    first = until - pd.Timedelta(days=7 * len(counts) - 1)
    top = max(*counts, 1)
    step = _WIDTH / len(counts)
    bars = []
    for week, count in enumerate(counts):
        begins = first + pd.Timedelta(days=7 * week)
        height = round(_HEIGHT * count / top, 1)
        hot = bool(begins + pd.Timedelta(days=6) >= row["start"] and begins <= row["end"])
        bars.append(
            Bar(round(week * step, 2), round(_HEIGHT - height, 1), round(step - 1, 2), height, hot)
        )
    return Sparkline(tuple(bars), _WIDTH, _HEIGHT, words.day(first), words.day(until), top)
