"""The semantic part of an accurate model: texts to logits, with ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import log_softmax

from nlp.errors import ModelError, Phrase
from nlp.onnx_session import open_session
from nlp.tagging.classifier import Floats
from nlp.tagging.pieces import encode_pieces, tokenizer_from_json

INPUTS = ("pieces", "mask", "positions")
OUTPUTS = ("primary", "label_set")
# Texts of about one length that are run together.
_BATCH = 32


@dataclass(frozen=True)
class EncoderFiles:
    """An encoder as a model directory holds it: plain data.

    Attributes
    ----------
    graph : bytes
        An ONNX graph that needs no file beside it.
    tokenizer : str
        JSON of the vocabulary.
    begin, pad, end : int
        Ids of the special pieces.
    """

    graph: bytes
    tokenizer: str
    begin: int
    pad: int
    end: int


class Encoder:
    """Runs an encoder.

    Parameters
    ----------
    files : EncoderFiles
    source : str
        What to call it in an error.

    Raises
    ------
    ModelError
        ONNX Runtime can't be loaded, or can't read the graph.
    """

    def __init__(self, files: EncoderFiles, source: str = "encoder") -> None:
        self.files, self._source = files, source
        try:
            self._tokenizer = tokenizer_from_json(files.tokenizer)
            self._session = open_session(files.graph)
        except ModelError:
            raise
        except Exception as error:  # Each kind of a bad graph has an error of its own.
            detail = Phrase("không đọc được bộ mã hóa của mô hình", str(error))
            raise ModelError("model_bad", file=source, detail=detail) from error

    def __reduce__(self) -> tuple[type[Encoder], tuple[EncoderFiles, str]]:
        # A session can't be handed to another process; what it is made of can.
        return Encoder, (self.files, self._source)

    def logits(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the logits of the primary label and of the label set.

        Parameters
        ----------
        texts : sequence of str, length n

        Returns
        -------
        primary, label_set : array of float64, shape (n, n_labels)
        """
        files = self.files
        ids = encode_pieces(self._tokenizer, texts, files.begin, files.end)
        order = np.argsort([len(i) for i in ids], kind="stable")
        parts = [self._run([ids[i] for i in order[s : s + _BATCH]]) for s in self._starts(len(ids))]
        n_labels = self._session.get_outputs()[0].shape[1]
        primary, label_set = np.empty((len(ids), n_labels)), np.empty((len(ids), n_labels))
        if parts:
            primary[order] = np.vstack([first for first, _ in parts])
            label_set[order] = np.vstack([second for _, second in parts])
        return primary, label_set

    def values(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return log-probabilities of the primary label, and logits of the label set.

        Parameters
        ----------
        texts : sequence of str, length n

        Returns
        -------
        primary, label_set : array of float64, shape (n, n_labels)
        """
        primary, label_set = self.logits(texts)
        return np.asarray(log_softmax(primary, axis=1)), label_set

    @staticmethod
    def _starts(n: int) -> range:
        return range(0, n, _BATCH)

    def _run(self, ids: list[list[int]]) -> tuple[Any, Any]:
        longest = max(map(len, ids))
        pieces = np.full((len(ids), longest), self.files.pad, dtype=np.int64)
        mask = np.zeros((len(ids), longest), dtype=np.float32)
        for row, values in enumerate(ids):
            pieces[row, : len(values)] = values
            mask[row, : len(values)] = 1
        given = dict(zip(INPUTS, (pieces, mask, np.arange(longest))))
        primary, label_set = self._session.run(list(OUTPUTS), given)
        return primary, label_set
