"""Who says each word of a recording, and where an opinion begins: a linear-chain CRF.

Each word gets one of `LABELS`: a word of an opinion (its first, or one inside), of how a citizen
introduces himself, goes over to another matter, or ends, or of a chair or an official. The model
is a conditional random field (Lafferty, McCallum & Pereira, 2001), fitted by
``tests/benchmarks/speech.py``; ``model.json`` holds its weights. To what it says of a word the
log-probabilities of an encoder are added (`nlp.reading.word_encoder`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.reading.rules import begins_with, fold
from nlp.reading.speakers import is_official
from nlp.reading.speech.features import speech_features
from nlp.reading.speech.recording import Recording, Word
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import speech_encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# An official's word; a citizen's introduction, link between matters, end; an opinion's first word,
# another of it.
OFFICIAL, SELF, LINK, END, BEGIN, INSIDE = LABELS = ("O", "S", "L", "E", "B", "I")
# Words are scored in pieces of so many, which bounds memory.
_PIECE = 20_000
# So many words before and behind a piece are seen as well.
_AROUND = 120
# How much the encoder's log-probabilities count; more where there are fewer words than in any
# recording that the random field was fitted on. Of more pieces, five hours of speech, it is not
# asked: it would need more than a minute.
_ENCODER, _ENCODER_OF_SHORT, _SHORT = 2.0, 6.0, 240
_MOST_ENCODED = 60_000
_NEVER = -1e4
_SIGNS = ".,;:?!…"
# From this share of words with a sign on, text has all its signs.
_WRITTEN = 0.06
_KINDS = 3
_WITHOUT_SIGN = ((BEGIN, INSIDE), (LINK, BEGIN), (SELF, LINK))
# So are voices labelled that are no office's.
_CITIZENS = ("nguoi dan", "cu tri", "nguoi hoi", "cong dan", "ba con", "dan")


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
    # Behind an official, or what a citizen ends with, the opinion before may go on.
    for label in (SELF, LINK):
        transitions[index[label], index[INSIDE]] = _NEVER
    state: dict[str, list[float]] = {}
    for label, weights in data["state"].items():
        for name, weight in weights.items():
            state.setdefault(name, [0.0] * len(LABELS))[index[label]] = weight
    return SpeechModel(data["odds"], state, transitions)


@cache
def model_in_use() -> SpeechModel:
    """Return the model that comes with the package."""
    path = Path(__file__).with_name("model.json")
    return as_model(json.loads(path.read_text(encoding="utf-8")))


@cache
def encoder_in_use() -> WordEncoder | None:
    """Return the encoder that comes with ykien."""
    return WordEncoder(speech_encoder(), LABELS)


def label_words(recording: Recording) -> list[str]:
    """Return the label of each word of a recording.

    Where there are labels of voices, each voice is an official's or a citizen's all through, by
    which all its turns together are likelier.

    Parameters
    ----------
    recording : Recording

    Returns
    -------
    list of str
        Of `LABELS`.

    Raises
    ------
    ModelError
        The encoder can't be used.
    """
    import numpy as np

    words = recording.words
    if not words:
        return []
    model = model_in_use()
    # A word has a piece or more.
    encoder = encoder_in_use() if len(words) <= _MOST_ENCODED else None
    if encoder is not None and encoder.n_pieces(words) > _MOST_ENCODED:
        encoder = None
    scores = np.vstack(
        [
            _scores(words, begin, min(begin + _PIECE, len(words)), model, encoder)
            for begin in range(0, len(words), _PIECE)
        ]
    )
    official = LABELS.index(OFFICIAL)
    changes = np.array([word.gap == "change" for word in words])
    scores[0, LABELS.index(INSIDE)] = _NEVER
    moves = _moves(words, model.transitions)
    if recording.labelled:
        # Nobody goes on what another voice has just said.
        for label in (BEGIN, INSIDE):
            moves[changes, LABELS.index(label), LABELS.index(INSIDE)] = _NEVER
        officials = _officials(words, scores, moves, recording.homes)
        from_office = np.array([word.speaker in officials for word in words])
        scores[~from_office, official] = _NEVER
        others = np.arange(len(LABELS)) != official
        scores[np.ix_(from_office, others)] = _NEVER
    path, _ = _viterbi(scores, moves)
    return [LABELS[i] for i in path]


def has_signs(words: Sequence[Word]) -> bool:
    """Tell whether a machine set signs where sentences end.

    Parameters
    ----------
    words : sequence of Word
    """
    return sum(word.text[-1] in _SIGNS for word in words) >= _WRITTEN * len(words)


def _scores(
    words: Sequence[Word],
    begin: int,
    end: int,
    model: SpeechModel,
    encoder: WordEncoder | None,
) -> NDArray[np.float64]:
    """Return what is said for each label of each word; some words around are seen."""
    import numpy as np

    first, last = max(0, begin - _AROUND), min(len(words), end + _AROUND)
    rows = speech_features(words[first:last], model.odds)[begin - first : end - first]
    found = np.zeros((len(rows), len(LABELS)))
    zero = (0.0,) * len(LABELS)
    for i, row in enumerate(rows):
        known = [weights for name in row if (weights := model.state.get(name))]
        found[i] = np.sum(known or [zero], axis=0)
    if encoder is not None:
        counts = _ENCODER if len(words) >= _SHORT else _ENCODER_OF_SHORT
        found += counts * encoder.log_proba(words[first:last])[begin - first : end - first]
    return found


def _moves(words: Sequence[Word], transitions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of going from a label to another, for each word.

    In text with signs nothing begins but behind one, save an opinion behind a link.

    Returns
    -------
    ndarray of shape (n_words, n_labels, n_labels), float64
    """
    import numpy as np

    staying = np.full_like(transitions, _NEVER)
    for a, b in [(label, label) for label in LABELS if label != BEGIN] + list(_WITHOUT_SIGN):
        staying[LABELS.index(a), LABELS.index(b)] = transitions[LABELS.index(a), LABELS.index(b)]
    written = has_signs(words)
    stays = [
        written and i > 0 and words[i - 1].text[-1] not in _SIGNS and not word.gap
        for i, word in enumerate(words)
    ]
    return np.stack([transitions, staying])[np.array(stays, dtype=np.int8)]


def _officials(
    words: Sequence[Word],
    scores: NDArray[np.float64],
    moves: NDArray[np.float64],
    homes: Mapping[str, str],
) -> set[str]:
    """Return the voices whose turns are, all together, likelier an official's than a citizen's."""
    official = LABELS.index(OFFICIAL)
    sums: dict[str, float] = {}
    voices = {word.speaker for word in words}
    kinds = {name: name.rstrip("0123456789") for name in voices}
    # "CT1", "CB1", "CB2", "ND1": one kind for the chair, one for officials, one for citizens.
    group = kinds if len(set(kinds.values())) >= _KINDS and "" not in kinds.values() else {}
    begins = [i for i, word in enumerate(words) if not i or word.gap == "change"]
    for begin, end in zip(begins, [*begins[1:], len(words)]):
        as_official = scores[begin:end, official].sum()
        as_official += moves[begin + 1 : end, official, official].sum()
        turn = scores[begin:end].copy()
        turn[:, official] = _NEVER
        _, as_citizen = _viterbi(turn, moves[begin:end])
        name = group.get(words[begin].speaker, words[begin].speaker)
        sums[name] = sums.get(name, 0.0) + float(as_official) - as_citizen
    found = {name for name, total in sums.items() if total > 0}
    return {
        name
        for name in voices
        if is_official(name)
        or is_official(homes.get(name, ""))
        or (group.get(name, name) in found and not begins_with(fold(name), _CITIZENS))
    }


def _viterbi(scores: NDArray[np.float64], moves: NDArray[np.float64]) -> tuple[list[int], float]:
    """Return the best path, and its score."""
    import numpy as np

    best = scores[0].copy()
    came = np.zeros(scores.shape, dtype=np.int8)
    for i in range(1, len(scores)):
        total = best[:, None] + moves[i]
        came[i] = total.argmax(axis=0)
        best = total.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(came[i, path[-1]]))
    return path[::-1], float(best.max())
