"""Everything that a result is cut from, and what it says of one candidate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from nlp.hotspots.candidates import Candidate
from nlp.hotspots.details import Details
from nlp.hotspots.families import Family
from nlp.hotspots.folding import Folder
from nlp.hotspots.nodes import Ints
from nlp.hotspots.null import Null
from nlp.hotspots.tables import EVERYWHERE, Setting


@dataclass(frozen=True)
class Scan:
    """The data as laid out, the tests and their nulls, and what stands out most."""

    setting: Setting
    families: list[Family]
    nulls: list[Null]
    candidates: list[Candidate]
    details: Details

    @cached_property
    def folder(self) -> Folder:
        """What folds overlapping candidates."""
        return Folder(self.setting, self.families)

    def kind(self, candidate: Candidate) -> str:
        """Return the question that a candidate answers."""
        return self.families[candidate.family].kind

    def weekly(self, candidate: Candidate) -> Ints:
        """Count the opinions on a candidate's topic at its place by week, see `Details.weekly`."""
        channel = self.families[candidate.family].counter.tables[candidate.table].channel
        return self.details.weekly(candidate.level, candidate.place, channel, candidate.label)

    def row(self, candidate: Candidate) -> dict[str, Any]:
        """Return what `HotspotResult.table` shows of a candidate."""
        import pandas as pd

        family, timeline = self.families[candidate.family], self.setting.timeline
        meetings = self.setting.meetings
        places = meetings.opinions.places
        mine = self.folder.opinions(candidate)
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
