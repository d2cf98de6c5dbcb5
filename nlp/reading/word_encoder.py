"""What an encoder says of each word of a recording or a document, with ONNX Runtime.

The encoders are multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings"),
fine-tuned by ``tests/benchmarks/speech_encoder.py`` and ``text_encoder.py`` to tell the label of
each word. They see what is said dozens of words around, where the features of a random field see a
few, and know words that were in no file they learnt from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nlp.errors import ModelError, Phrase
from nlp.onnx_session import open_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

GRAPH, PIECES, CONFIG = "encoder.onnx", "pieces.json", "config.json"
INPUTS = ("pieces", "mask", "positions", "gaps", "capitals")
OUTPUT = "labels"
# Windows that are run together: more take more memory and no less time.
_BATCH = 2
# Of a longer word so many letters, and so many pieces, are read.
_LETTERS, _PIECES = 60, 4


class Word(Protocol):
    """A word, and what stands before it."""

    @property
    def text(self) -> str:
        """As written, with its signs."""

    @property
    def gap(self) -> str:
        """What parts it from the word before, empty where only a space does."""


def pieces_of(
    words: Sequence[Word], tokenizer: Tokenizer, gaps: Sequence[str], unknown: int
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return what the encoder reads of words.

    Parameters
    ----------
    words : sequence of Word, length n
    tokenizer : Tokenizer
    gaps : sequence of str
        Those that it knows; another is as the first.
    unknown : int
        Id of the piece that stands for what no piece covers.

    Returns
    -------
    pieces : array of int64, shape (n_pieces, 3)
        Id, the gap before, and whether the word has a capital; the last two of the first piece.
    firsts : array of intp, shape (n,)
        Which piece each word begins with.
    """
    import numpy as np

    numbers = {gap: number for number, gap in enumerate(gaps)}
    texts = list(dict.fromkeys(word.text[:_LETTERS] for word in words))
    known = {
        text: encoded.ids[:_PIECES] or [unknown]
        for text, encoded in zip(texts, tokenizer.encode_batch(texts))
    }
    rows: list[tuple[int, int, int]] = []
    firsts: list[int] = []
    for word in words:
        first, *rest = known[word.text[:_LETTERS]]
        firsts.append(len(rows))
        rows.append((first, numbers.get(word.gap, 0), int(word.text[:1].isupper())))
        rows += [(piece, 0, 0) for piece in rest]
    return np.asarray(rows, dtype=np.int64).reshape(-1, 3), np.asarray(firsts, dtype=np.intp)


class WordEncoder:
    """Runs the encoder.

    Parameters
    ----------
    folder : Path
        With a graph, its pieces and a configuration: plain data.
    labels : sequence of str
        What it has to tell, in this order.
    overlap : float
        Windows have this share of their length in common with the next. More takes more time: of
        a half, all words are read twice.

    Raises
    ------
    ModelError
        A file is missing or is not what it should be, or ONNX Runtime can't be loaded.
    """

    def __init__(self, folder: Path, labels: Sequence[str], *, overlap: float = 0.5) -> None:
        try:
            config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            self._gaps = [str(gap) for gap in config["gaps"]]
            self._window = max(8, int(config["window"]))
            self._overlap = min(int(overlap * self._window), self._window - 1)
            self._begin, self._pad, self._end, self._unknown = (
                int(config[name]) for name in ("begin", "pad", "end", "unknown")
            )
            from tokenizers import Tokenizer

            self._tokenizer = Tokenizer.from_str((folder / PIECES).read_text(encoding="utf-8"))
            self._session = open_session((folder / GRAPH).read_bytes())
            self._try_out(config["labels"], int(config["n_pieces"]))
            self._order = [config["labels"].index(label) for label in labels]
        except ModelError:
            raise
        except Exception as error:  # Each kind of a bad graph has an error of its own.
            detail = Phrase("không đọc được bộ mã hóa của mô hình", str(error))
            raise ModelError("model_bad", file=folder, detail=detail) from error

    def n_pieces(self, words: Sequence[Word]) -> int:
        """Return how many pieces words have: what reading them costs."""
        return len(self._pieces(words)[0])

    def _try_out(self, labels: Sequence[str], n_pieces: int) -> None:
        """Read a window of what has the highest numbers.

        Raises
        ------
        ValueError
            The files do not fit together; ONNX Runtime has errors of its own for what its graph
            can't read.
        """
        import numpy as np

        if self._tokenizer.get_vocab_size() != n_pieces:
            raise ValueError(f"{PIECES}: {self._tokenizer.get_vocab_size()} != {n_pieces}")
        highest = [[n_pieces - 1, len(self._gaps) - 1, 1]]
        shape = self._run(np.asarray(highest * self._window), [(0, self._window)]).shape
        if shape != (1, self._window + 2, len(labels)):
            raise ValueError(f"{GRAPH}: {shape}")

    def log_proba(self, words: Sequence[Word]) -> NDArray[np.float64]:
        """Return the log-probabilities of each word's labels.

        Parameters
        ----------
        words : sequence of Word, length n

        Returns
        -------
        array of float64, shape (n, n_labels)
            In the order of the labels asked for. A word's are those of its first piece, out of the
            window in which that is the farthest from an edge.
        """
        import numpy as np
        from scipy.special import log_softmax

        pieces, firsts = self._pieces(words)
        n, overlap = len(pieces), self._overlap
        starts = range(0, max(1, n - overlap), self._window - overlap)
        depth = np.full(n, -1)
        found = np.zeros((n, len(self._order)))
        for at in range(0, len(starts), _BATCH):
            spans = [(begin, min(begin + self._window, n)) for begin in starts[at : at + _BATCH]]
            logits = self._run(pieces, spans)
            for row, (begin, end) in zip(logits, spans):
                inside = np.arange(end - begin)
                before = inside + (n if begin == 0 else 0)
                behind = inside[::-1] + (n if end == n else 0)
                deep = np.minimum(before, behind)
                better = deep > depth[begin:end]
                depth[begin:end][better] = deep[better]
                found[begin:end][better] = row[1 : end - begin + 1, self._order][better]
        out: NDArray[np.float64] = log_softmax(found[firsts], axis=1)
        return out

    def _pieces(self, words: Sequence[Word]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        return pieces_of(words, self._tokenizer, self._gaps, self._unknown)

    def _run(self, pieces: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> Any:
        """Return the logits of windows, shape (n_windows, longest + 2, n_labels)."""
        import numpy as np

        longest = max(end - begin for begin, end in spans) + 2
        filled = np.zeros((3, len(spans), longest), dtype=np.int64)
        filled[0] = self._pad
        mask = np.zeros((len(spans), longest), dtype=np.float32)
        for row, (begin, end) in enumerate(spans):
            size = end - begin
            filled[:, row, 1 : size + 1] = pieces[begin:end].T
            filled[0, row, 0], filled[0, row, size + 1] = self._begin, self._end
            mask[row, : size + 2] = 1
        ids, gaps, capitals = filled
        given = (ids, mask, np.arange(longest), gaps, capitals)
        return self._session.run([OUTPUT], dict(zip(INPUTS, given)))[0]
