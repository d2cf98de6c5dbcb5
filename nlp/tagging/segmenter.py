"""Syllables to words: underthesea's segmenter, many texts at a time.

``underthesea.word_tokenize`` makes 43 strings a syllable and looks each up. Here the weights of a
syllable, a pair and a triple are summed once and kept under it, so that a syllable costs three
look-ups and a few sums of arrays. The words are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.segmenter_weights import SegmenterWeights, load_segmenter_weights

_TEMPLATE = re.compile(r"T\[(-?\d)(?:,(-?\d))?\](?:\.(\w+))?")
_FUNCTIONS = ("", "lower", "isdigit", "istitle", "is_in_dict")
# A feature looks at most so many syllables back or ahead.
_REACH = 2
# What stands before and after a text has values of its own.
_BEFORE, _AFTER = 0, 1
_KEPT = 100_000


class Segmenter:
    """A CRF over syllables that gives ``underthesea.word_tokenize``'s words.

    Parameters
    ----------
    weights : SegmenterWeights
    n_kept : int
        Above so many different syllables, pairs or triples those that were seen are forgotten.
    """

    def __init__(self, weights: SegmenterWeights, n_kept: int = _KEPT) -> None:
        # What is kept of syllables is shared by the threads of a process.
        self._lock = Lock()
        self._runs = [_Runs(width, weights, n_kept) for width in (1, 2, 3)]
        steps = weights.transitions
        self._begin = steps[False, False], steps[True, False]
        self._inside = steps[False, True], steps[True, True]

    def inside(self, texts: Sequence[Sequence[str]]) -> list[list[bool]]:
        """Tell which syllables go on with the word before them.

        Parameters
        ----------
        texts : sequence of sequence of str, length n
            The syllables of each text, none of them empty.

        Returns
        -------
        list of list of bool, length n
            The first of a text may be True, as a label; there is no word before it all the same.
        """
        with self._lock:
            scores = self._scores(texts).tolist()
        found, start = [], _REACH
        for syllables in texts:
            found.append(self._best_path(scores[start : start + len(syllables)]))
            start += len(syllables) + 2 * _REACH
        return found

    def _scores(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Return what each syllable's features speak for going on, in one array.

        Around each text stand `_REACH` places more, so that nothing is seen across its ends.
        """
        ids: list[list[int]] = [[] for _ in self._runs]
        for syllables in texts:
            pairs = [f"{a} {b}" for a, b in zip(syllables, syllables[1:])]
            triples = [f"{pair} {c}" for pair, c in zip(pairs, syllables[2:])]
            for rows, kept, runs in zip(ids, self._runs, (syllables, pairs, triples)):
                rows.extend([_BEFORE] * _REACH)
                rows.extend(kept.rows(runs))
                rows.extend([_AFTER] * (len(syllables) + _REACH - len(runs)))
        scores = np.zeros(len(ids[0]))
        for rows, kept in zip(ids, self._runs):
            for offset, column in kept.columns(rows):
                if offset < 0:
                    scores[-offset:] += column[:offset]
                else:
                    scores[: len(scores) - offset] += column[offset:]
        return scores

    def _best_path(self, scores: Sequence[float]) -> list[bool]:
        """Return the likeliest labels (Viterbi); only the difference of the two paths counts."""
        if not scores:
            return []
        begin_from_begin, begin_from_inside = self._begin
        inside_from_begin, inside_from_inside = self._inside
        ahead = scores[0]
        came_from_inside: list[tuple[bool, bool]] = []
        for score in scores[1:]:
            begin, inside = begin_from_inside + ahead, inside_from_inside + ahead
            came = begin > begin_from_begin, inside > inside_from_begin
            came_from_inside.append(came)
            ahead = score + (inside if came[1] else inside_from_begin)
            ahead -= begin if came[0] else begin_from_begin
        path = [ahead > 0]
        for came in reversed(came_from_inside):
            path.append(came[path[-1]])
        path.reverse()
        return path


@lru_cache(maxsize=1)
def load_segmenter() -> Segmenter:
    """Return the segmenter with underthesea's weights; loaded once."""
    return Segmenter(load_segmenter_weights())


class _Runs:
    """Runs of one, two or three syllables, and the weights that each has in every place."""

    def __init__(self, width: int, weights: SegmenterWeights, n_kept: int) -> None:
        templates = []
        for name, values in weights.features.items():
            first, last, function = _parts(name)
            if last - first + 1 == width:
                templates.append((first, function, values))
        self._offsets = sorted({first for first, _, _ in templates})
        self._templates = [(self._offsets.index(i), f, values) for i, f, values in templates]
        self._as_written = self._values("")
        self._in_lower_case = self._values("lower")
        self._words, self._n_kept = weights.words, n_kept
        self._row_of: dict[str, int] = {}
        # Runs without weights of their own differ by these answers alone.
        self._plain: dict[tuple[str, ...], int] = {}
        self._new: list[list[float]] = []
        self._table = self._ends()

    def rows(self, runs: Iterable[str]) -> list[int]:
        """Return the rows of runs of syllables, new ones where need be."""
        known = self._row_of
        return [known[run] if run in known else self._add(run) for run in runs]

    def columns(self, rows: list[int]) -> Iterable[tuple[int, NDArray[np.float64]]]:
        """Yield where a run begins beside the syllable it speaks of, and what it speaks."""
        if self._new:
            self._table = np.concatenate([self._table, self._new])
            self._new.clear()
        found = self._table[np.asarray(rows, dtype=np.intp)]
        if len(self._row_of) > self._n_kept:
            self._row_of.clear()
            self._plain.clear()
            self._table = self._ends()
        return zip(self._offsets, found.T)

    def _ends(self) -> NDArray[np.float64]:
        """Return the rows of what stands before and after a text."""
        ends = [self._row(dict.fromkeys(_FUNCTIONS, end)) for end in ("BOS", "EOS")]
        return np.array(ends, dtype=np.float64)

    def _add(self, run: str) -> int:
        lower = run.lower()
        answers = (
            str(run.isascii() and run.isdigit()),
            str(all(part[0].upper() == part[0] for part in run.split())),
            str(lower in self._words),
        )
        special = run in self._as_written or lower in self._in_lower_case
        row = None if special else self._plain.get(answers)
        if row is None:
            row = len(self._table) + len(self._new)
            self._new.append(self._row(dict(zip(_FUNCTIONS, (run, lower, *answers)))))
            if not special:
                self._plain[answers] = row
        self._row_of[run] = row
        return row

    def _row(self, values: dict[str, str]) -> list[float]:
        row = [0.0] * len(self._offsets)
        for column, function, weights in self._templates:
            row[column] += weights.get(values[function], 0.0)
        return row

    def _values(self, function: str) -> set[str]:
        return {value for _, f, weights in self._templates if f == function for value in weights}


def _parts(template: str) -> tuple[int, int, str]:
    """Return a template's first and last place and its function."""
    match = _TEMPLATE.fullmatch(template)
    first, last, function = match.groups() if match else ("", "", "?")
    if (function or "") not in _FUNCTIONS:
        raise ValueError(f"the word segmenter has a template {template}")
    return int(first), int(last or first), function or ""
