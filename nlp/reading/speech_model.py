"""Who says each word of a recording, and where an opinion begins: a linear-chain CRF.

Each word gets one of `LABELS`: a word of an opinion (its first, or one inside), of how a citizen
introduces himself, goes over to another matter, or ends, or of a chair or an official. The model
is a conditional random field (Lafferty, McCallum & Pereira, 2001), fitted by
``tests/benchmarks/speech.py``; ``speech_model.json`` holds its weights.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.reading.recording import Recording, Word
from nlp.reading.speech_features import speech_features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# An official's word; a citizen's introduction, link between matters, end; an opinion's first word,
# another of it.
OFFICIAL, SELF, LINK, END, BEGIN, INSIDE = LABELS = ("O", "S", "L", "E", "B", "I")
# Words are scored in pieces of so many, which bounds memory.
_PIECE = 20_000
_NEVER = -1e4


@dataclass(frozen=True)
class SpeechModel:
    """Weights of the model.

    Attributes
    ----------
    odds : dict of str to float
        See `speech_features`.
    state : dict of str to sequence of float
        Weights by feature, one for each of `LABELS`.
    transitions : ndarray of shape (n_labels, n_labels), float64
        From the row's label to the column's.
    """

    odds: Mapping[str, float]
    state: Mapping[str, Sequence[float]]
    transitions: NDArray[np.float64]


def as_model(data: Mapping[str, Any]) -> SpeechModel:
    """Return the model of what its file holds."""
    import numpy as np

    index = {label: i for i, label in enumerate(LABELS)}
    # What training has never seen does not happen.
    transitions = np.full((len(LABELS), len(LABELS)), -4.0)
    for pair, weight in data["transitions"].items():
        before, after = pair.split(">")
        transitions[index[before], index[after]] = weight
    for label in (OFFICIAL, SELF, LINK, END):
        transitions[index[label], index[INSIDE]] = _NEVER
    return SpeechModel(data["odds"], data["state"], transitions)


@cache
def model_in_use() -> SpeechModel:
    """Return the model that comes with the package."""
    path = Path(__file__).with_name("speech_model.json")
    return as_model(json.loads(path.read_text(encoding="utf-8")))


def label_words(recording: Recording, model: SpeechModel | None = None) -> list[str]:
    """Return the label of each word of a recording.

    Where there are labels of voices, each voice is an official's or a citizen's all through, by
    what most of its words are when each turn is read for itself.

    Parameters
    ----------
    recording : Recording
    model : SpeechModel, optional
        In place of the one that comes with the package.

    Returns
    -------
    list of str
        Of `LABELS`.
    """
    import numpy as np

    model = model_in_use() if model is None else model
    words = recording.words
    if not words:
        return []
    scores = np.vstack(
        [
            _scores(words, begin, min(begin + _PIECE, len(words)), model)
            for begin in range(0, len(words), _PIECE)
        ]
    )
    official = LABELS.index(OFFICIAL)
    changes = np.array([word.gap == "change" for word in words])
    scores[0, LABELS.index(INSIDE)] = _NEVER
    if recording.labelled:
        scores[changes, LABELS.index(INSIDE)] = _NEVER
        told = _viterbi(scores, model.transitions, changes)
        votes: dict[str, Counter[bool]] = {}
        for word, label in zip(words, told):
            votes.setdefault(word.speaker, Counter())[label == official] += 1
        officials = {name for name, count in votes.items() if count[True] > count[False]}
        is_official = np.array([word.speaker in officials for word in words])
        scores[~is_official, official] = _NEVER
        others = [i for i in range(len(LABELS)) if i != official]
        scores[np.ix_(is_official, others)] = _NEVER
    return [LABELS[i] for i in _viterbi(scores, model.transitions)]


def _scores(words: Sequence[Word], begin: int, end: int, model: SpeechModel) -> NDArray[np.float64]:
    """Return the weights of each word's features, summed by label; some words around are seen."""
    import numpy as np

    first, last = max(0, begin - 40), min(len(words), end + 40)
    rows = speech_features(words[first:last], model.odds)[begin - first : end - first]
    found = np.zeros((len(rows), len(LABELS)))
    zero = (0.0,) * len(LABELS)
    for i, row in enumerate(rows):
        known = [weights for name in row if (weights := model.state.get(name))]
        found[i] = np.sum(known or [zero], axis=0)
    return found


def _viterbi(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float64],
    changes: NDArray[np.bool_] | None = None,
) -> list[int]:
    """Return the best path; with `changes`, only there an official's words begin or end."""
    import numpy as np

    kept = transitions
    if changes is not None:
        official = np.array([label == OFFICIAL for label in LABELS])
        kept = np.where(official[:, None] ^ official[None, :], _NEVER, transitions)
    best = scores[0].copy()
    came = np.zeros(scores.shape, dtype=np.int8)
    for i in range(1, len(scores)):
        moves = transitions if changes is None or changes[i] else kept
        total = best[:, None] + moves
        came[i] = total.argmax(axis=0)
        best = total.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(came[i, path[-1]]))
    return path[::-1]
