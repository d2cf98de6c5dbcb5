"""The opinions of a tagged frame as the report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.cells import UNKNOWN_DAY, day_numbers, distinct_rows
from nlp.hotspots.report.places import Path, PlaceColumns
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Opinion:
    """One opinion.

    Attributes
    ----------
    id, text, speaker, written, source, position, status : str
        Empty where unknown; `written` is the place as written.
    day : pandas.Timestamp or None
    topics : tuple of str
        Codes, primary first.
    topic_names : tuple of str
        Names of their topics, each once.
    codes, path : tuple of str
        The place as written in the frame, and by name; widest first, empty where unknown.
    place : str
        The place by name, narrowest first; as written where no name is known.
    spots : tuple of int
        Numbers of the hot spots that it belongs to.
    """

    id: str
    text: str
    speaker: str
    written: str
    source: str
    position: str
    status: str
    day: pd.Timestamp | None
    topics: tuple[str, ...]
    topic_names: tuple[str, ...]
    codes: Path
    path: Path
    spots: tuple[int, ...]

    @property
    def place(self) -> str:
        """The place by name, narrowest first; as written where no name is known."""
        return ", ".join(reversed(self.path)) or self.written

    @property
    def area(self) -> str:
        """The place without its narrowest parts: two levels at the most."""
        return ", ".join(reversed(self.path[:2]))


def opinions_of(
    frame: pd.DataFrame,
    taxonomy: Taxonomy,
    places: PlaceColumns,
    spots: Mapping[str, tuple[int, ...]],
) -> list[Opinion]:
    """Return the opinions of a frame, in its order.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tagged opinions as `nlp.find_hotspots` takes them, with ``text``; the other columns of
        the frame of opinions and ``status`` where there are any. A repeated id is left out.
    taxonomy : Taxonomy
    places : PlaceColumns
    spots : mapping of str to tuple of int
        Numbers of the hot spots by id of the opinion.

    Returns
    -------
    list of Opinion
    """
    import pandas as pd

    def column(name: str) -> list[str]:
        if name not in frame:
            return [""] * len(frame)
        values = frame[name]
        return ["" if gone else str(value) for value, gone in zip(values, values.isna())]

    frame, ids = distinct_rows(frame)
    days = [
        None if day == UNKNOWN_DAY else pd.Timestamp(np.datetime64(int(day), "D"))
        for day in day_numbers(frame["date"], "date")
    ]
    codes = places.codes(frame)
    texts = (column(name) for name in ("text", "speaker", "place", "source", "position", "status"))
    return [
        Opinion(
            id=key,
            text=text,
            speaker=speaker,
            written=written,
            source=source,
            position=position,
            status=status,
            day=day,
            topics=labels,
            topic_names=tuple(
                dict.fromkeys(taxonomy[taxonomy.topic_of(label)].name for label in labels)
            ),
            codes=path,
            path=places.path_names(path),
            spots=spots.get(key, ()),
        )
        for key, day, labels, path, text, speaker, written, source, position, status in zip(
            ids.tolist(), days, map(_labels, frame["topics"]), codes, *texts
        )
    ]


def _labels(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(";")
    if not isinstance(value, Iterable):
        return ()
    return tuple(label for part in value if (label := str(part).strip()))
