"""A linear-chain conditional random field: what each segment of a document is, all together.

Lafferty, McCallum and Pereira 2001, "Conditional Random Fields: Probabilistic Models for
Segmenting and Labeling Sequence Data". ``model.json`` holds the weights, which
``tests/benchmarks/sequence.py`` fits with CRFsuite and judges leaving one writer's files out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Begins an opinion, goes on it, an official's words, who speaks and from where, anything else.
LABELS = ("B", "I", "R", "W", "O")
# Nothing is gone on that has not begun.
_NEVER = -1e9


@dataclass(frozen=True)
class LinearChain:
    """Weights of a linear-chain conditional random field over `LABELS`.

    Attributes
    ----------
    states : dict of str to tuple of float
        By feature, one weight a label.
    transitions : tuple of tuple of float
        From the label of the row to that of the column.
    """

    states: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]

    def decode(
        self,
        features: Iterable[Sequence[str]],
        *,
        emissions: Sequence[Sequence[float]] | None = None,
    ) -> list[str]:
        """Return the likeliest labels of a sequence (Viterbi).

        Parameters
        ----------
        features : iterable of sequences of str
        emissions : sequence of sequences of float, optional
            What another model says of each label, in the order of `LABELS`; added to what the
            features say.

        Returns
        -------
        list of str
            One of `LABELS` for each.
        """
        known, n = self.states, len(LABELS)
        steps = [[self._step(j, k) for k in range(n)] for j in range(n)]
        scores: list[float] = []
        back: list[list[int]] = []
        for index, names in enumerate(features):
            own = [0.0] * n if emissions is None else list(emissions[index])
            for name in names:
                weights = known.get(name)
                if weights is not None:
                    for label in range(n):
                        own[label] += weights[label]
            if not index:
                scores = [own[k] + (_NEVER if LABELS[k] == "I" else 0.0) for k in range(n)]
                continue
            reached = [[scores[j] + steps[j][k] for j in range(n)] for k in range(n)]
            best = [values.index(max(values)) for values in reached]
            scores = [reached[k][j] + own[k] for k, j in enumerate(best)]
            back.append(best)
        if not scores:
            return []
        last = max(range(n), key=scores.__getitem__)
        path = [last]
        for best in reversed(back):
            path.append(best[path[-1]])
        return [LABELS[k] for k in reversed(path)]

    def _step(self, before: int, after: int) -> float:
        if LABELS[after] == "I" and LABELS[before] not in "BI":
            return _NEVER
        return self.transitions[before][after]


@cache
def load_chain() -> LinearChain:
    """Return the weights that come with the package."""
    data = json.loads(Path(__file__).with_name("model.json").read_text(encoding="utf-8"))
    return LinearChain(
        {name: tuple(weights) for name, weights in data["states"].items()},
        tuple(tuple(row) for row in data["transitions"]),
    )
