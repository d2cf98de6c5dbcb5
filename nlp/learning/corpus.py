"""A labelled corpus: loaded, checked, and split without leaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CorpusError, InputError
from nlp.reading.encoding import normalize
from nlp.tagging.classifier import LabelTree
from nlp.taxonomy import Taxonomy

# Two texts are near-duplicates when they share this part of their syllable 3-grams.
NEAR_DUPLICATE = 0.5
_SHINGLE = 3


@dataclass(frozen=True)
class LabelledOpinion:
    """An opinion with its labels.

    Attributes
    ----------
    id, text : str
    topics : tuple of str
        1 to 3 labels, primary first.
    style, manner, batch, place, date : str
        As in ``corpus/README.md``; empty where unknown.
    """

    id: str
    text: str
    topics: tuple[str, ...]
    style: str = ""
    manner: str = ""
    batch: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True)
class Corpus:
    """Labelled opinions and the taxonomy that they follow.

    Attributes
    ----------
    opinions : tuple of LabelledOpinion
    taxonomy : Taxonomy
    """

    opinions: tuple[LabelledOpinion, ...]
    taxonomy: Taxonomy

    @classmethod
    def load(
        cls, paths: str | Path | Sequence[str | Path], taxonomy: Taxonomy | None = None
    ) -> Corpus:
        """Read JSON Lines files, or folders of them, in the order of their names.

        Parameters
        ----------
        paths : path or sequence of paths
        taxonomy : Taxonomy, optional
            By default the one that comes with ykien.

        Raises
        ------
        InputError
            A file is missing or can't be opened.
        CorpusError
            A line is no JSON, lacks a text, or has labels that the taxonomy does not allow.
        """
        taxonomy = taxonomy or Taxonomy.load()
        files = list(_corpus_files([paths] if isinstance(paths, (str, Path)) else paths))
        opinions = tuple(opinion for file in files for opinion in _read(file, taxonomy))
        if not opinions:
            name = ", ".join(str(file) for file in files) or "-"
            raise CorpusError("corpus_small", file=name, detail="holds no opinion")
        return cls(opinions, taxonomy)

    def __len__(self) -> int:
        return len(self.opinions)

    @cached_property
    def texts(self) -> list[str]:
        """The texts, length n."""
        return [opinion.text for opinion in self.opinions]

    @cached_property
    def indicator(self) -> NDArray[np.int8]:
        """Array of shape (n, n_labels): 1 where the opinion carries the label."""
        index = {label: i for i, label in enumerate(self.taxonomy.labels)}
        matrix = np.zeros((len(self), len(index)), dtype=np.int8)
        for row, opinion in enumerate(self.opinions):
            matrix[row, [index[label] for label in opinion.topics]] = 1
        return matrix

    @cached_property
    def primary(self) -> NDArray[np.intp]:
        """Index of each opinion's primary label, shape (n,)."""
        index = {label: i for i, label in enumerate(self.taxonomy.labels)}
        return np.asarray([index[o.topics[0]] for o in self.opinions], dtype=np.intp)

    @property
    def tree(self) -> LabelTree:
        """The label tree of the taxonomy."""
        return LabelTree.of(self.taxonomy)

    @cached_property
    def groups(self) -> NDArray[np.intp]:
        """What must stay on one side of a split, shape (n,).

        A batch (one writer's run or one occasion) is a group; near-duplicates join the groups
        that they stand in.
        """
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        first: dict[str, int] = {}
        edges = list(near_duplicates(self.texts))
        for i, opinion in enumerate(self.opinions):
            if opinion.batch:
                edges.append((first.setdefault(opinion.batch, i), i))
        n = len(self)
        rows, columns = np.asarray(edges or [(0, 0)]).T
        graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(n, n))
        _, components = connected_components(graph, directed=False)
        return np.asarray(components, dtype=np.intp)

    @cached_property
    def sha256(self) -> str:
        """Hash of texts, labels and batches in their order."""
        digest = hashlib.sha256()
        for o in self.opinions:
            line = json.dumps([o.text, o.topics, o.batch], ensure_ascii=False)
            digest.update(line.encode() + b"\n")
        return digest.hexdigest()


def near_duplicates(
    texts: Sequence[str],
    others: Sequence[str] | None = None,
    *,
    threshold: float = NEAR_DUPLICATE,
) -> Iterator[tuple[int, int]]:
    """Find pairs of texts whose syllable 3-grams overlap (exact Jaccard similarity).

    Parameters
    ----------
    texts : sequence of str
    others : sequence of str, optional
        Compare each of `texts` with these; by default `texts` with each other.
    threshold : float
        Least share of common 3-grams, above 0 and up to 1.

    Yields
    ------
    (i, j)
        Index into `texts` and into `others` (or `texts`, then i < j).
    """
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=_shingles, binary=True, dtype=np.int32)
    both = [*texts, *others] if others is not None else list(texts)
    matrix = csr_array(vectorizer.fit_transform(both))
    sizes = matrix.sum(axis=1)
    left = matrix[: len(texts)]
    offset = len(texts) if others is not None else 0
    right = matrix[offset:]
    for start in range(0, left.shape[0], 1000):
        common = (left[start : start + 1000] @ right.T).tocoo()
        i, j = common.coords[0] + start, common.coords[1]
        similarity = common.data / (sizes[i] + sizes[j + offset] - common.data)
        close = similarity >= threshold
        if others is None:
            close &= i < j
        yield from zip(i[close].tolist(), j[close].tolist())


def _shingles(text: str) -> list[str]:
    syllables = "".join(c if c.isalnum() else " " for c in normalize(text).lower()).split()
    last = max(1, len(syllables) - _SHINGLE + 1)
    return [" ".join(syllables[i : i + _SHINGLE]) for i in range(last)]


def _corpus_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(path.glob("*.jsonl"))
            if not files:
                raise CorpusError("corpus_small", file=path, detail="holds no .jsonl file")
            yield from files
        elif path.exists():
            yield path
        else:
            raise InputError("file_missing", file=path)


def _read(path: Path, taxonomy: Taxonomy) -> Iterator[LabelledOpinion]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError("file_unreadable", file=path, detail=error.strerror) from error
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} is not UTF-8"
        raise InputError("file_encoding", file=path, detail=detail) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _opinion(path, number, line, taxonomy)


def _opinion(path: Path, number: int, line: str, taxonomy: Taxonomy) -> LabelledOpinion:
    def bad(detail: str) -> CorpusError:
        return CorpusError("corpus_bad", file=path, line=number, detail=detail)

    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise bad(f"not JSON ({error})") from error
    if not isinstance(record, dict):
        raise bad("not a JSON object")
    text, topics = record.get("text"), record.get("topics")
    if not isinstance(text, str) or not normalize(text):
        raise bad('no "text"')
    if not isinstance(topics, list):
        raise bad('no list "topics"')
    wrong = taxonomy.check_label_set(topics)
    if wrong:
        raise bad(wrong)
    rest = {
        name: str(record.get(name) or "") for name in ("style", "manner", "batch", "place", "date")
    }
    identity = str(record.get("id") or f"{path.stem}-{number}")
    return LabelledOpinion(identity, normalize(text), tuple(topics), **rest)
