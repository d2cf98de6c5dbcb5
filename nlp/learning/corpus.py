"""A labelled corpus: loaded, checked, and split without leaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CorpusError, InputError, Phrase
from nlp.learning.labelled_lines import LabelledOpinion, read_labelled
from nlp.tagging.classifier import LabelTree
from nlp.tagging.near_duplicates import NEAR_DUPLICATE, joined, near_duplicates, repeats
from nlp.tagging.tokens import syllables
from nlp.taxonomy import Taxonomy

__all__ = [
    "NEAR_DUPLICATE",
    "Corpus",
    "LabelledOpinion",
    "check_held_out",
    "display_names",
    "near_duplicates",
    "opinions_folder",
]

_NO_FILE = Phrase("không có tệp .jsonl nào", "holds no .jsonl file")
_NO_OPINION = Phrase("không có ý kiến nào", "holds no opinion")


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

        Of a folder its own ``.jsonl`` files are read, not those in folders within it. One that has
        a folder ``opinions`` stands for that folder alone, as ``corpus`` does in this repository:
        what lies beside it (held-out files, samples) is not for learning.

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
        corpus, errors = cls.collect(paths, taxonomy)
        if errors:
            raise errors[0]
        if not corpus.opinions:
            paths = [paths] if isinstance(paths, (str, Path)) else paths
            name = ", ".join(str(file) for file in _corpus_files(paths)) or "-"
            raise CorpusError("corpus_small", file=name, detail=_NO_OPINION)
        return corpus

    @classmethod
    def collect(
        cls, paths: str | Path | Sequence[str | Path], taxonomy: Taxonomy | None = None
    ) -> tuple[Corpus, list[CorpusError]]:
        """Read what can be read of a corpus, and say of every other line what is wrong with it.

        Parameters
        ----------
        paths, taxonomy
            As for `load`.

        Returns
        -------
        corpus : Corpus
            May be empty.
        errors : list of CorpusError
            One a line that can't be used, in the order of the files.

        Raises
        ------
        InputError
            A file is missing or can't be opened.
        CorpusError
            A folder holds no ``.jsonl`` file.
        """
        named, taxonomy = taxonomy is not None, taxonomy or Taxonomy.load()
        opinions: list[LabelledOpinion] = []
        errors: list[CorpusError] = []
        for file in _corpus_files([paths] if isinstance(paths, (str, Path)) else paths):
            for read in read_labelled(file, taxonomy, taxonomy_named=named):
                if isinstance(read, CorpusError):
                    errors.append(read)
                else:
                    opinions.append(read)
        return cls(tuple(opinions), taxonomy), errors

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
        first: dict[str, int] = {}
        batches = (
            (first.setdefault(opinion.batch, i), i)
            for i, opinion in enumerate(self.opinions)
            if opinion.batch
        )
        distinct, same = repeats(list(map(syllables, self.texts)))
        near = near_duplicates([self.texts[i] for i in distinct])
        pairs = ((distinct[i], distinct[j]) for i, j in near)
        return joined(len(self), chain(same, pairs, batches))

    @cached_property
    def sha256(self) -> str:
        """Hash of texts, labels and batches in their order."""
        digest = hashlib.sha256()
        for o in self.opinions:
            line = json.dumps([o.text, o.topics, o.batch], ensure_ascii=False)
            digest.update(line.encode() + b"\n")
        return digest.hexdigest()


def check_held_out(corpus: Corpus, held_out: Corpus, name: str) -> None:
    """Refuse to measure on opinions that are learned from.

    Parameters
    ----------
    corpus : Corpus
        What is learned from.
    held_out : Corpus
        What is measured on.
    name : str
        What `held_out` is called, where its opinions come from no file.

    Raises
    ------
    CorpusError
        A held-out text is one of the corpus, or a near-duplicate of one (`NEAR_DUPLICATE`).
    """
    distinct, _ = repeats(list(map(syllables, corpus.texts)))
    found: dict[int, int] = {}
    for i, j in near_duplicates(held_out.texts, [corpus.texts[i] for i in distinct]):
        found[i] = min(j, found.get(i, j))
    if not found:
        return
    index = min(found)
    opinion, twin = held_out.opinions[index], corpus.opinions[distinct[found[index]]]
    where = f" ({twin.file}:{twin.line})" if twin.file else ""
    shared = len(found)
    detail = Phrase(
        f"để riêng nhưng (gần) trùng với {twin.id!r}{where} trong kho dùng để học;"
        f" có {shared} trên {len(held_out)} ý kiến để riêng như vậy",
        f"held out, but (nearly) the same text as {twin.id!r}{where}, which is learned from;"
        f" so are {shared} of the {len(held_out)} held-out opinions",
    )
    file, line = opinion.file or name, opinion.line or index + 1
    raise CorpusError("corpus_bad", file=file, line=line, detail=detail)


def display_names(paths: Sequence[str | Path]) -> list[str]:
    """Return a short name of each path that no other of them has.

    Parameters
    ----------
    paths : sequence of path

    Returns
    -------
    list of str
        The file names, with as many folders before them as tell them apart (``x/d.jsonl``). A path
        that is given twice has one name.
    """
    all_parts = [Path(path).absolute().parts for path in paths]
    names = []
    for own in all_parts:
        others = [parts for parts in all_parts if parts != own]
        depth = 1
        while any(parts[-depth:] == own[-depth:] for parts in others):
            depth += 1
        names.append(Path(*own[-depth:]).as_posix())
    return names


def opinions_folder(folder: Path) -> Path:
    """Return the folder whose files are the corpus that a folder stands for."""
    inside = folder / "opinions"
    return inside if inside.is_dir() else folder


def _corpus_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            folder = opinions_folder(path)
            files = sorted(folder.glob("*.jsonl"))
            if not files:
                raise CorpusError("corpus_none", file=folder, detail=_NO_FILE)
            yield from files
        elif path.exists():
            yield path
        else:
            raise InputError("file_missing", file=path)
