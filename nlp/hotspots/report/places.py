"""Where each opinion comes from, as a path of names from the widest place to the narrowest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.reading.layout import cell_text

if TYPE_CHECKING:
    import pandas as pd

Path = tuple[str, ...]


@dataclass(frozen=True)
class PlaceColumns:
    """Which columns of a frame say where an opinion comes from.

    Attributes
    ----------
    columns : tuple of str
        Widest place first.
    name : callable
        From a value to the name that people see; by default the value itself.
    """

    columns: tuple[str, ...]
    name: Callable[[str], str] = str

    def codes(self, frame: pd.DataFrame) -> list[Path]:
        """Return each row's path of values, as written, without those that are unknown.

        Parameters
        ----------
        frame : pandas.DataFrame

        Returns
        -------
        list of tuple of str, length ``len(frame)``
        """
        values = [_column(frame, name) for name in self.columns]
        return (
            [tuple(filter(None, parts)) for parts in zip(*values)] if values else [()] * len(frame)
        )

    def path_names(self, path: Path) -> Path:
        """Return a path of values as people read it."""
        return tuple(map(self.name, path))


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    column = frame[name]
    return [
        "" if missing else cell_text(value).strip() for value, missing in zip(column, column.isna())
    ]
