"""The frame of opinions, made of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nlp.reading.rows import COLUMNS, OPTIONAL_COLUMNS

if TYPE_CHECKING:
    import pandas as pd


def to_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return opinions as a frame: the columns of the design first, then the table's own.

    Parameters
    ----------
    rows : list of dict

    Returns
    -------
    pandas.DataFrame
        ``date`` is datetime64, everything else as read. `OPTIONAL_COLUMNS` that any row has
        follow, then the table's own.
    """
    import pandas as pd

    seen = dict.fromkeys(name for row in rows for name in row if name not in COLUMNS)
    optional = [name for name in OPTIONAL_COLUMNS if name in seen]
    others = [name for name in seen if name not in optional]
    frame = pd.DataFrame(rows, columns=[*COLUMNS, *optional, *others])
    frame["date"] = pd.to_datetime(frame["date"])
    for name in [*COLUMNS, *optional]:
        if name != "date":
            frame[name] = frame[name].fillna("").astype("str")
    return frame
