"""The opinions of a tagged frame as the report shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        Tagged opinions with ``id``, ``text``, ``date``, ``topics``; the other columns of the
        frame of opinions and ``status`` where there are any.
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

    ids = column("id")
    days = pd.to_datetime(frame["date"]).dt.normalize()
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
            day=None if pd.isna(day) else day,
            topics=tuple(labels),
            topic_names=tuple(
                dict.fromkeys(taxonomy[taxonomy.topic_of(label)].name for label in labels)
            ),
            codes=path,
            path=places.path_names(path),
            spots=spots.get(key, ()),
        )
        for key, day, labels, path, text, speaker, written, source, position, status in zip(
            ids, days, frame["topics"], codes, *texts
        )
    ]
