"""Syllables as they were typed in, syllables as they were meant out.

Text that was typed without diacritics gets them back, keys of Telex are turned into letters, and
what is no Vietnamese syllable is read as one that is a slip of the finger away. Only features are
made of what is read so: results show the words as they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from nlp.reading.encoding import strip_diacritics
from nlp.reading.syllables import UNSEEN, syllable_score, toneless
from nlp.tagging.edits import Neighbours
from nlp.tagging.syllable_model import BREAK, SPECIAL, UNKNOWN, LogProbs, SyllableModel, symbol
from nlp.tagging.telex import telex_readings

# A text is taken to be typed without diacritics where no more of its syllables have any: of the
# corpus's opinions with diacritics, the one with fewest has three times that share.
_MARKED_SHARE = 0.2
# Below this share of what can be Vietnamese, a text may be in another language: it is let be.
_READABLE_SHARE = 0.7
# In nats: what a slip costs, keys of Telex, and to be a certain one of the unknown words.
_SLIP_COST = 8.0
_TELEX_COST = 4.0
_UNKNOWN_COST = 10.0
_LONGEST = 9
_OTHER, _BARE, _MARKED, _TELEX, _STRANGE = range(5)
_CACHED = 20_000
# Small arrays, some 30 MB of them at the most.
_TRANSITIONS_CACHED = 80_000


@dataclass(frozen=True)
class _Node:
    """What one token may be meant as; `costs` are taken off the log probability."""

    ids: tuple[int, ...]
    costs: tuple[float, ...]


class Restorer:
    """Reads syllables as the likeliest that they may have been meant as.

    The likeliest path through all readings of the syllables of a text (Viterbi 1967) under a
    bigram model; a slip is a noisy channel (Kernighan, Church and Gale 1990, "A Spelling Correction
    Program Based on a Noisy Channel Model").

    Parameters
    ----------
    model : SyllableModel
    """

    def __init__(self, model: SyllableModel) -> None:
        self.model = model
        forms: dict[str, list[str]] = {}
        for syllable in model.vocabulary[len(SPECIAL) :]:
            forms.setdefault(strip_diacritics(syllable), []).append(syllable)
        self._forms = {bare: tuple(of) for bare, of in forms.items()}
        self._forget()

    def _forget(self) -> None:
        self._kind = lru_cache(_CACHED)(self._find_kind)
        self._transitions = lru_cache(_TRANSITIONS_CACHED)(self._find_transitions)
        self._node = lru_cache(_CACHED)(self._find_node)

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model, "_forms": self._forms}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._forget()

    def restore(self, tokens: Sequence[str]) -> Sequence[str]:
        """Return the tokens as they were meant.

        Parameters
        ----------
        tokens : sequence of str, length n
            Syllables, numbers and marks of punctuation of one text, normalised.

        Returns
        -------
        sequence of str, length n
            `tokens` themselves where nothing is changed. Capitals stay where they were.
        """
        kinds = [self._kind(token) for token in tokens]
        bare = self._lacks_diacritics(kinds)
        if bare is None or not (bare or _STRANGE in kinds or _TELEX in kinds):
            return tokens
        capitals = "".join(filter(str.isalpha, tokens)).isupper()
        nodes = []
        for i, (token, kind) in enumerate(zip(tokens, kinds)):
            # What is unknown and has capitals is a name or an abbreviation. Keys may begin so.
            known = kind <= _MARKED or (kind == _TELEX and not token.isupper())
            free = known or token.islower() or i == 0 or capitals
            nodes.append(self._node(symbol(token), kind if free else _OTHER, bare))
        meant = self._likeliest(nodes)
        read = [
            token if i == _UNKNOWN_ID else _cased(self.model.vocabulary[i], token)
            for token, i in zip(tokens, meant)
        ]
        return tokens if read == list(tokens) else read

    @staticmethod
    def _lacks_diacritics(kinds: Sequence[int]) -> bool | None:
        """Tell whether a text was typed without diacritics; None where it is no Vietnamese."""
        bare, marked, telex, strange = map(kinds.count, (_BARE, _MARKED, _TELEX, _STRANGE))
        words = bare + marked + telex + strange
        if marked + telex > _MARKED_SHARE * words:
            return None if words - strange < _READABLE_SHARE * words else False
        # Short English words can be keys of Telex.
        return True if words and bare + marked >= _READABLE_SHARE * words else None

    def _likeliest(self, nodes: Sequence[_Node]) -> list[int]:
        """Return the best reading of each node.

        A node of one reading parts what is before it from what is after, so that only the
        stretches between such nodes are searched.
        """
        meant = [node.ids[0] for node in nodes]
        start = None
        for i, node in enumerate([*nodes, _BREAK_NODE]):
            if len(node.ids) > 1:
                start = i if start is None else start
            elif start is not None:
                before = nodes[start - 1] if start else _BREAK_NODE
                meant[start:i] = self._path([before, *nodes[start:i], node])
                start = None
        return meant

    def _path(self, nodes: Sequence[_Node]) -> list[int]:
        """Return the best readings of all nodes but the first and the last, which have one."""
        values = np.zeros(1)
        steps = []
        for node, following in zip(nodes, nodes[1:]):
            through = values[:, None] + self._transitions(node.ids, following)
            best = through.argmax(axis=0)
            steps.append(best)
            values = through[best, np.arange(len(best))]
        reading, path = 0, []
        for best, node in zip(reversed(steps), reversed(nodes[:-1])):
            reading = int(best[reading])
            path.append(node.ids[reading])
        return path[-2::-1]

    def _find_transitions(self, previous: tuple[int, ...], node: _Node) -> LogProbs:
        following = np.asarray(node.ids, dtype=np.intp)
        found = self.model.log_probs(np.asarray(previous, dtype=np.intp), following)
        found -= np.asarray(node.costs)
        return found

    def _find_kind(self, token: str) -> int:
        syllable = symbol(token)
        if syllable in SPECIAL:
            return _OTHER
        if syllable in self._forms:
            return _BARE
        if syllable in self.model.ids or syllable_score(syllable) >= UNSEEN:
            return _BARE if syllable.isascii() else _MARKED
        return _TELEX if self._from_telex(syllable) else _STRANGE

    def _find_node(self, syllable: str, kind: int, bare: bool) -> _Node:
        own = self.model.id_of(syllable)
        costs: dict[int, float] = {}
        if kind == _BARE and bare:
            costs = {self.model.ids[form]: 0.0 for form in self._forms.get(syllable, ())}
        elif kind == _TELEX:
            costs = dict.fromkeys(self._from_telex(syllable), _TELEX_COST) | {own: _UNKNOWN_COST}
        elif kind == _STRANGE and 1 < len(syllable) <= _LONGEST:
            costs = {self.model.ids[near]: _SLIP_COST for near in self._near(syllable, bare)}
            costs[own] = _UNKNOWN_COST
        costs = costs or {own: 0.0}
        return _Node(tuple(costs), tuple(costs.values()))

    def _from_telex(self, syllable: str) -> list[int]:
        readings = telex_readings(syllable)
        found = [i for reading in readings if (i := self._by_parts.get(reading)) is not None]
        if found:
            return found
        # A key of a tone pressed by mistake: khoongf.
        return [i for base, _ in readings if (i := self._by_parts.get((base, ""))) is not None]

    def _near(self, syllable: str, bare: bool) -> list[str]:
        """Return the syllables that differ by a slip of the finger, or in diacritics alone."""
        stripped = strip_diacritics(syllable)
        near = list(self._forms.get(stripped, ()))
        if not bare:
            return near + self._neighbours.of(syllable)
        return near + [f for b in self._bare_neighbours.of(stripped) for f in self._forms[b]]

    @cached_property
    def _by_parts(self) -> dict[tuple[str, str], int]:
        return {toneless(syllable): i for syllable, i in self.model.ids.items()}

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.model.vocabulary[len(SPECIAL) :])

    @cached_property
    def _bare_neighbours(self) -> Neighbours:
        return Neighbours(self._forms)


_UNKNOWN_ID = SPECIAL.index(UNKNOWN)
_BREAK_NODE = _Node((SPECIAL.index(BREAK),), (0.0,))


def _cased(syllable: str, written: str) -> str:
    """Return a syllable with the capitals of another way to write it."""
    if symbol(written) == syllable or syllable in SPECIAL:
        return written
    if written.isupper() and len(written) > 1:
        return syllable.upper()
    return syllable.capitalize() if written[0].isupper() else syllable
