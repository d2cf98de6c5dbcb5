"""Opinions of one meeting are not independent: they are kept together and count for less."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.hotspots.grouped import distinct_sorted, group_sums
from nlp.hotspots.nodes import Bools, Floats, Ints
from nlp.hotspots.opinions import Opinions

_PERIOD = 91
# From here on an estimate of what two opinions of different meetings share is trusted.
_PAIRS = 200
# Meetings trade places with others of about their size: upper bounds of the classes.
_SIZES = np.asarray([1, 2, 4, 8, 16, 32])


@dataclass(frozen=True)
class Channel:
    """The labels of one level of the topic tree, meeting by meeting.

    Attributes
    ----------
    names : tuple of str
    scanned : ndarray of bool, shape (n_labels,)
    start : ndarray of int, shape (n_meetings + 1,)
    label, opinion : ndarray of int, shape (n_records,)
        An opinion has one record for each of its labels.
    weight : ndarray of float, shape (n_records,)
        The effective weight of the opinion.
    """

    names: tuple[str, ...]
    scanned: Bools
    start: Ints
    label: Ints
    opinion: Ints
    weight: Floats


@dataclass(frozen=True)
class Meetings:
    """Opinions grouped by day, place and source.

    Attributes
    ----------
    opinions : Opinions
        Dated, none later than the last day, in the order of the meetings.
    day, leaf, size, size_class : ndarray of int, shape (n_meetings,)
    weight : ndarray of float, shape (n_meetings,)
        Sum of the effective weights.
    opinion_weight : ndarray of float, shape (n_opinions,)
        The effective weight: weight / (1 + (m - 1) rho) in a meeting of m opinions.
    meeting_of : ndarray of int, shape (n_opinions,)
    labels, topics : Channel
        The two levels of the topic tree.
    correlation : float
        rho, estimated.
    """

    opinions: Opinions
    day: Ints
    leaf: Ints
    size: Ints
    size_class: Ints
    weight: Floats
    opinion_weight: Floats
    meeting_of: Ints
    labels: Channel
    topics: Channel
    correlation: float

    @classmethod
    def of(cls, opinions: Opinions) -> Meetings:
        """Group opinions, in canonical order, that have a day."""
        n = len(opinions)
        key = np.stack([opinions.day, opinions.leaf, opinions.source])
        new = np.ones(n, dtype=bool)
        new[1:] = (key[:, 1:] != key[:, :-1]).any(axis=0)
        meeting_of = np.cumsum(new) - 1
        first = np.flatnonzero(new)
        size = np.bincount(meeting_of, minlength=len(first))
        correlation = _correlation(opinions, meeting_of, size, first)
        weight = opinions.weight / (1 + (size[meeting_of] - 1) * correlation)
        return cls(
            opinions=opinions,
            day=opinions.day[first],
            leaf=opinions.leaf[first],
            size=size,
            size_class=np.searchsorted(_SIZES, size),
            weight=group_sums(meeting_of, weight, len(first)),
            opinion_weight=weight,
            meeting_of=meeting_of,
            labels=_channel(opinions, meeting_of, weight, len(first), topics=False),
            topics=_channel(opinions, meeting_of, weight, len(first), topics=True),
            correlation=correlation,
        )

    def __len__(self) -> int:
        return len(self.day)


def _channel(
    opinions: Opinions, meeting_of: Ints, weight: Floats, n_meetings: int, *, topics: bool
) -> Channel:
    tree = opinions.topics
    opinion = np.repeat(np.arange(len(opinions)), np.diff(opinions.start))
    label = opinions.label
    names, scanned = (tree.topics, tree.scanned_topics) if topics else (tree.labels, None)
    if topics and len(label):
        pairs = distinct_sorted(opinion * len(names) + tree.topic_of[label])
        opinion, label = np.divmod(pairs, len(names))
    start = np.searchsorted(meeting_of[opinion], np.arange(n_meetings + 1))
    kept = tree.scanned_labels if scanned is None else scanned
    return Channel(names, kept, start, label, opinion, weight[opinion])


def _correlation(opinions: Opinions, meeting_of: Ints, size: Ints, first: Ints) -> float:
    """Estimate the intraclass correlation of labels within meetings.

    rho = (w - b) / (1 - b), where w is the chance that two opinions of one meeting share their
    first label, and b that of two opinions of different meetings at the same place and in the
    same quarter: a chronic matter of the place, or a hot spot, is not laid to the meetings.
    """
    if len(size) == len(opinions) or not len(opinions.label):
        return 0.0
    has = np.flatnonzero(np.diff(opinions.start) > 0)
    label = opinions.label[opinions.start[has]]
    n_labels = len(opinions.topics.labels)
    meeting = meeting_of[has]
    period = (opinions.day[has] - opinions.day.min()) // _PERIOD
    quarter = np.unique(opinions.leaf[has] * (period.max() + 1) + period, return_inverse=True)[1]

    def pairs(group: Ints) -> tuple[float, float]:
        same = np.unique(group * n_labels + label, return_counts=True)[1].astype(np.float64)
        everyone = np.bincount(group).astype(np.float64)
        return float((same * (same - 1)).sum()), float((everyone * (everyone - 1)).sum())

    same_within, within = pairs(meeting)
    same_quarter, in_quarter = pairs(quarter)
    if not within:
        return 0.0
    shares = np.bincount(label, minlength=n_labels) / len(label)
    overall = float((shares**2).sum())
    between = in_quarter - within
    apart = (same_quarter - same_within + _PAIRS * overall) / (between + _PAIRS)
    return float(np.clip((same_within / within - apart) / max(1 - apart, 1e-9), 0.0, 0.9))
