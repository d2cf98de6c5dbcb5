"""Dates and ids as frames hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nlp.errors import YkienError
from nlp.hotspots.nodes import Ints
from nlp.reading.dates import VIET_NAM, parse_date

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN_DAY = np.iinfo(np.int64).min


def distinct_rows(frame: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.object_]]:
    """Return the rows whose id had not occurred, numbered anew, and their ids.

    Parameters
    ----------
    frame : DataFrame

    Returns
    -------
    DataFrame
    ndarray of object, shape (n_rows,)
        Strings; a row without an id, or with an empty one, is known by its number, ``"#1"`` the
        first.
    """
    import pandas as pd

    if "id" not in frame:
        frame = frame.reset_index(drop=True)
        return frame, np.asarray([f"#{i + 1}" for i in range(len(frame))], dtype=object)
    said = frame["id"].astype(object).where(frame["id"].notna(), "")
    if pd.api.types.infer_dtype(said, skipna=False) not in ("string", "empty"):
        # 7 in one file, "7" in another, and 7.0 where a table lacks some ids, are one id.
        said = cleaned(said)
    kept = (~said.duplicated() | (said == "")).to_numpy(dtype=bool)
    ids = said.to_numpy(dtype=object)[kept]
    unknown = np.flatnonzero(ids == "")
    ids[unknown] = [f"#{i + 1}" for i in unknown]
    return frame[kept].reset_index(drop=True), ids


def day_numbers(column: pd.Series, name: str) -> Ints:
    """Return days since 1970, `UNKNOWN_DAY` for what is empty.

    Parameters
    ----------
    column : Series
        Dates, datetimes, or text, as `nlp.reading.dates.parse_date` reads them.
    name : str
        Of the column, for the error.

    Raises
    ------
    YkienError
        A value is no date.
    """
    import pandas as pd

    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_convert(VIET_NAM).dt.tz_localize(None)
    if pd.api.types.is_datetime64_dtype(column.dtype):
        # Fewer distinct values to read: days, not minutes.
        column = column.dt.normalize()
    codes, values = pd.factorize(column)
    days = np.full(len(values) + 1, UNKNOWN_DAY)
    for i, value in enumerate(values):
        if str(value).strip() == "":
            continue
        found = parse_date(pd.Timestamp(value) if isinstance(value, np.datetime64) else value)
        if found is None:
            row = int(np.flatnonzero(codes == i)[0]) + 1
            raise YkienError("hotspots_date", column=name, row=row, value=str(value)[:60])
        days[i] = (np.datetime64(found) - np.datetime64("1970-01-01")).astype(int)
    return days[codes]


def require_columns(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Check that columns are there.

    Parameters
    ----------
    frame : DataFrame
    columns : iterable of str

    Raises
    ------
    YkienError
        One is missing.
    """
    for column in columns:
        if column not in frame:
            raise YkienError(
                "hotspots_column", column=column, columns=", ".join(map(str, frame.columns))
            )


def cleaned(column: pd.Series) -> pd.Series:
    """Return strings, "" where nothing is known; a code read as a float loses its ``.0``.

    Parameters
    ----------
    column : Series of length n

    Returns
    -------
    Series of str, length n
        Numbered from 0.
    """
    import pandas as pd

    codes, values = pd.factorize(column)
    said = [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        for value in values
    ]
    return pd.Series(np.asarray([*said, ""], dtype=object)[codes], dtype=object)
