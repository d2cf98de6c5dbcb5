"""The weights of underthesea's word segmenter, read from the files of its package."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

INSIDE = "I-W"
_FEATURE = np.dtype([("kind", "<i4"), ("source", "<i4"), ("label", "<i4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1


@dataclass(frozen=True)
class SegmenterWeights:
    """A linear-chain CRF with two labels: a syllable begins a word, or goes on with one.

    Attributes
    ----------
    features : dict of str to dict of str to float
        Template, such as "T[-1,0].lower", to its values and what each speaks for going on: the
        weight of that label less the weight of the other.
    transitions : dict of (bool, bool) to float
        (Does the syllable before go on with a word, does this one) to the weight.
    words : set of str
        The dictionary of the templates "is_in_dict", in lower case.
    """

    features: dict[str, dict[str, float]]
    transitions: dict[tuple[bool, bool], float]
    words: set[str]


def load_segmenter_weights() -> SegmenterWeights:
    """Read the model of ``underthesea.word_tokenize``.

    Returns
    -------
    SegmenterWeights

    Raises
    ------
    ValueError
        The model is not in the format of CRFsuite, or has other labels.
    """
    import joblib

    package = import_module("underthesea.pipeline.word_tokenize")
    (folder,) = (Path(str(package.__file__)).parent / "models").iterdir()
    features, transitions = read_model((folder / "models.bin").read_bytes())
    # A pickle of the installed package, which loads it in the same way; no other file is read so.
    return SegmenterWeights(features, transitions, set(joblib.load(folder / "dictionary.bin")))


def read_model(
    data: bytes,
) -> tuple[dict[str, dict[str, float]], dict[tuple[bool, bool], float]]:
    """Read CRFsuite's binary format (Okazaki 2007, crf1d_model.c: 12 numbers, then chunks).

    Parameters
    ----------
    data : bytes
        Of a model file.

    Returns
    -------
    features, transitions
        As of `SegmenterWeights`.

    Raises
    ------
    ValueError
        It is in another format, or has other labels.
    """
    magic, _, kind, _, _, _, _, *offsets = struct.unpack_from("<4sI4s4I5I", data)
    features_at, labels_at, attributes_at, *_ = offsets
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("the word segmenter is no model of CRFsuite")
    (count,) = struct.unpack_from("<I", data, features_at + 8)
    table = np.frombuffer(data, _FEATURE, count, features_at + 12)
    labels = _strings(data, labels_at)
    if len(labels) != 2 or INSIDE not in labels:
        raise ValueError(f"the word segmenter has the labels {labels}")
    attributes = _strings(data, attributes_at)
    features: dict[str, dict[str, float]] = {}
    for attribute, weight in zip(attributes, _for_inside(table, labels, len(attributes)).tolist()):
        template, _, value = attribute.partition("=")
        features.setdefault(template, {})[value] = weight
    transitions = {
        (labels[source] == INSIDE, labels[label] == INSIDE): weight
        for kind, source, label, weight in table.tolist()
        if kind == _TRANSITION
    }
    return features, transitions


def _for_inside(table: NDArray[np.void], labels: list[str], n: int) -> NDArray[np.float64]:
    states = table[table["kind"] == _STATE]
    sign = np.array([1.0 if label == INSIDE else -1.0 for label in labels])
    found = np.zeros(n)
    np.add.at(found, states["source"], states["weight"] * sign[states["label"]])
    return found


def _strings(data: bytes, at: int) -> list[str]:
    """Return the strings of a constant quark database by their numbers."""
    n, offset = struct.unpack_from("<II", data, at + 16)
    found = []
    for place in np.frombuffer(data, "<u4", n, at + offset).tolist():
        start = at + place + 8
        (size,) = struct.unpack_from("<I", data, start - 4)
        found.append(data[start : start + size].rstrip(b"\0").decode("utf-8"))
    return found
