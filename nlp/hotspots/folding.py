"""Overlapping hot spots: the most specific that explains the excess is shown, others under it.

From the most specific node up, a node whose excess is gone once the hot spots that share opinions
with it are taken away is folded under the strongest of its own topic or, where none is, of all; one
that stands without them is shown, and those inside it that do not stand out from the rest of it are
folded under it. Kulldorff et al. (2003) report secondary cuts of a tree by what is left without the
first.

References
----------
Kulldorff, M., Fang, Z. and Walsh, S. (2003). A tree-based scan statistic for database disease
surveillance. Biometrics 59, 323-331.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nlp.hotspots.candidates import Candidate, Members
from nlp.hotspots.families import Family
from nlp.hotspots.nodes import Floats, Ints
from nlp.hotspots.statistic import CELL_FIELDS, CONTINUITY, Cells, log_likelihood_ratio
from nlp.hotspots.tables import EVERYWHERE, Setting

# A part stands out from the rest of its whole from 20 to 1.
_DISTINCT = float(np.log(20))


@dataclass(frozen=True)
class Spot:
    """A candidate that is shown, and those folded under it."""

    candidate: Candidate
    folded: tuple[Candidate, ...] = ()


class Folder:
    """Folds the significant candidates of all families.

    Parameters
    ----------
    setting : Setting
    families : list of Family
    """

    def __init__(self, setting: Setting, families: list[Family]) -> None:
        self._setting, self._families = setting, families
        self._members = Members(setting)
        self._found: dict[tuple[int, int, int, int], Ints] = {}

    def fold(self, significant: list[Candidate], critical: list[float]) -> list[Spot]:
        """Return what is shown, most significant first.

        Parameters
        ----------
        significant : list of Candidate
        critical : list of float
            For each family: the ratio from which a node is significant.
        """
        order = sorted(significant, key=self._specific_first)
        shown: list[Spot] = []
        for candidate in order:
            inside = self._sharing(candidate, shown)
            if not inside:
                shown.append(Spot(candidate))
                continue
            # What shares an opinion of several topics, and lies elsewhere in the tree, comes last.
            inside.sort(key=lambda spot: (not self._kin(candidate, spot.candidate), *rank(spot)))
            rest = self._rest(candidate, [spot.candidate for spot in inside])
            if rest <= critical[candidate.family]:
                strongest = inside[0]
                shown.remove(strongest)
                shown.append(replace(strongest, folded=(*strongest.folded, candidate)))
                continue
            taken: list[Candidate] = []
            for spot in inside:
                if self._within(spot.candidate, candidate) and not self._distinct(
                    spot.candidate, candidate
                ):
                    taken += [spot.candidate, *spot.folded]
                    shown.remove(spot)
            shown.append(Spot(candidate, tuple(taken)))
        return [
            replace(spot, folded=tuple(sorted(spot.folded, key=_rank)))
            for spot in sorted(shown, key=rank)
        ]

    def opinions(self, candidate: Candidate) -> Ints:
        """Return a candidate's opinions: indices into those of the meetings, oldest first."""
        key = candidate.family, candidate.table, candidate.node, candidate.label
        if key not in self._found:
            channel = self._channel(candidate)
            mine = self._members.of(candidate.level, candidate.place, channel, candidate.label)
            mine = mine[self._members.bins[mine] <= candidate.bin]
            self._found[key] = self._members.opinions[mine]
        return self._found[key]

    def _channel(self, candidate: Candidate) -> int:
        table = self._families[candidate.family].counter.tables[candidate.table]
        return 0 if table.channel is self._setting.channels[0] else 1

    def _specific_first(self, candidate: Candidate) -> tuple[float, ...]:
        depth = -candidate.level + self._channel(candidate)
        return depth, -candidate.level, candidate.p_value, -candidate.statistic, candidate.family

    def _sharing(self, candidate: Candidate, shown: list[Spot]) -> list[Spot]:
        """Return the spots that have an opinion in common with a candidate."""
        # Marks, not sorted sets: a country may have a thousand spots of thousands of opinions.
        mine = np.zeros(len(self._setting.meetings.opinions), dtype=bool)
        mine[self.opinions(candidate)] = True
        return [spot for spot in shown if mine[self.opinions(spot.candidate)].any()]

    def _within(self, part: Candidate, whole: Candidate) -> bool:
        """Tell whether a part, which shares opinions with a whole, lies in it in both trees."""
        finer = part.level >= whole.level and self._channel(part) <= self._channel(whole)
        return finer and self._kin(part, whole)

    def _kin(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether two labels are the same, or one is a subtopic of the other."""
        topic_of = self._setting.meetings.opinions.topics.topic_of
        channels = self._channel(one), self._channel(other)
        if channels[0] == channels[1]:
            return one.label == other.label
        fine, coarse = (one, other) if channels[0] < channels[1] else (other, one)
        return bool(topic_of[fine.label] == coarse.label)

    def _common(self, whole: Candidate, part: Candidate) -> tuple[int, int, int, int]:
        """Return the node that both share: level, place, channel, label; the finer of each."""
        finer = part if part.level >= whole.level else whole
        channels = self._channel(part), self._channel(whole)
        label = part.label if channels[0] <= channels[1] else whole.label
        return finer.level, finer.place, min(channels), label

    def _rest(self, whole: Candidate, parts: list[Candidate]) -> float:
        """Return the ratio of what is left of a node when hot spots are taken out of it."""
        family = self._families[whole.family]
        removed = np.zeros(0, dtype=np.int64)
        left = whole.cells
        mine = self.opinions(whole)
        for part in parts:
            level, place, channel, label = self._common(whole, part)
            theirs = self._members.opinions[self._members.of(level, place, channel, label)]
            fresh = np.setdiff1d(np.intersect1d(mine, theirs), removed)
            if not len(fresh):
                continue
            all_theirs = np.intersect1d(mine, theirs)
            # Another topic's expectation is no part of this one's: only the shared opinions go.
            cells = None
            if self._kin(whole, part):
                cells = self._cells(family, (level, place, channel, label), whole.bin, all_theirs)
            if cells is None:
                cells = Cells(*[np.zeros(1)] * len(CELL_FIELDS))
            share = len(fresh) / len(all_theirs)
            scaled = Cells(*(np.asarray(v) * share for v in vars(cells).values()))
            left = left.without(replace(scaled, observed=self._weight(fresh)))
            removed = np.union1d(removed, fresh)
        if len(mine) - len(removed) <= 0:
            return 0.0
        expected, size = family.counter.expectation(left)
        return float(log_likelihood_ratio(left.observed, expected, size)[0])

    def _weight(self, opinions: Ints) -> Floats:
        return np.asarray([self._setting.meetings.opinion_weight[opinions].sum()])

    def _cells(
        self, family: Family, node: tuple[int, int, int, int], bins: int, opinions: Ints
    ) -> Cells | None:
        """Return what is expected of a node, by the family itself or by one that has the node."""
        level, place, channel, label = node
        for one in (family, *self._families):
            for table in one.counter.tables:
                if table.level != level or table.channel is not self._setting.channels[channel]:
                    continue
                if level == EVERYWHERE and one is not family:
                    continue
                number = np.flatnonzero(table.nodes == place) if level != EVERYWHERE else [0]
                if not len(number):
                    continue
                at, of, until = (np.asarray([int(v)]) for v in (number[0], label, bins))
                return one.counter.observed_cells(table, at, of, until, self._weight(opinions))
        return None

    def _distinct(self, part: Candidate, whole: Candidate) -> bool:
        """Tell whether a part stands out from the rest of the whole that holds it."""
        if part.level == whole.level and self._channel(part) == self._channel(whole):
            return False
        family = self._families[whole.family]
        node = part.level, part.place, self._channel(part), part.label
        mine = np.intersect1d(self.opinions(whole), self.opinions(part))
        cells = self._cells(family, node, whole.bin, mine)
        if cells is None:
            return True
        base = family.counter.expectation(cells)[0]
        rest = np.maximum(whole.cells.observed - cells.observed, 0) + CONTINUITY
        rest_base = np.maximum(whole.expected - base, 0) + CONTINUITY
        ratio = log_likelihood_ratio(cells.observed, base * rest / rest_base, rest)
        return bool(ratio[0] >= _DISTINCT)


def rank(spot: Spot) -> tuple[float, ...]:
    """Return the order of spots: most significant first, then the strongest."""
    return _rank(spot.candidate)


def _rank(candidate: Candidate) -> tuple[float, ...]:
    return (
        candidate.p_value,
        -candidate.statistic,
        candidate.family,
        candidate.table,
        candidate.place,
        candidate.label,
    )
