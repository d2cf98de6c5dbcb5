"""What the scan found, as a table that can be cut at another level without new computing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.atomic import replacing
from nlp.errors import Phrase, YkienError
from nlp.hotspots.candidates import Candidate
from nlp.hotspots.families import Family
from nlp.hotspots.folding import Folder, Spot
from nlp.hotspots.null import Null
from nlp.hotspots.tables import EVERYWHERE, Setting

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "topic", "place", "path", "level", "kind", "baseline", "start", "end", "first", "last",
    "observed", "expected", "ratio", "log_likelihood_ratio", "p_value", "q_value", "opinion_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Scan:
    """Everything that a result is cut from: the data as laid out, the tests and their nulls."""

    setting: Setting
    families: list[Family]
    nulls: list[Null]
    candidates: list[Candidate]

    @cached_property
    def folder(self) -> Folder:
        """What folds overlapping candidates."""
        return Folder(self.setting, self.families)


@dataclass(frozen=True)
class HotspotResult:
    """Hot spots, most significant first.

    Attributes
    ----------
    alpha : float
        Chance of any false hot spot in the whole report.
    until : Timestamp or None
        Last day of every window; None where no opinion has a date.
    window : int
        Days of the longest window.
    max_hotspots : int
        At most so many rows in `table`.
    n_replicates : int
        Replicates asked for. `n_drawn` says how many each question drew before it stopped.
    n_scanned : int
        Combinations of topic, place and window that were judged, over all questions.
    n_opinions : int
        Opinions read, repeated ids left out.
    n_unknown_date, n_unknown_place, n_no_topic : int
        Of those, how many have no date, no place at all, no topic. Without a date an opinion takes
        no part in the scan; without a place it counts towards what is heard everywhere; without a
        topic it counts among the opinions of its place and date.
    n_later : int
        Opinions after `until`, left out.
    n_duplicates : int
        Rows left out since their id had occurred.
    meeting_correlation : float
        Estimated correlation of topics within a meeting: an opinion in a meeting of m counts for
        1 / (1 + (m - 1) rho).
    seed : int
    """

    alpha: float
    until: pd.Timestamp | None
    window: int
    max_hotspots: int
    n_replicates: int
    n_drawn: dict[str, int]
    n_scanned: int
    n_opinions: int
    n_unknown_date: int
    n_unknown_place: int
    n_no_topic: int
    n_later: int
    n_duplicates: int
    meeting_correlation: float
    seed: int
    _scan: Scan

    @cached_property
    def _spots(self) -> list[Spot]:
        scan = self._scan
        significant = [c for c in scan.candidates if c.p_value <= self.alpha]
        critical = [null.critical(self.alpha) for null in scan.nulls]
        return scan.folder.fold(significant, critical)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a hot spot.

        Returns
        -------
        DataFrame
            ``topic`` ("topic" or "topic/subtopic"), ``place`` (the finest known value; "" for all
            places), ``path`` (tuple of str, coarse to fine), ``level`` (a column name, or "all"),
            ``kind`` ("emerging", "concentrated"), ``baseline`` ("own past", "other places", "same
            season"), ``start`` and ``end`` (of the window, inclusive), ``first`` and ``last``
            (dates of its first and last opinion), ``observed`` (opinions, or their summed
            confidence), ``expected``, ``ratio`` (observed to expected, shrunk), ``kinds`` (tuple:
            every question that this topic and place, or what is folded under it, answers),
            ``log_likelihood_ratio``, ``p_value`` (adjusted for everything scanned), ``q_value``
            (Benjamini-Hochberg, by question), ``opinion_ids`` (list, oldest first), ``n_folded``.
        """
        rows = []
        for spot in self._spots[: self.max_hotspots]:
            same = [spot.candidate, *spot.folded]
            kinds = tuple(sorted({self._kind(c) for c in same}))
            rows.append(self._row(spot.candidate) | {"kinds": kinds, "n_folded": len(spot.folded)})
        return _frame(rows, (*COLUMNS, "kinds", "n_folded"))

    @cached_property
    def folded(self) -> pd.DataFrame:
        """The overlapping nodes: as `table`, with ``under``, the row of `table` they belong to."""
        rows = [
            self._row(candidate) | {"under": number}
            for number, spot in enumerate(self._spots[: self.max_hotspots])
            for candidate in spot.folded
        ]
        return _frame(rows, (*COLUMNS, "under"))

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """The nodes that stand out most, significant or not, as `table`; nothing is folded."""
        kept = sorted(self._scan.candidates, key=lambda c: (c.p_value, -c.statistic))
        return _frame([self._row(candidate) for candidate in kept], COLUMNS)

    @property
    def alpha_shares(self) -> dict[str, float]:
        """The part of `alpha` that each question may spend, named as in `n_drawn`; 1 in all."""
        asked = self._scan.families
        return {f"{family.kind}: {family.baseline}": family.share for family in asked}

    @property
    def n_hotspots(self) -> int:
        """How many hot spots are significant; `table` shows the first `max_hotspots`."""
        return len(self._spots)

    def rethreshold(self, alpha: float) -> HotspotResult:
        """Return the same scan cut at another chance of any false hot spot.

        Parameters
        ----------
        alpha : float
            Between 0 and 1. A scan of which the largest ratio was nothing unusual stopped early,
            so that p-values above twice the first alpha are rough.

        Raises
        ------
        YkienError
            `alpha` is out of range.
        """
        check_alpha(alpha)
        return replace(self, alpha=alpha)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as values that JSON knows.

        Returns
        -------
        dict
            The attributes, ``n_hotspots``, and ``hotspots``: a list with the columns of `table` by
            name, days in ISO form, and ``folded``, the same of what is folded under each.
        """
        names = ("alpha", "window", "n_replicates", "n_drawn", "n_scanned", "n_opinions",
                 "n_unknown_date", "n_unknown_place", "n_no_topic", "n_later", "n_duplicates",
                 "meeting_correlation", "seed", "n_hotspots")  # fmt: skip
        data: dict[str, Any] = {name: getattr(self, name) for name in names}
        data["until"] = self.until.date().isoformat() if self.until is not None else None
        data["hotspots"] = _records(self.table)
        for number, hotspot in enumerate(data["hotspots"]):
            hotspot["folded"] = _records(self.folded[self.folded["under"] == number])
        return data

    def to_json(self, path: str | Path | None = None) -> str:
        """Return `to_dict` as JSON, and write it if a path is given.

        Raises
        ------
        YkienError
            The file can't be written.
        """
        text = json.dumps(self.to_dict(), ensure_ascii=False, indent=2)
        if path is not None:
            with replacing(Path(path)) as temporary:
                temporary.write_text(text + "\n", encoding="utf-8")
        return text

    def _kind(self, candidate: Candidate) -> str:
        return self._scan.families[candidate.family].kind

    def _row(self, candidate: Candidate) -> dict[str, Any]:
        import pandas as pd

        scan = self._scan
        family, timeline = scan.families[candidate.family], scan.setting.timeline
        meetings = scan.setting.meetings
        places = meetings.opinions.places
        mine = scan.folder.opinions(candidate)
        days = meetings.day[meetings.meeting_of[mine]].astype("datetime64[D]")
        everywhere = candidate.level == EVERYWHERE
        path = () if everywhere else places.paths[candidate.level][candidate.place]
        end = pd.Timestamp(np.datetime64(timeline.until, "D"))
        length = int(timeline.lengths[candidate.bin])
        return {
            "topic": family.counter.tables[candidate.table].channel.names[candidate.label],
            "place": path[-1] if path else "",
            "path": tuple(value for value in path if value),
            "level": "all" if everywhere else places.levels[candidate.level],
            "kind": family.kind,
            "baseline": family.baseline,
            "start": end - pd.Timedelta(days=length - 1),
            "end": end,
            "first": pd.Timestamp(days.min()),
            "last": pd.Timestamp(days.max()),
            "observed": round(float(meetings.opinions.weight[mine].sum()), 4),
            "expected": candidate.expected * candidate.scale,
            "ratio": candidate.ratio,
            "log_likelihood_ratio": candidate.statistic,
            "p_value": candidate.p_value,
            "q_value": candidate.q_value,
            "opinion_ids": [str(i) for i in meetings.opinions.ids[mine]],
        }


def check_alpha(alpha: float) -> None:
    """Refuse what is no chance.

    Raises
    ------
    YkienError
    """
    if isinstance(alpha, bool) or not isinstance(alpha, (int, float)) or not 0 < alpha < 1:
        allowed = Phrase("cần số giữa 0 và 1", "it must lie between 0 and 1")
        raise YkienError("hotspots_setting", setting="alpha", value=alpha, allowed=allowed)


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            str(name): value.date().isoformat()
            if name in ("start", "end", "first", "last")
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in row.items()
            if name != "under"
        }
        for row in table.astype(object).to_dict("records")
    ]
