"""JSON Lines in, labelled opinions out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import CorpusError, InputError, Phrase, system_detail
from nlp.reading.encoding import normalize, printable
from nlp.taxonomy import Taxonomy


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
    clauses : tuple of (str, str)
        For some opinions of several topics: a label, and the words of the text that carry it.
    file : str
        Where it was read; empty for an opinion that comes from no file.
    line : int
        In which line of it; 0 for an opinion that comes from no file.
    """

    id: str
    text: str
    topics: tuple[str, ...]
    style: str = ""
    manner: str = ""
    batch: str = ""
    place: str = ""
    date: str = ""
    clauses: tuple[tuple[str, str], ...] = ()
    file: str = ""
    line: int = 0


def read_labelled(
    path: Path, taxonomy: Taxonomy, *, taxonomy_named: bool = True
) -> Iterator[LabelledOpinion | CorpusError]:
    """Read a file of labelled opinions, one a line.

    Parameters
    ----------
    path : Path
    taxonomy : Taxonomy
    taxonomy_named : bool
        Whether somebody chose it. Otherwise the first label that it does not know at all comes
        with a word on how to name another.

    Yields
    ------
    LabelledOpinion or CorpusError
        What a line holds, or what is wrong with it.

    Raises
    ------
    InputError
        The file can't be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("file_unreadable", file=path, detail=system_detail(error)) from error
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        detail = _formless("không phải UTF-8", "not UTF-8")
        yield CorpusError("corpus_bad", file=path, line=number, detail=detail)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _opinion(path, number, line, taxonomy)
            except _UnknownLabelError as error:
                yield error if taxonomy_named else error.hinted()
                taxonomy_named = True
            except CorpusError as error:
                yield error


class _UnknownLabelError(CorpusError):
    def __init__(self, file: Path, line: int, detail: Phrase) -> None:
        super().__init__("corpus_bad", file=file, line=line, detail=detail)
        self._detail = detail

    def hinted(self) -> CorpusError:
        detail = Phrase(
            f"{self._detail.vi}; nếu kho có bảng phân loại riêng, hãy thêm --taxonomy TỆP",
            f"{self._detail.en}; for a corpus with a taxonomy of its own add --taxonomy FILE",
        )
        return CorpusError(self.code, **{**self.params, "detail": detail})


def _formless(vi: str, en: str) -> Phrase:
    return Phrase(
        f"{vi}; dữ liệu đã gán nhãn phải là JSON Lines (.jsonl, UTF-8)",
        f"{en}; labelled data must be JSON Lines (.jsonl, in UTF-8)",
    )


def _opinion(path: Path, number: int, line: str, taxonomy: Taxonomy) -> LabelledOpinion:
    def bad(detail: Phrase) -> CorpusError:
        return CorpusError("corpus_bad", file=path, line=number, detail=detail)

    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise bad(_formless(f"không phải JSON ({error})", f"not JSON ({error})")) from error
    if not isinstance(record, dict):
        raise bad(_formless("không phải đối tượng JSON", "not a JSON object"))
    text, topics = record.get("text"), record.get("topics")
    if not isinstance(text, str) or not normalize(text):
        raise bad(Phrase('thiếu "text"', 'no "text"'))
    if not isinstance(topics, list):
        raise bad(Phrase('thiếu danh sách "topics"', 'no list "topics"'))
    wrong = taxonomy.check_label_set(topics)
    if wrong and any(isinstance(label, str) and label not in taxonomy for label in topics):
        raise _UnknownLabelError(path, number, wrong)
    if wrong:
        raise bad(wrong)
    rest = {name: _as_text(record, name) for name in ("style", "manner", "batch", "place", "date")}
    identity = _as_text(record, "id") or f"{path.stem}-{number}"
    return LabelledOpinion(
        identity,
        normalize(text),
        tuple(topics),
        **rest,
        clauses=tuple(_clauses(record.get("clauses"), bad)),
        file=str(path),
        line=number,
    )


def _as_text(record: dict[str, Any], name: str) -> str:
    """Return what a record says of itself; of programs that count from 0 the first is a 0."""
    value = record.get(name)
    return "" if value is None else printable(str(value))


def _clauses(value: Any, bad: Callable[[Phrase], CorpusError]) -> Iterator[tuple[str, str]]:
    detail = Phrase(
        '"clauses" phải là danh sách {"topic", "text"}', '"clauses" is no list of {"topic", "text"}'
    )
    if not isinstance(value or [], list):
        raise bad(detail)
    for clause in value or []:
        label, text = (
            (clause.get("topic"), clause.get("text")) if isinstance(clause, dict) else (None, None)
        )
        if not isinstance(label, str) or not isinstance(text, str):
            raise bad(detail)
        yield label, normalize(text)
