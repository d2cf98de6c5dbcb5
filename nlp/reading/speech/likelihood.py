"""How likely lines are speech that a machine wrote down: a logistic regression on their words.

``likelihood.json`` holds the weights, which ``tests/benchmarks/speech_detection.py`` fits, and
judges on writers that it has not seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from nlp.reading.lines import Line
from nlp.reading.speech.features import plain
from nlp.reading.speech.recording import Recording
from nlp.reading.speech.voices import is_voice_code

Weights = dict[str, float]
# How people speak shows in so many words.
_MOST_WORDS = 400
_SIGNS = tuple(",;:!?.")
_BIAS = "<bias>"


def features(lines: Sequence[Line], recording: Recording) -> dict[str, float]:
    """Return what the model sees of lines.

    Parameters
    ----------
    lines : sequence of Line
    recording : Recording
        The lines, read as speech; at least one word.

    Returns
    -------
    dict of str to float
        Words (1 where they are said) and, in names between angle brackets, the shape.
    """
    words = recording.words
    found = {plain(word.text): 1.0 for word in islice(words, _MOST_WORDS)}
    signs = sum(word.text.endswith(_SIGNS) for word in words) / len(words)
    capitals = sum(word.text[:1].isupper() for word in words) / len(words)
    return found | {
        _BIAS: 1.0,
        "<signs>": 10 * min(signs, 0.2),
        "<no signs>": float(signs <= 0.02),
        "<capitals>": 10 * min(capitals, 0.3),
        "<timed>": float(recording.timed),
        "<voices>": float(recording.labelled),
        "<voice codes>": float(any(is_voice_code(word.speaker) for word in words)),
        "<marks>": sum(bool(line.mark) for line in lines) / len(lines),
        "<length>": math.log(min(len(words), _MOST_WORDS) / 100),
    }


@cache
def weights_in_use() -> Weights:
    """Return the weights that come with the package, by feature."""
    path = Path(__file__).with_name("likelihood.json")
    weights: Weights = json.loads(path.read_text(encoding="utf-8"))
    return weights


def likelihood(lines: Sequence[Line], recording: Recording) -> float:
    """Return the probability that lines are speech.

    Parameters
    ----------
    lines : sequence of Line
    recording : Recording
        The lines, read as speech; at least one word.
    """
    weights = weights_in_use()
    score = sum(weights.get(name, 0.0) * x for name, x in features(lines, recording).items())
    return 1 / (1 + math.exp(-score))
