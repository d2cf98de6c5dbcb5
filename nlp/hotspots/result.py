"""What the scan found, as a table that can be cut at another level without new computing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.atomic import replacing
from nlp.errors import Lang, Phrase, YkienError
from nlp.hotspots.folding import Spot
from nlp.hotspots.matters import Matter
from nlp.hotspots.nodes import Ints
from nlp.hotspots.records import result_record
from nlp.hotspots.scanned import Scan
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "topic", "place", "path", "level", "kind", "baseline", "start", "end", "first", "last",
    "observed", "expected", "ratio", "log_likelihood_ratio", "p_value", "q_value", "opinion_ids",
)  # fmt: skip


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
    n_refiled : int
        Opinions that took no part since the same person had filed them before.
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
    n_refiled: int
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
            kinds = tuple(sorted({self._scan.kind(c) for c in same}))
            rows.append(
                self._scan.row(spot.candidate) | {"kinds": kinds, "n_folded": len(spot.folded)}
            )
        return _frame(rows, (*COLUMNS, "kinds", "n_folded"))

    @cached_property
    def folded(self) -> pd.DataFrame:
        """The overlapping nodes: as `table`, with ``under``, the row of `table` they belong to."""
        rows = [
            self._scan.row(candidate) | {"under": number}
            for number, spot in enumerate(self._spots[: self.max_hotspots])
            for candidate in spot.folded
        ]
        return _frame(rows, (*COLUMNS, "under"))

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """The nodes that stand out most, significant or not, as `table`; nothing is folded."""
        kept = sorted(self._scan.candidates, key=lambda c: (c.p_value, -c.statistic))
        return _frame([self._scan.row(candidate) for candidate in kept], COLUMNS)

    @property
    def alpha_shares(self) -> dict[str, float]:
        """The part of `alpha` that each question may spend, named as in `n_drawn`; 1 in all."""
        asked = self._scan.families
        return {f"{family.kind}: {family.baseline}": family.share for family in asked}

    @property
    def least_p_value(self) -> float:
        """The smallest p-value that the replicates allow; 1 where nothing was asked.

        1 / (n_replicates + 1), divided by the largest share of `alpha_shares`: 1/500 with 999
        replicates and two questions, 1/450 with three.
        """
        if not self.alpha_shares:
            return 1.0
        return min(1.0, 1 / (self.n_replicates + 1) / max(self.alpha_shares.values()))

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

    def place_names(self, path: Sequence[str], lang: Lang = "vi") -> tuple[str, ...]:
        """Return the names of a ``path`` of `table`; official codes become names."""
        return self._scan.details.place_names(path, lang)

    def matters(self, lang: Lang = "vi") -> list[list[Matter]]:
        """Group the opinions of each hot spot by matter; see `nlp.hotspots.matters`.

        Parameters
        ----------
        lang : {"vi", "en"}
            Of the names of places that are known by their code only.

        Returns
        -------
        list of list of Matter
            By row of `table`; empty lists where the frame has no ``text``.
        """
        return [self._scan.details.matters(ids, lang) for ids in self.table["opinion_ids"]]

    def key_words(self) -> list[list[str]]:
        """Return by row of `table` the words of column ``keywords`` that most opinions share."""
        return [self._scan.details.key_words(ids) for ids in self.table["opinion_ids"]]

    def weekly(self) -> list[Ints]:
        """Return by row of `table` how many opinions its topic and place had each week.

        Returns
        -------
        list of ndarray of int, shape (52,)
            Oldest first; the last week ends with `until`.
        """
        return [self._scan.weekly(spot.candidate) for spot in self._spots[: self.max_hotspots]]

    def to_dict(self, *, taxonomy: Taxonomy | None = None, lang: Lang = "vi") -> dict[str, Any]:
        """Return the result as values that JSON knows.

        Parameters
        ----------
        taxonomy : Taxonomy, optional
            Names the topics; by default the one that comes along.
        lang : {"vi", "en"}
            Of the names of places.

        Returns
        -------
        dict
            The attributes, ``n_hotspots``, and ``hotspots``, a list of dict. Each has the columns
            of `table` by name, days in ISO form, and

            - ``topic_name``: "Đất đai: Cấp giấy chứng nhận" for "dat_dai/giay_chung_nhan";
            - ``place_names``: names of ``path``, coarse to fine; ``place_name``: the same as one
              writes an address, finest first. Empty for all places together (level "all");
            - ``weeks``: ``first_day`` of 52 weeks that end with ``end``, and ``n_opinions`` of the
              topic at the place in each;
            - ``key_words``: list of str, see `key_words`;
            - ``escalation``: list of ``phrase`` and ``n_voices``, over all matters;
            - ``matters``: list, most voices first, of ``name`` (the key phrase), ``n_opinions``,
              ``n_voices``, ``n_people``, ``n_places``, ``n_repeated``, ``first``, ``last`` (days
              or null), ``escalation`` (as above), ``quotes`` and ``opinion_ids``. A quote has
              ``id``, ``text``, ``speaker``, ``place``, ``date`` (or null) and ``escalation``, a
              list of ``start``, ``end`` (in characters), ``phrase`` and ``kind``;
            - ``folded``: what overlaps and is folded under it, with the columns of `folded` and
              the names.

            ``key_words`` and ``matters`` are empty where the frame has no ``keywords``, no
            ``text``.
        """
        return result_record(self, taxonomy or Taxonomy.load(), lang)

    def to_json(
        self,
        path: str | Path | None = None,
        *,
        taxonomy: Taxonomy | None = None,
        lang: Lang = "vi",
    ) -> str:
        """Return `to_dict` as JSON, and write it if a path is given.

        Raises
        ------
        YkienError
            The file can't be written.
        """
        text = json.dumps(self.to_dict(taxonomy=taxonomy, lang=lang), ensure_ascii=False, indent=2)
        if path is not None:
            with replacing(Path(path)) as temporary:
                temporary.write_text(text + "\n", encoding="utf-8")
        return text


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
