"""Where each opinion comes from, as a path of names from the widest place to the narrowest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.nodes import Ints
from nlp.reading.tables.layout import cell_text

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

    def paths(self, frame: pd.DataFrame) -> tuple[Ints, list[Path]]:
        """Return each row's path of values, as written, without those that are unknown.

        Parameters
        ----------
        frame : pandas.DataFrame

        Returns
        -------
        ndarray of int, shape ``(len(frame),)``
            Number of the row's path.
        list of tuple of str
            The distinct paths.
        """
        import pandas as pd

        row = np.zeros(len(frame), dtype=np.int64)
        paths: list[Path] = [()]
        for column in self.columns:
            codes, values = pd.factorize(frame[column])
            said = [*(cell_text(value).strip() for value in values), ""]
            row, keys = pd.factorize(row * len(said) + np.where(codes < 0, len(values), codes))
            # Rows that differ in what is unknown have the same path.
            longer = [
                (*paths[key // len(said)], *filter(None, [said[key % len(said)]]))
                for key in keys.tolist()
            ]
            number = {path: i for i, path in enumerate(dict.fromkeys(longer))}
            paths = list(number)
            merged = np.asarray([number[path] for path in longer], dtype=np.int64)
            row = merged[row] if len(row) else row
        return row, paths

    def path_names(self, path: Path) -> Path:
        """Return a path of values as people read it."""
        return tuple(map(self.name, path))
