"""What is told of a hot spot beside its figures: names, the weeks of a year, matters, key words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from nlp.errors import Lang
from nlp.hotspots.cells import UNKNOWN_DAY, day_numbers, distinct_rows
from nlp.hotspots.matters import Matter, group_matters
from nlp.hotspots.meetings import Channel
from nlp.hotspots.nodes import Ints
from nlp.hotspots.places import CODE_COLUMNS
from nlp.hotspots.tables import EVERYWHERE, Setting
from nlp.reading.gazetteer.codes import place_name
from nlp.reading.tables.layout import cell_text
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

WEEKS = 52
_QUOTES = 3
_KEY_WORDS = 6


class Details:
    """Looks up what a frame says of the hot spots that were found in it.

    Parameters
    ----------
    frame : DataFrame
        As it was scanned; it is not copied and must not change (pandas copies on write).
    date : str
        Column of dates.
    levels : tuple of str
        Columns that name the place, coarse to fine.
    setting : Setting
    """

    def __init__(
        self, frame: pd.DataFrame, date: str, levels: tuple[str, ...], setting: Setting
    ) -> None:
        self._frame, self._date, self._levels = frame, date, levels
        self._setting = setting
        self._matters: dict[tuple[tuple[str, ...], Lang], list[Matter]] = {}

    def place_names(self, path: Sequence[str], lang: Lang) -> tuple[str, ...]:
        """Return the names of the values that name a place; official codes become names.

        Parameters
        ----------
        path : sequence of str
        lang : {"vi", "en"}
        """
        if not set(self._levels) <= set(CODE_COLUMNS):
            return tuple(path)
        return tuple(place_name(code, lang) or code for code in path)

    def weekly(self, level: int, place: int, channel: Channel, label: int) -> Ints:
        """Count the opinions on a topic at a place by week.

        Parameters
        ----------
        level, place : int
            As in `nlp.hotspots.candidates.Candidate`.
        channel : Channel
        label : int
            Index into the channel's names.

        Returns
        -------
        ndarray of int, shape (WEEKS,)
            Oldest first; the last week ends with the last day that was looked at.
        """
        meetings = self._setting.meetings
        meeting = meetings.meeting_of[channel.opinion[channel.label == label]]
        if level != EVERYWHERE:
            node = meetings.opinions.places.nodes[level]
            meeting = meeting[node[meetings.leaf[meeting]] == place]
        back = (self._setting.timeline.until - meetings.day[meeting]) // 7
        return np.bincount(back[back < WEEKS], minlength=WEEKS)[::-1]

    def matters(self, ids: Sequence[str], lang: Lang) -> list[Matter]:
        """Group opinions by matter; none where the frame has no ``text``.

        Parameters
        ----------
        ids : sequence of str
        lang : {"vi", "en"}
            Of the names of places that are known by their code only.

        Returns
        -------
        list of Matter
            Most voices first.
        """
        import pandas as pd

        if "text" not in self._frame:
            return []
        key = tuple(ids), lang
        if key not in self._matters:
            rows = self._rows(ids)
            day = day_numbers(rows[self._date], self._date)
            known = day != UNKNOWN_DAY
            said = {name: rows[name] for name in ("text", "speaker") if name in rows}
            self._matters[key] = group_matters(
                pd.DataFrame(
                    {
                        "id": list(ids),
                        **{name: values.to_numpy(dtype=object) for name, values in said.items()},
                        "place": self._written(rows, lang),
                        "date": np.where(known, day, 0).astype("datetime64[D]"),
                    }
                ).assign(date=lambda f: f["date"].where(known)),
                max_quotes=_QUOTES,
            )
        return self._matters[key]

    def key_words(self, ids: Sequence[str]) -> list[str]:
        """Return the words that spoke for the topic in most opinions, from column ``keywords``."""
        if "keywords" not in self._frame:
            return []
        found = self._rows(ids)["keywords"]
        spellings: dict[str, Counter[str]] = {}
        times: Counter[str] = Counter()
        for words in found:
            if isinstance(words, (list, tuple, np.ndarray)):
                said = {str(word) for word in words}
                times.update({word.lower() for word in said})
                for word in said:
                    spellings.setdefault(word.lower(), Counter())[word] += 1
        ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
        return [_spelling(spellings[key]) for key, n in ranked if n > 1][:_KEY_WORDS]

    def _written(self, rows: pd.DataFrame, lang: Lang) -> list[str]:
        """Return places as written or, where nothing is, by name."""
        columns = [_said(rows[name]) for name in self._levels]
        names = [
            ", ".join(reversed(self.place_names(tuple(filter(None, path)), lang)))
            for path in zip(*columns)
        ]
        if "place" not in rows:
            return names
        return [written or name for written, name in zip(_said(rows["place"]), names)]

    def _rows(self, ids: Sequence[str]) -> pd.DataFrame:
        import pandas as pd

        frame, numbers = self._distinct
        return frame.iloc[numbers.get_indexer(pd.Index(list(ids), dtype=object))]

    @cached_property
    def _distinct(self) -> tuple[pd.DataFrame, pd.Index]:
        import pandas as pd

        frame, ids = distinct_rows(self._frame)
        return frame, pd.Index(ids, dtype=object)


def _said(column: pd.Series) -> list[str]:
    return ["" if gone else cell_text(v).strip() for v, gone in zip(column, column.isna())]


def topic_name(label: str, taxonomy: Taxonomy) -> str:
    """Return what people call a topic or subtopic; a label of another taxonomy stays as it is."""
    return taxonomy.full_name(label) if label in taxonomy else label


def _spelling(spellings: Counter[str]) -> str:
    """Return how a word is mostly written; a capital that begins a sentence is none of its own."""
    plain: Counter[str] = Counter()
    for word, times in spellings.items():
        small = word[:1].lower() + word[1:]
        plain[small if small in spellings else word] += times
    return min(plain, key=lambda word: (-plain[word], word))
